//! How a child grows: its charts, as numbers and as a picture.

mod body;
mod picture;
mod scale;

use actix_web::{
    HttpResponse, get,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
    web,
};
use domain::{Error, Measure, Reason, Result, Word};
use serde::Deserialize;
use utoipa::IntoParams;

use self::body::GrowthBody;
use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    rest::envelope::{Envelope, Success},
    usecases::growth,
};

/// What of its growth to tell.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct GrowthQuery {
    /// `weight`, `height`, `head_circumference`, `bmi` or `weight_for_length`; absent: each of them.
    measure: Option<String>,
}

impl GrowthQuery {
    fn read(&self) -> Result<Option<Measure>> {
        self.measure.as_deref().map(|word| Measure::parse("measure", word)).transpose()
    }
}

/// How a child grew, and the lines between which healthy children of its sex grow; for those who may see reports
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), GrowthQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<GrowthBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}/growth")]
pub(in crate::rest) async fn show_growth(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
    query: web::Query<GrowthQuery>,
) -> Result<Envelope<GrowthBody>, Problem> {
    let (child, measure) = (path_id(&child)?, query.read()?);
    let history = growth::history(&app, &actor, child).await?;
    let measures = measure.as_ref().map_or(Measure::ALL, std::slice::from_ref);
    let charts = measures.iter().map(|measure| history.chart(*measure).into());
    Ok(Envelope::ok(GrowthBody { growth: charts.collect() }))
}

/// Which chart to draw.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct PictureQuery {
    /// `weight`, `height`, `head_circumference`, `bmi` or `weight_for_length`.
    #[param(required = true)]
    measure: Option<String>,
}

/// A chart of a child as a picture, in the caller's language; for those who may see reports
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path), PictureQuery),
    security(("bearer" = [])),
    responses((status = 200, content_type = "image/svg+xml"), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}/growth.svg")]
pub(in crate::rest) async fn draw_growth(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    child: web::Path<String>,
    query: web::Query<PictureQuery>,
) -> Result<HttpResponse, Problem> {
    let child = path_id(&child)?;
    let measure = query.measure.as_deref().ok_or(Error::invalid("measure", Reason::Required))?;
    let measure = Measure::parse("measure", measure)?;
    let history = growth::history(&app, &actor, child).await?;
    let name = &history.child.profile.name;
    Ok(HttpResponse::build(StatusCode::OK)
        .content_type("image/svg+xml")
        // It changes as soon as somebody measures.
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"))
        .body(picture::draw(locale, name, &history.chart(measure))))
}
