//! What was found out about a child from what was logged. All of it is data, put into words when it is read or told.
//!
//! What is known of a child is [`Evidence`]; what it makes known is a pure function of it, and so is what becomes of what was
//! told before.

mod evidence;
mod finding;
mod habits;
mod longest_sleep;
mod measured;
mod recommended_sleep;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{ChildId, Event, FamilyId, InsightId, Subject, word::words};

pub use evidence::Evidence;
pub use finding::{Bound, Finding, Found};

words! {
    /// Of what sort an insight is.
    InsightKind {
        /// A habit that shows.
        PatternDetected = "pattern_detected",
        /// Something that was never so before.
        Record = "record",
        /// How the child grows.
        Growth = "growth",
    }

    /// How much an insight matters.
    Priority {
        /// Nice to know.
        Low = "low",
        /// Worth a thought.
        Medium = "medium",
        /// To be looked at soon.
        High = "high",
    }
}

/// Something that was found out about a child.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// Its id.
    pub id: InsightId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// About whom.
    pub child: ChildId,
    /// What the child was called then.
    pub name: String,
    /// What.
    pub finding: Finding,
    /// When.
    pub found_at: DateTime<Utc>,
    /// Until when it is told: to when it was withdrawn or replaced, if that came first.
    pub expires_at: DateTime<Utc>,
    /// When somebody had seen enough of it.
    pub dismissed_at: Option<DateTime<Utc>>,
}

impl Insight {
    /// How long one is remembered that is no longer told, so that it is not found again.
    pub const KEPT: TimeDelta = TimeDelta::days(60);

    /// How long one is remembered that somebody had enough of.
    const CHILDHOOD: TimeDelta = TimeDelta::days(20 * 365);

    /// Whether it is told.
    #[must_use]
    pub fn is_current(&self, now: DateTime<Utc>) -> bool {
        self.dismissed_at.is_none() && now < self.expires_at
    }

    /// What becomes of what is known of a family's children, told or not, once all that holds now is `found`: what holds no
    /// longer is told no longer, unless it [lapses](Finding::lapses), what was put away stays so, and what holds still is told again only if it is
    /// [news](Finding::is_news_after).
    #[must_use]
    pub fn fates(known: &[Self], found: &[Self], now: DateTime<Utc>) -> Vec<Fate> {
        let holds = |it: &Self| found.iter().any(|found| found.id == it.id);
        let untrue =
            known.iter().filter(|it| it.is_current(now) && !holds(it) && !it.finding.lapses());
        let untrue = untrue.map(|it| {
            let insight = Self { expires_at: now, ..it.clone() };
            Fate { insight, event: Event::InsightDismissed }
        });
        let before = |it: &Self| known.iter().find(|known| known.id == it.id);
        let holding = found.iter().filter_map(|it| match before(it) {
            Some(told) => told.renewed(it, now),
            None => Some(Fate { insight: it.clone(), event: Event::InsightAvailable }),
        });
        untrue.chain(holding).collect()
    }

    /// What becomes of it now that it was found once more, if anything does.
    fn renewed(&self, found: &Self, now: DateTime<Utc>) -> Option<Fate> {
        if self.dismissed_at.is_some() {
            return None;
        }
        if !self.is_current(now) || found.finding.is_news_after(&self.finding) {
            return Some(Fate { insight: found.clone(), event: Event::InsightAvailable });
        }
        let longer = found.expires_at - self.expires_at;
        let insight = if found.finding.is_of_one_entry() {
            let Self { finding, expires_at, .. } = *found;
            Self { finding, expires_at, ..self.clone() }
        } else if longer >= self.finding.lasts() / 2 {
            // As it was told: numbers that drift are news once they are far from that.
            Self { expires_at: found.expires_at, ..self.clone() }
        } else {
            return None;
        };
        (insight != *self).then_some(Fate { insight, event: Event::InsightUpdated })
    }

    /// The same, put away for good.
    #[must_use]
    pub fn put_away(self, now: DateTime<Utc>) -> Self {
        Self { dismissed_at: Some(now), expires_at: now + Self::CHILDHOOD, ..self }
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let Self { id, child, finding, .. } = *self;
        Subject::Insight { id, child, name: self.name.clone(), finding }
    }
}

/// What becomes of an insight.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// As it is from now on.
    pub insight: Insight,
    /// What the family is told.
    pub event: Event,
}

/// How far a family's log was looked at for what it makes known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The number of the last change that was known.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
}

impl Review {
    /// How long one holds that is not overtaken by the log: by time alone records grow old and weeks go by.
    pub const HOLDS: TimeDelta = TimeDelta::days(1);
    /// For how long after the last change time alone makes known what is worth a look.
    pub const LIVELY: TimeDelta = TimeDelta::days(30);

    /// Whether it still holds of a log that has got so far.
    #[must_use]
    pub fn holds(&self, seq: i64, now: DateTime<Utc>) -> bool {
        self.seq >= seq && now < self.at + Self::HOLDS
    }
}

#[cfg(test)]
mod tests;
