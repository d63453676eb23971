//! The assistant: answers questions about children, each in a conversation that is kept. What cannot wait is told before anything
//! is asked of anybody.

use chrono::{DateTime, Utc};
use domain::{
    Actor, Answer, ChildId, Conversation, ConversationId, ConversationKind, Error, Exchange,
    Locale, Message, MessageId, Result, Thing, Topic,
};
use persistence::{conversations::Page, seal::Key};
use tokio::sync::mpsc::UnboundedSender;

use self::{answers::Asking, known::Known, quota::Quota};
use super::{
    conversations::{self, Own},
    idempotency::{self, Once, Outcome},
};
use crate::App;

mod answers;
pub(crate) mod known;
mod model;
pub(crate) mod quota;
mod tools;

pub use known::Context;

/// Conversations with the assistant.
pub const WITH: ConversationKind = ConversationKind::Assistant;

/// How many messages of a conversation an answer goes on from.
const HEARD: u64 = 12;

/// A question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What.
    pub question: String,
    /// About whom; absent, about the child that the conversation was about, if it goes one on.
    pub child: Option<ChildId>,
    /// The conversation that it goes on; absent, it begins one.
    pub conversation: Option<ConversationId>,
    /// What of the child the answer may speak of.
    pub context: Context,
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The conversation that it was kept in.
    pub conversation: ConversationId,
    /// The answer's own id.
    pub message: MessageId,
    /// The answer.
    pub answer: Answer,
    /// What is left of the day's questions; nothing is counted of what cannot wait.
    pub quota: Option<Quota>,
}

/// What is heard of an answer before it is there.
#[derive(Clone, Debug)]
pub enum Part {
    /// It will be answered, in this conversation.
    Begun(ConversationId, Option<Quota>),
    /// More of the text.
    Text(String),
    /// What was heard of the text is void; it begins anew.
    Again,
}

/// Who hears parts of an answer as they come; that nobody does ends nothing.
pub type Listener = Option<UnboundedSender<Part>>;

/// Answers a question in a language, and keeps both.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child or has no such conversation, [`Error::QuestionsUsed`] if they have asked
/// as often today as they may.
pub async fn ask(
    app: &App,
    actor: &Actor,
    locale: Locale,
    asked: Asked,
    once: Option<Once<Answered>>,
    listener: Listener,
) -> Result<Outcome<Answered>> {
    let ask = async {
        let at = app.now();
        let key = app.account_key(actor.account).await?;
        let own = Own { account: actor.account, key: &key };
        // A model may take its time: nothing is locked meanwhile.
        let (about, heard) = hear(app, actor, own, &asked).await?;
        let known = match about {
            Some(child) => Some(Box::pin(known::of(app, actor, child, asked.context)).await?),
            None => None,
        };
        let id = asked.conversation.unwrap_or_else(|| ConversationId::at(at));
        let (question, known) = (&*asked.question, known.as_ref());
        let asking = Asking { app, actor, locale, question, heard: &heard, known, id, listener };
        // Boxed, because a connection keeps the room that a call takes.
        let (answer, quota) = Box::pin(asking.answer(at)).await?;
        keep(app, own, &asked, (at, id, known), (answer, quota), once.as_ref()).await
    };
    idempotency::run(app, once.as_ref(), ask).await
}

/// The child that a question is about, and what was said before in the conversation.
async fn hear(
    app: &App,
    actor: &Actor,
    own: Own<'_>,
    asked: &Asked,
) -> Result<(Option<ChildId>, Vec<Message>)> {
    let Some(id) = asked.conversation else { return Ok((asked.child, Vec::new())) };
    let topic = conversations::get(app, own, WITH, id).await?.topic;
    let last = Page { before: None, limit: HEARD };
    let heard = conversations::messages(app, own, id, last).await?.things;
    let before = match topic {
        Topic::Care(about) => about,
        Topic::Birth(..) => None,
    };
    // Who may no longer know the child goes on without it.
    let before = before.filter(|(family, child)| {
        actor.member_of(*family).is_ok_and(|member| member.reaches(*child).is_ok())
    });
    Ok((asked.child.or(before.map(|(_, child)| child)), heard))
}

/// Keeps a question and its answer, which begins a conversation unless it goes one on.
async fn keep(
    app: &App,
    Own { account, key }: Own<'_>,
    asked: &Asked,
    (asked_at, id, known): (DateTime<Utc>, ConversationId, Option<&Known>),
    (answer, quota): (Answer, Option<Quota>),
    once: Option<&Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let now = app.now();
    let topic = Topic::Care(known.map(|known| (known.family, known.child.id)));
    let said = Exchange {
        question: asked.question.clone(),
        asked_at,
        answer: answer.clone(),
        answered_at: now,
    };
    let tx = persistence::begin(&app.db).await?;
    let mut conversation = match asked.conversation {
        Some(_) => {
            let found = persistence::conversations::lock(&tx, key, account, WITH, id).await?;
            Conversation { topic, ..found.ok_or(Error::NotFound(Thing::Conversation))? }
        }
        None => Conversation::begin(id, account, topic, &asked.question, asked_at),
    };
    let messages = conversation.add(said);
    match asked.conversation {
        Some(_) => persistence::conversations::update(&tx, key, &conversation).await?,
        None => persistence::conversations::insert(&tx, key, &conversation).await?,
    }
    persistence::messages::insert(&tx, key, account, id, &messages).await?;
    let answered = Answered { conversation: id, message: messages[1].id, answer, quota };
    idempotency::remember_own(&tx, once, account, key, &answered, now).await?;
    persistence::commit(tx).await?;
    Ok(Outcome::Done(answered))
}

/// What opens somebody's own conversations.
///
/// # Errors
/// Only if the database fails.
pub(crate) async fn key(app: &App, actor: &Actor) -> Result<Key> {
    app.account_key(actor.account).await
}
