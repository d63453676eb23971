//! What was measured of a child, beside the standard.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use domain::{Assessment, Imperial, Quantity, Unit};

use super::words::{Basis, WhyNot};
use crate::usecases::growth::Measured;

/// A measure of a child in both systems, beside the standard.
#[derive(SimpleObject)]
pub(super) struct GrowthMeasure {
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
    /// Which standard.
    standard: &'static str,
    /// Whether the age counts from birth or, for a child born early, from the day it was due.
    age_basis: Option<Basis>,
    /// Whether it is so far from what others measure that it may be a slip.
    implausible: Option<bool>,
    /// Why there is no percentile.
    no_percentile: Option<WhyNot>,
    /// When it was measured.
    recorded_at: DateTime<Utc>,
}

/// A measure in the imperial unit.
#[derive(SimpleObject)]
pub(super) struct ImperialMeasure {
    /// In `unit`.
    value: f64,
    /// The imperial unit.
    unit: &'static str,
    /// Shortly, for people.
    display: String,
}

impl From<Imperial> for ImperialMeasure {
    fn from(Imperial { value, unit, display }: Imperial) -> Self {
        Self { value, unit, display }
    }
}

impl<U: Unit> From<&Measured<Quantity<U>>> for GrowthMeasure {
    fn from(measured: &Measured<Quantity<U>>) -> Self {
        let shown = measured.value.measurement();
        let known = measured.assessed.ok();
        Self {
            value: shown.value,
            unit: shown.unit,
            display: shown.display,
            imperial: shown.imperial.into(),
            percentile: known.map(|known| known.percentile),
            z_score: known.map(|known| known.z_score),
            standard: Assessment::STANDARD,
            age_basis: known.map(|known| known.age_basis.into()),
            implausible: known.map(|known| known.implausible),
            no_percentile: measured.assessed.err().map(Into::into),
            recorded_at: measured.at,
        }
    }
}
