//! Somebody who makes events: over REST at the gateway, or by publishing at Redis.

use std::net::SocketAddr;

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Result,
    client::{Call, Client, post},
    families::{Room, minutes_ago},
};

/// What a message at Redis is filled with, so that it is as long as an event of the gateway.
const FILLING: usize = 200;

/// Somebody who makes events in one room, one call after the other.
pub(super) enum Voice {
    /// Logs feedings, at each node in turn.
    Gateway { nodes: Vec<Client>, room: Room, feed: Box<Call> },
    /// Publishes on a channel.
    Redis { stream: TcpStream, channel: String, seq: i64 },
}

impl Voice {
    pub(super) async fn at_gateway(nodes: &[SocketAddr], room: &Room) -> Result<Self> {
        let mut clients = Vec::new();
        for node in nodes {
            clients.push(Client::connect(*node).await?);
        }
        let details = json!({"amount": 120, "unit": "ml", "foodType": "formula"});
        let body = json!({"childId": room.child, "type": "bottle", "startTime": minutes_ago(30), "details": details});
        let feed = post("/api/v1/activities/feeding", &room.token, &body)?.into();
        Ok(Self::Gateway { nodes: clients, room: room.clone(), feed })
    }

    pub(super) async fn at_redis(server: SocketAddr, channel: &str) -> Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self::Redis { stream, channel: channel.into(), seq: 0 })
    }

    /// Makes one event, and waits until it is acknowledged.
    pub(super) async fn once(&mut self) -> Result<()> {
        match self {
            Self::Gateway { nodes, feed, .. } => {
                nodes.rotate_left(1);
                nodes[0].send(Call::clone(feed)).await.map(drop)
            }
            Self::Redis { .. } => self.many(1).await,
        }
    }

    /// Makes so many events in one call, and waits until they are acknowledged.
    pub(super) async fn many(&mut self, count: usize) -> Result<()> {
        match self {
            Self::Gateway { nodes, room, .. } => push(&mut nodes[0], room, count).await,
            Self::Redis { stream, channel, seq } => publish(stream, channel, seq, count).await,
        }
    }
}

async fn push(node: &mut Client, room: &Room, count: usize) -> Result<()> {
    let details = json!({"type": "bottle", "amount": 120, "unit": "ml"});
    let data = json!({
        "childId": room.child,
        "type": "feeding",
        "timestamp": minutes_ago(30),
        "details": details,
    });
    let item = |_| {
        let id = domain::ActivityId::fresh().to_string();
        json!({"op": "create", "entity": "activity", "id": id, "data": data})
    };
    let items: Vec<_> = (0..count).map(item).collect();
    let body = json!({"familyId": room.family, "items": items});
    let told = node.ask(post("/api/v1/sync", &room.token, &body)?).await?;
    let items = told["items"].as_array().ok_or("no items")?;
    let refused = items.iter().find(|item| item["status"] != "applied");
    refused.map_or(Ok(()), |item| Err(item.to_string().into()))
}

async fn publish(stream: &mut TcpStream, channel: &str, seq: &mut i64, count: usize) -> Result<()> {
    let mut calls = String::new();
    for _ in 0..count {
        *seq += 1;
        let message = format!(r#"{{"data":"{:FILLING$}","seq":{seq}}}"#, "");
        for text in ["*3", "$7", "PUBLISH", &format!("${}", channel.len()), channel] {
            calls.extend([text, "\r\n"]);
        }
        calls.extend([&format!("${}", message.len()), "\r\n", &message, "\r\n"]);
    }
    stream.write_all(calls.as_bytes()).await?;
    let (mut answers, mut waiting) = ([0; 1024], count);
    while waiting > 0 {
        let read = stream.read(&mut answers).await?;
        if read == 0 {
            return Err("Redis ended".into());
        }
        waiting -= answers[..read].split(|byte| *byte == b'\n').count() - 1;
    }
    Ok(())
}
