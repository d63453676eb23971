//! Tickets for sockets: a browser cannot send its token along when it opens one, and a token has no place in an address.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Actor, Error, Result, SignIn};
use persistence::tickets::{Holder, Ticket};

use super::sessions::{self, Visit};
use crate::App;

/// How long a ticket is good.
pub const LIFETIME: TimeDelta = TimeDelta::seconds(30);

/// A ticket that stands for the actor's token, once.
///
/// # Errors
/// Only if the database fails.
pub async fn issue(app: &App, actor: &Actor, until: DateTime<Utc>) -> Result<Ticket> {
    let ticket = Ticket::fresh();
    let holder = Holder { account: actor.account, session: actor.session, until };
    let expires_at = app.now() + LIFETIME;
    persistence::tickets::insert(app.db.write(), &ticket, holder, expires_at).await?;
    Ok(ticket)
}

/// Lets in who holds a ticket, which is used up by it.
///
/// # Errors
/// [`Error::Unauthenticated`] if it is unknown, used or over, or the session has ended.
pub async fn redeem(app: &App, ticket: &Ticket) -> Result<Visit> {
    let holder = persistence::tickets::take(app.db.write(), ticket, app.now()).await?;
    let Holder { account, session, until } =
        holder.ok_or(Error::Unauthenticated(SignIn::BadToken))?;
    let actor = Actor { account, session, memberships: [].into() };
    let actor = sessions::again(app, &actor).await?;
    Ok(Visit { actor, until })
}
