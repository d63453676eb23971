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
    let fates = Insight::fates(from_ref(&old), from_ref(&new), NOW);
    let (dismissed, available) = (Event::InsightDismissed, Event::InsightAvailable);
    assert_eq!(told(&fates), [(old.id, Some(dismissed)), (new.id, Some(available))]);
    assert_eq!(fates[0].insight.expires_at, NOW);
    let taken_back = fates[0].insight.clone();
    assert_eq!(told(&Insight::fates(from_ref(&taken_back), &[], NOW)), []);
    let fates = Insight::fates(&[taken_back], from_ref(&old), NOW);
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
    let fates = Insight::fates(from_ref(&known), &[now(week(570, 2))], NOW);
    assert_eq!(told(&fates), [(known.id, None)]);
    let renewed = &fates[0].insight;
    assert_eq!(
        (renewed.finding, renewed.expires_at),
        (week(570, 2).finding, week(570, 2).expires_at)
    );
    assert_eq!(renewed.found_at, known.found_at);
    let fates = Insight::fates(from_ref(&known), &[now(week(560, 2))], NOW);
    assert_eq!(told(&fates), [(known.id, Some(Event::InsightAvailable))]);
}
