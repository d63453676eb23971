//! GraphQL over a WebSocket: the protocol `graphql-transport-ws`, for all kinds of operations.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    guard::GuardContext,
    http::header::{AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL, UPGRADE},
    rt, web,
};
use domain::{Actor, Error, Reason};
use serde_json::{Value, json};
use tokio::{sync::watch, time::Instant};
use tracing::Instrument;

use super::{
    Graph,
    answer::{Answer, refusal},
    asked::Asked,
    job::{Job, Running},
    messages::{self, Message},
};
use crate::{
    auth::SignedIn,
    error::{Problem, TraceId},
    rate_limit::Limits,
    socket::{self, Close, Peer, Protocol, Step},
    usecases::sessions::Visit,
};

/// The name of the protocol.
const NAME: &str = "graphql-transport-ws";
/// How long a client may take to begin.
const INIT: Duration = Duration::from_secs(3);
/// How many operations may run at once.
const OPERATIONS: usize = 16;

const UNAUTHORIZED: Close = Close::new(4401, "Unauthorized");
const FORBIDDEN: Close = Close::new(4403, "Forbidden");
const UNSPOKEN: Close = Close::new(4406, "Subprotocol not acceptable");
const TOO_LATE: Close = Close::new(4408, "Connection initialisation timeout");
const TOO_OFTEN: Close = Close::new(4429, "Too many initialisation requests");
const BROKEN: Close = Close::new(1011, "Something went wrong on our side");

/// Whether a request wants a socket.
pub(super) fn is_upgrade(context: &GuardContext<'_>) -> bool {
    let upgrade = context.head().headers.get(UPGRADE);
    upgrade.is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Opens a socket. Somebody may have signed in with the request, or does so as the first thing on the socket.
pub(super) async fn open(
    graph: web::Data<Graph>,
    limits: web::Data<Limits>,
    visit: Result<SignedIn, Problem>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let visit = match visit {
        Ok(SignedIn { actor, until }) => Some(Visit { actor, until }),
        Err(problem) if request.headers().contains_key(AUTHORIZATION) => return Err(problem),
        Err(_) => None,
    };
    let offered = request.headers().get_all(SEC_WEBSOCKET_PROTOCOL);
    let mut offered = offered.filter_map(|it| it.to_str().ok()).flat_map(|list| list.split(','));
    let stage = if offered.any(|name| name.trim() == NAME) {
        Stage::Waiting(Instant::now() + INIT)
    } else {
        Stage::Unspoken(Instant::now())
    };
    let (graph, limits) = (graph.into_inner(), limits.into_inner());
    let (rights, _) = watch::channel(());
    let transport = Transport { graph, limits, stage, running: Running::default(), rights };
    let app = transport.graph.app.clone();
    socket::accept(app, &request, body, visit, &[NAME], transport).await
}

struct Transport {
    graph: Arc<Graph>,
    limits: Arc<Limits>,
    stage: Stage,
    running: Running,
    rights: watch::Sender<()>,
}

/// How far a connection is.
enum Stage {
    /// The client speaks another protocol, as was known at this moment.
    Unspoken(Instant),
    /// The client has until then to begin.
    Waiting(Instant),
    /// The client may ask.
    Ready,
}

impl Protocol for Transport {
    /// Comes back, and goes on with `since`.
    const TOO_SLOW: Close = Close::new(1013, "too slow; come back with `since`");

    async fn said(&mut self, peer: &mut Peer, text: &str) -> Step {
        match Message::read(text)? {
            Message::Init(payload) => self.init(peer, &payload).await,
            Message::Ping(payload) => {
                renew(peer, &payload).await?;
                peer.line.send(messages::pong(&payload));
                Ok(())
            }
            Message::Pong(payload) => renew(peer, &payload).await,
            Message::Subscribe(id, asked) => self.subscribe(peer, id, *asked).await,
            Message::Complete(id) => {
                // One that has ended is none of our business any more.
                if let Some(operation) = self.running.borrow_mut().remove(&id) {
                    operation.abort();
                }
                Ok(())
            }
        }
    }

    async fn look_again(&mut self, _: &mut Peer) -> Step {
        self.rights.send_replace(());
        Ok(())
    }

    /// Tells it in a `ping`; a new token may come in a `ping` or a `pong`.
    fn expired(&mut self, peer: &Peer) {
        if let Some(until) = peer.until() {
            let payload = json!({ "tokenEndsAt": until, "closesAt": until + socket::GRACE });
            peer.line.send(messages::ping(&payload));
        }
    }

    fn due(&self) -> Option<Instant> {
        match self.stage {
            Stage::Unspoken(at) | Stage::Waiting(at) => Some(at),
            Stage::Ready => None,
        }
    }

    async fn overdue(&mut self, _: &mut Peer) -> Step {
        match self.stage {
            Stage::Unspoken(_) => Err(UNSPOKEN.into()),
            Stage::Waiting(_) => Err(TOO_LATE.into()),
            Stage::Ready => Ok(()),
        }
    }

    async fn ended(self, _: &Peer, _: bool) {
        for (_, operation) in self.running.borrow_mut().drain() {
            operation.abort();
        }
    }
}

impl Transport {
    async fn init(&mut self, peer: &mut Peer, payload: &Value) -> Step {
        match self.stage {
            Stage::Ready => return Err(TOO_OFTEN.into()),
            Stage::Unspoken(_) => return Err(UNSPOKEN.into()),
            Stage::Waiting(_) => {}
        }
        renew(peer, payload).await?;
        if peer.actor().is_err() {
            return Err(UNAUTHORIZED.into());
        }
        self.stage = Stage::Ready;
        peer.line.send(messages::ack(&json!({ "tokenEndsAt": peer.until() })));
        Ok(())
    }

    async fn subscribe(&mut self, peer: &mut Peer, id: String, asked: Asked) -> Step {
        let Stage::Ready = self.stage else { return Err(UNAUTHORIZED.into()) };
        if self.running.borrow().contains_key(&id) {
            return Err(Close(4409, format!("Subscriber for {id} already exists").into()).into());
        }
        let locale = peer.locale().await;
        let actor = match self.admit(peer).await {
            Ok(actor) => actor,
            Err(Error::Unauthenticated(_)) => return Err(UNAUTHORIZED.into()),
            Err(error) => {
                let answer = Answer::refused(refusal(error)).explained(locale, None);
                peer.line.send(messages::error(&id, &answer.errors));
                return Ok(());
            }
        };
        let job = Job {
            graph: self.graph.clone(),
            line: peer.line.clone(),
            running: self.running.clone(),
            rights: self.rights.subscribe(),
            trace: TraceId::fresh(),
            id: id.clone(),
            actor,
            locale,
        };
        let span = tracing::info_span!("operation", trace = %job.trace);
        let running = rt::spawn(job.run(asked).instrument(span));
        self.running.borrow_mut().insert(id, running.abort_handle());
        Ok(())
    }

    /// Whether one more operation may run, and for whom.
    async fn admit(&self, peer: &mut Peer) -> domain::Result<Actor> {
        let actor = peer.again().await?.clone();
        if self.running.borrow().len() >= OPERATIONS {
            return Err(Error::invalid("operations", Reason::TooMany(OPERATIONS)));
        }
        self.limits.count_for(&peer.app, actor.account).await?;
        Ok(actor)
    }
}

/// Signs in with the token of a payload, if it has one.
async fn renew(peer: &mut Peer, payload: &Value) -> Step {
    let header = ["Authorization", "authorization"].iter().find_map(|name| payload.get(name));
    let token = match (header, payload.get("accessToken")) {
        (None, None) => return Ok(()),
        (Some(header), _) => header.as_str().and_then(|header| header.strip_prefix("Bearer ")),
        (None, Some(token)) => token.as_str(),
    };
    match peer.sign_in(token.unwrap_or_default()).await {
        Ok(()) => Ok(()),
        Err(Error::Unauthenticated(_)) => Err(FORBIDDEN.into()),
        Err(error) => {
            crate::error::log_if_internal(&error);
            Err(BROKEN.into())
        }
    }
}
