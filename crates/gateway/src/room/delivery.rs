//! One family's events, delivered in order to its listeners on this node.
//!
//! One task a family owns all that is needed, so there is nothing to lock: it knows the last number it sent, takes the next
//! one as it comes, and reads what it missed from the log before it goes on. An event is put into a frame once, however many
//! listen.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    sync::{Arc, Weak},
};

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use domain::{AccountId, Change, Error, Event, FamilyId, Locale, Member, Result, Subject, Thing};
use persistence::members::Listed;
use serde_json::Value;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::{
    frames,
    presence::Presence,
    relay::{NodeId, Wake},
};
use crate::{
    App,
    socket::{Line, SocketId},
    usecases::sync,
};

/// The largest gap that is filled from the log; beyond it, clients read afresh.
const LARGEST_GAP: u64 = 1000;

/// What a family's task is asked to do.
pub(super) enum Command {
    /// Let somebody in, and say when that is done.
    Join(Box<Joining>, oneshot::Sender<Result<()>>),
    /// Take somebody out; for good, or because their connection broke.
    Leave { id: SocketId, for_good: bool },
    /// What somebody may see has changed.
    Reseat(SocketId, Box<Member>),
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

/// Where somebody listens.
#[derive(Clone)]
pub(super) enum Ear {
    /// On a socket of the room, in a language.
    Socket(Arc<Line>, Locale),
    /// In this process.
    Stream(mpsc::Sender<Told>),
}

/// What the answer to `join-family` tells beside the number of the last change.
pub(super) struct Greeting {
    /// Who is in the family.
    pub(super) members: Vec<Listed>,
    /// When the client's token ends.
    pub(super) until: Option<DateTime<Utc>>,
    /// The client's own id of the request.
    pub(super) id: Value,
}

/// What listeners in this process are told.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// A change.
    Change(Arc<Change>),
    /// One that they may not know of.
    Hidden(i64),
    /// What they missed cannot be told in full; it goes on after this number.
    Resync(i64),
}

struct Room {
    family: FamilyId,
    /// The number up to which all listeners have been told everything.
    last: i64,
    seats: HashMap<SocketId, Seat>,
    presence: Presence,
}

/// Somebody who listens, and as whom.
struct Seat {
    ear: Ear,
    member: Member,
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
                // Somebody who went away meanwhile does not wait for the answer.
                let _ = done.send(self.join(app, *joining).await);
            }
            Command::Leave { id, for_good } => {
                self.seats.remove(&id);
                if for_good {
                    self.presence.leave(id);
                } else {
                    self.presence.lose(id, Instant::now());
                }
            }
            Command::Reseat(id, member) => {
                if let Some(seat) = self.seats.get_mut(&id) {
                    seat.member = *member;
                }
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
            self.presence.come(id, member.account());
            self.tell_presence(app);
            let online = |account| self.presence.knows(account);
            line.send(frames::joined(self.family, self.last, &app.epoch, &greeting, online));
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
            if changes.is_empty() {
                return Ok(());
            }
            for change in changes {
                self.deliver(app, Arc::new(change)).await;
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
        if let Some(accounts) = self.presence.unannounced() {
            app.hub.announce(Wake::Present { family: self.family, accounts, asks: false });
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
        app.hub.announce(Wake::Present { family: self.family, accounts, asks });
    }
}

/// A change that is told: put into a frame when the first one needs it.
struct Telling {
    change: Arc<Change>,
    /// In each language that it is told in.
    frames: RefCell<Vec<(Locale, Bytes)>>,
    hidden: OnceCell<Bytes>,
}

impl Telling {
    fn new(change: Arc<Change>) -> Self {
        Self { change, frames: RefCell::default(), hidden: OnceCell::new() }
    }

    fn frame(&self, locale: Locale) -> Bytes {
        // All but what was found out is the same in all languages.
        let spoken = matches!(self.change.subject, Subject::Insight { .. });
        let locale = if spoken { locale } else { Locale::EnUs };
        let mut frames = self.frames.borrow_mut();
        if let Some((_, frame)) = frames.iter().find(|(known, _)| *known == locale) {
            return frame.clone();
        }
        let frame = frames::change(&self.change, locale);
        frames.push((locale, frame.clone()));
        frame
    }

    fn hidden(&self) -> Bytes {
        self.hidden.get_or_init(|| frames::hidden(self.change.seq)).clone()
    }
}

impl Seat {
    /// Tells a change, as far as this member may know of it.
    fn tell(&self, telling: &Telling) -> bool {
        let change = &telling.change;
        let sees = sync::sees(&self.member, &change.subject);
        match (&self.ear, sees) {
            (Ear::Socket(line, locale), true) => line.send(telling.frame(*locale)),
            (Ear::Socket(line, _), false) => line.send(telling.hidden()),
            (Ear::Stream(ear), true) => ear.try_send(Told::Change(change.clone())).is_ok(),
            (Ear::Stream(ear), false) => ear.try_send(Told::Hidden(change.seq)).is_ok(),
        }
    }

    /// Tells that the past cannot be told.
    fn resync(&self, family: FamilyId, seq: i64, epoch: &str) -> bool {
        match &self.ear {
            Ear::Socket(line, _) => line.send(frames::resync(family, seq, epoch)),
            Ear::Stream(ear) => ear.try_send(Told::Resync(seq)).is_ok(),
        }
    }
}

/// The changes after `since` up to `until`, as many as one read gives.
async fn read(app: &App, family: FamilyId, since: i64, until: i64) -> Result<Vec<Change>> {
    let key = app.family_key(family).await?;
    let db = app.db.read();
    let changes = persistence::changes::after(db, &key, family, since, LARGEST_GAP).await?;
    Ok(changes.into_iter().take_while(|change| change.seq <= until).collect())
}

async fn head(app: &App, family: FamilyId) -> Result<i64> {
    let heads = persistence::changes::heads(app.db.read(), [family]).await?;
    heads.first().map(|(_, seq)| *seq).ok_or(Error::NotFound(Thing::Family))
}
