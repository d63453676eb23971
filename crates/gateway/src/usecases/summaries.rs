//! Days in numbers.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{Actor, ChildId, DaySummary, Entry, FamilyState, Result, ViewReports};

use crate::App;

/// The day of those of these children of a family whom the actor may know, for whoever may see reports.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor is not in the family, [`domain::Error::Forbidden`] without the permission.
pub async fn of_day(
    app: &App,
    actor: &Actor,
    family: FamilyState,
    date: NaiveDate,
    children: &[ChildId],
) -> Result<HashMap<ChildId, DaySummary>> {
    let member = actor.member_of(family.id)?;
    member.may::<ViewReports>()?;
    let known = children.iter().copied().filter(|child| member.access().reaches(*child));
    let children: Vec<_> = known.collect();
    let (day, now) = (family.clock.day(date), app.now());
    let db = app.db.read();
    let entries = persistence::activities::entries(db, family.id, &children, day, now).await?;
    let mut by_child: HashMap<ChildId, Vec<Entry>> = HashMap::new();
    for entry in entries {
        by_child.entry(entry.child).or_default().push(entry);
    }
    let summary = |child| (child, day.summary(by_child.remove(&child).unwrap_or_default(), now));
    Ok(children.into_iter().map(summary).collect())
}
