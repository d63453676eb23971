//! Where a document begins.

use async_graphql::{Context, ID, Object, Result};
use domain::{Actor, ChildId, Error, Thing};

use super::{app, child::ChildNode, family::FamilyNode};
use crate::usecases::{children, families};

/// What can be asked.
pub struct Query;

#[Object]
impl Query {
    /// A family you are in.
    async fn family(&self, ctx: &Context<'_>, id: ID) -> Result<FamilyNode> {
        let id = id.parse().map_err(|_| Error::NotFound(Thing::Family))?;
        let (_, family) = families::get(app(ctx)?, ctx.data::<Actor>()?, id).await?;
        Ok(FamilyNode::new(family))
    }

    /// The families you are in, the oldest membership first.
    async fn families(&self, ctx: &Context<'_>) -> Result<Vec<FamilyNode>> {
        let found = families::list(app(ctx)?, ctx.data::<Actor>()?).await?;
        Ok(found.into_iter().map(|(_, family)| FamilyNode::new(family)).collect())
    }

    /// A child of a family you are in.
    async fn child(&self, ctx: &Context<'_>, id: ID) -> Result<ChildNode> {
        let (app, actor) = (app(ctx)?, ctx.data::<Actor>()?);
        let id = id.parse::<ChildId>().map_err(|_| Error::NotFound(Thing::Child))?;
        let (_, child) = children::get(app, actor, id).await?;
        let (_, family) = families::get(app, actor, child.family).await?;
        Ok(ChildNode::new(app, child, family.clock))
    }
}
