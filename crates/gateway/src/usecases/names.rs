//! The names that do not leave for a language model: marks stand in their place.

use domain::{Actor, Disguise, Result};

use super::children;
use crate::App;

/// What a model is told of marks.
pub(super) const MARKS: &str = "Marks such as [N1] stand for names; write them as they are.";

/// Of the names that somebody is likely to say: these, and those of all children and people that they know.
pub(super) async fn disguise(app: &App, actor: &Actor, also: &[&str]) -> Result<Disguise> {
    let people = persistence::members::people(app.db.read(), &app.vault, actor.families()).await?;
    let children = children::everywhere(app, actor).await?;
    let children = children.iter().map(|(_, placed)| &*placed.child.profile.name);
    let people = people.iter().map(|person| &*person.profile.name);
    Ok(Disguise::of(also.iter().copied().chain(children).chain(people)))
}
