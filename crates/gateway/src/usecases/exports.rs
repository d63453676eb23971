//! What was logged about a child, page by page, to be taken elsewhere.

use std::sync::Arc;

use chrono_tz::Tz;
use domain::{Activity, Actor, ChildId, Result, ViewReports};
use persistence::{
    activities::{Filter, Position, Slice},
    seal::Key,
};

use super::{
    activities::{Bound, stretch},
    children, families,
};
use crate::App;

/// How many activities a page has.
const PAGE: u64 = 500;

/// A child's activities, the latest first; what is logged meanwhile is not among them.
pub struct Export {
    /// The family's zone.
    pub zone: Tz,
    key: Arc<Key>,
    filter: Filter,
    after: Option<Position>,
    ended: bool,
}

/// Begins to tell a child's activities between two days, both included, to those who may see reports.
///
/// # Errors
/// [`domain::Error::NotFound`] if the actor cannot know the child, [`domain::Error::Forbidden`] without the permission.
pub async fn begin(
    app: &App,
    actor: &Actor,
    child: ChildId,
    from: Option<Bound>,
    until: Option<Bound>,
) -> Result<Export> {
    let member = children::member_for(app, actor, child).await?;
    member.may::<ViewReports>()?;
    let key = families::key(app, &member).await?;
    let clock = families::of(app, &member).await?.clock;
    let (from, until) = stretch(Some(clock), from, until);
    let filter = Filter { family: member.family(), child, kind: None, from, until };
    Ok(Export { zone: clock.zone, key, filter, after: None, ended: false })
}

impl Export {
    /// The next page; none after the last.
    ///
    /// # Errors
    /// Only if the database fails.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<Activity>>> {
        if self.ended {
            return Ok(None);
        }
        let slice = Slice { filter: self.filter, after: self.after, limit: PAGE };
        let page = persistence::activities::slice(app.db.read(), &self.key, &slice).await?;
        self.after = page.last().map(|last| (last.start, last.id));
        self.ended = (page.len() as u64) < PAGE;
        Ok(Some(page).filter(|page| !page.is_empty()))
    }
}
