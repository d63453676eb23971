//! Quantities as JSON takes and shows them.

use domain::{Measurement, Quantity, Result, Unit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::OneOf;

/// A quantity in a unit of either system.
#[derive(Deserialize, ToSchema)]
pub(super) struct QuantityInput<W> {
    value: f64,
    unit: W,
}

impl<U: Unit> QuantityInput<OneOf<U>> {
    /// Checks it; `field` is its path.
    pub(super) fn read(self, field: &'static str) -> Result<Quantity<U>> {
        Quantity::new(field, self.value, self.unit.0)
    }
}

/// A quantity in both systems.
#[derive(Serialize, ToSchema)]
pub(super) struct MeasurementBody {
    /// All that is kept of it.
    value: f64,
    unit: &'static str,
    /// Shortly, for people.
    display: String,
    imperial: ImperialBody,
}

#[derive(Serialize, ToSchema)]
struct ImperialBody {
    value: f64,
    unit: &'static str,
    display: String,
}

impl<U: Unit> From<Quantity<U>> for MeasurementBody {
    fn from(quantity: Quantity<U>) -> Self {
        quantity.measurement().into()
    }
}

impl From<Measurement> for MeasurementBody {
    fn from(measurement: Measurement) -> Self {
        let Measurement { value, unit, display, imperial } = measurement;
        let imperial =
            ImperialBody { value: imperial.value, unit: imperial.unit, display: imperial.display };
        Self { value, unit, display, imperial }
    }
}
