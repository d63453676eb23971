//! What is known of a child, and what it makes known.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Found, habits, longest_sleep, measured, recommended_sleep};
use crate::{Child, Entry, FamilyClock, Measuring, Rhythm};

/// What is known of a child when it is looked at.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Whom.
    pub child: Child,
    /// Where its days begin and end.
    pub clock: FamilyClock,
    /// When.
    pub now: DateTime<Utc>,
    /// Its sleep and its feedings since [`Self::REACH`], in any order.
    pub entries: Vec<Entry>,
    /// What was measured since [`Self::MEASURED`], in any order.
    pub measurings: Vec<Measuring>,
}

impl Evidence {
    /// How far back sleep and feedings are looked at.
    pub const REACH: TimeDelta = Rhythm::REACH;
    /// How far back measurings are looked at: for as long as one is told of, and to the one before.
    pub const MEASURED: TimeDelta = TimeDelta::days(14 + 92);

    /// All that is worth to be told now.
    #[must_use]
    pub fn findings(&self) -> Vec<Found> {
        let found = measured::found(self)
            .into_iter()
            .chain(longest_sleep::found(self))
            .chain(recommended_sleep::found(self))
            .chain(habits::found(self));
        let current: Vec<_> = found.filter(|found| self.now < found.until).collect();
        let is_replaced = |(index, found): (usize, &Found)| {
            let mut later = current[index + 1..].iter();
            later.any(|later| later.finding.replaces(&found.finding))
        };
        let last = current.iter().enumerate().filter(|it| !is_replaced(*it));
        last.map(|(_, found)| *found).collect()
    }
}
