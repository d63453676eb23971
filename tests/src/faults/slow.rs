//! Phones that stop reading, while others read on.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use reqwest::Client;
use serde_json::json;
use tokio::{
    net::TcpStream,
    time::{Instant, sleep, timeout},
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::{
    Size, alone, folder,
    home::Home,
    listener::{Listener, open},
};
use crate::{Process, maternal};

const SLOW: usize = 10;
const READING: usize = 4;
/// How many batches are pushed: more events than the kernel and the node together keep for one phone.
const BATCHES: usize = 40;
/// How many activities a batch has, the most there may be.
const BATCH: usize = 500;
/// How much the node may grow, in KiB: a mebibyte a slow phone, and as much again for what a busy machine has in flight. Without a
/// bound it would be what all of them were sent.
const GROWTH: u64 = 2 * 1024 * SLOW as u64;
/// How long those who read may wait for a batch that was acknowledged.
const LAG: Duration = Duration::from_secs(3);
/// How long after the last event a slow phone may still have its socket.
const PATIENCE: Duration = Duration::from_secs(30);
/// Read too slowly.
const TOO_SLOW: u16 = 4408;

/// Lets some phones stop reading while thousands of events come. They must lose their sockets, at no great cost of memory,
/// and cost those who read no event and no time.
pub async fn slow_readers() {
    let (_alone, folder) = (alone().await, folder());
    let node = Process::start(maternal(folder.path()));
    let home = Home::make(&node, 0).await;
    let address = node.address.parse().expect("an address");
    let listen = |_| Listener::start(&home, [address, address], 0);
    let reading: Vec<_> = (0..READING).map(listen).collect();
    // What the first batch takes is no growth.
    push(&node, &home, &reading).await;
    let (before, open_before) = (node.memory(), node.descriptors());
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        slow.push(join(&home, open(address, &home.token, Some(4096)).await).await);
    }
    let (mut lag, mut grown) = (Duration::ZERO, 0);
    for _ in 0..BATCHES {
        lag = lag.max(push(&node, &home, &reading).await);
        grown = grown.max(node.memory().saturating_sub(before));
    }
    if Size::is_long() {
        // They need not even read that they are let go.
        let until = Instant::now() + PATIENCE * 2;
        while node.descriptors() > open_before && Instant::now() < until {
            sleep(Duration::from_millis(100)).await;
        }
        assert!(node.descriptors() <= open_before, "slow phones keep their connections");
    }
    let mut codes = Vec::new();
    for socket in slow {
        codes.push(timeout(PATIENCE, end(socket)).await.expect("a slow phone is let go"));
    }
    println!(
        "Slow readers: +{} MiB, others wait {} ms at most, closed with {codes:?}",
        grown / 1024,
        lag.as_millis()
    );
    assert!(codes.iter().flatten().all(|code| *code == TOO_SLOW), "{codes:?}");
    assert!(grown <= GROWTH, "{grown} KiB");
    assert!(lag <= LAG, "{lag:?}");
    for listener in &reading {
        let heard = listener.heard();
        assert!(heard.seqs.iter().copied().eq(1..=heard.last), "somebody who reads lost something");
    }
}

/// Joins the family, reads the answer, and no more.
async fn join(
    home: &Home,
    socket: Option<WebSocketStream<TcpStream>>,
) -> WebSocketStream<TcpStream> {
    let mut socket = socket.expect("a socket");
    let join = json!({ "event": "join-family", "data": { "familyId": home.family } });
    socket.send(Message::text(join.to_string())).await.expect("an open socket");
    socket.next().await.expect("an answer").expect("a message");
    socket
}

/// Pushes a batch, and gives how long after its answer those who read have heard of it all.
async fn push(node: &Process, home: &Home, reading: &[Listener]) -> Duration {
    let items: Vec<_> = (0..BATCH).map(|_| json!({
        "op": "create",
        "entity": "activity",
        "id": domain::ActivityId::fresh().to_string(),
        "data": { "childId": home.child, "type": "diaper", "timestamp": "2024-01-10T08:00:00Z", "details": { "type": "wet" } },
    })).collect();
    let body = json!({ "familyId": home.family, "items": items });
    let pushed = node.post(&Client::new(), &home.token, "/api/v1/sync", &body).await;
    let answered = Instant::now();
    let pushed = pushed.expect("a push");
    let last = pushed["items"][BATCH - 1]["seq"].as_i64();
    let last = last.unwrap_or_else(|| panic!("{}", pushed["items"][BATCH - 1]));
    while reading.iter().any(|listener| listener.heard().last < last)
        && answered.elapsed() < LAG * 2
    {
        sleep(Duration::from_millis(1)).await;
    }
    answered.elapsed()
}

/// Reads at last, to the end: the code that came, unless the connection was cut.
async fn end(mut socket: WebSocketStream<TcpStream>) -> Option<u16> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return None,
        }
    }
}
