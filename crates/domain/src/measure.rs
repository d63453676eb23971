//! Quantities: kept in SI, read and shown in the units people use.

use crate::{Error, Limit, Reason, Result, Word, word::words};

words! {
    /// A unit of volume.
    VolumeUnit {
        /// Millilitre.
        Millilitre = "ml",
        /// US fluid ounce.
        Ounce = "oz",
    }
}

/// Millilitres in a US fluid ounce: 231/128 cubic inches (NIST Handbook 44, appendix C).
const ML_PER_OZ: f64 = 29.573_529_562_5;

/// A volume, to a hundredth of a millilitre.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Volume {
    millilitres: f64,
}

impl Volume {
    /// More than a child takes in one feeding, in millilitres; a larger number is a slip of the finger.
    pub const MOST: f64 = 2_000.0;

    /// Checks an amount in a unit.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is negative or above [`Self::MOST`].
    pub fn new(field: &'static str, amount: f64, unit: VolumeUnit) -> Result<Self> {
        let (millilitres, most) = match unit {
            VolumeUnit::Millilitre => (amount, Self::MOST),
            VolumeUnit::Ounce => (amount * ML_PER_OZ, Self::MOST / ML_PER_OZ),
        };
        if (0.0..=Self::MOST).contains(&millilitres) {
            Ok(Self::from_millilitres(millilitres))
        } else {
            let (least, most) = (Limit::Number(0.0), Limit::Measure(most.floor(), unit.word()));
            Err(Error::invalid(field, Reason::Between(least, most)))
        }
    }

    /// A volume that was checked before.
    #[must_use]
    pub fn from_millilitres(millilitres: f64) -> Self {
        Self { millilitres: (millilitres * 100.0).round() / 100.0 }
    }

    /// In millilitres.
    #[must_use]
    pub fn millilitres(self) -> f64 {
        self.millilitres
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ounces_become_millilitres() {
        let four = Volume::new("amount", 4.0, VolumeUnit::Ounce).unwrap();
        assert!((four.millilitres() - 118.29).abs() < 1e-9);
    }

    #[test]
    fn negative_and_absurd_amounts_are_refused() {
        for (amount, unit) in [
            (-1.0, VolumeUnit::Millilitre),
            (2_000.1, VolumeUnit::Millilitre),
            (68.0, VolumeUnit::Ounce),
            (f64::NAN, VolumeUnit::Ounce),
        ] {
            assert!(Volume::new("amount", amount, unit).is_err(), "{amount}");
        }
    }

    proptest! {
        #[test]
        fn what_was_given_comes_back_to_a_hundredth_of_a_millilitre(ounces in 0.0..67.0_f64) {
            let kept = Volume::new("amount", ounces, VolumeUnit::Ounce).unwrap();
            prop_assert!((kept.millilitres() - ounces * ML_PER_OZ).abs() <= 0.005 + 1e-9);
            let again = Volume::new("amount", kept.millilitres(), VolumeUnit::Millilitre).unwrap();
            prop_assert_eq!(again, kept);
        }
    }
}
