//! What became of it all: counted at every listener, and held against the log.

use std::{collections::HashSet, fmt, time::Duration};

use super::listener::Heard;

/// What the table is headed with.
pub(super) const HEAD: &str = "\
| fault | events | deliveries | lost | doubled | reordered | longest silence |
|---|--:|--:|--:|--:|--:|--:|";

/// What became of the events of a scenario.
#[derive(Default)]
pub(super) struct Tally {
    fault: &'static str,
    /// The events of all families.
    pub(super) events: i64,
    deliveries: usize,
    lost: usize,
    doubled: usize,
    reordered: usize,
    resyncs: usize,
    silence: Duration,
}

impl Tally {
    pub(super) fn of(fault: &'static str) -> Self {
        Self { fault, ..Self::default() }
    }

    /// Adds what one listener heard of a log that ends with the number `end`.
    pub(super) fn add(&mut self, heard: &Heard, end: i64) {
        let (mut known, mut last) = (HashSet::new(), 0);
        for &seq in &heard.seqs {
            if !known.insert(seq) {
                self.doubled += 1;
            } else if seq < last {
                self.reordered += 1;
            }
            last = last.max(seq);
        }
        self.deliveries += heard.seqs.len();
        self.lost += (1..=end).filter(|seq| !known.contains(seq)).count();
        self.resyncs += heard.resyncs;
        self.silence = self.silence.max(heard.silence);
    }

    /// Fails unless every listener has heard everything, once and in order.
    pub(super) fn check(&self) {
        let wrong = (self.lost, self.doubled, self.reordered, self.resyncs);
        assert_eq!(wrong, (0, 0, 0, 0), "lost, doubled, reordered, told to read afresh: {self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fault, events, deliveries, lost, doubled, reordered, silence, .. } = self;
        let silence = silence.as_secs_f64();
        write!(f, "| {fault} | {events} | {deliveries} | {lost} | {doubled} | {reordered} |")?;
        write!(f, " {silence:.1} s |")
    }
}
