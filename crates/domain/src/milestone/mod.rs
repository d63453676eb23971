//! What most children can do by an age.
//!
//! The checklists of the CDC's programme "Learn the Signs. Act Early." of 2022 (Zubler et al., Evidence-Informed Milestones
//! for Developmental Surveillance Tools, Pediatrics 2022;149(3):e2021052138): all 159 milestones of the twelve ages from
//! 2 months to 5 years, in their four areas. One stands at the age by which at least three of four children have reached
//! it. The ids are ours, and so are the words people read. Ages count from birth, early or not: when a child was due is
//! not known.

mod list;

use chrono::{Months, NaiveDate};

use crate::word::words;

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

    /// The one of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|skill| skill.id == id)
    }

    /// The day by which most children born on a day have it.
    #[must_use]
    pub fn expected_by(&self, birth: NaiveDate) -> NaiveDate {
        birth.checked_add_months(Months::new(self.months)).unwrap_or(NaiveDate::MAX)
    }

    /// What a child born on a day has before it on another: what it has not `achieved` of the checklist of its age and of
    /// the next one. There is nothing after the last one.
    pub fn upcoming(
        birth: NaiveDate,
        on: NaiveDate,
        achieved: impl Fn(&Self) -> bool,
    ) -> Vec<&'static Self> {
        let Some(next) = Self::ALL.iter().find(|skill| skill.expected_by(birth) > on) else {
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
        let birth = day("2023-06-30");
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
        assert_eq!(rolls.expected_by(day("2023-08-31")), day("2024-02-29"));
    }
}
