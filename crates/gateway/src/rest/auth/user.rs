//! Somebody as the contract shows them to themselves.

use chrono::{DateTime, Utc};
use domain::{Level, Points};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    rest::wire::{OneOf, Second, word},
    usecases::people::{Household, Own},
};

/// You.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct User {
    id: i64,
    email: String,
    name: String,
    subscription_tier: word::Tier,
    /// The first moment at which it is over; `null` if it has no end.
    subscription_expires_at: Option<Second>,
    voice_enabled: bool,
    created_at: Second,
    /// One for each activity that you log, ten a day at most.
    total_points: u32,
    level_number: u32,
    level_name: word::Level,
    level_icon: &'static str,
    /// 0 at the last level.
    points_to_next_level: u32,
    /// `null` at the last level.
    next_level_name: Option<word::Level>,
    next_level_points: Option<u32>,
    /// Whether those who share a family with you see when you last signed in.
    family_visibility: bool,
    /// The oldest family of which you are a parent, else the oldest that you are in.
    household: Option<HouseholdBody>,
}

/// Your family.
#[derive(Serialize, ToSchema)]
struct HouseholdBody {
    id: i64,
    name: String,
    /// Whether you are a parent of it.
    is_owner: bool,
}

/// You, in an answer.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct UserBody {
    user: User,
}

impl User {
    /// Somebody as they are at a moment.
    pub(in crate::rest) fn new(own: &Own, now: DateTime<Utc>) -> Self {
        let Own { account, number, points, household } = own;
        let (profile, level) = (&account.profile, points.level());
        let has_ended = account.subscription.until.is_some_and(|until| until <= now);
        Self {
            id: *number,
            email: profile.email.as_str().into(),
            name: profile.name.to_string(),
            subscription_tier: OneOf(account.subscription.tier(now)),
            subscription_expires_at: account.subscription.until.filter(|_| !has_ended).map(Second),
            voice_enabled: account.preferences.shows_voice(),
            created_at: Second(account.created_at),
            total_points: points.total,
            level_number: level.number(),
            level_name: OneOf(level),
            level_icon: level.icon(),
            points_to_next_level: Points::to_next(*points),
            next_level_name: level.next().map(OneOf),
            next_level_points: level.next().map(Level::threshold),
            family_visibility: account.preferences.family_visibility,
            household: household.as_ref().map(HouseholdBody::from),
        }
    }
}

impl From<&Household> for HouseholdBody {
    fn from(home: &Household) -> Self {
        Self { id: home.number, name: home.name.clone(), is_owner: home.is_owner }
    }
}

impl UserBody {
    /// Somebody as they are at a moment.
    pub(super) fn new(own: &Own, now: DateTime<Utc>) -> Self {
        Self { user: User::new(own, now) }
    }
}
