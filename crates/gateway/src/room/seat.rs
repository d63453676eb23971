//! Who listens to a family, and what each is told.

use std::{
    cell::{OnceCell, RefCell},
    sync::Arc,
};

use actix_web::web::Bytes;
use domain::{Change, FamilyId, Locale, Member, Subject};
use tokio::sync::mpsc;

use super::frames;
use crate::{socket::Line, usecases::sync};

/// Where somebody listens.
#[derive(Clone)]
pub(super) enum Ear {
    /// On a socket of the room, in a language.
    Socket(Arc<Line>, Locale),
    /// In this process.
    Stream(mpsc::Sender<Told>),
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

/// Somebody who listens, and as whom.
pub(super) struct Seat {
    pub(super) ear: Ear,
    pub(super) member: Member,
}

/// A change that is told: put into a frame when the first one needs it.
pub(super) struct Telling {
    pub(super) change: Arc<Change>,
    /// In each language that it is told in.
    frames: RefCell<Vec<(Locale, Bytes)>>,
    hidden: OnceCell<Bytes>,
}

impl Telling {
    pub(super) fn new(change: Arc<Change>) -> Self {
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
    pub(super) fn tell(&self, telling: &Telling) -> bool {
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
    pub(super) fn resync(&self, family: FamilyId, seq: i64, epoch: &str) -> bool {
        match &self.ear {
            Ear::Socket(line, _) => line.send(frames::resync(family, seq, epoch)),
            Ear::Stream(ear) => ear.try_send(Told::Resync(seq)).is_ok(),
        }
    }
}
