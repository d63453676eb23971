//! How people want to be told.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Account, Actor, NotificationSettings, Result, next_reminder};
use persistence::ConnectionTrait;

use super::accounts::{self, Settings};
use crate::App;

/// What the actor chose, and where their clock ticks.
///
/// # Errors
/// Only if the database fails.
pub async fn get(app: &App, actor: &Actor) -> Result<(NotificationSettings, Tz)> {
    let Settings { profile, notifications, .. } = accounts::settings(app, actor).await?;
    Ok((notifications, profile.zone))
}

/// Changes what the actor chose.
///
/// # Errors
/// Only if the database fails.
pub async fn change(
    app: &App,
    actor: &Actor,
    change: impl Fn(NotificationSettings) -> NotificationSettings,
) -> Result<(NotificationSettings, Tz)> {
    let change = |was: Settings| Ok(Settings { notifications: change(was.notifications), ..was });
    let Settings { profile, notifications, .. } =
        accounts::edit(app, actor, change).await?.settings();
    Ok((notifications, profile.zone))
}

/// Keeps what an account chose, in the transaction in which it does. A reminder is next due when it was, as `due` tells, or by
/// the clock of the account's zone.
pub(super) async fn keep(
    tx: &impl ConnectionTrait,
    account: &Account,
    chosen: NotificationSettings,
    due: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    let zone = account.profile.zone;
    let next =
        chosen.daily_reminder.map(|time| due.unwrap_or_else(|| next_reminder(time, zone, now)));
    Ok(persistence::notification_settings::put(tx, account.id, chosen, next).await?)
}
