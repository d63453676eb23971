//! Two memories of what was seen: one fades fast and follows what changes, one fades slowly and evens out what wavers.

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    Fast,
    Slow,
}

/// For each memory one.
pub(super) type Each = [f64; 2];

/// After so many days nothing counts any more.
const REACH: i64 = 28;
/// Who is off by less than this share of another is clearly better.
const CLEARLY: f64 = 0.95;

impl Memory {
    pub(super) const BOTH: [Self; 2] = [Self::Fast, Self::Slow];

    /// How much something still counts after so many days: a third (1/e) after two, or after eight.
    #[expect(clippy::cast_precision_loss, reason = "there are few")]
    pub(super) fn weight(self, days: i64) -> f64 {
        let fades = match self {
            Self::Fast => 2.0,
            Self::Slow => 8.0,
        };
        (-(days - 1).max(0) as f64 / fades).exp()
    }

    /// The one that told better lately, by how far off each was.
    pub(super) fn better(lately: impl Iterator<Item = Each>) -> Self {
        if told_better(lately) { Self::Fast } else { Self::Slow }
    }
}

/// Whether the first of two told clearly better lately, by how far off each was.
pub(super) fn told_better(lately: impl Iterator<Item = [f64; 2]>) -> bool {
    let [first, second] = lately.fold([0.0, 0.0], |[first, second], [one, other]: [f64; 2]| {
        [first + one.abs(), second + other.abs()]
    });
    first < CLEARLY * second
}

/// What is remembered, the latest first, of things in their order: each with the days since.
pub(super) fn recent<T>(seen: &[T], days: impl Fn(&T) -> i64) -> impl Iterator<Item = (&T, i64)> {
    seen.iter().rev().map(move |it| (it, days(it))).take_while(|(_, days)| *days <= REACH)
}
