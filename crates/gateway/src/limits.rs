//! How often somebody may ask: a minute's worth for each account, and for each address before sign-in.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use actix_web::HttpRequest;
use domain::{AccountId, Error, Result};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
};

use crate::{App, auth::bearer};

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

/// Paths on which passwords and codes could be guessed: a fifth of the limit, for the address and for the account.
const GUESSABLE: [&str; 3] =
    ["/api/v1/auth/login", "/api/v1/auth/register", "/api/v1/families/join"];

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
        let address = Who::Address(address(request));
        let account = bearer(request).and_then(|token| app.tokens.read(token, app.now()).ok());
        let who = account.map_or(address, |access| Who::Account(access.account));
        let full =
            |left| Left { limit: self.limit.get(), remaining: left, reset: self.until_full(left) };
        let too_many = |wait: Duration| Error::RateLimited { retry_after: wait.as_secs() + 1 };
        match self.general.check_key(&who) {
            Err(not_yet) => {
                let wait = not_yet.wait_time_from(self.clock.now());
                (full(0), Err(too_many(wait)))
            }
            Ok(state) => {
                let left = full(state.remaining_burst_capacity());
                let guesser = GUESSABLE.contains(&request.path());
                let account = Some(who).filter(|who| *who != address);
                for who in [Some(address), account].into_iter().flatten().filter(|_| guesser) {
                    if let Err(not_yet) = self.guesses.check_key(&who) {
                        return (left, Err(too_many(not_yet.wait_time_from(self.clock.now()))));
                    }
                }
                (left, Ok(()))
            }
        }
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

/// Where a call comes from. A proxy beside us tells whom it speaks for; strangers are not believed.
fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let proxy = match peer {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
    };
    let forwarded = request.headers().get("X-Forwarded-For").and_then(|value| value.to_str().ok());
    let told = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    if proxy { told.or(Some(peer)) } else { Some(peer) }
}
