//! Several days of a child in numbers.
//!
//! The days are those of [`Day::summary`](crate::Day::summary), by its rule; what runs through them is found out here.

mod feeding;
mod sleep;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};

use crate::{Day, DaySummary, Entry, Error, FamilyClock, Reason, Result};

pub use feeding::FeedingTrends;
pub(crate) use feeding::mostly_measured;
pub use sleep::SleepPatterns;

/// The days of a report, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dates {
    first: NaiveDate,
    last: NaiveDate,
}

impl Dates {
    /// The most days of a report.
    pub const MOST: u64 = 31;

    /// The days from one to another.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the last is before the first, or there are more than [`Self::MOST`].
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self> {
        let furthest = first.checked_add_days(Days::new(Self::MOST - 1)).unwrap_or(NaiveDate::MAX);
        if (first..=furthest).contains(&last) {
            Ok(Self { first, last })
        } else {
            Err(Error::invalid("endDate", Reason::between(first, furthest)))
        }
    }

    /// The last one.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Each of them.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |date| *date <= self.last)
    }

    /// Whether a date is one of them.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// All of them as one stretch of time.
    #[must_use]
    pub fn span(self, clock: FamilyClock) -> Day {
        Day { start: clock.day(self.first).start, end: clock.day(self.last).end }
    }

    /// The same up to the end of the last night, which is noon.
    #[must_use]
    pub fn span_with_nights(self, clock: FamilyClock) -> Day {
        let span = self.span(clock);
        let noon = self.last.succ_opt().unwrap_or(self.last).and_time(NOON);
        let night = clock.zone.from_local_datetime(&noon).latest();
        Day { end: night.map_or(span.end, |noon| noon.to_utc().max(span.end)), ..span }
    }
}

/// Where one night ends and the next begins: a child that woke at four and slept on went to bed the evening before.
const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).unwrap();

/// Several days of a child in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct WeeklyReport {
    /// Each day.
    pub days: Vec<(NaiveDate, DaySummary)>,
    /// How it sleeps.
    pub sleep: SleepPatterns,
    /// How it eats.
    pub feeding: FeedingTrends,
}

impl WeeklyReport {
    /// Sums up one child's entries, which may reach beyond the days; what goes on counts up to now.
    #[must_use]
    pub fn new(dates: Dates, clock: FamilyClock, entries: &[Entry], now: DateTime<Utc>) -> Self {
        let days: Vec<_> = dates
            .days()
            .map(|date| (date, clock.day(date).summary(entries.iter().copied(), now)))
            .collect();
        Self {
            sleep: SleepPatterns::new(dates, clock, entries, now),
            feeding: FeedingTrends::new(dates, clock, entries, &days, now),
            days,
        }
    }
}

#[cfg(test)]
mod tests;
