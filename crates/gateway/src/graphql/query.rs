//! Where a document begins.

use async_graphql::{Context, ID, Object, Result};
use domain::{ChildId, Error, Thing};

use super::{
    activity::ActivityNode,
    child::ChildNode,
    family::FamilyNode,
    home::{Home, asked},
    me::{self, MeNode},
    timer::TimerNode,
};
use crate::{
    rest::forms::path_id,
    usecases::{activities, timers},
};

/// What can be asked.
pub struct Query;

/// What can be asked.
#[Object]
impl Query {
    /// You.
    async fn me(&self, ctx: &Context<'_>) -> Result<MeNode> {
        MeNode::of(ctx).await
    }

    /// A family you are in.
    async fn family(&self, ctx: &Context<'_>, id: ID) -> Result<FamilyNode> {
        Ok(FamilyNode(Home::of(ctx, path_id(&id)?).await?))
    }

    /// The families you are in, the oldest membership first.
    async fn families(&self, ctx: &Context<'_>) -> Result<Vec<FamilyNode>> {
        me::families(ctx).await
    }

    /// A child of a family you are in.
    async fn child(&self, ctx: &Context<'_>, id: ID) -> Result<ChildNode> {
        let (app, actor) = asked(ctx)?;
        let id: ChildId = path_id(&id)?;
        // However many are asked for, the children of each family are looked up once.
        for family in actor.families() {
            let home = Home::of(ctx, family).await?;
            let found = home.children(ctx).await?.iter().find(|child| child.id == id);
            if let Some(child) = found {
                return Ok(ChildNode::new(app, child.clone(), &home));
            }
        }
        Err(Error::NotFound(Thing::Child).into())
    }

    /// An activity of a child of a family you are in.
    async fn activity(&self, ctx: &Context<'_>, id: ID) -> Result<Option<ActivityNode>> {
        let (app, actor) = asked(ctx)?;
        let shown = activities::get(app, actor, path_id(&id)?).await?;
        let home = Home::of(ctx, shown.activity.family).await?;
        Ok(Some(ActivityNode::new(shown, &home)))
    }

    /// A timer of a child of a family you are in, one that has ended too.
    async fn timer(&self, ctx: &Context<'_>, id: ID) -> Result<Option<TimerNode>> {
        let (app, actor) = asked(ctx)?;
        let timer = timers::get(app, actor, path_id(&id)?).await?;
        let home = Home::of(ctx, timer.family).await?;
        Ok(Some(TimerNode::new(timer, &home, app.now())))
    }
}
