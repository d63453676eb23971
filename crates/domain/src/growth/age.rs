//! The age at which a child is compared with the standard.

use chrono::NaiveDate;

use super::{Indicator, NoPercentile, Position};
use crate::{Birth, Result, word::words};

/// The first day at which the standard measures standing, and no longer corrects for an early birth: 24 months.
pub(super) const TWO_YEARS: u16 = 731;

words! {
    /// From where an age is counted.
    AgeBasis {
        /// From the day of birth.
        Chronological = "chronological",
        /// From the day on which a preterm child was due.
        Corrected = "corrected",
    }
}

/// A child's age as the standard counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    days: u16,
    basis: AgeBasis,
}

impl Birth {
    /// From where age is counted on a day: of who was born before 37 weeks, from the due date up to 24 months after birth
    /// (US Maternal and Child Health Bureau, Growth Charts Training); of everyone else, and where no due date is known,
    /// from birth.
    #[must_use]
    pub fn counted(self, on: NaiveDate) -> (AgeBasis, NaiveDate) {
        match self.preterm() {
            Some(due) if (on - self.date).num_days() < TWO_YEARS.into() => {
                (AgeBasis::Corrected, due)
            }
            _ => (AgeBasis::Chronological, self.date),
        }
    }
}

impl Age {
    /// The age on a day, [counted](Birth::counted) from birth or from the due date.
    ///
    /// # Errors
    /// [`NoPercentile`] before birth, before a preterm child was due, and after the last day of the standard.
    pub fn on(date: NaiveDate, birth: Birth) -> Result<Self, NoPercentile> {
        let (basis, from) = birth.counted(date);
        let days = (date - from).num_days();
        if date < birth.date {
            return Err(NoPercentile::BeforeBirth);
        }
        if days < 0 {
            return Err(NoPercentile::BeforeTerm);
        }
        let days = u16::try_from(days).ok().filter(|days| Indicator::Weight.range().contains(days));
        days.map(|days| Self { days, basis }).ok_or(NoPercentile::TooOld)
    }

    /// In days; 0 on the first.
    #[must_use]
    pub fn days(self) -> u16 {
        self.days
    }

    /// From where it is counted.
    #[must_use]
    pub fn basis(self) -> AgeBasis {
        self.basis
    }

    /// How the standard measures at this age.
    #[must_use]
    pub fn position(self) -> Position {
        if self.days < TWO_YEARS { Position::Lying } else { Position::Standing }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    /// The age so many days after birth of a child that came so many days early.
    fn age(lived: i64, early: Option<i64>) -> Result<(u16, AgeBasis), NoPercentile> {
        let date: NaiveDate = "2023-06-15".parse().unwrap();
        let after = |days| date + TimeDelta::days(days);
        let birth = Birth { date, due: early.map(after) };
        Age::on(after(lived), birth).map(|age| (age.days, age.basis))
    }

    #[test]
    fn age_counts_from_birth() {
        use AgeBasis::Chronological;
        assert_eq!(age(0, None), Ok((0, Chronological)));
        assert_eq!(age(1826, None), Ok((1826, Chronological)));
        assert_eq!(age(1827, None), Err(NoPercentile::TooOld));
        assert_eq!(age(36_500, Some(60)), Err(NoPercentile::TooOld));
        assert_eq!(age(-1, None), Err(NoPercentile::BeforeBirth));
        assert_eq!(age(-1, Some(60)), Err(NoPercentile::BeforeBirth));
    }

    #[test]
    fn age_of_a_preterm_child_counts_from_the_due_date_up_to_24_months() {
        use AgeBasis::{Chronological, Corrected};
        assert_eq!(age(100, Some(22)), Ok((78, Corrected)));
        assert_eq!(age(100, Some(21)), Ok((100, Chronological)), "born at 37 weeks");
        assert_eq!(age(100, Some(-10)), Ok((100, Chronological)), "born late");
        assert_eq!(age(59, Some(60)), Err(NoPercentile::BeforeTerm));
        assert_eq!(age(60, Some(60)), Ok((0, Corrected)));
        assert_eq!(age(730, Some(60)), Ok((670, Corrected)));
        assert_eq!(age(731, Some(60)), Ok((731, Chronological)));
    }
}
