//! One family's events, delivered in order to its sockets on this node.
//!
//! One task a family owns all that is needed, so there is nothing to lock: it knows the last number it sent, takes the next
//! one as it comes, and reads what it missed from the log before it goes on.

use std::{cell::LazyCell, collections::HashMap, sync::Weak};

use bytestring::ByteString;
use domain::{Change, Error, Event, FamilyId, Locale, Member, Result, Subject, Thing};
use persistence::members::Listed;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

use super::{
    frames,
    hub::{Ending, Handle, SocketId},
};
use crate::{App, usecases::sync};

/// The largest gap that is filled from the log; beyond it, clients read afresh.
pub(super) const LARGEST_GAP: u64 = 1000;

/// What a family's task is asked to do.
pub(super) enum Command {
    /// Let a socket in, and say when that is done.
    Join(Joining, oneshot::Sender<Result<()>>),
    /// Take a socket out.
    Leave(SocketId),
    /// What somebody may see has changed.
    Reseat(SocketId, Member),
    /// Something happened.
    Heard(Heard),
}

/// How the task hears of a change.
pub(super) enum Heard {
    /// From this node: the change itself.
    Change(Change),
    /// From elsewhere: the number the log has reached.
    Head(i64),
    /// Nothing for a while: there may be something.
    Unsure,
}

/// A socket that wants in.
#[derive(Clone)]
pub(crate) struct Joining {
    pub(crate) socket: Handle,
    /// The number of the last change it has seen.
    pub(crate) since: Option<i64>,
    /// As whom it listens.
    pub(crate) member: Member,
    /// Who is in the family.
    pub(crate) members: Vec<Listed>,
    /// The client's own id of the request.
    pub(crate) id: Value,
}

struct Room {
    family: FamilyId,
    /// The number up to which all sockets have been sent everything.
    last: i64,
    sockets: HashMap<SocketId, Seat>,
}

/// A socket, and as whom it listens.
struct Seat {
    socket: Handle,
    member: Member,
}

pub(super) async fn run(app: Weak<App>, family: FamilyId, mut commands: mpsc::Receiver<Command>) {
    let mut room = Room { family, last: 0, sockets: HashMap::new() };
    while let Some(command) = commands.recv().await {
        let Some(app) = app.upgrade() else { return };
        match command {
            Command::Join(joining, done) => {
                // A socket that went away meanwhile does not wait for the answer.
                let _ = done.send(room.join(&app, joining).await);
            }
            Command::Leave(socket) => {
                room.sockets.remove(&socket);
            }
            Command::Reseat(socket, member) => {
                if let Some(seat) = room.sockets.get_mut(&socket) {
                    seat.member = member;
                }
            }
            Command::Heard(heard) => {
                if let Err(error) = room.heard(&app, heard).await {
                    tracing::warn!(%error, "a family's log could not be read; the next sweep tries again");
                }
            }
        }
        if room.sockets.is_empty() && commands.is_empty() {
            app.hub.shut(family);
            return;
        }
    }
}

impl Room {
    async fn join(&mut self, app: &App, joining: Joining) -> Result<()> {
        if self.sockets.is_empty() {
            self.last = head(app, self.family).await?;
        }
        let Joining { socket, since, member, members, id } = joining;
        if since.is_some_and(|since| since > self.last) {
            // It comes from another node, which has heard of more than we have.
            self.catch_up(app).await?;
        }
        let missed = match since {
            None => Some(Vec::new()),
            Some(since) => self.missed(app, since).await?,
        };
        let mut answer = vec![frames::joined(self.family, self.last, &members, &id)];
        match missed {
            Some(missed) => answer.extend(missed.iter().map(|change| frame_for(&member, change))),
            None => answer.push(frames::resync(self.family, self.last)),
        }
        if answer.into_iter().all(|frame| send(&socket, frame)) {
            self.sockets.insert(socket.id, Seat { socket, member });
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
        if self.sockets.is_empty() {
            return Ok(());
        }
        match heard {
            Heard::Change(change) if change.seq == self.last + 1 => {
                self.deliver(app, &change).await;
            }
            Heard::Change(Change { seq, .. }) | Heard::Head(seq) if seq <= self.last => {}
            _ => {
                // Another node was faster, or a wake was lost.
                self.catch_up(app).await?;
            }
        }
        Ok(())
    }

    /// Delivers what the log has and we have not.
    async fn catch_up(&mut self, app: &App) -> Result<()> {
        for change in read(app, self.family, self.last, i64::MAX).await? {
            self.deliver(app, &change).await;
        }
        Ok(())
    }

    async fn deliver(&mut self, app: &App, change: &Change) {
        let frame = frames::change(change, Locale::EnUs);
        let hidden = LazyCell::new(|| frames::hidden(change.seq));
        let left = match (change.event, &change.subject) {
            (Event::MemberLeft, Subject::Member { id, .. }) => Some(*id),
            _ => None,
        };
        self.last = change.seq;
        self.sockets.retain(|_, seat| {
            let seen = sync::sees(&seat.member, &change.subject);
            let sent = send(&seat.socket, if seen { frame.clone() } else { hidden.clone() });
            sent && left != Some(seat.member.account())
        });
        if let (Event::MemberLeft | Event::MemberUpdated, Subject::Member { id, .. }) =
            (change.event, &change.subject)
        {
            // Their sockets look again what they may, though no wake should have told them to.
            app.memory.forget(*id).await;
            app.hub.recheck(*id);
        }
    }
}

/// A change, as far as this member may know of it.
fn frame_for(member: &Member, change: &Change) -> ByteString {
    if sync::sees(member, &change.subject) {
        frames::change(change, Locale::EnUs)
    } else {
        frames::hidden(change.seq)
    }
}

/// Puts a frame into a socket's queue and tells whether it fitted; a socket that it does not fit gets no more, and must come
/// back and recover.
fn send(socket: &Handle, frame: ByteString) -> bool {
    let sent = socket.frames.try_send(frame);
    if let Err(mpsc::error::TrySendError::Full(_)) = sent {
        socket.close(Ending::TooSlow);
    }
    sent.is_ok()
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
