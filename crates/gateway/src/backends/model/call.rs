//! One call to a model's server, and its reply: in full, or as a stream of events.

use std::time::Duration;

use reqwest::{Response, header::CONTENT_TYPE};
use tokio::time::timeout;

use super::{
    Ask, Failure, Model,
    events::Events,
    reply::{Piece, Reply},
    request,
};

/// The largest reply that is read in full, in bytes: JSON may write a character as six, or twelve.
const WHOLE: usize = 1024 * 1024;

/// The largest stream that is read, in bytes: each word may come with two hundred around it.
const STREAM: usize = 8 * 1024 * 1024;

/// What ends a stream.
const DONE: &[u8] = b"[DONE]";

impl Model {
    /// Asks once.
    pub(super) async fn call(&self, ask: &Ask<'_>, reply: &mut Reply<'_>) -> Result<(), Failure> {
        let body = request::body(&self.server.model, ask);
        let response = self.post("chat/completions").json(&body).send().await?;
        if !response.status().is_success() {
            return Err(Failure::refused(&response));
        }
        let silence = self.server.patience.silence;
        if ask.listener.is_some() && !is_json(&response) {
            return stream(Body::new(response, STREAM, silence), reply).await;
        }
        let whole = Body::new(response, WHOLE, silence).whole().await?;
        reply.add(serde_json::from_slice(&whole).map_err(|_| Failure::Unreadable)?)
    }
}

/// Whether it is no stream: not every server can.
fn is_json(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("json"))
}

/// Reads a reply that comes in events.
async fn stream(mut body: Body, reply: &mut Reply<'_>) -> Result<(), Failure> {
    let mut events = Events::default();
    while let Some(bytes) = body.next().await? {
        for data in events.read(bytes.as_ref())? {
            if is_last(&data, reply)? {
                return Ok(());
            }
        }
    }
    let is_done =
        events.end().is_some_and(|data| is_last(&data, reply).is_ok_and(|is_last| is_last));
    if is_done || reply.has_ended() { Ok(()) } else { Err(Failure::Broken) }
}

/// Whether nothing comes after this event, which is part of the reply otherwise.
fn is_last(data: &[u8], reply: &mut Reply<'_>) -> Result<bool, Failure> {
    let data = data.trim_ascii();
    if data == DONE {
        return Ok(true);
    }
    let piece: Piece = serde_json::from_slice(data).map_err(|_| Failure::Unreadable)?;
    reply.add(piece).map(|()| false)
}

/// What comes behind the headers.
struct Body {
    response: Response,
    /// How many bytes more are read.
    left: usize,
    /// How long nothing may come, once something came.
    silence: Duration,
    begun: bool,
}

impl Body {
    fn new(response: Response, most: usize, silence: Duration) -> Self {
        Self { response, left: most, silence, begun: false }
    }

    async fn next(&mut self) -> Result<Option<impl AsRef<[u8]> + use<>>, Failure> {
        let bytes = if self.begun {
            timeout(self.silence, self.response.chunk()).await.map_err(|_| Failure::Late)??
        } else {
            self.response.chunk().await?
        };
        self.begun = true;
        let size = bytes.as_deref().map_or(0, <[u8]>::len);
        self.left = self.left.checked_sub(size).ok_or(Failure::TooLarge)?;
        Ok(bytes)
    }

    async fn whole(mut self) -> Result<Vec<u8>, Failure> {
        let mut whole = Vec::new();
        while let Some(bytes) = self.next().await? {
            whole.extend_from_slice(bytes.as_ref());
        }
        Ok(whole)
    }
}
