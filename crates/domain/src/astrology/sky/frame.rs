//! How the axes of the sky are turned at a moment: precession and nutation of the IAU (2006, 2000A), and the sidereal zodiac.

use sofars::{
    erst::gst06,
    pnp::{fw2m, nut06a, obl06, pfw06, pmat06},
    vm::{rx, rxr},
};

use super::{
    EPOCH, Instant,
    vector::{Matrix, Vector, length, turned, turned_back},
};

/// From the ecliptic and equinox of VSOP87 to the equator of 2000 (Bretagnon & Francou 1988).
const TO_EQUATOR: Matrix = [
    [1.0, 0.000_000_440_360, -0.000_000_190_919],
    [-0.000_000_479_966, 0.917_482_137_087, -0.397_776_982_902],
    [0.0, 0.397_776_982_902, 0.917_482_137_087],
];

/// The axes at a moment.
pub(super) struct Frame {
    /// From the ecliptic and equinox of 2000 to the true ones of date.
    ecliptic: Matrix,
    /// The angle between equator and ecliptic, in radians.
    pub(super) obliquity: f64,
    /// How far the sidereal zodiac lies behind the true equinox of date, in degrees.
    pub(super) ayanamsa: f64,
    /// The sidereal time of Greenwich, in radians.
    pub(super) sidereal_time: f64,
}

impl Frame {
    pub(super) fn at(Instant { universal, terrestrial }: Instant) -> Self {
        let (gamma, phi, psi, epsilon) = pfw06(EPOCH, terrestrial);
        let (in_longitude, in_obliquity) = nut06a(EPOCH, terrestrial);
        let obliquity = epsilon + in_obliquity;
        let mut axes = fw2m(gamma, phi, psi + in_longitude, obliquity);
        let sidereal_time = gst06(EPOCH, universal, EPOCH, terrestrial, &axes);
        rx(obliquity, &mut axes);
        let mut ecliptic = Matrix::default();
        rxr(&axes, &TO_EQUATOR, &mut ecliptic);
        let ayanamsa = mean_ayanamsa(terrestrial) + in_longitude.to_degrees();
        Self { ecliptic, obliquity, ayanamsa, sidereal_time }
    }

    /// Along the ecliptic of date, from the true equinox.
    pub(super) fn turned(&self, vector: Vector) -> Vector {
        turned(&self.ecliptic, vector)
    }

    /// The sidereal longitude and the latitude of a direction, in degrees.
    pub(super) fn place(&self, direction: Vector) -> (f64, f64) {
        let [x, y, z] = self.turned(direction);
        let latitude = (z / length([x, y, z])).asin().to_degrees();
        (y.atan2(x).to_degrees() - self.ayanamsa, latitude)
    }
}

/// The ayanamsa of Lahiri from the mean equinox, in degrees: 23° 15' 00.658" less nutation on 21 March 1956 (Indian Astronomical
/// Ephemeris), carried by the precession of the equinox along the ecliptic of that day.
pub(super) fn mean_ayanamsa(terrestrial: f64) -> f64 {
    const DAY: f64 = 2_435_553.5 - EPOCH;
    const THEN: f64 = 23.245_560_955;
    let fixed = turned_back(&pmat06(EPOCH, terrestrial), [1.0, 0.0, 0.0]);
    let mut axes = pmat06(EPOCH, DAY);
    rx(obl06(EPOCH, DAY), &mut axes);
    let [x, y, _] = turned(&axes, fixed);
    THEN - y.atan2(x).to_degrees()
}
