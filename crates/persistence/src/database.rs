//! Connections, transactions and the schema's version.

use std::time::Duration;

use migrations::Migrator;
use sea_orm::{
    ActiveValue::Set,
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    EntityTrait, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, metric,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

use crate::{Error, Result, entities::installation, seal::Vault};

/// The database: PostgreSQL with one pool, or SQLite with one connection that writes and a few that read beside it.
#[derive(Clone)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
}

/// Under which name the logs' name is kept.
const EPOCH: &str = "epoch";

/// What [`migrate`] found and did.
#[derive(Debug)]
pub struct Migrated {
    /// How many steps it took.
    pub steps: usize,
}

impl Db {
    /// Connects to the database at `url`: `postgres://…` or `sqlite://path`.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite(url, 1)).await?;
            let read = Database::connect(sqlite(url, 4)).await?;
            return Ok(Self { write, read });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire(false)
            .sqlx_logging(false)
            // Every statement enters an index by its family, whatever the values: one plan each is enough. Left to itself the
            // server plans afresh at each call what has a bound LIMIT, which takes longer than to run it.
            .map_sqlx_postgres_opts(|options| {
                options.options([("plan_cache_mode", "force_generic_plan")])
            });
        let pool = Database::connect(options).await?;
        Ok(Self { write: pool.clone(), read: pool })
    }

    /// Where queries outside a transaction run.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Where single statements that change something run.
    #[must_use]
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Calls `observe` with every statement that runs from now on, for tests that count them.
    pub fn observe(&mut self, observe: impl Fn(&str) + Clone + Send + Sync + 'static) {
        let observe = move |info: &metric::Info<'_>| observe(&info.statement.sql);
        self.read.set_metric_callback(observe.clone());
        self.write.set_metric_callback(observe);
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// A setting of the server under which an acknowledged write may be lost, if it is so set.
    pub async fn lax_durability(&self) -> Result<Option<&'static str>> {
        if self.read.get_database_backend() != DbBackend::Postgres {
            return Ok(None);
        }
        for setting in ["synchronous_commit", "fsync"] {
            let show = Statement::from_string(DbBackend::Postgres, format!("SHOW {setting}"));
            let row = self.read.query_one_raw(show).await?;
            if row.map(|row| row.try_get_by_index::<String>(0)).transpose()?.as_deref()
                == Some("off")
            {
                return Ok(Some(setting));
            }
        }
        Ok(None)
    }

    /// Makes sure that the data is sealed with this vault's master key; an empty database adopts it.
    pub async fn claim(&self, vault: &Vault) -> Result<()> {
        let configured = vault.master.id();
        let stored = self.adopt("master_key", configured.clone()).await?;
        if stored == configured {
            Ok(())
        } else {
            Err(Error::OtherMasterKey { stored, configured })
        }
    }

    /// Names the families' logs: numbers of a log that has another name say nothing about this one.
    pub async fn epoch(&self) -> Result<String> {
        self.adopt(EPOCH, fresh_epoch()).await
    }

    /// Names the logs anew, as after a backup was restored: what was logged since it was made is gone, and its numbers will
    /// be given out again.
    pub async fn renew_epoch(&self) -> Result<()> {
        self.epoch().await?;
        let row = installation::ActiveModel { name: Set(EPOCH.into()), value: Set(fresh_epoch()) };
        installation::Entity::update(row).exec_without_returning(&self.write).await?;
        Ok(())
    }

    /// What is known of this installation under a name; the first to ask decides.
    async fn adopt(&self, name: &str, value: String) -> Result<String> {
        if let Some(row) = installation::Entity::find_by_id(name).one(&self.read).await? {
            return Ok(row.value);
        }
        let row = installation::ActiveModel { name: Set(name.into()), value: Set(value.clone()) };
        let inserted = installation::Entity::insert(row).exec_without_returning(&self.write).await;
        match inserted.map_err(Error::from) {
            // Another node of this installation starts beside us; see what it wrote.
            Err(Error::Duplicate) => Box::pin(self.adopt(name, value)).await,
            other => other.map(|_| value),
        }
    }
}

fn fresh_epoch() -> String {
    Uuid::new_v4().simple().to_string()
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                // What is deleted is gone from the file, too.
                .pragma("secure_delete", "ON")
        });
    options
}

/// Brings the schema up to date. Nodes that start together do it one after the other.
///
/// # Errors
/// Also if the database has steps that this program does not know.
pub async fn migrate(db: &Db) -> Result<Migrated> {
    let tx = begin(db).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("SELECT pg_advisory_xact_lock(7263001)").await?;
    }
    let pending = Migrator::get_pending_migrations(&tx).await?.len();
    if pending > 0 {
        Migrator::up(&tx, None).await?;
    }
    commit(tx).await?;
    Ok(Migrated { steps: pending })
}

/// Takes back the last `steps` steps of the schema, and what they hold.
pub async fn revert(db: &Db, steps: u32) -> Result<()> {
    let tx = begin(db).await?;
    Migrator::down(&tx, Some(steps)).await?;
    commit(tx).await
}

/// Starts a transaction; it rolls back unless given to [`commit`].
pub async fn begin(db: &Db) -> Result<DatabaseTransaction> {
    // A deferred SQLite transaction fails when it turns from reading to writing beside another writer; taking the write
    // lock first makes it wait instead.
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    Ok(db.write.begin_with_options(options).await?)
}

/// Makes a transaction permanent. If the connection breaks meanwhile, nobody knows whether it is.
pub async fn commit(tx: DatabaseTransaction) -> Result<()> {
    Ok(tx.commit().await?)
}
