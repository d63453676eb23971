//! Becoming an account.

use domain::{
    Account, AccountId, Actor, Device, Email, Error, Event, Family, Membership, Password, Profile,
    Reason, Result, Role, Subject, Thing, Tier,
};
use uuid::Uuid;

use super::{
    families,
    idempotency::{self, Once, Outcome},
    sessions::{self, Tokens},
};
use crate::{App, language};

/// The actor's own account.
///
/// # Errors
/// [`Error::NotFound`] if it is no more.
pub async fn get(app: &App, actor: &Actor) -> Result<Account> {
    let found = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
    found.ok_or(Error::NotFound(Thing::Account))
}

/// Somebody who wants an account.
pub struct Registration<'a> {
    /// Who they are.
    pub profile: Profile,
    /// The password they chose.
    pub password: Password<'a>,
    /// The device they do it on.
    pub device: Option<Device>,
}

/// A new account with its family.
#[derive(Debug)]
pub struct Registered {
    /// The account.
    pub account: Account,
    /// The family it is the first parent of.
    pub family: Family,
    /// Its first tokens.
    pub tokens: Tokens,
    /// Whether a device was named.
    pub device_registered: bool,
}

/// Stands for somebody who has no account yet, in the keys of requests that may come again.
#[must_use]
pub fn asker(app: &App, email: &Email) -> Uuid {
    let index = app.vault.index("asker", email.normal());
    Uuid::from_slice(&index[..16]).unwrap_or_default()
}

/// Makes an account and its family, and signs in.
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
    let code = families::fresh_code(app).await?;
    let now = app.now();
    let surname = language::args!["surname" => new.profile.surname()];
    let name = language::say(new.profile.locale, "family-name", &surname);
    let family = Family::new(name, code, new.profile.zone, now);
    let account = Account {
        id: AccountId::fresh(),
        profile: new.profile,
        email_verified: false,
        tier: Tier::Free,
        version: 1,
    };

    let tx = persistence::begin(&app.db).await?;
    persistence::accounts::insert(&tx, &app.vault, &account, password_hash, now).await.map_err(
        |error| match error {
            persistence::Error::Duplicate => Error::invalid("email", Reason::Taken),
            other => other.into(),
        },
    )?;
    let key = persistence::families::insert(&tx, &app.vault, &family).await?;
    let membership = Membership::of(family.id, Role::Parent);
    persistence::members::insert(&tx, account.id, &membership, now).await?;
    let device_registered = new.device.is_some();
    let (tokens, _) = sessions::open(app, &tx, account.id, new.device, now).await?;
    let mut log = persistence::changes::lock(&tx, [family.id]).await?;
    log.append(&key, family.id, account.id, now, Event::FamilyCreated, Subject::Family)?;
    let registered = Registered { account, family, tokens, device_registered };
    idempotency::remember(&tx, once, registered.family.id, &key, &registered, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(Outcome::Done(registered))
}
