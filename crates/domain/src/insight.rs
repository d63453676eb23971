//! What was found out about a child from what was logged. All of it is data, put into words when it is read or told.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    ActivityId, ChildId, FamilyId, InsightId, Subject, activity::whole_minutes, word::words,
};

words! {
    /// Of what sort an insight is.
    InsightKind {
        /// A habit that shows.
        PatternDetected = "pattern_detected",
        /// Something that was never so before.
        Record = "record",
        /// How the child grows.
        Growth = "growth",
    }

    /// How much an insight matters.
    Priority {
        /// Nice to know.
        Low = "low",
        /// Worth a thought.
        Medium = "medium",
        /// To be looked at soon.
        High = "high",
    }
}

/// What was found, with all that its words need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// A sleep was the longest in 30 days.
    LongestSleep {
        /// Which.
        sleep: ActivityId,
        /// How long the child slept, without pauses.
        minutes: i64,
    },
}

impl Finding {
    /// Its sort.
    #[must_use]
    pub fn kind(&self) -> InsightKind {
        match self {
            Self::LongestSleep { .. } => InsightKind::Record,
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::LongestSleep { .. } => Priority::Low,
        }
    }

    /// Whether something can be done about it.
    #[must_use]
    pub fn is_actionable(&self) -> bool {
        match self {
            Self::LongestSleep { .. } => false,
        }
    }

    /// How long it is worth to be told.
    #[must_use]
    pub fn lasts(&self) -> TimeDelta {
        match self {
            Self::LongestSleep { .. } => TimeDelta::days(7),
        }
    }

    /// Whether it takes the place of another one about the same child: of a sort, the last is told.
    #[must_use]
    pub fn replaces(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Names it among all findings about the child: it is the same, whoever finds it and however often.
    #[must_use]
    pub fn identity(&self) -> String {
        match self {
            Self::LongestSleep { sleep, .. } => format!("longest-sleep|{sleep}"),
        }
    }

    /// Whether it was found in this activity.
    #[must_use]
    pub fn rests_on(&self, activity: ActivityId) -> bool {
        match self {
            Self::LongestSleep { sleep, .. } => *sleep == activity,
        }
    }
}

/// Something that was found out about a child.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// Its id.
    pub id: InsightId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// About whom.
    pub child: ChildId,
    /// What the child was called then.
    pub name: String,
    /// What.
    pub finding: Finding,
    /// When.
    pub found_at: DateTime<Utc>,
    /// Until when it is told.
    pub expires_at: DateTime<Utc>,
    /// When somebody had seen enough of it, or it was no longer true.
    pub dismissed_at: Option<DateTime<Utc>>,
}

impl Insight {
    /// How long one is remembered that is no longer told, so that it is not found again.
    pub const KEPT: TimeDelta = TimeDelta::days(60);

    /// Whether it is told.
    #[must_use]
    pub fn is_current(&self, now: DateTime<Utc>) -> bool {
        self.dismissed_at.is_none() && now < self.expires_at
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let Self { id, child, finding, .. } = *self;
        Subject::Insight { id, child, name: self.name.clone(), finding }
    }
}

/// A sleep, and how long it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slept {
    id: ActivityId,
    minutes: i64,
}

impl Slept {
    /// How far back a record reaches.
    pub const REACH: TimeDelta = TimeDelta::days(30);
    /// With how many others a sleep is compared at least.
    const FEWEST: usize = 7;

    /// A sleep of this length, without pauses.
    #[must_use]
    pub fn new(id: ActivityId, length: TimeDelta) -> Self {
        Self { id, minutes: whole_minutes(length) }
    }

    /// What is found of a sleep among all of the last [30 days](Self::REACH): that it was longer than each of the others.
    #[must_use]
    pub fn record(sleep: ActivityId, all: &[Self]) -> Option<Finding> {
        let minutes = all.iter().find(|slept| slept.id == sleep)?.minutes;
        let mut others = all.iter().filter(|slept| slept.id != sleep);
        let longest = all.len() > Self::FEWEST && others.all(|other| other.minutes < minutes);
        longest.then_some(Finding::LongestSleep { sleep, minutes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_longer_than_seven_others_and_as_long_as_none() {
        let sleeps = |lengths: &[i64]| -> Vec<_> {
            lengths.iter().map(|&minutes| Slept { id: ActivityId::fresh(), minutes }).collect()
        };
        let first = |all: &[Slept]| Slept::record(all[0].id, all);
        let record = sleeps(&[460, 60, 70, 80, 90, 100, 110, 459]);
        let (sleep, minutes) = (record[0].id, 460);
        assert_eq!(first(&record), Some(Finding::LongestSleep { sleep, minutes }));
        assert_eq!(first(&sleeps(&[460, 60, 70, 80, 90, 100, 110])), None, "too few");
        assert_eq!(first(&sleeps(&[460, 60, 70, 80, 90, 100, 110, 460])), None, "a tie");
        assert_eq!(first(&sleeps(&[460, 60, 70, 80, 90, 100, 110, 461])), None);
        assert_eq!(Slept::record(ActivityId::fresh(), &record), None, "not among them");
    }
}
