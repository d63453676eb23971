//! Reading what one was told.

use async_graphql::{Context, ID, Object, Result};
use domain::Locale;

use super::once::once;
use crate::{
    graphql::{home::asked, me::MeNode, notification::NotificationNode},
    rest::forms::path_id,
    usecases::notifications,
};

#[derive(Default)]
pub(super) struct NotificationMutation;

#[Object]
impl NotificationMutation {
    /// Mark a notification of yours as read.
    async fn mark_notification_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
    ) -> Result<Option<NotificationNode>> {
        let (app, actor) = asked(ctx)?;
        let locale = *ctx.data::<Locale>()?;
        let shown = notifications::read(app, actor, path_id(&id)?, locale).await?;
        Ok(Some(NotificationNode(shown)))
    }

    /// Mark all your notifications as read.
    async fn mark_all_notifications_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<MeNode>> {
        let (app, actor) = asked(ctx)?;
        let account = actor.account;
        let once = once(ctx, idempotency_key, move |(): &()| account)?;
        notifications::read_all(app, actor, once).await?;
        MeNode::of(ctx).await.map(Some)
    }
}
