//! The family's day: where it begins and ends, and what happened in it.
//!
//! One rule for every report: an activity belongs to the family's day in which it begins, a night too.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{ChildId, Error, Kind, Reason, Result, SleepKind, Volume, word::words};

/// Reads a date that a family can ask about, such as `2024-01-10`.
///
/// # Errors
/// [`Error::Invalid`] if it is none, or not in the years from 1900 to 2199.
pub fn date(field: &'static str, text: &str) -> Result<NaiveDate> {
    let date: NaiveDate = text.parse().map_err(|error: chrono::ParseError| {
        Error::invalid(field, Reason::Malformed(error.to_string()))
    })?;
    if (1900..2200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(Error::invalid(field, Reason::Between("1900-01-01".into(), "2199-12-31".into())))
    }
}

/// Where a family's days begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FamilyClock {
    /// The family's time zone.
    pub zone: Tz,
    /// Minutes after midnight at which a day begins.
    pub day_start_minutes: u16,
}

/// A day, from its first instant up to the next day's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The first instant.
    pub start: DateTime<Utc>,
    /// The first instant that no longer belongs to it.
    pub end: DateTime<Utc>,
}

impl FamilyClock {
    /// The family's day of this date; 23 to 25 hours long where clocks change.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Day {
        let next = date.succ_opt().unwrap_or(date);
        Day { start: self.begin(date), end: self.begin(next) }
    }

    /// The date of the family's day that an instant belongs to.
    #[must_use]
    pub fn date(&self, instant: DateTime<Utc>) -> NaiveDate {
        let local = instant.with_timezone(&self.zone).date_naive();
        // Where a clock change falls on the day's begin, the calendar alone may be a day off.
        let candidates = [local.succ_opt(), Some(local), local.pred_opt()];
        candidates.into_iter().flatten().find(|date| self.begin(*date) <= instant).unwrap_or(local)
    }

    /// The first instant of a date's day: where the clock skips it, the first after the gap; where the clock shows it
    /// twice, the earlier one.
    fn begin(self, date: NaiveDate) -> DateTime<Utc> {
        let mut local =
            NaiveDateTime::from(date) + TimeDelta::minutes(self.day_start_minutes.into());
        // The longest gap on record is a day: Samoa left out 30 December 2011.
        for _ in 0..=24 * 4 {
            if let Some(instant) = self.zone.from_local_datetime(&local).earliest() {
                return instant.to_utc();
            }
            local += TimeDelta::minutes(15);
        }
        local.and_utc()
    }
}

/// As much of an activity as a day's summary needs.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
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
}

#[expect(clippy::cast_precision_loss, reason = "a day has few seconds")]
fn hours(time: TimeDelta) -> f64 {
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
    /// Whether an instant belongs to the day.
    #[must_use]
    pub fn contains(&self, instant: DateTime<Utc>) -> bool {
        (self.start..self.end).contains(&instant)
    }

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
            }
        }
        DaySummary { feedings, sleep, diapers }
    }
}

impl Entry {
    /// A sleep whose end nobody logged is taken to go on for a day at most.
    pub const LONGEST_SLEEP: TimeDelta = TimeDelta::hours(24);

    fn sleeps(&self, now: DateTime<Utc>) -> bool {
        let wakes = self.end.unwrap_or(self.start + Self::LONGEST_SLEEP);
        self.kind == Kind::Sleep && self.start <= now && now < wakes
    }

    fn slept(&self, now: DateTime<Utc>) -> TimeDelta {
        let until = self.end.unwrap_or_else(|| now.min(self.start + Self::LONGEST_SLEEP));
        (until - self.start).max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_23_or_25_hours_long_where_clocks_change() {
        let clock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };
        let hours = |date: &str| {
            let day = clock.day(date.parse().unwrap());
            (day.end - day.start).num_hours()
        };
        assert_eq!(["2024-03-10", "2024-03-11", "2024-11-03"].map(hours), [23, 24, 25]);
    }

    #[test]
    fn a_day_may_begin_where_the_clock_skips_midnight() {
        let clock = FamilyClock { zone: Tz::America__Sao_Paulo, day_start_minutes: 0 };
        let day = clock.day("2018-11-04".parse().unwrap());
        assert_eq!(day.start, at("2018-11-04T03:00:00Z"));
    }

    #[test]
    fn a_night_belongs_to_the_day_it_begins() {
        let clock = FamilyClock { zone: Tz::UTC, day_start_minutes: 0 };
        let child = ChildId::fresh();
        let entry = |kind, sleep, ml: Option<f64>, start: &str, end: Option<&str>| Entry {
            child,
            kind,
            sleep,
            amount: ml.map(Volume::from_millilitres),
            start: at(start),
            end: end.map(at),
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

    proptest! {
        #[test]
        fn every_instant_belongs_to_exactly_the_day_of_its_date(
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
            seconds in 946_684_800_i64..2_145_916_800,
            day_start_minutes in 0_u16..720,
        ) {
            let clock = FamilyClock { zone, day_start_minutes };
            let instant = DateTime::from_timestamp(seconds, 0).unwrap();
            let date = clock.date(instant);
            prop_assert!(clock.day(date).contains(instant));
            prop_assert!(!clock.day(date.succ_opt().unwrap()).contains(instant));
        }
    }
}
