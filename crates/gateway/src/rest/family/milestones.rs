//! The list of milestones.

use actix_web::{get, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Error, Locale};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rest::{
        envelope::{Envelope, Success},
        wire::{OneOf, word},
    },
    usecases::milestones::{self, Listed},
};

/// Beside whom to list them.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct MilestonesQuery {
    /// A child; absent, the list alone.
    child_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct MilestonesBody {
    /// By age.
    milestones: Vec<MilestoneBody>,
}

/// What most children can do by an age.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MilestoneBody {
    /// What `milestone` takes where one is logged.
    id: &'static str,
    /// In your language.
    name: String,
    area: word::Area,
    /// By this age three of four children or more can do it (CDC 2022).
    age_in_months: u32,
    /// The day on which the child is of that age, counted from its birth even if it was born early.
    expected_by: Option<NaiveDate>,
    /// When it was first logged of the child.
    achieved_at: Option<DateTime<Utc>>,
}

impl MilestoneBody {
    fn new(locale: Locale, Listed { skill, expected_by, achieved_at }: Listed) -> Self {
        Self {
            id: skill.id,
            name: language::skill(locale, skill),
            area: OneOf(skill.area),
            age_in_months: skill.months,
            expected_by,
            achieved_at,
        }
    }
}

/// What most children can do by an age, and what a child has reached of it
#[utoipa::path(
    tag = "activities",
    params(MilestonesQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<MilestonesBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/milestones")]
pub(in crate::rest) async fn list_milestones(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    query: web::Query<MilestonesQuery>,
) -> Result<Envelope<MilestonesBody>, Problem> {
    let child = query.child_id.as_deref().map(str::parse).transpose();
    let child = child.map_err(|error: Error| error.at("childId"))?;
    let listed = milestones::list(&app, &actor, child).await?;
    let milestones = listed.into_iter().map(|listed| MilestoneBody::new(locale, listed)).collect();
    Ok(Envelope::ok(MilestonesBody { milestones }))
}
