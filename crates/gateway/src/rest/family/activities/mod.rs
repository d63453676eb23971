//! Activities: logging, listing, correcting.

mod body;
mod edit;
mod form;
mod list;
mod log;

pub(in crate::rest) use body::{ActivityBody, GrowthMeasureBody};
pub(in crate::rest) use edit::{
    correct_activity, correction, delete_activity, restore_activity, show_activity,
};
pub(in crate::rest) use form::{read, shaped};
pub(in crate::rest) use list::{bound, list_activities};
pub(in crate::rest) use log::{
    log_bath, log_diaper, log_feeding, log_growth, log_medication, log_milestone, log_note,
    log_pumping, log_sleep, log_temperature, log_tummy_time,
};
