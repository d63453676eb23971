//! Closed sets of words, as enums of the schema. Where words have dashes, enums have underscores.

use async_graphql::Enum;
use domain::{AgeBasis, BreastSide, Gender, Kind, Mood, NoPercentile, Role, Stage, TimerState};

/// The kinds of activities.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind", rename_items = "snake_case")]
pub(super) enum ActivityType {
    /// A feeding.
    Feeding,
    /// Sleep.
    Sleep,
    /// A diaper change.
    Diaper,
    /// Weight, height and head as they were measured.
    Growth,
    /// Something the child did for the first time.
    Milestone,
    /// Medicine that was given.
    Medication,
    /// A temperature that was taken.
    Temperature,
    /// Milk that was expressed.
    Pumping,
    /// A bath.
    Bath,
    /// Time on the belly.
    TummyTime,
    /// A remark.
    Note,
}

/// What somebody is to a family.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Role", remote = "Role", rename_items = "lowercase")]
pub(super) enum RoleWord {
    /// Has every permission.
    Parent,
    /// Looks after the child, with the permissions of the invitation.
    Caregiver,
    /// Looks on, with the permissions of the invitation.
    Viewer,
}

/// A child's sex as the growth standards use it, or neither.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Gender", remote = "Gender", rename_items = "lowercase")]
pub(super) enum GenderWord {
    /// A girl.
    Female,
    /// A boy.
    Male,
    /// Neither, or not told.
    Other,
}

/// Where a child stands, by completed months.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Stage", rename_items = "lowercase")]
pub(super) enum DevelopmentalStage {
    /// The first month.
    Newborn,
    /// Up to the first birthday.
    Infant,
    /// Up to the third birthday.
    Toddler,
    /// Up to the fifth birthday.
    Preschooler,
    /// From then on.
    Child,
}

/// How a child was.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Mood", remote = "Mood", rename_items = "lowercase")]
pub(super) enum MoodWord {
    /// Happy.
    Happy,
    /// Fussy.
    Fussy,
    /// Sleepy.
    Sleepy,
}

/// The side of a feeding or pumping.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "BreastSide", remote = "BreastSide", rename_items = "lowercase")]
pub(super) enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// One after the other.
    Both,
}

/// What a timer does.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "TimerState", remote = "TimerState", rename_items = "lowercase")]
pub(super) enum State {
    /// It counts.
    Running,
    /// It waits to go on.
    Paused,
    /// It ended, and made an activity.
    Stopped,
    /// It was thrown away.
    Cancelled,
}

/// From where an age is counted.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "AgeBasis", remote = "AgeBasis", rename_items = "lowercase")]
pub(super) enum Basis {
    /// From the day of birth.
    Chronological,
    /// From the day on which a preterm child was due.
    Corrected,
}

/// Why there is no percentile.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "NoPercentile", remote = "NoPercentile", rename_items = "snake_case")]
pub(super) enum WhyNot {
    /// The standard has one for girls and one for boys.
    SexUnknown,
    /// The measurement is older than the child.
    BeforeBirth,
    /// The child was preterm, and the standard begins at term.
    BeforeTerm,
    /// The standard ends at five years.
    TooOld,
    /// The standard has no weight for a child so short or tall.
    LengthOutside,
}
