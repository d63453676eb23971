//! Dates that a child's birth sets: birthdays and well-child visits.

use chrono::{Days, Months, NaiveDate};

use crate::word::words;

words! {
    /// What a date is.
    OccasionKind {
        /// A birthday.
        Birthday = "birthday",
        /// A recommended visit to the doctor.
        WellChildVisit = "well_child_visit",
    }
}

/// A date to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What it is.
    pub kind: OccasionKind,
    /// When.
    pub date: NaiveDate,
    /// The age the child has then, in completed months.
    pub months: u32,
}

/// Ages at recommended visits after the first week, in months (American Academy of Pediatrics / Bright Futures,
/// Recommendations for Preventive Pediatric Health Care, periodicity schedule); yearly from 3 years on.
const VISITS: [u32; 11] = [1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36];

/// The next birthday and the next two visits from a day on, in order of date.
#[must_use]
pub fn upcoming(birth: NaiveDate, today: NaiveDate) -> Vec<Occasion> {
    let at = |kind, months| {
        let date = birth.checked_add_months(Months::new(months))?;
        Some(Occasion { kind, date, months })
    };
    let yearly = |from: u32| (from..).step_by(12);
    let to_come = |occasion: &Occasion| occasion.date >= today;

    // The visit of the first week is due from the third to the fifth day.
    let first = birth.checked_add_days(Days::new(5)).map(|date| Occasion {
        kind: OccasionKind::WellChildVisit,
        date,
        months: 0,
    });
    let visits = VISITS.into_iter().chain(yearly(48).take_while(|months| *months <= 21 * 12));
    let visits = visits.map_while(|months| at(OccasionKind::WellChildVisit, months));
    let birthday = yearly(12).map_while(|months| at(OccasionKind::Birthday, months)).find(to_come);

    let mut next: Vec<_> = first.into_iter().chain(visits).filter(to_come).take(2).collect();
    next.extend(birthday);
    next.sort_by_key(|occasion| occasion.date);
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seven_month_old_looks_forward_to_two_visits_and_a_birthday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let next = upcoming(day("2023-06-15"), day("2024-01-20"));
        let dates: Vec<_> =
            next.iter().map(|it| (it.kind, it.date.to_string(), it.months)).collect();
        assert_eq!(
            dates,
            [
                (OccasionKind::WellChildVisit, "2024-03-15".into(), 9),
                (OccasionKind::WellChildVisit, "2024-06-15".into(), 12),
                (OccasionKind::Birthday, "2024-06-15".into(), 12),
            ]
        );
        assert_eq!(upcoming(day("2024-02-29"), day("2024-02-29"))[0].date, day("2024-03-05"));
    }
}
