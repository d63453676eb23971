//! What comes next for a child.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use domain::{FamilyClock, GrowthSpurt, Locale, Prediction, Predictions};
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
    usecases::rhythms::{self, Told},
};

/// What comes next for a child.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PredictionsBody {
    next_nap_time: NapBody,
    /// When it wakes up, if it naps.
    next_wake_time: Option<PredictionBody>,
    next_feeding_time: PredictionBody,
    next_bedtime: PredictionBody,
    /// Absent for children over two years, of whom nothing is known.
    growth_spurt: Option<GrowthSpurtBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NapBody {
    #[serde(flatten)]
    prediction: PredictionBody,
    /// How many minutes the child will have been awake.
    wake_window: u32,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PredictionBody {
    /// Never in the past.
    predicted: DateTime<Utc>,
    /// The share of the last predictions for the child that were right to within half an hour.
    confidence: f64,
    /// Of ten times, one comes before this,
    earliest: DateTime<Utc>,
    /// and one after this.
    latest: DateTime<Utc>,
    basis: word::Basis,
    /// In your language.
    reason: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct GrowthSpurtBody {
    /// That the child grows in length within that time (Lampl and Johnson 2011).
    likelihood: f64,
    /// In your language.
    #[schema(example = "0-4 days")]
    expected_in: String,
    /// What of it showed in the last 24 hours, in your language.
    symptoms: Vec<String>,
}

impl PredictionsBody {
    fn new(locale: Locale, Told { clock, known, .. }: Told<Predictions>) -> Self {
        let shown = |it: Prediction| PredictionBody::new(locale, clock, it);
        Self {
            next_nap_time: NapBody { prediction: shown(known.nap), wake_window: known.wake_window },
            next_wake_time: known.waking.map(shown),
            next_feeding_time: shown(known.feeding),
            next_bedtime: shown(known.bedtime),
            growth_spurt: known.growth_spurt.map(|it| GrowthSpurtBody::new(locale, it)),
        }
    }
}

impl PredictionBody {
    fn new(locale: Locale, clock: FamilyClock, prediction: Prediction) -> Self {
        let Prediction { at, earliest, latest, confidence, basis, why } = prediction;
        let reason = language::why(locale, clock, why);
        Self { predicted: at, confidence, earliest, latest, basis: OneOf(basis), reason }
    }
}

impl GrowthSpurtBody {
    fn new(locale: Locale, GrowthSpurt { likelihood, signs }: GrowthSpurt) -> Self {
        Self {
            likelihood,
            expected_in: language::growth_spurt(locale),
            symptoms: signs.into_iter().map(|sign| language::sign(locale, sign)).collect(),
        }
    }
}

/// When a child naps, eats and goes to bed next, and how sure that is; for those who may see reports
#[utoipa::path(
    tag = "insights",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PredictionsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/insights/{child}/predictions")]
pub(in crate::rest) async fn show_predictions(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    child: web::Path<String>,
) -> Result<Envelope<PredictionsBody>, Problem> {
    let told = rhythms::predictions(&app, &actor, path_id(&child)?).await?;
    Ok(Envelope::ok(PredictionsBody::new(locale, told)))
}
