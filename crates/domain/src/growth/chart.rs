//! Growth charts: what was measured of a child over time, and the lines between which healthy children grow.

use std::{array, ops::RangeInclusive};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Age, AgeBasis, Assessed, Indicator, Measure, Measuring, NoPercentile, Position, Sex, z_score,
};
use crate::{
    BodyMassUnit, ChildProfile, LengthUnit, Measurement, Unit, WeightUnit, Word, measure::round,
};

/// The percentiles that have a line, as on the charts of the WHO.
pub const PERCENTILES: [u8; 5] = [3, 15, 50, 85, 97];

/// The ages at which a chart may end, in days: half a year, then the birthdays.
const ENDS: [u16; 6] = [183, 365, 731, 1096, 1461, 1826];

/// Into how many parts the lines are cut.
const PARTS: u16 = 56;

/// A child's measurings of one measure beside the lines of the standard.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What was measured.
    pub measure: Measure,
    /// Each measuring, the earliest first.
    pub series: Vec<Point>,
    /// The stretch of ages or lengths that the chart shows, in the unit of [`Point::place`].
    pub across: RangeInclusive<f64>,
    /// The lines over that stretch, or why there are none.
    pub curves: Result<Vec<Curve>, NoPercentile>,
}

/// A measuring on a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When it was.
    pub at: DateTime<Utc>,
    /// The age in days; negative before birth, or before a preterm child was due.
    pub age_days: i64,
    /// From where the age is counted.
    pub age_basis: AgeBasis,
    /// Where it stands among the lines: days of age, or cm of length, and the value, each as the standard measures it.
    pub place: Option<(f64, f64)>,
    /// What was measured.
    pub value: Measurement,
    /// What it means.
    pub assessed: Assessed,
}

/// Where the lines pass at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Days of age, or cm of length.
    pub x: f64,
    /// The value at each of the [`PERCENTILES`].
    pub values: [f64; PERCENTILES.len()],
}

impl Chart {
    /// The chart of a child today, of its measurings in their order.
    #[must_use]
    pub fn new(
        measure: Measure,
        child: &ChildProfile,
        measurings: &[Measuring],
        today: NaiveDate,
    ) -> Self {
        let with = measurings.iter().filter(|it| of(measure, it).is_some());
        let latest = with.last().map_or(today, |measuring| measuring.on);
        // Lines by length are those of the child's last position; weights of before stand on them as if it had been so.
        let position = Age::on(latest, child.birth).map_or(Position::Standing, Age::position);
        let points = measurings.iter().filter_map(|it| point(measure, position, child, it));
        let series: Vec<_> = points.collect();
        let indicator = measure.indicator(position);
        let places: Vec<_> = series.iter().filter_map(|it| Some(it.place?.0)).collect();
        let across = match (measure, Age::on(today, child.birth)) {
            (Measure::WeightForLength, _) => lengths(indicator, &places),
            (_, age) => ages(&places, age.map_or(0.0, |age| age.days().into())),
        };
        let sex: Result<Sex, _> = child.gender.try_into();
        let [first, last] = [across.start(), across.end()].map(|it| f64::from(*it));
        let unit = if indicator.is_by_length() { 10.0 } else { 1.0 };
        Self {
            measure,
            series,
            curves: sex.map(|sex| curves(indicator, sex, across)),
            across: first / unit..=last / unit,
        }
    }
}

impl Measure {
    /// What a chart of it has along its foot: `days` of age, or `cm` of length or height.
    #[must_use]
    pub fn across(self) -> &'static str {
        if self == Self::WeightForLength { "cm" } else { "days" }
    }

    /// What it is measured in.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Weight | Self::WeightForLength => WeightUnit::METRIC.word(),
            Self::Height | Self::Head => LengthUnit::METRIC.word(),
            Self::Bmi => BodyMassUnit::METRIC.word(),
        }
    }

    /// The table of its lines.
    fn indicator(self, position: Position) -> Indicator {
        match self {
            Self::Weight => Indicator::Weight,
            Self::Height => Indicator::Length,
            Self::Head => Indicator::Head,
            Self::Bmi => Indicator::Bmi,
            Self::WeightForLength => Indicator::of_weight(position),
        }
    }
}

impl Indicator {
    fn is_by_length(self) -> bool {
        matches!(self, Self::WeightForLength | Self::WeightForHeight)
    }
}

/// What was measured, the number that a chart shows of it, and what it means.
fn of(measure: Measure, measuring: &Measuring) -> Option<(Measurement, f64, Assessed)> {
    let (growth, assessed) = (&measuring.growth, &measuring.assessment);
    Some(match measure {
        Measure::Weight | Measure::WeightForLength => {
            let weight = growth.weight?;
            let weight_alone = measure == Measure::Weight;
            let assessed = if weight_alone { assessed.weight } else { assessed.weight_for_length };
            (weight.measurement(), weight.kilograms(), assessed?)
        }
        Measure::Height => {
            let height = growth.height?;
            (height.measurement(), height.centimetres(), assessed.height?)
        }
        Measure::Head => (growth.head?.measurement(), growth.head?.centimetres(), assessed.head?),
        Measure::Bmi => {
            let (index, assessed) = assessed.bmi?;
            (index.measurement(), index.kilograms_per_square_metre(), assessed)
        }
    })
}

fn point(
    measure: Measure,
    position: Position,
    child: &ChildProfile,
    measuring: &Measuring,
) -> Option<Point> {
    let Measuring { at, on, ref growth, .. } = *measuring;
    let (value, number, assessed) = of(measure, measuring)?;
    let (age_basis, from) = child.birth.counted(on);
    let place = Age::on(on, child.birth).ok().and_then(|age| {
        let days = f64::from(age.days());
        Some(match measure {
            Measure::Height => (days, growth.stature()?.at(age).centimetres()),
            Measure::WeightForLength => {
                (growth.stature()?.seen(age, position).centimetres(), number)
            }
            _ => (days, number),
        })
    });
    Some(Point { at, age_days: (on - from).num_days(), age_basis, place, value, assessed })
}

/// The ages around those of the measurings, or around today's: from birth, or from two years on, and a little beyond.
fn ages(measured: &[f64], today: f64) -> RangeInclusive<u16> {
    let two_years = f64::from(super::age::TWO_YEARS);
    let first = measured.iter().copied().reduce(f64::min).unwrap_or(today);
    let last = measured.iter().copied().reduce(f64::max).unwrap_or(today);
    let start = if first < two_years { 0 } else { super::age::TWO_YEARS };
    let end = ENDS.into_iter().find(|end| f64::from(*end) >= last * 1.05);
    start..=end.unwrap_or(*Indicator::Weight.range().end())
}

/// The lengths around those of the measurings, in millimetres: whole fives of centimetres, and five more on both sides.
fn lengths(indicator: Indicator, measured: &[f64]) -> RangeInclusive<u16> {
    let (first, last) = indicator.range().into_inner();
    let shortest = measured.iter().copied().reduce(f64::min);
    let longest = measured.iter().copied().reduce(f64::max);
    let (Some(shortest), Some(longest)) = (shortest, longest) else { return first..=last };
    let start = whole((shortest / 5.0).floor() * 50.0 - 50.0).clamp(first, last - 150);
    let end = whole((longest / 5.0).ceil() * 50.0 + 50.0).clamp(start + 150, last);
    start..=end
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "days and millimetres of a child are few, and cut to what there can be"
)]
fn whole(number: f64) -> u16 {
    number.round() as u16
}

/// The lines over a stretch of the table. Ages stand closer where children grow faster.
fn curves(indicator: Indicator, sex: Sex, across: RangeInclusive<u16>) -> Vec<Curve> {
    let (first, last) = across.into_inner();
    let along = f64::from(last - first);
    let mut places: Vec<_> = (0..=PARTS)
        .map(|part| f64::from(part) / f64::from(PARTS))
        .map(|share| if indicator.is_by_length() { share } else { share * share })
        .map(|share| first + whole(along * share))
        .collect();
    // From here on children are measured standing: the line breaks.
    let breaks = [super::age::TWO_YEARS - 1, super::age::TWO_YEARS];
    if !indicator.is_by_length() && breaks.iter().all(|day| (first..=last).contains(day)) {
        places.extend(breaks);
        places.sort_unstable();
    }
    places.dedup();
    let z_scores = PERCENTILES.map(|percent| z_score(percent.into()));
    let unit = if indicator.is_by_length() { 10.0 } else { 1.0 };
    let curve = |at: u16| {
        let lms = indicator.reference(sex, at)?;
        let values = array::from_fn(|index| round(lms.value(z_scores[index]), 3));
        Some(Curve { x: f64::from(at) / unit, values })
    };
    places.into_iter().filter_map(curve).collect()
}
