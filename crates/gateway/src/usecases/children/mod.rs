//! Children.

mod add;
mod change;
mod homes;

use std::sync::Arc;

use domain::{
    Actor, Child, ChildId, Error, FamilyClock, FamilyId, FamilyState, Member, Result, Thing,
};

pub use add::{NewChild, add};
pub(super) use add::{Newcomers, add_numbered, put};
pub use change::{ChangedChild, ChangedPhoto, delete, edit, picture};
pub(super) use homes::Homes;

use super::families;
use crate::App;

/// The field that a child's picture is sent in, unless it comes as a file.
const PHOTO: &str = "photo";

/// A child, and its place among its siblings.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The child.
    pub child: Child,
    /// Counts the children of its family from 1, the eldest first, as far as the reader may know of them.
    pub birth_order: usize,
}

impl Placed {
    fn among(siblings: &[Child], child: Child) -> Self {
        Self { birth_order: child.birth_order(siblings), child }
    }
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

/// All children that the actor may know of, those of the oldest membership first, each beside its family's clock.
///
/// # Errors
/// Only if the database fails.
pub async fn everywhere(app: &App, actor: &Actor) -> Result<Vec<(FamilyClock, Placed)>> {
    Homes::of(app, actor).await?.children(app.db.read()).await
}

/// A child that the actor may know of, likewise.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn place(app: &App, actor: &Actor, id: ChildId) -> Result<(FamilyClock, Placed)> {
    let member = member_for(app, actor, id).await?;
    let family = families::of(app, &member).await?;
    let key = families::key(app, &member).await?;
    let mut siblings = persistence::children::in_family(app.db.read(), &key, family.id).await?;
    siblings.retain(|sibling| member.access().reaches(sibling.id));
    let child = siblings.iter().find(|child| child.id == id).cloned();
    let child = child.ok_or(Error::NotFound(Thing::Child))?;
    Ok((family.clock, Placed::among(&siblings, child)))
}
