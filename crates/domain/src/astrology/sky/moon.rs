//! The Moon, by the theory ELP/MPP02 of Chapront and Francou.

use std::{array::from_fn, f64::consts::PI, sync::LazyLock};

use super::{
    ASTRONOMICAL_UNIT, CENTURY,
    vector::{Vector, turned},
};

/// A polynomial of the centuries since 2000.
type Polynomial = [f64; 5];

/// A sine of the series.
struct Term {
    /// Longitude, latitude or distance.
    of: usize,
    power: i32,
    amplitude: f64,
    angle: Polynomial,
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let arguments = arguments();
    include_str!("moon.csv").lines().filter_map(|line| term(line, &arguments)).collect()
});

fn term(line: &str, arguments: &[Polynomial; 13]) -> Option<Term> {
    let mut cells = line.split(',');
    let of = ["longitude", "latitude", "distance"];
    let of = cells.next().and_then(|cell| of.iter().position(|known| *known == cell))?;
    let power = cells.next()?.parse().ok()?;
    let amplitude = cells.next()?.parse().ok()?;
    let mut angle = [0.0; 5];
    angle[0] = cells.next()?.parse().ok()?;
    let multiples = cells.next()?.split_whitespace().map(str::parse::<f64>);
    for (multiple, argument) in multiples.zip(arguments) {
        let multiple = multiple.ok()?;
        angle = from_fn(|power| angle[power] + multiple * argument[power]);
    }
    Some(Term { of, power, amplitude, angle })
}

/// The mean longitude of the Moon from the ecliptic and equinox of 2000.
const LONGITUDE: Polynomial =
    angle(218, 18, 59.885_63, [1_732_559_343.384_98, -6.845_83, 0.006_415_35, -0.000_041_93]);
/// That of its perigee.
const PERIGEE: Polynomial =
    angle(83, 21, 11.882_69, [14_643_420.393_17, -38.258_393_98, -0.045_299_13, 0.000_213_01]);
/// That of its node.
const NODE: Polynomial =
    angle(125, 2, 40.326_01, [-6_967_919.581_47, 6.356_389_3, 0.007_517_88, -0.000_035_86]);
/// That of the Earth and the Moon.
const EARTH: Polynomial =
    angle(100, 27, 59.138_52, [129_597_742.300_32, -0.020_2, 0.000_009, 0.000_000_15]);
/// That of their perihelion.
const PERIHELION: Polynomial =
    angle(102, 56, 14.450_17, [1_161.243_42, 0.529_265, -0.000_118_14, 0.000_011_379]);
/// Those of Mercury to Neptune.
const PLANETS: [Polynomial; 8] = [
    steady(252, 15, 3.216_919, 538_101_628.668_88),
    steady(181, 58, 44.758_419, 210_664_136.457_77),
    steady(100, 27, 59.138_85, 129_597_742.293),
    steady(355, 26, 3.642_778, 68_905_077.659_36),
    steady(34, 21, 5.379_392, 10_925_660.573_35),
    steady(50, 4, 38.902_495, 4_399_609.336_32),
    steady(314, 3, 4.354_234, 1_542_482.578_45),
    steady(304, 20, 56.808_371, 786_547.897),
];
/// How fast the equinox goes, in arcseconds a century.
const PRECESSION: f64 = 5_028.796_95;

const SECOND: f64 = PI / 648_000.0;

/// Degrees, minutes and seconds, and seconds for the powers of a century, in radians.
const fn angle(degrees: u16, minutes: u8, seconds: f64, [a, b, c, d]: [f64; 4]) -> Polynomial {
    let start = degrees as f64 * 3600.0 + minutes as f64 * 60.0 + seconds;
    [start * SECOND, a * SECOND, b * SECOND, c * SECOND, d * SECOND]
}

const fn steady(degrees: u16, minutes: u8, seconds: f64, speed: f64) -> Polynomial {
    angle(degrees, minutes, seconds, [speed, 0.0, 0.0, 0.0])
}

/// D, F, l, l', the longitudes of the planets, and zeta.
fn arguments() -> [Polynomial; 13] {
    let less = |one: Polynomial, other: Polynomial| from_fn(|power| one[power] - other[power]);
    let mut elongation: Polynomial = less(LONGITUDE, EARTH);
    elongation[0] += PI;
    let mut zeta = LONGITUDE;
    zeta[1] += PRECESSION * SECOND;
    let own =
        [elongation, less(LONGITUDE, NODE), less(LONGITUDE, PERIGEE), less(EARTH, PERIHELION)];
    from_fn(|at| match at {
        0..4 => own[at],
        4..12 => PLANETS[at - 4],
        _ => zeta,
    })
}

fn value(polynomial: &[f64], at: f64) -> f64 {
    polynomial.iter().rev().fold(0.0, |sum, factor| sum * at + factor)
}

/// Where the Moon is from the middle of the Earth, in astronomical units along the ecliptic and equinox of 2000, so many days after.
pub(super) fn moon(days: f64) -> Vector {
    let t = days / CENTURY;
    let mut sums = [0.0; 3];
    for term in TERMS.iter() {
        sums[term.of] += term.amplitude * t.powi(term.power) * value(&term.angle, t).sin();
    }
    let [longitude, latitude] = [value(&LONGITUDE, t) + sums[0] * SECOND, sums[1] * SECOND];
    let distance = sums[2] / ASTRONOMICAL_UNIT;
    let (x, y) = (latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin());
    from_ecliptic_of_date([x, y, latitude.sin()].map(|it| it * distance), t)
}

/// From the mean ecliptic of date, counted from the equinox of 2000 along both, to that of 2000 (Laskar 1986).
fn from_ecliptic_of_date(place: Vector, t: f64) -> Vector {
    let sine = [0.101_803_91e-4, 0.470_204_39e-6, -0.541_736_7e-9, -0.250_794_8e-11, 0.463_486e-14];
    let cosine =
        [-0.113_469_002e-3, 0.123_726_74e-6, 0.126_541_7e-8, -0.137_180_8e-11, -0.320_334e-14];
    let (p, q) = (t * value(&sine, t), t * value(&cosine, t));
    let root = 2.0 * (1.0 - p * p - q * q).sqrt();
    let axes = [
        [1.0 - 2.0 * p * p, 2.0 * p * q, p * root],
        [2.0 * p * q, 1.0 - 2.0 * q * q, -q * root],
        [-p * root, q * root, 1.0 - 2.0 * p * p - 2.0 * q * q],
    ];
    turned(&axes, place)
}

#[cfg(test)]
mod tests {
    use super::{
        super::vector::{cross, dot, length, less, scaled},
        *,
    };

    /// What the authors of the theory give for themselves to be checked by: days, kilometres, and kilometres a day. The first
    /// fits DE405, as ours, the others observations.
    const GIVEN: [(f64, Vector, Vector); 4] = [
        (
            48_455.5,
            [274_034.591_03, 252_067.536_89, -18_998.755_19],
            [-62_463.613_38, 65_693.963_92, 6_595.328_90],
        ),
        (
            -7_305.5,
            [43_890.282_40, 381_188.727_45, -31_633.381_65],
            [-87_516.197_48, 13_707.664_44, 2_754.221_24],
        ),
        (
            -5_305.5,
            [-313_664.596_45, 212_007.266_74, 33_744.751_20],
            [-47_315.912_81, -75_710.875_01, -1_475.628_69],
        ),
        (
            -1_305.5,
            [171_613.142_80, -318_097.337_50, 31_293.548_24],
            [83_266.779_90, 42_585.830_28, -1_695.826_11],
        ),
    ];

    fn arcseconds(one: Vector, other: Vector) -> f64 {
        let sine = length(cross(one, other)) / length(one) / length(other);
        assert!(dot(one, other) > 0.0);
        sine.asin() / SECOND
    }

    #[test]
    fn it_stands_and_goes_where_its_theory_says() {
        assert_eq!(TERMS.len(), 1682);
        for (days, place, velocity) in GIVEN {
            let ours = moon(days);
            let far = arcseconds(ours, place);
            assert!(far < 0.1, "{days}: {far}");
            assert!((length(ours) * ASTRONOMICAL_UNIT - length(place)).abs() < 200.0);
            let motion = less(moon(days + 0.005), moon(days - 0.005));
            // The pole of its path, by which its node is known: an arcsecond there is eleven in the node.
            let tilt = arcseconds(cross(ours, scaled(motion, 100.0)), cross(place, velocity));
            assert!(tilt < 0.1, "{days}: {tilt}");
        }
    }
}
