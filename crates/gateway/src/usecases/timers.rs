//! Timers: a child has one of a kind at most, and whoever stops it gets the activity that it made.

use chrono::{DateTime, Utc};
use domain::{
    Activity, Actor, BreastSide, ChildId, Error, Event, FamilyId, LogActivities, Member,
    NewActivity, NewTimer, Result, Thing, Timer, TimerId, TimerState,
};

use persistence::{DatabaseTransaction, seal::Key};

use super::{
    children, families,
    growth::Shown,
    idempotency::{self, Once, Outcome},
};
use crate::App;

/// Starts a timer, and tells the family. One of the kind that the child has already is given back.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission, [`Error::Invalid`] if
/// the kind takes no time, [`Error::Exists`] if the client's id names another timer.
pub async fn start(
    app: &App,
    actor: &Actor,
    new: NewTimer,
    once: Option<Once<Timer>>,
) -> Result<Outcome<Timer>> {
    let member = children::member_for(app, actor, new.child).await?;
    let may = member.may::<LogActivities>()?;
    let key = families::key(app, &member).await?;
    let family = member.family();
    let may_exist = new.id.is_some();
    let start = async {
        let now = app.now();
        let timer = new.start(&may, now)?;
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        if may_exist
            && let Some(known) = persistence::timers::get(&tx, &key, family, timer.id).await?
        {
            if (known.child, known.kind) != (timer.child, timer.kind) {
                return Err(Error::Exists(Thing::Timer));
            }
            return existing(tx, once.as_ref(), family, &key, known, now).await;
        }
        let running =
            persistence::timers::of_child(&tx, &key, family, timer.child, timer.kind).await?;
        if let Some(running) = running {
            return existing(tx, once.as_ref(), family, &key, running, now).await;
        }
        persistence::timers::insert(&tx, &key, &timer).await?;
        log.append(&key, family, actor.account, now, Event::TimerStarted, timer.subject())?;
        idempotency::remember(&tx, once.as_ref(), family, &key, &timer, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.tell(changes);
        Ok(Outcome::Done(timer))
    };
    idempotency::run(app, once.as_ref(), start).await
}

/// The timers of the actor's families, or of one, or of a child, that have not ended; the oldest first.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the family or the child.
pub async fn list(
    app: &App,
    actor: &Actor,
    family: Option<FamilyId>,
    child: Option<ChildId>,
) -> Result<Vec<Timer>> {
    let members = match (family, child) {
        (_, Some(child)) => vec![children::member_for(app, actor, child).await?],
        (Some(family), None) => vec![actor.member_of(family)?],
        (None, None) => actor.families().map(|id| actor.member_of(id)).collect::<Result<_>>()?,
    };
    let mut timers = Vec::new();
    for member in members {
        let key = families::key(app, &member).await?;
        let db = app.db.read();
        let own = persistence::timers::going_on(db, &key, member.family()).await?;
        let seen = |timer: &Timer| {
            member.access().reaches(timer.child) && child.is_none_or(|child| timer.child == child)
        };
        timers.extend(own.into_iter().filter(seen));
    }
    Ok(timers)
}

/// A timer of a child of the actor, one that has ended too.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn get(app: &App, actor: &Actor, id: TimerId) -> Result<Timer> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    reached(&member, persistence::timers::get(app.db.read(), &key, member.family(), id).await?)
}

/// What can be done with a timer that goes on.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Let it wait.
    Pause,
    /// Let it go on.
    Resume,
    /// Let it count for this side, or the other one.
    Switch(Option<BreastSide>),
    /// Throw it away.
    Cancel,
}

/// Does something with a timer, and tells the family. What was done already is done.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission,
/// [`Error::Ended`] if it has ended otherwise.
pub async fn step(
    app: &App,
    actor: &Actor,
    id: TimerId,
    step: Step,
    once: Option<Once<Timer>>,
) -> Result<Outcome<Timer>> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let family = member.family();
    let take = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        let found = persistence::timers::get(&tx, &key, family, id).await?;
        let mut timer = reached(&member, found)?;
        member.may::<LogActivities>()?;
        let event = match step {
            Step::Pause => timer.pause(now)?,
            Step::Resume => timer.resume(now)?,
            Step::Switch(side) => timer.switch_side(side, now)?,
            Step::Cancel => timer.cancel(now)?,
        };
        let Some(event) = event else {
            return existing(tx, once.as_ref(), family, &key, timer, now).await;
        };
        persistence::timers::update(&tx, &key, &timer).await?;
        log.append(&key, family, actor.account, now, event, timer.subject())?;
        idempotency::remember(&tx, once.as_ref(), family, &key, &timer, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.tell(changes);
        Ok(Outcome::Done(timer))
    };
    idempotency::run(app, once.as_ref(), take).await
}

/// A timer that was stopped, with the activity it made.
#[derive(Clone, Debug)]
pub struct Stopped {
    /// The timer.
    pub timer: Timer,
    /// What it made; `None` if the activity was deleted since.
    pub activity: Option<Shown>,
}

/// What somebody adds to the activity that a timer makes.
pub type Refine<'a> = Box<dyn FnOnce(NewActivity) -> Result<NewActivity> + Send + 'a>;

/// Stops a timer: it makes its activity, once, and everybody who stops it gets the same.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission,
/// [`Error::Ended`] if it was cancelled, [`Error::Invalid`] if the activity cannot have been so: the timer goes on.
pub async fn stop(
    app: &App,
    actor: &Actor,
    id: TimerId,
    end: Option<DateTime<Utc>>,
    refine: Refine<'_>,
    once: Option<Once<Stopped>>,
) -> Result<Outcome<Stopped>> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let (family, clock) = (member.family(), families::of(app, &member).await?.clock);
    let stop = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        let found = persistence::timers::get(&tx, &key, family, id).await?;
        let mut timer = reached(&member, found)?;
        let may = member.may::<LogActivities>()?;
        if let (TimerState::Stopped, Some(made)) = (timer.state, timer.activity) {
            let made = persistence::activities::get(&tx, &key, family, made).await?;
            let activity = made.filter(|made| made.deleted_at.is_none()).map(shown);
            let stopped = Stopped { timer, activity };
            return existing(tx, once.as_ref(), family, &key, stopped, now).await;
        }
        timer.must_go_on()?;
        // Who started it may have had a fast clock.
        let end = end.unwrap_or_else(|| now.max(timer.start));
        let activity = refine(timer.activity(clock, end))?.log(&may, now)?;
        let stopped = timer.stop(activity.id, activity.end.unwrap_or(end), now);
        persistence::activities::insert(&tx, [(&*key, &activity)]).await?;
        persistence::timers::update(&tx, &key, &timer).await?;
        let by = actor.account;
        log.append(&key, family, by, now, stopped, timer.subject())?;
        log.append(&key, family, by, now, Event::ActivityLogged, activity.subject())?;
        let stopped = Stopped { timer, activity: Some(shown(activity)) };
        idempotency::remember(&tx, once.as_ref(), family, &key, &stopped, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.tell(changes);
        Ok(Outcome::Done(stopped))
    };
    idempotency::run(app, once.as_ref(), stop).await
}

/// Nothing was to be done; a retry gets the same answer even if there is something to do by then.
async fn existing<T>(
    tx: DatabaseTransaction,
    once: Option<&Once<T>>,
    family: FamilyId,
    key: &Key,
    value: T,
    now: DateTime<Utc>,
) -> Result<Outcome<T>> {
    if once.is_some() {
        idempotency::remember(&tx, once, family, key, &value, now).await?;
        persistence::commit(tx).await?;
    }
    Ok(Outcome::Existing(value))
}

/// What is timed is no measuring.
fn shown(activity: Activity) -> Shown {
    Shown { activity, growth: None }
}

async fn member_for(app: &App, actor: &Actor, id: TimerId) -> Result<Member> {
    let family = persistence::timers::family_of(app.db.read(), actor.families(), id).await?;
    actor.member_of(family.ok_or(Error::NotFound(Thing::Timer))?)
}

fn reached(member: &Member, found: Option<Timer>) -> Result<Timer> {
    let seen = |timer: &Timer| member.access().reaches(timer.child);
    found.filter(seen).ok_or(Error::NotFound(Thing::Timer))
}
