//! What the signed-in person was told.

use async_graphql::{
    Context, ID, Object, Result,
    connection::{Connection, Edge},
};
use chrono::{DateTime, Utc};
use domain::{Error, Locale, NotificationId, Reason, Word};
use persistence::notifications::Range;

use super::{activity::checked, home::asked};
use crate::usecases::notifications::{self, Shown};

/// Something you were told.
pub(super) struct NotificationNode(pub(super) Shown);

/// Something you were told.
#[Object(name = "Notification")]
impl NotificationNode {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.notification.id.to_string().into()
    }

    /// A word such as `member-joined`, the same as on the REST face.
    async fn r#type(&self) -> &'static str {
        self.0.notification.notice.kind().word()
    }

    /// In your language.
    async fn title(&self) -> &str {
        &self.0.words.title
    }

    /// In your language.
    async fn body(&self) -> &str {
        &self.0.words.body
    }

    /// The family it is about, if it is about one.
    async fn family_id(&self) -> Option<ID> {
        self.0.notification.family.map(|family| family.to_string().into())
    }

    /// The member it is about, if it is about another one.
    async fn member_id(&self) -> Option<ID> {
        self.0.notification.notice.member().map(|member| member.to_string().into())
    }

    /// When you were told.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.notification.created_at
    }

    /// When you read it; null until then.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.notification.read_at
    }
}

/// A page of notifications; its cursors are those of the REST face.
pub(super) type Notifications = Connection<String, NotificationNode>;

/// A page of what the actor was told.
pub(super) async fn page(
    ctx: &Context<'_>,
    first: Option<u64>,
    after: Option<&str>,
    unread: bool,
) -> Result<Notifications> {
    let (app, actor) = asked(ctx)?;
    let before = after.map(str::parse::<NotificationId>).transpose();
    let before = before.map_err(|_| Error::invalid("after", Reason::Forged))?;
    let range = Range { before, unread, limit: checked(first)? };
    let page = notifications::list(app, actor, range, *ctx.data::<Locale>()?).await?;
    let mut connection = Connection::new(before.is_some(), page.next.is_some());
    let edge = |shown: Shown| Edge::new(shown.notification.id.to_string(), NotificationNode(shown));
    connection.edges.extend(page.notifications.into_iter().map(edge));
    Ok(connection)
}
