//! The version that a client knows of what it changes.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::IF_MATCH};
use domain::{Error, Reason};
use utoipa::IntoParams;

use crate::error::Problem;

/// The version in `If-Match`, if one came.
pub(crate) struct IfMatch(pub(crate) Option<i32>);

/// What a client may send so that it overwrites nothing that it has not seen.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is used")]
pub(crate) struct Version {
    /// The `version` that is to be changed, such as `"3"`.
    #[param(rename = "If-Match")]
    version: Option<String>,
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request).map(Self).map_err(Into::into))
    }
}

fn read(request: &HttpRequest) -> Result<Option<i32>, Error> {
    let Some(value) = request.headers().get(IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let version = text.trim_start_matches("W/").trim_matches('"').parse();
    version.map(Some).map_err(|error: std::num::ParseIntError| {
        Error::invalid("If-Match", Reason::Malformed(error.to_string()))
    })
}
