//! Connections of the WebSocket protocol, whatever is spoken over them.
//!
//! [`frame`] is RFC 6455 (actix-ws shakes hands; its reader waits for all of a frame before it finds it too large, and its
//! writer copies what is sent for each client), [`line`] what waits to be sent, [`connection`] the life of a connection, [`peer`] whom it
//! belongs to,
//! [`registry`] those of this node. What is said is for a [`Protocol`].

mod connection;
pub(crate) mod frame;
mod line;
mod peer;
mod registry;

pub(crate) use connection::{Close, Protocol, Step, accept};
pub(crate) use line::Line;
pub(crate) use peer::{GRACE, Peer};
pub(crate) use registry::{Registry, SocketId};
