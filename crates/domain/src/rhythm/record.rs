//! How well a child's next could be told so far.

use super::shrink;

/// What was predicted against what came, the latest last.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Which share is right without anything to go by.
    without: f64,
    /// How many minutes later than predicted.
    errors: Vec<f64>,
}

impl Record {
    /// How many of the last errors are looked at.
    const REACH: usize = 60;
    /// How few of them tell nothing about how far errors spread.
    const FEWEST: usize = 20;
    /// What is so near, in minutes, was right.
    pub(super) const NEAR: f64 = 30.0;
    /// How much of what will come an interval is to hold: so much lies below it, and above.
    const TAIL: f64 = 0.1;

    pub(super) fn new(without: f64) -> Self {
        Self { without, errors: Vec::new() }
    }

    /// Notes how many minutes later than predicted it came.
    pub(super) fn note(&mut self, error: f64) {
        self.errors.push(error);
    }

    fn last(&self) -> &[f64] {
        &self.errors[self.errors.len().saturating_sub(Self::REACH)..]
    }

    /// The share of the last predictions that were right, as if four more had been of what is right without anything to go
    /// by (after Agresti and Coull, The American Statistician 52, 1998, p. 119).
    #[expect(clippy::cast_precision_loss, reason = "there are few")]
    pub(super) fn confidence(&self) -> f64 {
        const STRENGTH: f64 = 4.0;
        let last = self.last();
        let right = last.iter().filter(|error| error.abs() <= Self::NEAR).count();
        (right as f64 + STRENGTH * self.without) / (last.len() as f64 + STRENGTH)
    }

    /// Where eight of ten come, in minutes beside the prediction, if enough came to tell.
    pub(super) fn interval(&self) -> Option<(f64, f64)> {
        let last: Vec<_> = self.last().iter().map(|error| (*error, 1.0)).collect();
        if last.len() < Self::FEWEST {
            return None;
        }
        Some((shrink::quantile(&last, Self::TAIL)?, shrink::quantile(&last, 1.0 - Self::TAIL)?))
    }
}
