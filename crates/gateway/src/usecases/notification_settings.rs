//! How people want to be told.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{AccountId, Actor, Error, NotificationSettings, Result, Thing, next_reminder};
use persistence::ConnectionTrait;

use crate::App;

/// What the actor chose, and where their clock ticks.
///
/// # Errors
/// Only if the database fails.
pub async fn get(app: &App, actor: &Actor) -> Result<(NotificationSettings, Tz)> {
    let zone = zone(app, app.db.read(), actor.account).await?;
    let (chosen, _) =
        persistence::notification_settings::find(app.db.read(), actor.account).await?;
    Ok((chosen, zone))
}

/// Changes what the actor chose.
///
/// # Errors
/// Only if the database fails.
pub async fn change(
    app: &App,
    actor: &Actor,
    change: impl FnOnce(NotificationSettings) -> NotificationSettings,
) -> Result<(NotificationSettings, Tz)> {
    let tx = persistence::begin(&app.db).await?;
    let zone = zone(app, &tx, actor.account).await?;
    let (before, next) = persistence::notification_settings::find(&tx, actor.account).await?;
    let chosen = change(before);
    // One that is due already still comes if its time stays.
    let next = match chosen.daily_reminder {
        same if same == before.daily_reminder => next,
        time => time.map(|time| next_reminder(time, zone, app.now())),
    };
    persistence::notification_settings::put(&tx, actor.account, chosen, next).await?;
    persistence::commit(tx).await?;
    Ok((chosen, zone))
}

/// Sets the next reminder by another zone's clock, in the transaction in which the account moves there.
///
/// # Errors
/// Only if the database fails.
pub async fn moved(
    tx: &impl ConnectionTrait,
    account: AccountId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<()> {
    let (chosen, _) = persistence::notification_settings::find(tx, account).await?;
    if let Some(time) = chosen.daily_reminder {
        let next = Some(next_reminder(time, zone, now));
        persistence::notification_settings::put(tx, account, chosen, next).await?;
    }
    Ok(())
}

async fn zone(app: &App, db: &impl ConnectionTrait, account: AccountId) -> Result<Tz> {
    let found = persistence::accounts::find(db, &app.vault, account).await?;
    Ok(found.ok_or(Error::NotFound(Thing::Account))?.profile.zone)
}
