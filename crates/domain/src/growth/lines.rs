//! The lines of growth charts, between which healthy children grow.

use std::{array, ops::RangeInclusive};

use super::{Indicator, Lms, Position, Sex, age::TWO_YEARS, z_score};
use crate::measure::round;

/// The percentiles that have a line, as on the charts of the WHO.
pub const PERCENTILES: [u8; 5] = [3, 15, 50, 85, 97];

/// The ages at which a chart may end, in days: half a year, then the birthdays.
const ENDS: [u16; 6] = [183, 365, 731, 1096, 1461, 1826];

/// Into how many parts the lines are cut.
const PARTS: u16 = 56;

/// What a lying child is longer than a standing one, in millimetres.
const LYING_ADDS: u16 = 7;

/// Where the lines pass at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Days of age, or cm of length.
    pub x: f64,
    /// The value at each of the [`PERCENTILES`].
    pub values: [f64; PERCENTILES.len()],
}

/// What lines run over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Days of age.
    ByAge(Indicator),
    /// Millimetres of a length or height: those of weight. Both tables are one, seven millimetres apart, and so go on from
    /// each other.
    ByLength(Position),
}

impl Lines {
    fn range(self) -> RangeInclusive<u16> {
        let (lying, standing) = (Indicator::WeightForLength, Indicator::WeightForHeight);
        match self {
            Self::ByAge(indicator) => indicator.range(),
            Self::ByLength(Position::Lying) => {
                *lying.range().start()..=*standing.range().end() + LYING_ADDS
            }
            Self::ByLength(Position::Standing) => {
                *lying.range().start() - LYING_ADDS..=*standing.range().end()
            }
        }
    }

    fn reference(self, sex: Sex, at: u16) -> Option<Lms> {
        match self {
            Self::ByAge(indicator) => indicator.reference(sex, at),
            Self::ByLength(Position::Lying) => {
                let as_standing = || Indicator::WeightForHeight.reference(sex, at - LYING_ADDS);
                Indicator::WeightForLength.reference(sex, at).or_else(as_standing)
            }
            Self::ByLength(Position::Standing) => {
                let as_lying = || Indicator::WeightForLength.reference(sex, at + LYING_ADDS);
                Indicator::WeightForHeight.reference(sex, at).or_else(as_lying)
            }
        }
    }

    /// How many places make up one unit of what people see: days, or centimetres.
    fn unit(self) -> f64 {
        match self {
            Self::ByAge(_) => 1.0,
            Self::ByLength(_) => 10.0,
        }
    }

    /// The stretch around measurings at these places, in days or centimetres; without any, around today's age.
    pub(super) fn around(self, measured: &[f64], today: u16) -> RangeInclusive<u16> {
        let least = measured.iter().copied().reduce(f64::min);
        let most = measured.iter().copied().reduce(f64::max);
        match (self, least.zip(most)) {
            (Self::ByAge(_), Some((least, most))) => ages(least, most),
            (Self::ByAge(_), None) => ages(today.into(), today.into()),
            (Self::ByLength(_), Some((least, most))) => self.lengths(least, most),
            (Self::ByLength(_), None) => self.range(),
        }
    }

    /// In millimetres: whole fives of centimetres, and five more on both sides.
    fn lengths(self, shortest: f64, longest: f64) -> RangeInclusive<u16> {
        let (first, last) = self.range().into_inner();
        let start = whole((shortest / 5.0).floor() * 50.0 - 50.0).clamp(first, last - 150);
        let end = whole((longest / 5.0).ceil() * 50.0 + 50.0).clamp(start + 150, last);
        start..=end
    }

    /// The ends of a stretch in days or centimetres.
    pub(super) fn ends(self, across: &RangeInclusive<u16>) -> RangeInclusive<f64> {
        let [first, last] = [across.start(), across.end()].map(|it| f64::from(*it) / self.unit());
        first..=last
    }

    /// The lines over a stretch. Ages stand closer where children grow faster.
    pub(super) fn curves(self, sex: Sex, across: RangeInclusive<u16>) -> Vec<Curve> {
        let z_scores = PERCENTILES.map(|percent| z_score(percent.into()));
        let curve = |at: u16| {
            let lms = self.reference(sex, at)?;
            let values = array::from_fn(|index| round(lms.value(z_scores[index]), 3));
            Some(Curve { x: f64::from(at) / self.unit(), values })
        };
        self.places(across).into_iter().filter_map(curve).collect()
    }

    fn places(self, across: RangeInclusive<u16>) -> Vec<u16> {
        let (first, last) = across.into_inner();
        let shares = (0..=PARTS).map(|part| f64::from(part) / f64::from(PARTS));
        let part = |share| match self {
            Self::ByAge(_) => share * share,
            Self::ByLength(_) => share,
        };
        let places = shares.map(|share| first + whole(f64::from(last - first) * part(share)));
        let mut places: Vec<_> = places.collect();
        // From here on children are measured standing: the line breaks.
        let breaks = [TWO_YEARS - 1, TWO_YEARS];
        if matches!(self, Self::ByAge(_)) && first < TWO_YEARS && TWO_YEARS <= last {
            places.extend(breaks);
            places.sort_unstable();
        }
        places.dedup();
        places
    }
}

/// In days: from birth, or from two years on, and up to where there is a little room.
fn ages(first: f64, last: f64) -> RangeInclusive<u16> {
    let start = if first < f64::from(TWO_YEARS) { 0 } else { TWO_YEARS };
    let end = ENDS.into_iter().find(|end| f64::from(*end) >= last * 1.05);
    start..=end.unwrap_or(*Indicator::Weight.range().end())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "days and millimetres of a child are few"
)]
fn whole(number: f64) -> u16 {
    number.round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEXES: [Sex; 2] = [Sex::Female, Sex::Male];
    const POSITIONS: [Position; 2] = [Position::Lying, Position::Standing];

    #[test]
    fn weight_for_length_and_for_height_are_one_table() {
        for (sex, height) in SEXES.into_iter().flat_map(|sex| (650..=1093).map(move |at| (sex, at)))
        {
            let lying = Indicator::WeightForLength.reference(sex, height + LYING_ADDS);
            assert_eq!(lying, Indicator::WeightForHeight.reference(sex, height), "{height}");
        }
        for position in POSITIONS {
            let lines = Lines::ByLength(position);
            assert!(lines.range().all(|at| lines.reference(Sex::Male, at).is_some()));
        }
    }

    #[test]
    fn a_chart_begins_at_birth_or_at_two_years_and_ends_after_the_last_measuring() {
        let lines = Lines::ByAge(Indicator::Weight);
        for (measured, today, across) in [
            (&[2.0, 30.0][..], 900, 0..=183),
            (&[180.0], 180, 0..=365),
            (&[360.0], 0, 0..=731),
            (&[10.0, 900.0], 900, 0..=1096),
            (&[731.0, 900.0], 900, 731..=1096),
            (&[1826.0], 1826, 731..=1826),
            (&[], 40, 0..=183),
            (&[], 1826, 731..=1826),
        ] {
            assert_eq!(lines.around(measured, today), across, "{measured:?}");
        }
    }

    #[test]
    fn lengths_have_room_on_both_sides() {
        let lying = Lines::ByLength(Position::Lying);
        for (measured, across) in [
            (&[68.0][..], 600..=750),
            (&[50.0, 67.0], 450..=750),
            (&[20.0], 450..=600),
            (&[190.0], 1057..=1207),
            (&[], 450..=1207),
        ] {
            assert_eq!(lying.around(measured, 0), across, "{measured:?}");
        }
        assert_eq!(lying.ends(&(450..=600)), 45.0..=60.0);
    }

    #[test]
    fn lines_have_forty_to_sixty_places_in_order_and_never_cross() {
        let by_age = [Indicator::Weight, Indicator::Length, Indicator::Head, Indicator::Bmi];
        let ages = [0..=183, 0..=365, 0..=731, 0..=1826, 731..=1096, 731..=1826];
        let by_age =
            by_age.into_iter().flat_map(|it| ages.clone().map(|at| (Lines::ByAge(it), at)));
        let by_length = POSITIONS.map(|position| (Lines::ByLength(position), 600..=750));
        for (lines, across) in by_age.chain(by_length) {
            let curves = lines.curves(Sex::Female, across.clone());
            assert!((40..=60).contains(&curves.len()), "{lines:?} {across:?} {}", curves.len());
            assert!(curves.is_sorted_by(|one, next| one.x < next.x));
            assert!(curves.iter().all(|curve| curve.values.is_sorted_by(|one, next| one < next)));
            let ends = [curves[0].x, curves[curves.len() - 1].x];
            let (first, last) = lines.ends(&across).into_inner();
            assert_eq!(ends.map(f64::to_bits), [first, last].map(f64::to_bits));
        }
    }

    #[test]
    fn the_lines_are_those_of_the_printed_tables() {
        // WHO, Weight-for-age GIRLS, birth to 5 years (percentiles), months 0, 12 and 60, in kg to one decimal.
        let girls = Lines::ByAge(Indicator::Weight);
        for (day, printed) in [
            (0, [2.4, 2.8, 3.2, 3.7, 4.2]),
            (365, [7.1, 7.9, 8.9, 10.2, 11.3]),
            (1826, [14.0, 15.7, 18.2, 21.3, 24.4]),
        ] {
            let curve = &girls.curves(Sex::Female, day..=day)[0];
            let rounded = curve.values.map(|value| round(value, 1));
            assert!(
                rounded.iter().zip(printed).all(|(one, other)| (one - other).abs() < 0.11),
                "{rounded:?}"
            );
        }
    }
}
