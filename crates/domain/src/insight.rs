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
    /// Since the previous weighing, the weight crossed lines of the growth chart.
    WeightCrossedLines {
        /// The later weighing.
        weighing: ActivityId,
        /// The percentile of the one before.
        before: u8,
        /// The percentile now.
        now: u8,
    },
}

impl Finding {
    /// Its sort.
    #[must_use]
    pub fn kind(&self) -> InsightKind {
        match self {
            Self::LongestSleep { .. } => InsightKind::Record,
            Self::WeightCrossedLines { .. } => InsightKind::Growth,
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn priority(&self) -> Priority {
        match self {
            Self::LongestSleep { .. } => Priority::Low,
            Self::WeightCrossedLines { .. } => Priority::Medium,
        }
    }

    /// Whether something can be done about it.
    #[must_use]
    pub fn is_actionable(&self) -> bool {
        match self {
            Self::LongestSleep { .. } => false,
            Self::WeightCrossedLines { .. } => true,
        }
    }

    /// How long it is worth to be told.
    #[must_use]
    pub fn lasts(&self) -> TimeDelta {
        match self {
            Self::LongestSleep { .. } => TimeDelta::days(7),
            Self::WeightCrossedLines { .. } => TimeDelta::days(14),
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
            Self::WeightCrossedLines { weighing, .. } => format!("weight-crossed-lines|{weighing}"),
        }
    }

    /// Whether it was found in this activity.
    #[must_use]
    pub fn rests_on(&self, activity: ActivityId) -> bool {
        match self {
            Self::LongestSleep { sleep: it, .. }
            | Self::WeightCrossedLines { weighing: it, .. } => *it == activity,
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
    /// Until when it is told: to when it was withdrawn or replaced, if that came first.
    pub expires_at: DateTime<Utc>,
    /// When somebody had seen enough of it.
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

    /// Whether it was untrue or replaced before its time was over, and may be told again.
    #[must_use]
    pub fn was_withdrawn(&self) -> bool {
        self.expires_at < self.found_at + self.finding.lasts()
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

    /// The longest of these.
    #[must_use]
    pub fn longest(all: &[Self]) -> Option<ActivityId> {
        all.iter().max_by_key(|slept| slept.minutes).map(|slept| slept.id)
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

/// A weighing, and where it stands among healthy children of the same age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// Which weighing.
    pub id: ActivityId,
    /// When.
    pub at: DateTime<Utc>,
    /// How old the child was, in days.
    pub age_days: i64,
    /// The share of healthy children below, in percent.
    pub percentile: f64,
}

impl Weighed {
    /// The lines of a growth chart. To cross two of them is what doctors look at again (Homan, Failure to Thrive,
    /// American Family Physician 94(4), 2016).
    const LINES: [f64; 7] = [5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0];
    /// How far apart two weighings may lie to be compared.
    const APART: TimeDelta = TimeDelta::days(92);
    /// In the first two weeks newborns lose weight and gain it again.
    const SETTLED: i64 = 14;

    /// What is found of a weighing beside the one before: that the weight crossed two lines or more.
    #[must_use]
    pub fn crossing(&self, before: &Self) -> Option<Finding> {
        let below = |line: f64| (self.percentile < line, before.percentile < line);
        let crossed = Self::LINES.iter().map(|line| below(*line)).filter(|(now, then)| now != then);
        let comparable = self.at - before.at <= Self::APART && before.age_days >= Self::SETTLED;
        (comparable && crossed.count() >= 2).then_some(Finding::WeightCrossedLines {
            weighing: self.id,
            before: shown(before.percentile),
            now: shown(self.percentile),
        })
    }
}

/// A percentile as people read it: there is always somebody above and below.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 1 to 99")]
fn shown(percentile: f64) -> u8 {
    percentile.round().clamp(1.0, 99.0) as u8
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

    #[test]
    fn a_weight_that_crosses_two_lines_in_three_months_is_worth_a_word() {
        let weighed = |days: i64, percentile| Weighed {
            id: ActivityId::fresh(),
            at: DateTime::UNIX_EPOCH + TimeDelta::days(days),
            age_days: days,
            percentile,
        };
        for ((then, before), (later, now), found) in [
            ((100, 60.0), (160, 24.9), true),
            ((100, 24.9), (160, 60.0), true),
            ((100, 60.0), (160, 25.0), false),
            ((100, 60.0), (193, 20.0), false),
            ((13, 60.0), (60, 20.0), false),
            ((14, 60.0), (60, 20.0), true),
            ((100, 51.0), (160, 74.0), false),
        ] {
            let (before, now) = (weighed(then, before), weighed(later, now));
            assert_eq!(now.crossing(&before).is_some(), found, "{before:?} {now:?}");
        }
        let (before, now) = (weighed(100, 99.97), weighed(160, 3.4));
        let (weighing, before, now) = (now.id, now.crossing(&before), now);
        let expected = Finding::WeightCrossedLines { weighing, before: 99, now: 3 };
        assert_eq!((before, now.id), (Some(expected), weighing));
    }
}
