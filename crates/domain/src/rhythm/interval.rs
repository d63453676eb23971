//! Times between what recurs: from waking up to falling asleep and back, and from one feeding to the next.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    bout::Bout,
    wall::{Wall, minutes},
};

/// The begin of an interval, with what is known by then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Begun {
    /// When.
    pub(super) at: DateTime<Utc>,
    /// By the clock on the wall.
    pub(super) wall: Wall,
    /// The how many-th of its day, from 1.
    pub(super) index: u32,
    /// How many minutes the interval before it took, if that was of the same day.
    pub(super) before: Option<f64>,
}

/// An interval that is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    /// Its begin.
    pub(super) begun: Begun,
    /// How many minutes it took.
    pub(super) minutes: f64,
}

/// Counts what happens on each day.
#[derive(Default)]
pub(super) struct Count {
    day: NaiveDate,
    index: u32,
}

impl Count {
    pub(super) fn next(&mut self, day: NaiveDate) -> u32 {
        if std::mem::replace(&mut self.day, day) != day {
            self.index = 0;
        }
        self.index += 1;
        self.index
    }
}

/// A bout of sleep and the wake window after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cycle {
    /// When the child fell asleep.
    pub(super) asleep: DateTime<Utc>,
    /// The nap, unless it was the night; and its minutes, if they are known.
    pub(super) nap: Option<(Begun, Option<f64>)>,
    /// The wake window, and its minutes, if it is over. Those count that begin by day, and at night those between two naps.
    pub(super) window: Option<(Begun, Option<f64>)>,
}

impl Cycle {
    /// The first wake window of a day: the one after the night.
    pub(super) fn morning(&self) -> Option<Begun> {
        const NOON: f64 = 12.0 * 60.0;
        let (window, _) = self.window.filter(|_| self.nap.is_none())?;
        (window.index == 1 && window.wall.minute < NOON).then_some(window)
    }
}

/// What is longer than a nap was the night.
const LONGEST_NAP: f64 = 300.0;

/// A child's sleep as cycles.
pub(super) fn cycles(bouts: &[Bout], zone: Tz) -> Vec<Cycle> {
    let (mut naps, mut windows) = (Count::default(), Count::default());
    let mut awake = None;
    let nexts = bouts.iter().skip(1).map(Some).chain([None]);
    let cycles = bouts.iter().zip(nexts).map(|(bout, next)| {
        let asleep = Wall::of(bout.start, zone);
        let slept = bout.end.map(|end| minutes(bout.start, end));
        let nap = (!bout.night).then(|| {
            let index = naps.next(asleep.day);
            (Begun { at: bout.start, wall: asleep, index, before: awake.take() }, slept)
        });
        let window = bout.end.and_then(|at| {
            let wall = Wall::of(at, zone);
            let naps = !bout.night && next.is_none_or(|next| !next.night);
            if !wall.is_by_day() && !naps {
                return None;
            }
            let index = windows.next(wall.day);
            let before = slept.filter(|slept| index > 1 && *slept < LONGEST_NAP);
            let lasted = next.map(|next| minutes(at, next.start));
            awake = lasted;
            Some((Begun { at, wall, index, before }, lasted))
        });
        Cycle { asleep: bout.start, nap, window }
    });
    cycles.collect()
}

/// Feedings that begin so soon after another belong to its session.
const SESSION: TimeDelta = TimeDelta::minutes(40);

/// The intervals between sessions of feedings that began at these times, each with its minutes if it is over.
pub(super) fn feeding_intervals(starts: &[DateTime<Utc>], zone: Tz) -> Vec<(Begun, Option<f64>)> {
    let mut count = Count::default();
    let sessions: Vec<_> =
        starts.chunk_by(|one, next| *next - *one < SESSION).map(|session| session[0]).collect();
    let nexts = sessions.iter().skip(1).map(Some).chain([None]);
    let intervals = sessions.iter().zip(nexts).map(|(&at, next)| {
        let wall = Wall::of(at, zone);
        let begun = Begun { at, wall, index: count.next(wall.day), before: None };
        (begun, next.map(|next| minutes(at, *next)))
    });
    intervals.collect()
}
