//! How children grow, beside the WHO standards.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, Activity, ActivityId, Actor, Assessed, BodyMassIndex, Chart, Child, ChildId,
    Details, Error, FamilyClock, FamilyId, FamilyState, GrowthAssessment, Length, Measure,
    Measuring, Member, NewActivity, Result, Thing, ViewReports, Weight,
};

use super::{children, families};
use crate::App;

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
    pub at: DateTime<Utc>,
}

/// A child's latest measures.
#[derive(Clone, Debug, Default)]
pub struct Current {
    /// The latest weight.
    pub weight: Option<Measured<Weight>>,
    /// The latest height.
    pub height: Option<Measured<Length>>,
    /// The latest head circumference.
    pub head: Option<Measured<Length>>,
    /// The body mass index when both were last measured at once.
    pub bmi: Option<Measured<BodyMassIndex>>,
    /// The weight for the length or height, likewise.
    pub weight_for_length: Option<Measured<Weight>>,
}

impl Current {
    /// Takes what was measured later than what is known.
    fn take(&mut self, Measuring { at, growth, assessment, .. }: Measuring) {
        latest(&mut self.weight, growth.weight.zip(assessment.weight), at);
        latest(&mut self.height, growth.height.zip(assessment.height), at);
        latest(&mut self.head, growth.head.zip(assessment.head), at);
        latest(&mut self.bmi, assessment.bmi, at);
        let for_length = growth.weight.zip(assessment.weight_for_length);
        latest(&mut self.weight_for_length, for_length, at);
    }
}

fn latest<T>(known: &mut Option<Measured<T>>, found: Option<(T, Assessed)>, at: DateTime<Utc>) {
    if let Some((value, assessed)) = found
        && known.as_ref().is_none_or(|known| known.at < at)
    {
        *known = Some(Measured { value, assessed, at });
    }
}

/// The latest measures of those of these children of one family whom the member may know, for whoever may see reports.
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
        let child = children.iter().find(|child| child.id == activity.child);
        let measuring = child.and_then(|child| measuring(child, activity, clock));
        if let (Some(child), Some(measuring)) = (child, measuring) {
            all.entry(child.id).or_default().take(measuring);
        }
    }
    Ok(all)
}

/// All that was measured of a child.
#[derive(Clone, Debug)]
pub struct History {
    /// The child.
    pub child: Child,
    /// The earliest first.
    pub measurings: Vec<Measuring>,
    /// The family's date now.
    pub today: NaiveDate,
}

impl History {
    /// The chart of a measure.
    #[must_use]
    pub fn chart(&self, measure: Measure) -> Chart {
        Chart::new(measure, &self.child.profile, &self.measurings, self.today)
    }
}

/// All that was measured of a child, for whoever may see reports.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child, [`Error::Forbidden`] without the permission.
pub async fn history(app: &App, actor: &Actor, child: ChildId) -> Result<History> {
    let member = children::member_for(app, actor, child).await?;
    member.may::<ViewReports>()?;
    let family = families::of(app, &member).await?.state();
    let mut histories = histories(app, actor, family, &[child]).await?;
    histories.remove(&child).ok_or(Error::NotFound(Thing::Child))
}

/// Likewise of these children of a family that was just looked up.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, [`Error::Forbidden`] without the permission.
pub async fn histories(
    app: &App,
    actor: &Actor,
    family: FamilyState,
    wanted: &[ChildId],
) -> Result<HashMap<ChildId, History>> {
    let FamilyState { id, clock, .. } = family;
    let member = actor.member_of(id)?;
    member.may::<ViewReports>()?;
    let key = families::key(app, &member).await?;
    let known = children::of(app, &member, family).await?.into_iter();
    let today = clock.date(app.now());
    let empty = |child| History { child, measurings: Vec::new(), today };
    let wanted = known.filter(|child| wanted.contains(&child.id));
    let mut all: HashMap<_, _> = wanted.map(|child| (child.id, empty(child))).collect();
    let children: Vec<_> = all.keys().copied().collect();
    for activity in persistence::activities::growth(app.db.read(), &key, id, &children).await? {
        let Some(history) = all.get_mut(&activity.child) else { continue };
        history.measurings.extend(measuring(&history.child, activity, clock));
    }
    Ok(all)
}

/// What an activity measured of its child.
pub(super) fn measuring(
    child: &Child,
    activity: Activity,
    clock: FamilyClock,
) -> Option<Measuring> {
    let Details::Growth(growth) = activity.details else { return None };
    let (at, on) = (activity.start, clock.date(activity.start));
    Some(Measuring::of(&child.profile, activity.id, at, on, growth))
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
                let on = clock.date(activity.start);
                Some(GrowthAssessment::of(&child.profile, growth, on))
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
