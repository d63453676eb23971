//! The contract of the astrologer: one-time codes, birth details and charts; `snake_case`, bare, at paths of its own.

pub(super) mod birth_details;
pub(super) mod codes;
mod fit;
mod label;
#[cfg_attr(not(test), expect(dead_code, reason = "shown by a route that is yet to come"))]
mod picture;
mod plan;
pub(super) mod status;
pub(super) mod user;
