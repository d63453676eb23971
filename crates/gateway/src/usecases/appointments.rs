//! Appointments: making and changing them, and what is next.

use std::collections::HashMap;

use domain::{
    Actor, Appointment, AppointmentId, ChildId, Error, Event, FamilyId, FamilyState, LogActivities,
    Member, NewAppointment, Result, Thing,
};
use persistence::appointments::{Filter, Position};

use super::{
    activities::{self, Bound},
    children,
    edits::{Change, Edited, Verdict, verdict},
    families,
    idempotency::{self, Once, Outcome},
};
use crate::App;

/// The most of a child that are next.
const NEXT: u64 = 5;

/// Makes an appointment and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] if it cannot be so, [`Error::Exists`] if the client's id names another appointment.
pub async fn make(
    app: &App,
    actor: &Actor,
    new: NewAppointment,
    once: Option<Once<Appointment>>,
) -> Result<Outcome<Appointment>> {
    let member = children::member_for(app, actor, new.child).await?;
    let may = member.may::<LogActivities>()?;
    let key = families::key(app, &member).await?;
    let family = member.family();
    let may_exist = new.id.is_some();
    let make = async {
        let now = app.now();
        let appointment = new.make(&may, now)?;
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        if may_exist
            && let Some(known) =
                persistence::appointments::get(&tx, &key, family, appointment.id).await?
        {
            return if appointment.repeats(&known) {
                Ok(Outcome::Existing(known))
            } else {
                Err(Error::Exists(Thing::Appointment))
            };
        }
        persistence::appointments::insert(&tx, &key, &appointment).await?;
        let (by, subject) = (actor.account, appointment.subject());
        log.append(&key, family, by, now, Event::AppointmentAdded, subject)?;
        idempotency::remember(&tx, once.as_ref(), family, &key, &appointment, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.tell(changes);
        Ok(Outcome::Done(appointment))
    };
    idempotency::run(app, once.as_ref(), make).await
}

/// An appointment of a child of the actor.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn get(app: &App, actor: &Actor, id: AppointmentId) -> Result<Appointment> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let found = persistence::appointments::get(app.db.read(), &key, member.family(), id).await?;
    reached(&member, found)
}

/// Changes an appointment that the caller knew in some version, and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] if it cannot be so.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: AppointmentId,
    known: Option<i32>,
    change: Change<'_, Appointment, NewAppointment>,
) -> Result<Edited<Appointment>> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::appointments::get(&tx, &key, family, id).await?;
    let current = reached(&member, current)?;
    member.may::<LogActivities>()?;
    let after = current.changed(change(&current)?, now)?;
    match verdict(known, current.version, after != current) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    if after.child != current.child {
        member.reaches(after.child)?;
        let child = persistence::children::find(&tx, &key, family, after.child).await?;
        child.ok_or(Error::NotFound(Thing::Child))?;
    }
    persistence::appointments::update(&tx, &key, &after).await?;
    let (by, subject) = (actor.account, after.subject());
    let seq = log.append(&key, family, by, now, Event::AppointmentUpdated, subject)?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(Edited::Applied { now: after, seq: Some(seq) })
}

/// Cancels an appointment that the caller knew in some version, and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission.
pub async fn cancel(
    app: &App,
    actor: &Actor,
    id: AppointmentId,
    known: Option<i32>,
) -> Result<Edited<Appointment>> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::appointments::get(&tx, &key, family, id).await?;
    let current = reached(&member, current)?;
    member.may::<LogActivities>()?;
    if let Verdict::Stale { sent } = verdict(known, current.version, true) {
        return Ok(Edited::Stale { sent, current });
    }
    persistence::appointments::delete(&tx, family, id).await?;
    let (by, subject) = (actor.account, current.subject());
    let seq = log.append(&key, family, by, now, Event::AppointmentDeleted, subject)?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(Edited::Applied { now: current, seq: Some(seq) })
}

/// Whose appointments.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// Those of all children of a family that the actor may know of.
    Family(FamilyId),
    /// Those of a child.
    Child(ChildId),
}

/// What to list.
pub struct List {
    /// Whose.
    pub whose: Whose,
    /// From here on; absent: from now on.
    pub from: Option<Bound>,
    /// Up to here; a date is included.
    pub until: Option<Bound>,
    /// After this position.
    pub after: Option<Position>,
    /// So many at most.
    pub limit: u64,
}

/// A page of a list.
pub struct Page {
    /// The appointments, the next first.
    pub appointments: Vec<Appointment>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// Appointments, the next first.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the family or the child.
pub async fn list(app: &App, actor: &Actor, list: List) -> Result<Page> {
    let member = match list.whose {
        Whose::Family(family) => actor.member_of(family)?,
        Whose::Child(child) => children::member_for(app, actor, child).await?,
    };
    let children = match &list.whose {
        Whose::Family(_) => member.access().children.as_deref(),
        Whose::Child(child) => Some(std::slice::from_ref(child)),
    };
    let clock = activities::clock_for(app, &member, [list.from, list.until]).await?;
    let (from, until) = activities::stretch(clock, list.from, list.until);
    let from = from.unwrap_or_else(|| app.now());
    let filter = Filter { family: member.family(), children, from, until };
    let key = families::key(app, &member).await?;
    let (db, one_more) = (app.db.read(), list.limit + 1);
    let mut found = persistence::appointments::page(db, &key, filter, list.after, one_more).await?;
    let more = u64::try_from(found.len()).unwrap_or(u64::MAX) > list.limit;
    if more {
        found.pop();
    }
    let next = found.last().filter(|_| more).map(|last| (last.at, last.id));
    Ok(Page { appointments: found, next })
}

/// The next appointments of each child of a family that was just looked up, a few of each, the next first.
///
/// # Errors
/// Only if the database fails.
pub async fn next(
    app: &App,
    member: &Member,
    family: FamilyState,
) -> Result<HashMap<ChildId, Vec<Appointment>>> {
    let (snapshot, now) = (app.snapshot(family).await, app.now());
    let load = || async {
        let key = app.family_key(family.id).await?;
        let children = children::all_of(app, family).await?;
        let children: Vec<_> = children.iter().map(|child| child.id).collect();
        let (db, id) = (app.db.read(), family.id);
        let next = persistence::appointments::next(db, &key, id, &children, now, NEXT).await?;
        Ok::<_, Error>(next.into())
    };
    let next = snapshot.appointments.get_or_try_init(load).await?;
    let mut by_child: HashMap<_, Vec<_>> = HashMap::new();
    for appointment in next.iter().filter(|it| it.at >= now && member.access().reaches(it.child)) {
        by_child.entry(appointment.child).or_default().push(appointment.clone());
    }
    Ok(by_child)
}

/// The actor as a member of an appointment's family.
async fn member_for(app: &App, actor: &Actor, id: AppointmentId) -> Result<Member> {
    let db = app.db.read();
    let family = persistence::appointments::family_of(db, actor.families(), id).await?;
    actor.member_of(family.ok_or(Error::NotFound(Thing::Appointment))?)
}

/// An appointment of a child that the member's access reaches.
fn reached(member: &Member, found: Option<Appointment>) -> Result<Appointment> {
    let seen = |it: &Appointment| member.access().reaches(it.child);
    found.filter(seen).ok_or(Error::NotFound(Thing::Appointment))
}
