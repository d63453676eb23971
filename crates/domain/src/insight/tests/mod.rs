mod fates;
mod longest_sleep;
mod measured;
mod recommended_sleep;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;
use crate::{
    ActivityId, Birth, Child, ChildProfile, Entry, FamilyClock, Gender, Growth, Indicator, Kind,
    Measuring, SleepKind, Weight,
};

const CLOCK: FamilyClock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn child(born: &str) -> Child {
    let profile = ChildProfile {
        name: "Emma".into(),
        birth: Birth { date: born.parse().unwrap(), due: None },
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
    let all = [
        unlikely(measuring, Indicator::Weight),
        unlikely(measuring, Indicator::Head),
        unlikely(other, Indicator::Weight),
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
