//! Questions to the astrologer.

use actix_web::{http::StatusCode, post, web};
use domain::{
    ConversationId, Error, Locale, Reason, Result,
    astrology::{Nativity, Rules},
    question,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::kundli::Kundli;
use crate::{
    App,
    auth::Reachable,
    error::Problem,
    language::Spoken,
    rate_limit::Question,
    rest::{
        bare::{self, Bare, BareError},
        body::{Body, Idempotency, Input, Then},
        wire::{OneOf, word},
    },
    usecases::astrologer::{self, Answered, Asked},
};

/// A question about a birth.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct AskAstrologer {
    /// 1900 to 2100.
    birth_year: i64,
    birth_month: i64,
    birth_day: i64,
    /// As the clock showed it there and then.
    birth_hour: i64,
    birth_minute: i64,
    location: Location,
    /// 1 to 2000 characters.
    question: String,
    /// The session that it goes on; absent, it begins one.
    session_id: Option<Uuid>,
    /// How the twelve cusps are found; absent: `placidus`.
    house_system: Option<word::HouseSystem>,
    /// Which node of the Moon Rahu is; absent: `mean`.
    node: Option<word::Node>,
}

impl Input for AskAstrologer {}

/// Where somebody was born.
#[derive(Deserialize, ToSchema)]
struct Location {
    /// Degrees north of the equator.
    latitude: f64,
    /// Degrees east of Greenwich.
    longitude: f64,
    /// Such as `Asia/Kolkata`.
    timezone: String,
}

impl AskAstrologer {
    /// What is asked. A birth that cannot be is no field error in this contract.
    fn read(self) -> Result<Asked, Problem> {
        let question = question("question", &self.question)?;
        let birth = self.birth().map_err(Problem::bad_request)?;
        let usual = Rules::default();
        let rules = Rules {
            houses: self.house_system.map_or(usual.houses, |houses| houses.0),
            node: self.node.map_or(usual.node, |node| node.0),
        };
        Ok(Asked { birth, rules, question, conversation: self.session_id.map(ConversationId) })
    }

    fn birth(&self) -> Result<Nativity> {
        let Location { latitude, longitude, timezone } = &self.location;
        let zone = timezone.parse();
        let zone = zone.map_err(|_| Error::invalid("location.timezone", Reason::NotAZone))?;
        let day = [self.birth_year, self.birth_month, self.birth_day];
        let time = [self.birth_hour, self.birth_minute];
        Nativity::new(day, time, (*latitude, *longitude), zone)
    }
}

/// What the astrologer answers.
#[derive(Serialize, ToSchema)]
struct AstrologersAnswer {
    session_id: Uuid,
    answer: String,
    /// What wrote it.
    engine: word::Engine,
    kundli: Kundli,
}

impl AstrologersAnswer {
    fn new(locale: Locale, answered: &Answered) -> Self {
        Self {
            session_id: answered.conversation.0,
            answer: answered.answer.clone(),
            engine: OneOf(answered.engine),
            kundli: Kundli::new(locale, &answered.birth, &answered.chart, &answered.dasha),
        }
    }
}

/// Ask the astrologer about a birth
///
/// The chart (kundli) is sidereal, with the ayanamsa of Lahiri; grahas are in houses by whole signs. Of a time that the clock
/// showed twice, the earlier is meant. What is asked is kept with its answer until the session is deleted.
#[utoipa::path(
    tag = "chat",
    params(Idempotency),
    request_body = AskAstrologer,
    security(("bearer" = [])),
    responses(
        (status = 200, body = AstrologersAnswer),
        (status = 400, description = "There is no such birth, or your details are not registered", body = BareError),
        (status = 401, description = "Your address is not verified, or you are not signed in", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[post("/chat/astrologer")]
pub(in crate::rest) async fn ask_astrologer(
    app: web::Data<App>,
    Then(Reachable(who), body): Then<Reachable, Body<AskAstrologer>>,
    _: Question,
    Spoken(locale): Spoken,
) -> Result<Bare<AstrologersAnswer>, Problem> {
    let show = move |answered: &Answered| AstrologersAnswer::new(locale, answered);
    let (asked, once) = body.once(who.account.id.0, move |answered| bare::text(show(answered)));
    let outcome = astrologer::ask(&app, &who, locale, asked.read()?, once).await;
    let outcome = outcome.map_err(|error| match error {
        // Nobody can allow it to them: it is they who have not told.
        Error::Forbidden(_) => Problem::bad_request(error),
        other => other.into(),
    })?;
    Ok(Bare::of(StatusCode::OK, outcome, show))
}
