//! What the gateway remembers between requests, so that most cost no look-up.
//!
//! What somebody may is never older than [`FRESH`]: whatever a node does not hear of is true again within a second on all of
//! them. Keys of families do not change and are kept for minutes.

use std::{collections::BTreeMap, hash::Hash, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Actor, Appointment, Child, ChildId, Error, FamilyId, FamilyState, Insight, Locale,
    Membership, Result, Session, Thing,
    astrology::{Chart, Nativity, Rules},
};
use moka::future::Cache;
use persistence::{idempotency::RequestKey, members::Listed, seal::Key};
use tokio::sync::{Mutex, OnceCell, OwnedMutexGuard};

use crate::{
    App,
    usecases::{health::Health, rhythms::Rhythms},
};

/// How old a remembered standing may be.
const FRESH: Duration = Duration::from_millis(900);

/// An account's live sessions and its places in families.
#[derive(Debug)]
pub(crate) struct Standing {
    /// When it was read.
    pub(crate) at: DateTime<Utc>,
    pub(crate) sessions: Vec<Session>,
    memberships: Arc<[Membership]>,
}

impl Standing {
    /// The places in families that the account has access to at a moment.
    pub(crate) fn memberships(&self, now: DateTime<Utc>) -> Arc<[Membership]> {
        if self.memberships.iter().any(|place| place.access.is_timed()) {
            self.memberships.iter().filter(|place| place.access.holds(now)).cloned().collect()
        } else {
            self.memberships.clone()
        }
    }
}

/// What a family had when its log had reached a number: as long as the log has not moved on, it has it still. Each part is
/// looked up when it is first asked for.
#[derive(Default)]
pub(crate) struct Snapshot {
    pub(crate) children: OnceCell<Arc<[Child]>>,
    pub(crate) appointments: OnceCell<Arc<[Appointment]>>,
    pub(crate) insights: OnceCell<Arc<[Insight]>>,
}

/// A family, the number that its log has reached, and the minute.
type Moment = (FamilyId, i64, i64);

/// The moment and the place of a birth, its degrees to the bit, and the rules by which a chart is cast.
type Casting = (DateTime<Utc>, [u64; 2], Rules);

/// The remembered.
pub(crate) struct Memory {
    standings: Cache<AccountId, Arc<Standing>>,
    /// By account too: ids are the clients' own, and what one person may know another may not.
    children: Cache<(AccountId, ChildId), FamilyId>,
    keys: Cache<FamilyId, Arc<Key>>,
    /// By the number that the log has reached, and the minute, because what is next depends on the time.
    snapshots: Cache<Moment, Arc<Snapshot>>,
    /// Likewise; few, as each is a hundred kilobytes.
    rhythms: Cache<Moment, Rhythms>,
    /// By the number that the log has reached; what it does not tell of people is as fresh as their rights.
    members: Cache<(FamilyId, i64), Arc<[Listed]>>,
    /// By what they are cast for, and how. Nothing tells whose they are.
    charts: Cache<Casting, Arc<Chart>>,
    locales: Cache<AccountId, Locale>,
    /// Held while a request is answered that may come again meanwhile.
    turns: Cache<RequestKey, Arc<Mutex<()>>>,
    seen: Cache<AccountId, ()>,
    health: Cache<(), Health>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self {
            standings: cache(FRESH),
            children: cache(FRESH),
            keys: cache(Duration::from_mins(5)),
            snapshots: cache(Duration::from_mins(1)),
            rhythms: few(Duration::from_mins(1)),
            members: cache(FRESH),
            charts: few(Duration::from_mins(10)),
            locales: cache(Duration::from_mins(1)),
            turns: cache(Duration::from_mins(5)),
            seen: cache(Duration::from_mins(1)),
            health: cache(Duration::from_secs(1)),
        }
    }

    /// Forgets what is known of an account.
    pub(crate) async fn forget(&self, account: AccountId) {
        self.standings.invalidate(&account).await;
        self.locales.invalidate(&account).await;
    }

    /// Forgets the key of a family that is no more.
    pub(crate) async fn forget_family(&self, family: FamilyId) {
        self.keys.invalidate(&family).await;
    }

    /// Forgets where a child was that is no more.
    pub(crate) async fn forget_child(&self, account: AccountId, child: ChildId) {
        self.children.invalidate(&(account, child)).await;
    }

    /// Waits until nobody else on this node answers the same request.
    pub(crate) async fn turn(&self, request: &RequestKey) -> OwnedMutexGuard<()> {
        let turn = self.turns.get_with_by_ref(request, async { Arc::default() }).await;
        turn.lock_owned().await
    }

    /// The last answer to how things are, or a new one.
    pub(crate) async fn health(&self, ask: impl Future<Output = Health>) -> Health {
        self.health.get_with((), ask).await
    }
}

impl App {
    /// An account's sessions and memberships.
    pub(crate) async fn standing(&self, account: AccountId) -> Result<Arc<Standing>> {
        let load = async {
            let at = self.now();
            let (sessions, memberships) = futures_util::try_join!(
                persistence::sessions::live(self.db.read(), account, at),
                persistence::members::of_account(self.db.read(), account),
            )?;
            Ok::<_, Error>(Arc::new(Standing { at, sessions, memberships: memberships.into() }))
        };
        self.memory.standings.try_get_with(account, load).await.map_err(unshare)
    }

    /// The key of a family.
    pub(crate) async fn family_key(&self, family: FamilyId) -> Result<Arc<Key>> {
        let load = async {
            let key = persistence::families::key(self.db.read(), &self.vault, family).await?;
            key.map(Arc::new).ok_or(Error::NotFound(Thing::Family))
        };
        self.memory.keys.try_get_with(family, load).await.map_err(unshare)
    }

    /// The keys of those of these families that there are; what is not remembered is looked up at once.
    pub(crate) async fn family_keys(
        &self,
        families: impl IntoIterator<Item = FamilyId>,
    ) -> Result<BTreeMap<FamilyId, Arc<Key>>> {
        let (mut keys, mut unknown) = (BTreeMap::new(), Vec::new());
        for family in families {
            match self.memory.keys.get(&family).await {
                Some(key) => drop(keys.insert(family, key)),
                None => unknown.push(family),
            }
        }
        if !unknown.is_empty() {
            let found = persistence::families::keys(self.db.read(), &self.vault, unknown).await?;
            for (family, key) in found {
                let key = Arc::new(key);
                self.memory.keys.insert(family, key.clone()).await;
                keys.insert(family, key);
            }
        }
        Ok(keys)
    }

    /// What a family has that was just looked up.
    pub(crate) async fn snapshot(&self, family: FamilyState) -> Arc<Snapshot> {
        let now = self.moment(family);
        self.memory.snapshots.get_with(now, async { Arc::default() }).await
    }

    /// The rhythms of the children of a family that was just looked up, or what learns them.
    pub(crate) async fn rhythms(
        &self,
        family: FamilyState,
        learn: impl Future<Output = Result<Rhythms>>,
    ) -> Result<Rhythms> {
        self.memory.rhythms.try_get_with(self.moment(family), learn).await.map_err(unshare)
    }

    fn moment(&self, family: FamilyState) -> Moment {
        (family.id, family.seq, self.now().timestamp().div_euclid(60))
    }

    /// Who is in a family whose log has just reached a number.
    pub(crate) async fn members_of(&self, family: FamilyId, seq: i64) -> Result<Arc<[Listed]>> {
        let load = async {
            let db = self.db.read();
            let members = persistence::members::in_family(db, &self.vault, family).await?;
            Ok::<_, Error>(members.into())
        };
        self.memory.members.try_get_with((family, seq), load).await.map_err(unshare)
    }

    /// The chart of a birth.
    pub(crate) async fn chart(&self, birth: &Nativity, rules: Rules) -> Result<Arc<Chart>> {
        let place = [birth.latitude.to_bits(), birth.longitude.to_bits()];
        let (at, birth) = (birth.at, birth.clone());
        let cast = self.work.run(move || Ok(Arc::new(Chart::cast(&birth, rules))));
        self.memory.charts.try_get_with((at, place, rules), cast).await.map_err(unshare)
    }

    /// The key of an account, which is asked for too rarely to be remembered.
    pub(crate) async fn account_key(&self, account: AccountId) -> Result<Key> {
        let key = persistence::accounts::key(self.db.read(), &self.vault, account).await?;
        key.ok_or(Error::NotFound(Thing::Account))
    }

    /// Which of the actor's families a child is in.
    pub(crate) async fn family_of_child(&self, actor: &Actor, child: ChildId) -> Result<FamilyId> {
        let load = async {
            let found =
                persistence::children::family_of(self.db.read(), actor.families(), child).await?;
            found.ok_or(Error::NotFound(Thing::Child))
        };
        let place = (actor.account, child);
        self.memory.children.try_get_with(place, load).await.map_err(unshare)
    }

    /// The language of an account's profile.
    pub(crate) async fn locale(&self, account: AccountId) -> Result<Locale> {
        let load = async {
            let locale = persistence::accounts::locale(self.db.read(), account).await?;
            locale.ok_or(Error::NotFound(Thing::Account))
        };
        self.memory.locales.try_get_with(account, load).await.map_err(unshare)
    }

    /// Notes once a minute that an account is active.
    pub(crate) async fn seen(&self, account: AccountId) -> Result<()> {
        let note = async {
            let now = self.now();
            persistence::accounts::seen(self.db.write(), account, now).await.map_err(Error::from)
        };
        self.memory.seen.try_get_with(account, note).await.map_err(unshare)
    }
}

fn cache<K, V>(lifetime: Duration) -> Cache<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    Cache::builder().max_capacity(100_000).time_to_live(lifetime).build()
}

fn few<K, V>(lifetime: Duration) -> Cache<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    Cache::builder().max_capacity(500).time_to_live(lifetime).build()
}

fn unshare(error: Arc<Error>) -> Error {
    Arc::unwrap_or_clone(error)
}
