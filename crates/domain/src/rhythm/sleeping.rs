//! What is known of a child's sleep.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{
    age,
    bout::{Bout, Night},
    daily::{Daily, Time},
    expectation::{Expectation, Recurring},
    interval::{Begun, Cycle, Interval},
    record::Record,
    wall::{Wall, after_noon, in_night, later, minutes},
};

/// What is known of a child's sleep.
#[derive(Clone, Debug)]
pub(super) struct Sleeping {
    pub(super) zone: Tz,
    pub(super) born: NaiveDate,
    /// How long it is awake.
    pub(super) windows: Expectation,
    /// How long its naps are.
    pub(super) naps: Expectation,
    /// When it goes to bed.
    pub(super) bedtime: Daily,
    /// When it wakes up for good.
    pub(super) morning: Daily,
    /// How well the next nap can be told while it naps.
    pub(super) over_nap: Record,
    /// How well the next nap can be told while it sleeps for the night.
    pub(super) over_night: Record,
    /// How it slept last, if it ever did.
    pub(super) last: Option<(Bout, Cycle)>,
}

impl Sleeping {
    pub(super) fn new(born: NaiveDate, zone: Tz) -> Self {
        Self {
            zone,
            born,
            windows: Expectation::new(Recurring::Sleep, born),
            naps: Expectation::new(Recurring::Waking, born),
            bedtime: Daily::new(),
            morning: Daily::new(),
            over_nap: Record::new(0.4),
            over_night: Record::new(0.3),
            last: None,
        }
    }

    /// Takes up what came, in order; each step is told before it is seen.
    pub(super) fn learn(&mut self, bouts: &[Bout], cycles: &[Cycle], nights: &[Night]) {
        for night in nights {
            self.bedtime.see(night.date, night.time, age::bedtime(self.age(night.date)));
        }
        for cycle in cycles {
            let over_nap = cycle.nap.map(|(nap, slept)| {
                let guess = self.asleep_after(&self.after_nap(&nap, 0.0));
                if let Some(minutes) = slept {
                    self.naps.see(Interval { begun: nap, minutes });
                }
                guess
            });
            let Some((begun, Some(lasted))) = cycle.window else { continue };
            let over_night = cycle.morning().map(|begun| self.first_of_day(&begun));
            if self.windows.see(Interval { begun, minutes: lasted }).is_none() {
                continue;
            }
            let asleep = later(begun.at, lasted);
            if let Some(guess) = over_nap {
                self.over_nap.note(minutes(guess, asleep));
            }
            if let Some(guess) = over_night {
                self.over_night.note(minutes(guess, asleep));
            }
        }
        self.last = bouts.last().copied().zip(cycles.last().copied());
    }

    /// When the first nap of a day was expected the evening before; takes up when the day began.
    fn first_of_day(&mut self, begun: &Begun) -> DateTime<Utc> {
        let (night, woke) = in_night(begun.at, self.zone);
        let guess = self.after_night(night);
        self.morning.see(night, Time { minutes: woke, after: None }, age::MORNING);
        self.asleep_after(&guess)
    }

    /// When the child is expected to fall asleep after a wake window that began, or will.
    pub(super) fn asleep_after(&self, window: &Begun) -> DateTime<Utc> {
        later(window.at, self.windows.of(window))
    }

    /// The wake window after a nap that has lasted so many minutes, as it is expected to begin.
    pub(super) fn after_nap(&self, nap: &Begun, elapsed: f64) -> Begun {
        let slept = self.naps.beyond(nap, elapsed).unwrap_or(elapsed);
        self.awake(later(nap.at, slept), nap.index + 1, Some(slept))
    }

    /// The first wake window after a night, as it is expected to begin.
    pub(super) fn after_night(&self, night: NaiveDate) -> Begun {
        let at = after_noon(night, self.morning.of(night, None, age::MORNING), self.zone);
        self.awake(at, 1, None)
    }

    /// The first wake window of a day that began before its time: who woke within the hour before morning, and was not logged
    /// to sleep again by day, is up.
    pub(super) fn up_since_dawn(&self, bout: &Bout, now: DateTime<Utc>) -> Option<Begun> {
        let (at, now) = (bout.end?, Wall::of(now, self.zone));
        let woke = Wall::of(at + TimeDelta::hours(1), self.zone);
        (woke.is_by_day() && woke.day == now.day && now.is_by_day())
            .then(|| self.awake(at, 1, None))
    }

    fn awake(&self, at: DateTime<Utc>, index: u32, before: Option<f64>) -> Begun {
        Begun { at, wall: Wall::of(at, self.zone), index, before }
    }

    /// When the child goes to bed in a night, if it is up since an instant until then.
    pub(super) fn bedtime(&self, night: NaiveDate, up: Option<DateTime<Utc>>) -> DateTime<Utc> {
        let up = up.map(|up| minutes(after_noon(night, 0.0, self.zone), up));
        let usual = age::bedtime(self.age(night));
        after_noon(night, self.bedtime.of(night, up, usual), self.zone)
    }

    /// The night to come: today's, until the child is in bed or it is about to dawn.
    pub(super) fn coming_night(&self, now: DateTime<Utc>) -> NaiveDate {
        let (night, minutes) = in_night(now, self.zone);
        let in_bed =
            |(bout, _): &(Bout, Cycle)| bout.night && in_night(bout.start, self.zone).0 == night;
        if self.last.as_ref().is_some_and(in_bed) || minutes > DAWN {
            night.checked_add_days(Days::new(1)).unwrap_or(night)
        } else {
            night
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a life has few days")]
    fn age(&self, on: NaiveDate) -> f64 {
        (on - self.born).num_days() as f64
    }
}

/// Three at night, in minutes after noon: who is not in bed by then will not be that night, as far as is known.
const DAWN: f64 = 15.0 * 60.0;
