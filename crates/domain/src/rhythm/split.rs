//! Whether it makes a difference to be before or after something.

use rand::{SeedableRng, rngs::SmallRng, seq::SliceRandom};

use super::shrink;

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

/// Of these places the one at which points (x, y) fall apart most, unless chance would make them do that as often as one time
/// in twenty: a permutation test (Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, section 3) of the
/// largest difference of means in its standard errors, which reckons with there being many places to choose from. What lies
/// further than `clip` from the median counts as if it lay there: a forgotten entry must not make a difference.
pub(super) fn split(points: &[(f64, f64)], places: &[f64], clip: f64) -> Option<Split> {
    let mut points = points.to_vec();
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    let middle = median(&points)?;
    let before = |place: &f64| points.partition_point(|(x, _)| x < place);
    let fits = |count: &usize| (FEWEST..=points.len().saturating_sub(FEWEST)).contains(count);
    let counts: Vec<_> = places.iter().map(before).collect();
    let splits: Vec<_> = counts.iter().copied().filter(fits).collect();
    let mut numbers: Vec<_> = points.iter().map(|(_, y)| (y - middle).clamp(-clip, clip)).collect();
    let (count, widest) = apart(&splits, &numbers)?;
    let difference = median(&points[..count])? - median(&points[count..])?;
    // Where means and medians say the opposite, neither is told.
    if difference * widest <= 0.0 {
        return None;
    }
    let widest = widest.abs();
    // The same numbers must always give the same answer.
    let mut chance = SmallRng::seed_from_u64(0);
    let mut as_wide = 1;
    for _ in 0..TRIALS {
        numbers.shuffle(&mut chance);
        as_wide +=
            usize::from(apart(&splits, &numbers).is_some_and(|(_, wide)| wide.abs() >= widest));
        if as_wide * CHANCE > TRIALS {
            return None;
        }
    }
    let place = counts.iter().position(|it| *it == count)?;
    Some(Split { at: places[place], difference })
}

fn median(points: &[(f64, f64)]) -> Option<f64> {
    shrink::median(&points.iter().map(|(_, y)| (*y, 1.0)).collect::<Vec<_>>())
}

/// After how many numbers they fall apart most: by the difference of the means of both parts, in standard errors but for
/// what is the same for all.
#[expect(clippy::cast_precision_loss, reason = "there are few")]
fn apart(splits: &[usize], numbers: &[f64]) -> Option<(usize, f64)> {
    let total: f64 = numbers.iter().sum();
    let (all, mut so_far, mut first) = (numbers.len() as f64, 0, 0.0);
    let scores = splits.iter().map(|&count| {
        first += numbers[so_far..count].iter().sum::<f64>();
        so_far = count;
        let (before, after) = (count as f64, all - count as f64);
        let difference = first / before - (total - first) / after;
        (count, difference * (before * after / all).sqrt())
    });
    scores.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best })
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
        let found = split(&nights(1, 45.0), &PLACES, 120.0).unwrap();
        assert!((found.at - 450.0).abs() <= 15.0, "{found:?}");
        assert!((found.difference - 45.0).abs() < 20.0, "{found:?}");
        assert_eq!(split(&nights(1, 45.0)[..9], &PLACES, 120.0), None, "too few");
        let by_chance =
            (0..200).filter(|&seed| split(&nights(seed, 0.0), &PLACES, 120.0).is_some());
        let by_chance = by_chance.count();
        assert!((2..=20).contains(&by_chance), "one in twenty, so about ten: {by_chance}");
    }
}
