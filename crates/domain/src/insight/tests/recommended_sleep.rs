use super::*;

/// Noon in New York on the day after the last of the week's nights.
const NOW: &str = "2024-02-10T17:00:00Z";

/// A week of nights of eight hours, each with a nap of so many minutes.
fn week(born: &str, nap: i64) -> Evidence {
    let days = (1..=7).map(|days| at("2024-02-10T01:00:00Z") - TimeDelta::days(days - 1));
    let entries = days.flat_map(|bedtime| {
        let noon = bedtime - TimeDelta::hours(9);
        [slept(SleepKind::Night, bedtime, 480), slept(SleepKind::Nap, noon, nap)]
    });
    Evidence { entries: entries.collect(), ..nothing(born, NOW) }
}

fn found(evidence: &Evidence) -> Option<(i64, Bound)> {
    let [Found { finding, until }] = *evidence.findings() else { return None };
    let Finding::SleepOutsideRecommendation { minutes, bound } = finding else { return None };
    assert_eq!(until, at("2024-02-13T05:00:00Z"), "three days after the week");
    Some((minutes, bound))
}

#[test]
fn the_middle_of_a_week_is_less_or_more_than_may_be_right_at_an_age() {
    let (baby, toddler) = ("2023-06-15", "2022-06-15");
    assert_eq!(found(&week(baby, 119)), Some((599, Bound::Least(10))));
    assert_eq!(found(&week(baby, 120)), None);
    assert_eq!(found(&week(toddler, 59)), Some((539, Bound::Least(9))));
    assert_eq!(found(&week(toddler, 119)), None);
    assert_eq!(found(&week(toddler, 481)), Some((961, Bound::Most(16))));
    assert_eq!(found(&week("1999-06-15", 10)), None, "it is grown up");
    let mut one_long_day = week(baby, 100);
    one_long_day.entries[1].end = Some(one_long_day.entries[1].start + TimeDelta::hours(5));
    assert_eq!(found(&one_long_day), Some((580, Bound::Least(10))));
}

#[test]
fn a_week_that_looks_half_logged_tells_nothing() {
    let spoil = |how: &dyn Fn(&mut Vec<Entry>)| {
        let mut evidence = week("2023-06-15", 60);
        how(&mut evidence.entries);
        found(&evidence)
    };
    assert!(spoil(&|_| {}).is_some());
    assert_eq!(spoil(&|all| all.truncate(13)), None, "a nap is missing");
    let without_a_night = |all: &mut Vec<Entry>| {
        all.remove(4);
    };
    assert_eq!(spoil(&without_a_night), None, "a night is missing");
    assert_eq!(spoil(&|all| all[4].end = None), None, "an end is missing");
    let short = |all: &mut Vec<Entry>| all[4].end = Some(all[4].start + TimeDelta::hours(3));
    assert_eq!(spoil(&short), None, "half of a night is missing");
    let less = |all: &mut Vec<Entry>| all[4].end = Some(all[4].start + TimeDelta::minutes(241));
    assert!(spoil(&less).is_some(), "a bad night is one");
    let long = |all: &mut Vec<Entry>| {
        for nap in all.iter_mut().skip(1).step_by(2) {
            nap.start -= TimeDelta::minutes(150);
            nap.end = Some(nap.start + TimeDelta::hours(11));
        }
    };
    assert_eq!(spoil(&long), Some((19 * 60, Bound::Most(18))));
    let long = |all: &mut Vec<Entry>| {
        long(all);
        all[1].end = Some(all[1].start + TimeDelta::minutes(1));
    };
    assert_eq!(spoil(&long), None, "half of what is usual on a day is missing");
    assert_eq!(spoil(&|all| all.push(all[4])), None, "a night was logged twice");
    assert_eq!(spoil(&|all| all.truncate(12)), None, "a day is missing");
}

#[test]
fn a_night_that_goes_on_is_not_looked_at_yet() {
    let mut evidence = week("2023-06-15", 60);
    evidence.now = at("2024-02-10T16:59:59Z");
    assert_eq!(found(&evidence), None, "there was no week before the last");
}
