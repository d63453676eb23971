//! The gateway as its clients see it, one module a noun. Whatever stores something runs on both storages.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod accounts;
mod activities;
mod appointments;
mod children;
mod command;
mod contract;
mod corrections;
mod dashboard;
mod devices;
mod families;
mod http;
mod idempotency;
mod insights;
mod kinds;
mod languages;
mod layers;
mod limits;
mod looks;
mod matrix;
mod members;
mod notifications;
mod reminders;
mod room;
mod sealed;
mod sessions;
mod sync;
mod timers;
