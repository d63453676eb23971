//! How children grow, beside the WHO standards.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    AccountId, Activity, ActivityId, Actor, Age, Assessment, Child, ChildId, Details, FamilyClock,
    FamilyId, Growth, Length, Member, NewActivity, NoPercentile, Peers, Result, Stature,
    ViewReports, Weight,
};

use super::{children, families};
use crate::App;

/// An assessment, or why there is none.
pub type Assessed = Result<Assessment, NoPercentile>;

/// What was measured, beside the standards; where nothing was measured there is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthAssessment {
    /// Of the weight.
    pub weight: Option<Assessed>,
    /// Of the height.
    pub height: Option<Assessed>,
    /// Of the head.
    pub head: Option<Assessed>,
}

/// An activity with what its numbers mean.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The activity.
    pub activity: Activity,
    /// What its measures mean, if it is a measuring.
    pub growth: Option<GrowthAssessment>,
}

impl Shown {
    /// An activity that is still to be logged, as it would be shown.
    #[must_use]
    pub fn draft(new: NewActivity, by: AccountId) -> Self {
        let id = new.id.unwrap_or_else(ActivityId::fresh);
        let activity = Activity {
            id,
            family: FamilyId(id.0),
            child: new.child,
            start: new.start,
            end: new.end,
            paused: new.paused,
            details: new.details,
            notes: new.notes,
            mood: new.mood,
            created_by: by,
            created_at: new.start,
            updated_at: new.start,
            deleted_at: None,
            version: 0,
        };
        Self { activity, growth: None }
    }
}

/// A measure of a child.
#[derive(Clone, Debug)]
pub struct Measured<T> {
    /// What was measured.
    pub value: T,
    /// What it means.
    pub assessed: Assessed,
    /// When it was measured.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// A child's latest measures.
#[derive(Clone, Debug, Default)]
pub struct Current {
    /// The latest weight.
    pub weight: Option<Measured<Weight>>,
    /// The latest height.
    pub height: Option<Measured<Length>>,
}

/// The latest weight and height of those of these children of one family whom the member may know, for whoever may see
/// reports.
///
/// # Errors
/// [`domain::Error::Forbidden`] without the permission.
pub async fn current(
    app: &App,
    member: &Member,
    children: &[Child],
    clock: FamilyClock,
) -> Result<HashMap<ChildId, Current>> {
    member.may::<ViewReports>()?;
    let key = families::key(app, member).await?;
    let ids = children.iter().map(|child| child.id);
    let known: Vec<_> = ids.filter(|child| member.access().reaches(*child)).collect();
    let (db, family) = (app.db.read(), member.family());
    let latest = persistence::activities::latest_growth(db, &key, family, &known).await?;
    let mut all: HashMap<_, Current> = HashMap::new();
    for activity in latest {
        let Details::Growth(growth) = &activity.details else { continue };
        let child = children.iter().find(|child| child.id == activity.child);
        let Some(child) = child else { continue };
        let current = all.entry(child.id).or_default();
        let (at, on) = (activity.start, clock.date(activity.start));
        let assessment = assess(child, growth, on);
        let newer = |known: Option<chrono::DateTime<_>>| known.is_none_or(|known| known < at);
        if let (Some(value), Some(assessed)) = (growth.weight, assessment.weight)
            && newer(current.weight.as_ref().map(|known| known.at))
        {
            current.weight = Some(Measured { value, assessed, at });
        }
        if let (Some(value), Some(assessed)) = (growth.height, assessment.height)
            && newer(current.height.as_ref().map(|known| known.at))
        {
            current.height = Some(Measured { value, assessed, at });
        }
    }
    Ok(all)
}

/// Activities with what their numbers mean. Only measurings cost a look at the family and its children.
pub(super) async fn shown(
    app: &App,
    actor: &Actor,
    member: &Member,
    activities: Vec<Activity>,
) -> Result<Vec<Shown>> {
    let measuring = |activity: &Activity| matches!(activity.details, Details::Growth(_));
    if !activities.iter().any(measuring) {
        return Ok(activities
            .into_iter()
            .map(|activity| Shown { activity, growth: None })
            .collect());
    }
    let clock = families::of(app, member).await?.clock;
    let known = children::list(app, actor, member.family()).await?;
    let of = |id: ChildId| known.iter().find(|child| child.id == id);
    let shown = activities.into_iter().map(|activity| {
        let growth = match (&activity.details, of(activity.child)) {
            (Details::Growth(growth), Some(child)) => {
                Some(assess(child, growth, clock.date(activity.start)))
            }
            _ => None,
        };
        Shown { activity, growth }
    });
    Ok(shown.collect())
}

/// One activity, likewise.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    member: &Member,
    activity: Activity,
) -> Result<Shown> {
    let mut shown = shown(app, actor, member, vec![activity]).await?;
    shown.pop().ok_or_else(|| domain::Error::internal("one activity gives one"))
}

/// What was measured on a day, beside the standards for the child's age then.
pub(super) fn assess(child: &Child, growth: &Growth, on: NaiveDate) -> GrowthAssessment {
    let sex = child.profile.gender.try_into();
    let age = Age::on(on, child.profile.birth_date, None);
    let peers = sex.and_then(|sex| Ok(Peers { sex, age: age? }));
    let among =
        |assess: &dyn Fn(Peers) -> Assessed| peers.and_then(assess).map(Assessment::rounded);
    let position = growth.position;
    GrowthAssessment {
        weight: growth.weight.map(|weight| among(&|peers| peers.weight(weight))),
        height: growth
            .height
            .map(|length| among(&|peers| peers.stature(Stature { length, position }))),
        head: growth.head.map(|head| among(&|peers| peers.head(head))),
    }
}
