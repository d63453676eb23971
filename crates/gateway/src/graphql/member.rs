//! Who is in a family.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{Access, Child, Error, Permissions, Reason};
use persistence::{activities::Latest, members::Listed};

use super::{
    home::Home,
    loaders::{Loaders, MembersLatest},
    words::{ActivityType, RoleWord},
};
use crate::rest::forms;

/// Somebody in a family.
pub(super) struct MemberNode {
    listed: Listed,
    home: Arc<Home>,
}

impl MemberNode {
    pub(super) fn new(listed: &Listed, home: &Arc<Home>) -> Self {
        Self { listed: listed.clone(), home: home.clone() }
    }

    /// The member of this account; none for somebody who has left.
    pub(super) async fn of(
        ctx: &Context<'_>,
        home: &Arc<Home>,
        account: domain::AccountId,
    ) -> domain::Result<Option<Self>> {
        let members = home.members(ctx).await?;
        let found = members.iter().find(|member| member.account.id == account);
        Ok(found.map(|member| Self::new(member, home)))
    }
}

/// The most activities of one member.
const MOST: u64 = 50;

/// Somebody in a family.
#[Object(name = "Member")]
impl MemberNode {
    /// Their account's id.
    async fn id(&self) -> ID {
        self.listed.account.id.to_string().into()
    }

    /// What they are called.
    async fn name(&self) -> &str {
        &self.listed.account.profile.name
    }

    /// Their address.
    async fn email(&self) -> &str {
        self.listed.account.profile.email.as_str()
    }

    /// Where their picture is, for those who share a family with them.
    async fn avatar_url(&self) -> Option<String> {
        forms::avatar_url(self.listed.account.id, &self.listed.account.profile.about)
    }

    /// What they are to the family.
    async fn role(&self) -> RoleWord {
        self.listed.membership.role.into()
    }

    /// What they may do.
    async fn permissions(&self) -> PermissionsNode {
        self.listed.membership.granted().into()
    }

    /// How far that reaches.
    async fn access(&self) -> AccessNode {
        (&self.listed.membership.access).into()
    }

    /// When they joined.
    async fn joined_at(&self) -> DateTime<Utc> {
        self.listed.joined_at
    }

    /// When they were last seen, to the minute.
    async fn last_active(&self) -> DateTime<Utc> {
        self.listed.last_active_at
    }

    /// Counts the changes of their place, from 1.
    async fn version(&self) -> i32 {
        self.listed.version
    }

    /// What they logged last, the latest first; 1 to 50.
    async fn recent_activities(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 5)] limit: u64,
    ) -> Result<Vec<RecentActivity>> {
        if !(1..=MOST).contains(&limit) {
            let reason = Reason::between(1, MOST);
            return Err(Error::invalid("limit", reason).into());
        }
        let (family, member) = (self.listed.membership.family, self.listed.account.id);
        let latest = MembersLatest { family, limit, member };
        let recent = ctx.data::<Loaders>()?.find(latest).await?.unwrap_or_default();
        let children = self.home.children(ctx).await?;
        Ok(recent.iter().map(|activity| RecentActivity::new(activity, children)).collect())
    }
}

/// What a member may do.
#[derive(SimpleObject)]
#[graphql(name = "Permissions")]
#[expect(clippy::struct_excessive_bools, reason = "the contract's four switches")]
pub(super) struct PermissionsNode {
    /// Add children to the family.
    can_add_children: bool,
    /// Change what is known about a child.
    can_edit_children: bool,
    /// Log feedings, sleep, diapers and the like.
    can_log_activities: bool,
    /// See summaries, reports and insights.
    can_view_reports: bool,
}

impl From<Permissions> for PermissionsNode {
    fn from(permissions: Permissions) -> Self {
        Self {
            can_add_children: permissions.add_children,
            can_edit_children: permissions.edit_children,
            can_log_activities: permissions.log_activities,
            can_view_reports: permissions.view_reports,
        }
    }
}

/// How far somebody's access reaches.
#[derive(SimpleObject)]
#[graphql(name = "Access")]
pub(super) struct AccessNode {
    /// To these children only; null: to all.
    child_ids: Option<Vec<ID>>,
    /// From this moment on.
    from: Option<DateTime<Utc>>,
    /// Up to this moment; then it ends by itself.
    until: Option<DateTime<Utc>>,
}

impl From<&Access> for AccessNode {
    fn from(access: &Access) -> Self {
        let children = access.children.as_deref();
        Self {
            child_ids: children.map(|ids| ids.iter().map(|id| id.to_string().into()).collect()),
            from: access.from,
            until: access.until,
        }
    }
}

/// An activity that somebody logged.
#[derive(SimpleObject)]
struct RecentActivity {
    /// Its id.
    id: ID,
    /// What it was.
    r#type: ActivityType,
    /// What the child is called.
    child_name: String,
    /// When it began.
    timestamp: DateTime<Utc>,
}

impl RecentActivity {
    fn new(activity: &Latest, children: &[Child]) -> Self {
        let child = children.iter().find(|child| child.id == activity.child);
        Self {
            id: activity.id.to_string().into(),
            r#type: activity.kind.into(),
            child_name: child.map(|child| child.profile.name.clone()).unwrap_or_default(),
            timestamp: activity.start,
        }
    }
}
