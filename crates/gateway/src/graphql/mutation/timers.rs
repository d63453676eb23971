//! Timers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{Error, Form, Mood, NewActivity, NewTimer, Reason, Timer};
use serde_json::Value;

use super::{
    forget,
    once::{About, about, once},
};
use crate::{
    graphql::{
        activity::ActivityNode,
        home::{Home, asked},
        timer::TimerNode,
        words::{ActivityType, MoodWord, Side},
    },
    rest::forms::{self, OneOf, StopTimer, path_id},
    usecases::{
        activities,
        growth::Shown,
        idempotency::Outcome,
        timers::{self, Step, Stopped},
    },
};

/// What is to be said of the activity that a timer makes.
#[derive(Default, InputObject)]
struct StoppedInput {
    /// As `Activity.details` shows them.
    details: Option<Value>,
    /// A remark.
    notes: Option<String>,
    /// How the child was.
    mood: Option<MoodWord>,
}

impl StoppedInput {
    fn read(self, end_time: Option<DateTime<Utc>>) -> domain::Result<StopTimer> {
        let details = match self.details {
            None | Some(Value::Null) => None,
            Some(Value::Object(details)) => Some(details),
            Some(_) => return Err(Error::invalid("details", Reason::NotA(Form::Object))),
        };
        let mood = self.mood.map(|mood| OneOf(Mood::from(mood)));
        Ok(StopTimer { end_time, details, notes: self.notes, mood })
    }
}

/// A timer that was stopped.
#[derive(SimpleObject)]
struct StoppedTimer {
    /// The timer.
    timer: TimerNode,
    /// What it made, the same for everyone who stops it; null if it was deleted since.
    activity: Option<ActivityNode>,
}

#[derive(Default)]
pub(super) struct TimerMutation;

#[Object]
impl TimerMutation {
    /// Start a timer; for those who may log. One of the type that the child has already is given back.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn start_timer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] child_id: ID,
        #[graphql(desc = "`feeding`, `sleep`, `pumping`, `bath` or `tummy_time`.")]
        r#type: ActivityType,
        #[graphql(desc = "The side it begins with.")] side: Option<Side>,
        #[graphql(desc = "Absent: now.")] start_time: Option<DateTime<Utc>>,
        #[graphql(desc = "Your own id, `tmr_…`, so that a repeated start is known.")] id: Option<
            ID,
        >,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<TimerNode>> {
        let (app, actor) = asked(ctx)?;
        let new = NewTimer {
            id: id.map(|id| id.parse()).transpose()?,
            child: child_id.parse().map_err(|error: Error| error.at("childId"))?,
            kind: r#type.into(),
            side: side.map(Into::into),
            start: start_time,
        };
        let once = once(ctx, idempotency_key, |timer: &Timer| timer.id)?;
        node(ctx, timers::start(app, actor, new, once).await?).await
    }

    /// Pause a timer; for those who may log.
    async fn pause_timer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<TimerNode>> {
        step(ctx, &id, Step::Pause, idempotency_key).await
    }

    /// Let a timer go on; for those who may log.
    async fn resume_timer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<TimerNode>> {
        step(ctx, &id, Step::Resume, idempotency_key).await
    }

    /// Let a timer count for the other side; for those who may log.
    async fn switch_timer_side(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "Absent: the other one.")] side: Option<Side>,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<TimerNode>> {
        step(ctx, &id, Step::Switch(side.map(Into::into)), idempotency_key).await
    }

    /// Stop a timer; for those who may log. It makes its activity, the same for everyone who stops it.
    async fn stop_timer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "Absent: now.")] end_time: Option<DateTime<Utc>>,
        #[graphql(desc = "What is to be said of the activity.")] input: Option<StoppedInput>,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<StoppedTimer>> {
        let (app, actor) = asked(ctx)?;
        let once = once(ctx, idempotency_key, |stopped: &Stopped| stopped.timer.id)?;
        let stop = input.unwrap_or_default().read(end_time)?;
        let by = actor.account;
        let refine = Box::new(move |made: NewActivity| forms::refined(made, stop, by));
        let outcome = timers::stop(app, actor, path_id(&id)?, end_time, refine, once).await?;
        let stopped = match about(outcome)? {
            About::Thing(stopped) => stopped,
            About::Known(id) => {
                let timer = timers::get(app, actor, id).await?;
                Stopped { activity: made(ctx, &timer).await?, timer }
            }
        };
        forget(ctx);
        let home = Home::of(ctx, stopped.timer.family).await?;
        let timer = TimerNode::new(stopped.timer, &home, app.now());
        let activity = stopped.activity.map(|shown| ActivityNode::new(shown, &home));
        Ok(Some(StoppedTimer { timer, activity }))
    }

    /// Throw a timer away; for those who may log.
    async fn cancel_timer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<TimerNode>> {
        step(ctx, &id, Step::Cancel, idempotency_key).await
    }
}

/// What a timer made, unless it was deleted since.
async fn made(ctx: &Context<'_>, timer: &Timer) -> Result<Option<Shown>> {
    let (app, actor) = asked(ctx)?;
    let Some(id) = timer.activity else { return Ok(None) };
    match activities::get(app, actor, id).await {
        Err(Error::NotFound(_)) => Ok(None),
        found => Ok(Some(found?)),
    }
}

async fn step(
    ctx: &Context<'_>,
    id: &ID,
    step: Step,
    key: Option<String>,
) -> Result<Option<TimerNode>> {
    let (app, actor) = asked(ctx)?;
    let once = once(ctx, key, |timer: &Timer| timer.id)?;
    node(ctx, timers::step(app, actor, path_id(id)?, step, once).await?).await
}

async fn node(ctx: &Context<'_>, outcome: Outcome<Timer>) -> Result<Option<TimerNode>> {
    let (app, actor) = asked(ctx)?;
    let timer = match about(outcome)? {
        About::Thing(timer) => timer,
        About::Known(id) => timers::get(app, actor, id).await?,
    };
    forget(ctx);
    let home = Home::of(ctx, timer.family).await?;
    Ok(Some(TimerNode::new(timer, &home, app.now())))
}
