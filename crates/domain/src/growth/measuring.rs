//! What was measured at once, beside the standards: weight, height and head, and what weight and height make together.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Age, Assessment, NoPercentile, Peers, Stature};
use crate::{ActivityId, BodyMassIndex, ChildProfile, Growth, word::words};

words! {
    /// What a parent looks at.
    Measure {
        /// The weight.
        Weight = "weight",
        /// The length, from 24 months on the height.
        Height = "height",
        /// Around the head.
        Head = "head_circumference",
        /// The body mass index.
        Bmi = "bmi",
        /// The weight among children of the same length or height.
        WeightForLength = "weight_for_length",
    }
}

/// An assessment, or why there is none.
pub type Assessed = Result<Assessment, NoPercentile>;

/// What was measured at once, beside the standards; where nothing was measured there is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthAssessment {
    /// Of the weight.
    pub weight: Option<Assessed>,
    /// Of the height.
    pub height: Option<Assessed>,
    /// Of the head.
    pub head: Option<Assessed>,
    /// The body mass index, if weight and height were measured, with what it means.
    pub bmi: Option<(BodyMassIndex, Assessed)>,
    /// Of the weight for the length or height, likewise.
    pub weight_for_length: Option<Assessed>,
}

impl GrowthAssessment {
    /// What was measured of a child on a day, rounded for people.
    #[must_use]
    pub fn of(child: &ChildProfile, growth: &Growth, on: NaiveDate) -> Self {
        let peers = Peers::of(child, on);
        let among =
            |assess: &dyn Fn(Peers) -> Assessed| peers.and_then(assess).map(Assessment::rounded);
        let stature = growth.stature();
        let both = growth.weight.zip(stature);
        let index = |(weight, stature): (_, Stature)| {
            let age = Age::on(on, child.birth);
            let length = age.map_or(stature.length, |age| stature.at(age));
            let assessed = among(&|peers| peers.bmi(weight, stature));
            (BodyMassIndex::of(weight, length), assessed)
        };
        Self {
            weight: growth.weight.map(|weight| among(&|peers| peers.weight(weight))),
            height: stature.map(|stature| among(&|peers| peers.stature(stature))),
            head: growth.head.map(|head| among(&|peers| peers.head(head))),
            bmi: both.map(index),
            weight_for_length: both
                .map(|(weight, stature)| among(&|peers| peers.weight_for_stature(weight, stature))),
        }
    }
}

impl Growth {
    /// The length or height as it was measured.
    pub(super) fn stature(&self) -> Option<Stature> {
        Some(Stature { length: self.height?, position: self.position })
    }
}

/// What was measured of a child at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Measuring {
    /// Which activity it is.
    pub id: ActivityId,
    /// When.
    pub at: DateTime<Utc>,
    /// On which day of the family.
    pub on: NaiveDate,
    /// What.
    pub growth: Growth,
    /// What it means.
    pub assessment: GrowthAssessment,
}

impl Measuring {
    /// What was measured of a child at a moment, on a day of its family.
    #[must_use]
    pub fn of(
        child: &ChildProfile,
        id: ActivityId,
        at: DateTime<Utc>,
        on: NaiveDate,
        growth: Growth,
    ) -> Self {
        let assessment = GrowthAssessment::of(child, &growth, on);
        Self { id, at, on, growth, assessment }
    }

    /// What it means of each that was measured itself and that the standard tells about: weight, height and head.
    pub(crate) fn assessed(&self) -> impl Iterator<Item = &Assessment> {
        let GrowthAssessment { weight, height, head, .. } = &self.assessment;
        [weight, height, head].into_iter().flatten().flatten()
    }
}
