//! Sending what was put down to be sent, by many nodes, each thing by one of them at a time.
//!
//! Its row is written in the transaction of what it tells of, and that is why no jobs library stands here: apalis 1 has its
//! storages on `sqlx` pools and connections of its own (one crate a database, each with its own tables and migrations; on
//! PostgreSQL an extension), and SeaORM lends none of a running transaction, so that a job could be lost between the commit
//! and its queue, or be queued for a change that never was. A node claims a row by putting it off for as long as it may
//! take; what a node that fails leaves behind is due again after that.

use chrono::TimeDelta;
use domain::Result;
use futures_util::{StreamExt, stream};

/// How long a node may take to send: longer than all its calls together.
pub(super) const LEASE: TimeDelta = TimeDelta::minutes(1);
/// The wait before the second attempt, which doubles with each.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(15);
/// The longest wait that we choose ourselves.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);
/// How many rows a node takes up together.
const BATCH: u64 = 64;
/// How many of them it tries at once.
const AT_ONCE: usize = 8;

/// Sends what is due until nothing is.
pub(super) async fn work_off<T, Due, Sent>(
    due: impl Fn(u64) -> Due,
    send: impl Fn(T) -> Sent,
) -> Result<()>
where
    Due: Future<Output = persistence::Result<Vec<T>>>,
    Sent: Future<Output = Result<()>>,
{
    loop {
        let due = due(BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        // One that fails does not break off the others.
        let done: Vec<_> = stream::iter(due).map(&send).buffer_unordered(AT_ONCE).collect().await;
        done.into_iter().collect::<Result<()>>()?;
    }
}

/// How long to wait after so many attempts.
pub(super) fn wait(attempts: i32) -> TimeDelta {
    (1..attempts).fold(FIRST_WAIT, |wait, _| (wait * 2).min(LONGEST_WAIT))
}
