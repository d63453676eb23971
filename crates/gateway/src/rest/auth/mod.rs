//! The auth contract: `snake_case`, bare, whole numbers for ids.

pub(super) mod passwords;
pub(super) mod sessions;
pub(super) mod settings;
pub(super) mod signup;
mod user;
