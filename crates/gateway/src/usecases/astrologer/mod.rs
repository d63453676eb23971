//! The astrologer: casts the chart of a birth and answers questions about it, in conversations that are kept.

mod answers;
mod facts;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    Answer, Beside, ConversationId, ConversationKind, Engine, Error, Exchange, Locale, Message,
    Need, Result, Thing, Topic,
    astrology::{Chart, Dasha, Nativity, Rules},
};
use persistence::conversations::Range;

use self::answers::Asking;
use super::{
    addresses::Verified,
    conversations::{self, Owner},
    idempotency::{self, Once, Outcome},
};
use crate::App;

const WITH: ConversationKind = ConversationKind::Astrologer;

/// How many messages of a conversation an answer goes on from.
const HEARD: u64 = 16;

/// A question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// About which birth.
    pub birth: Nativity,
    /// How its chart is cast.
    pub rules: Rules,
    /// What.
    pub question: String,
    /// The conversation that it goes on; absent, it begins one.
    pub conversation: Option<ConversationId>,
}

/// What was answered, and from what.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The conversation that it was kept in.
    pub conversation: ConversationId,
    /// The birth.
    pub birth: Nativity,
    /// Its chart.
    pub chart: Arc<Chart>,
    /// Whose periods ran when it was asked.
    pub dasha: Dasha,
    /// The answer.
    pub answer: String,
    /// What wrote it.
    pub engine: Engine,
}

impl Answered {
    /// The answer beside what it answers.
    fn to(&self, asked: &Asked, asked_at: DateTime<Utc>, answered_at: DateTime<Utc>) -> Exchange {
        Exchange {
            question: asked.question.clone(),
            asked_at,
            answer: Answer {
                text: self.answer.clone(),
                engine: self.engine,
                beside: Beside::default(),
            },
            answered_at,
        }
    }
}

/// Answers a question in a language, and keeps both.
///
/// # Errors
/// [`Error::Forbidden`] unless they told the details of their birth, [`Error::NotFound`] if they have no such conversation.
pub async fn ask(
    app: &App,
    who: &Verified,
    locale: Locale,
    asked: Asked,
    once: Option<Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let ask = async {
        let at = app.now();
        // It may take its time: nothing is locked meanwhile.
        let (answered, since) = answer(app, who, locale, &asked, at).await?;
        keep(app, who, &asked, (at, since), answered, once.as_ref()).await
    };
    idempotency::run(app, once.as_ref(), ask).await
}

/// The chart of the birth that a conversation was about last.
///
/// # Errors
/// [`Error::NotFound`] if they have no such conversation.
pub async fn chart(app: &App, who: &Verified, id: ConversationId) -> Result<Arc<Chart>> {
    match conversations::get(app, &who.owner, WITH, id).await?.topic {
        Topic::Birth(birth, rules, _) => app.chart(&birth, rules).await,
        Topic::Care(_) => Err(Error::NotFound(Thing::Conversation)),
    }
}

/// Answers a question, without keeping anything; and since when the conversation is about this chart.
async fn answer(
    app: &App,
    who: &Verified,
    locale: Locale,
    asked: &Asked,
    at: DateTime<Utc>,
) -> Result<(Answered, DateTime<Utc>)> {
    let (db, key, account) = (app.db.read(), &who.owner.key, who.account.id);
    let told = persistence::birth_details::find(db, key, account).await?;
    let name = &told.ok_or(Error::Forbidden(Need::BirthDetails))?.person.full_name;
    let (heard, since) = match asked.conversation {
        Some(id) => hear(app, who, id, asked, at).await?,
        None => (Vec::new(), at),
    };
    let chart = app.chart(&asked.birth, asked.rules).await?;
    let (question, heard) = (&asked.question, &heard);
    let asking = Asking { who, name, locale, question, heard, chart: &chart, at };
    let (answer, engine) = asking.answer(app).await?;
    let (birth, dasha) = (asked.birth.clone(), chart.periods.at(at));
    let conversation = asked.conversation.unwrap_or_else(|| ConversationId::at(at));
    Ok((Answered { conversation, birth, chart, dasha, answer, engine }, since))
}

/// The last that was said in a conversation about the chart that is asked about, and since when it is.
async fn hear(
    app: &App,
    who: &Verified,
    id: ConversationId,
    asked: &Asked,
    at: DateTime<Utc>,
) -> Result<(Vec<Message>, DateTime<Utc>)> {
    let topic = conversations::get(app, &who.owner, WITH, id).await?.topic;
    let since = match topic {
        Topic::Birth(birth, rules, since) if (&birth, rules) == (&asked.birth, asked.rules) => {
            since
        }
        // What was told of another chart is not told of this one.
        _ => return Ok((Vec::new(), at)),
    };
    let last = Range { before: None, limit: HEARD };
    let mut heard = conversations::messages(app, &who.owner, id, last).await?.things;
    heard.retain(|message| message.created_at >= since);
    Ok((heard, since))
}

/// Keeps a question and its answer, which begins a conversation unless it goes one on.
async fn keep(
    app: &App,
    who: &Verified,
    asked: &Asked,
    (asked_at, since): (DateTime<Utc>, DateTime<Utc>),
    answered: Answered,
    once: Option<&Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let Owner { account, key, .. } = &who.owner;
    let now = app.now();
    let said = answered.to(asked, asked_at, now);
    let topic = Topic::Birth(asked.birth.clone(), asked.rules, since);
    let (id, goes_on) = (answered.conversation, asked.conversation.is_some());
    let tx = persistence::begin(&app.db).await?;
    conversations::add(&tx, &who.owner, id, goes_on, topic, said).await?;
    idempotency::remember_own(&tx, once, *account, key, &answered, now).await?;
    idempotency::place(&tx, once, id).await?;
    persistence::commit(tx).await?;
    Ok(Outcome::Done(answered))
}
