//! How a chart is cast.

use std::array::from_fn;

use super::{
    Chart, Cusp, Graha, HouseSystem, Nativity, Placement, Rules, Sign, Vimshottari,
    horizon::Horizon,
    sky::{Sky, circled},
};
use crate::Word;

impl Chart {
    /// Casts the chart of a birth.
    #[must_use]
    pub fn cast(nativity: &Nativity, rules: Rules) -> Self {
        let sky = Sky::at(nativity.at);
        let ayanamsa = sky.ayanamsa();
        let sidereal_time = sky.sidereal_time(nativity.longitude);
        let horizon = Horizon::new(sidereal_time, sky.obliquity(), nativity.latitude);
        let ascendant = circled(horizon.ascendant() - ayanamsa);
        let (houses, cusps) = match horizon.cusps(rules.houses) {
            Some((system, cusps)) => (system, cusps.map(|cusp| cusp - ayanamsa)),
            None => (rules.houses, equal(ascendant, rules.houses)),
        };
        let placements = from_fn(|at| {
            let graha = Graha::ALL[at];
            let seen = sky.seen(graha, rules.node);
            Placement {
                graha,
                longitude: seen.longitude,
                latitude: seen.latitude,
                speed: seen.speed,
                house: house(ascendant, seen.longitude),
            }
        });
        let moon = &placements[Graha::Moon as usize];
        Self {
            rules,
            houses,
            ayanamsa,
            ascendant,
            cusps: cusps.map(|cusp| Cusp(circled(cusp))),
            periods: Vimshottari::new(nativity.at, moon.longitude),
            placements,
        }
    }
}

/// Thirty degrees each, from the ascendant or the beginning of its sign.
fn equal(ascendant: f64, system: HouseSystem) -> [f64; 12] {
    let first = match system {
        HouseSystem::WholeSign => ascendant - ascendant.rem_euclid(30.0),
        _ => ascendant,
    };
    let starts: [f64; 12] =
        [0.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 210.0, 240.0, 270.0, 300.0, 330.0];
    starts.map(|start| first + start)
}

/// The house by whole signs, 1 to 12.
fn house(ascendant: f64, longitude: f64) -> u8 {
    let lagna = Sign::at(ascendant);
    let sign = Sign::at(longitude);
    (1..=12).find(|house| lagna.further(usize::from(house - 1)) == sign).unwrap_or(1)
}
