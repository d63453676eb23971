//! Spoken and typed commands: what a sentence asks to be done, by a closed grammar with one table a language.
//!
//! Every word of a sentence is accounted for. What the grammar does not know makes it a question, never a guess.

mod act;
mod parameters;
mod reading;
mod sentence;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use self::{
    reading::Reading,
    sentence::{Concept, Piece, Sentence, tables},
};
use crate::{ChildId, FamilyClock, Kind, Locale, System, Word, word::words};

pub use act::Act;
pub use parameters::{Dose, Parameters, Quantified, SaidTime, Value};
pub(crate) use sentence::cardinal;

words! {
    /// What is to be done.
    Action {
        /// Log a feeding.
        LogFeeding = "log_feeding",
        /// Log sleep; without an end it goes on.
        LogSleep = "log_sleep",
        /// Log a diaper change.
        LogDiaper = "log_diaper",
        /// Log milk that was expressed.
        LogPumping = "log_pumping",
        /// Log what was measured.
        LogGrowth = "log_growth",
        /// Log a temperature.
        LogTemperature = "log_temperature",
        /// Log medicine that was given.
        LogMedication = "log_medication",
        /// Log a bath.
        LogBath = "log_bath",
        /// Log time on the belly.
        LogTummyTime = "log_tummy_time",
        /// Log a remark.
        LogNote = "log_note",
        /// Start a timer.
        StartTimer = "start_timer",
        /// End what goes on: the running timer of a kind, else the open sleep.
        StopTimer = "stop_timer",
        /// Tell when something was last.
        QueryLast = "query_last",
        /// Take back what was logged last.
        Undo = "undo",
    }

    /// Why nothing is done and nothing asked.
    Refusal {
        /// It is no command, or in another language.
        NotUnderstood = "not_understood",
        /// It tells what was not, or what not to do.
        Negated = "negated",
        /// It is a question that commands do not answer.
        Question = "question",
        /// It tells what is to come.
        Future = "future",
    }
}

impl Action {
    /// Of which kind is what it logs; none if it logs nothing.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::LogFeeding => Kind::Feeding,
            Self::LogSleep => Kind::Sleep,
            Self::LogDiaper => Kind::Diaper,
            Self::LogPumping => Kind::Pumping,
            Self::LogGrowth => Kind::Growth,
            Self::LogTemperature => Kind::Temperature,
            Self::LogMedication => Kind::Medication,
            Self::LogBath => Kind::Bath,
            Self::LogTummyTime => Kind::TummyTime,
            Self::LogNote => Kind::Note,
            Self::StartTimer | Self::StopTimer | Self::QueryLast | Self::Undo => return None,
        })
    }

    /// What logs a kind.
    fn logging(kind: Kind) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.kind() == Some(kind))
    }
}

/// When and of whom a command speaks.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    /// When it is said.
    pub now: DateTime<Utc>,
    /// The family's clock.
    pub clock: FamilyClock,
    /// The units that the family uses.
    pub units: System,
    /// The family's children and what they are called.
    pub children: Vec<(ChildId, &'a str)>,
    /// The child that is spoken of unless another is named.
    pub about: Option<ChildId>,
}

impl Moment<'_> {
    /// The child that is meant if none is named: the one that is spoken of, else the only one.
    #[must_use]
    pub fn meant(&self) -> Option<ChildId> {
        let only = || match self.children[..] {
            [(only, _)] => Some(only),
            _ => None,
        };
        self.about.or_else(only)
    }
}

/// A command as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// What is to be done.
    pub action: Action,
    /// For whom: the child that is named, else the one that is spoken of, else the only one.
    pub child: Option<ChildId>,
    /// What was said of it.
    pub parameters: Parameters,
}

/// The one thing to ask before a command is carried out; fields are spelt as [`Parameters::shown`] spells them.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// What it was: there is an amount or a time, and no word for what happened.
    Action,
    /// For which child.
    Child,
    /// This was not said.
    Missing(&'static str),
    /// This can hardly be.
    Implausible(&'static str),
    /// This was said twice, or does not go with the rest.
    Contradiction(&'static str),
    /// In which unit this was meant.
    Unit(&'static str),
    /// Which time was meant.
    Time,
    /// More than one thing was told.
    Several,
    /// Medicine is never logged unasked.
    Medicine,
    /// These words were not understood.
    LeftOver(String),
}

impl Doubt {
    /// Whether a yes settles it; otherwise what was understood is not what was meant, or not all of it.
    #[must_use]
    pub fn can_be_confirmed(&self) -> bool {
        matches!(self, Self::Medicine | Self::Implausible(_) | Self::LeftOver(_) | Self::Missing(_))
    }
}

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Interpretation {
    /// It says all that is needed, and nothing else.
    Certain(Command),
    /// What was understood, and what to ask. A yes is enough if the doubt [can be confirmed](Doubt::can_be_confirmed) and
    /// [`Command::act`] yields something.
    Unsure(Command, Doubt),
    /// Nothing is to be done.
    Refused(Refusal),
}

/// Reads a sentence in a language.
#[must_use]
pub fn interpret(text: &str, locale: Locale, moment: &Moment<'_>) -> Interpretation {
    let (table, others) = tables(locale);
    let not_understood = Interpretation::Refused(Refusal::NotUnderstood);
    let Some(sentence) = Sentence::of(text, table, moment) else { return not_understood };
    if let Some((note, set_off)) = sentence.note() {
        let told = (!set_off).then(|| interpret(note, locale, moment));
        return told.filter(is_told).unwrap_or_else(|| reading::noted(note, moment));
    }
    let pieces = sentence.cover();
    let unknown = Sentence::unknown(&pieces);
    let in_another_language = |other| {
        let read = Sentence::of(text, other, moment);
        read.is_some_and(|read| Sentence::unknown(&read.cover()) < unknown)
    };
    let asks = pieces.iter().any(|it| it.piece == Piece::Word(Concept::Question));
    let mostly_unknown = unknown * 2 > sentence.length() && !asks;
    if pieces.is_empty() || mostly_unknown {
        return not_understood;
    }
    if unknown > 0 && others.into_iter().any(in_another_language) {
        return not_understood;
    }
    let sentence = &sentence;
    Reading { sentence, pieces, locale, moment, doubt: None }.interpretation()
}

/// Whether what is to be noted is something that commands log, and not a remark.
fn is_told(read: &Interpretation) -> bool {
    use Interpretation::{Certain, Unsure};
    matches!(read, Certain(_) | Unsure(_, Doubt::Medicine | Doubt::Implausible(_)))
}
