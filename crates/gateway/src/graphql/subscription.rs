//! What can be listened to: a family's log, from any number on.

use std::sync::Arc;

use async_graphql::{Context, ID, Result, SimpleObject, Subscription};
use chrono::{DateTime, Utc};
use domain::{Actor, Change, Error, FamilyId, Member, Subject, Thing, Word};
use futures_util::{Stream, StreamExt, stream};
use tokio::{
    sync::watch,
    time::{Duration, Instant, sleep_until},
};

use super::words::ActivityType;
use crate::{
    App,
    room::{Following, Since, Told},
    usecases::sessions,
};

/// How often it is looked whether access for a time has ended.
const LOOK: Duration = Duration::from_secs(1);

/// Tells operations that their person may be allowed more or less than before.
pub(super) type Rights = watch::Receiver<()>;

/// What can be listened to.
pub struct Subscriptions;

#[Subscription(name = "Subscription")]
impl Subscriptions {
    /// What happens in a family you are in: everything after the change with the number `since`, in order, each once; without
    /// `since`, from now on. With `epoch`, numbers of another log are known for what they are.
    async fn family_events(
        &self,
        ctx: &Context<'_>,
        family_id: ID,
        since: Option<i64>,
        epoch: Option<String>,
    ) -> Result<impl Stream<Item = Result<FamilyEvent>> + use<>> {
        let family = family_id.parse().map_err(|_| Error::NotFound(Thing::Family))?;
        let (app, actor) = (ctx.data::<Arc<App>>()?.clone(), ctx.data::<Actor>()?.clone());
        let since = Since { seq: since, epoch };
        let listener = Listener::new(app, actor, family, since, ctx.data::<Rights>()?.clone());
        Ok(stream::unfold(Some(listener.await?), |listener| async {
            let mut listener = listener?;
            match listener.next().await {
                Some(Ok(event)) => Some((Ok(event), Some(listener))),
                Some(Err(error)) => Some((Err(error.into()), None)),
                None => None,
            }
        }))
    }
}

/// Something that happened in a family.
#[derive(SimpleObject)]
struct FamilyEvent {
    /// Its number in the family's log, without holes.
    seq: i64,
    /// The log that it is a number of.
    epoch: String,
    /// What happened, as the room says it; `hidden` for what you may not know of, and `resync` where what you missed cannot be
    /// told in full: read afresh, it goes on after `seq`.
    event: String,
    /// When.
    at: Option<DateTime<Utc>>,
    /// The member who did it.
    by: Option<ID>,
    /// What it happened to: `family`, `member`, `invitation`, `child`, `activity`, `timer`, `appointment` or
    /// `insight`.
    entity: Option<&'static str>,
    /// The id of that.
    entity_id: Option<ID>,
    /// The child it is about.
    child_id: Option<ID>,
    /// The kind of an activity or a timer.
    r#type: Option<ActivityType>,
    /// When an activity or a timer began, or an appointment will.
    timestamp: Option<DateTime<Utc>>,
}

impl FamilyEvent {
    /// An event that has nothing but its number.
    fn bare(epoch: &str, seq: i64, event: &str) -> Self {
        Self {
            seq,
            epoch: epoch.to_owned(),
            event: event.to_owned(),
            at: None,
            by: None,
            entity: None,
            entity_id: None,
            child_id: None,
            r#type: None,
            timestamp: None,
        }
    }

    fn new(epoch: &str, change: &Change) -> Self {
        let (id, kind, timestamp) = match &change.subject {
            Subject::Family => (change.family.to_string(), None, None),
            Subject::Invitation { id, .. } => (id.to_string(), None, None),
            Subject::Member { id, .. } => (id.to_string(), None, None),
            Subject::Child { id } => (id.to_string(), None, None),
            Subject::Activity { id, kind, timestamp, .. } => {
                (id.to_string(), Some(*kind), Some(*timestamp))
            }
            Subject::Timer { id, kind, start, .. } => (id.to_string(), Some(*kind), Some(*start)),
            Subject::Appointment { id, at, .. } => (id.to_string(), None, Some(*at)),
            Subject::Insight { id, .. } => (id.to_string(), None, None),
        };
        Self {
            at: Some(change.at),
            by: Some(change.by.to_string().into()),
            entity: Some(change.subject.entity().0.word()),
            entity_id: Some(id.into()),
            child_id: change.subject.child().map(|child| child.to_string().into()),
            r#type: kind.map(Into::into),
            timestamp,
            ..Self::bare(epoch, change.seq, change.event.word())
        }
    }
}

/// Somebody who listens to a family, for as long as they may.
struct Listener {
    app: Arc<App>,
    actor: Actor,
    member: Member,
    rights: Rights,
    following: Following,
    /// When it is looked next whether access for a time has ended, however much happens until then.
    next_look: Instant,
    /// The number up to which they heard everything.
    last: Option<i64>,
}

impl Listener {
    async fn new(
        app: Arc<App>,
        actor: Actor,
        family: FamilyId,
        since: Since,
        rights: Rights,
    ) -> domain::Result<Self> {
        let member = actor.member_of(family)?;
        let last = since.seq;
        let following = app.hub.follow(&app, &member, since).await?;
        let next_look = Instant::now() + LOOK;
        Ok(Self { app, actor, member, rights, following, next_look, last })
    }

    /// The next event; `None` once the connection has ended.
    async fn next(&mut self) -> Option<domain::Result<FamilyEvent>> {
        loop {
            let timed = self.member.access().is_timed();
            let looked = tokio::select! {
                biased;
                changed = self.rights.changed() => {
                    changed.ok()?;
                    self.look_again().await
                }
                () = sleep_until(self.next_look), if timed => {
                    self.next_look = Instant::now() + LOOK;
                    self.look_again().await
                }
                told = self.following.next() => match told {
                    Some(told) => return Some(Ok(self.event(told))),
                    None => self.come_back().await,
                },
            };
            if let Err(error) = looked {
                return Some(Err(error));
            }
        }
    }

    fn event(&mut self, told: Told) -> FamilyEvent {
        let epoch = &self.app.epoch;
        let event = match told {
            Told::Change(change) => FamilyEvent::new(epoch, &change),
            Told::Hidden(seq) => FamilyEvent::bare(epoch, seq, "hidden"),
            Told::Resync(seq) => FamilyEvent::bare(epoch, seq, "resync"),
        };
        self.last = Some(event.seq);
        event
    }

    /// Takes a new seat where access has changed.
    async fn look_again(&mut self) -> domain::Result<()> {
        let actor = sessions::again(&self.app, &self.actor).await?;
        let member = actor.member_of(self.member.family())?;
        if member != self.member {
            self.member = member.clone();
            self.app.hub.reseat(self.following.id(), member).await;
        }
        Ok(())
    }

    /// The room let go of them: because they are out of the family, or because more waited than it keeps; then they go on
    /// where they were.
    async fn come_back(&mut self) -> domain::Result<()> {
        self.app.memory.forget(self.actor.account).await;
        self.look_again().await?;
        let since = Since { seq: self.last, epoch: Some(self.app.epoch.clone()) };
        self.following = self.app.hub.follow(&self.app, &self.member, since).await?;
        Ok(())
    }
}
