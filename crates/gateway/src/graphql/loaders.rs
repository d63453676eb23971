//! Batches, so that a list of children or members costs one statement for all of them.

use std::{collections::HashMap, hash::Hash, sync::Arc, time::Duration};

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use chrono::NaiveDate;
use domain::{AccountId, Actor, ChildId, Dates, DaySummary, Error, FamilyId, FamilyState, Result};

use persistence::activities::Latest;

use super::{growth::ChildHistory, home::Home, milestone::ChildMilestones};
use crate::{
    App,
    usecases::{
        activities::{self, List, Page},
        families,
        reports::{self, Report},
        summaries,
    },
};

/// The loaders of one request.
pub(super) struct Loaders(DataLoader<Who, HashMapCache>);

impl Loaders {
    pub(super) fn new(app: &Arc<App>, actor: &Actor) -> Self {
        let who = Who { app: app.clone(), actor: actor.clone() };
        // What one step of the document asks for is asked in one go; there is nothing to wait for.
        let loader = DataLoader::with_cache(who, tokio::spawn, HashMapCache::default());
        Self(loader.delay(Duration::ZERO))
    }

    /// What a key names, looked up together with all that is asked for beside it.
    pub(super) async fn find<K: Together>(&self, key: K) -> Result<Option<K::Found>> {
        self.0.load_one(key).await?.transpose()
    }

    /// Forgets what was loaded: something has changed.
    pub(super) fn forget(&self) {
        self.0.clear::<FamilyId>();
        self.0.clear::<ChildDay>();
        self.0.clear::<ChildDates>();
        self.0.clear::<ChildHistory>();
        self.0.clear::<ChildMilestones>();
        self.0.clear::<MembersLatest>();
        self.0.clear::<ChildsList>();
    }
}

/// For whom is loaded.
struct Who {
    app: Arc<App>,
    actor: Actor,
}

/// Names something that is looked up together with all others of its group.
pub(super) trait Together: Copy + Eq + Hash + Send + Sync + 'static {
    /// What the others must have in common with it.
    type Group: Eq + Hash + Send;
    /// What is found.
    type Found: Clone + Send + Sync + 'static;

    fn group(self) -> Self::Group;

    /// Looks up what is wanted of one group.
    fn look_up(
        app: &App,
        actor: &Actor,
        group: Self::Group,
        wanted: &[Self],
    ) -> impl Future<Output = Result<HashMap<Self, Self::Found>>> + Send;
}

/// What is refused of one group is refused of no other.
impl<K: Together> Loader<K> for Who {
    type Value = Result<K::Found>;
    type Error = Error;

    async fn load(&self, wanted: &[K]) -> Result<HashMap<K, Self::Value>> {
        let mut groups = HashMap::<K::Group, Vec<K>>::new();
        for key in wanted {
            groups.entry(key.group()).or_default().push(*key);
        }
        let mut found = HashMap::new();
        for (group, wanted) in groups {
            match K::look_up(&self.app, &self.actor, group, &wanted).await {
                Ok(of_group) => found.extend(of_group.into_iter().map(|(key, it)| (key, Ok(it)))),
                Err(error) => {
                    found.extend(wanted.into_iter().map(|key| (key, Err(error.clone()))));
                }
            }
        }
        Ok(found)
    }
}

/// Names a child's day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildDay {
    pub(super) family: FamilyState,
    pub(super) date: NaiveDate,
    pub(super) child: ChildId,
}

impl Together for ChildDay {
    type Group = (FamilyState, NaiveDate);
    type Found = DaySummary;

    fn group(self) -> Self::Group {
        (self.family, self.date)
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        (family, date): Self::Group,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let children: Vec<_> = wanted.iter().map(|it| it.child).collect();
        let found = summaries::of_day(app, actor, family, date, &children).await?.into_iter();
        Ok(found.map(|(child, summary)| (Self { family, date, child }, summary)).collect())
    }
}

/// Names several days of a child.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildDates {
    pub(super) family: FamilyState,
    pub(super) dates: Dates,
    pub(super) child: ChildId,
}

impl Together for ChildDates {
    type Group = (FamilyState, Dates);
    type Found = Report;

    fn group(self) -> Self::Group {
        (self.family, self.dates)
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        (family, dates): Self::Group,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let children: Vec<_> = wanted.iter().map(|it| it.child).collect();
        let found = reports::of_days(app, actor, family, dates, &children).await?.into_iter();
        Ok(found.map(|(child, report)| (Self { family, dates, child }, report)).collect())
    }
}

/// Names the latest activities of a member.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct MembersLatest {
    pub(super) family: FamilyId,
    pub(super) limit: u64,
    pub(super) member: AccountId,
}

impl Together for MembersLatest {
    type Group = (FamilyId, u64);
    type Found = Vec<Latest>;

    fn group(self) -> Self::Group {
        (self.family, self.limit)
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        (family, limit): Self::Group,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let members: Vec<_> = wanted.iter().map(|it| it.member).collect();
        let found = activities::latest_by_members(app, actor, family, &members, limit).await?;
        let found = found.into_iter();
        Ok(found.map(|(member, latest)| (Self { family, limit, member }, latest)).collect())
    }
}

/// Names a page of a child's activities.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildsList {
    pub(super) family: FamilyId,
    pub(super) list: List,
}

impl Together for ChildsList {
    type Group = FamilyId;
    type Found = Arc<Page>;

    fn group(self) -> FamilyId {
        self.family
    }

    async fn look_up(
        app: &App,
        actor: &Actor,
        family: Self::Group,
        wanted: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let lists: Vec<_> = wanted.iter().map(|it| it.list).collect();
        let pages = activities::lists(app, actor, family, &lists).await?.into_iter();
        Ok(wanted.iter().copied().zip(pages.map(Arc::new)).collect())
    }
}

/// Families as the actor sees them, one of each for all of a request.
impl Together for FamilyId {
    type Group = ();
    type Found = Arc<Home>;

    fn group(self) {}

    async fn look_up(
        app: &App,
        actor: &Actor,
        (): (),
        _: &[Self],
    ) -> Result<HashMap<Self, Self::Found>> {
        let found = families::list(app, actor).await?.into_iter();
        Ok(found.map(|(member, family)| (family.id, Home::new(member, family))).collect())
    }
}
