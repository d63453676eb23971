//! Logging activities, and the list of them.

use actix_web::{get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{
    Activity, Actor, ChildId, Details, Diaper, Error, Feeding, Kind, NewActivity, Reason, Result,
    Sleep, Volume, VolumeUnit, Word,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    auth::SignedIn,
    cursor,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::activities::{self, Bound, List},
};

/// A feeding to log.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogFeeding {
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
pub(super) struct LogSleep {
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
pub(super) struct LogDiaper {
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
    let (value, once) = body.once(Some(actor.account), render);
    let outcome = activities::log(app, actor, read(value)?, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |activity| activity.into()))
}

/// Which activities to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Whose.
    #[param(required = true)]
    child_id: Option<String>,
    /// Only of this kind.
    r#type: Option<String>,
    /// From this day of the family, or this instant, on.
    start_date: Option<String>,
    /// Up to this day of the family, itself included, or before this instant.
    end_date: Option<String>,
    /// `cursor.next` of the page before.
    cursor: Option<String>,
    /// 1 to 100; absent: 20.
    limit: Option<String>,
}

const DEFAULT_LIMIT: u64 = 20;
const MOST: u64 = 100;

impl ListQuery {
    fn read(&self, app: &App) -> Result<List> {
        let child = self.child_id.as_deref().ok_or(Error::invalid("childId", Reason::Required))?;
        let child: ChildId = child.parse().map_err(|error: Error| error.at("childId"))?;
        let limit = match self.limit.as_deref().map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit @ 1..=MOST)) => limit,
            Some(_) => {
                return Err(Error::invalid("limit", Reason::Between("1".into(), MOST.to_string())));
            }
        };
        let cursor = self.cursor.as_deref();
        Ok(List {
            child,
            kind: self.r#type.as_deref().map(|kind| Kind::parse("type", kind)).transpose()?,
            from: bound("startDate", self.start_date.as_deref())?,
            until: bound("endDate", self.end_date.as_deref())?,
            after: cursor.map(|cursor| cursor::read(&app.vault, child, cursor)).transpose()?,
            limit,
        })
    }
}

/// A day of the family, or an instant.
fn bound(field: &'static str, text: Option<&str>) -> Result<Option<Bound>> {
    let Some(text) = text else { return Ok(None) };
    let Ok(instant) = text.parse::<DateTime<Utc>>() else {
        return domain::date(field, text).map(Bound::Date).map(Some);
    };
    // An instant is as far from us as its date.
    domain::date(field, &instant.date_naive().to_string())?;
    Ok(Some(Bound::Instant(instant)))
}

#[derive(Serialize, ToSchema)]
struct PageBody {
    activities: Vec<ActivityBody>,
    cursor: CursorBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CursorBody {
    /// For the next page; absent on the last.
    next: Option<String>,
    has_more: bool,
    /// On all pages.
    total: u64,
}

/// An activity.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityBody {
    id: id::Activity,
    child_id: id::Child,
    r#type: word::Kind,
    timestamp: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<DateTime<Utc>>,
    /// Whole minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<i64>,
    details: DetailsBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mood: Option<word::Mood>,
    created_by: id::Account,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i32,
}

/// What one kind of activity has that others have not.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
enum DetailsBody {
    #[serde(rename_all = "camelCase")]
    Feeding {
        r#type: word::FeedingMethod,
        #[serde(skip_serializing_if = "Option::is_none")]
        breast_side: Option<word::BreastSide>,
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<f64>,
        /// `ml`, beside an amount.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<word::VolumeUnit>,
        #[serde(skip_serializing_if = "Option::is_none")]
        food_type: Option<word::FoodType>,
    },
    Sleep {
        r#type: word::SleepKind,
        #[serde(skip_serializing_if = "Option::is_none")]
        location: Option<word::SleepPlace>,
        #[serde(skip_serializing_if = "Option::is_none")]
        quality: Option<word::SleepQuality>,
    },
    #[serde(rename_all = "camelCase")]
    Diaper {
        r#type: word::DiaperContents,
        #[serde(skip_serializing_if = "Option::is_none")]
        consistency: Option<word::DiaperConsistency>,
        #[serde(skip_serializing_if = "Option::is_none")]
        color: Option<word::DiaperColor>,
        #[serde(skip_serializing_if = "Option::is_none")]
        has_rash: Option<bool>,
    },
}

impl From<Details> for DetailsBody {
    fn from(details: Details) -> Self {
        match details {
            Details::Feeding(Feeding { method, side, amount, food }) => Self::Feeding {
                r#type: OneOf(method),
                breast_side: side.map(OneOf),
                amount: amount.map(Volume::millilitres),
                unit: amount.map(|_| OneOf(VolumeUnit::Millilitre)),
                food_type: food.map(OneOf),
            },
            Details::Sleep(Sleep { kind, place, quality }) => Self::Sleep {
                r#type: OneOf(kind),
                location: place.map(OneOf),
                quality: quality.map(OneOf),
            },
            Details::Diaper(Diaper { contents, consistency, color, has_rash }) => Self::Diaper {
                r#type: OneOf(contents),
                consistency: consistency.map(OneOf),
                color: color.map(OneOf),
                has_rash,
            },
        }
    }
}

impl From<Activity> for ActivityBody {
    fn from(activity: Activity) -> Self {
        Self {
            id: Id(activity.id),
            child_id: Id(activity.child),
            r#type: OneOf(activity.details.kind()),
            timestamp: activity.start,
            end_time: activity.end,
            duration: activity.duration_minutes(),
            details: activity.details.into(),
            notes: activity.notes,
            mood: activity.mood.map(OneOf),
            created_by: Id(activity.created_by),
            created_at: activity.created_at,
            updated_at: activity.updated_at,
            version: activity.version,
        }
    }
}

/// A child's activities, the latest first
#[utoipa::path(
    tag = "activities",
    params(ListQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PageBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/activities")]
pub(in crate::rest) async fn list_activities(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<ListQuery>,
) -> Result<Envelope<PageBody>, Problem> {
    let list = query.read(&app)?;
    let child = list.child;
    let page = activities::list(&app, &actor, list).await?;
    let next = page.next.map(|position| cursor::write(&app.vault, child, position));
    Ok(Envelope::ok(PageBody {
        activities: page.activities.into_iter().map(Into::into).collect(),
        cursor: CursorBody { has_more: next.is_some(), next, total: page.total },
    }))
}
