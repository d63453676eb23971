//! Children.

use domain::{
    Actor, AddChildren, Child, ChildId, ChildProfile, Error, Event, FamilyId, May, Member, Result,
    Subject, Thing,
};

use super::{
    families,
    idempotency::{self, Once, Outcome},
    photos,
};
use crate::App;

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
/// [`Error::Exists`] if the family has another child of this id.
pub async fn add(
    app: &App,
    actor: &Actor,
    new: NewChild,
    once: Option<Once<Child>>,
) -> Result<Outcome<Child>> {
    let member = actor.member_of(new.family)?;
    let may = member.may::<AddChildren>()?;
    idempotency::run(app, once.as_ref(), create(app, &may, new, once.as_ref())).await
}

async fn create(
    app: &App,
    may: &May<AddChildren>,
    new: NewChild,
    once: Option<&Once<Child>>,
) -> Result<Child> {
    let now = app.now();
    let profile = new.profile.checked(now)?;
    let key = app.family_key(may.family()).await?;
    let photo = match new.photo {
        Some(bytes) => Some(photos::store(app, bytes).await?),
        None => None,
    };
    let child = Child::add(may, new.id, profile, photo, now);

    let written = async {
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [may.family()]).await?;
        if new.id.is_some()
            && let Some(known) =
                persistence::children::find(&tx, &key, may.family(), child.id).await?
        {
            let same = known.profile == child.profile;
            return if same { Ok((known, Vec::new())) } else { Err(Error::Exists(Thing::Child)) };
        }
        persistence::children::insert(&tx, &key, &child).await?;
        let subject = Subject::Child { id: child.id };
        log.append(&key, may.family(), may.account(), now, Event::ChildAdded, subject)?;
        idempotency::remember(&tx, once, may.family(), &key, &child, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;
        Ok((child.clone(), changes))
    };
    let written = written.await;
    let unused = written.as_ref().map_or(true, |(kept, _)| kept.photo != child.photo);
    if let (true, Some(photo)) = (unused, &child.photo) {
        app.files.delete(photo).await;
    }
    let (child, changes) = written?;
    app.tell(changes);
    Ok(child)
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
    Ok(persistence::children::in_family(app.db.read(), &key, family).await?)
}

/// The actor as a member of a child's family.
pub(super) async fn member_for(app: &App, actor: &Actor, child: ChildId) -> Result<Member> {
    let family = app.family_of_child(actor, child).await?;
    actor.member_of(family).map_err(|_| Error::NotFound(Thing::Child))
}
