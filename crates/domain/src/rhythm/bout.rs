//! Bouts of sleep, out of a log as people keep it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    daily::Time,
    wall::{in_night, minutes},
};
use crate::{Entry, Kind, SleepKind};

/// A stretch of sleep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bout {
    /// When it began.
    pub(super) start: DateTime<Utc>,
    /// When it ended, if that is known.
    pub(super) end: Option<DateTime<Utc>>,
    /// Whether it belongs to a night.
    pub(super) night: bool,
    /// Whether it goes on.
    pub(super) goes_on: bool,
}

/// A child that wakes for less is asleep again before anybody could call it awake.
const WAKES: TimeDelta = TimeDelta::minutes(15);
/// What is shorter was no sleep.
const SHORTEST: TimeDelta = TimeDelta::minutes(5);

/// A child's sleep, the earliest first: what overlaps, or is interrupted shortly, is one.
pub(super) fn bouts(entries: &[Entry], now: DateTime<Utc>) -> Vec<Bout> {
    let asleep = |entry: &&Entry| entry.kind == Kind::Sleep && entry.start <= now;
    let mut entries: Vec<_> = entries.iter().filter(asleep).collect();
    entries.sort_by_key(|entry| entry.start);
    let mut bouts: Vec<Bout> = Vec::with_capacity(entries.len());
    for entry in entries {
        let goes_on = entry.sleeps(now);
        let end = entry.end.filter(|_| !goes_on);
        if end.is_some_and(|end| end - entry.start < SHORTEST) {
            continue;
        }
        let night = entry.sleep == Some(SleepKind::Night);
        let next = Bout { start: entry.start, end, night, goes_on };
        match bouts.last_mut().and_then(|last| Some((last.end?, last))) {
            Some((end, last)) if next.start - end < WAKES => {
                last.end = next.end.map(|next| next.max(end));
                last.night |= next.night;
                last.goes_on = next.goes_on;
            }
            _ => bouts.push(next),
        }
    }
    bouts
}

/// A night, from noon to noon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Night {
    /// The date of its first noon.
    pub(super) date: NaiveDate,
    /// When the child went to bed, after it woke last.
    pub(super) time: Time,
    /// How many minutes it slept, as far as that is known.
    pub(super) slept: f64,
    /// The longest of its bouts, in minutes.
    pub(super) longest: f64,
    /// Whether each of its bouts is known to have ended.
    pub(super) over: bool,
}

/// A child that sleeps for less in the evening, and is then awake for a while, has dozed.
const DOZE: f64 = 90.0;
/// For so many minutes.
const UP: f64 = 30.0;

/// The nights among bouts of sleep.
pub(super) fn nights(bouts: &[Bout], zone: Tz) -> Vec<Night> {
    let mut nights: Vec<Night> = Vec::new();
    let nexts = bouts.iter().skip(1).map(Some).chain([None]);
    let mut woke = None;
    for (bout, next) in bouts.iter().zip(nexts) {
        let up_since = std::mem::replace(&mut woke, bout.end);
        if !bout.night {
            continue;
        }
        let (date, bedtime) = in_night(bout.start, zone);
        let slept = bout.end.map(|end| minutes(bout.start, end));
        let up = bout.end.zip(next).map(|(end, next)| minutes(end, next.start));
        let begins = nights.last().is_none_or(|night| night.date != date);
        let dozes = slept.is_some_and(|it| it < DOZE) && up.is_some_and(|it| it >= UP);
        if begins && dozes {
            continue;
        }
        if begins {
            let after = up_since.map(|woke| bedtime - minutes(woke, bout.start));
            let time = Time { minutes: bedtime, after };
            nights.push(Night { date, time, slept: 0.0, longest: 0.0, over: true });
        }
        if let Some(night) = nights.last_mut() {
            night.slept += slept.unwrap_or_default();
            night.longest = night.longest.max(slept.unwrap_or_default());
            night.over &= slept.is_some();
        }
    }
    nights
}
