//! Logging activities: what each kind takes.

use actix_web::{http::StatusCode, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor, Amount, Details, Diaper, Error, Feeding, Growth, Medication, Milestone, NewActivity,
    Pumping, Reason, Result, Sides, Sleep, TemperatureReading, Volume,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::LoggedBody;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        measure::QuantityInput,
        wire::{id, word},
    },
    usecases::{activities, growth::Shown},
};

/// A body that tells of an activity.
pub(super) trait Log: Input {
    /// What it tells.
    fn read(self) -> Result<NewActivity>;
}

/// Declares the bodies: what all activities have, and when they were, around the kind's own fields.
macro_rules! logs {
    ($($(#[$doc:meta])* $when:ident $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    } as $it:ident => $details:expr;)*) => {$(
        logs!(@$when $(#[$doc])* $name { $($(#[$field_doc])* $field: $type,)* });

        impl Input for $name {}

        impl Log for $name {
            fn read(self) -> Result<NewActivity> {
                let $it = self;
                let (start, end) = logs!(@times $when $it);
                Ok(NewActivity {
                    id: $it.id.map(|id| id.0),
                    child: $it.child_id.0,
                    start,
                    end,
                    paused: TimeDelta::zero(),
                    notes: $it.notes,
                    mood: $it.mood.map(|mood| mood.0),
                    details: $details,
                })
            }
        }
    )*};
    (@lasting $(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub(in crate::rest) struct $name {
            /// The client's own id, so that a repeated request is known.
            id: Option<id::Activity>,
            child_id: id::Child,
            start_time: DateTime<Utc>,
            end_time: Option<DateTime<Utc>>,
            $($(#[$field_doc])* $field: $type,)*
            notes: Option<String>,
            mood: Option<word::Mood>,
        }
    };
    (@momentary $(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub(in crate::rest) struct $name {
            /// The client's own id, so that a repeated request is known.
            id: Option<id::Activity>,
            child_id: id::Child,
            timestamp: DateTime<Utc>,
            $($(#[$field_doc])* $field: $type,)*
            notes: Option<String>,
            mood: Option<word::Mood>,
        }
    };
    (@times lasting $it:ident) => { ($it.start_time, $it.end_time) };
    (@times momentary $it:ident) => { ($it.timestamp, None) };
}

/// The particulars of a feeding.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FeedingDetails {
    breast_side: Option<word::BreastSide>,
    left_seconds: Option<i64>,
    right_seconds: Option<i64>,
    amount: Option<f64>,
    /// Needed with an amount.
    unit: Option<word::VolumeUnit>,
    food_type: Option<word::FoodType>,
}

logs! {
    /// A feeding to log.
    lasting LogFeeding {
        r#type: word::FeedingMethod,
        #[serde(default)]
        details: FeedingDetails,
    } as it => Details::Feeding(Feeding {
        method: it.r#type.0,
        side: it.details.breast_side.map(|side| side.0),
        sides: sides(
            ("details.leftSeconds", it.details.left_seconds),
            ("details.rightSeconds", it.details.right_seconds),
        )?,
        amount: amount("details.amount", "details.unit", it.details.amount, it.details.unit)?,
        food: it.details.food_type.map(|food| food.0),
    });

    /// A sleep to log; without an end it goes on.
    lasting LogSleep {
        r#type: word::SleepKind,
        location: Option<word::SleepPlace>,
        quality: Option<word::SleepQuality>,
    } as it => Details::Sleep(Sleep {
        kind: it.r#type.0,
        place: it.location.map(|place| place.0),
        quality: it.quality.map(|quality| quality.0),
    });

    /// A diaper change to log.
    momentary LogDiaper {
        r#type: word::DiaperContents,
        consistency: Option<word::DiaperConsistency>,
        color: Option<word::DiaperColor>,
        has_rash: Option<bool>,
    } as it => Details::Diaper(Diaper {
        contents: it.r#type.0,
        consistency: it.consistency.map(|consistency| consistency.0),
        color: it.color.map(|color| color.0),
        has_rash: it.has_rash,
    });

    /// What was measured; at least one of the three.
    momentary LogGrowth {
        weight: Option<QuantityInput<word::WeightUnit>>,
        height: Option<QuantityInput<word::LengthUnit>>,
        head_circumference: Option<QuantityInput<word::LengthUnit>>,
        /// How the height was measured; absent, as is usual for the age.
        position: Option<word::Position>,
    } as it => Details::Growth(Growth {
        weight: it.weight.map(|weight| weight.read("weight")).transpose()?,
        height: it.height.map(|height| height.read("height")).transpose()?,
        head: it.head_circumference.map(|head| head.read("headCircumference")).transpose()?,
        position: it.position.map(|position| position.0),
    });

    /// A milestone to log: of a list, or in own words.
    momentary LogMilestone {
        /// Its id in the list at `/api/v1/milestones`.
        milestone: Option<String>,
        name: Option<String>,
    } as it => Details::Milestone(Milestone { milestone: it.milestone, name: it.name });

    /// Medicine to log.
    momentary LogMedication {
        name: String,
        dose: Option<f64>,
        /// Such as `ml`, `mg` or `drops`.
        unit: Option<String>,
    } as it => Details::Medication(Medication { name: it.name, dose: it.dose, unit: it.unit });

    /// A temperature to log.
    momentary LogTemperature {
        temperature: QuantityInput<word::TemperatureUnit>,
        site: Option<word::TemperatureSite>,
    } as it => Details::Temperature(TemperatureReading {
        temperature: it.temperature.read("temperature")?,
        site: it.site.map(|site| site.0),
    });

    /// Expressed milk to log.
    lasting LogPumping {
        breast_side: Option<word::BreastSide>,
        left_seconds: Option<i64>,
        right_seconds: Option<i64>,
        amount: Option<f64>,
        /// Needed with an amount.
        unit: Option<word::VolumeUnit>,
    } as it => Details::Pumping(Pumping {
        side: it.breast_side.map(|side| side.0),
        sides: sides(("leftSeconds", it.left_seconds), ("rightSeconds", it.right_seconds))?,
        amount: amount("amount", "unit", it.amount, it.unit)?,
    });

    /// A bath to log.
    lasting LogBath {} as it => Details::Bath;

    /// Time on the belly to log.
    lasting LogTummyTime {} as it => Details::TummyTime;

    /// A remark to log; it stands in `notes`.
    momentary LogNote {} as it => Details::Note;
}

fn amount(
    field: &'static str,
    unit_field: &'static str,
    amount: Option<f64>,
    unit: Option<word::VolumeUnit>,
) -> Result<Option<Amount>> {
    match (amount, unit) {
        (None, _) => Ok(None),
        (Some(_), None) => Err(Error::invalid(unit_field, Reason::Required)),
        (Some(amount), Some(unit)) => {
            Ok(Some(Amount { volume: Volume::new(field, amount, unit.0)?, unit: unit.0 }))
        }
    }
}

/// How long each side took, from the path and the seconds of each.
fn sides(
    left: (&'static str, Option<i64>),
    right: (&'static str, Option<i64>),
) -> Result<Option<Sides>> {
    if left.1.is_none() && right.1.is_none() {
        return Ok(None);
    }
    let side = |(field, seconds): (&'static str, Option<i64>)| {
        let (seconds, most) = (seconds.unwrap_or_default(), NewActivity::LONGEST.num_seconds());
        if (0..=most).contains(&seconds) {
            Ok(TimeDelta::seconds(seconds))
        } else {
            let range = Reason::between(0, most.unsigned_abs());
            Err(Error::invalid(field, range))
        }
    };
    Ok(Some(Sides { left: side(left)?, right: side(right)? }))
}

/// Declares the routes: each kind has its own body, and all do the same with it.
macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident $path:literal $body:ident;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = "activities",
            params(Idempotency),
            request_body = $body,
            security(("bearer" = [])),
            responses((status = 201, body = Success<LoggedBody>), (status = "4XX", body = ErrorBody)),
        )]
        #[post($path)]
        pub(in crate::rest) async fn $name(
            app: web::Data<App>,
            SignedIn { actor, .. }: SignedIn,
            body: Body<$body>,
        ) -> Result<Envelope<LoggedBody>, Problem> {
            log(&app, &actor, body).await
        }
    )*};
}

routes! {
    /// Log a feeding
    log_feeding "/api/v1/activities/feeding" LogFeeding;
    /// Log sleep
    log_sleep "/api/v1/activities/sleep" LogSleep;
    /// Log a diaper change
    log_diaper "/api/v1/activities/diaper" LogDiaper;
    /// Log weight, height or head
    log_growth "/api/v1/activities/growth" LogGrowth;
    /// Log a milestone
    log_milestone "/api/v1/activities/milestone" LogMilestone;
    /// Log medicine
    log_medication "/api/v1/activities/medication" LogMedication;
    /// Log a temperature
    log_temperature "/api/v1/activities/temperature" LogTemperature;
    /// Log expressed milk
    log_pumping "/api/v1/activities/pumping" LogPumping;
    /// Log a bath
    log_bath "/api/v1/activities/bath" LogBath;
    /// Log time on the belly
    log_tummy_time "/api/v1/activities/tummy-time" LogTummyTime;
    /// Log a remark
    log_note "/api/v1/activities/note" LogNote;
}

async fn log<T: Log>(
    app: &App,
    actor: &Actor,
    body: Body<T>,
) -> Result<Envelope<LoggedBody>, Problem> {
    let render = |shown: &Shown| envelope::text(LoggedBody::from(shown));
    let (value, once) = body.once(actor.account.0, render);
    let outcome = activities::log(app, actor, value.read()?, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |shown| shown.into()))
}
