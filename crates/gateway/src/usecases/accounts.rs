//! Becoming an account, and changing what it tells.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use domain::{
    Account, Actor, Device, Error, Event, Family, FamilyId, NotificationSettings, Password,
    Preferences, Profile, Reason, Result, SignIn, Subject, Thing,
};
use persistence::{changes::Log, seal::Key};
use uuid::Uuid;

use super::{
    addresses,
    credentials::Secrets,
    families,
    idempotency::{self, Once, Outcome},
    notification_settings, photos,
    sessions::{self, Tokens},
};
use crate::App;

/// The actor's own account.
///
/// # Errors
/// [`Error::Unauthenticated`] if it is no more.
pub async fn get(app: &App, actor: &Actor) -> Result<Account> {
    let found = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
    found.ok_or(Error::Unauthenticated(SignIn::SessionEnded))
}

/// What somebody may change of their account by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who they are. Another address takes the password: see [`edit_with`].
    pub profile: Profile,
    /// How they like the product to be.
    pub preferences: Preferences,
    /// How they want to be told.
    pub notifications: NotificationSettings,
}

impl Settings {
    fn of(account: &Account, notifications: NotificationSettings) -> Self {
        let Account { profile, preferences, .. } = account;
        Self { profile: profile.clone(), preferences: *preferences, notifications }
    }
}

/// What the actor may change of their account.
///
/// # Errors
/// [`Error::NotFound`] if it is no more.
pub async fn settings(app: &App, actor: &Actor) -> Result<Settings> {
    let account = get(app, actor).await?;
    let (told, _) = persistence::notification_settings::find(app.db.read(), actor.account).await?;
    Ok(Settings::of(&account, told))
}

/// An account after a change.
pub struct Changed {
    /// It as it is now.
    pub account: Account,
    /// How it wants to be told now.
    pub notifications: NotificationSettings,
}

impl Changed {
    /// What may be changed of it further.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::of(&self.account, self.notifications)
    }
}

/// Changes what the actor may change of their account, all of it or nothing; the families they are in are told if they look
/// different to them. A picture that they do not have then is removed.
///
/// # Errors
/// [`Error::Invalid`] that names the field, as `change` finds it.
pub async fn edit(
    app: &App,
    actor: &Actor,
    change: impl Fn(Settings) -> Result<Settings>,
) -> Result<Changed> {
    edit_with(app, actor, change, Secrets::default(), None).await
}

/// Likewise, with what they sign in with; if there is something to change, the answer is kept with it.
///
/// # Errors
/// [`Error::Invalid`] that names the field, as `change` finds it, or `current_password` if that is needed.
pub async fn edit_with(
    app: &App,
    actor: &Actor,
    change: impl Fn(Settings) -> Result<Settings>,
    secrets: Secrets,
    once: Option<&Once<Account>>,
) -> Result<Changed> {
    let now = app.now();
    let before = settings(app, actor).await?;
    let after = change(before.clone())?;
    let look = |profile: &Profile| (profile.name.clone(), profile.about.photo.clone());
    let seen = look(&after.profile) != look(&before.profile);
    let keys = app.family_keys(actor.families().filter(|_| seen)).await?;
    let photo = |of: &Settings| of.profile.about.photo.clone();
    let (mut pictures, mut applied) = ((photo(&before), photo(&after)), Some(false));
    let written = async {
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, keys.keys().copied()).await?;
        let locked = persistence::accounts::lock(&tx, &app.vault, actor.account).await?;
        let (current, key) = locked.ok_or(Error::NotFound(Thing::Account))?;
        let (told, due) = persistence::notification_settings::find(&tx, actor.account).await?;
        let was = Settings::of(&current, told);
        // What was decided by looking at what it was before is decided again.
        let is = change(was.clone())?;
        pictures = (photo(&was), photo(&is));
        if is == was && !secrets.has_password() {
            return Ok(Changed { account: current, notifications: told });
        }
        let Settings { profile, preferences, notifications } = is;
        let moved = profile.zone != was.profile.zone;
        let email_verified = current.email_verified && profile.email.is_same(&was.profile.email);
        let version = current.version + 1;
        let account =
            Account { profile, preferences, email_verified, updated_at: now, version, ..current };
        secrets.allow(&current, &account)?;
        persistence::accounts::update(&tx, &app.vault, &key, &account, now).await.map_err(taken)?;
        secrets.keep(app, &tx, actor, (&current, &account), now).await?;
        if moved || notifications != told {
            let same = !moved && notifications.daily_reminder == told.daily_reminder;
            let due = due.filter(|_| same);
            notification_settings::keep(&tx, &account, notifications, due, now).await?;
        }
        looks_different(actor, &mut log, &keys, now)?;
        idempotency::remember_own(&tx, once, account.id, &key, &account, now).await?;
        let changes = log.write(&tx).await?;
        applied = None;
        persistence::commit(tx).await?;
        applied = Some(true);

        app.account_changed(account.id).await;
        app.tell(changes);
        app.mail.wake();
        Ok(Changed { account, notifications })
    };
    let written: Result<_> = written.await;
    let (replaced, kept) = pictures;
    photos::settle(app, replaced.as_deref(), kept.as_deref(), applied).await;
    written
}

/// Tells the families of the actor that are locked, in the transaction of the change, that they look different.
pub(super) fn looks_different(
    actor: &Actor,
    log: &mut Log,
    families: &BTreeMap<FamilyId, Arc<Key>>,
    now: DateTime<Utc>,
) -> Result<()> {
    for (family, key) in families {
        // Families may go at any time.
        let (Ok(member), Some(_)) = (actor.member_of(*family), log.head(*family)) else {
            continue;
        };
        let subject = Subject::Member { id: actor.account, role: member.role() };
        log.append(key, *family, actor.account, now, Event::MemberUpdated, subject)?;
    }
    Ok(())
}

/// Somebody who wants an account.
pub struct Registration<'a> {
    /// Who they are.
    pub profile: Profile,
    /// The password they chose.
    pub password: Password<'a>,
    /// The device they do it on.
    pub device: Option<Device>,
    /// Whether a family begins with them; otherwise it begins with their first child or invitation.
    pub founds_family: bool,
}

/// A new account.
#[derive(Debug)]
pub struct Registered {
    /// The account.
    pub account: Account,
    /// The family it is the first parent of, if one began with it.
    pub family: Option<Family>,
    /// The whole number by which one contract knows it.
    pub number: i64,
    /// Its first tokens.
    pub tokens: Tokens,
    /// Whether a device was named.
    pub device_registered: bool,
}

/// Stands for somebody who is not signed in, in the keys of requests that may come again: by their address, or by what a
/// letter brought.
#[must_use]
pub fn asker(app: &App, known_by: &str) -> Uuid {
    let index = app.vault.index("asker", known_by);
    Uuid::from_slice(&index[..16]).unwrap_or_default()
}

/// Makes an account, with its family if it founds one, and signs in.
///
/// # Errors
/// [`Error::Invalid`] if the address has an account already.
pub async fn register(
    app: &App,
    new: Registration<'_>,
    once: Option<Once<Registered>>,
) -> Result<Outcome<Registered>> {
    idempotency::run(app, once.as_ref(), create(app, new, once.as_ref())).await
}

async fn create(
    app: &App,
    new: Registration<'_>,
    once: Option<&Once<Registered>>,
) -> Result<Outcome<Registered>> {
    let password_hash = app.work.hash(new.password.as_str().to_owned()).await?;
    let now = app.now();
    let account = Account { last_login_at: Some(now), ..Account::new(new.profile, now) };
    let family =
        if new.founds_family { Some(families::first(app, &account, now).await?) } else { None };

    let tx = persistence::begin(&app.db).await?;
    let added = persistence::accounts::insert(&tx, &app.vault, &account, Some(password_hash), now);
    let (key, number) = added.await.map_err(taken)?;
    addresses::ask(app, &tx, &account.profile, now).await?;
    let device_registered = new.device.is_some();
    let (tokens, _) = sessions::open(app, &tx, account.id, new.device, now).await?;
    let changes = match &family {
        Some(family) => families::found(app, &tx, account.id, family, now).await?.1,
        None => Vec::new(),
    };
    let id = account.id;
    let registered = Registered { account, family, number, tokens, device_registered };
    idempotency::remember_own(&tx, once, id, &key, &registered, now).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    app.mail.wake();
    Ok(Outcome::Done(registered))
}

fn taken(error: persistence::Error) -> Error {
    match error {
        persistence::Error::Duplicate => Error::invalid("email", Reason::Taken),
        other => other.into(),
    }
}
