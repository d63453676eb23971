//! What an operation comes to, and its errors as people read them.

use async_graphql::{Pos, Response, ServerError, Value};
use domain::{Error, Locale, Reason};
use serde::Serialize;

use crate::{
    error::{TraceId, log_if_internal},
    language,
};

/// The code of a hash that this node does not know; clients send the text then.
pub(super) const UNKNOWN_HASH: &str = "PERSISTED_QUERY_NOT_FOUND";

/// What an operation comes to.
#[derive(Serialize)]
pub(super) struct Answer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) errors: Vec<ServerError>,
    /// Absent if the operation did not begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<Value>,
}

impl Answer {
    /// A document that was refused before it was run.
    pub(super) fn refused(error: ServerError) -> Self {
        Self { errors: vec![error], data: None }
    }

    /// What the library found. An error of a field has a path, and one of the document has none.
    pub(super) fn found(response: Response) -> Self {
        let Response { data, errors, .. } = response;
        let began = errors.is_empty() || errors.iter().any(|error| !error.path.is_empty());
        Self { data: (began || data != Value::Null).then_some(data), errors }
    }

    /// Gives each error the code and the sentence that REST has for it, so that resolvers can simply use `?`. What the
    /// document itself has wrong is for developers: the library's words come as `detail`.
    pub(super) fn explained(mut self, locale: Locale, trace: Option<&TraceId>) -> Self {
        for error in &mut self.errors {
            explain(error, locale);
            if let Some(trace) = trace {
                let extensions = error.extensions.get_or_insert_default();
                extensions.set("traceId", Value::from(trace.to_string()));
            }
        }
        self
    }

    /// Whether the operation did not begin.
    pub(super) fn did_not_begin(&self) -> bool {
        self.data.is_none()
    }

    /// Whether there is nothing but errors: a subscription cannot go on.
    pub(super) fn failed(&self) -> bool {
        !self.errors.is_empty() && self.data.as_ref().is_none_or(|data| *data == Value::Null)
    }

    /// Whether it is the refusal of a hash.
    pub(super) fn is_unknown_hash(&self) -> bool {
        let code = |error: &ServerError| error.extensions.as_ref()?.get("code").cloned();
        self.errors.iter().any(|error| code(error) == Some(UNKNOWN_HASH.into()))
    }
}

/// A refusal in the form of the library, which `explain` puts into words.
pub(super) fn refusal(error: Error) -> ServerError {
    let position = match &error {
        Error::Invalid { reason: Reason::Syntax { line, column }, .. } => {
            Some(Pos { line: *line, column: *column })
        }
        _ => None,
    };
    async_graphql::Error::new_with_source(error).into_server_error(position.unwrap_or_default())
}

/// The refusal of a hash, in the words of Apollo's protocol.
pub(super) fn unknown_hash() -> ServerError {
    let mut error = ServerError::new("PersistedQueryNotFound", None);
    error.extensions.get_or_insert_default().set("code", UNKNOWN_HASH);
    error
}

fn explain(error: &mut ServerError, locale: Locale) {
    error.locations.retain(|position| position.line > 0);
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
    } else if extensions.get("code").is_none() {
        let sentence = language::phrase(locale, "error-query");
        extensions.set("code", "VALIDATION_ERROR");
        extensions.set("detail", std::mem::replace(&mut error.message, sentence));
    }
}
