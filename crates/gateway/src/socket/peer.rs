//! Who a connection belongs to, and for how long.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Actor, Error, Locale, Result, SignIn};
use tokio::time::Instant;

use super::{line::Line, registry::SocketId};
use crate::{
    App,
    language::Listener,
    usecases::sessions::{self, Visit},
};

/// How long a client may take to bring a new token once its own has ended.
pub(crate) const GRACE: TimeDelta = TimeDelta::seconds(25);
/// How soon it is looked again whether a client may stay.
const LOOK: Duration = Duration::from_secs(1);

/// The client of a connection.
pub(crate) struct Peer {
    pub(crate) app: Arc<App>,
    pub(crate) line: Arc<Line>,
    listener: Listener,
    /// The device that the request named, or that its ticket was given to.
    device: Option<String>,
    pub(super) guest: Option<Guest>,
    /// When it is to be looked again whether it may stay.
    pub(super) look_at: Option<Instant>,
}

/// Somebody who has signed in.
pub(super) struct Guest {
    pub(super) actor: Actor,
    pub(super) id: SocketId,
    until: DateTime<Utc>,
    /// The same moment, by the clock that connections wait by.
    ends: Instant,
    /// Whether they were told that it is over.
    pub(super) told: bool,
}

impl Peer {
    /// Somebody who has not signed in.
    pub(super) fn new(
        app: Arc<App>,
        line: Arc<Line>,
        listener: Listener,
        device: Option<String>,
    ) -> Self {
        Self { app, line, listener, device, guest: None, look_at: None }
    }

    /// Somebody signed in with the request, or with a ticket, which stands for the device that asked for it.
    pub(super) async fn welcome(&mut self, visit: Visit) -> Result<()> {
        if let Some(device) = sessions::device(&self.app, &visit.actor).await? {
            self.device = Some(device.as_str().to_owned());
        }
        self.admit(visit)
    }

    /// Who it is.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] if it has not signed in.
    pub(crate) fn actor(&self) -> Result<&Actor> {
        let guest = self.guest.as_ref().ok_or(Error::Unauthenticated(SignIn::Missing))?;
        Ok(&guest.actor)
    }

    /// Its name on this node.
    pub(crate) fn id(&self) -> Option<SocketId> {
        self.guest.as_ref().map(|guest| guest.id)
    }

    /// When its token ends.
    pub(crate) fn until(&self) -> Option<DateTime<Utc>> {
        self.guest.as_ref().map(|guest| guest.until)
    }

    /// The language it is answered in.
    pub(crate) async fn locale(&self) -> Locale {
        self.listener.locale(&self.app).await
    }

    /// Takes a token, the first or a new one.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] if the token is not good here and now, or belongs to another session.
    pub(crate) async fn sign_in(&mut self, token: &str) -> Result<()> {
        let visit = sessions::authenticate(&self.app, token, self.device.as_deref()).await?;
        self.admit(visit)
    }

    /// Who it is, as they stand now.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] if it has not signed in, or its session has ended.
    pub(crate) async fn again(&mut self) -> Result<&Actor> {
        let actor = sessions::again(&self.app, self.actor()?).await?;
        if let Some(guest) = &mut self.guest {
            guest.actor = actor;
        }
        self.actor()
    }

    /// Has it looked at soon whether it may stay: what it may is remembered for a little less.
    pub(crate) fn look_soon(&mut self) {
        self.look_at.get_or_insert(Instant::now() + LOOK);
    }

    fn admit(&mut self, Visit { actor, until }: Visit) -> Result<()> {
        let left = (until - self.app.now()).to_std().unwrap_or_default();
        let ends = Instant::now() + left;
        let id = match &self.guest {
            Some(guest) if guest.actor.session == actor.session => guest.id,
            Some(_) => return Err(Error::Unauthenticated(SignIn::BadToken)),
            None => self.app.sockets.enter(&actor, &self.line),
        };
        self.listener.is(actor.account);
        self.guest = Some(Guest { actor, id, until, ends, told: false });
        Ok(())
    }
}

impl Guest {
    /// When something is to be said of their token.
    pub(super) fn due(&self) -> Instant {
        if self.told { self.ends + GRACE.to_std().unwrap_or_default() } else { self.ends }
    }
}
