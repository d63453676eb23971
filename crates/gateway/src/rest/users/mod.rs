//! The contract of users: `snake_case`, bare. Its children are the families' children.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use domain::Error;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, Unexpected},
};
use utoipa::ToSchema;

pub(super) mod child_profiles;
pub(super) mod early_access;
pub(super) mod password;
pub(super) mod profile;
pub(super) mod settings;
pub(super) mod setup;

/// What was done, with what came of it.
#[derive(Serialize, ToSchema)]
pub(super) struct DoneWith<T> {
    /// One sentence for people.
    message: String,
    data: T,
}

/// A day, read from a date or from a moment on it.
#[derive(Clone, Copy, Serialize)]
struct Day(NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let date = text
            .parse::<NaiveDate>()
            .or_else(|_| text.parse::<NaiveDateTime>().map(|moment| moment.date()))
            .ok()
            // With an offset, only midnight there is sure to be on the day that is meant.
            .or_else(|| {
                let moment = text.parse::<DateTime<FixedOffset>>().ok()?.naive_local();
                (moment.time() == NaiveTime::MIN).then_some(moment.date())
            });
        let refused =
            || de::Error::invalid_value(Unexpected::Str(&text), &"a formatted date string");
        date.map(Self).ok_or_else(refused)
    }
}

/// Whether this is where a file of this name is.
fn is_at(url: &str, file: &str) -> bool {
    url.rsplit('/').next() == Some(file)
}

/// A refusal with the fields of a child as this contract spells them.
fn spelt(error: Error) -> Error {
    let Error::Invalid { field, reason } = error else { return error };
    let spelt = |part| match part {
        "name" => "full_name",
        "birthDate" => "date_of_birth",
        "dueDate" => "due_date",
        "familyId" => "family_id",
        "parentalConsent" => "parental_consent",
        "textVersion" => "text_version",
        same => same,
    };
    let parts: Vec<_> = field.split('.').map(spelt).collect();
    Error::invalid(parts.join("."), reason)
}

/// The text that a parent agrees to who adds a child.
#[derive(Clone, Deserialize, ToSchema)]
#[schema(as = UsersAgreement)]
struct Agreement {
    /// As `GET /api/v1/consent` tells it.
    text_version: String,
}
