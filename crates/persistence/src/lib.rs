//! Domain values in and out of SQLite or PostgreSQL.
//!
//! One module a noun, each a few plain functions over any connection, so that a use-case can run them alone or together
//! in a transaction. What is private leaves this crate opened and enters it to be [sealed](seal).

#![expect(clippy::missing_errors_doc, reason = "every query fails alike, see `Error`")]

pub mod accounts;
pub mod activities;
pub mod appointments;
pub mod birth_details;
pub mod changes;
pub mod children;
pub mod consents;
pub mod conversations;
mod database;
pub mod deliveries;
pub mod devices;
pub mod early_access;
mod entities;
mod error;
pub mod families;
pub mod idempotency;
pub mod insights;
pub mod invitations;
pub mod letters;
pub mod mailed_tokens;
pub mod members;
pub mod messages;
pub mod notification_settings;
pub mod notifications;
pub mod points;
pub mod questions;
pub mod reviews;
pub mod seal;
pub mod sessions;
pub mod setups;
pub mod tickets;
pub mod timers;

pub use database::{Db, Migrated, begin, commit, migrate, revert};
pub use error::{Error, Result};
pub use sea_orm::{ConnectionTrait, DatabaseTransaction};
