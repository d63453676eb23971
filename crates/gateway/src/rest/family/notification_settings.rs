//! How the signed-in person wants to be told.

use actix_web::{get, patch, web};
use chrono_tz::Tz;
use domain::{NotificationSettings, Result, time_of_day};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Edit, Input},
        envelope::{Envelope, Success},
    },
    usecases::notification_settings,
};

/// How you want to be told.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NotificationSettingsBody {
    push_enabled: bool,
    /// By the clock on your wall, such as `09:00:00`; `null` for none.
    daily_reminder_time: Option<String>,
    /// Where that clock ticks: the time zone of your account.
    timezone: String,
}

impl From<(NotificationSettings, Tz)> for NotificationSettingsBody {
    fn from((chosen, zone): (NotificationSettings, Tz)) -> Self {
        Self {
            push_enabled: chosen.push_enabled,
            daily_reminder_time: chosen.daily_reminder.map(|time| time.to_string()),
            timezone: zone.name().into(),
        }
    }
}

/// How you want to be told
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = 200, body = Success<NotificationSettingsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/notifications/settings")]
pub(in crate::rest) async fn show_notification_settings(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Envelope<NotificationSettingsBody>, Problem> {
    Ok(Envelope::ok(notification_settings::get(&app, &actor).await?.into()))
}

/// How you want to be told from now on; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeNotificationSettings {
    push_enabled: Option<bool>,
    /// `HH:MM` or `HH:MM:SS` by the clock on your wall; `null` for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    daily_reminder_time: Edit<String>,
}

impl Input for ChangeNotificationSettings {}

/// Change how you want to be told
#[utoipa::path(
    tag = "notifications",
    request_body = ChangeNotificationSettings,
    security(("bearer" = [])),
    responses((status = 200, body = Success<NotificationSettingsBody>), (status = "4XX", body = ErrorBody)),
)]
#[patch("/api/v1/notifications/settings")]
pub(in crate::rest) async fn change_notification_settings(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<ChangeNotificationSettings>,
) -> Result<Envelope<NotificationSettingsBody>, Problem> {
    let ChangeNotificationSettings { push_enabled, daily_reminder_time } = body.value;
    let time = daily_reminder_time.read(|text| time_of_day("dailyReminderTime", &text))?;
    let change = |before: NotificationSettings| NotificationSettings {
        push_enabled: push_enabled.unwrap_or(before.push_enabled),
        daily_reminder: time.of(before.daily_reminder),
        ..before
    };
    Ok(Envelope::ok(notification_settings::change(&app, &actor, change).await?.into()))
}
