//! The list of milestones.

use actix_web::{get, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Attainment, Error, Locale, Reason, Skill, Source, Word};
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
    /// Only what the child has, `achieved`, or what it has before it now, `upcoming`: of the checklists of its age and of the
    /// next one. Needs a child.
    status: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct MilestonesBody {
    /// By age.
    milestones: Vec<MilestoneBody>,
    source: SourceBody,
}

/// Where the list comes from.
#[derive(Serialize, ToSchema)]
struct SourceBody {
    publisher: &'static str,
    title: &'static str,
    citation: &'static str,
    doi: &'static str,
}

impl From<Source> for SourceBody {
    fn from(Source { publisher, title, citation, doi }: Source) -> Self {
        Self { publisher, title, citation, doi }
    }
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
    /// The day on which the child is of that age.
    expected_by: Option<NaiveDate>,
    /// From where that age counts: for a child born before 37 weeks, up to 24 months, from the day it was due.
    age_basis: Option<word::AgeBasis>,
    /// When it was first logged of the child.
    achieved_at: Option<DateTime<Utc>>,
}

impl MilestoneBody {
    fn new(locale: Locale, listed: Listed) -> Self {
        let Listed { skill, expected_by, achieved_at, .. } = listed;
        Self {
            id: skill.id,
            name: language::skill(locale, skill),
            area: OneOf(skill.area),
            age_in_months: skill.months,
            expected_by: expected_by.map(|(date, _)| date),
            age_basis: expected_by.map(|(_, basis)| OneOf(basis)),
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
    let status =
        query.status.as_deref().map(|word| Attainment::parse("status", word)).transpose()?;
    if status.is_some() && child.is_none() {
        return Err(Error::invalid("childId", Reason::Required).into());
    }
    let listed = milestones::list(&app, &actor, child).await?.into_iter();
    let wanted = listed.filter(|listed| status.is_none() || listed.attainment == status);
    Ok(Envelope::ok(MilestonesBody {
        milestones: wanted.map(|listed| MilestoneBody::new(locale, listed)).collect(),
        source: Skill::SOURCE.into(),
    }))
}
