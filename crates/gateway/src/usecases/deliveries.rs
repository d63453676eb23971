//! Pushing what was told, by many nodes, each delivery by one of them at a time.
//!
//! The row of a delivery is written with the notification, in the transaction of the change, as whatever the outbox sends.

use std::collections::BTreeMap;

use domain::{AccountId, DeviceId, Error, Notice, Platform, Reached, Result, Thing, Word};
use persistence::{ConnectionTrait, deliveries::Delivery, seal::Key};

use super::{
    devices, notifications,
    outbox::{self, LEASE, wait},
};
use crate::{
    App,
    backends::push::{Message, Receipt},
};

/// So often a delivery is tried at most, over two and a half hours.
const ATTEMPTS: i32 = 12;

/// The devices of an account that something can be pushed to.
pub(super) async fn reachable(
    app: &App,
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Vec<DeviceId>> {
    if !app.push.is_on()
        || !persistence::notification_settings::find(tx, account).await?.0.push_enabled
    {
        return Ok(Vec::new());
    }
    let devices = persistence::devices::list(tx, key, account).await?;
    let devices = devices.into_iter().map(|known| known.device);
    let reachable =
        devices.filter(|device| device.push_token.is_some() && app.push.reaches(device.platform));
    Ok(reachable.map(|device| device.id).collect())
}

/// Pushes what is due, unless other nodes do.
pub(super) async fn send_due(app: &App) -> Result<()> {
    let due = |limit| persistence::deliveries::due(app.db.read(), app.now(), limit);
    outbox::work_off(due, |delivery| claim(app, delivery)).await
}

/// Delivers, unless another node does.
async fn claim(app: &App, delivery: Delivery) -> Result<()> {
    let (db, until, attempts) = (app.db.write(), app.now() + LEASE, delivery.attempts + 1);
    if let Some(mine) = persistence::deliveries::put_off(db, delivery, until, attempts).await? {
        deliver(app, mine).await?;
    }
    Ok(())
}

/// Delivers what this node has claimed; no transaction is open while the service is asked.
pub(super) async fn deliver(app: &App, delivery: Delivery) -> Result<Reached> {
    let (db, account, attempts) = (app.db.write(), delivery.account, delivery.attempts);
    // Those that failed at each attempt so far, not by the service's fault, end as well.
    let parcel = if attempts > ATTEMPTS { None } else { pack(app, &delivery).await? };
    let Some(Parcel { platform, token, message }) = parcel else {
        persistence::deliveries::delete(db, &delivery).await?;
        return Ok(Reached::Stored);
    };
    let receipt = app.push.send(platform, &token, &message, app.now()).await;
    match receipt {
        Receipt::Taken => {
            persistence::deliveries::delete(db, &delivery).await?;
            return Ok(Reached::Sent);
        }
        Receipt::Gone => {
            // Unless the device has another token by now.
            if !devices::forget_token(app, account, &delivery.device, &token).await? {
                persistence::deliveries::put_off(db, delivery, app.now(), attempts).await?;
            }
        }
        Receipt::Later(asked) if attempts < ATTEMPTS => {
            let until = app.now() + asked.unwrap_or_default().max(wait(attempts));
            persistence::deliveries::put_off(db, delivery, until, attempts).await?;
        }
        Receipt::Later(_) | Receipt::Refused => {
            tracing::warn!(notification = %delivery.notification, "a notification could not be pushed");
            persistence::deliveries::delete(db, &delivery).await?;
        }
    }
    Ok(Reached::Failed)
}

/// What is sent, and where to.
struct Parcel {
    platform: Platform,
    token: String,
    message: Message,
}

/// Makes what is sent, if there is anybody to get it: nobody reads over the shoulder of who signed out.
async fn pack(app: &App, delivery: &Delivery) -> Result<Option<Parcel>> {
    let (db, account) = (app.db.read(), delivery.account);
    let sessions = persistence::sessions::live(db, account, app.now()).await?;
    if !sessions.iter().any(|session| session.device.as_ref() == Some(&delivery.device)) {
        return Ok(None);
    }
    let key = app.account_key(account).await?;
    let known = persistence::devices::find(db, &key, account, &delivery.device).await?;
    let Some((platform, token)) =
        known.and_then(|known| Some((known.device.platform, known.device.push_token?)))
    else {
        return Ok(None);
    };
    let found = persistence::notifications::find(db, &key, account, delivery.notification).await?;
    let Some(notification) = found else { return Ok(None) };
    let reader = persistence::accounts::find(db, &app.vault, account).await?;
    let locale = reader.ok_or(Error::NotFound(Thing::Account))?.profile.locale;
    let words = notifications::text(locale, &notification.notice);
    let mut data = data(&notification.notice);
    data.insert("notificationId", notification.id.to_string());
    data.extend(notification.family.map(|family| ("familyId", family.to_string())));
    let message = Message { id: notification.id, title: words.title, body: words.body, data };
    Ok(Some(Parcel { platform, token, message }))
}

fn data(notice: &Notice) -> BTreeMap<&'static str, String> {
    let member = notice.member().map(|member| ("memberId", member.to_string()));
    [("type", notice.kind().word().to_owned())].into_iter().chain(member).collect()
}
