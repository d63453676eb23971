//! The Sun and the planets as they look from the middle of the Earth, by the theory VSOP87 of Bretagnon and Francou.

use sofars::astro::{ab, ld};
use vsop87::{RectangularCoordinates, vsop87a};

use super::{
    EPOCH,
    moon::moon,
    vector::{Vector, dot, length, less, scaled},
};
use crate::astrology::Graha;

/// How far light goes in a day, in astronomical units.
const LIGHT: f64 = 173.144_632_674_240;
/// Days between which a motion is taken for straight.
const MOMENT: f64 = 0.01;
/// Half the square of the angle from the middle of the Sun, in radians, within which its gravity bends light no more: it covers that.
const NEAR_THE_SUN: f64 = 1e-5;

/// What one sees from the middle of the Earth at a moment; vectors are along the ecliptic and equinox of 2000.
pub(super) struct View {
    /// When, in days since the epoch.
    pub(super) days: f64,
    earth: Vector,
    /// In units of that of light.
    velocity: Vector,
}

impl View {
    pub(super) fn at(days: f64) -> Self {
        let [before, after] = [days - MOMENT, days + MOMENT].map(earth);
        let velocity = scaled(less(after, before), 0.5 / MOMENT / LIGHT);
        Self { days, earth: earth(days), velocity }
    }

    /// The direction in which a graha is seen, by `bent` light or as if that were straight; the nodes are not seen.
    pub(super) fn seen(&self, graha: Graha, bent: bool) -> Option<Vector> {
        let place: fn(f64) -> RectangularCoordinates = match graha {
            Graha::Sun => return Some(self.shifted(unit(scaled(self.earth, -1.0)))),
            Graha::Moon => return Some(moon(self.days - length(moon(self.days)) / LIGHT)),
            Graha::Rahu | Graha::Ketu => return None,
            Graha::Mercury => vsop87a::mercury,
            Graha::Venus => vsop87a::venus,
            Graha::Mars => vsop87a::mars,
            Graha::Jupiter => vsop87a::jupiter,
            Graha::Saturn => vsop87a::saturn,
        };
        let now = rectangular(&place(EPOCH + self.days));
        // Light has been on its way for about as long as it would be now.
        let then = self.days - length(less(now, self.earth)) / LIGHT;
        let from = rectangular(&place(EPOCH + then));
        let straight = unit(less(from, self.earth));
        Some(self.shifted(if bent { self.bent(straight, from) } else { straight }))
    }

    /// The direction of light from a place, as the Sun bends it on its way.
    fn bent(&self, straight: Vector, from: Vector) -> Vector {
        ld(1.0, straight, unit(from), unit(self.earth), length(self.earth), NEAR_THE_SUN)
    }

    /// The direction in which light seems to come as the Earth moves towards it.
    fn shifted(&self, direction: Vector) -> Vector {
        let slowness = (1.0 - dot(self.velocity, self.velocity)).sqrt();
        ab(&direction, &self.velocity, length(self.earth), slowness)
    }
}

fn earth(days: f64) -> Vector {
    rectangular(&vsop87a::earth(EPOCH + days))
}

fn rectangular(place: &RectangularCoordinates) -> Vector {
    [place.x, place.y, place.z]
}

fn unit(vector: Vector) -> Vector {
    scaled(vector, 1.0 / length(vector))
}
