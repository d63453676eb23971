//! Instants as the clock on the family's wall shows them.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::FamilyClock;

/// An instant by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wall {
    /// The child's day, which begins at five in the morning.
    pub(super) day: NaiveDate,
    /// Minutes after midnight.
    pub(super) minute: f64,
}

/// Before this hour a child that wakes goes on with its night.
const MORNING: u32 = 5;
/// From half past seven in the evening on, likewise.
const EVENING: f64 = 19.5 * 60.0;

impl Wall {
    pub(super) fn of(at: DateTime<Utc>, zone: Tz) -> Self {
        let local = at.with_timezone(&zone).naive_local();
        let minute = f64::from(local.num_seconds_from_midnight()) / 60.0;
        Self { day: (local - TimeDelta::hours(MORNING.into())).date(), minute }
    }

    /// Whether a child that wakes then wakes for a part of the day.
    pub(super) fn is_by_day(self) -> bool {
        (f64::from(MORNING) * 60.0..EVENING).contains(&self.minute)
    }

    /// How far it is from one time of day to another, in radians of the clock's face.
    pub(super) fn angle(self, other: Self) -> f64 {
        (self.minute - other.minute) / 1440.0 * std::f64::consts::TAU
    }
}

/// How many minutes it is from one instant to another.
#[expect(clippy::cast_precision_loss, reason = "a life has few seconds")]
pub(super) fn minutes(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).num_seconds() as f64 / 60.0
}

/// The same so many minutes later.
#[expect(clippy::cast_possible_truncation, reason = "they are few")]
pub(super) fn later(at: DateTime<Utc>, minutes: f64) -> DateTime<Utc> {
    at + TimeDelta::seconds((minutes * 60.0).round() as i64)
}

/// The night that an instant belongs to, which lasts from noon to noon: the date of its noon, and minutes after that.
pub(super) fn in_night(at: DateTime<Utc>, zone: Tz) -> (NaiveDate, f64) {
    let since_noon = at.with_timezone(&zone).naive_local() - TimeDelta::hours(12);
    (since_noon.date(), f64::from(since_noon.num_seconds_from_midnight()) / 60.0)
}

/// The instant so many minutes after a date's noon by the clock on the wall.
pub(super) fn after_noon(date: NaiveDate, minutes: f64, zone: Tz) -> DateTime<Utc> {
    const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    #[expect(clippy::cast_possible_truncation, reason = "a day has few seconds")]
    let seconds = (minutes * 60.0).round() as i64;
    let clock = FamilyClock { zone, day_start_minutes: 0 };
    clock.instant(date.and_time(NOON) + TimeDelta::seconds(seconds))
}
