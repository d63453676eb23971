//! Several days of a child.

use async_graphql::{
    Enum, InputValueError, InputValueResult, Name, Scalar, ScalarType, SimpleObject, Value,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    Assessed, DaySummary, Direction, GrowthAssessment, Length, Locale, Measuring, Skill,
    WeeklyReport, Weight,
};

use super::{child::Date, milestone::MilestoneSource, words::Basis};
use crate::{
    language,
    usecases::reports::{Achieved, Report, Upcoming},
};

/// Several days of a child.
#[derive(SimpleObject)]
#[graphql(name = "WeeklyReport")]
pub(super) struct ReportNode {
    sleep: SleepReport,
    feeding: FeedingReport,
    growth: GrowthReport,
    milestones: MilestoneReport,
}

/// How a child slept.
#[derive(SimpleObject)]
struct SleepReport {
    /// Each day.
    daily_averages: Vec<DailySleep>,
    patterns: SleepPatterns,
}

/// A day's sleep, in hours; what goes on counts up to now. A night belongs to the day in which it begins.
#[derive(SimpleObject)]
struct DailySleep {
    date: Date,
    night_hours: f64,
    nap_hours: f64,
    total_hours: f64,
}

/// What the days have in common.
#[derive(SimpleObject)]
struct SleepPatterns {
    /// When it goes to bed, such as `19:30` in the family's time zone: the median, if at least three nights and most of
    /// them begin within half an hour of it.
    consistent_bedtime: Option<String>,
    /// When its nights end on average, likewise.
    average_wake_time: Option<String>,
    /// The longest sleep, in hours.
    longest_stretch: Option<f64>,
}

/// How a child ate.
#[derive(SimpleObject)]
struct FeedingReport {
    /// Each day.
    daily_totals: Vec<DailyFeeding>,
    trends: FeedingTrends,
}

/// A day's feedings.
#[derive(SimpleObject)]
struct DailyFeeding {
    date: Date,
    number_of_feedings: u32,
    /// What was measured, in millilitres.
    total_volume: f64,
}

/// Where the feedings go.
#[derive(SimpleObject)]
struct FeedingTrends {
    /// Of what was measured a day if at least half of the feedings were, else of their number; told of seven days or more.
    direction: Trend,
    /// From one session to the next, in hours; feedings less than 40 minutes apart are one session.
    average_interval: Option<f64>,
}

/// Where numbers go.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Direction", remote = "Direction", rename_items = "lowercase")]
enum Trend {
    /// Up.
    Increasing,
    /// Down.
    Decreasing,
    /// Neither, or not so that one could tell.
    Stable,
}

/// How a child grew.
#[derive(SimpleObject)]
struct GrowthReport {
    /// The earliest first.
    measurements: Vec<GrowthMeasurement>,
}

/// A measuring.
#[derive(SimpleObject)]
struct GrowthMeasurement {
    date: Date,
    /// In kilograms.
    weight: Option<f64>,
    /// In centimetres.
    height: Option<f64>,
    percentiles: Percentiles,
}

/// What a child learnt.
#[derive(SimpleObject)]
struct MilestoneReport {
    /// What was logged, the earliest first.
    achieved: Vec<AchievedMilestone>,
    /// What it had before it at the end, of the checklists of its age and of the next one (CDC 2022).
    upcoming: Vec<UpcomingMilestone>,
    /// Where the checklists come from.
    source: MilestoneSource,
}

/// A milestone that was reached.
#[derive(SimpleObject)]
struct AchievedMilestone {
    /// In your language, or as somebody called it.
    name: String,
    achieved_at: DateTime<Utc>,
}

/// A milestone that is to come.
#[derive(SimpleObject)]
struct UpcomingMilestone {
    /// In your language.
    name: String,
    /// By this day three of four children of its age or more have it.
    expected_by: Date,
    /// From where that age counts: for a child born before 37 weeks, up to 24 months, from the day it was due.
    age_basis: Basis,
}

/// What was measured beside the WHO standards; null where there is nothing to compare.
struct Percentiles {
    weight: Option<f64>,
    height: Option<f64>,
    head: Option<f64>,
}

/// `{weight, height, headCircumference}`: of 100 children of the same sex and age so many measure less (WHO); null of what
/// was not measured, or has no standard.
#[Scalar]
impl ScalarType for Percentiles {
    fn parse(value: Value) -> InputValueResult<Self> {
        // Nobody sends them.
        Err(InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        let Self { weight, height, head } = self;
        let measures = [("weight", weight), ("height", height), ("headCircumference", head)];
        let fields = measures.map(|(name, percentile)| {
            (Name::new(name), percentile.map_or(Value::Null, Value::from))
        });
        Value::Object(fields.into_iter().collect())
    }
}

impl ReportNode {
    pub(super) fn new(locale: Locale, report: Report) -> Self {
        let Report { numbers: WeeklyReport { days, sleep, feeding }, .. } = report;
        let clock = |time: NaiveTime| time.format("%H:%M").to_string();
        let achieved = report.achieved.into_iter().map(|it| AchievedMilestone::new(locale, &it));
        let upcoming = report.upcoming.into_iter().map(|it| UpcomingMilestone::new(locale, &it));
        Self {
            sleep: SleepReport {
                daily_averages: days.iter().map(DailySleep::from).collect(),
                patterns: SleepPatterns {
                    consistent_bedtime: sleep.bedtime.map(clock),
                    average_wake_time: sleep.wake_time.map(clock),
                    longest_stretch: sleep.longest_hours(),
                },
            },
            feeding: FeedingReport {
                daily_totals: days.iter().map(DailyFeeding::from).collect(),
                trends: FeedingTrends {
                    direction: feeding.direction.into(),
                    average_interval: feeding.interval_hours(),
                },
            },
            growth: GrowthReport {
                measurements: report.measured.into_iter().map(Into::into).collect(),
            },
            milestones: MilestoneReport {
                achieved: achieved.collect(),
                upcoming: upcoming.collect(),
                source: Skill::SOURCE.into(),
            },
        }
    }
}

impl From<&(NaiveDate, DaySummary)> for DailySleep {
    fn from((date, DaySummary { sleep, .. }): &(NaiveDate, DaySummary)) -> Self {
        Self {
            date: Date(*date),
            night_hours: sleep.night_hours(),
            nap_hours: sleep.nap_hours(),
            total_hours: sleep.total_hours(),
        }
    }
}

impl From<&(NaiveDate, DaySummary)> for DailyFeeding {
    fn from((date, DaySummary { feedings, .. }): &(NaiveDate, DaySummary)) -> Self {
        Self {
            date: Date(*date),
            number_of_feedings: feedings.count,
            total_volume: feedings.total_millilitres,
        }
    }
}

impl From<Measuring> for GrowthMeasurement {
    fn from(Measuring { on, growth, assessment, .. }: Measuring) -> Self {
        let GrowthAssessment { weight, height, head, .. } = assessment;
        let percentile = |assessed: Option<Assessed>| Some(assessed?.ok()?.percentile);
        Self {
            date: Date(on),
            weight: growth.weight.map(Weight::kilograms),
            height: growth.height.map(Length::centimetres),
            percentiles: Percentiles {
                weight: percentile(weight),
                height: percentile(height),
                head: percentile(head),
            },
        }
    }
}

impl AchievedMilestone {
    fn new(locale: Locale, Achieved { milestone, at }: &Achieved) -> Self {
        Self { name: language::milestone(locale, milestone), achieved_at: *at }
    }
}

impl UpcomingMilestone {
    fn new(locale: Locale, Upcoming { skill, expected_by, age_basis }: &Upcoming) -> Self {
        Self {
            name: language::skill(locale, skill),
            expected_by: Date(*expected_by),
            age_basis: (*age_basis).into(),
        }
    }
}
