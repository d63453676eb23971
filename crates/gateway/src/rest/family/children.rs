//! Children.

use actix_web::{
    HttpResponse, get,
    http::{StatusCode, header::CACHE_CONTROL},
    post, web,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Child, ChildProfile, DaySummary, Error, Form, Gender, Pediatrician, Reason, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        children::{self, NewChild},
        families, photos, summaries,
    },
};

/// A child to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddChild {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Child>,
    family_id: id::Family,
    name: String,
    birth_date: NaiveDate,
    gender: Option<word::Gender>,
    /// `A+`, `A-`, `B+`, `B-`, `AB+`, `AB-`, `O+` or `O-`.
    blood_type: Option<String>,
    #[serde(default)]
    allergies: Vec<String>,
    #[serde(default)]
    medical_conditions: Vec<String>,
    pediatrician: Option<PediatricianBody>,
    /// A JPEG, PNG or WebP of 5 MB at most, in base64.
    photo: Option<String>,
}

impl Input for AddChild {
    /// A picture in base64, and the rest.
    const MOST_BYTES: usize = photos::MOST_BYTES / 3 * 4 + 64 * 1024;
}

#[derive(Serialize, Deserialize, ToSchema)]
struct PediatricianBody {
    name: String,
    phone: Option<String>,
}

impl AddChild {
    fn read(self) -> Result<NewChild> {
        Ok(NewChild {
            id: self.id.map(|id| id.0),
            family: self.family_id.0,
            profile: ChildProfile {
                name: self.name,
                birth_date: self.birth_date,
                gender: self.gender.map_or(Gender::Other, |gender| gender.0),
                blood_type: self.blood_type,
                allergies: self.allergies,
                medical_conditions: self.medical_conditions,
                pediatrician: self
                    .pediatrician
                    .map(|doctor| Pediatrician { name: doctor.name, phone: doctor.phone }),
            },
            photo: self.photo.as_deref().map(picture).transpose()?,
        })
    }
}

/// The bytes of a picture in base64, with or without the head of a data URL.
fn picture(text: &str) -> Result<Vec<u8>> {
    let base64 = text.split_once(";base64,").map_or(text, |(_, base64)| base64);
    BASE64_STANDARD
        .decode(base64.trim())
        .map_err(|_| Error::invalid("photo", Reason::NotA(Form::Base64)))
}

/// A child.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChildBody {
    id: id::Child,
    family_id: id::Family,
    name: String,
    birth_date: NaiveDate,
    gender: word::Gender,
    /// Completed months.
    age_in_months: u32,
    developmental_stage: word::Stage,
    blood_type: Option<String>,
    allergies: Vec<String>,
    medical_conditions: Vec<String>,
    pediatrician: Option<PediatricianBody>,
    /// Where the picture is, for members of the family.
    photo_url: Option<String>,
    version: i32,
}

impl ChildBody {
    pub(super) fn new(child: &Child, today: NaiveDate) -> Self {
        let profile = child.profile.clone();
        Self {
            id: Id(child.id),
            family_id: Id(child.family),
            name: profile.name,
            birth_date: profile.birth_date,
            gender: OneOf(profile.gender),
            age_in_months: child.age_in_months(today),
            developmental_stage: OneOf(child.stage(today)),
            blood_type: profile.blood_type,
            allergies: profile.allergies,
            medical_conditions: profile.medical_conditions,
            pediatrician: profile
                .pediatrician
                .map(|doctor| PediatricianBody { name: doctor.name, phone: doctor.phone }),
            photo_url: child
                .photo
                .as_ref()
                .map(|photo| format!("/api/v1/children/{}/photos/{photo}", child.id)),
            version: child.version,
        }
    }
}

/// Add a child
#[utoipa::path(
    tag = "children",
    params(Idempotency),
    request_body = AddChild,
    security(("bearer" = [])),
    responses((status = 201, body = Success<ChildBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/children")]
pub(in crate::rest) async fn add_child(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<AddChild>,
) -> Result<Envelope<ChildBody>, Problem> {
    let (_, family) = families::get(&app, &actor, body.value.family_id.0).await?;
    let today = family.clock.date(app.now());
    let render = move |child: &Child| envelope::text(ChildBody::new(child, today));
    let (new, once) = body.once(actor.account.0, render);
    let outcome = children::add(&app, &actor, new.read()?, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |child| ChildBody::new(child, today)))
}

/// A child with what is known of its day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChildDetailBody {
    #[serde(flatten)]
    child: ChildBody,
    /// The family's today; absent for those who may not see reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    today_summary: Option<TodayBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TodayBody {
    feedings: u32,
    sleep_hours: f64,
    diapers: u32,
    last_feeding_at: Option<DateTime<Utc>>,
    last_sleep_at: Option<DateTime<Utc>>,
}

impl From<&DaySummary> for TodayBody {
    fn from(summary: &DaySummary) -> Self {
        Self {
            feedings: summary.feedings.count,
            sleep_hours: summary.sleep.total_hours(),
            diapers: summary.diapers.count,
            last_feeding_at: summary.feedings.last_at,
            last_sleep_at: summary.sleep.last_at,
        }
    }
}

/// A child with its day
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ChildDetailBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}")]
pub(in crate::rest) async fn show_child(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
) -> Result<Envelope<ChildDetailBody>, Problem> {
    let (_, child) = children::get(&app, &actor, path_id(&child)?).await?;
    let (_, family) = families::get(&app, &actor, child.family).await?;
    let today = family.clock.date(app.now());
    let summary =
        summaries::of_day(&app, &actor, child.family, family.clock, today, &[child.id]).await;
    let today_summary = match summary {
        Ok(by_child) => by_child.get(&child.id).map(TodayBody::from),
        Err(Error::Forbidden(_)) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(Envelope::ok(ChildDetailBody { child: ChildBody::new(&child, today), today_summary }))
}

/// A child's picture
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), ("photo" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, content_type = "image/jpeg"), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}/photos/{photo}")]
pub(in crate::rest) async fn show_photo(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (child, photo) = path.into_inner();
    let bytes = photos::get(&app, &actor, path_id(&child)?, &photo).await?;
    Ok(HttpResponse::build(StatusCode::OK)
        .content_type("image/jpeg")
        .insert_header((CACHE_CONTROL, "private, max-age=86400, immutable"))
        .body(bytes))
}
