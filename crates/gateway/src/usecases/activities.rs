//! Logging activities and looking at them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use domain::{
    AccountId, Activity, Actor, ChildId, FamilyClock, FamilyId, Kind, LogActivities, NewActivity,
    Result,
};
use persistence::activities::{Filter, Latest, Position};

use super::{
    children, families,
    idempotency::{Once, Outcome},
};
use crate::{App, journal::Entry};

/// Logs an activity and tells the family.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor cannot know the child, [`domain::Error::Forbidden`] without the permission,
/// [`domain::Error::Invalid`] if it cannot have been so, [`domain::Error::Exists`] if the client's id names another activity.
pub async fn log(
    app: &App,
    actor: &Actor,
    new: NewActivity,
    once: Option<Once<Activity>>,
) -> Result<Outcome<Activity>> {
    let member = children::member_for(app, actor, new.child).await?;
    let may = member.may::<LogActivities>()?;
    let may_exist = new.id.is_some();
    let activity = NewActivity {
        start: new.start.trunc_subsecs(3),
        end: new.end.map(|end| end.trunc_subsecs(3)),
        ..new
    }
    .log(&may, app.now())?;
    let key = families::key(app, &member).await?;
    let reply = once.map(|once| once.reply(&activity));
    app.journal.write(Entry { activity, key, may_exist, reply }).await
}

/// An end of a stretch of time as clients give it.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// A day of the family, whole.
    Date(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// What to list.
pub struct List {
    /// Whose activities.
    pub child: ChildId,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// From here on.
    pub from: Option<Bound>,
    /// Up to here; a date is included.
    pub until: Option<Bound>,
    /// After this position.
    pub after: Option<Position>,
    /// So many at most.
    pub limit: u64,
}

/// A page of a list.
pub struct Page {
    /// The activities, the latest first.
    pub activities: Vec<Activity>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
    /// How many there are on all pages.
    pub total: u64,
}

/// A child's activities, the latest first.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor cannot know the child.
pub async fn list(app: &App, actor: &Actor, list: List) -> Result<Page> {
    let member = children::member_for(app, actor, list.child).await?;
    let by_date = [list.from, list.until].iter().any(|end| matches!(end, Some(Bound::Date(_))));
    let clock = if by_date { Some(families::of(app, &member).await?.clock) } else { None };
    let filter = Filter {
        family: member.family(),
        child: list.child,
        kind: list.kind,
        from: list
            .from
            .and_then(|bound| instant(bound, clock, |clock, date| clock.day(date).start)),
        until: list
            .until
            .and_then(|bound| instant(bound, clock, |clock, date| clock.day(date).end)),
    };
    let key = families::key(app, &member).await?;
    let db = app.db.read();
    let (mut found, total) =
        persistence::activities::page(db, &key, &filter, list.after, list.limit + 1).await?;
    let more = u64::try_from(found.len()).unwrap_or(u64::MAX) > list.limit;
    if more {
        found.pop();
    }
    let next = found.last().filter(|_| more).map(|activity| (activity.start, activity.id));
    Ok(Page { activities: found, next, total })
}

fn instant(
    bound: Bound,
    clock: Option<FamilyClock>,
    end: impl Fn(FamilyClock, NaiveDate) -> DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    match bound {
        Bound::Instant(instant) => Some(instant),
        Bound::Date(date) => clock.map(|clock| end(clock, date)),
    }
}

/// The latest activities that each of these members of a family logged, `limit` at most of each.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor is not in the family.
pub async fn latest_by_members(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    members: &[AccountId],
    limit: u64,
) -> Result<HashMap<AccountId, Vec<Latest>>> {
    actor.member_of(family)?;
    let db = app.db.read();
    let latest = persistence::activities::latest_by_members(db, family, members, limit).await?;
    let mut by_member: HashMap<_, Vec<_>> = HashMap::new();
    for activity in latest {
        by_member.entry(activity.by).or_default().push(activity);
    }
    Ok(by_member)
}
