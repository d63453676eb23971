//! What is printed at the end.

use std::fmt;

use crate::measure::Measured;

/// One thing that was measured, beside its floor.
pub(crate) struct Row {
    /// What the gateway did.
    pub(crate) what: &'static str,
    /// The gateway.
    pub(crate) gateway: Measured,
    /// The floor.
    pub(crate) floor: Measured,
}

/// All that was measured.
pub(crate) struct Report {
    /// The measurements under load.
    pub(crate) rows: Vec<Row>,
    /// The gateway's memory before any load, in MiB.
    pub(crate) idle_memory: f64,
    /// The gateway's memory after all load, in MiB.
    pub(crate) memory_after: f64,
    /// The median time from start to the first answer, in milliseconds.
    pub(crate) start: f64,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, gateway, floor } = self;
        write!(
            f,
            "| {what} | {:.0} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} |",
            gateway.per_second,
            gateway.percentile(50),
            gateway.percentile(99),
            floor.per_second,
            floor.percentile(50),
            gateway.per_second / floor.per_second,
            gateway.percentile(50) / floor.percentile(50),
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| what | gateway /s | p50 ms | p99 ms | floor (pgbench) /s | floor p50 ms | ratio | p50 ratio |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
        for row in &self.rows {
            writeln!(f, "{row}")?;
        }
        writeln!(f)?;
        let Self { idle_memory, memory_after, start, .. } = self;
        writeln!(f, "- Memory: {idle_memory:.1} MiB idle, {memory_after:.1} MiB after the load")?;
        write!(f, "- Start to listening: {start:.0} ms")
    }
}
