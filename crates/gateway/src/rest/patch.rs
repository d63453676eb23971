//! Changing a part: JSON merge patches (RFC 7396), and the version that the caller knew.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::IF_MATCH, web::Query};
use domain::{Error, Form, Reason, Result};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::IntoParams;

use super::{Input, reasons};
use crate::{error::Problem, usecases::photos};

/// The fields to change; `null` takes one away.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Patch(Map<String, Value>);

impl Input for Patch {
    /// A picture in base64, and the rest.
    const MOST_BYTES: usize = photos::MOST_BYTES / 3 * 4 + 64 * 1024;
}

impl Patch {
    /// The version that the caller knew, by the body, else by the header.
    pub(super) fn known(&self, otherwise: Known) -> Result<Option<i32>> {
        match self.0.get("version") {
            None | Some(Value::Null) => Ok(otherwise.0),
            Some(version) => {
                let version = version.as_i64().and_then(|version| i32::try_from(version).ok());
                let refused = Error::invalid("version", Reason::NotA(Form::WholeNumber));
                version.map(Some).ok_or(refused)
            }
        }
    }

    /// A patch of these fields.
    pub(crate) fn of(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// A field as it was sent.
    pub(super) fn field(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All fields.
    pub(super) fn fields(self) -> Map<String, Value> {
        self.0
    }

    /// What is shown, changed so and read again.
    pub(super) fn over<T: DeserializeOwned>(self, shown: &impl Serialize) -> Result<T> {
        let mut value = json(shown);
        merge(&mut value, Value::Object(self.0));
        reasons::read(value)
    }
}

/// What is shown, as JSON.
pub(super) fn json(shown: &impl Serialize) -> Value {
    serde_json::to_value(shown).unwrap_or_default()
}

/// Changes a value as a merge patch says.
pub(super) fn merge(value: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *value = patch;
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    let Some(fields) = value.as_object_mut() else { return };
    for (name, change) in patch {
        if change.is_null() {
            fields.remove(&name);
        } else {
            merge(fields.entry(name).or_insert(Value::Null), change);
        }
    }
}

/// The version that the caller knew, by `If-Match` or `?version=`.
#[derive(Clone, Copy)]
pub(super) struct Known(pub(super) Option<i32>);

/// How callers say which version they knew.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is used")]
pub(super) struct KnownParams {
    /// The version that you know, as in the `ETag` of what you read (`?version=` says the same): if there is another one,
    /// the answer is 409 with both.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}

#[derive(Deserialize)]
struct VersionQuery {
    version: Option<String>,
}

impl FromRequest for Known {
    type Error = Problem;
    type Future = Ready<std::result::Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(known(request).map(Self).map_err(Problem::from))
    }
}

fn known(request: &HttpRequest) -> Result<Option<i32>> {
    let header = request.headers().get(IF_MATCH).map(|value| value.to_str().unwrap_or("?"));
    let query = Query::<VersionQuery>::from_query(request.query_string()).ok();
    let (field, text) = match (header, query.and_then(|query| query.into_inner().version)) {
        (Some("*"), _) | (None, None) => return Ok(None),
        (Some(header), _) => ("If-Match", header.trim_start_matches("W/").trim_matches('"').into()),
        (None, Some(version)) => ("version", version),
    };
    let version = text.trim().parse();
    version.map(Some).map_err(|_| Error::invalid(field, Reason::NotA(Form::WholeNumber)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The examples of RFC 7396, appendix A.
    #[test]
    fn a_merge_patch_changes_as_the_standard_says() {
        for (mut value, patch, result) in [
            (json!({ "a": "b" }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": "b" }), json!({ "b": "c" }), json!({ "a": "b", "b": "c" })),
            (json!({ "a": "b" }), json!({ "a": null }), json!({})),
            (json!({ "a": ["b"] }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": "c" }), json!({ "a": ["b"] }), json!({ "a": ["b"] })),
            (
                json!({ "a": { "b": "c" } }),
                json!({ "a": { "b": "d", "c": null } }),
                json!({ "a": { "b": "d" } }),
            ),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({ "e": null }), json!({ "a": 1 }), json!({ "e": null, "a": 1 })),
            (json!([1, 2]), json!({ "a": "b", "c": null }), json!({ "a": "b" })),
            (json!({}), json!({ "a": { "bb": { "ccc": null } } }), json!({ "a": { "bb": {} } })),
        ] {
            merge(&mut value, patch);
            assert_eq!(value, result);
        }
    }
}
