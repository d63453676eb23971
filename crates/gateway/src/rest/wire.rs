//! Words and ids as JSON shows them.

use std::{borrow::Cow, fmt};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{Names, Word};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type},
    },
};

/// A word of a closed set.
#[derive(Clone, Copy)]
pub(crate) struct OneOf<T>(pub(crate) T);

impl<T: Word> Serialize for OneOf<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, T: Word> Deserialize<'de> for OneOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        T::parse("word", &text).map(Self).map_err(|_| de::Error::unknown_variant(&text, T::WORDS))
    }
}

impl<T: Word> PartialSchema for OneOf<T> {
    fn schema() -> RefOr<Schema> {
        let words = T::WORDS.iter().copied();
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
    }
}

impl<T: Word> ToSchema for OneOf<T> {
    fn name() -> Cow<'static, str> {
        let path = std::any::type_name::<T>();
        path.rsplit("::").next().unwrap_or(path).into()
    }
}

/// An id in its text form.
#[derive(Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: Names> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let begins = format!("{}_", T::PREFIX);
        let refused = |_| de::Error::invalid_value(Unexpected::Str(&text), &begins.as_str());
        text.parse().map(Self).map_err(refused)
    }
}

impl<T> PartialSchema for Id<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

impl<T> ToSchema for Id<T> {
    fn name() -> Cow<'static, str> {
        let path = std::any::type_name::<T>();
        path.rsplit("::").next().unwrap_or(path).into()
    }
}

/// A moment, to the second.
#[derive(Clone, Copy)]
pub(crate) struct Second(pub(crate) DateTime<Utc>);

impl Serialize for Second {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl PartialSchema for Second {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format)).into()
    }
}

impl ToSchema for Second {}

/// The closed sets, under names that the OpenAPI document can read.
pub(crate) mod word {
    use super::OneOf;

    pub(crate) type Action = OneOf<domain::command::Action>;
    pub(crate) type AgeBasis = OneOf<domain::AgeBasis>;
    pub(crate) type Attestation = OneOf<domain::Attestation>;
    pub(crate) type Area = OneOf<domain::Area>;
    pub(crate) type Basis = OneOf<domain::Basis>;
    pub(crate) type BreastSide = OneOf<domain::BreastSide>;
    pub(crate) type DiaperColor = OneOf<domain::DiaperColor>;
    pub(crate) type DiaperConsistency = OneOf<domain::DiaperConsistency>;
    pub(crate) type DiaperContents = OneOf<domain::DiaperContents>;
    pub(crate) type FeedingMethod = OneOf<domain::FeedingMethod>;
    pub(crate) type FoodType = OneOf<domain::FoodType>;
    pub(crate) type Gender = OneOf<domain::Gender>;
    pub(crate) type Kind = OneOf<domain::Kind>;
    pub(crate) type LengthUnit = OneOf<domain::LengthUnit>;
    pub(crate) type Level = OneOf<domain::Level>;
    pub(crate) type Locale = OneOf<domain::Locale>;
    pub(crate) type MaritalStatus = OneOf<domain::MaritalStatus>;
    pub(crate) type Measure = OneOf<domain::Measure>;
    pub(crate) type Mood = OneOf<domain::Mood>;
    pub(crate) type Engine = OneOf<domain::Engine>;
    pub(crate) type Graha = OneOf<domain::astrology::Graha>;
    pub(crate) type HouseSystem = OneOf<domain::astrology::HouseSystem>;
    pub(crate) type InsightKind = OneOf<domain::InsightKind>;
    pub(crate) type Nakshatra = OneOf<domain::astrology::Nakshatra>;
    pub(crate) type Node = OneOf<domain::astrology::Node>;
    pub(crate) type NoPercentile = OneOf<domain::NoPercentile>;
    pub(crate) type NoticeKind = OneOf<domain::NoticeKind>;
    pub(crate) type Op = OneOf<domain::Op>;
    pub(crate) type Platform = OneOf<domain::Platform>;
    pub(crate) type Position = OneOf<domain::Position>;
    pub(crate) type Priority = OneOf<domain::Priority>;
    pub(crate) type Progress = OneOf<domain::Progress>;
    pub(crate) type Reached = OneOf<domain::Reached>;
    pub(crate) type Role = OneOf<domain::Role>;
    pub(crate) type Sender = OneOf<domain::Sender>;
    pub(crate) type Sign = OneOf<domain::astrology::Sign>;
    pub(crate) type SleepKind = OneOf<domain::SleepKind>;
    pub(crate) type SleepPlace = OneOf<domain::SleepPlace>;
    pub(crate) type SleepQuality = OneOf<domain::SleepQuality>;
    pub(crate) type Entity = OneOf<domain::Entity>;
    pub(crate) type Event = OneOf<domain::Event>;
    pub(crate) type Stage = OneOf<domain::Stage>;
    pub(crate) type System = OneOf<domain::System>;
    pub(crate) type TemperatureSite = OneOf<domain::TemperatureSite>;
    pub(crate) type TemperatureUnit = OneOf<domain::TemperatureUnit>;
    pub(crate) type Tier = OneOf<domain::Tier>;
    pub(crate) type TimerState = OneOf<domain::TimerState>;
    pub(crate) type Visibility = OneOf<domain::Visibility>;
    pub(crate) type VolumeUnit = OneOf<domain::VolumeUnit>;
    pub(crate) type WeightUnit = OneOf<domain::WeightUnit>;
}

/// The ids, likewise.
pub(crate) mod id {
    use super::Id;

    pub(crate) type Account = Id<domain::AccountId>;
    pub(crate) type Activity = Id<domain::ActivityId>;
    pub(crate) type Appointment = Id<domain::AppointmentId>;
    pub(crate) type Child = Id<domain::ChildId>;
    pub(crate) type Conversation = Id<domain::ConversationId>;
    pub(crate) type Family = Id<domain::FamilyId>;
    pub(crate) type Insight = Id<domain::InsightId>;
    pub(crate) type Invitation = Id<domain::InvitationId>;
    pub(crate) type Message = Id<domain::MessageId>;
    pub(crate) type Timer = Id<domain::TimerId>;
    pub(crate) type Notification = Id<domain::NotificationId>;
}
