//! What lies outside: mail, push, files, a language model and what hears people speak. Each has an embedded default that needs nothing.

pub(crate) mod files;
pub(crate) mod mail;
pub(crate) mod model;
pub(crate) mod push;
pub(crate) mod speech;
