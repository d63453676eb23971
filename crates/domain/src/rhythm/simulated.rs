//! Families that do not exist, to try predictions on.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::age;
use crate::{ActivityId, ChildId, Entry, Kind, SleepKind};

/// How families live and log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// How much the logarithm of wake windows and feeding intervals varies, as a standard deviation.
    pub jitter: f64,
    /// How many minutes bedtimes and mornings vary, likewise.
    pub wavering: f64,
    /// Which share of naps and feedings nobody logs.
    pub forgotten: f64,
    /// Whether naps are of one length, nights are slept through, and bedtime keeps to the clock.
    pub by_the_clock: bool,
}

impl Life {
    /// A family that lives by the clock and logs all: its days differ by minutes.
    pub const REGULAR: Self =
        Self { jitter: 0.03, wavering: 4.0, forgotten: 0.0, by_the_clock: true };
    /// A family like most: naps of all lengths, some early mornings, and one log of twelve forgotten.
    pub const NOISY: Self =
        Self { jitter: 0.16, wavering: 20.0, forgotten: 0.08, by_the_clock: false };

    /// A hundred and fifty days of a child in minutes on the clock of UTC; the seed says which child, 2 to 7 months old at
    /// first. Gives the day of its birth too.
    #[must_use]
    pub fn child(self, seed: u64) -> (NaiveDate, Vec<Entry>) {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
        let mut chance = Chance(StdRng::seed_from_u64(seed));
        let days_old = [60_i16, 120, 200][usize::try_from(seed % 3).unwrap_or_default()];
        let born = first - TimeDelta::days(days_old.into());
        let child = Nature {
            life: self,
            pace: chance.normal(0.0, 0.13).exp(),
            morning: 405.0 + chance.normal(0.0, 20.0),
            child: ChildId::fresh(),
        };
        let mut log = Vec::new();
        for day in 0..DAYS {
            let midnight = (first + TimeDelta::days(day.into())).and_time(chrono::NaiveTime::MIN);
            child.day(&mut chance, midnight.and_utc(), f64::from(days_old + day), &mut log);
        }
        log.sort_by_key(|entry| entry.start);
        (born, log)
    }
}

const DAYS: i16 = 150;

/// What a child is like.
struct Nature {
    life: Life,
    /// How much longer than usual at its age it is awake and full.
    pace: f64,
    /// When it wakes, in minutes after midnight.
    morning: f64,
    child: ChildId,
}

impl Nature {
    fn day(&self, chance: &mut Chance, midnight: DateTime<Utc>, days: f64, log: &mut Vec<Entry>) {
        let Self { life, pace, morning, .. } = *self;
        let usual = age::wake_window(days);
        let window = f64::midpoint(*usual.start(), *usual.end()) * pace;
        let mut entry = |kind, sleep, from: f64, to: f64, forgotten: bool| {
            let at = |minutes: f64| super::wall::later(midnight, minutes.round());
            let end = (kind == Kind::Sleep).then(|| at(to));
            if !forgotten {
                let (start, paused) = (at(from), TimeDelta::zero());
                let child = self.child;
                let id = ActivityId::fresh();
                log.push(Entry { id, child, kind, sleep, amount: None, start, end, paused });
            }
        };
        let up = morning + chance.normal(0.0, life.wavering);
        let (mut awake, mut slept) = (up, 75.0_f64);
        for nap in 0..naps(days) {
            // Later windows are longer, and shorter ones follow short naps.
            let carried = if nap > 0 { 0.10 * (slept / 75.0).ln() } else { 0.0 };
            let grows = 0.85 + 0.10 * f64::from(nap);
            let asleep = awake + window * grows * (chance.normal(0.0, life.jitter) + carried).exp();
            slept = (chance.nap(life) * chance.normal(0.0, life.jitter).exp()).max(20.0);
            awake = asleep + slept;
            let forgotten = chance.happens(life.forgotten);
            entry(Kind::Sleep, Some(SleepKind::Nap), asleep, awake, forgotten);
        }
        let last = window * (0.95 + 0.1 * f64::from(naps(days)));
        let tired = awake + last * chance.normal(0.0, life.jitter).exp();
        let usual = morning + 765.0 + chance.normal(0.0, life.wavering);
        let bedtime = if life.by_the_clock { usual } else { tired.clamp(1062.0, 1290.0) };
        let bedtime = bedtime.max(awake + 40.0);
        let woke = 1440.0 + morning + chance.normal(0.0, life.wavering);
        let mut asleep = bedtime;
        if !life.by_the_clock && chance.happens(0.6) {
            let up = asleep + chance.between(120.0..260.0);
            entry(Kind::Sleep, Some(SleepKind::Night), asleep, up, false);
            asleep = up + chance.between(20.0..40.0);
        }
        entry(Kind::Sleep, Some(SleepKind::Night), asleep, woke, false);

        let mut fed = up + 10.0;
        while fed < bedtime + 240.0 {
            let forgotten = chance.happens(life.forgotten);
            entry(Kind::Feeding, None, fed, fed, forgotten);
            // By night a child is full for longer.
            let longer = if fed > 1200.0 { 1.8 } else { 1.0 };
            let interval = age::feeding_interval(days) * pace * longer;
            fed += interval * chance.normal(0.0, life.jitter).exp();
        }
    }
}

/// How many naps a child has at an age in days.
fn naps(days: f64) -> u8 {
    match days / 30.4 {
        ..3.0 => 5,
        ..4.5 => 4,
        ..8.0 => 3,
        ..15.0 => 2,
        _ => 1,
    }
}

struct Chance(StdRng);

impl Chance {
    fn happens(&mut self, share: f64) -> bool {
        self.0.random_bool(share)
    }

    fn between(&mut self, range: Range<f64>) -> f64 {
        self.0.random_range(range)
    }

    /// A nap's usual length: always the same, or short, middling or long.
    fn nap(&mut self, life: Life) -> f64 {
        let lengths = [40.0, 75.0, 100.0];
        if life.by_the_clock { 75.0 } else { lengths[self.0.random_range(0..lengths.len())] }
    }

    /// A normal deviate (Box and Muller, The Annals of Mathematical Statistics 29, 1958, p. 610).
    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let (radius, angle) = (1.0 - self.0.random::<f64>(), self.0.random::<f64>());
        let unit = (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos();
        mean + deviation * unit
    }
}
