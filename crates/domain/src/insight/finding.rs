//! What can be found out about a child. To add a sort: a variant here with its lines below, how it is found beside, its sealed
//! form and its words.

use std::mem::discriminant;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{InsightKind, Priority};
use crate::{ActivityId, Direction, Habit, Indicator, Word};

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
        /// The percentile at this one.
        now: u8,
    },
    /// What was measured is rather a mistake than a child.
    UnlikelyMeasure {
        /// The measuring.
        measuring: ActivityId,
        /// What was measured.
        indicator: Indicator,
        /// On which day.
        on: NaiveDate,
    },
    /// For a week the child slept less or more than may be right for its age.
    SleepOutsideRecommendation {
        /// How long it slept in 24 hours, in the middle of the week's days.
        minutes: i64,
        /// What this is beyond.
        bound: Bound,
    },
    /// The child does something by habit.
    Habit(Habit),
    /// The child slept and ate as before a growth spurt.
    GrowthSpurt {
        /// How likely it is, in percent.
        percent: u8,
    },
}

/// What sleep in 24 hours may be beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The fewest hours that may be right.
    Least(u8),
    /// The most.
    Most(u8),
}

/// What holds of all findings of a sort.
struct Sort {
    kind: InsightKind,
    priority: Priority,
    actionable: bool,
    days: i64,
}

impl Finding {
    fn sort(&self) -> Sort {
        use InsightKind::{Growth, PatternDetected, Record};
        use Priority::{High, Low, Medium};
        let (kind, priority, actionable, days) = match self {
            Self::LongestSleep { .. } => (Record, Low, false, 7),
            Self::WeightCrossedLines { .. } => (Growth, Medium, true, 14),
            Self::UnlikelyMeasure { .. } => (Growth, High, true, 14),
            Self::SleepOutsideRecommendation { .. } => (PatternDetected, Medium, true, 3),
            Self::Habit(habit) => {
                let (priority, actionable) = match habit {
                    Habit::SteadyMornings { .. } | Habit::NightStretch(Direction::Increasing) => {
                        (Low, false)
                    }
                    _ => (Medium, true),
                };
                (PatternDetected, priority, actionable, 7)
            }
            Self::GrowthSpurt { .. } => (Growth, Low, false, 2),
        };
        Sort { kind, priority, actionable, days }
    }

    /// Its sort.
    #[must_use]
    pub fn kind(&self) -> InsightKind {
        self.sort().kind
    }

    /// How much it matters.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.sort().priority
    }

    /// Whether something can be done about it.
    #[must_use]
    pub fn is_actionable(&self) -> bool {
        self.sort().actionable
    }

    /// How long it is worth to be told, from when it came about.
    #[must_use]
    pub fn lasts(&self) -> TimeDelta {
        TimeDelta::days(self.sort().days)
    }

    /// Names it among all findings about the child: it is the same, whoever finds it and however often.
    #[must_use]
    pub fn identity(&self) -> String {
        match self {
            Self::LongestSleep { sleep, .. } => format!("longest-sleep|{sleep}"),
            Self::WeightCrossedLines { weighing, .. } => format!("weight-crossed-lines|{weighing}"),
            Self::UnlikelyMeasure { measuring, indicator, .. } => {
                format!("unlikely-measure|{measuring}|{}", indicator.word())
            }
            Self::SleepOutsideRecommendation { bound: Bound::Least(_), .. } => {
                "sleep-below-recommendation".into()
            }
            Self::SleepOutsideRecommendation { bound: Bound::Most(_), .. } => {
                "sleep-above-recommendation".into()
            }
            Self::Habit(habit) => format!("habit|{}", habit.name()),
            Self::GrowthSpurt { .. } => "growth-spurt".into(),
        }
    }

    /// Whether it takes the place of an earlier one about the same child: of most sorts, the last is told; each entry that is
    /// to be looked at again is told by itself.
    #[must_use]
    pub fn replaces(&self, earlier: &Self) -> bool {
        match self {
            Self::UnlikelyMeasure { .. } => self.identity() == earlier.identity(),
            Self::Habit(habit) => {
                matches!(earlier, Self::Habit(it) if discriminant(habit) == discriminant(it))
            }
            _ => discriminant(self) == discriminant(earlier),
        }
    }

    /// Whether it is worth to be told again to who was told the same with other numbers: after a correction that one notices,
    /// not because a week's days moved on by one.
    #[must_use]
    pub fn is_news_after(&self, told: &Self) -> bool {
        match (self, told) {
            (Self::LongestSleep { minutes, .. }, Self::LongestSleep { minutes: told, .. }) => {
                minutes != told
            }
            (
                Self::WeightCrossedLines { before, now, .. },
                Self::WeightCrossedLines { before: told_before, now: told_now, .. },
            ) => before.abs_diff(*told_before).max(now.abs_diff(*told_now)) >= 5,
            (
                Self::SleepOutsideRecommendation { minutes, .. },
                Self::SleepOutsideRecommendation { minutes: told, .. },
            ) => minutes.abs_diff(*told) >= 30,
            (Self::Habit(habit), Self::Habit(told)) => habit.is_news_after(told),
            (Self::UnlikelyMeasure { .. }, Self::UnlikelyMeasure { .. })
            | (Self::GrowthSpurt { .. }, Self::GrowthSpurt { .. }) => false,
            _ => true,
        }
    }

    /// Whether it rests on one entry, and not on many of which the next changes it a little.
    pub(super) fn is_of_one_entry(&self) -> bool {
        matches!(
            self,
            Self::LongestSleep { .. }
                | Self::WeightCrossedLines { .. }
                | Self::UnlikelyMeasure { .. }
        )
    }

    /// Whether it is told until its time is over, also when it holds no more: what a test proves today, the next entry may
    /// leave unproven and the one after prove again.
    #[must_use]
    pub fn lapses(&self) -> bool {
        matches!(self, Self::Habit(_) | Self::GrowthSpurt { .. })
    }
}

/// A finding, and until when it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// What.
    pub finding: Finding,
    /// Until when.
    pub until: DateTime<Utc>,
}

impl Found {
    /// What came about at a moment, and is told [as long as it lasts](Finding::lasts).
    #[must_use]
    pub fn since(finding: Finding, at: DateTime<Utc>) -> Self {
        Self { finding, until: at + finding.lasts() }
    }
}
