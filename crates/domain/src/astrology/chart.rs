//! A chart: what stood where.

use super::{
    dasha::Vimshottari,
    zodiac::{Graha, Nakshatra, Sign},
};
use crate::word::words;

words! {
    /// How the twelve cusps are found. Grahas are always counted by whole signs from the lagna.
    HouseSystem {
        /// By the time that degrees take to rise; Porphyry where some never do.
        Placidus = "placidus",
        /// Thirds of the quadrants between ascendant and midheaven.
        Porphyry = "porphyry",
        /// Thirds of the quadrants around Porphyry's cusps as middles.
        Sripati = "sripati",
        /// Thirty degrees each from the ascendant.
        Equal = "equal",
        /// The signs.
        WholeSign = "whole_sign",
    }

    /// Which of the Moon's nodes Rahu is.
    Node {
        /// The mean one.
        Mean = "mean",
        /// The osculating one.
        True = "true",
    }

    /// In which of the ways that are usual in India a chart is drawn.
    ChartStyle {
        /// Houses have their places, the first on top.
        North = "north",
        /// Signs have their places.
        South = "south",
    }
}

/// What is chosen between schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    /// How cusps are found.
    pub houses: HouseSystem,
    /// Which node Rahu is.
    pub node: Node,
}

impl Default for Rules {
    fn default() -> Self {
        Self { houses: HouseSystem::Placidus, node: Node::Mean }
    }
}

/// A birth chart in the sidereal zodiac of Lahiri.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What was chosen.
    pub rules: Rules,
    /// The system that the cusps are really of: Porphyry inside the polar circles, where Placidus fails.
    pub houses: HouseSystem,
    /// How far the sidereal zodiac lies behind the true equinox of date, in degrees.
    pub ayanamsa: f64,
    /// The nine grahas, in the order of [`Graha`].
    pub placements: [Placement; 9],
    /// The sidereal longitude of the ascendant (lagna) in degrees.
    pub ascendant: f64,
    /// The sidereal longitudes of the twelve cusps in degrees, from the first house.
    pub cusps: [Cusp; 12],
    /// The periods of a life, by the Moon.
    pub periods: Vimshottari,
}

/// Where a house begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cusp(pub f64);

impl Cusp {
    /// The sign it lies in.
    #[must_use]
    pub fn sign(self) -> Sign {
        Sign::at(self.0)
    }

    /// How far into its sign, in degrees.
    #[must_use]
    pub fn degree(self) -> f64 {
        self.0.rem_euclid(30.0)
    }
}

/// Where a graha stood, as seen from the middle of the Earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Which.
    pub graha: Graha,
    /// Its sidereal longitude in degrees, 0 to 360.
    pub longitude: f64,
    /// Its latitude off the ecliptic of date in degrees.
    pub latitude: f64,
    /// How its longitude grows, in degrees a day; negative while it is retrograde.
    pub speed: f64,
    /// The house it is in, 1 to 12, by whole signs from the lagna.
    pub house: u8,
}

impl Placement {
    /// The sign it stands in.
    #[must_use]
    pub fn sign(&self) -> Sign {
        Sign::at(self.longitude)
    }

    /// Its lunar mansion, and which quarter of it, from 1.
    #[must_use]
    pub fn nakshatra(&self) -> (Nakshatra, u8) {
        Nakshatra::at(self.longitude)
    }

    /// Whether it goes backwards. The nodes always do, so that it says nothing of them.
    #[must_use]
    pub fn retrograde(&self) -> bool {
        self.speed < 0.0 && !matches!(self.graha, Graha::Rahu | Graha::Ketu)
    }
}

impl Chart {
    /// Where a graha stood.
    #[must_use]
    pub fn placement(&self, graha: Graha) -> &Placement {
        &self.placements[graha as usize]
    }

    /// The sign of the ascendant.
    #[must_use]
    pub fn lagna(&self) -> Sign {
        Sign::at(self.ascendant)
    }

    /// The sign that is a house (1 to 12) by whole signs from the lagna.
    #[must_use]
    pub fn sign_of(&self, house: u8) -> Sign {
        self.lagna().further(usize::from(house) + 11)
    }

    /// Who stands in a house, 1 to 12.
    pub fn occupants(&self, house: u8) -> impl Iterator<Item = &Placement> {
        self.placements.iter().filter(move |placement| placement.house == house)
    }

    /// The lord of a house, 1 to 12, where it stands.
    #[must_use]
    pub fn lord_of(&self, house: u8) -> &Placement {
        self.placement(self.sign_of(house).lord())
    }
}
