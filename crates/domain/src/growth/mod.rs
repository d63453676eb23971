//! How a child grows beside healthy children of its sex and age: the WHO Child Growth Standards.
//!
//! Knows no date of today and no storage; what it is told it compares.

mod age;
mod chart;
mod lines;
mod lms;
mod measuring;
mod tables;

use chrono::NaiveDate;

use crate::{
    ChildProfile, Gender, Length, Result, Weight,
    measure::{body_mass_index, round},
    word::words,
};

pub use age::{Age, AgeBasis};
pub use chart::{Chart, Point};
pub use lines::{Curve, PERCENTILES};
pub use lms::{Lms, percentile, z_score};
pub use measuring::{Assessed, GrowthAssessment, Measure, Measuring};

words! {
    /// What the standard tells about, one table each.
    Indicator {
        /// Weight for age, in kg.
        Weight = "weight",
        /// Length for age, from 24 months on height, in cm.
        Length = "height",
        /// Head circumference for age, in cm.
        Head = "head_circumference",
        /// Body mass index for age, in kg/m².
        Bmi = "bmi",
        /// Weight for length, up to 24 months, in kg.
        WeightForLength = "weight_for_length",
        /// Weight for height, from 24 months on, in kg.
        WeightForHeight = "weight_for_height",
    }

    /// How a child was measured.
    Position {
        /// Lying: its length.
        Lying = "lying",
        /// Standing: its height.
        Standing = "standing",
    }

    /// Why there is no percentile.
    NoPercentile {
        /// The standard has one for girls and one for boys.
        SexUnknown = "sex_unknown",
        /// The measurement is older than the child.
        BeforeBirth = "before_birth",
        /// The child was preterm, and the standard begins at term.
        BeforeTerm = "before_term",
        /// The standard ends at five years.
        TooOld = "too_old",
        /// The standard has no weight for a child so short or tall.
        LengthOutside = "length_outside",
    }
}

/// The sex whose standard a child is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Girls.
    Female,
    /// Boys.
    Male,
}

impl TryFrom<Gender> for Sex {
    type Error = NoPercentile;

    fn try_from(gender: Gender) -> Result<Self, NoPercentile> {
        match gender {
            Gender::Female => Ok(Self::Female),
            Gender::Male => Ok(Self::Male),
            Gender::Other => Err(NoPercentile::SexUnknown),
        }
    }
}

/// A length or height, and how it was measured; as is usual for the age if that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stature {
    /// How long or tall.
    pub length: Length,
    /// Lying or standing.
    pub position: Option<Position>,
}

/// What a lying child is longer than a standing one, in cm (WHO 2006).
const LYING_ADDS: f64 = 0.7;

impl Stature {
    /// As the standard measures at an age.
    fn at(self, age: Age) -> Length {
        self.seen(age, age.position())
    }

    /// As it would be measured in a position, at an age.
    fn seen(self, age: Age, position: Position) -> Length {
        let measured = self.length.centimetres();
        match (self.position.unwrap_or(age.position()), position) {
            (Position::Lying, Position::Standing) => {
                Length::from_centimetres(measured - LYING_ADDS)
            }
            (Position::Standing, Position::Lying) => {
                Length::from_centimetres(measured + LYING_ADDS)
            }
            _ => self.length,
        }
    }
}

/// A measurement beside the standard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    /// What was assessed.
    pub indicator: Indicator,
    /// Standard deviations above the median.
    pub z_score: f64,
    /// The share of healthy children below, in percent.
    pub percentile: f64,
    /// From where the age was counted.
    pub age_basis: AgeBasis,
    /// Whether the measurement is rather a mistake than a child.
    pub implausible: bool,
}

impl Assessment {
    /// What it was compared with.
    pub const STANDARD: &str = "WHO Child Growth Standards 2006";

    /// For people: the z-score to three decimals, the percentile to two.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { z_score: round(self.z_score, 3), percentile: round(self.percentile, 2), ..self }
    }
}

impl Indicator {
    /// Whether weight makes its distribution skewed.
    fn is_skewed(self) -> bool {
        !matches!(self, Self::Length | Self::Head)
    }

    /// Whether a z-score is rather a mistake than a child (WHO Anthro, fixed exclusion ranges).
    fn is_implausible(self, z: f64) -> bool {
        let believed = match self {
            Self::Length => -6.0..=6.0,
            Self::Weight => -6.0..=5.0,
            _ => -5.0..=5.0,
        };
        !believed.contains(&z)
    }
}

/// The healthy children that a child is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peers {
    /// Their sex.
    pub sex: Sex,
    /// Their age.
    pub age: Age,
}

impl Peers {
    /// Those of a child on a day.
    ///
    /// # Errors
    /// [`NoPercentile`] if its sex is not known, or the standard has no such age.
    pub fn of(child: &ChildProfile, on: NaiveDate) -> Result<Self, NoPercentile> {
        Ok(Self { sex: child.gender.try_into()?, age: Age::on(on, child.birth)? })
    }

    /// Where a weight stands.
    ///
    /// # Errors
    /// [`NoPercentile`] if the standard has no such age.
    pub fn weight(self, weight: Weight) -> Result<Assessment, NoPercentile> {
        self.for_age(Indicator::Weight, weight.kilograms())
    }

    /// Where a length or height stands.
    ///
    /// # Errors
    /// [`NoPercentile`] if the standard has no such age.
    pub fn stature(self, stature: Stature) -> Result<Assessment, NoPercentile> {
        self.for_age(Indicator::Length, stature.at(self.age).centimetres())
    }

    /// Where a head circumference stands.
    ///
    /// # Errors
    /// [`NoPercentile`] if the standard has no such age.
    pub fn head(self, circumference: Length) -> Result<Assessment, NoPercentile> {
        self.for_age(Indicator::Head, circumference.centimetres())
    }

    /// Where a body mass index stands.
    ///
    /// # Errors
    /// [`NoPercentile`] if the standard has no such age.
    pub fn bmi(self, weight: Weight, stature: Stature) -> Result<Assessment, NoPercentile> {
        self.for_age(Indicator::Bmi, body_mass_index(weight, stature.at(self.age)))
    }

    /// Where a weight stands among children of the same length or height.
    ///
    /// # Errors
    /// [`NoPercentile::LengthOutside`] if the standard has no such length.
    pub fn weight_for_stature(
        self,
        weight: Weight,
        stature: Stature,
    ) -> Result<Assessment, NoPercentile> {
        let indicator = match self.age.position() {
            Position::Lying => Indicator::WeightForLength,
            Position::Standing => Indicator::WeightForHeight,
        };
        let reference = indicator.reference_for(self.sex, stature.at(self.age));
        let reference = reference.ok_or(NoPercentile::LengthOutside)?;
        Ok(self.assess(indicator, reference, weight.kilograms()))
    }

    fn for_age(self, indicator: Indicator, value: f64) -> Result<Assessment, NoPercentile> {
        let reference = indicator.reference(self.sex, self.age.days());
        Ok(self.assess(indicator, reference.ok_or(NoPercentile::TooOld)?, value))
    }

    fn assess(self, indicator: Indicator, reference: Lms, value: f64) -> Assessment {
        let z_score = if indicator.is_skewed() {
            reference.z_with_straight_tails(value)
        } else {
            reference.z(value)
        };
        Assessment {
            indicator,
            z_score,
            percentile: percentile(z_score),
            age_basis: self.age.basis(),
            implausible: indicator.is_implausible(z_score),
        }
    }
}

#[cfg(test)]
mod tests;
