//! The gateway as its clients see it, one module a noun. Whatever stores something runs on both storages.

mod accounts;
mod activities;
mod children;
mod command;
mod contract;
mod dashboard;
mod families;
mod layers;
mod manners;
mod once;
mod room;
mod sealed;
mod sessions;
