//! What the pieces of a sentence tell together.

mod describe;
mod measure;
mod suiting;
mod time;
mod timing;

use self::{measure::Measures, suiting::kind};
use super::{
    Action, Command, Doubt, Interpretation, Moment, Parameters, Refusal,
    sentence::{Concept, Piece, Placed, Sentence},
};
use crate::{ChildId, Kind, Locale};

/// The pieces of a sentence by what they are.
pub(super) struct Reading<'a> {
    pub sentence: &'a Sentence<'a>,
    pub pieces: Vec<Placed>,
    pub locale: Locale,
    pub moment: &'a Moment<'a>,
    /// What to ask.
    pub doubt: Option<Doubt>,
}

/// Words for where a child drinks.
const SIDES: [Concept; 4] = [Concept::Left, Concept::Right, Concept::Both, Concept::Each];

/// Where a temperature is taken.
const SITES: [Concept; 5] =
    [Concept::Rectal, Concept::Axillary, Concept::Oral, Concept::Ear, Concept::Forehead];

/// What an amount or a number beside "gave" or "had" may belong to.
const DRUNK: [Kind; 5] =
    [Kind::Feeding, Kind::Pumping, Kind::Medication, Kind::Growth, Kind::Temperature];

impl Reading<'_> {
    pub(super) fn has(&self, concept: Concept) -> bool {
        self.place(concept).is_some()
    }

    /// Where a concept stands first.
    pub(super) fn place(&self, concept: Concept) -> Option<usize> {
        self.pieces.iter().position(|it| it.piece == Piece::Word(concept))
    }

    pub(super) fn any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|it| self.has(*it))
    }

    /// What the pieces of one sort hold.
    pub(super) fn all<T>(&self, of: impl Fn(Piece) -> Option<T>) -> Vec<T> {
        self.pieces.iter().filter_map(|it| of(it.piece)).collect()
    }

    /// Notes a doubt, unless there is one that weighs as much.
    pub(super) fn doubt(&mut self, doubt: Doubt) {
        let lighter = |it: &Doubt| it.can_be_confirmed() && !doubt.can_be_confirmed();
        if self.doubt.as_ref().is_none_or(lighter) {
            self.doubt = Some(doubt);
        }
    }

    /// What is to be done about the sentence.
    pub(super) fn interpretation(mut self) -> Interpretation {
        if let Some(refusal) = self.refusal() {
            return Interpretation::Refused(refusal);
        }
        let kinds = self.kinds();
        let Some((action, kind)) = self.action(&kinds) else {
            return Interpretation::Refused(Refusal::NotUnderstood);
        };
        if kinds.len() > 1 {
            self.doubt(Doubt::Several);
        }
        if let Some(words) = self.left_over(action, kind) {
            self.doubt(Doubt::LeftOver(words));
        }
        let mut parameters = Parameters::default();
        self.describe(action, kind, &mut parameters);
        self.timed(action, &mut parameters);
        self.doubt_what_can_hardly_be(action, &parameters);
        let child = self.child(action);
        let command = Command { action, child, parameters };
        if action == Action::LogMedication {
            self.doubt(Doubt::Medicine);
        }
        let doubt = self.doubt.take().or_else(|| command.act(self.moment).err());
        match doubt {
            Some(doubt) => Interpretation::Unsure(command, doubt),
            None => Interpretation::Certain(command),
        }
    }

    fn refusal(&self) -> Option<Refusal> {
        let asks = self.has(Concept::Ask) || self.has(Concept::Last);
        let inverted = self.has(Concept::Inverted) || self.sentence.asked;
        if self.has(Concept::Question) || (inverted && !asks) {
            return Some(Refusal::Question);
        }
        if self.has(Concept::Not) {
            return Some(Refusal::Negated);
        }
        self.has(Concept::Later).then_some(Refusal::Future)
    }

    /// What was told of, each kind once.
    fn kinds(&mut self) -> Vec<Kind> {
        let mut kinds: Vec<_> = self.all(|piece| match piece {
            Piece::Word(concept) => kind(concept),
            _ => None,
        });
        kinds.sort_unstable();
        kinds.dedup();
        // What was pumped is milk, mostly into bottles.
        if kinds.contains(&Kind::Pumping) && !self.any(&[Concept::Feed, Concept::Solid]) {
            kinds.retain(|it| *it != Kind::Feeding);
        }
        if kinds.contains(&Kind::Medication) && !self.any(&[Concept::Feed, Concept::Bottle]) {
            kinds.retain(|it| !matches!(it, Kind::Feeding | Kind::Temperature));
        }
        let given = self.any(&[Concept::Give, Concept::Finish]);
        let milk = |piece: &Placed| match piece.piece {
            Piece::Volume(..) | Piece::Number(_) => true,
            Piece::Word(concept) => SIDES.contains(&concept),
            _ => false,
        };
        let drinks = !kinds.iter().any(|it| DRUNK.contains(it));
        if given && drinks && self.pieces.iter().any(milk) {
            kinds.insert(0, Kind::Feeding);
        }
        if kinds.is_empty() {
            let tells = |of: fn(Piece) -> bool| self.pieces.iter().any(|it| of(it.piece));
            if tells(|it| matches!(it, Piece::Weight(..))) {
                kinds.push(Kind::Growth);
            } else if tells(|it| matches!(it, Piece::Degrees(..))) {
                // It may be that of a room.
                if !self.any(&SITES) {
                    self.doubt(Doubt::Action);
                }
                kinds.push(Kind::Temperature);
            } else if tells(|it| matches!(it, Piece::Dose(..))) {
                kinds.push(Kind::Medication);
            }
        }
        kinds
    }

    /// What is to be done, and with what.
    fn action(&mut self, kinds: &[Kind]) -> Option<(Action, Option<Kind>)> {
        let kind = kinds.first().copied();
        if self.has(Concept::Undo) {
            return Some((Action::Undo, None));
        }
        if self.has(Concept::Ask) || self.has(Concept::Last) {
            return Some((Action::QueryLast, Some(kind?)));
        }
        let told = |of: fn(Piece) -> bool| self.pieces.iter().any(|it| of(it.piece));
        let amount = told(|it| matches!(it, Piece::Volume(..)));
        let lasting = told(|it| matches!(it, Piece::Lasting(_) | Piece::Between(..)));
        if self.has(Concept::Start) && !amount {
            return Some((Action::StartTimer, kind));
        }
        if self.has(Concept::Stop) && !amount {
            return (kind.is_some() || self.has(Concept::Timer))
                .then_some((Action::StopTimer, kind));
        }
        let eaten = self.any(&[Concept::Bottle, Concept::Formula, Concept::Milk, Concept::Puree]);
        if self.has(Concept::Finish) && !amount && !lasting && !eaten {
            return Some((Action::StopTimer, Some(kind?)));
        }
        let times = self.all(|piece| matches!(piece, Piece::Time(..)).then_some(())).len();
        if self.has(Concept::Woke) && !lasting && times < 2 && !self.has(Concept::Asleep) {
            return Some((Action::StopTimer, Some(Kind::Sleep)));
        }
        if self.has(Concept::Timer) {
            self.doubt(Doubt::Action);
            return Some((Action::StartTimer, kind));
        }
        let Some(kind) = kind else {
            // An amount without a word for what became of it.
            self.doubt(Doubt::Action);
            return amount.then_some((Action::LogFeeding, Some(Kind::Feeding)));
        };
        Some((Action::logging(kind)?, Some(kind)))
    }

    fn child(&mut self, action: Action) -> Option<ChildId> {
        let mut named = self.all(|piece| match piece {
            Piece::Name(child) => Some(child),
            _ => None,
        });
        named.sort_unstable();
        named.dedup();
        let child = match named[..] {
            [] => self.moment.meant(),
            [named] => Some(named),
            _ => None,
        };
        if child.is_none() && action != Action::Undo {
            self.doubt(Doubt::Child);
        }
        child
    }

    /// The measures that were told.
    fn measures(&self) -> Measures {
        Measures::of(self)
    }
}

/// A remark, in the words that were said.
pub(super) fn noted(note: &str, moment: &Moment<'_>) -> Interpretation {
    let parameters = Parameters { notes: Some(note.to_owned()), ..Parameters::default() };
    let child = moment.meant();
    let command = Command { action: Action::LogNote, child, parameters };
    match child {
        Some(_) => Interpretation::Certain(command),
        None => Interpretation::Unsure(command, Doubt::Child),
    }
}
