//! What all nodes together have let through, in Redis: one script, by the time of Redis, in one round trip.
//!
//! Never waited for long: a node that does not hear from Redis in time counts alone, and meanwhile tries to reach it again.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use persistence::seal::Vault;
use redis::{
    AsyncCommands, AsyncConnectionConfig, Client, RedisError, RedisResult, Script,
    aio::MultiplexedConnection,
};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{Budget, Left, Verdict, What, Who, verdict};

/// How long Redis may take to answer.
const DEADLINE: Duration = Duration::from_millis(100);
/// How long it may take to be reached.
const CONNECT: Duration = Duration::from_secs(1);
/// How long it is left alone when it is away; longer than what is under way then.
const AGAIN: Duration = Duration::from_secs(1);
/// Who asks so many times more often than they may is refused without asking Redis. That need not be exact, only cheap:
/// the work of `governor`.
const FLOOD: NonZeroU32 = NonZeroU32::new(10).expect("more than none");

/// The count of all nodes.
pub(super) struct Shared {
    script: Script,
    link: Arc<Link>,
    floods: DefaultKeyedRateLimiter<Who>,
    /// Ends with this.
    _keeper: JoinSet<()>,
}

/// The connection to Redis, which all calls share.
struct Link {
    state: watch::Sender<State>,
    lost: Notify,
}

#[derive(Clone)]
enum State {
    /// It is not known yet whether Redis is there.
    Opening,
    Open(MultiplexedConnection),
    Away,
}

impl Shared {
    /// Begins to reach Redis.
    pub(super) fn new(url: &str, most: NonZeroU32) -> RedisResult<Self> {
        let client = Client::open(url)?;
        let state = watch::Sender::new(State::Opening);
        let link = Arc::new(Link { state, lost: Notify::new() });
        let mut keeper = JoinSet::new();
        keeper.spawn(link.clone().keep(client));
        Ok(Self {
            script: Script::new(include_str!("window.lua")),
            link,
            floods: RateLimiter::keyed(Quota::per_minute(most.saturating_mul(FLOOD))),
            _keeper: keeper,
        })
    }

    /// Takes one from each budget, or from none; `None` if Redis cannot tell.
    pub(super) async fn take(
        &self,
        vault: &Vault,
        budgets: &[Budget],
        now: i64,
    ) -> Option<Verdict> {
        if let Some(first) = budgets.first()
            && self.floods.check_key(&first.who).is_err()
        {
            // After a whole window of silence there is room, whatever the others counted.
            return Some(Err(Left { most: first.most, remaining: 0, more_at: now + first.window }));
        }
        let mut connection = self.link.connection().await?;
        match self.ask(&mut connection, vault, budgets).await {
            Ok(told) => {
                let (room, told) = told.split_first()?;
                let told = budgets.iter().zip(told.chunks_exact(2)).map(|(budget, told)| {
                    (*budget, u32::try_from(told[0]).unwrap_or(u32::MAX), now + told[1])
                });
                Some(verdict(*room == 1, told))
            }
            Err(error) => {
                self.link.lose(&error);
                None
            }
        }
    }

    async fn ask(
        &self,
        connection: &mut MultiplexedConnection,
        vault: &Vault,
        budgets: &[Budget],
    ) -> RedisResult<Vec<i64>> {
        let mut call = self.script.prepare_invoke();
        for budget in budgets {
            call.key(key(vault, budget)).arg(budget.most).arg(budget.window);
        }
        call.invoke_async(connection).await
    }

    /// Forgets who has not asked for a while.
    pub(super) fn tidy(&self) {
        self.floods.retain_recent();
    }
}

/// The name of a budget, which tells nobody's address.
fn key(vault: &Vault, budget: &Budget) -> String {
    let what = match budget.what {
        What::Calls => "calls",
        What::Guesses => "guesses",
        What::Invitations => "invitations",
        What::Questions => "questions",
        What::Transfers => "transfers",
    };
    let who = match budget.who {
        Who::Account(account) => account.to_string(),
        Who::Address(address) => address.map(|address| address.to_string()).unwrap_or_default(),
    };
    let who = BASE64_URL_SAFE_NO_PAD.encode(vault.index("limit", who));
    format!("maternal:limit:{what}:{who}")
}

impl Link {
    /// The connection, if there is one.
    async fn connection(&self) -> Option<MultiplexedConnection> {
        let mut state = self.state.subscribe();
        let known = state.wait_for(|state| !matches!(state, State::Opening));
        match &*timeout(DEADLINE, known).await.ok()?.ok()? {
            State::Open(connection) => Some(connection.clone()),
            State::Opening | State::Away => None,
        }
    }

    /// Gives the connection up, so that nobody else waits for it.
    fn lose(&self, error: &RedisError) {
        if matches!(self.state.send_replace(State::Away), State::Open(_)) {
            tracing::warn!(%error, "Redis does not count calls; each node counts its own");
            self.lost.notify_one();
        }
    }

    /// Returns once the connection is lost; one that nobody uses is tried, so that no call has to find out.
    async fn watch(&self, mut connection: MultiplexedConnection) {
        while timeout(AGAIN, self.lost.notified()).await.is_err() {
            if let Err(error) = connection.ping::<()>().await {
                self.lose(&error);
            }
        }
    }

    /// Makes the connection, and makes it anew whenever it was lost.
    async fn keep(self: Arc<Self>, client: Client) {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT))
            .set_response_timeout(Some(DEADLINE));
        loop {
            match client.get_multiplexed_async_connection_with_config(&config).await {
                Ok(connection) => {
                    self.state.send_replace(State::Open(connection.clone()));
                    self.watch(connection).await;
                }
                Err(error) => {
                    let before = self.state.send_replace(State::Away);
                    if matches!(before, State::Opening) {
                        tracing::warn!(%error, "Redis is not there to count calls; each node counts its own");
                    }
                }
            }
            sleep(AGAIN).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use domain::AccountId;

    use super::*;

    fn redis() -> String {
        std::env::var("TEST_REDIS_URL").expect("`tests/run` starts Redis and names it")
    }

    fn guesses(most: u32) -> Budget {
        let who = Who::Account(AccountId::fresh());
        Budget { what: What::Guesses, who, most, window: 300 }
    }

    #[tokio::test]
    async fn no_window_holds_more_over_all_nodes_and_who_waits_as_told_succeeds() {
        let vault = Vault::new([1; 32], [2; 32]);
        let node = || Shared::new(&redis(), NonZeroU32::MAX).unwrap();
        let (nodes, budget) = ([node(), node()], [guesses(5)]);
        let (mut passed, mut waits) = (Vec::new(), 0);
        for node in nodes.iter().cycle().take(40) {
            let begun = Instant::now();
            match node.take(&vault, &budget, 0).await.expect("Redis answers") {
                Ok(_) => passed.push((begun, Instant::now())),
                Err(left) => {
                    sleep(Duration::from_millis(left.more_at.cast_unsigned())).await;
                    let again = Instant::now();
                    assert!(node.take(&vault, &budget, 0).await.expect("Redis answers").is_ok());
                    passed.push((again, Instant::now()));
                    waits += 1;
                }
            }
        }
        assert!(waits >= 3, "{waits}");
        for six in passed.windows(6) {
            assert!(six[5].1 - six[0].0 >= Duration::from_millis(299));
        }
    }

    #[tokio::test]
    async fn of_several_budgets_all_are_taken_or_none_and_nothing_is_kept_longer() {
        let vault = Vault::new([1; 32], [2; 32]);
        let shared = Shared::new(&redis(), NonZeroU32::MAX).unwrap();
        let (narrow, wide) = (guesses(1), guesses(2));
        let take = async |budgets: &[Budget]| shared.take(&vault, budgets, 0).await.unwrap();
        assert_eq!(take(&[narrow, wide]).await.unwrap().remaining, 0);
        let refused = take(&[narrow, wide]).await.unwrap_err();
        assert_eq!(refused.most, 1);
        assert!((1..=300).contains(&refused.more_at), "{}", refused.more_at);
        assert!(take(&[wide]).await.is_ok());
        let mut connection = shared.link.connection().await.unwrap();
        let names = [narrow, wide].map(|budget| key(&vault, &budget));
        assert_eq!(connection.exists::<_, u32>(&names).await.unwrap(), 2);
        sleep(Duration::from_millis(310)).await;
        assert_eq!(connection.exists::<_, u32>(&names).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_flood_is_refused_without_asking_redis() {
        let vault = Vault::new([1; 32], [2; 32]);
        let shared = Shared::new("redis://127.0.0.1:1", NonZeroU32::MIN).unwrap();
        let budget = [guesses(1)];
        for _ in 0..10 {
            assert!(shared.take(&vault, &budget, 0).await.is_none());
        }
        let refused = shared.take(&vault, &budget, 7).await.unwrap().unwrap_err();
        assert_eq!((refused.remaining, refused.more_at), (0, 307));
    }
}
