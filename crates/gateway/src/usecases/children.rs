//! Children.

use std::sync::Arc;

use domain::{
    Actor, AddChildren, Child, ChildId, ChildProfile, EditChildren, Error, Event, FamilyId,
    FamilyState, Manage, May, Member, Result, Thing,
};

use super::{
    edits::{Change, Edited, Verdict, verdict},
    families,
    idempotency::{self, Once, Outcome},
    photos,
};
use crate::App;

/// The field that a child's picture is sent in, unless it comes as a file.
const PHOTO: &str = "photo";

/// A child to add.
pub struct NewChild {
    /// To which family.
    pub family: FamilyId,
    /// The client's own id.
    pub id: Option<ChildId>,
    /// Who it is.
    pub profile: ChildProfile,
    /// Its picture, as it was sent.
    pub photo: Option<Vec<u8>>,
}

/// Adds a child to a family.
///
/// # Errors
/// [`Error::Forbidden`] without the permission, [`Error::Invalid`] if something is wrong with the child or its picture,
/// [`Error::Exists`] if the family has another child of this id, [`Error::ChildLimit`] if it may have no more.
pub async fn add(
    app: &App,
    actor: &Actor,
    new: NewChild,
    once: Option<Once<Child>>,
) -> Result<Outcome<Child>> {
    Ok(add_numbered(app, actor, new, once).await?.0)
}

/// Likewise, with the number of the change, if this made it.
pub(super) async fn add_numbered(
    app: &App,
    actor: &Actor,
    new: NewChild,
    once: Option<Once<Child>>,
) -> Result<(Outcome<Child>, Option<i64>)> {
    let member = actor.member_of(new.family)?;
    let may = member.may::<AddChildren>()?;
    let mut seq = None;
    let create = async {
        let (outcome, number) = create(app, &may, new, once.as_ref()).await?;
        seq = number;
        Ok(outcome)
    };
    let outcome = idempotency::run(app, once.as_ref(), create).await?;
    Ok((outcome, seq))
}

async fn create(
    app: &App,
    may: &May<AddChildren>,
    new: NewChild,
    once: Option<&Once<Child>>,
) -> Result<(Outcome<Child>, Option<i64>)> {
    let now = app.now();
    let profile = new.profile.checked(now)?;
    let family = may.family();
    let key = app.family_key(family).await?;
    let photo = match new.photo {
        Some(bytes) => Some(photos::store(app, PHOTO, bytes).await?),
        None => None,
    };
    let child = Child::add(may, new.id, profile, photo, now);

    let mut applied = Some(false);
    let written = async {
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        if new.id.is_some()
            && let Some(known) = persistence::children::find(&tx, &key, family, child.id).await?
        {
            let same = known.profile == child.profile;
            return if same {
                Ok((Outcome::Existing(known), None))
            } else {
                Err(Error::Exists(Thing::Child))
            };
        }
        let limits = families::limits(app, &tx, family).await?;
        if persistence::children::count(&tx, family).await? >= limits.children.into() {
            return Err(Error::ChildLimit(limits.children));
        }
        persistence::children::insert(&tx, &key, &child).await?;
        log.append(&key, family, may.account(), now, Event::ChildAdded, child.subject())?;
        idempotency::remember(&tx, once, family, &key, &child, now).await?;
        let changes = log.write(&tx).await?;
        applied = None;
        persistence::commit(tx).await?;
        applied = Some(true);
        let seq = changes.last().map(|change| change.seq);
        app.tell(changes);
        Ok((Outcome::Done(child.clone()), seq))
    };
    let written: Result<_> = written.await;
    photos::settle(app, None, child.photo.as_deref(), applied).await;
    written
}

/// A child as somebody wants it to be.
pub struct ChangedChild {
    /// Who it is.
    pub profile: ChildProfile,
    /// What becomes of its picture.
    pub photo: ChangedPhoto,
}

/// What becomes of a picture.
pub enum ChangedPhoto {
    /// It stays.
    Keep,
    /// It goes.
    Remove,
    /// This one takes its place.
    Replace(Vec<u8>),
}

/// Changes what is known of a child that the caller knew in some version, and tells the family.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] if something is wrong with the child or its picture.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: ChildId,
    known: Option<i32>,
    change: Change<'_, Child, ChangedChild>,
) -> Result<Edited<Child>> {
    let member = member_for(app, actor, id).await?;
    let may = member.may::<EditChildren>()?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());
    let missing = || Error::NotFound(Thing::Child);
    let before = persistence::children::find(app.db.read(), &key, family, id).await?;
    let before = before.ok_or_else(missing)?;
    // A picture takes its time, so it is made before anything is locked.
    let ChangedChild { profile, photo } = change(&before)?;
    let profile = profile.checked(now)?;
    let photo = match photo {
        ChangedPhoto::Keep => before.photo.clone(),
        ChangedPhoto::Remove => None,
        ChangedPhoto::Replace(bytes) => Some(photos::store(app, PHOTO, bytes).await?),
    };
    let mut applied = Some(false);
    let written = async {
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        let current = persistence::children::find(&tx, &key, family, id).await?;
        let current = current.ok_or_else(missing)?;
        // What was decided by looking at an earlier version is decided again.
        let known = known.or_else(|| (current != before).then_some(before.version));
        let after = current.changed(&may, profile, photo.clone(), now);
        match verdict(known, current.version, after != current) {
            Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
            Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
            Verdict::Apply => {}
        }
        persistence::children::update(&tx, &key, &after).await?;
        let (by, subject) = (actor.account, after.subject());
        let seq = log.append(&key, family, by, now, Event::ChildUpdated, subject)?;
        let changes = log.write(&tx).await?;
        applied = None;
        persistence::commit(tx).await?;
        applied = Some(true);
        app.tell(changes);
        Ok(Edited::Applied { now: after, seq: Some(seq) })
    };
    let written: Result<_> = written.await;
    photos::settle(app, before.photo.as_deref(), photo.as_deref(), applied).await;
    written
}

/// Removes a child with all that was logged about it; for parents.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] unless they are a parent.
pub async fn delete(
    app: &App,
    actor: &Actor,
    id: ChildId,
    known: Option<i32>,
) -> Result<Edited<Child>> {
    let member = member_for(app, actor, id).await?;
    member.may::<Manage>()?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::children::find(&tx, &key, family, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Child))?;
    if let Verdict::Stale { sent } = verdict(known, current.version, true) {
        return Ok(Edited::Stale { sent, current });
    }
    persistence::children::delete(&tx, family, id).await?;
    let (by, subject) = (actor.account, current.subject());
    let seq = log.append(&key, family, by, now, Event::ChildDeleted, subject)?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.memory.forget_child(actor.account, id).await;
    app.tell(changes);
    photos::remove(app, current.photo.as_deref()).await;
    Ok(Edited::Applied { now: current, seq: Some(seq) })
}

/// A child of one of the actor's families.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn get(app: &App, actor: &Actor, id: ChildId) -> Result<(Member, Child)> {
    let member = member_for(app, actor, id).await?;
    let key = families::key(app, &member).await?;
    let child = persistence::children::find(app.db.read(), &key, member.family(), id).await?;
    Ok((member, child.ok_or(Error::NotFound(Thing::Child))?))
}

/// The children of a family of the actor, in the order in which they were added.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family.
pub async fn list(app: &App, actor: &Actor, family: FamilyId) -> Result<Vec<Child>> {
    let member = actor.member_of(family)?;
    let key = families::key(app, &member).await?;
    let mut children = persistence::children::in_family(app.db.read(), &key, family).await?;
    children.retain(|child| member.access().reaches(child.id));
    Ok(children)
}

/// Likewise, of a family that was just looked up: they are remembered as long as its log does not move on.
///
/// # Errors
/// Only if the database fails.
pub async fn of(app: &App, member: &Member, family: FamilyState) -> Result<Vec<Child>> {
    let all = all_of(app, family).await?;
    Ok(all.iter().filter(|child| member.access().reaches(child.id)).cloned().collect())
}

/// All of its children.
pub(super) async fn all_of(app: &App, family: FamilyState) -> Result<Arc<[Child]>> {
    let snapshot = app.snapshot(family).await;
    let load = || async {
        let key = app.family_key(family.id).await?;
        let children = persistence::children::in_family(app.db.read(), &key, family.id).await?;
        Ok::<_, Error>(children.into())
    };
    snapshot.children.get_or_try_init(load).await.cloned()
}

/// The actor as a member of a child's family.
pub(super) async fn member_for(app: &App, actor: &Actor, child: ChildId) -> Result<Member> {
    let family = app.family_of_child(actor, child).await?;
    let member = actor.member_of(family).map_err(|_| Error::NotFound(Thing::Child))?;
    member.reaches(child)?;
    Ok(member)
}
