//! What the signed-in person has earned by logging.

use async_graphql::{Context, Object, Result};
use domain::{Level, Points, Word};

use super::home::asked;
use crate::usecases::points;

/// What you have earned: a point for each activity that you logged, ten a day at most.
pub(super) struct PointsNode(Points);

impl PointsNode {
    pub(super) async fn of(ctx: &Context<'_>) -> Result<Self> {
        let (app, actor) = asked(ctx)?;
        Ok(Self(points::get(app, actor).await?))
    }
}

/// What you have earned: a point for each activity that you logged, ten a day at most.
#[Object(name = "Points")]
impl PointsNode {
    /// On all days together.
    async fn total(&self) -> u32 {
        self.0.total
    }

    /// The level that they make.
    async fn level(&self) -> LevelNode {
        LevelNode(self.0.level())
    }

    /// The level after it; null at the last.
    async fn next(&self) -> Option<LevelNode> {
        self.0.level().next().map(LevelNode)
    }

    /// How many points are missing to it; 0 at the last.
    async fn to_next(&self) -> u32 {
        self.0.to_next()
    }
}

/// How far somebody has come.
struct LevelNode(Level);

/// How far somebody has come.
#[Object(name = "Level")]
impl LevelNode {
    /// Its place among the levels, from 1.
    async fn number(&self) -> u32 {
        self.0.number()
    }

    /// A word such as `seedling`.
    async fn name(&self) -> &'static str {
        self.0.word()
    }

    /// A picture of it, as an emoji.
    async fn icon(&self) -> &'static str {
        self.0.icon()
    }

    /// The points from which one has it.
    async fn threshold(&self) -> u32 {
        self.0.threshold()
    }
}
