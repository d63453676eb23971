//! How long until the next: asleep, awake or fed again.
//!
//! Empirical Bayes (Efron and Morris, Journal of the American Statistical Association 70, 1975, p. 311) over a child's pace,
//! which is the logarithm of its intervals as shares of what is usual at its age: that of the age is moved towards the
//! child's own, that towards its pace in the so-manieth interval of its day, and that towards its pace at the time of day.
//! The more regular the child, the sooner what was seen of it outweighs what is believed without.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{
    age, habit,
    interval::{Begun, Interval},
    memory::{self, Each, Memory},
    record::Record,
    shrink,
};
use crate::Direction;

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recurring {
    /// Falling asleep, counted from waking up.
    Sleep,
    /// Waking up from a nap, counted from falling asleep.
    Waking,
    /// A feeding, counted from the one before.
    Feeding,
}

/// So many intervals tell which memory tells better, and how regular the child is.
const TELLING: usize = 40;
/// How far one interval may move the centre of the pace.
const CLIP: f64 = 0.3;
/// How much children of an age differ, and the intervals of a child by their place in the day: the variance of the pace.
const BETWEEN: f64 = 0.15;
/// How much one interval of a child differs from what is believed of it, before anything was seen: likewise.
const WITHIN: f64 = 0.12;
/// How near in time of day another interval must be to tell of this one: the concentration of a von Mises density, here of a
/// standard deviation of 36 minutes.
const CONCENTRATION: f64 = 40.0;
/// For so many days a usual day is told of.
const LATELY: i64 = 14;
/// So many make something usual.
const HABIT: usize = 3;

impl Recurring {
    /// How many minutes are usual at an age in days.
    fn usual(self, days: f64) -> f64 {
        match self {
            Self::Sleep => {
                let window = age::wake_window(days);
                f64::midpoint(*window.start(), *window.end())
            }
            Self::Waking => age::nap(days),
            Self::Feeding => age::feeding_interval(days),
        }
    }

    /// How many minutes there can have been: beyond, somebody forgot to log what lay between, or it was no interval at all.
    fn believable(self, days: f64) -> RangeInclusive<f64> {
        match self {
            Self::Sleep => 12.0..=2.6 * age::wake_window(days).end(),
            Self::Waking => 5.0..=300.0,
            Self::Feeding => 40.0..=15.0 * 60.0,
        }
    }

    /// How often the age alone tells it to within half an hour.
    fn told_by_age(self) -> f64 {
        match self {
            Self::Sleep => 0.4,
            Self::Waking => 0.6,
            Self::Feeding => 0.25,
        }
    }
}

/// An interval that was seen.
#[derive(Clone, Copy, Debug)]
struct Seen {
    interval: Interval,
    /// The logarithm of its share of what was usual at the age then.
    pace: f64,
    /// How much more that was than each memory believed.
    surprises: Each,
}

/// What is known of how long it takes.
#[derive(Clone, Debug)]
pub(super) struct Expectation {
    what: Recurring,
    /// From when the child's age counts.
    born: NaiveDate,
    seen: Vec<Seen>,
    /// How well it could be told.
    pub(super) record: Record,
}

impl Expectation {
    pub(super) fn new(what: Recurring, born: NaiveDate) -> Self {
        let record = Record::new(what.told_by_age());
        Self { what, born, seen: Vec::new(), record }
    }

    /// Takes up what came, and gives what had been expected of it; `None` if it cannot have been so.
    pub(super) fn see(&mut self, interval: Interval) -> Option<f64> {
        if !self.believable(&interval.begun).contains(&interval.minutes) {
            return None;
        }
        let begun = &interval.begun;
        let pace = (interval.minutes / self.usual(begun)).ln();
        let recent: Vec<_> = self.recent(begun).collect();
        let beliefs = Memory::BOTH.map(|memory| self.believed(memory, begun, &recent));
        let memory = Memory::better(self.telling().map(|seen| seen.surprises));
        let told = beliefs[memory as usize] + carried_over(begun, &recent);
        let guess = self.usual(begun) * told.exp();
        let surprises = beliefs.map(|believed| pace - believed);
        self.seen.push(Seen { interval, pace, surprises });
        self.record.note(interval.minutes - guess);
        Some(guess)
    }

    /// How many minutes are usual at the child's age.
    pub(super) fn usual(&self, begun: &Begun) -> f64 {
        self.what.usual(self.age(begun))
    }

    /// How many minutes there can have been.
    pub(super) fn believable(&self, begun: &Begun) -> RangeInclusive<f64> {
        self.what.believable(self.age(begun))
    }

    /// How many intervals tell of one that began.
    pub(super) fn known(&self, begun: &Begun) -> usize {
        self.recent(begun).count()
    }

    /// How many minutes are expected of an interval when it begins.
    pub(super) fn of(&self, begun: &Begun) -> f64 {
        let memory = Memory::better(self.telling().map(|seen| seen.surprises));
        let recent: Vec<_> = self.recent(begun).collect();
        let pace = self.believed(memory, begun, &recent) + carried_over(begun, &recent);
        self.usual(begun) * pace.exp()
    }

    /// What is expected of an interval that has lasted so many minutes: of those that lasted longer the median, if it has
    /// outlasted what was expected; `None` if none did.
    pub(super) fn beyond(&self, begun: &Begun, elapsed: f64) -> Option<f64> {
        let guess = self.of(begun);
        if guess > elapsed {
            return Some(guess);
        }
        let longer: Vec<_> = self
            .recent(begun)
            .filter(|(seen, _)| seen.interval.minutes > elapsed)
            .map(|(seen, days)| {
                (seen.interval.minutes, Memory::Slow.weight(days) * nearness(begun, seen))
            })
            .collect();
        shrink::median(&longer)
    }

    /// The intervals of a day in their order, as far as at least three of the last 14 days had them: of each the median of
    /// what is asked of it.
    pub(super) fn usual_day(&self, today: NaiveDate, what: impl Fn(&Interval) -> f64) -> Vec<f64> {
        let lately = self.seen.iter().map(|seen| &seen.interval);
        let lately = lately.filter(|it| (today - it.begun.wall.day).num_days() <= LATELY);
        let lately: Vec<_> = lately.collect();
        let of = |index: u32| -> Vec<_> {
            let same = lately.iter().filter(|it| it.begun.index == index);
            same.map(|it| (what(it), 1.0)).collect()
        };
        let indexes = (1..).map(of).take_while(|seen| seen.len() >= HABIT);
        indexes.filter_map(|seen| shrink::median(&seen)).collect()
    }

    /// Where the intervals go, day by day, up to yesterday.
    pub(super) fn trend(&self, today: NaiveDate) -> Direction {
        let intervals = self.seen.iter().map(|seen| &seen.interval);
        habit::trend(intervals.map(|it| (it.begun.wall.day, it.minutes)), today)
    }

    /// What one memory believes of the pace of an interval that began.
    fn believed(&self, memory: Memory, begun: &Begun, recent: &[(&Seen, i64)]) -> f64 {
        let surprises: Vec<_> =
            self.telling().map(|seen| (seen.surprises[memory as usize], 1.0)).collect();
        let strength = shrink::scatter(WITHIN, &surprises) / BETWEEN;
        let towards = |believed: f64, nearness: &dyn Fn(&Seen) -> f64| {
            let near = recent
                .iter()
                .map(|(seen, days)| (seen.pace, memory.weight(*days) * nearness(seen)))
                // What is far says next to nothing, and most are far.
                .filter(|(_, weight)| *weight > 1e-6);
            shrink::shrunk(believed, strength, &near.collect::<Vec<_>>(), CLIP)
        };
        let same_place = |seen: &Seen| seen.interval.begun.index == begun.index;
        let own = towards(0.0, &|_| 1.0);
        let of_its_place = towards(own, &|seen| f64::from(u8::from(same_place(seen))));
        towards(of_its_place, &|seen| nearness(begun, seen))
    }

    fn recent(&self, begun: &Begun) -> impl Iterator<Item = (&Seen, i64)> {
        let today = begun.wall.day;
        memory::recent(&self.seen, move |seen| (today - seen.interval.begun.wall.day).num_days())
    }

    /// The last intervals, which tell how regular the child is.
    fn telling(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take(TELLING)
    }

    #[expect(clippy::cast_precision_loss, reason = "a life has few days")]
    fn age(&self, begun: &Begun) -> f64 {
        (begun.wall.day - self.born).num_days() as f64
    }
}

/// How near two intervals began by the clock, from 0 to 1.
fn nearness(begun: &Begun, seen: &Seen) -> f64 {
    let angle = begun.wall.angle(seen.interval.begun.wall);
    (CONCENTRATION * (angle.cos() - 1.0)).exp()
}

/// How much the interval before makes one longer, in the logarithm: after a short nap a child is tired sooner.
fn carried_over(begun: &Begun, recent: &[(&Seen, i64)]) -> f64 {
    let Some(before) = begun.before else { return 0.0 };
    let log = |minutes: f64| minutes.max(10.0).ln();
    let (memory, point) = (Memory::Slow, |seen: &Seen| Some(log(seen.interval.begun.before?)));
    let points: Vec<_> = recent
        .iter()
        .filter_map(|(seen, days)| {
            Some((point(seen)?, seen.surprises[memory as usize], memory.weight(*days)))
        })
        .collect();
    if points.len() < shrink::ENOUGH {
        return 0.0;
    }
    let (mean, slope) = shrink::slope(&points);
    (slope * (log(before) - mean)).clamp(-0.25, 0.25)
}
