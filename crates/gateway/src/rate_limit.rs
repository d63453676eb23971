//! How often somebody may ask: a minute's worth for each account, and for each address before sign-in.

use std::{
    future::{Ready, ready},
    net::IpAddr,
    num::NonZeroU32,
    time::Duration,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use domain::{AccountId, Error, Result};
use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock, QuantaInstant},
    middleware::StateInformationMiddleware,
};

use crate::{
    App,
    auth::{app, bearer},
    error::Problem,
};

type Limiter = DefaultKeyedRateLimiter<Who>;
type InformedLimiter = RateLimiter<
    Who,
    governor::state::keyed::DefaultKeyedStateStore<Who>,
    DefaultClock,
    StateInformationMiddleware,
>;

/// Whom a limit counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(AccountId),
    Address(Option<IpAddr>),
}

/// The limits of this node.
pub(crate) struct Limits {
    limit: NonZeroU32,
    general: InformedLimiter,
    guesses: Limiter,
    clock: DefaultClock,
}

/// What is left of a caller's minute.
#[derive(Clone, Copy)]
pub(crate) struct Left {
    /// The limit.
    pub(crate) limit: u32,
    /// How many more calls.
    pub(crate) remaining: u32,
    /// Until all of them are there again.
    pub(crate) reset: Duration,
}

impl Limits {
    pub(crate) fn new(limit: NonZeroU32) -> Self {
        let fifth = NonZeroU32::new(limit.get() / 5).unwrap_or(NonZeroU32::MIN);
        Self {
            limit,
            general: RateLimiter::keyed(Quota::per_minute(limit)).with_middleware(),
            guesses: RateLimiter::keyed(Quota::per_minute(fifth)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a call.
    pub(crate) fn count(&self, app: &App, request: &HttpRequest) -> (Left, Result<()>) {
        let (remaining, counted) = match self.general.check_key(&caller(app, request)) {
            Ok(state) => (state.remaining_burst_capacity(), Ok(())),
            Err(not_yet) => (0, Err(self.too_many(&not_yet))),
        };
        (Left { limit: self.limit.get(), remaining, reset: self.until_full(remaining) }, counted)
    }

    /// Counts a call by which a password or a code could be guessed: for the address, and for the account if there is one.
    fn guess(&self, app: &App, request: &HttpRequest) -> Result<()> {
        let address = Who::Address(address(request));
        let account = Some(caller(app, request)).filter(|who| *who != address);
        for who in [Some(address), account].into_iter().flatten() {
            self.guesses.check_key(&who).map_err(|not_yet| self.too_many(&not_yet))?;
        }
        Ok(())
    }

    fn too_many(&self, not_yet: &NotUntil<QuantaInstant>) -> Error {
        let wait = not_yet.wait_time_from(self.clock.now());
        Error::RateLimited { retry_after: wait.as_secs() + 1 }
    }

    /// Forgets whom it has not seen for a while.
    pub(crate) fn tidy(&self) {
        self.general.retain_recent();
        self.guesses.retain_recent();
    }

    fn until_full(&self, left: u32) -> Duration {
        Duration::from_mins(1) * self.limit.get().saturating_sub(left) / self.limit.get()
    }
}

/// A handler that takes it answers a fifth as often as others.
pub(crate) struct Guess;

impl FromRequest for Guess {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let limits: &web::Data<Limits> = request.app_data().expect("`serve` installs the limits");
        ready(limits.guess(&app(request), request).map(|()| Self).map_err(Problem::from))
    }
}

fn caller(app: &App, request: &HttpRequest) -> Who {
    let account = bearer(request).and_then(|token| app.tokens.read(token, app.now()).ok());
    account.map_or_else(|| Who::Address(address(request)), |access| Who::Account(access.account))
}

/// Where a call comes from; of an IPv6 address the network, as every home has one. A proxy on this machine or in a private
/// network tells whom it speaks for; others are not believed.
fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let proxy = match peer {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
    };
    let forwarded = request.headers().get("X-Forwarded-For").and_then(|value| value.to_str().ok());
    let told = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    let address = if proxy { told.unwrap_or(peer) } else { peer };
    Some(match address.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6((ip.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    })
}
