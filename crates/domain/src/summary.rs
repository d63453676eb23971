//! What happened in a day, in numbers.
//!
//! One rule for every report: an activity belongs to the family's day in which it begins, a night too.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{ActivityId, ChildId, Day, Kind, SleepKind, Volume, measure::round, word::words};

/// As much of an activity as a day's summary needs.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which.
    pub id: ActivityId,
    /// Whose.
    pub child: ChildId,
    /// What.
    pub kind: Kind,
    /// By day or by night, for sleep.
    pub sleep: Option<SleepKind>,
    /// How much, for feedings.
    pub amount: Option<Volume>,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// For how long of that it paused.
    pub paused: TimeDelta,
}

words! {
    /// Whether a child sleeps.
    SleepStatus {
        /// It does.
        Asleep = "asleep",
        /// It does not, as far as is known.
        Awake = "awake",
    }
}

/// A child's day in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DaySummary {
    /// Feedings.
    pub feedings: FeedingDay,
    /// Sleep.
    pub sleep: SleepDay,
    /// Diapers.
    pub diapers: DiaperDay,
}

/// A day's feedings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FeedingDay {
    /// How many.
    pub count: u32,
    /// How much was measured, in millilitres.
    pub total_millilitres: f64,
    /// When the last one began.
    pub last_at: Option<DateTime<Utc>>,
}

/// A day's sleep; what goes on counts up to now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SleepDay {
    /// In all.
    pub total: TimeDelta,
    /// How many naps.
    pub naps: u32,
    /// By night.
    pub night: TimeDelta,
    /// When the last one began.
    pub last_at: Option<DateTime<Utc>>,
    /// Whether the child sleeps now.
    pub status: SleepStatus,
}

impl SleepDay {
    /// The total in hours, to a hundredth.
    #[must_use]
    pub fn total_hours(&self) -> f64 {
        hours(self.total)
    }

    /// By night, in hours, to a hundredth.
    #[must_use]
    pub fn night_hours(&self) -> f64 {
        hours(self.night)
    }

    /// By day, in hours, to a hundredth.
    #[must_use]
    pub fn nap_hours(&self) -> f64 {
        hours(self.total - self.night)
    }
}

/// In hours, to a hundredth.
#[expect(clippy::cast_precision_loss, reason = "a month has few seconds")]
pub(crate) fn hours(time: TimeDelta) -> f64 {
    (time.num_seconds() as f64 / 36.0).round() / 100.0
}

/// A day's diapers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiaperDay {
    /// How many.
    pub count: u32,
    /// When the last one was changed.
    pub last_at: Option<DateTime<Utc>>,
}

impl Day {
    /// Sums up one child's entries. Those of other days count only for whether it sleeps now.
    pub fn summary(
        &self,
        entries: impl IntoIterator<Item = Entry>,
        now: DateTime<Utc>,
    ) -> DaySummary {
        let mut feedings = FeedingDay::default();
        let mut diapers = DiaperDay::default();
        let mut sleep = SleepDay {
            total: TimeDelta::zero(),
            naps: 0,
            night: TimeDelta::zero(),
            last_at: None,
            status: SleepStatus::Awake,
        };
        for entry in entries {
            if entry.sleeps(now) {
                sleep.status = SleepStatus::Asleep;
            }
            if !self.contains(entry.start) {
                continue;
            }
            match entry.kind {
                Kind::Feeding => {
                    feedings.count += 1;
                    feedings.total_millilitres += entry.amount.map_or(0.0, Volume::millilitres);
                    feedings.last_at = feedings.last_at.max(Some(entry.start));
                }
                Kind::Diaper => {
                    diapers.count += 1;
                    diapers.last_at = diapers.last_at.max(Some(entry.start));
                }
                Kind::Sleep => {
                    let slept = entry.slept(now);
                    sleep.total += slept;
                    sleep.last_at = sleep.last_at.max(Some(entry.start));
                    match entry.sleep {
                        Some(SleepKind::Night) => sleep.night += slept,
                        _ => sleep.naps += 1,
                    }
                }
                // What a day's summary does not tell.
                _ => {}
            }
        }
        // Volumes are kept to a hundredth, and so is their sum.
        feedings.total_millilitres = round(feedings.total_millilitres, 2);
        DaySummary { feedings, sleep, diapers }
    }
}

impl Entry {
    /// A sleep whose end nobody logged is taken to go on for a day at most.
    pub const LONGEST_SLEEP: TimeDelta = TimeDelta::hours(24);

    /// Whether the child sleeps now, and this is that sleep.
    #[must_use]
    pub fn sleeps(&self, now: DateTime<Utc>) -> bool {
        let wakes = self.end.unwrap_or(self.start + Self::LONGEST_SLEEP);
        self.kind == Kind::Sleep && self.start <= now && now < wakes
    }

    /// How long it slept without the pauses; up to now, if that goes on.
    #[must_use]
    pub fn slept(&self, now: DateTime<Utc>) -> TimeDelta {
        let until = self.end.unwrap_or_else(|| now.min(self.start + Self::LONGEST_SLEEP));
        (until - self.start - self.paused).max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::FamilyClock;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_night_belongs_to_the_day_it_begins() {
        let clock = FamilyClock { zone: Tz::UTC, day_start_minutes: 0 };
        let child = ChildId::fresh();
        let entry = |kind, sleep, ml: Option<f64>, start: &str, end: Option<&str>| Entry {
            id: ActivityId::fresh(),
            child,
            kind,
            sleep,
            amount: ml.map(Volume::from_millilitres),
            start: at(start),
            end: end.map(at),
            paused: TimeDelta::zero(),
        };
        let entries = [
            entry(Kind::Feeding, None, Some(120.0), "2024-01-10T07:00:00Z", None),
            entry(Kind::Feeding, None, None, "2024-01-10T10:00:00Z", None),
            entry(Kind::Diaper, None, None, "2024-01-10T09:00:00Z", None),
            entry(
                Kind::Sleep,
                Some(SleepKind::Nap),
                None,
                "2024-01-10T13:00:00Z",
                Some("2024-01-10T14:30:00Z"),
            ),
            entry(Kind::Sleep, Some(SleepKind::Night), None, "2024-01-10T19:30:00Z", None),
            entry(
                Kind::Sleep,
                Some(SleepKind::Night),
                None,
                "2024-01-09T19:30:00Z",
                Some("2024-01-10T06:00:00Z"),
            ),
        ];
        let day = clock.day("2024-01-10".parse().unwrap());
        let summary = day.summary(entries, at("2024-01-11T01:30:00Z"));
        assert_eq!(summary.feedings.count, 2);
        assert!((summary.feedings.total_millilitres - 120.0).abs() < 1e-9);
        assert_eq!(summary.feedings.last_at, Some(at("2024-01-10T10:00:00Z")));
        assert_eq!(summary.diapers.count, 1);
        assert_eq!(summary.sleep.naps, 1);
        assert_eq!(summary.sleep.night, TimeDelta::hours(6));
        assert_eq!(summary.sleep.total, TimeDelta::minutes(450));
        assert_eq!(summary.sleep.status, SleepStatus::Asleep);
        let days_later = day.summary(entries, at("2024-01-13T01:30:00Z"));
        assert_eq!(days_later.sleep.status, SleepStatus::Awake);
    }
}
