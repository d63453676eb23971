//! What a child does by habit, and what comes next.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{
    Basis, FamilyClock, GrowthSpurt, Habit, Locale, Prediction, Predictions, Progress, VolumeUnit,
    Word,
};

use super::words::Side;
use crate::{language, usecases::rhythms::KnownPatterns};

/// What a child's last two weeks have in common; null is what too little was logged for.
#[derive(SimpleObject)]
#[graphql(name = "Patterns")]
pub(super) struct PatternsNode {
    /// On how many of the last 14 days sleep was logged.
    days: usize,
    sleep: SleepHabits,
    feeding: FeedingHabits,
}

/// How a child sleeps.
#[derive(SimpleObject)]
struct SleepHabits {
    /// In hours a day.
    average_night_sleep: Option<f64>,
    /// In hours a day.
    average_day_sleep: Option<f64>,
    /// By the clock on the family's wall, such as `19:30`: the usual one, or of those that make nights longer, if some do.
    optimal_bedtime: Option<String>,
    /// Usually awake before each sleep of the day, in minutes.
    wake_windows: Vec<u32>,
    /// Where the longest sleep of the nights goes.
    trend: ProgressWord,
    /// What holds by a test, or of eight mornings in ten, in your language.
    insights: Vec<String>,
}

/// How a child eats.
#[derive(SimpleObject)]
struct FeedingHabits {
    /// A day, of days on which most was measured, in `intakeUnit`.
    average_intake: Option<f64>,
    /// The unit in which the family mostly measures: `ml` or `oz`.
    intake_unit: &'static str,
    /// From each feeding of the day to the next, in hours.
    feeding_intervals: Vec<f64>,
    /// The side on which at least three of five feedings begin.
    preferred_side: Option<Side>,
    /// What holds by a statistical test, in your language.
    insights: Vec<String>,
}

/// Where a child's sleep goes.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Progress", remote = "Progress", rename_items = "lowercase")]
enum ProgressWord {
    /// Its longest sleep at night gets longer.
    Improving,
    /// It stays as it is, or one cannot tell.
    Stable,
    /// It gets shorter.
    Declining,
}

/// What a prediction rests on.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Basis", remote = "Basis", rename_items = "snake_case")]
enum BasisWord {
    /// On what was logged of the child.
    OwnHistory,
    /// On what is usual at its age.
    AgeTable,
}

/// What comes next for a child.
#[derive(SimpleObject)]
#[graphql(name = "Predictions")]
pub(super) struct PredictionsNode {
    next_nap_time: PredictionNode,
    /// How many minutes the child will have been awake when it naps.
    wake_window: u32,
    /// When it wakes up, if it naps.
    next_wake_time: Option<PredictionNode>,
    next_feeding_time: PredictionNode,
    next_bedtime: PredictionNode,
    /// Null for children over two years, of whom nothing is known.
    growth_spurt: Option<GrowthSpurtNode>,
}

/// Something to come.
#[derive(SimpleObject)]
#[graphql(name = "Prediction")]
struct PredictionNode {
    /// Never in the past.
    predicted: DateTime<Utc>,
    /// The share of the last predictions for the child that were right to within half an hour.
    confidence: f64,
    /// Of ten times, one comes before this,
    earliest: DateTime<Utc>,
    /// and one after this.
    latest: DateTime<Utc>,
    basis: BasisWord,
    /// In your language.
    reason: String,
}

/// How likely a child is about to grow in length (Lampl and Johnson 2011).
#[derive(SimpleObject)]
#[graphql(name = "GrowthSpurt")]
struct GrowthSpurtNode {
    likelihood: f64,
    /// In your language.
    expected_in: String,
    /// What of it showed in the last 24 hours, in your language.
    symptoms: Vec<String>,
}

impl PatternsNode {
    pub(super) fn new(locale: Locale, name: &str, known: &KnownPatterns) -> Self {
        let KnownPatterns { patterns, preferred_side, unit } = known;
        let insights = |which: fn(&Habit) -> bool| {
            let habits = patterns.habits.iter().filter(|habit| which(habit));
            habits.map(|habit| language::habit(locale, name, habit)).collect()
        };
        Self {
            days: patterns.days,
            sleep: SleepHabits {
                insights: insights(Habit::is_of_sleep),
                average_night_sleep: patterns.night_sleep,
                average_day_sleep: patterns.day_sleep,
                optimal_bedtime: patterns.optimal_bedtime.map(|it| it.format("%H:%M").to_string()),
                wake_windows: patterns.wake_windows.clone(),
                trend: patterns.trend.into(),
            },
            feeding: FeedingHabits {
                insights: insights(Habit::is_of_feeding),
                average_intake: patterns.intake.map(|volume| volume.amount(*unit)),
                intake_unit: VolumeUnit::word(*unit),
                feeding_intervals: patterns.feeding_intervals.clone(),
                preferred_side: preferred_side.map(Into::into),
            },
        }
    }
}

impl PredictionsNode {
    pub(super) fn new(locale: Locale, clock: FamilyClock, known: &Predictions) -> Self {
        let shown = |it: Prediction| PredictionNode::new(locale, clock, it);
        Self {
            next_nap_time: shown(known.nap),
            wake_window: known.wake_window,
            next_wake_time: known.waking.map(shown),
            next_feeding_time: shown(known.feeding),
            next_bedtime: shown(known.bedtime),
            growth_spurt: known.growth_spurt.as_ref().map(|it| GrowthSpurtNode::new(locale, it)),
        }
    }
}

impl PredictionNode {
    fn new(locale: Locale, clock: FamilyClock, prediction: Prediction) -> Self {
        let Prediction { at, earliest, latest, confidence, basis, why } = prediction;
        let reason = language::why(locale, clock, why);
        Self { predicted: at, confidence, earliest, latest, basis: basis.into(), reason }
    }
}

impl GrowthSpurtNode {
    fn new(locale: Locale, GrowthSpurt { likelihood, signs }: &GrowthSpurt) -> Self {
        Self {
            likelihood: *likelihood,
            expected_in: language::growth_spurt(locale),
            symptoms: signs.iter().map(|sign| language::sign(locale, *sign)).collect(),
        }
    }
}
