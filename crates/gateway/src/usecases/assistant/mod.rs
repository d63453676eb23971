//! The assistant: answers questions about children, each in a conversation that is kept. What cannot wait is told before anything
//! is asked of anybody.

use chrono::{DateTime, Utc};
use domain::{
    Actor, Answer, ChildId, Conversation, ConversationId, ConversationKind, Error, Exchange,
    FamilyId, Locale, Message, MessageId, Result, Thing, Topic, safety,
};
use persistence::conversations::Page;
use tokio::sync::mpsc::UnboundedSender;

use self::{answers::Asking, known::Known, quota::Quota};
use super::{
    conversations::{self, Own, Owner},
    idempotency::{self, Once, Outcome},
};
use crate::App;

mod answers;
mod facts;
mod gate;
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
    /// The conversation that it goes on, unless that is about another child; absent, it begins one.
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
        let owner = Owner::of(app, actor).await?;
        let own = owner.own();
        // A model may take its time: nothing is locked meanwhile.
        let (thread, known) = match Box::pin(found(app, actor, own, &asked, at)).await {
            // Who needs help gets it, whatever was wrong with the rest.
            Err(Error::NotFound(_)) if !safety::red_flags(&asked.question, None).is_empty() => {
                (Thread::begin(None, at), None)
            }
            found => found?,
        };
        let Thread { id, heard, .. } = &thread;
        let (id, question, known) = (*id, &*asked.question, known.as_ref());
        let asking = Asking { app, actor, locale, question, heard, known, id, listener };
        // Boxed, because a connection keeps the room that a call takes.
        let (answer, quota) = Box::pin(asking.answer()).await?;
        let said = Exchange {
            question: asked.question.clone(),
            asked_at: at,
            answer,
            answered_at: app.now(),
        };
        let kept = keep(app, own, &thread, known, (said, quota), once.as_ref()).await;
        if let (Err(_), Some(quota)) = (&kept, quota) {
            quota::give_back(app, actor, quota).await;
        }
        kept
    };
    idempotency::run(app, once.as_ref(), ask).await
}

/// The conversation that a question belongs to, and what is known of the child that it is about.
async fn found(
    app: &App,
    actor: &Actor,
    own: Own<'_>,
    asked: &Asked,
    at: DateTime<Utc>,
) -> Result<(Thread, Option<Known>)> {
    let thread = Thread::of(app, actor, own, asked, at).await?;
    let known = match thread.child {
        Some(child) => Some(known::of(app, actor, child, asked.context).await?),
        None => None,
    };
    Ok((thread, known))
}

/// The conversation that a question belongs to.
struct Thread {
    id: ConversationId,
    /// Whether there is one already.
    goes_on: bool,
    /// The child that is asked about.
    child: Option<ChildId>,
    /// The child that was asked about before, whose conversation it stays.
    before: Option<(FamilyId, ChildId)>,
    /// What was said before about the same child, in order.
    heard: Vec<Message>,
}

impl Thread {
    fn begin(child: Option<ChildId>, at: DateTime<Utc>) -> Self {
        let (id, heard) = (ConversationId::at(at), Vec::new());
        Self { id, goes_on: false, child, before: None, heard }
    }

    /// Each child has conversations of its own, so that what is said of it goes with it: another one begins another.
    async fn of(
        app: &App,
        actor: &Actor,
        own: Own<'_>,
        asked: &Asked,
        at: DateTime<Utc>,
    ) -> Result<Self> {
        let Some(id) = asked.conversation else { return Ok(Self::begin(asked.child, at)) };
        let before = match conversations::get(app, own, WITH, id).await?.topic {
            Topic::Care(before) => before,
            Topic::Birth(..) => None,
        };
        if let (Some(child), Some((_, other))) = (asked.child, before)
            && child != other
        {
            return Ok(Self::begin(asked.child, at));
        }
        let reaches = |(family, child): (FamilyId, ChildId)| {
            actor.member_of(family).is_ok_and(|member| member.reaches(child).is_ok())
        };
        let child = asked.child.or(before.filter(|it| reaches(*it)).map(|(_, child)| child));
        // Who may no longer know the child is told nothing of what was said of it.
        let heard = if before.is_none() || child.is_some() {
            let last = Page { before: None, limit: HEARD };
            conversations::messages(app, own, id, last).await?.things
        } else {
            Vec::new()
        };
        Ok(Self { id, goes_on: true, child, before, heard })
    }
}

/// Keeps a question and its answer, which begins a conversation unless it goes one on.
async fn keep(
    app: &App,
    Own { account, key }: Own<'_>,
    thread: &Thread,
    known: Option<&Known>,
    (said, quota): (Exchange, Option<Quota>),
    once: Option<&Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let Thread { id, goes_on, before, .. } = *thread;
    let about = known.map(|known| (known.family, known.child.id));
    let topic = Topic::Care(about.or(before));
    let (answer, now) = (said.answer.clone(), said.answered_at);
    let tx = persistence::begin(&app.db).await?;
    let family_key = match about {
        Some((family, child)) => {
            // It may have been erased meanwhile.
            let _held = persistence::changes::lock(&tx, [family]).await?;
            let key = app.family_key(family).await?;
            let child = persistence::children::find(&tx, &key, family, child).await?;
            child.ok_or(Error::NotFound(Thing::Child))?;
            Some((family, key))
        }
        None => None,
    };
    let mut conversation = if goes_on {
        let found = persistence::conversations::lock(&tx, key, account, WITH, id).await?;
        Conversation { topic, ..found.ok_or(Error::NotFound(Thing::Conversation))? }
    } else {
        Conversation::begin(id, account, topic, &said.question, said.asked_at)
    };
    let messages = conversation.add(said);
    if goes_on {
        persistence::conversations::update(&tx, key, &conversation).await?;
    } else {
        persistence::conversations::insert(&tx, key, &conversation).await?;
    }
    persistence::messages::insert(&tx, key, account, id, &messages).await?;
    let answered = Answered { conversation: id, message: messages[1].id, answer, quota };
    match &family_key {
        Some((family, key)) => {
            idempotency::remember(&tx, once, *family, key, &answered, now).await?;
        }
        None => idempotency::remember_own(&tx, once, account, key, &answered, now).await?,
    }
    idempotency::place(&tx, once, id).await?;
    persistence::commit(tx).await?;
    Ok(Outcome::Done(answered))
}
