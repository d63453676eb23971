//! What a child's days have in common.

use actix_web::{get, web};
use domain::{Habit, Locale};
use serde::Serialize;
use utoipa::ToSchema;

use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rest::{
        envelope::{Envelope, Success},
        wire::{OneOf, word},
    },
    usecases::rhythms::{self, KnownPatterns, Told},
};

/// What a child's last two weeks have in common; null is what too little was logged for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PatternsBody {
    /// On how many of the last 14 days sleep was logged.
    days: usize,
    sleep_patterns: SleepPatternsBody,
    feeding_patterns: FeedingPatternsBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SleepPatternsBody {
    /// In hours a day.
    average_night_sleep: Option<f64>,
    /// In hours a day.
    average_day_sleep: Option<f64>,
    /// By the clock on the family's wall: the usual one, or of those that make nights longer, if some do.
    #[schema(example = "19:30")]
    optimal_bedtime: Option<String>,
    /// Usually awake before each sleep of the day, in minutes.
    wake_windows: Vec<u32>,
    /// Where the longest sleep of the nights goes.
    trend: word::Progress,
    /// What holds by a test, or of eight mornings in ten, in your language.
    insights: Vec<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FeedingPatternsBody {
    /// A day, of days on which most was measured.
    average_intake: Option<f64>,
    /// The unit in which the family mostly measures.
    intake_unit: word::VolumeUnit,
    /// From each feeding of the day to the next, in hours.
    feeding_intervals: Vec<f64>,
    /// The side on which at least three of five feedings begin.
    preferred_side: Option<word::BreastSide>,
    /// What holds by a statistical test, in your language.
    insights: Vec<String>,
}

impl PatternsBody {
    fn new(locale: Locale, Told { child, known, .. }: Told<KnownPatterns>) -> Self {
        let KnownPatterns { patterns, preferred_side, unit } = known;
        let insights = |which: fn(&Habit) -> bool| {
            let habits = patterns.habits.iter().filter(|habit| which(habit));
            habits.map(|habit| language::habit(locale, &child.profile.name, habit)).collect()
        };
        Self {
            days: patterns.days,
            sleep_patterns: SleepPatternsBody {
                insights: insights(Habit::is_of_sleep),
                average_night_sleep: patterns.night_sleep,
                average_day_sleep: patterns.day_sleep,
                optimal_bedtime: patterns.optimal_bedtime.map(|it| it.format("%H:%M").to_string()),
                wake_windows: patterns.wake_windows.clone(),
                trend: OneOf(patterns.trend),
            },
            feeding_patterns: FeedingPatternsBody {
                insights: insights(Habit::is_of_feeding),
                average_intake: patterns.intake.map(|volume| volume.amount(unit)),
                intake_unit: OneOf(unit),
                feeding_intervals: patterns.feeding_intervals,
                preferred_side: preferred_side.map(OneOf),
            },
        }
    }
}

/// What a child does by habit, as its own log proves it; for those who may see reports
#[utoipa::path(
    tag = "insights",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PatternsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/insights/{child}/patterns")]
pub(in crate::rest) async fn show_patterns(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    child: web::Path<String>,
) -> Result<Envelope<PatternsBody>, Problem> {
    let told = rhythms::patterns(&app, &actor, path_id(&child)?).await?;
    Ok(Envelope::ok(PatternsBody::new(locale, told)))
}
