//! Tokens that are sent by mail, to whoever reads the letters of an address.

use chrono::{DateTime, Utc};
use domain::{
    Account, Email, Error, Letter, Locale, OneTimeCode, Profile, Reason, Result, SecurityEvent,
    TokenUse,
};
use persistence::{
    ConnectionTrait,
    letters::Addressed,
    mailed_tokens::{Addressee, MailedToken},
    seal::Key,
};

use super::{
    idempotency::{self, Once, Outcome},
    letters,
};
use crate::{App, tokens};

/// Sends an address a token, or a code, in the place of an older one, in the transaction of what it is for; tells whether the address may
/// get another letter today. What is done for an address does not depend on whether it has an account: see [`wanted`].
pub(super) async fn send(
    app: &App,
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    to: &Email,
    locale: Locale,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (vault, until) = (&app.vault, now + good_for.lifetime());
    let token = || {
        let token = MailedToken::fresh();
        (tokens::text(&token.0), token.hash())
    };
    let (letter, hash) = match good_for {
        TokenUse::ResetPassword => {
            let (token, hash) = token();
            (Some(Letter::ResetPassword { token, until }), Some(hash))
        }
        TokenUse::VerifyEmail => {
            let (token, hash) = token();
            (Some(Letter::VerifyEmail { token, until }), Some(hash))
        }
        TokenUse::SignIn => {
            let code = OneTimeCode::from_random(rand::random());
            let hash = persistence::mailed_tokens::code_hash(vault, to, code);
            (Some(Letter::SignIn { code, until }), Some(hash))
        }
        TokenUse::Nothing => (None, None),
    };
    let sent = persistence::mailed_tokens::replace(tx, vault, good_for, to, hash, now).await?;
    if let Some(letter) = letter.filter(|_| sent) {
        letters::post(app, tx, to, locale, letter, now).await?;
    }
    Ok(sent)
}

/// Likewise, for somebody who is told when the address had too many.
///
/// # Errors
/// [`Error::RateLimited`] if the address may not get another letter today.
pub(super) async fn send_or_refuse(
    app: &App,
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    to: &Email,
    locale: Locale,
    now: DateTime<Utc>,
) -> Result<()> {
    if send(app, tx, good_for, to, locale, now).await? {
        return Ok(());
    }
    let again = persistence::mailed_tokens::again_at(tx, &app.vault, good_for, to).await?;
    let wait = (again.unwrap_or(now) - now).num_milliseconds().max(1);
    // A second that has begun is waited for, too.
    Err(Error::RateLimited { retry_after: wait.unsigned_abs().div_ceil(1000) })
}

/// Sends an address what somebody asks for who need not be signed in.
///
/// # Errors
/// [`Error::RateLimited`] if the address had its letters of the day.
pub(super) async fn request(
    app: &App,
    good_for: TokenUse,
    to: &Email,
    locale: Locale,
    once: Option<Once<()>>,
) -> Result<Outcome<()>> {
    let sent = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        send_or_refuse(app, &tx, good_for, to, locale, now).await?;
        idempotency::remember_anyones(app, &tx, once.as_ref(), &(), now).await?;
        persistence::commit(tx).await?;
        app.mail.wake();
        Ok(Outcome::Done(()))
    };
    idempotency::run(app, once.as_ref(), sent).await
}

/// Makes sure that a token is still good.
///
/// # Errors
/// [`Error::Invalid`] that names `token` if it is not.
pub(super) async fn known(
    db: &impl ConnectionTrait,
    good_for: TokenUse,
    token: &MailedToken,
    now: DateTime<Utc>,
) -> Result<Addressee> {
    let known = persistence::mailed_tokens::find(db, good_for, token, now).await?;
    known.ok_or(Error::invalid("token", Reason::UsedUp))
}

/// Uses a token up and gives the account whose address it was sent to, locked before the token, as others lock them.
///
/// # Errors
/// [`Error::Invalid`] that names `token` if it is not good any more, or no account has the address.
pub(super) async fn redeem(
    app: &App,
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    token: &MailedToken,
    now: DateTime<Utc>,
) -> Result<(Account, Key)> {
    let refused = || Error::invalid("token", Reason::UsedUp);
    let addressee = known(tx, good_for, token, now).await?;
    let locked = persistence::accounts::lock_addressed(tx, &app.vault, &addressee).await?;
    let used_up = persistence::mailed_tokens::take(tx, good_for, token, now).await?;
    used_up.ok_or_else(refused)?;
    locked.ok_or_else(refused)
}

/// Tells an address by letter what was done to its account. One that nobody showed to be theirs gets so many letters a day at
/// most, as it may be a stranger's.
pub(super) async fn warn(
    app: &App,
    tx: &impl ConnectionTrait,
    (to, verified): (&Email, bool),
    locale: Locale,
    event: SecurityEvent,
    now: DateTime<Utc>,
) -> Result<()> {
    if verified || send(app, tx, TokenUse::Nothing, to, locale, now).await? {
        let letter = Letter::Security { event, at: now };
        letters::post(app, tx, to, locale, letter, now).await?;
    }
    Ok(())
}

/// A letter as it is to be sent: one that lets in goes to the address as its account has it, in the account's language, and a
/// link only where there is an account; a code makes one. Who asks for it is not told, and does not wait for it.
pub(super) async fn wanted(app: &App, letter: Addressed) -> Result<Option<Addressed>> {
    let needs_account = match letter.letter {
        Letter::ResetPassword { .. } | Letter::VerifyEmail { .. } => true,
        Letter::SignIn { .. } => false,
        _ => return Ok(Some(letter)),
    };
    let (db, vault) = (app.db.read(), &app.vault);
    Ok(match persistence::accounts::find_by_email(db, vault, &letter.to).await? {
        Some(found) => {
            let Profile { email, locale, .. } = found.account.profile;
            Some(Addressed { to: email, locale, ..letter })
        }
        None => Some(letter).filter(|_| !needs_account),
    })
}
