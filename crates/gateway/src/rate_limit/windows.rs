//! What one node has let through, in memory: for each budget the instants in its window, at most as many as it has.
//!
//! The `governor` crate does not do this: its cells refill while a burst is spent, so that almost twice the limit falls
//! into one window. It spares Redis instead ([`super::shared`]).

use std::{
    array,
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Budget, Verdict, What, Who, verdict};

/// So many that calls seldom wait for each other, or long for [`Windows::tidy`].
const SHARDS: usize = 64;

/// The windows of everybody seen lately. A call adds eight bytes for a window's time, and the first one a window.
pub(super) struct Windows {
    shards: [Mutex<Shard>; SHARDS],
    hasher: RandomState,
}

type Shard = HashMap<(What, Who), Window>;

/// When something was let through, the oldest first; all times in milliseconds.
struct Window {
    length: i64,
    instants: VecDeque<i64>,
}

impl Window {
    /// Lets go of what has left. What lies further ahead than a window comes from before the clock was put back.
    fn slide(&mut self, now: i64) {
        let left = |at: &i64| at + self.length <= now || *at > now + self.length;
        while self.instants.front().is_some_and(left) {
            self.instants.pop_front();
        }
    }

    fn push(&mut self, now: i64) {
        // Of two calls at once the earlier may be counted later.
        let latest = self.instants.back().map_or(now, |latest| now.max(*latest));
        self.instants.push_back(latest);
    }

    fn used(&self) -> u32 {
        u32::try_from(self.instants.len()).unwrap_or(u32::MAX)
    }

    fn more_at(&self) -> i64 {
        self.instants.front().map_or(0, |oldest| oldest + self.length)
    }
}

impl Windows {
    pub(super) fn new() -> Self {
        Self { shards: array::from_fn(|_| Mutex::default()), hasher: RandomState::new() }
    }

    /// Takes one from each budget, or from none.
    pub(super) fn take(&self, budgets: &[Budget], now: i64) -> Verdict {
        let key = |budget: &Budget| (budget.what, budget.who);
        let mut shard = self.shard(budgets);
        let mut room = true;
        for budget in budgets {
            let fresh = || Window { length: budget.window, instants: VecDeque::new() };
            let window = shard.entry(key(budget)).or_insert_with(fresh);
            window.slide(now);
            room &= window.used() < budget.most;
        }
        if room {
            for budget in budgets {
                shard.entry(key(budget)).and_modify(|window| window.push(now));
            }
        }
        let windows = budgets.iter().map(|budget| (budget, &shard[&key(budget)]));
        verdict(room, windows.map(|(budget, window)| (*budget, window.used(), window.more_at())))
    }

    /// Forgets whoever has done nothing lately.
    pub(super) fn tidy(&self, now: i64) {
        for shard in &self.shards {
            let mut shard = lock(shard);
            shard.retain(|_, window| {
                window.slide(now);
                !window.instants.is_empty()
            });
            shard.shrink_to(0);
        }
    }

    /// Where budgets that are taken at once lie: those of calls are taken one by one and spread, the few others are together.
    fn shard(&self, budgets: &[Budget]) -> MutexGuard<'_, Shard> {
        let hash = match budgets {
            [Budget { what: What::Calls, who, .. }] => self.hasher.hash_one(who),
            _ => 0,
        };
        lock(&self.shards[usize::try_from(hash % SHARDS as u64).unwrap_or_default()])
    }
}

fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use proptest::prelude::*;

    use super::*;

    fn guesses(of: u8, most: u32, window: i64) -> Budget {
        let who = Who::Address(Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, of))));
        Budget { what: What::Guesses, who, most, window }
    }

    proptest! {
        #[test]
        fn no_window_ever_holds_more_and_who_waits_as_told_succeeds(
            most in 1_u32..6,
            pauses in prop::collection::vec(0_i64..400, 1..200),
        ) {
            let windows = Windows::new();
            let budget = [guesses(1, most, 1_000)];
            let (mut now, mut passed) = (0, Vec::new());
            for pause in pauses {
                now += pause;
                match windows.take(&budget, now) {
                    Ok(left) => {
                        passed.push(now);
                        let used = passed.iter().filter(|at| **at > now - 1_000).count();
                        prop_assert!(used <= most as usize);
                        prop_assert_eq!(left.remaining as usize, most as usize - used);
                    }
                    Err(left) => {
                        prop_assert!(windows.take(&budget, left.more_at - 1).is_err());
                        now = left.more_at;
                        prop_assert!(windows.take(&budget, now).is_ok());
                        passed.push(now);
                    }
                }
            }
        }
    }

    #[test]
    fn of_several_budgets_all_are_taken_or_none() {
        let windows = Windows::new();
        let (narrow, wide) = (guesses(1, 1, 1_000), guesses(2, 2, 1_000));
        assert_eq!(windows.take(&[narrow, wide], 0).unwrap().remaining, 0);
        let refused = windows.take(&[narrow, wide], 10).unwrap_err();
        assert_eq!((refused.most, refused.more_at), (1, 1_000));
        assert!(windows.take(&[wide], 10).is_ok());
        assert_eq!(windows.take(&[narrow, wide], 20).unwrap_err().more_at, 1_000);
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out() {
        let windows = Windows::new();
        assert!(windows.take(&[guesses(1, 1, 1_000)], 100_000).is_ok());
        assert!(windows.take(&[guesses(1, 1, 1_000)], 99_500).is_err());
        assert!(windows.take(&[guesses(1, 1, 1_000)], 50_000).is_ok());
    }

    #[test]
    fn who_has_gone_is_forgotten() {
        let windows = Windows::new();
        for of in 0..100 {
            assert!(windows.take(&[guesses(of, 9, 1_000)], 0).is_ok());
        }
        let known = || windows.shards.iter().map(|shard| lock(shard).len()).sum::<usize>();
        windows.tidy(999);
        assert_eq!(known(), 100);
        windows.tidy(1_000);
        assert_eq!(known(), 0);
    }
}
