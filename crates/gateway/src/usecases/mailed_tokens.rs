//! Tokens that are sent by mail, to whoever reads the letters of an address.

use chrono::{DateTime, Utc};
use domain::{
    Account, Email, Error, Letter, Locale, OneTimeCode, Reason, Result, SecurityEvent, TokenUse,
};
use persistence::{
    ConnectionTrait,
    letters::Addressed,
    mailed_tokens::{Addressee, MailedToken},
    seal::Key,
};

use super::letters;
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
    let (token, code) = (MailedToken::fresh(), OneTimeCode::from_random(rand::random()));
    let hash = match good_for {
        TokenUse::SignIn => persistence::mailed_tokens::code_hash(&app.vault, to, code),
        _ => token.hash(),
    };
    if !persistence::mailed_tokens::replace(tx, &app.vault, good_for, to, hash, now).await? {
        return Ok(false);
    }
    let (token, until) = (tokens::text(&token.0), now + good_for.lifetime());
    let letter = match good_for {
        TokenUse::ResetPassword => Letter::ResetPassword { token, until },
        TokenUse::SignIn => Letter::SignIn { code, until },
        TokenUse::VerifyEmail => Letter::VerifyEmail { token, until },
        TokenUse::Nothing => return Ok(true),
    };
    letters::post(app, tx, to, locale, letter, now).await?;
    Ok(true)
}

/// When an address may get another letter of a kind of which it had too many.
pub(super) async fn again_later(
    app: &App,
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    to: &Email,
    now: DateTime<Utc>,
) -> Result<Error> {
    let again = persistence::mailed_tokens::again_at(tx, &app.vault, good_for, to).await?;
    let wait = (again.unwrap_or(now) - now).num_seconds().max(1);
    Ok(Error::RateLimited { retry_after: wait.unsigned_abs() })
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

/// A letter as it is to be sent: one that lets in goes in the account's language, and a link only where there is an account;
/// a code makes one. Who asks for it is not told, and does not wait for it.
pub(super) async fn wanted(app: &App, letter: Addressed) -> Result<Option<Addressed>> {
    let needs_account = match letter.letter {
        Letter::ResetPassword { .. } | Letter::VerifyEmail { .. } => true,
        Letter::SignIn { .. } => false,
        _ => return Ok(Some(letter)),
    };
    let (db, vault) = (app.db.read(), &app.vault);
    Ok(match persistence::accounts::find_by_email(db, vault, &letter.to).await? {
        Some(found) => Some(Addressed { locale: found.account.profile.locale, ..letter }),
        None => Some(letter).filter(|_| !needs_account),
    })
}
