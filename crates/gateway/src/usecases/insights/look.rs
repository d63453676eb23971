//! Looking at what was logged: each kind of activity has its finder.

use std::collections::HashSet;

use domain::{
    ActivityId, Change, ChildId, Details, Event, FamilyId, Finding, GrowthAssessment, Insight,
    Kind, Result, Slept, Subject, Weighed,
};

use super::{found, withdraw};
use crate::App;

/// Whether there is something to look for in what a change happened to.
pub(crate) fn is_worth_a_look(change: &Change) -> bool {
    matches!(change.subject, Subject::Activity { kind: Kind::Sleep | Kind::Growth, .. })
}

/// Looks at what a change of the log makes known, and takes back what it makes untrue.
///
/// # Errors
/// Only if the database fails.
pub(crate) async fn look(app: &App, change: &Change) -> Result<()> {
    match change.subject {
        Subject::Activity { id, child, kind: Kind::Sleep, .. } => {
            look_at_sleep(app, change, child, id).await
        }
        Subject::Activity { child, kind: Kind::Growth, .. } => {
            for child in weighed(app, change, child).await? {
                look_at_weight(app, change, child).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a sleep was the longest of the child's last month; if it is so no longer, the longest of the others may be.
async fn look_at_sleep(
    app: &App,
    change: &Change,
    child: ChildId,
    sleep: ActivityId,
) -> Result<()> {
    let from = app.now() - Slept::REACH;
    let sleeps = persistence::activities::sleeps(app.db.read(), change.family, child, from).await?;
    let mut finding = Slept::record(sleep, &sleeps);
    if change.event != Event::ActivityLogged {
        let untrue =
            |it: &Insight| it.finding.rests_on(sleep) && (it.child != child || finding.is_none());
        if withdraw(app, change, untrue).await? {
            finding = finding.or_else(|| Slept::record(Slept::longest(&sleeps)?, &sleeps));
        }
    }
    tell(app, change, child, finding).await
}

/// Whose weight a change may have made another: the child's, and by a correction that of the child it was taken for.
async fn weighed(app: &App, change: &Change, child: ChildId) -> Result<HashSet<ChildId>> {
    let mut children = HashSet::from([child]);
    if change.event != Event::ActivityLogged {
        let (family, key) = (change.family, app.family_key(change.family).await?);
        let (db, now) = (app.db.read(), app.now());
        let told = persistence::insights::current(db, &key, family, None, now).await?;
        children.extend(told.iter().filter(|it| is_crossing(it)).map(|it| it.child));
    }
    Ok(children)
}

/// Whether the child's weight crossed lines, as far as the two latest weighings say; nothing else is told any more.
async fn look_at_weight(app: &App, change: &Change, child: ChildId) -> Result<()> {
    let finding = crossing(app, change.family, child).await?;
    let said = finding.as_ref().map(Finding::identity);
    let untrue = |it: &Insight| {
        is_crossing(it) && it.child == child && said.as_ref() != Some(&it.finding.identity())
    };
    withdraw(app, change, untrue).await?;
    tell(app, change, child, finding).await
}

fn is_crossing(insight: &Insight) -> bool {
    matches!(insight.finding, Finding::WeightCrossedLines { .. })
}

async fn tell(app: &App, change: &Change, child: ChildId, finding: Option<Finding>) -> Result<()> {
    match finding {
        Some(finding) => found(app, change.by, change.family, child, finding).await,
        None => Ok(()),
    }
}

/// Whether the child's latest weighing is far on the growth chart from the one before.
async fn crossing(app: &App, family: FamilyId, child: ChildId) -> Result<Option<Finding>> {
    let (db, key) = (app.db.read(), app.family_key(family).await?);
    let latest = persistence::activities::weighings(db, &key, family, child, 2).await?;
    let home = persistence::families::find(db, &app.vault, family).await?;
    let known = persistence::children::find(db, &key, family, child).await?;
    let (Some(home), Some(known)) = (home, known) else { return Ok(None) };
    let weighed = latest.iter().filter_map(|activity| {
        let Details::Growth(measured) = &activity.details else { return None };
        let on = home.clock.date(activity.start);
        let assessment = GrowthAssessment::of(&known.profile, measured, on).weight?.ok()?;
        let percentile = Some(assessment.percentile).filter(|_| !assessment.implausible)?;
        let age_days = (on - known.profile.birth.date).num_days();
        Some(Weighed { id: activity.id, at: activity.start, age_days, percentile })
    });
    Ok(match *weighed.collect::<Vec<_>>() {
        [now, before] => now.crossing(&before),
        _ => None,
    })
}
