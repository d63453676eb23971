//! The assistant: answers questions about children, each in a conversation that is kept. What cannot wait is told before anything
//! is asked of anybody.

use chrono::{DateTime, Utc};
use domain::{
    Actor, Answer, ChildId, ConversationId, ConversationKind, Error, Exchange, Locale, Message,
    MessageId, Result, Thing, Topic, safety,
};
use persistence::conversations::Range;
use tokio::sync::mpsc::UnboundedSender;

use self::{answers::Asking, known::Known, quota::Quota};
use super::{
    conversations::{self, Owner},
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
pub enum Heard {
    /// It will be answered, in this conversation.
    Begun(ConversationId, Option<Quota>),
    /// More of the text.
    Text(String),
    /// What was heard of the text is void; it begins anew.
    Again,
}

/// Who hears parts of an answer as they come; that nobody does ends nothing.
pub type Listener = Option<UnboundedSender<Heard>>;

/// Answers a question in a language, and keeps both. What can wait is answered only within a limit; whoever asks the same at once on
/// this node waits for the first answer.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child or has no such conversation, [`Error::QuestionsUsed`] if they have asked
/// as often today as they may; what the limit refuses.
pub async fn ask(
    app: &App,
    actor: &Actor,
    locale: Locale,
    asked: Asked,
    once: Option<Once<Answered>>,
    listener: Listener,
    limit: impl Future<Output = Result<()>>,
) -> Result<Outcome<Answered>> {
    let _turn = match &once {
        Some(once) => Some(app.memory.turn(&once.request).await),
        None => None,
    };
    let ask = async {
        let at = app.now();
        let owner = Owner::of(app, actor).await?;
        // A model may take its time: nothing is locked meanwhile.
        let (thread, known) = match Box::pin(found(app, actor, &owner, &asked, at)).await {
            // Who needs help gets it, whatever was wrong with the rest.
            Err(Error::NotFound(_)) if !safety::red_flags(&asked.question, None).is_empty() => {
                (Thread::begin(None, at), None)
            }
            found => found?,
        };
        let Thread { id, heard, .. } = &thread;
        let (id, question, known) = (*id, &*asked.question, known.as_ref());
        let asking = Asking { app, actor, at, locale, question, heard, known, id, listener };
        // Boxed, because a connection keeps the room that a call takes.
        let (answer, quota) = Box::pin(asking.answer(limit)).await?;
        let said = Exchange {
            question: asked.question.clone(),
            asked_at: at,
            answer,
            answered_at: app.now(),
        };
        let kept = keep(app, &owner, &thread, known, (said, quota), once.as_ref()).await;
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
    owner: &Owner,
    asked: &Asked,
    at: DateTime<Utc>,
) -> Result<(Thread, Option<Known>)> {
    let thread = Thread::of(app, owner, asked, at).await?;
    let known = match thread.child {
        Some(child) => Some(known::of(app, actor, child, asked.context, at).await?),
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
    /// What was said before about the same child, in order.
    heard: Vec<Message>,
}

impl Thread {
    fn begin(child: Option<ChildId>, at: DateTime<Utc>) -> Self {
        let (id, heard) = (ConversationId::at(at), Vec::new());
        Self { id, goes_on: false, child, heard }
    }

    /// Each child has conversations of its own, so that what is said of it goes with it: another one begins another.
    async fn of(app: &App, owner: &Owner, asked: &Asked, at: DateTime<Utc>) -> Result<Self> {
        let Some(id) = asked.conversation else { return Ok(Self::begin(asked.child, at)) };
        let before = match conversations::get(app, owner, WITH, id).await?.topic {
            Topic::Care(before) => before.map(|(_, child)| child),
            Topic::Birth(..) => None,
        };
        let child = asked.child.or(before);
        if before.is_some() && child != before {
            return Ok(Self::begin(child, at));
        }
        let last = Range { before: None, limit: HEARD };
        let heard = conversations::messages(app, owner, id, last).await?.things;
        Ok(Self { id, goes_on: true, child, heard })
    }
}

/// Keeps a question and its answer, which begins a conversation unless it goes one on.
async fn keep(
    app: &App,
    owner: &Owner,
    thread: &Thread,
    known: Option<&Known>,
    (said, quota): (Exchange, Option<Quota>),
    once: Option<&Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let Thread { id, goes_on, .. } = *thread;
    let about = known.map(|known| (known.family, known.child.id));
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
    let [_, told] = conversations::add(&tx, owner, id, goes_on, Topic::Care(about), said).await?;
    let answered = Answered { conversation: id, message: told.id, answer, quota };
    if let Some((family, key)) = &family_key {
        idempotency::remember(&tx, once, *family, key, &answered, now).await?;
    } else {
        let Owner { account, key, .. } = owner;
        idempotency::remember_own(&tx, once, *account, key, &answered, now).await?;
    }
    idempotency::place(&tx, once, id).await?;
    persistence::commit(tx).await?;
    Ok(Outcome::Done(answered))
}
