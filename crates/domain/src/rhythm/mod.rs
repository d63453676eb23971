//! A child's rhythm: what its log tells of when it sleeps and eats, and so of when it will.
//!
//! Knows no storage, no names and no words. Everything is told before it is seen, in the order in which it came, so that how
//! sure a prediction is stands on the errors of those before.

mod age;
mod backtest;
mod bout;
mod daily;
mod expectation;
mod habit;
mod interval;
mod memory;
mod patterns;
mod predictions;
mod record;
mod shrink;
mod simulated;
mod sleeping;
mod split;
mod spurt;
mod wall;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use self::{
    bout::Night,
    expectation::{Expectation, Recurring},
    interval::{Begun, Cycle, Interval},
    patterns::PastDay,
    sleeping::Sleeping,
};
use crate::{Entry, FamilyClock, Kind};

pub use backtest::{Claim, Errors, Score, Target, Way, backtest};
pub use habit::Habit;
pub use patterns::{Patterns, Progress, preferred_side, usual_unit};
pub use predictions::{Basis, Prediction, Predictions, Why};
pub use simulated::Life;
pub use spurt::{GrowthSpurt, Sign};

/// A child's rhythm, as its log tells it.
#[derive(Clone, Debug)]
pub struct Rhythm {
    sleeping: Sleeping,
    feedings: Expectation,
    /// When it was fed last, if it ever was.
    fed: Option<Begun>,
    cycles: Vec<Cycle>,
    nights: Vec<Night>,
    /// The last days that are over.
    days: Vec<PastDay>,
    growth_spurt: Option<GrowthSpurt>,
}

impl Rhythm {
    /// How far back a log tells of it.
    pub const REACH: TimeDelta = TimeDelta::days(90);

    /// Learns a child's rhythm from its entries. `born` is when it was born, or was due, if it came before 37 weeks: what
    /// children do at an age goes by that.
    #[must_use]
    pub fn learn(
        born: NaiveDate,
        clock: FamilyClock,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> Self {
        let zone = clock.zone;
        let bouts = bout::bouts(entries, now);
        let cycles = interval::cycles(&bouts, zone);
        let mut sleeping = Sleeping::new(born, zone);
        let nights = bout::nights(&bouts, zone);
        sleeping.learn(&bouts, &cycles, &nights);

        let mut feedings = Expectation::new(Recurring::Feeding, born);
        let fed = fed(entries, now);
        let sessions = interval::feeding_intervals(&fed, zone);
        for (begun, minutes) in &sessions {
            if let Some(minutes) = *minutes {
                feedings.see(Interval { begun: *begun, minutes });
            }
        }
        Self {
            sleeping,
            feedings,
            fed: sessions.last().map(|(begun, _)| *begun),
            cycles,
            nights,
            days: patterns::past_days(clock, entries, now),
            growth_spurt: spurt::spurt(born, &bouts, &fed, now),
        }
    }
}

impl Rhythm {
    /// How likely the child is about to grow; `None` over two years, of which nothing is known.
    #[must_use]
    pub fn growth_spurt(&self) -> Option<&GrowthSpurt> {
        self.growth_spurt.as_ref()
    }
}

/// When a child was fed, the earliest first.
fn fed(entries: &[Entry], now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let fed = entries.iter().filter(|entry| entry.kind == Kind::Feeding && entry.start <= now);
    let mut fed: Vec<_> = fed.map(|entry| entry.start).collect();
    fed.sort_unstable();
    fed
}

#[cfg(test)]
mod tests;
