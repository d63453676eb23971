//! The gateway as its clients see it, one module a noun. Whatever stores something runs on both storages.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod accounts;
mod activities;
mod children;
mod command;
mod contract;
mod corrections;
mod dashboard;
mod demo;
mod devices;
mod families;
mod http;
mod idempotency;
mod kinds;
mod languages;
mod layers;
mod limits;
mod looks;
mod matrix;
mod members;
mod milestones;
mod notifications;
mod reminders;
mod reports;
mod room;
mod sealed;
mod sessions;
mod sync;
mod timers;
