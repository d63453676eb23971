//! What can go wrong in the database, in words that both databases share.

use sea_orm::{DbErr, SqlErr};

/// Shorthand used in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a query failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique index refused the row.
    #[error("such a row already exists")]
    Duplicate,
    /// A row points to another that does not exist.
    #[error("a row points to one that does not exist")]
    Dangling,
    /// A stored row breaks a rule of the domain.
    #[error("a stored row is corrupt: {0}")]
    Corrupt(String),
    /// A sealed column could not be opened: another key, or another row's content.
    #[error("a sealed column of {0} could not be opened")]
    Sealed(&'static str),
    /// The installation's data is sealed with another master key.
    #[error("the data is sealed with master key {stored}, but the configured one is {configured}")]
    OtherMasterKey {
        /// The key the data needs.
        stored: String,
        /// The key at hand.
        configured: String,
    },
    /// Anything else.
    #[error(transparent)]
    Database(DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Dangling,
            _ => Self::Database(error),
        }
    }
}

impl From<Error> for domain::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Duplicate => Self::Exists(domain::Thing::Entry),
            Error::Dangling => Self::NotFound(domain::Thing::Entry),
            _ => Self::internal(error),
        }
    }
}

/// A word or text of a stored row that the domain refuses.
pub(crate) fn corrupt(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(error.to_string())
}
