//! What the numbers of a file that have no unit are taken in.

use domain::System;

/// The system of units that the numbers of a file without a unit are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units {
    /// Which.
    pub system: System,
    /// How that is known.
    pub ground: Ground,
}

/// How it is known what numbers are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Whoever sent the file said so.
    Told,
    /// Guessed: in the other system the numbers would hardly be believed, or it is hardly used.
    Likely,
    /// Guessed: in the other system they would be believed as well.
    Open,
}

impl Units {
    /// Whether nobody said so.
    #[must_use]
    pub fn are_guessed(self) -> bool {
        self.ground != Ground::Told
    }

    /// Guessed from the least and the largest of numbers that are at least so large in metric units, and at most so large
    /// in imperial ones.
    pub(super) fn guessed((least, largest): (f64, f64), metric: f64, imperial: f64) -> Self {
        let (system, ground) = match (least >= metric, largest <= imperial) {
            (_, false) => (System::Metric, Ground::Likely),
            (true, true) => (System::Imperial, Ground::Open),
            (false, true) => (System::Imperial, Ground::Likely),
        };
        Self { system, ground }
    }
}
