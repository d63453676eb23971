//! Parents' consent to what is kept about their children: on record for each child, and withdrawn by removing it.

use domain::{Actor, ChildId, Consent, Member, Result};

use super::children;
use crate::App;

/// What is on record for a child of one of the actor's families.
///
/// # Errors
/// [`domain::Error::NotFound`] if there is no child that the actor may know of.
pub async fn get(app: &App, actor: &Actor, child: ChildId) -> Result<Option<Consent>> {
    let (member, child) = children::get(app, actor, child).await?;
    Ok(persistence::consents::find(app.db.read(), member.family(), child.id).await?)
}

/// What goes on record when a member adds a child.
pub(super) fn on_adding(app: &App, member: &Member, said: Option<&str>) -> Result<Option<Consent>> {
    Consent::on_adding(member, said, app.settings.explicit_consent, app.now())
}

/// Puts on record that the actor agrees to this version of the text; for parents.
///
/// # Errors
/// [`domain::Error::NotFound`] if there is no child that the actor may know of, [`domain::Error::Forbidden`] unless they are a
/// parent, [`domain::Error::Invalid`] if there is another text by now.
pub async fn give(app: &App, actor: &Actor, child: ChildId, text: &str) -> Result<Consent> {
    let (member, child) = children::get(app, actor, child).await?;
    let consent = Consent::stated(&member, text, app.now())?;
    persistence::consents::put(app.db.write(), member.family(), [child.id], &consent).await?;
    Ok(consent)
}
