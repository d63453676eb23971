//! What holds for every call: a trace id, a line in the log without personal data, the rate limit, and errors in the style
//! of the path.

use std::{pin::Pin, time::Instant};

use actix_web::{
    HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{CONTENT_LANGUAGE, HeaderMap, HeaderName, HeaderValue, VARY},
    middleware::Next,
    web,
};
use domain::{Error, Locale, Reason, Word};
use tracing::Instrument;

use crate::{
    App, auth,
    error::{Problem, TraceId},
    language::{Listener, accepted},
    rate_limit::{self, Limits},
};

const REFRESH: &str = "/api/v1/auth/refresh";

/// Wraps every call. Boxed, because a connection keeps the room that a call takes: ten kilobytes for each idle socket.
pub(crate) fn middleware(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Pin<Box<impl Future<Output = Result<ServiceResponse<BoxBody>, actix_web::Error>>>> {
    Box::pin(call(request, next))
}

async fn call(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let app = auth::app(request.request());
    let trace = TraceId::fresh();
    request.extensions_mut().insert(trace.clone());
    let method = request.method().clone();
    let span = tracing::info_span!("call", trace = %trace);

    let response = match admit(&app, &request).await {
        Ok(()) => next.call(request).instrument(span.clone()).await?.map_into_boxed_body(),
        Err(error) => request.error_response(Problem::from(error)),
    };
    let mut response = explained(&app, response, &trace).instrument(span.clone()).await;
    let _entered = span.enter();
    let told = response.request().extensions().get::<Locale>().copied();
    let spoken = told.or_else(|| accepted(response.request()));
    decorate(&mut response, &trace);
    localise(response.headers_mut(), spoken);
    // The pattern, not the path: ids are nobody's business.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".into());
    let status = response.status().as_u16();
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, micros, "answered");
    Ok(response)
}

/// Whether a call may go on. All are counted but those of who watches over the product.
async fn admit(app: &App, request: &ServiceRequest) -> domain::Result<()> {
    if !matches!(request.path(), "/" | "/livez" | "/readyz" | "/api/v1/health")
        && let Some(limits) = request.app_data::<web::Data<Limits>>()
    {
        limits.count(app, request.request()).await?;
    }
    if request.headers().contains_key("X-Refresh-Token") && request.path() != REFRESH {
        return Err(Error::invalid("X-Refresh-Token", Reason::NotHere));
    }
    Ok(())
}

/// Gives a refusal its body.
async fn explained(
    app: &App,
    response: ServiceResponse<BoxBody>,
    trace: &TraceId,
) -> ServiceResponse<BoxBody> {
    let Some(error) = response.response().error() else { return response };
    let request = response.request();
    // A call may have named the language itself.
    let told = request.extensions().get::<Locale>().copied();
    let locale = match told {
        Some(locale) => locale,
        None => Listener::of(app, request).locale(app).await,
    };
    let explained = match error.as_error::<Problem>() {
        Some(problem) => problem.response(request, locale, trace, app.now()),
        // What the framework refuses before a handler sees it.
        None if response.status().is_client_error() => {
            let error = Error::invalid("request", Reason::Malformed);
            Problem::from(error).response(request, locale, trace, app.now())
        }
        None => {
            let error = Error::internal(error.to_string());
            Problem::from(error).response(request, locale, trace, app.now())
        }
    };
    response.into_response(explained)
}

/// Says that answers depend on the language asked for, and which one this is in.
fn localise(headers: &mut HeaderMap, spoken: Option<Locale>) {
    headers.append(VARY, HeaderValue::from_static("Accept-Language"));
    if let Some(locale) = spoken
        && !headers.contains_key(CONTENT_LANGUAGE)
    {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(locale.word()));
    }
}

fn decorate(response: &mut ServiceResponse<BoxBody>, trace: &TraceId) {
    let left = rate_limit::left(response.request());
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: String| {
        // A refusal tells of the limit that it comes from.
        if !headers.contains_key(name)
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("x-trace-id", trace.to_string());
    set("x-content-type-options", "nosniff".into());
    if let Some(left) = left {
        set("x-ratelimit-limit", left.most.to_string());
        set("x-ratelimit-remaining", left.remaining.to_string());
        set("x-ratelimit-reset", left.reset().to_string());
    }
}
