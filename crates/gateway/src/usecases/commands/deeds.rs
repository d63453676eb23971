//! What commands do, by what people can do anyhow.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, Actor, BreastSide, Change, ChildId, Error, Event, Kind, NewActivity, NewTimer,
    Result, Subject, Timer, TimerId,
    command::{Act, Doubt},
};

use super::{Deed, Obeyed, Question};
use crate::{
    App,
    usecases::{
        activities::{self, Correction, List},
        children,
        edits::Edited,
        families,
        growth::Shown,
        idempotency::{Once, Outcome},
        timers::{self, Step, Stopped},
    },
};

/// For how long what was logged can be taken back by a word.
const A_MOMENT: TimeDelta = TimeDelta::minutes(10);
/// Among how many of the family's last changes it is looked for.
const RECENT: u32 = 200;

/// A command that is being carried out.
pub(super) struct Doing<'a> {
    pub(super) app: &'a App,
    pub(super) actor: &'a Actor,
    pub(super) now: DateTime<Utc>,
    pub(super) child: ChildId,
    /// The answer, as far as it is known.
    pub(super) obeyed: Obeyed,
    pub(super) once: Option<&'a Once<Obeyed>>,
}

impl Doing<'_> {
    pub(super) async fn act(self, act: Act) -> Result<Outcome<Obeyed>> {
        match act {
            Act::Log { details, start, end, notes } => {
                let paused = TimeDelta::zero();
                let (id, child, mood) = (None, self.child, None);
                let new = NewActivity { id, child, start, end, paused, notes, mood, details };
                self.log(new).await
            }
            Act::StartTimer { kind, side, start } => self.start(kind, side, start).await,
            Act::StopTimer { kind, end } => self.stop(kind, end).await,
            Act::Query(kind) => {
                let latest = self.latest(Some(kind), 1).await?.into_iter().next();
                Ok(self.unchanged(Deed::Told(kind, latest.map(Box::new))))
            }
            Act::Undo => self.undo().await,
        }
    }

    async fn log(self, new: NewActivity) -> Result<Outcome<Obeyed>> {
        let deed = |shown: Shown| Deed::Logged(Box::new(shown));
        let logged = activities::log(self.app, self.actor, new, self.once(deed)).await?;
        Ok(logged.map(|shown| self.did(deed(shown))))
    }

    async fn start(
        self,
        kind: Kind,
        side: Option<BreastSide>,
        start: Option<DateTime<Utc>>,
    ) -> Result<Outcome<Obeyed>> {
        // By it one knows the timer from one that ran before.
        let id = TimerId::fresh();
        let deed = move |timer: Timer| {
            if timer.id == id { Deed::Started(timer) } else { Deed::Running(timer) }
        };
        let new = NewTimer { id: Some(id), child: self.child, kind, side, start };
        let started = timers::start(self.app, self.actor, new, self.once(deed)).await?;
        Ok(started.map(|timer| self.did(deed(timer))))
    }

    async fn stop(self, kind: Option<Kind>, end: Option<DateTime<Utc>>) -> Result<Outcome<Obeyed>> {
        let mut running = timers::list(self.app, self.actor, None, Some(self.child)).await?;
        running.retain(|timer| kind.is_none_or(|kind| timer.kind == kind));
        if running.len() > 1 {
            let question = Question { doubt: Some(Doubt::Missing("type")), yes_is_enough: false };
            return Ok(self.unchanged(Deed::Asked(question)));
        }
        let Some(timer) = running.pop() else { return self.wake(kind, end).await };
        if end.is_some_and(|end| end < timer.start) {
            return Ok(self.before_it_began());
        }
        let deed = |stopped: Stopped| Deed::Stopped(Box::new(stopped));
        let (once, as_it_is) = (self.once(deed), Box::new(Ok));
        let stopped = timers::stop(self.app, self.actor, timer.id, end, as_it_is, once).await?;
        Ok(stopped.map(|stopped| self.did(deed(stopped))))
    }

    /// Ends the sleep that goes on, if one does.
    async fn wake(self, kind: Option<Kind>, end: Option<DateTime<Utc>>) -> Result<Outcome<Obeyed>> {
        if kind.is_some_and(|kind| kind != Kind::Sleep) {
            return Ok(self.unchanged(Deed::NothingRuns));
        }
        let latest = self.latest(Some(Kind::Sleep), 1).await?.into_iter().next();
        let Some(asleep) = latest.filter(|latest| latest.activity.end.is_none()) else {
            return Ok(self.unchanged(Deed::NothingRuns));
        };
        let end = end.unwrap_or_else(|| self.now.max(asleep.activity.start));
        if end < asleep.activity.start {
            return Ok(self.before_it_began());
        }
        let ended = move |shown: &Shown| Ok(ended(shown.activity.clone(), end));
        let correction = Correction::Correct(Box::new(ended));
        self.edit(&asleep.activity, correction, |shown| Deed::Ended(Box::new(shown))).await
    }

    /// Takes back what this person did last, and never anything before it.
    async fn undo(self) -> Result<Outcome<Obeyed>> {
        let Some(last) = self.last_change().await? else {
            return Ok(self.unchanged(Deed::NothingToUndo));
        };
        match (last.event, last.subject) {
            (Event::ActivityLogged, Subject::Activity { id, .. }) => {
                match activities::get(self.app, self.actor, id).await {
                    Err(Error::NotFound(_)) => Ok(self.unchanged(Deed::NothingToUndo)),
                    last => {
                        let deed = |shown| Deed::Undone(Box::new(shown));
                        self.edit(&last?.activity, Correction::Delete, deed).await
                    }
                }
            }
            (Event::TimerStarted, Subject::Timer { id, .. }) => {
                let (once, cancel) = (self.once(Deed::Cancelled), Step::Cancel);
                match timers::step(self.app, self.actor, id, cancel, once).await {
                    Err(Error::Ended(_)) => Ok(self.unchanged(Deed::NotUndone)),
                    taken => Ok(taken?.map(|timer| self.did(Deed::Cancelled(timer)))),
                }
            }
            _ => Ok(self.unchanged(Deed::NotUndone)),
        }
    }

    /// What this person did last with the child's activities and timers, if that was a moment ago.
    async fn last_change(&self) -> Result<Option<Change>> {
        let (app, by, since) = (self.app, self.actor.account, self.now - A_MOMENT);
        let member = children::member_for(app, self.actor, self.child).await?;
        let family = families::of(app, &member).await?;
        let key = families::key(app, &member).await?;
        let before = family.seq - i64::from(RECENT);
        let db = app.db.read();
        let changes =
            persistence::changes::after(db, &key, family.id, before, RECENT.into()).await?;
        let own = |it: &Change| {
            let subject = matches!(it.subject, Subject::Activity { .. } | Subject::Timer { .. });
            it.by == by && it.at >= since && subject && it.subject.child() == Some(self.child)
        };
        Ok(changes.into_iter().rfind(own))
    }

    async fn edit(
        self,
        activity: &Activity,
        correction: Correction<'_>,
        deed: fn(Shown) -> Deed,
    ) -> Result<Outcome<Obeyed>> {
        let (id, known) = (activity.id, Some(activity.version));
        let once = self.once(deed);
        let edited =
            activities::edit_once(self.app, self.actor, id, known, correction, once).await?;
        match edited {
            Outcome::Done(Edited::Stale { sent, current })
            | Outcome::Existing(Edited::Stale { sent, current }) => {
                Err(Error::Stale { sent, current: current.activity.version })
            }
            edited => Ok(edited.map(|edited| self.did(deed(edited.thing().clone())))),
        }
    }

    /// The child's latest activities, of a kind or of all.
    async fn latest(&self, kind: Option<Kind>, limit: u64) -> Result<Vec<Shown>> {
        let (child, from, until, after) = (self.child, None, None, None);
        let list = List { child, kind, from, until, after, limit };
        Ok(activities::list(self.app, self.actor, list).await?.activities)
    }

    /// The answer to a request that comes again, where the effect gives this.
    fn once<T: Clone + 'static>(
        &self,
        deed: impl Fn(T) -> Deed + Send + Sync + 'static,
    ) -> Option<Once<T>> {
        let obeyed = self.obeyed.clone();
        let answer = move |it: &T| Obeyed { deed: deed(it.clone()), ..obeyed.clone() };
        self.once.map(|once| once.of(answer))
    }

    fn did(&self, deed: Deed) -> Obeyed {
        Obeyed { deed, ..self.obeyed.clone() }
    }

    fn before_it_began(&self) -> Outcome<Obeyed> {
        let doubt = Some(Doubt::Implausible("endTime"));
        self.unchanged(Deed::Asked(Question { doubt, yes_is_enough: false }))
    }

    fn unchanged(&self, deed: Deed) -> Outcome<Obeyed> {
        Outcome::Existing(self.did(deed))
    }
}

/// An activity that went on, with its end.
fn ended(activity: Activity, end: DateTime<Utc>) -> NewActivity {
    let Activity { child, start, paused, details, notes, mood, .. } = activity;
    NewActivity { id: None, child, start, end: Some(end), paused, details, notes, mood }
}
