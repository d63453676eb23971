//! A child and its days.

use async_graphql::{
    Context, Enum, ID, InputValueError, InputValueResult, Object, Result, Scalar, ScalarType,
    SimpleObject, Value,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Child, DaySummary, FamilyClock, Locale, SleepStatus, upcoming};

use super::{
    loaders::{ChildDay, ChildOf, Loaders},
    outlook::{InsightNode, UpcomingEvent},
};
use crate::App;

/// A child.
pub(super) struct ChildNode {
    child: Child,
    clock: FamilyClock,
    /// The family's date now.
    today: NaiveDate,
}

impl ChildNode {
    pub(super) fn new(app: &App, child: Child, clock: FamilyClock) -> Self {
        Self { child, clock, today: clock.date(app.now()) }
    }

    fn of(&self) -> ChildOf {
        ChildOf { family: self.child.family, child: self.child.id }
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

    /// What is coming, the next first: the next birthday, the next two recommended visits to the doctor, and the next five
    /// appointments.
    async fn upcoming_events(&self, ctx: &Context<'_>) -> Result<Vec<UpcomingEvent>> {
        let (child, locale) = (&self.child, *ctx.data::<Locale>()?);
        let appointments = ctx.data::<Loaders>()?.appointments.load_one(self.of()).await?;
        let occasions = upcoming(child.profile.birth_date, self.today).into_iter();
        let mut events: Vec<_> = occasions
            .map(|it| UpcomingEvent::occasion(locale, child, self.clock, it))
            .chain(
                appointments
                    .unwrap_or_default()
                    .into_iter()
                    .map(|it| UpcomingEvent::appointment(locale, it)),
            )
            .collect();
        events.sort_by_key(|event| event.scheduled_for);
        Ok(events)
    }

    /// What was found out about the child lately, what matters most first. For those who may see reports.
    async fn ai_insights(&self, ctx: &Context<'_>) -> Result<Option<Vec<InsightNode>>> {
        let locale = *ctx.data::<Locale>()?;
        let told = ctx.data::<Loaders>()?.insights.load_one(self.of()).await?;
        let told = told.unwrap_or_default();
        Ok(Some(told.iter().map(|insight| InsightNode::new(locale, insight)).collect()))
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
