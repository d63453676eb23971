//! What is logged about a child.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    AccountId, ActivityId, ChildId, Error, FamilyId, LogActivities, May, Reason, Result, Subject,
    Volume, text, word::words,
};

words! {
    /// The kinds of activities.
    Kind {
        /// A feeding.
        Feeding = "feeding",
        /// Sleep.
        Sleep = "sleep",
        /// A diaper change.
        Diaper = "diaper",
    }

    /// How a child was fed.
    FeedingMethod {
        /// At the breast.
        Breast = "breast",
        /// From a bottle.
        Bottle = "bottle",
        /// With a spoon or by hand.
        Solid = "solid",
    }

    /// The side a breastfeeding was on.
    BreastSide {
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
        /// One after the other.
        Both = "both",
    }

    /// What a feeding was of.
    FoodType {
        /// Infant formula.
        Formula = "formula",
        /// Expressed or direct breast milk.
        Breastmilk = "breastmilk",
        /// Puréed food.
        Puree = "puree",
    }

    /// By day or by night.
    SleepKind {
        /// By day.
        Nap = "nap",
        /// By night.
        Night = "night",
    }

    /// Where a child slept.
    SleepPlace {
        /// In a crib.
        Crib = "crib",
        /// In a stroller.
        Stroller = "stroller",
        /// In a car.
        Car = "car",
        /// In a bed.
        Bed = "bed",
    }

    /// How a child slept.
    SleepQuality {
        /// Well.
        Good = "good",
        /// Restlessly.
        Restless = "restless",
        /// With breaks.
        Interrupted = "interrupted",
    }

    /// What a diaper held.
    DiaperContents {
        /// Urine.
        Wet = "wet",
        /// Stool.
        Dirty = "dirty",
        /// Both.
        Both = "both",
    }

    /// How firm the stool was.
    DiaperConsistency {
        /// As usual.
        Normal = "normal",
        /// Looser than usual.
        Loose = "loose",
        /// Harder than usual.
        Hard = "hard",
    }

    /// The stool's colour.
    DiaperColor {
        /// As usual.
        Normal = "normal",
        /// Green.
        Green = "green",
        /// Yellow.
        Yellow = "yellow",
    }

    /// How the child was.
    Mood {
        /// Happy.
        Happy = "happy",
        /// Fussy.
        Fussy = "fussy",
        /// Sleepy.
        Sleepy = "sleepy",
    }
}

/// A feeding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feeding {
    /// How.
    pub method: FeedingMethod,
    /// On which side.
    pub side: Option<BreastSide>,
    /// How much.
    pub amount: Option<Volume>,
    /// What.
    pub food: Option<FoodType>,
}

/// A sleep; without an end it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sleep {
    /// By day or by night.
    pub kind: SleepKind,
    /// Where.
    pub place: Option<SleepPlace>,
    /// How well.
    pub quality: Option<SleepQuality>,
}

/// A diaper change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diaper {
    /// What it held.
    pub contents: DiaperContents,
    /// How firm.
    pub consistency: Option<DiaperConsistency>,
    /// Of which colour.
    pub color: Option<DiaperColor>,
    /// Whether there was a rash.
    pub has_rash: Option<bool>,
}

/// What one kind of activity has that others have not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Details {
    /// Of a feeding.
    Feeding(Feeding),
    /// Of sleep.
    Sleep(Sleep),
    /// Of a diaper change.
    Diaper(Diaper),
}

impl Details {
    /// The kind these details belong to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Feeding(_) => Kind::Feeding,
            Self::Sleep(_) => Kind::Sleep,
            Self::Diaper(_) => Kind::Diaper,
        }
    }

    /// Begin and end as clients call them for this kind.
    fn time_fields(&self) -> (&'static str, &'static str) {
        match self {
            Self::Feeding(_) | Self::Sleep(_) => ("startTime", "endTime"),
            Self::Diaper(_) => ("timestamp", "timestamp"),
        }
    }
}

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
    /// Counts the changes, from 1.
    pub version: i32,
}

impl NewActivity {
    /// How far a device's clock may be ahead.
    pub const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(5);
    /// The longest activity; a longer one is a forgotten end.
    pub const LONGEST: TimeDelta = TimeDelta::hours(24);
    const EARLIEST: DateTime<Utc> = DateTime::from_timestamp_secs(946_684_800).unwrap();

    /// Turns the wish into a fact, if it can be one.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a time lies in the future, the end before the start or more than 24 hours after it, or the
    /// notes are longer than 2,000 characters.
    pub fn log(self, may: &May<LogActivities>, now: DateTime<Utc>) -> Result<Activity> {
        let (start_field, end_field) = self.details.time_fields();
        if self.start > now + Self::CLOCK_SKEW {
            return Err(Error::invalid(start_field, Reason::InFuture));
        }
        if self.start < Self::EARLIEST {
            let reason = Reason::between(Self::EARLIEST, now);
            return Err(Error::invalid(start_field, reason));
        }
        if let Some(end) = self.end {
            if end < self.start {
                return Err(Error::invalid(end_field, Reason::BeforeStart));
            }
            if end > now + Self::CLOCK_SKEW {
                return Err(Error::invalid(end_field, Reason::InFuture));
            }
            if end > self.start + Self::LONGEST {
                let reason = Reason::TooLong(Self::LONGEST);
                return Err(Error::invalid(end_field, reason));
            }
        }
        Ok(Activity {
            id: self.id.unwrap_or_else(ActivityId::fresh),
            family: may.family(),
            child: self.child,
            start: self.start,
            end: self.end,
            details: self.details,
            notes: text::prose("notes", self.notes.as_deref(), 2_000)?,
            mood: self.mood,
            created_by: may.account(),
            created_at: now,
            updated_at: now,
            version: 1,
        })
    }
}

impl Activity {
    /// How long it took, in whole minutes.
    #[must_use]
    pub fn duration_minutes(&self) -> Option<i64> {
        let seconds = (self.end? - self.start).num_seconds();
        Some((seconds + 30) / 60)
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
        let told = |it: &Self| (it.child, it.start, it.end, it.details, it.notes.clone(), it.mood);
        told(self) == told(earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, Membership, Role, SessionId};

    const NOW: &str = "2024-01-10T15:00:00Z";

    fn log(start: &str, end: Option<&str>) -> Result<Activity> {
        let family = FamilyId::fresh();
        let memberships = [Membership::of(family, Role::Parent)].into();
        let actor = Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
        let new = NewActivity {
            id: None,
            child: ChildId::fresh(),
            start: start.parse().unwrap(),
            end: end.map(|end| end.parse().unwrap()),
            details: Details::Sleep(Sleep { kind: SleepKind::Nap, place: None, quality: None }),
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
}
