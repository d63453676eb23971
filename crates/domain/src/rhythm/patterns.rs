//! What a child's days have in common.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use super::{
    Rhythm,
    habit::{self, Habit, whole},
    shrink,
    wall::{Wall, in_night},
};
use crate::{
    BreastSide, DaySummary, Direction, Entry, FamilyClock, Feeding, Kind, SleepDay, Volume,
    VolumeUnit, measure::round, report::mostly_measured, word::words,
};

words! {
    /// Where a child's sleep goes.
    Progress {
        /// Its longest sleep at night gets longer.
        Improving = "improving",
        /// It stays as it is, or one cannot tell.
        Stable = "stable",
        /// It gets shorter.
        Declining = "declining",
    }
}

/// What a child's last two weeks have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Patterns {
    /// On how many of the days sleep was logged.
    pub days: usize,
    /// How long it sleeps by night, in hours, on average; to a tenth.
    pub night_sleep: Option<f64>,
    /// How long it sleeps by day, in hours, on average; to a tenth.
    pub day_sleep: Option<f64>,
    /// The bedtime after which it sleeps longest, if that makes a difference; else its usual one.
    pub optimal_bedtime: Option<NaiveTime>,
    /// How long it is usually awake before each sleep of its day, in minutes; to five.
    pub wake_windows: Vec<u32>,
    /// Where its nights go.
    pub trend: Progress,
    /// How much it drinks in a day, on average of the days on which most was measured.
    pub intake: Option<Volume>,
    /// How long it usually is from each feeding of its day to the next, in hours; to a quarter.
    pub feeding_intervals: Vec<f64>,
    /// What it does by habit.
    pub habits: Vec<Habit>,
}

/// A day of the family that is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct PastDay {
    summary: DaySummary,
    /// Whether most of what the child drank was measured.
    measured: bool,
}

/// For so many days.
const DAYS: usize = 14;

impl Patterns {
    /// How far back they go.
    pub const REACH: TimeDelta = TimeDelta::days(14);
}

/// The last days of the family that are over.
pub(super) fn past_days(clock: FamilyClock, entries: &[Entry], now: DateTime<Utc>) -> Vec<PastDay> {
    let today = clock.date(now);
    let days = std::iter::successors(today.pred_opt(), NaiveDate::pred_opt).take(DAYS);
    let past = days.map(|date| {
        let day = clock.day(date);
        let of_day: Vec<_> = entries.iter().filter(|it| day.contains(it.start)).collect();
        let summary = day.summary(of_day.iter().map(|it| **it), now);
        let fed = of_day.into_iter().filter(|it| it.kind == Kind::Feeding);
        PastDay { summary, measured: mostly_measured(fed) }
    });
    past.collect()
}

impl Rhythm {
    /// What the days have in common, as of now.
    #[must_use]
    pub fn patterns(&self, now: DateTime<Utc>) -> Patterns {
        let zone = self.sleeping.zone;
        let (tonight, today) = (in_night(now, zone).0, Wall::of(now, zone).day);
        let slept = self.days.iter().map(|day| day.summary.sleep);
        let slept: Vec<_> = slept.filter(|sleep| !sleep.total.is_zero()).collect();
        let drunk = self.days.iter().filter(|day| day.measured && day.summary.feedings.count > 0);
        let habits = self.habits(now);
        let windows = self.sleeping.windows.usual_day(today, |it| it.minutes);
        let intervals = self.feedings.usual_day(today, |it| it.minutes);
        Patterns {
            days: slept.len(),
            night_sleep: tenths(mean(slept.iter().map(SleepDay::night_hours))),
            day_sleep: tenths(mean(slept.iter().map(SleepDay::nap_hours))),
            optimal_bedtime: self.optimal_bedtime(tonight, &habits),
            wake_windows: windows
                .into_iter()
                .map(|minutes| whole((minutes / 5.0).round() * 5.0))
                .collect(),
            trend: match self.night_stretch(tonight) {
                Direction::Increasing => Progress::Improving,
                Direction::Decreasing => Progress::Declining,
                Direction::Stable => Progress::Stable,
            },
            intake: mean(drunk.map(|day| day.summary.feedings.total_millilitres))
                .map(Volume::from_millilitres),
            feeding_intervals: intervals.iter().map(|it| (it / 15.0).round() / 4.0).collect(),
            habits,
        }
    }

    /// The usual bedtime, of those nights only that are longer for it, if there is a difference.
    fn optimal_bedtime(&self, tonight: NaiveDate, habits: &[Habit]) -> Option<NaiveTime> {
        let best = habits.iter().find_map(|habit| match *habit {
            Habit::LongerNights { bedtime, before, .. } => Some((bedtime, before)),
            _ => None,
        });
        let is_better = |minutes: f64| {
            best.is_none_or(|(bedtime, before)| (minutes < since_noon(bedtime)) == before)
        };
        let lately = self.nights.iter().filter(|it| (tonight - it.date).num_days() <= habit::REACH);
        let bedtimes = lately.map(|it| it.time.minutes).filter(|it| is_better(*it));
        let bedtimes: Vec<_> = bedtimes.map(|it| (it, 1.0)).collect();
        let usual = shrink::median(&bedtimes).filter(|_| bedtimes.len() >= NIGHTS)?;
        Some(habit::time((usual / 5.0).round() * 5.0 + 12.0 * 60.0))
    }
}

/// So many nights tell of a usual bedtime.
const NIGHTS: usize = 3;

/// A time of day in minutes after noon.
fn since_noon(time: NaiveTime) -> f64 {
    let minutes = f64::from(time.num_seconds_from_midnight()) / 60.0;
    (minutes - 12.0 * 60.0).rem_euclid(24.0 * 60.0)
}

fn tenths(hours: Option<f64>) -> Option<f64> {
    hours.map(|hours| round(hours, 1))
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let numbers: Vec<_> = numbers.map(|number| (number, 1.0)).collect();
    let sum: f64 = numbers.iter().map(|(number, _)| number).sum();
    (!numbers.is_empty()).then(|| sum / shrink::weight(&numbers))
}

/// The side on which a child is mostly breastfed, if at least three of five of its feedings begin there; of ten feedings or
/// more.
#[must_use]
pub fn preferred_side<'a>(feedings: impl IntoIterator<Item = &'a Feeding>) -> Option<BreastSide> {
    let sides = feedings.into_iter().filter_map(|feeding| match (feeding.side, feeding.sides) {
        (Some(side @ (BreastSide::Left | BreastSide::Right)), _) => Some(side),
        (_, Some(sides)) if sides.left > sides.right => Some(BreastSide::Left),
        (_, Some(sides)) if sides.right > sides.left => Some(BreastSide::Right),
        _ => None,
    });
    let (left, right): (Vec<_>, Vec<_>) = sides.partition(|side| *side == BreastSide::Left);
    let mostly = |side: usize| side * 5 >= (left.len() + right.len()) * 3;
    match (left.len(), right.len()) {
        (left, right) if left + right < 10 => None,
        (left, _) if mostly(left) => Some(BreastSide::Left),
        (_, right) if mostly(right) => Some(BreastSide::Right),
        _ => None,
    }
}

/// The unit in which most of these feedings were measured.
#[must_use]
pub fn usual_unit<'a>(feedings: impl IntoIterator<Item = &'a Feeding>) -> VolumeUnit {
    let units = feedings.into_iter().filter_map(|feeding| Some(feeding.amount?.unit));
    let (metric, other): (Vec<_>, Vec<_>) = units.partition(|it| *it == VolumeUnit::Millilitre);
    other.first().copied().filter(|_| other.len() > metric.len()).unwrap_or(VolumeUnit::Millilitre)
}
