//! What is found out about children, and told to those who may see reports.

mod review;

use std::collections::HashMap;

use domain::{
    Actor, ChildId, Error, Event, FamilyState, Insight, InsightId, LogActivities, Member, Result,
    Thing, ViewReports,
};

use super::families;
use crate::App;

pub use review::catch_up;
pub(crate) use review::review;

/// The most of a child that are told at a time.
const MOST: usize = 5;

/// What is told of each child of a family that was just looked up, a few of each, what matters most first; for those who may
/// see reports.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn current(
    app: &App,
    member: &Member,
    family: FamilyState,
) -> Result<HashMap<ChildId, Vec<Insight>>> {
    member.may::<ViewReports>()?;
    let (snapshot, now) = (app.snapshot(family).await, app.now());
    let load = || async {
        let (db, key) = (app.db.read(), app.family_key(family.id).await?);
        let told = persistence::insights::current(db, &key, family.id, now).await?;
        Ok::<_, Error>(told.into())
    };
    let told = snapshot.insights.get_or_try_init(load).await?;
    let mut by_child: HashMap<_, Vec<_>> = HashMap::new();
    for insight in told.iter().filter(|it| it.is_current(now) && member.access().reaches(it.child))
    {
        let own = by_child.entry(insight.child).or_default();
        if own.len() < MOST {
            own.push(insight.clone());
        }
    }
    Ok(by_child)
}

/// Puts an insight away for the whole family, which is told.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of, [`Error::Forbidden`] unless they may see reports and log.
pub async fn dismiss(app: &App, actor: &Actor, id: InsightId) -> Result<()> {
    let missing = || Error::NotFound(Thing::Insight);
    let family = persistence::insights::family_of(app.db.read(), actor.families(), id).await?;
    let member = actor.member_of(family.ok_or_else(missing)?)?;
    let key = families::key(app, &member).await?;
    let (family, now) = (member.family(), app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let told = persistence::insights::get(&tx, &key, family, id).await?;
    let told = told.filter(|it| it.is_current(now) && member.access().reaches(it.child));
    let told = told.ok_or_else(missing)?;
    member.may::<ViewReports>()?;
    member.may::<LogActivities>()?;
    let dismissed = told.put_away(now);
    persistence::insights::put(&tx, &key, [&dismissed]).await?;
    let (by, subject) = (actor.account, dismissed.subject());
    log.append(&key, family, by, now, Event::InsightDismissed, subject)?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(())
}
