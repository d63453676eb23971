//! Signing in with a code that a letter brought, which shows that the address is theirs; it makes an account where there is none.

use chrono::{DateTime, Utc};
use domain::{
    Account, Email, Error, Locale, OneTimeCode, Profile, Result, SecurityEvent, SignIn, TokenUse,
};
use persistence::{ConnectionTrait, mailed_tokens::Addressee, seal::Key, sessions::Which};

use super::{
    claims::{Claim, Claimed},
    idempotency::{self, Once, Outcome},
    mailed_tokens,
    sessions::{self, Tokens},
};
use crate::App;

/// Sends an address a code, in the place of one that was sent before. The same is done for every address.
///
/// # Errors
/// [`Error::RateLimited`] if the address had its letters of the day.
pub async fn send(
    app: &App,
    email: &Email,
    locale: Locale,
    once: Option<Once<()>>,
) -> Result<Outcome<()>> {
    mailed_tokens::request(app, TokenUse::SignIn, email, locale, once).await
}

/// Somebody who signed in with a code.
#[derive(Debug)]
pub struct Entered {
    /// Who.
    pub account: Account,
    /// Their tokens.
    pub tokens: Tokens,
    /// Whether they told of their birth.
    pub has_details: bool,
}

/// Signs in with the code that was sent to an address last; `newcomer` is who they are if it has no account yet.
///
/// # Errors
/// [`Error::Unauthenticated`], the same for every address, if the code is wrong, was used or tried too often, or is over.
pub async fn enter(
    app: &App,
    newcomer: Profile,
    code: OneTimeCode,
    once: Option<Once<Entered>>,
) -> Result<Outcome<Entered>> {
    let entered = async {
        match attempt(app, &newcomer, code, once.as_ref()).await {
            // Somebody made the account at the same moment.
            Err(Error::Exists(_)) => attempt(app, &newcomer, code, once.as_ref()).await,
            entered => entered,
        }
    };
    idempotency::run(app, once.as_ref(), entered).await
}

async fn attempt(
    app: &App,
    newcomer: &Profile,
    code: OneTimeCode,
    once: Option<&Once<Entered>>,
) -> Result<Outcome<Entered>> {
    let (now, vault, email) = (app.now(), &app.vault, &newcomer.email);
    // A lock takes time: who has no code must not learn by it who has an account.
    if !persistence::mailed_tokens::awaits_code(app.db.read(), vault, email, now).await? {
        return Err(Error::Unauthenticated(SignIn::WrongCode));
    }
    let mut claim = Claim::default();
    loop {
        let tx = persistence::begin(&app.db).await?;
        let log = claim.lock(&tx).await?;
        let addressee = Addressee::of(vault, email);
        let locked = persistence::accounts::lock_addressed(&tx, vault, &addressee).await?;
        if !persistence::mailed_tokens::try_code(&tx, vault, email, code, now).await? {
            // The try counts.
            persistence::commit(tx).await?;
            return Err(Error::Unauthenticated(SignIn::WrongCode));
        }
        let mut claimed = Claimed::default();
        let (account, key) = match locked {
            Some((account, key)) => {
                claimed = match claim.settle(app, &tx, log, &account, now).await? {
                    Ok(claimed) => claimed,
                    Err(families) => {
                        drop(tx);
                        claim = Claim::to(app, families).await?;
                        continue;
                    }
                };
                (known(app, &tx, account, &key, now).await?, key)
            }
            None => added(app, &tx, newcomer.clone(), now).await?,
        };
        let id = account.id;
        persistence::accounts::entered(&tx, id, now).await?;
        let (tokens, _) = sessions::open(app, &tx, id, None, now).await?;
        let has_details = persistence::birth_details::exist(&tx, id).await?;
        let entered = Entered { account, tokens, has_details };
        idempotency::remember_own(&tx, once, id, &key, &entered, now).await?;
        persistence::commit(tx).await?;

        claimed.tell(app).await;
        app.account_changed(id).await;
        app.mail.wake();
        return Ok(Outcome::Done(entered));
    }
}

/// An account whose owner signs in. If nobody had shown before that the address is theirs, somebody else may have made it: whoever was
/// let in by its password is not any more, and neither is the password, as a letter tells.
async fn known(
    app: &App,
    tx: &impl ConnectionTrait,
    account: Account,
    key: &Key,
    now: DateTime<Utc>,
) -> Result<Account> {
    if account.email_verified {
        return Ok(account);
    }
    let account = account.verified(now);
    persistence::accounts::update(tx, &app.vault, key, &account, now).await?;
    persistence::accounts::set_password(tx, account.id, None).await?;
    persistence::sessions::revoke(tx, account.id, Which::All, now).await?;
    persistence::devices::delete_all(tx, account.id).await?;
    let Profile { email, locale, .. } = &account.profile;
    mailed_tokens::warn(app, tx, (email, true), *locale, SecurityEvent::FirstCode, now).await?;
    Ok(account)
}

/// Makes an account, which has no password.
async fn added(
    app: &App,
    tx: &impl ConnectionTrait,
    profile: Profile,
    now: DateTime<Utc>,
) -> Result<(Account, Key)> {
    let account = Account::new(profile, now);
    let account = Account { email_verified: true, last_login_at: Some(now), ..account };
    let (key, _) = persistence::accounts::insert(tx, &app.vault, &account, None, now).await?;
    Ok((account, key))
}
