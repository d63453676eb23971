//! Whether daily numbers go up or down.

use crate::{percentile, word::words};

words! {
    /// Where numbers go.
    Direction {
        /// Up.
        Increasing = "increasing",
        /// Down.
        Decreasing = "decreasing",
        /// Neither, or not so that one could tell.
        Stable = "stable",
    }
}

/// The fewest points that tell of a trend.
const FEWEST: usize = 7;
/// How likely chance may have made it.
const CHANCE: f64 = 0.1;

impl Direction {
    /// Where these points (day, number) go, in the order of days: the sign of the Theil-Sen slope (Sen, J Am Stat Assoc
    /// 1968;63:1379) if the Mann-Kendall test (Kendall, Rank Correlation Methods, 1975; with ties and continuity) makes
    /// chance less likely than a tenth, and there are at least seven.
    #[must_use]
    pub fn of(points: &[(f64, f64)]) -> Self {
        if points.len() < FEWEST || by_chance(points) >= CHANCE {
            return Self::Stable;
        }
        match slope(points) {
            up if up > 0.0 => Self::Increasing,
            down if down < 0.0 => Self::Decreasing,
            _ => Self::Stable,
        }
    }
}

fn pairs(points: &[(f64, f64)]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    let later = |(index, point): (usize, &(f64, f64))| {
        let point = *point;
        points[index + 1..].iter().map(move |later| (point, *later))
    };
    points.iter().enumerate().flat_map(later)
}

/// The median of the slopes between all points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let mut slopes: Vec<_> =
        pairs(points).map(|(one, other)| (other.1 - one.1) / (other.0 - one.0)).collect();
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    if slopes.len().is_multiple_of(2) {
        f64::midpoint(slopes[middle - 1], slopes[middle])
    } else {
        slopes[middle]
    }
}

/// The chance that numbers without a trend are in such an order, two-sided.
#[expect(clippy::cast_precision_loss, reason = "there are few points")]
fn by_chance(points: &[(f64, f64)]) -> f64 {
    let concordance: f64 = pairs(points)
        .map(|(one, other)| match other.1.total_cmp(&one.1) {
            std::cmp::Ordering::Less => -1.0,
            std::cmp::Ordering::Equal => 0.0,
            std::cmp::Ordering::Greater => 1.0,
        })
        .sum();
    let spread = |count: usize| (count * (count - 1) * (2 * count + 5)) as f64;
    let mut numbers: Vec<_> = points.iter().map(|point| point.1).collect();
    numbers.sort_by(f64::total_cmp);
    let ties: f64 = numbers
        .chunk_by(|one, other| one.total_cmp(other).is_eq())
        .map(|tie| spread(tie.len()))
        .sum();
    let variance = (spread(points.len()) - ties) / 18.0;
    let z = (concordance.abs() - 1.0).max(0.0) / variance.sqrt();
    // All numbers equal: nothing varies, and nothing goes anywhere.
    if z.is_finite() { 2.0 * (1.0 - percentile(z) / 100.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(numbers: &[f64]) -> Vec<(f64, f64)> {
        (0..).map(f64::from).zip(numbers.iter().copied()).collect()
    }

    #[test]
    fn chance_is_counted_with_ties() {
        // By hand: concordance 21 of variance 133/3, and 17 of 127/3.
        let chance = by_chance(&points(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]));
        assert!((chance - 0.002_667).abs() < 1e-6, "{chance}");
        let tied = by_chance(&points(&[1.0, 2.0, 2.0, 3.0, 3.0, 5.0, 4.0]));
        assert!((tied - 0.013_928).abs() < 1e-6, "{tied}");
        assert!((slope(&[(0.0, 1.0), (2.0, 5.0), (3.0, 100.0)]) - 33.0).abs() < 1e-9);
    }

    #[test]
    fn few_or_wavering_numbers_are_stable() {
        let up = [600.0, 610.0, 640.0, 650.0, 700.0, 690.0, 720.0];
        assert_eq!(Direction::of(&points(&up)), Direction::Increasing);
        assert_eq!(Direction::of(&points(&up[..6])), Direction::Stable);
        let wavering = [600.0, 700.0, 610.0, 690.0, 620.0, 680.0, 650.0];
        assert_eq!(Direction::of(&points(&wavering)), Direction::Stable);
        assert_eq!(Direction::of(&points(&[5.0; 9])), Direction::Stable);
    }

    proptest! {
        #[test]
        fn what_goes_up_goes_down_backwards(numbers in proptest::collection::vec(0.0..1e3_f64, 0..31)) {
            let there = Direction::of(&points(&numbers));
            let back: Vec<_> = numbers.iter().rev().copied().collect();
            let mirrored = match there {
                Direction::Increasing => Direction::Decreasing,
                Direction::Decreasing => Direction::Increasing,
                Direction::Stable => Direction::Stable,
            };
            prop_assert_eq!(Direction::of(&points(&back)), mirrored);
        }
    }
}
