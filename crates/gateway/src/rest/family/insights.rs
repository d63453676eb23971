//! What was found out about children.

use actix_web::{delete, get, web};
use chrono::{DateTime, Utc};
use domain::{ChildId, Error, Insight, InsightId, Locale, Reason, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rest::{
        envelope::{DeletedBody, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::{children, families, insights},
};

/// Something found out about a child.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct InsightBody {
    id: id::Insight,
    child_id: id::Child,
    r#type: word::InsightKind,
    /// In your language.
    message: String,
    priority: word::Priority,
    /// Whether something can be done about it.
    actionable: bool,
    found_at: DateTime<Utc>,
    /// Until when it is told.
    expires_at: DateTime<Utc>,
}

impl InsightBody {
    pub(super) fn new(insight: &Insight, locale: Locale) -> Self {
        let Insight { id, child, finding, found_at, expires_at, .. } = *insight;
        Self {
            id: Id(id),
            child_id: Id(child),
            r#type: OneOf(finding.kind()),
            message: language::finding(locale, &insight.name, &finding),
            priority: OneOf(finding.priority()),
            actionable: finding.is_actionable(),
            found_at,
            expires_at,
        }
    }
}

/// Whose insights to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct InsightsQuery {
    #[param(required = true)]
    child_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct InsightsBody {
    insights: Vec<InsightBody>,
}

/// What was found out about a child lately, what matters most first; for those who may see reports
#[utoipa::path(
    tag = "insights",
    params(InsightsQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<InsightsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/insights")]
pub(in crate::rest) async fn list_insights(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    query: web::Query<InsightsQuery>,
) -> Result<Envelope<InsightsBody>, Problem> {
    let child = query.child_id.as_deref().ok_or(Error::invalid("childId", Reason::Required))?;
    let child: ChildId = child.parse().map_err(|error: Error| error.at("childId"))?;
    let (_, child) = children::get(&app, &actor, child).await?;
    let (member, family) = families::get(&app, &actor, child.family).await?;
    let told = insights::current(&app, &member, family.state()).await?;
    let own = told.get(&child.id).into_iter().flatten();
    let told = own.map(|insight| InsightBody::new(insight, locale));
    Ok(Envelope::ok(InsightsBody { insights: told.collect() }))
}

/// Put an insight away, for the whole family
#[utoipa::path(
    tag = "insights",
    params(("insight" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeletedBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/insights/{insight}")]
pub(in crate::rest) async fn dismiss_insight(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<DeletedBody>, Problem> {
    let id: InsightId = path_id(&id)?;
    insights::dismiss(&app, &actor, id).await?;
    Ok(Envelope::ok(DeletedBody::of(&id)))
}
