//! A connection that listens, as cheaply as it can: it looks at numbers only.

use std::{
    io::{self, ErrorKind},
    mem,
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

use super::wire::{self, Heard, Wire};
use crate::{Result, families::Room};

/// How long a server may take to let somebody listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that listens to one room.
pub(super) struct Ear {
    stream: TcpStream,
    wire: Wire,
    /// The beginning of what has not come in full.
    begun: Vec<u8>,
    /// The number of the last event.
    last: i64,
    /// How many were left out.
    pub(super) lost: i64,
    /// How many came again, or after a later one.
    pub(super) again: i64,
}

impl Ear {
    /// Joins a room of the gateway, from an address of this machine.
    pub(super) async fn at_gateway(node: SocketAddr, from: Ipv4Addr, room: &Room) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((from, 0).into())?;
        let stream = socket.connect(node).await?;
        let mut ear = Self::new(stream, Wire::WebSocket)?;
        ear.stream.write_all(wire::upgrade(&room.token).as_bytes()).await?;
        timeout(PATIENCE, ear.upgraded()).await??;
        let join = json!({"event": "join-family", "data": {"familyId": room.family}}).to_string();
        ear.stream.write_all(&wire::text(&join)?).await?;
        timeout(PATIENCE, ear.joined()).await??;
        Ok(ear)
    }

    /// Subscribes to a channel of Redis.
    pub(super) async fn at_redis(server: SocketAddr, channel: &str) -> Result<Self> {
        let mut ear = Self::new(TcpStream::connect(server).await?, Wire::Redis)?;
        ear.stream.write_all(format!("SUBSCRIBE {channel}\r\n").as_bytes()).await?;
        // The answer is a message like any other.
        timeout(PATIENCE, ear.stream.readable()).await??;
        Ok(ear)
    }

    fn new(stream: TcpStream, wire: Wire) -> Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, wire, begun: Vec::new(), last: 0, lost: 0, again: 0 })
    }

    async fn upgraded(&mut self) -> Result<()> {
        let mut head = Vec::with_capacity(1024);
        while !head.ends_with(b"\r\n\r\n") {
            if self.stream.read_buf(&mut head).await? == 0 {
                break;
            }
        }
        let head = String::from_utf8_lossy(&head);
        if head.starts_with("HTTP/1.1 101 ") { Ok(()) } else { Err(head.into()) }
    }

    /// Waits until it is in the room, and knows where the room's log is.
    async fn joined(&mut self) -> Result<()> {
        while self.last == 0 {
            self.stream.readable().await?;
            self.take(|_| ())?;
        }
        (self.lost, self.again) = (0, 0);
        Ok(())
    }

    /// The number of the last event.
    pub(super) fn last(&self) -> i64 {
        self.last
    }

    /// Waits until there is something and takes it: the numbers of events, and when they came.
    pub(super) async fn listen(&mut self, mut hear: impl FnMut(i64, Instant)) -> Result<()> {
        self.stream.readable().await?;
        let now = Instant::now();
        self.take(|seq| hear(seq, now))
    }

    fn take(&mut self, mut hear: impl FnMut(i64)) -> Result<()> {
        let mut fresh = [0; 16 * 1024];
        let read = match self.stream.try_read(&mut fresh) {
            Ok(0) => return Err("the connection ended".into()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut begun = mem::take(&mut self.begun);
        let mut bytes = if begun.is_empty() {
            &fresh[..read]
        } else {
            begun.extend_from_slice(&fresh[..read]);
            &begun
        };
        while let Some((heard, length)) = self.wire.next(bytes)? {
            bytes = &bytes[length..];
            match heard {
                Heard::Event(seq) => {
                    self.count(seq);
                    hear(seq);
                }
                Heard::Ping => self.pong()?,
                Heard::Closed(code) => return Err(format!("closed with {code}").into()),
                Heard::Other => {}
            }
        }
        self.begun = bytes.to_vec();
        Ok(())
    }

    fn count(&mut self, seq: i64) {
        let missing = seq - self.last - 1;
        if missing < 0 {
            self.again += 1;
        } else {
            self.lost += missing;
            self.last = seq;
        }
    }

    fn pong(&self) -> io::Result<()> {
        // A buffer that has no place for six bytes belongs to somebody whom nobody hears anyway.
        self.stream.try_write(&wire::PONG).map(drop)
    }
}
