//! Charts as they are shown.

use chrono::{DateTime, Utc};
use domain::{Assessment, Chart, Curve, Point};
use serde::Serialize;
use utoipa::ToSchema;

use crate::rest::{
    measure::MeasurementBody,
    wire::{OneOf, word},
};

#[derive(Serialize, ToSchema)]
pub(super) struct GrowthBody {
    /// A chart for each measure that was asked for.
    pub(super) growth: Vec<ChartBody>,
}

/// A child's measurings of one measure, beside the lines between which healthy children of its sex grow.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChartBody {
    measure: word::Measure,
    /// Which standard.
    standard: &'static str,
    /// What `x` counts: `days` of age, or `cm` of length or height.
    x_unit: &'static str,
    /// What `y` and the lines count.
    y_unit: &'static str,
    /// Each measuring, the earliest first.
    series: Vec<PointBody>,
    /// The lines around them; none where `noPercentile` says why.
    curves: Vec<CurveBody>,
    no_percentile: Option<word::NoPercentile>,
}

/// A measuring on a chart.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PointBody {
    at: DateTime<Utc>,
    /// Negative before birth, or before a child born early was due.
    age_in_days: i64,
    /// Whether the age counts from birth or, for a child born early, from the day it was due.
    age_basis: word::AgeBasis,
    /// Where it stands among the lines; null if it does not.
    x: Option<f64>,
    /// The value as the standard measures it: a length where children lie, a height where they stand.
    y: Option<f64>,
    #[serde(flatten)]
    measurement: MeasurementBody,
    /// Of 100 children of the same sex and age, so many measure less; null where `noPercentile` says why.
    percentile: Option<f64>,
    z_score: Option<f64>,
    /// Which standard.
    standard: &'static str,
    /// So far from what others measure that it may be a slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    implausible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_percentile: Option<word::NoPercentile>,
}

/// Where the lines pass: of 100 healthy children so many measure less.
#[derive(Serialize, ToSchema)]
struct CurveBody {
    x: f64,
    p3: f64,
    p15: f64,
    p50: f64,
    p85: f64,
    p97: f64,
}

impl From<Chart> for ChartBody {
    fn from(chart: Chart) -> Self {
        let (curves, no_percentile) = match chart.curves {
            Ok(curves) => (curves, None),
            Err(why_not) => (Vec::new(), Some(OneOf(why_not))),
        };
        Self {
            measure: OneOf(chart.measure),
            standard: Assessment::STANDARD,
            x_unit: chart.measure.across(),
            y_unit: chart.measure.unit(),
            series: chart.series.into_iter().map(Into::into).collect(),
            curves: curves.into_iter().map(Into::into).collect(),
            no_percentile,
        }
    }
}

impl From<Point> for PointBody {
    fn from(point: Point) -> Self {
        let known = point.assessed.ok();
        Self {
            at: point.at,
            age_in_days: point.age_days,
            age_basis: OneOf(point.age_basis),
            x: point.place.map(|(x, _)| x),
            y: point.place.map(|(_, y)| y),
            measurement: point.value.into(),
            percentile: known.map(|known| known.percentile),
            z_score: known.map(|known| known.z_score),
            standard: Assessment::STANDARD,
            implausible: known.map(|known| known.implausible),
            no_percentile: point.assessed.err().map(OneOf),
        }
    }
}

impl From<Curve> for CurveBody {
    fn from(Curve { x, values: [p3, p15, p50, p85, p97] }: Curve) -> Self {
        Self { x, p3, p15, p50, p85, p97 }
    }
}
