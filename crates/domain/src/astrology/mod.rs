//! Vedic birth charts (kundli): where the grahas stood in the sidereal zodiac, which houses that made, and whose period runs.

mod cast;
mod chart;
mod dasha;
mod horizon;
mod nativity;
mod question;
mod reading;
mod sky;
mod zodiac;

pub use chart::{Chart, ChartStyle, Cusp, HouseSystem, Node, Placement, Rules};
pub use dasha::{Dasha, Period, Vimshottari};
pub use nativity::Nativity;
pub use question::{Dates, Question, Read, Refused, Theme, passable};
pub use reading::{Dignity, House, Reading, Ruler, Standing, Strength, Tie};
pub use zodiac::{Graha, Nakshatra, Sign};

#[cfg(test)]
mod tests;
