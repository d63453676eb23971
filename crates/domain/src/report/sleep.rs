//! How a child sleeps.

use std::{collections::BTreeMap, f64::consts::TAU};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use super::{Dates, NOON};
use crate::{Entry, FamilyClock, Kind, SleepKind, summary::hours};

/// What the sleep of several days has in common. Times are those of the clock on the family's wall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SleepPatterns {
    /// When the child goes to bed for the night: the median, if at least three nights and most of them begin within half
    /// an hour of it.
    pub bedtime: Option<NaiveTime>,
    /// When its nights end, on average around the clock.
    pub wake_time: Option<NaiveTime>,
    /// The longest sleep. One whose end was forgotten tells nothing here.
    pub longest: Option<TimeDelta>,
}

/// How far from the usual a bedtime may be, in minutes.
const NEAR: i64 = 30;
/// How many nights make a habit.
const HABIT: usize = 3;
const DAY: i64 = 24 * 60;

impl SleepPatterns {
    pub(super) fn new(
        dates: Dates,
        clock: FamilyClock,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> Self {
        let nights = nights(dates, clock, entries);
        let begins = nights.values().map(|night| night.begins).collect();
        let ends: Vec<_> = nights.values().filter_map(|night| night.ends).collect();
        let span = dates.span(clock);
        let slept = entries.iter().filter(|entry| {
            let known = entry.end.is_some() || entry.sleeps(now);
            entry.kind == Kind::Sleep && span.contains(entry.start) && known
        });
        Self {
            bedtime: habit(begins),
            wake_time: around_the_clock(&ends),
            longest: slept.map(|entry| entry.slept(now)).max(),
        }
    }

    /// The longest sleep in hours, to a hundredth.
    #[must_use]
    pub fn longest_hours(&self) -> Option<f64> {
        self.longest.map(hours)
    }
}

/// One night, which a child may sleep through or not.
struct Night {
    /// When its last sleep so far began.
    last: DateTime<Utc>,
    /// When the child went to bed, in minutes after noon.
    begins: i64,
    /// When it got up, if it has: when the last sleep ended.
    ends: Option<NaiveTime>,
}

/// The nights that begin on these dates.
fn nights(dates: Dates, clock: FamilyClock, entries: &[Entry]) -> BTreeMap<NaiveDate, Night> {
    let local = |at: DateTime<Utc>| at.with_timezone(&clock.zone).naive_local();
    let mut nights = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.sleep == Some(SleepKind::Night)) {
        let start = local(entry.start);
        let since_noon = NOON.signed_duration_since(NaiveTime::MIN);
        let date = (start - since_noon).date();
        if !dates.contains(date) {
            continue;
        }
        let begins = (start - date.and_time(NOON)).num_minutes();
        let ends = entry.end.map(|end| local(end).time());
        let night = nights.entry(date).or_insert(Night { last: entry.start, begins, ends });
        night.begins = night.begins.min(begins);
        if entry.start > night.last {
            (night.last, night.ends) = (entry.start, ends);
        }
    }
    nights
}

/// The median of some minutes after noon, if most of them are near it.
fn habit(mut minutes: Vec<i64>) -> Option<NaiveTime> {
    minutes.sort_unstable();
    let (count, middle) = (minutes.len(), minutes.len() / 2);
    let upper = *minutes.get(middle)?;
    let lower = if count.is_multiple_of(2) { minutes[middle - 1] } else { upper };
    let median = i64::midpoint(lower, upper);
    let near = minutes.iter().filter(|it| (*it - median).abs() <= NEAR).count();
    (near >= HABIT && 2 * near > count).then(|| time(median + DAY / 2))
}

/// The mean of times as places on the clock's face: of 23:50 and 0:10 it is midnight. Times all around have none.
fn around_the_clock(times: &[NaiveTime]) -> Option<NaiveTime> {
    let angle = |time: &NaiveTime| f64::from(time.num_seconds_from_midnight()) / 86_400.0 * TAU;
    let (sin, cos) = times
        .iter()
        .map(|time| angle(time).sin_cos())
        .fold((0.0, 0.0), |(sin, cos), (more_sin, more_cos)| (sin + more_sin, cos + more_cos));
    if f64::hypot(sin, cos) < 1e-6 {
        return None;
    }
    let day = 24.0 * 60.0;
    #[expect(clippy::cast_possible_truncation, reason = "a day has few minutes")]
    let minutes = (f64::atan2(sin, cos) / TAU * day).round() as i64;
    Some(time(minutes))
}

/// So many minutes after midnight, of whichever day.
fn time(minutes: i64) -> NaiveTime {
    NaiveTime::MIN + TimeDelta::minutes(minutes.rem_euclid(DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bedtime_is_a_habit_of_most_nights() {
        let bedtime = |minutes: &[i64]| habit(minutes.to_vec()).map(|time| time.to_string());
        assert_eq!(bedtime(&[480, 470, 500]).as_deref(), Some("20:00:00"));
        assert_eq!(bedtime(&[480, 470]), None);
        assert_eq!(bedtime(&[470, 480, 600, 700]), None);
        assert_eq!(bedtime(&[450, 480, 510, 900, 100]).as_deref(), Some("20:00:00"));
        assert_eq!(bedtime(&[480, 480, 480, 900, 100, 920, 80]), None);
        assert_eq!(bedtime(&[710, 725, 735, 740]).as_deref(), Some("00:10:00"));
    }

    #[test]
    fn times_are_averaged_across_midnight() {
        let mean = |times: &[(u32, u32)]| {
            let times: Vec<_> =
                times.iter().map(|(h, m)| NaiveTime::from_hms_opt(*h, *m, 0).unwrap()).collect();
            around_the_clock(&times).map(|time| time.to_string())
        };
        assert_eq!(mean(&[(23, 50), (0, 10)]).as_deref(), Some("00:00:00"));
        assert_eq!(mean(&[(6, 0), (7, 0)]).as_deref(), Some("06:30:00"));
        assert_eq!(mean(&[(0, 0), (12, 0)]), None);
        assert_eq!(mean(&[]), None);
    }
}
