//! Numbers in words and digits.

use super::{
    Sentence,
    table::{Concept, Meaning},
};

/// A numeral that was read so far.
#[derive(Clone, Copy, Default)]
struct Counted {
    total: u32,
    /// The part of it that a multiplier would multiply.
    last: u32,
    /// What is added must be smaller; `None` at the beginning.
    room: Option<u32>,
    /// Whether a multiplier stood last, without a zero after it.
    multiplied: bool,
}

impl Sentence<'_> {
    /// The whole numbers that may begin here, with where each ends.
    pub(super) fn cardinals(&self, at: usize) -> Vec<(u32, usize)> {
        let mut found = Vec::new();
        self.count(at, Counted::default(), &mut found);
        found
    }

    fn count(&self, at: usize, so_far: Counted, found: &mut Vec<(u32, usize)>) {
        let Counted { total, last, room, multiplied } = so_far;
        for (end, meaning) in self.meanings(at) {
            match meaning {
                Meaning::Numeral(0) if room.is_none() => found.push((0, end)),
                Meaning::Numeral(0) if multiplied => {
                    self.count(end, Counted { multiplied: false, ..so_far }, found);
                }
                Meaning::Numeral(more) if more > 0 && room.is_none_or(|room| more < room) => {
                    let left = match more {
                        100.. => 100,
                        20.. if more.is_multiple_of(10) => 10,
                        _ => 1,
                    };
                    let next = Counted {
                        total: total + more,
                        last: more,
                        room: Some(left),
                        multiplied: false,
                    };
                    // 一百二 is 120, and 一百零二 102.
                    let tens = multiplied && self.tokens[at].is_chinese() && room == Some(100);
                    let multiplies =
                        || self.meanings(end).any(|(_, it)| matches!(it, Meaning::Times(_)));
                    if tens && more < 10 && !multiplies() {
                        found.push((total + more * 10, end));
                        continue;
                    }
                    found.push((next.total, end));
                    self.count(end, next, found);
                }
                Meaning::Times(by)
                    if last < by
                        && (last > 0 || room.is_none())
                        && (total - last).is_multiple_of(by)
                        && total < 1000 =>
                {
                    let total = total - last + last.max(1) * by;
                    found.push((total, end));
                    self.count(
                        end,
                        Counted { total, last: 0, room: Some(by), multiplied: true },
                        found,
                    );
                }
                Meaning::Concept(Concept::And) if total >= 20 && room.is_some_and(|it| it > 1) => {
                    let joined = |(end, _): &(usize, _)| *end;
                    let next: Vec<_> = self.meanings(end).collect();
                    if next
                        .iter()
                        .any(|it| matches!(it.1, Meaning::Numeral(1..)) && joined(it) > end)
                    {
                        self.count(end, Counted { multiplied: false, ..so_far }, found);
                    }
                }
                _ => {}
            }
        }
    }

    /// The numbers that may begin here, with decimals, halves and quarters, and where each ends.
    pub(super) fn numbers(&self, at: usize) -> Vec<(f64, usize)> {
        let mut found = Vec::new();
        if let Some(number) = self.tokens.get(at).and_then(|token| token.number) {
            found.push((number, at + 1));
            let fraction = self.tokens.get(at + 1).filter(|next| next.is_fraction());
            let whole = number.fract() == 0.0 && !self.tokens[at].is_fraction();
            found.extend(
                fraction.filter(|_| whole).and_then(|it| Some((number + it.number?, at + 2))),
            );
        }
        for (number, end) in self.cardinals(at) {
            let number = f64::from(number);
            found.push((number, end));
            let point = self.skip(end, Concept::Point);
            found.extend(
                point.and_then(|end| self.decimals(end)).map(|(part, end)| (number + part, end)),
            );
        }
        let point = self.skip(at, Concept::Point);
        found.extend(point.and_then(|end| self.decimals(end)));
        let more: Vec<_> = found
            .iter()
            .filter(|(number, _)| number.fract() == 0.0)
            .filter_map(|(number, end)| {
                let (part, end) = self.and_part(*end)?;
                Some((number + part, end))
            })
            .collect();
        found.extend(more);
        found
    }

    /// "And a half", "and a quarter".
    pub(super) fn and_part(&self, at: usize) -> Option<(f64, usize)> {
        let parts = [
            (Concept::AndThreeQuarters, 0.75),
            (Concept::AndHalf, 0.5),
            (Concept::AndQuarter, 0.25),
        ];
        parts.into_iter().find_map(|(concept, part)| Some((part, self.skip(at, concept)?)))
    }

    /// What stands behind a point: digits one by one, or two at once.
    fn decimals(&self, at: usize) -> Option<(f64, usize)> {
        // 三点50 is no number.
        let chinese = at > 0 && self.tokens[at - 1].is_chinese();
        if let Some(token) = self.tokens.get(at).filter(|it| it.number.is_some() && !chinese) {
            return Some((format!("0.{}", token.word).parse().ok()?, at + 1));
        }
        let mut literal = String::from("0.");
        let mut end = at;
        while let Some((digit, next)) = self.digit(end)
            && literal.len() < 6
        {
            literal.push_str(&digit.to_string());
            end = next;
        }
        if end > at {
            return Some((literal.parse().ok()?, end));
        }
        let two = self.cardinals(at).into_iter().filter(|(number, _)| (10..100).contains(number));
        let (number, end) = two.max_by_key(|(_, end)| *end)?;
        Some((f64::from(number) / 100.0, end))
    }

    /// A numeral below ten, on its own.
    pub(super) fn digit(&self, at: usize) -> Option<(u32, usize)> {
        let whole = self.cardinals(at).into_iter().max_by_key(|(_, end)| *end);
        let digit = |(number, _): &(u32, usize)| *number < 10;
        whole.filter(digit).or_else(|| {
            // 三七 is two digits, and no number.
            self.meanings(at).find_map(|(end, meaning)| match meaning {
                Meaning::Numeral(number @ 0..10) if self.tokens[at].is_chinese() => {
                    Some((number, end))
                }
                _ => None,
            })
        })
    }
}
