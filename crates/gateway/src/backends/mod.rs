//! What lies outside: mail, push and files. Each has an embedded default that needs nothing.

pub(crate) mod files;
pub(crate) mod mail;
pub(crate) mod push;
