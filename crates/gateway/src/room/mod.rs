//! The family room: everybody in a family sees at once what happens in it.
//!
//! The family's log is the truth. [`conversation`] is what a client and the server say to each other, [`said`] and [`frames`]
//! how that looks on the wire, [`hub`] one node's rooms, [`delivery`] one family's events in order, [`seat`] who
//! listens to them, [`presence`] who is there, and [`relay`] wakes the other nodes.

pub(crate) mod conversation;
mod delivery;
mod frames;
mod hub;
mod presence;
pub(crate) mod relay;
mod said;
mod seat;

pub(crate) use hub::{Following, Hub, Since};
pub(crate) use seat::Told;
