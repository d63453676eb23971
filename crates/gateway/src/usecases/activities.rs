//! Logging activities, correcting them, and looking at them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, Activity, ActivityId, Actor, ChildId, Error, Event, FamilyClock, FamilyId, Kind,
    LogActivities, Member, NewActivity, Result, Thing,
};
use persistence::activities::{Filter, Latest, Position, Slice};

use super::{
    children,
    edits::{Change, Edited, Verdict, verdict},
    families,
    growth::{self, Shown},
    idempotency::{self, Once, Outcome},
};
use crate::{App, journal::Entry};

/// Logs an activity and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] if it cannot have been so, [`Error::Exists`] if the client's id names another activity.
pub async fn log(
    app: &App,
    actor: &Actor,
    new: NewActivity,
    once: Option<Once<Shown>>,
) -> Result<Outcome<Shown>> {
    let (shown, entry) = draft(app, actor, new, once).await?;
    Ok(match app.journal.write(entry).await?.outcome {
        Outcome::Done(activity) => Outcome::Done(Shown { activity, ..shown }),
        Outcome::Existing(activity) => Outcome::Existing(Shown { activity, ..shown }),
        Outcome::Repeated(text) => Outcome::Repeated(text),
    })
}

/// An activity that is to be logged: what it means, and what the journal is to write.
pub(super) async fn draft(
    app: &App,
    actor: &Actor,
    new: NewActivity,
    once: Option<Once<Shown>>,
) -> Result<(Shown, Entry)> {
    let member = children::member_for(app, actor, new.child).await?;
    let may = member.may::<LogActivities>()?;
    let may_exist = new.id.is_some();
    let activity = new.log(&may, app.now())?;
    let key = families::key(app, &member).await?;
    let shown = growth::show(app, actor, &member, activity).await?;
    let reply = once.map(|once| once.reply(&shown));
    let entry = Entry { activity: shown.activity.clone(), key, may_exist, reply };
    Ok((shown, entry))
}

/// An activity of a child of the actor.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, or it was deleted.
pub async fn get(app: &App, actor: &Actor, id: ActivityId) -> Result<Shown> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let found = persistence::activities::get(app.db.read(), &key, member.family(), id).await?;
    let activity = reached(&member, found)?;
    if activity.deleted_at.is_some() {
        return Err(Error::NotFound(Thing::Activity));
    }
    growth::show(app, actor, &member, activity).await
}

/// What to do with an activity.
pub enum Correction<'a> {
    /// Tell it differently.
    Correct(Change<'a, Shown, NewActivity>),
    /// Delete it; it can be restored for 30 days.
    Delete,
    /// Take the deletion back.
    Restore,
}

/// Corrects, deletes or restores an activity that the caller knew in some version, and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, or it was deleted too long ago to be restored,
/// [`Error::Forbidden`] without the permission, [`Error::Invalid`] if it cannot have been so.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: ActivityId,
    known: Option<i32>,
    correction: Correction<'_>,
) -> Result<Edited<Shown>> {
    change(app, actor, id, known, correction, None).await
}

/// Restores an activity, once: a retry that comes after another deletion changes nothing.
///
/// # Errors
/// As [`edit`].
pub async fn restore(
    app: &App,
    actor: &Actor,
    id: ActivityId,
    known: Option<i32>,
    once: Option<Once<Shown>>,
) -> Result<Outcome<Edited<Shown>>> {
    edit_once(app, actor, id, known, Correction::Restore, once).await
}

/// Likewise what else can be done with one.
pub(super) async fn edit_once(
    app: &App,
    actor: &Actor,
    id: ActivityId,
    known: Option<i32>,
    correction: Correction<'_>,
    once: Option<Once<Shown>>,
) -> Result<Outcome<Edited<Shown>>> {
    let once = once.map(|once| once.of(|edited: &Edited<Shown>| edited.thing().clone()));
    let once = once.as_ref();
    let change = Box::pin(change(app, actor, id, known, correction, once));
    let change = async {
        Ok(match change.await? {
            done @ Edited::Applied { .. } => Outcome::Done(done),
            same => Outcome::Existing(same),
        })
    };
    idempotency::run(app, once, change).await
}

async fn change(
    app: &App,
    actor: &Actor,
    id: ActivityId,
    known: Option<i32>,
    correction: Correction<'_>,
    once: Option<&Once<Edited<Shown>>>,
) -> Result<Edited<Shown>> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());
    let before = persistence::activities::get(app.db.read(), &key, family, id).await?;
    let before = growth::show(app, actor, &member, reached(&member, before)?).await?;
    member.may::<LogActivities>()?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let activity = persistence::activities::get(&tx, &key, family, id).await?;
    let current = Shown { activity: reached(&member, activity)?, ..before };
    let (after, event) = corrected(&current, correction, now)?;
    let verdict = verdict(known, current.activity.version, after != current.activity);
    if !matches!(verdict, Verdict::Apply) {
        drop(tx);
        // What its numbers mean may have changed with them.
        let current = growth::show(app, actor, &member, current.activity).await?;
        return Ok(match verdict {
            Verdict::Stale { sent } => Edited::Stale { sent, current },
            _ => Edited::Unchanged(current),
        });
    }
    if after.child != current.activity.child {
        member.reaches(after.child)?;
        let child = persistence::children::find(&tx, &key, family, after.child).await?;
        child.ok_or(Error::NotFound(Thing::Child))?;
    }
    persistence::activities::update(&tx, &key, &after).await?;
    let seq = log.append(&key, family, actor.account, now, event, after.subject())?;
    if let Some(once) = once {
        let shown = Shown { activity: after.clone(), ..current };
        let edited = Edited::Applied { now: shown, seq: Some(seq) };
        idempotency::remember(&tx, Some(once), family, &key, &edited, now).await?;
    }
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    let now = growth::show(app, actor, &member, after).await?;
    Ok(Edited::Applied { now, seq: Some(seq) })
}

/// The activity as the correction leaves it, and what that is to those who listen.
fn corrected(
    current: &Shown,
    correction: Correction<'_>,
    now: DateTime<Utc>,
) -> Result<(Activity, Event)> {
    let activity = &current.activity;
    let deleted = activity.deleted_at.is_some();
    let gone = match correction {
        Correction::Correct(_) => deleted,
        Correction::Restore => !activity.can_be_restored(now),
        Correction::Delete => false,
    };
    if gone {
        return Err(Error::NotFound(Thing::Activity));
    }
    Ok(match correction {
        Correction::Correct(correct) => {
            (activity.corrected(correct(current)?, now)?, Event::ActivityUpdated)
        }
        Correction::Delete if !deleted => (activity.deleted(now), Event::ActivityDeleted),
        Correction::Restore if deleted => (activity.restored(now), Event::ActivityUpdated),
        Correction::Delete | Correction::Restore => (activity.clone(), Event::ActivityUpdated),
    })
}

/// The actor as a member of an activity's family.
async fn member_for(app: &App, actor: &Actor, id: ActivityId) -> Result<Member> {
    let db = app.db.read();
    let family = persistence::activities::family_of(db, actor.families(), id).await?;
    actor.member_of(family.ok_or(Error::NotFound(Thing::Activity))?)
}

/// An activity of a child that the member's access reaches.
fn reached(member: &Member, found: Option<Activity>) -> Result<Activity> {
    found
        .filter(|activity| member.access().reaches(activity.child))
        .ok_or(Error::NotFound(Thing::Activity))
}

/// An end of a stretch of time as clients give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A day of the family, whole.
    Date(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// What to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct List {
    /// Whose activities.
    pub child: ChildId,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// From here on.
    pub from: Option<Bound>,
    /// Up to here; a date is included.
    pub until: Option<Bound>,
    /// After this position.
    pub after: Option<Position>,
    /// So many at most.
    pub limit: u64,
}

/// A page of a list.
#[derive(Debug)]
pub struct Page {
    /// The activities, the latest first.
    pub activities: Vec<Shown>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
    /// How many there are on all pages.
    pub total: u64,
}

/// A child's activities, the latest first.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child.
pub async fn list(app: &App, actor: &Actor, list: List) -> Result<Page> {
    let member = children::member_for(app, actor, list.child).await?;
    let mut pages = pages(app, actor, &member, &[list]).await?;
    pages.pop().ok_or_else(|| Error::internal("one list has one page"))
}

/// Likewise several lists of children of one family, in one go.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, or cannot know one of the children.
pub async fn lists(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    lists: &[List],
) -> Result<Vec<Page>> {
    let member = actor.member_of(family)?;
    lists.iter().try_for_each(|list| member.reaches(list.child))?;
    pages(app, actor, &member, lists).await
}

async fn pages(app: &App, actor: &Actor, member: &Member, lists: &[List]) -> Result<Vec<Page>> {
    let ends = lists.iter().flat_map(|list| [list.from, list.until]);
    let clock = clock_for(app, member, ends).await?;
    let slices: Vec<_> = lists.iter().map(|list| slice(member.family(), list, clock)).collect();
    let (db, key) = (app.db.read(), families::key(app, member).await?);
    let found = persistence::activities::slices(db, &key, &slices).await?;
    let mut all = Vec::new();
    let ends = lists.iter().zip(found).map(|(list, (mut activities, total))| {
        let limit = usize::try_from(list.limit).unwrap_or(usize::MAX);
        let more = activities.len() > limit;
        activities.truncate(limit);
        let next = activities.last().filter(|_| more).map(|last| (last.start, last.id));
        let size = activities.len();
        all.extend(activities);
        (size, next, total)
    });
    let ends: Vec<_> = ends.collect();
    let mut shown = growth::shown(app, actor, member, all).await?.into_iter();
    let page =
        |(size, next, total)| Page { activities: shown.by_ref().take(size).collect(), next, total };
    Ok(ends.into_iter().map(page).collect())
}

fn slice(family: FamilyId, list: &List, clock: Option<FamilyClock>) -> Slice {
    let (from, until) = stretch(clock, list.from, list.until);
    let filter = Filter { family, child: list.child, kind: list.kind, from, until };
    // One more tells whether more follow.
    Slice { filter, after: list.after, limit: list.limit + 1 }
}

/// The clock of the member's family, if one of these ends needs it.
pub(super) async fn clock_for(
    app: &App,
    member: &Member,
    ends: impl IntoIterator<Item = Option<Bound>>,
) -> Result<Option<FamilyClock>> {
    if ends.into_iter().any(|end| matches!(end, Some(Bound::Date(_)))) {
        Ok(Some(families::of(app, member).await?.clock))
    } else {
        Ok(None)
    }
}

/// A stretch of time, whose dates are days by this clock.
pub(super) fn stretch(
    clock: Option<FamilyClock>,
    from: Option<Bound>,
    until: Option<Bound>,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let from = from.and_then(|it| instant(it, clock, |clock, date| clock.day(date).start));
    let until = until.and_then(|it| instant(it, clock, |clock, date| clock.day(date).end));
    (from, until)
}

fn instant(
    bound: Bound,
    clock: Option<FamilyClock>,
    end: impl Fn(FamilyClock, NaiveDate) -> DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    match bound {
        Bound::Instant(instant) => Some(instant),
        Bound::Date(date) => clock.map(|clock| end(clock, date)),
    }
}

/// The latest activities that each of these members of a family logged, `limit` at most of each.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family.
pub async fn latest_by_members(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    members: &[AccountId],
    limit: u64,
) -> Result<HashMap<AccountId, Vec<Latest>>> {
    let member = actor.member_of(family)?;
    let (db, among) = (app.db.read(), member.access().children.as_deref());
    let latest =
        persistence::activities::latest_by_members(db, family, members, among, limit).await?;
    let mut by_member: HashMap<_, Vec<_>> = HashMap::new();
    for activity in latest {
        by_member.entry(activity.by).or_default().push(activity);
    }
    Ok(by_member)
}
