//! x
use crate::word::words;
words! {
    /// x
    Declined {
        /// x
        Dose = "dose",
        /// x
        Diagnosis = "diagnosis",
    }
}
/// x
#[must_use]
pub fn declined(_: &str) -> Option<Declined> {
    None
}
