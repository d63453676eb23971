//! Where a test's gateway keeps things.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// The two storages that every test which stores something runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// The embedded default.
    Sqlite,
    /// Servers that several nodes share.
    PostgresAndRedis,
}

/// An empty database, and what wakes other nodes.
#[derive(Clone, Debug)]
pub struct Database {
    /// `DATABASE_URL`; `None` for SQLite in the node's own folder.
    pub url: Option<String>,
    /// `REDIS_URL`.
    pub redis: Option<String>,
}

impl Database {
    /// A fresh one.
    pub async fn fresh(on: Storage) -> Self {
        if on == Storage::Sqlite {
            return Self { url: None, redis: None };
        }
        let server = variable("TEST_DATABASE_URL");
        let name = format!("test_{}", Uuid::now_v7().simple());
        let admin = sea_orm::Database::connect(&server).await.expect("the test server answers");
        let create = format!("CREATE DATABASE {name}");
        admin.execute_unprepared(&create).await.expect("a new name");
        admin.close().await.expect("a connection that closes");
        let (base, _) = server.rsplit_once('/').expect("a url with a database");
        Self { url: Some(format!("{base}/{name}")), redis: Some(variable("TEST_REDIS_URL")) }
    }
}

/// What `tests/run` tells.
pub(crate) fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: `tests/run` starts the servers and sets it"))
}
