//! The signed-in person.

use async_graphql::{Context, ID, Object, Result};
use domain::{Account, Word};

use super::{
    family::FamilyNode,
    home::asked,
    loaders::Loaders,
    notification::{self, Notifications},
    points::PointsNode,
};
use crate::usecases::{accounts, notifications};

/// You.
pub(super) struct MeNode(Account);

impl MeNode {
    pub(super) async fn of(ctx: &Context<'_>) -> Result<Self> {
        let (app, actor) = asked(ctx)?;
        Ok(Self(accounts::get(app, actor).await?))
    }
}

/// The actor's families, the oldest membership first.
pub(super) async fn families(ctx: &Context<'_>) -> Result<Vec<FamilyNode>> {
    let (_, actor) = asked(ctx)?;
    let loaders = ctx.data::<Loaders>()?;
    let mut found = Vec::new();
    for id in actor.families() {
        // The first asks for all of them.
        found.extend(loaders.find(id).await?.map(FamilyNode));
    }
    Ok(found)
}

/// You.
#[Object(name = "Me")]
impl MeNode {
    /// Your account's id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Your address.
    async fn email(&self) -> &str {
        self.0.profile.email.as_str()
    }

    /// Whether the address was seen to be yours.
    async fn email_verified(&self) -> bool {
        self.0.email_verified
    }

    /// What you are called.
    async fn name(&self) -> &str {
        &self.0.profile.name
    }

    /// Your language, such as `en-US`.
    async fn locale(&self) -> &'static str {
        self.0.profile.locale.word()
    }

    /// Where your clock ticks, such as `America/New_York`.
    async fn timezone(&self) -> &str {
        self.0.profile.zone.name()
    }

    /// What you have earned by logging.
    async fn points(&self, ctx: &Context<'_>) -> Result<PointsNode> {
        PointsNode::of(ctx).await
    }

    /// The families you are in, the oldest membership first.
    async fn families(&self, ctx: &Context<'_>) -> Result<Vec<FamilyNode>> {
        families(ctx).await
    }

    /// What you were told, the latest first.
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "1 to 100.", default_with = "Some(20)")] first: Option<u64>,
        #[graphql(desc = "`endCursor` of the page before, or `cursor.next` of the REST face.")]
        after: Option<String>,
        #[graphql(desc = "Only what you have not read.", default_with = "Some(false)")]
        unread_only: Option<bool>,
    ) -> Result<Notifications> {
        notification::page(ctx, first, after.as_deref(), unread_only.unwrap_or_default()).await
    }

    /// How much of that you have not read.
    async fn unread_notifications(&self, ctx: &Context<'_>) -> Result<u64> {
        let (app, actor) = asked(ctx)?;
        Ok(notifications::unread(app, actor).await?)
    }
}
