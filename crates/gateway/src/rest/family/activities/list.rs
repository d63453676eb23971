//! The list of activities.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use domain::{ChildId, Error, Kind, Reason, Result, Word};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::ActivityBody;
use crate::{
    App,
    auth::SignedIn,
    cursor,
    error::{ErrorBody, Problem},
    rest::envelope::{Envelope, Success},
    usecases::activities::{self, Bound, List},
};

/// Which activities to list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct ListQuery {
    /// Whose.
    #[param(required = true)]
    child_id: Option<String>,
    /// Only of this kind.
    r#type: Option<String>,
    /// From this day of the family, or this instant, on.
    start_date: Option<String>,
    /// Up to this day of the family, itself included, or before this instant.
    end_date: Option<String>,
    /// `cursor.next` of the page before.
    cursor: Option<String>,
    /// 1 to 100; absent: 20.
    limit: Option<String>,
}

const DEFAULT_LIMIT: u64 = 20;
const MOST: u64 = 100;

impl ListQuery {
    fn read(&self, app: &App) -> Result<List> {
        let child = self.child_id.as_deref().ok_or(Error::invalid("childId", Reason::Required))?;
        let child: ChildId = child.parse().map_err(|error: Error| error.at("childId"))?;
        let limit = match self.limit.as_deref().map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit @ 1..=MOST)) => limit,
            Some(_) => {
                return Err(Error::invalid("limit", Reason::between(1, MOST)));
            }
        };
        let cursor = self.cursor.as_deref();
        Ok(List {
            child,
            kind: self.r#type.as_deref().map(|kind| Kind::parse("type", kind)).transpose()?,
            from: bound("startDate", self.start_date.as_deref())?,
            until: bound("endDate", self.end_date.as_deref())?,
            after: cursor.map(|cursor| cursor::read(&app.vault, child, cursor)).transpose()?,
            limit,
        })
    }
}

/// A day of the family, or an instant.
pub(in crate::rest) fn bound(field: &'static str, text: Option<&str>) -> Result<Option<Bound>> {
    let Some(text) = text else { return Ok(None) };
    let Ok(instant) = text.parse::<DateTime<Utc>>() else {
        return domain::date(field, text).map(Bound::Date).map(Some);
    };
    // An instant is as far from us as its date.
    domain::date(field, &instant.date_naive().to_string())?;
    Ok(Some(Bound::Instant(instant)))
}

#[derive(Serialize, ToSchema)]
struct PageBody {
    activities: Vec<ActivityBody>,
    cursor: CursorBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CursorBody {
    /// For the next page; absent on the last.
    next: Option<String>,
    has_more: bool,
    /// On all pages.
    total: u64,
}

/// A child's activities, the latest first
#[utoipa::path(
    tag = "activities",
    params(ListQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PageBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/activities")]
pub(in crate::rest) async fn list_activities(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<ListQuery>,
) -> Result<Envelope<PageBody>, Problem> {
    let list = query.read(&app)?;
    let child = list.child;
    let page = activities::list(&app, &actor, list).await?;
    let next = page.next.map(|position| cursor::write(&app.vault, child, position));
    Ok(Envelope::ok(PageBody {
        activities: page.activities.iter().map(Into::into).collect(),
        cursor: CursorBody { has_more: next.is_some(), next, total: page.total },
    }))
}
