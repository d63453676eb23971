//! What a chart has to say to a question: facts, in no language.

use chrono::{DateTime, Utc};

use super::{Chart, Dasha, Dates, Graha, Nakshatra, Period, Question, Sign};
use crate::word::words;

mod dignity;
#[cfg(test)]
mod tests;

pub use dignity::{Dignity, Standing, Strength};

words! {
    /// What a graha has to do with a house, the closest first.
    Tie {
        /// It is the lord of it.
        Rules = "rules",
        /// It stands in it.
        Occupies = "occupies",
        /// It signifies by nature what is asked of it.
        Signifies = "signifies",
        /// It looks at it.
        Aspects = "aspects",
    }
}

/// The facts of a chart that answer a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The question.
    pub question: Question,
    /// The sign that rose.
    pub lagna: Sign,
    /// The lord of it.
    pub lagna_lord: Standing,
    /// The Sun.
    pub sun: Standing,
    /// The Moon.
    pub moon: Standing,
    /// The Moon's mansion.
    pub mansion: Nakshatra,
    /// The house that it is read from: the theme's first, and if that was told before its next.
    pub house: House,
    /// A natural significator of the theme, the other one if it was told before; never the lord of the house.
    pub karaka: Standing,
    /// Whose periods run.
    pub dasha: Dasha,
    /// The lord of the great period.
    pub maha: Ruler,
    /// The lord of the period within it.
    pub antar: Ruler,
    /// The period within it that comes next.
    pub next: Period,
    /// The first such period, from the running one on, whose lord rules the theme's first house, stands in it or signifies the
    /// theme; none unless it is asked when.
    pub concerned: Option<(Period, Tie)>,
}

/// A house as a question looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// Which, 1 to 12.
    pub number: u8,
    /// The sign that is this house.
    pub sign: Sign,
    /// The lord of that sign.
    pub lord: Standing,
    /// Who stands there.
    pub occupants: Vec<Standing>,
}

/// The lord of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler {
    /// Where it stood at birth.
    pub standing: Standing,
    /// What it has to do with the house.
    pub tie: Option<Tie>,
}

impl Reading {
    /// Reads a chart for a question at a moment.
    #[must_use]
    pub fn of(chart: &Chart, question: Question, as_of: DateTime<Utc>) -> Self {
        let standing = |graha| Standing::of(chart.placement(graha));
        let houses = question.theme.houses();
        let house = House::of(chart, houses[question.told % houses.len()]);
        let karakas = question.theme.karakas();
        let [karaka, other] =
            if question.told.is_multiple_of(2) { karakas } else { [karakas[1], karakas[0]] };
        let karaka = if house.lord.graha == karaka { other } else { karaka };
        let dasha = chart.periods.at(as_of);
        let main = House::of(chart, houses[0]);
        let ruler =
            |graha| Ruler { standing: standing(graha), tie: tie(chart, &house, karakas, graha) };
        let (maha, antar) = (ruler(dasha.maha.lord), ruler(dasha.antar.lord));
        let coming = |period: &Period| Some(chart.periods.at(period.ends).antar);
        let close = |period: Period| {
            let tie = tie(chart, &main, karakas, period.lord).filter(|tie| *tie != Tie::Aspects)?;
            Some((period, tie))
        };
        let mut periods = std::iter::successors(Some(dasha.antar), coming).take(CYCLE);
        let is_asked = question.dates == Dates::Asked;
        let concerned = is_asked.then(|| periods.find_map(close)).flatten();
        Self {
            question,
            lagna: chart.lagna(),
            lagna_lord: Standing::of(chart.lord_of(1)),
            sun: standing(Graha::Sun),
            moon: standing(Graha::Moon),
            mansion: chart.placement(Graha::Moon).nakshatra().0,
            karaka: standing(karaka),
            dasha,
            maha,
            antar,
            next: chart.periods.at(dasha.antar.ends).antar,
            concerned,
            house,
        }
    }
}

/// How many periods within great ones there are before all nine lords have had one for certain: two great periods.
const CYCLE: usize = 18;

impl House {
    /// A house (1 to 12) of a chart.
    #[must_use]
    pub fn of(chart: &Chart, number: u8) -> Self {
        Self {
            number,
            sign: chart.sign_of(number),
            lord: Standing::of(chart.lord_of(number)),
            occupants: chart.occupants(number).map(Standing::of).collect(),
        }
    }
}

fn tie(chart: &Chart, house: &House, karakas: [Graha; 2], graha: Graha) -> Option<Tie> {
    let placement = chart.placement(graha);
    if house.lord.graha == graha {
        Some(Tie::Rules)
    } else if placement.house == house.number {
        Some(Tie::Occupies)
    } else if karakas.contains(&graha) {
        Some(Tie::Signifies)
    } else if dignity::looks_at(placement, house.number) {
        Some(Tie::Aspects)
    } else {
        None
    }
}
