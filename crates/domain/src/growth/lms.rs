//! The LMS method (Cole and Green, Statistics in Medicine 11, 1992, pp. 1305-1319) as the WHO uses it, and the normal
//! distribution.

/// How a measure is distributed among healthy children: Box-Cox power, median and coefficient of variation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lms {
    /// The power that makes the distribution normal.
    pub l: f64,
    /// The median, in kg, cm or kg/m².
    pub m: f64,
    /// The coefficient of variation.
    pub s: f64,
}

impl Lms {
    /// The value at a z-score, in the unit of the median.
    ///
    /// Curves are drawn so: without the correction of the tails, which is for assessing a child only.
    #[must_use]
    pub fn value(self, z: f64) -> f64 {
        let Self { l, m, s } = self;
        if l.abs() < f64::EPSILON {
            m * (s * z).exp()
        } else {
            m * (1.0 + l * s * z).powf(l.recip())
        }
    }

    /// The z-score of a value.
    pub(super) fn z(self, value: f64) -> f64 {
        let Self { l, m, s } = self;
        if l.abs() < f64::EPSILON {
            (value / m).ln() / s
        } else {
            ((value / m).powf(l) - 1.0) / (l * s)
        }
    }

    /// The z-score of a value, beyond ±3 counted in steps of the distance between the last two standard deviations:
    /// there are too few children in the tails of a skewed measure to trust its shape (WHO 2006, chapter 7).
    pub(super) fn z_with_straight_tails(self, value: f64) -> f64 {
        let z = self.z(value);
        if z.abs() <= 3.0 {
            return z;
        }
        let end = 3_f64.copysign(z);
        let (two, three) = (self.value(2_f64.copysign(z)), self.value(end));
        end + (value - three) / (three - two).abs()
    }

    /// Between two neighbouring rows.
    pub(super) fn towards(self, next: Self, share: f64) -> Self {
        let between = |from: f64, to: f64| from + share * (to - from);
        Self { l: between(self.l, next.l), m: between(self.m, next.m), s: between(self.s, next.s) }
    }
}

/// The share of children below a z-score, in percent.
#[must_use]
pub fn percentile(z: f64) -> f64 {
    50.0 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The z-score below which a share of children lies, in percent; within ±9, beyond which nobody is.
///
/// By bisection (Burden and Faires, Numerical Analysis, section 2.1) of [`percentile`], to the last bit.
#[must_use]
pub fn z_score(percent: f64) -> f64 {
    let (mut below, mut above) = (-9.0, 9.0);
    // Each step halves the 18 between the limits; 60 of them leave less than the distance of two numbers near 1.
    for _ in 0..60 {
        let middle = f64::midpoint(below, above);
        if percentile(middle) < percent {
            below = middle;
        } else {
            above = middle;
        }
    }
    f64::midpoint(below, above)
}
