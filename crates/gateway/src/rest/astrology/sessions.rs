//! Sessions with the astrologer: what was asked and answered, and the chart that it was about.

use actix_web::{
    HttpResponse, delete, get,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
    web,
};
use domain::{
    Conversation, ConversationId, ConversationKind, Error, Message, MessageId, Names, Reason,
    Result, Word, astrology::ChartStyle,
};
use persistence::conversations::Range;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::picture;
use crate::{
    App,
    auth::Reachable,
    error::Problem,
    language::Spoken,
    rest::{
        bare::{Bare, BareError},
        family::path_id,
        wire::{OneOf, Second, word},
    },
    usecases::{astrologer, conversations},
};

const WITH: ConversationKind = ConversationKind::Astrologer;

/// Which sessions to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct ChatsQuery {
    /// From 1; 100 at most are given. Absent: 50.
    limit: Option<String>,
    /// Only those before this one, as the header `Link` of the page before says.
    before: Option<String>,
}

/// Which messages to show.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct ChatQuery {
    /// From 1; 200 at most are given. Absent: all, or the last 2000.
    limit: Option<String>,
    /// Only those before this one, as the header `Link` of the page before says.
    before: Option<String>,
}

/// So many messages of a session are shown where no number is asked for, which are all but of one that went on for years.
const ALL: u64 = 2000;

/// So many at most where one is.
const PART: u64 = 200;

/// Reads which to show, of which there may be so many: by default, and at most, also if more are asked for.
fn range<T: Names>(
    limit: Option<&str>,
    before: Option<&str>,
    (usual, most): (u64, u64),
) -> Result<Range<T>> {
    let limit = match limit.map(str::parse::<u64>) {
        None => usual,
        Some(Ok(limit)) if limit >= 1 => limit.min(most),
        Some(_) => return Err(Error::invalid("query.limit", Reason::between(1, most))),
    };
    let before = before.map(str::parse).transpose();
    let before = before.map_err(|_| Error::invalid("query.before", Reason::Forged))?;
    Ok(Range { before, limit })
}

/// A session in a list.
#[derive(Serialize, ToSchema)]
struct ChatSummary {
    id: Uuid,
    /// The beginning of its first question; empty if none is left.
    title: String,
    created_at: Second,
    message_count: u32,
}

impl From<&Conversation> for ChatSummary {
    fn from(conversation: &Conversation) -> Self {
        Self {
            id: conversation.id.0,
            title: conversation.title.clone(),
            created_at: Second(conversation.created_at),
            message_count: conversation.messages,
        }
    }
}

/// A session.
#[derive(Serialize, ToSchema)]
struct Chat {
    id: Uuid,
    /// The beginning of its first question; empty if none is left.
    title: String,
    created_at: Second,
    /// In the order in which they were said.
    messages: Vec<SessionMessage>,
}

/// What was asked or answered.
#[derive(Serialize, ToSchema)]
struct SessionMessage {
    id: Uuid,
    session_id: Uuid,
    sender: word::Sender,
    message: String,
    created_at: Second,
}

impl SessionMessage {
    fn new(session: ConversationId, message: Message) -> Self {
        Self {
            id: message.id.0,
            session_id: session.0,
            sender: OneOf(message.sender),
            message: message.text,
            created_at: Second(message.created_at),
        }
    }
}

/// Your sessions, those first that began last
///
/// The header `Link` leads to the next page, if there is one.
#[utoipa::path(
    tag = "chat",
    params(ChatsQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Vec<ChatSummary>), (status = "4XX", body = BareError)),
)]
#[get("/chat/sessions")]
pub(in crate::rest) async fn list_chats(
    app: web::Data<App>,
    Reachable(who): Reachable,
    query: web::Query<ChatsQuery>,
) -> Result<Bare<Vec<ChatSummary>>, Problem> {
    let range = range(query.limit.as_deref(), query.before.as_deref(), (50, 100))?;
    let found = conversations::list(&app, &who.owner, WITH, range).await?;
    let last = found.things.last().filter(|_| found.more).map(|last| last.id.0);
    let next = last.map(|last| format!("/chat/sessions?limit={}&before={last}", range.limit));
    let sessions = found.things.iter().map(Into::into).collect();
    Ok(Bare::ok(sessions).linked(next.map(|next| ("next", next))))
}

/// A session with all that was said in it, or the last of it if there is a `limit`
///
/// The header `Link` leads to what was said before, if there is more.
#[utoipa::path(
    tag = "chat",
    params(("session_id" = String, Path), ChatQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Chat), (status = "4XX", body = BareError)),
)]
#[get("/chat/sessions/{session_id}")]
pub(in crate::rest) async fn show_chat(
    app: web::Data<App>,
    Reachable(who): Reachable,
    id: web::Path<String>,
    query: web::Query<ChatQuery>,
) -> Result<Bare<Chat>, Problem> {
    let range: Range<MessageId> =
        range(query.limit.as_deref(), query.before.as_deref(), (ALL, PART))?;
    let conversation = conversations::get(&app, &who.owner, WITH, path_id(&id)?).await?;
    let said = conversations::messages(&app, &who.owner, conversation.id, range).await?;
    let (id, limit) = (conversation.id, range.limit.min(PART));
    let first = said.things.first().filter(|_| said.more).map(|first| first.id.0);
    let before = first.map(|at| format!("/chat/sessions/{}?limit={limit}&before={at}", id.0));
    let chat = Chat {
        id: id.0,
        title: conversation.title,
        created_at: Second(conversation.created_at),
        messages: said.things.into_iter().map(|message| SessionMessage::new(id, message)).collect(),
    };
    Ok(Bare::ok(chat).linked(before.map(|before| ("prev", before))))
}

/// Delete a session with all that was said in it
#[utoipa::path(
    tag = "chat",
    params(("session_id" = String, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = "4XX", body = BareError)),
)]
#[delete("/chat/sessions/{session_id}")]
pub(in crate::rest) async fn delete_chat(
    app: web::Data<App>,
    Reachable(who): Reachable,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    conversations::delete(&app, &who.owner, WITH, path_id(&id)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Delete a message
#[utoipa::path(
    tag = "chat",
    params(("session_id" = String, Path), ("message_id" = String, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = "4XX", body = BareError)),
)]
#[delete("/chat/sessions/{session_id}/messages/{message_id}")]
pub(in crate::rest) async fn delete_chat_message(
    app: web::Data<App>,
    Reachable(who): Reachable,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (session, message) = path.into_inner();
    let session = path_id(&session)?;
    // One that cannot be read is looked for too, in vain: whose session it is decides what is told.
    let message = path_id(&message).unwrap_or(MessageId(Uuid::nil()));
    conversations::delete_message(&app, &who.owner, WITH, session, message).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How to draw a chart.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct ChartQuery {
    /// `north` or `south`, as it is drawn there; absent: `north`.
    style: Option<String>,
}

/// The chart that a session was about last, drawn in the caller's language
#[utoipa::path(
    tag = "chat",
    params(("session_id" = String, Path), ChartQuery),
    security(("bearer" = [])),
    responses((status = 200, content_type = "image/svg+xml"), (status = "4XX", body = BareError)),
)]
#[get("/chat/charts/{session_id}.svg")]
pub(in crate::rest) async fn draw_chart(
    app: web::Data<App>,
    Reachable(who): Reachable,
    Spoken(locale): Spoken,
    id: web::Path<String>,
    query: web::Query<ChartQuery>,
) -> Result<HttpResponse, Problem> {
    let style = query.style.as_deref().unwrap_or("north");
    let style = ChartStyle::parse("query.style", style)?;
    let chart = astrologer::chart(&app, &who, path_id(&id)?).await?;
    Ok(HttpResponse::build(StatusCode::OK)
        .content_type("image/svg+xml")
        // The next question may be about another birth.
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"))
        .body(picture::draw(&chart, style, locale)))
}
