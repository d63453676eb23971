use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;
use crate::{
    ActivityId, Age, Child, ChildProfile, Entry, FamilyClock, Gender, Kind, Peers, Sex, SleepKind,
    Weight,
};

const CLOCK: FamilyClock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn child(born: &str) -> Child {
    let profile = ChildProfile {
        name: "Emma".into(),
        birth_date: born.parse().unwrap(),
        gender: Gender::Female,
        blood_type: None,
        allergies: vec![],
        medical_conditions: vec![],
        pediatrician: None,
    };
    let then = DateTime::UNIX_EPOCH;
    let (id, family) = (ChildId::fresh(), FamilyId::fresh());
    Child { id, family, profile, photo: None, created_at: then, updated_at: then, version: 1 }
}

/// What is known of a girl of this birth date, of whom nothing was logged.
fn nothing(born: &str, now: &str) -> Evidence {
    let child = child(born);
    Evidence { child, clock: CLOCK, now: at(now), entries: Vec::new(), measurings: Vec::new() }
}

/// A sleep of so many minutes.
fn slept(kind: SleepKind, start: DateTime<Utc>, minutes: i64) -> Entry {
    Entry {
        id: ActivityId::fresh(),
        child: ChildId::fresh(),
        kind: Kind::Sleep,
        sleep: Some(kind),
        amount: None,
        start,
        end: Some(start + TimeDelta::minutes(minutes)),
        paused: TimeDelta::zero(),
    }
}

mod longest_sleep {
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
}

mod measured {
    use super::*;

    const NOW: &str = "2024-02-10T12:00:00Z";
    const BORN: &str = "2023-06-15";

    /// A girl who weighed so many kilograms so many days ago.
    fn weighed(weighings: &[(i64, f64)]) -> Evidence {
        let measuring = |(days, kilograms): &(i64, f64)| {
            let at = at(NOW) - TimeDelta::days(*days);
            let age = Age::on(CLOCK.date(at), BORN.parse().unwrap(), None).unwrap();
            let peers = Peers { sex: Sex::Female, age };
            #[expect(clippy::cast_possible_truncation, reason = "children are light")]
            let weight = Weight::from_grams((kilograms * 1_000.0) as i32);
            let assessed = vec![peers.weight(weight).unwrap()];
            Measuring { id: ActivityId::fresh(), at, on: CLOCK.date(at), assessed }
        };
        let measurings = weighings.iter().map(measuring).collect();
        Evidence { measurings, ..nothing(BORN, NOW) }
    }

    fn crossing(evidence: &Evidence) -> Vec<ActivityId> {
        let found = evidence.findings().into_iter();
        let crossing = found.filter_map(|found| match found.finding {
            Finding::WeightCrossedLines { weighing, .. } => Some(weighing),
            _ => None,
        });
        crossing.collect()
    }

    #[test]
    fn a_crossing_is_told_for_two_weeks_whatever_is_weighed_after_it() {
        let mut evidence = weighed(&[(40, 7.9), (10, 7.0)]);
        let crossed = [evidence.measurings[1].id];
        assert_eq!(crossing(&evidence), crossed);
        evidence.measurings.extend(weighed(&[(3, 7.05)]).measurings);
        assert_eq!(crossing(&evidence), crossed, "a later ordinary weighing changes nothing");
        evidence.now += TimeDelta::days(4);
        assert_eq!(crossing(&evidence), []);
    }

    #[test]
    fn of_two_crossings_the_last_is_told() {
        let evidence = weighed(&[(3, 8.2), (40, 7.9), (10, 7.0)]);
        assert_eq!(crossing(&evidence), [evidence.measurings[0].id]);
    }

    #[test]
    fn what_no_child_weighs_is_to_be_looked_at_and_is_no_crossing() {
        let evidence = weighed(&[(40, 7.9), (10, 79.0), (5, 0.79), (1, 7.9)]);
        let unlikely = evidence.measurings[1..3].iter().map(|measuring| {
            let indicator = crate::Indicator::Weight;
            let (measuring, on) = (measuring.id, measuring.on);
            Finding::UnlikelyMeasure { measuring, indicator, on }
        });
        let found: Vec<_> = evidence.findings().iter().map(|found| found.finding).collect();
        assert_eq!(found, unlikely.collect::<Vec<_>>());
        assert!(found.iter().all(|it| it.priority() == Priority::High && it.is_actionable()));
    }
}

mod recommended_sleep {
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
}

mod fates {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    /// A record of so many minutes that is told for another day.
    fn record(minutes: i64) -> Insight {
        Insight {
            id: InsightId::fresh(),
            family: FamilyId::fresh(),
            child: ChildId::fresh(),
            name: "Emma".into(),
            finding: Finding::LongestSleep { sleep: ActivityId::fresh(), minutes },
            found_at: NOW - TimeDelta::days(6),
            expires_at: NOW + TimeDelta::days(1),
            dismissed_at: None,
        }
    }

    fn told(fates: &[Fate]) -> Vec<(InsightId, Option<Event>)> {
        fates.iter().map(|fate| (fate.insight.id, fate.event)).collect()
    }

    #[test]
    fn what_is_new_is_told_and_what_holds_still_is_left_alone() {
        let (new, known) = (record(460), record(400));
        let found = [known.clone(), new.clone()];
        let fates = Insight::fates(&[known], &found, NOW);
        assert_eq!(told(&fates), [(new.id, Some(Event::InsightAvailable))]);
    }

    #[test]
    fn what_holds_no_longer_is_taken_back_before_others_are_told() {
        let (old, new) = (record(460), record(470));
        let fates = Insight::fates(&[old.clone()], &[new.clone()], NOW);
        let (dismissed, available) = (Event::InsightDismissed, Event::InsightAvailable);
        assert_eq!(told(&fates), [(old.id, Some(dismissed)), (new.id, Some(available))]);
        assert_eq!(fates[0].insight.expires_at, NOW);
        let taken_back = fates[0].insight.clone();
        assert_eq!(told(&Insight::fates(&[taken_back.clone()], &[], NOW)), []);
        let fates = Insight::fates(&[taken_back], &[old.clone()], NOW);
        assert_eq!(told(&fates), [(old.id, Some(available))], "it is true again");
    }

    #[test]
    fn what_somebody_had_enough_of_is_never_told_again() {
        let enough = Insight { dismissed_at: Some(NOW), ..record(460) };
        let again = Insight { dismissed_at: None, ..enough.clone() };
        assert_eq!(Insight::fates(&[enough], &[again], NOW), []);
    }

    #[test]
    fn other_numbers_are_told_if_one_would_notice_and_else_renewed() {
        let week = |minutes, days| Insight {
            finding: Finding::SleepOutsideRecommendation { minutes, bound: Bound::Least(10) },
            expires_at: NOW + TimeDelta::days(days),
            ..record(0)
        };
        let known = week(590, 1);
        let now = |it: Insight| Insight { id: known.id, found_at: NOW, ..it };
        let fates = Insight::fates(&[known.clone()], &[now(week(570, 2))], NOW);
        assert_eq!(told(&fates), [(known.id, None)]);
        let renewed = &fates[0].insight;
        assert_eq!(
            (renewed.finding, renewed.expires_at),
            (week(570, 2).finding, week(570, 2).expires_at)
        );
        assert_eq!(renewed.found_at, known.found_at);
        let fates = Insight::fates(&[known.clone()], &[now(week(560, 2))], NOW);
        assert_eq!(told(&fates), [(known.id, Some(Event::InsightAvailable))]);
    }
}

#[test]
fn a_look_holds_for_a_day_unless_the_log_moves_on() {
    let review = Review { seq: 7, at: at("2024-02-10T12:00:00Z") };
    assert!(review.holds(7, at("2024-02-11T11:59:59Z")));
    assert!(!review.holds(8, at("2024-02-10T12:00:00Z")));
    assert!(!review.holds(7, at("2024-02-11T12:00:00Z")));
}

#[test]
fn a_finding_is_the_same_whenever_it_is_found() {
    let on: NaiveDate = "2024-02-10".parse().unwrap();
    let (measuring, other) = (ActivityId::fresh(), ActivityId::fresh());
    let unlikely = |measuring, indicator| Finding::UnlikelyMeasure { measuring, indicator, on };
    use crate::Indicator::{Head, Weight};
    let all = [
        unlikely(measuring, Weight),
        unlikely(measuring, Head),
        unlikely(other, Weight),
        Finding::SleepOutsideRecommendation { minutes: 500, bound: Bound::Least(10) },
        Finding::SleepOutsideRecommendation { minutes: 1200, bound: Bound::Most(18) },
        Finding::LongestSleep { sleep: measuring, minutes: 500 },
    ];
    let mut names: Vec<_> = all.iter().map(Finding::identity).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
    assert!(!all[0].replaces(&all[1]) && !all[0].replaces(&all[2]) && all[3].replaces(&all[4]));
    let tomorrow = Finding::SleepOutsideRecommendation { minutes: 510, bound: Bound::Least(10) };
    assert_eq!(tomorrow.identity(), all[3].identity());
}
