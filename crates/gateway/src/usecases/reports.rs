//! Several days of children in numbers, with what they weighed and what they learnt.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Activity, Actor, AgeBasis, Child, ChildId, Dates, Details, FamilyClock, FamilyState, Measuring,
    Milestone, Result, Skill, ViewReports, WeeklyReport,
};

use super::{children, families};
use crate::App;

/// Several days of a child.
#[derive(Clone)]
pub struct Report {
    /// In numbers.
    pub numbers: WeeklyReport,
    /// What was measured, the earliest first.
    pub measured: Vec<Measuring>,
    /// The milestones that were reached, the earliest first.
    pub achieved: Vec<Achieved>,
    /// The skills that the child had before it at the end.
    pub upcoming: Vec<Upcoming>,
}

/// A milestone that was reached.
#[derive(Clone)]
pub struct Achieved {
    /// Which.
    pub milestone: Milestone,
    /// When.
    pub at: DateTime<Utc>,
}

/// A skill that is to come.
#[derive(Clone)]
pub struct Upcoming {
    /// Which.
    pub skill: &'static Skill,
    /// By when.
    pub expected_by: NaiveDate,
    /// From where the age is counted.
    pub age_basis: AgeBasis,
}

impl Upcoming {
    /// What a child has before it on a day, where it `has` some skills already.
    pub(super) fn of(child: &Child, on: NaiveDate, has: impl Fn(&Skill) -> bool) -> Vec<Self> {
        let birth = child.profile.birth;
        let to_come = |skill: &'static Skill| {
            let (expected_by, age_basis) = skill.expected_by(birth);
            Self { skill, expected_by, age_basis }
        };
        Skill::upcoming(birth, on, has).into_iter().map(to_come).collect()
    }
}

/// The days of these children of a family, for whoever may see reports.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor is not in the family, [`domain::Error::Forbidden`] without the permission.
pub async fn of_days(
    app: &App,
    actor: &Actor,
    family: FamilyState,
    dates: Dates,
    wanted: &[ChildId],
) -> Result<HashMap<ChildId, Report>> {
    let FamilyState { id, clock, .. } = family;
    let member = actor.member_of(id)?;
    member.may::<ViewReports>()?;
    let key = families::key(app, &member).await?;
    let (db, now) = (app.db.read(), app.now());
    let known = children::of(app, &member, family).await?;
    let span = dates.span_with_nights(clock);
    let entries = persistence::activities::entries(db, id, wanted, span, now).await?;
    let span = dates.span(clock);
    let singly = persistence::activities::measured_and_achieved(db, &key, id, wanted, span).await?;

    let mut entries = by_child(entries, |entry| entry.child);
    let mut singly = by_child(singly, |activity| activity.child);
    let reports = known.into_iter().filter(|child| wanted.contains(&child.id)).map(|child| {
        let entries = entries.remove(&child.id).unwrap_or_default();
        let numbers = WeeklyReport::new(dates, clock, &entries, now);
        let singly = singly.remove(&child.id).unwrap_or_default();
        // What lies in the future is not known yet.
        let on = dates.last().min(clock.date(now));
        let upcoming = upcoming(&child, on, &singly);
        let (measured, achieved) = told(&child, clock, dates, singly);
        (child.id, Report { numbers, measured, achieved, upcoming })
    });
    Ok(reports.collect())
}

fn by_child<T>(all: Vec<T>, child: impl Fn(&T) -> ChildId) -> HashMap<ChildId, Vec<T>> {
    let mut by_child: HashMap<_, Vec<_>> = HashMap::new();
    for one in all {
        by_child.entry(child(&one)).or_default().push(one);
    }
    by_child
}

/// What a child has before it on a day, after these activities.
fn upcoming(child: &Child, on: NaiveDate, before: &[Activity]) -> Vec<Upcoming> {
    let skill = |activity: &Activity| match &activity.details {
        Details::Milestone(milestone) => milestone.skill(),
        _ => None,
    };
    let has: HashSet<_> = before.iter().filter_map(skill).collect();
    Upcoming::of(child, on, |skill| has.contains(skill))
}

/// What of these activities is told of the days.
fn told(
    child: &Child,
    clock: FamilyClock,
    dates: Dates,
    activities: Vec<Activity>,
) -> (Vec<Measuring>, Vec<Achieved>) {
    let (mut measured, mut achieved) = (Vec::new(), Vec::new());
    for Activity { id, start: at, details, .. } in activities {
        let date = clock.date(at);
        match details {
            Details::Growth(growth) => {
                measured.push(Measuring::of(&child.profile, id, at, date, growth));
            }
            Details::Milestone(milestone) if dates.contains(date) => {
                achieved.push(Achieved { milestone, at });
            }
            _ => {}
        }
    }
    (measured, achieved)
}
