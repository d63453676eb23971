//! What comes next for a child, and how sure that is.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Rhythm,
    habit::whole,
    interval::{Begun, Interval},
    record::Record,
    spurt::GrowthSpurt,
    wall::{Wall, in_night, later, minutes},
};
use crate::{measure::round, word::words};

words! {
    /// What a prediction rests on.
    Basis {
        /// On what was logged of the child.
        OwnHistory = "own_history",
        /// On what is usual at its age.
        AgeTable = "age_table",
    }
}

/// Why something is predicted for then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The child has been awake since, and falls asleep after its usual wake window.
    AwakeSince(DateTime<Utc>),
    /// The same, but it is awake longer than ever.
    Overdue(DateTime<Utc>),
    /// The child naps since, wakes after its usual nap, and is awake for its usual wake window.
    AsleepSince(DateTime<Utc>),
    /// Its next sleep is the night; it naps after waking up at about this time.
    AfterNight(DateTime<Utc>),
    /// It was fed last at this time.
    FedAt(DateTime<Utc>),
    /// It has not been fed since, for longer than ever.
    NotFedSince(DateTime<Utc>),
    /// It is its usual time.
    UsualTime,
    /// Nothing was logged since, for longer than can have been so.
    NothingSince(DateTime<Utc>),
    /// Nothing was logged yet.
    NothingLogged,
}

/// Something to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// When; never in the past.
    pub at: DateTime<Utc>,
    /// Eight of ten come not before this.
    pub earliest: DateTime<Utc>,
    /// Eight of ten come not after this.
    pub latest: DateTime<Utc>,
    /// The share of the child's last predictions of this kind that were right to within half an hour; to a hundredth.
    pub confidence: f64,
    /// What it rests on.
    pub basis: Basis,
    /// Why then.
    pub why: Why,
}

/// What comes next for a child.
#[derive(Clone, Debug, PartialEq)]
pub struct Predictions {
    /// When it naps next.
    pub nap: Prediction,
    /// How many minutes it will have been awake then.
    pub wake_window: u32,
    /// When it wakes up, if it naps.
    pub waking: Option<Prediction>,
    /// When it is fed next.
    pub feeding: Prediction,
    /// When it goes to bed next.
    pub bedtime: Prediction,
    /// How likely it is about to grow; the evidence ends at two years.
    pub growth_spurt: Option<GrowthSpurt>,
}

/// So much before bedtime it is too late for a nap.
const TOO_LATE: TimeDelta = TimeDelta::minutes(45);
/// How often it can be told what is next when it is not known what was last.
const UNTOLD: f64 = 0.3;
/// From so many intervals on, the child's own history tells more than its age.
const OWN: usize = 5;
/// So many nights tell of the next.
const NIGHTS: usize = 3;
/// Where eight of ten come while too few came to tell, as shares of what is expected.
const AROUND: (f64, f64) = (-0.4, 0.5);
/// The same for a time of day, in minutes.
const AROUND_TIME: (f64, f64) = (-60.0, 60.0);

/// Minutes of a day.
const DAY: f64 = 1440.0;

/// How sure a prediction is.
struct Told<'a> {
    record: &'a Record,
    /// Where eight of ten come while the record is too short to tell.
    around: (f64, f64),
    basis: Basis,
}

impl Told<'_> {
    fn at(&self, at: DateTime<Utc>, now: DateTime<Utc>, why: Why) -> Prediction {
        let (before, after) = self.record.interval().unwrap_or(self.around);
        let at = at.max(now);
        Prediction {
            at,
            earliest: later(at, before.min(0.0)).max(now),
            latest: later(at, after.max(0.0)),
            confidence: round(self.record.confidence(), 2),
            basis: self.basis,
            why,
        }
    }
}

fn basis(own: bool) -> Basis {
    if own { Basis::OwnHistory } else { Basis::AgeTable }
}

fn around(minutes: f64) -> (f64, f64) {
    (AROUND.0 * minutes, AROUND.1 * minutes)
}

impl Rhythm {
    /// What comes next, as of now.
    #[must_use]
    pub fn predictions(&self, now: DateTime<Utc>) -> Predictions {
        let (nap, wake_window) = self.nap(now);
        Predictions {
            nap,
            wake_window: whole(wake_window),
            waking: self.waking(now),
            feeding: self.feeding(now),
            bedtime: self.bedtime(now),
            growth_spurt: self.growth_spurt().cloned(),
        }
    }

    /// The next nap, and how long the child will have been awake.
    fn nap(&self, now: DateTime<Utc>) -> (Prediction, f64) {
        let sleeping = &self.sleeping;
        let Some((bout, cycle)) = sleeping.last else {
            return self.nap_of_nobody_knows(now, Why::NothingLogged);
        };
        match (cycle.nap, cycle.window) {
            _ if !bout.goes_on && bout.end.is_none() => {
                self.nap_of_nobody_knows(now, Why::NothingSince(bout.start))
            }
            (Some((nap, _)), _) if bout.goes_on => {
                let window = sleeping.after_nap(&nap, minutes(bout.start, now));
                self.nap_after(&window, &sleeping.over_nap, now, Why::AsleepSince(bout.start))
            }
            (_, Some((window, _))) => self.nap_awake(&window, now),
            _ => match sleeping.up_since_dawn(&bout, now) {
                Some(window) => self.nap_awake(&window, now),
                None => self.nap_after_night(now),
            },
        }
    }

    /// The next nap of a child that is awake.
    fn nap_awake(&self, window: &Begun, now: DateTime<Utc>) -> (Prediction, f64) {
        let windows = &self.sleeping.windows;
        let elapsed = minutes(window.at, now);
        if elapsed > *windows.believable(window).end() {
            return self.nap_of_nobody_knows(now, Why::NothingSince(window.at));
        }
        let expected = windows.beyond(window, elapsed);
        let at = later(window.at, expected.unwrap_or(elapsed));
        if self.is_bedtime(at, now) {
            return self.nap_after_night(now);
        }
        let why = expected.map_or(Why::Overdue(window.at), |_| Why::AwakeSince(window.at));
        let told = Told {
            record: &windows.record,
            around: around(windows.of(window)),
            basis: basis(windows.known(window) >= OWN),
        };
        (told.at(at, now, why), expected.unwrap_or(elapsed))
    }

    /// The nap after a wake window that is expected to begin.
    fn nap_after(
        &self,
        window: &Begun,
        record: &Record,
        now: DateTime<Utc>,
        why: Why,
    ) -> (Prediction, f64) {
        let windows = &self.sleeping.windows;
        let at = self.sleeping.asleep_after(window);
        if window.index > 1 && self.is_bedtime(at, now) {
            return self.nap_after_night(now);
        }
        let lasts = minutes(window.at, at);
        let basis = basis(windows.known(window) >= OWN);
        (Told { record, around: around(lasts), basis }.at(at, now, why), lasts)
    }

    /// The first nap after the night to come, or after the one that is not over.
    fn nap_after_night(&self, now: DateTime<Utc>) -> (Prediction, f64) {
        let (night, _) = in_night(now, self.sleeping.zone);
        let mut window = self.sleeping.after_night(night);
        if window.at < now && !self.sleeps_for_the_night() {
            window = self.sleeping.after_night(next(night));
        }
        window.at = window.at.max(now);
        self.nap_after(&window, &self.sleeping.over_night, now, Why::AfterNight(window.at))
    }

    fn sleeps_for_the_night(&self) -> bool {
        self.sleeping.last.is_some_and(|(bout, _)| bout.goes_on && bout.night)
    }

    /// Whether a child that falls asleep then sleeps for the night, as far as it has nights.
    fn is_bedtime(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let night = self.sleeping.coming_night(now);
        let known = self.sleeping.bedtime.known(night) >= NIGHTS;
        known && at > self.sleeping.bedtime(night, None) - TOO_LATE
    }

    /// The next nap if it is not known since when the child is awake: its next usual time.
    fn nap_of_nobody_knows(&self, now: DateTime<Utc>, why: Why) -> (Prediction, f64) {
        let sleeping = &self.sleeping;
        let wall = Wall::of(now, sleeping.zone);
        let window = Begun { at: now, wall, index: 1, before: None };
        let lasts = sleeping.windows.of(&window);
        let ends = |it: &Interval| it.begun.wall.minute + it.minutes;
        let usual = sleeping.windows.usual_day(wall.day, ends);
        let until = |minute: &f64| minute - wall.minute;
        let tomorrow = usual.first().map(|minute| until(minute) + DAY);
        let next = usual.iter().map(until).find(|minutes| *minutes > 0.0).or(tomorrow);
        let told = Told {
            record: &Record::new(UNTOLD),
            around: around(lasts),
            basis: basis(next.is_some()),
        };
        (told.at(later(now, next.unwrap_or(lasts)), now, why), lasts)
    }

    /// When a child that naps wakes up.
    fn waking(&self, now: DateTime<Utc>) -> Option<Prediction> {
        let (bout, cycle) = self.sleeping.last.filter(|(bout, _)| bout.goes_on)?;
        let (nap, _) = cycle.nap?;
        let naps = &self.sleeping.naps;
        let told = Told {
            record: &naps.record,
            around: around(naps.of(&nap)),
            basis: basis(naps.known(&nap) >= OWN),
        };
        let window = self.sleeping.after_nap(&nap, minutes(bout.start, now));
        Some(told.at(window.at, now, Why::AsleepSince(bout.start)))
    }

    fn feeding(&self, now: DateTime<Utc>) -> Prediction {
        let told =
            |record, minutes, own| Told { record, around: around(minutes), basis: basis(own) };
        let nothing = &Record::new(UNTOLD);
        let Some(last) = &self.fed else {
            let wall = Wall::of(now, self.sleeping.zone);
            let minutes = self.feedings.usual(&Begun { at: now, wall, index: 1, before: None });
            return told(nothing, minutes, false).at(later(now, minutes), now, Why::NothingLogged);
        };
        let (elapsed, expected) = (minutes(last.at, now), self.feedings.of(last));
        let own = self.feedings.known(last) >= OWN;
        if elapsed > *self.feedings.believable(last).end() {
            return told(nothing, expected, own).at(now, now, Why::NothingSince(last.at));
        }
        let told = told(&self.feedings.record, expected, own);
        match self.feedings.beyond(last, elapsed) {
            Some(minutes) => told.at(later(last.at, minutes), now, Why::FedAt(last.at)),
            None => told.at(now, now, Why::NotFedSince(last.at)),
        }
    }

    fn bedtime(&self, now: DateTime<Utc>) -> Prediction {
        let (sleeping, night) = (&self.sleeping, self.sleeping.coming_night(now));
        let told = Told {
            record: &sleeping.bedtime.record,
            around: AROUND_TIME,
            basis: basis(sleeping.bedtime.known(night) >= NIGHTS),
        };
        // Who is up for the rest of the day goes to bed the later, the later it woke.
        let up = sleeping.last.and_then(|(_, cycle)| cycle.window).map(|(window, _)| window);
        let up = up.filter(|up| self.is_bedtime(sleeping.asleep_after(up), now));
        told.at(sleeping.bedtime(night, up.map(|up| up.at)), now, Why::UsualTime)
    }
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}
