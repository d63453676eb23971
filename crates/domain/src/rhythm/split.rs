//! Whether it makes a difference to be before or after something.

use rand::{SeedableRng, rngs::SmallRng, seq::SliceRandom};

/// Where points fall apart into a part before and a part after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Split {
    /// The abscissa: those below are before.
    pub(super) at: f64,
    /// How much higher the median of those before is.
    pub(super) difference: f64,
}

/// So many must lie on each side.
const FEWEST: usize = 5;
/// How often chance is asked.
const TRIALS: usize = 999;
/// Chance may have made it one time in so many.
const CHANCE: usize = 20;

/// Of these places the one at which points (x, y) fall apart most by the medians of y, unless chance would do that as often
/// as one time in twenty: a permutation test of the largest difference (Good, Permutation, Parametric and Bootstrap Tests of
/// Hypotheses, 2005, section 3), which reckons with there being many places to choose from.
pub(super) fn split(points: &[(f64, f64)], places: &[f64]) -> Option<Split> {
    let sides: Vec<_> = places.iter().filter_map(|place| Sides::at(*place, points)).collect();
    let mut numbers: Vec<_> = points.iter().map(|(_, y)| *y).collect();
    let best = widest(&sides, &numbers)?;
    // The same numbers must always give the same answer.
    let mut chance = SmallRng::seed_from_u64(0);
    let mut as_wide = 1;
    for _ in 0..TRIALS {
        numbers.shuffle(&mut chance);
        let wide = widest(&sides, &numbers);
        as_wide += usize::from(wide.is_some_and(|it| it.difference.abs() >= best.difference.abs()));
        if as_wide * CHANCE > TRIALS {
            return None;
        }
    }
    Some(best)
}

/// Which points lie on which side of a place.
struct Sides {
    at: f64,
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Sides {
    /// The sides of a place, if there are enough on each.
    fn at(at: f64, points: &[(f64, f64)]) -> Option<Self> {
        let (before, after): (Vec<_>, _) = (0..points.len()).partition(|&it| points[it].0 < at);
        (before.len().min(after.len()) >= FEWEST).then_some(Self { at, before, after })
    }
}

fn widest(sides: &[Sides], numbers: &[f64]) -> Option<Split> {
    let mut side = Vec::with_capacity(numbers.len());
    let mut median = |of: &[usize]| {
        side.clear();
        side.extend(of.iter().map(|&it| numbers[it]));
        *side.select_nth_unstable_by(of.len() / 2, f64::total_cmp).1
    };
    let differences = sides.iter().map(|Sides { at, before, after }| Split {
        at: *at,
        difference: median(before) - median(after),
    });
    differences.max_by(|one, other| one.difference.abs().total_cmp(&other.difference.abs()))
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;

    /// Fifty nights of which those before 450 are so much longer.
    fn nights(seed: u64, longer: f64) -> Vec<(f64, f64)> {
        let mut chance = SmallRng::seed_from_u64(seed);
        let night = |_| {
            let bedtime = chance.random_range(400.0..500.0);
            let slept = 600.0 + chance.random_range(-40.0..40.0);
            (bedtime, if bedtime < 450.0 { slept + longer } else { slept })
        };
        (0..50).map(night).collect()
    }

    const PLACES: [f64; 7] = [405.0, 420.0, 435.0, 450.0, 465.0, 480.0, 495.0];

    #[test]
    fn a_difference_is_found_where_it_is_and_not_where_it_is_not() {
        let found = split(&nights(1, 45.0), &PLACES).unwrap();
        assert!((found.at - 450.0).abs() <= 15.0, "{found:?}");
        assert!((found.difference - 45.0).abs() < 20.0, "{found:?}");
        assert_eq!(split(&nights(1, 45.0)[..9], &PLACES), None, "too few");
        let by_chance = (0..200).filter(|&seed| split(&nights(seed, 0.0), &PLACES).is_some());
        let by_chance = by_chance.count();
        assert!((2..=20).contains(&by_chance), "one in twenty, so about ten: {by_chance}");
    }
}
