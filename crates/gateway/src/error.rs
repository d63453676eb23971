//! Errors as HTTP shows them: one place gives each its status, and each style its body.

use std::{borrow::Cow, fmt};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError,
    http::{StatusCode, header},
};
use chrono::{DateTime, Utc};
use domain::{Error, Locale, Reason, Word};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    graphql::Media,
    language,
    rest::{Style, bare},
};

/// A domain error on its way out through HTTP.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) error: Error,
    status: StatusCode,
    /// Whether the status stands as it is in every style.
    fixed: bool,
    /// The thing as it is now, where another version of it was sent.
    current: Option<Box<Value>>,
}

/// The body of every refused call.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorBody {
    /// Always false.
    success: bool,
    /// What went wrong.
    error: ErrorPart,
}

/// What went wrong.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ErrorPart {
    /// Stable word to match on, such as `NOT_FOUND`.
    code: &'static str,
    /// One sentence for people.
    message: String,
    /// The field to correct, for `VALIDATION_ERROR`; the versions, for `SYNC_CONFLICT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<ErrorDetails>,
    /// When.
    timestamp: DateTime<Utc>,
    /// Finds the call in the server's log.
    trace_id: String,
}

/// The field to correct.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ErrorDetails {
    /// The field as the client spells it.
    field: String,
    /// What is wrong with it.
    reason: String,
    /// The version that was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    your_version: Option<i32>,
    /// The version there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_version: Option<i32>,
    /// The thing as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<Value>,
}

/// Finds a call in the log.
#[derive(Clone, Debug)]
pub(crate) struct TraceId(String);

impl TraceId {
    pub(crate) fn fresh() -> Self {
        Self(format!("trace_{:016x}", rand::random::<u64>()))
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
            Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::NotFound(_) => StatusCode::NOT_FOUND,
            Error::Invalid { .. } | Error::FamilyFull(_) | Error::ChildLimit(_) => {
                StatusCode::BAD_REQUEST
            }
            Error::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Exists(_) | Error::Stale { .. } | Error::Ended(_) => StatusCode::CONFLICT,
            Error::RateLimited { .. } | Error::QuestionsUsed { .. } => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { error, status, fixed: false, current: None }
    }
}

impl Problem {
    /// A version that is no longer the current one, with the thing as it is now.
    pub(crate) fn stale(sent: i32, current: i32, now: Value) -> Self {
        Self { current: Some(Box::new(now)), ..Error::Stale { sent, current }.into() }
    }

    /// 400, where a contract has it instead of 422.
    pub(crate) fn bad_request(error: Error) -> Self {
        Self { status: StatusCode::BAD_REQUEST, fixed: true, ..error.into() }
    }

    /// A body that is too large.
    pub(crate) fn too_large(most: usize) -> Self {
        Self::too_large_at("body", most)
    }

    /// A part of a body that is too large.
    pub(crate) fn too_large_at(field: impl Into<Cow<'static, str>>, most: usize) -> Self {
        let error = Error::invalid(field, Reason::TooLarge(most));
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, ..error.into() }
    }

    /// A body of another type.
    pub(crate) fn unsupported_type(taken: &'static [&'static str]) -> Self {
        let error = Error::invalid("Content-Type", Reason::OneOf(taken));
        Self { status: StatusCode::UNSUPPORTED_MEDIA_TYPE, ..error.into() }
    }

    /// A client that takes none of the forms that answers have.
    pub(crate) fn not_acceptable() -> Self {
        let error = Error::invalid("Accept", Reason::OneOf(Media::NAMES));
        Self { status: StatusCode::NOT_ACCEPTABLE, ..error.into() }
    }

    /// A request that had to begin a WebSocket.
    pub(crate) fn upgrade_required() -> Self {
        let error = Error::invalid("Upgrade", Reason::OneOf(&["websocket"]));
        Self { status: StatusCode::UPGRADE_REQUIRED, ..error.into() }
    }

    /// A path that does not take this method.
    pub(crate) fn method_not_allowed(allow: String) -> Self {
        let error = Error::invalid("method", Reason::Methods(allow));
        Self { status: StatusCode::METHOD_NOT_ALLOWED, ..error.into() }
    }

    /// The answer in the style of the path.
    pub(crate) fn response(
        &self,
        request: &HttpRequest,
        locale: Locale,
        trace: &TraceId,
        now: DateTime<Utc>,
    ) -> HttpResponse {
        log_if_internal(&self.error);
        let style = match self.error {
            // Refused whatever the body says, which may not even be read.
            Error::RateLimited { .. } => Style::of_path(request.path()),
            _ => Style::of(request),
        };
        let status = self.status_in(style);
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CONTENT_LANGUAGE, locale.word()));
        if self.status == StatusCode::UPGRADE_REQUIRED {
            response.insert_header((header::UPGRADE, "websocket"));
            response.insert_header((header::SEC_WEBSOCKET_VERSION, "13"));
        }
        match &self.error {
            Error::Unauthenticated(_) => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Error::RateLimited { retry_after } => {
                response.insert_header((header::RETRY_AFTER, retry_after.to_string()));
            }
            Error::QuestionsUsed { most, retry_after } => {
                let reset = now.timestamp().saturating_add_unsigned(*retry_after);
                response.insert_header((header::RETRY_AFTER, retry_after.to_string()));
                response.insert_header(("x-ratelimit-limit", most.to_string()));
                response.insert_header(("x-ratelimit-remaining", "0"));
                response.insert_header(("x-ratelimit-reset", reset.to_string()));
            }
            Error::Invalid { reason: Reason::Methods(methods), .. } => {
                response.insert_header((header::ALLOW, methods.as_str()));
            }
            _ => {}
        }
        match style {
            Style::Envelope => response.json(self.envelope(locale, trace, now)),
            Style::Bare => response.json(bare::problem(locale, &self.error, status)),
            Style::Graph => self.graph(&mut response, request, locale, trace),
        }
    }

    /// The status in a style: where the envelope says 400, bare bodies have been understood and refused.
    fn status_in(&self, style: Style) -> StatusCode {
        match (&self.error, style) {
            (Error::Invalid { .. }, Style::Bare)
                if self.status == StatusCode::BAD_REQUEST && !self.fixed =>
            {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            _ => self.status,
        }
    }

    fn graph(
        &self,
        response: &mut HttpResponseBuilder,
        request: &HttpRequest,
        locale: Locale,
        trace: &TraceId,
    ) -> HttpResponse {
        let mut extensions = json!({ "code": self.error.code(), "traceId": trace.to_string() });
        if let Some((field, reason)) = language::details(locale, &self.error) {
            extensions["field"] = field.into();
            extensions["reason"] = reason.into();
        }
        let message = language::message(locale, &self.error);
        let error = json!({ "message": message, "extensions": extensions });
        let media = Media::of(request).unwrap_or(Media::Json);
        response.content_type(media.content_type());
        response.body(json!({ "errors": [error] }).to_string())
    }

    fn envelope(&self, locale: Locale, trace: &TraceId, timestamp: DateTime<Utc>) -> ErrorBody {
        let (your_version, current_version) = match self.error {
            Error::Stale { sent, current } => (Some(sent), Some(current)),
            _ => (None, None),
        };
        let details = language::details(locale, &self.error).map(|(field, reason)| ErrorDetails {
            field: field.into(),
            reason,
            your_version,
            current_version,
            current: self.current.as_deref().cloned(),
        });
        let (code, message) = (self.error.code(), language::message(locale, &self.error));
        let error = ErrorPart { code, message, details, timestamp, trace_id: trace.to_string() };
        ErrorBody { success: false, error }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// Without a body; [`crate::middleware`] writes it, who knows the call.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status)
    }
}

/// Writes the cause of our own failures into the log, where the trace id of the call stands beside it.
pub(crate) fn log_if_internal(error: &Error) {
    if let Error::Internal(cause) = error {
        tracing::error!(error = %cause, "a call failed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_version_is_answered_with_the_current_one() {
        let problem = Problem::stale(1, 3, json!({ "name": "Emma" }));
        let body = problem.envelope(Locale::EnUs, &TraceId::fresh(), DateTime::UNIX_EPOCH);
        let body = serde_json::to_value(body).unwrap();
        assert_eq!(problem.status, StatusCode::CONFLICT);
        let sentence = "It was changed meanwhile; look at the current version";
        assert_eq!(
            (&body["error"]["code"], &body["error"]["message"]),
            (&json!("SYNC_CONFLICT"), &json!(sentence))
        );
        let details = json!({
            "field": "version",
            "reason": "Is not the current version",
            "yourVersion": 1,
            "currentVersion": 3,
            "current": { "name": "Emma" },
        });
        assert_eq!(body["error"]["details"], details);
    }
}
