//! Activities as they are shown.

use chrono::{DateTime, Utc};
use domain::{
    Amount, Assessed, Assessment, Details, Diaper, Feeding, Growth, GrowthAssessment, Medication,
    Milestone, Pumping, Quantity, Sides, Sleep, TemperatureReading, Unit,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    rest::{
        measure::MeasurementBody,
        patch::json,
        wire::{Id, OneOf, id, word},
    },
    usecases::growth::Shown,
};

/// An activity.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct ActivityBody {
    id: id::Activity,
    child_id: id::Child,
    r#type: word::Kind,
    timestamp: DateTime<Utc>,
    end_time: Option<DateTime<Utc>>,
    /// Whole minutes, without pauses.
    duration: Option<i64>,
    /// For how long it paused.
    paused_seconds: Option<i64>,
    details: DetailsBody,
    notes: Option<String>,
    mood: Option<word::Mood>,
    created_by: id::Account,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i32,
}

/// What one kind of activity has that others have not.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum DetailsBody {
    Feeding {
        r#type: word::FeedingMethod,
        breast_side: Option<word::BreastSide>,
        left_seconds: Option<i64>,
        right_seconds: Option<i64>,
        /// In `unit`, as it was given.
        amount: Option<f64>,
        unit: Option<word::VolumeUnit>,
        /// The amount in both systems.
        measurement: Option<MeasurementBody>,
        food_type: Option<word::FoodType>,
    },
    Sleep {
        r#type: word::SleepKind,
        location: Option<word::SleepPlace>,
        quality: Option<word::SleepQuality>,
    },
    Diaper {
        r#type: word::DiaperContents,
        consistency: Option<word::DiaperConsistency>,
        color: Option<word::DiaperColor>,
        has_rash: Option<bool>,
    },
    Growth {
        weight: Option<Box<GrowthMeasureBody>>,
        height: Option<Box<GrowthMeasureBody>>,
        head_circumference: Option<Box<GrowthMeasureBody>>,
        /// The body mass index, if weight and height were measured.
        bmi: Option<Box<GrowthMeasureBody>>,
        /// The weight among children of the same length or height, likewise.
        weight_for_length: Option<Box<GrowthMeasureBody>>,
        position: Option<word::Position>,
    },
    Milestone {
        milestone: Option<String>,
        name: Option<String>,
    },
    Medication {
        name: String,
        dose: Option<f64>,
        unit: Option<String>,
    },
    Temperature {
        temperature: MeasurementBody,
        site: Option<word::TemperatureSite>,
    },
    Pumping {
        breast_side: Option<word::BreastSide>,
        left_seconds: Option<i64>,
        right_seconds: Option<i64>,
        /// In `unit`, as it was given.
        amount: Option<f64>,
        unit: Option<word::VolumeUnit>,
        /// The amount in both systems.
        measurement: Option<MeasurementBody>,
    },
    Plain {},
}

/// A measure of a child, beside the standard.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct GrowthMeasureBody {
    #[serde(flatten)]
    measurement: MeasurementBody,
    /// Of 100 children of the same sex and age, so many measure less; null where `noPercentile` says why.
    percentile: Option<f64>,
    z_score: Option<f64>,
    /// Which standard.
    standard: &'static str,
    /// Whether the age counts from birth or, for a child born early, from the day it was due.
    age_basis: Option<word::AgeBasis>,
    /// So far from what others measure that it may be a slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    implausible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_percentile: Option<word::NoPercentile>,
}

impl GrowthMeasureBody {
    /// A measure with what it means, if that was asked.
    pub(in crate::rest) fn new<U: Unit>(quantity: Quantity<U>, assessed: Option<Assessed>) -> Self {
        let (known, why_not) = match assessed {
            Some(Ok(assessment)) => (Some(assessment), None),
            Some(Err(why_not)) => (None, Some(why_not)),
            None => (None, None),
        };
        Self {
            measurement: quantity.into(),
            percentile: known.map(|known| known.percentile),
            z_score: known.map(|known| known.z_score),
            standard: Assessment::STANDARD,
            age_basis: known.map(|known| OneOf(known.age_basis)),
            implausible: known.map(|known| known.implausible),
            no_percentile: why_not.map(OneOf),
        }
    }
}

fn seconds(sides: Option<Sides>) -> (Option<i64>, Option<i64>) {
    (sides.map(|sides| sides.left.num_seconds()), sides.map(|sides| sides.right.num_seconds()))
}

/// To a hundredth, as people enter it.
pub(super) fn entered(amount: Amount) -> f64 {
    (amount.volume.amount(amount.unit) * 100.0).round() / 100.0
}

fn details(details: Details, growth: Option<GrowthAssessment>) -> DetailsBody {
    match details {
        Details::Feeding(Feeding { method, side, sides, amount, food }) => {
            let (left_seconds, right_seconds) = seconds(sides);
            DetailsBody::Feeding {
                r#type: OneOf(method),
                breast_side: side.map(OneOf),
                left_seconds,
                right_seconds,
                amount: amount.map(entered),
                unit: amount.map(|amount| OneOf(amount.unit)),
                measurement: amount.map(|amount| amount.volume.into()),
                food_type: food.map(OneOf),
            }
        }
        Details::Sleep(Sleep { kind, place, quality }) => DetailsBody::Sleep {
            r#type: OneOf(kind),
            location: place.map(OneOf),
            quality: quality.map(OneOf),
        },
        Details::Diaper(Diaper { contents, consistency, color, has_rash }) => DetailsBody::Diaper {
            r#type: OneOf(contents),
            consistency: consistency.map(OneOf),
            color: color.map(OneOf),
            has_rash,
        },
        Details::Growth(Growth { weight, height, head, position }) => {
            let assessed = growth.unwrap_or_default();
            let for_length = weight.zip(assessed.weight_for_length);
            DetailsBody::Growth {
                weight: weight.map(|it| Box::new(GrowthMeasureBody::new(it, assessed.weight))),
                height: height.map(|it| Box::new(GrowthMeasureBody::new(it, assessed.height))),
                head_circumference: head
                    .map(|it| Box::new(GrowthMeasureBody::new(it, assessed.head))),
                bmi: assessed.bmi.map(|(it, of)| Box::new(GrowthMeasureBody::new(it, Some(of)))),
                weight_for_length: for_length
                    .map(|(it, of)| Box::new(GrowthMeasureBody::new(it, Some(of)))),
                position: position.map(OneOf),
            }
        }
        Details::Milestone(Milestone { milestone, name }) => {
            DetailsBody::Milestone { milestone, name }
        }
        Details::Medication(Medication { name, dose, unit }) => {
            DetailsBody::Medication { name, dose, unit }
        }
        Details::Temperature(TemperatureReading { temperature, site }) => {
            DetailsBody::Temperature { temperature: temperature.into(), site: site.map(OneOf) }
        }
        Details::Pumping(Pumping { side, sides, amount }) => {
            let (left_seconds, right_seconds) = seconds(sides);
            DetailsBody::Pumping {
                breast_side: side.map(OneOf),
                left_seconds,
                right_seconds,
                amount: amount.map(entered),
                unit: amount.map(|amount| OneOf(amount.unit)),
                measurement: amount.map(|amount| amount.volume.into()),
            }
        }
        Details::Bath | Details::TummyTime | Details::Note => DetailsBody::Plain {},
    }
}

impl From<&Shown> for ActivityBody {
    fn from(shown: &Shown) -> Self {
        let activity = shown.activity.clone();
        Self {
            id: Id(activity.id),
            child_id: Id(activity.child),
            r#type: OneOf(activity.details.kind()),
            timestamp: activity.start,
            end_time: activity.end,
            duration: activity.duration_minutes(),
            paused_seconds: Some(activity.paused.num_seconds()).filter(|paused| *paused > 0),
            details: details(activity.details, shown.growth.clone()),
            notes: activity.notes,
            mood: activity.mood.map(OneOf),
            created_by: Id(activity.created_by),
            created_at: activity.created_at,
            updated_at: activity.updated_at,
            version: activity.version,
        }
    }
}

/// An activity in the form in which it is shown.
pub(crate) fn activity(shown: &Shown) -> Value {
    json(&ActivityBody::from(shown))
}

/// An activity that was logged.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct LoggedBody {
    #[serde(flatten)]
    activity: ActivityBody,
    /// Always true: when you read this, the family sees it.
    synced_to_family: bool,
}

impl From<&Shown> for LoggedBody {
    fn from(shown: &Shown) -> Self {
        Self { activity: shown.into(), synced_to_family: true }
    }
}
