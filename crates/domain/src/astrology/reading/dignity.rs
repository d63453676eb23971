//! How well grahas stand, and what they look at.

use super::super::{Graha, Placement, Sign};
use crate::word::words;

words! {
    /// How a graha fares in the sign it stands in, the best first.
    Dignity {
        /// It stands in the sign of its exaltation.
        Exalted = "exalted",
        /// In a sign that it rules.
        Own = "own",
        /// In a sign whose lord is its natural friend.
        Friendly = "friendly",
        /// In a sign whose lord is neither friend nor enemy.
        Neutral = "neutral",
        /// In a sign whose lord is its natural enemy.
        Hostile = "hostile",
        /// Opposite the sign of its exaltation.
        Debilitated = "debilitated",
    }

    /// What the place of its lord does to a house.
    Strength {
        /// It carries what is begun.
        Supported = "supported",
        /// It neither carries nor hinders.
        Steady = "steady",
        /// It asks for patience.
        Demanding = "demanding",
    }
}

/// A graha where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Which.
    pub graha: Graha,
    /// The sign it stands in.
    pub sign: Sign,
    /// The house, 1 to 12.
    pub house: u8,
    /// How it fares there; of the nodes the schools do not agree, and nothing is said.
    pub dignity: Option<Dignity>,
    /// Whether it goes backwards.
    pub retrograde: bool,
}

impl Standing {
    /// Where a graha stands in a chart.
    #[must_use]
    pub fn of(placement: &Placement) -> Self {
        let &Placement { graha, house, .. } = placement;
        let (sign, dignity) = (placement.sign(), Dignity::of(graha, placement.sign()));
        Self { graha, sign, house, dignity, retrograde: placement.retrograde() }
    }

    /// What it does to a house that it rules: by its dignity, and by whether it stands in an angle or a trine (1, 4, 5, 7, 9, 10)
    /// or in a house of trouble (6, 8, 12). The sum is ours.
    #[must_use]
    pub fn strength(&self) -> Strength {
        let dignity = match self.dignity {
            Some(Dignity::Exalted | Dignity::Own) => 2,
            Some(Dignity::Friendly) => 1,
            Some(Dignity::Neutral) | None => 0,
            Some(Dignity::Hostile) => -1,
            Some(Dignity::Debilitated) => -2,
        };
        let house = match self.house {
            1 | 4 | 5 | 7 | 9 | 10 => 1,
            6 | 8 | 12 => -1,
            _ => 0,
        };
        match dignity + house {
            2.. => Strength::Supported,
            0 | 1 => Strength::Steady,
            _ => Strength::Demanding,
        }
    }
}

impl Dignity {
    /// How a graha fares in a sign, by signs alone.
    #[must_use]
    pub fn of(graha: Graha, sign: Sign) -> Option<Self> {
        let exalted = exaltation(graha)?;
        Some(if sign == exalted {
            Self::Exalted
        } else if sign == exalted.further(6) {
            Self::Debilitated
        } else if sign.lord() == graha {
            Self::Own
        } else if friends(graha).contains(&sign.lord()) {
            Self::Friendly
        } else if enemies(graha).contains(&sign.lord()) {
            Self::Hostile
        } else {
            Self::Neutral
        })
    }
}

/// Where it is exalted (Brihat Parashara Hora Shastra 3.49-50).
fn exaltation(graha: Graha) -> Option<Sign> {
    Some(match graha {
        Graha::Sun => Sign::Aries,
        Graha::Moon => Sign::Taurus,
        Graha::Mars => Sign::Capricorn,
        Graha::Mercury => Sign::Virgo,
        Graha::Jupiter => Sign::Cancer,
        Graha::Venus => Sign::Pisces,
        Graha::Saturn => Sign::Libra,
        Graha::Rahu | Graha::Ketu => return None,
    })
}

/// Its natural friends (Brihat Parashara Hora Shastra 3.55).
fn friends(graha: Graha) -> &'static [Graha] {
    use Graha::{Jupiter, Ketu, Mars, Mercury, Moon, Rahu, Saturn, Sun, Venus};
    match graha {
        Sun => &[Moon, Mars, Jupiter],
        Moon => &[Sun, Mercury],
        Mars => &[Sun, Moon, Jupiter],
        Mercury => &[Sun, Venus],
        Jupiter => &[Sun, Moon, Mars],
        Venus => &[Mercury, Saturn],
        Saturn => &[Mercury, Venus],
        Rahu | Ketu => &[],
    }
}

/// Its natural enemies (likewise); who is neither is neutral.
fn enemies(graha: Graha) -> &'static [Graha] {
    use Graha::{Jupiter, Ketu, Mars, Mercury, Moon, Rahu, Saturn, Sun, Venus};
    match graha {
        Sun => &[Venus, Saturn],
        Mars => &[Mercury],
        Mercury => &[Moon],
        Jupiter => &[Mercury, Venus],
        Venus => &[Sun, Moon],
        Saturn => &[Sun, Moon, Mars],
        Moon | Rahu | Ketu => &[],
    }
}

/// Whether it looks at a house in full, counted from the one it stands in: all at the 7th, Mars also at the 4th and 8th,
/// Jupiter at the 5th and 9th, Saturn at the 3rd and 10th (Brihat Parashara Hora Shastra 26). The nodes look at none.
pub(super) fn looks_at(placement: &Placement, house: u8) -> bool {
    let counted = (house + 12 - placement.house) % 12 + 1;
    match placement.graha {
        Graha::Mars => [4, 7, 8].contains(&counted),
        Graha::Jupiter => [5, 7, 9].contains(&counted),
        Graha::Saturn => [3, 7, 10].contains(&counted),
        Graha::Rahu | Graha::Ketu => false,
        _ => counted == 7,
    }
}
