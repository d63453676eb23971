//! Sleep beside what is recommended at an age.

use chrono::{Days, TimeDelta};

use super::{Bound, Evidence, Finding, Found};
use crate::{Dates, Entry, Kind, SleepDay, activity::whole_minutes};

/// How many days are looked at.
const DAYS: u64 = 7;

/// Up to which age in months how many hours in 24 may be right for a child: fewer or more are recommended for none (National
/// Sleep Foundation; Hirshkowitz et al., Sleep Health 1(1), 2015, doi 10.1016/j.sleh.2014.12.010, "may be appropriate").
const MAY_BE_RIGHT: [(u32, u8, u8); 6] =
    [(4, 11, 19), (12, 10, 18), (36, 9, 16), (72, 8, 14), (168, 7, 12), (216, 7, 11)];

/// From how much on a night looks as if all of it was logged.
const WHOLE_NIGHT: TimeDelta = TimeDelta::hours(4);

/// Whether half of the last complete week's days had less sleep than may be right, or more; only of a week that was logged in
/// full, told from when it ended.
pub(super) fn found(evidence: &Evidence) -> Option<Found> {
    let week = last_week(evidence)?;
    let mut slept = logged_in_full(evidence, week)?;
    slept.sort_unstable();
    let median = slept[slept.len() / 2];
    // A day on which far less was logged than usual tells of the log, not of the child.
    if slept[0] < median / 2 {
        return None;
    }
    let age = evidence.child.age_in_months(week.last());
    let (_, least, most) = MAY_BE_RIGHT.into_iter().find(|(below, ..)| age < *below)?;
    let bound = match median {
        few if few < TimeDelta::hours(least.into()) => Bound::Least(least),
        many if many > TimeDelta::hours(most.into()) => Bound::Most(most),
        _ => return None,
    };
    let finding = Finding::SleepOutsideRecommendation { minutes: whole_minutes(median), bound };
    Some(Found::since(finding, week.span(evidence.clock).end))
}

/// The last seven days whose nights are over.
fn last_week(evidence: &Evidence) -> Option<Dates> {
    let today = evidence.clock.date(evidence.now);
    let mut weeks = (1..=2).filter_map(|days| {
        let last = today.checked_sub_days(Days::new(days))?;
        Dates::new(last.checked_sub_days(Days::new(DAYS - 1))?, last).ok()
    });
    weeks.find(|week| week.span_with_nights(evidence.clock).end <= evidence.now)
}

/// How long the child slept on each day, its night included, if all of that looks logged: each sleep has its end and none runs
/// into another, each day has a whole night, and in the child's first year a nap.
fn logged_in_full(evidence: &Evidence, week: Dates) -> Option<Vec<TimeDelta>> {
    let Evidence { child, clock, now, .. } = evidence;
    let span = week.span(*clock);
    let in_week = |entry: &&Entry| entry.kind == Kind::Sleep && span.contains(entry.start);
    let mut sleeps: Vec<_> = evidence.entries.iter().filter(in_week).copied().collect();
    sleeps.sort_unstable_by_key(|sleep| sleep.start);
    let ended = sleeps.iter().all(|sleep| sleep.end.is_some());
    let apart = sleeps.windows(2).all(|pair| pair[0].end <= Some(pair[1].start));
    if !(ended && apart) {
        return None;
    }
    let of_day = |date| {
        let SleepDay { total, naps, night, .. } =
            clock.day(date).summary(sleeps.iter().copied(), *now).sleep;
        let napped = naps > 0 || child.age_in_months(date) >= 12;
        (napped && night >= WHOLE_NIGHT).then_some(total)
    };
    week.days().map(of_day).collect()
}
