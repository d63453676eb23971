//! A child with what is known of its growth and its day.

use std::slice;

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use domain::{DaySummary, Error, Quantity, Unit};
use serde::Serialize;
use utoipa::ToSchema;

use super::ChildBody;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        envelope::{Envelope, Success},
        family::{activities::GrowthMeasureBody, path_id},
    },
    usecases::{
        children, families,
        growth::{self, Measured},
        summaries,
    },
};

/// A child with what is known of its growth and its day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChildDetailBody {
    #[serde(flatten)]
    child: ChildBody,
    /// The latest, if there is one; absent for those who may not see reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_weight: Option<CurrentMeasureBody>,
    /// Likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_height: Option<CurrentMeasureBody>,
    /// Likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_head_circumference: Option<CurrentMeasureBody>,
    /// Of the latest measuring of both weight and height.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_bmi: Option<CurrentMeasureBody>,
    /// Likewise, the weight among children of the same length or height.
    #[serde(skip_serializing_if = "Option::is_none")]
    weight_for_length: Option<CurrentMeasureBody>,
    /// The family's today; absent for those who may not see reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    today_summary: Option<TodayBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CurrentMeasureBody {
    #[serde(flatten)]
    measure: GrowthMeasureBody,
    recorded_at: DateTime<Utc>,
}

impl<U: Unit> From<Measured<Quantity<U>>> for CurrentMeasureBody {
    fn from(measured: Measured<Quantity<U>>) -> Self {
        let measure = GrowthMeasureBody::new(measured.value, Some(measured.assessed));
        Self { measure, recorded_at: measured.at }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TodayBody {
    feedings: u32,
    sleep_hours: f64,
    diapers: u32,
    last_feeding_at: Option<DateTime<Utc>>,
    last_sleep_at: Option<DateTime<Utc>>,
}

impl From<&DaySummary> for TodayBody {
    fn from(summary: &DaySummary) -> Self {
        Self {
            feedings: summary.feedings.count,
            sleep_hours: summary.sleep.total_hours(),
            diapers: summary.diapers.count,
            last_feeding_at: summary.feedings.last_at,
            last_sleep_at: summary.sleep.last_at,
        }
    }
}

/// A child with its growth and its day
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ChildDetailBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}")]
pub(in crate::rest) async fn show_child(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
) -> Result<Envelope<ChildDetailBody>, Problem> {
    let (_, child) = children::get(&app, &actor, path_id(&child)?).await?;
    let (member, family) = families::get(&app, &actor, child.family).await?;
    let clock = family.clock;
    let today = clock.date(app.now());
    let reports = async {
        let days = summaries::of_day(&app, &actor, family.state(), today, &[child.id]).await?;
        let growth = growth::current(&app, &member, slice::from_ref(&child), clock).await?;
        let growth = growth.into_values().next().unwrap_or_default();
        Ok((days.get(&child.id).map(TodayBody::from), growth))
    };
    let (today_summary, growth) = match reports.await {
        Err(Error::Forbidden(_)) => (None, growth::Current::default()),
        reports => reports?,
    };
    let version = child.version;
    let detail = ChildDetailBody {
        child: ChildBody::new(&child, today),
        current_weight: growth.weight.map(Into::into),
        current_height: growth.height.map(Into::into),
        current_head_circumference: growth.head.map(Into::into),
        current_bmi: growth.bmi.map(Into::into),
        weight_for_length: growth.weight_for_length.map(Into::into),
        today_summary,
    };
    Ok(Envelope::ok(detail).tagged(version))
}
