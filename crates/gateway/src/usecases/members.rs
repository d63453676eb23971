//! Who is in a family.

use domain::{Actor, FamilyId, Result};
use persistence::members::Listed;

use crate::App;

/// The members of a family of the actor, the oldest first.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor is not one of them.
pub async fn list(app: &App, actor: &Actor, family: FamilyId) -> Result<Vec<Listed>> {
    let member = actor.member_of(family)?;
    Ok(persistence::members::in_family(app.db.read(), &app.vault, member.family()).await?)
}
