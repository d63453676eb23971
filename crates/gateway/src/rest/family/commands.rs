//! Commands in words, typed or spoken.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{ChildId, Locale, Result, command};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{activities::ActivityBody, chosen};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rate_limit::{self, Question},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        upload::{AUDIO, Form, Recording},
        wire::{Id, OneOf, id, word},
    },
    usecases::commands::{self, Deed, Obeyed, Recorded, Said},
};

/// A command in words.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct CommandInput {
    /// 1 to 500 characters, such as `Baby fed 4 ounces at 3pm`.
    text: String,
    /// The child that it is about; absent, the one that it names, or the only one.
    child_id: Option<id::Child>,
    /// The language of the words and of the answer; absent, as the request is answered.
    locale: Option<String>,
    /// True: it was asked whether this is right, and it is.
    #[serde(default)]
    confirmed: bool,
    /// With `confirmed`, the `askedAt` of the question, at most an hour ago: "20 minutes ago" are those before it.
    asked_at: Option<DateTime<Utc>>,
}

impl Input for CommandInput {}

/// A spoken command.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct VoiceForm {
    /// A recording in WAV, MP3, M4A or AAC, of 60 seconds and 10 MB at most. It is not kept.
    #[schema(value_type = String, format = Binary)]
    audio: Vec<u8>,
    /// The child that it is about; absent, the only one.
    child_id: Option<String>,
    /// The language that is spoken, and of the answer; absent, as the request is answered.
    locale: Option<word::Locale>,
}

/// What became of a command.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CommandBody {
    /// The words.
    transcription: String,
    /// What they mean; absent if they are no command.
    interpretation: Option<InterpretationBody>,
    /// The family's day that their time is on, unless that is today.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Value>,
    /// Whether it was carried out.
    executed: bool,
    /// What was logged, ended or taken back.
    activity_id: Option<id::Activity>,
    /// What was started, stopped or thrown away.
    timer_id: Option<id::Timer>,
    /// What is to be answered before it can be carried out.
    question: Option<String>,
    /// Whether a yes is enough: the same words with `confirmed` and `askedAt`, to `/api/v1/ai/command`.
    confirmable: Option<bool>,
    /// When that was asked.
    asked_at: Option<DateTime<Utc>>,
    /// What to do at once if help is needed, and what was done, or why nothing was.
    message: Option<String>,
    /// Whether help is needed at once. Then only what was to be logged for certain was done.
    urgent: bool,
    /// What was asked for.
    answer: Option<ActivityBody>,
    /// How to take it back.
    undo: Option<UndoBody>,
}

/// What a command means.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InterpretationBody {
    /// Such as `log_feeding`.
    action: word::Action,
    /// Null as long as it is not known.
    child_id: Option<id::Child>,
    /// What was said of it, such as `{"amount": 4, "unit": "oz", "time": "15:00"}`; times are those of the family's clock,
    /// durations minutes.
    #[schema(value_type = Object)]
    parameters: Map<String, Value>,
}

/// A call that takes something back.
#[derive(Serialize, ToSchema)]
struct UndoBody {
    method: &'static str,
    url: String,
}

impl CommandBody {
    fn new(locale: Locale, obeyed: &Obeyed) -> Self {
        let deed = &obeyed.deed;
        let (activity, timer) = touched(deed);
        let asked = match deed {
            Deed::Asked(question) => Some(question.yes_is_enough),
            _ => None,
        };
        let answer = match deed {
            Deed::Told(_, latest) => latest.as_deref().map(ActivityBody::from),
            _ => None,
        };
        Self {
            transcription: obeyed.said.clone(),
            interpretation: obeyed.command.as_ref().map(InterpretationBody::new),
            date: obeyed.command.as_ref().and_then(date),
            executed: deed.is_done(),
            activity_id: activity.map(Id),
            timer_id: timer.map(Id),
            question: language::command::question(locale, obeyed),
            confirmable: asked,
            asked_at: asked.filter(|yes_is_enough| *yes_is_enough).map(|_| obeyed.at),
            message: language::command::message(locale, obeyed),
            urgent: !obeyed.dangers.is_empty(),
            answer,
            undo: undo(deed),
        }
    }
}

/// What a day is called among what was said.
const DATE: &str = "date";

/// The day that a command is about, unless that is today.
fn date(command: &command::Command) -> Option<Value> {
    let mut shown = command.parameters.shown().into_iter();
    shown.find(|(name, _)| *name == DATE).map(|(_, it)| value(it))
}

impl InterpretationBody {
    fn new(command: &command::Command) -> Self {
        let shown = command.parameters.shown().into_iter();
        let said = shown.filter(|(name, _)| *name != DATE);
        Self {
            action: OneOf(command.action),
            child_id: command.child.map(Id),
            parameters: said.map(|(name, it)| (name.to_owned(), value(it))).collect(),
        }
    }
}

fn value(shown: command::Value) -> Value {
    match shown {
        command::Value::Number(number) => figure(number),
        command::Value::Measure(number, unit) => json!({ "value": figure(number), "unit": unit }),
        command::Value::Flag(flag) => flag.into(),
        command::Value::Word(word) => word.into(),
        command::Value::Text(text) => text.into(),
    }
}

/// A number, without a fraction if it has none.
fn figure(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "it is small and whole")]
    if number.fract() == 0.0 && number.abs() < 1e9 { (number as i64).into() } else { number.into() }
}

/// The activity and the timer that something was done with.
fn touched(deed: &Deed) -> (Option<domain::ActivityId>, Option<domain::TimerId>) {
    match deed {
        Deed::Logged(shown) | Deed::Ended(shown) | Deed::Undone(shown) => {
            (Some(shown.activity.id), None)
        }
        Deed::Started(timer) | Deed::Running(timer) | Deed::Cancelled(timer) => {
            (None, Some(timer.id))
        }
        Deed::Stopped(stopped) => (stopped.timer.activity, Some(stopped.timer.id)),
        _ => (None, None),
    }
}

fn undo(deed: &Deed) -> Option<UndoBody> {
    let activity = |method, it: &domain::Activity, rest: &str| {
        let url = format!("/api/v1/activities/{}{rest}?version={}", it.id, it.version);
        Some(UndoBody { method, url })
    };
    match deed {
        Deed::Logged(shown) => activity("DELETE", &shown.activity, ""),
        Deed::Stopped(stopped) => activity("DELETE", &stopped.activity.as_ref()?.activity, ""),
        Deed::Undone(shown) => activity("POST", &shown.activity, "/restore"),
        Deed::Started(timer) => {
            let url = format!("/api/v1/timers/{}", timer.id);
            Some(UndoBody { method: "DELETE", url })
        }
        _ => None,
    }
}

/// Obey a command in words
///
/// What is certain is done at once, with your own rights. Of anything else, `executed` is false and `question` tells what is to
/// be said; nothing is ever guessed. Where the words tell of danger, `urgent` is true and `message` begins with what to do at once;
/// then only what is to be logged for certain is logged, and nothing is asked.
#[utoipa::path(
    tag = "ai",
    params(Idempotency),
    request_body = CommandInput,
    security(("bearer" = [])),
    responses((status = 200, body = Success<CommandBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/ai/command")]
pub(in crate::rest) async fn obey_command(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    request: HttpRequest,
    Spoken(locale): Spoken,
    body: Body<CommandInput>,
) -> Result<Envelope<CommandBody>, Problem> {
    let locale = chosen(&request, body.value.locale.as_deref(), locale)?;
    let show = move |obeyed: &Obeyed| CommandBody::new(locale, obeyed);
    let (input, once) = body.once(actor.account.0, move |obeyed| envelope::text(show(obeyed)));
    let CommandInput { text, child_id, confirmed, asked_at, .. } = input;
    let said = Said { text, locale, child: child_id.map(|id| id.0), confirmed, asked_at };
    let limit = rate_limit::asks(&request);
    let outcome = Box::pin(commands::obey(&app, &actor, said, once, limit)).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, show))
}

/// Obey a spoken command
///
/// As a command in words; what was heard is in `transcription`. Without a transcription server, English is understood where
/// `PocketSphinx` is installed, and no other language.
#[utoipa::path(
    tag = "ai",
    params(Idempotency),
    request_body(content = VoiceForm, content_type = "multipart/form-data"),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<CommandBody>),
        (status = 413, description = "The recording is too large", body = ErrorBody),
        (status = 503, description = "Nothing hears what is said, or not in this language", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[post("/api/v1/ai/voice")]
pub(in crate::rest) async fn obey_voice(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    _: Question,
    request: HttpRequest,
    Spoken(locale): Spoken,
    Recording(body): Recording,
) -> Result<Envelope<CommandBody>, Problem> {
    let locale = chosen(&request, body.value.text("locale")?, locale)?;
    let show = move |obeyed: &Obeyed| CommandBody::new(locale, obeyed);
    let (form, once) = body.once(actor.account.0, move |obeyed| envelope::text(show(obeyed)));
    let outcome = Box::pin(commands::hear(&app, &actor, recorded(form, locale)?, once)).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, show))
}

fn recorded(mut form: Form, locale: Locale) -> Result<Recorded> {
    let child = form.text("childId")?.map(str::parse::<ChildId>).transpose();
    let child = child.map_err(|error| error.at("childId"))?;
    Ok(Recorded { audio: form.file(AUDIO)?, locale, child })
}
