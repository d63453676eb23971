//! Activities, and lists of them.

use std::sync::Arc;

use async_graphql::{
    Context, ID, Object, Result, SimpleObject,
    connection::{Connection, Edge},
};
use chrono::{DateTime, Utc};
use domain::{Error, Reason};
use serde_json::Value;

use super::{
    app,
    child::ChildNode,
    home::Home,
    loaders::{ChildsList, Loaders},
    member::MemberNode,
    words::{ActivityType, MoodWord},
};
use crate::{
    cursor,
    rest::forms,
    usecases::{activities::List, growth::Shown},
};

/// An activity.
pub(super) struct ActivityNode {
    shown: Shown,
    home: Arc<Home>,
}

impl ActivityNode {
    pub(super) fn new(shown: Shown, home: &Arc<Home>) -> Self {
        Self { shown, home: home.clone() }
    }
}

/// An activity.
#[Object(name = "Activity")]
impl ActivityNode {
    /// Its id.
    async fn id(&self) -> ID {
        self.shown.activity.id.to_string().into()
    }

    /// What it was.
    async fn r#type(&self) -> ActivityType {
        self.shown.activity.details.kind().into()
    }

    /// Whose.
    async fn child(&self, ctx: &Context<'_>) -> Result<ChildNode> {
        let child = self.home.child(ctx, self.shown.activity.child).await?;
        Ok(ChildNode::new(app(ctx)?, child.clone(), &self.home))
    }

    /// When it began.
    async fn timestamp(&self) -> DateTime<Utc> {
        self.shown.activity.start
    }

    /// When it ended.
    async fn end_time(&self) -> Option<DateTime<Utc>> {
        self.shown.activity.end
    }

    /// Whole minutes, without pauses.
    async fn duration(&self) -> Option<i64> {
        self.shown.activity.duration_minutes()
    }

    /// What one type of activity has that others have not: `details` of the REST face, field by field. Measures come in both
    /// systems, and those of a child beside the standard.
    async fn details(&self) -> Value {
        forms::activity(&self.shown)["details"].take()
    }

    /// A remark.
    async fn notes(&self) -> Option<&str> {
        self.shown.activity.notes.as_deref()
    }

    /// How the child was.
    async fn mood(&self) -> Option<MoodWord> {
        self.shown.activity.mood.map(Into::into)
    }

    /// Who logged it; null if they have left.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Option<MemberNode>> {
        Ok(MemberNode::of(ctx, &self.home, self.shown.activity.created_by).await?)
    }

    /// When it reached the server.
    async fn created_at(&self) -> DateTime<Utc> {
        self.shown.activity.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.shown.activity.updated_at
    }

    /// Counts the changes, from 1; say it with a change, and nobody's is overwritten.
    async fn version(&self) -> i32 {
        self.shown.activity.version
    }
}

/// The most on one page.
const MOST: u64 = 100;

/// What is on a page of a list when nobody says how much.
const USUAL: u64 = 20;

/// Checks how much of a list is asked for.
pub(super) fn checked(first: Option<u64>) -> domain::Result<u64> {
    let first = first.unwrap_or(USUAL);
    let refused = || Error::invalid("first", Reason::between(1, MOST));
    (1..=MOST).contains(&first).then_some(first).ok_or_else(refused)
}

/// What a page tells of its list.
#[derive(SimpleObject)]
pub(super) struct Total {
    /// How many there are on all pages.
    total_count: u64,
}

/// A page of activities; its cursors are those of the REST face.
pub(super) type Activities = Connection<String, ActivityNode, Total>;

/// A page of a child's list, which goes on after a cursor.
pub(super) async fn page(
    ctx: &Context<'_>,
    home: &Arc<Home>,
    list: List,
    after: Option<&str>,
) -> Result<Activities> {
    let vault = &app(ctx)?.vault;
    let read = |text| cursor::read(vault, list.child, text).map_err(|error| error.at("after"));
    let list = List { after: after.map(read).transpose()?, ..list };
    let wanted = ChildsList { family: home.family.id, list };
    let page = ctx.data::<Loaders>()?.find(wanted).await?;
    let page = page.ok_or_else(|| Error::internal("a list without a page"))?;
    let total = Total { total_count: page.total };
    let mut activities =
        Connection::with_additional_fields(list.after.is_some(), page.next.is_some(), total);
    let edge = |shown: &Shown| {
        let position = (shown.activity.start, shown.activity.id);
        let node = ActivityNode::new(shown.clone(), home);
        Edge::new(cursor::write(vault, list.child, position), node)
    };
    activities.edges.extend(page.activities.iter().map(edge));
    Ok(activities)
}
