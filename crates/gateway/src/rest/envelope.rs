//! The style of the family contract: `{"success": true, "data": …}`.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{StatusCode, header::ContentType},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::usecases::idempotency::Outcome;

/// The body of every answered call.
#[derive(Serialize, ToSchema)]
pub(crate) struct Success<T> {
    /// Always true.
    success: bool,
    /// The answer.
    data: T,
}

/// An answer.
pub(crate) struct Envelope<T> {
    status: StatusCode,
    content: Content<T>,
}

enum Content<T> {
    Fresh(T),
    /// As it was written the first time.
    Again(String),
}

impl<T> Envelope<T> {
    /// 200.
    pub(crate) fn ok(data: T) -> Self {
        Self { status: StatusCode::OK, content: Content::Fresh(data) }
    }

    /// An answer that a retry gets again, word for word.
    pub(crate) fn of<D>(status: StatusCode, outcome: Outcome<D>, show: impl Fn(&D) -> T) -> Self {
        let content = match outcome {
            Outcome::Done(it) | Outcome::Existing(it) => Content::Fresh(show(&it)),
            Outcome::Repeated(text) => Content::Again(text),
        };
        Self { status, content }
    }
}

/// The body of an answer, to be kept for a retry.
pub(crate) fn text<T: Serialize>(data: T) -> String {
    serde_json::to_string(&Success { success: true, data }).unwrap_or_default()
}

impl<T: Serialize> Responder for Envelope<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        match self.content {
            Content::Fresh(data) => response.json(Success { success: true, data }),
            Content::Again(text) => response
                .insert_header(("Idempotent-Replayed", "true"))
                .content_type(ContentType::json())
                .body(text),
        }
    }
}
