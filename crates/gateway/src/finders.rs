//! Families in which something happened are looked at for what that makes known: beside the requests, once what happens has
//! settled, by the node that it happened on; and whatever no node has looked at, by the next that sweeps.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use domain::{Change, FamilyId, Subject};
use tokio::{
    sync::Notify,
    time::{Instant, sleep, sleep_until, timeout},
};

use crate::{App, usecases::insights};

/// How soon families are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long after the last change.
    pub settled: Duration,
    /// How long after the first, if there is always another.
    pub latest: Duration,
    /// How often a node sweeps for what none has looked at.
    pub sweep: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let (settled, latest) = (Duration::from_secs(2), Duration::from_secs(20));
        Self { settled, latest, sweep: Duration::from_mins(5) }
    }
}

/// How many families may wait; of more, the next sweep takes care.
const MOST: usize = 65_536;

/// The families that wait to be looked at.
pub(crate) struct Finders {
    pace: Pace,
    waiting: Mutex<HashMap<FamilyId, Waiting>>,
    heard: Notify,
}

/// When something happened in a family that was not looked at yet.
#[derive(Clone, Copy)]
struct Waiting {
    first: Instant,
    last: Instant,
}

impl Finders {
    pub(crate) fn new(pace: Pace) -> Self {
        Self { pace, waiting: Mutex::default(), heard: Notify::new() }
    }

    /// Begins to look, on a node that serves; ends with the app.
    pub(crate) fn start(app: &Arc<App>) {
        tokio::spawn(look(Arc::downgrade(app), app.finders.clone()));
        tokio::spawn(sweep(Arc::downgrade(app), app.finders.pace));
    }

    /// Has the family of a change looked at, once it is committed. What was found makes nothing known by itself.
    pub(crate) fn hear(&self, change: &Change) {
        if matches!(change.subject, Subject::Insight { .. }) {
            return;
        }
        let (now, mut waiting) = (Instant::now(), self.waiting());
        if let Some(family) = waiting.get_mut(&change.family) {
            family.last = now;
        } else if waiting.len() < MOST {
            waiting.insert(change.family, Waiting { first: now, last: now });
            self.heard.notify_one();
        }
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<FamilyId, Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn due(&self, waiting: &Waiting) -> Instant {
        (waiting.last + self.pace.settled).min(waiting.first + self.pace.latest)
    }

    /// Waits until the first of the families is due, or for a while if there is none.
    async fn until_due(&self) {
        let first = self.waiting().values().map(|waiting| self.due(waiting)).min();
        match first {
            Some(due) => sleep_until(due).await,
            None => drop(timeout(self.pace.sweep, self.heard.notified()).await),
        }
    }

    /// Takes the families that are due.
    fn take_due(&self) -> Vec<FamilyId> {
        let now = Instant::now();
        let due = |_: &FamilyId, waiting: &mut Waiting| self.due(waiting) <= now;
        self.waiting().extract_if(due).map(|(family, _)| family).collect()
    }
}

/// Looks at families as they become due.
async fn look(app: Weak<App>, finders: Arc<Finders>) {
    loop {
        finders.until_due().await;
        let Some(app) = app.upgrade() else { return };
        insights::review(&app, finders.take_due()).await;
    }
}

/// Looks at what no node has looked at: now, and every now and then.
async fn sweep(app: Weak<App>, pace: Pace) {
    loop {
        let Some(app) = app.upgrade() else { return };
        insights::catch_up(&app).await;
        drop(app);
        sleep(pace.sweep).await;
    }
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, Event};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn change(family: FamilyId, subject: Subject) -> Change {
        let at = chrono::DateTime::UNIX_EPOCH;
        let by = AccountId::fresh();
        Change { family, seq: 1, by, at, event: Event::FamilyUpdated, subject }
    }

    #[test]
    fn a_family_is_due_when_it_has_settled_and_at_the_latest_after_a_while() {
        let finders = Finders::new(Pace::default());
        let first = Instant::now();
        let due = |last: u32| finders.due(&Waiting { first, last: first + SECOND * last }) - first;
        assert_eq!([0, 1, 17, 19, 300].map(due), [2, 3, 19, 20, 20].map(|s| SECOND * s));
    }

    #[tokio::test]
    async fn in_a_flood_each_family_waits_once_and_no_more_than_there_is_room_for() {
        let at_once = Pace { settled: Duration::ZERO, latest: Duration::ZERO, sweep: SECOND };
        let finders = Finders::new(at_once);
        let family = FamilyId::fresh();
        for _ in 0..3 {
            finders.hear(&change(family, Subject::Family));
        }
        finders.until_due().await;
        assert_eq!(finders.take_due(), [family]);
        assert_eq!(finders.take_due(), []);
        for _ in 0..=MOST {
            finders.hear(&change(FamilyId::fresh(), Subject::Family));
        }
        assert_eq!(finders.take_due().len(), MOST);
    }
}
