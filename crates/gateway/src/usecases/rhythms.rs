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
    let family = families::of(app, &member).await?;
    let known = patterns_of(app, &member, family.state(), &[child.id]).await?.remove(&child.id);
    let known = known.ok_or(Error::NotFound(Thing::Child))?;
    Ok(Told { child, clock: family.clock, known })
}

/// The same of those of these children of a family that was just looked up whom the member may know.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn patterns_of(
    app: &App,
    member: &Member,
    family: FamilyState,
    wanted: &[ChildId],
) -> Result<HashMap<ChildId, KnownPatterns>> {
    member.may::<ViewReports>()?;
    let now = app.now();
    let reached = wanted.iter().copied().filter(|child| member.access().reaches(*child));
    let children: Vec<_> = reached.collect();
    let (db, key) = (app.db.read(), app.family_key(family.id).await?);
    let from = now - Patterns::REACH;
    let fed = persistence::activities::feedings(db, &key, family.id, &children, from).await?;
    let rhythms = all_of(app, family).await?;
    let known = move || {
        let of_child = |child: ChildId| {
            let patterns = rhythms.get(&child)?.patterns(now);
            let own: Vec<_> = fed.iter().filter(|it| it.0 == child).map(|it| &it.1).collect();
            let preferred_side = preferred_side(own.iter().copied());
            let unit = usual_unit(own.iter().copied());
            Some((child, KnownPatterns { patterns, preferred_side, unit }))
        };
        Ok(children.into_iter().filter_map(of_child).collect())
    };
    app.work.run(known).await
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

/// The rhythms of a family's children.
pub(crate) type Rhythms = Arc<HashMap<ChildId, Rhythm>>;

/// The rhythms of all of a family's children, in as many statements for one as for many.
async fn all_of(app: &App, family: FamilyState) -> Result<Rhythms> {
    let learn = async {
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
    app.rhythms(family, learn).await
}
