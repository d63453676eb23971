//! How long an event takes to those who listen, at a steady rate.

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use tokio::{
    task::JoinSet,
    time::{sleep_until, timeout_at},
};

use super::{Attended, ear::Ear};
use crate::{Result, measure::Measured};

/// How many rooms are spoken in, each once a second.
pub(super) const ROOMS: usize = 100;
const EVERY: Duration = Duration::from_secs(1);
/// How long after the last event it may still come.
const GRACE: Duration = Duration::from_secs(5);

/// What was found.
pub(super) struct Paced {
    /// How long it took from before the call until it was heard.
    pub(super) from_call: Measured,
    /// How long it took from the answer to the call; nothing if it was heard before.
    pub(super) from_answer: Measured,
    pub(super) lost: i64,
    pub(super) again: i64,
}

/// What one ear heard.
struct Heard {
    /// The last number before.
    base: i64,
    events: Vec<(i64, Instant)>,
    lost: i64,
    again: i64,
}

/// Speaks in each room once a second for this long, evenly spread, after a second that does not count.
pub(super) async fn pace(rooms: Vec<Attended>, length: Duration) -> Result<Paced> {
    let begin = Instant::now() + EVERY;
    let share = EVERY / u32::try_from(rooms.len())?;
    let rounds = length.as_secs() + 1;
    let lanes = (0..).zip(rooms).map(|(number, room)| lane(room, begin + share * number, rounds));
    let (mut from_call, mut from_answer, mut lost, mut again) = (Vec::new(), Vec::new(), 0, 0);
    for (calls, ears) in try_join_all(lanes).await? {
        for heard in ears {
            (lost, again) = (lost + heard.lost, again + heard.again);
            for (seq, at) in heard.events {
                let turn = usize::try_from(seq - heard.base - 1)?;
                let (called, answered) = *calls.get(turn).ok_or("an event that nobody made")?;
                if turn > 0 {
                    from_call.push(at - called);
                    from_answer.push(at.saturating_duration_since(answered));
                }
            }
        }
    }
    let rate = |heard: &Vec<_>| {
        Ok::<_, crate::Error>(f64::from(u32::try_from(heard.len())?) / length.as_secs_f64())
    };
    Ok(Paced {
        from_call: Measured::new(rate(&from_call)?, from_call)?,
        from_answer: Measured::new(rate(&from_answer)?, from_answer)?,
        lost,
        again,
    })
}

/// Speaks in one room: when each call was made and answered, and what was heard of it.
async fn lane(
    room: Attended,
    begin: Instant,
    rounds: u64,
) -> Result<(Vec<(Instant, Instant)>, Vec<Heard>)> {
    let Attended { mut voice, ears } = room;
    let end = begin + EVERY * u32::try_from(rounds)? + GRACE;
    let mut listening = JoinSet::new();
    for ear in ears {
        listening.spawn(hear(ear, i64::try_from(rounds)?, end));
    }
    let mut calls = Vec::new();
    for round in 0..u32::try_from(rounds)? {
        sleep_until((begin + EVERY * round).into()).await;
        let called = Instant::now();
        voice.once().await?;
        calls.push((called, Instant::now()));
    }
    let heard = listening.join_all().await.into_iter().collect::<Result<_>>()?;
    Ok((calls, heard))
}

async fn hear(mut ear: Ear, rounds: i64, end: Instant) -> Result<Heard> {
    let (base, mut events) = (ear.last(), Vec::new());
    while ear.last() < base + rounds {
        let hearing = ear.listen(|seq, at| events.push((seq, at)));
        match timeout_at(end.into(), hearing).await {
            Ok(heard) => heard?,
            Err(_) => break,
        }
    }
    let lost = ear.lost + base + rounds - ear.last();
    Ok(Heard { base, events, lost, again: ear.again })
}
