//! The family's day: where it begins and ends.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use crate::{Error, Form, Reason, Result};

/// Reads a date that a family can ask about, such as `2024-01-10`.
///
/// # Errors
/// [`Error::Invalid`] if it is none, or not in the years from 1900 to 2199.
pub fn date(field: &'static str, text: &str) -> Result<NaiveDate> {
    const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    const LAST: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap();
    let date = text.parse().map_err(|_| Error::invalid(field, Reason::NotA(Form::Date)))?;
    if (FIRST..=LAST).contains(&date) {
        Ok(date)
    } else {
        Err(Error::invalid(field, Reason::between(FIRST, LAST)))
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

    /// Whether a child that falls asleep now sleeps for the night: between seven in the evening and five.
    #[must_use]
    pub fn is_night(&self, instant: DateTime<Utc>) -> bool {
        !(5..19).contains(&instant.with_timezone(&self.zone).hour())
    }

    /// The instant at which the clock on the wall shows this: where it skips it, the first after the gap; where it shows it
    /// twice, the earlier one.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let shown = |local: NaiveDateTime| self.zone.from_local_datetime(&local).earliest();
        if let Some(instant) = shown(local) {
            return instant.to_utc();
        }
        let minute = local.with_second(0).and_then(|it| it.with_nanosecond(0)).unwrap_or(local);
        // The longest gap on record is a day: Samoa left out 30 December 2011.
        let after = (1..=24 * 60).find_map(|minutes| shown(minute + TimeDelta::minutes(minutes)));
        after.map_or_else(|| local.and_utc(), |instant| instant.to_utc())
    }

    /// Likewise of an end: where the clock shows it twice and the earlier one lies before the start, the later.
    #[must_use]
    pub fn end(&self, local: NaiveDateTime, start: DateTime<Utc>) -> DateTime<Utc> {
        let again = || Some(self.zone.from_local_datetime(&local).latest()?.to_utc());
        let earlier = self.instant(local);
        if earlier < start { again().unwrap_or(earlier) } else { earlier }
    }

    /// The first instant of a date's day.
    fn begin(self, date: NaiveDate) -> DateTime<Utc> {
        let start = TimeDelta::minutes(self.day_start_minutes.into());
        self.instant(NaiveDateTime::from(date) + start)
    }
}

impl Day {
    /// Whether an instant belongs to the day.
    #[must_use]
    pub fn contains(&self, instant: DateTime<Utc>) -> bool {
        (self.start..self.end).contains(&instant)
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
    fn a_wall_clock_that_skips_or_repeats_an_hour_still_tells_one_instant() {
        let clock = FamilyClock { zone: Tz::Europe__Paris, day_start_minutes: 0 };
        for (local, instant) in [
            ("2024-03-31T02:07:30", "2024-03-31T01:00:00Z"),
            ("2024-10-27T02:30:00", "2024-10-27T00:30:00Z"),
            ("2024-01-10T08:00:00", "2024-01-10T07:00:00Z"),
        ] {
            assert_eq!(clock.instant(local.parse().unwrap()), at(instant), "{local}");
        }
    }

    #[test]
    fn an_end_before_its_start_is_when_the_clock_shows_it_again() {
        let clock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };
        for (local, start, end) in [
            ("2024-11-03T01:10:00", "2024-11-03T05:50:00Z", "2024-11-03T06:10:00Z"),
            ("2024-11-03T01:50:00", "2024-11-03T05:50:00Z", "2024-11-03T05:50:00Z"),
            ("2024-11-03T03:00:00", "2024-11-03T05:50:00Z", "2024-11-03T08:00:00Z"),
            ("2024-11-04T01:10:00", "2024-11-04T06:50:00Z", "2024-11-04T06:10:00Z"),
            ("2024-03-10T02:10:00", "2024-03-10T07:50:00Z", "2024-03-10T07:00:00Z"),
        ] {
            assert_eq!(clock.end(local.parse().unwrap(), at(start)), at(end), "{local}");
        }
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
