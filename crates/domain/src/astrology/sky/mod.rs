//! Where the grahas stand in the sky at a moment, as seen from the middle of the Earth, and how the sky is turned then.
//!
//! Knows nothing of charts. Longitudes are sidereal, by Lahiri.

mod delta_t;
mod frame;
mod moon;
mod planets;
mod vector;

use chrono::{DateTime, Utc};

use self::{
    frame::{Frame, mean_ayanamsa},
    moon::moon,
    planets::View,
    vector::{cross, less},
};
use super::{Graha, Node};

/// The Julian day from which days are counted: noon of 1 January 2000.
const EPOCH: f64 = 2_451_545.0;
/// The days of a century.
const CENTURY: f64 = 36_525.0;
/// In kilometres.
const ASTRONOMICAL_UNIT: f64 = 149_597_870.7;
/// Days between which speeds are taken.
const STEP: f64 = 0.01;

/// A moment in days since the epoch.
#[derive(Clone, Copy)]
struct Instant {
    /// By the turning Earth; coordinated time is taken for it, which differs by less than a second.
    universal: f64,
    /// By the planets.
    terrestrial: f64,
}

impl Instant {
    fn of(at: DateTime<Utc>) -> Self {
        const NOON_OF_2000: f64 = 946_728_000.0;
        let seconds = (at - DateTime::UNIX_EPOCH).as_seconds_f64() - NOON_OF_2000;
        let terrestrial = seconds + delta_t::delta_t(at);
        Self { universal: seconds / 86_400.0, terrestrial: terrestrial / 86_400.0 }
    }
}

/// The sky at a moment.
pub(super) struct Sky {
    frame: Frame,
    /// A little before, then, and a little after.
    views: [View; 3],
}

/// Where a graha is seen.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// Degrees, 0 to 360.
    pub(super) longitude: f64,
    /// Degrees off the ecliptic of date.
    pub(super) latitude: f64,
    /// Degrees of longitude a day, among the stars.
    pub(super) speed: f64,
}

impl Sky {
    pub(super) fn at(moment: DateTime<Utc>) -> Self {
        let instant = Instant::of(moment);
        let views = [-STEP, 0.0, STEP].map(|step| View::at(instant.terrestrial + step));
        Self { frame: Frame::at(instant), views }
    }

    /// How far the sidereal zodiac lies behind the true equinox of date, in degrees.
    pub(super) fn ayanamsa(&self) -> f64 {
        self.frame.ayanamsa
    }

    /// The angle between equator and ecliptic, in radians.
    pub(super) fn obliquity(&self) -> f64 {
        self.frame.obliquity
    }

    /// The sidereal time at a longitude on Earth in degrees, in radians.
    pub(super) fn sidereal_time(&self, longitude: f64) -> f64 {
        self.frame.sidereal_time + longitude.to_radians()
    }

    /// Where a graha is seen.
    pub(super) fn seen(&self, graha: Graha, node: Node) -> Seen {
        let [before, now, after] = &self.views;
        let (longitude, latitude) = self.place(graha, node, now, true);
        // Light that goes by the Sun is bent more or less from hour to hour; the graha itself goes as ever.
        let [before, after] = [before, after].map(|view| self.place(graha, node, view, false).0);
        let speed = difference(after, before) / (2.0 * STEP);
        Seen { longitude: circled(longitude), latitude, speed }
    }

    /// The longitude and latitude of a graha in a view, by the axes of now.
    fn place(&self, graha: Graha, node: Node, view: &View, bent: bool) -> (f64, f64) {
        match view.seen(graha, bent) {
            Some(direction) => self.frame.place(direction),
            None if graha == Graha::Ketu => (self.node(node, view.days) + 180.0, 0.0),
            None => (self.node(node, view.days), 0.0),
        }
    }

    /// The ascending node of the Moon.
    fn node(&self, node: Node, days: f64) -> f64 {
        match node {
            Node::Mean => mean_node(days) - mean_ayanamsa(days),
            Node::True => {
                let motion = less(moon(days + STEP), moon(days - STEP));
                let [x, y, _] = self.frame.turned(cross(moon(days), motion));
                x.atan2(-y).to_degrees() - self.ayanamsa()
            }
        }
    }
}

/// The mean node from the mean equinox of date, in degrees (Simon et al. 1994, by the IERS Conventions 2010).
fn mean_node(days: f64) -> f64 {
    let t = days / CENTURY;
    let arcseconds = 450_160.398_036
        + t * (-6_962_890.543_1 + t * (7.472_2 + t * (0.007_702 - t * 0.000_059_39)));
    arcseconds / 3600.0
}

/// The angle between 0 and 360 degrees.
pub(super) fn circled(degrees: f64) -> f64 {
    let circled = degrees.rem_euclid(360.0);
    // What is a trace below zero comes out as the whole circle.
    if circled < 360.0 { circled } else { 0.0 }
}

/// How far one angle is ahead of another, from -180 to 180 degrees.
fn difference(one: f64, other: f64) -> f64 {
    circled(one - other + 180.0) - 180.0
}
