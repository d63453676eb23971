//! Activities: logging them, and the list of them.

mod list;
mod log;

pub(in crate::rest) use list::list_activities;
pub(in crate::rest) use log::{log_diaper, log_feeding, log_sleep};
