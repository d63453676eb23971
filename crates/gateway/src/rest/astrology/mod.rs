//! The contract of the astrologer: one-time codes, birth details and charts; `snake_case`, bare, at paths of its own.

pub(super) mod birth_details;
pub(super) mod codes;
pub(super) mod status;
pub(super) mod user;
