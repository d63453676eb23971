//! What wakes the other nodes after a commit: nothing on one node, Redis pub/sub between several.
//!
//! A wake says that something happened, not what: the log has it. One that is lost costs time only. Each node listens to
//! the families that somebody listens to on it, one channel a family: a node hears nothing of the others, and no node has to
//! know where anybody is. (Channels shared by many families would let every node hear almost everything, as each has some
//! family of each; with a Redis cluster the same channels would be sharded ones.) All are subscribed to over one connection.
//!
//! Every node's heartbeat goes through Redis and back: a connection that is open but dead is found by its echo not coming,
//! and a node by not being heard.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, Error, FamilyId, Result};
use futures_util::StreamExt;
use redis::{
    AsyncConnectionConfig, Client, Pipeline, RedisResult,
    aio::{MultiplexedConnection, PubSubSink},
};
use serde::{Deserialize, Serialize};
use tokio::{
    sync::mpsc,
    time::{Instant, MissedTickBehavior},
};
use uuid::Uuid;

use super::delivery::Heard;
use crate::App;

/// How many wakes may wait for Redis; what does not fit is left to the sweeps.
const QUEUE: usize = 4096;
/// How many channels are subscribed to with one command.
const CHANNELS: usize = 1000;
/// How often a node tells that it lives.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// How long it may not hear itself before it takes its connection for dead.
const ECHO: Duration = Duration::from_secs(6);
/// How long others may not hear it before they take it for dead.
const SILENCE: Duration = Duration::from_secs(15);
/// How long Redis may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How soon a lost connection is opened again.
const AGAIN: Duration = Duration::from_millis(500);

const ACCOUNTS: &str = "maternal:accounts";
const NODES: &str = "maternal:nodes";
const FAMILY: &str = "maternal:family:";

/// Names a running node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct NodeId(Uuid);

impl NodeId {
    pub(super) fn fresh() -> Self {
        Self(Uuid::now_v7())
    }
}

/// What nodes tell each other.
#[derive(Clone, Debug)]
pub(super) enum Wake {
    /// A family's log has reached this number.
    Change { family: FamilyId, seq: i64 },
    /// An account's sessions or memberships changed.
    Account { account: AccountId },
    /// Who listens to a family on this node, which may want to know who does on the others.
    Present { family: FamilyId, accounts: Vec<AccountId>, asks: bool },
    /// This node lives.
    Alive,
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
    node: NodeId,
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
#[serde(rename_all = "camelCase")]
enum Message {
    /// The number its log has reached.
    Seq(i64),
    /// Who listens on a node.
    Present { node: NodeId, accounts: Vec<Uuid>, asks: bool },
}

impl Relay {
    pub(crate) fn new(redis_url: Option<&str>) -> Result<Self> {
        let Some(url) = redis_url else { return Ok(Self::InProcess) };
        let client = Client::open(url).map_err(Error::internal)?;
        let (wakes, waiting) = mpsc::channel(QUEUE);
        let (subscriptions, wanted) = mpsc::unbounded_channel();
        let (node, inbox) = (NodeId::fresh(), Mutex::new(Some((waiting, wanted))));
        let connected = Arc::default();
        Ok(Self::Redis(Box::new(Redis { node, client, wakes, subscriptions, inbox, connected })))
    }

    /// Begins to carry wakes both ways. Ends with the app.
    pub(super) fn start(&self, app: Weak<App>) {
        let Self::Redis(redis) = self else { return };
        let inbox = redis.inbox.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((wakes, subscriptions)) = inbox {
            tokio::spawn(announce(redis.node, redis.client.clone(), wakes));
            let ear = Ear {
                app,
                node: redis.node,
                client: redis.client.clone(),
                wakes: redis.wakes.clone(),
                connected: redis.connected.clone(),
                families: HashSet::new(),
                nodes: HashMap::new(),
            };
            tokio::spawn(ear.listen(subscriptions));
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
async fn announce(node: NodeId, client: Client, mut wakes: mpsc::Receiver<Wake>) {
    let mut connection = None;
    let mut batch = Vec::new();
    while wakes.recv_many(&mut batch, QUEUE).await > 0 {
        let mut pipe = redis::pipe();
        for wake in batch.drain(..) {
            let (channel, message) = match wake {
                Wake::Change { family, seq } => (channel(family), encode(&Message::Seq(seq))),
                Wake::Account { account } => (ACCOUNTS.into(), encode(&account.0)),
                Wake::Present { family, accounts, asks } => {
                    let accounts = accounts.iter().map(|account| account.0).collect();
                    (channel(family), encode(&Message::Present { node, accounts, asks }))
                }
                Wake::Alive => (NODES.into(), encode(&node)),
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
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE));
    let mut open = match connection.take() {
        Some(open) => open,
        None => client.get_multiplexed_async_connection_with_config(&config).await?,
    };
    pipe.query_async::<()>(&mut open).await?;
    *connection = Some(open);
    Ok(())
}

/// Hears what the other nodes tell.
struct Ear {
    app: Weak<App>,
    node: NodeId,
    client: Client,
    wakes: mpsc::Sender<Wake>,
    connected: Arc<AtomicBool>,
    /// The families that somebody listens to here.
    families: HashSet<FamilyId>,
    /// The other nodes, and when each was heard last.
    nodes: HashMap<NodeId, Instant>,
}

impl Ear {
    /// Listens, and comes back when Redis does.
    async fn listen(mut self, mut subscriptions: mpsc::UnboundedReceiver<Subscription>) {
        loop {
            let ended = self.hear(&mut subscriptions).await;
            self.connected.store(false, Ordering::Relaxed);
            match ended {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "Redis is away; trying again"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Listens over one connection, until it breaks or the app ends.
    async fn hear(
        &mut self,
        subscriptions: &mut mpsc::UnboundedReceiver<Subscription>,
    ) -> RedisResult<()> {
        let connected = tokio::time::timeout(PATIENCE, self.client.get_async_pubsub());
        let pubsub = connected.await.map_err(|_| gone("no connection in time"))??;
        let (mut sink, mut messages) = pubsub.split();
        self.subscribe_all(&mut sink, subscriptions).await?;
        let mut beats = tokio::time::interval(HEARTBEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut echo = Instant::now();
        // Whom we could not hear could not be heard.
        self.nodes.values_mut().for_each(|heard| *heard = echo);
        loop {
            tokio::select! {
                wanted = subscriptions.recv() => {
                    let Some(wanted) = wanted else { return Ok(()) };
                    self.note(wanted);
                    self.change_subscription(&mut sink, wanted).await?;
                }
                message = messages.next() => {
                    let message = message.ok_or_else(|| gone("the connection ended"))?;
                    let Some(app) = self.app.upgrade() else { return Ok(()) };
                    if self.take(&app, message.get_channel_name(), message.get_payload_bytes()).await {
                        echo = Instant::now();
                        self.connected.store(true, Ordering::Relaxed);
                    }
                }
                _ = beats.tick() => {
                    if echo.elapsed() >= ECHO {
                        return Err(gone("it does not answer"));
                    }
                    // A full queue means that Redis is away, which the echo will tell.
                    let _ = self.wakes.try_send(Wake::Alive);
                    self.bury();
                }
            }
        }
    }

    async fn subscribe_all(
        &mut self,
        sink: &mut PubSubSink,
        subscriptions: &mut mpsc::UnboundedReceiver<Subscription>,
    ) -> RedisResult<()> {
        while let Ok(wanted) = subscriptions.try_recv() {
            self.note(wanted);
        }
        let subscribed = async {
            sink.subscribe(&[ACCOUNTS, NODES]).await?;
            let families: Vec<_> = self.families.iter().copied().collect();
            for some in families.chunks(CHANNELS) {
                let channels: Vec<_> = some.iter().map(|family| channel(*family)).collect();
                sink.subscribe(channels).await?;
            }
            RedisResult::Ok(families)
        };
        let families = tokio::time::timeout(ECHO, subscribed).await;
        for family in families.map_err(|_| gone("no subscription in time"))?? {
            self.look(family);
        }
        Ok(())
    }

    async fn change_subscription(
        &self,
        sink: &mut PubSubSink,
        wanted: Subscription,
    ) -> RedisResult<()> {
        let changed = async {
            match wanted {
                Subscription::Begin(family) => sink.subscribe(channel(family)).await,
                Subscription::End(family) => sink.unsubscribe(channel(family)).await,
            }
        };
        let changed = tokio::time::timeout(PATIENCE, changed).await;
        changed.map_err(|_| gone("no subscription in time"))??;
        if let Subscription::Begin(family) = wanted {
            self.look(family);
        }
        Ok(())
    }

    /// What came before the subscription began was not heard.
    fn look(&self, family: FamilyId) {
        if let Some(app) = self.app.upgrade() {
            app.hub.heard(family, Heard::Unsure);
        }
    }

    fn note(&mut self, wanted: Subscription) {
        match wanted {
            Subscription::Begin(family) => self.families.insert(family),
            Subscription::End(family) => self.families.remove(&family),
        };
    }

    /// Takes nodes that were not heard for long for dead.
    fn bury(&mut self) {
        let app = self.app.upgrade();
        self.nodes.retain(|node, heard| {
            let lives = heard.elapsed() < SILENCE;
            if !lives && let Some(app) = &app {
                app.hub.node_died(*node);
            }
            lives
        });
    }

    /// Does what a message asks for, and tells whether it was our own heartbeat.
    async fn take(&mut self, app: &App, from: &str, payload: &[u8]) -> bool {
        if from == NODES {
            match serde_json::from_slice(payload) {
                Ok(node) if node == self.node => return true,
                Ok(node) => {
                    self.nodes.insert(node, Instant::now());
                }
                Err(_) => {}
            }
        } else if from == ACCOUNTS {
            if let Ok(account) = serde_json::from_slice::<Uuid>(payload).map(AccountId) {
                app.memory.forget(account).await;
                app.sockets.recheck(account);
            }
        } else if let (Some(family), Ok(message)) =
            (from.strip_prefix(FAMILY), serde_json::from_slice(payload))
            && let Ok(family) = family.parse()
        {
            match message {
                Message::Seq(seq) => app.hub.heard(family, Heard::Head(seq)),
                Message::Present { node, .. } if node == self.node => {}
                Message::Present { node, accounts, asks } => {
                    self.nodes.entry(node).or_insert_with(Instant::now);
                    let accounts = accounts.into_iter().map(AccountId).collect();
                    app.hub.heard(family, Heard::Present { node, accounts, asks });
                }
            }
        }
        false
    }
}

fn gone(why: &'static str) -> redis::RedisError {
    (redis::ErrorKind::Io, why).into()
}

fn channel(family: FamilyId) -> String {
    format!("{FAMILY}{family}")
}

fn encode(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}
