//! Questions to the assistant.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    http::{
        StatusCode,
        header::{ACCEPT, HeaderName, HeaderValue},
    },
    post, web,
};
use domain::{Answer, Beside, Locale, Result, question};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::stream;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    library, rate_limit,
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        family::chosen,
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        assistant::{self, Answered, Asked, Context, quota::Quota},
        idempotency::Outcome,
    },
};

/// A question to the assistant.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct AskAssistant {
    /// 1 to 2000 characters.
    #[schema(example = "Why won't my baby sleep?")]
    message: String,
    /// Whom it is about; absent, whom the conversation was about, or children as such.
    child_id: Option<id::Child>,
    /// The conversation that it goes on; absent, it begins one.
    conversation_id: Option<id::Conversation>,
    #[serde(default)]
    context: ChatContext,
    /// The language of the answer; absent, that of `Accept-Language`, else of your profile.
    #[schema(example = "en-US")]
    locale: Option<String>,
}

impl Input for AskAssistant {}

/// What of the child the answer may speak of; each, if absent: yes.
#[derive(Default, Deserialize, ToSchema)]
struct ChatContext {
    /// What was logged of late.
    #[serde(rename = "includeRecentActivities")]
    recent_activities: Option<bool>,
    /// How it sleeps and eats by habit, and what comes next.
    #[serde(rename = "includeSleepPatterns")]
    sleep_patterns: Option<bool>,
    /// How old it is, how it grows and what it learns.
    #[serde(rename = "includeDevelopmentalInfo")]
    developmental_info: Option<bool>,
}

impl AskAssistant {
    fn read(self) -> Result<Asked> {
        let ChatContext { recent_activities, sleep_patterns, developmental_info } = self.context;
        Ok(Asked {
            question: question("message", &self.message)?,
            child: self.child_id.map(|id| id.0),
            conversation: self.conversation_id.map(|id| id.0),
            context: Context {
                recent_activities: recent_activities.unwrap_or(true),
                patterns: sleep_patterns.unwrap_or(true),
                development: developmental_info.unwrap_or(true),
            },
        })
    }
}

/// What the assistant answers.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChatReply {
    conversation_id: id::Conversation,
    message_id: id::Message,
    response: String,
    /// What wrote it: `model`, `retrieval` (what is known of the child, and the library) or `safety` (fixed texts).
    engine: word::Engine,
    #[serde(flatten)]
    beside: BesideBody,
}

/// What goes with an answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BesideBody {
    /// What you may do.
    suggestions: Vec<String>,
    related_articles: Vec<RelatedArticle>,
    /// How likely the answer is right, from 0 to 1: as a language model says of its own, else by what was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.92)]
    confidence_score: Option<f64>,
    /// Whether help is needed at once.
    urgent: bool,
}

impl BesideBody {
    pub(super) fn new(locale: Locale, beside: Beside) -> Self {
        // To a hundredth, as nobody knows it better.
        let rounded = |confidence: f64| (confidence * 100.0).round() / 100.0;
        Self {
            suggestions: beside.suggestions,
            related_articles: RelatedArticle::of(locale, &beside.articles),
            confidence_score: beside.confidence.map(rounded),
            urgent: !beside.dangers.is_empty(),
        }
    }
}

/// An article of the library.
#[derive(Serialize, ToSchema)]
struct RelatedArticle {
    title: &'static str,
    /// The path of its page.
    #[schema(example = "/resources/sleep-regression-7-months")]
    url: String,
}

impl RelatedArticle {
    /// Those of these slugs that there still are.
    fn of(locale: Locale, slugs: &[String]) -> Vec<Self> {
        let related = |slug: &String| {
            let (article, text) = library::find(locale, slug)?;
            Some(Self { title: text.title, url: format!("/resources/{}", article.slug) })
        };
        slugs.iter().filter_map(related).collect()
    }
}

impl ChatReply {
    pub(super) fn new(locale: Locale, answered: &Answered) -> Self {
        let Answer { text, engine, beside } = &answered.answer;
        Self {
            conversation_id: Id(answered.conversation),
            message_id: Id(answered.message),
            response: text.clone(),
            engine: OneOf(*engine),
            beside: BesideBody::new(locale, beside.clone()),
        }
    }
}

/// Says what is left of the day's questions.
pub(super) fn counted(response: &mut HttpResponse, quota: Option<Quota>) {
    let Some(Quota { most, left, reset }) = quota else { return };
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-quota-limit"), HeaderValue::from(most));
    headers.insert(HeaderName::from_static("x-quota-remaining"), HeaderValue::from(left));
    headers.insert(HeaderName::from_static("x-quota-reset"), HeaderValue::from(reset.timestamp()));
}

/// Ask the assistant
///
/// What cannot wait is told first, by fixed texts; it is not counted, nor refused to who asks often. Other answers count towards the
/// questions of the day (`X-Quota-Limit`, `-Remaining`, `-Reset`); when they are used up: 429 `AI_QUOTA_EXCEEDED`, until midnight
/// UTC. With `Accept: text/event-stream` the answer comes as it is written: `begun` with the conversation, `delta` with more text,
/// `again` if the text so far is void, and at last `done` with all of the answer, or `error`.
#[utoipa::path(
    tag = "assistant",
    params(Idempotency),
    request_body = AskAssistant,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<ChatReply>, headers(
            ("X-Quota-Limit" = u32, description = "Questions a day"),
            ("X-Quota-Remaining" = u32, description = "How many of them are left"),
            ("X-Quota-Reset" = i64, description = "The Unix second from which there are all again"),
        )),
        (status = 429, description = "`AI_QUOTA_EXCEEDED` or `RATE_LIMITED`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[post("/api/v1/ai/chat")]
pub(in crate::rest) async fn chat(
    app: web::Data<App>,
    request: HttpRequest,
    SignedIn { actor, .. }: SignedIn,
    body: Body<AskAssistant>,
    Spoken(spoken): Spoken,
) -> Result<HttpResponse, Problem> {
    let locale = chosen(&request, body.value.locale.as_deref(), spoken)?;
    let show = move |answered: &Answered| ChatReply::new(locale, answered);
    let (asked, once) = body.once(actor.account.0, move |answered| envelope::text(show(answered)));
    let (asked, limit) = (asked.read()?, rate_limit::asks(&request));
    if streams(&request) {
        return stream::answer(app, actor, locale, asked, once, limit).await;
    }
    let outcome = assistant::ask(&app, &actor, locale, asked, once, None, limit).await?;
    let quota = match &outcome {
        Outcome::Done(answered) | Outcome::Existing(answered) => answered.quota,
        Outcome::Repeated(_) => None,
    };
    let mut response = Envelope::of(StatusCode::OK, outcome, show).respond_to(&request);
    counted(&mut response, quota);
    Ok(response)
}

/// Whether an answer is wanted as it comes.
fn streams(request: &HttpRequest) -> bool {
    let accepted = request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok());
    let mut ranges = accepted.flat_map(|value| value.split(','));
    ranges.any(|range| range.split(';').next().is_some_and(|it| it.trim() == stream::MEDIA))
}
