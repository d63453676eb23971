//! The assistant: questions, also with answers that come as they are written, and the conversations they are kept in.

mod chat;
mod conversations;
mod stream;

pub(in crate::rest) use chat::*;
pub(in crate::rest) use conversations::*;
