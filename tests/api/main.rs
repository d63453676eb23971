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
mod demo;
mod devices;
mod families;
mod graph;
mod graphql_http;
mod graphql_socket;
mod growth;
mod http;
mod idempotency;
mod insights;
mod kinds;
mod languages;
mod layers;
mod letters;
mod limits;
mod looks;
mod matrix;
mod members;
mod milestones;
mod mutations;
mod notifications;
mod photos;
mod points;
mod presence;
mod reminders;
mod reports;
mod rhythms;
mod room;
mod sealed;
mod sessions;
mod sockets;
mod sync;
mod timers;
mod transfers;
