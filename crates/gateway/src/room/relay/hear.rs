//! Hearing what the other nodes tell.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, FamilyId};
use futures_util::StreamExt;
use redis::{Client, RedisResult, aio::PubSubSink};
use tokio::{
    sync::mpsc,
    time::{Instant, MissedTickBehavior},
};
use uuid::Uuid;

use super::{ACCOUNTS, FAMILY, Message, NODES, NodeId, PATIENCE, Subscription, Wake, channel};
use crate::{App, room::delivery::Heard};

/// How many channels are subscribed to with one command.
const CHANNELS: usize = 1000;
/// How often a node tells that it lives.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// How long it may not hear itself before it takes its connection for dead.
const ECHO: Duration = Duration::from_secs(6);
/// How long others may not hear it before they take it for dead.
const SILENCE: Duration = Duration::from_secs(15);
/// How soon a lost connection is opened again.
const AGAIN: Duration = Duration::from_millis(500);

/// Hears what the other nodes tell.
pub(super) struct Hearing {
    pub(super) app: Weak<App>,
    pub(super) node: NodeId,
    pub(super) client: Client,
    pub(super) wakes: mpsc::Sender<Wake>,
    pub(super) connected: Arc<AtomicBool>,
    /// The families that somebody listens to here.
    pub(super) families: HashSet<FamilyId>,
    /// The other nodes, and when each was heard last.
    pub(super) nodes: HashMap<NodeId, Instant>,
}

impl Hearing {
    /// Listens, and comes back when Redis does.
    pub(super) async fn listen(mut self, mut subscriptions: mpsc::UnboundedReceiver<Subscription>) {
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
        let mut wanted = Vec::new();
        let mut echo = Instant::now();
        // Whom we could not hear could not be heard.
        self.nodes.values_mut().for_each(|heard| *heard = echo);
        loop {
            tokio::select! {
                count = subscriptions.recv_many(&mut wanted, CHANNELS) => {
                    if count == 0 {
                        return Ok(());
                    }
                    self.change_subscriptions(&mut sink, wanted.drain(..)).await?;
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

    /// Begins and ends subscriptions, those that stay as they are now, in two round trips.
    async fn change_subscriptions(
        &mut self,
        sink: &mut PubSubSink,
        wanted: impl Iterator<Item = Subscription>,
    ) -> RedisResult<()> {
        let mut touched = HashSet::new();
        for wanted in wanted {
            let (Subscription::Begin(family) | Subscription::End(family)) = wanted;
            touched.insert(family);
            self.note(wanted);
        }
        let (begun, ended): (Vec<_>, Vec<_>) =
            touched.into_iter().partition(|family| self.families.contains(family));
        let channels =
            |families: &[FamilyId]| families.iter().copied().map(channel).collect::<Vec<_>>();
        let changed = async {
            if !ended.is_empty() {
                sink.unsubscribe(channels(&ended)).await?;
            }
            if !begun.is_empty() {
                sink.subscribe(channels(&begun)).await?;
            }
            RedisResult::Ok(())
        };
        let changed = tokio::time::timeout(PATIENCE, changed).await;
        changed.map_err(|_| gone("no subscription in time"))??;
        for family in begun {
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
