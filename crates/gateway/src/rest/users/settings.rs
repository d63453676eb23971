//! Changing what one may change of oneself: all of it at once, or a part.
//!
//! A part is a JSON merge patch (RFC 7396) over the profile as it is shown: what is absent stays, and `null` takes away what can
//! be absent.

use actix_web::{get, put, web};
use chrono_tz::Tz;
use domain::{
    About, Actor, Email, Error, Locale, Name, NotificationSettings, Preferences, Profile, Reason,
    Result, Word, time_of_day,
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::ToSchema;

use super::{Day, is_at, profile::ProfileBody};
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language,
    rest::{
        bare::{Bare, BareError},
        body::{Body, Input},
        patch::Patch,
        wire::word,
    },
    usecases::accounts::{self, Settings},
};

/// Fields of the profile that are changed together.
trait Part: DeserializeOwned {
    /// The settings with these fields.
    fn over(self, was: Settings, app: &App, _: &Patch) -> Result<Settings>;
}

#[derive(Deserialize)]
struct ProfilePart {
    full_name: String,
    email: String,
    phone: Option<String>,
    date_of_birth: Option<Day>,
    state: Option<String>,
    country: Option<String>,
    occupation: Option<String>,
    preferred_language: String,
    timezone: String,
    avatar_url: Option<String>,
    bio: Option<String>,
}

impl Part for ProfilePart {
    fn over(self, was: Settings, app: &App, _: &Patch) -> Result<Settings> {
        let Profile { email, name, about, .. } = was.profile;
        if Email::new(&self.email)?.normal() != email.normal() {
            return Err(Error::invalid("email", Reason::Fixed));
        }
        let photo = match (self.avatar_url, &about.photo) {
            (None, _) => None,
            (Some(url), Some(photo)) if is_at(&url, photo) => about.photo,
            _ => return Err(Error::invalid("avatar_url", Reason::SentAsFile)),
        };
        let about = About {
            bio: self.bio,
            birth_date: self.date_of_birth.map(|day| day.0),
            state: self.state,
            country: self.country,
            occupation: self.occupation,
            photo,
        };
        // A name that stays keeps the place where it comes apart.
        let same = self.full_name == *name;
        let name = if same { name } else { Name::new("full_name", &self.full_name)? };
        let profile =
            Profile::new(email, name, language(&self.preferred_language)?, zone(&self.timezone)?);
        let profile = profile.reached_at("phone", self.phone.as_deref())?;
        Ok(Settings { profile: Profile { about: about.checked(app.now())?, ..profile }, ..was })
    }
}

fn language(tag: &str) -> Result<Locale> {
    let refused = Error::invalid("preferred_language", Reason::OneOf(Locale::WORDS));
    language::spoken(tag.trim()).ok_or(refused)
}

fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::invalid("timezone", Reason::NotAZone))
}

#[derive(Deserialize)]
struct NotificationsPart {
    push_notifications_enabled: bool,
    email_notifications_enabled: bool,
    sms_notifications_enabled: bool,
}

impl Part for NotificationsPart {
    fn over(self, was: Settings, _: &App, _: &Patch) -> Result<Settings> {
        let notifications = NotificationSettings {
            push_enabled: self.push_notifications_enabled,
            email_enabled: self.email_notifications_enabled,
            sms_enabled: self.sms_notifications_enabled,
            ..was.notifications
        };
        Ok(Settings { notifications, ..was })
    }
}

#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the contract's switches")]
struct AppPart {
    dark_mode: bool,
    ai_voice_enabled: bool,
    daily_reminder_time: Option<String>,
    chat_history_visible: bool,
    show_milestone_reminders: bool,
    community_visibility: word::Visibility,
}

impl Part for AppPart {
    fn over(self, was: Settings, _: &App, sent: &Patch) -> Result<Settings> {
        let time = self.daily_reminder_time.as_deref();
        let time = time.map(|text| time_of_day("daily_reminder_time", text)).transpose()?;
        let preferences = Preferences {
            dark_mode: self.dark_mode,
            // Who has not said is not made to say no by another switch.
            voice_enabled: sent
                .field("ai_voice_enabled")
                .map(|_| self.ai_voice_enabled)
                .or(was.preferences.voice_enabled),
            chat_history_visible: self.chat_history_visible,
            milestone_reminders: self.show_milestone_reminders,
            community_visibility: self.community_visibility.0,
            ..was.preferences
        };
        let notifications = NotificationSettings { daily_reminder: time, ..was.notifications };
        Ok(Settings { preferences, notifications, ..was })
    }
}

/// The settings with those fields of a part that were sent.
fn changed<P: Part>(app: &App, actor: &Actor, was: Settings, sent: &Patch) -> Result<Settings> {
    let shown = ProfileBody::new(actor.account, &was);
    sent.clone().over::<P>(&shown)?.over(was, app, sent)
}

async fn change(
    app: &App,
    actor: &Actor,
    change: impl Fn(Settings) -> Result<Settings>,
) -> Result<Bare<ProfileBody>, Problem> {
    let settings = accounts::edit(app, actor, change).await?.settings();
    Ok(Bare::ok(ProfileBody::new(actor.account, &settings)))
}

/// What you want to be called, and how to reach you; what is absent stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct ProfilePatch {
    full_name: Option<String>,
    phone: Option<String>,
    /// A date, or a moment on it.
    date_of_birth: Option<String>,
    state: Option<String>,
    country: Option<String>,
    occupation: Option<String>,
    /// `en`, `es`, `fr`, `pt` or `zh`, or a whole tag such as `es-MX`.
    preferred_language: Option<String>,
    /// Such as `America/Los_Angeles`.
    timezone: Option<String>,
    bio: Option<String>,
}

/// How you want to be told; what is absent stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
#[expect(clippy::struct_field_names, reason = "the contract's names")]
struct NotificationsPatch {
    push_notifications_enabled: Option<bool>,
    email_notifications_enabled: Option<bool>,
    sms_notifications_enabled: Option<bool>,
}

/// How you like the product to be; what is absent stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct AppPatch {
    dark_mode: Option<bool>,
    ai_voice_enabled: Option<bool>,
    /// `HH:MM` or `HH:MM:SS` by the clock on your wall; `null` for none.
    daily_reminder_time: Option<String>,
    chat_history_visible: Option<bool>,
    show_milestone_reminders: Option<bool>,
    community_visibility: Option<word::Visibility>,
}

/// The parts to change, all of them or none.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct SettingsPatch {
    #[schema(value_type = Option<ProfilePatch>)]
    profile: Option<Patch>,
    #[schema(value_type = Option<NotificationsPatch>)]
    notifications: Option<Patch>,
    #[schema(value_type = Option<AppPatch>)]
    app_settings: Option<Patch>,
}

impl Input for SettingsPatch {}

/// Your settings
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/settings")]
pub(in crate::rest) async fn show_settings(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<ProfileBody>, Problem> {
    let settings = accounts::settings(&app, &actor).await?;
    Ok(Bare::ok(ProfileBody::new(actor.account, &settings)))
}

/// Change your settings
#[utoipa::path(
    tag = "users",
    request_body = SettingsPatch,
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/settings")]
pub(in crate::rest) async fn change_settings(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<SettingsPatch>,
) -> Result<Bare<ProfileBody>, Problem> {
    let SettingsPatch { profile, notifications, app_settings } = body.value;
    let all = |mut is: Settings| {
        if let Some(sent) = &profile {
            let part = changed::<ProfilePart>(&app, &actor, is, sent);
            is = part.map_err(|error| error.within("profile"))?;
        }
        if let Some(sent) = &notifications {
            let part = changed::<NotificationsPart>(&app, &actor, is, sent);
            is = part.map_err(|error| error.within("notifications"))?;
        }
        if let Some(sent) = &app_settings {
            let part = changed::<AppPart>(&app, &actor, is, sent);
            is = part.map_err(|error| error.within("app_settings"))?;
        }
        Ok(is)
    };
    change(&app, &actor, all).await
}

/// Change your profile
#[utoipa::path(
    tag = "users",
    request_body = ProfilePatch,
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/settings/profile")]
pub(in crate::rest) async fn change_profile(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Patch>,
) -> Result<Bare<ProfileBody>, Problem> {
    change(&app, &actor, |was| changed::<ProfilePart>(&app, &actor, was, &body.value)).await
}

/// Change how you want to be told
#[utoipa::path(
    tag = "users",
    request_body = NotificationsPatch,
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/settings/notifications")]
pub(in crate::rest) async fn change_notifications(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Patch>,
) -> Result<Bare<ProfileBody>, Problem> {
    change(&app, &actor, |was| changed::<NotificationsPart>(&app, &actor, was, &body.value)).await
}

/// Change how you like the product to be
#[utoipa::path(
    tag = "users",
    request_body = AppPatch,
    security(("bearer" = [])),
    responses((status = 200, body = ProfileBody), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/settings/app")]
pub(in crate::rest) async fn change_app_settings(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Patch>,
) -> Result<Bare<ProfileBody>, Problem> {
    change(&app, &actor, |was| changed::<AppPart>(&app, &actor, was, &body.value)).await
}
