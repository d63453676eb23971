//! What the parts of a sentence can be.

use chrono::TimeDelta;

use super::{
    clock::{Clock, Part},
    table::Concept,
};
use crate::ChildId;

/// A day that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Day {
    Today,
    Yesterday,
    TwoDaysAgo,
    /// From yesterday's evening to this morning.
    LastNight,
}

/// What a time is to what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Role {
    At,
    Since,
    Until,
}

/// A part of a sentence that means one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::command) enum Piece {
    Word(Concept),
    Name(ChildId),
    Volume(f64, Concept),
    Weight(f64, Concept),
    Length(f64, Concept),
    Degrees(f64, Option<Concept>),
    /// Drops, milligrams and the like: where the unit begins.
    Dose(f64, usize),
    /// A number of nothing.
    Number(f64),
    /// For so long.
    Lasting(TimeDelta),
    /// So long before now.
    Ago(TimeDelta),
    /// Since so long.
    SinceAgo(TimeDelta),
    Time(Role, Clock),
    Between(Clock, Clock),
    /// From one o'clock, or for one hour: nobody can tell.
    Unclear,
    OfDay(Part),
    Day(Day, Option<Part>),
    Unknown,
}

/// A piece and the tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::command) struct Placed {
    pub piece: Piece,
    pub from: usize,
    pub to: usize,
}

pub(super) const DAYS: [(Concept, (Day, Option<Part>)); 8] = [
    (Concept::Today, (Day::Today, None)),
    (Concept::ThisMorning, (Day::Today, Some(Part::Am))),
    (Concept::ThisAfternoon, (Day::Today, Some(Part::Afternoon))),
    (Concept::Tonight, (Day::Today, Some(Part::Night))),
    (Concept::Yesterday, (Day::Yesterday, None)),
    (Concept::YesterdayEvening, (Day::Yesterday, Some(Part::Evening))),
    (Concept::LastNight, (Day::LastNight, Some(Part::Night))),
    (Concept::DayBefore, (Day::TwoDaysAgo, None)),
];

/// Words that only mean something as a part of a larger piece.
pub(super) const PARTIAL: &[Concept] = &[
    Concept::Ounce,
    Concept::Millilitre,
    Concept::Centilitre,
    Concept::Litre,
    Concept::Kilogram,
    Concept::Gram,
    Concept::Pound,
    Concept::Jin,
    Concept::Centimetre,
    Concept::Millimetre,
    Concept::Inch,
    Concept::Minute,
    Concept::Hour,
    Concept::QuarterHour,
    Concept::Degree,
    Concept::Celsius,
    Concept::Fahrenheit,
    Concept::At,
    Concept::AtMarked,
    Concept::From,
    Concept::To,
    Concept::Since,
    Concept::Until,
    Concept::Ago,
    Concept::Past,
    Concept::Before,
    Concept::Minus,
    Concept::Half,
    Concept::Quarter,
    Concept::ThreeQuarters,
    Concept::AndHalf,
    Concept::AndQuarter,
    Concept::AndThreeQuarters,
    Concept::OClock,
    Concept::HourMark,
    Concept::MinuteMark,
    Concept::MinuteAnd,
    Concept::Point,
    Concept::One,
    Concept::Opens,
    Concept::MayOpen,
    Concept::StopFirst,
    Concept::Noon,
    Concept::Midnight,
];
