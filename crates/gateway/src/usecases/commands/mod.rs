//! Commands in words, typed or spoken: what is certain is done with the rights of whoever says it, once, and of anything else
//! they are asked.

mod deeds;
mod follow;
mod home;

use std::future;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor, ChildId, Error, FamilyClock, Kind, Lack, Locale, Need, NewActivity, Reason, Result,
    Thing, Timer,
    command::{Command, Doubt, Refusal},
    safety::RedFlag,
};

use self::{follow::follow, home::Home};
use super::{
    growth::Shown,
    idempotency::{self, Once, Outcome},
    timers::Stopped,
};
use crate::{App, backends::speech::Sound};

/// The longest command, in characters.
pub const MOST: usize = 500;
/// For how long what was asked can be answered with a yes.
const OPEN: TimeDelta = TimeDelta::hours(1);

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
    /// When they said it first, if they were asked before; absent: now.
    pub asked_at: Option<DateTime<Utc>>,
}

/// What somebody says in a recording.
#[derive(Clone, Debug)]
pub struct Recorded {
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
    /// When it was said first: "an hour ago" is an hour before that.
    pub at: DateTime<Utc>,
    /// The dangers that it tells of, the gravest first.
    pub dangers: Vec<RedFlag>,
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
    /// A timer that was started a moment ago was thrown away.
    Cancelled(Timer),
    /// Nothing: something is to be asked first.
    Asked(Question),
    /// Nothing: it cannot be obeyed.
    Refused(Refusal),
    /// Nothing: there is nothing that could be stopped.
    NothingRuns,
    /// Nothing: nothing was logged a moment ago.
    NothingToUndo,
    /// Nothing: what was done a moment ago cannot be taken back so.
    NotUndone,
    /// Nothing: somebody needs help first.
    Warned,
}

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Why; without, it was not heard clearly.
    pub doubt: Option<Doubt>,
    /// Whether a yes is enough.
    pub yes_is_enough: bool,
}

impl Said {
    /// When it was said first.
    fn at(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let at = self.asked_at.unwrap_or(now);
        if (now - OPEN..=now + NewActivity::CLOCK_SKEW).contains(&at) {
            Ok(at.min(now))
        } else {
            Err(Error::invalid("askedAt", Reason::between(now - OPEN, now)))
        }
    }
}

impl Deed {
    /// Whether the command was carried out.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !matches!(
            self,
            Self::Asked(_)
                | Self::Refused(_)
                | Self::NothingRuns
                | Self::NothingToUndo
                | Self::NotUndone
                | Self::Warned
        )
    }
}

/// Obeys a command, once; where nobody is in danger, within a limit.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission, [`Error::Invalid`] if it
/// is empty or too long, was asked too long ago, or cannot have been so.
pub async fn obey(
    app: &App,
    actor: &Actor,
    said: Said,
    once: Option<Once<Obeyed>>,
    limit: impl Future<Output = Result<()>>,
) -> Result<Outcome<Obeyed>> {
    let said = Said { text: said.text.trim().to_owned(), ..said };
    if !(1..=MOST).contains(&said.text.chars().count()) {
        return Err(Error::invalid("text", Reason::Length(1, MOST)));
    }
    let home = Home::of(app, actor, said.child).await?;
    let follow = follow(app, actor, &home, &said, true, once.as_ref(), limit);
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
    recorded: Recorded,
    once: Option<Once<Obeyed>>,
) -> Result<Outcome<Obeyed>> {
    let Recorded { audio, locale, child } = recorded;
    let home = Home::of(app, actor, child).await?;
    let account = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
    let account = account.ok_or(Error::NotFound(Thing::Account))?;
    if !account.preferences.hears_voice() {
        return Err(Error::Forbidden(Need::Voice));
    }
    let follow = async {
        app.speech.hears(locale)?;
        let sound = app.work.run_on_sound(move || Sound::decode(audio)).await?;
        let heard = app.speech.transcribe(&app.work, &sound, locale).await?;
        if heard.text.chars().count() > MOST {
            return Err(Error::Unavailable(Lack::SpeechNow));
        }
        let said = Said { text: heard.text, locale, child, confirmed: false, asked_at: None };
        let counted = future::ready(Ok(()));
        follow(app, actor, &home, &said, heard.surely, once.as_ref(), counted).await
    };
    idempotency::run(app, once.as_ref(), Box::pin(follow)).await
}
