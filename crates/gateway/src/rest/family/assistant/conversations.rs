//! What somebody asked the assistant, and was answered.

use actix_web::{delete, get, web};
use chrono::{DateTime, Utc};
use domain::{
    Conversation, ConversationId, Error, Locale, Message, MessageId, Names, Reason, Result, Topic,
};
use persistence::conversations::Range;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::chat::BesideBody;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    rest::{
        envelope::{DeletedBody, Envelope, Success},
        family::path_id,
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        assistant::WITH,
        conversations::{self, Owner},
    },
};

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct PageQuery {
    /// `cursor.next` of the page before.
    cursor: Option<String>,
    /// 1 to 100; absent: 20.
    limit: Option<String>,
}

impl PageQuery {
    fn read<T: Names>(&self) -> Result<Range<T>> {
        const MOST: u64 = 100;
        let limit = match self.limit.as_deref().map(str::parse) {
            None => 20,
            Some(Ok(limit @ 1..=MOST)) => limit,
            Some(_) => return Err(Error::invalid("limit", Reason::between(1, MOST))),
        };
        let before = self.cursor.as_deref().map(str::parse).transpose();
        let before = before.map_err(|_| Error::invalid("cursor", Reason::Forged))?;
        Ok(Range { before, limit })
    }
}

/// Where the next page begins.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EarlierBody {
    /// For the next page; absent on the last.
    next: Option<String>,
    has_more: bool,
}

impl EarlierBody {
    fn new<T: Names>(end: Option<T>, more: bool) -> Self {
        let next = end.filter(|_| more).map(|id| id.to_string());
        Self { has_more: next.is_some(), next }
    }
}

/// A conversation with the assistant.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ConversationBody {
    id: id::Conversation,
    /// The beginning of its first question.
    title: String,
    /// The child that was asked about last.
    child_id: Option<id::Child>,
    message_count: u32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<&Conversation> for ConversationBody {
    fn from(conversation: &Conversation) -> Self {
        let about = match conversation.topic {
            Topic::Care(about) => about,
            Topic::Birth(..) => None,
        };
        Self {
            id: Id(conversation.id),
            title: conversation.title.clone(),
            child_id: about.map(|(_, child)| Id(child)),
            message_count: conversation.messages,
            created_at: conversation.created_at,
            updated_at: conversation.updated_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ConversationsBody {
    conversations: Vec<ConversationBody>,
    cursor: EarlierBody,
}

/// What was asked or answered.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MessageBody {
    id: id::Message,
    sender: word::Sender,
    text: String,
    created_at: DateTime<Utc>,
    /// What wrote it; absent of what you asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<word::Engine>,
    #[serde(flatten)]
    beside: BesideBody,
}

impl MessageBody {
    fn new(locale: Locale, message: Message) -> Self {
        let Message { id, sender, text, engine, beside, created_at } = message;
        Self {
            id: Id(id),
            sender: OneOf(sender),
            text,
            created_at,
            engine: engine.map(OneOf),
            beside: BesideBody::new(locale, beside),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ConversationDetailBody {
    conversation: ConversationBody,
    /// The last of them, in the order in which they were said.
    messages: Vec<MessageBody>,
    /// Leads to those before.
    cursor: EarlierBody,
}

/// Your conversations with the assistant, those first that began last
#[utoipa::path(
    tag = "assistant",
    params(PageQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ConversationsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/ai/conversations")]
pub(in crate::rest) async fn list_conversations(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    query: web::Query<PageQuery>,
) -> Result<Envelope<ConversationsBody>, Problem> {
    let owner = Owner::of(&app, &actor).await?;
    let found = conversations::list(&app, &owner, WITH, query.read()?).await?;
    Ok(Envelope::ok(ConversationsBody {
        conversations: found.things.iter().map(Into::into).collect(),
        cursor: EarlierBody::new(found.things.last().map(|it| it.id), found.more),
    }))
}

/// A conversation with what was said last in it
#[utoipa::path(
    tag = "assistant",
    params(("conversation" = String, Path), PageQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ConversationDetailBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/ai/conversations/{conversation}")]
pub(in crate::rest) async fn show_conversation(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    id: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<Envelope<ConversationDetailBody>, Problem> {
    let range: Range<MessageId> = query.read()?;
    let owner = Owner::of(&app, &actor).await?;
    let conversation = conversations::get(&app, &owner, WITH, path_id(&id)?).await?;
    let said = conversations::messages(&app, &owner, conversation.id, range).await?;
    let cursor = EarlierBody::new(said.things.first().map(|it| it.id), said.more);
    let messages = said.things.into_iter().map(|message| MessageBody::new(locale, message));
    let messages = messages.collect();
    let conversation = (&conversation).into();
    Ok(Envelope::ok(ConversationDetailBody { conversation, messages, cursor }))
}

/// Delete a conversation with all that was said in it
#[utoipa::path(
    tag = "assistant",
    params(("conversation" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeletedBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/ai/conversations/{conversation}")]
pub(in crate::rest) async fn delete_conversation(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Envelope<DeletedBody>, Problem> {
    let id: ConversationId = path_id(&id)?;
    let owner = Owner::of(&app, &actor).await?;
    conversations::delete(&app, &owner, WITH, id).await?;
    Ok(Envelope::ok(DeletedBody::of(&id)))
}
