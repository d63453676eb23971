//! What is logged of a child, and which danger it shows.

use chrono::{DateTime, TimeDelta, Utc};

use super::{RedFlag, fever};
use crate::{DiaperContents, Temperature};

/// What is logged of a child that bears on its safety.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The moment that it is read at.
    pub now: DateTime<Utc>,
    /// The child's age in whole days.
    pub age_days: Option<u32>,
    /// Temperatures of the last day, in any order.
    pub temperatures: Vec<(DateTime<Utc>, Temperature)>,
    /// Diapers of the last two days, in any order.
    pub diapers: Vec<(DateTime<Utc>, DiaperContents)>,
    /// When feedings began in the last two days, in any order.
    pub feedings: Vec<DateTime<Utc>>,
}

/// Which red flags what is logged raises, the gravest first.
#[must_use]
pub fn logged(log: &Log) -> Vec<RedFlag> {
    let recent = |at: DateTime<Utc>| (log.now - TimeDelta::hours(24)..=log.now).contains(&at);
    let readings = log.temperatures.iter().filter(|(at, _)| recent(*at));
    let mean = |(_, reading): &(_, Temperature)| fever::flag(reading.celsius(), log.age_days);
    // A young baby's fever of the last day stays one; of others the last reading tells.
    let young = log.age_days.is_some_and(|days| days < fever::YOUNG);
    let mut flags: Vec<_> = if young {
        readings.filter_map(mean).collect()
    } else {
        readings.max_by_key(|(at, _)| *at).and_then(mean).into_iter().collect()
    };
    flags.extend(dry(log).then_some(RedFlag::Dehydration));
    flags.sort_unstable();
    flags.dedup();
    flags
}

/// Whether a baby under a year has had nothing wet for twelve hours although everything else goes on being logged, and
/// three wet diapers were in the day before.
fn dry(log: &Log) -> bool {
    let wet = || log.diapers.iter().filter(|(_, held)| *held != DiaperContents::Dirty);
    let Some(last) = wet().map(|(at, _)| *at).filter(|at| *at <= log.now).max() else {
        return false;
    };
    let before = wet().filter(|(at, _)| (last - TimeDelta::hours(24)..=last).contains(at)).count();
    let dirty = log.diapers.iter().filter(|(_, held)| *held == DiaperContents::Dirty);
    let since = dirty.map(|(at, _)| *at).chain(log.feedings.iter().copied());
    let since: Vec<_> = since.filter(|at| *at > last && *at <= log.now).collect();
    let goes_on = since.iter().any(|at| log.now - *at <= TimeDelta::hours(6));
    log.age_days.is_some_and(|days| days < 365)
        && log.now - last >= TimeDelta::hours(12)
        && before >= 3
        && since.len() >= 2
        && goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[test]
    fn what_is_logged_raises_flags_of_its_own() {
        let at = |hours: i64| NOW - TimeDelta::hours(hours);
        let reading = |hours, degrees| (at(hours), Temperature::from_celsius(degrees));
        let of = |age, temperatures: &[_]| {
            let temperatures = temperatures.to_vec();
            logged(&Log { now: NOW, age_days: Some(age), temperatures, ..Log::default() })
        };
        assert_eq!(of(40, &[reading(20, 38.0), reading(1, 37.0)]), [RedFlag::YoungFever]);
        assert_eq!(of(40, &[reading(25, 38.0)]), []);
        assert_eq!(of(400, &[reading(3, 40.2), reading(1, 38.0)]), []);
        assert_eq!(of(400, &[reading(1, 40.2), reading(3, 38.0)]), [RedFlag::HighFever]);
    }

    #[test]
    fn a_day_without_a_wet_diaper_alarms_only_where_logging_goes_on() {
        let at = |hours: i64| NOW - TimeDelta::hours(hours);
        let of = |age, wet: &[i64], dirty: &[i64], fed: &[i64]| {
            let held =
                |all: &[i64], what| all.iter().map(move |it| (at(*it), what)).collect::<Vec<_>>();
            let mut diapers = held(wet, DiaperContents::Wet);
            diapers.extend(held(dirty, DiaperContents::Dirty));
            let feedings = fed.iter().map(|it| at(*it)).collect();
            let log = Log { now: NOW, age_days: Some(age), diapers, feedings, ..Log::default() };
            logged(&log) == [RedFlag::Dehydration]
        };
        let wet = [13, 17, 21, 26];
        assert!(of(100, &wet, &[6], &[9, 2]));
        assert!(!of(100, &[11, 17, 21, 26], &[6], &[9, 2]), "not yet 12 hours");
        assert!(!of(400, &wet, &[6], &[9, 2]), "over a year");
        assert!(!of(100, &wet, &[], &[]), "nobody logs");
        assert!(!of(100, &wet, &[], &[12, 9]), "logging stopped");
        assert!(!of(100, &[13], &[6], &[9, 2]), "wet ones were hardly logged before");
        assert!(!of(100, &[], &[6], &[9, 2]), "wet ones were never logged");
    }
}
