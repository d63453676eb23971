//! Timers.

use actix_web::{delete, get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{
    AccountId, BreastSide, ChildId, FamilyId, NewActivity, NewTimer, Result, Sides, Timer,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{
    activities::{self, ActivityBody},
    path_id,
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Empty, Idempotency, Input},
        envelope::{self, Envelope, Success},
        patch::{json, merge},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        growth::Shown,
        timers::{self, Step, Stopped},
    },
};

/// A timer.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct TimerBody {
    id: id::Timer,
    r#type: word::Kind,
    child_id: id::Child,
    started_by: id::Account,
    start_time: DateTime<Utc>,
    state: word::TimerState,
    /// The side it counts for.
    side: Option<word::BreastSide>,
    /// For how long it has counted at `asOf`, without pauses.
    elapsed_seconds: i64,
    left_seconds: Option<i64>,
    right_seconds: Option<i64>,
    as_of: DateTime<Utc>,
    /// When it was stopped or cancelled.
    end_time: Option<DateTime<Utc>>,
    /// What it made.
    activity_id: Option<id::Activity>,
    version: i32,
}

impl TimerBody {
    pub(in crate::rest) fn new(timer: &Timer, now: DateTime<Utc>) -> Self {
        let sides = timer.sides(now);
        let seconds =
            |side: fn(Sides) -> chrono::TimeDelta| sides.map(side).map(|it| it.num_seconds());
        Self {
            id: Id(timer.id),
            r#type: OneOf(timer.kind),
            child_id: Id(timer.child),
            started_by: Id(timer.started_by),
            start_time: timer.start,
            state: OneOf(timer.state),
            side: timer.side.map(OneOf),
            elapsed_seconds: timer.counted(now).num_seconds(),
            left_seconds: seconds(|sides| sides.left),
            right_seconds: seconds(|sides| sides.right),
            as_of: now,
            end_time: timer.ended_at,
            activity_id: timer.activity.map(Id),
            version: timer.version,
        }
    }
}

/// A timer to start.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct StartTimer {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Timer>,
    child_id: id::Child,
    /// `feeding`, `sleep`, `pumping`, `bath` or `tummy-time`.
    r#type: word::Kind,
    /// The side it begins with.
    side: Option<word::BreastSide>,
    /// Absent: now.
    start_time: Option<DateTime<Utc>>,
}

impl Input for StartTimer {}

/// Start a timer; one of the kind that the child has already is given back with 200
#[utoipa::path(
    tag = "timers",
    params(Idempotency),
    request_body = StartTimer,
    security(("bearer" = [])),
    responses(
        (status = 201, body = Success<TimerBody>),
        (status = 200, body = Success<TimerBody>),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[post("/api/v1/timers")]
pub(in crate::rest) async fn start_timer(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<StartTimer>,
) -> Result<Envelope<TimerBody>, Problem> {
    let now = app.now();
    let render = move |timer: &Timer| envelope::text(TimerBody::new(timer, now));
    let (new, once) = body.once(actor.account.0, render);
    let new = NewTimer {
        id: new.id.map(|id| id.0),
        child: new.child_id.0,
        kind: new.r#type.0,
        side: new.side.map(|side| side.0),
        start: new.start_time,
    };
    let outcome = timers::start(&app, &actor, new, once).await?;
    Ok(Envelope::made(outcome, |timer| TimerBody::new(timer, now)))
}

/// Whose timers to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct TimersQuery {
    /// Of this family; absent: of all of yours.
    family_id: Option<String>,
    /// Of this child.
    child_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct TimersBody {
    timers: Vec<TimerBody>,
}

/// The timers that have not ended, the oldest first
#[utoipa::path(
    tag = "timers",
    params(TimersQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<TimersBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/timers")]
pub(in crate::rest) async fn list_timers(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<TimersQuery>,
) -> Result<Envelope<TimersBody>, Problem> {
    let family = query.family_id.as_deref().map(str::parse::<FamilyId>).transpose();
    let family = family.map_err(|error| error.at("familyId"))?;
    let child = query.child_id.as_deref().map(str::parse::<ChildId>).transpose();
    let child = child.map_err(|error| error.at("childId"))?;
    let now = app.now();
    let timers = timers::list(&app, &actor, family, child).await?;
    let timers = timers.iter().map(|timer| TimerBody::new(timer, now)).collect();
    Ok(Envelope::ok(TimersBody { timers }))
}

/// A timer
#[utoipa::path(
    tag = "timers",
    params(("timer" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<TimerBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/timers/{timer}")]
pub(in crate::rest) async fn show_timer(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<TimerBody>, Problem> {
    let timer = timers::get(&app, &actor, path_id(&id)?).await?;
    Ok(Envelope::ok(TimerBody::new(&timer, app.now())).tagged(timer.version))
}

/// Declares the routes of what can be done with a timer that goes on.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident $path:literal $step:expr;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = "timers",
            params(("timer" = String, Path), Idempotency),
            security(("bearer" = [])),
            responses((status = 200, body = Success<TimerBody>), (status = "4XX", body = ErrorBody)),
        )]
        #[post($path)]
        pub(in crate::rest) async fn $name(
            app: web::Data<App>,
            signed_in: SignedIn,
            id: web::Path<String>,
            body: Body<Empty>,
        ) -> Result<Envelope<TimerBody>, Problem> {
            step(&app, &signed_in, &id, body, |_| $step).await
        }
    )*};
}

steps! {
    /// Pause a timer
    pause_timer "/api/v1/timers/{timer}/pause" Step::Pause;
    /// Let a timer go on
    resume_timer "/api/v1/timers/{timer}/resume" Step::Resume;
    /// Throw a timer away
    cancel_timer "/api/v1/timers/{timer}/cancel" Step::Cancel;
}

/// The side to count for.
#[derive(Deserialize, ToSchema)]
pub(super) struct SwitchSide {
    /// Absent: the other one.
    side: Option<word::BreastSide>,
}

impl Input for SwitchSide {
    const OPTIONAL: bool = true;
}

/// Let a timer count for the other side
#[utoipa::path(
    tag = "timers",
    params(("timer" = String, Path), Idempotency),
    request_body = SwitchSide,
    security(("bearer" = [])),
    responses((status = 200, body = Success<TimerBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/timers/{timer}/switch-side")]
pub(in crate::rest) async fn switch_side(
    app: web::Data<App>,
    signed_in: SignedIn,
    id: web::Path<String>,
    body: Body<SwitchSide>,
) -> Result<Envelope<TimerBody>, Problem> {
    let side = |body: SwitchSide| -> Option<BreastSide> { body.side.map(|side| side.0) };
    step(&app, &signed_in, &id, body, |body| Step::Switch(side(body))).await
}

async fn step<T: Input>(
    app: &App,
    SignedIn { actor, .. }: &SignedIn,
    id: &str,
    body: Body<T>,
    read: impl FnOnce(T) -> Step,
) -> Result<Envelope<TimerBody>, Problem> {
    let now = app.now();
    let render = move |timer: &Timer| envelope::text(TimerBody::new(timer, now));
    let (value, once) = body.once(actor.account.0, render);
    let outcome = timers::step(app, actor, path_id(id)?, read(value), once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |timer| TimerBody::new(timer, now)))
}

/// Throw a timer away
#[utoipa::path(
    tag = "timers",
    params(("timer" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<TimerBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/timers/{timer}")]
pub(in crate::rest) async fn delete_timer(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<TimerBody>, Problem> {
    let outcome = timers::step(&app, &actor, path_id(&id)?, Step::Cancel, None).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |timer| TimerBody::new(timer, app.now())))
}

/// How a timer ended, and what is to be said of the activity that it makes.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StopTimer {
    /// Absent: now.
    pub(crate) end_time: Option<DateTime<Utc>>,
    /// As in the activity of the kind.
    pub(crate) details: Option<Map<String, Value>>,
    pub(crate) notes: Option<String>,
    pub(crate) mood: Option<word::Mood>,
}

impl Input for StopTimer {
    const OPTIONAL: bool = true;
}

#[derive(Serialize, ToSchema)]
struct StoppedBody {
    timer: TimerBody,
    /// The same for everyone who stops the timer; null if it was deleted since.
    activity: Option<ActivityBody>,
}

impl StoppedBody {
    fn new(stopped: &Stopped, now: DateTime<Utc>) -> Self {
        Self {
            timer: TimerBody::new(&stopped.timer, now),
            activity: stopped.activity.as_ref().map(Into::into),
        }
    }
}

/// Stop a timer: it makes its activity, the same for everyone who stops it
#[utoipa::path(
    tag = "timers",
    params(("timer" = String, Path), Idempotency),
    request_body = StopTimer,
    security(("bearer" = [])),
    responses((status = 200, body = Success<StoppedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/timers/{timer}/stop")]
pub(in crate::rest) async fn stop_timer(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    body: Body<StopTimer>,
) -> Result<Envelope<StoppedBody>, Problem> {
    let now = app.now();
    let render = move |stopped: &Stopped| envelope::text(StoppedBody::new(stopped, now));
    let (stop, once) = body.once(actor.account.0, render);
    let end = stop.end_time;
    let by = actor.account;
    let refine = Box::new(move |made: NewActivity| refined(made, stop, by));
    let outcome = timers::stop(&app, &actor, path_id(&id)?, end, refine, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |stopped| StoppedBody::new(stopped, now)))
}

/// The activity that a timer makes, with what somebody adds to it.
pub(crate) fn refined(made: NewActivity, add: StopTimer, by: AccountId) -> Result<NewActivity> {
    let made = NewActivity { notes: add.notes, mood: add.mood.map(|mood| mood.0), ..made };
    let Some(details) = add.details else { return Ok(made) };
    let paused = made.paused;
    let mut shown = json(&ActivityBody::from(&Shown::draft(made, by)));
    merge(&mut shown["details"], Value::Object(details));
    let shown = shown.as_object().cloned().unwrap_or_default();
    Ok(NewActivity { id: None, paused, ..activities::read(shown)? })
}
