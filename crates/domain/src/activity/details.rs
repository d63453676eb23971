//! What one kind of activity has that others have not.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

use crate::{
    Error, Length, Limit, Position, Reason, Result, Skill, Temperature, Volume, VolumeUnit, Weight,
    text, word::words,
};

words! {
    /// The kinds of activities.
    Kind {
        /// A feeding.
        Feeding = "feeding",
        /// Sleep.
        Sleep = "sleep",
        /// A diaper change.
        Diaper = "diaper",
        /// Weight, height and head as they were measured.
        Growth = "growth",
        /// Something the child did for the first time.
        Milestone = "milestone",
        /// Medicine that was given.
        Medication = "medication",
        /// A temperature that was taken.
        Temperature = "temperature",
        /// Milk that was expressed.
        Pumping = "pumping",
        /// A bath.
        Bath = "bath",
        /// Time on the belly.
        TummyTime = "tummy-time",
        /// A remark.
        Note = "note",
    }

    /// How a child was fed.
    FeedingMethod {
        /// At the breast.
        Breast = "breast",
        /// From a bottle.
        Bottle = "bottle",
        /// With a spoon or by hand.
        Solid = "solid",
    }

    /// The side a breastfeeding was on.
    BreastSide {
        /// The left one.
        Left = "left",
        /// The right one.
        Right = "right",
        /// One after the other.
        Both = "both",
    }

    /// What a feeding was of.
    FoodType {
        /// Infant formula.
        Formula = "formula",
        /// Expressed or direct breast milk.
        Breastmilk = "breastmilk",
        /// Puréed food.
        Puree = "puree",
    }

    /// By day or by night.
    SleepKind {
        /// By day.
        Nap = "nap",
        /// By night.
        Night = "night",
    }

    /// Where a child slept.
    SleepPlace {
        /// In a crib.
        Crib = "crib",
        /// In a stroller.
        Stroller = "stroller",
        /// In a car.
        Car = "car",
        /// In a bed.
        Bed = "bed",
    }

    /// How a child slept.
    SleepQuality {
        /// Well.
        Good = "good",
        /// Restlessly.
        Restless = "restless",
        /// With breaks.
        Interrupted = "interrupted",
    }

    /// What a diaper held.
    DiaperContents {
        /// Urine.
        Wet = "wet",
        /// Stool.
        Dirty = "dirty",
        /// Both.
        Both = "both",
    }

    /// How firm the stool was.
    DiaperConsistency {
        /// As usual.
        Normal = "normal",
        /// Looser than usual.
        Loose = "loose",
        /// Harder than usual.
        Hard = "hard",
    }

    /// The stool's colour.
    DiaperColor {
        /// As usual.
        Normal = "normal",
        /// Green.
        Green = "green",
        /// Yellow.
        Yellow = "yellow",
    }

    /// How the child was.
    Mood {
        /// Happy.
        Happy = "happy",
        /// Fussy.
        Fussy = "fussy",
        /// Sleepy.
        Sleepy = "sleepy",
    }

    /// Where a temperature was taken.
    TemperatureSite {
        /// In the rectum.
        Rectal = "rectal",
        /// Under the arm.
        Axillary = "axillary",
        /// In the mouth.
        Oral = "oral",
        /// In the ear.
        Ear = "ear",
        /// On the forehead.
        Forehead = "forehead",
    }
}

/// A volume, and the unit that people gave it in and want to see it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much.
    pub volume: Volume,
    /// In which unit.
    pub unit: VolumeUnit,
}

/// How long each side took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The left one.
    pub left: TimeDelta,
    /// The right one.
    pub right: TimeDelta,
}

/// A feeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeding {
    /// How.
    pub method: FeedingMethod,
    /// On which side.
    pub side: Option<BreastSide>,
    /// How long on each side.
    pub sides: Option<Sides>,
    /// How much.
    pub amount: Option<Amount>,
    /// What.
    pub food: Option<FoodType>,
}

/// A sleep; without an end it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sleep {
    /// By day or by night.
    pub kind: SleepKind,
    /// Where.
    pub place: Option<SleepPlace>,
    /// How well.
    pub quality: Option<SleepQuality>,
}

/// A diaper change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diaper {
    /// What it held.
    pub contents: DiaperContents,
    /// How firm.
    pub consistency: Option<DiaperConsistency>,
    /// Of which colour.
    pub color: Option<DiaperColor>,
    /// Whether there was a rash.
    pub has_rash: Option<bool>,
}

/// The head circumferences that are believed, in cm.
const HEADS: RangeInclusive<f64> = 15.0..=80.0;

/// What was measured; at least one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// The weight.
    pub weight: Option<Weight>,
    /// The length, or the height of a child that stands.
    pub height: Option<Length>,
    /// Around the head.
    pub head: Option<Length>,
    /// How the height was measured; absent, as is usual for the age.
    pub position: Option<Position>,
}

/// Something the child did for the first time: a [skill](Skill), or in own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestone {
    /// The id of the skill. What was logged before there was a list may have another.
    pub milestone: Option<String>,
    /// What it is called.
    pub name: Option<String>,
}

/// Medicine that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Medication {
    /// What it is called.
    pub name: String,
    /// How much of it.
    pub dose: Option<f64>,
    /// In what, such as `ml`, `mg` or `drops`.
    pub unit: Option<String>,
}

/// A temperature that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemperatureReading {
    /// How warm.
    pub temperature: Temperature,
    /// Where it was taken.
    pub site: Option<TemperatureSite>,
}

/// Milk that was expressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pumping {
    /// On which side.
    pub side: Option<BreastSide>,
    /// How long on each side.
    pub sides: Option<Sides>,
    /// How much.
    pub amount: Option<Amount>,
}

/// What one kind of activity has that others have not.
#[derive(Clone, Debug, PartialEq)]
pub enum Details {
    /// Of a feeding.
    Feeding(Feeding),
    /// Of sleep.
    Sleep(Sleep),
    /// Of a diaper change.
    Diaper(Diaper),
    /// Of what was measured.
    Growth(Growth),
    /// Of a milestone.
    Milestone(Milestone),
    /// Of medicine.
    Medication(Medication),
    /// Of a temperature.
    Temperature(TemperatureReading),
    /// Of milk that was expressed.
    Pumping(Pumping),
    /// A bath has none.
    Bath,
    /// Nor has time on the belly.
    TummyTime,
    /// A remark stands in the notes.
    Note,
}

impl Milestone {
    /// The skill it is.
    #[must_use]
    pub fn skill(&self) -> Option<&'static Skill> {
        self.milestone.as_deref().and_then(Skill::find)
    }
}

impl Kind {
    /// The kinds that take their time, and so have an end and can be timed.
    pub const TIMED: &'static [&'static str] =
        &["feeding", "sleep", "pumping", "bath", "tummy-time"];

    /// Whether it takes its time.
    #[must_use]
    pub fn is_timed(self) -> bool {
        Self::TIMED.contains(&crate::Word::word(self))
    }
}

impl Details {
    /// The kind these details belong to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Feeding(_) => Kind::Feeding,
            Self::Sleep(_) => Kind::Sleep,
            Self::Diaper(_) => Kind::Diaper,
            Self::Growth(_) => Kind::Growth,
            Self::Milestone(_) => Kind::Milestone,
            Self::Medication(_) => Kind::Medication,
            Self::Temperature(_) => Kind::Temperature,
            Self::Pumping(_) => Kind::Pumping,
            Self::Bath => Kind::Bath,
            Self::TummyTime => Kind::TummyTime,
            Self::Note => Kind::Note,
        }
    }

    /// The amount, of those kinds that may have one.
    pub fn amount_mut(&mut self) -> Option<&mut Amount> {
        match self {
            Self::Feeding(Feeding { amount, .. }) | Self::Pumping(Pumping { amount, .. }) => {
                amount.as_mut()
            }
            _ => None,
        }
    }

    /// Checks the texts and what must be there.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field.
    pub(super) fn checked(mut self) -> Result<Self> {
        match &mut self {
            Self::Growth(Growth { weight: None, height: None, head: None, .. }) => {
                let measures = &["weight", "height", "headCircumference"];
                return Err(Error::invalid("weight", Reason::OneNeeded(measures)));
            }
            Self::Growth(Growth { head: Some(head), .. })
                if !HEADS.contains(&head.centimetres()) =>
            {
                let [least, most] =
                    [HEADS.start(), HEADS.end()].map(|it| Limit::Measure(*it, "cm"));
                return Err(Error::invalid("headCircumference", Reason::Between(least, most)));
            }
            Self::Milestone(Milestone { milestone, name }) => {
                *milestone = text::prose("milestone", milestone.as_deref(), 64)?;
                *name = text::prose("name", name.as_deref(), 200)?;
                if milestone.is_none() && name.is_none() {
                    return Err(Error::invalid("name", Reason::OneNeeded(&["milestone", "name"])));
                }
            }
            Self::Medication(Medication { name, dose, unit }) => {
                const MOST: f64 = 10_000.0;
                *name = text::line("name", name, 100)?;
                *unit = text::prose("unit", unit.as_deref(), 20)?;
                if dose.is_some_and(|dose| !(0.0..=MOST).contains(&dose)) {
                    return Err(Error::invalid("dose", Reason::between(0.0, MOST)));
                }
            }
            _ => {}
        }
        Ok(self)
    }

    /// Checks that what it names is known.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is a milestone by an id that no skill has.
    pub(super) fn known(&self) -> Result<()> {
        match self {
            Self::Milestone(it) if it.milestone.is_some() && it.skill().is_none() => {
                Err(Error::invalid("milestone", Reason::NotAMilestone))
            }
            _ => Ok(()),
        }
    }

    /// Begin and end as clients call them for this kind.
    pub(super) fn time_fields(&self) -> (&'static str, &'static str) {
        if self.kind().is_timed() { ("startTime", "endTime") } else { ("timestamp", "timestamp") }
    }
}
