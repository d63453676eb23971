//! The handover: what others did since somebody last looked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Actor, Child, ChildId, Error, Event, FamilyId, Kind, Reason, Result, Subject,
};
use persistence::members::Listed;

use super::{
    children, members,
    sync::{self, Page},
};
use crate::App;

/// What changed since a member last looked.
pub struct Since {
    /// The number of the last change they had seen.
    pub since: i64,
    /// When they last looked; `None` if they never did.
    pub looked_at: Option<DateTime<Utc>>,
    /// What others did after that, in order.
    pub page: Page,
    /// Who is in the family, to name who did it.
    pub members: Vec<Listed>,
    /// The children, to name whom it is about.
    pub children: Vec<Child>,
}

/// What others changed in a family since the actor last looked, or after the number they name. Unless they only peek, they
/// have looked now.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, [`Error::Invalid`] if the number is none of its log.
pub async fn since_last(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    since: Option<i64>,
    peek: bool,
) -> Result<Since> {
    actor.member_of(family)?;
    let last = persistence::members::last_look(app.db.read(), family, actor.account).await?;
    let (seen, looked_at) = last.unwrap_or_default();
    let since = since.unwrap_or(seen);
    let mut page = sync::pull(app, actor, family, since, sync::MOST).await.map_err(|error| {
        if let Error::Invalid { reason: reason @ Reason::Between(..), .. } = error {
            Error::invalid("since", reason)
        } else {
            error
        }
    })?;
    page.changes.retain(|pulled| pulled.change.by != actor.account);
    let members = members::list(app, actor, family).await?;
    let children = children::list(app, actor, family).await?;
    if !peek && page.next > seen {
        let (db, now) = (app.db.write(), app.now());
        persistence::members::look(db, family, actor.account, page.next, now).await?;
    }
    Ok(Since { since, looked_at, page, members, children })
}

/// What one person did.
#[derive(Debug, Default)]
pub struct Doings {
    /// How many changes.
    pub changes: usize,
    /// How often they logged what about whom, of what is still there.
    pub logged: BTreeMap<(ChildId, Kind), usize>,
}

/// Who did what, counted.
#[must_use]
pub fn doings(page: &Page) -> BTreeMap<AccountId, Doings> {
    let mut people: BTreeMap<AccountId, Doings> = BTreeMap::new();
    for pulled in &page.changes {
        let doings = people.entry(pulled.change.by).or_default();
        doings.changes += 1;
        if let (Event::ActivityLogged, Subject::Activity { child, kind, .. }, Some(_)) =
            (pulled.change.event, &pulled.change.subject, pulled.thing)
        {
            *doings.logged.entry((*child, *kind)).or_default() += 1;
        }
    }
    people
}
