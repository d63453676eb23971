//! Vimshottari: the grahas that rule the years of a life, by the Moon's place at birth (Brihat Parashara Hora Shastra 46).

use chrono::{DateTime, Utc};

use super::zodiac::Graha;

/// The periods of a life.
#[derive(Clone, Debug, PartialEq)]
pub struct Vimshottari {
    /// When they are counted from: the birth.
    pub birth: DateTime<Utc>,
    /// When the period of the Moon's mansion began, before birth.
    pub begins: DateTime<Utc>,
    /// Whose it was.
    pub first: Graha,
}

/// Whose periods run at a moment, each within the one before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dasha {
    /// When that is; the birth, for a moment before it.
    pub as_of: DateTime<Utc>,
    /// The great period.
    pub maha: Period,
    /// The period within it.
    pub antar: Period,
    /// The period within that.
    pub pratyantar: Period,
}

/// A graha's period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Whose.
    pub lord: Graha,
    /// When it begins.
    pub begins: DateTime<Utc>,
    /// The first moment after it.
    pub ends: DateTime<Utc>,
}
