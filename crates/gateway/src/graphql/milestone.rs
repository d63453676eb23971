//! What most children can do by an age, beside a child.

use std::collections::HashMap;

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{Actor, Area, Attainment, ChildId, FamilyState, Locale, Result, Skill, Source};

use super::{child::Date, loaders::Together, words::Basis};
use crate::{
    App, language,
    usecases::milestones::{self, Listed},
};

/// The milestones of a child, by age.
#[derive(SimpleObject)]
pub(super) struct Milestones {
    /// What it has of the list.
    achieved: Vec<MilestoneNode>,
    /// What it has before it now, of the checklists of its age and of the next one.
    upcoming: Vec<MilestoneNode>,
    /// Where the list comes from.
    source: MilestoneSource,
}

/// What most children can do by an age.
#[derive(SimpleObject)]
#[graphql(name = "Milestone")]
struct MilestoneNode {
    /// What `milestone` takes where one is logged.
    id: ID,
    /// In your language.
    name: String,
    area: AreaWord,
    /// By this age three of four children or more can do it.
    age_in_months: u32,
    /// The day on which the child is of that age.
    expected_by: Option<Date>,
    /// From where that age counts: for a child born before 37 weeks, up to 24 months, from the day it was due.
    age_basis: Option<Basis>,
    /// When it was first logged of the child.
    achieved_at: Option<DateTime<Utc>>,
}

/// What a skill belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Area", remote = "Area", rename_items = "lowercase")]
enum AreaWord {
    /// To live with others and with one's feelings.
    Social,
    /// To understand and to be understood.
    Language,
    /// To learn, think and solve problems.
    Cognitive,
    /// To move, and to use one's hands.
    Movement,
}

/// Where a list comes from.
#[derive(SimpleObject)]
pub(super) struct MilestoneSource {
    /// Who made it, and when.
    publisher: &'static str,
    /// What it is called.
    title: &'static str,
    /// Where its making is described.
    citation: &'static str,
    /// The digital object identifier of that.
    doi: &'static str,
}

impl From<Source> for MilestoneSource {
    fn from(Source { publisher, title, citation, doi }: Source) -> Self {
        Self { publisher, title, citation, doi }
    }
}

impl Milestones {
    pub(super) fn new(locale: Locale, listed: &[Listed]) -> Self {
        let of = |attainment| {
            let own = listed.iter().filter(|it| it.attainment == Some(attainment));
            own.map(|it| MilestoneNode::new(locale, it)).collect()
        };
        let (achieved, upcoming) = (of(Attainment::Achieved), of(Attainment::Upcoming));
        Self { achieved, upcoming, source: Skill::SOURCE.into() }
    }
}

impl MilestoneNode {
    fn new(locale: Locale, &Listed { skill, expected_by, achieved_at, .. }: &Listed) -> Self {
        Self {
            id: skill.id.into(),
            name: language::skill(locale, skill),
            area: skill.area.into(),
            age_in_months: skill.months,
            expected_by: expected_by.map(|(date, _)| Date(date)),
            age_basis: expected_by.map(|(_, basis)| basis.into()),
            achieved_at,
        }
    }
}

/// Names the milestones of a child.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildMilestones {
    pub(super) family: FamilyState,
    pub(super) child: ChildId,
}

impl Together for ChildMilestones {
    type Group = FamilyState;
    type Found = Vec<Listed>;

    fn group(self) -> FamilyState {
        self.family
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        family: FamilyState,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let children: Vec<_> = wanted.iter().map(|it| it.child).collect();
        let found = milestones::lists(app, actor, family, &children).await?.into_iter();
        Ok(found.map(|(child, listed)| (Self { family, child }, listed)).collect())
    }
}
