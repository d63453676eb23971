//! Vimshottari: the grahas that rule the years of a life, by the Moon's place at birth (Brihat Parashara Hora Shastra 46).

use chrono::{DateTime, TimeDelta, Utc};

use super::zodiac::{Graha, Nakshatra};

/// The lords of the periods in their order, each with its years; the first is that of the first mansion.
const LORDS: [(Graha, i64); 9] = [
    (Graha::Ketu, 7),
    (Graha::Venus, 20),
    (Graha::Sun, 6),
    (Graha::Moon, 10),
    (Graha::Mars, 7),
    (Graha::Rahu, 18),
    (Graha::Jupiter, 16),
    (Graha::Saturn, 19),
    (Graha::Mercury, 17),
];
/// The years of all lords.
const ROUND: i64 = 120;
/// The milliseconds of a year: 365.25 days, the part of which that falls to each of the lords' years three times over is whole.
const YEAR: i64 = 31_557_600_000;

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

impl Vimshottari {
    /// The periods of somebody at whose birth the Moon stood at this sidereal longitude, in degrees.
    #[must_use]
    pub fn new(birth: DateTime<Utc>, moon: f64) -> Self {
        let (mansion, _) = Nakshatra::at(moon);
        let (first, years) = LORDS[mansion as usize % LORDS.len()];
        let gone = (moon.rem_euclid(360.0) * 27.0 / 360.0).fract();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "at most twenty years"
        )]
        let gone = ((years * YEAR) as f64 * gone).round() as i64;
        Self { birth, begins: later(birth, -gone), first }
    }

    /// Whose periods run at a moment.
    #[must_use]
    pub fn at(&self, as_of: DateTime<Utc>) -> Dasha {
        let as_of = as_of.max(self.birth);
        let maha = running(self.round(as_of), as_of);
        let antar = running(maha.parts(), as_of);
        let pratyantar = running(antar.parts(), as_of);
        Dasha { as_of, maha, antar, pratyantar }
    }

    /// The nine great periods of the 120 years in which a moment lies.
    fn round(&self, as_of: DateTime<Utc>) -> [Period; 9] {
        let gone = (as_of - self.begins).num_milliseconds();
        let before = gone.div_euclid(ROUND * YEAR) * ROUND * YEAR;
        divided(self.first, later(self.begins, before), ROUND * YEAR)
    }
}

impl Dasha {
    /// The years of 365.25 days that are left of the great period.
    #[must_use]
    pub fn remaining_years(&self) -> f64 {
        (self.maha.ends - self.as_of).as_seconds_f64() / (365.25 * 86_400.0)
    }
}

impl Period {
    /// The nine periods within it, from its own lord's.
    #[must_use]
    pub fn parts(&self) -> [Self; 9] {
        divided(self.lord, self.begins, (self.ends - self.begins).num_milliseconds())
    }

    /// Whether it runs at a moment.
    #[must_use]
    pub fn contains(&self, moment: DateTime<Utc>) -> bool {
        (self.begins..self.ends).contains(&moment)
    }
}

/// The lords with their years, from one on.
fn following(first: Graha) -> [(Graha, i64); 9] {
    let mut lords = LORDS;
    let at = lords.iter().position(|(lord, _)| *lord == first).unwrap_or_default();
    lords.rotate_left(at);
    lords
}

/// A time of so many milliseconds, divided among the lords by their years.
fn divided(first: Graha, begins: DateTime<Utc>, length: i64) -> [Period; 9] {
    let mut years_before = 0;
    following(first).map(|(lord, years)| {
        let [begin, end] =
            [years_before, years_before + years].map(|years| later(begins, length / ROUND * years));
        years_before += years;
        Period { lord, begins: begin, ends: end }
    })
}

/// Which of the periods runs at a moment; the last, at what lies beyond all.
fn running(periods: [Period; 9], moment: DateTime<Utc>) -> Period {
    let found = periods.iter().find(|period| period.contains(moment));
    *found.unwrap_or(&periods[8])
}

/// So many milliseconds later, as far as times go.
fn later(moment: DateTime<Utc>, milliseconds: i64) -> DateTime<Utc> {
    let end = if milliseconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    moment.checked_add_signed(TimeDelta::milliseconds(milliseconds)).unwrap_or(end)
}
