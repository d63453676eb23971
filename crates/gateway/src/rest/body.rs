//! JSON bodies: bounded, and refused with the path of the field that is wrong.

use std::{future::Future, pin::Pin, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::BytesMut};
use domain::{Error, Reason};
use futures_util::StreamExt;
use persistence::idempotency::RequestKey;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    App,
    auth::app,
    error::Problem,
    rest::reasons,
    usecases::idempotency::{self, Once},
};

/// What can be read from a body.
pub(crate) trait Input: DeserializeOwned {
    /// The largest body, in bytes.
    const MOST_BYTES: usize = 64 * 1024;
    /// Whether an absent body reads as `{}`.
    const OPTIONAL: bool = false;
}

/// Nothing that matters.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Empty {}

impl Input for Empty {
    const OPTIONAL: bool = true;
}

/// A body that was read.
pub(crate) struct Body<T> {
    pub(crate) value: T,
    retry: Option<Retry>,
}

/// What a client may send so that a request can come again.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is used")]
pub(crate) struct Idempotency {
    /// Any text of 1 to 255 bytes, good for a day: a retry under the same key gets the first answer again.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

/// What an `Idempotency-Key` names.
struct Retry {
    key: String,
    route: String,
    fingerprint: Vec<u8>,
}

impl<T> Body<T> {
    /// What was read otherwise, of a request that asked for all this.
    pub(super) fn of(
        app: &App,
        request: &HttpRequest,
        asked: &[u8],
        value: T,
    ) -> Result<Self, Problem> {
        Ok(Self { value, retry: retry(app, request, asked)? })
    }

    /// The body apart from what makes the request one that may come again. Keys of different askers are different keys.
    pub(crate) fn once<D>(
        self,
        asker: Uuid,
        render: impl Fn(&D) -> String + Send + Sync + 'static,
    ) -> (T, Option<Once<D>>) {
        let once = self.retry.map(|retry| {
            let request = RequestKey { account: asker, route: retry.route, key: retry.key };
            Once { request, fingerprint: retry.fingerprint, render: Arc::new(render) }
        });
        (self.value, once)
    }
}

impl<T> Body<T> {
    /// The same body, read further.
    pub(super) fn read<U>(
        self,
        read: impl FnOnce(T) -> Result<U, Error>,
    ) -> Result<Body<U>, Problem> {
        Ok(Body { value: read(self.value)?, retry: self.retry })
    }
}

impl<T: Input> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = read(payload, T::MOST_BYTES).await?;
            let retry = retry(&app(&request), &request, &bytes)?;
            let value = if bytes.is_empty() && T::OPTIONAL {
                parse(b"{}")?
            } else if is_json(&request) {
                parse(&bytes)?
            } else {
                return Err(Problem::unsupported_type(&["application/json"]));
            };
            Ok(Self { value, retry })
        })
    }
}

/// Two parts of a request of which the second is read only if the first is good: who may not ask is not told what is wrong with
/// their question.
pub(crate) struct Then<A, B>(pub(crate) A, pub(crate) B);

impl<A, B> FromRequest for Then<A, B>
where
    A: FromRequest<Error = Problem> + 'static,
    B: FromRequest<Error = Problem> + 'static,
{
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let first = A::from_request(request, &mut Payload::None);
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let first = first.await?;
            Ok(Self(first, B::from_request(&request, &mut payload).await?))
        })
    }
}

/// A field of an edit: absent, it stays as it was; `null`, it is removed.
#[derive(Clone, Copy, Default)]
pub(crate) enum Edit<T> {
    #[default]
    Keep,
    Set(Option<T>),
}

impl<T> Edit<T> {
    /// What the field is after the edit.
    pub(crate) fn of(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Set(after) => after,
        }
    }

    /// Reads what the field is set to.
    pub(crate) fn read<U, E>(self, read: impl FnOnce(T) -> Result<U, E>) -> Result<Edit<U>, E> {
        Ok(match self {
            Self::Keep => Edit::Keep,
            Self::Set(after) => Edit::Set(after.map(read).transpose()?),
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

/// Reads a body of so many bytes at most.
pub(crate) async fn read(mut payload: Payload, most: usize) -> Result<BytesMut, Problem> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("body", Reason::Malformed))?;
        if bytes.len() + chunk.len() > most {
            return Err(Problem::too_large(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn is_json(request: &HttpRequest) -> bool {
    let kind = request.content_type();
    ["application/json", "application/merge-patch+json"]
        .iter()
        .any(|json| kind.eq_ignore_ascii_case(json))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| reasons::refusal::<T>(bytes, &error).into())
}

/// The key that came with a request, and a keyed hash of all that was asked.
fn retry(app: &App, request: &HttpRequest, bytes: &[u8]) -> Result<Option<Retry>, Problem> {
    let Some(key) = request.headers().get("Idempotency-Key") else { return Ok(None) };
    let key = key.to_str().unwrap_or_default();
    if !(1..=idempotency::MOST).contains(&key.len()) {
        return Err(Error::invalid("Idempotency-Key", Reason::Length(1, idempotency::MOST)).into());
    }
    let asked = [request.path().as_bytes(), b"\0", bytes].concat();
    let route = request.match_pattern().unwrap_or_else(|| request.path().into());
    let fingerprint = app.vault.index("request", asked);
    Ok(Some(Retry { key: key.into(), route, fingerprint }))
}
