//! A WebSocket as a client holds it.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

use crate::{Gateway, Person};

/// How long a frame may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub(crate) async fn open(person: &Person<'_>) -> Self {
        Self::open_at(person, "/ws").await.expect("an upgrade")
    }

    /// Opens a socket with nothing but what the path says.
    ///
    /// # Errors
    /// The status of a refusal.
    pub async fn with_ticket(gateway: &Gateway, ticket: &str) -> Result<Self, u16> {
        Self::open_at(&gateway.anyone(), &format!("/ws?ticket={ticket}")).await
    }

    async fn open_at(person: &Person<'_>, path: &str) -> Result<Self, u16> {
        let url = format!("ws://{}{path}", person.gateway.address);
        let mut request = url.into_client_request().expect("a url");
        if !person.token.is_empty() {
            let bearer = format!("Bearer {}", person.token);
            request.headers_mut().insert("authorization", bearer.parse().expect("a header"));
        }
        if let Some(device) = &person.device {
            request.headers_mut().insert("x-device-id", device.parse().expect("a header"));
        }
        if let Some(languages) = &person.languages {
            let languages = languages.parse().expect("a header");
            request.headers_mut().insert("accept-language", languages);
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(refused)) => Err(refused.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Says something.
    pub async fn say(&mut self, frame: Value) {
        self.text(&frame.to_string()).await;
    }

    /// Sends text as it is.
    pub async fn text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("an open socket");
    }

    /// Sends bytes that are not text.
    pub async fn binary(&mut self, bytes: &'static [u8]) {
        self.0.send(Message::binary(bytes)).await.expect("an open socket");
    }

    /// Joins a family's room and gives the answer.
    pub async fn join(&mut self, family: &str, since: Option<i64>) -> Value {
        let mut data = json!({ "familyId": family });
        if let Some(since) = since {
            data["since"] = since.into();
        }
        self.say(json!({ "event": "join-family", "data": data, "id": "join" })).await;
        let answer = self.next().await;
        assert_eq!(answer["id"], "join", "{answer}");
        answer
    }

    /// The next frame that is not about presence.
    pub async fn next(&mut self) -> Value {
        loop {
            let frame = self.frame().await;
            if frame["event"] != "presence" {
                return frame;
            }
        }
    }

    /// The next frame about presence: who, and whether they are there. Others are skipped.
    pub async fn presence(&mut self) -> (String, bool) {
        loop {
            let frame = self.frame().await;
            if frame["event"] == "presence" {
                let member = frame["data"]["memberId"].as_str().expect("a member").to_owned();
                return (member, frame["data"]["online"] == true);
            }
        }
    }

    /// The next frame.
    pub async fn frame(&mut self) -> Value {
        loop {
            match self.receive().await {
                Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
                Message::Close(frame) => panic!("the socket closed: {frame:?}"),
                _ => {}
            }
        }
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        let normal = CloseFrame { code: CloseCode::Normal, reason: "".into() };
        self.0.close(Some(normal)).await.expect("an open socket");
        assert_eq!(self.closed().await.map(|frame| frame.code), Some(CloseCode::Normal));
    }

    /// Whether nothing but presence comes for a while.
    pub async fn is_silent(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.next()).await.is_err()
    }

    /// The close frame that comes after what else was sent.
    pub async fn closed(&mut self) -> Option<CloseFrame> {
        loop {
            if let Message::Close(frame) = self.receive().await {
                return frame;
            }
        }
    }

    /// The close frame, however long it takes to come.
    pub async fn closed_at_last(&mut self) -> Option<CloseFrame> {
        loop {
            if let Message::Close(frame) =
                self.0.next().await.expect("an open socket").expect("a message")
            {
                return frame;
            }
        }
    }

    async fn receive(&mut self) -> Message {
        let message = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("a frame in time");
        message.expect("an open socket").expect("a message")
    }
}
