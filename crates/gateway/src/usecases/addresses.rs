//! Whether the address of an account is its owner's: a letter asks, and what it brings says so.

use chrono::{DateTime, Utc};
use domain::{
    Account, Actor, Email, Error, Profile, Result, SecurityEvent, SignIn, Thing, TokenUse,
};
use persistence::{ConnectionTrait, mailed_tokens::MailedToken};

use super::{
    conversations::Owner,
    idempotency::{self, Once, Outcome},
    mailed_tokens,
};
use crate::App;

const VERIFY: TokenUse = TokenUse::VerifyEmail;

/// Asks whether an address is its account's, unless it may get no more letters today, in the transaction in which the account
/// gets it.
pub(super) async fn ask(
    app: &App,
    tx: &impl ConnectionTrait,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<()> {
    mailed_tokens::send(app, tx, VERIFY, &profile.email, profile.locale, now).await?;
    Ok(())
}

/// Asks about the new address of an account, and tells the old one, which was or was not known to be theirs, in the transaction
/// of the change.
pub(super) async fn moved(
    app: &App,
    tx: &impl ConnectionTrait,
    from: (&Email, bool),
    account: &Account,
    now: DateTime<Utc>,
) -> Result<()> {
    let (locale, event) = (account.profile.locale, SecurityEvent::EmailChanged);
    mailed_tokens::warn(app, tx, from, locale, event, now).await?;
    ask(app, tx, &account.profile, now).await
}

/// Somebody whose address is known to be theirs.
pub struct Verified {
    /// Who.
    pub actor: Actor,
    /// Their account.
    pub account: Account,
    /// With what opens what is theirs.
    pub owner: Owner,
}

/// The actor, if their address is known to be theirs.
///
/// # Errors
/// [`Error::Unauthenticated`] if it is not.
pub async fn verified(app: &App, actor: Actor) -> Result<Verified> {
    let db = app.db.read();
    let found = persistence::accounts::find_with_key(db, &app.vault, actor.account).await?;
    let (account, key) = found.ok_or(Error::Unauthenticated(SignIn::SessionEnded))?;
    if !account.email_verified {
        return Err(Error::Unauthenticated(SignIn::UnverifiedEmail));
    }
    Ok(Verified { owner: Owner::with(&actor, key), actor, account })
}

/// Asks again, unless it is known already.
///
/// # Errors
/// [`Error::RateLimited`] if the address had its letters of the day.
pub async fn ask_again(
    app: &App,
    actor: &Actor,
    once: Option<Once<Account>>,
) -> Result<Outcome<Account>> {
    let asked = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        let locked = persistence::accounts::lock(&tx, &app.vault, actor.account).await?;
        let (account, key) = locked.ok_or(Error::NotFound(Thing::Account))?;
        if !account.email_verified {
            let Profile { email, locale, .. } = &account.profile;
            mailed_tokens::send_or_refuse(app, &tx, VERIFY, email, *locale, now).await?;
        }
        idempotency::remember_own(&tx, once.as_ref(), account.id, &key, &account, now).await?;
        persistence::commit(tx).await?;
        app.mail.wake();
        Ok(Outcome::Done(account))
    };
    idempotency::run(app, once.as_ref(), asked).await
}

/// Believes whoever has a token that its address is theirs. The letter was asked for by who made the account, and asks its reader
/// whether that was they: who says so keeps it as it is, with its password and its families.
///
/// # Errors
/// [`Error::Invalid`] if the token is not good, or no account has the address any more.
pub async fn verify(
    app: &App,
    token: &MailedToken,
    once: Option<Once<Account>>,
) -> Result<Outcome<Account>> {
    let verified = async {
        let (now, vault) = (app.now(), &app.vault);
        mailed_tokens::known(app.db.read(), VERIFY, token, now).await?;
        let tx = persistence::begin(&app.db).await?;
        let (account, key) = mailed_tokens::redeem(app, &tx, VERIFY, token, now).await?;
        let account = account.verified(now);
        persistence::accounts::update(&tx, vault, &key, &account, now).await?;
        idempotency::remember_own(&tx, once.as_ref(), account.id, &key, &account, now).await?;
        persistence::commit(tx).await?;
        app.account_changed(account.id).await;
        Ok(Outcome::Done(account))
    };
    idempotency::run(app, once.as_ref(), verified).await
}
