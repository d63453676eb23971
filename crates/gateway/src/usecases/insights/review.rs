//! Looking at families: what is known of their children now, what that makes known, and what becomes of what was told.
//!
//! A look reads first how far the family's log has got, and writes only if it has got no further and no other node was faster:
//! what is told is told once, and true. Whoever logged meanwhile has the family looked at again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    Child, ChildId, Error, Evidence, Family, FamilyId, Insight, InsightId, Result, Review,
};
use persistence::seal::Key;
use uuid::Uuid;

use crate::{App, error, usecases::growth};

/// How many families a sweep asks for, and how many looks are noted, in one statement.
const CHUNK: usize = 500;

/// Looks at the families that no node has looked at since something happened, or for a day.
pub async fn catch_up(app: &App) {
    let mut after = None;
    loop {
        let limit = CHUNK as u64;
        let due = match persistence::reviews::due(app.db.read(), app.now(), after, limit).await {
            Ok(due) => due,
            Err(error) => return error::log_if_internal(&error.into()),
        };
        after = due.last().copied();
        let more = due.len() == CHUNK;
        review(app, due).await;
        if !more {
            return;
        }
    }
}

/// Looks at these families. One that fails does not keep the others waiting; a sweep comes back to it.
pub(crate) async fn review(app: &App, families: Vec<FamilyId>) {
    for families in families.chunks(CHUNK) {
        let mut unchanged = Vec::new();
        for family in families {
            match look(app, *family).await {
                Ok(review) => unchanged.extend(review.map(|review| (*family, review))),
                Err(error) => error::log_if_internal(&error),
            }
        }
        if let Err(error) = persistence::reviews::note(app.db.write(), unchanged).await {
            error::log_if_internal(&error.into());
        }
    }
}

/// Looks at a family, unless it was looked at. What is found to be new is told; if all is as before, that is to be noted.
async fn look(app: &App, id: FamilyId) -> Result<Option<Review>> {
    let (db, now) = (app.db.read(), app.now());
    let family = persistence::families::find(db, &app.vault, id).await?;
    let before = persistence::reviews::find(db, id).await?;
    let Some(family) = family else { return Ok(None) };
    if before.is_some_and(|review| review.holds(family.seq, now)) {
        return Ok(None);
    }
    let key = app.family_key(id).await?;
    let found = findings(app, &key, &family, now).await?;
    let ids = found.iter().map(|insight| insight.id);
    let known = persistence::insights::current_and(db, &key, id, ids, now).await?;
    if Insight::fates(&known, &found, now).is_empty() {
        return Ok(Some(Review { seq: family.seq, at: now }));
    }
    tell(app, &key, &family, before, &found, now).await?;
    Ok(None)
}

/// Keeps what was found and tells the family, in one transaction. The changes are by whoever made the last one before.
async fn tell(
    app: &App,
    key: &Key,
    family: &Family,
    before: Option<Review>,
    found: &[Insight],
    now: DateTime<Utc>,
) -> Result<()> {
    let Family { id, seq, .. } = *family;
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [id]).await?;
    if log.head(id) != Some(seq) || persistence::reviews::find(&tx, id).await? != before {
        return Ok(());
    }
    let ids = found.iter().map(|insight| insight.id);
    let known = persistence::insights::current_and(&tx, key, id, ids, now).await?;
    let by = persistence::changes::author(&tx, id, seq).await?;
    let by = by.ok_or_else(|| Error::internal("a family's log begins with its first change"))?;
    let fates = Insight::fates(&known, found, now);
    for fate in &fates {
        log.append(key, id, by, now, fate.event, fate.insight.subject())?;
    }
    persistence::insights::put(&tx, key, fates.iter().map(|fate| &fate.insight)).await?;
    // Together with what it told itself, so that this is not looked at in its turn.
    let review = Review { seq: log.head(id).unwrap_or(seq), at: now };
    let changes = log.write(&tx).await?;
    persistence::reviews::note(&tx, [(id, review)]).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(())
}

/// All that holds of a family's children now, whether it was told or not.
async fn findings(
    app: &App,
    key: &Key,
    family: &Family,
    now: DateTime<Utc>,
) -> Result<Vec<Insight>> {
    let evidence = evidence(app, key, family, now).await?;
    let found = move || {
        let of_child = |it: Evidence| (it.findings(), it.child);
        Ok(evidence.into_iter().map(of_child).collect::<Vec<_>>())
    };
    let found = app.work.run(found).await?;
    let insights = found.into_iter().flat_map(|(found, child)| {
        found.into_iter().map(move |found| Insight {
            id: id_of(app, child.id, &found.finding.identity()),
            family: child.family,
            child: child.id,
            name: child.profile.name.clone(),
            finding: found.finding,
            found_at: now,
            expires_at: found.until,
            dismissed_at: None,
        })
    });
    Ok(insights.collect())
}

/// The same for the same finding on every node, so that two that find it keep one.
fn id_of(app: &App, child: ChildId, identity: &str) -> InsightId {
    let hash = app.vault.index("insight", format!("{child}|{identity}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    InsightId(Uuid::from_bytes(bytes))
}

/// What is known of each of a family's children, in as many statements for one as for many.
async fn evidence(
    app: &App,
    key: &Key,
    family: &Family,
    now: DateTime<Utc>,
) -> Result<Vec<Evidence>> {
    let (db, id, clock) = (app.db.read(), family.id, family.clock);
    let children = persistence::children::in_family(db, key, id).await?;
    let ids: Vec<_> = children.iter().map(|child| child.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let slept_and_fed =
        persistence::activities::slept_and_fed(db, id, &ids, now - Evidence::REACH).await?;
    let measured =
        persistence::activities::measured(db, key, id, &ids, now - Evidence::MEASURED).await?;
    let mut entries: HashMap<_, Vec<_>> = HashMap::new();
    for entry in slept_and_fed {
        entries.entry(entry.child).or_default().push(entry);
    }
    let of_child = |child: Child| {
        let own = measured.iter().filter(|activity| activity.child == child.id).cloned();
        let measurings = own.filter_map(|it| growth::measuring(&child, it, clock)).collect();
        let entries = entries.remove(&child.id).unwrap_or_default();
        Evidence { child, clock, now, entries, measurings }
    };
    Ok(children.into_iter().map(of_child).collect())
}
