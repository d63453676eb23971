//! How much is answered in how much time.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::future::try_join_all;
use tokio::time::timeout;

use crate::{
    Result,
    client::{Call, Client},
};

/// How long the gateway is under load before the measurement begins.
const WARM_UP: Duration = Duration::from_secs(1);
/// How much longer than planned a measurement may take.
pub(crate) const GRACE: Duration = Duration::from_secs(30);

/// What a measurement found.
pub(crate) struct Measured {
    /// How many answers a second.
    pub(crate) per_second: f64,
    latencies: Vec<Duration>,
}

impl Measured {
    /// Sums up the latencies of all answers.
    pub(crate) fn new(per_second: f64, mut latencies: Vec<Duration>) -> Result<Self> {
        if latencies.is_empty() {
            return Err("nothing was answered".into());
        }
        latencies.sort_unstable();
        Ok(Self { per_second, latencies })
    }

    /// The latency that so many percent of the answers stay within, in milliseconds.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let at = (self.latencies.len() * percent / 100).min(self.latencies.len() - 1);
        self.latencies[at].as_secs_f64() * 1000.0
    }
}

/// Sends each call over a connection of its own, again as soon as it is answered.
pub(crate) async fn drive(
    address: SocketAddr,
    calls: Vec<Call>,
    length: Duration,
) -> Result<Measured> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + length;
    let lanes = calls.into_iter().map(|call| tokio::spawn(lane(address, call, begin, end)));
    let mut latencies = Vec::new();
    for lane in timeout(WARM_UP + length + GRACE, try_join_all(lanes)).await?? {
        latencies.append(&mut lane?);
    }
    let per_second = f64::from(u32::try_from(latencies.len())?) / length.as_secs_f64();
    Measured::new(per_second, latencies)
}

async fn lane(
    address: SocketAddr,
    call: Call,
    begin: Instant,
    end: Instant,
) -> Result<Vec<Duration>> {
    let mut client = Client::connect(address).await?;
    let mut latencies = Vec::new();
    loop {
        let sent = Instant::now();
        if sent >= end {
            return Ok(latencies);
        }
        client.send(call.clone()).await?;
        if sent >= begin {
            latencies.push(sent.elapsed());
        }
    }
}
