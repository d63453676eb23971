//! Batches, so that a list of children or members costs one statement for all of them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use chrono::NaiveDate;
use domain::{
    AccountId, Actor, Appointment, ChildId, DaySummary, Error, FamilyClock, FamilyId, Insight,
    Result,
};

use persistence::activities::Latest;

use crate::{
    App,
    usecases::{activities, appointments, insights, summaries},
};

type Batches<L> = DataLoader<L, HashMapCache>;

/// The loaders of one request.
pub(super) struct Loaders {
    pub(super) summaries: Batches<Summaries>,
    pub(super) recent: Batches<Recent>,
    pub(super) appointments: Batches<Appointments>,
    pub(super) insights: Batches<Insights>,
}

impl Loaders {
    pub(super) fn new(app: &Arc<App>, actor: &Actor) -> Self {
        let who = || Who { app: app.clone(), actor: actor.clone() };
        Self {
            summaries: batches(Summaries(who())),
            recent: batches(Recent(who())),
            appointments: batches(Appointments(who())),
            insights: batches(Insights(who())),
        }
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
    pub(super) family: FamilyId,
    pub(super) clock: FamilyClock,
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
        let days: HashSet<_> = wanted.iter().map(|it| (it.family, it.clock, it.date)).collect();
        for (family, clock, date) in days {
            let same = |it: &&ChildDay| (it.family, it.date) == (family, date);
            let children: Vec<_> = wanted.iter().filter(same).map(|it| it.child).collect();
            let Who { app, actor } = &self.0;
            let by_child = summaries::of_day(app, actor, family, clock, date, &children).await?;
            found.extend(
                by_child
                    .into_iter()
                    .map(|(child, summary)| (ChildDay { family, clock, date, child }, summary)),
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

/// Names a child of a family.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChildOf {
    pub(super) family: FamilyId,
    pub(super) child: ChildId,
}

/// Declares loaders of what children have, each by one call a family.
macro_rules! of_children {
    ($($(#[$doc:meta])* $name:ident: $value:ty = $load:path;)*) => {$(
        $(#[$doc])*
        pub(super) struct $name(Who);

        impl Loader<ChildOf> for $name {
            type Value = Vec<$value>;
            type Error = Error;

            async fn load(&self, wanted: &[ChildOf]) -> Result<HashMap<ChildOf, Vec<$value>>> {
                let mut found = HashMap::new();
                let families: HashSet<_> = wanted.iter().map(|it| it.family).collect();
                for family in families {
                    let same = |it: &&ChildOf| it.family == family;
                    let children: Vec<_> = wanted.iter().filter(same).map(|it| it.child).collect();
                    let Who { app, actor } = &self.0;
                    let by_child = $load(app, actor, family, &children).await?;
                    found.extend(
                        by_child.into_iter().map(|(child, of)| (ChildOf { family, child }, of)),
                    );
                }
                Ok(found)
            }
        }
    )*};
}

of_children! {
    /// The next appointments of children.
    Appointments: Appointment = appointments::next;
    /// What was found out about children.
    Insights: Insight = insights::current;
}
