//! The Sun and the planets as they look from the middle of the Earth, by the theory VSOP87 of Bretagnon and Francou.

use sofars::astro::{ab, ld};
use vsop87::vsop87a;

use super::{
    EPOCH,
    moon::moon,
    vector::{Vector, length, less, scaled},
};
use crate::astrology::Graha;

/// How far light goes in a day, in astronomical units.
const LIGHT: f64 = 173.144_632_674_240;
/// Days between which a motion is taken for straight.
const MOMENT: f64 = 0.01;
/// Half the square of the angle from the middle of the Sun, in radians, within which its gravity bends light no more: it covers that.
const NEAR_THE_SUN: f64 = 1e-5;

/// The Earth as one looks from it.
struct Earth {
    place: Vector,
    /// In units of that of light.
    velocity: Vector,
}

impl Earth {
    fn at(days: f64) -> Self {
        let [before, after] = [days - MOMENT, days + MOMENT].map(earth);
        let velocity = scaled(less(after, before), 0.5 / MOMENT / LIGHT);
        Self { place: earth(days), velocity }
    }

    /// The direction from which light seems to come that comes from there, bent or not where it passes the Sun.
    fn sees(&self, from: Vector, bent: bool) -> Vector {
        let sun = length(self.place);
        let mut seen = unit(less(from, self.place));
        if bent {
            seen = ld(1.0, seen, unit(from), unit(self.place), sun, NEAR_THE_SUN);
        }
        let slow = length(self.velocity);
        ab(&seen, &self.velocity, sun, (1.0 - slow * slow).sqrt())
    }
}

/// The direction in which a graha is seen, along the ecliptic and equinox of 2000, so many days after, by `bent` light or as if
/// that were straight; the nodes are not seen.
pub(super) fn seen(graha: Graha, days: f64, bent: bool) -> Option<Vector> {
    let place: fn(f64) -> vsop87::RectangularCoordinates = match graha {
        Graha::Sun => return Some(Earth::at(days).sees([0.0; 3], false)),
        Graha::Moon => return Some(moon(days - length(moon(days)) / LIGHT)),
        Graha::Rahu | Graha::Ketu => return None,
        Graha::Mercury => vsop87a::mercury,
        Graha::Venus => vsop87a::venus,
        Graha::Mars => vsop87a::mars,
        Graha::Jupiter => vsop87a::jupiter,
        Graha::Saturn => vsop87a::saturn,
    };
    let earth = Earth::at(days);
    let now = rectangular(place(EPOCH + days));
    // Light has been on its way for about as long as it would be now.
    let then = days - length(less(now, earth.place)) / LIGHT;
    Some(earth.sees(rectangular(place(EPOCH + then)), bent))
}

fn earth(days: f64) -> Vector {
    rectangular(vsop87a::earth(EPOCH + days))
}

fn rectangular(place: vsop87::RectangularCoordinates) -> Vector {
    [place.x, place.y, place.z]
}

fn unit(vector: Vector) -> Vector {
    scaled(vector, 1.0 / length(vector))
}
