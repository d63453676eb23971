//! What a field has looked up of one family: everything under it shares that.

use std::{collections::HashMap, sync::Arc};

use async_graphql::Context;
use domain::{
    Actor, Appointment, Child, ChildId, Error, Family, FamilyId, Insight, Member, Predictions,
    Result, Thing, Timer,
};
use persistence::members::Listed;
use tokio::sync::OnceCell;

use super::{app, loaders::Loaders};
use crate::usecases::{
    appointments, children,
    growth::{self, Current},
    insights, members,
    rhythms::{self, KnownPatterns},
    timers,
};

/// A family as the actor sees it, and what was asked of it, each looked up once and only when it is asked.
pub(super) struct Home {
    /// The actor's own place in it.
    pub(super) member: Member,
    pub(super) family: Family,
    children: OnceCell<Vec<Child>>,
    members: OnceCell<Arc<[Listed]>>,
    timers: OnceCell<Vec<Timer>>,
    growth: OnceCell<HashMap<ChildId, Current>>,
    appointments: OnceCell<HashMap<ChildId, Vec<Appointment>>>,
    insights: OnceCell<HashMap<ChildId, Vec<Insight>>>,
    patterns: OnceCell<HashMap<ChildId, KnownPatterns>>,
    predictions: OnceCell<HashMap<ChildId, Predictions>>,
}

impl Home {
    pub(super) fn new(member: Member, family: Family) -> Arc<Self> {
        Arc::new(Self {
            member,
            family,
            children: OnceCell::new(),
            members: OnceCell::new(),
            timers: OnceCell::new(),
            growth: OnceCell::new(),
            appointments: OnceCell::new(),
            insights: OnceCell::new(),
            patterns: OnceCell::new(),
            predictions: OnceCell::new(),
        })
    }

    /// A family of the actor.
    pub(super) async fn of(ctx: &Context<'_>, id: FamilyId) -> Result<Arc<Self>> {
        let found = loaders(ctx)?.find(id).await?;
        found.ok_or(Error::NotFound(Thing::Family))
    }

    /// Its children, as far as the actor's access reaches.
    pub(super) async fn children(&self, ctx: &Context<'_>) -> Result<&[Child]> {
        let (app, _) = asked(ctx)?;
        let load = || children::of(app, &self.member, self.family.state());
        Ok(self.children.get_or_try_init(load).await?)
    }

    /// One of them.
    pub(super) async fn child(&self, ctx: &Context<'_>, id: ChildId) -> Result<&Child> {
        let found = self.children(ctx).await?.iter().find(|child| child.id == id);
        found.ok_or(Error::NotFound(Thing::Child))
    }

    /// Who is in it.
    pub(super) async fn members(&self, ctx: &Context<'_>) -> Result<&[Listed]> {
        let (app, _) = asked(ctx)?;
        Ok(self.members.get_or_try_init(|| members::of(app, self.family.state())).await?)
    }

    /// The next appointments of each child.
    pub(super) async fn appointments(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<ChildId, Vec<Appointment>>> {
        let (app, _) = asked(ctx)?;
        let load = || appointments::next(app, &self.member, self.family.state());
        self.appointments.get_or_try_init(load).await
    }

    /// What was found out about each child, for whoever may see reports.
    pub(super) async fn insights(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<ChildId, Vec<Insight>>> {
        let (app, _) = asked(ctx)?;
        let load = || insights::current(app, &self.member, self.family.state());
        self.insights.get_or_try_init(load).await
    }

    /// What the days of each child have in common, for whoever may see reports.
    pub(super) async fn patterns(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<ChildId, KnownPatterns>> {
        let (app, _) = asked(ctx)?;
        let load = || async {
            let children: Vec<_> = self.children(ctx).await?.iter().map(|it| it.id).collect();
            rhythms::patterns_of(app, &self.member, self.family.state(), &children).await
        };
        self.patterns.get_or_try_init(load).await
    }

    /// What comes next for each child, for whoever may see reports.
    pub(super) async fn predictions(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<ChildId, Predictions>> {
        let (app, _) = asked(ctx)?;
        let load = || rhythms::upcoming(app, &self.member, self.family.state());
        self.predictions.get_or_try_init(load).await
    }

    /// The timers that have not ended.
    pub(super) async fn timers(&self, ctx: &Context<'_>) -> Result<&[Timer]> {
        let (app, actor) = asked(ctx)?;
        let load = || timers::list(app, actor, Some(self.family.id), None);
        Ok(self.timers.get_or_try_init(load).await?)
    }

    /// The latest measures of its children, for whoever may see reports.
    pub(super) async fn growth(&self, ctx: &Context<'_>) -> Result<&HashMap<ChildId, Current>> {
        let (app, _) = asked(ctx)?;
        let load = || async {
            let children = self.children(ctx).await?;
            growth::current(app, &self.member, children, self.family.clock).await
        };
        self.growth.get_or_try_init(load).await
    }
}

/// The loaders of the request.
fn loaders<'a>(ctx: &Context<'a>) -> Result<&'a Loaders> {
    ctx.data::<Loaders>().map_err(|error| Error::internal(error.message))
}

/// The app and who asks it.
pub(super) fn asked<'a>(ctx: &Context<'a>) -> Result<(&'a crate::App, &'a Actor)> {
    let missing = |error: async_graphql::Error| Error::internal(error.message);
    Ok((app(ctx).map_err(missing)?, ctx.data::<Actor>().map_err(missing)?))
}
