//! Growth charts of a child.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{
    Actor, Assessment, Chart, ChildId, Curve, FamilyState, Measure, Measurement, Point, Result,
};

use super::{
    loaders::Together,
    measure::ImperialMeasure,
    words::{Basis, WhyNot},
};
use crate::{
    App,
    usecases::growth::{self, History},
};

/// What a parent looks at.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Measure", remote = "Measure", rename_items = "snake_case")]
pub(super) enum MeasureWord {
    /// The weight.
    Weight,
    /// The length, from 24 months on the height.
    Height,
    /// Around the head.
    #[graphql(name = "head_circumference")]
    Head,
    /// The body mass index.
    Bmi,
    /// The weight among children of the same length or height.
    WeightForLength,
}

/// A child's measurings of one measure, beside the lines between which healthy children of its sex grow.
#[derive(SimpleObject)]
#[graphql(name = "GrowthChart")]
pub(super) struct ChartNode {
    measure: MeasureWord,
    /// Which standard.
    standard: &'static str,
    /// What `x` counts: `days` of age, or `cm` of length or height.
    x_unit: &'static str,
    /// What `y` and the lines count.
    y_unit: &'static str,
    /// Each measuring, the earliest first.
    series: Vec<PointNode>,
    /// The lines around them; none where `noPercentile` says why.
    curves: Vec<CurveNode>,
    /// Why there are no lines.
    no_percentile: Option<WhyNot>,
}

/// A measuring on a chart.
#[derive(SimpleObject)]
#[graphql(name = "GrowthPoint")]
struct PointNode {
    /// When it was.
    at: DateTime<Utc>,
    /// Negative before birth, or before a child born early was due.
    age_in_days: i64,
    /// Whether the age counts from birth or, for a child born early, from the day it was due.
    age_basis: Basis,
    /// Where it stands among the lines; null if it does not.
    x: Option<f64>,
    /// The value as the standard measures it: a length where children lie, a height where they stand.
    y: Option<f64>,
    /// In `unit`: all that is kept of it.
    value: f64,
    /// The metric unit.
    unit: &'static str,
    /// Shortly, for people.
    display: String,
    /// The same in the imperial unit.
    imperial: ImperialMeasure,
    /// Of 100 children of the same sex and age, so many measure less; null where `noPercentile` says why.
    percentile: Option<f64>,
    /// Standard deviations above the median.
    z_score: Option<f64>,
    /// Whether it is so far from what others measure that it may be a slip.
    implausible: Option<bool>,
    /// Why there is no percentile.
    no_percentile: Option<WhyNot>,
}

/// Where the lines pass: of 100 healthy children so many measure less.
#[derive(SimpleObject)]
#[graphql(name = "GrowthCurve")]
struct CurveNode {
    x: f64,
    p3: f64,
    p15: f64,
    p50: f64,
    p85: f64,
    p97: f64,
}

impl From<Chart> for ChartNode {
    fn from(chart: Chart) -> Self {
        let (curves, no_percentile) = match chart.curves {
            Ok(curves) => (curves, None),
            Err(why_not) => (Vec::new(), Some(why_not)),
        };
        Self {
            measure: chart.measure.into(),
            standard: Assessment::STANDARD,
            x_unit: chart.measure.across(),
            y_unit: chart.measure.unit(),
            series: chart.series.into_iter().map(Into::into).collect(),
            curves: curves.into_iter().map(Into::into).collect(),
            no_percentile: no_percentile.map(Into::into),
        }
    }
}

impl From<Point> for PointNode {
    fn from(point: Point) -> Self {
        let Measurement { value, unit, display, imperial } = point.value;
        let known = point.assessed.ok();
        Self {
            at: point.at,
            age_in_days: point.age_days,
            age_basis: point.age_basis.into(),
            x: point.place.map(|(x, _)| x),
            y: point.place.map(|(_, y)| y),
            value,
            unit,
            display,
            imperial: imperial.into(),
            percentile: known.map(|known| known.percentile),
            z_score: known.map(|known| known.z_score),
            implausible: known.map(|known| known.implausible),
            no_percentile: point.assessed.err().map(Into::into),
        }
    }
}

impl From<Curve> for CurveNode {
    fn from(Curve { x, values: [p3, p15, p50, p85, p97] }: Curve) -> Self {
        Self { x, p3, p15, p50, p85, p97 }
    }
}

/// Names all that was measured of a child.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildHistory {
    pub(super) family: FamilyState,
    pub(super) child: ChildId,
}

impl Together for ChildHistory {
    type Group = FamilyState;
    type Found = Arc<History>;

    fn group(self) -> FamilyState {
        self.family
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        family: FamilyState,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let children: Vec<_> = wanted.iter().map(|it| it.child).collect();
        let found = growth::histories(app, actor, family, &children).await?.into_iter();
        Ok(found.map(|(child, it)| (Self { family, child }, Arc::new(it))).collect())
    }
}
