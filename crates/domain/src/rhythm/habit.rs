//! What a child does by habit, as far as its log proves it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{
    Rhythm,
    bout::Night,
    interval::{Begun, Cycle},
    shrink,
    split::{Split, split},
    wall::{Wall, in_night},
};
use crate::{Direction, Word};

/// What a child does by habit. Times of day are by the clock on the family's wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Habit {
    /// Its nights are longer when it goes to bed before, or not before, a time.
    LongerNights {
        /// The time.
        bedtime: NaiveTime,
        /// Whether they are longer before it.
        before: bool,
        /// How much longer, in minutes.
        minutes: u32,
    },
    /// Its naps are longer when it was awake for less, or not for less, than so long.
    LongerNaps {
        /// How long, in minutes.
        awake: u32,
        /// Whether they are longer when it was awake for less.
        less: bool,
        /// How much longer, in minutes.
        minutes: u32,
    },
    /// It wakes in the morning between two times.
    SteadyMornings {
        /// The earlier one.
        from: NaiveTime,
        /// The later one.
        to: NaiveTime,
    },
    /// The longest sleep of its nights gets longer or shorter.
    NightStretch(Direction),
    /// The time between its feedings gets longer or shorter.
    FeedingIntervals(Direction),
}

impl Habit {
    /// Names it among the habits of a child, whatever its numbers: the other way round it is another.
    #[must_use]
    pub fn name(&self) -> String {
        let way = |is: bool, one, other| if is { one } else { other };
        match self {
            Self::LongerNights { before, .. } => {
                format!("longer-nights-{}", way(*before, "before", "after"))
            }
            Self::LongerNaps { less, .. } => format!("longer-naps-{}", way(*less, "less", "more")),
            Self::SteadyMornings { .. } => "steady-mornings".into(),
            Self::NightStretch(goes) => format!("night-stretch-{}", goes.word()),
            Self::FeedingIntervals(goes) => format!("feeding-intervals-{}", goes.word()),
        }
    }

    /// Whether its times are half an hour from those that were told of it.
    pub(crate) fn is_news_after(&self, told: &Self) -> bool {
        let far = |one: NaiveTime, other: NaiveTime| {
            let apart = (one - other).num_minutes().abs();
            apart.min(DAY - apart) >= APART
        };
        match (*self, *told) {
            (Self::LongerNights { bedtime: now, .. }, Self::LongerNights { bedtime: told, .. })
            | (Self::SteadyMornings { from: now, .. }, Self::SteadyMornings { from: told, .. }) => {
                far(now, told)
            }
            (Self::LongerNaps { awake: now, .. }, Self::LongerNaps { awake: told, .. }) => {
                i64::from(now.abs_diff(told)) >= APART
            }
            _ => false,
        }
    }

    /// Whether it is about sleep.
    #[must_use]
    pub fn is_of_sleep(&self) -> bool {
        !self.is_of_feeding()
    }

    /// Whether it is about feeding.
    #[must_use]
    pub fn is_of_feeding(&self) -> bool {
        matches!(self, Self::FeedingIntervals(_))
    }
}

/// For so many days habits of nights and naps are looked for.
pub(super) const REACH: i64 = 35;
/// For so many days a trend.
pub(super) const TREND: i64 = 14;
/// What makes a difference of less, in minutes, is not worth a word.
const WORTH: f64 = 10.0;
/// The minutes of a day.
const DAY: i64 = 24 * 60;
/// What differs by so many minutes is something else.
const APART: i64 = 30;
/// A sleep counts as at most so many minutes longer or shorter than usual.
const CLIP: f64 = 120.0;
/// Times are told to so many minutes.
const GRID: u32 = 15;
/// So many of ten mornings must lie close together,
const STEADY: f64 = 0.8;
/// which is within so many minutes,
const CLOSE: f64 = 45.0;
/// and there must be so many.
const MORNINGS: usize = 10;

impl Rhythm {
    /// What the child does by habit, as of now.
    #[must_use]
    pub fn habits(&self, now: DateTime<Utc>) -> Vec<Habit> {
        let zone = self.sleeping.zone;
        let (tonight, today) = (in_night(now, zone).0, Wall::of(now, zone).day);
        let lately = |date: NaiveDate| (1..=REACH).contains(&(today - date).num_days());
        let nights = self.nights.iter().filter(|night| night.over && lately(night.date));
        let nights: Vec<_> = nights.filter(|night| night.date < tonight).copied().collect();
        let cycles = self.cycles.iter().filter(|cycle| lately(Wall::of(cycle.asleep, zone).day));
        let cycles: Vec<_> = cycles.copied().collect();
        let mornings = cycles.iter().filter_map(Cycle::morning).map(|window| window.wall);
        let mornings = mornings.filter(|wall| (today - wall.day).num_days() <= TREND);
        let mornings: Vec<_> = mornings.collect();
        let goes = |direction, habit: fn(Direction) -> Habit| {
            (direction != Direction::Stable).then(|| habit(direction))
        };
        let habits = [
            longer_nights(&nights),
            longer_naps(&cycles),
            steady_mornings(&mornings),
            goes(self.night_stretch(tonight), Habit::NightStretch),
            goes(self.feedings.trend(today), Habit::FeedingIntervals),
        ];
        habits.into_iter().flatten().collect()
    }

    /// Where the longest sleep of the nights goes.
    pub(super) fn night_stretch(&self, tonight: NaiveDate) -> Direction {
        trend(self.nights.iter().map(|night| (night.date, night.longest)), tonight)
    }
}

/// Whether nights are longer for an earlier or a later bedtime.
fn longer_nights(nights: &[Night]) -> Option<Habit> {
    let points: Vec<_> = nights.iter().map(|night| (night.time.minutes, night.slept)).collect();
    let Split { at, difference } = worth(&points)?;
    let bedtime = time(at + 12.0 * 60.0);
    Some(Habit::LongerNights { bedtime, before: difference > 0.0, minutes: told(difference) })
}

/// Whether naps are longer after a shorter or a longer wake window: each beside the naps of its place in the day, as later
/// windows are longer anyway.
fn longer_naps(cycles: &[Cycle]) -> Option<Habit> {
    let naps: Vec<_> = cycles.iter().filter_map(|cycle| cycle.nap).collect();
    let usual = |index: u32| {
        let same = naps.iter().filter(|(nap, _)| nap.index == index);
        shrink::median(&same.filter_map(|(_, slept)| Some(((*slept)?, 1.0))).collect::<Vec<_>>())
    };
    let longer =
        |(nap, slept): &(Begun, Option<f64>)| Some((nap.before?, (*slept)? - usual(nap.index)?));
    let points: Vec<_> = naps.iter().filter_map(longer).collect();
    let Split { at, difference } = worth(&points)?;
    let (awake, less) = (whole(at), difference > 0.0);
    Some(Habit::LongerNaps { awake, less, minutes: told(difference) })
}

/// Whether the child wakes for the day at about the same time.
fn steady_mornings(mornings: &[Wall]) -> Option<Habit> {
    let mut minutes: Vec<_> = mornings.iter().map(|morning| morning.minute).collect();
    minutes.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "there are few"
    )]
    let most = (STEADY * minutes.len() as f64).ceil() as usize;
    if minutes.len() < MORNINGS {
        return None;
    }
    let width = |span: &&[f64]| span[most - 1] - span[0];
    let closest = minutes.windows(most).min_by(|one, other| width(one).total_cmp(&width(other)))?;
    let grid = f64::from(GRID);
    let from = (closest[0] / grid).floor() * grid;
    let to = ((closest[most - 1] / grid).ceil() * grid).max(from + grid);
    (to - from <= CLOSE).then(|| Habit::SteadyMornings { from: time(from), to: time(to) })
}

/// Where the median of the numbers of each day goes, up to yesterday.
#[expect(clippy::cast_precision_loss, reason = "there are few days")]
pub(super) fn trend(
    numbers: impl Iterator<Item = (NaiveDate, f64)>,
    today: NaiveDate,
) -> Direction {
    let mut by_day = std::collections::BTreeMap::<_, Vec<_>>::new();
    for (day, number) in numbers {
        by_day.entry((day - today).num_days()).or_default().push((number, 1.0));
    }
    let lately = by_day.into_iter().filter(|(day, _)| (-TREND..0).contains(day));
    let points = lately.filter_map(|(day, numbers)| Some((day as f64, shrink::median(&numbers)?)));
    Direction::of(&points.collect::<Vec<_>>())
}

/// A difference that is proven, and worth a word.
fn worth(points: &[(f64, f64)]) -> Option<Split> {
    let grid = f64::from(GRID);
    let (least, most) = points
        .iter()
        .fold((f64::MAX, f64::MIN), |(least, most), (x, _)| (least.min(*x), most.max(*x)));
    let places = std::iter::successors(Some((least / grid).ceil() * grid), |at| Some(at + grid));
    let places: Vec<_> = places.take_while(|at| *at <= most).collect();
    split(points, &places, CLIP).filter(|split| split.difference.abs() >= WORTH)
}

/// A difference as it is told: to five minutes.
fn told(difference: f64) -> u32 {
    whole((difference.abs() / 5.0).round() * 5.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a day")]
pub(super) fn whole(minutes: f64) -> u32 {
    minutes.round() as u32
}

/// So many minutes after midnight, of whichever day.
pub(super) fn time(minutes: f64) -> NaiveTime {
    let seconds = i64::from(whole(minutes.rem_euclid(1440.0))) * 60;
    NaiveTime::MIN + TimeDelta::seconds(seconds)
}
