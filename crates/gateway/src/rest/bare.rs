//! The bare style: the thing itself, and errors as `{"detail": …}`.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{
        StatusCode,
        header::{ETAG, LINK},
    },
};
use domain::{Error, Form, Locale, Reason};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::envelope::{Content, respond};
use crate::{
    error::Problem,
    language,
    usecases::{edits::Edited, idempotency::Outcome},
};

/// An answer.
pub(super) struct Bare<T> {
    status: StatusCode,
    version: Option<i32>,
    /// Where there is more, as RFC 8288 has it.
    link: Option<String>,
    content: Content<T>,
}

impl<T> Bare<T> {
    /// 200.
    pub(super) fn ok(it: T) -> Self {
        Self { status: StatusCode::OK, version: None, link: None, content: Content::Fresh(it) }
    }

    /// An answer that a retry gets again, word for word.
    pub(super) fn of<D>(status: StatusCode, outcome: Outcome<D>, show: impl Fn(&D) -> T) -> Self {
        Self { status, version: None, link: None, content: Content::of(outcome, show) }
    }

    /// The same, with the version of what it shows as its `ETag`.
    pub(super) fn tagged(self, version: i32) -> Self {
        Self { version: Some(version), ..self }
    }

    /// The same, with the way to more of it: `next` or `prev`, and where.
    pub(super) fn linked(self, more: Option<(&str, String)>) -> Self {
        let link = more.map(|(relation, place)| format!("<{place}>; rel=\"{relation}\""));
        Self { link, ..self }
    }

    /// The answer to a change; if the thing has changed meanwhile, a refusal.
    pub(super) fn edited<D>(
        edited: Edited<D>,
        show: impl Fn(&D) -> T,
        version: impl Fn(&D) -> i32,
    ) -> Result<Self, Problem> {
        match edited {
            Edited::Applied { now: it, .. } | Edited::Unchanged(it) => Ok(Self::ok(show(&it))),
            Edited::Stale { sent, current } => {
                Err(Error::Stale { sent, current: version(&current) }.into())
            }
        }
    }
}

/// The body of an answer, to be kept for a retry.
pub(super) fn text<T: Serialize>(it: T) -> String {
    serde_json::to_string(&it).unwrap_or_default()
}

impl<T: Serialize> Responder for Bare<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(version) = self.version {
            response.insert_header((ETAG, format!("\"{version}\"")));
        }
        if let Some(link) = self.link {
            response.insert_header((LINK, link));
        }
        respond(&mut response, self.content)
    }
}

/// What was done.
#[derive(Serialize, ToSchema)]
pub(super) struct Done {
    /// One sentence for people.
    message: String,
}

impl Done {
    /// What was done, as the phrase of this id says it.
    pub(super) fn say(locale: Locale, id: &str) -> Self {
        Self { message: language::phrase(locale, id) }
    }
}

/// Checks that a field, the second, repeats what another one says.
pub(super) fn repeated(
    (field, text): (&'static str, &str),
    (again, repeated): (&'static str, &str),
) -> Result<(), Error> {
    if text == repeated { Ok(()) } else { Err(Error::invalid(again, Reason::NotRepeated(field))) }
}

/// The body of every refused call.
#[derive(Serialize, ToSchema)]
pub(crate) struct BareError {
    detail: Detail,
}

#[derive(Serialize, ToSchema)]
#[serde(untagged)]
enum Detail {
    /// One sentence for people.
    Sentence(String),
    /// The fields to correct, with 422.
    Fields(Vec<FieldError>),
}

/// A field to correct.
#[derive(Serialize, ToSchema)]
struct FieldError {
    /// Where it stands: `body` or `header`, then the way to it.
    #[schema(value_type = Vec<String>)]
    loc: Vec<Value>,
    /// What is wrong with it.
    msg: String,
    /// Stable word to match on.
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A refusal as its answer tells it.
pub(crate) fn problem(locale: Locale, error: &Error, status: StatusCode) -> BareError {
    let detail = match (error, language::details(locale, error)) {
        (Error::Stale { .. }, _) | (_, None) => Detail::Sentence(language::message(locale, error)),
        (_, Some((field, msg))) if status == StatusCode::UNPROCESSABLE_ENTITY => {
            Detail::Fields(vec![FieldError { loc: place(field), msg, kind: kind(error) }])
        }
        (_, Some((field, msg))) => Detail::Sentence(format!("{field}: {msg}")),
    };
    BareError { detail }
}

/// Where a field stands: `children[0].gender` is `["body", "children", 0, "gender"]`. Names of headers have capitals, and those of
/// an address begin with `query`.
fn place(field: &str) -> Vec<Value> {
    if field == "body" {
        return vec![field.into()];
    }
    if let Some(name) = field.strip_prefix("query.") {
        return vec!["query".into(), name.into()];
    }
    let whole = if field.contains(char::is_uppercase) { "header" } else { "body" };
    let steps = field.split(['.', '[', ']']).filter(|step| !step.is_empty());
    let step = |step: &str| step.parse::<u64>().map_or_else(|_| step.into(), Value::from);
    [whole.into()].into_iter().chain(steps.map(step)).collect()
}

/// What is wrong, as those who read such answers know it from pydantic.
fn kind(error: &Error) -> &'static str {
    let Error::Invalid { reason, .. } = error else { return "value_error" };
    match reason {
        Reason::Required | Reason::OneNeeded(_) => "missing",
        Reason::Malformed | Reason::Syntax { .. } => "json_invalid",
        Reason::NotA(Form::Text) => "string_type",
        Reason::NotA(Form::Number) => "float_type",
        Reason::NotA(Form::WholeNumber) => "int_type",
        Reason::NotA(Form::YesOrNo) => "bool_type",
        Reason::NotA(Form::List) => "list_type",
        Reason::NotA(Form::Object) => "dict_type",
        Reason::NotA(Form::Date) => "date_type",
        Reason::NotA(Form::Moment) => "datetime_type",
        Reason::NotA(Form::Clock) => "time_type",
        Reason::OneOf(_) => "enum",
        _ => "value_error",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_is_found_by_the_way_to_it() {
        for (field, loc) in [
            ("body", json!(["body"])),
            ("email", json!(["body", "email"])),
            ("children[1].date_of_birth", json!(["body", "children", 1, "date_of_birth"])),
            ("Idempotency-Key", json!(["header", "Idempotency-Key"])),
            ("query.limit", json!(["query", "limit"])),
        ] {
            assert_eq!(Value::from(place(field)), loc);
        }
    }

    #[test]
    fn a_refusal_lists_the_fields_only_where_they_can_be_corrected() {
        let error = Error::invalid("email", Reason::NotAnEmail);
        let shown = |status| serde_json::to_value(problem(Locale::EnUs, &error, status)).unwrap();
        let fields = json!([{
            "loc": ["body", "email"], "msg": "Invalid email format", "type": "value_error",
        }]);
        assert_eq!(shown(StatusCode::UNPROCESSABLE_ENTITY), json!({ "detail": fields }));
        let sentence = json!({ "detail": "email: Invalid email format" });
        assert_eq!(shown(StatusCode::BAD_REQUEST), sentence);
    }
}
