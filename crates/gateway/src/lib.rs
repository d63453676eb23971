//! One set of use-cases behind three faces: REST, GraphQL and the family room's WebSocket.
//!
//! A request enters through a face ([`rest`], [`graphql`], `room`), which reads it into domain values, calls a function in
//! [`usecases`] and writes the answer. No face touches the database.

mod app;
mod auth;
mod backends;
pub mod cli;
pub mod config;
mod cors;
mod cursor;
mod demo;
mod error;
mod finders;
pub mod graphql;
mod journal;
pub mod keys;
mod language;
mod library;
mod listen;
mod markup;
mod memory;
mod middleware;
mod rate_limit;
pub mod rest;
mod room;
mod server;
mod socket;
mod tokens;
pub mod transfer;
pub mod usecases;
mod work;

pub use app::App;
pub use server::{Running, Stopper, serve};
