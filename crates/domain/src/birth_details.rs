//! What a person tells of themselves and of their birth before they ask the astrologer.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{
    AccountId, BirthDetailsId, Error, Gender, Name, Reason, Result, astrology::Nativity, text,
    word::words,
};

words! {
    /// Whether somebody is married.
    MaritalStatus {
        /// They are not.
        Single = "single",
        /// They are.
        Married = "married",
    }
}

/// What a person told, once each account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BirthDetails {
    /// Its id.
    pub id: BirthDetailsId,
    /// Whose.
    pub account: AccountId,
    /// Who was born, when and where.
    pub person: Person,
    /// When it was told.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Who was born, when and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What they are called.
    pub full_name: Name,
    /// What they are.
    pub gender: Gender,
    /// Whether they are married.
    pub marital_status: MaritalStatus,
    /// The day of their birth.
    pub date: NaiveDate,
    /// What the clock on the wall showed.
    pub time: NaiveTime,
    /// Where, in words.
    pub place: String,
    /// The zone of that clock.
    pub zone: Tz,
}

impl Person {
    /// The longest name of a place, in characters.
    const MOST_PLACE: usize = 200;

    /// Checks what somebody tells: a birth that can have been.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names `place_of_birth`, `date_of_birth` or `time_of_birth`.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self> {
        let place = text::line("place_of_birth", &self.place, Self::MOST_PLACE)?;
        let first = NaiveDate::from_ymd_opt(*Nativity::YEARS.start(), 1, 1).unwrap_or_default();
        let today = now.with_timezone(&self.zone).date_naive();
        if !(first..=today).contains(&self.date) {
            return Err(Error::invalid("date_of_birth", Reason::between(first, today)));
        }
        match self.zone.from_local_datetime(&self.date.and_time(self.time)) {
            MappedLocalTime::None => {
                Err(Error::invalid("time_of_birth", Reason::SkippedTime(self.zone.name())))
            }
            shown if shown.earliest().is_some_and(|at| at > now) => {
                Err(Error::invalid("time_of_birth", Reason::InFuture))
            }
            _ => Ok(Self { place, ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(date: &str, time: &str, zone: Tz) -> Result<Person> {
        let person = Person {
            full_name: Name::new("full_name", "John Doe").unwrap(),
            gender: Gender::Male,
            marital_status: MaritalStatus::Single,
            date: date.parse().unwrap(),
            time: time.parse().unwrap(),
            place: " Mumbai ".into(),
            zone,
        };
        person.checked("2026-11-21T20:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_birth_that_cannot_have_been_is_refused_by_its_field() {
        assert_eq!(told("1990-05-15", "14:30:00", Tz::Asia__Kolkata).unwrap().place, "Mumbai");
        for (date, time, zone, field) in [
            ("1899-12-31", "12:00:00", Tz::UTC, "date_of_birth"),
            ("2026-11-22", "00:00:00", Tz::UTC, "date_of_birth"),
            ("2026-11-21", "20:01:00", Tz::UTC, "time_of_birth"),
            ("2024-03-10", "02:30:00", Tz::America__New_York, "time_of_birth"),
        ] {
            match told(date, time, zone) {
                Err(Error::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{date} {time}: {other:?}"),
            }
        }
        // It is the next day there already.
        assert!(told("2026-11-22", "01:00:00", Tz::Asia__Kolkata).is_ok());
        // Shown twice, of which the earlier was.
        assert!(told("2024-11-03", "01:30:00", Tz::America__New_York).is_ok());
    }
}
