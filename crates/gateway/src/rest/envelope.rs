//! The style of the family contract: `{"success": true, "data": …}`.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, Responder,
    body::BoxBody,
    http::{
        StatusCode,
        header::{ContentType, ETAG},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::patch::json;
use crate::{
    error::Problem,
    usecases::{edits::Edited, idempotency::Outcome},
};

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
    version: Option<i32>,
    content: Content<T>,
}

/// What an answer says.
pub(super) enum Content<T> {
    Fresh(T),
    /// As it was written the first time.
    Again(String),
}

impl<T> Content<T> {
    /// What became of a request that may come again.
    pub(super) fn of<D>(outcome: Outcome<D>, show: impl Fn(&D) -> T) -> Self {
        match outcome {
            Outcome::Done(it) | Outcome::Existing(it) => Self::Fresh(show(&it)),
            Outcome::Repeated(text) => Self::Again(text),
        }
    }

    /// The same, put into something.
    fn map<U>(self, put: impl FnOnce(T) -> U) -> Content<U> {
        match self {
            Self::Fresh(it) => Content::Fresh(put(it)),
            Self::Again(text) => Content::Again(text),
        }
    }
}

/// Writes what an answer says.
pub(super) fn respond(
    response: &mut HttpResponseBuilder,
    content: Content<impl Serialize>,
) -> HttpResponse {
    match content {
        Content::Fresh(it) => response.json(it),
        Content::Again(text) => response
            .insert_header(("Idempotent-Replayed", "true"))
            .content_type(ContentType::json())
            .body(text),
    }
}

impl<T> Envelope<T> {
    /// 200.
    pub(crate) fn ok(data: T) -> Self {
        Self { status: StatusCode::OK, version: None, content: Content::Fresh(data) }
    }

    /// An answer that a retry gets again, word for word.
    pub(crate) fn of<D>(status: StatusCode, outcome: Outcome<D>, show: impl Fn(&D) -> T) -> Self {
        Self { status, version: None, content: Content::of(outcome, show) }
    }

    /// The answer to a request that comes again, as it was the first time.
    pub(crate) fn again(text: String) -> Self {
        Self { status: StatusCode::OK, version: None, content: Content::Again(text) }
    }

    /// An answer that tells whether the thing was made now, 201, or was there, 200.
    pub(crate) fn made<D>(outcome: Outcome<D>, show: impl Fn(&D) -> T) -> Self {
        let status = match outcome {
            Outcome::Existing(_) => StatusCode::OK,
            _ => StatusCode::CREATED,
        };
        Self::of(status, outcome, show)
    }

    /// The same, with the version of what it shows as its `ETag`.
    pub(crate) fn tagged(self, version: i32) -> Self {
        Self { version: Some(version), ..self }
    }

    /// The answer to a change; if the thing has changed meanwhile, a refusal with what it is now.
    pub(crate) fn edited<D, C: Serialize>(
        edited: Edited<D>,
        show: impl Fn(&D) -> T,
        current: impl Fn(&D) -> C,
    ) -> Result<Self, Problem> {
        match edited {
            Edited::Applied { now: it, .. } | Edited::Unchanged(it) => Ok(Self::ok(show(&it))),
            Edited::Stale { sent, current: it } => {
                let now = json(&current(&it));
                let version = now["version"].as_i64().and_then(|it| i32::try_from(it).ok());
                Err(Problem::stale(sent, version.unwrap_or_default(), now))
            }
        }
    }
}

/// A thing that is no more.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeletedBody {
    id: String,
    /// Always true.
    deleted: bool,
}

impl DeletedBody {
    /// The thing of this id.
    pub(crate) fn of(id: &impl ToString) -> Self {
        Self { id: id.to_string(), deleted: true }
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
        if let Some(version) = self.version {
            response.insert_header((ETAG, format!("\"{version}\"")));
        }
        respond(&mut response, self.content.map(|data| Success { success: true, data }))
    }
}
