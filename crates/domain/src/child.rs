//! Children.

use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};

use crate::{
    AddChildren, AgeBasis, Birth, ChildId, EditChildren, Error, FamilyId, May, Reason, Result,
    Subject, text, word::words,
};

words! {
    /// A child's sex as the growth standards use it, or neither.
    Gender {
        /// A girl.
        Female = "female",
        /// A boy.
        Male = "male",
        /// Neither, or not told.
        Other = "other",
    }

    /// Where a child stands, by completed months.
    Stage {
        /// The first month.
        Newborn = "newborn",
        /// Up to the first birthday.
        Infant = "infant",
        /// Up to the third birthday.
        Toddler = "toddler",
        /// Up to the fifth birthday.
        Preschooler = "preschooler",
        /// From then on.
        Child = "child",
    }
}

/// A child of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its id.
    pub id: ChildId,
    /// The family it belongs to.
    pub family: FamilyId,
    /// Who it is.
    pub profile: ChildProfile,
    /// The name of its picture's file.
    pub photo: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// What a family tells about a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildProfile {
    /// What it is called.
    pub name: String,
    /// When it was born, and when it was due.
    pub birth: Birth,
    /// Its sex.
    pub gender: Gender,
    /// Its blood type, such as `O+`.
    pub blood_type: Option<String>,
    /// What it is allergic to.
    pub allergies: Vec<String>,
    /// What it lives with.
    pub medical_conditions: Vec<String>,
    /// Its doctor.
    pub pediatrician: Option<Pediatrician>,
}

/// A child's doctor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pediatrician {
    /// Their name.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<String>,
}

const BLOOD_TYPES: &[&str] = &["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"];

impl ChildProfile {
    /// Checks a profile: bounded texts, a birth date between 1900 and today.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field.
    pub fn checked(mut self, now: DateTime<Utc>) -> Result<Self> {
        self.name = text::line("name", &self.name, 100)?;
        // The day is over last 12 hours after UTC's midnight, and begins first 14 hours before it.
        let latest = (now + TimeDelta::hours(14)).date_naive();
        let earliest = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        if self.birth.date > latest {
            return Err(Error::invalid("birthDate", Reason::InFuture));
        }
        if self.birth.date < earliest {
            let reason = Reason::between(earliest, latest);
            return Err(Error::invalid("birthDate", reason));
        }
        if self.blood_type.as_deref().is_some_and(|given| !BLOOD_TYPES.contains(&given)) {
            return Err(Error::invalid("bloodType", Reason::OneOf(BLOOD_TYPES)));
        }
        list("allergies", &mut self.allergies)?;
        list("medicalConditions", &mut self.medical_conditions)?;
        if let Some(doctor) = &mut self.pediatrician {
            doctor.name = text::line("pediatrician.name", &doctor.name, 100)?;
            doctor.phone = text::prose("pediatrician.phone", doctor.phone.as_deref(), 32)?;
        }
        Ok(self)
    }
}

fn list(field: &'static str, entries: &mut [String]) -> Result<()> {
    if entries.len() > 50 {
        return Err(Error::invalid(field, Reason::TooMany(50)));
    }
    for entry in entries {
        *entry = text::line(field, entry, 200)?;
    }
    Ok(())
}

impl Child {
    /// A child that joins a family. The profile must have been [checked](ChildProfile::checked).
    #[must_use]
    pub fn add(
        may: &May<AddChildren>,
        id: Option<ChildId>,
        profile: ChildProfile,
        photo: Option<String>,
        now: DateTime<Utc>,
    ) -> Self {
        let id = id.unwrap_or_else(ChildId::fresh);
        Self {
            id,
            family: may.family(),
            profile,
            photo,
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    /// The child as somebody wants it to be. The profile must have been [checked](ChildProfile::checked).
    #[must_use]
    pub fn changed(
        &self,
        _: &May<EditChildren>,
        profile: ChildProfile,
        photo: Option<String>,
        now: DateTime<Utc>,
    ) -> Self {
        if profile == self.profile && photo == self.photo {
            return self.clone();
        }
        Self { profile, photo, updated_at: now, version: self.version + 1, ..self.clone() }
    }

    /// What the log tells of it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Child { id: self.id }
    }

    /// Its place among the children of its family, from 1: by the day of birth, of twins by when they were added.
    #[must_use]
    pub fn birth_order(&self, family: &[Self]) -> usize {
        let place = |child: &Self| (child.profile.birth.date, child.created_at, child.id);
        1 + family.iter().filter(|other| place(other) < place(self)).count()
    }

    /// Whether both are told as the same child: by name, in capitals or not, and day of birth.
    #[must_use]
    pub fn is_told_by(&self, profile: &ChildProfile) -> bool {
        let name = |profile: &ChildProfile| profile.name.to_lowercase();
        name(&self.profile) == name(profile) && self.profile.birth.date == profile.birth.date
    }

    /// Completed years on a day; 0 before birth.
    #[must_use]
    pub fn age_in_years(&self, on: NaiveDate) -> u32 {
        self.age_in_months(on) / 12
    }

    /// Completed months on a day; 0 before birth. Who was born on the 31st completes a shorter month on its last day.
    #[must_use]
    pub fn age_in_months(&self, on: NaiveDate) -> u32 {
        completed_months(self.profile.birth.date, on)
    }

    /// Completed months since a preterm child was due, as long as its age is corrected; 0 before it was due.
    #[must_use]
    pub fn corrected_age_in_months(&self, on: NaiveDate) -> Option<u32> {
        match self.profile.birth.counted(on) {
            (AgeBasis::Corrected, due) => Some(completed_months(due, on)),
            (AgeBasis::Chronological, _) => None,
        }
    }

    /// Where the child stands on a day.
    #[must_use]
    pub fn stage(&self, on: NaiveDate) -> Stage {
        match self.age_in_months(on) {
            0 => Stage::Newborn,
            1..12 => Stage::Infant,
            12..36 => Stage::Toddler,
            36..60 => Stage::Preschooler,
            _ => Stage::Child,
        }
    }
}

fn completed_months(from: NaiveDate, on: NaiveDate) -> u32 {
    let months =
        (on.year() - from.year()) * 12 + on.month().cast_signed() - from.month().cast_signed();
    let months = u32::try_from(months).unwrap_or(0);
    match from.checked_add_months(Months::new(months)) {
        Some(completed) if completed > on => months.saturating_sub(1),
        _ => months,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountId, Actor, Membership, Role, SessionId};

    fn born(date: &str) -> Child {
        let family = FamilyId::fresh();
        let memberships = [Membership::of(family, Role::Parent)].into();
        let actor = Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
        let profile = ChildProfile {
            name: "Emma".into(),
            birth: Birth { date: date.parse().unwrap(), due: None },
            gender: Gender::Female,
            blood_type: None,
            allergies: vec![],
            medical_conditions: vec![],
            pediatrician: None,
        };
        let may = actor.member_of(family).unwrap().may().unwrap();
        Child::add(&may, None, profile, None, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn months_are_counted_when_they_are_complete() {
        for (birth, on, months) in [
            ("2023-06-15", "2024-01-14", 6),
            ("2023-06-15", "2024-01-15", 7),
            ("2024-01-31", "2024-02-28", 0),
            ("2024-01-31", "2024-02-29", 1),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-03-01", "2024-02-01", 0),
        ] {
            assert_eq!(born(birth).age_in_months(on.parse().unwrap()), months, "{birth} {on}");
        }
        assert_eq!(born("2023-06-15").stage("2024-01-15".parse().unwrap()), Stage::Infant);
    }

    #[test]
    fn the_eldest_is_the_first_and_of_twins_who_was_added_first() {
        let (emma, mut ella, mut ivy) =
            (born("2023-06-15"), born("2020-02-29"), born("2023-06-15"));
        ella.created_at += TimeDelta::days(1);
        ivy.created_at += TimeDelta::days(2);
        let family = [emma, ella, ivy];
        assert_eq!(family.each_ref().map(|child| child.birth_order(&family)), [2, 1, 3]);
        for (on, years) in [("2021-02-27", 0), ("2021-02-28", 1), ("2020-01-01", 0)] {
            assert_eq!(family[1].age_in_years(on.parse().unwrap()), years, "{on}");
        }
    }

    #[test]
    fn months_of_a_preterm_child_are_corrected_up_to_24_months() {
        let mut child = born("2023-06-15");
        let corrected =
            |child: &Child, on: &str| child.corrected_age_in_months(on.parse().unwrap());
        assert_eq!(corrected(&child, "2024-01-15"), None);
        child.profile.birth.due = "2023-08-10".parse().ok();
        for (on, months) in [
            ("2023-07-01", Some(0)),
            ("2023-09-09", Some(0)),
            ("2023-09-10", Some(1)),
            ("2025-06-14", Some(22)),
            ("2025-06-15", None),
        ] {
            assert_eq!(corrected(&child, on), months, "{on}");
        }
    }

    #[test]
    fn an_unborn_or_ancient_child_is_refused() {
        let now = "2024-01-10T12:00:00Z".parse().unwrap();
        for date in ["2024-01-12", "1899-12-31"] {
            let refused = born(date).profile.checked(now).unwrap_err();
            assert!(matches!(refused, Error::Invalid { field, .. } if field == "birthDate"));
        }
    }
}
