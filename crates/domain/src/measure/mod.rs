//! Quantities: kept in metric units, read and shown in the units people use.

mod units;

use std::marker::PhantomData;

use crate::{Error, Limit, Reason, Result};

pub use units::{BodyMassUnit, LengthUnit, System, TemperatureUnit, Unit, VolumeUnit, WeightUnit};

/// A volume, to a hundredth of a millilitre.
pub type Volume = Quantity<VolumeUnit>;

/// A weight, to a gram.
pub type Weight = Quantity<WeightUnit>;

/// A length, a height or a circumference, to a tenth of a millimetre.
pub type Length = Quantity<LengthUnit>;

/// A body mass index, to a hundredth of a kilogram per square metre.
pub type BodyMassIndex = Quantity<BodyMassUnit>;

/// A temperature, to a hundredth of a degree Celsius.
pub type Temperature = Quantity<TemperatureUnit>;

/// What can be measured in units of one kind, kept as a count of small metric steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity<U> {
    steps: i32,
    unit: PhantomData<U>,
}

impl<U: Unit> Quantity<U> {
    /// The least that is believed, in the metric unit.
    pub const LEAST: f64 = U::LEAST;
    /// The most that is believed, in the metric unit; a larger number is a slip of the finger.
    pub const MOST: f64 = U::MOST;

    /// Checks an amount in a unit.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is not between [`Self::LEAST`] and [`Self::MOST`].
    pub fn new(field: &'static str, amount: f64, unit: U) -> Result<Self> {
        let metric = unit.metric(amount);
        if (U::LEAST..=U::MOST).contains(&metric) {
            return Ok(Self::from_metric(metric));
        }
        // Cut towards each other, so that both limits are themselves accepted.
        let least = (unit.amount(U::LEAST) * 100.0).ceil() / 100.0;
        let most = (unit.amount(U::MOST) * 100.0).floor() / 100.0;
        let with_unit = |limit| Limit::Measure(limit, unit.word());
        Err(Error::invalid(field, Reason::Between(with_unit(least), with_unit(most))))
    }

    #[expect(clippy::cast_possible_truncation, reason = "what was checked has few steps")]
    fn from_metric(metric: f64) -> Self {
        Self { steps: (metric * U::STEPS).round() as i32, unit: PhantomData }
    }

    fn metric(self) -> f64 {
        f64::from(self.steps) / U::STEPS
    }

    /// The amount in a unit, unrounded.
    #[must_use]
    pub fn amount(self, unit: U) -> f64 {
        unit.amount(self.metric())
    }

    /// As it is shown to people.
    #[must_use]
    pub fn measurement(self) -> Measurement {
        let metric = self.metric();
        let imperial = U::IMPERIAL.amount(metric);
        Measurement {
            value: metric,
            unit: U::METRIC.word(),
            display: format!("{} {}", round(metric, U::decimals(metric)), U::METRIC.word()),
            imperial: Imperial {
                value: round(imperial, U::IMPERIAL_DECIMALS),
                unit: U::IMPERIAL.word(),
                display: U::imperial(imperial),
            },
        }
    }
}

impl Volume {
    /// A volume that was checked before.
    #[must_use]
    pub fn from_millilitres(millilitres: f64) -> Self {
        Self::from_metric(millilitres)
    }

    /// In millilitres.
    #[must_use]
    pub fn millilitres(self) -> f64 {
        self.metric()
    }
}

impl Weight {
    /// A weight that was checked before.
    #[must_use]
    pub fn from_grams(grams: i32) -> Self {
        Self { steps: grams, unit: PhantomData }
    }

    /// In grams.
    #[must_use]
    pub fn grams(self) -> i32 {
        self.steps
    }

    /// In kilograms.
    #[must_use]
    pub fn kilograms(self) -> f64 {
        self.metric()
    }
}

impl Length {
    /// A length that was checked before.
    #[must_use]
    pub fn from_centimetres(centimetres: f64) -> Self {
        Self::from_metric(centimetres)
    }

    /// In tenths of a millimetre, as it is kept.
    #[must_use]
    pub fn tenths_of_millimetres(self) -> i32 {
        self.steps
    }

    /// In centimetres.
    #[must_use]
    pub fn centimetres(self) -> f64 {
        self.metric()
    }
}

impl BodyMassIndex {
    /// Of a weight and a length or height.
    #[must_use]
    pub fn of(weight: Weight, length: Length) -> Self {
        Self::from_metric(body_mass_index(weight, length))
    }

    /// In kilograms per square metre.
    #[must_use]
    pub fn kilograms_per_square_metre(self) -> f64 {
        self.metric()
    }
}

/// In kilograms per square metre, unrounded.
pub(crate) fn body_mass_index(weight: Weight, length: Length) -> f64 {
    let metres = length.centimetres() / 100.0;
    weight.kilograms() / (metres * metres)
}

impl Temperature {
    /// A temperature that was checked before.
    #[must_use]
    pub fn from_celsius(degrees: f64) -> Self {
        Self::from_metric(degrees)
    }

    /// In degrees Celsius.
    #[must_use]
    pub fn celsius(self) -> f64 {
        self.metric()
    }
}

/// A quantity as it is shown: in the metric unit and in the imperial one.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// All that is kept: read back, it is the same quantity.
    pub value: f64,
    /// The metric unit.
    pub unit: &'static str,
    /// Shortly, for people.
    pub display: String,
    /// The same in the imperial unit.
    pub imperial: Imperial,
}

/// A quantity in the imperial unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Imperial {
    /// To a hundredth, temperatures to a tenth: an amount entered so comes back as it was entered.
    pub value: f64,
    /// The unit.
    pub unit: &'static str,
    /// Shortly, for people.
    pub display: String,
}

/// Rounded to so many decimals, halves away from zero; never a negative zero.
pub(crate) fn round(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests;
