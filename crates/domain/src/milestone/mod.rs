//! What most children can do by an age.
//!
//! The checklists of the CDC's programme "Learn the Signs. Act Early." of 2022 (Zubler et al., Evidence-Informed Milestones
//! for Developmental Surveillance Tools, Pediatrics 2022;149(3):e2021052138): all 159 milestones of the twelve ages from
//! 2 months to 5 years, in their four areas. One stands at the age by which at least three of four children have reached
//! it. The ids are ours, and so are the words people read.

mod list;

use chrono::{Months, NaiveDate};

use crate::{AgeBasis, Birth, word::words};

words! {
    /// What a skill belongs to.
    Area {
        /// To live with others and with one's feelings.
        Social = "social",
        /// To understand and to be understood.
        Language = "language",
        /// To learn, think and solve problems.
        Cognitive = "cognitive",
        /// To move, and to use one's hands.
        Movement = "movement",
    }

    /// How far a child is with a skill.
    Attainment {
        /// It has it.
        Achieved = "achieved",
        /// It has it [before it](Skill::upcoming).
        Upcoming = "upcoming",
    }
}

/// Where a list comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who made it, and when.
    pub publisher: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Where its making is described.
    pub citation: &'static str,
    /// The digital object identifier of that.
    pub doi: &'static str,
}

/// Something that most children can do by an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Skill {
    /// What it is called among programs; it never changes.
    pub id: &'static str,
    /// The age, in months.
    pub months: u32,
    /// What it belongs to.
    pub area: Area,
}

impl Skill {
    /// All of them, by age.
    pub const ALL: &'static [Self] = list::ALL;

    /// Where they come from.
    pub const SOURCE: Source = Source {
        publisher: "CDC 2022",
        title: "Learn the Signs. Act Early.",
        citation: "Zubler et al. 2022, Evidence-Informed Milestones for Developmental Surveillance Tools",
        doi: "10.1542/peds.2021-052138",
    };

    /// The one of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|skill| skill.id == id)
    }

    /// The day by which most children have it who were born so, and from where its age counts: for a preterm child from the
    /// due date up to 24 months, as where it is measured.
    #[must_use]
    pub fn expected_by(&self, birth: Birth) -> (NaiveDate, AgeBasis) {
        let (from, basis) = match birth.preterm() {
            Some(due) if self.months <= 24 => (due, AgeBasis::Corrected),
            _ => (birth.date, AgeBasis::Chronological),
        };
        (from.checked_add_months(Months::new(self.months)).unwrap_or(NaiveDate::MAX), basis)
    }

    /// What a child that was born so has before it on a day: what it has not `achieved` of the checklist of its age and of
    /// the next one. There is nothing after the last one.
    pub fn upcoming(
        birth: Birth,
        on: NaiveDate,
        achieved: impl Fn(&Self) -> bool,
    ) -> Vec<&'static Self> {
        let Some(next) = Self::ALL.iter().find(|skill| skill.expected_by(birth).0 > on) else {
            return Vec::new();
        };
        let earlier = Self::ALL.iter().map(|skill| skill.months).filter(|it| *it < next.months);
        let least = earlier.max().unwrap_or(next.months);
        let near = Self::ALL.iter().filter(|it| (least..=next.months).contains(&it.months));
        near.filter(|skill| !achieved(skill)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;

    #[test]
    fn the_checklists_are_whole_and_each_id_names_one_skill() {
        let mut by_age = BTreeMap::<_, usize>::new();
        for skill in Skill::ALL {
            *by_age.entry(skill.months).or_default() += 1;
            let kebab = skill.id.chars().all(|it| it.is_ascii_lowercase() || it == '-');
            assert!(kebab && skill.id.len() <= 64, "{}", skill.id);
            assert_eq!(Skill::find(skill.id), Some(skill));
        }
        let counted: Vec<_> = by_age.into_iter().collect();
        let printed = [
            (2, 11),
            (4, 13),
            (6, 12),
            (9, 13),
            (12, 10),
            (15, 13),
            (18, 15),
            (24, 13),
            (30, 15),
            (36, 12),
            (48, 17),
            (60, 15),
        ];
        assert_eq!(counted, printed);
        assert_eq!(Skill::ALL.iter().map(|skill| skill.id).collect::<HashSet<_>>().len(), 159);
        assert!(Skill::ALL.is_sorted_by_key(|skill| skill.months));
    }

    #[test]
    fn what_comes_is_of_this_age_and_the_next() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let birth = Birth { date: day("2023-06-30"), due: None };
        let ages = |on: &str| {
            let upcoming = Skill::upcoming(birth, day(on), |skill| skill.id == "rolls-over");
            let mut ages: Vec<_> = upcoming.iter().map(|skill| skill.months).collect();
            assert!(upcoming.iter().all(|skill| skill.id != "rolls-over"));
            ages.dedup();
            ages
        };
        assert_eq!(ages("2023-06-01"), [2]);
        assert_eq!(ages("2023-06-30"), [2]);
        assert_eq!(ages("2023-12-29"), [4, 6]);
        assert_eq!(ages("2023-12-30"), [6, 9]);
        assert_eq!(ages("2028-06-29"), [48, 60]);
        assert!(ages("2028-06-30").is_empty());
        let rolls = Skill::find("rolls-over").unwrap();
        let birth = Birth { date: day("2023-08-31"), due: None };
        assert_eq!(rolls.expected_by(birth), (day("2024-02-29"), AgeBasis::Chronological));
    }

    #[test]
    fn what_a_preterm_child_can_do_counts_from_the_due_date_up_to_24_months() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let birth = Birth { date: day("2023-06-15"), due: Some(day("2023-08-10")) };
        let expected = |id: &str, birth| {
            let (by, basis) = Skill::find(id).unwrap().expected_by(birth);
            (by.to_string(), basis)
        };
        let (rolls, runs, jumps) = ("rolls-over", "runs", "jumps");
        assert_eq!(expected(rolls, birth), ("2024-02-10".into(), AgeBasis::Corrected));
        assert_eq!(expected(runs, birth), ("2025-08-10".into(), AgeBasis::Corrected));
        assert_eq!(expected(jumps, birth), ("2025-12-15".into(), AgeBasis::Chronological));
        let at_term = Birth { due: Some(day("2023-07-06")), ..birth };
        assert_eq!(expected(rolls, at_term), ("2023-12-15".into(), AgeBasis::Chronological));
        let next = |birth| Skill::upcoming(birth, day("2024-01-20"), |_| false)[0].months;
        assert_eq!((next(birth), next(at_term)), (4, 6));
    }
}
