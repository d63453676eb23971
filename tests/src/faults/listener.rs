//! A phone that listens as a good client does: it keeps the last number, and comes back with it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::{TcpSocket, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::Home;

/// How long a phone waits before it comes back.
const PAUSE: Duration = Duration::from_millis(200);
/// How long it takes silence for nothing more than that; a node pings every 25 seconds.
const PATIENCE: Duration = Duration::from_secs(40);

/// Opens a socket that takes in so many bytes ahead of its reader, if they are given.
pub(super) async fn open(
    address: SocketAddr,
    token: &str,
    ahead: Option<u32>,
) -> Option<WebSocketStream<TcpStream>> {
    let socket = TcpSocket::new_v4().expect("a descriptor");
    if let Some(bytes) = ahead {
        socket.set_recv_buffer_size(bytes).expect("a size that may be had");
    }
    let stream = socket.connect(address).await.ok()?;
    let mut request = format!("ws://{address}/ws").into_client_request().expect("a url");
    let bearer = format!("Bearer {token}");
    request.headers_mut().insert("authorization", bearer.parse().expect("a header"));
    let (socket, _) = tokio_tungstenite::client_async(request, stream).await.ok()?;
    Some(socket)
}

/// What a phone has heard.
#[derive(Default)]
pub(super) struct Heard {
    /// The numbers, as they came.
    pub(super) seqs: Vec<i64>,
    /// The largest.
    pub(super) last: i64,
    /// The log that they are numbers of, as the answer named it.
    epoch: Value,
    /// The last time that one came.
    at: Option<Instant>,
    /// The longest time between two.
    pub(super) silence: Duration,
    /// How often it was told to read afresh.
    pub(super) resyncs: usize,
    /// The codes that its sockets were closed with.
    pub(super) closed: Vec<u16>,
}

impl Heard {
    fn note(&mut self, seq: i64) {
        let now = Instant::now();
        if let Some(at) = self.at.replace(now) {
            self.silence = self.silence.max(now - at);
        }
        self.seqs.push(seq);
        self.last = self.last.max(seq);
    }
}

/// What a phone is told to do: to lose its connection so many times, and where to go then.
#[derive(Clone, Copy, Default)]
struct Orders {
    losses: u32,
    to_the_other_node: bool,
}

/// A phone that listens, until this value ends.
pub(super) struct Listener {
    heard: Arc<Mutex<Heard>>,
    orders: watch::Sender<Orders>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Begins to listen to a family, at first at this one of the nodes.
    pub(super) fn start(home: &Home, nodes: [SocketAddr; 2], at: usize) -> Self {
        let (orders, ordered) = watch::channel(Orders::default());
        let heard = Arc::default();
        let phone = Phone {
            family: home.family.clone(),
            token: home.token.clone(),
            nodes,
            at,
            ordered,
            heard: Arc::clone(&heard),
        };
        Self { heard, orders, task: tokio::spawn(phone.live()) }
    }

    /// Cuts the connection without a word; the phone comes back, if so told to the other node.
    pub(super) fn cut(&self, to_the_other_node: bool) {
        self.orders.send_modify(|orders| {
            *orders = Orders { losses: orders.losses + 1, to_the_other_node };
        });
    }

    pub(super) fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().expect("no panic")
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Phone {
    family: String,
    token: String,
    nodes: [SocketAddr; 2],
    at: usize,
    ordered: watch::Receiver<Orders>,
    heard: Arc<Mutex<Heard>>,
}

impl Phone {
    async fn live(mut self) {
        loop {
            let cut = self.visit().await.is_some();
            if !cut || self.ordered.borrow_and_update().to_the_other_node {
                self.at = 1 - self.at;
            }
            sleep(PAUSE).await;
        }
    }

    /// Listens at a node as long as that goes well, or until the connection is cut, as `Some` says.
    async fn visit(&mut self) -> Option<()> {
        let mut socket = open(self.nodes[self.at], &self.token, None).await?;
        socket.send(Message::text(self.join().to_string())).await.ok()?;
        loop {
            let message = tokio::select! {
                message = timeout(PATIENCE, socket.next()) => message.ok()??.ok()?,
                Ok(()) = self.ordered.changed() => return Some(()),
            };
            match message {
                Message::Text(text) => self.hear(&text)?,
                Message::Close(frame) => {
                    self.heard().closed.extend(frame.map(|frame| u16::from(frame.code)));
                    return None;
                }
                _ => {}
            }
        }
    }

    fn join(&self) -> Value {
        let heard = self.heard();
        let data = json!({ "familyId": self.family, "since": heard.last, "epoch": heard.epoch });
        json!({ "event": "join-family", "data": data })
    }

    /// Takes a frame; `None` if it is no use to stay.
    fn hear(&self, text: &str) -> Option<()> {
        let frame: Value = serde_json::from_str(text).expect("JSON");
        let mut heard = self.heard();
        match (frame["event"].as_str(), frame["seq"].as_i64()) {
            (_, Some(seq)) => heard.note(seq),
            (Some("family-joined"), _) => heard.epoch = frame["data"]["epoch"].clone(),
            (Some("resync"), _) => heard.resyncs += 1,
            // As while the database is away: there is another node, and another time.
            (Some("error"), _) => return None,
            _ => {}
        }
        Some(())
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().expect("no panic")
    }
}
