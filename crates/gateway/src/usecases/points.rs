//! Points: what people earn by logging. They are counted with what is logged (`persistence::changes`); here they are shown, and
//! people are told of the levels that they reach.

use domain::{Actor, Notice, Points, Result};
use persistence::points::Due;

use super::notifications;
use crate::App;

/// How many accounts a node takes up together.
const BATCH: u64 = 64;

/// What the actor has earned.
///
/// # Errors
/// Only if the database fails.
pub async fn get(app: &App, actor: &Actor) -> Result<Points> {
    Ok(persistence::points::find(app.db.read(), actor.account).await?)
}

/// Tells whoever has reached a level, unless other nodes do; who has reached several, of the highest.
pub(super) async fn tell_due(app: &App) -> Result<()> {
    loop {
        let due = persistence::points::due(app.db.read(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        let mut done = Ok(());
        for due in due {
            // One that fails does not keep the others waiting.
            done = tell(app, due).await.and(done);
        }
        done?;
    }
}

/// Takes what an account is to be told and tells it, in one transaction: of many nodes, one does.
async fn tell(app: &App, due: Due) -> Result<()> {
    let tx = persistence::begin(&app.db).await?;
    if !persistence::points::take(&tx, due).await? {
        return Ok(());
    }
    let notice = Notice::LevelUp { level: due.points.level() };
    notifications::tell(app, &tx, due.account, None, notice, app.now()).await?;
    Ok(persistence::commit(tx).await?)
}
