//! How many deliveries a second there can be.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::try_join_all;
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{sleep_until, timeout_at},
};

use super::{Attended, ear::Ear};
use crate::{Result, servers::worked};

/// How many events one call makes.
const BATCH: u64 = 20;
/// How far events may be ahead of those who listen, which is less than what a slow reader may have waiting.
const AHEAD: u64 = 200;
const WARM_UP: Duration = Duration::from_secs(1);
/// How long after the last call an event may still come.
const GRACE: Duration = Duration::from_secs(5);

/// What was found.
pub(super) struct Flood {
    pub(super) per_second: f64,
    /// How long the processors worked in the server for each delivery, in microseconds.
    pub(super) worked: f64,
    pub(super) lost: i64,
    pub(super) again: i64,
}

/// How much has been delivered in a room.
#[derive(Default)]
struct Delivered {
    all: AtomicU64,
    more: Notify,
}

/// Speaks in all rooms at once, as fast as they are heard. What is measured is the server in this process.
pub(super) async fn flood(rooms: Vec<Attended>, length: Duration, process: u32) -> Result<Flood> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + length;
    let delivered: Vec<_> = rooms.iter().map(|_| Arc::<Delivered>::default()).collect();
    let lanes = rooms.into_iter().zip(&delivered);
    let lanes = lanes.map(|(room, delivered)| lane(room, delivered.clone(), end));
    let measuring = async {
        let look = || {
            let all = delivered.iter().map(|room| room.all.load(Ordering::Relaxed)).sum::<u64>();
            Result::<_>::Ok((all, worked(process)?, Instant::now()))
        };
        sleep_until(begin.into()).await;
        let before = look()?;
        sleep_until(end.into()).await;
        Result::<_>::Ok((before, look()?))
    };
    let (lanes, measured) = tokio::join!(try_join_all(lanes), measuring);
    let (before, after) = measured?;
    let (lost, again) = lanes?.into_iter().fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1));
    let deliveries = f64::from(u32::try_from(after.0 - before.0)?);
    let per_second = deliveries / (after.2 - before.2).as_secs_f64();
    let worked = (after.1 - before.1) * 1e6 / deliveries;
    Ok(Flood { per_second, worked, lost, again })
}

/// Speaks in one room, and gives how many events were lost, and how many came again.
async fn lane(room: Attended, delivered: Arc<Delivered>, end: Instant) -> Result<(i64, i64)> {
    let Attended { mut voice, ears } = room;
    let count = u64::try_from(ears.len())?;
    let mut listening = JoinSet::new();
    for ear in ears {
        listening.spawn(hear(ear, delivered.clone(), count, end + GRACE));
    }
    let mut said = 0;
    while Instant::now() < end {
        voice.many(usize::try_from(BATCH)?).await?;
        said += BATCH;
        while delivered.all.load(Ordering::Relaxed) + AHEAD * count < said * count {
            if timeout_at((end + GRACE).into(), delivered.more.notified()).await.is_err() {
                break;
            }
        }
    }
    let (mut lost, mut again) = (0, 0);
    for heard in listening.join_all().await {
        let (heard, repeated) = heard?;
        lost += i64::try_from(said)? - heard;
        again += repeated;
    }
    Ok((lost, again))
}

/// Listens to the end, and gives how many different events came, and how many came again.
async fn hear(
    mut ear: Ear,
    delivered: Arc<Delivered>,
    ears: u64,
    end: Instant,
) -> Result<(i64, i64)> {
    let base = ear.last();
    let hearing = async {
        loop {
            let mut heard = 0;
            ear.listen(|_, _| heard += 1).await?;
            let before = delivered.all.fetch_add(heard, Ordering::Relaxed);
            if before / ears < (before + heard) / ears {
                delivered.more.notify_one();
            }
        }
    };
    let ended: Result<Result<()>, _> = timeout_at(end.into(), hearing).await;
    match ended {
        Ok(broken) => broken.map(|()| (0, 0)),
        Err(_) => Ok((ear.last() - base - ear.lost, ear.again)),
    }
}
