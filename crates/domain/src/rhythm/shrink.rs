//! Robust statistics of a few weighted numbers.

/// Numbers, each with how much it counts.
pub(super) type Weighted = [(f64, f64)];

/// The sum of the weights: how many numbers these are worth.
pub(super) fn weight(numbers: &Weighted) -> f64 {
    numbers.iter().map(|(_, weight)| weight).sum()
}

/// The number that half of the weight does not exceed.
pub(super) fn median(numbers: &Weighted) -> Option<f64> {
    quantile(numbers, 0.5)
}

/// The number that this share of the weight does not exceed.
pub(super) fn quantile(numbers: &Weighted, share: f64) -> Option<f64> {
    let mut sorted: Vec<_> = numbers.iter().filter(|(_, weight)| *weight > 0.0).copied().collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let enough = weight(&sorted) * share;
    let mut so_far = 0.0;
    let reached = sorted.iter().find(|(_, weight)| {
        so_far += weight;
        so_far >= enough
    });
    reached.or(sorted.last()).map(|(number, _)| *number)
}

/// The median, moved by the mean of what is left, each cut to `clip`: robust like the one, and as fine as the other.
pub(super) fn centre(numbers: &Weighted, clip: f64) -> Option<f64> {
    let middle = median(numbers)?;
    let rest = |(number, weight): &(f64, f64)| weight * (number - middle).clamp(-clip, clip);
    Some(middle + numbers.iter().map(rest).sum::<f64>() / weight(numbers))
}

/// The centre of some numbers, drawn towards what is believed without them, as if that had been seen `strength` times.
pub(super) fn shrunk(believed: f64, strength: f64, numbers: &Weighted, clip: f64) -> f64 {
    centre(numbers, clip).map_or(believed, |centre| {
        let weight = weight(numbers);
        (strength * believed + weight * centre) / (strength + weight)
    })
}

/// How widely numbers scatter around 0: their variance, as if four more had been seen of what is believed without them.
pub(super) fn scatter(believed: f64, numbers: &Weighted) -> f64 {
    const STRENGTH: f64 = 4.0;
    // One wild number must not make all others look uncertain.
    let most = 2.0 * believed.sqrt();
    let squares = |(number, weight): &(f64, f64)| weight * number.clamp(-most, most).powi(2);
    let sum: f64 = numbers.iter().map(squares).sum();
    (STRENGTH * believed + sum) / (STRENGTH + weight(numbers))
}

/// So many points tell whether a line through them rises.
pub(super) const ENOUGH: usize = 8;

/// The mean abscissa of weighted points, and how much a line through them rises: by ridge regression (Hoerl and Kennard,
/// Technometrics 12, 1970, p. 55), which takes little for none.
pub(super) fn slope(points: &[(f64, f64, f64)]) -> (f64, f64) {
    const RIDGE: f64 = 1.5;
    let total: f64 = points.iter().map(|(.., weight)| weight).sum();
    let mean = points.iter().map(|(x, _, weight)| weight * x).sum::<f64>() / total;
    let rise: f64 = points.iter().map(|(x, y, weight)| weight * (x - mean) * y).sum();
    let spread: f64 = points.iter().map(|(x, _, weight)| weight * (x - mean).powi(2)).sum();
    (mean, rise / (spread + RIDGE))
}
