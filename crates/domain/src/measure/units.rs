//! The units that quantities are given and shown in.

use crate::{Word, measure::round, word::words};

words! {
    /// A system of units.
    System {
        /// Millilitres, kilograms, centimetres, degrees Celsius.
        Metric = "metric",
        /// US fluid ounces, pounds, inches, degrees Fahrenheit.
        Imperial = "imperial",
    }

    /// A unit of volume.
    VolumeUnit {
        /// Millilitre.
        Millilitre = "ml",
        /// US fluid ounce.
        Ounce = "oz",
    }

    /// A unit of weight.
    WeightUnit {
        /// Kilogram.
        Kilogram = "kg",
        /// Gram.
        Gram = "g",
        /// Pound.
        Pound = "lbs" | "lb",
        /// Ounce, a sixteenth of a pound.
        Ounce = "oz",
    }

    /// A unit of length.
    LengthUnit {
        /// Centimetre.
        Centimetre = "cm",
        /// Millimetre.
        Millimetre = "mm",
        /// Inch.
        Inch = "in",
    }

    /// A unit of temperature.
    TemperatureUnit {
        /// Degree Celsius.
        Celsius = "°C" | "C" | "celsius",
        /// Degree Fahrenheit.
        Fahrenheit = "°F" | "F" | "fahrenheit",
    }

    /// A unit of the body mass index, the same wherever people weigh and measure.
    BodyMassUnit {
        /// Kilogram per square metre.
        KilogramPerSquareMetre = "kg/m²",
    }
}

/// Millilitres in a US fluid ounce: 231/128 cubic inches (NIST Handbook 44, appendix C).
pub(super) const ML_PER_OZ: f64 = 29.573_529_562_5;

/// Kilograms in a pound, exactly (NIST Handbook 44, appendix C).
const KG_PER_LB: f64 = 0.453_592_37;

/// Centimetres in an inch, exactly (NIST Handbook 44, appendix C).
const CM_PER_IN: f64 = 2.54;

/// Units of one kind, among them the metric one that amounts are kept in.
pub trait Unit: Word {
    /// The unit that amounts are kept in.
    const METRIC: Self;
    /// The unit that they are also shown in.
    const IMPERIAL: Self;
    /// The steps in one metric unit; finer amounts are rounded.
    const STEPS: f64;
    /// The least that is believed, in the metric unit.
    const LEAST: f64;
    /// The most that is believed, in the metric unit.
    const MOST: f64;
    /// The decimals of an imperial amount that the steps can hold.
    const IMPERIAL_DECIMALS: i32 = 2;

    /// The metric amount of one unit more, and where the unit begins to count.
    fn scale(self) -> (f64, f64);

    /// The decimals of a metric amount that are worth showing.
    fn decimals(metric: f64) -> i32;

    /// An imperial amount, for people.
    fn imperial(amount: f64) -> String {
        format!("{} {}", round(amount, 1), Self::IMPERIAL.word())
    }

    /// An amount of this unit, in the metric one.
    fn metric(self, amount: f64) -> f64 {
        let (size, zero) = self.scale();
        (amount - zero) * size
    }

    /// A metric amount, in this unit.
    fn amount(self, metric: f64) -> f64 {
        let (size, zero) = self.scale();
        metric / size + zero
    }
}

impl Unit for VolumeUnit {
    const METRIC: Self = Self::Millilitre;
    const IMPERIAL: Self = Self::Ounce;
    const STEPS: f64 = 100.0;
    const LEAST: f64 = 0.0;
    /// More than a child takes in one feeding.
    const MOST: f64 = 2_000.0;

    fn scale(self) -> (f64, f64) {
        match self {
            Self::Millilitre => (1.0, 0.0),
            Self::Ounce => (ML_PER_OZ, 0.0),
        }
    }

    fn decimals(metric: f64) -> i32 {
        // Half a spoon of medicine matters, half a millilitre of a bottle does not.
        if metric < 10.0 { 2 } else { 0 }
    }
}

impl Unit for WeightUnit {
    const METRIC: Self = Self::Kilogram;
    const IMPERIAL: Self = Self::Pound;
    const STEPS: f64 = 1_000.0;
    const LEAST: f64 = 0.2;
    const MOST: f64 = 100.0;

    fn scale(self) -> (f64, f64) {
        match self {
            Self::Kilogram => (1.0, 0.0),
            Self::Gram => (0.001, 0.0),
            Self::Pound => (KG_PER_LB, 0.0),
            Self::Ounce => (KG_PER_LB / 16.0, 0.0),
        }
    }

    fn decimals(_: f64) -> i32 {
        2
    }

    fn imperial(amount: f64) -> String {
        let ounces = (amount * 16.0).round();
        format!("{} lbs {} oz", (ounces / 16.0).floor(), ounces % 16.0)
    }
}

impl Unit for LengthUnit {
    const METRIC: Self = Self::Centimetre;
    const IMPERIAL: Self = Self::Inch;
    const STEPS: f64 = 100.0;
    const LEAST: f64 = 10.0;
    const MOST: f64 = 200.0;

    fn scale(self) -> (f64, f64) {
        match self {
            Self::Centimetre => (1.0, 0.0),
            Self::Millimetre => (0.1, 0.0),
            Self::Inch => (CM_PER_IN, 0.0),
        }
    }

    fn decimals(_: f64) -> i32 {
        1
    }
}

impl Unit for BodyMassUnit {
    const METRIC: Self = Self::KilogramPerSquareMetre;
    const IMPERIAL: Self = Self::KilogramPerSquareMetre;
    const STEPS: f64 = 100.0;
    const LEAST: f64 = WeightUnit::LEAST / (LengthUnit::MOST * LengthUnit::MOST) * 10_000.0;
    const MOST: f64 = WeightUnit::MOST / (LengthUnit::LEAST * LengthUnit::LEAST) * 10_000.0;

    fn scale(self) -> (f64, f64) {
        (1.0, 0.0)
    }

    fn decimals(_: f64) -> i32 {
        1
    }
}

impl Unit for TemperatureUnit {
    const METRIC: Self = Self::Celsius;
    const IMPERIAL: Self = Self::Fahrenheit;
    const STEPS: f64 = 100.0;
    const LEAST: f64 = 25.0;
    const MOST: f64 = 45.0;
    const IMPERIAL_DECIMALS: i32 = 1;

    fn scale(self) -> (f64, f64) {
        match self {
            Self::Celsius => (1.0, 0.0),
            Self::Fahrenheit => (5.0 / 9.0, 32.0),
        }
    }

    fn decimals(_: f64) -> i32 {
        1
    }
}
