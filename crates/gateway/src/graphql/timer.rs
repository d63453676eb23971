//! Timers.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Sides, Timer};

use super::{
    app,
    child::ChildNode,
    home::Home,
    member::MemberNode,
    words::{ActivityType, Side, State},
};

/// A timer.
pub(super) struct TimerNode {
    timer: Timer,
    home: Arc<Home>,
    now: DateTime<Utc>,
}

impl TimerNode {
    pub(super) fn new(timer: Timer, home: &Arc<Home>, now: DateTime<Utc>) -> Self {
        Self { timer, home: home.clone(), now }
    }

    fn seconds(&self, side: fn(Sides) -> TimeDelta) -> Option<i64> {
        self.timer.sides(self.now).map(side).map(|it| it.num_seconds())
    }
}

/// A timer.
#[Object(name = "Timer")]
impl TimerNode {
    /// Its id.
    async fn id(&self) -> ID {
        self.timer.id.to_string().into()
    }

    /// What is timed.
    async fn r#type(&self) -> ActivityType {
        self.timer.kind.into()
    }

    /// Whose.
    async fn child(&self, ctx: &Context<'_>) -> Result<ChildNode> {
        let child = self.home.child(ctx, self.timer.child).await?;
        Ok(ChildNode::new(app(ctx)?, child.clone(), &self.home))
    }

    /// Who started it; null if they have left.
    async fn started_by(&self, ctx: &Context<'_>) -> Result<Option<MemberNode>> {
        Ok(MemberNode::of(ctx, &self.home, self.timer.started_by).await?)
    }

    /// When it was started.
    async fn start_time(&self) -> DateTime<Utc> {
        self.timer.start
    }

    /// What it does.
    async fn state(&self) -> State {
        self.timer.state.into()
    }

    /// The side it counts for.
    async fn side(&self) -> Option<Side> {
        self.timer.side.map(Into::into)
    }

    /// For how long it has counted at `asOf`, without pauses.
    async fn elapsed_seconds(&self) -> i64 {
        self.timer.counted(self.now).num_seconds()
    }

    /// For how long of that it counted for the left side.
    async fn left_seconds(&self) -> Option<i64> {
        self.seconds(|sides| sides.left)
    }

    /// For how long of that it counted for the right side.
    async fn right_seconds(&self) -> Option<i64> {
        self.seconds(|sides| sides.right)
    }

    /// When the seconds were counted.
    async fn as_of(&self) -> DateTime<Utc> {
        self.now
    }

    /// When it was stopped or cancelled.
    async fn end_time(&self) -> Option<DateTime<Utc>> {
        self.timer.ended_at
    }

    /// The activity it made.
    async fn activity_id(&self) -> Option<ID> {
        self.timer.activity.map(|id| id.to_string().into())
    }

    /// Counts the changes, from 1.
    async fn version(&self) -> i32 {
        self.timer.version
    }
}
