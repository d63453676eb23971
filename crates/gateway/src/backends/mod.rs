//! What lies outside: mail, push, files and a language model. Each has an embedded default that needs nothing.

pub(crate) mod files;
pub(crate) mod mail;
pub(crate) mod model;
pub(crate) mod push;
