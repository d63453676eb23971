//! A birth chart as JSON shows it.

use std::collections::BTreeMap;

use domain::{
    Locale,
    astrology::{Chart, Cusp, Dasha, Graha, Nativity},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    language::{args, say},
    rest::wire::{OneOf, Second, word},
};

/// A birth chart.
#[derive(Serialize, ToSchema)]
pub(super) struct Kundli {
    planets: Planets,
    /// By their numbers, `1` to `12`.
    #[schema(value_type = BTreeMap<String, Place>)]
    houses: BTreeMap<u8, Place>,
    ascendant: Place,
    dashas: Dashas,
    ayanamsa: Ayanamsa,
    /// Which node of the Moon Rahu is.
    node: word::Node,
    /// What the cusps are of: where `placidus` has none, `porphyry`.
    house_system: word::HouseSystem,
    birth_time: BirthTime,
}

/// The nine grahas.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "PascalCase")]
struct Planets {
    sun: Planet,
    moon: Planet,
    mars: Planet,
    mercury: Planet,
    jupiter: Planet,
    venus: Planet,
    saturn: Planet,
    rahu: Planet,
    ketu: Planet,
}

/// Where one of them stood, as seen from the middle of the Earth.
#[derive(Serialize, ToSchema)]
struct Planet {
    sign: word::Sign,
    /// Counted by whole signs from the ascendant, 1 to 12.
    house: u8,
    /// Sidereal, in degrees.
    longitude: f64,
    /// Off the ecliptic, in degrees.
    latitude: f64,
    /// Degrees a day.
    speed: f64,
    nakshatra: word::Nakshatra,
    /// Which quarter of it, 1 to 4.
    pada: u8,
    /// Whether it goes backwards; not told of Rahu and Ketu, which nearly always do.
    retrograde: bool,
}

/// A place in the zodiac.
#[derive(Serialize, ToSchema)]
struct Place {
    sign: word::Sign,
    /// Of the sign.
    degree: f64,
}

/// Whose periods run (Vimshottari), each within the one before.
#[derive(Serialize, ToSchema)]
struct Dashas {
    mahadasha: word::Graha,
    antardasha: word::Graha,
    pratyantar: word::Graha,
    /// How long the mahadasha will still last.
    remaining_years: f64,
    /// When that is.
    as_of: Second,
}

/// How far the sidereal zodiac lies behind the equinox.
#[derive(Serialize, ToSchema)]
struct Ayanamsa {
    /// Always `lahiri`.
    name: &'static str,
    degrees: f64,
}

/// The moment of the birth.
#[derive(Serialize, ToSchema)]
struct BirthTime {
    utc: Second,
    /// Whether the clock showed the time twice, as it was put back.
    ambiguous: bool,
    /// Says so, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

impl Kundli {
    pub(super) fn new(locale: Locale, birth: &Nativity, chart: &Chart, dasha: &Dasha) -> Self {
        let places = chart.cusps.map(Place::new);
        Self {
            planets: Planets::new(chart),
            houses: (1..).zip(places).collect(),
            ascendant: Place::new(Cusp(chart.ascendant)),
            dashas: Dashas::new(dasha),
            ayanamsa: Ayanamsa { name: "lahiri", degrees: rounded(chart.ayanamsa, 4) },
            node: OneOf(chart.rules.node),
            house_system: OneOf(chart.houses),
            birth_time: BirthTime::new(locale, birth),
        }
    }
}

impl Planets {
    fn new(chart: &Chart) -> Self {
        let planet = |graha| Planet::new(chart, graha);
        Self {
            sun: planet(Graha::Sun),
            moon: planet(Graha::Moon),
            mars: planet(Graha::Mars),
            mercury: planet(Graha::Mercury),
            jupiter: planet(Graha::Jupiter),
            venus: planet(Graha::Venus),
            saturn: planet(Graha::Saturn),
            rahu: planet(Graha::Rahu),
            ketu: planet(Graha::Ketu),
        }
    }
}

impl Planet {
    fn new(chart: &Chart, graha: Graha) -> Self {
        let placement = chart.placement(graha);
        let (nakshatra, pada) = placement.nakshatra();
        Self {
            sign: OneOf(placement.sign()),
            house: placement.house,
            longitude: within_sign(placement.longitude),
            latitude: rounded(placement.latitude, 4),
            speed: rounded(placement.speed, 4),
            nakshatra: OneOf(nakshatra),
            pada,
            retrograde: placement.retrograde(),
        }
    }
}

impl Place {
    fn new(cusp: Cusp) -> Self {
        Self { sign: OneOf(cusp.sign()), degree: within_sign(cusp.degree()) }
    }
}

impl Dashas {
    fn new(dasha: &Dasha) -> Self {
        Self {
            mahadasha: OneOf(dasha.maha.lord),
            antardasha: OneOf(dasha.antar.lord),
            pratyantar: OneOf(dasha.pratyantar.lord),
            remaining_years: rounded(dasha.remaining_years(), 2),
            as_of: Second(dasha.as_of),
        }
    }
}

impl BirthTime {
    fn new(locale: Locale, birth: &Nativity) -> Self {
        let notice = || say(locale, "birth-time-twice", &args!["zone" => birth.zone.name()]);
        let ambiguous = birth.ambiguous;
        Self { utc: Second(birth.at), ambiguous, notice: ambiguous.then(notice) }
    }
}

fn rounded(number: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    // Without the sign of a zero.
    (number * unit).round() / unit + 0.0
}

/// A number of degrees, rounded, but not into the next sign: the sign that it is told beside is the one it lies in.
fn within_sign(degrees: f64) -> f64 {
    let end = (degrees / 30.0).floor() * 30.0 + 30.0;
    rounded(rounded(degrees, 4).min(end - 0.0001), 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_within_their_sign_and_have_no_negative_zero() {
        assert_eq!(rounded(54.234_567, 4).to_string(), "54.2346");
        assert_eq!(rounded(-0.000_01, 4).to_string(), "0");
        for (degrees, shown) in [
            (359.999_99, "359.9999"),
            (59.999_97, "59.9999"),
            (29.999_99, "29.9999"),
            (60.0, "60"),
            (60.000_01, "60"),
            (54.234_567, "54.2346"),
            (0.0, "0"),
        ] {
            assert_eq!(within_sign(degrees).to_string(), shown);
        }
    }
}
