//! How often somebody may ask: so many calls in any minute for each account, and for each address before sign-in; fewer
//! where passwords or codes could be guessed, letters are sent, questions answered or whole histories moved.
//!
//! Exact: a window slides with the clock, and only what was let through counts. With Redis all nodes share one count
//! ([`shared`]); each node also keeps its own ([`windows`]), which goes on alone when Redis is away.

use std::{io, net::IpAddr, pin::Pin, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web};
use domain::{AccountId, Error, Result};
use persistence::seal::Vault;

use self::{shared::Shared, windows::Windows};
use crate::{
    App,
    auth::{app, bearer},
    config::Settings,
    error::Problem,
};

mod shared;
mod windows;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Whom a limit counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(AccountId),
    Address(Option<IpAddr>),
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum What {
    Calls,
    Guesses,
    Invitations,
    Questions,
    Transfers,
}

/// How much of something somebody may do in any stretch of time.
#[derive(Clone, Copy, Debug)]
struct Budget {
    what: What,
    who: Who,
    most: u32,
    /// In milliseconds.
    window: i64,
}

/// What is left of a budget.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Left {
    /// How much there is in a window.
    pub(crate) most: u32,
    /// How much may come now.
    pub(crate) remaining: u32,
    /// When there will be more, in milliseconds of the product's clock.
    more_at: i64,
}

/// What is left after something was counted, or when it was refused.
type Verdict = Result<Left, Left>;

impl Left {
    /// The Unix second from which there is more than `remaining`.
    pub(crate) fn reset(&self) -> i64 {
        seconds(self.more_at)
    }

    fn refusal(&self, now: i64) -> Error {
        Error::RateLimited { retry_after: seconds(self.more_at - now).max(1).cast_unsigned() }
    }
}

/// Whole seconds that are not less.
fn seconds(milliseconds: i64) -> i64 {
    (milliseconds + 999).div_euclid(1000)
}

/// What is left of budgets, each given with how much of it is used and when some of that leaves its window: the least if
/// there was room in all of them, else what comes back last.
fn verdict(room: bool, budgets: impl Iterator<Item = (Budget, u32, i64)>) -> Verdict {
    let lefts = budgets.map(|(budget, used, more_at)| {
        let remaining = budget.most.saturating_sub(used);
        Left { most: budget.most, remaining, more_at }
    });
    if room {
        Ok(lefts.min_by_key(|left| left.remaining).expect("a budget"))
    } else {
        let full = lefts.filter(|left| left.remaining == 0);
        Err(full.max_by_key(|left| left.more_at).expect("a full one"))
    }
}

/// A call that was counted: for whom, and what is left.
#[derive(Clone, Copy)]
struct Counted {
    who: Who,
    left: Left,
}

/// What is left to whoever sent this; nothing is known of what is not counted.
pub(crate) fn left(request: &HttpRequest) -> Option<Left> {
    request.extensions().get().map(|counted: &Counted| counted.left)
}

/// The limits of this node.
pub(crate) struct Limits {
    most: u32,
    windows: Windows,
    shared: Option<Shared>,
}

impl Limits {
    pub(crate) fn new(settings: &Settings) -> io::Result<Self> {
        let most = settings.rate_limit;
        let shared = settings.redis_url.as_deref().map(|url| Shared::new(url, most));
        let shared = shared.transpose().map_err(io::Error::other)?;
        Ok(Self { most: most.get(), windows: Windows::new(), shared })
    }

    /// Counts a call.
    pub(crate) async fn count(&self, app: &App, request: &HttpRequest) -> Result<()> {
        let (who, now) = (caller(app, request), app.now().timestamp_millis());
        let verdict = self.take_call(app, who, now).await;
        let (Ok(left) | Err(left)) = verdict;
        request.extensions_mut().insert(Counted { who, left });
        verdict.map(drop).map_err(|left| left.refusal(now))
    }

    /// Counts what an account asks for over a socket, where it costs as much as a call.
    pub(crate) async fn count_for(&self, app: &App, account: AccountId) -> Result<()> {
        let now = app.now().timestamp_millis();
        let verdict = self.take_call(app, Who::Account(account), now).await;
        verdict.map(drop).map_err(|left| left.refusal(now))
    }

    async fn take_call(&self, app: &App, who: Who, now: i64) -> Verdict {
        let calls = Budget { what: What::Calls, who, most: self.most, window: MINUTE };
        self.take(&app.vault, &[calls], now).await
    }

    /// Counts a call that was counted already against a stricter limit too.
    async fn count_strictly(&self, request: &HttpRequest, what: What) -> Result<()> {
        let counted = request.extensions().get::<Counted>().copied();
        let Some(Counted { who, left: general }) = counted else { return Ok(()) };
        let app = app(request);
        let most = (self.most / 5).max(1);
        let address = Who::Address(address(request));
        let budget = |who, window| Budget { what, who, most, window };
        let budgets = match what {
            What::Invitations => vec![budget(who, HOUR)],
            What::Questions | What::Transfers => vec![budget(who, MINUTE)],
            _ if who == address => vec![budget(who, MINUTE)],
            _ => vec![budget(address, MINUTE), budget(who, MINUTE)],
        };
        let now = app.now().timestamp_millis();
        let Err(mut left) = self.take(&app.vault, &budgets, now).await else { return Ok(()) };
        if general.remaining == 0 {
            left.more_at = left.more_at.max(general.more_at);
        }
        request.extensions_mut().insert(Counted { who, left });
        Err(left.refusal(now))
    }

    /// Takes one from each budget, or from none. What this node has let through it remembers also while Redis counts, so
    /// that neither losing Redis nor its coming back empty is a fresh start.
    async fn take(&self, vault: &Vault, budgets: &[Budget], now: i64) -> Verdict {
        let together = match &self.shared {
            Some(shared) => shared.take(vault, budgets, now).await.transpose()?,
            None => None,
        };
        let alone = self.windows.take(budgets, now)?;
        Ok(together.filter(|left| left.remaining <= alone.remaining).unwrap_or(alone))
    }

    /// Forgets what has left its window.
    pub(crate) fn tidy(&self, app: &App) {
        self.windows.tidy(app.now().timestamp_millis());
        if let Some(shared) = &self.shared {
            shared.tidy();
        }
    }
}

/// What a handler takes that answers less often than others.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident by $what:ident)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl FromRequest for $name {
            type Error = Problem;
            type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let counted = counted_strictly(request, What::$what);
                Box::pin(async { counted.await.map(|()| Self) })
            }
        }
    )*};
}

counted! {
    /// A handler that takes it answers a fifth as often as others: for an address, and for an account if there is one.
    Guess by Guesses
    /// A handler that takes it sends letters: an account may do so in an hour a fifth as often as others in a minute.
    Invitation by Invitations
    /// A handler that takes it reads what people say in words, which a model may be asked about: an account may do so a fifth as
    /// often as ask for other things.
    Question by Questions
    /// A handler that takes it moves whole histories: an account may do so a fifth as often as ask for other things.
    Transfer by Transfers
}

/// Counts a call that turns out to send a letter.
pub(crate) async fn sends_letter(request: &HttpRequest) -> Result<(), Problem> {
    counted_strictly(request, What::Invitations).await
}

/// Counts a call that turns out to ask a question that can wait.
pub(crate) fn asks(request: &HttpRequest) -> impl Future<Output = Result<()>> + use<> {
    let counted = counted_strictly(request, What::Questions);
    async { counted.await.map_err(|problem| problem.error) }
}

fn counted_strictly(
    request: &HttpRequest,
    what: What,
) -> impl Future<Output = Result<(), Problem>> + use<> {
    let request = request.clone();
    async move {
        let limits: Option<&web::Data<Limits>> = request.app_data();
        let limits: Arc<_> = limits.expect("`serve` installs the limits").clone().into_inner();
        Ok(limits.count_strictly(&request, what).await?)
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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    async fn cost(redis: Option<String>, callers: usize) -> [Duration; 2] {
        let set = |name: &str| match name {
            "REDIS_URL" => redis.clone(),
            "DATABASE_URL" => Some("postgres://nowhere".into()),
            _ => None,
        };
        let limits = Arc::new(Limits::new(&Settings::from(set).unwrap()).unwrap());
        let callers = (0..callers).map(|_| {
            let limits = limits.clone();
            tokio::spawn(async move {
                let vault = Vault::new([1; 32], [2; 32]);
                let accounts: Vec<_> = (0..200).map(|_| Who::Account(AccountId::fresh())).collect();
                let mut times = Vec::new();
                for (now, who) in (0..).zip(accounts.into_iter().cycle().take(20_000)) {
                    let budget = Budget { what: What::Calls, who, most: 100, window: MINUTE };
                    let begun = Instant::now();
                    assert!(limits.take(&vault, &[budget], now).await.is_ok());
                    times.push(begun.elapsed());
                }
                times
            })
        });
        let mut times = Vec::new();
        for caller in callers.collect::<Vec<_>>() {
            times.extend(caller.await.unwrap());
        }
        times.sort_unstable();
        [times[times.len() / 2], times[times.len() * 99 / 100]]
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "measures"]
    async fn what_a_limit_costs() {
        for redis in [None, Some(std::env::var("TEST_REDIS_URL").expect("Redis"))] {
            let on = if redis.is_some() { "over Redis" } else { "in memory" };
            for callers in [1, 16] {
                let [p50, p99] = cost(redis.clone(), callers).await;
                println!("{on}, {callers} at once: p50 {p50:?}, p99 {p99:?}");
            }
        }
    }
}
