//! Looking at what was logged: each kind of activity has its finder.

use domain::{
    ActivityId, Change, ChildId, Details, Event, FamilyId, Finding, Insight, Kind, Result, Slept,
    Subject, Weighed,
};

use super::{found, withdraw};
use crate::{App, usecases::growth};

/// Whether there is something to look for in what a change happened to.
pub(crate) fn is_worth_a_look(change: &Change) -> bool {
    matches!(change.subject, Subject::Activity { kind: Kind::Sleep | Kind::Growth, .. })
}

/// Looks at what a change of the log makes known, and takes back what it makes untrue.
///
/// # Errors
/// Only if the database fails.
pub(crate) async fn look(app: &App, change: &Change) -> Result<()> {
    let family = change.family;
    let (id, child, finding) = match change.subject {
        Subject::Activity { id, child, kind: Kind::Sleep, .. } => {
            (id, child, record(app, family, child, id).await?)
        }
        Subject::Activity { id, child, kind: Kind::Growth, .. } => {
            (id, child, crossing(app, family, child, id).await?)
        }
        _ => return Ok(()),
    };
    if change.event != Event::ActivityLogged {
        let untrue =
            |it: &Insight| it.finding.rests_on(id) && (it.child != child || finding.is_none());
        withdraw(app, change, untrue).await?;
    }
    match finding {
        Some(finding) => found(app, change.by, family, child, finding).await,
        None => Ok(()),
    }
}

/// Whether a sleep was the longest of the child's last month.
async fn record(
    app: &App,
    family: FamilyId,
    child: ChildId,
    sleep: ActivityId,
) -> Result<Option<Finding>> {
    let from = app.now() - Slept::REACH;
    let sleeps = persistence::activities::sleeps(app.db.read(), family, child, from).await?;
    Ok(Slept::record(sleep, &sleeps))
}

/// Whether the child's latest weighing is far on the growth chart from the one before.
async fn crossing(
    app: &App,
    family: FamilyId,
    child: ChildId,
    weighing: ActivityId,
) -> Result<Option<Finding>> {
    let (db, key) = (app.db.read(), app.family_key(family).await?);
    let latest = persistence::activities::weighings(db, &key, family, child, 2).await?;
    if latest.first().is_none_or(|latest| latest.id != weighing) {
        return Ok(None);
    }
    let home = persistence::families::find(db, &app.vault, family).await?;
    let known = persistence::children::find(db, &key, family, child).await?;
    let (Some(home), Some(known)) = (home, known) else { return Ok(None) };
    let weighed = latest.iter().filter_map(|activity| {
        let Details::Growth(measured) = &activity.details else { return None };
        let on = home.clock.date(activity.start);
        let assessment = growth::assess(&known, measured, on).weight?.ok()?;
        let percentile = Some(assessment.percentile).filter(|_| !assessment.implausible)?;
        let age_days = (on - known.profile.birth_date).num_days();
        Some(Weighed { id: activity.id, at: activity.start, age_days, percentile })
    });
    Ok(match *weighed.collect::<Vec<_>>() {
        [now, before] => now.crossing(&before),
        _ => None,
    })
}
