//! Logging activities.

use actix_web::{http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{
    Activity, Actor, Details, Diaper, Error, Feeding, NewActivity, Reason, Result, Sleep, Volume,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::activities::{self},
};

/// A feeding to log.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct LogFeeding {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Activity>,
    child_id: id::Child,
    r#type: word::FeedingMethod,
    start_time: DateTime<Utc>,
    end_time: Option<DateTime<Utc>>,
    #[serde(default)]
    details: FeedingDetails,
    notes: Option<String>,
    mood: Option<word::Mood>,
}

/// The particulars of a feeding.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FeedingDetails {
    breast_side: Option<word::BreastSide>,
    amount: Option<f64>,
    /// Needed with an amount.
    unit: Option<word::VolumeUnit>,
    food_type: Option<word::FoodType>,
}

impl Input for LogFeeding {}

impl LogFeeding {
    fn read(self) -> Result<NewActivity> {
        let amount = match (self.details.amount, self.details.unit) {
            (None, _) => None,
            (Some(_), None) => return Err(Error::invalid("details.unit", Reason::Required)),
            (Some(amount), Some(unit)) => Some(Volume::new("details.amount", amount, unit.0)?),
        };
        let feeding = Feeding {
            method: self.r#type.0,
            side: self.details.breast_side.map(|side| side.0),
            amount,
            food: self.details.food_type.map(|food| food.0),
        };
        Ok(NewActivity {
            id: self.id.map(|id| id.0),
            child: self.child_id.0,
            start: self.start_time,
            end: self.end_time,
            details: Details::Feeding(feeding),
            notes: self.notes,
            mood: self.mood.map(|mood| mood.0),
        })
    }
}

/// A sleep to log; without an end it goes on.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct LogSleep {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Activity>,
    child_id: id::Child,
    start_time: DateTime<Utc>,
    end_time: Option<DateTime<Utc>>,
    r#type: word::SleepKind,
    location: Option<word::SleepPlace>,
    quality: Option<word::SleepQuality>,
    notes: Option<String>,
    mood: Option<word::Mood>,
}

impl Input for LogSleep {}

impl LogSleep {
    fn read(self) -> NewActivity {
        NewActivity {
            id: self.id.map(|id| id.0),
            child: self.child_id.0,
            start: self.start_time,
            end: self.end_time,
            details: Details::Sleep(Sleep {
                kind: self.r#type.0,
                place: self.location.map(|place| place.0),
                quality: self.quality.map(|quality| quality.0),
            }),
            notes: self.notes,
            mood: self.mood.map(|mood| mood.0),
        }
    }
}

/// A diaper change to log.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct LogDiaper {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Activity>,
    child_id: id::Child,
    timestamp: DateTime<Utc>,
    r#type: word::DiaperContents,
    consistency: Option<word::DiaperConsistency>,
    color: Option<word::DiaperColor>,
    has_rash: Option<bool>,
    notes: Option<String>,
    mood: Option<word::Mood>,
}

impl Input for LogDiaper {}

impl LogDiaper {
    fn read(self) -> NewActivity {
        NewActivity {
            id: self.id.map(|id| id.0),
            child: self.child_id.0,
            start: self.timestamp,
            end: None,
            details: Details::Diaper(Diaper {
                contents: self.r#type.0,
                consistency: self.consistency.map(|consistency| consistency.0),
                color: self.color.map(|color| color.0),
                has_rash: self.has_rash,
            }),
            notes: self.notes,
            mood: self.mood.map(|mood| mood.0),
        }
    }
}

/// An activity that was logged.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LoggedBody {
    id: id::Activity,
    child_id: id::Child,
    r#type: word::Kind,
    timestamp: DateTime<Utc>,
    /// Whole minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<i64>,
    created_by: id::Account,
    /// Always true: when you read this, the family sees it.
    synced_to_family: bool,
    version: i32,
}

impl From<&Activity> for LoggedBody {
    fn from(activity: &Activity) -> Self {
        Self {
            id: Id(activity.id),
            child_id: Id(activity.child),
            r#type: OneOf(activity.details.kind()),
            timestamp: activity.start,
            duration: activity.duration_minutes(),
            created_by: Id(activity.created_by),
            synced_to_family: true,
            version: activity.version,
        }
    }
}

/// Log a feeding
#[utoipa::path(
    tag = "activities",
    params(Idempotency),
    request_body = LogFeeding,
    security(("bearer" = [])),
    responses((status = 201, body = Success<LoggedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/activities/feeding")]
pub(in crate::rest) async fn log_feeding(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<LogFeeding>,
) -> Result<Envelope<LoggedBody>, Problem> {
    log(&app, &actor, body, LogFeeding::read).await
}

/// Log sleep
#[utoipa::path(
    tag = "activities",
    params(Idempotency),
    request_body = LogSleep,
    security(("bearer" = [])),
    responses((status = 201, body = Success<LoggedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/activities/sleep")]
pub(in crate::rest) async fn log_sleep(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<LogSleep>,
) -> Result<Envelope<LoggedBody>, Problem> {
    log(&app, &actor, body, |sleep| Ok(sleep.read())).await
}

/// Log a diaper change
#[utoipa::path(
    tag = "activities",
    params(Idempotency),
    request_body = LogDiaper,
    security(("bearer" = [])),
    responses((status = 201, body = Success<LoggedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/activities/diaper")]
pub(in crate::rest) async fn log_diaper(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<LogDiaper>,
) -> Result<Envelope<LoggedBody>, Problem> {
    log(&app, &actor, body, |diaper| Ok(diaper.read())).await
}

async fn log<T>(
    app: &App,
    actor: &Actor,
    body: Body<T>,
    read: impl FnOnce(T) -> Result<NewActivity>,
) -> Result<Envelope<LoggedBody>, Problem> {
    let render = |activity: &Activity| envelope::text(LoggedBody::from(activity));
    let (value, once) = body.once(actor.account.0, render);
    let outcome = activities::log(app, actor, read(value)?, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |activity| activity.into()))
}
