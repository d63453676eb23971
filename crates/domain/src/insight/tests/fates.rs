use std::slice::from_ref;

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

fn told(fates: &[Fate]) -> Vec<(InsightId, Event)> {
    fates.iter().map(|fate| (fate.insight.id, fate.event)).collect()
}

#[test]
fn what_is_new_is_told_and_what_holds_still_is_left_alone() {
    let (new, known) = (record(460), record(400));
    let found = [known.clone(), new.clone()];
    let fates = Insight::fates(&[known], &found, NOW);
    assert_eq!(told(&fates), [(new.id, Event::InsightAvailable)]);
}

#[test]
fn what_holds_no_longer_is_taken_back_before_others_are_told() {
    let (old, new) = (record(460), record(470));
    let fates = Insight::fates(from_ref(&old), from_ref(&new), NOW);
    let (dismissed, available) = (Event::InsightDismissed, Event::InsightAvailable);
    assert_eq!(told(&fates), [(old.id, dismissed), (new.id, available)]);
    assert_eq!(fates[0].insight.expires_at, NOW);
    let taken_back = fates[0].insight.clone();
    assert_eq!(told(&Insight::fates(from_ref(&taken_back), &[], NOW)), []);
    let fates = Insight::fates(&[taken_back], from_ref(&old), NOW);
    assert_eq!(told(&fates), [(old.id, available)], "it is true again");
}

#[test]
fn what_somebody_had_enough_of_is_never_told_again() {
    let enough = Insight { dismissed_at: Some(NOW), ..record(460) };
    let again = Insight { dismissed_at: None, ..enough.clone() };
    assert_eq!(Insight::fates(&[enough], &[again], NOW), []);
}

#[test]
fn what_is_put_away_stays_so_while_the_child_is_small() {
    let away = record(460).put_away(NOW);
    assert!(!away.is_current(NOW) && away.expires_at > NOW + TimeDelta::days(10 * 365));
}

/// A week of so many minutes of sleep that is told for so many days more.
fn week(minutes: i64, days: i64) -> Insight {
    Insight {
        finding: Finding::SleepOutsideRecommendation { minutes, bound: Bound::Least(10) },
        expires_at: NOW + TimeDelta::days(days),
        ..record(0)
    }
}

#[test]
fn what_drifts_is_told_as_it_was_until_one_would_notice() {
    let known = week(590, 1);
    let now = |it: Insight| Insight { id: known.id, found_at: NOW, ..it };
    assert_eq!(Insight::fates(from_ref(&known), &[now(week(570, 2))], NOW), [], "it holds anyway");
    let fates = Insight::fates(from_ref(&known), &[now(week(570, 3))], NOW);
    assert_eq!(told(&fates), [(known.id, Event::InsightUpdated)]);
    let longer = &fates[0].insight;
    assert_eq!((longer.finding, longer.expires_at), (known.finding, week(0, 3).expires_at));
    assert_eq!(longer.found_at, known.found_at);
    let fates = Insight::fates(from_ref(longer), &[now(week(560, 3))], NOW);
    assert_eq!(
        told(&fates),
        [(known.id, Event::InsightAvailable)],
        "30 minutes from what was told"
    );
}

#[test]
fn a_habit_lapses_and_the_other_way_round_it_is_another() {
    use crate::{Direction, Habit};
    let habit = |goes| Finding::Habit(Habit::FeedingIntervals(goes));
    let (more, less) = (habit(Direction::Increasing), habit(Direction::Decreasing));
    assert_ne!(more.identity(), less.identity());
    assert!(less.replaces(&more));
    let told = Insight { finding: more, ..record(0) };
    assert_eq!(Insight::fates(&[told], &[], NOW), [], "what a test leaves open is not untrue");
}
