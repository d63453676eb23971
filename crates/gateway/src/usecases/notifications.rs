//! What people are told when they are not looking: kept for them with the change that it tells of, listed in their
//! language, pushed to their devices.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, Actor, DeviceId, Error, FamilyId, Locale, Notice, Notification, NotificationId,
    Reached, Result, Role, Thing, Word,
};
use persistence::{ConnectionTrait, deliveries::Delivery, notifications::Range};

use super::{
    deliveries,
    idempotency::{self, Once, Outcome},
    outbox, points, reminders,
};
use crate::{App, language};

/// How long what was told is kept.
pub const KEPT: TimeDelta = TimeDelta::days(90);

/// A notification in its reader's language.
pub struct Shown {
    /// The notification.
    pub notification: Notification,
    /// Its words.
    pub words: Words,
}

/// What a notification says.
pub struct Words {
    /// In few words.
    pub title: String,
    /// In one sentence.
    pub body: String,
}

/// Puts a notice into words.
pub(super) fn text(locale: Locale, notice: &Notice) -> Words {
    let (name, role, family) = match notice {
        Notice::Test { .. }
        | Notice::DailyReminder
        | Notice::LevelUp { .. }
        | Notice::PasswordChanged => ("", None, ""),
        Notice::MemberJoined { name, role, family, .. } => (&**name, Some(*role), &**family),
        Notice::MemberLeft { name, family, .. } => (&**name, None, &**family),
        Notice::Removed { family } => ("", None, &**family),
        Notice::RoleChanged { role, family } => ("", Some(*role), &**family),
    };
    let role = role.map(Word::word).unwrap_or_default();
    let mut args = language::args!["name" => name, "role" => role, "family" => family];
    if let Notice::LevelUp { level } = notice {
        args.set("level", level.word());
        args.set("number", level.number());
        args.set("icon", level.icon());
    }
    let kind = notice.kind().word();
    let said = |part| language::say(locale, &format!("notification-{kind}-{part}"), &args);
    Words { title: said("title"), body: said("body") }
}

/// Tells an account, in the transaction of what it is told of. It is pushed once that is committed.
pub(super) async fn tell(
    app: &App,
    tx: &impl ConnectionTrait,
    account: AccountId,
    family: Option<FamilyId>,
    notice: Notice,
    now: DateTime<Utc>,
) -> Result<()> {
    let key = persistence::accounts::key(tx, &app.vault, account).await?;
    let key = key.ok_or(Error::NotFound(Thing::Account))?;
    let notification = fresh(family, notice, now);
    persistence::notifications::insert(tx, &key, account, &notification).await?;
    let devices = deliveries::reachable(app, tx, &key, account).await?;
    let deliveries = devices.into_iter().map(|device| Delivery {
        account,
        notification: notification.id,
        device,
        attempts: 0,
        next_attempt_at: now,
    });
    Ok(persistence::deliveries::insert(tx, deliveries).await?)
}

/// Tells the parents of a family, but for the one whom it is about.
pub(super) async fn tell_parents(
    app: &App,
    tx: &impl ConnectionTrait,
    family: FamilyId,
    except: AccountId,
    notice: &Notice,
    now: DateTime<Utc>,
) -> Result<()> {
    for member in persistence::members::in_family(tx, &app.vault, family).await? {
        if member.membership.role == Role::Parent && member.account.id != except {
            tell(app, tx, member.account.id, Some(family), notice.clone(), now).await?;
        }
    }
    Ok(())
}

/// Reminds and pushes what is due.
pub async fn send_due(app: &App) {
    for done in [
        reminders::send_due(app).await,
        points::tell_due(app).await,
        deliveries::send_due(app).await,
    ] {
        if let Err(error) = done {
            crate::error::log_if_internal(&error);
        }
    }
}

/// A page of a list.
pub struct Page {
    /// What is on it, the latest first.
    pub notifications: Vec<Shown>,
    /// The last on it, if others follow.
    pub next: Option<NotificationId>,
}

/// What the actor was told, the latest first.
///
/// # Errors
/// Only if the database fails.
pub async fn list(app: &App, actor: &Actor, range: Range, locale: Locale) -> Result<Page> {
    let (db, key) = (app.db.read(), app.account_key(actor.account).await?);
    let one_more = Range { limit: range.limit + 1, ..range };
    let mut found = persistence::notifications::list(db, &key, actor.account, one_more).await?;
    let limit = usize::try_from(range.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id);
    let notifications = found.into_iter().map(|found| shown(found, locale)).collect();
    Ok(Page { notifications, next })
}

/// How much the actor was told and has not read.
///
/// # Errors
/// Only if the database fails.
pub async fn unread(app: &App, actor: &Actor) -> Result<u64> {
    Ok(persistence::notifications::unread(app.db.read(), actor.account).await?)
}

fn shown(notification: Notification, locale: Locale) -> Shown {
    Shown { words: text(locale, &notification.notice), notification }
}

/// Marks a notification as read, again and again if need be; gives it as it is then.
///
/// # Errors
/// [`Error::NotFound`] if the actor was told no such thing.
pub async fn read(app: &App, actor: &Actor, id: NotificationId, locale: Locale) -> Result<Shown> {
    persistence::notifications::read(app.db.write(), actor.account, Some(id), app.now()).await?;
    let (db, key) = (app.db.read(), app.account_key(actor.account).await?);
    let found = persistence::notifications::find(db, &key, actor.account, id).await?;
    found.map(|found| shown(found, locale)).ok_or(Error::NotFound(Thing::Notification))
}

/// Marks all that the actor was told as read, once: a retry leaves alone what they were told since.
///
/// # Errors
/// Only if the database fails.
pub async fn read_all(app: &App, actor: &Actor, once: Option<Once<()>>) -> Result<Outcome<()>> {
    let (account, now, once) = (actor.account, app.now(), once.as_ref());
    let read = async {
        let key = app.account_key(account).await?;
        let tx = persistence::begin(&app.db).await?;
        persistence::notifications::read(&tx, account, None, now).await?;
        idempotency::remember_own(&tx, once, account, &key, &(), now).await?;
        persistence::commit(tx).await?;
        Ok(Outcome::Done(()))
    };
    idempotency::run(app, once, read).await
}

/// Removes a notification from the actor's list; it is not pushed any more either.
///
/// # Errors
/// [`Error::NotFound`] if the actor was told no such thing.
pub async fn delete(app: &App, actor: &Actor, id: NotificationId) -> Result<()> {
    let known = persistence::notifications::delete(app.db.write(), actor.account, id).await?;
    if known { Ok(()) } else { Err(Error::NotFound(Thing::Notification)) }
}

/// A notification that was sent to try a device.
pub struct Tested {
    /// Its id.
    pub id: NotificationId,
    /// The device.
    pub device: DeviceId,
    /// How far it came.
    pub reached: Reached,
}

/// Sends a notification to a device of the actor and waits for what becomes of it.
///
/// # Errors
/// [`Error::NotFound`] if the actor has no such device.
pub async fn test(
    app: &App,
    actor: &Actor,
    device: DeviceId,
    once: Option<Once<Tested>>,
) -> Result<Outcome<Tested>> {
    idempotency::run(app, once.as_ref(), try_out(app, actor.account, device, once.as_ref())).await
}

async fn try_out(
    app: &App,
    account: AccountId,
    device: DeviceId,
    once: Option<&Once<Tested>>,
) -> Result<Outcome<Tested>> {
    let now = app.now();
    let key = app.account_key(account).await?;
    let known = persistence::devices::find(app.db.read(), &key, account, &device).await?;
    known.ok_or(Error::NotFound(Thing::Device))?;
    let notification = fresh(None, Notice::Test { device: device.clone() }, now);
    let mut tested = Tested { id: notification.id, device, reached: Reached::Stored };

    let tx = persistence::begin(&app.db).await?;
    persistence::notifications::insert(&tx, &key, account, &notification).await?;
    let mut reachable = deliveries::reachable(app, &tx, &key, account).await?;
    reachable.retain(|device| *device == tested.device);
    // Taken already: it is tried here and now, by others only if this node fails.
    let delivery = reachable.pop().map(|device| Delivery {
        account,
        notification: notification.id,
        device,
        attempts: 1,
        next_attempt_at: now + outbox::LEASE,
    });
    persistence::deliveries::insert(&tx, delivery.clone()).await?;
    idempotency::remember_own(&tx, once, account, &key, &tested, now).await?;
    persistence::commit(tx).await?;

    if let Some(delivery) = delivery {
        tested.reached = deliveries::deliver(app, delivery).await?;
        idempotency::amend(app.db.write(), once, &key, &tested).await?;
    }
    Ok(Outcome::Done(tested))
}

fn fresh(family: Option<FamilyId>, notice: Notice, now: DateTime<Utc>) -> Notification {
    Notification { id: NotificationId::fresh(), notice, family, created_at: now, read_at: None }
}
