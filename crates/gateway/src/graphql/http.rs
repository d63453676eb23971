//! GraphQL over HTTP: `POST` for everything, `GET` for queries.
//!
//! `async-graphql-actix-web` is not used: its extractor takes bodies of any type and lists of operations, and its response
//! has one status for all, says `application/graphql-response+json` to whom never asked for it, and `data: null` where
//! nothing was run.
//!
//! No page of others can have anything run: all of it needs an `Authorization` header, which browsers send across origins
//! only after a preflight that this server does not answer; and a `POST` must be `application/json`, which they do not
//! send without one either.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    guard::GuardContext,
    http::{
        StatusCode,
        header::{ACCEPT, CONTENT_LANGUAGE, VARY},
    },
    web,
};
use async_graphql::parser::types::OperationType;
use domain::{Error, Reason, Word};
use serde_json::Value;

use super::{Graph, answer::Answer, asked::Asked, media::Media};
use crate::{
    App,
    auth::SignedIn,
    error::{Problem, TraceId},
    language::Spoken,
    rest::{pages, read_body},
};

/// The largest body, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// Whether a browser wants to see GraphiQL, and there is one.
pub(super) fn is_browser(context: &GuardContext<'_>) -> bool {
    let shown = context.app_data::<web::Data<App>>().is_some_and(|app| app.settings.introspection);
    let accept = context.head().headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    shown && accept.is_some_and(|accept| accept.contains("text/html"))
}

/// GraphiQL, for a browser.
pub(super) async fn explore() -> HttpResponse {
    pages::page(pages::GRAPHIQL)
}

/// Other methods.
pub(super) async fn only_get_and_post() -> Result<HttpResponse, Problem> {
    Err(Problem::method_not_allowed("GET, POST".into()))
}

/// A query in the address.
pub(super) async fn get(
    graph: web::Data<Graph>,
    visit: SignedIn,
    spoken: Spoken,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::in_address(request.query_string())?;
    answer(&graph, asked, visit, spoken, &request).await
}

/// An operation in the body.
pub(super) async fn post(
    graph: web::Data<Graph>,
    visit: SignedIn,
    spoken: Spoken,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let utf8 = request.encoding().is_ok_and(|encoding| encoding.name() == "UTF-8");
    if !utf8 || !request.content_type().eq_ignore_ascii_case("application/json") {
        return Err(Problem::unsupported_type(&["application/json"]));
    }
    let body = read_body(body.into_inner(), MOST_BYTES).await?;
    let value: Value = serde_json::from_slice(&body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Error::invalid("body", Reason::Syntax { line, column })
    })?;
    answer(&graph, Asked::read(value)?, visit, spoken, &request).await
}

async fn answer(
    graph: &Graph,
    asked: Asked,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    request: &HttpRequest,
) -> Result<HttpResponse, Problem> {
    let media = Media::of(request).ok_or_else(Problem::not_acceptable)?;
    let answer = match graph.prepare(asked, actor, locale).await {
        Ok(operation) if operation.kind == Some(OperationType::Mutation) && is_get(request) => {
            return Err(Problem::method_not_allowed("POST".into()));
        }
        Ok(operation) => graph.run(operation).await,
        Err(refusal) => Answer::refused(refusal),
    };
    let answer = answer.explained(locale, request.extensions().get::<TraceId>());
    Ok(HttpResponse::build(status(&answer, media))
        .content_type(media.content_type())
        .insert_header((CONTENT_LANGUAGE, locale.word()))
        .insert_header((VARY, ACCEPT.as_str()))
        .body(serde_json::to_string(&answer).map_err(Error::internal)?))
}

fn is_get(request: &HttpRequest) -> bool {
    request.method() == actix_web::http::Method::GET
}

/// The status of an answer (GraphQL over HTTP, 6.4): the newer form tells by it whether the operation began.
fn status(answer: &Answer, media: Media) -> StatusCode {
    match media {
        Media::Json => StatusCode::OK,
        Media::Response if answer.data.is_some() => StatusCode::OK,
        Media::Response if answer.is_unknown_hash() => StatusCode::NOT_FOUND,
        Media::Response => StatusCode::BAD_REQUEST,
    }
}
