//! How well predictions would have done: walking forward through a history, each is told before it is seen, beside those of
//! simpler ways.

use std::ops::{AddAssign, RangeInclusive};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    age,
    bout::{self, Night},
    daily::Daily,
    expectation::{Expectation, Recurring},
    fed,
    interval::{self, Begun, Interval},
    record::Record,
};
use crate::{Entry, FamilyClock, word::words};

words! {
    /// What is predicted.
    Target {
        /// When it falls asleep after waking up by day.
        NextNap = "next nap",
        /// When it is fed next.
        NextFeeding = "next feeding",
        /// When it goes to bed.
        Bedtime = "bedtime",
    }

    /// A way to predict.
    Way {
        /// As long as the last time.
        LastInterval = "last interval",
        /// What is usual at its age.
        AgeTable = "age table",
        /// The mean of seven days.
        WeekMean = "7-day mean",
        /// The mean of seven days of the so-manieth of the day.
        SameIndexMean = "same-index mean",
        /// Ours.
        Maternal = "maternal",
    }
}

/// How far off a way was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Errors(Vec<f64>);

#[expect(clippy::cast_precision_loss, reason = "there are few")]
impl Errors {
    /// The mean of the absolute errors, in minutes.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    /// Their median, in minutes.
    #[must_use]
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The share that were within half an hour.
    #[must_use]
    pub fn near(&self) -> f64 {
        self.0.iter().filter(|error| **error <= Record::NEAR).count() as f64 / self.0.len() as f64
    }
}

/// How what was claimed agrees with what came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Claim {
    /// How many predictions.
    pub count: usize,
    /// The sum of the stated confidences.
    stated: f64,
    /// How many were within half an hour.
    near: usize,
}

#[expect(clippy::cast_precision_loss, reason = "there are few")]
impl Claim {
    /// The mean of the stated confidences.
    #[must_use]
    pub fn stated(&self) -> f64 {
        self.stated / self.count as f64
    }

    /// The share that came within half an hour.
    #[must_use]
    pub fn observed(&self) -> f64 {
        self.near as f64 / self.count as f64
    }
}

impl AddAssign for Claim {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.stated += other.stated;
        self.near += other.near;
    }
}

/// How predictions of one thing did.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// What was predicted.
    pub target: Target,
    /// Each way, in the order of [`Way`].
    pub ways: [Errors; 5],
    /// How often an interval was given, and how often what came lay in it.
    intervals: (usize, usize),
    /// The claims, by the tenth in which the stated confidence lies.
    pub claims: [Claim; 10],
}

impl Score {
    fn new(target: Target) -> Self {
        Self { target, ways: Default::default(), intervals: (0, 0), claims: Default::default() }
    }

    /// How many predictions were looked at.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ways[0].0.len()
    }

    /// How one way did.
    #[must_use]
    pub fn of(&self, way: Way) -> &Errors {
        &self.ways[way as usize]
    }

    /// The share of what came that lay within the interval given, which is to hold 80 %.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "there are few")]
    pub fn coverage(&self) -> f64 {
        self.intervals.1 as f64 / self.intervals.0 as f64
    }

    /// All claims.
    #[must_use]
    pub fn claim(&self) -> Claim {
        let mut all = Claim::default();
        self.claims.iter().for_each(|claim| all += *claim);
        all
    }

    /// Takes in the score of another child.
    pub fn add(&mut self, other: &Self) {
        for (own, more) in self.ways.iter_mut().zip(&other.ways) {
            own.0.extend(&more.0);
        }
        self.intervals.0 += other.intervals.0;
        self.intervals.1 += other.intervals.1;
        self.claims.iter_mut().zip(other.claims).for_each(|(own, more)| *own += more);
    }

    /// Notes what came, in minutes, and what each way had said.
    fn note(&mut self, came: f64, said: [f64; 5], record: &Record) {
        for (errors, said) in self.ways.iter_mut().zip(said) {
            errors.0.push((came - said).abs());
        }
        let error = came - said[Way::Maternal as usize];
        if let Some((earliest, latest)) = record.interval() {
            self.intervals.0 += 1;
            self.intervals.1 += usize::from((earliest..=latest).contains(&error));
        }
        let stated = record.confidence();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
        let tenth = ((stated * 10.0) as usize).min(9);
        let near = usize::from(error.abs() <= Record::NEAR);
        self.claims[tenth] += Claim { count: 1, stated, near };
    }
}

/// Walks forward through a child's history: how predictions of one thing did. `born` is as for [`super::Rhythm::learn`].
#[must_use]
pub fn backtest(
    target: Target,
    born: NaiveDate,
    clock: FamilyClock,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> Score {
    let zone = clock.zone;
    let bouts = || bout::bouts(entries, now);
    match target {
        Target::NextNap => {
            let cycles = interval::cycles(&bouts(), zone).into_iter();
            let windows: Vec<_> = cycles.filter_map(|cycle| cycle.window).collect();
            of_intervals(target, Recurring::Sleep, born, &windows)
        }
        Target::NextFeeding => {
            let feedings = interval::feeding_intervals(&fed(entries, now), zone);
            of_intervals(target, Recurring::Feeding, born, &feedings)
        }
        Target::Bedtime => of_bedtimes(born, &bout::nights(&bouts(), zone)),
    }
}

/// Every way is given so many to begin with,
const FIRST: usize = 20;
/// and the child its first weeks, in days, which know no rhythm.
const NEWBORN: i64 = 28;
/// The simpler ways look so many days back.
const WEEK: RangeInclusive<i64> = 0..=7;

fn of_intervals(
    target: Target,
    what: Recurring,
    born: NaiveDate,
    intervals: &[(Begun, Option<f64>)],
) -> Score {
    let mut score = Score::new(target);
    let mut expected = Expectation::new(what, born);
    let mut before: Vec<Interval> = Vec::new();
    for &(begun, lasted) in intervals {
        let Some(minutes) = lasted else { continue };
        let (record, usual) = (expected.record.clone(), expected.usual(&begun));
        let Some(guess) = expected.see(Interval { begun, minutes }) else { continue };
        let old_enough = (begun.wall.day - born).num_days() >= NEWBORN;
        if let Some(last) = before.last().filter(|_| old_enough && before.len() >= FIRST) {
            let week = before.iter().rev();
            let week = week
                .take_while(|it| WEEK.contains(&(begun.wall.day - it.begun.wall.day).num_days()));
            let week: Vec<_> = week.map(|it| (it.begun.index, it.minutes)).collect();
            let of_week = mean(week.iter().map(|it| it.1)).unwrap_or(last.minutes);
            let same = week.iter().filter(|it| it.0 == begun.index).map(|it| it.1);
            let of_same = mean(same).unwrap_or(of_week);
            let said = [last.minutes, usual, of_week, of_same, guess];
            score.note(minutes, said, &record);
        }
        before.push(Interval { begun, minutes });
    }
    score
}

#[expect(clippy::cast_precision_loss, reason = "a life has few days")]
fn of_bedtimes(born: NaiveDate, nights: &[Night]) -> Score {
    let mut score = Score::new(Target::Bedtime);
    let mut expected = Daily::new();
    for (index, &Night { date, time, .. }) in nights.iter().enumerate() {
        let days = (date - born).num_days();
        let (record, usual) = (expected.record.clone(), age::bedtime(days as f64));
        let guess = expected.see(date, time, usual);
        let before = &nights[..index];
        let last = before.last().map(|night| night.time.minutes);
        if let Some(last) = last.filter(|_| days >= NEWBORN && index >= FIRST) {
            let week = before.iter().rev();
            let week = week.take_while(|it| WEEK.contains(&(date - it.date).num_days()));
            let of_week = mean(week.map(|it| it.time.minutes)).unwrap_or(last);
            // A bedtime has no index but its own.
            score.note(time.minutes, [last, usual, of_week, of_week, guess], &record);
        }
    }
    score
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = numbers.fold((0, 0.0), |(count, sum), number| (count + 1, sum + number));
    (count > 0).then(|| sum / f64::from(count))
}
