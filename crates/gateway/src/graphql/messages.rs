//! The messages of `graphql-transport-ws`, one JSON object a frame.

use actix_web::web::Bytes;
use async_graphql::ServerError;
use domain::Error;
use serde_json::{Value, json};

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
        let mut message: Value = serde_json::from_str(text).map_err(|_| invalid("not JSON"))?;
        let payload = message["payload"].take();
        match message["type"].as_str() {
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

fn id(message: &Value) -> Result<String, Close> {
    let id = message["id"].as_str().filter(|id| !id.is_empty());
    id.map(str::to_owned).ok_or_else(|| invalid("without an id"))
}

fn invalid(why: &str) -> Close {
    Close(4400, format!("Invalid message: {why}").into())
}

/// The client may ask now.
pub(super) fn ack(payload: Value) -> Bytes {
    with_payload("connection_ack", payload)
}

/// Something the client should know meanwhile.
pub(super) fn ping(payload: Value) -> Bytes {
    with_payload("ping", payload)
}

/// The answer to `ping`, with what it carried.
pub(super) fn pong(payload: Value) -> Bytes {
    with_payload("pong", payload)
}

fn with_payload(kind: &str, payload: Value) -> Bytes {
    let mut message = json!({ "type": kind });
    if !payload.is_null() {
        message["payload"] = payload;
    }
    frame::text(&message.to_string())
}

/// What an operation came to, or one of the things it comes to.
pub(super) fn next(id: &str, answer: &Answer) -> Bytes {
    frame::text(&json!({ "id": id, "type": "next", "payload": answer }).to_string())
}

/// An operation was refused, or cannot go on.
pub(super) fn error(id: &str, errors: &[ServerError]) -> Bytes {
    frame::text(&json!({ "id": id, "type": "error", "payload": errors }).to_string())
}

/// An operation has come to its end.
pub(super) fn complete(id: &str) -> Bytes {
    frame::text(&json!({ "id": id, "type": "complete" }).to_string())
}
