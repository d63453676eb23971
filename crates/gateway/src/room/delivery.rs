//! One family's events, delivered in order to its listeners on this node.
//!
//! One task a family owns all that is needed, so there is nothing to lock: it knows the last number it sent, takes the next
//! one as it comes, and reads what it missed from the log before it goes on. An event is put into a frame once, however many
//! listen.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{AccountId, Change, Error, Event, FamilyId, Member, Result, Subject, Thing};
use serde_json::Value;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::{
    frames,
    presence::Presence,
    relay::{NodeId, Wake},
    seat::{Ear, Seat, Telling},
};
use crate::{App, socket::SocketId};

/// The largest gap that is filled from the log; beyond it, clients read afresh.
const LARGEST_GAP: u64 = 1000;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a family's task is asked to do.
pub(super) enum Command {
    /// Let somebody in, and say when that is done.
    Join(Box<Joining>, oneshot::Sender<Result<()>>),
    /// Take somebody out, for good or because their connection broke, and say when that is done.
    Leave { id: SocketId, for_good: bool, done: Option<oneshot::Sender<()>> },
    /// Note what somebody may see now, and say whether they are here.
    Reseat(SocketId, Box<Member>, oneshot::Sender<bool>),
    /// Something happened.
    Heard(Heard),
}

/// How the task hears of what happens elsewhere.
pub(super) enum Heard {
    /// From this node: the change itself.
    Change(Arc<Change>),
    /// From elsewhere: the number the log has reached.
    Head(i64),
    /// Nothing for a while: there may be something.
    Unsure,
    /// Who listens on another node, which wants to know who listens here if it asks.
    Present { node: NodeId, accounts: Vec<AccountId>, asks: bool },
}

/// Somebody who wants in.
#[derive(Clone)]
pub(super) struct Joining {
    pub(super) id: SocketId,
    pub(super) ear: Ear,
    /// How they are greeted, on a socket.
    pub(super) greeting: Option<Arc<Greeting>>,
    /// As whom they listen.
    pub(super) member: Member,
    /// The number of the last change they have seen, and the log that it is a number of.
    pub(super) since: Option<i64>,
    pub(super) epoch: Option<String>,
}

/// What the answer to `join-family` tells beside the number of the last change.
pub(super) struct Greeting {
    /// When the client's token ends.
    pub(super) until: Option<DateTime<Utc>>,
    /// The client's own id of the request.
    pub(super) id: Value,
}

struct Room {
    family: FamilyId,
    /// The number up to which all listeners have been told everything.
    last: i64,
    seats: HashMap<SocketId, Seat>,
    presence: Presence,
}

pub(super) async fn run(app: Weak<App>, family: FamilyId, mut commands: mpsc::Receiver<Command>) {
    let (seats, presence) = (HashMap::new(), Presence::default());
    let mut room = Room { family, last: 0, seats, presence };
    loop {
        let due = room.presence.due();
        let command = tokio::select! {
            command = commands.recv() => match command {
                Some(command) => Some(command),
                None => return,
            },
            () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => None,
        };
        let Some(app) = app.upgrade() else { return };
        match command {
            // Boxed, so that a quiet room does not keep what obeying takes.
            Some(command) => Box::pin(room.obey(&app, command)).await,
            None => room.presence.expire(Instant::now()),
        }
        room.tell_presence(&app);
        if room.seats.is_empty() && room.presence.is_empty() && commands.is_empty() {
            app.hub.shut(family);
            return;
        }
    }
}

impl Room {
    async fn obey(&mut self, app: &App, command: Command) {
        match command {
            Command::Join(joining, done) => {
                let id = joining.id;
                if done.send(self.join(app, *joining).await).is_err() {
                    // They went away meanwhile.
                    self.seats.remove(&id);
                    self.presence.leave(id);
                }
            }
            Command::Leave { id, for_good, done } => {
                self.seats.remove(&id);
                if for_good {
                    self.presence.leave(id);
                } else {
                    self.presence.lose(id, Instant::now());
                }
                // Who does not wait for it need not be told.
                let _ = done.map(|done| done.send(()));
            }
            Command::Reseat(id, member, done) => {
                let seat = self.seats.get_mut(&id).map(|seat| seat.member = *member);
                // Likewise.
                let _ = done.send(seat.is_some());
            }
            Command::Heard(heard) => {
                if let Err(error) = self.heard(app, heard).await {
                    tracing::warn!(%error, "a family's log could not be read; the next sweep tries again");
                }
            }
        }
    }

    async fn join(&mut self, app: &App, joining: Joining) -> Result<()> {
        if self.seats.is_empty() {
            self.last = head(app, self.family).await?;
        }
        let Joining { id, ear, greeting, member, since, epoch } = joining;
        if since.is_some_and(|since| since > self.last) {
            // They come from another node, which has heard of more than we have.
            self.catch_up(app).await?;
        }
        let same_log = epoch.is_none_or(|epoch| epoch == app.epoch);
        let missed = match since {
            None => Some(Vec::new()),
            Some(since) if same_log => self.missed(app, since).await?,
            Some(_) => None,
        };
        if let (Ear::Socket(line, _), Some(greeting)) = (&ear, greeting) {
            // Read after the number, so that whoever the next ones tell of may be missing, but no one before them.
            let members = in_time(app.members_of(self.family, self.last)).await?;
            self.presence.come(id, member.account());
            self.tell_presence(app);
            let online = |account| self.presence.knows(account);
            let at = (self.family, self.last);
            line.send(frames::joined(at, &app.epoch, &members, &greeting, online));
        }
        let seat = Seat { ear, member };
        let caught_up = match missed {
            Some(missed) => {
                missed.into_iter().all(|change| seat.tell(&Telling::new(Arc::new(change))))
            }
            None => seat.resync(self.family, self.last, &app.epoch),
        };
        if caught_up {
            self.seats.insert(id, seat);
        }
        Ok(())
    }

    /// What came after `since`, or `None` if that cannot be told in full.
    async fn missed(&self, app: &App, since: i64) -> Result<Option<Vec<Change>>> {
        match u64::try_from(self.last.saturating_sub(since)) {
            Ok(0) => Ok(Some(Vec::new())),
            Ok(gap) if gap <= LARGEST_GAP && since >= 0 => {
                read(app, self.family, since, self.last).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    async fn heard(&mut self, app: &App, heard: Heard) -> Result<()> {
        if let Heard::Unsure = heard {
            // Also before the first one is seated: they will want to know.
            self.announce(app, true);
        }
        match heard {
            Heard::Present { node, accounts, asks } => {
                self.presence.hear(node, accounts);
                if asks && !self.presence.is_empty() {
                    self.announce(app, false);
                }
            }
            _ if self.seats.is_empty() => {}
            Heard::Change(change) if change.seq == self.last + 1 => {
                self.deliver(app, change).await;
            }
            Heard::Change(change) if change.seq <= self.last => {}
            Heard::Head(seq) if seq <= self.last => {}
            // Another node was faster, or a wake was lost.
            Heard::Change(_) | Heard::Head(_) | Heard::Unsure => self.catch_up(app).await?,
        }
        Ok(())
    }

    /// Delivers what the log has and we have not.
    async fn catch_up(&mut self, app: &App) -> Result<()> {
        loop {
            let changes = read(app, self.family, self.last, i64::MAX).await?;
            let more = changes.len() == usize::try_from(LARGEST_GAP).unwrap_or(usize::MAX);
            for change in changes {
                self.deliver(app, Arc::new(change)).await;
            }
            if !more {
                return Ok(());
            }
        }
    }

    async fn deliver(&mut self, app: &App, change: Arc<Change>) {
        let telling = Telling::new(change);
        let change = &telling.change;
        let left = match (change.event, &change.subject) {
            (Event::MemberLeft, Subject::Member { id, .. }) => Some(*id),
            _ => None,
        };
        self.last = change.seq;
        // Who is not told reads too slowly, and must come back and recover.
        self.seats.retain(|_, seat| seat.tell(&telling) && left != Some(seat.member.account()));
        if let (Event::MemberLeft | Event::MemberUpdated, Subject::Member { id, .. }) =
            (change.event, &change.subject)
        {
            // Their sockets look again what they may, though no wake should have told them to.
            app.memory.forget(*id).await;
            app.sockets.recheck(*id);
        }
    }

    /// Tells who came and who went: the room, and the other nodes if it was here.
    fn tell_presence(&mut self, app: &App) {
        if self.presence.unannounced().is_some() {
            self.announce(app, false);
        }
        for (account, online) in self.presence.changes() {
            let frame = frames::presence(self.family, account, online);
            for seat in self.seats.values() {
                if let Ear::Socket(line, _) = &seat.ear {
                    line.send(frame.clone());
                }
            }
        }
    }

    /// Tells the other nodes who is here.
    fn announce(&mut self, app: &App, asks: bool) {
        let accounts = self.presence.announcement();
        if app.hub.announce(Wake::Present { family: self.family, accounts, asks }) {
            self.presence.was_announced();
        }
    }
}

/// The changes after `since` up to `until`, as many as one read gives.
async fn read(app: &App, family: FamilyId, since: i64, until: i64) -> Result<Vec<Change>> {
    let changes = in_time(async {
        let key = app.family_key(family).await?;
        let db = app.db.read();
        Ok(persistence::changes::after(db, &key, family, since, LARGEST_GAP).await?)
    });
    let changes = changes.await?;
    Ok(changes.into_iter().take_while(|change| change.seq <= until).collect())
}

async fn head(app: &App, family: FamilyId) -> Result<i64> {
    let heads = async { Ok(persistence::changes::heads(app.db.read(), [family]).await?) };
    let heads = in_time(heads).await?;
    heads.first().map(|(_, seq)| *seq).ok_or(Error::NotFound(Thing::Family))
}

/// A database that does not answer must not keep a room for ever: whoever waits is refused, and the next sweep tries again.
async fn in_time<T>(asked: impl Future<Output = Result<T>>) -> Result<T> {
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    answer.map_err(|_| Error::internal("the database does not answer"))?
}
