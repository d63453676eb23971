//! What the pieces of a sentence tell together.

use chrono::TimeDelta;

use super::{
    Action, Command, Doubt, Interpretation, Moment, Parameters, Refusal, SaidTime,
    clock::Clock,
    cover::{Day, Piece, Placed, Role},
    measure::Measures,
    sentence::Sentence,
    table::Concept,
    time::Frame,
};
use crate::{ChildId, Kind, Locale};

/// The pieces of a sentence by what they are.
pub(super) struct Reading<'a> {
    pub sentence: &'a Sentence<'a>,
    pub pieces: Vec<Placed>,
    pub locale: Locale,
    pub moment: &'a Moment<'a>,
    /// The first thing to ask.
    pub doubt: Option<Doubt>,
}

/// The times that a sentence names.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    start: Option<SaidTime>,
    end: Option<SaidTime>,
    /// Whether it goes on.
    goes_on: bool,
}

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

    /// Notes a doubt, unless there is one.
    pub(super) fn doubt(&mut self, doubt: Doubt) {
        self.doubt.get_or_insert(doubt);
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
        self.timed(action, kind, &mut parameters);
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
        if self.has(Concept::Question) || (self.sentence.asked && !asks) {
            return Some(Refusal::Question);
        }
        if self.has(Concept::Not) {
            return Some(Refusal::Negated);
        }
        self.has(Concept::Later).then_some(Refusal::Future)
    }

    /// What was told of, each kind once.
    fn kinds(&self) -> Vec<Kind> {
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
        if kinds.is_empty() {
            let tells = |of: fn(Piece) -> bool| self.pieces.iter().any(|it| of(it.piece));
            if tells(|it| matches!(it, Piece::Weight(..))) {
                kinds.push(Kind::Growth);
            } else if tells(|it| matches!(it, Piece::Degrees(..))) {
                kinds.push(Kind::Temperature);
            } else if tells(|it| matches!(it, Piece::Dose(..))) {
                kinds.push(Kind::Medication);
            } else if self.has(Concept::Give) && tells(|it| matches!(it, Piece::Volume(..))) {
                kinds.push(Kind::Feeding);
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
        if self.has(Concept::Finish) && !amount && !lasting {
            return Some((Action::StopTimer, Some(kind?)));
        }
        if self.has(Concept::Woke)
            && !lasting
            && !self.any(&[Concept::Asleep, Concept::Sleep, Concept::Nap])
        {
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
        let action = match kind {
            Kind::Feeding => Action::LogFeeding,
            Kind::Sleep => Action::LogSleep,
            Kind::Diaper => Action::LogDiaper,
            Kind::Growth => Action::LogGrowth,
            Kind::Medication => Action::LogMedication,
            Kind::Temperature => Action::LogTemperature,
            Kind::Pumping => Action::LogPumping,
            Kind::Bath => Action::LogBath,
            Kind::TummyTime => Action::LogTummyTime,
            Kind::Milestone | Kind::Note => return None,
        };
        Some((action, Some(kind)))
    }

    /// Words that nobody knows, or that do not go with what was told.
    fn left_over(&self, action: Action, kind: Option<Kind>) -> Option<String> {
        let logs = !matches!(
            action,
            Action::StartTimer | Action::StopTimer | Action::QueryLast | Action::Undo
        );
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
            Piece::Lasting(_) => logs && kind.is_some_and(Kind::is_timed),
            Piece::Between(..) => logs && kind.is_some_and(Kind::is_timed),
            Piece::SinceAgo(_) | Piece::Time(Role::Since | Role::Until, _) => {
                kind.is_some_and(Kind::is_timed) && (logs || action == Action::StartTimer)
            }
            Piece::Time(Role::At, _) | Piece::Ago(_) | Piece::Part(_) | Piece::Day(..) => {
                !matches!(action, Action::QueryLast | Action::Undo)
            }
            Piece::Word(concept) => suits(concept, action),
            Piece::Name(_) => true,
        };
        let left: Vec<_> = self.pieces.iter().filter(|it| !fits(it.piece)).collect();
        let words = left.iter().map(|it| self.sentence.said(it.from, it.to));
        (!left.is_empty()).then(|| words.collect::<Vec<_>>().join(" "))
    }

    fn child(&mut self, action: Action) -> Option<ChildId> {
        let mut named = self.all(|piece| match piece {
            Piece::Name(child) => Some(child),
            _ => None,
        });
        named.sort_unstable();
        named.dedup();
        let only = || match self.moment.children {
            [(only, _)] => Some(*only),
            _ => None,
        };
        let child = match named[..] {
            [] => self.moment.about.or_else(only),
            [named] => Some(named),
            _ => None,
        };
        if child.is_none() && action != Action::Undo {
            self.doubt(Doubt::Child);
        }
        child
    }

    /// Fills in when it was.
    fn timed(&mut self, action: Action, kind: Option<Kind>, parameters: &mut Parameters) {
        let times = match self.times() {
            Ok(times) => times,
            Err(doubt) => {
                self.doubt(doubt);
                Times::default()
            }
        };
        parameters.time = times.start;
        parameters.end = times.end;
        let asleep = kind == Some(Kind::Sleep) && self.has(Concept::Asleep);
        let lasting = self.all(|piece| match piece {
            Piece::Lasting(minutes) => Some(minutes),
            _ => None,
        });
        #[expect(clippy::cast_possible_truncation, reason = "a day has few seconds")]
        let length = |minutes: f64| TimeDelta::seconds((minutes.min(1e6) * 60.0).round() as i64);
        match (&lasting[..], parameters.sides) {
            ([], _) => {}
            (_, Some((left, right))) => parameters.duration = Some(left + right),
            ([one], None) => parameters.duration = Some(length(*one)),
            _ => self.doubt(Doubt::Contradiction("duration")),
        }
        let over = parameters.end.is_some() || parameters.duration.is_some();
        parameters.goes_on = action == Action::LogSleep && !over && (asleep || times.goes_on);
        if times.goes_on && !parameters.goes_on && action != Action::StartTimer {
            self.doubt(Doubt::Missing("duration"));
        }
        // Since when a sleep lasted that has an end is when it began.
        if action == Action::StopTimer && parameters.end.is_none() {
            parameters.end = parameters.time.take();
        }
    }

    /// The times that are named.
    fn times(&mut self) -> Result<Times, Doubt> {
        let frame = self.frame()?;
        let moment = self.moment;
        let back = |minutes: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a week has few seconds")]
            let seconds = (minutes.min(10_080.0) * 60.0) as i64;
            moment.said(moment.now - TimeDelta::seconds(seconds))
        };
        let mut times = Times::default();
        let mut points: Vec<(Role, SaidTime)> = Vec::new();
        let mut clocks: Vec<(usize, Clock)> = Vec::new();
        for (at, placed) in self.pieces.iter().enumerate() {
            match placed.piece {
                Piece::Ago(minutes) => points.push((Role::At, back(minutes))),
                Piece::SinceAgo(minutes) => points.push((Role::Since, back(minutes))),
                Piece::Time(Role::At, clock) => clocks.push((at, clock)),
                Piece::Time(role, clock) => points.push((role, moment.when(clock, frame)?)),
                Piece::Between(from, to) => {
                    let (from, to) = moment.between(from, to, frame)?;
                    (times.start, times.end) = (Some(from), Some(to));
                }
                _ => {}
            }
        }
        match clocks[..] {
            [] => {}
            [(_, clock)] => points.push((Role::At, moment.when(clock, frame)?)),
            // "Fell asleep at one and woke up at half past two".
            [(first, from), (second, to)] => {
                let between = |it: Option<usize>, a, b| it.is_some_and(|it| a < it && it < b);
                let woke = self.place(Concept::Woke);
                if !(between(woke, first, second) || woke.is_some_and(|it| it > second)) {
                    return Err(Doubt::Contradiction("time"));
                }
                let (from, to) = moment.between(from, to, frame)?;
                (times.start, times.end) = (Some(from), Some(to));
            }
            _ => return Err(Doubt::Contradiction("time")),
        }
        for (role, time) in points {
            // Of a sleep that lasted so long, "woke up at three" is the end.
            let ends = role == Role::Until
                || (role == Role::At && self.has(Concept::Woke) && !self.has(Concept::Asleep));
            let slot = if ends { &mut times.end } else { &mut times.start };
            if slot.replace(time).is_some() {
                return Err(Doubt::Contradiction("time"));
            }
            times.goes_on |= role == Role::Since;
        }
        let vague = frame != Frame::default() && times.start.is_none() && times.end.is_none();
        if vague { Err(Doubt::Time) } else { Ok(times) }
    }

    /// The day and the part of it that are named.
    fn frame(&self) -> Result<Frame, Doubt> {
        let mut frame = Frame::default();
        for placed in &self.pieces {
            let (day, part) = match placed.piece {
                Piece::Day(day, part) => (Some(day), part),
                Piece::Part(part) => (None, Some(part)),
                _ => continue,
            };
            let other = |a: bool| if a { Err(Doubt::Contradiction("time")) } else { Ok(()) };
            other(day.is_some_and(|day| frame.day.is_some_and(|it| it != day)))?;
            other(part.is_some_and(|part| frame.part.is_some_and(|it| it != part)))?;
            frame = Frame { day: day.or(frame.day), part: part.or(frame.part) };
        }
        if frame.day == Some(Day::Yesterday) && frame.part == Some(super::clock::Part::Night) {
            frame.day = Some(Day::LastNight);
        }
        Ok(frame)
    }

    /// The measures that were told.
    pub(super) fn measures(&self) -> Measures {
        Measures::of(self)
    }
}

/// A remark, in the words that were said.
pub(super) fn noted(note: &str, moment: &Moment<'_>) -> Interpretation {
    let parameters = Parameters { notes: Some(note.to_owned()), ..Parameters::default() };
    let only = || (moment.children.len() == 1).then(|| moment.children[0].0);
    let child = moment.about.or_else(only);
    let command = Command { action: Action::LogNote, child, parameters };
    match child {
        Some(_) => Interpretation::Certain(command),
        None => Interpretation::Unsure(command, Doubt::Child),
    }
}

/// What a word tells of.
fn kind(concept: Concept) -> Option<Kind> {
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
        C::Sleep | C::Nap | C::Night | C::Asleep | C::Woke => Kind::Sleep,
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
        C::Start => matches!(action, A::StartTimer),
        C::Stop => matches!(action, A::StopTimer),
        C::Timer => matches!(action, A::StartTimer | A::StopTimer),
        C::Ask | C::Last => action == A::QueryLast,
        C::Question | C::Not | C::Later => false,
        C::Undo => action == A::Undo,
        _ => true,
    }
}
