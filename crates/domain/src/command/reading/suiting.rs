//! Which words and pieces go with what is to be done; the others are left over.

use super::{
    super::{
        Action,
        sentence::{Concept, Piece, Role},
    },
    Reading,
};
use crate::Kind;

impl Reading<'_> {
    /// Words that nobody knows, or that do not go with what was told.
    pub(super) fn left_over(&self, action: Action, kind: Option<Kind>) -> Option<String> {
        let logs = action.kind().is_some();
        let fits = |piece: Piece| match piece {
            Piece::Unknown => false,
            Piece::Volume(_, unit) => match action {
                Action::LogFeeding | Action::LogPumping | Action::LogMedication => true,
                // Ounces of a weight.
                Action::LogGrowth => unit == Concept::Ounce,
                _ => false,
            },
            Piece::Weight(..) | Piece::Length(..) => action == Action::LogGrowth,
            Piece::Degrees(_, Some(_)) => action == Action::LogTemperature,
            Piece::Degrees(_, None) | Piece::Number(_) => matches!(
                action,
                Action::LogTemperature
                    | Action::LogGrowth
                    | Action::LogFeeding
                    | Action::LogPumping
            ),
            Piece::Dose(..) => action == Action::LogMedication,
            Piece::Lasting(_) | Piece::Between(..) | Piece::Unclear => {
                logs && kind.is_some_and(Kind::is_timed)
            }
            Piece::SinceAgo(_) | Piece::Time(Role::Since | Role::Until, _) => {
                kind.is_some_and(Kind::is_timed) && (logs || action == Action::StartTimer)
            }
            Piece::Time(Role::At, _) | Piece::Ago(_) | Piece::OfDay(_) | Piece::Day(..) => {
                !matches!(action, Action::QueryLast | Action::Undo)
            }
            Piece::Word(concept) => suits(concept, action),
            Piece::Name(_) => true,
        };
        let left: Vec<_> = self.pieces.iter().filter(|it| !fits(it.piece)).collect();
        let filler = |from: usize, to: usize| {
            let between = self.pieces.iter().filter(|it| it.from >= from && it.to <= to);
            between.into_iter().all(|it| it.piece == Piece::Word(Concept::Filler))
        };
        // What stands together is told together.
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for placed in &left {
            match spans.last_mut() {
                Some(last) if filler(last.1, placed.from) => last.1 = placed.to,
                _ => spans.push((placed.from, placed.to)),
            }
        }
        let words = spans.iter().map(|(from, to)| self.sentence.said(*from, *to));
        (!left.is_empty()).then(|| words.collect::<Vec<_>>().join(", "))
    }
}

/// What a word tells of.
pub(super) fn kind(concept: Concept) -> Option<Kind> {
    use Concept as C;
    Some(match concept {
        C::Feed
        | C::Bottle
        | C::Breast
        | C::Solid
        | C::Puree
        | C::Formula
        | C::BreastMilk
        | C::Milk => Kind::Feeding,
        C::Sleep | C::Nap | C::Night | C::Asleep | C::StillAsleep | C::Woke => Kind::Sleep,
        C::Diaper | C::Wet | C::Dirty | C::Mixed | C::Rash | C::NoRash => Kind::Diaper,
        C::Pump => Kind::Pumping,
        C::Weight | C::Height | C::Head => Kind::Growth,
        C::Temperature => Kind::Temperature,
        C::Medicine | C::Drug => Kind::Medication,
        C::Bath => Kind::Bath,
        C::Tummy => Kind::TummyTime,
        _ => return None,
    })
}

/// Whether a word goes with what is to be done.
fn suits(concept: Concept, action: Action) -> bool {
    use Action as A;
    use Concept as C;
    match concept {
        C::Left | C::Right | C::Both => matches!(
            action,
            A::LogFeeding | A::LogPumping | A::StartTimer | A::StopTimer | A::QueryLast
        ),
        C::Each => matches!(action, A::LogFeeding | A::LogPumping),
        C::Loose | C::Hard | C::Normal | C::Green | C::Yellow => action == A::LogDiaper,
        C::Rectal | C::Axillary | C::Oral | C::Ear | C::Forehead => action == A::LogTemperature,
        C::Solid | C::Puree => !matches!(action, A::StartTimer | A::StopTimer),
        C::Start => matches!(action, A::StartTimer),
        C::Stop => matches!(action, A::StopTimer),
        C::Timer => matches!(action, A::StartTimer | A::StopTimer),
        C::DoseUnit => action == A::LogMedication,
        C::Ask | C::Last => action == A::QueryLast,
        C::Question | C::Not | C::Later => false,
        C::Undo => action == A::Undo,
        _ => action != A::Undo || kind(concept).is_none(),
    }
}
