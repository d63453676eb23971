//! One connection: what it says is done through the use-cases, what its rooms tell is passed on.

use std::{collections::HashMap, io, sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HOST, ORIGIN},
    web,
};
use actix_ws::{
    AggregatedMessage, AggregatedMessageStream, CloseCode, CloseReason, Closed, ProtocolError,
    Session,
};
use bytestring::ByteString;
use domain::{Actor, Error, FamilyId, Form, Locale, Member, Need, Reason, Result};
use futures_util::StreamExt;
use serde_json::Value;
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, MissedTickBehavior, timeout},
};

use super::{
    delivery::Joining,
    frames::{self, Said},
    hub::{Ending, Handle, Orders},
};
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::Listener,
    usecases::{members, sessions},
};

/// The largest message, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// How many frames may wait for a slow reader: about half a mebibyte.
const QUEUE: usize = 2048;
/// How long a single frame may take.
const PATIENCE: Duration = Duration::from_secs(20);
const PING: Duration = Duration::from_secs(25);
const PONG: Duration = Duration::from_secs(8);

/// The token or the session has ended; sign in and come back.
const SIGNED_OUT: CloseCode = CloseCode::Other(4401);
/// It read too slowly; it should come back and recover with `since`.
const TOO_SLOW: CloseCode = CloseCode::Other(4408);

/// Opens a socket.
pub(crate) async fn open(
    app: web::Data<App>,
    visit: SignedIn,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    same_origin(&request)?;
    let malformed = |_| Error::invalid("Upgrade", Reason::Malformed);
    let (response, session, messages) = actix_ws::handle(&request, body).map_err(malformed)?;
    let messages = messages
        .max_frame_size(MOST_BYTES)
        .aggregate_continuations()
        .max_continuation_size(MOST_BYTES);
    let (frames, to_send) = mpsc::channel(QUEUE);
    let (orders, ordered) = watch::channel(Orders::default());
    let handle = app.hub.open(&visit.actor, frames, orders);
    let ends = (visit.until - app.now()).to_std().unwrap_or_default();
    let listener = Listener::of(&app, &request);
    let app = app.into_inner();
    let (actor, families) = (visit.actor, HashMap::new());
    let socket = Socket { app, actor, handle, session, families, listener };
    actix_web::rt::spawn(socket.run(messages, to_send, ordered, Instant::now() + ends));
    Ok(response)
}

/// A browser tells where its page came from; pages of others may not use its user's token.
fn same_origin(request: &HttpRequest) -> Result<()> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = header(ORIGIN) else { return Ok(()) };
    let host = origin.split_once("://").map(|(_, host)| host);
    if host.is_some() && host == header(HOST) {
        Ok(())
    } else {
        Err(Error::Forbidden(Need::SameOrigin))
    }
}

struct Socket {
    app: Arc<App>,
    actor: Actor,
    handle: Handle,
    session: Session,
    /// The families it listens to, and as whom.
    families: HashMap<FamilyId, Member>,
    listener: Listener,
}

/// Why a socket ends, and what it says then; `None` if nobody is there to hear it.
type End = Option<(CloseCode, &'static str)>;

impl Socket {
    async fn run(
        mut self,
        mut messages: AggregatedMessageStream,
        mut to_send: mpsc::Receiver<ByteString>,
        mut ordered: watch::Receiver<Orders>,
        ends: Instant,
    ) {
        let mut next_ping = Instant::now() + PING;
        let mut heard_from = Instant::now();
        let mut seconds = tokio::time::interval(Duration::from_secs(1));
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let end: End = loop {
            let step = tokio::select! {
                Ok(()) = ordered.changed() => {
                    let orders = *ordered.borrow_and_update();
                    self.obey(orders).await
                }
                Some(frame) = to_send.recv() => self.send(frame).await,
                message = messages.next() => {
                    heard_from = Instant::now();
                    match message {
                        Some(message) => self.message(message).await,
                        None => Err(None),
                    }
                }
                _ = seconds.tick(), if self.is_timed() => self.obey(Orders::default()).await,
                () = tokio::time::sleep_until(ends) => Err(Some((SIGNED_OUT, "the token has ended"))),
                () = tokio::time::sleep_until(heard_from + PING + PONG) => Err(None),
                () = tokio::time::sleep_until(next_ping) => {
                    next_ping += PING;
                    ended(self.session.ping(b"").await)
                }
            };
            if let Err(end) = step {
                break end;
            }
        };
        self.close(end).await;
    }

    async fn close(self, end: End) {
        self.app.hub.close(self.actor.account, self.handle.id);
        for family in self.families.keys() {
            self.app.hub.leave(*family, self.handle.id).await;
        }
        let reason = end.map(|(code, words)| CloseReason { code, description: Some(words.into()) });
        // The peer may already be gone.
        let _ = timeout(PATIENCE, self.session.close(reason)).await;
    }

    async fn send(&mut self, frame: ByteString) -> Result<(), End> {
        match timeout(PATIENCE, self.session.text(frame)).await {
            Ok(sent) => ended(sent),
            Err(_) => Err(Some((TOO_SLOW, "too slow; come back with `since`"))),
        }
    }

    async fn obey(&mut self, orders: Orders) -> Result<(), End> {
        match orders.close {
            Some(Ending::TooSlow) => {
                return Err(Some((TOO_SLOW, "too slow; come back with `since`")));
            }
            Some(Ending::GoingAway) => {
                return Err(Some((CloseCode::Away, "the server restarts")));
            }
            None => {}
        }
        match sessions::again(&self.app, &self.actor).await {
            Ok(actor) => {
                self.actor = actor;
                self.look_again().await
            }
            Err(Error::Unauthenticated(_)) => Err(Some((SIGNED_OUT, "the session has ended"))),
            // The database is away, so nothing new is sent either; the next sweep asks again.
            Err(_) => Ok(()),
        }
    }

    /// Leaves families that are lost, and takes new seats where access has changed.
    async fn look_again(&mut self) -> Result<(), End> {
        for (family, before) in self.families.clone() {
            match self.actor.member_of(family) {
                Ok(now) if now == before => {}
                Ok(now) => {
                    self.families.insert(family, now.clone());
                    self.app.hub.reseat(family, self.handle.id, now).await;
                }
                Err(_) => {
                    self.families.remove(&family);
                    self.app.hub.leave(family, self.handle.id).await;
                    self.send(frames::left(family, &Value::Null)).await?;
                }
            }
        }
        Ok(())
    }

    /// Whether it listens to a family for a time only.
    fn is_timed(&self) -> bool {
        self.families.values().any(|member| member.access().is_timed())
    }

    async fn message(
        &mut self,
        message: Result<AggregatedMessage, ProtocolError>,
    ) -> Result<(), End> {
        match message {
            Ok(AggregatedMessage::Text(text)) => self.said(&text).await,
            Ok(AggregatedMessage::Ping(bytes)) => ended(self.session.pong(&bytes).await),
            Ok(AggregatedMessage::Pong(_)) => Ok(()),
            Ok(AggregatedMessage::Binary(_)) => {
                Err(Some((CloseCode::Unsupported, "frames are JSON text")))
            }
            Ok(AggregatedMessage::Close(_)) => Err(Some((CloseCode::Normal, ""))),
            Err(ProtocolError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Err(Some((CloseCode::Invalid, "text must be UTF-8")))
            }
            Err(ProtocolError::Overflow) => Err(Some((CloseCode::Size, "larger than 64 KiB"))),
            Err(_) => Err(Some((CloseCode::Protocol, "not a WebSocket message"))),
        }
    }

    async fn said(&mut self, text: &str) -> Result<(), End> {
        let said: Said = match serde_json::from_str(text) {
            Ok(said) => said,
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                let error = Error::invalid("frame", Reason::Syntax { line, column });
                return self.send(frames::error(self.locale().await, &error, &Value::Null)).await;
            }
        };
        match self.answer(&said).await {
            Ok(Some(frame)) => self.send(frame).await,
            Ok(None) => Ok(()),
            Err(error) => {
                crate::error::log_if_internal(&error);
                self.send(frames::error(self.locale().await, &error, &said.id)).await
            }
        }
    }

    /// The language that refusals are said in.
    async fn locale(&self) -> Locale {
        self.listener.locale(&self.app).await
    }

    /// Does what a frame asks; the answer, unless it comes by way of the room.
    async fn answer(&mut self, said: &Said) -> Result<Option<ByteString>> {
        const EVENTS: &[&str] = &["join-family", "leave-family", "ping"];
        match said.event.as_str() {
            "ping" => Ok(Some(frames::pong(&said.id))),
            "join-family" => self.join(said).await.map(|()| None),
            "leave-family" => {
                let family = family(&said.data)?;
                self.families.remove(&family);
                self.app.hub.leave(family, self.handle.id).await;
                Ok(Some(frames::left(family, &said.id)))
            }
            _ => Err(Error::invalid("event", Reason::OneOf(EVENTS))),
        }
    }

    async fn join(&mut self, said: &Said) -> Result<()> {
        let family = family(&said.data)?;
        let since = match &said.data["since"] {
            Value::Null => None,
            number => Some(
                number
                    .as_i64()
                    .ok_or_else(|| Error::invalid("since", Reason::NotA(Form::WholeNumber)))?,
            ),
        };
        self.actor = sessions::again(&self.app, &self.actor).await?;
        let member = self.actor.member_of(family)?;
        let members = members::list(&self.app, &self.actor, family).await?;
        let (socket, id) = (self.handle.clone(), said.id.clone());
        let joining = Joining { socket, since, member: member.clone(), members, id };
        self.app.hub.join(family, joining).await?;
        self.families.insert(family, member);
        Ok(())
    }
}

fn family(data: &Value) -> Result<FamilyId> {
    let text = data["familyId"].as_str().ok_or(Error::invalid("familyId", Reason::Required))?;
    text.parse().map_err(|error: Error| error.at("familyId"))
}

fn ended(sent: Result<(), Closed>) -> Result<(), End> {
    sent.map_err(|_| None)
}
