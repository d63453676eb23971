//! The devices people sign in from.

use domain::{AccountId, Actor, Device, DeviceId, Error, Result, Thing};
use persistence::{devices::KnownDevice, sessions::Which};

use super::edits::{Edited, Verdict, verdict};
use crate::App;

/// The devices the actor signed in from.
///
/// # Errors
/// Only if the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<KnownDevice>> {
    let key = app.account_key(actor.account).await?;
    Ok(persistence::devices::list(app.db.read(), &key, actor.account).await?)
}

/// A device the actor signed in from.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name.
pub async fn get(app: &App, actor: &Actor, id: &DeviceId) -> Result<KnownDevice> {
    let key = app.account_key(actor.account).await?;
    let known = persistence::devices::find(app.db.read(), &key, actor.account, id).await?;
    known.ok_or(Error::NotFound(Thing::Device))
}

/// Changes what is known about a device of the actor, that the caller knew in some version.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name, [`Error::Invalid`] if a text cannot be kept.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: &DeviceId,
    known: Option<i32>,
    edit: impl FnOnce(Device) -> Device,
) -> Result<Edited<KnownDevice>> {
    let key = app.account_key(actor.account).await?;
    let tx = persistence::begin(&app.db).await?;
    let current = persistence::devices::lock(&tx, &key, actor.account, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Device))?;
    let device = edit(current.device.clone()).checked()?;
    match verdict(known, current.version, device != current.device) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    let version = current.version + 1;
    persistence::devices::update(&tx, &key, actor.account, &device, version).await?;
    persistence::commit(tx).await?;
    Ok(Edited::Applied { now: KnownDevice { device, version, ..current }, seq: None })
}

/// Forgets a device of the actor, that the caller knew in some version, and ends its sessions.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this name.
pub async fn forget(
    app: &App,
    actor: &Actor,
    id: &DeviceId,
    known: Option<i32>,
) -> Result<Edited<KnownDevice>> {
    let key = app.account_key(actor.account).await?;
    let tx = persistence::begin(&app.db).await?;
    let current = persistence::devices::lock(&tx, &key, actor.account, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Device))?;
    if let Verdict::Stale { sent } = verdict(known, current.version, true) {
        return Ok(Edited::Stale { sent, current });
    }
    persistence::sessions::revoke(&tx, actor.account, Which::OnDevice(id), app.now()).await?;
    persistence::devices::delete(&tx, actor.account, id).await?;
    persistence::commit(tx).await?;

    app.account_changed(actor.account).await;
    Ok(Edited::Applied { now: current, seq: None })
}

/// Forgets a push token that is good no longer, and what was on its way there; tells whether the device still had it.
pub(super) async fn forget_token(
    app: &App,
    account: AccountId,
    id: &DeviceId,
    token: &str,
) -> Result<bool> {
    let key = app.account_key(account).await?;
    let tx = persistence::begin(&app.db).await?;
    let known = persistence::devices::lock(&tx, &key, account, id).await?;
    let Some(known) = known.filter(|known| known.device.push_token.as_deref() == Some(token))
    else {
        return Ok(false);
    };
    let device = Device { push_token: None, ..known.device };
    persistence::devices::update(&tx, &key, account, &device, known.version + 1).await?;
    persistence::deliveries::delete_all(&tx, account, id).await?;
    persistence::commit(tx).await?;
    Ok(true)
}
