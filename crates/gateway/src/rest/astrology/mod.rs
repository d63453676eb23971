//! The contract of the astrologer: one-time codes, birth details and charts; `snake_case`, bare, at paths of its own.

pub(super) mod birth_details;
pub(super) mod chat;
pub(super) mod codes;
mod kundli;
mod picture;
pub(super) mod sessions;
pub(super) mod status;
pub(super) mod user;
