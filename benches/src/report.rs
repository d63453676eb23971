//! What is printed at the end.

use std::fmt;

use crate::measure::Measured;

/// The head of the table.
pub(crate) const HEAD: &str = "\
| what | gateway /s | p50 ms | p99 ms | floor (pgbench) /s | floor p50 ms | ratio | p50 ratio |
|---|--:|--:|--:|--:|--:|--:|--:|";

/// One thing that was measured, beside its floor.
pub(crate) struct Row {
    /// What was done.
    pub(crate) what: &'static str,
    /// The gateway.
    pub(crate) gateway: Measured,
    /// The floor.
    pub(crate) floor: Measured,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, gateway, floor } = self;
        let [p50, p99, floor_p50] =
            [gateway.percentile(50), gateway.percentile(99), floor.percentile(50)];
        let (rate, floor_rate) = (gateway.per_second, floor.per_second);
        write!(
            f,
            "| {what} | {rate:.0} | {p50:.2} | {p99:.2} | {floor_rate:.0} | {floor_p50:.2} |"
        )?;
        write!(f, " {:.2} | {:.2} |", rate / floor_rate, p50 / floor_p50)
    }
}
