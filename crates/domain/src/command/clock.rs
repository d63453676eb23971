//! Times of the day as they are said.

use super::{
    sentence::Sentence,
    table::{Concept, Meaning},
};

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Am,
    Pm,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A time as a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// As it was said, up to 24.
    pub hour: u32,
    pub minute: u32,
    /// Whether it can only be meant on a clock of 24 hours.
    pub exact: bool,
    pub part: Option<Part>,
}

/// How sure it is that a number is a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Marked {
    /// "Three".
    Bare,
    /// "Three fifteen", "trois heures": a time after "at".
    Weakly,
    /// "3:15", "3 pm".
    Clearly,
}

/// The parts of the day by what is said.
pub(super) const PARTS: [(Concept, Part); 6] = [
    (Concept::Am, Part::Am),
    (Concept::Pm, Part::Pm),
    (Concept::Midday, Part::Midday),
    (Concept::Afternoon, Part::Afternoon),
    (Concept::Evening, Part::Evening),
    (Concept::InNight, Part::Night),
];

type Found = (Clock, Marked, usize);

impl Sentence<'_> {
    /// The times that may begin here, and where each ends.
    pub(super) fn clocks(&self, at: usize) -> Vec<Found> {
        let mut found = self.plain_clocks(at);
        if let Some((part, next)) = self.skip_any(at, &PARTS) {
            let next = self.skip(next, Concept::At).unwrap_or(next);
            let with =
                |(clock, _, end)| (Clock { part: Some(part), ..clock }, Marked::Clearly, end);
            found.extend(self.plain_clocks(next).into_iter().map(with));
        }
        let with_part = |(clock, _, end): &Found| {
            let (part, end) = self.skip_any(*end, &PARTS)?;
            (clock.part.is_none()).then_some((
                Clock { part: Some(part), ..*clock },
                Marked::Clearly,
                end,
            ))
        };
        let after: Vec<_> = found.iter().filter_map(with_part).collect();
        found.extend(after);
        found
    }

    fn plain_clocks(&self, at: usize) -> Vec<Found> {
        let mut found = self.noon(at);
        found.extend(self.before_and_after(at));
        for (hour, exact, end) in self.hours(at) {
            let clock = Clock { hour, minute: 0, exact, part: None };
            found.push((clock, Marked::Bare, end));
            found.extend(self.colon(clock, end));
            let (marked, after) = if let Some(after) = self.skip(end, Concept::OClock) {
                (Marked::Clearly, after)
            } else if let Some(after) = self.skip(end, Concept::Hour) {
                (Marked::Weakly, after)
            } else {
                found.extend(self.minutes(clock, end, false));
                continue;
            };
            let marked = if hour > 14 { Marked::Clearly } else { marked };
            found.push((clock, marked, after));
            let with_minutes = self.minutes(clock, after, true);
            found.extend(
                with_minutes
                    .into_iter()
                    .map(|it| (it.0, if marked == Marked::Clearly { marked } else { it.1 }, it.2)),
            );
        }
        found
    }

    /// Hours, whether a clock of 24 hours shows them, and where they end.
    fn hours(&self, at: usize) -> Vec<(u32, bool, usize)> {
        let cardinals = self.cardinals(at).into_iter();
        let mut found: Vec<_> = cardinals
            .filter(|it| it.0 <= 24)
            .map(|(it, end)| (it, it == 0 || it > 12, end))
            .collect();
        if let Some(end) = self.skip(at, Concept::One) {
            found.push((1, false, end));
        }
        if let Some(hour) = self.written(at).filter(|hour| *hour <= 24) {
            let exact = hour == 0 || hour > 12 || self.word(at).starts_with('0');
            found.push((hour, exact, at + 1));
        }
        found
    }

    /// A whole number in digits.
    fn written(&self, at: usize) -> Option<u32> {
        self.tokens.get(at).filter(|it| it.word.len() <= 2)?.word.parse().ok()
    }

    fn colon(&self, clock: Clock, at: usize) -> Option<Found> {
        let minute = self.written(at + 1).filter(|minute| *minute < 60)?;
        let fits = self.word(at) == ":" && self.word(at + 1).len() == 2;
        let end = self.skip(at + 2, Concept::Hour).unwrap_or(at + 2);
        fits.then_some((Clock { minute, ..clock }, Marked::Clearly, end))
    }

    /// Noon and midnight.
    fn noon(&self, at: usize) -> Vec<Found> {
        let Some((hour, end)) = self.skip_any(at, &[(Concept::Noon, 12), (Concept::Midnight, 0)])
        else {
            return Vec::new();
        };
        let clock = Clock { hour, minute: 0, exact: true, part: None };
        let mut found = self.minutes(clock, end, true);
        found.retain(|(clock, _, end)| clock.minute == 30 && *end > at);
        found.iter_mut().for_each(|it| it.1 = Marked::Clearly);
        found.push((clock, Marked::Clearly, end));
        found
    }

    /// "Half past four", "ten to five", 差一刻三点.
    fn before_and_after(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let short = self.skip(at, Concept::Minus);
        for (minute, next) in self.parts_of_hour(short.unwrap_or(at)) {
            let next = self.skip(next, Concept::MinuteMark).unwrap_or(next);
            let next = self.skip(next, Concept::Minute).unwrap_or(next);
            let (before, next) = match short {
                Some(_) => (true, next),
                None => {
                    let ways = [(Concept::Past, false), (Concept::Before, true)];
                    let Some(found) = self.skip_any(next, &ways) else { continue };
                    found
                }
            };
            let hours = self.hours(next).into_iter().chain(
                self.noon(next).into_iter().map(|(noon, _, end)| (noon.hour, noon.exact, end)),
            );
            for (hour, exact, end) in hours {
                let end = self.skip_any(end, &[(Concept::OClock, ()), (Concept::Hour, ())]);
                let end = end.map_or_else(|| hour_end(self, next, hour), |it| it.1);
                let clock = Clock { hour, minute: 0, exact, part: None };
                let clock = if before { earlier(clock, minute) } else { Clock { minute, ..clock } };
                found.push((clock, Marked::Clearly, end));
            }
        }
        found
    }

    /// Minutes, a half or a quarter, that stand for a part of an hour.
    fn parts_of_hour(&self, at: usize) -> Vec<(u32, usize)> {
        let parts = [(Concept::Half, 30), (Concept::Quarter, 15), (Concept::ThreeQuarters, 45)];
        let mut found: Vec<_> = self.skip_any(at, &parts).into_iter().collect();
        found.extend(self.cardinals(at).into_iter().filter(|(it, _)| (1..60).contains(it)));
        found.extend(self.written(at).filter(|it| *it < 60).map(|it| (it, at + 1)));
        found
    }

    /// What follows an hour, whose mark may have been said.
    fn minutes(&self, clock: Clock, at: usize, marked: bool) -> Vec<Found> {
        let mut found = Vec::new();
        let at_minute = |minute| Clock { minute, ..clock };
        if let Some((part, end)) = self.and_part(at) {
            let minute = if part > 0.6 {
                45
            } else if part > 0.3 {
                30
            } else {
                15
            };
            found.push((at_minute(minute), Marked::Weakly, end));
        }
        if let Some(next) = self.skip(at, Concept::Minus) {
            for (minute, end) in self.parts_of_hour(next) {
                let end = self.skip(end, Concept::MinuteMark).unwrap_or(end);
                found.push((earlier(clock, minute), Marked::Weakly, end));
            }
        }
        let and = self.skip(at, Concept::And);
        for (minute, end) in self.parts_of_hour(and.unwrap_or(at)) {
            let half = self.skip(at, Concept::Half).is_some();
            let two = minute >= 10 || and.is_some() || self.word(at).starts_with('0');
            // "At three half a bottle" is no time.
            if !(marked || (two && !half)) {
                continue;
            }
            let sure = if marked { Marked::Clearly } else { Marked::Weakly };
            let minute_mark = self.skip(end, Concept::MinuteMark);
            found.push((at_minute(minute), sure, minute_mark.unwrap_or(end)));
        }
        // "Three oh five".
        let zero = self.meanings(at).find(|(_, it)| *it == Meaning::Numeral(0));
        if let Some((next, _)) = zero
            && let Some((minute, end)) = self.digit(next)
        {
            let end = self.skip(end, Concept::MinuteMark).unwrap_or(end);
            found.push((at_minute(minute), Marked::Weakly, end));
        }
        found
    }
}

/// Where the longest way of saying this hour ends.
fn hour_end(sentence: &Sentence<'_>, at: usize, hour: u32) -> usize {
    let noon = sentence.noon(at).into_iter().map(|(clock, _, end)| (clock.hour, end));
    let hours = sentence.hours(at).into_iter().map(|(hour, _, end)| (hour, end));
    hours.chain(noon).filter(|it| it.0 == hour).map(|it| it.1).max().unwrap_or(at)
}

/// So many minutes before an hour.
fn earlier(clock: Clock, minutes: u32) -> Clock {
    let hour = match clock.hour {
        0 => 23,
        1 if !clock.exact => 12,
        hour => hour - 1,
    };
    Clock { hour, minute: 60 - minutes.clamp(1, 59), ..clock }
}
