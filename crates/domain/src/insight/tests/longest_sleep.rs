use super::*;

const NOW: &str = "2024-02-10T12:00:00Z";

/// Sleeps of these lengths, the first a day before [`NOW`], each other one a day before.
fn of(lengths: &[i64]) -> Evidence {
    let start = |days| at(NOW) - TimeDelta::days(days);
    let sleeps = (1..).zip(lengths);
    let entries = sleeps.map(|(days, minutes)| slept(SleepKind::Nap, start(days), *minutes));
    Evidence { entries: entries.collect(), ..nothing("2023-06-15", NOW) }
}

#[test]
fn it_is_longer_than_seven_others_and_as_long_as_none() {
    let record = of(&[460, 60, 70, 80, 90, 100, 110, 459]);
    let finding = Finding::LongestSleep { sleep: record.entries[0].id, minutes: 460 };
    let until = record.entries[0].end.unwrap() + TimeDelta::days(7);
    assert_eq!(record.findings(), [Found { finding, until }]);
    assert_eq!(of(&[460, 60, 70, 80, 90, 100, 110]).findings(), [], "too few");
    assert_eq!(of(&[460, 60, 70, 80, 90, 100, 110, 460]).findings(), [], "a tie");
}

#[test]
fn pauses_and_sleeps_that_go_on_or_are_a_month_old_do_not_count() {
    let mut evidence = of(&[460, 60, 70, 80, 90, 100, 110, 120, 500, 501]);
    evidence.entries[8].paused = TimeDelta::minutes(200);
    evidence.entries[9].end = None;
    assert_eq!(evidence.findings().len(), 1);
    evidence.entries[9].end = Some(evidence.entries[9].start + TimeDelta::minutes(501));
    assert_eq!(evidence.findings(), [], "it ended more than a week ago");
    evidence.entries[9].start = at(NOW) - TimeDelta::days(31);
    assert_eq!(evidence.findings().len(), 1);
}

#[test]
fn time_alone_makes_and_ends_it() {
    let mut lengths = [60; 31];
    (lengths[0], lengths[28]) = (300, 460);
    let mut evidence = of(&lengths);
    assert_eq!(evidence.findings(), [], "another is longer, and was told of");
    evidence.now += TimeDelta::days(2);
    assert_eq!(evidence.findings().len(), 1);
    evidence.now += TimeDelta::days(5);
    assert_eq!(evidence.findings(), []);
}
