//! Changing and removing children.

use domain::{
    Actor, Child, ChildId, ChildProfile, EditChildren, Error, Event, Manage, May, Result, Thing,
};

use super::{PHOTO, member_for};
use crate::{
    App,
    usecases::{
        edits::{Change, Edited, Verdict, verdict},
        families,
        idempotency::{self, Once, Outcome},
        photos,
    },
};

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
    let before = persistence::children::find(app.db.read(), &key, family, id).await?;
    let before = before.ok_or(Error::NotFound(Thing::Child))?;
    // A picture takes its time, so it is made before anything is locked.
    let ChangedChild { profile, photo } = change(&before)?;
    let profile = profile.checked(now)?;
    let photo = match photo {
        ChangedPhoto::Keep => before.photo.clone(),
        ChangedPhoto::Remove => None,
        ChangedPhoto::Replace(bytes) => Some(photos::store(app, PHOTO, bytes).await?),
    };
    let mut applied = Some(false);
    let written = write(app, &may, id, (None, &mut applied), |current| {
        // What was decided by looking at an earlier version is decided again.
        let known = known.or_else(|| (*current != before).then_some(before.version));
        (current.changed(&may, profile, photo.clone(), now), known)
    });
    let written = written.await;
    photos::settle(app, before.photo.as_deref(), photo.as_deref(), applied).await;
    written
}

/// Puts a picture in the place of the one that a child has, and tells the family. `field` is the one that it was sent in.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] for that field if it is no picture that can be used.
pub async fn picture(
    app: &App,
    actor: &Actor,
    id: ChildId,
    (field, bytes): (&'static str, Vec<u8>),
    once: Option<Once<Child>>,
) -> Result<Outcome<Child>> {
    let member = member_for(app, actor, id).await?;
    let may = member.may::<EditChildren>()?;
    let put = async {
        let photo = photos::store(app, field, bytes).await?;
        let (mut before, mut applied) = (None, Some(false));
        let written = write(app, &may, id, (once.as_ref(), &mut applied), |current| {
            before.clone_from(&current.photo);
            let profile = current.profile.clone();
            (current.changed(&may, profile, Some(photo.clone()), app.now()), None)
        });
        let written = written.await;
        photos::settle(app, before.as_deref(), Some(&photo), applied).await;
        Ok(Outcome::Done(written?.thing().clone()))
    };
    idempotency::run(app, once.as_ref(), put).await
}

/// Writes what becomes of a child, and tells the family. `decide` looks at it as it is, and gives what it is to be and the
/// version that somebody decided by. `applied` tells afterwards whether it was written, or that nobody knows.
async fn write(
    app: &App,
    may: &May<EditChildren>,
    id: ChildId,
    (once, applied): (Option<&Once<Child>>, &mut Option<bool>),
    decide: impl FnOnce(&Child) -> (Child, Option<i32>),
) -> Result<Edited<Child>> {
    let (family, now) = (may.family(), app.now());
    let key = app.family_key(family).await?;
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::children::find(&tx, &key, family, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Child))?;
    let (after, known) = decide(&current);
    match verdict(known, current.version, after != current) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    persistence::children::update(&tx, &key, &after).await?;
    let (by, subject) = (may.account(), after.subject());
    let seq = log.append(&key, family, by, now, Event::ChildUpdated, subject)?;
    idempotency::remember(&tx, once, family, &key, &after, now).await?;
    let changes = log.write(&tx).await?;
    *applied = None;
    persistence::commit(tx).await?;
    *applied = Some(true);

    app.tell(changes);
    Ok(Edited::Applied { now: after, seq: Some(seq) })
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
