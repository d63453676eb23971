//! Batches, so that a list of children or members costs one statement for all of them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use chrono::NaiveDate;
use domain::{AccountId, Actor, ChildId, Dates, DaySummary, Error, FamilyId, FamilyState, Result};

use persistence::activities::Latest;

use super::home::Home;
use crate::{
    App,
    usecases::{
        activities::{self, List, Page},
        families,
        reports::{self, Report},
        summaries,
    },
};

type Batches<L> = DataLoader<L, HashMapCache>;

/// The loaders of one request.
pub(super) struct Loaders {
    pub(super) homes: Batches<Homes>,
    pub(super) summaries: Batches<Summaries>,
    pub(super) reports: Batches<Reports>,
    pub(super) recent: Batches<Recent>,
    pub(super) lists: Batches<Lists>,
}

impl Loaders {
    pub(super) fn new(app: &Arc<App>, actor: &Actor) -> Self {
        let who = || Who { app: app.clone(), actor: actor.clone() };
        Self {
            homes: batches(Homes(who())),
            summaries: batches(Summaries(who())),
            reports: batches(Reports(who())),
            recent: batches(Recent(who())),
            lists: batches(Lists(who())),
        }
    }

    /// Forgets what was loaded: something has changed.
    pub(super) fn forget(&self) {
        self.homes.clear::<FamilyId>();
        self.summaries.clear::<ChildDay>();
        self.reports.clear::<ChildDates>();
        self.recent.clear::<MembersLatest>();
        self.lists.clear::<ChildsList>();
    }
}

fn batches<L>(loader: L) -> Batches<L> {
    // What one step of the document asks for is asked in one go; there is nothing to wait for.
    DataLoader::with_cache(loader, tokio::spawn, HashMapCache::default()).delay(Duration::ZERO)
}

/// For whom is loaded.
struct Who {
    app: Arc<App>,
    actor: Actor,
}

/// Names a child's day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildDay {
    pub(super) family: FamilyState,
    pub(super) date: NaiveDate,
    pub(super) child: ChildId,
}

/// Days in numbers.
pub(super) struct Summaries(Who);

impl Loader<ChildDay> for Summaries {
    type Value = DaySummary;
    type Error = Error;

    async fn load(&self, wanted: &[ChildDay]) -> Result<HashMap<ChildDay, DaySummary>> {
        let mut found = HashMap::new();
        let days: HashSet<_> = wanted.iter().map(|it| (it.family, it.date)).collect();
        for (family, date) in days {
            let same = |it: &&ChildDay| (it.family, it.date) == (family, date);
            let children: Vec<_> = wanted.iter().filter(same).map(|it| it.child).collect();
            let Who { app, actor } = &self.0;
            let by_child = summaries::of_day(app, actor, family, date, &children).await?;
            found.extend(
                by_child
                    .into_iter()
                    .map(|(child, summary)| (ChildDay { family, date, child }, summary)),
            );
        }
        Ok(found)
    }
}

/// Names several days of a child.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildDates {
    pub(super) family: FamilyState,
    pub(super) dates: Dates,
    pub(super) child: ChildId,
}

/// Several days.
pub(super) struct Reports(Who);

impl Loader<ChildDates> for Reports {
    type Value = Report;
    type Error = Error;

    async fn load(&self, wanted: &[ChildDates]) -> Result<HashMap<ChildDates, Report>> {
        let mut found = HashMap::new();
        let ranges: HashSet<_> = wanted.iter().map(|it| (it.family, it.dates)).collect();
        for (family, dates) in ranges {
            let same = |it: &&ChildDates| (it.family, it.dates) == (family, dates);
            let children: Vec<_> = wanted.iter().filter(same).map(|it| it.child).collect();
            let Who { app, actor } = &self.0;
            let by_child = reports::of_days(app, actor, family, dates, &children).await?;
            found.extend(
                by_child
                    .into_iter()
                    .map(|(child, report)| (ChildDates { family, dates, child }, report)),
            );
        }
        Ok(found)
    }
}

/// Names the latest activities of a member.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct MembersLatest {
    pub(super) family: FamilyId,
    pub(super) limit: u64,
    pub(super) member: AccountId,
}

/// The latest activities of members.
pub(super) struct Recent(Who);

impl Loader<MembersLatest> for Recent {
    type Value = Vec<Latest>;
    type Error = Error;

    async fn load(&self, wanted: &[MembersLatest]) -> Result<HashMap<MembersLatest, Vec<Latest>>> {
        let mut found = HashMap::new();
        let lists: HashSet<_> = wanted.iter().map(|it| (it.family, it.limit)).collect();
        for (family, limit) in lists {
            let same = |it: &&MembersLatest| (it.family, it.limit) == (family, limit);
            let members: Vec<_> = wanted.iter().filter(same).map(|it| it.member).collect();
            let Who { app, actor } = &self.0;
            let by_member =
                activities::latest_by_members(app, actor, family, &members, limit).await?;
            found.extend(
                by_member.into_iter().map(|(member, activities)| {
                    (MembersLatest { family, limit, member }, activities)
                }),
            );
        }
        Ok(found)
    }
}

/// Names a page of a child's activities.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildsList {
    pub(super) family: FamilyId,
    pub(super) list: List,
}

/// Pages of children's activities.
pub(super) struct Lists(Who);

impl Loader<ChildsList> for Lists {
    type Value = Arc<Page>;
    type Error = Error;

    async fn load(&self, wanted: &[ChildsList]) -> Result<HashMap<ChildsList, Arc<Page>>> {
        let mut found = HashMap::new();
        let families: HashSet<_> = wanted.iter().map(|it| it.family).collect();
        for family in families {
            let same = |it: &&ChildsList| it.family == family;
            let lists: Vec<_> = wanted.iter().filter(same).map(|it| it.list).collect();
            let Who { app, actor } = &self.0;
            let pages = activities::lists(app, actor, family, &lists).await?;
            found.extend(
                lists
                    .into_iter()
                    .zip(pages)
                    .map(|(list, page)| (ChildsList { family, list }, Arc::new(page))),
            );
        }
        Ok(found)
    }
}

/// Families as the actor sees them, one of each for all of a request.
pub(super) struct Homes(Who);

impl Loader<FamilyId> for Homes {
    type Value = Arc<Home>;
    type Error = Error;

    async fn load(&self, _: &[FamilyId]) -> Result<HashMap<FamilyId, Arc<Home>>> {
        let Who { app, actor } = &self.0;
        let found = families::list(app, actor).await?;
        Ok(found
            .into_iter()
            .map(|(member, family)| (family.id, Home::new(member, family)))
            .collect())
    }
}
