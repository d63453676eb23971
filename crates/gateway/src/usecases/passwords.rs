//! Passwords that are changed, or forgotten and chosen anew.

use chrono::{DateTime, Utc};
use domain::{
    Account, Actor, Email, Error, Locale, Notice, Password, Result, SecurityEvent, TokenUse,
};
use persistence::{ConnectionTrait, mailed_tokens::MailedToken, sessions::Which};

use super::{
    accounts,
    claims::Claim,
    credentials,
    idempotency::{self, Once, Outcome},
    mailed_tokens, notifications,
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
    match mailed_tokens::request(app, RESET, email, locale, once).await {
        Err(Error::RateLimited { .. }) => Ok(Outcome::Done(())),
        sent => sent,
    }
}

/// Chooses another password with what a letter brought, which shows that the address is theirs, too. All sessions end, and
/// one begins. If nobody had shown it before, the account is parted from everybody it shares a family with.
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
        // Nothing is hashed for who only guesses.
        mailed_tokens::known(db, RESET, token, app.now()).await?;
        let hash = app.work.hash(chosen.as_str().to_owned()).await?;

        let mut claim = Claim::default();
        loop {
            let now = app.now();
            let tx = persistence::begin(&app.db).await?;
            let log = claim.lock(&tx).await?;
            let (account, key) = mailed_tokens::redeem(app, &tx, RESET, token, now).await?;
            let claimed = match claim.settle(app, &tx, log, &account, now).await? {
                Ok(claimed) => claimed,
                Err(families) => {
                    drop(tx);
                    claim = Claim::to(app, families).await?;
                    continue;
                }
            };
            let event = if account.email_verified {
                SecurityEvent::PasswordReset
            } else {
                // What is told from now on is for nobody who was let in before.
                persistence::devices::delete_all(&tx, account.id).await?;
                SecurityEvent::FirstReset
            };
            let account = account.verified(now);
            persistence::accounts::update(&tx, vault, &key, &account, now).await?;
            let told = (&account.profile.email, true);
            replace(app, &tx, (&account, told), &hash, (Which::All, event), now).await?;
            persistence::accounts::sign_in(&tx, account.id, &hash, None, now).await?;
            let (tokens, _) = sessions::open(app, &tx, account.id, None, now).await?;
            idempotency::remember_own(&tx, once.as_ref(), account.id, &key, &tokens, now).await?;
            persistence::commit(tx).await?;

            claimed.tell(app).await;
            app.account_changed(account.id).await;
            app.mail.wake();
            app.push.wake();
            return Ok(Outcome::Done(tokens));
        }
    };
    idempotency::run(app, once.as_ref(), reset).await
}

/// Puts another password in the place of an account's, in the transaction of the change: sessions end, letters that would let
/// in do so no longer, and the account is told, also by a letter to its address as it was before.
pub(super) async fn replace(
    app: &App,
    tx: &impl ConnectionTrait,
    (account, (address, verified)): (&Account, (&Email, bool)),
    hash: &str,
    (ends, event): (Which<'_>, SecurityEvent),
    now: DateTime<Utc>,
) -> Result<()> {
    let (id, profile) = (account.id, &account.profile);
    persistence::accounts::set_password(tx, id, Some(hash.to_owned())).await?;
    let let_in = [RESET, TokenUse::SignIn];
    persistence::mailed_tokens::cancel(tx, &app.vault, &let_in, &profile.email).await?;
    persistence::sessions::revoke(tx, id, ends, now).await?;
    mailed_tokens::warn(app, tx, (address, verified), profile.locale, event, now).await?;
    notifications::tell(app, tx, id, None, Notice::PasswordChanged, now).await
}
