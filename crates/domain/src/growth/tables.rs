//! The tables of the WHO Child Growth Standards: read once, found by index.

use std::{ops::RangeInclusive, sync::LazyLock};

use super::{Indicator, Lms, Sex};
use crate::{Length, Word};

/// One indicator's rows, without a gap.
struct Table {
    girls: Vec<Lms>,
    boys: Vec<Lms>,
}

static TABLES: LazyLock<Vec<Table>> =
    LazyLock::new(|| Indicator::ALL.iter().map(|indicator| Table::read(indicator.csv())).collect());

impl Table {
    fn read(csv: &str) -> Self {
        let of = |sex| csv.lines().filter_map(|line| row(line.strip_prefix(sex)?)).collect();
        Self { girls: of("F,"), boys: of("M,") }
    }
}

/// A row after its sex: where it stands, then L, M and S.
fn row(line: &str) -> Option<Lms> {
    let mut numbers = line.split(',').skip(1).map_while(|cell| cell.parse().ok());
    Some(Lms { l: numbers.next()?, m: numbers.next()?, s: numbers.next()? })
}

impl Indicator {
    fn csv(self) -> &'static str {
        match self {
            Self::Weight => include_str!("who/wfa.csv"),
            Self::Length => include_str!("who/lhfa.csv"),
            Self::Head => include_str!("who/hcfa.csv"),
            Self::Bmi => include_str!("who/bmifa.csv"),
            Self::WeightForLength => include_str!("who/wfl.csv"),
            Self::WeightForHeight => include_str!("who/wfh.csv"),
        }
    }

    /// Where the standard is defined: days of age, or millimetres of length or height.
    #[must_use]
    pub fn range(self) -> RangeInclusive<u16> {
        match self {
            Self::Weight | Self::Length | Self::Head | Self::Bmi => 0..=1826,
            Self::WeightForLength => 450..=1100,
            Self::WeightForHeight => 650..=1200,
        }
    }

    /// The standard at a place of its [range](Self::range).
    #[must_use]
    pub fn reference(self, sex: Sex, at: u16) -> Option<Lms> {
        let table = &TABLES[self as usize];
        let rows = match sex {
            Sex::Female => &table.girls,
            Sex::Male => &table.boys,
        };
        let index = at.checked_sub(*self.range().start())?;
        rows.get(usize::from(index)).copied()
    }

    /// The standard of weight at a length, between two rows as WHO Anthro does it.
    pub(super) fn reference_for(self, sex: Sex, length: Length) -> Option<Lms> {
        let tenths = length.tenths_of_millimetres();
        let at = u16::try_from(tenths / 10).ok()?;
        let below = self.reference(sex, at)?;
        match tenths % 10 {
            0 => Some(below),
            rest => Some(below.towards(self.reference(sex, at + 1)?, f64::from(rest) / 10.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEXES: [(Sex, &str); 2] = [(Sex::Female, "F"), (Sex::Male, "M")];

    /// The rows of a sex as the file has them: the place in the range's unit, and all cells.
    fn rows(indicator: Indicator, letter: &str) -> Vec<(u16, Vec<&'static str>)> {
        // Days are whole, and centimetres have one decimal: without the point they are millimetres.
        let place = |cell: &str| cell.replace('.', "").parse().unwrap();
        let lines = indicator.csv().lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        let own = lines.filter(|cells| cells[0] == letter);
        own.map(|cells| (place(cells[1]), cells)).collect()
    }

    #[test]
    fn every_row_of_every_file_stands_at_its_place() {
        for indicator in Indicator::ALL.iter().copied() {
            let range = indicator.range();
            assert_eq!(indicator.csv().lines().count(), 1 + 2 * range.len(), "{indicator:?}");
            for (sex, letter) in SEXES {
                let rows = rows(indicator, letter);
                assert!(rows.iter().map(|(at, _)| *at).eq(range.clone()), "{indicator:?}");
                for (at, cells) in rows {
                    let Lms { l, m, s } = indicator.reference(sex, at).unwrap();
                    assert_eq!([l, m, s].map(|it| it.to_string()), cells[2..5], "{cells:?}");
                }
                assert_eq!(indicator.reference(sex, range.end() + 1), None);
                assert_eq!(indicator.reference(sex, u16::MAX), None);
                let before = range.start().checked_sub(1);
                assert_eq!(before.and_then(|at| indicator.reference(sex, at)), None);
            }
        }
    }

    #[test]
    fn length_becomes_height_on_day_731() {
        for indicator in [Indicator::Length, Indicator::Bmi] {
            for (day, cells) in ["F", "M"].into_iter().flat_map(|sex| rows(indicator, sex)) {
                assert_eq!(cells[5] == "H", day >= 731, "{cells:?}");
            }
        }
    }

    #[test]
    fn every_figure_is_of_a_child() {
        for indicator in Indicator::ALL.iter().copied() {
            for (sex, at) in
                SEXES.into_iter().flat_map(|(sex, _)| indicator.range().map(move |at| (sex, at)))
            {
                let reference = indicator.reference(sex, at).unwrap();
                assert!((1.0..130.0).contains(&reference.m), "{indicator:?} {at}");
                assert!((0.01..0.2).contains(&reference.s), "{indicator:?} {at}");
                let next = indicator.reference(sex, at + 1).unwrap_or(reference);
                assert!((next.m / reference.m - 1.0).abs() < 0.02, "{indicator:?} {at}");
                assert!(reference.value(-9.0) > 0.0, "{indicator:?} {at}");
                assert!(reference.value(9.0).is_finite(), "{indicator:?} {at}");
            }
        }
    }
}
