//! What is found out about children, and told to those who may see reports.

mod look;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Actor, Change, ChildId, Error, Event, FamilyId, FamilyState, Finding, Insight,
    InsightId, LogActivities, Member, Result, Thing, ViewReports,
};
use persistence::{ConnectionTrait, changes::Log, seal::Key};
use uuid::Uuid;

use super::families;
use crate::App;

pub(crate) use look::{is_worth_a_look, look};

/// The most of a child that are told at a time.
const MOST: usize = 5;

/// Keeps what was found, and tells the family: once, whoever finds it and however often. What it replaces is told no
/// longer. The change is by whoever logged what it was found in.
///
/// # Errors
/// Only if the database fails.
pub async fn found(
    app: &App,
    by: AccountId,
    family: FamilyId,
    child: ChildId,
    finding: Finding,
) -> Result<()> {
    let (key, now) = (app.family_key(family).await?, app.now());
    let id = id_of(app, child, &finding);
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let before = persistence::insights::get(&tx, &key, family, id).await?;
    let had_enough = |it: &Insight| it.dismissed_at.is_some();
    let known = |it: &Insight| it.finding == finding && !it.was_withdrawn();
    if before.as_ref().is_some_and(|it| had_enough(it) || known(it)) {
        return Ok(());
    }
    let Some(about) = persistence::children::find(&tx, &key, family, child).await? else {
        return Ok(());
    };
    for other in persistence::insights::current(&tx, &key, family, Some(&[child]), now).await? {
        if other.id != id && finding.replaces(&other.finding) {
            let replaced = Insight { expires_at: now, ..other };
            put_away(&tx, &mut log, &key, by, replaced, now).await?;
        }
    }
    let name = about.profile.name;
    let expires_at = now + finding.lasts();
    let insight =
        Insight { id, family, child, name, finding, found_at: now, expires_at, dismissed_at: None };
    match before {
        Some(_) => persistence::insights::update(&tx, &key, &insight).await?,
        None => persistence::insights::insert(&tx, &key, &insight).await?,
    }
    log.append(&key, family, by, now, Event::InsightAvailable, insight.subject())?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(())
}

/// The same for the same finding on every node, so that two that find it keep one.
fn id_of(app: &App, child: ChildId, finding: &Finding) -> InsightId {
    let hash = app.vault.index("insight", format!("{child}|{}", finding.identity()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    InsightId(Uuid::from_bytes(bytes))
}

/// Keeps that an insight is told no longer, in the transaction of why.
async fn put_away(
    tx: &impl ConnectionTrait,
    log: &mut Log,
    key: &Key,
    by: AccountId,
    insight: Insight,
    now: DateTime<Utc>,
) -> Result<()> {
    persistence::insights::update(tx, key, &insight).await?;
    log.append(key, insight.family, by, now, Event::InsightDismissed, insight.subject())?;
    Ok(())
}

/// Takes insights of a change's family back, which may be found again; gives whether there were any.
async fn withdraw(app: &App, change: &Change, which: impl Fn(&Insight) -> bool) -> Result<bool> {
    let (family, now) = (change.family, app.now());
    let key = app.family_key(family).await?;
    let told = persistence::insights::current(app.db.read(), &key, family, None, now).await?;
    if !told.iter().any(&which) {
        return Ok(false);
    }
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let told = persistence::insights::current(&tx, &key, family, None, now).await?;
    for insight in told.into_iter().filter(which) {
        let untrue = Insight { expires_at: now, ..insight };
        put_away(&tx, &mut log, &key, change.by, untrue, now).await?;
    }
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(true)
}

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
        let told = persistence::insights::current(db, &key, family.id, None, now).await?;
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
    let dismissed = Insight { dismissed_at: Some(now), ..told };
    put_away(&tx, &mut log, &key, actor.account, dismissed, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(())
}
