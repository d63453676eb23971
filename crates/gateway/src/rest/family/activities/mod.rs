//! Activities: logging, listing, correcting.

mod body;
mod edit;
mod form;
mod list;
mod log;

pub(crate) use body::activity;
pub(in crate::rest) use body::{ActivityBody, GrowthMeasureBody};
pub(crate) use edit::correction;
pub(in crate::rest) use edit::{
    correct_activity, delete_activity, restore_activity, show_activity,
};
pub(crate) use form::{as_shown, read, shaped};
pub(in crate::rest) use list::{bound, list_activities};
pub(in crate::rest) use log::{
    log_bath, log_diaper, log_feeding, log_growth, log_medication, log_milestone, log_note,
    log_pumping, log_sleep, log_temperature, log_tummy_time,
};
