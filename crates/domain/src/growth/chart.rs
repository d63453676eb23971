//! Growth charts: what was measured of a child over time, and the lines between which healthy children grow.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Age, AgeBasis, Assessed, Curve, Indicator, Measure, Measuring, NoPercentile, Position, Sex,
    lines::Lines,
};
use crate::{BodyMassUnit, ChildProfile, LengthUnit, Measurement, Unit, WeightUnit, Word};

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

impl Chart {
    /// The chart of a child today, of its measurings in their order.
    #[must_use]
    pub fn new(
        measure: Measure,
        child: &ChildProfile,
        measurings: &[Measuring],
        today: NaiveDate,
    ) -> Self {
        let latest = measurings.iter().rfind(|it| of(measure, it).is_some());
        let latest = latest.map_or(today, |measuring| measuring.on);
        // Lines by length are those of the child's last position; weights of before stand on them as if it had been so.
        let position = Age::on(latest, child.birth).map_or(Position::Standing, Age::position);
        let points = measurings.iter().filter_map(|it| point(measure, position, child, it));
        let series: Vec<_> = points.collect();
        let places: Vec<_> = series.iter().filter_map(|it| Some(it.place?.0)).collect();
        let lines = measure.lines(position);
        let across = lines.around(
            &places,
            match Age::on(today, child.birth) {
                Ok(age) => age.days(),
                Err(NoPercentile::TooOld) => *Indicator::Weight.range().end(),
                Err(_) => 0,
            },
        );
        let sex: Result<Sex, _> = child.gender.try_into();
        Self {
            measure,
            series,
            across: lines.ends(&across),
            curves: sex.map(|sex| lines.curves(sex, across)),
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

    /// Its lines, for children who are measured so.
    fn lines(self, position: Position) -> Lines {
        match self {
            Self::Weight => Lines::ByAge(Indicator::Weight),
            Self::Height => Lines::ByAge(Indicator::Length),
            Self::Head => Lines::ByAge(Indicator::Head),
            Self::Bmi => Lines::ByAge(Indicator::Bmi),
            Self::WeightForLength => Lines::ByLength(position),
        }
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
