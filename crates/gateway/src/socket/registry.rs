//! Which connections are open on this node, and whose they are.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{AccountId, Actor, SessionId};

use super::line::{Ending, Line};

/// How many connections are sent away at once when the node stops.
const BATCH: usize = 500;
/// The shortest and the longest time between two batches, in milliseconds.
const BETWEEN: std::ops::Range<u64> = 50..250;

/// Names a connection on this node.
pub(crate) type SocketId = u64;

type Lines = HashMap<SocketId, (SessionId, Arc<Line>)>;

/// The connections of this node.
#[derive(Default)]
pub(crate) struct Registry {
    lines: Mutex<HashMap<AccountId, Lines>>,
    next: AtomicU64,
    stopping: AtomicBool,
}

impl Registry {
    /// A name for somebody who listens on this node.
    pub(crate) fn name(&self) -> SocketId {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Enters a connection, so that it hears when its rights change or the node stops.
    pub(super) fn enter(&self, actor: &Actor, line: &Arc<Line>) -> SocketId {
        let id = self.name();
        let mut lines = self.lines();
        lines.entry(actor.account).or_default().insert(id, (actor.session, line.clone()));
        if self.stopping.load(Ordering::Relaxed) {
            line.close(Ending::GoingAway);
        }
        id
    }

    /// Forgets a connection.
    pub(super) fn leave(&self, account: AccountId, id: SocketId) {
        let mut lines = self.lines();
        if let Some(own) = lines.get_mut(&account) {
            own.remove(&id);
            if own.is_empty() {
                lines.remove(&account);
            }
        }
    }

    /// Makes an account's connections look again whether they may stay.
    pub(crate) fn recheck(&self, account: AccountId) {
        for (_, line) in self.lines().get(&account).into_iter().flat_map(HashMap::values) {
            line.recheck();
        }
    }

    /// The sessions that have connections here, with their accounts.
    pub(crate) fn sessions(&self) -> Vec<(SessionId, AccountId)> {
        let lines = self.lines();
        let all = lines
            .iter()
            .flat_map(|(account, own)| own.values().map(|(session, _)| (*session, *account)));
        all.collect()
    }

    /// Asks every connection to close because the node stops: in batches, at uneven times, so that they do not all come to
    /// another node at once.
    pub(crate) async fn send_away(&self) {
        let all: Vec<Arc<Line>> = {
            let lines = self.lines();
            // Under the lock: who enters later sees it.
            self.stopping.store(true, Ordering::Relaxed);
            lines.values().flat_map(HashMap::values).map(|(_, line)| line.clone()).collect()
        };
        for (number, batch) in all.chunks(BATCH).enumerate() {
            if number > 0 {
                let pause = rand::random_range(BETWEEN);
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            for line in batch {
                line.close(Ending::GoingAway);
            }
        }
    }

    /// No code panics while it holds this; a poisoned one is whole.
    fn lines(&self) -> MutexGuard<'_, HashMap<AccountId, Lines>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
