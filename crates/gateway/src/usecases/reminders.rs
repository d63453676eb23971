//! Reminding people once a day, by the clock on their wall.

use domain::{Error, Notice, Result, Thing, next_reminder};
use persistence::notification_settings::Due;

use super::notifications;
use crate::App;

/// How many reminders a node takes up together.
const BATCH: u64 = 64;

/// Reminds whoever is to be reminded by now, unless other nodes do. What was missed meanwhile is not made up for.
pub(super) async fn send_due(app: &App) -> Result<()> {
    loop {
        let due = persistence::notification_settings::due(app.db.read(), app.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        let mut done = Ok(());
        for due in due {
            // One that fails does not keep the others waiting.
            done = remind(app, due).await.and(done);
        }
        done?;
    }
}

/// Takes a reminder and tells the account, in one transaction: of many nodes, one does.
async fn remind(app: &App, due: Due) -> Result<()> {
    let now = app.now();
    let tx = persistence::begin(&app.db).await?;
    // Nobody changes meanwhile when they want to be reminded.
    let locked = persistence::accounts::lock(&tx, &app.vault, due.account).await?;
    let zone = locked.ok_or(Error::NotFound(Thing::Account))?.0.profile.zone;
    let next = next_reminder(due.time, zone, now);
    if !persistence::notification_settings::take(&tx, due, next).await? {
        return Ok(());
    }
    let memberships = persistence::members::of_account(&tx, due.account).await?;
    let families = memberships.iter().map(|membership| membership.family);
    if persistence::children::any(&tx, families).await? {
        notifications::tell(app, &tx, due.account, None, Notice::DailyReminder, now).await?;
    }
    Ok(persistence::commit(tx).await?)
}
