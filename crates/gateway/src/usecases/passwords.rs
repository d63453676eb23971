//! Passwords that are changed, or forgotten and chosen anew.

use chrono::{DateTime, Utc};
use domain::{
    Account, Actor, Email, Error, Letter, Locale, Notice, Password, Reason, Result, SecurityEvent,
    TokenUse,
};
use persistence::{ConnectionTrait, mailed_tokens::MailedToken, sessions::Which};

use super::{
    accounts, credentials,
    idempotency::{self, Once, Outcome},
    letters, mailed_tokens, notifications,
    sessions::{self, Tokens},
};
use crate::App;

const RESET: TokenUse = TokenUse::ResetPassword;

/// Changes the actor's password; all their other sessions end.
///
/// # Errors
/// [`Error::Invalid`] that names `current_password` if it is wrong.
pub async fn change(
    app: &App,
    actor: &Actor,
    current: &str,
    chosen: Password<'_>,
    once: Option<Once<Account>>,
) -> Result<Outcome<Account>> {
    let changed = async {
        let secrets = credentials::shown(app, actor, Some(current), Some(chosen)).await?;
        let changed = accounts::edit_with(app, actor, Ok, secrets, once.as_ref()).await?;
        Ok(Outcome::Done(changed.account))
    };
    idempotency::run(app, once.as_ref(), changed).await
}

/// Sends a letter with which another password can be chosen, if the address has an account and had not too many today: who
/// asks does not learn which, as the same is done for all.
///
/// # Errors
/// Only if the database fails.
pub async fn forgotten(
    app: &App,
    email: &Email,
    locale: Locale,
    once: Option<Once<()>>,
) -> Result<Outcome<()>> {
    let sent = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        mailed_tokens::send(app, &tx, RESET, email, locale, now).await?;
        idempotency::remember_anyones(app, &tx, once.as_ref(), &(), now).await?;
        persistence::commit(tx).await?;
        app.mail.wake();
        Ok(Outcome::Done(()))
    };
    idempotency::run(app, once.as_ref(), sent).await
}

/// Chooses another password with what a letter brought, which shows that the address is theirs, too. All sessions end, and
/// one begins.
///
/// # Errors
/// [`Error::Invalid`] that names `token` if it is not good, or not any more.
pub async fn reset(
    app: &App,
    token: &MailedToken,
    chosen: Password<'_>,
    once: Option<Once<Tokens>>,
) -> Result<Outcome<Tokens>> {
    let reset = async {
        let (db, vault) = (app.db.read(), &app.vault);
        let refused = || Error::invalid("token", Reason::UsedUp);
        // Nothing is hashed for who only guesses.
        let known = persistence::mailed_tokens::find(db, RESET, token, app.now()).await?;
        known.ok_or_else(refused)?;
        let hash = app.work.hash(chosen.as_str().to_owned()).await?;

        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        let addressee = persistence::mailed_tokens::take(&tx, RESET, token, now).await?;
        let addressee = addressee.ok_or_else(refused)?;
        let locked = persistence::accounts::lock_addressed(&tx, vault, &addressee).await?;
        let (account, key) = locked.ok_or_else(refused)?;
        let account = Account { email_verified: true, version: account.version + 1, ..account };
        persistence::accounts::update(&tx, vault, &key, &account, now).await?;
        let ends = (Which::All, SecurityEvent::PasswordReset);
        replace(app, &tx, (&account, &account.profile.email), hash, ends, now).await?;
        let (tokens, _) = sessions::open(app, &tx, account.id, None, now).await?;
        persistence::accounts::signed_in(&tx, account.id, now).await?;
        idempotency::remember_own(&tx, once.as_ref(), account.id, &key, &tokens, now).await?;
        persistence::commit(tx).await?;

        app.account_changed(account.id).await;
        app.mail.wake();
        app.push.wake();
        Ok(Outcome::Done(tokens))
    };
    idempotency::run(app, once.as_ref(), reset).await
}

/// Puts another password in the place of an account's, in the transaction of the change: sessions end, letters that would let
/// in do so no longer, and the account is told, by a letter to its address as it was before.
pub(super) async fn replace(
    app: &App,
    tx: &impl ConnectionTrait,
    (account, address): (&Account, &Email),
    hash: String,
    (ends, event): (Which<'_>, SecurityEvent),
    now: DateTime<Utc>,
) -> Result<()> {
    let (id, profile) = (account.id, &account.profile);
    persistence::accounts::set_password(tx, id, hash).await?;
    persistence::mailed_tokens::cancel(tx, &app.vault, RESET, &profile.email).await?;
    persistence::sessions::revoke(tx, id, ends, now).await?;
    let letter = Letter::Security { event, at: now };
    letters::post(app, tx, address, profile.locale, letter, now).await?;
    notifications::tell(app, tx, id, None, Notice::PasswordChanged, now).await
}
