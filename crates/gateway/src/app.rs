//! What every request can reach.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use domain::{AccountId, Change, Error, Result};
use persistence::{Db, seal::Vault};

use crate::{
    backends::{files::Files, mail::Mail, model::Model, push::Push, speech::Speech},
    config::Settings,
    finders::Finders,
    journal::Journal,
    keys::Keys,
    memory::Memory,
    room::{Hub, relay::Relay},
    socket::Registry,
    tokens::Tokens,
    work::Work,
};

type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The running application.
pub struct App {
    pub(crate) db: Db,
    pub(crate) vault: Vault,
    pub(crate) tokens: Tokens,
    pub(crate) memory: Memory,
    pub(crate) work: Work,
    pub(crate) mail: Mail,
    pub(crate) push: Push,
    pub(crate) files: Files,
    /// Absent, all answers are put together from what is built in.
    pub(crate) model: Option<Model>,
    pub(crate) speech: Speech,
    pub(crate) hub: Arc<Hub>,
    pub(crate) sockets: Registry,
    /// Names the families' logs; another one after a backup was restored.
    pub(crate) epoch: String,
    pub(crate) settings: Settings,
    pub(crate) journal: Journal,
    pub(crate) finders: Arc<Finders>,
    clock: Clock,
}

impl App {
    /// Wires the application around an open database, on the real clock.
    ///
    /// # Errors
    /// If a backend cannot be set up, or the database fails.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the real clock")]
    pub async fn new(settings: Settings, keys: Keys, db: Db) -> Result<Arc<Self>> {
        Self::at(settings, keys, db, Utc::now).await
    }

    /// Wires the application around an open database and a clock.
    ///
    /// # Errors
    /// If a backend cannot be set up, or the database fails.
    pub async fn at(
        settings: Settings,
        keys: Keys,
        db: Db,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    ) -> Result<Arc<Self>> {
        let relay = Relay::new(settings.redis_url.as_deref())?;
        let hub = Arc::new(Hub::new(relay));
        let epoch = db.epoch().await?;
        let finders = Arc::new(Finders::new(settings.pace));
        let app = Arc::new(Self {
            vault: keys.vault,
            tokens: keys.tokens,
            memory: Memory::new(),
            work: Work::new()?,
            mail: Mail::new(&settings)?,
            push: Push::new(&settings).map_err(Error::internal)?,
            files: Files::new(&settings)?,
            model: settings.model.as_ref().map(Model::new).transpose().map_err(Error::internal)?,
            speech: Speech::new(&settings)?,
            journal: Journal::start(db.clone(), hub.clone(), finders.clone()),
            finders,
            hub,
            sockets: Registry::default(),
            epoch,
            clock: Box::new(clock),
            db,
            settings,
        });
        Hub::start(&app);
        Ok(app)
    }

    /// The time now, to the millisecond: finer parts would survive in SQLite and be cut off in PostgreSQL.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(3)
    }

    /// Tells everyone who listens, on all nodes. Call after the commit, never before.
    pub(crate) fn tell(&self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            self.finders.hear(&change);
            self.hub.tell(change);
        }
        // Some changes are told to people who are not looking, too.
        self.push.wake();
    }

    /// Makes all nodes look again at what this account may. Call after the commit, never before.
    pub(crate) async fn account_changed(&self, account: AccountId) {
        self.memory.forget(account).await;
        self.sockets.recheck(account);
        self.hub.account_changed(account);
    }
}
