//! Points, which accounts earn by logging, and the levels that they reach by them.

use crate::{Word, word::words};

words! {
    /// How far an account has come, each level with a plant for its name.
    Level {
        /// From the start.
        Seedling = "seedling",
        /// From 10 points.
        Sprout = "sprout",
        /// From 35 points.
        Sapling = "sapling",
        /// From 75 points.
        Growing = "growing",
        /// From 150 points.
        Rooted = "rooted",
        /// From 300 points.
        Blooming = "blooming",
        /// From 600 points; the last.
        Evergreen = "evergreen",
    }
}

impl Level {
    /// The highest level for so many points.
    #[must_use]
    pub fn of(points: u32) -> Self {
        let reached = |level: &&Self| level.threshold() <= points;
        Self::ALL.iter().rev().find(reached).copied().unwrap_or(Self::Seedling)
    }

    /// The points from which an account has it.
    #[must_use]
    pub fn threshold(self) -> u32 {
        match self {
            Self::Seedling => 0,
            Self::Sprout => 10,
            Self::Sapling => 35,
            Self::Growing => 75,
            Self::Rooted => 150,
            Self::Blooming => 300,
            Self::Evergreen => 600,
        }
    }

    /// A picture of it, as an emoji.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Seedling => "🌱",
            Self::Sprout => "🌿",
            Self::Sapling => "🌳",
            Self::Growing => "🌲",
            Self::Rooted => "🪴",
            Self::Blooming => "🌸",
            Self::Evergreen => "🏔️",
        }
    }

    /// Its place among the levels, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        1 + self as u32
    }

    /// The one after it; `None` after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| *level > self)
    }
}

/// What an account has earned: a point for each activity that it logs, [ten a day](Self::A_DAY) at most. What is deleted
/// was logged all the same, and what is restored was logged before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// On all days together.
    pub total: u32,
}

impl Points {
    /// The most that a day brings.
    pub const A_DAY: u32 = 10;

    /// The level that they make.
    #[must_use]
    pub fn level(self) -> Level {
        Level::of(self.total)
    }

    /// How many are missing to the next level; none at the last.
    #[must_use]
    pub fn to_next(self) -> u32 {
        let next = self.level().next();
        next.map_or(0, |next| next.threshold().saturating_sub(self.total))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_are_those_of_the_contract() {
        for (total, number, name, icon, to_next, next) in [
            (0, 1, "seedling", "🌱", 10, Some(("sprout", 10))),
            (9, 1, "seedling", "🌱", 1, Some(("sprout", 10))),
            (10, 2, "sprout", "🌿", 25, Some(("sapling", 35))),
            (35, 3, "sapling", "🌳", 40, Some(("growing", 75))),
            (85, 4, "growing", "🌲", 65, Some(("rooted", 150))),
            (150, 5, "rooted", "🪴", 150, Some(("blooming", 300))),
            (300, 6, "blooming", "🌸", 300, Some(("evergreen", 600))),
            (600, 7, "evergreen", "🏔️", 0, None),
            (u32::MAX, 7, "evergreen", "🏔️", 0, None),
        ] {
            let points = Points { total };
            let level = points.level();
            assert_eq!((level.number(), level.word(), level.icon()), (number, name, icon));
            let after = level.next().map(|next| (next.word(), next.threshold()));
            assert_eq!((points.to_next(), after), (to_next, next), "{total}");
        }
    }

    proptest! {
        #[test]
        fn what_is_missing_to_the_next_level_is_exactly_what_makes_it(total in 0_u32..700) {
            let points = Points { total };
            let (level, missing) = (points.level(), points.to_next());
            prop_assert!(level.threshold() <= total);
            let Some(next) = level.next() else {
                prop_assert_eq!(missing, 0);
                return Ok(());
            };
            prop_assert_eq!(next.number(), level.number() + 1);
            prop_assert_eq!(Level::of(total + missing), next);
            prop_assert_eq!(Level::of(total + missing - 1), level);
        }
    }
}
