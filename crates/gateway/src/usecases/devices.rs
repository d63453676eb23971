//! The devices people sign in from.

use domain::{Actor, Error, Result, Thing};
use persistence::devices::KnownDevice;

use crate::App;

/// The devices the actor signed in from.
///
/// # Errors
/// Only if the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<KnownDevice>> {
    let db = app.db.read();
    let key = persistence::accounts::key(db, &app.vault, actor.account).await?;
    let key = key.ok_or(Error::NotFound(Thing::Account))?;
    Ok(persistence::devices::list(db, &key, actor.account).await?)
}
