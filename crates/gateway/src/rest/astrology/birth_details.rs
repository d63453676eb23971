//! What people tell of themselves and of their birth.

use actix_web::{get, http::StatusCode, post, put, web};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use domain::{BirthDetails, Error, Form, Name, Person, Reason, Result, Thing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    rest::{
        bare::{self, Bare, BareError},
        body::{Body, Idempotency, Input},
        patch::Patch,
        wire::{OneOf, Second, word},
    },
    usecases::birth_details,
};

/// What somebody tells.
#[derive(Serialize, Deserialize, ToSchema)]
pub(in crate::rest) struct BirthDetailsInput {
    full_name: String,
    gender: word::Gender,
    marital_status: word::MaritalStatus,
    #[schema(format = Date)]
    date_of_birth: String,
    /// `HH:MM:SS` on a clock of 24 hours.
    time_of_birth: String,
    /// City, state, country.
    place_of_birth: String,
    /// Such as `Asia/Kolkata`.
    timezone: String,
}

impl Input for BirthDetailsInput {}

impl BirthDetailsInput {
    fn read(self) -> Result<Person> {
        let invalid = |field, form| move |_| Error::invalid(field, Reason::NotA(form));
        let (date, time) = ("date_of_birth", "time_of_birth");
        Ok(Person {
            full_name: Name::new("full_name", &self.full_name)?,
            gender: self.gender.0,
            marital_status: self.marital_status.0,
            date: NaiveDate::parse_from_str(&self.date_of_birth, "%Y-%m-%d")
                .map_err(invalid(date, Form::Date))?,
            time: clock(&self.time_of_birth).map_err(invalid(time, Form::Clock))?,
            place: self.place_of_birth,
            zone: self
                .timezone
                .parse::<Tz>()
                .map_err(|_| Error::invalid("timezone", Reason::NotAZone))?,
        })
    }

    fn of(person: &Person) -> Self {
        Self {
            full_name: person.full_name.to_string(),
            gender: OneOf(person.gender),
            marital_status: OneOf(person.marital_status),
            date_of_birth: person.date.to_string(),
            time_of_birth: person.time.format("%H:%M:%S").to_string(),
            place_of_birth: person.place.clone(),
            timezone: person.zone.name().into(),
        }
    }
}

/// Seconds need not be known.
fn clock(text: &str) -> chrono::ParseResult<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M:%S")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M"))
}

/// What somebody told.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct BirthDetailsBody {
    id: Uuid,
    user_id: Uuid,
    #[serde(flatten)]
    told: BirthDetailsInput,
    created_at: Second,
    updated_at: Second,
}

impl From<&BirthDetails> for BirthDetailsBody {
    fn from(details: &BirthDetails) -> Self {
        Self {
            id: details.id.0,
            user_id: details.account.0,
            told: BirthDetailsInput::of(&details.person),
            created_at: Second(details.created_at),
            updated_at: Second(details.updated_at),
        }
    }
}

/// A refusal with the status that the contract has for it: 400 for a birth that cannot have been, and for details that are
/// there already.
fn refused(error: Error) -> Problem {
    match &error {
        Error::Invalid { field, .. }
            if matches!(&**field, "date_of_birth" | "time_of_birth" | "timezone") =>
        {
            Problem::bad_request(error)
        }
        Error::Exists(Thing::BirthDetails) => Problem::bad_request(error),
        _ => error.into(),
    }
}

/// Tell of yourself and your birth, once, before you ask the astrologer
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    params(Idempotency),
    request_body = BirthDetailsInput,
    responses((status = 201, body = BirthDetailsBody), (status = "4XX", body = BareError)),
)]
#[post("/auth/register-details")]
pub(in crate::rest) async fn register_birth_details(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<BirthDetailsInput>,
) -> Result<Bare<BirthDetailsBody>, Problem> {
    let show = |details: &BirthDetails| BirthDetailsBody::from(details);
    let (told, once) = body.once(actor.account.0, move |details| bare::text(show(details)));
    let person = told.read().map_err(refused)?;
    let outcome = birth_details::register(&app, &actor, person, once).await.map_err(refused)?;
    Ok(Bare::of(StatusCode::CREATED, outcome, show))
}

/// What you told of yourself and your birth
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    responses((status = 200, body = BirthDetailsBody), (status = "4XX", body = BareError)),
)]
#[get("/auth/user-details")]
pub(in crate::rest) async fn show_birth_details(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<BirthDetailsBody>, Problem> {
    Ok(Bare::ok((&birth_details::get(&app, &actor).await?).into()))
}

/// The fields to change.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct BirthDetailsPatch {
    full_name: Option<String>,
    gender: Option<word::Gender>,
    marital_status: Option<word::MaritalStatus>,
    date_of_birth: Option<NaiveDate>,
    /// `HH:MM:SS` on a clock of 24 hours.
    time_of_birth: Option<String>,
    place_of_birth: Option<String>,
    timezone: Option<String>,
}

/// Change what you told; what is absent stays
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    request_body = BirthDetailsPatch,
    responses((status = 200, body = BirthDetailsBody), (status = "4XX", body = BareError)),
)]
#[put("/auth/user-details")]
pub(in crate::rest) async fn change_birth_details(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Patch>,
) -> Result<Bare<BirthDetailsBody>, Problem> {
    let change = |person: &Person| {
        let told: BirthDetailsInput = body.value.over(&BirthDetailsInput::of(person))?;
        told.read()
    };
    let details = birth_details::edit(&app, &actor, change).await.map_err(refused)?;
    Ok(Bare::ok((&details).into()))
}
