//! Answers: what cannot wait first, by fixed texts; then by a language model where there is one; else from what is known of the
//! child and from the library.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, Answer, Beside, ConversationId, Engine, Locale, Message, Result, Sender, System,
    command::{Act, Interpretation, Moment, interpret},
    safety::{self, EmergencyNumbers, RedFlag},
};

use super::{
    Heard, Listener,
    known::Known,
    model::Dialogue,
    quota::{self, Quota},
};
use crate::{
    App,
    language::{self, assistant},
    library::{self, Hit, Topic},
    usecases::families,
};

/// From how sure on it is worth a link, or tells what the question is about.
const RELATED: f64 = 0.2;
/// How many articles are related at most.
const ARTICLES: usize = 3;
/// How many suggestions there are at most.
const SUGGESTIONS: usize = 4;
/// How many dangers are told of at most: nobody in need reads more.
const DANGERS: usize = 2;
/// Of the sentences that the grammar of commands takes for certain, at least so many are read right, as its tests want.
const UNDERSTOOD: f64 = 0.95;
/// Of the sentences that tests hold for urgent, or for something that is not answered, at least so many are.
const SAFETY: f64 = 0.95;

/// A question, and all that it is asked of.
pub(super) struct Asking<'a> {
    pub(super) app: &'a App,
    pub(super) actor: &'a Actor,
    /// When it is asked.
    pub(super) at: DateTime<Utc>,
    pub(super) locale: Locale,
    pub(super) question: &'a str,
    /// What was said before, in order.
    pub(super) heard: &'a [Message],
    /// The child that it is about.
    pub(super) known: Option<&'a Known>,
    /// The conversation.
    pub(super) id: ConversationId,
    pub(super) listener: Listener,
}

impl Asking<'_> {
    /// The answer, within a limit unless it cannot wait, and what is left of the day's questions.
    pub(super) async fn answer(
        &self,
        limit: impl Future<Output = Result<()>>,
    ) -> Result<(Answer, Option<Quota>)> {
        if let Some(answer) = self.safety().await? {
            self.hear(Heard::Begun(self.id, None));
            self.hear(Heard::Text(answer.text.clone()));
            return Ok((answer, None));
        }
        limit.await?;
        let family = self.known.map(|known| known.family);
        let quota = quota::count(self.app, self.actor, family, self.at).await?;
        self.hear(Heard::Begun(self.id, Some(quota)));
        let answered = self.by_engine().await;
        if answered.is_err() {
            quota::give_back(self.app, self.actor, quota).await;
        }
        Ok((answered?, Some(quota)))
    }

    async fn by_engine(&self) -> Result<Answer> {
        let hits = self.hits();
        if let Some(model) = &self.app.model
            && let Some(said) = Dialogue::new(self, model).await?.answer().await
        {
            let mut beside = self.beside(&hits);
            beside.confidence = said.confidence.or(beside.confidence);
            if !said.suggestions.is_empty() {
                beside.suggestions = said.suggestions;
            }
            return Ok(Answer { text: said.text, engine: Engine::Model, beside });
        }
        let answer = self.retrieved(&hits);
        self.hear(Heard::Text(answer.text.clone()));
        Ok(answer)
    }

    pub(super) fn hear(&self, part: Heard) {
        if let Some(listener) = &self.listener {
            // Who hung up hears nothing; the answer is kept all the same.
            let _ = listener.send(part);
        }
    }

    /// The fixed text of what cannot wait, or is not answered.
    async fn safety(&self) -> Result<Option<Answer>> {
        let (flags, declined) = (self.flags(), safety::declined(self.question));
        if flags.is_empty() && declined.is_none() {
            return Ok(None);
        }
        let numbers = EmergencyNumbers::of(self.zone().await?, self.locale);
        let text = match declined {
            Some(what) if flags.is_empty() => {
                language::safety::declined(self.locale, what, &numbers)
            }
            _ => language::safety::answer(self.locale, &flags, &numbers),
        };
        let hits = self.hits().into_iter().filter(|hit| hit.confidence >= RELATED);
        let beside = Beside {
            suggestions: Vec::new(),
            articles: hits.take(ARTICLES).map(|hit| hit.article.slug.clone()).collect(),
            confidence: Some(SAFETY),
            dangers: flags,
        };
        Ok(Some(Answer { text, engine: Engine::Safety, beside }))
    }

    /// Where help is to come: where the child lives, else the person's first family, else they. Who never told is in UTC.
    async fn zone(&self) -> Result<Tz> {
        let Self { app, actor, .. } = *self;
        let of_child = self.known.map(|known| known.clock.zone);
        if let Some(zone) = of_child.filter(|zone| *zone != Tz::UTC) {
            return Ok(zone);
        }
        let families = families::list(app, actor).await?;
        let mut zones = families.iter().map(|(_, family)| family.clock.zone);
        if let Some(zone) = zones.find(|zone| *zone != Tz::UTC) {
            return Ok(zone);
        }
        let found = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
        Ok(found.map_or(Tz::UTC, |account| account.profile.zone))
    }

    /// The dangers that are told of: those of the message, and those that the log shows and that were not told since, the
    /// gravest first.
    fn flags(&self) -> Vec<RedFlag> {
        let logged = self.known.map(|known| self.logged(known));
        let age_days = self.known.map(Known::age_days);
        let mut flags = safety::red_flags(self.question, age_days);
        flags.extend(logged.into_iter().flatten());
        flags.sort_unstable();
        flags.dedup();
        flags.truncate(DANGERS);
        flags
    }

    /// The dangers that the log shows, but for those that were told in this conversation after it began to show them.
    fn logged(&self, known: &Known) -> Vec<RedFlag> {
        let told = |flag: &RedFlag| {
            let mut last = self.heard.iter().rev();
            last.find(|message| message.beside.dangers.contains(flag)).map(|it| it.created_at)
        };
        let mut flags = safety::logged(&known.log(None));
        flags.retain(|flag| {
            told(flag).is_none_or(|at| safety::logged(&known.log(Some(at))).contains(flag))
        });
        flags
    }

    /// The articles that the question is about; one that says little by itself goes on about the last one.
    fn hits(&self) -> Vec<Hit> {
        let name = self.known.map(Known::name);
        let names: Vec<_> = name.into_iter().collect();
        let months = self.known.map(Known::months);
        let search = |text: &str| {
            library::search(self.locale, &library::Question { text, names: &names, months })
        };
        let hits = search(self.question);
        let speaks = hits.first().is_some_and(|hit| hit.confidence >= RELATED);
        let last = self.heard.iter().rev().find(|message| message.sender == Sender::User);
        match last.filter(|_| !speaks && self.question.chars().count() < 40) {
            Some(last) => search(&format!("{} {}", last.text, self.question)),
            None => hits,
        }
    }

    /// What goes with an answer about what these articles are about.
    fn beside(&self, hits: &[Hit]) -> Beside {
        let related = hits.iter().filter(|hit| hit.confidence >= RELATED).take(ARTICLES);
        let own = self
            .known
            .zip(hits.first())
            .and_then(|(known, hit)| assistant::suggestion(self.locale, known, hit.article.topic));
        let told = hits.first().filter(|hit| hit.confidence >= library::TOLD);
        let text = told.and_then(|hit| library::find(self.locale, &hit.article.slug));
        let listed = text.into_iter().flat_map(|(_, text)| &text.suggestions);
        let suggestions = own.into_iter().chain(listed.map(|it| (*it).to_owned()));
        Beside {
            suggestions: suggestions.take(SUGGESTIONS).collect(),
            articles: related.map(|hit| hit.article.slug.clone()).collect(),
            confidence: hits.first().map(|hit| hit.confidence).or(Some(0.0)),
            dangers: Vec::new(),
        }
    }

    /// What the child did last of what is asked for, if that is all that is asked.
    fn looked_up(&self) -> Option<Answer> {
        let known = self.known.filter(|known| known.context.recent_activities)?;
        let moment = Moment {
            now: known.now,
            clock: known.clock,
            units: System::Metric,
            children: vec![(known.child.id, known.name())],
            about: Some(known.child.id),
        };
        let Interpretation::Certain(command) = interpret(self.question, self.locale, &moment)
        else {
            return None;
        };
        let Ok(Act::Query(kind)) = command.act(&moment) else { return None };
        let text = assistant::last(self.locale, known, kind)?;
        let beside = Beside { confidence: Some(UNDERSTOOD), ..Beside::default() };
        Some(Answer { text, engine: Engine::Retrieval, beside })
    }

    /// What is known of the child, and what the library says.
    fn retrieved(&self, hits: &[Hit]) -> Answer {
        if let Some(answer) = self.looked_up() {
            return answer;
        }
        let best = hits.first().filter(|hit| hit.confidence >= RELATED);
        let topic = best.map(|hit| hit.article.topic);
        let facts = self.facts(topic);
        let told = best.filter(|hit| hit.confidence >= library::TOLD);
        let told = told.and_then(|hit| library::find(self.locale, &hit.article.slug));
        let text = match told {
            Some((_, text)) => assistant::answer(self.locale, &facts, text),
            None => assistant::unknown(self.locale, &facts),
        };
        Answer { text, engine: Engine::Retrieval, beside: self.beside(hits) }
    }

    fn facts(&self, topic: Option<Topic>) -> Vec<String> {
        let told =
            self.known.zip(topic).map(|(known, topic)| assistant::facts(self.locale, known, topic));
        told.unwrap_or_default()
    }
}
