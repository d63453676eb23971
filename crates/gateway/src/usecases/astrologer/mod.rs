//! The astrologer: casts the chart of a birth and answers questions about it, in conversations that are kept.

mod answers;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    Conversation, ConversationId, ConversationKind, Engine, Error, Exchange, Locale, Message, Need,
    Result, Thing, Topic,
    astrology::{Chart, Dasha, Nativity, Rules},
};
use persistence::conversations::Page;

use self::answers::Asking;
use super::{
    addresses::Verified,
    conversations,
    idempotency::{self, Once, Outcome},
};
use crate::App;

const WITH: ConversationKind = ConversationKind::Astrologer;

/// How many messages of a conversation an answer goes on from.
const HEARD: u64 = 60;

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
        let asked_at = app.now();
        let (db, key, account) = (app.db.read(), &who.key, who.account.id);
        let told = persistence::birth_details::find(db, key, account).await?;
        let told = told.ok_or(Error::Forbidden(Need::BirthDetails))?;
        let heard = match asked.conversation {
            Some(id) => hear(app, who, id).await?,
            None => Vec::new(),
        };
        let chart = app.chart(&asked.birth, asked.rules).await?;
        let question = &asked.question;
        let (heard, chart_of) = (&heard, &*chart);
        let (told, at) = (&told.person.full_name, asked_at);
        let asking = Asking { who, name: told, locale, question, heard, chart: chart_of, at };
        // It may take its time: nothing is locked meanwhile.
        let (answer, engine) = asking.answer(app).await?;
        let (birth, dasha) = (asked.birth.clone(), chart.periods.at(asked_at));
        let conversation = ConversationId::at(asked_at);
        let answered = Answered { conversation, birth, chart, dasha, answer, engine };
        keep(app, who, &asked, answered, asked_at, once.as_ref()).await
    };
    idempotency::run(app, once.as_ref(), ask).await
}

/// The chart of the birth that a conversation was about last.
///
/// # Errors
/// [`Error::NotFound`] if they have no such conversation.
pub async fn chart(app: &App, who: &Verified, id: ConversationId) -> Result<Arc<Chart>> {
    let Topic::Birth(birth, rules) = conversations::get(app, who, WITH, id).await?.topic;
    app.chart(&birth, rules).await
}

/// The last that was said in a conversation.
async fn hear(app: &App, who: &Verified, id: ConversationId) -> Result<Vec<Message>> {
    let id = conversations::get(app, who, WITH, id).await?.id;
    let last = Page { before: None, limit: HEARD };
    Ok(conversations::messages(app, who, id, last).await?.things)
}

/// Keeps a question and its answer, which begins a conversation unless it goes one on.
async fn keep(
    app: &App,
    who: &Verified,
    asked: &Asked,
    mut answered: Answered,
    asked_at: DateTime<Utc>,
    once: Option<&Once<Answered>>,
) -> Result<Outcome<Answered>> {
    let (key, account, now) = (&who.key, who.account.id, app.now());
    let topic = Topic::Birth(asked.birth.clone(), asked.rules);
    let said = Exchange {
        question: asked.question.clone(),
        asked_at,
        answer: answered.answer.clone(),
        engine: answered.engine,
        answered_at: now,
    };
    let tx = persistence::begin(&app.db).await?;
    let begun = match asked.conversation {
        Some(id) => {
            let found = persistence::conversations::lock(&tx, key, account, WITH, id).await?;
            Some(found.ok_or(Error::NotFound(Thing::Conversation))?)
        }
        None => None,
    };
    let goes_on = begun.is_some();
    let mut conversation = match begun {
        Some(begun) => Conversation { topic, ..begun },
        None => Conversation::begin(account, topic, &asked.question, asked_at),
    };
    let messages = conversation.add(said);
    if goes_on {
        persistence::conversations::update(&tx, key, &conversation).await?;
    } else {
        persistence::conversations::insert(&tx, key, &conversation).await?;
    }
    persistence::messages::insert(&tx, key, account, conversation.id, &messages).await?;
    answered.conversation = conversation.id;
    idempotency::remember_own(&tx, once, account, key, &answered, now).await?;
    persistence::commit(tx).await?;
    Ok(Outcome::Done(answered))
}
