//! One node's rooms: which sockets are open here, and in which families.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use domain::{AccountId, Actor, Change, Error, FamilyId, Member, Result, SessionId};
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    delivery::{self, Command, Heard, Joining},
    relay::{Relay, Wake},
};
use crate::App;

/// How often the database is asked for what no wake told.
const SWEEP: Duration = Duration::from_secs(2);
/// How many families or sessions one statement asks for.
const CHUNK: usize = 500;
/// How many commands may wait at a family.
const QUEUE: usize = 1024;

/// Names a socket on this node.
pub(crate) type SocketId = u64;

/// What a socket is told besides frames. It is a state, so that nothing of it can be lost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Orders {
    /// Counts how often it was told to look again whether it may stay.
    pub(crate) rechecks: u32,
    /// Why it must close.
    pub(crate) close: Option<Ending>,
}

/// Why a socket must close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It reads too slowly.
    TooSlow,
    /// The node stops.
    GoingAway,
}

/// The way to a socket.
#[derive(Clone)]
pub(crate) struct Handle {
    pub(crate) id: SocketId,
    pub(crate) session: SessionId,
    pub(crate) frames: mpsc::Sender<ByteString>,
    pub(crate) orders: watch::Sender<Orders>,
}

impl Handle {
    /// Makes the socket look again whether it may stay.
    fn recheck(&self) {
        self.orders.send_modify(|orders| orders.rechecks = orders.rechecks.wrapping_add(1));
    }

    /// Makes the socket close.
    pub(super) fn close(&self, reason: Ending) {
        self.orders.send_modify(|orders| orders.close = Some(reason));
    }
}

type Sockets = HashMap<AccountId, HashMap<SocketId, Handle>>;

/// All rooms of the node.
pub(crate) struct Hub {
    app: OnceLock<Weak<App>>,
    relay: Relay,
    rooms: Mutex<HashMap<FamilyId, mpsc::Sender<Command>>>,
    sockets: Mutex<Sockets>,
    next_socket: AtomicU64,
    stopping: AtomicBool,
}

impl Hub {
    pub(crate) fn new(relay: Relay) -> Self {
        Self {
            app: OnceLock::new(),
            relay,
            rooms: Mutex::default(),
            sockets: Mutex::default(),
            next_socket: AtomicU64::new(0),
            stopping: AtomicBool::new(false),
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
        actor: &Actor,
        frames: mpsc::Sender<ByteString>,
        orders: watch::Sender<Orders>,
    ) -> Handle {
        let id = self.next_socket.fetch_add(1, Ordering::Relaxed);
        let handle = Handle { id, session: actor.session, frames, orders };
        lock(&self.sockets).entry(actor.account).or_default().insert(id, handle.clone());
        if self.stopping.load(Ordering::Relaxed) {
            handle.close(Ending::GoingAway);
        }
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
        // A room that closes meanwhile drops the command; the next try opens another.
        for _ in 0..5 {
            let (done, joined) = oneshot::channel();
            let command = Command::Join(joining.clone(), done);
            if self.room(family)?.send(command).await.is_ok()
                && let Ok(result) = joined.await
            {
                return result;
            }
        }
        Err(Error::internal("a room would not open"))
    }

    /// Takes a socket out of a family's room.
    pub(crate) async fn leave(&self, family: FamilyId, socket: SocketId) {
        let room = lock(&self.rooms).get(&family).cloned();
        if let Some(room) = room {
            // A room that has closed has nobody in it.
            let _ = room.send(Command::Leave(socket)).await;
        }
    }

    /// Tells a family's room that what a socket's person may see has changed.
    pub(crate) async fn reseat(&self, family: FamilyId, socket: SocketId, member: Member) {
        let room = lock(&self.rooms).get(&family).cloned();
        if let Some(room) = room {
            // A room that has closed has nobody in it.
            let _ = room.send(Command::Reseat(socket, member)).await;
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
    pub(crate) fn recheck(&self, account: AccountId) {
        let sockets = lock(&self.sockets);
        for handle in sockets.get(&account).into_iter().flat_map(HashMap::values) {
            handle.recheck();
        }
    }

    /// Asks every socket to close, because the node stops.
    pub(crate) fn going_away(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        for handle in lock(&self.sockets).values().flat_map(HashMap::values) {
            handle.close(Ending::GoingAway);
        }
    }

    /// The sessions that have sockets here, with their accounts.
    fn sessions(&self) -> Vec<(SessionId, AccountId)> {
        let sockets = lock(&self.sockets);
        let of = |(account, own): (&AccountId, &HashMap<SocketId, Handle>)| {
            own.values().map(|handle| (handle.session, *account)).collect::<Vec<_>>()
        };
        sockets.iter().flat_map(of).collect()
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
        if let Err(error) = look_around(&app).await {
            tracing::warn!(%error, "the log could not be asked; the next sweep tries again");
        }
    }
}

/// Asks for changes and ended sessions that nobody told of.
async fn look_around(app: &App) -> Result<()> {
    for some in app.hub.families().chunks(CHUNK) {
        for (family, seq) in
            persistence::changes::heads(app.db.read(), some.iter().copied()).await?
        {
            app.hub.heard(family, Heard::Head(seq));
        }
    }
    for some in app.hub.sessions().chunks(CHUNK) {
        let sessions = some.iter().map(|(session, _)| *session);
        let ended = persistence::sessions::ended(app.db.read(), sessions, app.now()).await?;
        for (_, account) in some.iter().filter(|(session, _)| ended.contains(session)) {
            app.memory.forget(*account).await;
            app.hub.recheck(*account);
        }
    }
    Ok(())
}

/// No code panics while it holds these locks; a poisoned one is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
