//! What a client asks for: the parameters of GraphQL over HTTP, in a body, in an address or in a frame of a socket.

use async_graphql::Variables;
use domain::{Error, Form, Reason, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::rest::read_value;

/// Something well-formed to ask; whether it makes sense is for the schema to say.
pub(super) struct Asked {
    /// The document.
    pub(super) source: Source,
    /// Which of its operations.
    pub(super) operation: Option<String>,
    /// The values of its variables.
    pub(super) variables: Variables,
}

/// A document, or the name of one that was sent before.
pub(super) enum Source {
    /// Its text.
    Text(String),
    /// The SHA-256 of its text.
    Hash(Hash),
}

/// The SHA-256 of a document.
pub(super) type Hash = [u8; 32];

/// The parameters as they come.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Map<String, Value>>,
    extensions: Option<Map<String, Value>>,
}

/// The parameters as an address has them: some are JSON within text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// The extension that names a document by its hash.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Persisted {
    version: u32,
    sha256_hash: String,
}

/// The only version of that extension.
const PERSISTED: u32 = 1;

impl Asked {
    /// Reads the parameters from a JSON object.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the name of the parameter that is not well-formed.
    pub(super) fn read(value: Value) -> Result<Self> {
        let parameters = match value {
            Value::Object(_) => read_value::<Parameters>(value)?,
            Value::Array(_) => return Err(Error::invalid("body", Reason::OneAtATime)),
            _ => return Err(Error::invalid("body", Reason::NotA(Form::Object))),
        };
        let Parameters { query, operation_name, variables, extensions } = parameters;
        Ok(Self {
            source: source(query, extensions.unwrap_or_default())?,
            operation: operation_name.filter(|name| !name.is_empty()),
            variables: Variables::from_json(variables.unwrap_or_default().into()),
        })
    }

    /// Reads the parameters from the query of an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the name of the parameter that is not well-formed.
    pub(super) fn in_address(query: &str) -> Result<Self> {
        let address = actix_web::web::Query::<Address>::from_query(query);
        let address = address.map_err(|_| Error::invalid("query", Reason::Malformed))?.0;
        let json = |name: &'static str, text: Option<String>| match text {
            None => Ok(Value::Null),
            Some(text) => serde_json::from_str(&text).map_err(|error| {
                let (line, column) = (error.line(), error.column());
                Error::invalid(name, Reason::Syntax { line, column })
            }),
        };
        Self::read(serde_json::json!({
            "query": address.query,
            "operationName": address.operation_name,
            "variables": json("variables", address.variables)?,
            "extensions": json("extensions", address.extensions)?,
        }))
    }
}

/// Where the document comes from. A text that comes with a hash must have that hash.
fn source(query: Option<String>, mut extensions: Map<String, Value>) -> Result<Source> {
    const HASH: &str = "extensions.persistedQuery.sha256Hash";
    let persisted = match extensions.remove("persistedQuery") {
        None | Some(Value::Null) => None,
        Some(value @ Value::Object(_)) => Some(read_value::<Persisted>(value).map_err(inside)?),
        Some(_) => {
            return Err(Error::invalid("extensions.persistedQuery", Reason::NotA(Form::Object)));
        }
    };
    if persisted.as_ref().is_some_and(|persisted| persisted.version != PERSISTED) {
        return Err(Error::invalid("extensions.persistedQuery.version", Reason::OneOf(&["1"])));
    }
    let wrong = || Error::invalid(HASH, Reason::NotItsHash);
    let hash = match persisted {
        Some(persisted) => Some(hex(&persisted.sha256_hash).ok_or_else(wrong)?),
        None => None,
    };
    match (query, hash) {
        (Some(text), Some(hash)) if digest(&text) != hash => Err(wrong()),
        (Some(text), _) => Ok(Source::Text(text)),
        (None, Some(hash)) => Ok(Source::Hash(hash)),
        (None, None) => Err(Error::invalid("query", Reason::Required)),
    }
}

/// The same refusal of a field of the extension.
fn inside(error: Error) -> Error {
    match error {
        Error::Invalid { field, reason } => {
            Error::invalid(format!("extensions.persistedQuery.{field}"), reason)
        }
        other => other,
    }
}

/// The SHA-256 of a text.
pub(super) fn digest(text: &str) -> Hash {
    Sha256::digest(text).into()
}

fn hex(text: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    if text.len() != 2 * hash.len() || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, at) in hash.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(hash)
}
