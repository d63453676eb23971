//! Appointments.

use actix_web::{delete, get, http::StatusCode, patch, post, web};
use chrono::{DateTime, Utc};
use domain::{Appointment, Error, NewAppointment, Reason, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{activities::bound, path_id};
use crate::{
    App,
    auth::SignedIn,
    cursor,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, DeletedBody, Envelope, Success},
        patch::{Known, KnownParams, Patch},
        wire::{Id, id},
    },
    usecases::{
        appointments::{self, List, Whose},
        edits::Change,
    },
};

/// An appointment to make.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MakeAppointment {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Appointment>,
    child_id: id::Child,
    /// 1 to 120 characters.
    title: String,
    scheduled_for: DateTime<Utc>,
    /// In minutes; a day at most.
    duration: Option<i64>,
    place: Option<String>,
    notes: Option<String>,
}

impl Input for MakeAppointment {}

impl MakeAppointment {
    fn read(self) -> NewAppointment {
        NewAppointment {
            id: self.id.map(|id| id.0),
            child: self.child_id.0,
            title: self.title,
            at: self.scheduled_for,
            minutes: self.duration,
            place: self.place,
            notes: self.notes,
        }
    }
}

/// An appointment.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct AppointmentBody {
    id: id::Appointment,
    child_id: id::Child,
    title: String,
    scheduled_for: DateTime<Utc>,
    /// In minutes.
    duration: Option<i64>,
    place: Option<String>,
    notes: Option<String>,
    created_by: id::Account,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i32,
}

impl From<&Appointment> for AppointmentBody {
    fn from(appointment: &Appointment) -> Self {
        let it = appointment.clone();
        Self {
            id: Id(it.id),
            child_id: Id(it.child),
            title: it.title,
            scheduled_for: it.at,
            duration: it.minutes,
            place: it.place,
            notes: it.notes,
            created_by: Id(it.created_by),
            created_at: it.created_at,
            updated_at: it.updated_at,
            version: it.version,
        }
    }
}

/// Make an appointment
#[utoipa::path(
    tag = "appointments",
    params(Idempotency),
    request_body = MakeAppointment,
    security(("bearer" = [])),
    responses((status = 201, body = Success<AppointmentBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/appointments")]
pub(in crate::rest) async fn make_appointment(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<MakeAppointment>,
) -> Result<Envelope<AppointmentBody>, Problem> {
    let render = |made: &Appointment| envelope::text(AppointmentBody::from(made));
    let (new, once) = body.once(actor.account.0, render);
    let outcome = appointments::make(&app, &actor, new.read(), once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |made| made.into()))
}

/// Which appointments to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct AppointmentsQuery {
    /// Of all children of this family; this or `childId` is needed.
    family_id: Option<String>,
    /// Of this child.
    child_id: Option<String>,
    /// From this day of the family, or this instant, on; absent: from now on.
    from: Option<String>,
    /// Up to this day of the family, itself included, or before this instant.
    to: Option<String>,
    /// `cursor.next` of the page before.
    cursor: Option<String>,
    /// 1 to 100; absent: 20.
    limit: Option<String>,
}

const DEFAULT_LIMIT: i64 = 20;
const MOST: i64 = 100;

impl AppointmentsQuery {
    fn whose(&self) -> Result<Whose> {
        match (self.child_id.as_deref(), self.family_id.as_deref()) {
            (Some(child), _) => {
                child.parse().map(Whose::Child).map_err(|error: Error| error.at("childId"))
            }
            (None, Some(family)) => {
                family.parse().map(Whose::Family).map_err(|error: Error| error.at("familyId"))
            }
            (None, None) => {
                let needed = Reason::OneNeeded(&["familyId", "childId"]);
                Err(Error::invalid("familyId", needed))
            }
        }
    }

    fn read(&self, app: &App) -> Result<List> {
        let whose = self.whose()?;
        let limit = super::sync::number("limit", self.limit.as_deref(), 1, MOST)?;
        let cursor = self.cursor.as_deref();
        let read = |cursor| cursor::read(&app.vault, name(whose), cursor);
        Ok(List {
            whose,
            from: bound("from", self.from.as_deref())?,
            until: bound("to", self.to.as_deref())?,
            after: cursor.map(read).transpose()?,
            limit: limit.unwrap_or(DEFAULT_LIMIT).unsigned_abs(),
        })
    }
}

/// What a cursor is bound to.
fn name(whose: Whose) -> String {
    match whose {
        Whose::Family(family) => family.to_string(),
        Whose::Child(child) => child.to_string(),
    }
}

#[derive(Serialize, ToSchema)]
struct AppointmentsBody {
    appointments: Vec<AppointmentBody>,
    cursor: AppointmentsCursorBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AppointmentsCursorBody {
    /// For the next page; absent on the last.
    next: Option<String>,
    has_more: bool,
}

/// Appointments, the next first
#[utoipa::path(
    tag = "appointments",
    params(AppointmentsQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<AppointmentsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/appointments")]
pub(in crate::rest) async fn list_appointments(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<AppointmentsQuery>,
) -> Result<Envelope<AppointmentsBody>, Problem> {
    let list = query.read(&app)?;
    let whose = list.whose;
    let page = appointments::list(&app, &actor, list).await?;
    let next = page.next.map(|position| cursor::write(&app.vault, name(whose), position));
    Ok(Envelope::ok(AppointmentsBody {
        appointments: page.appointments.iter().map(Into::into).collect(),
        cursor: AppointmentsCursorBody { has_more: next.is_some(), next },
    }))
}

/// An appointment
#[utoipa::path(
    tag = "appointments",
    params(("appointment" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<AppointmentBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/appointments/{appointment}")]
pub(in crate::rest) async fn show_appointment(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<AppointmentBody>, Problem> {
    let appointment = appointments::get(&app, &actor, path_id(&id)?).await?;
    Ok(Envelope::ok((&appointment).into()).tagged(appointment.version))
}

/// The fields to change; `null` takes one away.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct AppointmentPatch {
    child_id: Option<id::Child>,
    title: Option<String>,
    scheduled_for: Option<DateTime<Utc>>,
    /// In minutes.
    duration: Option<i64>,
    place: Option<String>,
    notes: Option<String>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change an appointment
#[utoipa::path(
    tag = "appointments",
    params(("appointment" = String, Path), KnownParams),
    request_body = AppointmentPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<AppointmentBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/appointments/{appointment}")]
pub(in crate::rest) async fn edit_appointment(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<AppointmentBody>, Problem> {
    let (id, known) = (path_id(&id)?, body.value.known(known)?);
    let edited = appointments::edit(&app, &actor, id, known, change(body.value)).await?;
    let show = |it: &Appointment| AppointmentBody::from(it);
    Envelope::edited(edited, show, show)
}

/// The change that a patch asks for.
fn change(patch: Patch) -> Change<'static, Appointment, NewAppointment> {
    Box::new(move |appointment: &Appointment| {
        let shown = AppointmentBody::from(appointment);
        Ok(patch.over::<MakeAppointment>(&shown)?.read())
    })
}

/// Cancel an appointment
#[utoipa::path(
    tag = "appointments",
    params(("appointment" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/appointments/{appointment}")]
pub(in crate::rest) async fn cancel_appointment(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
    known: Known,
) -> Result<Envelope<DeletedBody>, Problem> {
    let cancelled = appointments::cancel(&app, &actor, path_id(&id)?, known.0).await?;
    let current = |it: &Appointment| AppointmentBody::from(it);
    Envelope::edited(cancelled, |it| DeletedBody::of(&it.id), current)
}
