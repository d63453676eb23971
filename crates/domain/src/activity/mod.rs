//! What is logged about a child.

mod details;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::{
    AccountId, ActivityId, ChildId, Error, FamilyId, LogActivities, May, Reason, Result, Subject,
    Word, text,
};

pub use details::{
    Amount, BreastSide, Details, Diaper, DiaperColor, DiaperConsistency, DiaperContents, Feeding,
    FeedingMethod, FoodType, Growth, Kind, Medication, Milestone, Mood, Pumping, Sides, Sleep,
    SleepKind, SleepPlace, SleepQuality, TemperatureReading, TemperatureSite,
};

/// An activity that somebody wants to log.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// The client's own id, so that a repeated request is known.
    pub id: Option<ActivityId>,
    /// Whose.
    pub child: ChildId,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// For how long of that it paused.
    pub paused: TimeDelta,
    /// What it was.
    pub details: Details,
    /// A remark.
    pub notes: Option<String>,
    /// How the child was.
    pub mood: Option<Mood>,
}

/// An activity as it was logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// Whose.
    pub child: ChildId,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// For how long of that it paused.
    pub paused: TimeDelta,
    /// What it was.
    pub details: Details,
    /// A remark.
    pub notes: Option<String>,
    /// How the child was.
    pub mood: Option<Mood>,
    /// Who logged it.
    pub created_by: AccountId,
    /// When it reached the server.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was deleted; it can be restored for a while.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Counts the changes, from 1.
    pub version: i32,
}

impl NewActivity {
    /// How far a device's clock may be ahead.
    pub const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(5);
    /// The longest activity; a longer one is a forgotten end.
    pub const LONGEST: TimeDelta = TimeDelta::hours(24);
    /// Nothing is older.
    pub const EARLIEST: DateTime<Utc> = DateTime::from_timestamp_secs(946_684_800).unwrap();

    /// Turns the wish into a fact, if it can be one.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a time lies in the future, the end before the start or more than 24 hours after it, a text is
    /// too long, something that the kind needs is missing, or it is a milestone that nobody knows.
    pub fn log(self, may: &May<LogActivities>, now: DateTime<Utc>) -> Result<Activity> {
        let new = self.checked(now)?;
        new.details.known()?;
        Ok(Activity {
            id: new.id.unwrap_or_else(ActivityId::fresh),
            family: may.family(),
            child: new.child,
            start: new.start,
            end: new.end,
            paused: new.paused,
            details: new.details,
            notes: new.notes,
            mood: new.mood,
            created_by: may.account(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
            version: 1,
        })
    }

    fn checked(self, now: DateTime<Utc>) -> Result<Self> {
        let (start_field, end_field) = self.details.time_fields();
        let (start, end) = (self.start.trunc_subsecs(3), self.end.map(|end| end.trunc_subsecs(3)));
        if start > now + Self::CLOCK_SKEW {
            return Err(Error::invalid(start_field, Reason::InFuture));
        }
        if start < Self::EARLIEST {
            let reason = Reason::between(Self::EARLIEST, now);
            return Err(Error::invalid(start_field, reason));
        }
        if let Some(end) = end {
            if end < start {
                return Err(Error::invalid(end_field, Reason::BeforeStart));
            }
            if end > now + Self::CLOCK_SKEW {
                return Err(Error::invalid(end_field, Reason::InFuture));
            }
            if end > start + Self::LONGEST {
                let reason = Reason::TooLong(Self::LONGEST);
                return Err(Error::invalid(end_field, reason));
            }
        }
        let paused = self.paused.min(end.map_or(TimeDelta::zero(), |end| end - start));
        let notes = text::prose("notes", self.notes.as_deref(), 2_000)?;
        if notes.is_none() && self.details == Details::Note {
            return Err(Error::invalid("notes", Reason::Required));
        }
        Ok(Self { start, end, paused, notes, details: self.details.checked()?, ..self })
    }
}

impl Activity {
    /// How long a deleted one can be restored.
    pub const KEPT: TimeDelta = TimeDelta::days(30);

    /// The activity as somebody corrects it: it keeps its id and who logged it, and stays of its kind.
    ///
    /// # Errors
    /// As [`NewActivity::log`].
    pub fn corrected(&self, to: NewActivity, now: DateTime<Utc>) -> Result<Self> {
        let to = to.checked(now)?;
        if to.details.kind() != self.details.kind() {
            return Err(Error::invalid("type", Reason::OnlyFor(self.details.kind().word())));
        }
        // What was logged before there was a list is not made wrong by it.
        if to.details != self.details {
            to.details.known()?;
        }
        let corrected = Self {
            child: to.child,
            start: to.start,
            end: to.end,
            paused: to.paused,
            details: to.details,
            notes: to.notes,
            mood: to.mood,
            ..self.clone()
        };
        Ok(if corrected == *self { corrected } else { corrected.touched(now) })
    }

    /// The same, deleted.
    #[must_use]
    pub fn deleted(&self, now: DateTime<Utc>) -> Self {
        Self { deleted_at: Some(now), ..self.clone().touched(now) }
    }

    /// Whether it is there, or was deleted not long ago.
    #[must_use]
    pub fn can_be_restored(&self, now: DateTime<Utc>) -> bool {
        self.restorable_until().is_none_or(|until| now < until)
    }

    /// Until when it can be restored, if it was deleted.
    #[must_use]
    pub fn restorable_until(&self) -> Option<DateTime<Utc>> {
        self.deleted_at.map(|deleted_at| deleted_at + Self::KEPT)
    }

    /// The same, no longer deleted.
    #[must_use]
    pub fn restored(&self, now: DateTime<Utc>) -> Self {
        Self { deleted_at: None, ..self.clone().touched(now) }
    }

    fn touched(self, now: DateTime<Utc>) -> Self {
        Self { updated_at: now, version: self.version + 1, ..self }
    }

    /// How long it took without its pauses, in whole minutes.
    #[must_use]
    pub fn duration_minutes(&self) -> Option<i64> {
        Some(whole_minutes(self.end? - self.start - self.paused))
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Activity {
            id: self.id,
            child: self.child,
            kind: self.details.kind(),
            timestamp: self.start,
        }
    }

    /// Whether both tell the same, so that one is a repeated sending of the other.
    #[must_use]
    pub fn repeats(&self, earlier: &Self) -> bool {
        let told = |it: &Self| (it.child, it.start, it.end, it.mood);
        told(self) == told(earlier)
            && self.details == earlier.details
            && self.notes == earlier.notes
    }
}

/// A length of time as people read it.
pub(crate) fn whole_minutes(length: TimeDelta) -> i64 {
    (length.num_seconds() + 30) / 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, Membership, Role, SessionId};

    const NOW: &str = "2024-01-10T15:00:00Z";

    fn log(start: &str, end: Option<&str>) -> Result<Activity> {
        log_as(
            Details::Sleep(Sleep { kind: SleepKind::Nap, place: None, quality: None }),
            start,
            end,
        )
    }

    fn log_as(details: Details, start: &str, end: Option<&str>) -> Result<Activity> {
        let family = FamilyId::fresh();
        let memberships = [Membership::of(family, Role::Parent)].into();
        let actor = Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
        let new = NewActivity {
            id: None,
            child: ChildId::fresh(),
            start: start.parse().unwrap(),
            end: end.map(|end| end.parse().unwrap()),
            paused: TimeDelta::zero(),
            details,
            notes: Some("  Went down easily ".into()),
            mood: None,
        };
        new.log(&actor.member_of(family)?.may()?, NOW.parse().unwrap())
    }

    #[test]
    fn a_device_may_be_five_minutes_fast_and_no_more() {
        assert!(log("2024-01-10T15:05:00Z", None).is_ok());
        assert!(log("2024-01-10T15:05:00.001Z", None).is_err());
    }

    #[test]
    fn an_end_lies_after_the_start_and_not_a_day_away() {
        let nap = log("2024-01-10T13:00:00Z", Some("2024-01-10T14:30:00Z")).unwrap();
        assert_eq!(nap.duration_minutes(), Some(90));
        assert_eq!(nap.notes.as_deref(), Some("Went down easily"));
        for end in ["2024-01-10T12:59:59Z", "2024-01-10T15:06:00Z"] {
            let refused = log("2024-01-10T13:00:00Z", Some(end)).unwrap_err();
            assert!(matches!(refused, Error::Invalid { field, .. } if field == "endTime"), "{end}");
        }
        assert!(log("2024-01-08T13:00:00Z", Some("2024-01-09T13:00:01Z")).is_err());
        assert!(log("1999-12-31T23:59:59Z", None).is_err());
    }

    #[test]
    fn a_milestone_is_on_the_list_or_in_own_words_or_was_there_before() {
        let named = |milestone: Option<&str>, name: Option<&str>| {
            let [milestone, name] = [milestone, name].map(|text| text.map(str::to_owned));
            Details::Milestone(Milestone { milestone, name })
        };
        let log = |details| log_as(details, NOW, None);
        let earlier = log(named(None, Some("First tooth"))).unwrap();
        assert!(log(named(Some("rolls-over"), None)).is_ok());
        let refused = log(named(Some("flies"), Some("Flies"))).unwrap_err();
        assert!(matches!(refused, Error::Invalid { field, .. } if field == "milestone"));

        let old = Activity { details: named(Some("flies"), None), ..earlier };
        let to = |details| NewActivity {
            id: None,
            child: old.child,
            start: old.start,
            end: None,
            paused: TimeDelta::zero(),
            details,
            notes: Some("Up!".into()),
            mood: None,
        };
        let now = NOW.parse().unwrap();
        assert!(old.corrected(to(old.details.clone()), now).is_ok());
        assert!(old.corrected(to(named(Some("swims"), None)), now).is_err());
    }
}
