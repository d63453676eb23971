//! Child profiles: the children of one's families, each as one's own.

use actix_web::{delete, get, http::StatusCode, patch, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, Actor, Birth, Child, ChildProfile, Error, FamilyClock, Gender, Reason, Result, Thing,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Agreement, Day, DoneWith, is_at, profile::PictureForm, spelt};
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::{Spoken, phrase},
    rest::{
        bare::{self, Bare, BareError},
        body::{Body, Idempotency, Input},
        family::{children::photo_url, path_id},
        patch::{Known, KnownParams, Patch},
        upload::{FILE, Upload},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        children::{self, ChangedChild, ChangedPhoto, NewChild, Placed},
        families, photos,
    },
};

/// A child.
#[derive(Serialize, ToSchema)]
struct ChildProfileBody {
    id: Uuid,
    /// Your own id.
    profile_setup_id: Uuid,
    full_name: String,
    date_of_birth: NaiveDate,
    due_date: Option<NaiveDate>,
    gender: word::Gender,
    /// Among the children of its family, from 1.
    birth_order: usize,
    profile_picture_url: Option<String>,
    /// Completed years.
    age: u32,
    created_at: NaiveDate,
    updated_at: NaiveDate,
}

/// How a child looks to somebody: whose it is shown as, by which days, and when.
#[derive(Clone, Copy)]
struct View {
    owner: AccountId,
    clock: FamilyClock,
    now: DateTime<Utc>,
}

impl View {
    fn show(self, Placed { child, birth_order }: &Placed) -> ChildProfileBody {
        let ChildProfile { name, birth, gender, .. } = child.profile.clone();
        let day = |moment| self.clock.date(moment);
        ChildProfileBody {
            id: child.id.0,
            profile_setup_id: self.owner.0,
            full_name: name,
            date_of_birth: birth.date,
            due_date: birth.due,
            gender: OneOf(gender),
            birth_order: *birth_order,
            profile_picture_url: photo_url(child),
            age: child.age_in_years(day(self.now)),
            created_at: day(child.created_at),
            updated_at: day(child.updated_at),
        }
    }
}

/// What is told of a child.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub(in crate::rest) struct TellChildProfile {
    /// Your own id.
    profile_setup_id: Option<id::Account>,
    /// Absent: your own family, which begins with its first child.
    #[serde(skip_serializing)]
    family_id: Option<id::Family>,
    full_name: String,
    /// A date, or a moment on it.
    #[schema(value_type = String, format = Date)]
    date_of_birth: Day,
    #[schema(value_type = Option<String>, format = Date)]
    due_date: Option<Day>,
    gender: Option<word::Gender>,
    /// The one that it has, if any: pictures are uploaded.
    profile_picture_url: Option<String>,
    /// What you agree to as its parent, where adding it does not say so.
    #[serde(skip_serializing)]
    parental_consent: Option<Agreement>,
}

impl Input for TellChildProfile {}

impl TellChildProfile {
    /// What is told of a child already.
    fn of(owner: AccountId, child: &Child) -> Self {
        let ChildProfile { name, birth, gender, .. } = child.profile.clone();
        Self {
            profile_setup_id: Some(Id(owner)),
            family_id: None,
            full_name: name,
            date_of_birth: Day(birth.date),
            due_date: birth.due.map(Day),
            gender: Some(OneOf(gender)),
            profile_picture_url: photo_url(child),
            parental_consent: None,
        }
    }

    /// What becomes of its picture, the name of whose file this is.
    fn photo(&self, before: Option<&str>) -> Result<ChangedPhoto> {
        match (before, self.profile_picture_url.as_deref()) {
            (None, None) => Ok(ChangedPhoto::Keep),
            (Some(_), None) => Ok(ChangedPhoto::Remove),
            (Some(before), Some(sent)) if is_at(sent, before) => Ok(ChangedPhoto::Keep),
            _ => Err(Error::invalid("profile_picture_url", Reason::SentAsFile)),
        }
    }

    /// What is known of the child then, beside what this contract does not tell.
    fn over(self, known: ChildProfile) -> Result<ChildProfile> {
        let birth = Birth::new(self.date_of_birth.0, self.due_date.map(|day| day.0), None)?;
        let gender = self.gender.map_or(Gender::Other, |gender| gender.0);
        Ok(ChildProfile { name: self.full_name, birth, gender, ..known })
    }

    /// Makes sure that the setup is one's own; others are nobody's business.
    fn is_of(&self, owner: AccountId) -> Result<()> {
        match self.profile_setup_id {
            Some(id) if id.0 != owner => Err(Error::NotFound(Thing::Setup)),
            _ => Ok(()),
        }
    }
}

/// Nothing but what has to be known of every child.
fn unknown() -> ChildProfile {
    ChildProfile {
        name: String::new(),
        birth: Birth { date: NaiveDate::default(), due: None },
        gender: Gender::Other,
        blood_type: None,
        allergies: Vec::new(),
        medical_conditions: Vec::new(),
        pediatrician: None,
    }
}

/// Add a child to your family
#[utoipa::path(
    tag = "users",
    params(Idempotency),
    request_body = TellChildProfile,
    security(("bearer" = [])),
    responses((status = 201, body = ChildProfileBody), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/users/child-profiles")]
pub(in crate::rest) async fn add_child_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<TellChildProfile>,
) -> Result<Bare<ChildProfileBody>, Problem> {
    body.value.is_of(actor.account)?;
    body.value.photo(None)?;
    // No family begins with a child that cannot be.
    body.value.clone().over(unknown()).and_then(|told| told.checked(app.now())).map_err(spelt)?;
    let named = body.value.family_id.map(|id| id.0);
    let (actor, family) = families::chosen(&app, &actor, named).await.map_err(spelt)?;
    let view = View { owner: actor.account, clock: family.clock, now: app.now() };
    let (mut told, once) = body.once(actor.account.0, move |added| bare::text(view.show(added)));
    let consent = told.parental_consent.take().map(|said| said.text_version);
    let profile = told.over(unknown()).map_err(spelt)?;
    let new = NewChild { family: family.id, id: None, profile, photo: None, consent };
    let outcome = children::add(&app, &actor, new, once).await.map_err(spelt)?;
    Ok(Bare::of(StatusCode::CREATED, outcome, |added| view.show(added)))
}

/// All your children.
#[derive(Serialize, ToSchema)]
struct ChildProfilesBody {
    children: Vec<ChildProfileBody>,
    total: usize,
}

/// The children of all your families
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = DoneWith<ChildProfilesBody>), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/child-profiles")]
pub(in crate::rest) async fn list_child_profiles(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
) -> Result<Bare<DoneWith<ChildProfilesBody>>, Problem> {
    let (owner, now) = (actor.account, app.now());
    let found = children::everywhere(&app, &actor).await?;
    let shown = found.iter().map(|(clock, child)| View { owner, clock: *clock, now }.show(child));
    let children: Vec<_> = shown.collect();
    let data = ChildProfilesBody { total: children.len(), children };
    Ok(Bare::ok(DoneWith { message: phrase(locale, "done-children-listed"), data }))
}

/// A child, with how it looks to the actor.
async fn look(app: &App, actor: &Actor, child: &str) -> Result<(View, Placed)> {
    let (clock, placed) = children::place(app, actor, path_id(child)?).await?;
    Ok((View { owner: actor.account, clock, now: app.now() }, placed))
}

/// One of your children
#[utoipa::path(
    tag = "users",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = ChildProfileBody), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/child-profiles/{child}")]
pub(in crate::rest) async fn show_child_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
) -> Result<Bare<ChildProfileBody>, Problem> {
    let (view, placed) = look(&app, &actor, &child).await?;
    Ok(Bare::ok(view.show(&placed)).tagged(placed.child.version))
}

/// The fields to change; `null` takes one away.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct ChildProfilePatch {
    full_name: Option<String>,
    /// A date, or a moment on it.
    date_of_birth: Option<NaiveDate>,
    due_date: Option<NaiveDate>,
    gender: Option<word::Gender>,
    /// The one that it has, or `null`: pictures are uploaded.
    profile_picture_url: Option<String>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change what is known of a child: fields that are absent stay
#[utoipa::path(
    tag = "users",
    params(("child" = String, Path), KnownParams),
    request_body = ChildProfilePatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = ChildProfileBody),
        (status = 409, description = "It changed meanwhile", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[patch("/api/v1/users/child-profiles/{child}")]
pub(in crate::rest) async fn edit_child_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
    known: Known,
    body: Body<Patch>,
) -> Result<Bare<ChildProfileBody>, Problem> {
    let (owner, known) = (actor.account, body.value.known(known)?);
    let change = move |child: &Child| {
        let told: TellChildProfile = body.value.over(&TellChildProfile::of(owner, child))?;
        told.is_of(owner)?;
        let photo = told.photo(child.photo.as_deref())?;
        Ok(ChangedChild { profile: told.over(child.profile.clone())?, photo })
    };
    let edited = children::edit(&app, &actor, path_id(&child)?, known, Box::new(change)).await;
    let edited = edited.map_err(spelt)?;
    let version = edited.thing().version;
    let (view, Placed { birth_order, .. }) = look(&app, &actor, &child).await?;
    let show = |child: &Child| view.show(&Placed { child: child.clone(), birth_order });
    Ok(Bare::edited(edited, show, |child| child.version)?.tagged(version))
}

/// A child that is no more.
#[derive(Serialize, ToSchema)]
struct DeletedChildBody {
    /// Always true.
    deleted: bool,
    child_id: Uuid,
}

/// Remove a child with its picture and all that was logged about it; for parents
#[utoipa::path(
    tag = "users",
    params(("child" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = DoneWith<DeletedChildBody>),
        (status = 409, description = "It changed meanwhile", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[delete("/api/v1/users/child-profiles/{child}")]
pub(in crate::rest) async fn delete_child_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    child: web::Path<String>,
    known: Known,
) -> Result<Bare<DoneWith<DeletedChildBody>>, Problem> {
    let deleted = children::delete(&app, &actor, path_id(&child)?, known.0).await?;
    let show = |child: &Child| {
        let data = DeletedChildBody { deleted: true, child_id: child.id.0 };
        DoneWith { message: phrase(locale, "done-child-deleted"), data }
    };
    Bare::edited(deleted, show, |child| child.version)
}

/// Upload a picture of a child, in the place of the one before
#[utoipa::path(
    tag = "users",
    params(("child" = String, Path), Idempotency),
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    security(("bearer" = [])),
    responses(
        (status = 200, body = DoneWith<ChildProfileBody>),
        (status = 413, description = "The picture is too large", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[post("/api/v1/users/child-profiles/{child}/upload-picture")]
pub(in crate::rest) async fn upload_child_picture(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    child: web::Path<String>,
    Upload(body): Upload<{ photos::MOST_BYTES }>,
) -> Result<Bare<DoneWith<ChildProfileBody>>, Problem> {
    let (view, Placed { birth_order, .. }) = look(&app, &actor, &child).await?;
    let show = move |child: &Child| {
        let data = view.show(&Placed { child: child.clone(), birth_order });
        DoneWith { message: phrase(locale, "done-child-picture-saved"), data }
    };
    let (mut form, once) = body.once(actor.account.0, move |child| bare::text(show(child)));
    let picture = (FILE, form.file(FILE)?);
    let outcome = children::picture(&app, &actor, path_id(&child)?, picture, once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, show))
}
