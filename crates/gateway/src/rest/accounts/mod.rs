//! The accounts contract: `snake_case`, bare, UUIDs for ids.

pub(super) mod passwords;
pub(super) mod register;
pub(super) mod users;
