//! A child and its days.

use std::{slice, sync::Arc};

use async_graphql::{
    Context, ID, InputValueError, InputValueResult, Object, Result, Scalar, ScalarType,
    SimpleObject, Value,
};
use chrono::NaiveDate;
use domain::{Child, Dates, Error, FamilyClock, Locale, Measure, Thing, Word, upcoming};

use super::{
    activity::{self, Activities, checked},
    app,
    day::Summary,
    growth::{ChartNode, ChildHistory, MeasureWord},
    home::Home,
    loaders::{ChildDates, ChildDay, Loaders},
    measure::GrowthMeasure,
    milestone::{ChildMilestones, Milestones},
    outlook::{InsightNode, UpcomingEvent},
    report::ReportNode,
    rhythm::{PatternsNode, PredictionsNode},
    timer::TimerNode,
    words::{ActivityType, DevelopmentalStage, GenderWord},
};
use crate::{
    App,
    rest::forms,
    usecases::activities::{Bound, List},
};

/// A child.
pub(super) struct ChildNode {
    child: Child,
    home: Arc<Home>,
    clock: FamilyClock,
    /// The family's date now.
    today: NaiveDate,
}

impl ChildNode {
    pub(super) fn new(app: &App, child: Child, home: &Arc<Home>) -> Self {
        let clock = home.family.clock;
        Self { child, home: home.clone(), clock, today: clock.date(app.now()) }
    }
}

/// A child.
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
        Date(self.child.profile.birth.date)
    }

    /// The day it was due, if that is known.
    async fn due_date(&self) -> Option<Date> {
        self.child.profile.birth.due.map(Date)
    }

    /// How long it was carried by its due date, in completed weeks; 40 are a full term.
    async fn weeks_at_birth(&self) -> Option<u32> {
        self.child.profile.birth.weeks()
    }

    /// Its age today, in completed months.
    async fn age(&self) -> u32 {
        self.child.age_in_months(self.today)
    }

    /// Completed months since it was due: only of a child born before 37 weeks, and up to 24 months after its birth.
    async fn corrected_age_in_months(&self) -> Option<u32> {
        self.child.corrected_age_in_months(self.today)
    }

    /// Its sex as the growth standards use it, or neither.
    async fn gender(&self) -> GenderWord {
        self.child.profile.gender.into()
    }

    /// Where it stands today.
    async fn developmental_stage(&self) -> DevelopmentalStage {
        self.child.stage(self.today).into()
    }

    /// Where its picture is, for members of the family.
    async fn photo_url(&self) -> Option<String> {
        forms::photo_url(&self.child)
    }

    /// Where it is with 256 pixels on its longer side at most.
    async fn photo_thumbnail_url(&self) -> Option<String> {
        forms::photo_thumbnail_url(&self.child)
    }

    /// Its blood type, such as `O+`.
    async fn blood_type(&self) -> Option<&str> {
        self.child.profile.blood_type.as_deref()
    }

    /// What it is allergic to.
    async fn allergies(&self) -> &[String] {
        &self.child.profile.allergies
    }

    /// What it lives with.
    async fn medical_conditions(&self) -> &[String] {
        &self.child.profile.medical_conditions
    }

    /// Its doctor.
    async fn pediatrician(&self) -> Option<PediatricianNode> {
        let doctor = self.child.profile.pediatrician.clone()?;
        Some(PediatricianNode { name: doctor.name, phone: doctor.phone })
    }

    /// Counts the changes of what is known of it, from 1.
    async fn version(&self) -> i32 {
        self.child.version
    }

    /// Its latest weight, if it was ever weighed. For those who may see reports.
    async fn current_weight(&self, ctx: &Context<'_>) -> Result<Option<GrowthMeasure>> {
        let growth = self.home.growth(ctx).await?.get(&self.child.id);
        Ok(growth.and_then(|growth| growth.weight.as_ref()).map(Into::into))
    }

    /// Its latest height, if it was ever measured. For those who may see reports.
    async fn current_height(&self, ctx: &Context<'_>) -> Result<Option<GrowthMeasure>> {
        let growth = self.home.growth(ctx).await?.get(&self.child.id);
        Ok(growth.and_then(|growth| growth.height.as_ref()).map(Into::into))
    }

    /// Its latest head circumference, likewise.
    async fn current_head_circumference(&self, ctx: &Context<'_>) -> Result<Option<GrowthMeasure>> {
        let growth = self.home.growth(ctx).await?.get(&self.child.id);
        Ok(growth.and_then(|growth| growth.head.as_ref()).map(Into::into))
    }

    /// Its body mass index when weight and height were last measured at once. For those who may see reports.
    async fn current_bmi(&self, ctx: &Context<'_>) -> Result<Option<GrowthMeasure>> {
        let growth = self.home.growth(ctx).await?.get(&self.child.id);
        Ok(growth.and_then(|growth| growth.bmi.as_ref()).map(Into::into))
    }

    /// Its weight among children of the same length or height, likewise.
    async fn weight_for_length(&self, ctx: &Context<'_>) -> Result<Option<GrowthMeasure>> {
        let growth = self.home.growth(ctx).await?.get(&self.child.id);
        Ok(growth.and_then(|growth| growth.weight_for_length.as_ref()).map(Into::into))
    }

    /// How it grew, beside the WHO standards: a chart of this measure, or one of each. For those who may see reports.
    async fn growth(
        &self,
        ctx: &Context<'_>,
        measure: Option<MeasureWord>,
    ) -> Result<Vec<ChartNode>> {
        let wanted = ChildHistory { family: self.home.family.state(), child: self.child.id };
        let history = ctx.data::<Loaders>()?.find(wanted).await?;
        let history = history.ok_or(Error::NotFound(Thing::Child))?;
        let measure = measure.map(Measure::from);
        let measures = measure.as_ref().map_or(Measure::ALL, slice::from_ref);
        Ok(measures.iter().map(|measure| history.chart(*measure).into()).collect())
    }

    /// What it has of the list of milestones, and what it has before it.
    async fn milestones(&self, ctx: &Context<'_>) -> Result<Milestones> {
        let wanted = ChildMilestones { family: self.home.family.state(), child: self.child.id };
        let listed = ctx.data::<Loaders>()?.find(wanted).await?;
        let listed = listed.ok_or(Error::NotFound(Thing::Child))?;
        Ok(Milestones::new(*ctx.data::<Locale>()?, &listed))
    }

    /// Its timers that have not ended, the oldest first.
    async fn timers(&self, ctx: &Context<'_>) -> Result<Vec<TimerNode>> {
        let now = app(ctx)?.now();
        let timers = self.home.timers(ctx).await?.iter();
        let own = timers.filter(|timer| timer.child == self.child.id);
        Ok(own.map(|timer| TimerNode::new(timer.clone(), &self.home, now)).collect())
    }

    /// What was logged about it, the latest first; forward only.
    async fn activities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "1 to 100.", default_with = "Some(20)")] first: Option<u64>,
        #[graphql(desc = "`endCursor` of the page before, or `cursor.next` of the REST face.")]
        after: Option<String>,
        #[graphql(desc = "Only of this type.")] r#type: Option<ActivityType>,
        #[graphql(desc = "From this day of the family on.")] start_date: Option<Date>,
        #[graphql(desc = "Up to this day of the family, itself included.")] end_date: Option<Date>,
    ) -> Result<Activities> {
        let list = List {
            child: self.child.id,
            kind: r#type.map(Into::into),
            from: start_date.map(|date| Bound::Date(date.0)),
            until: end_date.map(|date| Bound::Date(date.0)),
            after: None,
            limit: checked(first)?,
        };
        activity::page(ctx, &self.home, list, after.as_deref()).await
    }

    /// A day of the family in numbers; what begins in the day belongs to it. For those who may see reports.
    async fn today_summary(&self, ctx: &Context<'_>, date: Date) -> Result<Option<Summary>> {
        let (family, child) = (self.home.family.state(), self.child.id);
        let day = ChildDay { family, date: date.0, child };
        let summary = ctx.data::<Loaders>()?.find(day).await?;
        Ok(summary.map(Into::into))
    }

    /// Several days of the family, 31 at most, the first and the last included. For those who may see reports.
    async fn weekly_report(
        &self,
        ctx: &Context<'_>,
        start_date: Date,
        end_date: Date,
    ) -> Result<ReportNode> {
        let (family, child) = (self.home.family.state(), self.child.id);
        let dates = Dates::new(start_date.0, end_date.0)?;
        let wanted = ChildDates { family, dates, child };
        let report = ctx.data::<Loaders>()?.find(wanted).await?;
        let report = report.ok_or(Error::NotFound(Thing::Child))?;
        Ok(ReportNode::new(*ctx.data::<Locale>()?, report))
    }

    /// What its days have in common. For those who may see reports.
    async fn patterns(&self, ctx: &Context<'_>) -> Result<PatternsNode> {
        let known = self.home.patterns(ctx).await?.get(&self.child.id);
        let known = known.ok_or(Error::NotFound(Thing::Child))?;
        Ok(PatternsNode::new(*ctx.data::<Locale>()?, &self.child.profile.name, known))
    }

    /// What comes next, and how sure that is. For those who may see reports.
    async fn predictions(&self, ctx: &Context<'_>) -> Result<PredictionsNode> {
        let known = self.home.predictions(ctx).await?.get(&self.child.id);
        let known = known.ok_or(Error::NotFound(Thing::Child))?;
        Ok(PredictionsNode::new(*ctx.data::<Locale>()?, self.clock, known))
    }

    /// What is coming, the next first: the next nap, feeding and bedtime, as far as the child's own history tells and you may
    /// see reports; the next birthday, the next two recommended visits to the doctor, and the next five appointments.
    async fn upcoming_events(&self, ctx: &Context<'_>) -> Result<Vec<UpcomingEvent>> {
        let (child, locale) = (&self.child, *ctx.data::<Locale>()?);
        let predicted = match self.home.predictions(ctx).await {
            Ok(predictions) => predictions.get(&child.id),
            Err(Error::Forbidden(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let predicted = predicted
            .into_iter()
            .flat_map(|next| UpcomingEvent::predicted(locale, self.clock, next));
        let appointments = self.home.appointments(ctx).await?.get(&child.id);
        let occasions = upcoming(child.profile.birth.date, self.today).into_iter();
        let mut events: Vec<_> = occasions
            .map(|it| UpcomingEvent::occasion(locale, child, self.clock, it))
            .chain(
                appointments.into_iter().flatten().map(|it| UpcomingEvent::appointment(locale, it)),
            )
            .chain(predicted)
            .collect();
        events.sort_by_key(|event| event.scheduled_for);
        Ok(events)
    }

    /// What was found out about the child lately, what matters most first. For those who may see reports.
    async fn ai_insights(&self, ctx: &Context<'_>) -> Result<Option<Vec<InsightNode>>> {
        let locale = *ctx.data::<Locale>()?;
        let told = self.home.insights(ctx).await?.get(&self.child.id).into_iter().flatten();
        Ok(Some(told.map(|insight| InsightNode::new(locale, insight)).collect()))
    }
}

/// A child's doctor.
#[derive(SimpleObject)]
#[graphql(name = "Pediatrician")]
struct PediatricianNode {
    /// Their name.
    name: String,
    /// Their telephone number.
    phone: Option<String>,
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
