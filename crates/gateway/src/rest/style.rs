//! The style of an answer, which belongs to the path; four paths take bodies of two forms, and answer in the form's style.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse, Responder, body::BoxBody, dev::Payload,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    bare::Bare,
    body::{Body, Input},
    envelope::Envelope,
    reasons,
};
use crate::error::Problem;

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `{"success": true, "data": …}`, camelCase.
    Envelope,
    /// The thing itself, `snake_case`; errors as `{"detail": …}`.
    Bare,
    /// As GraphQL over HTTP has it.
    Graph,
}

/// The paths below `/api/v1/auth/` that are bare for every body.
const BARE: [&str; 6] =
    ["signup", "me", "settings", "forgot_password", "reset_password", "change-password"];

impl Style {
    /// The style in which a request is answered.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let chosen = request.extensions().get::<Self>().copied();
        chosen.unwrap_or_else(|| Self::of_path(request.path()))
    }

    /// The style of a path, whatever is asked there.
    pub(crate) fn of_path(path: &str) -> Self {
        let below = |root| path.strip_prefix(root);
        match path {
            "/graphql" => Self::Graph,
            "/" | "/api/v1/users" => Self::Bare,
            _ if below("/auth/").or(below("/chat/")).is_some() => Self::Bare,
            _ if below("/api/v1/users/").is_some() => Self::Bare,
            _ if below("/api/v1/auth/").is_some_and(|rest| BARE.contains(&rest)) => Self::Bare,
            _ => Self::Envelope,
        }
    }
}

/// A form of a body that is known by its fields where a path takes another one as well.
pub(super) trait Marked: DeserializeOwned {
    /// Whoever sends one of these means this form.
    const MARKS: &'static [&'static str];
    /// So does whoever sends this header and no field at all.
    const HEADER: Option<&'static str> = None;
}

/// A body in the envelope's form if it has one of the form's marks, else in the bare form.
pub(super) enum Choice<E, B> {
    Envelope(Body<E>),
    Bare(Body<B>),
}

/// The fields of a body, before its form is known.
#[derive(Deserialize)]
#[serde(transparent)]
struct Fields(Map<String, Value>);

impl Input for Fields {
    const OPTIONAL: bool = true;
}

impl<E: Marked, B: DeserializeOwned> FromRequest for Choice<E, B> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, body) = (request.clone(), Body::<Fields>::from_request(request, payload));
        Box::pin(async move {
            let body = body.await?;
            let fields = &body.value.0;
            let header = E::HEADER.is_some_and(|name| request.headers().contains_key(name));
            let marked = E::MARKS.iter().any(|mark| fields.contains_key(*mark))
                || (header && fields.is_empty());
            let style = if marked { Style::Envelope } else { Style::Bare };
            request.extensions_mut().insert(style);
            Ok(if marked {
                Self::Envelope(body.read(|fields| reasons::read(Value::Object(fields.0)))?)
            } else {
                Self::Bare(body.read(|fields| reasons::read(Value::Object(fields.0)))?)
            })
        })
    }
}

/// In one of two forms.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its documentation is used")]
pub(super) enum Either<E, B> {
    Envelope(E),
    Bare(B),
}

/// An answer in the style of what it answers.
pub(super) enum Reply<E, B> {
    Envelope(Envelope<E>),
    Bare(Bare<B>),
}

impl<E: Serialize, B: Serialize> Responder for Reply<E, B> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Envelope(reply) => reply.respond_to(request),
            Self::Bare(reply) => reply.respond_to(request),
        }
    }
}
