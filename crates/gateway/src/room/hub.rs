//! One node's rooms: which sockets are open here, and in which families.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use domain::{AccountId, Change, Error, FamilyId, Result};
use tokio::sync::{mpsc, oneshot};

use super::{
    delivery::{self, Command, Heard, Joining},
    relay::{Relay, Wake},
};
use crate::App;

/// How often families are asked for what no wake told, and accounts are looked at again while Redis is away.
const SWEEP: Duration = Duration::from_secs(2);
/// How many commands may wait at a family.
const QUEUE: usize = 1024;

/// Names a socket on this node.
pub(crate) type SocketId = u64;

/// What a socket is told besides frames.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Control {
    /// Look again whether you may stay.
    Recheck,
    /// You read too slowly.
    TooSlow,
    /// The node stops.
    GoingAway,
}

/// The way to a socket.
#[derive(Clone)]
pub(crate) struct Handle {
    pub(crate) id: SocketId,
    pub(crate) frames: mpsc::Sender<ByteString>,
    pub(crate) control: mpsc::Sender<Control>,
}

type Sockets = HashMap<AccountId, HashMap<SocketId, Handle>>;

/// All rooms of the node.
pub(crate) struct Hub {
    app: OnceLock<Weak<App>>,
    relay: Relay,
    rooms: Mutex<HashMap<FamilyId, mpsc::Sender<Command>>>,
    sockets: Mutex<Sockets>,
    next_socket: AtomicU64,
}

impl Hub {
    pub(crate) fn new(relay: Relay) -> Self {
        Self {
            app: OnceLock::new(),
            relay,
            rooms: Mutex::default(),
            sockets: Mutex::default(),
            next_socket: AtomicU64::new(0),
        }
    }

    /// Begins to listen to other nodes and to look after what they do not tell. Ends with the app.
    pub(crate) fn start(app: &Arc<App>) {
        let weak = Arc::downgrade(app);
        // `App::at` calls this once.
        let _ = app.hub.app.set(weak.clone());
        app.hub.relay.start(weak.clone());
        tokio::spawn(sweep(weak));
    }

    /// A name for a new socket, which is known from here on.
    pub(crate) fn open(
        &self,
        account: AccountId,
        frames: mpsc::Sender<ByteString>,
        control: mpsc::Sender<Control>,
    ) -> Handle {
        let id = self.next_socket.fetch_add(1, Ordering::Relaxed);
        let handle = Handle { id, frames, control };
        lock(&self.sockets).entry(account).or_default().insert(id, handle.clone());
        handle
    }

    /// Forgets a socket.
    pub(crate) fn close(&self, account: AccountId, socket: SocketId) {
        let mut sockets = lock(&self.sockets);
        if let Some(own) = sockets.get_mut(&account) {
            own.remove(&socket);
            if own.is_empty() {
                sockets.remove(&account);
            }
        }
    }

    /// Lets a socket into a family's room.
    pub(crate) async fn join(&self, family: FamilyId, joining: Joining) -> Result<()> {
        let mut joining = joining;
        loop {
            let (done, joined) = oneshot::channel();
            let command = Command::Join(joining.clone(), done);
            // A room that closes meanwhile drops the command; the next try opens another.
            if self.room(family)?.send(command).await.is_ok()
                && let Ok(result) = joined.await
            {
                return result;
            }
            joining.attempts += 1;
            if joining.attempts > 5 {
                return Err(Error::internal("a room would not open"));
            }
        }
    }

    /// Takes a socket out of a family's room.
    pub(crate) async fn leave(&self, family: FamilyId, socket: SocketId) {
        let room = lock(&self.rooms).get(&family).cloned();
        if let Some(room) = room {
            // A room that has closed has nobody in it.
            let _ = room.send(Command::Leave(socket)).await;
        }
    }

    /// Tells a change of this node to everyone.
    pub(crate) fn tell(&self, change: Change) {
        self.relay.announce(Wake::Change { family: change.family, seq: change.seq });
        self.heard(change.family, Heard::Change(change));
    }

    /// Tells a family's room, if there is one here, that something happened.
    pub(super) fn heard(&self, family: FamilyId, heard: Heard) {
        if let Some(room) = lock(&self.rooms).get(&family) {
            // A room that cannot take it now reads it from the log at the next wake or sweep.
            let _ = room.try_send(Command::Heard(heard));
        }
    }

    /// Makes an account's sockets, here and elsewhere, look again whether they may stay.
    pub(crate) fn account_changed(&self, account: AccountId) {
        self.relay.announce(Wake::Account { account });
        self.recheck(account);
    }

    /// Makes an account's sockets on this node look again whether they may stay.
    pub(super) fn recheck(&self, account: AccountId) {
        let sockets = lock(&self.sockets);
        for handle in sockets.get(&account).into_iter().flat_map(HashMap::values) {
            // A full queue holds a recheck already.
            let _ = handle.control.try_send(Control::Recheck);
        }
    }

    /// Makes every socket of this node look again whether it may stay.
    pub(super) fn recheck_all(&self) {
        self.control_all(Control::Recheck);
    }

    /// Asks every socket to close, because the node stops.
    pub(crate) fn going_away(&self) {
        self.control_all(Control::GoingAway);
    }

    fn control_all(&self, control: Control) {
        for handle in lock(&self.sockets).values().flat_map(HashMap::values) {
            let _ = handle.control.try_send(control);
        }
    }

    /// Whether Redis is reached; `None` without Redis.
    pub(crate) fn relay_connected(&self) -> Option<bool> {
        self.relay.connected()
    }

    /// The families with a room on this node.
    pub(super) fn families(&self) -> Vec<FamilyId> {
        lock(&self.rooms).keys().copied().collect()
    }

    /// Takes away an empty room's entry.
    pub(super) fn shut(&self, family: FamilyId) {
        // Under the lock, so that no new room's subscription comes between.
        let mut rooms = lock(&self.rooms);
        rooms.remove(&family);
        self.relay.unsubscribe(family);
    }

    fn room(&self, family: FamilyId) -> Result<mpsc::Sender<Command>> {
        let app = self.app.get().cloned().ok_or_else(|| Error::internal("no app yet"))?;
        let mut rooms = lock(&self.rooms);
        if let Some(room) = rooms.get(&family).filter(|room| !room.is_closed()) {
            return Ok(room.clone());
        }
        let (room, commands) = mpsc::channel(QUEUE);
        rooms.insert(family, room.clone());
        self.relay.subscribe(family);
        tokio::spawn(delivery::run(app, family, commands));
        Ok(room)
    }
}

/// Asks the log for what no wake told.
async fn sweep(app: Weak<App>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let Some(app) = app.upgrade() else { return };
        if app.hub.relay_connected() == Some(false) {
            app.hub.recheck_all();
        }
        for some in app.hub.families().chunks(500) {
            match persistence::changes::heads(app.db.read(), some.iter().copied()).await {
                Ok(heads) => {
                    for (family, seq) in heads {
                        app.hub.heard(family, Heard::Head(seq));
                    }
                }
                Err(error) => tracing::warn!(%error, "the families' logs could not be asked"),
            }
        }
    }
}

/// No code panics while it holds these locks; a poisoned one is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
