//! A family and who is in it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{Actor, Child, Error, Family, Kind, Reason, Role, Word};
use persistence::{activities::Latest, members::Listed};
use tokio::sync::OnceCell;

use super::{
    app,
    child::ChildNode,
    loaders::{Loaders, MembersLatest},
};
use crate::usecases::{children, members};

/// A family, and its children once somebody has asked for them: all parts of a document share one look-up.
struct Home {
    family: Family,
    children: OnceCell<Vec<Child>>,
}

impl Home {
    async fn children(&self, ctx: &Context<'_>) -> Result<&[Child]> {
        let (app, actor) = (app(ctx)?, ctx.data::<Actor>()?);
        let load = || children::list(app, actor, self.family.id);
        Ok(self.children.get_or_try_init(load).await?)
    }
}

/// A family.
pub(super) struct FamilyNode(Arc<Home>);

impl FamilyNode {
    pub(super) fn new(family: Family) -> Self {
        Self(Arc::new(Home { family, children: OnceCell::new() }))
    }
}

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

    /// Its children, in the order in which they were added.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<ChildNode>> {
        let (app, clock) = (app(ctx)?, self.0.family.clock);
        let children = self.0.children(ctx).await?;
        Ok(children.iter().map(|child| ChildNode::new(app, child.clone(), clock)).collect())
    }

    /// Who is in it, the oldest first.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<MemberNode>> {
        let members = members::list(app(ctx)?, ctx.data::<Actor>()?, self.0.family.id).await?;
        let node = |listed| MemberNode { listed, home: self.0.clone() };
        Ok(members.into_iter().map(node).collect())
    }
}

/// Somebody in a family.
struct MemberNode {
    listed: Listed,
    home: Arc<Home>,
}

/// The most activities of one member.
const MOST: u64 = 50;

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

    /// What they are to the family: `parent`, `caregiver` or `viewer`.
    async fn role(&self) -> &'static str {
        Role::word(self.listed.membership.role)
    }

    /// When they were last seen, to the minute.
    async fn last_active(&self) -> DateTime<Utc> {
        self.listed.last_active_at
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
        let recent = ctx.data::<Loaders>()?.recent.load_one(latest).await?.unwrap_or_default();
        let children = self.home.children(ctx).await?;
        Ok(recent.iter().map(|activity| RecentActivity::new(activity, children)).collect())
    }
}

/// An activity that somebody logged.
#[derive(SimpleObject)]
struct RecentActivity {
    id: ID,
    r#type: ActivityType,
    child_name: String,
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

/// The kinds of activities.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind", rename_items = "snake_case")]
pub(super) enum ActivityType {
    /// A feeding.
    Feeding,
    /// Sleep.
    Sleep,
    /// A diaper change.
    Diaper,
    /// Weight, height and head as they were measured.
    Growth,
    /// Something the child did for the first time.
    Milestone,
    /// Medicine that was given.
    Medication,
    /// A temperature that was taken.
    Temperature,
    /// Milk that was expressed.
    Pumping,
    /// A bath.
    Bath,
    /// Time on the belly.
    TummyTime,
    /// A remark.
    Note,
}
