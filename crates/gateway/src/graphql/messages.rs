//! The messages of `graphql-transport-ws`, one JSON object a frame.

use actix_web::web::Bytes;
use async_graphql::ServerError;
use domain::Error;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{answer::Answer, asked::Asked};
use crate::socket::{Close, frame};

/// What a client says.
pub(super) enum Message {
    /// It begins, with what it has to say of itself.
    Init(Value),
    /// It asks whether somebody is there.
    Ping(Value),
    /// It is there.
    Pong(Value),
    /// It wants an operation to be run, under this id.
    Subscribe(String, Box<Asked>),
    /// It wants no more of it.
    Complete(String),
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// The end of the connection, if it is none.
    pub(super) fn read(text: &str) -> Result<Self, Close> {
        let message = serde_json::from_str(text).map_err(|_| invalid("not a JSON object"))?;
        let mut message: Map<String, Value> = message;
        let payload = message.remove("payload").unwrap_or_default();
        match message.get("type").and_then(Value::as_str) {
            Some("connection_init") => object(payload).map(Self::Init),
            Some("ping") => object(payload).map(Self::Ping),
            Some("pong") => object(payload).map(Self::Pong),
            Some("subscribe") => {
                let asked = Asked::read(payload).map_err(|error| match error {
                    Error::Invalid { field, reason } => invalid(&format!("{field} {reason}")),
                    other => invalid(&other.to_string()),
                })?;
                Ok(Self::Subscribe(id(&message)?, Box::new(asked)))
            }
            Some("complete") => id(&message).map(Self::Complete),
            Some(_) => Err(invalid("of an unknown type")),
            None => Err(invalid("without a type")),
        }
    }
}

fn object(payload: Value) -> Result<Value, Close> {
    match payload {
        Value::Object(_) | Value::Null => Ok(payload),
        _ => Err(invalid("its payload is no object")),
    }
}

fn id(message: &Map<String, Value>) -> Result<String, Close> {
    let id = message.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
    id.map(str::to_owned).ok_or_else(|| invalid("without an id"))
}

fn invalid(why: &str) -> Close {
    Close(4400, format!("Invalid message: {why}").into())
}

/// The client may ask now.
pub(super) fn ack(payload: &Value) -> Bytes {
    with_payload("connection_ack", payload)
}

/// Something the client should know meanwhile.
pub(super) fn ping(payload: &Value) -> Bytes {
    with_payload("ping", payload)
}

/// The answer to `ping`, with what it carried.
pub(super) fn pong(payload: &Value) -> Bytes {
    with_payload("pong", payload)
}

/// What an operation came to, or one of the things it comes to.
pub(super) fn next(id: &str, answer: &Answer) -> Bytes {
    Said { id: Some(id), kind: "next", payload: Some(answer) }.frame()
}

/// An operation was refused, or cannot go on.
pub(super) fn error(id: &str, errors: &[ServerError]) -> Bytes {
    Said { id: Some(id), kind: "error", payload: Some(errors) }.frame()
}

/// An operation has come to its end.
pub(super) fn complete(id: &str) -> Bytes {
    Said::<()> { id: Some(id), kind: "complete", payload: None }.frame()
}

fn with_payload(kind: &'static str, payload: &Value) -> Bytes {
    Said { id: None, kind, payload: (!payload.is_null()).then_some(payload) }.frame()
}

/// What the server says.
#[derive(Serialize)]
struct Said<'a, P: ?Sized> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a P>,
}

impl<P: Serialize + ?Sized> Said<'_, P> {
    fn frame(&self) -> Bytes {
        // Answers are made of what JSON has.
        frame::text(&serde_json::to_string(self).unwrap_or_default())
    }
}
