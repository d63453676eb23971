//! A family on a dashboard.

use std::sync::Arc;

use async_graphql::{
    Context, Enum, ID, InputValueError, InputValueResult, Object, Result, Scalar, ScalarType,
    SimpleObject, Value,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Activity, Actor, Child, ChildId, DaySummary, Error, Family, FamilyClock, Kind, OccasionKind,
    Reason, Role, SleepStatus, Word, upcoming,
};
use persistence::members::Listed;
use tokio::sync::OnceCell;

use super::loaders::{ChildDay, Loaders, MembersLatest};
use crate::{
    App,
    usecases::{children, families, members},
};

/// What can be asked.
pub struct Query;

#[Object]
impl Query {
    /// A family you are in.
    async fn family(&self, ctx: &Context<'_>, id: ID) -> Result<FamilyNode> {
        let id = id.parse().map_err(|_| Error::NotFound("family"))?;
        let (_, family) = families::get(app(ctx)?, ctx.data::<Actor>()?, id).await?;
        Ok(FamilyNode::new(family))
    }

    /// The families you are in, the oldest membership first.
    async fn families(&self, ctx: &Context<'_>) -> Result<Vec<FamilyNode>> {
        let actor = ctx.data::<Actor>()?;
        let mut found = Vec::new();
        for id in actor.families() {
            found.push(FamilyNode::new(families::get(app(ctx)?, actor, id).await?.1));
        }
        Ok(found)
    }

    /// A child of a family you are in.
    async fn child(&self, ctx: &Context<'_>, id: ID) -> Result<ChildNode> {
        let (app, actor) = (app(ctx)?, ctx.data::<Actor>()?);
        let id = id.parse::<ChildId>().map_err(|_| Error::NotFound("child"))?;
        let (_, child) = children::get(app, actor, id).await?;
        let (_, family) = families::get(app, actor, child.family).await?;
        Ok(ChildNode::new(app, child, family.clock))
    }
}

fn app<'a>(ctx: &Context<'a>) -> Result<&'a App> {
    Ok(ctx.data::<Arc<App>>()?)
}

/// A day of the calendar, such as `2024-01-10`.
struct Date(NaiveDate);

#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self(domain::date("date", text)?)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A family, and its children once somebody has asked for them: all parts of a document share one look-up.
struct Home {
    family: Family,
    children: OnceCell<Vec<Child>>,
}

impl Home {
    async fn children(&self, ctx: &Context<'_>) -> Result<&[Child]> {
        let (app, actor) = (app(ctx)?, ctx.data::<Actor>()?);
        let load = || children::list(app, actor, self.family.id);
        Ok(self.children.get_or_try_init(load).await?)
    }
}

/// A family.
struct FamilyNode(Arc<Home>);

impl FamilyNode {
    fn new(family: Family) -> Self {
        Self(Arc::new(Home { family, children: OnceCell::new() }))
    }
}

#[Object(name = "Family")]
impl FamilyNode {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.family.id.to_string().into()
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.family.name
    }

    /// Its children, in the order in which they were added.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<ChildNode>> {
        let (app, clock) = (app(ctx)?, self.0.family.clock);
        let children = self.0.children(ctx).await?;
        Ok(children.iter().map(|child| ChildNode::new(app, child.clone(), clock)).collect())
    }

    /// Who is in it, the oldest first.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<MemberNode>> {
        let members = members::list(app(ctx)?, ctx.data::<Actor>()?, self.0.family.id).await?;
        let node = |listed| MemberNode { listed, home: self.0.clone() };
        Ok(members.into_iter().map(node).collect())
    }
}

/// A child.
struct ChildNode {
    child: Child,
    clock: FamilyClock,
    /// The family's date now.
    today: NaiveDate,
}

impl ChildNode {
    fn new(app: &App, child: Child, clock: FamilyClock) -> Self {
        Self { child, clock, today: clock.date(app.now()) }
    }
}

#[Object(name = "Child")]
impl ChildNode {
    /// Its id.
    async fn id(&self) -> ID {
        self.child.id.to_string().into()
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.child.profile.name
    }

    /// The day it was born.
    async fn birth_date(&self) -> Date {
        Date(self.child.profile.birth_date)
    }

    /// Its age today, in completed months.
    async fn age(&self) -> u32 {
        self.child.age_in_months(self.today)
    }

    /// A day of the family in numbers; what begins in the day belongs to it. For those who may see reports.
    async fn today_summary(&self, ctx: &Context<'_>, date: Date) -> Result<Option<Summary>> {
        let Child { family, id: child, .. } = self.child;
        let day = ChildDay { family, clock: self.clock, date: date.0, child };
        let summary = ctx.data::<Loaders>()?.summaries.load_one(day).await?;
        Ok(summary.map(Into::into))
    }

    /// What is coming: the next birthday and the next two recommended visits to the doctor.
    async fn upcoming_events(&self) -> Vec<UpcomingEvent> {
        let (name, birth) = (&self.child.profile.name, self.child.profile.birth_date);
        let occasions = upcoming(birth, self.today).into_iter();
        let described = occasions.map(|occasion| UpcomingEvent {
            r#type: occasion.kind.into(),
            scheduled_for: self.clock.day(occasion.date).start,
            description: match (occasion.kind, occasion.months) {
                (OccasionKind::Birthday, months) => format!("{name} turns {}", months / 12),
                (_, 0) => "Well-child visit of the first week".into(),
                (_, 1) => "Well-child visit at 1 month".into(),
                (_, months) if months < 36 => format!("Well-child visit at {months} months"),
                (_, months) => format!("Well-child visit at {} years", months / 12),
            },
        });
        described.collect()
    }

    /// What was found out about the child. Nothing is, as long as nobody looks for it.
    async fn ai_insights(&self) -> Vec<Insight> {
        Vec::new()
    }
}

/// A child's day in numbers.
#[derive(SimpleObject)]
#[graphql(name = "DaySummary")]
struct Summary {
    feedings: Feedings,
    sleep: SleepSummary,
    diapers: Diapers,
}

/// A day's feedings.
#[derive(SimpleObject)]
struct Feedings {
    count: u32,
    /// What was measured, in millilitres.
    total_amount: f64,
    last_at: Option<DateTime<Utc>>,
}

/// A day's sleep; what goes on counts up to now.
#[derive(SimpleObject)]
struct SleepSummary {
    total_hours: f64,
    /// How many.
    naps: u32,
    /// In hours.
    night_sleep: f64,
    current_status: Status,
}

/// A day's diapers.
#[derive(SimpleObject)]
struct Diapers {
    count: u32,
    last_at: Option<DateTime<Utc>>,
}

impl From<DaySummary> for Summary {
    fn from(DaySummary { feedings, sleep, diapers }: DaySummary) -> Self {
        Self {
            feedings: Feedings {
                count: feedings.count,
                total_amount: feedings.total_millilitres,
                last_at: feedings.last_at,
            },
            sleep: SleepSummary {
                total_hours: sleep.total_hours(),
                naps: sleep.naps,
                night_sleep: sleep.night_hours(),
                current_status: sleep.status.into(),
            },
            diapers: Diapers { count: diapers.count, last_at: diapers.last_at },
        }
    }
}

/// Whether a child sleeps now.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SleepStatus", remote = "SleepStatus", rename_items = "lowercase")]
enum Status {
    /// It does.
    Asleep,
    /// It does not, as far as is known.
    Awake,
}

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "OccasionKind", rename_items = "snake_case")]
enum EventType {
    /// A birthday.
    Birthday,
    /// A recommended visit to the doctor.
    WellChildVisit,
}

/// The kinds of activities.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind", rename_items = "snake_case")]
enum ActivityType {
    /// A feeding.
    Feeding,
    /// Sleep.
    Sleep,
    /// A diaper change.
    Diaper,
}

/// Something to come.
#[derive(SimpleObject)]
struct UpcomingEvent {
    r#type: EventType,
    /// When the day begins for the family.
    scheduled_for: DateTime<Utc>,
    description: String,
}

/// Something found out about a child.
#[derive(SimpleObject)]
struct Insight {
    message: String,
    /// `low`, `medium` or `high`.
    priority: String,
    /// Whether something can be done about it.
    actionable: bool,
}

/// Somebody in a family.
struct MemberNode {
    listed: Listed,
    home: Arc<Home>,
}

/// The most activities of one member.
const MOST: u64 = 50;

#[Object(name = "Member")]
impl MemberNode {
    /// Their account's id.
    async fn id(&self) -> ID {
        self.listed.account.id.to_string().into()
    }

    /// What they are called.
    async fn name(&self) -> &str {
        &self.listed.account.profile.name
    }

    /// What they are to the family: `parent`, `caregiver` or `viewer`.
    async fn role(&self) -> &'static str {
        Role::word(self.listed.membership.role)
    }

    /// When they were last seen, to the minute.
    async fn last_active(&self) -> DateTime<Utc> {
        self.listed.last_active_at
    }

    /// What they logged last, the latest first; 1 to 50.
    async fn recent_activities(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 5)] limit: u64,
    ) -> Result<Vec<RecentActivity>> {
        if !(1..=MOST).contains(&limit) {
            let reason = Reason::Between("1".into(), MOST.to_string());
            return Err(Error::invalid("limit", reason).into());
        }
        let (family, member) = (self.listed.membership.family, self.listed.account.id);
        let latest = MembersLatest { family, limit, member };
        let recent = ctx.data::<Loaders>()?.recent.load_one(latest).await?.unwrap_or_default();
        let children = self.home.children(ctx).await?;
        Ok(recent.iter().map(|activity| RecentActivity::new(activity, children)).collect())
    }
}

/// An activity that somebody logged.
#[derive(SimpleObject)]
struct RecentActivity {
    id: ID,
    r#type: ActivityType,
    child_name: String,
    timestamp: DateTime<Utc>,
}

impl RecentActivity {
    fn new(activity: &Activity, children: &[Child]) -> Self {
        let child = children.iter().find(|child| child.id == activity.child);
        Self {
            id: activity.id.to_string().into(),
            r#type: activity.details.kind().into(),
            child_name: child.map(|child| child.profile.name.clone()).unwrap_or_default(),
            timestamp: activity.start,
        }
    }
}
