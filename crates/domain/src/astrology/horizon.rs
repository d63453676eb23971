//! What rises and culminates at a place, and the houses between. Longitudes are from the true equinox, in degrees.

use std::array::from_fn;

use super::{HouseSystem, sky::circled};

/// How the ecliptic lies to the horizon of a place.
#[derive(Clone, Copy)]
pub(super) struct Horizon {
    /// The right ascension that culminates, in radians.
    culminating: f64,
    /// The angle between equator and ecliptic, in radians.
    obliquity: f64,
    /// The tangent of the latitude of the place.
    slant: f64,
}

impl Horizon {
    /// Of a place so many degrees north, by its sidereal time and the obliquity of the ecliptic in radians.
    pub(super) fn new(sidereal_time: f64, obliquity: f64, latitude: f64) -> Self {
        Self { culminating: sidereal_time, obliquity, slant: latitude.to_radians().tan() }
    }

    /// What culminates of the ecliptic.
    pub(super) fn midheaven(self) -> f64 {
        self.ecliptic(self.culminating)
    }

    /// What rises of the ecliptic. Inside the polar circles that may lie west of the meridian: then what sets is meant, so that the
    /// houses keep their order.
    pub(super) fn ascendant(self) -> f64 {
        let (sine, cosine) = self.culminating.sin_cos();
        let down = self.obliquity.sin() * self.slant + self.obliquity.cos() * sine;
        let rising = cosine.atan2(-down).to_degrees();
        let ahead = circled(rising - self.midheaven());
        circled(if ahead > 180.0 { rising + 180.0 } else { rising })
    }

    /// The twelve cusps by one of the systems that divide the quadrants, and which it was; none for the others.
    pub(super) fn cusps(self, system: HouseSystem) -> Option<(HouseSystem, [f64; 12])> {
        match system {
            HouseSystem::Placidus => Some(match self.placidus() {
                Some(cusps) => (HouseSystem::Placidus, cusps),
                None => (HouseSystem::Porphyry, self.porphyry()),
            }),
            HouseSystem::Porphyry => Some((system, self.porphyry())),
            HouseSystem::Sripati => {
                let middles = self.porphyry();
                let cusp = |house: usize| {
                    let before = middles[(house + 11) % 12];
                    circled(before + circled(middles[house] - before) / 2.0)
                };
                Some((system, from_fn(cusp)))
            }
            HouseSystem::Equal | HouseSystem::WholeSign => None,
        }
    }

    fn porphyry(self) -> [f64; 12] {
        let (ascendant, midheaven) = (self.ascendant(), self.midheaven());
        let third = circled(ascendant - midheaven) / 3.0;
        let other = 60.0 - third;
        opposed([
            midheaven,
            midheaven + third,
            midheaven + 2.0 * third,
            ascendant,
            ascendant + other,
            ascendant + 2.0 * other,
        ])
    }

    /// None where parts of the ecliptic never rise.
    fn placidus(self) -> Option<[f64; 12]> {
        let circumpolar = self.obliquity.tan() * self.slant.abs() >= 1.0;
        (!circumpolar).then(|| {
            let eastern = |share| self.share_of_the_day(share);
            // By night it is the point opposite that has gone so far.
            let nightly = |share| self.share_of_the_day(share) + 180.0;
            opposed([
                self.midheaven(),
                eastern(1.0 / 3.0),
                eastern(2.0 / 3.0),
                self.ascendant(),
                nightly(-2.0 / 3.0),
                nightly(-1.0 / 3.0),
            ])
        })
    }

    /// What has this share of the time between its rising and its culmination still to go; if negative, has gone so much since.
    fn share_of_the_day(self, share: f64) -> f64 {
        /// Each makes the error smaller by a third at least, as a day grows no faster than right ascension outside the polar circles.
        const STEPS: usize = 80;
        let mut ascension = self.culminating;
        for _ in 0..STEPS {
            let half_day = (-self.obliquity.tan() * self.slant * ascension.sin()).acos();
            ascension = self.culminating + share * half_day;
        }
        self.ecliptic(ascension)
    }

    /// The longitude on the ecliptic at a right ascension in radians.
    fn ecliptic(self, ascension: f64) -> f64 {
        let (sine, cosine) = ascension.sin_cos();
        circled(sine.atan2(cosine * self.obliquity.cos()).to_degrees())
    }
}

/// The houses from the first, by the cusps from the tenth to the third.
fn opposed([c10, c11, c12, c1, c2, c3]: [f64; 6]) -> [f64; 12] {
    let half = [c1, c2, c3, c10 + 180.0, c11 + 180.0, c12 + 180.0];
    from_fn(|house| circled(half[house % 6] + if house < 6 { 0.0 } else { 180.0 }))
}
