//! One node's rooms: which families somebody listens to here.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak},
    task::{Context, Poll},
    time::Duration,
};

use domain::{AccountId, Change, Error, FamilyId, Locale, Member, Result};
use futures_util::Stream;
use tokio::sync::{mpsc, oneshot};

use super::{
    delivery::{self, Command, Greeting, Heard, Joining},
    relay::{NodeId, Relay, Wake},
    seat::{Ear, Told},
};
use crate::{
    App,
    socket::{Line, SocketId},
};

/// How often the database is asked for what no wake told.
const SWEEP: Duration = Duration::from_secs(2);
/// How many families or sessions one statement asks for.
const CHUNK: usize = 500;
/// How many commands may wait at a family.
const QUEUE: usize = 1024;
/// How many events may wait for a listener in this process.
const STREAM: usize = 2048;

/// All rooms of the node.
pub(crate) struct Hub {
    app: OnceLock<Weak<App>>,
    relay: Relay,
    rooms: Mutex<HashMap<FamilyId, mpsc::Sender<Command>>>,
}

/// From which change on somebody wants to hear.
#[derive(Clone, Default)]
pub(crate) struct Since {
    /// The number of the last one they have seen; `None`: from now on.
    pub(crate) seq: Option<i64>,
    /// The log that it is a number of, if they say.
    pub(crate) epoch: Option<String>,
}

impl Hub {
    pub(crate) fn new(relay: Relay) -> Self {
        Self { app: OnceLock::new(), relay, rooms: Mutex::default() }
    }

    /// Begins to listen to other nodes and to look after what they do not tell. Ends with the app.
    pub(crate) fn start(app: &Arc<App>) {
        let weak = Arc::downgrade(app);
        // `App::at` calls this once.
        let _ = app.hub.app.set(weak.clone());
        app.hub.relay.start(weak.clone());
        tokio::spawn(sweep(weak));
    }

    /// Lets a socket into a family's room, which greets it.
    pub(super) async fn join(
        &self,
        member: &Member,
        (id, line, locale): (SocketId, &Arc<Line>, Locale),
        since: Since,
        greeting: Greeting,
    ) -> Result<()> {
        // What it missed in another family goes first.
        line.room().await;
        let ear = Ear::Socket(line.clone(), locale);
        self.seat(member, id, ear, Some(Arc::new(greeting)), since).await
    }

    /// What a member hears of a family from now on, or from a number on.
    pub(crate) async fn follow(
        &self,
        app: &Arc<App>,
        member: &Member,
        since: Since,
    ) -> Result<Following> {
        let (id, family) = (app.sockets.name(), member.family());
        let (ear, told) = mpsc::channel(STREAM);
        self.seat(member, id, Ear::Stream(ear), None, since).await?;
        Ok(Following { app: app.clone(), family, id, told })
    }

    async fn seat(
        &self,
        member: &Member,
        id: SocketId,
        ear: Ear,
        greeting: Option<Arc<Greeting>>,
        since: Since,
    ) -> Result<()> {
        let (family, Since { seq: since, epoch }) = (member.family(), since);
        let joining = Joining { id, ear, greeting, member: member.clone(), since, epoch };
        // A room that closes meanwhile drops the command; the next try opens another.
        for _ in 0..5 {
            let (done, joined) = oneshot::channel();
            let command = Command::Join(Box::new(joining.clone()), done);
            if self.open(family)?.send(command).await.is_ok()
                && let Ok(result) = joined.await
            {
                return result;
            }
        }
        Err(Error::internal("a room would not open"))
    }

    /// Takes somebody out of a family's room: for good, or because their connection broke. Nothing comes after that.
    pub(crate) async fn leave(&self, family: FamilyId, id: SocketId, for_good: bool) {
        if let Some(room) = self.room(family) {
            let (done, left) = oneshot::channel();
            // A room that has closed has nobody in it.
            let _ = room.send(Command::Leave { id, for_good, done: Some(done) }).await;
            let _ = left.await;
        }
    }

    /// Tells a family's room what somebody may see now, and gives whether they are in it.
    pub(crate) async fn reseat(&self, id: SocketId, member: Member) -> bool {
        let Some(room) = self.room(member.family()) else { return false };
        let (done, seated) = oneshot::channel();
        // A room that has closed has nobody in it.
        let _ = room.send(Command::Reseat(id, Box::new(member), done)).await;
        seated.await.unwrap_or(false)
    }

    /// Tells a change of this node to everyone.
    pub(crate) fn tell(&self, change: Change) {
        self.relay.announce(Wake::Change { family: change.family, seq: change.seq });
        self.heard(change.family, Heard::Change(Arc::new(change)));
    }

    /// Tells the other nodes that an account's sessions or memberships have changed.
    pub(crate) fn account_changed(&self, account: AccountId) {
        self.relay.announce(Wake::Account { account });
    }

    /// Tells the other nodes something, and gives whether that was taken up.
    pub(super) fn announce(&self, wake: Wake) -> bool {
        self.relay.announce(wake)
    }

    /// Tells a family's room, if there is one here, that something happened.
    pub(super) fn heard(&self, family: FamilyId, heard: Heard) {
        if let Some(room) = self.rooms().get(&family) {
            // A room that cannot take it now reads it from the log at the next wake or sweep.
            let _ = room.try_send(Command::Heard(heard));
        }
    }

    /// Tells all rooms that nobody listens on a node any more.
    pub(super) fn node_died(&self, node: NodeId) {
        for room in self.rooms().values() {
            let room = room.clone();
            // To be told late is better than never.
            let gone = Heard::Present { node, accounts: Vec::new(), asks: false };
            tokio::spawn(async move { room.send(Command::Heard(gone)).await });
        }
    }

    /// Whether Redis is reached; `None` without Redis.
    pub(crate) fn relay_connected(&self) -> Option<bool> {
        self.relay.connected()
    }

    /// The families with a room on this node.
    pub(super) fn families(&self) -> Vec<FamilyId> {
        self.rooms().keys().copied().collect()
    }

    /// Takes away an empty room's entry.
    pub(super) fn shut(&self, family: FamilyId) {
        // Under the lock, so that no new room's subscription comes between.
        let mut rooms = self.rooms();
        rooms.remove(&family);
        self.relay.unsubscribe(family);
    }

    /// A family's room, if there is one.
    fn room(&self, family: FamilyId) -> Option<mpsc::Sender<Command>> {
        self.rooms().get(&family).cloned()
    }

    /// A family's room, which is opened if there is none.
    fn open(&self, family: FamilyId) -> Result<mpsc::Sender<Command>> {
        let app = self.app.get().cloned().ok_or_else(|| Error::internal("no app yet"))?;
        let mut rooms = self.rooms();
        if let Some(room) = rooms.get(&family).filter(|room| !room.is_closed()) {
            return Ok(room.clone());
        }
        let (room, commands) = mpsc::channel(QUEUE);
        rooms.insert(family, room.clone());
        self.relay.subscribe(family);
        tokio::spawn(delivery::run(app, family, commands));
        Ok(room)
    }

    /// No code panics while it holds this; a poisoned one is whole.
    fn rooms(&self) -> MutexGuard<'_, HashMap<FamilyId, mpsc::Sender<Command>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody hears of a family in this process; it ends when they are too slow or lose the family.
pub(crate) struct Following {
    app: Arc<App>,
    family: FamilyId,
    id: SocketId,
    told: mpsc::Receiver<Told>,
}

impl Following {
    /// Its name on this node, for [`Hub::reseat`] and [`Hub::leave`].
    pub(crate) fn id(&self) -> SocketId {
        self.id
    }
}

impl Stream for Following {
    type Item = Told;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Told>> {
        self.told.poll_recv(context)
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        if let Some(room) = self.app.hub.room(self.family) {
            // One that cannot take it now finds out when it next tells something.
            let _ = room.try_send(Command::Leave { id: self.id, for_good: true, done: None });
        }
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
    for some in app.sockets.sessions().chunks(CHUNK) {
        let sessions = some.iter().map(|(session, _)| *session);
        let ended = persistence::sessions::ended(app.db.read(), sessions, app.now()).await?;
        for (_, account) in some.iter().filter(|(session, _)| ended.contains(session)) {
            app.memory.forget(*account).await;
            app.sockets.recheck(*account);
        }
    }
    Ok(())
}
