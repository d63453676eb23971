//! When a child came, and when it was due.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, TimeDelta};

use crate::{Error, Reason, Result};

/// The days of a full term, counted from the last period: 40 weeks.
const TERM: i64 = 40 * 7;

/// A child that comes more than so many days early is preterm: it is born before 37 weeks (WHO, ICD-10).
const EARLY: i64 = 3 * 7;

/// The day of a child's birth, beside the day on which it was due where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    /// The day it was born.
    pub date: NaiveDate,
    /// The day it was due.
    pub due: Option<NaiveDate>,
}

impl Birth {
    /// The completed weeks at birth that are believed.
    pub const WEEKS: RangeInclusive<u32> = 22..=44;

    /// A birth of which the due date is told, or the completed weeks, or both, or neither.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field, if a child is not born so early or so late, or they disagree.
    pub fn new(date: NaiveDate, due: Option<NaiveDate>, weeks: Option<u32>) -> Result<Self> {
        let after = |days| date.checked_add_signed(TimeDelta::days(days)).unwrap_or(date);
        let [least, most] = [Self::WEEKS.start(), Self::WEEKS.end()].map(|it| *it);
        if weeks.is_some_and(|weeks| !Self::WEEKS.contains(&weeks)) {
            let reason = Reason::between(u64::from(least), u64::from(most));
            return Err(Error::invalid("weeksAtBirth", reason));
        }
        // The last day that still has the most weeks, and the first of the least.
        let believed =
            after(TERM - i64::from(most + 1) * 7 + 1)..=after(TERM - i64::from(least) * 7);
        if due.is_some_and(|due| !believed.contains(&due)) {
            let reason = Reason::between(*believed.start(), *believed.end());
            return Err(Error::invalid("dueDate", reason));
        }
        let told = due.or_else(|| Some(after(TERM - i64::from(weeks?) * 7)));
        let birth = Self { date, due: told };
        if weeks.is_some() && birth.weeks() != weeks {
            return Err(Error::invalid("weeksAtBirth", Reason::Disagrees("dueDate")));
        }
        Ok(birth)
    }

    /// The completed weeks at birth, if it is known when the child was due.
    #[must_use]
    pub fn weeks(self) -> Option<u32> {
        let carried = TERM - (self.due? - self.date).num_days();
        u32::try_from(carried.div_euclid(7)).ok()
    }

    /// The day on which a preterm child was due; of every other child, nothing.
    #[must_use]
    pub fn preterm(self) -> Option<NaiveDate> {
        self.due.filter(|due| (*due - self.date).num_days() > EARLY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn born(due: Option<&str>, weeks: Option<u32>) -> Result<Birth> {
        Birth::new(day("2023-06-15"), due.map(day), weeks)
    }

    fn refused(due: Option<&str>, weeks: Option<u32>) -> String {
        match born(due, weeks) {
            Err(Error::Invalid { field, .. }) => field.into(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn weeks_and_due_date_say_the_same() {
        for (due, weeks) in [
            ("2023-10-19", 22),
            ("2023-08-10", 32),
            ("2023-08-04", 32),
            ("2023-08-03", 33),
            ("2023-07-06", 37),
            ("2023-06-15", 40),
            ("2023-06-14", 40),
            ("2023-05-18", 44),
            ("2023-05-12", 44),
        ] {
            let by_date = born(Some(due), None).unwrap();
            assert_eq!(by_date.weeks(), Some(weeks), "{due}");
            assert_eq!(born(Some(due), Some(weeks)).unwrap(), by_date);
            let by_weeks = born(None, Some(weeks)).unwrap();
            assert_eq!(by_weeks.weeks(), Some(weeks));
            assert!(by_weeks.due.unwrap() >= day(due));
        }
        assert_eq!(born(None, Some(32)).unwrap().due, Some(day("2023-08-10")));
        assert_eq!(born(None, None).unwrap().weeks(), None);
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_field() {
        for due in ["2023-10-20", "2023-05-11", "2024-06-15"] {
            assert_eq!(refused(Some(due), None), "dueDate", "{due}");
        }
        for weeks in [0, 21, 45, u32::MAX] {
            assert_eq!(refused(None, Some(weeks)), "weeksAtBirth", "{weeks}");
        }
        assert_eq!(refused(Some("2023-08-10"), Some(33)), "weeksAtBirth");
    }

    #[test]
    fn preterm_is_before_37_weeks() {
        let preterm = |due| born(Some(due), None).unwrap().preterm();
        assert_eq!(preterm("2023-07-07"), Some(day("2023-07-07")), "36 weeks and 6 days");
        assert_eq!(preterm("2023-07-06"), None);
        assert_eq!(preterm("2023-06-01"), None);
        assert_eq!(born(None, None).unwrap().preterm(), None);
    }
}
