//! What wakes the other nodes after a commit: nothing on one node, Redis pub/sub between several.
//!
//! A wake says that something happened, not what: the log has it. One that is lost costs time only.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, Error, FamilyId, Result};
use futures_util::StreamExt;
use redis::{
    Client, Pipeline, RedisResult,
    aio::{MultiplexedConnection, PubSubSink},
};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::delivery::Heard;
use crate::App;

/// How many wakes may wait for Redis; what does not fit is left to the sweeps.
const QUEUE: usize = 4096;
const ACCOUNTS: &str = "maternal:accounts";

/// What nodes tell each other.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wake {
    /// A family's log has reached this number.
    Change { family: FamilyId, seq: i64 },
    /// An account's sessions or memberships changed.
    Account { account: AccountId },
}

/// The way to the other nodes.
pub(crate) enum Relay {
    /// There are none.
    InProcess,
    /// Over Redis.
    Redis(Box<Redis>),
}

/// The way over Redis.
pub(crate) struct Redis {
    client: Client,
    wakes: mpsc::Sender<Wake>,
    subscriptions: mpsc::UnboundedSender<Subscription>,
    /// What the background tasks take when they start.
    inbox: Mutex<Option<Inbox>>,
    connected: Arc<AtomicBool>,
}

type Inbox = (mpsc::Receiver<Wake>, mpsc::UnboundedReceiver<Subscription>);

#[derive(Clone, Copy)]
enum Subscription {
    Begin(FamilyId),
    End(FamilyId),
}

/// A message on a family's channel.
#[derive(Serialize, Deserialize)]
struct Reached {
    seq: i64,
}

impl Relay {
    pub(crate) fn new(redis_url: Option<&str>) -> Result<Self> {
        let Some(url) = redis_url else { return Ok(Self::InProcess) };
        let client = Client::open(url).map_err(Error::internal)?;
        let (wakes, waiting) = mpsc::channel(QUEUE);
        let (subscriptions, wanted) = mpsc::unbounded_channel();
        let inbox = Mutex::new(Some((waiting, wanted)));
        let connected = Arc::default();
        Ok(Self::Redis(Box::new(Redis { client, wakes, subscriptions, inbox, connected })))
    }

    /// Begins to carry wakes both ways. Ends with the app.
    pub(super) fn start(&self, app: Weak<App>) {
        let Self::Redis(redis) = self else { return };
        let inbox = redis.inbox.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((wakes, subscriptions)) = inbox {
            tokio::spawn(announce(redis.client.clone(), wakes));
            tokio::spawn(listen(app, redis.client.clone(), subscriptions, redis.connected.clone()));
        }
    }

    /// Wakes the other nodes.
    pub(super) fn announce(&self, wake: Wake) {
        if let Self::Redis(redis) = self {
            // A full queue means that Redis is away; the sweeps do without.
            let _ = redis.wakes.try_send(wake);
        }
    }

    /// Listens to a family from now on.
    pub(super) fn subscribe(&self, family: FamilyId) {
        self.want(Subscription::Begin(family));
    }

    /// Listens to a family no longer.
    pub(super) fn unsubscribe(&self, family: FamilyId) {
        self.want(Subscription::End(family));
    }

    fn want(&self, subscription: Subscription) {
        if let Self::Redis(redis) = self {
            // The listening task lives as long as the app.
            let _ = redis.subscriptions.send(subscription);
        }
    }

    /// Whether Redis is reached; `None` without Redis.
    pub(super) fn connected(&self) -> Option<bool> {
        match self {
            Self::InProcess => None,
            Self::Redis(redis) => Some(redis.connected.load(Ordering::Relaxed)),
        }
    }
}

/// Publishes wakes, all that wait in one round trip.
async fn announce(client: Client, mut wakes: mpsc::Receiver<Wake>) {
    let mut connection = None;
    let mut batch = Vec::new();
    while wakes.recv_many(&mut batch, QUEUE).await > 0 {
        let mut pipe = redis::pipe();
        for wake in batch.drain(..) {
            let (channel, message) = match wake {
                Wake::Change { family, seq } => (channel(family), encode(&Reached { seq })),
                Wake::Account { account } => (ACCOUNTS.into(), encode(&account.0)),
            };
            pipe.publish(channel, message).ignore();
        }
        // A connection that died unnoticed is found out by the first use; the second is made on a new one.
        let mut sent = publish(&client, &mut connection, &pipe).await;
        if sent.is_err() {
            sent = publish(&client, &mut connection, &pipe).await;
        }
        if let Err(error) = sent {
            tracing::warn!(%error, "other nodes could not be woken; they find out by themselves");
        }
    }
}

async fn publish(
    client: &Client,
    connection: &mut Option<MultiplexedConnection>,
    pipe: &Pipeline,
) -> RedisResult<()> {
    let mut open = match connection.take() {
        Some(open) => open,
        None => client.get_multiplexed_async_connection().await?,
    };
    pipe.query_async::<()>(&mut open).await?;
    *connection = Some(open);
    Ok(())
}

/// Hears wakes, and comes back when Redis does.
async fn listen(
    app: Weak<App>,
    client: Client,
    mut subscriptions: mpsc::UnboundedReceiver<Subscription>,
    connected: Arc<AtomicBool>,
) {
    let mut families = HashSet::new();
    loop {
        let ended = hear(&app, &client, &mut subscriptions, &mut families, &connected).await;
        connected.store(false, Ordering::Relaxed);
        match ended {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "Redis is away; trying again"),
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Hears wakes over one connection, until it breaks or the app ends.
async fn hear(
    app: &Weak<App>,
    client: &Client,
    subscriptions: &mut mpsc::UnboundedReceiver<Subscription>,
    families: &mut HashSet<FamilyId>,
    connected: &AtomicBool,
) -> RedisResult<()> {
    let (mut sink, mut messages) = client.get_async_pubsub().await?.split();
    sink.subscribe(ACCOUNTS).await?;
    while let Ok(wanted) = subscriptions.try_recv() {
        note(families, wanted);
    }
    for family in families.iter() {
        sink.subscribe(channel(*family)).await?;
        look(app, *family);
    }
    connected.store(true, Ordering::Relaxed);
    loop {
        tokio::select! {
            wanted = subscriptions.recv() => {
                let Some(wanted) = wanted else { return Ok(()) };
                note(families, wanted);
                change_subscription(app, &mut sink, wanted).await?;
            }
            message = messages.next() => {
                let Some(message) = message else {
                    return Err((redis::ErrorKind::Io, "the connection ended").into());
                };
                let Some(app) = app.upgrade() else { return Ok(()) };
                take(&app, message.get_channel_name(), message.get_payload_bytes()).await;
            }
        }
    }
}

async fn change_subscription(
    app: &Weak<App>,
    sink: &mut PubSubSink,
    wanted: Subscription,
) -> RedisResult<()> {
    match wanted {
        Subscription::Begin(family) => {
            sink.subscribe(channel(family)).await?;
            look(app, family);
            Ok(())
        }
        Subscription::End(family) => sink.unsubscribe(channel(family)).await,
    }
}

/// What came before the subscription began was not heard.
fn look(app: &Weak<App>, family: FamilyId) {
    if let Some(app) = app.upgrade() {
        app.hub.heard(family, Heard::Unsure);
    }
}

fn note(families: &mut HashSet<FamilyId>, wanted: Subscription) {
    match wanted {
        Subscription::Begin(family) => families.insert(family),
        Subscription::End(family) => families.remove(&family),
    };
}

async fn take(app: &App, from: &str, payload: &[u8]) {
    if from == ACCOUNTS {
        if let Ok(account) = serde_json::from_slice::<Uuid>(payload).map(AccountId) {
            app.memory.forget(account).await;
            app.hub.recheck(account);
        }
    } else if let (Some(family), Ok(Reached { seq })) =
        (from.strip_prefix(FAMILY), serde_json::from_slice(payload))
        && let Ok(family) = family.parse()
    {
        app.hub.heard(family, Heard::Head(seq));
    }
}

const FAMILY: &str = "maternal:family:";

fn channel(family: FamilyId) -> String {
    format!("{FAMILY}{family}")
}

fn encode(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}
