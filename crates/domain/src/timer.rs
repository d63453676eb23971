//! Timers: what goes on now. A child has one of a kind at most; stopped, it makes the activity.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::{
    AccountId, BreastSide, ChildId, Details, Error, Event, FamilyClock, FamilyId, Feeding,
    FeedingMethod, Kind, LogActivities, May, NewActivity, Pumping, Reason, Result, Sides, Sleep,
    SleepKind, Subject, Thing, TimerId, word::words,
};

words! {
    /// What a timer does.
    TimerState {
        /// It counts.
        Running = "running",
        /// It waits to go on.
        Paused = "paused",
        /// It ended, and made an activity.
        Stopped = "stopped",
        /// It was thrown away.
        Cancelled = "cancelled",
    }
}

/// A stretch of time in which a timer counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lap {
    /// Its begin.
    pub from: DateTime<Utc>,
    /// Its end; `None` while it goes on.
    pub until: Option<DateTime<Utc>>,
    /// The side it counts for.
    pub side: Option<BreastSide>,
}

/// A timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Its id.
    pub id: TimerId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// Whose.
    pub child: ChildId,
    /// What is timed.
    pub kind: Kind,
    /// What it does.
    pub state: TimerState,
    /// The side it counts for.
    pub side: Option<BreastSide>,
    /// When it counted.
    pub laps: Vec<Lap>,
    /// Who started it.
    pub started_by: AccountId,
    /// When it was started.
    pub start: DateTime<Utc>,
    /// When it was stopped or cancelled.
    pub ended_at: Option<DateTime<Utc>>,
    /// The activity it made.
    pub activity: Option<crate::ActivityId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// A timer that somebody wants to start.
#[derive(Clone, Debug)]
pub struct NewTimer {
    /// The client's own id, so that a repeated request is known.
    pub id: Option<TimerId>,
    /// Whose.
    pub child: ChildId,
    /// What is timed.
    pub kind: Kind,
    /// The side it begins with.
    pub side: Option<BreastSide>,
    /// When it began; absent: now.
    pub start: Option<DateTime<Utc>>,
}

impl NewTimer {
    /// Starts it.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the kind takes no time, has no sides, or the start lies in the future or more than 24 hours ago.
    pub fn start(self, may: &May<LogActivities>, now: DateTime<Utc>) -> Result<Timer> {
        if !self.kind.is_timed() {
            return Err(Error::invalid("type", Reason::OneOf(Kind::TIMED)));
        }
        if self.side.is_some() {
            sided(self.kind, "side")?;
        }
        let start = self.start.unwrap_or(now).trunc_subsecs(3);
        if start > now + NewActivity::CLOCK_SKEW {
            return Err(Error::invalid("startTime", Reason::InFuture));
        }
        if start < now - NewActivity::LONGEST {
            return Err(Error::invalid(
                "startTime",
                Reason::between(now - NewActivity::LONGEST, now),
            ));
        }
        Ok(Timer {
            id: self.id.unwrap_or_else(TimerId::fresh),
            family: may.family(),
            child: self.child,
            kind: self.kind,
            state: TimerState::Running,
            side: self.side,
            laps: vec![Lap { from: start, until: None, side: self.side }],
            started_by: may.account(),
            start,
            ended_at: None,
            activity: None,
            updated_at: now,
            version: 1,
        })
    }
}

impl Timer {
    /// Lets it wait; `None` if it does already.
    ///
    /// # Errors
    /// [`Error::Ended`] if it has ended.
    pub fn pause(&mut self, now: DateTime<Utc>) -> Result<Option<Event>> {
        self.must_go_on()?;
        if self.state == TimerState::Paused {
            return Ok(None);
        }
        self.close_lap(now);
        self.state = TimerState::Paused;
        self.touch(now);
        Ok(Some(Event::TimerPaused))
    }

    /// Lets it go on; `None` if it does already.
    ///
    /// # Errors
    /// [`Error::Ended`] if it has ended.
    pub fn resume(&mut self, now: DateTime<Utc>) -> Result<Option<Event>> {
        self.must_go_on()?;
        if self.state == TimerState::Running {
            return Ok(None);
        }
        self.laps.push(Lap { from: now, until: None, side: self.side });
        self.state = TimerState::Running;
        self.touch(now);
        Ok(Some(Event::TimerResumed))
    }

    /// Lets it count for a side: this one, or the other than now.
    ///
    /// # Errors
    /// [`Error::Ended`] if it has ended, [`Error::Invalid`] if its kind has no sides.
    pub fn switch_side(
        &mut self,
        to: Option<BreastSide>,
        now: DateTime<Utc>,
    ) -> Result<Option<Event>> {
        sided(self.kind, "type")?;
        self.must_go_on()?;
        let to = to.unwrap_or(match self.side {
            Some(BreastSide::Left) => BreastSide::Right,
            _ => BreastSide::Left,
        });
        if self.side == Some(to) {
            return Ok(None);
        }
        self.side = Some(to);
        if self.state == TimerState::Running {
            self.close_lap(now);
            self.laps.push(Lap { from: now, until: None, side: self.side });
        }
        self.touch(now);
        Ok(Some(Event::TimerSwitched))
    }

    /// Ends it without an activity; `None` if that was done already.
    ///
    /// # Errors
    /// [`Error::Ended`] if it was stopped.
    pub fn cancel(&mut self, now: DateTime<Utc>) -> Result<Option<Event>> {
        if self.state == TimerState::Cancelled {
            return Ok(None);
        }
        self.must_go_on()?;
        self.close_lap(now);
        (self.state, self.ended_at) = (TimerState::Cancelled, Some(now));
        self.touch(now);
        Ok(Some(Event::TimerCancelled))
    }

    /// The activity it would make if it ended now, before people add what they know.
    #[must_use]
    pub fn activity(&self, clock: FamilyClock, end: DateTime<Utc>) -> NewActivity {
        let sides = self.sides(end);
        let side = match sides {
            Some(Sides { left, right }) if left.is_zero() || right.is_zero() => {
                Some(if right.is_zero() { BreastSide::Left } else { BreastSide::Right })
            }
            Some(_) => Some(BreastSide::Both),
            None => self.side,
        };
        let details = match self.kind {
            Kind::Sleep => {
                let night = clock.is_night(self.start);
                let kind = if night { SleepKind::Night } else { SleepKind::Nap };
                Details::Sleep(Sleep { kind, place: None, quality: None })
            }
            Kind::Pumping => Details::Pumping(Pumping { side, sides, amount: None }),
            Kind::Bath => Details::Bath,
            Kind::TummyTime => Details::TummyTime,
            _ => {
                let method = FeedingMethod::Breast;
                Details::Feeding(Feeding { method, side, sides, amount: None, food: None })
            }
        };
        NewActivity {
            id: None,
            child: self.child,
            start: self.start,
            end: Some(end),
            paused: (end - self.start - self.counted(end)).max(TimeDelta::zero()),
            details,
            notes: None,
            mood: None,
        }
    }

    /// Ends it with the activity that it made.
    pub fn stop(
        &mut self,
        activity: crate::ActivityId,
        end: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Event {
        self.close_lap(end);
        // What counted beyond the end that somebody remembered did not count.
        self.laps.retain(|lap| lap.from <= end);
        for lap in &mut self.laps {
            lap.until = lap.until.map(|until| until.min(end));
        }
        (self.state, self.ended_at) = (TimerState::Stopped, Some(end));
        self.activity = Some(activity);
        self.touch(now);
        Event::TimerStopped
    }

    /// Refuses what cannot be done with a timer that has ended.
    ///
    /// # Errors
    /// [`Error::Ended`] if it has.
    pub fn must_go_on(&self) -> Result<()> {
        if self.ended_at.is_some() { Err(Error::Ended(Thing::Timer)) } else { Ok(()) }
    }

    /// For how long it counted, up to a moment.
    #[must_use]
    pub fn counted(&self, now: DateTime<Utc>) -> TimeDelta {
        self.laps.iter().map(|lap| lap.length(now)).sum()
    }

    /// For how long it counted for each side, if it counted for any.
    #[must_use]
    pub fn sides(&self, now: DateTime<Utc>) -> Option<Sides> {
        let of = |side| {
            let laps = self.laps.iter().filter(|lap| lap.side == Some(side));
            laps.map(|lap| lap.length(now)).sum()
        };
        let sides = Sides { left: of(BreastSide::Left), right: of(BreastSide::Right) };
        (sides != Sides::default()).then_some(sides)
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let Self { id, child, kind, start, started_by: by, .. } = *self;
        Subject::Timer { id, child, kind, start, by }
    }

    fn close_lap(&mut self, now: DateTime<Utc>) {
        if let Some(lap) = self.laps.last_mut() {
            lap.until = Some(lap.until.unwrap_or(now).max(lap.from));
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.updated_at = now;
        self.version += 1;
    }
}

impl Lap {
    fn length(&self, now: DateTime<Utc>) -> TimeDelta {
        (self.until.unwrap_or(now).min(now) - self.from).max(TimeDelta::zero())
    }
}

fn sided(kind: Kind, field: &'static str) -> Result<()> {
    if matches!(kind, Kind::Feeding | Kind::Pumping) {
        Ok(())
    } else {
        Err(Error::invalid(field, Reason::OneOf(&["feeding", "pumping"])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, Membership, Role, SessionId};

    fn at(minute: i64) -> DateTime<Utc> {
        "2024-01-10T15:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
    }

    fn start(kind: Kind, side: Option<BreastSide>) -> Result<Timer> {
        let family = FamilyId::fresh();
        let memberships = [Membership::of(family, Role::Parent)].into();
        let actor = Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
        let new = NewTimer { id: None, child: ChildId::fresh(), kind, side, start: None };
        new.start(&actor.member_of(family)?.may()?, at(0))
    }

    #[test]
    fn pauses_do_not_count_and_each_side_has_its_own_time() {
        let mut timer = start(Kind::Feeding, Some(BreastSide::Left)).unwrap();
        assert_eq!(timer.switch_side(None, at(6)).unwrap(), Some(Event::TimerSwitched));
        assert_eq!(timer.pause(at(10)).unwrap(), Some(Event::TimerPaused));
        assert_eq!(timer.pause(at(11)).unwrap(), None);
        assert_eq!(timer.resume(at(15)).unwrap(), Some(Event::TimerResumed));
        let clock = FamilyClock { zone: chrono_tz::Tz::UTC, day_start_minutes: 0 };
        let made = timer.activity(clock, at(20));
        assert_eq!(made.paused, TimeDelta::minutes(5));
        let Details::Feeding(feeding) = made.details else { panic!("it is a feeding") };
        let minutes = TimeDelta::minutes;
        assert_eq!(feeding.sides, Some(Sides { left: minutes(6), right: minutes(9) }));
        assert_eq!(feeding.side, Some(BreastSide::Both));
        timer.stop(crate::ActivityId::fresh(), at(20), at(20));
        assert!(matches!(timer.pause(at(21)), Err(Error::Ended(Thing::Timer))));
        assert_eq!(timer.counted(at(99)), minutes(15));
    }

    #[test]
    fn what_counted_after_the_end_that_somebody_remembers_did_not_count() {
        let mut timer = start(Kind::Feeding, Some(BreastSide::Left)).unwrap();
        timer.switch_side(None, at(10)).unwrap();
        timer.pause(at(20)).unwrap();
        let clock = FamilyClock { zone: chrono_tz::Tz::UTC, day_start_minutes: 0 };
        let made = timer.activity(clock, at(5));
        let Details::Feeding(feeding) = made.details else { panic!("it is a feeding") };
        assert_eq!((feeding.side, made.paused), (Some(BreastSide::Left), TimeDelta::zero()));
        timer.stop(crate::ActivityId::fresh(), at(5), at(30));
        assert_eq!(timer.counted(at(99)), TimeDelta::minutes(5));
        let left = Sides { left: TimeDelta::minutes(5), right: TimeDelta::zero() };
        assert_eq!((timer.sides(at(99)), feeding.sides), (Some(left), Some(left)));
    }

    #[test]
    fn only_what_takes_time_is_timed_and_only_some_of_it_has_sides() {
        assert!(start(Kind::Diaper, None).is_err());
        assert!(start(Kind::Sleep, Some(BreastSide::Left)).is_err());
        assert!(start(Kind::TummyTime, None).unwrap().switch_side(None, at(1)).is_err());
    }
}
