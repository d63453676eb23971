//! Families.

use std::sync::Arc;

use domain::{Actor, Error, Family, FamilyId, Member, Result, ShareCode, Thing};
use persistence::seal::Key;

use crate::App;

/// A family of the actor.
///
/// # Errors
/// [`Error::NotFound`] if they are not in it.
pub async fn get(app: &App, actor: &Actor, id: FamilyId) -> Result<(Member, Family)> {
    let member = actor.member_of(id)?;
    let family = of(app, &member).await?;
    Ok((member, family))
}

/// The actor's families, the oldest membership first.
///
/// # Errors
/// Only if the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Family>> {
    let (db, vault) = (app.db.read(), &app.vault);
    let mut found = persistence::families::find_all(db, vault, actor.families()).await?;
    found.sort_by_key(|family| actor.families().position(|id| id == family.id));
    Ok(found)
}

/// The member's family.
pub(super) async fn of(app: &App, member: &Member) -> Result<Family> {
    let found = persistence::families::find(app.db.read(), &app.vault, member.family()).await?;
    found.ok_or(Error::NotFound(Thing::Family))
}

/// The key of the member's family.
pub(super) async fn key(app: &App, member: &Member) -> Result<Arc<Key>> {
    app.family_key(member.family()).await
}

/// A code that neither a family nor an invitation uses.
pub(super) async fn fresh_code(app: &App) -> Result<ShareCode> {
    let (db, vault) = (app.db.read(), &app.vault);
    loop {
        let code = ShareCode::from_random(rand::random());
        let taken = persistence::families::find_by_share_code(db, vault, &code).await?.is_some()
            || persistence::invitations::is_taken(db, vault, &code).await?;
        if !taken {
            return Ok(code);
        }
    }
}
