//! Who somebody is and how they like the product to be, and their picture.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, post, web};
use chrono::{NaiveDateTime, NaiveTime};
use domain::{About, Account, AccountId, Locale, Profile, Word};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::DoneWith;
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::{Spoken, phrase},
    rest::{
        bare::{self, Bare, BareError, Done},
        body::Idempotency,
        family::path_id,
        photo::{self, PhotoQuery},
        upload::{FILE, Upload},
        wire::{OneOf, word},
    },
    usecases::{
        accounts::{self, Settings},
        photos, portraits,
    },
};

/// Who you are, and how you like the product to be.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the contract's switches")]
pub(in crate::rest) struct ProfileBody {
    id: Uuid,
    full_name: String,
    email: String,
    phone: Option<String>,
    /// Midnight of the day.
    date_of_birth: Option<NaiveDateTime>,
    state: Option<String>,
    country: Option<String>,
    occupation: Option<String>,
    /// `en`, `es`, `fr`, `pt`, `zh`, or `es-MX` and `fr-CA`.
    preferred_language: &'static str,
    timezone: &'static str,
    avatar_url: Option<String>,
    bio: Option<String>,
    push_notifications_enabled: bool,
    email_notifications_enabled: bool,
    sms_notifications_enabled: bool,
    dark_mode: bool,
    ai_voice_enabled: bool,
    /// By the clock on your wall, such as `09:00:00`.
    daily_reminder_time: Option<String>,
    chat_history_visible: bool,
    show_milestone_reminders: bool,
    community_visibility: word::Visibility,
}

impl ProfileBody {
    pub(super) fn new(id: AccountId, settings: &Settings) -> Self {
        let Settings { profile, preferences, notifications } = settings;
        let Profile { email, name, phone, locale, zone, about } = profile.clone();
        Self {
            id: id.0,
            full_name: name.to_string(),
            email: email.as_str().into(),
            phone,
            date_of_birth: about.birth_date.map(|day| day.and_time(NaiveTime::MIN)),
            avatar_url: avatar_url(id, &about),
            state: about.state,
            country: about.country,
            occupation: about.occupation,
            preferred_language: short(locale),
            timezone: zone.name(),
            bio: about.bio,
            push_notifications_enabled: notifications.push_enabled,
            email_notifications_enabled: notifications.email_enabled,
            sms_notifications_enabled: notifications.sms_enabled,
            dark_mode: preferences.dark_mode,
            ai_voice_enabled: preferences.shows_voice(),
            daily_reminder_time: notifications.daily_reminder.map(|time| time.to_string()),
            chat_history_visible: preferences.chat_history_visible,
            show_milestone_reminders: preferences.milestone_reminders,
            community_visibility: OneOf(preferences.community_visibility),
        }
    }
}

/// Where somebody's picture is.
pub(crate) fn avatar_url(id: AccountId, about: &About) -> Option<String> {
    let photo = about.photo.as_ref()?;
    Some(format!("/api/v1/users/{}/photos/{photo}", id.0))
}

/// A language without its country, where it is the first of its language.
fn short(locale: Locale) -> &'static str {
    let tag = locale.word();
    let language = tag.split('-').next().unwrap_or(tag);
    if crate::language::spoken(language) == Some(locale) { language } else { tag }
}

/// Your profile
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/profile")]
pub(in crate::rest) async fn show_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<ProfileBody>, Problem> {
    let settings = accounts::settings(&app, &actor).await?;
    Ok(Bare::ok(ProfileBody::new(actor.account, &settings)))
}

/// A picture as a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
pub(super) struct PictureForm {
    /// A JPEG, PNG or WebP of 5 MB at most.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Where your picture is.
#[derive(Serialize, ToSchema)]
struct AvatarBody {
    avatar_url: Option<String>,
}

fn kept(locale: Locale, account: &Account) -> DoneWith<AvatarBody> {
    let avatar_url = avatar_url(account.id, &account.profile.about);
    DoneWith { message: phrase(locale, "done-avatar-saved"), data: AvatarBody { avatar_url } }
}

/// Upload your picture, in the place of the one before
#[utoipa::path(
    tag = "users",
    params(Idempotency),
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    security(("bearer" = [])),
    responses(
        (status = 200, body = DoneWith<AvatarBody>),
        (status = 413, description = "The picture is too large", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[post("/api/v1/users/profile/photo")]
pub(in crate::rest) async fn upload_avatar(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    Upload(body): Upload<{ photos::MOST_BYTES }>,
) -> Result<Bare<DoneWith<AvatarBody>>, Problem> {
    let show = move |account: &Account| kept(locale, account);
    let (mut form, once) = body.once(actor.account.0, move |account| bare::text(show(account)));
    let outcome = portraits::replace(&app, &actor, (FILE, form.file(FILE)?), once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, show))
}

/// Remove your picture
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = Done), (status = "4XX", body = BareError)),
)]
#[delete("/api/v1/users/profile/photo")]
pub(in crate::rest) async fn remove_avatar(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
) -> Result<Bare<Done>, Problem> {
    portraits::remove(&app, &actor).await?;
    Ok(Bare::ok(Done::say(locale, "done-avatar-removed")))
}

/// A person's picture, for those who share a family with them
#[utoipa::path(
    tag = "users",
    params(("user" = String, Path), ("photo" = String, Path), PhotoQuery),
    security(("bearer" = [])),
    responses(
        (status = 200, content_type = "image/jpeg"),
        (status = 304, description = "You have it: `If-None-Match` names its `ETag`"),
        (status = "4XX", body = BareError),
    ),
)]
#[get("/api/v1/users/{user}/photos/{photo}")]
pub(in crate::rest) async fn show_avatar(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<PhotoQuery>,
) -> Result<HttpResponse, Problem> {
    let (user, name) = path.into_inner();
    portraits::find(&app, &actor, path_id(&user)?, &name).await?;
    photo::show(&app, &request, &query, &name).await
}
