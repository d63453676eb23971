//! What it takes to hold connections on which nothing happens.

use std::{
    net::Ipv4Addr,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::{task::JoinSet, time::sleep};

use super::{EARS, ear::Ear};
use crate::{
    Result,
    families::{self, Room},
    servers::Gateway,
};

/// How long a node takes to come to rest.
const REST: Duration = Duration::from_secs(3);
/// How many connections are made at once.
const AT_ONCE: usize = 64;
/// How many come from one address, which has ports for so many.
const AN_ADDRESS: usize = 5000;

/// What was found.
pub(super) struct Idle {
    /// The memory of a connection, in KiB.
    pub(super) memory: f64,
    /// How long it took until all were in their rooms.
    pub(super) joined_in: Duration,
}

/// Lets so many connections join the rooms of a node that has just started; another node makes the rooms.
pub(super) async fn hold(node: &Gateway, other: &Gateway, count: usize) -> Result<Idle> {
    let rooms = families::rooms(other.address, "idle", count.div_ceil(EARS)).await?;
    // What the first few take is no matter of their number.
    let _first = join(node, &rooms, 0..EARS).await?;
    sleep(REST).await;
    let before = node.memory()?;
    let began = Instant::now();
    let ears = join(node, &rooms, EARS..count).await?;
    let joined_in = began.elapsed();
    let held = f64::from(u32::try_from(ears.len())?);
    let mut listening = JoinSet::new();
    for mut ear in ears {
        listening.spawn(async move {
            loop {
                if let Err(error) = ear.listen(|_, _| ()).await {
                    break error;
                }
            }
        });
    }
    sleep(REST).await;
    if let Some(ended) = listening.try_join_next() {
        return Err(ended?);
    }
    let memory = (node.memory()? - before) * 1024.0 / held;
    Ok(Idle { memory, joined_in })
}

/// Lets some join, the first few the first room, the next few the next.
async fn join(node: &Gateway, rooms: &[Room], some: std::ops::Range<usize>) -> Result<Vec<Ear>> {
    let ears = some.map(|number| async move {
        let from =
            Ipv4Addr::from(u32::from(Ipv4Addr::LOCALHOST) + u32::try_from(number / AN_ADDRESS)?);
        Ear::at_gateway(node.address, from, &rooms[number / EARS]).await
    });
    stream::iter(ears).buffer_unordered(AT_ONCE).try_collect().await
}
