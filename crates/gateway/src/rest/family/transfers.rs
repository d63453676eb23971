//! A child's history comes in as a CSV file, and goes out as one.

use std::collections::BTreeMap;

use actix_web::{
    HttpResponse, get,
    http::{StatusCode, header::CONTENT_DISPOSITION},
    post,
    web::{self, Bytes},
};
use chrono::{DateTime, Utc};
use domain::{ChildId, Error, FamilyId, Locale, Reason, Result, Word};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{activities::bound, path_id};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rate_limit,
    rest::{
        body::Idempotency,
        envelope::{self, Envelope, Success},
        upload::{FILE, Form, Upload},
        wire::{OneOf, word},
    },
    transfer::{self, Units},
    usecases::{
        exports,
        imports::{self, Import, Problem as LineProblem, Report, Why},
    },
};

/// A file to import.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct ImportForm {
    /// A CSV file of 10 MB and 200,000 lines at most, of Baby Buddy, Baby Connect, Huckleberry or Maternal.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    child_id: String,
    /// Of the clock that the times are of; absent, the family's.
    time_zone: Option<String>,
    /// What numbers without a unit are in; absent, as their size tells. Where it does not, nothing is stored.
    units: Option<word::System>,
    /// Absent or false, nothing is stored: the answer tells what would be.
    apply: Option<bool>,
}

/// What became of a file, or would.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ImportBody {
    /// `baby-buddy`, `baby-connect`, `huckleberry` or `maternal`.
    format: &'static str,
    /// What numbers without a unit were taken in; absent, each has one or needs none.
    units: Option<word::System>,
    /// Whether that was guessed from their size.
    units_guessed: bool,
    applied: bool,
    /// Beside the header.
    lines: usize,
    added: usize,
    /// Are there already, or were and are deleted.
    known: usize,
    /// Are of kinds that are not kept, or of other children.
    skipped: usize,
    refused: usize,
    /// How many of each kind are added.
    by_type: BTreeMap<&'static str, usize>,
    /// When the first activity began.
    from: Option<DateTime<Utc>>,
    /// When the last one did.
    until: Option<DateTime<Utc>>,
    /// The first 1,000 lines that were skipped or refused.
    report: Vec<LineBody>,
    /// Whether there are more.
    report_truncated: bool,
}

/// A line that does not come in.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
struct LineBody {
    /// Its number in the file, whose first line is 1.
    line: usize,
    /// The column that is wrong.
    field: Option<String>,
    /// `skipped` or `refused`.
    status: &'static str,
    /// Why, in your language.
    message: String,
}

impl ImportBody {
    fn new(report: &Report, locale: Locale) -> Self {
        let by_type = report.by_kind.iter().map(|(kind, count)| (kind.word(), *count));
        Self {
            format: report.source,
            units: report.units.map(|units| OneOf(units.system)),
            units_guessed: report.units.is_some_and(Units::are_guessed),
            applied: report.applied,
            lines: report.lines,
            added: report.added,
            known: report.known,
            skipped: report.skipped,
            refused: report.refused,
            by_type: by_type.collect(),
            from: report.from,
            until: report.until,
            report: report.problems.iter().map(|problem| LineBody::new(problem, locale)).collect(),
            report_truncated: report.truncated,
        }
    }
}

impl LineBody {
    fn new(problem: &LineProblem, locale: Locale) -> Self {
        let status = if matches!(problem.why, Why::Refused(_)) { "refused" } else { "skipped" };
        let (field, message) = language::line_problem(locale, &problem.why);
        Self { line: problem.line, field, status, message }
    }
}

fn read(mut form: Form) -> Result<Import> {
    let child = form.text("childId")?.ok_or(Error::invalid("childId", Reason::Required))?;
    let child: ChildId = child.parse().map_err(|error: Error| error.at("childId"))?;
    let zone = form.text("timeZone")?.map(str::parse).transpose();
    Ok(Import {
        child,
        zone: zone.map_err(|_| Error::invalid("timeZone", Reason::NotAZone))?,
        units: form.word("units")?,
        apply: form.flag("apply")?,
        bytes: form.file(FILE)?,
        progress: None,
    })
}

/// Log a child's history from a file of another app, or see what that would do
#[utoipa::path(
    tag = "transfer",
    params(("family" = String, Path), Idempotency),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<ImportBody>),
        (status = 413, description = "The file is too large", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[post("/api/v1/families/{family}/import")]
pub(in crate::rest) async fn import_activities(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    _: rate_limit::Transfer,
    family: web::Path<String>,
    Upload(body): Upload<{ transfer::MOST_BYTES }>,
) -> Result<Envelope<ImportBody>, Problem> {
    let family: FamilyId = path_id(&family)?;
    let show = move |report: &Report| ImportBody::new(report, locale);
    let (form, once) = body.once(actor.account.0, move |report| envelope::text(show(report)));
    let outcome = Box::pin(imports::import(&app, &actor, family, read(form)?, once)).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, show))
}

/// Which days to export.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct ExportQuery {
    /// From this day of the family on.
    from: Option<String>,
    /// Up to this day, itself included.
    until: Option<String>,
}

/// Everything that was logged about a child, as a CSV file that can be imported; for those who may see reports
#[utoipa::path(
    tag = "transfer",
    params(("child" = String, Path), ExportQuery),
    security(("bearer" = [])),
    responses((status = 200, content_type = "text/csv", body = String), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}/activities.csv")]
pub(in crate::rest) async fn export_activities(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    _: rate_limit::Transfer,
    child: web::Path<String>,
    query: web::Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let from = bound("from", query.from.as_deref())?;
    let until = bound("until", query.until.as_deref())?;
    let export = exports::begin(&app, &actor, path_id(&child)?, from, until).await?;
    let today = app.now().with_timezone(&export.zone).date_naive();
    let pages = stream::try_unfold((app, export), async |(app, mut export)| {
        let Some(page) = export.next(&app).await? else { return Ok::<_, Error>(None) };
        let lines: String = page.iter().map(|it| transfer::line(it, export.zone)).collect();
        Ok(Some((Bytes::from(lines), (app, export))))
    });
    let header = stream::once(async { Ok(Bytes::from(transfer::header())) });
    let name = format!("attachment; filename=\"activities-{today}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((CONTENT_DISPOSITION, name))
        .streaming(futures_util::StreamExt::chain(header, pages)))
}
