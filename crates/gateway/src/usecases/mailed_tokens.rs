//! Tokens that are sent by mail, to whoever reads the letters of an address.

use chrono::{DateTime, Utc};
use domain::{Email, Letter, Locale, Result, TokenUse};
use persistence::{ConnectionTrait, letters::Addressed, mailed_tokens::MailedToken};

use super::letters;
use crate::{App, tokens};

/// Sends an address a token in the place of an older one, in the transaction of what it is for; tells whether the address may
/// get another letter today. What is done for an address does not depend on whether it has an account: see [`wanted`].
pub(super) async fn send(
    app: &App,
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    to: &Email,
    locale: Locale,
    now: DateTime<Utc>,
) -> Result<bool> {
    let token = MailedToken::fresh();
    if !persistence::mailed_tokens::replace(tx, &app.vault, good_for, to, &token, now).await? {
        return Ok(false);
    }
    let (token, until) = (tokens::text(&token.0), now + good_for.lifetime());
    let letter = match good_for {
        TokenUse::ResetPassword => Letter::ResetPassword { token, until },
        TokenUse::VerifyEmail => Letter::VerifyEmail { token, until },
    };
    letters::post(app, tx, to, locale, letter, now).await?;
    Ok(true)
}

/// A letter as it is to be sent: one that lets in goes only where there is an account, and in its language. Who asks for it is
/// not told, and does not wait for it.
pub(super) async fn wanted(app: &App, letter: Addressed) -> Result<Option<Addressed>> {
    if !matches!(letter.letter, Letter::ResetPassword { .. }) {
        return Ok(Some(letter));
    }
    let (db, vault) = (app.db.read(), &app.vault);
    let found = persistence::accounts::find_by_email(db, vault, &letter.to).await?;
    Ok(found.map(|found| Addressed { locale: found.account.profile.locale, ..letter }))
}
