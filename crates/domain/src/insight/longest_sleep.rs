//! The longest sleep in a month.

use chrono::TimeDelta;

use super::{Evidence, Finding, Found};
use crate::{Entry, Kind, activity::whole_minutes};

/// How far back a record reaches.
const REACH: TimeDelta = TimeDelta::days(30);
/// Of how many a sleep is the longest at least.
const FEWEST: usize = 8;

/// The sleep that was longer than each of the others, if there were enough of them; told from when it ended.
pub(super) fn found(evidence: &Evidence) -> Option<Found> {
    let from = evidence.now - REACH;
    let ended = |entry: &&Entry| entry.kind == Kind::Sleep && entry.end.is_some();
    let slept = evidence.entries.iter().filter(ended).filter(|entry| entry.start >= from);
    let mut slept: Vec<_> =
        slept.map(|entry| (whole_minutes(entry.slept(evidence.now)), entry)).collect();
    slept.sort_unstable_by_key(|(minutes, _)| *minutes);
    let [.., (second, _), (minutes, longest)] = *slept else { return None };
    let record = slept.len() >= FEWEST && minutes > second;
    let finding = Finding::LongestSleep { sleep: longest.id, minutes };
    record.then_some(Found::since(finding, longest.end?))
}
