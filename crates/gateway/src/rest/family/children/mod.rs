//! Children.

mod detail;

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, patch, post, web};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::NaiveDate;
use domain::{
    Actor, Birth, Child, ChildProfile, Error, Form, Gender, Pediatrician, Reason, Result,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::{IntoParams, ToSchema};

pub(in crate::rest) use detail::show_child;

use super::{consents::Agreement, path_id};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, DeletedBody, Envelope, Success},
        patch::{Known, KnownParams, Patch},
        photo::{self, PhotoQuery, thumbnail_url},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        children::{self, ChangedChild, ChangedPhoto, NewChild, Placed},
        edits::Change,
        families, photos,
    },
};

/// A child to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct AddChild {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Child>,
    /// Absent: your own, which begins with its first child.
    family_id: Option<id::Family>,
    name: String,
    birth_date: NaiveDate,
    /// The day it was due: 18 weeks after its birth at most, and less than 5 before.
    due_date: Option<NaiveDate>,
    /// The same in completed weeks at birth, 22 to 44; 40 are a full term.
    weeks_at_birth: Option<u32>,
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
    /// The parent who adds the child says what they agree to; absent, adding it says so, unless the operator wants it said.
    parental_consent: Option<Agreement>,
}

impl Input for AddChild {
    /// A picture in base64, and the rest.
    const MOST_BYTES: usize = photos::MOST_BYTES / 3 * 4 + 64 * 1024;
}

#[derive(Clone, Serialize, Deserialize, ToSchema)]
struct PediatricianBody {
    name: String,
    phone: Option<String>,
}

impl AddChild {
    pub(super) fn read(self) -> Result<NewChild> {
        Ok(NewChild {
            id: self.id.map(|id| id.0),
            family: self.family_id.ok_or(Error::invalid("familyId", Reason::Required))?.0,
            profile: self.profile()?,
            photo: self.photo.as_deref().map(picture).transpose()?,
            consent: self.parental_consent.map(|said| said.text_version),
        })
    }

    fn profile(&self) -> Result<ChildProfile> {
        let doctor = |doctor: &PediatricianBody| {
            let PediatricianBody { name, phone } = doctor.clone();
            Pediatrician { name, phone }
        };
        Ok(ChildProfile {
            name: self.name.clone(),
            birth: Birth::new(self.birth_date, self.due_date, self.weeks_at_birth)?,
            gender: self.gender.map_or(Gender::Other, |gender| gender.0),
            blood_type: self.blood_type.clone(),
            allergies: self.allergies.clone(),
            medical_conditions: self.medical_conditions.clone(),
            pediatrician: self.pediatrician.as_ref().map(doctor),
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
pub(in crate::rest) struct ChildBody {
    id: id::Child,
    family_id: id::Family,
    name: String,
    birth_date: NaiveDate,
    due_date: Option<NaiveDate>,
    /// Completed weeks, by the due date.
    weeks_at_birth: Option<u32>,
    gender: word::Gender,
    /// Completed months.
    age_in_months: u32,
    /// Completed months since it was due: only of a child born before 37 weeks, and up to 24 months after its birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_age_in_months: Option<u32>,
    developmental_stage: word::Stage,
    blood_type: Option<String>,
    allergies: Vec<String>,
    medical_conditions: Vec<String>,
    pediatrician: Option<PediatricianBody>,
    /// Where the picture is, for members of the family.
    photo_url: Option<String>,
    /// Where it is with 256 pixels on its longer side at most.
    photo_thumbnail_url: Option<String>,
    version: i32,
}

impl ChildBody {
    pub(super) fn new(child: &Child, today: NaiveDate) -> Self {
        let profile = child.profile.clone();
        Self {
            id: Id(child.id),
            family_id: Id(child.family),
            name: profile.name,
            birth_date: profile.birth.date,
            due_date: profile.birth.due,
            weeks_at_birth: profile.birth.weeks(),
            gender: OneOf(profile.gender),
            age_in_months: child.age_in_months(today),
            corrected_age_in_months: child.corrected_age_in_months(today),
            developmental_stage: OneOf(child.stage(today)),
            blood_type: profile.blood_type,
            allergies: profile.allergies,
            medical_conditions: profile.medical_conditions,
            pediatrician: profile
                .pediatrician
                .map(|doctor| PediatricianBody { name: doctor.name, phone: doctor.phone }),
            photo_url: photo_url(child),
            photo_thumbnail_url: photo_thumbnail_url(child),
            version: child.version,
        }
    }
}

/// Where a child's picture is.
pub(crate) fn photo_url(child: &Child) -> Option<String> {
    let photo = child.photo.as_ref()?;
    Some(format!("/api/v1/children/{}/photos/{photo}", child.id))
}

/// Where its thumbnail is.
pub(crate) fn photo_thumbnail_url(child: &Child) -> Option<String> {
    photo_url(child).as_deref().map(thumbnail_url)
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
    // No family begins with a child that cannot be.
    body.value.profile()?.checked(app.now())?;
    let named = body.value.family_id.map(|family| family.0);
    let (actor, family) = families::chosen(&app, &actor, named).await?;
    let today = family.clock.date(app.now());
    let show = move |added: &Placed| ChildBody::new(&added.child, today);
    let render = move |added: &Placed| envelope::text(show(added));
    let (new, once) = body.once(actor.account.0, render);
    let new = AddChild { family_id: Some(Id(family.id)), ..new };
    let outcome = children::add(&app, &actor, new.read()?, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, show))
}

/// Which children to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct ChildrenQuery {
    /// Of this family; absent: of all of yours.
    family_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct ChildrenBody {
    children: Vec<ChildBody>,
}

/// Children, in the order in which they were added
#[utoipa::path(
    tag = "children",
    params(ChildrenQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ChildrenBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children")]
pub(in crate::rest) async fn list_children(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<ChildrenQuery>,
) -> Result<Envelope<ChildrenBody>, Problem> {
    let families = match query.family_id.as_deref() {
        Some(id) => {
            let id = id.parse().map_err(|error: Error| error.at("familyId"))?;
            vec![families::get(&app, &actor, id).await?]
        }
        None => families::list(&app, &actor).await?,
    };
    let mut shown = Vec::new();
    for (_, family) in families {
        let today = family.clock.date(app.now());
        let children = children::list(&app, &actor, family.id).await?;
        shown.extend(children.iter().map(|child| ChildBody::new(child, today)));
    }
    Ok(Envelope::ok(ChildrenBody { children: shown }))
}

/// The fields to change; `null` takes one away.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct ChildPatch {
    name: Option<String>,
    birth_date: Option<NaiveDate>,
    /// Changes `weeksAtBirth` too.
    due_date: Option<NaiveDate>,
    /// Changes `dueDate` too.
    weeks_at_birth: Option<u32>,
    gender: Option<word::Gender>,
    blood_type: Option<String>,
    allergies: Option<Vec<String>>,
    medical_conditions: Option<Vec<String>>,
    pediatrician: Option<PediatricianBody>,
    /// A JPEG, PNG or WebP of 5 MB at most, in base64.
    photo: Option<String>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change what is known of a child
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), KnownParams),
    request_body = ChildPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<ChildBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/children/{child}")]
pub(in crate::rest) async fn edit_child(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<ChildBody>, Problem> {
    let (id, known) = (path_id(&child)?, body.value.known(known)?);
    let edited = children::edit(&app, &actor, id, known, change(body.value)).await?;
    let today = today(&app, &actor, edited.thing()).await?;
    let show = |child: &Child| ChildBody::new(child, today);
    Envelope::edited(edited, show, show)
}

/// The change that a patch asks for.
pub(super) fn change(patch: Patch) -> Change<'static, Child, ChangedChild> {
    Box::new(move |child: &Child| {
        let photo = match patch.field("photo") {
            None => ChangedPhoto::Keep,
            Some(Value::Null) => ChangedPhoto::Remove,
            Some(Value::String(text)) => ChangedPhoto::Replace(picture(text)?),
            Some(_) => return Err(Error::invalid("photo", Reason::NotA(Form::Base64))),
        };
        // The family and the age are not looked at.
        let mut fields = patch.fields();
        fields.remove("photo");
        fields.remove("familyId");
        keep_in_step(&mut fields, child.profile.birth);
        let shown = ChildBody::new(child, child.profile.birth.date);
        let profile = Patch::of(fields).over::<AddChild>(&shown)?.read()?.profile;
        Ok(ChangedChild { profile, photo })
    })
}

/// The due date and the weeks at birth tell one thing: what is not sent of them follows what is.
fn keep_in_step(fields: &mut Map<String, Value>, before: Birth) {
    const DUE: &str = "dueDate";
    const WEEKS: &str = "weeksAtBirth";
    let moved = |weeks: &Value| fields.contains_key("birthDate") || *weeks != json!(before.weeks());
    if fields.get(WEEKS).is_some_and(moved) {
        fields.entry(DUE).or_insert(Value::Null);
    }
    fields.entry(WEEKS).or_insert(Value::Null);
}

/// Remove a child with all that was logged about it; for parents
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/children/{child}")]
pub(in crate::rest) async fn delete_child(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
    known: Known,
) -> Result<Envelope<DeletedBody>, Problem> {
    let deleted = children::delete(&app, &actor, path_id(&child)?, known.0).await?;
    let today = today(&app, &actor, deleted.thing()).await?;
    let current = |child: &Child| ChildBody::new(child, today);
    Envelope::edited(deleted, |child| DeletedBody::of(&child.id), current)
}

/// The date of the child's family.
async fn today(app: &App, actor: &Actor, child: &Child) -> Result<NaiveDate> {
    let (_, family) = families::get(app, actor, child.family).await?;
    Ok(family.clock.date(app.now()))
}

/// A child's picture
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), ("photo" = String, Path), PhotoQuery),
    security(("bearer" = [])),
    responses(
        (status = 200, content_type = "image/jpeg"),
        (status = 304, description = "You have it: `If-None-Match` names its `ETag`"),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[get("/api/v1/children/{child}/photos/{photo}")]
pub(in crate::rest) async fn show_photo(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<PhotoQuery>,
) -> Result<HttpResponse, Problem> {
    let (child, name) = path.into_inner();
    photos::of_child(&app, &actor, path_id(&child)?, &name).await?;
    photo::show(&app, &request, &query, &name).await
}
