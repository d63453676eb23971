//! The GraphQL face.

use std::sync::Arc;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::header::{ACCEPT, CONTENT_LANGUAGE},
    web,
};
use async_graphql::{
    Context, EmptyMutation, EmptySubscription, Request, Response, Value,
    parser::types::ExecutableDocument,
};
use domain::{Actor, Error, Locale, Word};

mod child;
mod documents;
mod family;
mod loaders;
mod order;
mod outlook;
mod query;

pub(crate) use documents::Documents;

use crate::{
    App,
    auth::SignedIn,
    error::{Problem, TraceId, log_if_internal},
    language::{self, Listener},
    rest::{Body, Input, pages},
};

/// The schema; `schema.graphql` at the root of the repository is its print-out.
pub type Schema = async_graphql::Schema<query::Query, EmptyMutation, EmptySubscription>;

/// Builds the schema. It holds no data: each request brings its own.
#[must_use]
pub fn schema() -> Schema {
    Schema::build(query::Query, EmptyMutation, EmptySubscription).limit_directives(10).finish()
}

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/graphql")
            .route(web::get().to(explore))
            .route(web::post().to(execute))
            .default_service(web::to(only_get_and_post)),
    );
}

impl Input for Request {}

/// GraphiQL, for a browser.
async fn explore(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        Ok(pages::page(pages::GRAPHIQL))
    } else {
        Err(Problem::method_not_allowed("POST".into()))
    }
}

async fn only_get_and_post() -> Result<HttpResponse, Problem> {
    Err(Problem::method_not_allowed("GET, POST".into()))
}

async fn execute(
    app: web::Data<App>,
    schema: web::Data<Schema>,
    documents: web::Data<Documents>,
    SignedIn { actor, .. }: SignedIn,
    http: HttpRequest,
    body: Body<Request>,
) -> Result<HttpResponse, Problem> {
    let app = app.into_inner();
    let loaders = loaders::Loaders::new(&app, &actor);
    let locale = Listener::of(&app, &http).locale(&app).await;
    let mut request = body.value.data(app).data::<Actor>(actor).data(loaders).data(locale);
    let document = documents.read(&request.query).await?;
    request.set_parsed_query(ExecutableDocument::clone(&document));
    let operation = request.operation_name.clone();
    let mut response = schema.execute(request).await;
    response.data = order::arrange(response.data, &document, operation.as_deref());
    explain(&mut response, locale, http.extensions().get::<TraceId>());
    Ok(HttpResponse::Ok().insert_header((CONTENT_LANGUAGE, locale.word())).json(response))
}

/// Gives each error the code and the sentence that REST has for it, so that resolvers can simply use `?`. What the document
/// itself has wrong is for developers: the library's words come as `detail`.
fn explain(response: &mut Response, locale: Locale, trace: Option<&TraceId>) {
    for error in &mut response.errors {
        let cause = error.source::<Error>().cloned();
        let extensions = error.extensions.get_or_insert_default();
        if let Some(cause) = cause {
            log_if_internal(&cause);
            extensions.set("code", cause.code());
            if let Some((field, reason)) = language::details(locale, &cause) {
                extensions.set("field", field);
                extensions.set("reason", reason);
            }
            error.message = language::message(locale, &cause);
        } else {
            let sentence = language::phrase(locale, "error-query");
            extensions.set("code", "VALIDATION_ERROR");
            extensions.set("detail", std::mem::replace(&mut error.message, sentence));
        }
        if let Some(trace) = trace {
            extensions.set("traceId", Value::from(trace.to_string()));
        }
    }
}

/// The app behind a document.
fn app<'a>(ctx: &Context<'a>) -> async_graphql::Result<&'a App> {
    Ok(ctx.data::<Arc<App>>()?)
}
