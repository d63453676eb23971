//! The milestones of the list, and which of them children have reached.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Activity, Actor, AgeBasis, Attainment, Child, ChildId, Details, Error, FamilyState, Result,
    Skill, Thing,
};

use super::{children, families};
use crate::App;

/// A milestone of the list.
#[derive(Clone, Copy)]
pub struct Listed {
    /// What it is.
    pub skill: &'static Skill,
    /// By when a child is expected to have it, and from where its age is counted.
    pub expected_by: Option<(NaiveDate, AgeBasis)>,
    /// When the child had it first.
    pub achieved_at: Option<DateTime<Utc>>,
    /// Whether the child has it, or has it before it now.
    pub attainment: Option<Attainment>,
}

/// The list by age, beside a child if one is named.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child.
pub async fn list(app: &App, actor: &Actor, child: Option<ChildId>) -> Result<Vec<Listed>> {
    let Some(child) = child else {
        let plain =
            |skill| Listed { skill, expected_by: None, achieved_at: None, attainment: None };
        return Ok(Skill::ALL.iter().map(plain).collect());
    };
    let member = children::member_for(app, actor, child).await?;
    let family = families::of(app, &member).await?.state();
    let mut lists = lists(app, actor, family, &[child]).await?;
    lists.remove(&child).ok_or(Error::NotFound(Thing::Child))
}

/// The list beside each of these children of a family that was just looked up.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family.
pub async fn lists(
    app: &App,
    actor: &Actor,
    family: FamilyState,
    wanted: &[ChildId],
) -> Result<HashMap<ChildId, Vec<Listed>>> {
    let member = actor.member_of(family.id)?;
    let key = families::key(app, &member).await?;
    let known = children::of(app, &member, family).await?;
    let logged =
        persistence::activities::milestones(app.db.read(), &key, family.id, wanted).await?;
    let today = family.clock.date(app.now());
    let beside = |child: &Child| {
        let own = logged.iter().filter(|activity| activity.child == child.id);
        (child.id, beside(child, today, own))
    };
    Ok(known.iter().filter(|child| wanted.contains(&child.id)).map(beside).collect())
}

/// The list beside a child of whom this was logged, the earliest first.
fn beside<'a>(
    child: &Child,
    today: NaiveDate,
    logged: impl Iterator<Item = &'a Activity>,
) -> Vec<Listed> {
    let mut first = HashMap::new();
    for activity in logged {
        if let Details::Milestone(milestone) = &activity.details
            && let Some(skill) = milestone.skill()
        {
            first.entry(skill).or_insert(activity.start);
        }
    }
    let birth = child.profile.birth;
    let upcoming = Skill::upcoming(birth, today, |skill| first.contains_key(skill));
    let upcoming: HashSet<_> = upcoming.into_iter().collect();
    let beside = |skill: &'static Skill| {
        let achieved_at = first.get(skill).copied();
        let to_come = upcoming.contains(skill).then_some(Attainment::Upcoming);
        Listed {
            skill,
            expected_by: Some(skill.expected_by(birth)),
            achieved_at,
            attainment: achieved_at.map(|_| Attainment::Achieved).or(to_come),
        }
    };
    Skill::ALL.iter().map(beside).collect()
}
