//! Leaves a server alone for a while that failed several times in a row.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Whether it is asked.
pub(super) struct Breaker {
    /// How many failures in a row are enough.
    failures: u32,
    /// How long it is left alone then.
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Clone, Copy)]
enum State {
    /// It is asked, and has failed so often in a row.
    Closed(u32),
    /// It is left alone until then, and the next call after that tries it.
    Open(Instant),
    /// It was left alone until then, and one call tries it.
    Tried(Instant),
}

/// Leave to make one call. Dropped before it was told how that went, nothing is known by it.
pub(super) struct Leave<'a> {
    breaker: &'a Breaker,
    /// Whether that tries a server that was left alone.
    pub(super) is_trial: bool,
}

impl Breaker {
    /// Leaves a server alone for so long after so many failures.
    pub(super) fn new(failures: u32, rest: Duration) -> Self {
        Self { failures, rest, state: Mutex::new(State::Closed(0)) }
    }

    /// Leave to make a call at a moment, if it is not left alone.
    pub(super) fn enter(&self, now: Instant) -> Option<Leave<'_>> {
        let mut state = self.state();
        let is_trial = match *state {
            State::Closed(_) => false,
            State::Open(until) if until <= now => {
                *state = State::Tried(until);
                true
            }
            State::Open(_) | State::Tried(_) => return None,
        };
        Some(Leave { breaker: self, is_trial })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leave<'_> {
    /// It answered.
    pub(super) fn went_well(self) {
        let before = mem::replace(&mut *self.breaker.state(), State::Closed(0));
        if !matches!(before, State::Closed(_)) {
            tracing::info!("a model answers again");
        }
    }

    /// It failed at a moment.
    pub(super) fn failed(self, now: Instant) {
        let Breaker { failures, rest, .. } = *self.breaker;
        let mut state = self.breaker.state();
        let before = *state;
        *state = match before {
            State::Closed(count) if count + 1 < failures => State::Closed(count + 1),
            State::Closed(_) => State::Open(now + rest),
            State::Tried(_) if self.is_trial => State::Open(now + rest),
            // It began when it was still asked.
            State::Open(_) | State::Tried(_) => before,
        };
        let opens = matches!((before, *state), (State::Closed(_), State::Open(_)));
        // It is taken again when this leave goes.
        drop(state);
        if opens {
            tracing::warn!(seconds = rest.as_secs(), "a model failed too often and is left alone");
        }
    }
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        let mut state = self.breaker.state();
        if let State::Tried(until) = *state
            && self.is_trial
        {
            *state = State::Open(until);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(30);

    fn broken(now: Instant) -> Breaker {
        let breaker = Breaker::new(3, REST);
        (0..3).for_each(|_| breaker.enter(now).unwrap().failed(now));
        breaker
    }

    #[test]
    fn only_failures_in_a_row_open_it() {
        let now = Instant::now();
        let breaker = Breaker::new(3, REST);
        for _ in 0..5 {
            breaker.enter(now).unwrap().failed(now);
            breaker.enter(now).unwrap().failed(now);
            drop(breaker.enter(now));
            breaker.enter(now).unwrap().went_well();
        }
        (0..3).for_each(|_| breaker.enter(now).unwrap().failed(now));
        assert!(breaker.enter(now).is_none());
        assert!(breaker.enter(now + REST - Duration::from_millis(1)).is_none());
    }

    #[test]
    fn after_a_while_one_call_at_a_time_tries_it() {
        let now = Instant::now();
        let breaker = broken(now);
        let later = now + REST;
        let trial = breaker.enter(later).unwrap();
        assert!(trial.is_trial && breaker.enter(later + REST).is_none());
        // Whoever tried went away.
        drop(trial);
        let trial = breaker.enter(later).unwrap();
        trial.failed(later);
        assert!(breaker.enter(later).is_none());
        assert!(breaker.enter(later + REST - Duration::from_millis(1)).is_none());
        breaker.enter(later + REST).unwrap().went_well();
        assert!(!breaker.enter(later + REST).unwrap().is_trial);
    }

    #[test]
    fn calls_from_before_do_not_prolong_it_but_may_end_it() {
        let now = Instant::now();
        let breaker = Breaker::new(2, REST);
        let [one, two, three, four] = [(); 4].map(|()| breaker.enter(now).unwrap());
        one.failed(now);
        two.failed(now);
        three.failed(now + REST);
        let trial = breaker.enter(now + REST).unwrap();
        four.went_well();
        assert!(breaker.enter(now + REST).is_some());
        trial.failed(now + REST);
        let next = breaker.enter(now + REST).unwrap();
        next.failed(now + REST);
        assert!(breaker.enter(now + REST).is_none(), "the trial was the first failure after it");
    }
}
