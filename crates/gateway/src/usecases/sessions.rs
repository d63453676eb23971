//! Signing in, staying in, signing out.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Account, AccountId, Actor, Device, DeviceId, Email, Error, FamilyId, Result, Session,
    SessionId, SignIn, Thing, Verdict,
};
use persistence::{
    ConnectionTrait, DatabaseTransaction,
    accounts::Credentials,
    sessions::{Generation, RefreshToken, Which},
};

use crate::{App, work::Checked};

/// How long a refresh token lives.
const REFRESH_LIFETIME: TimeDelta = TimeDelta::days(30);

/// What a client needs to stay signed in.
pub struct Tokens {
    /// For every request.
    pub access: String,
    /// For the next pair.
    pub refresh: RefreshToken,
    /// How long the access token lives.
    pub expires_in: TimeDelta,
}

/// Without what lets in.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(…)")
    }
}

/// Somebody who signed in.
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// The families they are in.
    pub families: Vec<FamilyId>,
    /// Their tokens.
    pub tokens: Tokens,
    /// Whether they had signed in from this device before.
    pub device_known: bool,
}

/// Signs in with a password.
///
/// # Errors
/// [`Error::Unauthenticated`], the same for a wrong password and an unknown address.
pub async fn login(
    app: &App,
    email: &Email,
    password: &str,
    device: Option<Device>,
) -> Result<SignedIn> {
    // While a password is checked it may be changed, or its hash renewed by another sign-in: then it is checked again.
    for _ in 0..2 {
        let found = persistence::accounts::find_by_email(app.db.read(), &app.vault, email).await?;
        let hash = found.as_ref().and_then(|found| found.password_hash.clone());
        let checked = app.work.check(password.to_owned(), hash).await?;
        let (
            Some(Credentials { account, password_hash: Some(password_hash) }),
            Checked::Right { upgraded },
        ) = (found, checked)
        else {
            break;
        };
        let (tx, now) = (persistence::begin(&app.db).await?, app.now());
        let upgraded = upgraded.as_deref();
        if persistence::accounts::sign_in(&tx, account.id, &password_hash, upgraded, now).await? {
            return enter(app, tx, account, device, now).await;
        }
    }
    Err(Error::Unauthenticated(SignIn::WrongPassword))
}

/// Lets somebody in who showed that they may.
async fn enter(
    app: &App,
    tx: DatabaseTransaction,
    account: Account,
    device: Option<Device>,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    let (tokens, device_known) = open(app, &tx, account.id, device, now).await?;
    let mut memberships = persistence::members::of_account(&tx, account.id).await?;
    persistence::commit(tx).await?;

    app.account_changed(account.id).await;
    memberships.retain(|membership| membership.access.holds(now));
    let families = memberships.iter().map(|membership| membership.family).collect();
    Ok(SignedIn { account, families, tokens, device_known })
}

/// Opens a session. Of each device there is one: an earlier one ends. Tells whether the device was known.
pub(super) async fn open(
    app: &App,
    tx: &impl ConnectionTrait,
    account: AccountId,
    device: Option<Device>,
    now: DateTime<Utc>,
) -> Result<(Tokens, bool)> {
    let mut known = false;
    if let Some(device) = &device {
        let key = persistence::accounts::key(tx, &app.vault, account).await?;
        let key = key.ok_or(Error::NotFound(Thing::Account))?;
        known = persistence::devices::remember(tx, &key, account, device, now).await?;
        persistence::sessions::revoke(tx, account, Which::OnDevice(&device.id), now).await?;
    }
    let device = device.map(|device| device.id);
    let session = Session { id: SessionId::fresh(), device, unused_access: None };
    let first = Generation::fresh();
    let expires_at = now + REFRESH_LIFETIME;
    persistence::sessions::insert(tx, account, &session, &first, now, expires_at).await?;
    Ok((tokens(app, account, session.id, &first, now)?, known))
}

/// Exchanges a refresh token for a new pair.
///
/// # Errors
/// [`Error::Unauthenticated`] if it is unknown, over, another device's, or was stolen; in the last two cases the session ends.
pub async fn refresh(app: &App, token: RefreshToken, device: Option<&DeviceId>) -> Result<Tokens> {
    let now = app.now();
    let tx = persistence::begin(&app.db).await?;
    let presented = persistence::sessions::present(&tx, &token, now).await?;
    let presented = presented.ok_or_else(Verdict::refusal)?;
    let (account, session) = (presented.account, &presented.session);
    let verdict = match (session.on_device(device.map(DeviceId::as_str)), device) {
        (Ok(()), _) => presented.state.verdict(),
        (Err(_), Some(_)) => Verdict::Theft,
        // Who does not say is not let in, but need not be a thief.
        (Err(_), None) => Verdict::Refuse,
    };
    let generation = match (verdict, presented.successor) {
        (Verdict::Renew, _) => {
            let next = Generation::fresh();
            let expires_at = now + REFRESH_LIFETIME;
            persistence::sessions::rotate(&tx, session.id, &token, &next, now, expires_at).await?;
            next
        }
        (Verdict::Again, Some(successor)) => successor,
        (Verdict::Theft, _) => {
            persistence::sessions::revoke(&tx, account, Which::One(session.id), now).await?;
            persistence::commit(tx).await?;
            app.account_changed(account).await;
            tracing::warn!(session = %session.id, "a refresh token was replayed; its session ended");
            return Err(Verdict::refusal());
        }
        _ => return Err(Verdict::refusal()),
    };
    persistence::commit(tx).await?;

    app.memory.forget(account).await;
    tokens(app, account, session.id, &generation, now)
}

/// Which sessions to sign out of.
pub enum Logout<'a> {
    /// The one that asks.
    This,
    /// Those of a device.
    Device(&'a DeviceId),
    /// All.
    All,
}

/// Signs out.
///
/// # Errors
/// Only if the database fails; signing out twice is fine.
pub async fn logout(app: &App, actor: &Actor, which: Logout<'_>) -> Result<()> {
    let which = match which {
        Logout::This => Which::One(actor.session),
        Logout::Device(device) => Which::OnDevice(device),
        Logout::All => Which::All,
    };
    persistence::sessions::revoke(app.db.write(), actor.account, which, app.now()).await?;
    app.account_changed(actor.account).await;
    Ok(())
}

/// The person behind an access token, on the device the request names.
///
/// # Errors
/// [`Error::Unauthenticated`] if the token is not good here and now.
pub async fn authenticate(app: &App, token: &str, device: Option<&str>) -> Result<Visit> {
    let access = app.tokens.read(token, app.now())?;
    let mut standing = app.standing(access.account).await?;
    if standing.at < access.issued_at + TimeDelta::seconds(1) {
        // The token may be younger than what is remembered of its session.
        app.memory.forget(access.account).await;
        standing = app.standing(access.account).await?;
    }
    let session = standing.sessions.iter().find(|session| session.id == access.session);
    let session = session.ok_or(Error::Unauthenticated(SignIn::SessionEnded))?;
    session.on_device(device)?;
    if session.unused_access == Some(access.id) {
        persistence::sessions::access_used(app.db.write(), session.id, access.id).await?;
        app.memory.forget(access.account).await;
    }
    app.seen(access.account).await?;
    let memberships = standing.memberships(app.now());
    let actor = Actor { account: access.account, session: access.session, memberships };
    Ok(Visit { actor, until: access.expires_at })
}

/// Somebody who was let in.
pub struct Visit {
    /// Who.
    pub actor: Actor,
    /// When their token ends.
    pub until: DateTime<Utc>,
}

/// The same person as they stand now.
///
/// # Errors
/// [`Error::Unauthenticated`] if their session has ended.
pub async fn again(app: &App, actor: &Actor) -> Result<Actor> {
    let standing = app.standing(actor.account).await?;
    if !standing.sessions.iter().any(|session| session.id == actor.session) {
        return Err(Error::Unauthenticated(SignIn::SessionEnded));
    }
    Ok(Actor { memberships: standing.memberships(app.now()), ..actor.clone() })
}

/// The device that the actor's session is bound to.
///
/// # Errors
/// Only if the database fails.
pub async fn device(app: &App, actor: &Actor) -> Result<Option<DeviceId>> {
    let standing = app.standing(actor.account).await?;
    let session = standing.sessions.iter().find(|session| session.id == actor.session);
    Ok(session.and_then(|session| session.device.clone()))
}

fn tokens(
    app: &App,
    account: AccountId,
    session: SessionId,
    generation: &Generation,
    now: DateTime<Utc>,
) -> Result<Tokens> {
    let access = app.tokens.issue(account, session, generation.access, now)?;
    let expires_in = crate::tokens::Tokens::LIFETIME;
    Ok(Tokens { access, refresh: generation.refresh, expires_in })
}
