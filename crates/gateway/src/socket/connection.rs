//! The life of a connection: who it belongs to, for how long, and how it ends.

use std::{borrow::Cow, future::poll_fn, num::NonZeroU32, sync::Arc, time::Duration};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    body::BoxBody,
    dev,
    http::header::{HOST, ORIGIN, SEC_WEBSOCKET_VERSION, UPGRADE},
    web::{self, Bytes},
};
use domain::{Error, Need, Reason, Result};
use futures_util::StreamExt;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::time::{Instant, timeout};

use super::{
    frame::{self, Broken, Message, Reader},
    line::{Body, Ending, Line, News},
    peer::{Guest, Peer},
};
use crate::{App, error::Problem, language::Listener, usecases::sessions::Visit};

/// How often a client is asked whether it is there, and how long it may take to answer.
const PING: Duration = Duration::from_secs(25);
const PONG: Duration = Duration::from_secs(8);
/// How long a client may take to close its side.
const FAREWELL: Duration = Duration::from_secs(5);
/// How many messages a client may send a second, and at once.
const RATE: NonZeroU32 = NonZeroU32::new(20).unwrap();
const BURST: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// The code of a client that has nothing more to say.
const NORMAL: u16 = 1000;
/// The code for a token or a session that has ended.
const SIGNED_OUT: u16 = 4401;

/// What a connection says when it ends.
#[derive(Clone, Debug)]
pub(crate) struct Close(pub(crate) u16, pub(crate) Cow<'static, str>);

impl Close {
    const GOING_AWAY: Self = Self::new(1001, "the server restarts");
    const PROTOCOL: Self = Self::new(1002, "not to the letter of RFC 6455");
    const BINARY: Self = Self::new(1003, "messages are JSON text");
    const NOT_UTF8: Self = Self::new(1007, "text must be UTF-8");
    const TOO_LARGE: Self = Self::new(1009, "larger than 64 KiB");
    const TOKEN_ENDED: Self = Self::new(SIGNED_OUT, "the token has ended");
    const SESSION_ENDED: Self = Self::new(SIGNED_OUT, "the session has ended");
    const TOO_FAST: Self = Self::new(4429, "too many messages");

    pub(crate) const fn new(code: u16, reason: &'static str) -> Self {
        Self(code, Cow::Borrowed(reason))
    }
}

/// Why a connection ends.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// The client left, with this code.
    Left(u16),
    /// Nobody is there to hear why.
    Lost,
    /// The server ends it.
    Closed(Close),
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Closed(close)
    }
}

/// Whether a connection goes on.
pub(crate) type Step = Result<(), End>;

/// What is spoken over a connection.
pub(crate) trait Protocol: Sized + 'static {
    /// What is said to a client that reads too slowly.
    const TOO_SLOW: Close;

    /// The client said something.
    async fn said(&mut self, peer: &mut Peer, text: &str) -> Step;

    /// The client's person may be allowed more or less than before.
    async fn look_again(&mut self, peer: &mut Peer) -> Step;

    /// The client's token has ended; it may bring a new one.
    fn expired(&mut self, peer: &Peer);

    /// When the protocol itself has something to do.
    fn due(&self) -> Option<Instant> {
        None
    }

    /// That moment has come.
    async fn overdue(&mut self, _: &mut Peer) -> Step {
        Ok(())
    }

    /// The connection has ended: for good if the client has nothing more to say or is signed out, else it may be back soon.
    async fn ended(self, peer: &Peer, for_good: bool);
}

/// Opens a connection, which speaks `protocol`; somebody may have signed in with the request.
///
/// # Errors
/// [`Error::Forbidden`] for a page of another origin, [`Error::Invalid`] if the request is no handshake.
pub(crate) async fn accept(
    app: Arc<App>,
    request: &HttpRequest,
    payload: web::Payload,
    visit: Option<Visit>,
    names: &[&str],
    protocol: impl Protocol,
) -> Result<HttpResponse, Problem> {
    known_origin(&app, request)?;
    let is = |name, value: &str| {
        let given = request.headers().get(name).and_then(|given| given.to_str().ok());
        given.is_some_and(|given| given.eq_ignore_ascii_case(value))
    };
    if !is(UPGRADE, "websocket") || !is(SEC_WEBSOCKET_VERSION, "13") {
        return Err(Problem::upgrade_required());
    }
    let malformed = |_| Error::invalid("Upgrade", Reason::Malformed);
    let nothing = web::Payload::from_request(request, &mut dev::Payload::None);
    let nothing = nothing.await.map_err(malformed)?;
    let (response, ..) =
        actix_ws::handle_with_protocols(request, nothing, names).map_err(malformed)?;
    let line = Arc::new(Line::default());
    let device = request.headers().get("X-Device-ID").and_then(|value| value.to_str().ok());
    let listener = Listener::of(&app, request);
    let device = device.map(str::to_owned);
    let mut peer = Peer::new(app, line.clone(), listener, device);
    if let Some(visit) = visit {
        peer.welcome(visit).await?;
    }
    actix_web::rt::spawn(live(peer, protocol, payload));
    Ok(response.set_body(BoxBody::new(Body(line))))
}

/// A browser tells where its page came from; only pages of this server, and of those that the settings name, may use their
/// user's sign-in.
fn known_origin(app: &App, request: &HttpRequest) -> Result<()> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = header(ORIGIN) else { return Ok(()) };
    let host = origin.split_once("://").map(|(_, host)| host);
    let own = host.is_some() && host == header(HOST);
    if own || app.settings.origins.iter().any(|known| known == origin) {
        Ok(())
    } else {
        Err(Error::Forbidden(Need::SameOrigin))
    }
}

/// From the handshake to the end.
async fn live(mut peer: Peer, mut protocol: impl Protocol, payload: web::Payload) {
    let mut inbound = Inbound { payload, reader: Reader::default() };
    let Err(end) = go_on(&mut peer, &mut protocol, &mut inbound).await;
    match &end {
        End::Closed(Close(code, reason)) => peer.line.send_last(frame::close(*code, reason)),
        End::Left(code) => peer.line.send_last(frame::close(*code, "")),
        End::Lost => {}
    }
    let for_good = match &end {
        End::Left(code) => *code == NORMAL,
        End::Closed(Close(code, _)) => *code == SIGNED_OUT,
        End::Lost => false,
    };
    protocol.ended(&peer, for_good).await;
    if let Some(guest) = &peer.guest {
        peer.app.sockets.leave(guest.actor.account, guest.id);
    }
    if let End::Closed(_) = end {
        // The client hears the reason before the connection goes; what it says meanwhile is nobody's business.
        let _ = timeout(FAREWELL, inbound.until_closed()).await;
    }
    peer.line.end();
}

async fn go_on(
    peer: &mut Peer,
    protocol: &mut impl Protocol,
    inbound: &mut Inbound,
) -> Result<std::convert::Infallible, End> {
    let quota = Quota::per_second(RATE).allow_burst(BURST);
    let pace: DefaultDirectRateLimiter = RateLimiter::direct(quota);
    let (mut next_ping, mut heard_from) = (Instant::now() + PING, Instant::now());
    let line = peer.line.clone();
    loop {
        let silent = heard_from + PING + PONG;
        let token = peer.guest.as_ref().map(Guest::due);
        let due = [Some(next_ping), Some(silent), token, peer.look_at, protocol.due()];
        let due = due.into_iter().flatten().min().unwrap_or(next_ping);
        tokio::select! {
            news = line.news() => Box::pin(hear(peer, protocol, news)).await?,
            message = inbound.next() => {
                heard_from = Instant::now();
                let message = message?;
                if pace.check().is_err() {
                    return Err(Close::TOO_FAST.into());
                }
                match message {
                    Message::Text(text) => {
                        Box::pin(protocol.said(peer, &text)).await?;
                        // What took us long is not the client's silence.
                        heard_from = Instant::now();
                    }
                    Message::Ping(payload) => {
                        line.send(frame::pong(&payload));
                    }
                    Message::Pong => {}
                    Message::Binary => return Err(Close::BINARY.into()),
                    Message::Close(code) => return Err(End::Left(code.unwrap_or(NORMAL))),
                }
            }
            () = tokio::time::sleep_until(due) => {
                let now = Instant::now();
                if now >= silent {
                    return Err(End::Lost);
                }
                if now >= next_ping {
                    next_ping = now + PING;
                    line.send(frame::ping());
                }
                if let Some(guest) = peer.guest.as_mut().filter(|guest| now >= guest.due()) {
                    if guest.told {
                        return Err(Close::TOKEN_ENDED.into());
                    }
                    guest.told = true;
                    protocol.expired(peer);
                }
                if peer.look_at.is_some_and(|due| now >= due) {
                    peer.look_at = None;
                    Box::pin(look_again(peer, protocol)).await?;
                }
                if protocol.due().is_some_and(|due| now >= due) {
                    Box::pin(protocol.overdue(peer)).await?;
                }
            }
        }
    }
}

/// Does what the connection's news ask for.
async fn hear<P: Protocol>(peer: &mut Peer, protocol: &mut P, news: News) -> Step {
    if news.gone {
        return Err(End::Lost);
    }
    match news.close {
        Some(Ending::TooSlow) => return Err(P::TOO_SLOW.into()),
        Some(Ending::GoingAway) => return Err(Close::GOING_AWAY.into()),
        None => {}
    }
    if news.recheck {
        // What is found now may have been on its way to memory before it changed.
        peer.look_soon();
        look_again(peer, protocol).await
    } else {
        Ok(())
    }
}

/// Looks whether the person may still be here, and what they may hear.
async fn look_again(peer: &mut Peer, protocol: &mut impl Protocol) -> Step {
    match peer.again().await {
        Ok(_) => protocol.look_again(peer).await,
        Err(Error::Unauthenticated(_)) => Err(Close::SESSION_ENDED.into()),
        // The database is away, so nothing new is sent either.
        Err(_) => {
            peer.look_soon();
            Ok(())
        }
    }
}

/// What a client sends.
struct Inbound {
    payload: web::Payload,
    reader: Reader,
}

impl Inbound {
    /// The next message.
    async fn next(&mut self) -> Result<Message, End> {
        loop {
            let message = self.reader.next().map_err(|broken| match broken {
                Broken::Protocol => Close::PROTOCOL,
                Broken::NotUtf8 => Close::NOT_UTF8,
                Broken::TooLarge => Close::TOO_LARGE,
            })?;
            if let Some(message) = message {
                return Ok(message);
            }
            let bytes = self.bytes().await.ok_or(End::Lost)?;
            self.reader.take(&bytes);
        }
    }

    /// Reads on until the client closes its side.
    async fn until_closed(&mut self) {
        loop {
            match self.reader.next() {
                Ok(Some(Message::Close(_))) => return,
                Ok(Some(_)) => {}
                Ok(None) => match self.bytes().await {
                    Some(bytes) => self.reader.take(&bytes),
                    None => return,
                },
                Err(_) => {
                    // What cannot be read as messages is thrown away.
                    while self.bytes().await.is_some() {}
                    return;
                }
            }
        }
    }

    async fn bytes(&mut self) -> Option<Bytes> {
        poll_fn(|context| self.payload.poll_next_unpin(context)).await?.ok()
    }
}
