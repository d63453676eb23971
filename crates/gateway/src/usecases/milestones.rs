//! The milestones of the list, and which of them a child has reached.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Actor, ChildId, Details, Result, Skill};

use super::{children, families};
use crate::App;

/// A milestone of the list.
pub struct Listed {
    /// What it is.
    pub skill: &'static Skill,
    /// By when a child is expected to have it.
    pub expected_by: Option<NaiveDate>,
    /// When the child had it first.
    pub achieved_at: Option<DateTime<Utc>>,
}

/// The list by age, beside a child if one is named.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor cannot know the child.
pub async fn list(app: &App, actor: &Actor, child: Option<ChildId>) -> Result<Vec<Listed>> {
    let Some(child) = child else {
        let plain = |skill| Listed { skill, expected_by: None, achieved_at: None };
        return Ok(Skill::ALL.iter().map(plain).collect());
    };
    let (member, child) = children::get(app, actor, child).await?;
    let key = families::key(app, &member).await?;
    let db = app.db.read();
    let logged = persistence::activities::milestones(db, &key, child.family, child.id).await?;
    let mut first = HashMap::new();
    for activity in &logged {
        if let Details::Milestone(milestone) = &activity.details
            && let Some(skill) = milestone.skill()
        {
            first.entry(skill).or_insert(activity.start);
        }
    }
    let beside = |skill: &'static Skill| Listed {
        skill,
        expected_by: Some(skill.expected_by(child.profile.birth_date)),
        achieved_at: first.get(skill).copied(),
    };
    Ok(Skill::ALL.iter().map(beside).collect())
}
