//! A sentence taken apart into pieces that mean something, so that as little as can be is left over.

use chrono::TimeDelta;

use super::{
    Sentence,
    clock::{Clock, Marked, PARTS},
    piece::{DAYS, PARTIAL, Piece, Placed, Role},
    table::{Concept, Meaning},
};

/// What each way to take a sentence apart costs: words that nobody knows most, then many pieces.
const UNKNOWN: u32 = 1_000;
const MISHEARD: u32 = 60;
const LOOSE_NUMBER: u32 = 40;
const PIECE: u32 = 10;
const FILLER: u32 = 11;

/// A piece that may begin somewhere, where it ends, and what it costs.
type Priced = (Piece, usize, u32);

impl Sentence<'_> {
    /// The pieces of the whole sentence, the best way to take it apart.
    pub(in crate::command) fn cover(&self) -> Vec<Placed> {
        let count = self.tokens.len();
        let mut best: Vec<(u32, Option<Placed>)> = vec![(u32::MAX, None); count + 1];
        best[count].0 = 0;
        for from in (0..count).rev() {
            for (piece, to, cost) in self.pieces(from) {
                let cost = cost.saturating_add(best[to].0);
                if cost < best[from].0 {
                    best[from] = (cost, Some(Placed { piece, from, to }));
                }
            }
        }
        let mut cover = Vec::new();
        let mut at = 0;
        while let Some((_, Some(placed))) = best.get(at) {
            cover.push(*placed);
            at = placed.to;
        }
        cover
    }

    /// How many words nobody knows.
    pub(in crate::command) fn unknown(cover: &[Placed]) -> usize {
        cover.iter().filter(|it| it.piece == Piece::Unknown).map(|it| it.to - it.from).sum()
    }

    /// The pieces that may begin here, where each ends and what it costs.
    fn pieces(&self, at: usize) -> Vec<Priced> {
        let mut found = self.lasting(at);
        found.extend(self.times(at));
        found.extend(self.quantities(at));
        found.extend(self.words(at));
        found.push((Piece::Unknown, at + 1, UNKNOWN));
        found
    }

    fn quantities(&self, at: usize) -> Vec<Priced> {
        let mut found = Vec::new();
        let mut add = |piece, end, cost| found.push((piece, end, cost));
        for (number, unit, end) in self.volumes(at) {
            add(Piece::Volume(number, unit), end, PIECE);
        }
        for (number, unit, end) in self.misheard_volumes(at) {
            add(Piece::Volume(number, unit), end, PIECE + MISHEARD);
        }
        for (number, unit, end) in self.weights(at) {
            add(Piece::Weight(number, unit), end, PIECE);
        }
        for (number, unit, end) in self.lengths(at) {
            // "100.2 in the ear" has no inches.
            let inches = self.word(end - 1) != "in";
            add(Piece::Length(number, unit), end, if inches { PIECE } else { LOOSE_NUMBER + 8 });
        }
        for (number, unit, end) in self.degrees(at) {
            let plain =
                unit.is_none() && self.skip(end.saturating_sub(1), Concept::Degree).is_none();
            add(Piece::Degrees(number, unit), end, if plain { LOOSE_NUMBER + 1 } else { PIECE });
        }
        for (number, end) in self.numbers(at) {
            add(Piece::Number(number), end, LOOSE_NUMBER);
            if let Some(to) = self.skip(end, Concept::DoseUnit) {
                add(Piece::Dose(number, end), to, PIECE + 2);
            }
        }
        found
    }

    /// Names and words; some mean something else where they begin the sentence.
    fn words(&self, at: usize) -> Vec<Priced> {
        let mut found = Vec::new();
        let mut add = |piece, end, cost| found.push((piece, end, cost));
        for (end, child) in self.names(at) {
            add(Piece::Name(child), end, PIECE - 1);
        }
        for (end, meaning) in self.meanings(at) {
            if let Meaning::Concept(concept) = meaning
                && !PARTIAL.contains(&concept)
            {
                let filler = matches!(concept, Concept::Filler | Concept::And);
                add(Piece::Word(concept), end, if filler { FILLER } else { PIECE });
            }
        }
        if at == 0 && self.names(at).next().is_none() {
            let opens = self.skip(at, Concept::Opens).or_else(|| {
                self.skip(at, Concept::MayOpen).filter(|end| self.names(*end).next().is_some())
            });
            if let Some(end) = opens {
                add(Piece::Word(Concept::Question), end, 0);
            }
            if let Some(end) = self.skip(at, Concept::StopFirst) {
                add(Piece::Word(Concept::Stop), end, PIECE - 1);
            }
        }
        found
    }

    /// Lengths of time: how long it took, how long ago it was, since how long it goes on.
    fn lasting(&self, at: usize) -> Vec<Priced> {
        let mut found = Vec::new();
        for (length, end) in self.durations(at) {
            let long = length > TimeDelta::hours(14);
            found.push((Piece::Lasting(length), end, if long { PIECE + 5 } else { PIECE }));
            if let Some(end) = self.skip(end, Concept::Ago) {
                found.push((Piece::Ago(length), end, PIECE));
            }
        }
        if let Some(next) = self.skip(at, Concept::Ago) {
            for (length, end) in self.durations(next) {
                let end = self.skip(end, Concept::Ago).unwrap_or(end);
                found.push((Piece::Ago(length), end, PIECE));
            }
        }
        if let Some(next) = self.skip(at, Concept::Since) {
            for (length, end) in self.durations(next) {
                // "Depuis deux heures" is either; nothing goes on for sixteen hours.
                let time = self.clocks(next).iter().any(|it| it.2 == end);
                if !time {
                    found.push((Piece::SinceAgo(length), end, PIECE));
                } else if length <= TimeDelta::hours(6) {
                    found.push((Piece::Unclear, end, PIECE - 1));
                }
            }
        }
        found
    }

    /// Times of the day, and days.
    fn times(&self, at: usize) -> Vec<Priced> {
        let mut found = Vec::new();
        let roles =
            [(Concept::At, Role::At), (Concept::Since, Role::Since), (Concept::Until, Role::Until)];
        let after = |concept| self.skip(at, concept).map(|next| self.clocks(next));
        for (concept, role) in roles {
            let clocks = after(concept).unwrap_or_default().into_iter();
            found.extend(clocks.map(|(clock, _, end)| (Piece::Time(role, clock), end)));
        }
        let marked = after(Concept::AtMarked).unwrap_or_default().into_iter();
        let marked = marked.filter(|(_, marked, _)| *marked != Marked::Bare);
        let clear = self.clocks(at).into_iter().filter(|(_, marked, _)| *marked == Marked::Clearly);
        let alone = marked.chain(clear);
        found.extend(alone.map(|(clock, _, end)| (Piece::Time(Role::At, clock), end)));
        found.extend(self.ranges(at));
        let day = self.skip_any(at, &DAYS);
        found.extend(day.map(|((day, part), end)| (Piece::Day(day, part), end)));
        let part = self.skip_any(at, &PARTS);
        found.extend(part.map(|(part, end)| (Piece::OfDay(part), end)));
        found.into_iter().map(|(piece, end)| (piece, end, PIECE)).collect()
    }

    /// "From one to half past two", 一点到两点半.
    fn ranges(&self, at: usize) -> Vec<(Piece, usize)> {
        let from = self.skip(at, Concept::From).or(self.skip(at, Concept::Since));
        let mut found = Vec::new();
        for (begin, marked, end) in self.clocks(from.unwrap_or(at)) {
            if from.is_none() && marked != Marked::Clearly {
                continue;
            }
            let ways = [(Concept::To, ()), (Concept::Until, ())];
            let to = self.skip_any(end, &ways).map(|it| it.1);
            let and = || self.skip(end, Concept::And).filter(|_| from.is_some());
            let dash = || (self.word(end) == "-").then_some(end + 1);
            let Some(next) = to.or_else(and).or_else(dash) else { continue };
            let hours = marked == Marked::Hours;
            let ends = self.clocks(next).into_iter();
            found.extend(ends.filter_map(|(clock, until, end)| {
                // "Two to four hours" may be how long it took.
                let lasts = until == Marked::Hours && marked == Marked::Bare && !clock.exact;
                let range = if lasts { Piece::Unclear } else { Piece::Between(begin, clock) };
                Some((if hours { hours_or_range(begin, clock, range)? } else { range }, end))
            }));
        }
        found
    }
}

/// "D'une heure à midi" lasts an hour; "de deux heures à trois heures" may be a range.
fn hours_or_range(from: Clock, to: Clock, range: Piece) -> Option<Piece> {
    let minutes = |clock: Clock| clock.hour % 12 * 60 + clock.minute;
    let between = (minutes(to) + 720 - minutes(from)) % 720;
    match from.hour {
        6.. => Some(range),
        _ if from.day.is_some() || from.part.is_some() => Some(range),
        _ if (1..=240).contains(&between) => Some(Piece::Unclear),
        _ => None,
    }
}
