//! Families: who shares the children.

use std::fmt;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{Error, FamilyClock, FamilyId, Limit, Manage, Member, Reason, Result, text};

/// A family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its id.
    pub id: FamilyId,
    /// What it is called.
    pub name: String,
    /// Lets a person in as a viewer.
    pub share_code: ShareCode,
    /// Where its days begin and end.
    pub clock: FamilyClock,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The number of the last change in its log.
    pub seq: i64,
    /// Counts the changes of the family itself, from 1.
    pub version: i32,
}

/// Where a family stood when it was looked up: what it had then it has as long as its log does not move on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FamilyState {
    /// Which.
    pub id: FamilyId,
    /// The number of the last change in its log.
    pub seq: i64,
    /// Where its days begin and end.
    pub clock: FamilyClock,
}

impl Family {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> FamilyState {
        FamilyState { id: self.id, seq: self.seq, clock: self.clock }
    }

    /// A new family whose days begin at midnight.
    #[must_use]
    pub fn new(name: String, share_code: ShareCode, zone: Tz, now: DateTime<Utc>) -> Self {
        let clock = FamilyClock { zone, day_start_minutes: 0 };
        let id = FamilyId::fresh();
        Self { id, name, share_code, clock, created_at: now, seq: 0, version: 1 }
    }

    /// Its code, for a member who may let others in.
    #[must_use]
    pub fn code_for(&self, member: &Member) -> Option<&ShareCode> {
        member.may::<Manage>().is_ok().then_some(&self.share_code)
    }

    /// Gives it another name and other days.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the name is empty or longer than 100 characters, or a day would begin later than noon.
    pub fn settled(self, name: &str, clock: FamilyClock) -> Result<Self> {
        if clock.day_start_minutes > Self::LATEST_DAY_START {
            return Err(Error::invalid(
                "dayStart",
                Reason::Between(Limit::Spelt("00:00"), Limit::Spelt("12:00")),
            ));
        }
        Ok(Self { name: text::line("name", name, 100)?, clock, ..self })
    }

    /// The latest begin of a day, in minutes after midnight.
    const LATEST_DAY_START: u16 = 12 * 60;
}

/// How many people and children a family may have, and how much its members may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilyLimits {
    /// Members.
    pub members: u32,
    /// Children.
    pub children: u32,
    /// Questions that each member may ask the assistant a day.
    pub questions: u32,
}

/// A code that people read out to each other: 6 characters without look-alikes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareCode(String);

impl ShareCode {
    /// Letters and digits that are not taken for one another: no 0 O, 1 I L, 2 Z, 5 S, 8 B.
    const ALPHABET: &[u8] = b"ACDEFGHJKMNPQRTUVWXY34679";
    const LENGTH: usize = 6;

    /// A code from random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let mut number = u128::from_le_bytes(bytes);
        let letters = Self::ALPHABET.len() as u128;
        let code = (0..Self::LENGTH).map(|_| {
            let letter = usize::try_from(number % letters).unwrap_or_default();
            number /= letters;
            char::from(Self::ALPHABET[letter])
        });
        Self(code.collect())
    }

    /// Reads a code as people type it: in any case, with spaces or dashes.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it has not 6 letters or digits.
    pub fn parse(text: &str) -> Result<Self> {
        let code: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        if code.len() == Self::LENGTH && code.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            Ok(Self(code))
        } else {
            Err(Error::invalid("shareCode", Reason::Length(Self::LENGTH, Self::LENGTH)))
        }
    }

    /// The bare text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShareCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_has_no_look_alikes_and_reads_back(bytes: [u8; 16]) {
            let code = ShareCode::from_random(bytes);
            prop_assert!(!code.as_str().contains(['0', 'O', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B']));
            prop_assert_eq!(ShareCode::parse(code.as_str()).unwrap(), code);
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = ShareCode::from_random([7; 16]);
        assert_eq!(code.as_str().len(), 6);
        let typed = format!(" {}-{} ", code.as_str()[..3].to_lowercase(), &code.as_str()[3..]);
        assert_eq!(ShareCode::parse(&typed).unwrap(), code);
        for bad in ["", "ABC12", "ABC1234", "ABÇ123", "AB_123"] {
            assert!(ShareCode::parse(bad).is_err(), "{bad}");
        }
    }
}
