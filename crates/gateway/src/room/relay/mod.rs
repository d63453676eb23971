//! What wakes the other nodes after a commit: nothing on one node, Redis pub/sub between several.
//!
//! A wake says that something happened, not what: the log has it. One that is lost costs time only. Each node listens to
//! the families that somebody listens to on it, one channel a family: a node hears nothing of the others, and no node has to
//! know where anybody is. (Channels shared by many families would let every node hear almost everything, as each has some
//! family of each; with a Redis cluster the same channels would be sharded ones.) All are subscribed to over one connection.
//!
//! Every node's heartbeat goes through Redis and back: a connection that is open but dead is found by its echo not coming,
//! and a node by not being heard.

mod announce;
mod hear;

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, Error, FamilyId, Result};
use redis::Client;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;

use self::{announce::announce, hear::Hearing};
use crate::App;

/// How many wakes may wait for Redis; what does not fit is left to the sweeps.
const QUEUE: usize = 4096;
/// How long Redis may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

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
            let hearing = Hearing {
                app,
                node: redis.node,
                client: redis.client.clone(),
                wakes: redis.wakes.clone(),
                connected: redis.connected.clone(),
                families: HashSet::new(),
                nodes: HashMap::new(),
            };
            tokio::spawn(hearing.listen(subscriptions));
        }
    }

    /// Wakes the other nodes, unless too many wakes wait already: then Redis is away, and the sweeps do without.
    pub(super) fn announce(&self, wake: Wake) -> bool {
        match self {
            Self::InProcess => true,
            Self::Redis(redis) => redis.wakes.try_send(wake).is_ok(),
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

fn channel(family: FamilyId) -> String {
    format!("{FAMILY}{family}")
}

fn encode(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}
