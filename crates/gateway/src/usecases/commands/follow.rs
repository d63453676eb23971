//! What becomes of words: a deed, a question, or a warning.

use std::result;

use chrono::{DateTime, Utc};
use domain::{
    Actor, ChildId, Details, Result,
    command::{Act, Command, Doubt, Interpretation, Moment},
    safety::{self, Log, RedFlag},
};

use super::{Deed, Obeyed, Question, Said, deeds::Doing, home::Home};
use crate::{
    App,
    usecases::idempotency::{Once, Outcome},
};

/// Does what the words mean, or asks. Where somebody is in danger that is told, and nothing done but what was to be logged for
/// certain; else it counts towards the limit.
pub(super) async fn follow(
    app: &App,
    actor: &Actor,
    home: &Home,
    said: &Said,
    surely: bool,
    once: Option<&Once<Obeyed>>,
    limit: impl Future<Output = Result<()>>,
) -> Result<Outcome<Obeyed>> {
    let now = app.now();
    let (moment, read) = home.read(said, said.at(now)?);
    let (command, doubt) = match read {
        Interpretation::Certain(command) => (Ok(command), None),
        Interpretation::Unsure(command, doubt) => (Ok(command), Some(doubt)),
        Interpretation::Refused(refusal) => (Err(refusal), None),
    };
    let verdict = match &command {
        Ok(command) => judged(command, doubt, said, surely, &moment).map_err(Deed::Asked),
        Err(refusal) => Err(Deed::Refused(*refusal)),
    };
    let command = command.ok();
    let child = command.as_ref().map_or(moment.meant(), |command| command.child);
    let act = verdict.as_ref().ok().map(|(_, act)| act);
    let dangers = dangers(said, act, home.age_days(child, now), now);
    let (clock, at, text) = (moment.clock, moment.now, said.text.clone());
    let obeyed = Obeyed { said: text, command, deed: Deed::Warned, clock, at, dangers };
    let safe = obeyed.dangers.is_empty();
    if safe {
        limit.await?;
    }
    match verdict {
        Ok((child, act)) if safe || matches!(act, Act::Log { .. }) => {
            let warned = obeyed.clone();
            match (Doing { app, actor, now, child, obeyed, once }).act(act).await {
                // What cannot wait is told also where nothing could be logged.
                Err(error) if !safe => {
                    crate::error::log_if_internal(&error);
                    Ok(Outcome::Existing(warned))
                }
                done => done,
            }
        }
        Err(deed) if safe => Ok(Outcome::Existing(Obeyed { deed, ..obeyed })),
        _ => Ok(Outcome::Existing(obeyed)),
    }
}

/// What is to be done for which child, or what is to be asked instead.
fn judged(
    command: &Command,
    doubt: Option<Doubt>,
    said: &Said,
    surely: bool,
    moment: &Moment<'_>,
) -> result::Result<(ChildId, Act), Question> {
    let ask = |doubt, yes_is_enough| Err(Question { doubt, yes_is_enough });
    let act = match command.act(moment) {
        Ok(act) => act,
        Err(lacking) => return ask(Some(doubt.unwrap_or(lacking)), false),
    };
    let Some(child) = command.child else { return ask(Some(Doubt::Child), false) };
    // To tell something wrong does less harm than to log it.
    let clear = doubt.is_none() && (surely || matches!(act, Act::Query(_)));
    let yes_is_enough = doubt.as_ref().is_none_or(Doubt::can_be_confirmed);
    if clear || said.confirmed && yes_is_enough {
        Ok((child, act))
    } else {
        ask(doubt, yes_is_enough)
    }
}

/// What cannot wait of what is said, or would be logged.
fn dangers(
    said: &Said,
    act: Option<&Act>,
    age_days: Option<u32>,
    now: DateTime<Utc>,
) -> Vec<RedFlag> {
    let mut dangers = safety::red_flags(&said.text, age_days);
    if let Some(Act::Log { details: Details::Temperature(it), start, .. }) = act {
        let temperatures = vec![(*start, it.temperature)];
        dangers.extend(safety::logged(&Log { now, age_days, temperatures, ..Log::default() }));
    }
    dangers.sort_unstable();
    dangers.dedup();
    dangers
}
