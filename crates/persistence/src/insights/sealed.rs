//! Findings as they are sealed, here and in the log.

use chrono::{NaiveDate, NaiveTime};
use domain::{ActivityId, Bound, Direction, Finding, Habit, Indicator, Word};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Result, error::corrupt};

/// A finding as it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealedFinding {
    LongestSleep { sleep: Uuid, minutes: i64 },
    WeightCrossedLines { weighing: Uuid, before: u8, now: u8 },
    UnlikelyMeasure { measuring: Uuid, indicator: String, on: NaiveDate },
    SleepBelowRecommendation { minutes: i64, least: u8 },
    SleepAboveRecommendation { minutes: i64, most: u8 },
    LongerNights { bedtime: NaiveTime, before: bool, minutes: u32 },
    LongerNaps { awake: u32, less: bool, minutes: u32 },
    SteadyMornings { from: NaiveTime, to: NaiveTime },
    NightStretch { goes: String },
    FeedingIntervals { goes: String },
    GrowthSpurt { percent: u8 },
}

impl SealedFinding {
    pub(crate) fn new(finding: Finding) -> Self {
        match finding {
            Finding::LongestSleep { sleep, minutes } => {
                Self::LongestSleep { sleep: sleep.0, minutes }
            }
            Finding::WeightCrossedLines { weighing, before, now } => {
                Self::WeightCrossedLines { weighing: weighing.0, before, now }
            }
            Finding::UnlikelyMeasure { measuring, indicator, on } => {
                let indicator = indicator.word().into();
                Self::UnlikelyMeasure { measuring: measuring.0, indicator, on }
            }
            Finding::SleepOutsideRecommendation { minutes, bound: Bound::Least(least) } => {
                Self::SleepBelowRecommendation { minutes, least }
            }
            Finding::SleepOutsideRecommendation { minutes, bound: Bound::Most(most) } => {
                Self::SleepAboveRecommendation { minutes, most }
            }
            Finding::Habit(habit) => match habit {
                Habit::LongerNights { bedtime, before, minutes } => {
                    Self::LongerNights { bedtime, before, minutes }
                }
                Habit::LongerNaps { awake, less, minutes } => {
                    Self::LongerNaps { awake, less, minutes }
                }
                Habit::SteadyMornings { from, to } => Self::SteadyMornings { from, to },
                Habit::NightStretch(goes) => Self::NightStretch { goes: goes.word().into() },
                Habit::FeedingIntervals(goes) => {
                    Self::FeedingIntervals { goes: goes.word().into() }
                }
            },
            Finding::GrowthSpurt { percent } => Self::GrowthSpurt { percent },
        }
    }

    pub(crate) fn open(self) -> Result<Finding> {
        Ok(match self {
            Self::LongestSleep { sleep, minutes } => {
                Finding::LongestSleep { sleep: ActivityId(sleep), minutes }
            }
            Self::WeightCrossedLines { weighing, before, now } => {
                Finding::WeightCrossedLines { weighing: ActivityId(weighing), before, now }
            }
            Self::UnlikelyMeasure { measuring, indicator, on } => {
                let indicator = Indicator::parse("indicator", &indicator).map_err(corrupt)?;
                Finding::UnlikelyMeasure { measuring: ActivityId(measuring), indicator, on }
            }
            Self::SleepBelowRecommendation { minutes, least } => {
                Finding::SleepOutsideRecommendation { minutes, bound: Bound::Least(least) }
            }
            Self::SleepAboveRecommendation { minutes, most } => {
                Finding::SleepOutsideRecommendation { minutes, bound: Bound::Most(most) }
            }
            Self::LongerNights { bedtime, before, minutes } => {
                Finding::Habit(Habit::LongerNights { bedtime, before, minutes })
            }
            Self::LongerNaps { awake, less, minutes } => {
                Finding::Habit(Habit::LongerNaps { awake, less, minutes })
            }
            Self::SteadyMornings { from, to } => Finding::Habit(Habit::SteadyMornings { from, to }),
            Self::NightStretch { goes } => Finding::Habit(Habit::NightStretch(direction(&goes)?)),
            Self::FeedingIntervals { goes } => {
                Finding::Habit(Habit::FeedingIntervals(direction(&goes)?))
            }
            Self::GrowthSpurt { percent } => Finding::GrowthSpurt { percent },
        })
    }
}

fn direction(word: &str) -> Result<Direction> {
    Direction::parse("goes", word).map_err(corrupt)
}
