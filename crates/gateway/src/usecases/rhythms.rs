//! What children do by habit, and what comes next.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Actor, BreastSide, Child, ChildId, Entry, Error, FamilyClock, FamilyState, Member, Patterns,
    Predictions, Result, Rhythm, Thing, ViewReports, VolumeUnit, preferred_side, usual_unit,
};

use super::{children, families};
use crate::App;

/// What is known of a child's rhythm, which the family's clock tells the times of.
pub struct Told<T> {
    /// The child.
    pub child: Child,
    /// The family's clock.
    pub clock: FamilyClock,
    /// What is known.
    pub known: T,
}

/// What a child's last weeks have in common.
pub struct KnownPatterns {
    /// In times and numbers.
    pub patterns: Patterns,
    /// On which side it is mostly breastfed.
    pub preferred_side: Option<BreastSide>,
    /// In which unit its feedings are mostly measured.
    pub unit: VolumeUnit,
}

/// What a child's last weeks have in common, for whoever may see reports.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission.
pub async fn patterns(app: &App, actor: &Actor, child: ChildId) -> Result<Told<KnownPatterns>> {
    let (member, child) = children::get(app, actor, child).await?;
    member.may::<ViewReports>()?;
    let family = families::of(app, &member).await?;
    let known = patterns_of(app, family.state(), child.id).await?;
    Ok(Told { child, clock: family.clock, known })
}

/// The same of a child of a family that was just looked up and may be reported on.
pub(crate) async fn patterns_of(
    app: &App,
    family: FamilyState,
    child: ChildId,
) -> Result<KnownPatterns> {
    let now = app.now();
    let (db, key) = (app.db.read(), app.family_key(family.id).await?);
    let from = now - Patterns::REACH;
    let fed = persistence::activities::feedings(db, &key, family.id, child, from).await?;
    let rhythms = all_of(app, family).await?;
    let patterns = move || Ok(rhythms.get(&child).map(|rhythm| rhythm.patterns(now)));
    let patterns = app.work.run(patterns).await?;
    Ok(KnownPatterns {
        patterns: patterns.ok_or(Error::NotFound(Thing::Child))?,
        preferred_side: preferred_side(&fed),
        unit: usual_unit(&fed),
    })
}

/// What comes next for a child, for whoever may see reports.
///
/// # Errors
/// As [`patterns`].
pub async fn predictions(app: &App, actor: &Actor, child: ChildId) -> Result<Told<Predictions>> {
    let (member, child) = children::get(app, actor, child).await?;
    let family = families::of(app, &member).await?;
    let known = upcoming(app, &member, family.state()).await?.remove(&child.id);
    let known = known.ok_or(Error::NotFound(Thing::Child))?;
    Ok(Told { child, clock: family.clock, known })
}

/// What comes next for each child of a family that was just looked up, for whoever may see reports.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn upcoming(
    app: &App,
    member: &Member,
    family: FamilyState,
) -> Result<HashMap<ChildId, Predictions>> {
    member.may::<ViewReports>()?;
    let (rhythms, now) = (all_of(app, family).await?, app.now());
    let known = rhythms.iter().filter(|(child, _)| member.access().reaches(**child));
    Ok(known.map(|(child, rhythm)| (*child, rhythm.predictions(now))).collect())
}

/// The rhythms of all of a family's children, in as many statements for one as for many.
async fn all_of(app: &App, family: FamilyState) -> Result<Arc<HashMap<ChildId, Rhythm>>> {
    let snapshot = app.snapshot(family).await;
    let learn = || async {
        let (children, now) = (children::all_of(app, family).await?, app.now());
        let today = family.clock.date(now);
        let ids: Vec<_> = children.iter().map(|child| child.id).collect();
        let (db, from) = (app.db.read(), now - Rhythm::REACH);
        let entries = persistence::activities::slept_and_fed(db, family.id, &ids, from).await?;
        let learn = move || {
            let mut by_child: HashMap<ChildId, Vec<Entry>> = HashMap::new();
            for entry in entries {
                by_child.entry(entry.child).or_default().push(entry);
            }
            let rhythm = |child: &Child| {
                let own = by_child.remove(&child.id).unwrap_or_default();
                let (_, born) = child.profile.birth.counted(today);
                (child.id, Rhythm::learn(born, family.clock, &own, now))
            };
            Ok(Arc::new(children.iter().map(rhythm).collect()))
        };
        app.work.run(learn).await
    };
    snapshot.rhythms.get_or_try_init(learn).await.cloned()
}
