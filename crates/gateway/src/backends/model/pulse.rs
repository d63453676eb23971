//! Whether a model answers now, for those who look after the product.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use moka::future::Cache;
use reqwest::StatusCode;
use tokio::time::{Instant, timeout};

use super::Model;

/// How long a look may take.
const LOOK: Duration = Duration::from_secs(2);

/// What is known of it.
pub(super) struct Pulse {
    /// For how long that is known.
    known: Duration,
    /// When it was called last, and whether it answered.
    last: Mutex<Option<(Instant, bool)>>,
    /// Whether it was there when it was looked for: once at a time.
    seen: Cache<(), bool>,
}

impl Pulse {
    /// Nothing is known yet, and what will be is known for so long.
    pub(super) fn new(known: Duration) -> Self {
        let seen = Cache::builder().max_capacity(1).time_to_live(known).build();
        Self { known, last: Mutex::default(), seen }
    }

    /// Notes whether it answered a call.
    pub(super) fn note(&self, answered: bool, now: Instant) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, answered));
    }

    /// Whether it answered the last call, if that was of late.
    fn last(&self, now: Instant) -> Option<bool> {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.and_then(|(at, answered)| (now < at + self.known).then_some(answered))
    }
}

impl Model {
    /// Whether it answers: as the last call went, or if nothing was asked for a minute, whether its server is there, which is looked
    /// for once a minute at most and takes two seconds at most.
    pub(crate) async fn answers(&self) -> bool {
        match self.pulse.last(Instant::now()) {
            Some(answered) => answered,
            None => self.pulse.seen.get_with((), self.look()).await,
        }
    }

    /// Whether the server is there and lets the key in; not all can list their models.
    async fn look(&self) -> bool {
        let status = match timeout(LOOK, self.get("models").send()).await {
            Ok(Ok(response)) => response.status(),
            Ok(Err(_)) | Err(_) => return false,
        };
        let is_shut = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        !is_shut && !status.is_server_error()
    }
}
