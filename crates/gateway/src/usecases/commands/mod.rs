//! Commands in words, typed or spoken: what is certain is done with the rights of whoever says it, once, and of anything else
//! they are asked.

mod deeds;
mod home;

use domain::{
    Actor, ChildId, Error, FamilyClock, Kind, Lack, Locale, Need, Reason, Result, Thing, Timer,
    command::{Act, Command, Doubt, Interpretation, Refusal},
};

use self::home::Home;
use super::{
    growth::Shown,
    idempotency::{self, Once, Outcome},
    timers::Stopped,
};
use crate::{App, backends::speech::Sound};

/// The longest command, in characters.
pub const MOST: usize = 500;

/// What somebody says.
#[derive(Clone, Debug)]
pub struct Said {
    /// In which words.
    pub text: String,
    /// In which language.
    pub locale: Locale,
    /// Of which child, unless the words name another.
    pub child: Option<ChildId>,
    /// Whether they were asked before, and mean it.
    pub confirmed: bool,
}

/// What somebody says in a recording.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// A file of it.
    pub audio: Vec<u8>,
    /// In which language.
    pub locale: Locale,
    /// Of which child, unless the words name another.
    pub child: Option<ChildId>,
}

/// What became of a command.
#[derive(Clone, Debug)]
pub struct Obeyed {
    /// The words.
    pub said: String,
    /// What they mean.
    pub command: Option<Command>,
    /// What was done about it.
    pub deed: Deed,
    /// The clock of the family that it is about.
    pub clock: FamilyClock,
}

/// What was done about a command.
#[derive(Clone, Debug)]
pub enum Deed {
    /// It was logged.
    Logged(Box<Shown>),
    /// A timer was started.
    Started(Timer),
    /// The timer had been started before.
    Running(Timer),
    /// A timer was stopped.
    Stopped(Box<Stopped>),
    /// A sleep that went on has its end.
    Ended(Box<Shown>),
    /// The latest of the kind was looked up.
    Told(Kind, Option<Box<Shown>>),
    /// What was logged a moment ago was deleted.
    Undone(Box<Shown>),
    /// Nothing: something is to be asked first.
    Asked(Question),
    /// Nothing: it cannot be obeyed.
    Refused(Refusal),
    /// Nothing: there is nothing that could be stopped.
    NothingRuns,
    /// Nothing: nothing was logged a moment ago.
    NothingToUndo,
}

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Why; without, it was not heard clearly.
    pub doubt: Option<Doubt>,
    /// Whether a yes is enough.
    pub yes_is_enough: bool,
}

impl Deed {
    /// Whether the command was carried out.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !matches!(self, Self::Asked(_) | Self::Refused(_) | Self::NothingRuns | Self::NothingToUndo)
    }
}

/// Obeys a command, once.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission, [`Error::Invalid`] if it
/// is empty or too long, or cannot have been so.
pub async fn obey(
    app: &App,
    actor: &Actor,
    said: Said,
    once: Option<Once<Obeyed>>,
) -> Result<Outcome<Obeyed>> {
    let said = Said { text: said.text.trim().to_owned(), ..said };
    if !(1..=MOST).contains(&said.text.chars().count()) {
        return Err(Error::invalid("text", Reason::Length(1, MOST)));
    }
    let home = Home::of(app, actor, said.child).await?;
    let follow = follow(app, actor, &home, &said, true, once.as_ref());
    idempotency::run(app, once.as_ref(), Box::pin(follow)).await
}

/// Hears a spoken command and obeys it, once. The recording is not kept.
///
/// # Errors
/// As [`obey`]; [`Error::Forbidden`] if they have switched it off, [`Error::Unavailable`] if nothing hears it,
/// [`Error::Invalid`] if nothing could be understood.
pub async fn hear(
    app: &App,
    actor: &Actor,
    spoken: Spoken,
    once: Option<Once<Obeyed>>,
) -> Result<Outcome<Obeyed>> {
    let Spoken { audio, locale, child } = spoken;
    let home = Home::of(app, actor, child).await?;
    let account = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
    let account = account.ok_or(Error::NotFound(Thing::Account))?;
    if !account.preferences.hears_voice() {
        return Err(Error::Forbidden(Need::Voice));
    }
    let follow = async {
        app.speech.hears(locale)?;
        let sound = app.work.run(move || Sound::decode(audio)).await?;
        let heard = app.speech.transcribe(&sound, locale).await?;
        if heard.text.chars().count() > MOST {
            return Err(Error::Unavailable(Lack::SpeechNow));
        }
        let said = Said { text: heard.text, locale, child, confirmed: false };
        follow(app, actor, &home, &said, heard.surely, once.as_ref()).await
    };
    idempotency::run(app, once.as_ref(), Box::pin(follow)).await
}

/// Does what the words mean, or asks.
async fn follow(
    app: &App,
    actor: &Actor,
    home: &Home,
    said: &Said,
    surely: bool,
    once: Option<&Once<Obeyed>>,
) -> Result<Outcome<Obeyed>> {
    let (clock, read) = home.read(said, app.now());
    let answer = |command: Option<Command>, deed| {
        Ok(Outcome::Existing(Obeyed { said: said.text.clone(), command, deed, clock }))
    };
    let (command, doubt) = match read {
        Interpretation::Certain(command) => (command, None),
        Interpretation::Unsure(command, doubt) => (command, Some(doubt)),
        Interpretation::Refused(refusal) => return answer(None, Deed::Refused(refusal)),
    };
    let ask = |command, doubt, yes_is_enough| {
        answer(Some(command), Deed::Asked(Question { doubt, yes_is_enough }))
    };
    let acted = home.with(said, clock, app.now(), |moment| command.act(moment));
    let act = match acted {
        Ok(act) => act,
        Err(lacking) => return ask(command, Some(doubt.unwrap_or(lacking)), false),
    };
    let Some(child) = command.child else { return ask(command, Some(Doubt::Child), false) };
    // To tell something wrong does less harm than to log it.
    let surely = surely || matches!(act, Act::Query(_));
    if !said.confirmed && (doubt.is_some() || !surely) {
        return ask(command, doubt, true);
    }
    let obeyed =
        Obeyed { said: said.text.clone(), command: Some(command), deed: Deed::NothingRuns, clock };
    deeds::Doing { app, actor, child, obeyed, once }.act(act).await
}
