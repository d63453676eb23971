//! Answers: by a language model where there is one, else put together from what is built in.
//!
//! A model reads the facts of the chart, from which a birth may be computed back to the day, and what was asked and answered last.
//! Names do not leave, nor date and place of the birth unless the question itself has them, and what no chart tells of does not either.

use chrono::{DateTime, Utc};
use domain::{
    Engine, Locale, Message, Name, Result, Sender,
    astrology::{Chart, Question, Read, Reading, passable},
    safety::EmergencyNumbers,
};

use super::facts;
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
    /// What was said before about the same chart, in order.
    pub(super) heard: &'a [Message],
    pub(super) chart: &'a Chart,
    /// When it is asked.
    pub(super) at: DateTime<Utc>,
}

impl Asking<'_> {
    /// The answer, and what wrote it.
    pub(super) async fn answer(&self, app: &App) -> Result<(String, Engine)> {
        let (question, earlier) = self.read(app).await?;
        let question = match question {
            Ok(question) => question,
            Err(refused) => {
                let numbers = EmergencyNumbers::of(self.who.account.profile.zone, self.locale);
                let refusal = astrology::refusal(self.locale, refused, &numbers);
                return Ok((refusal, Engine::Interpretations));
            }
        };
        let reading = Reading::of(self.chart, question, self.at);
        if let Some(model) = &app.model
            && let Some(answer) = self.by(app, model, &earlier, &reading).await?
        {
            return Ok((answer, Engine::Model));
        }
        Ok((astrology::answer(self.locale, &reading), Engine::Interpretations))
    }

    /// What is asked, and was asked before; beside what else the server does, as long texts take their time.
    async fn read(&self, app: &App) -> Result<(Read, Vec<Read>)> {
        let earlier: Vec<_> = self.asked().map(|(_, message)| message.text.clone()).collect();
        let question = self.question.to_owned();
        app.work.run(move || Ok(Question::read(&question, &earlier))).await
    }

    /// The questions that were asked before, with their places among what was said.
    fn asked(&self) -> impl Iterator<Item = (usize, &Message)> {
        self.heard.iter().enumerate().filter(|(_, message)| message.sender == Sender::User)
    }

    /// What a model answers, if it does and that can be passed on.
    async fn by(
        &self,
        app: &App,
        model: &Model,
        earlier: &[Read],
        reading: &Reading,
    ) -> Result<Option<String>> {
        let own = [&*self.who.account.profile.name, &**self.name];
        let disguise = names::disguise(app, &self.who.actor, &own).await?;
        let facts = facts::facts(reading, self.chart);
        let instructions = facts::instructions(self.locale);
        let mut turns = vec![Turn::System(format!("{instructions}\n{MARKS}\n\n{facts}"))];
        for (question, answer) in self.remembered(earlier) {
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
        let question = reading.question;
        let judge = move || Ok(passable(&answer, question).then_some(answer));
        let answer = app.work.run(judge).await?;
        if answer.is_none() {
            tracing::warn!("a model's answer was not passed on");
        }
        Ok(answer)
    }

    /// The last questions with their answers, but for those that are not answered from a chart.
    fn remembered(&self, earlier: &[Read]) -> Vec<(&str, &str)> {
        let open = self.asked().zip(earlier).filter(|(_, read)| read.is_ok());
        let pairs = open.filter_map(|((at, question), _)| {
            let answer = self.heard.get(at + 1).filter(|it| it.sender == Sender::Ai)?;
            Some((&*question.text, &*answer.text))
        });
        let mut last: Vec<_> = pairs.collect();
        last.split_off(last.len().saturating_sub(REMEMBERED))
    }
}
