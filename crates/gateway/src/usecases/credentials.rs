//! What people sign in with, an address and a password: who changes either shows that they know the password.

use chrono::{DateTime, Utc};
use domain::{Account, Actor, Error, Password, Reason, Result, SecurityEvent};
use persistence::{ConnectionTrait, sessions::Which};

use super::{addresses, passwords};
use crate::{App, work::Checked};

const CURRENT: &str = "current_password";

/// What goes with a change that not everybody may make who holds a token.
#[derive(Default)]
pub struct Secrets {
    /// The hash that the password was right for.
    proven: Option<String>,
    /// The hash of the password that takes its place.
    password_hash: Option<String>,
}

/// Checks the password that somebody shows, and hashes the one that they choose.
///
/// # Errors
/// [`Error::Invalid`] that names `current_password` if it is wrong, or missing where another is chosen.
pub async fn shown(
    app: &App,
    actor: &Actor,
    current: Option<&str>,
    chosen: Option<Password<'_>>,
) -> Result<Secrets> {
    let proven = match current {
        Some(current) => Some(prove(app, actor, current).await?),
        None if chosen.is_some() => return Err(Error::invalid(CURRENT, Reason::Required)),
        None => None,
    };
    let password_hash = match chosen {
        Some(chosen) => Some(app.work.hash(chosen.as_str().to_owned()).await?),
        None => None,
    };
    Ok(Secrets { proven, password_hash })
}

async fn prove(app: &App, actor: &Actor, current: &str) -> Result<String> {
    let wrong = || Error::invalid(CURRENT, Reason::WrongPassword);
    if current.chars().count() > Password::MOST {
        return Err(wrong());
    }
    let hash = persistence::accounts::password_hash(app.db.read(), actor.account).await?;
    match (app.work.check(current.to_owned(), hash.clone()).await?, hash) {
        (Checked::Right { .. }, Some(hash)) => Ok(hash),
        _ => Err(wrong()),
    }
}

impl Secrets {
    /// Whether there is another password.
    pub(super) fn has_password(&self) -> bool {
        self.password_hash.is_some()
    }

    /// Makes sure that who moves to another address knows the password.
    pub(super) fn allow(&self, before: &Account, after: &Account) -> Result<()> {
        let moved = !before.profile.email.is_same(&after.profile.email);
        if moved && self.proven.is_none() {
            return Err(Error::invalid(CURRENT, Reason::Required));
        }
        Ok(())
    }

    /// Does what goes with a change of an account, in its transaction: another address is asked about and another password
    /// ends all other sessions, and the address that there was is told.
    pub(super) async fn keep(
        self,
        app: &App,
        tx: &impl ConnectionTrait,
        actor: &Actor,
        (before, after): (&Account, &Account),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let told = (&before.profile.email, before.email_verified);
        if self.proven.is_some()
            && persistence::accounts::password_hash(tx, after.id).await? != self.proven
        {
            // Somebody else was faster.
            return Err(Error::invalid(CURRENT, Reason::WrongPassword));
        }
        if let Some(hash) = self.password_hash {
            let (others, event) = (Which::Others(actor.session), SecurityEvent::PasswordChanged);
            passwords::replace(app, tx, (after, told), &hash, (others, event), now).await?;
        }
        if !before.profile.email.is_same(&after.profile.email) {
            addresses::moved(app, tx, told, after, now).await?;
        }
        Ok(())
    }
}
