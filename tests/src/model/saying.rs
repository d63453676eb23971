//! What the stand-in says, well or badly.

use std::{convert::Infallible, io, time::Duration};

use actix_web::{HttpResponse, HttpResponseBuilder, http::StatusCode, web::Bytes};
use futures_util::{Stream, StreamExt, stream};
use serde_json::{Value, json};

use super::MODEL;

/// How many bytes of a stream leave at a time: it is cut wherever that falls, in lines and in characters.
const PIECE: usize = 7;

/// What the model says. Who asked for a stream gets one, in pieces that end anywhere.
#[derive(Clone, Debug)]
pub enum Saying {
    /// This; a stream has it word by word.
    Text(String),
    /// This in full, even if a stream was asked for.
    Plain(String),
    /// It calls these tools, with these arguments. The ids are `call_a`, `call_b` and so on.
    Calls(Vec<(&'static str, Value)>),
    /// This, which need be no reply of the protocol.
    Raw(String),
    /// This stream, which need be none of the protocol.
    Events(String),
    /// Nothing but this status.
    Status(u16),
    /// That it is asked too much, and not to ask again for so many seconds.
    Busy(u32),
    /// Something, an hour later.
    Late,
    /// This, and then the connection breaks.
    BreaksOff(String),
    /// This, and then nothing for an hour.
    FallsSilent(String),
    /// This again and again.
    Endless(String),
}

impl Saying {
    /// The reply to a call.
    pub(super) async fn reply(self, streams: bool) -> HttpResponse {
        match self {
            Self::Text(text) if streams => events(&stream_of(&text)),
            Self::Text(text) | Self::Plain(text) => whole(&json!({ "content": text }), "stop"),
            Self::Calls(calls) if streams => events(&fragments(&calls)),
            Self::Calls(calls) => {
                let calls: Vec<_> = (0..).zip(&calls).map(|(at, call)| in_full(at, call)).collect();
                whole(&json!({ "content": null, "tool_calls": calls }), "tool_calls")
            }
            Self::Raw(text) => HttpResponse::Ok().content_type("application/json").body(text),
            Self::Events(text) => events(&text),
            Self::Status(status) => refusal(status).json(not_now()),
            Self::Busy(seconds) => {
                refusal(429).insert_header(("retry-after", seconds.to_string())).json(not_now())
            }
            Self::Late => {
                tokio::time::sleep(Duration::from_hours(1)).await;
                whole(&json!({ "content": "Too late." }), "stop")
            }
            Self::BreaksOff(text) => {
                let broken = Err(io::Error::other("it breaks off"));
                kind().streaming(pieces(&begun(&text)).map(Ok).chain(stream::iter([broken])))
            }
            Self::FallsSilent(text) => {
                let said = pieces(&begun(&text)).map(Ok::<_, Infallible>);
                kind().streaming(said.chain(stream::pending()))
            }
            Self::Endless(text) => {
                let said = Bytes::from(begun(&text));
                let again = stream::repeat(said).then(|it| async {
                    tokio::task::yield_now().await;
                    Ok::<_, Infallible>(it)
                });
                kind().streaming(again)
            }
        }
    }
}

fn not_now() -> Value {
    json!({ "error": { "message": "not now" } })
}

fn refusal(status: u16) -> HttpResponseBuilder {
    HttpResponse::build(StatusCode::from_u16(status).expect("a status"))
}

/// A reply in full.
fn whole(message: &Value, why: &str) -> HttpResponse {
    let mut message = message.clone();
    message["role"] = json!("assistant");
    message["refusal"] = Value::Null;
    HttpResponse::Ok().json(json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [{ "index": 0, "message": message, "finish_reason": why }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    }))
}

/// A reply in events.
fn events(text: &str) -> HttpResponse {
    kind().streaming(pieces(text).map(Ok::<_, Infallible>))
}

fn kind() -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.content_type("text/event-stream; charset=utf-8");
    response
}

fn pieces(text: &str) -> impl Stream<Item = Bytes> + use<> {
    let pieces: Vec<_> = text.as_bytes().chunks(PIECE).map(Bytes::copy_from_slice).collect();
    stream::iter(pieces).then(|piece| async {
        // So that each leaves by itself.
        tokio::task::yield_now().await;
        piece
    })
}

/// The events of a text in full.
fn stream_of(text: &str) -> String {
    begun(text) + &event(&json!({}), Some("stop")) + &end()
}

/// The events of a text that goes on.
fn begun(text: &str) -> String {
    let first = event(&json!({ "role": "assistant", "content": "" }), None);
    let words = text.split_inclusive(' ').map(|word| event(&json!({ "content": word }), None));
    first + ": still there\r\n\r\n" + &words.collect::<String>()
}

fn end() -> String {
    let used = json!({ "choices": [], "usage": { "prompt_tokens": 1, "completion_tokens": 1 } });
    format!("data: {used}\n\ndata: [DONE]\n\n")
}

fn event(delta: &Value, why: Option<&str>) -> String {
    let chunk = json!({
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [{ "index": 0, "delta": delta, "finish_reason": why }],
    });
    format!("data: {chunk}\n\n")
}

fn in_full(at: u8, (name, arguments): &(&'static str, Value)) -> Value {
    let id = format!("call_{}", char::from(b'a' + at));
    let function = json!({ "name": name, "arguments": arguments.to_string() });
    json!({ "id": id, "type": "function", "function": function })
}

/// The events of calls, whose arguments come in parts.
fn fragments(calls: &[(&'static str, Value)]) -> String {
    let part = |call: Value| event(&json!({ "tool_calls": [call] }), None);
    let all = (0..).zip(calls).map(|(at, call)| {
        let mut first = in_full(at, call);
        first["index"] = json!(at);
        first["function"]["arguments"] = json!("");
        let letters: Vec<_> = call.1.to_string().chars().collect();
        let parts = letters.chunks(5).map(|it| it.iter().collect::<String>());
        let parts = parts.map(|it| json!({ "index": at, "function": { "arguments": it } }));
        part(first) + &parts.map(part).collect::<String>()
    });
    let first = event(&json!({ "role": "assistant", "content": null }), None);
    first + &all.collect::<String>() + &event(&json!({}), Some("tool_calls")) + &end()
}
