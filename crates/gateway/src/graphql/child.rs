//! A child and its days.

use async_graphql::{
    Context, Enum, ID, InputValueError, InputValueResult, Object, Result, Scalar, ScalarType,
    SimpleObject, Value,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Child, Dates, DaySummary, Error, FamilyClock, Locale, Occasion, OccasionKind, SleepStatus,
    Thing, upcoming,
};

use super::{
    loaders::{ChildDates, ChildDay, Loaders},
    report::ReportNode,
};
use crate::{App, language};

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

    fn coming(&self, locale: Locale) -> Vec<UpcomingEvent> {
        let (name, birth) = (self.child.profile.name.as_str(), self.child.profile.birth_date);
        let describe = |Occasion { kind, date, months }| {
            let id = match (kind, months) {
                (OccasionKind::Birthday, _) => "event-birthday",
                (OccasionKind::WellChildVisit, 0) => "event-visit-first-week",
                (OccasionKind::WellChildVisit, ..36) => "event-visit-months",
                (OccasionKind::WellChildVisit, _) => "event-visit-years",
            };
            let about = language::args!["name" => name, "months" => months, "years" => months / 12];
            UpcomingEvent {
                r#type: kind.into(),
                scheduled_for: self.clock.day(date).start,
                description: language::say(locale, id, &about),
            }
        };
        upcoming(birth, self.today).into_iter().map(describe).collect()
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

    /// Several days of the family, 31 at most, the first and the last included. For those who may see reports.
    async fn weekly_report(
        &self,
        ctx: &Context<'_>,
        start_date: Date,
        end_date: Date,
    ) -> Result<ReportNode> {
        let Child { family, id: child, .. } = self.child;
        let dates = Dates::new(start_date.0, end_date.0)?;
        let wanted = ChildDates { family, clock: self.clock, dates, child };
        let report = ctx.data::<Loaders>()?.reports.load_one(wanted).await?;
        let report = report.ok_or(Error::NotFound(Thing::Child))?;
        Ok(ReportNode::new(*ctx.data::<Locale>()?, report))
    }

    /// What is coming: the next birthday and the next two recommended visits to the doctor.
    #[expect(clippy::unused_async, reason = "the macro wants it")]
    async fn upcoming_events(&self, ctx: &Context<'_>) -> Result<Vec<UpcomingEvent>> {
        ctx.data::<Locale>().map(|locale| self.coming(*locale))
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

/// A day of the calendar, such as `2024-01-10`.
pub(super) struct Date(pub(super) NaiveDate);

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
