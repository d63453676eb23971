//! What a family plans for a child: a visit to the doctor, a vaccination, a first day somewhere.

use chrono::{DateTime, Months, SubsecRound, Utc};

use crate::{
    AccountId, AppointmentId, ChildId, Error, FamilyId, LogActivities, May, NewActivity, Reason,
    Result, Subject, text,
};

/// An appointment that somebody wants to make, or what it is to be.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    /// The client's own id, so that a repeated request is known.
    pub id: Option<AppointmentId>,
    /// Whose.
    pub child: ChildId,
    /// What.
    pub title: String,
    /// When; one that was is noted down afterwards.
    pub at: DateTime<Utc>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Where.
    pub place: Option<String>,
    /// A remark.
    pub notes: Option<String>,
}

/// An appointment of a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// Whose.
    pub child: ChildId,
    /// What.
    pub title: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Where.
    pub place: Option<String>,
    /// A remark.
    pub notes: Option<String>,
    /// Who made it.
    pub created_by: AccountId,
    /// When it reached the server.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts the changes, from 1.
    pub version: i32,
}

impl NewAppointment {
    /// How far ahead one can be: who is born today comes of age then.
    const AHEAD: Months = Months::new(18 * 12);
    /// The longest, in minutes.
    const LONGEST: i64 = NewActivity::LONGEST.num_minutes();

    /// Makes it.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the title is empty, a text too long, or the time before the year 2000 or 18 years away.
    pub fn make(self, may: &May<LogActivities>, now: DateTime<Utc>) -> Result<Appointment> {
        let new = self.checked(now)?;
        Ok(Appointment {
            id: new.id.unwrap_or_else(AppointmentId::fresh),
            family: may.family(),
            child: new.child,
            title: new.title,
            at: new.at,
            minutes: new.minutes,
            place: new.place,
            notes: new.notes,
            created_by: may.account(),
            created_at: now,
            updated_at: now,
            version: 1,
        })
    }

    fn checked(self, now: DateTime<Utc>) -> Result<Self> {
        let (first, last) = (NewActivity::EARLIEST, now + Self::AHEAD);
        let at = self.at.trunc_subsecs(3);
        if !(first..=last).contains(&at) {
            return Err(Error::invalid("scheduledFor", Reason::between(first, last)));
        }
        if self.minutes.is_some_and(|minutes| !(1..=Self::LONGEST).contains(&minutes)) {
            let range = Reason::between(1, Self::LONGEST.unsigned_abs());
            return Err(Error::invalid("duration", range));
        }
        Ok(Self {
            title: text::line("title", &self.title, 120)?,
            at,
            place: text::prose("place", self.place.as_deref(), 200)?,
            notes: text::prose("notes", self.notes.as_deref(), 2_000)?,
            ..self
        })
    }
}

impl Appointment {
    /// The appointment as somebody wants it to be: it keeps its id and who made it.
    ///
    /// # Errors
    /// As [`NewAppointment::make`].
    pub fn changed(&self, to: NewAppointment, now: DateTime<Utc>) -> Result<Self> {
        let to = to.checked(now)?;
        let changed = Self {
            child: to.child,
            title: to.title,
            at: to.at,
            minutes: to.minutes,
            place: to.place,
            notes: to.notes,
            ..self.clone()
        };
        if changed == *self {
            return Ok(changed);
        }
        Ok(Self { updated_at: now, version: self.version + 1, ..changed })
    }

    /// Whether both tell the same, so that one is a repeated sending of the other.
    #[must_use]
    pub fn repeats(&self, earlier: &Self) -> bool {
        fn told(it: &Appointment) -> impl PartialEq {
            let Appointment { child, at, minutes, .. } = *it;
            (child, at, minutes, it.title.clone(), it.place.clone(), it.notes.clone())
        }
        told(self) == told(earlier)
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Appointment { id: self.id, child: self.child, at: self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, Membership, Role, SessionId};

    fn new(title: &str, at: &str, minutes: Option<i64>) -> NewAppointment {
        let (title, at) = (title.into(), at.parse().unwrap());
        let place = Some("  ".into());
        NewAppointment { id: None, child: ChildId::fresh(), title, at, minutes, place, notes: None }
    }

    fn make(new: NewAppointment) -> Result<Appointment> {
        let family = FamilyId::fresh();
        let memberships = [Membership::of(family, Role::Caregiver)].into();
        let actor = Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
        new.make(&actor.member_of(family)?.may()?, now())
    }

    fn now() -> DateTime<Utc> {
        "2024-01-10T15:00:00Z".parse().unwrap()
    }

    #[test]
    fn one_lies_within_a_childhood_and_takes_a_day_at_most() {
        for (title, at, minutes, field) in [
            ("Vaccination", "2024-02-01T09:00:00Z", Some(30), None),
            ("Vaccination", "2023-12-01T09:00:00Z", None, None),
            ("Vaccination", "2042-01-10T15:00:00Z", Some(1440), None),
            (" ", "2024-02-01T09:00:00Z", None, Some("title")),
            ("Vaccination", "2042-01-10T15:00:01Z", None, Some("scheduledFor")),
            ("Vaccination", "1999-12-31T23:59:59Z", None, Some("scheduledFor")),
            ("Vaccination", "2024-02-01T09:00:00Z", Some(0), Some("duration")),
            ("Vaccination", "2024-02-01T09:00:00Z", Some(1441), Some("duration")),
        ] {
            match (make(new(title, at, minutes)), field) {
                (Ok(made), None) => assert_eq!((made.place, made.version), (None, 1)),
                (Err(Error::Invalid { field, .. }), Some(wrong)) => assert_eq!(field, wrong),
                (made, _) => panic!("{title} {at} {minutes:?}: {made:?}"),
            }
        }
        assert!(make(new(&"x".repeat(121), "2024-02-01T09:00:00Z", None)).is_err());
    }

    #[test]
    fn what_is_changed_to_the_same_is_not_changed() {
        let wish = new("Vaccination", "2024-02-01T09:00:00Z", Some(30));
        let made = make(wish.clone()).unwrap();
        assert_eq!(made.changed(wish.clone(), now()).unwrap(), made);
        let moved = NewAppointment { title: "Check-up".into(), ..wish };
        let moved = made.changed(moved, now()).unwrap();
        assert_eq!((moved.version, moved.id), (2, made.id));
        assert!(!moved.repeats(&made) && made.repeats(&made));
    }
}
