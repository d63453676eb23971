//! What lies outside: mail and files. Each has an embedded default that needs nothing.

pub(crate) mod files;
pub(crate) mod mail;
