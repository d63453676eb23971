//! All children that somebody may know of, in however many families.

use std::{collections::BTreeMap, sync::Arc};

use domain::{Actor, Child, Error, Family, FamilyClock, FamilyId, Member, Result, Thing};
use persistence::{ConnectionTrait, seal::Key};

use super::Placed;
use crate::{App, usecases::families};

/// Somebody's families, ready to be looked into.
pub(in crate::usecases) struct Homes {
    families: Vec<(Member, Family)>,
    keys: BTreeMap<FamilyId, Arc<Key>>,
}

impl Homes {
    /// Those of the actor.
    pub(in crate::usecases) async fn of(app: &App, actor: &Actor) -> Result<Self> {
        let families = families::list(app, actor).await?;
        Ok(Self { families, keys: app.family_keys(actor.families()).await? })
    }

    /// The key of one of them.
    pub(in crate::usecases) fn key(&self, family: FamilyId) -> Result<&Key> {
        self.keys.get(&family).map(|key| &**key).ok_or(Error::NotFound(Thing::Family))
    }

    /// The children in them, those of the oldest membership first, each beside its family's clock.
    pub(in crate::usecases) async fn children(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<(FamilyClock, Placed)>> {
        let mut found: BTreeMap<FamilyId, Vec<Child>> = BTreeMap::new();
        for child in persistence::children::in_families(db, &self.keys).await? {
            found.entry(child.family).or_default().push(child);
        }
        let mut placed = Vec::new();
        for (member, family) in &self.families {
            let mut reached = found.remove(&family.id).unwrap_or_default();
            reached.retain(|child| member.access().reaches(child.id));
            let reached = reached.iter().map(|child| Placed::among(&reached, child.clone()));
            placed.extend(reached.map(|child| (family.clock, child)));
        }
        Ok(placed)
    }
}
