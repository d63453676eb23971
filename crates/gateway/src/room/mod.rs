//! The family room: everybody in a family sees at once what happens in it.
//!
//! The family's log is the truth. [`socket`] is one connection, [`hub`] one node's rooms, [`delivery`] one family's
//! events in order, [`relay`] wakes the other nodes, [`frames`] is what goes over the wire.

mod delivery;
pub(crate) mod frames;
mod hub;
pub(crate) mod relay;
pub(crate) mod socket;

pub(crate) use hub::Hub;
