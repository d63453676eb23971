//! Times of the day as they are said.

use super::{
    Sentence,
    piece::{DAYS, Day},
    table::{Concept, Meaning},
};

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Part {
    Am,
    Pm,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A time as a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) struct Clock {
    /// As it was said, up to 24.
    pub hour: u32,
    pub minute: u32,
    /// Whether it can only be meant on a clock of 24 hours.
    pub exact: bool,
    pub part: Option<Part>,
    pub day: Option<Day>,
}

/// How sure it is that a number is a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Marked {
    /// "Three".
    Bare,
    /// "Three fifteen": a time after "at".
    Weakly,
    /// "Trois heures": a time after "at", else how long it took.
    Hours,
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
    /// The times that may begin here with their day and part of it, and where each ends.
    pub(super) fn clocks(&self, at: usize) -> Vec<Found> {
        let (day, next) = self.frame_at(at);
        let framed = next > at;
        let told = [Concept::At, Concept::AtMarked].into_iter().find_map(|it| self.skip(next, it));
        let (next, told) = told.filter(|_| framed).map_or((next, false), |next| (next, true));
        let mut found = self.plain_clocks(next);
        for (clock, marked, _) in found.iter_mut().filter(|_| framed) {
            (clock.day, clock.part) = day;
            // "Today one bottle" has no time.
            *marked = match *marked {
                Marked::Bare if told => Marked::Clearly,
                Marked::Weakly => Marked::Clearly,
                marked => marked,
            };
        }
        let framed_after = |(clock, marked, end): &Found| {
            let ((day, part), after) = self.frame_at(*end);
            let twice = (day.is_some() && clock.day.is_some_and(|it| Some(it) != day))
                || (part.is_some() && clock.part.is_some_and(|it| Some(it) != part));
            if after == *end || twice {
                return None;
            }
            let clock = Clock { day: day.or(clock.day), part: part.or(clock.part), ..*clock };
            // "Three in the morning" is a time; "three hours this morning" and "three today" are none.
            let of_hour = self.skip_any(*end, &PARTS).is_some() && clock.hour > 1;
            let marked = match *marked {
                Marked::Bare if of_hour => Marked::Clearly,
                Marked::Bare | Marked::Hours if self.is_close(*end) => Marked::Clearly,
                Marked::Weakly => Marked::Clearly,
                marked => marked,
            };
            Some((clock, marked, after))
        };
        let after: Vec<_> = found.iter().filter_map(framed_after).collect();
        found.extend(after);
        // Noon is a part of the day, and a time as well.
        if framed {
            found.extend(self.noon(at));
        }
        found
    }

    /// The day and the part of the day that are said here, and where they end.
    fn frame_at(&self, at: usize) -> ((Option<Day>, Option<Part>), usize) {
        let mut frame = (None, None);
        let mut end = at;
        loop {
            if frame.0.is_none()
                && let Some((day, next)) = self.skip_any(end, &DAYS)
            {
                frame = (Some(day.0), day.1.or(frame.1));
                end = next;
            } else if frame.1.is_none()
                && let Some((part, next)) = self.skip_any(end, &PARTS)
            {
                frame.1 = Some(part);
                end = next;
            } else {
                return (frame, end);
            }
        }
    }

    /// Whether a part of the day belongs to the hour before it: "trois heures du matin", not "ce matin".
    fn is_close(&self, at: usize) -> bool {
        matches!((self.word(at), self.word(at + 1)), ("du" | "da", _) | ("de", "la" | "l"))
    }

    fn plain_clocks(&self, at: usize) -> Vec<Found> {
        let mut found = self.noon(at);
        found.extend(self.before_and_after(at));
        for (hour, exact, end) in self.hours(at) {
            let clock = Clock { hour, minute: 0, exact, part: None, day: None };
            found.push((clock, Marked::Bare, end));
            found.extend(self.colon(clock, end));
            let (marked, after) = if let Some(after) = self.skip(end, Concept::OClock) {
                (Marked::Clearly, after)
            } else if let Some(after) = self.skip(end, Concept::HourMark) {
                (Marked::Hours, after)
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
                    .map(|it| (it.0, if hour > 12 { Marked::Clearly } else { marked }, it.2)),
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
        let end = self.skip(at + 2, Concept::HourMark).unwrap_or(at + 2);
        fits.then_some((Clock { minute, ..clock }, Marked::Clearly, end))
    }

    /// Noon and midnight.
    fn noon(&self, at: usize) -> Vec<Found> {
        let Some((hour, end)) = self.skip_any(at, &[(Concept::Noon, 12), (Concept::Midnight, 0)])
        else {
            return Vec::new();
        };
        let clock = Clock { hour, minute: 0, exact: true, part: None, day: None };
        let mut found = self.minutes(clock, end, true);
        // "Noon fifteen" may be fifteen of anything.
        let told = self.skip(end, Concept::MinuteAnd).is_some() || self.and_part(end).is_some();
        found.retain(|it| told && it.2 > at);
        for it in &mut found {
            it.1 = Marked::Clearly;
        }
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
            let way = match short {
                Some(_) => Some((true, next)),
                None => self.skip_any(next, &[(Concept::Past, false), (Concept::Before, true)]),
            };
            // Nobody says "two to four" of minutes.
            let way = way.filter(|it| !it.0 || short.is_some() || minute.is_multiple_of(5));
            let Some((before, next)) = way else { continue };
            let hours = self.hours(next).into_iter().chain(
                self.noon(next).into_iter().map(|(noon, _, end)| (noon.hour, noon.exact, end)),
            );
            for (hour, exact, end) in hours {
                let marks = [(Concept::OClock, ()), (Concept::HourMark, ())];
                let end = self.skip_any(end, &marks).map_or(end, |it| it.1);
                let clock = Clock { hour, minute: 0, exact, part: None, day: None };
                let clock = if before { earlier(clock, minute) } else { Clock { minute, ..clock } };
                // "Ten to eleven" may be a range, unless it is "at ten to eleven".
                let range = before && short.is_none() && minute < 15;
                found.push((clock, if range { Marked::Weakly } else { Marked::Clearly }, end));
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
        let and = self.skip(at, Concept::MinuteAnd);
        for (minute, end) in self.parts_of_hour(and.unwrap_or(at)) {
            // "At three and four" are two times.
            if and.is_some() && minute < 5 {
                continue;
            }
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

/// So many minutes before an hour.
fn earlier(clock: Clock, minutes: u32) -> Clock {
    let hour = match clock.hour {
        0 => 23,
        1 if !clock.exact => 12,
        hour => hour - 1,
    };
    Clock { hour, minute: 60 - minutes.clamp(1, 59), ..clock }
}
