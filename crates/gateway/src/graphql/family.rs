//! A family.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use domain::ShareCode;

use super::{
    app,
    child::ChildNode,
    home::Home,
    member::{AccessNode, MemberNode, PermissionsNode},
    timer::TimerNode,
    words::RoleWord,
};
use crate::rest::forms;

/// A family.
pub(super) struct FamilyNode(pub(super) Arc<Home>);

/// A family.
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

    /// Where its clock ticks, such as `America/New_York`.
    async fn timezone(&self) -> &str {
        self.0.family.clock.zone.name()
    }

    /// When its days begin, such as `04:00`.
    async fn day_start(&self) -> String {
        forms::day_start(&self.0.family)
    }

    /// Lets others in as viewers; null unless you are a parent.
    async fn share_code(&self) -> Option<&str> {
        self.0.family.code_for(&self.0.member).map(ShareCode::as_str)
    }

    /// What you are to it.
    async fn role(&self) -> RoleWord {
        self.0.member.role().into()
    }

    /// What you may do in it.
    async fn permissions(&self) -> PermissionsNode {
        self.0.member.granted().into()
    }

    /// How far that reaches.
    async fn access(&self) -> AccessNode {
        self.0.member.access().into()
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.family.created_at
    }

    /// Counts the changes of the family itself, from 1.
    async fn version(&self) -> i32 {
        self.0.family.version
    }

    /// Its children, in the order in which they were added.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<ChildNode>> {
        let app = app(ctx)?;
        let children = self.0.children(ctx).await?;
        Ok(children.iter().map(|child| ChildNode::new(app, child.clone(), &self.0)).collect())
    }

    /// The timers that have not ended, the oldest first.
    async fn timers(&self, ctx: &Context<'_>) -> Result<Vec<TimerNode>> {
        let now = app(ctx)?.now();
        let timers = self.0.timers(ctx).await?;
        Ok(timers.iter().map(|timer| TimerNode::new(timer.clone(), &self.0, now)).collect())
    }

    /// Who is in it, the oldest first.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<MemberNode>> {
        let members = self.0.members(ctx).await?;
        Ok(members.iter().map(|member| MemberNode::new(member, &self.0)).collect())
    }
}
