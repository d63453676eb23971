//! One activity: looking at it, correcting, deleting and restoring it.

use actix_web::{delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use domain::{Activity, NewActivity, Result};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    body::{ActivityBody, entered},
    form,
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Empty, Idempotency},
        envelope::{self, Envelope, Success},
        family::path_id,
        patch::{Known, KnownParams, Patch, json, merge},
        wire::{Id, id, word},
    },
    usecases::{
        activities::{self, Correction},
        growth::Shown,
        idempotency::Outcome,
    },
};

/// An activity
#[utoipa::path(
    tag = "activities",
    params(("activity" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ActivityBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/activities/{activity}")]
pub(in crate::rest) async fn show_activity(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<ActivityBody>, Problem> {
    let shown = activities::get(&app, &actor, path_id(&id)?).await?;
    Ok(Envelope::ok((&shown).into()).tagged(shown.activity.version))
}

/// The fields to change; `null` takes one away. The kind's own fields stand in `details`, or beside it.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct ActivityPatch {
    child_id: Option<id::Child>,
    timestamp: Option<DateTime<Utc>>,
    end_time: Option<DateTime<Utc>>,
    details: Option<Value>,
    notes: Option<String>,
    mood: Option<word::Mood>,
    /// The version that you know.
    version: Option<i32>,
}

/// Correct an activity
#[utoipa::path(
    tag = "activities",
    params(("activity" = String, Path), KnownParams),
    request_body = ActivityPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<ActivityBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/activities/{activity}")]
pub(in crate::rest) async fn correct_activity(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<ActivityBody>, Problem> {
    let known = body.value.known(known)?;
    let edited = activities::edit(&app, &actor, path_id(&id)?, known, correction(body.value));
    let edited = edited.await.map_err(form::as_shown)?;
    Envelope::edited(edited, |shown| shown.into(), |shown| ActivityBody::from(shown))
}

/// The correction that a patch asks for.
pub(crate) fn correction(patch: Patch) -> Correction<'static> {
    Correction::Correct(Box::new(move |shown: &Shown| {
        let mut activity = json(&ActivityBody::from(shown));
        merge(&mut activity, Value::Object(form::shaped(patch.fields())?));
        let activity = activity.as_object().cloned().unwrap_or_default();
        let mut read = form::read(activity)?;
        keep_amount(&mut read, &shown.activity);
        Ok(NewActivity { paused: shown.activity.paused, ..read })
    }))
}

/// An amount that comes back as it was shown, which is rounded, is the amount that it was.
fn keep_amount(read: &mut NewActivity, before: &Activity) {
    let mut before = before.details.clone();
    if let (Some(amount), Some(before)) = (read.details.amount_mut(), before.amount_mut())
        && amount.unit == before.unit
        && entered(*amount).to_bits() == entered(*before).to_bits()
    {
        *amount = *before;
    }
}

/// An activity that was deleted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DeletedActivityBody {
    id: id::Activity,
    /// Always true.
    deleted: bool,
    /// Until when it can be restored.
    restorable_until: Option<DateTime<Utc>>,
    version: i32,
}

impl From<&Shown> for DeletedActivityBody {
    fn from(shown: &Shown) -> Self {
        let Activity { id, version, .. } = shown.activity;
        let restorable_until = shown.activity.restorable_until();
        Self { id: Id(id), deleted: restorable_until.is_some(), restorable_until, version }
    }
}

/// Delete an activity; it can be restored for 30 days
#[utoipa::path(
    tag = "activities",
    params(("activity" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedActivityBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/activities/{activity}")]
pub(in crate::rest) async fn delete_activity(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    known: Known,
) -> Result<Envelope<DeletedActivityBody>, Problem> {
    let id = path_id(&id)?;
    let edited = activities::edit(&app, &actor, id, known.0, Correction::Delete).await?;
    Envelope::edited(edited, |shown| shown.into(), |shown| ActivityBody::from(shown))
}

/// Take the deletion of an activity back
#[utoipa::path(
    tag = "activities",
    params(("activity" = String, Path), KnownParams, Idempotency),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<ActivityBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[post("/api/v1/activities/{activity}/restore")]
pub(in crate::rest) async fn restore_activity(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    known: Known,
    body: Body<Empty>,
) -> Result<Envelope<ActivityBody>, Problem> {
    let render = |shown: &Shown| envelope::text(ActivityBody::from(shown));
    let (_, once) = body.once(actor.account.0, render);
    match activities::restore(&app, &actor, path_id(&id)?, known.0, once).await? {
        Outcome::Done(edited) | Outcome::Existing(edited) => {
            Envelope::edited(edited, |shown| shown.into(), |shown| ActivityBody::from(shown))
        }
        Outcome::Repeated(text) => Ok(Envelope::again(text)),
    }
}
