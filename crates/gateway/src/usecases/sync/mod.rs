//! Clients that were away: what they missed, and in `push` what they did meanwhile.

mod push;

use std::collections::{BTreeSet, HashMap};

use domain::{
    AccountId, Activity, ActivityId, Actor, Appointment, AppointmentId, Change, Child, ChildId,
    Error, Family, FamilyId, Insight, InsightId, Invitation, InvitationId, Manage, Member, Reason,
    Result, Subject, Timer, TimerId, ViewReports,
};
use persistence::members::Listed;

use super::{
    children, families,
    growth::{self, Shown},
};
use crate::App;

pub(crate) use push::under_data;
pub use push::{Batch, Deed, Fate, Item, Other, Pushed, push};

/// The most changes of a page, and the most items of a batch.
pub const MOST: u64 = 500;

/// A thing as it is now.
pub enum Thing {
    /// The family.
    Family(Box<Family>),
    /// A member.
    Member(Box<Listed>),
    /// An invitation.
    Invitation(Box<Invitation>),
    /// A child.
    Child(Box<Child>),
    /// An activity.
    Activity(Box<Shown>),
    /// A timer.
    Timer(Box<Timer>),
    /// An appointment.
    Appointment(Box<Appointment>),
    /// An insight.
    Insight(Box<Insight>),
}

/// A change, with what it happened to as that is now; `None` if it is no more.
pub struct Pulled {
    /// The change.
    pub change: Change,
    /// The index of the thing in [`Page::things`]; several changes of a page share one.
    pub thing: Option<usize>,
}

/// A page of changes.
pub struct Page {
    /// The changes that the member may see, in the order of the log.
    pub changes: Vec<Pulled>,
    /// What they happened to.
    pub things: Vec<Thing>,
    /// The number up to which everything was told.
    pub next: i64,
    /// Whether there is more.
    pub has_more: bool,
    /// The family, whose clock dates need.
    pub family: Family,
}

/// The changes of a family after a number, in order, with what they happened to: a constant number of statements.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, [`Error::Invalid`] if the number is none of its log.
pub async fn pull(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    cursor: i64,
    limit: u64,
) -> Result<Page> {
    let member = actor.member_of(family)?;
    let key = families::key(app, &member).await?;
    let now = families::of(app, &member).await?;
    if !(0..=now.seq).contains(&cursor) {
        let range = Reason::between(0, now.seq.unsigned_abs());
        return Err(Error::invalid("cursor", range));
    }
    let db = app.db.read();
    let mut found = persistence::changes::after(db, &key, family, cursor, limit + 1).await?;
    let has_more = u64::try_from(found.len()).unwrap_or(u64::MAX) > limit;
    if has_more {
        found.pop();
    }
    let next = found.last().map_or(cursor, |last| last.seq);
    found.retain(|change| sees(&member, &change.subject));

    let (things, places) = load(app, actor, &member, &now, &found).await?;
    let changes = found.into_iter().map(|change| {
        let thing = places.get(&name(&change.subject)).copied();
        Pulled { change, thing }
    });
    Ok(Page { changes: changes.collect(), things, next, has_more, family: now })
}

/// Whether a member may know of a change.
pub(crate) fn sees(member: &Member, subject: &Subject) -> bool {
    match subject {
        Subject::Invitation { .. } => member.may::<Manage>().is_ok(),
        Subject::Insight { child, .. } => {
            member.may::<ViewReports>().is_ok() && member.access().reaches(*child)
        }
        _ => subject.child().is_none_or(|child| member.access().reaches(child)),
    }
}

/// Names a thing of a family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Name {
    Family,
    Member(AccountId),
    Invitation(InvitationId),
    Child(ChildId),
    Activity(ActivityId),
    Timer(TimerId),
    Appointment(AppointmentId),
    Insight(InsightId),
}

fn name(subject: &Subject) -> Name {
    match subject {
        Subject::Family => Name::Family,
        Subject::Member { id, .. } => Name::Member(*id),
        Subject::Invitation { id, .. } => Name::Invitation(*id),
        Subject::Child { id } => Name::Child(*id),
        Subject::Activity { id, .. } => Name::Activity(*id),
        Subject::Timer { id, .. } => Name::Timer(*id),
        Subject::Appointment { id, .. } => Name::Appointment(*id),
        Subject::Insight { id, .. } => Name::Insight(*id),
    }
}

/// What these changes happened to, as it is now, one statement a kind of thing; and where each is in the list.
async fn load(
    app: &App,
    actor: &Actor,
    member: &Member,
    family: &Family,
    changes: &[Change],
) -> Result<(Vec<Thing>, HashMap<Name, usize>)> {
    let (db, id, key) = (app.db.read(), family.id, families::key(app, member).await?);
    let wanted: BTreeSet<_> = changes.iter().map(|change| name(&change.subject)).collect();
    macro_rules! wanted {
        ($kind:ident) => {
            wanted
                .iter()
                .filter_map(|name| if let Name::$kind(id) = name { Some(*id) } else { None })
        };
    }
    let mut found: Vec<(Name, Thing)> = Vec::new();
    if wanted.contains(&Name::Family) {
        found.push((Name::Family, Thing::Family(Box::new(family.clone()))));
    }
    if wanted!(Member).next().is_some() {
        let members = persistence::members::in_family(db, &app.vault, id).await?;
        found.extend(
            members
                .into_iter()
                .map(|member| (Name::Member(member.account.id), Thing::Member(Box::new(member)))),
        );
    }
    if wanted!(Invitation).next().is_some() {
        let those = persistence::invitations::find_all(db, &key, id, wanted!(Invitation)).await?;
        found.extend(
            those.into_iter().map(|it| (Name::Invitation(it.id), Thing::Invitation(Box::new(it)))),
        );
    }
    if wanted!(Child).next().is_some() {
        let children = children::list(app, actor, id).await?;
        found.extend(
            children.into_iter().map(|it| (Name::Child(it.id), Thing::Child(Box::new(it)))),
        );
    }
    if wanted!(Activity).next().is_some() {
        let those = persistence::activities::find_all(db, &key, id, wanted!(Activity)).await?;
        // One that was moved to a child beyond the member's access is no more, for them.
        let seen = |it: &Activity| member.access().reaches(it.child);
        let those = those.into_iter().filter(seen).collect();
        let those = growth::shown(app, actor, member, those).await?;
        found.extend(
            those
                .into_iter()
                .map(|it| (Name::Activity(it.activity.id), Thing::Activity(Box::new(it)))),
        );
    }
    if wanted!(Timer).next().is_some() {
        let those = persistence::timers::find_all(db, &key, id, wanted!(Timer)).await?;
        found.extend(those.into_iter().map(|it| (Name::Timer(it.id), Thing::Timer(Box::new(it)))));
    }
    if wanted!(Appointment).next().is_some() {
        let those = persistence::appointments::find_all(db, &key, id, wanted!(Appointment)).await?;
        let seen = |it: &Appointment| member.access().reaches(it.child);
        found.extend(
            those
                .into_iter()
                .filter(seen)
                .map(|it| (Name::Appointment(it.id), Thing::Appointment(Box::new(it)))),
        );
    }
    if wanted!(Insight).next().is_some() {
        let those = persistence::insights::find_all(db, &key, id, wanted!(Insight)).await?;
        let told = |it: &Insight| it.is_current(app.now());
        found.extend(
            those
                .into_iter()
                .filter(told)
                .map(|it| (Name::Insight(it.id), Thing::Insight(Box::new(it)))),
        );
    }
    let places = found.iter().enumerate().map(|(index, (name, _))| (*name, index)).collect();
    Ok((found.into_iter().map(|(_, thing)| thing).collect(), places))
}
