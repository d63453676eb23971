//! Answers: by a language model where there is one, else put together from what is built in.
//!
//! A model reads the facts of the chart, from which a birth may be computed back to the day, and what was asked and answered last.
//! Names do not leave, nor date and place of the birth unless the question itself has them, and what no chart tells of does not either.

use chrono::{DateTime, Utc};
use domain::{
    Engine, Locale, Message, Name, Result, Sender,
    astrology::{Chart, Question, Reading, acceptable},
};
use serde_json::json;

use crate::{
    App,
    backends::model::{Model, Turn},
    language::astrology,
    usecases::{
        addresses::Verified,
        names::{self, MARKS},
    },
};

/// How many questions a model is told with their answers.
const REMEMBERED: usize = 3;

/// A question, and all that it is asked of.
pub(super) struct Asking<'a> {
    pub(super) who: &'a Verified,
    /// What they say they are called.
    pub(super) name: &'a Name,
    pub(super) locale: Locale,
    pub(super) question: &'a str,
    /// What was said before, in order.
    pub(super) heard: &'a [Message],
    /// Whether that was about the same birth.
    pub(super) about_them: bool,
    pub(super) chart: &'a Chart,
    /// When it is asked.
    pub(super) at: DateTime<Utc>,
}

impl Asking<'_> {
    /// The answer, and what wrote it.
    pub(super) async fn answer(&self, app: &App) -> Result<(String, Engine)> {
        let question = match Question::read(self.question, &questions(self.heard)) {
            Ok(question) => question,
            Err(refused) => {
                return Ok((astrology::refusal(self.locale, refused), Engine::Interpretations));
            }
        };
        let reading = Reading::of(self.chart, question, self.at);
        if let Some(model) = &app.model
            && let Some(answer) = self.by(app, model, &reading).await?
        {
            return Ok((answer, Engine::Model));
        }
        Ok((astrology::answer(self.locale, &reading), Engine::Interpretations))
    }

    /// What a model answers, if it does and that can be passed on.
    async fn by(&self, app: &App, model: &Model, reading: &Reading) -> Result<Option<String>> {
        let own = [&*self.who.account.profile.name, &**self.name];
        let disguise = names::disguise(app, &self.who.actor, &own).await?;
        let facts = json!(astrology::facts(reading, self.chart));
        let instructions = astrology::instructions(self.locale);
        let mut turns = vec![Turn::System(format!("{instructions}\n{MARKS}\n\n{facts}"))];
        for (question, answer) in self.remembered() {
            turns.push(Turn::User(disguise.hide(question)));
            turns.push(Turn::Assistant(disguise.hide(answer)));
        }
        turns.push(Turn::User(disguise.hide(self.question)));
        let answer = match model.answer(&turns).await {
            Ok(answer) => disguise.reveal(&answer),
            Err(failure) => {
                tracing::warn!(%failure, "a model gave no answer");
                return Ok(None);
            }
        };
        if !acceptable(&answer) {
            tracing::warn!("a model's answer was not passed on");
            return Ok(None);
        }
        Ok(Some(answer))
    }

    /// The last questions with their answers, but for those that are not answered from a chart, or were from another one.
    fn remembered(&self) -> Vec<(&str, &str)> {
        if !self.about_them {
            return Vec::new();
        }
        let pairs = self.heard.windows(2).enumerate().rev().filter_map(|(at, pair)| {
            let [question, answer] = pair else { return None };
            let is_pair = (question.sender, answer.sender) == (Sender::User, Sender::Ai);
            let is_open = || Question::read(&question.text, &questions(&self.heard[..at])).is_ok();
            (is_pair && is_open()).then_some((&*question.text, &*answer.text))
        });
        let mut last: Vec<_> = pairs.take(REMEMBERED).collect();
        last.reverse();
        last
    }
}

/// What was asked.
fn questions(said: &[Message]) -> Vec<&str> {
    let asked = said.iter().filter(|message| message.sender == Sender::User);
    asked.map(|message| &*message.text).collect()
}
