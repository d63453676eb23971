//! Tables as SeaORM sees them. Private: rows leave this crate as domain values.

#![expect(unreachable_pub, reason = "SeaORM's derives want public models")]
#![expect(clippy::struct_excessive_bools, reason = "the contract's four permissions")]

pub(crate) mod account;
pub(crate) mod account_number;
pub(crate) mod activity;
pub(crate) mod appointment;
pub(crate) mod birth_details;
pub(crate) mod change;
pub(crate) mod child;
pub(crate) mod consent;
pub(crate) mod conversation;
pub(crate) mod delivery;
pub(crate) mod device;
pub(crate) mod early_access;
pub(crate) mod family;
pub(crate) mod family_number;
pub(crate) mod idempotency_key;
pub(crate) mod insight;
pub(crate) mod installation;
pub(crate) mod invitation;
pub(crate) mod letter;
pub(crate) mod mailed_token;
pub(crate) mod member;
pub(crate) mod message;
pub(crate) mod notification;
pub(crate) mod notification_settings;
pub(crate) mod points;
pub(crate) mod questions_asked;
pub(crate) mod refresh_token;
pub(crate) mod review;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod ticket;
pub(crate) mod timer;
