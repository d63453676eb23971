use chrono::TimeDelta;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::{ActivityId, ChildId, Direction, Kind, SleepKind, Volume};

const NEW_YORK: FamilyClock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn sleep(kind: SleepKind, start: &str, end: Option<&str>) -> Entry {
    Entry {
        id: ActivityId::fresh(),
        child: ChildId::fresh(),
        kind: Kind::Sleep,
        sleep: Some(kind),
        amount: None,
        start: at(start),
        end: end.map(at),
        paused: TimeDelta::zero(),
    }
}

fn feeding(start: DateTime<Utc>, amount: Option<f64>) -> Entry {
    let amount = amount.map(Volume::from_millilitres);
    let nap = sleep(SleepKind::Nap, "2024-01-10T00:00:00Z", None);
    Entry { kind: Kind::Feeding, sleep: None, amount, start, end: None, ..nap }
}

fn spelt(time: Option<NaiveTime>) -> String {
    time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

#[test]
fn a_report_has_one_to_thirty_one_days() {
    let dates = Dates::new(day("2024-01-01"), day("2024-01-31")).unwrap();
    assert_eq!(dates.days().count(), 31);
    assert_eq!(Dates::new(day("2024-01-01"), day("2024-01-01")).unwrap().days().count(), 1);
    for last in ["2023-12-31", "2024-02-01"] {
        let refused = Dates::new(day("2024-01-01"), day(last)).unwrap_err();
        assert!(matches!(refused, Error::Invalid { field, .. } if field == "endDate"), "{last}");
    }
}

#[test]
fn nights_of_broken_sleep_across_changed_clocks_are_told_by_the_wall() {
    use SleepKind::{Nap, Night};
    // Clocks go forward in the night to 10 March: 7 o'clock is 12:00 UTC before and 11:00 UTC after.
    let entries = [
        // Of the night before the first.
        sleep(Night, "2024-03-08T09:00:00Z", Some("2024-03-08T12:00:00Z")),
        sleep(Night, "2024-03-09T01:00:00Z", Some("2024-03-09T12:00:00Z")),
        sleep(Night, "2024-03-10T01:00:00Z", Some("2024-03-10T05:00:00Z")),
        sleep(Night, "2024-03-10T05:30:00Z", Some("2024-03-10T11:00:00Z")),
        sleep(Nap, "2024-03-10T17:00:00Z", Some("2024-03-10T18:30:00Z")),
        sleep(Night, "2024-03-11T00:00:00Z", Some("2024-03-11T05:00:00Z")),
        // Begins on the day after the last, and is of the last night.
        sleep(Night, "2024-03-11T05:30:00Z", Some("2024-03-11T11:00:00Z")),
        sleep(Nap, "2024-03-07T17:00:00Z", None),
    ];
    let dates = Dates::new(day("2024-03-08"), day("2024-03-10")).unwrap();
    let report = WeeklyReport::new(dates, NEW_YORK, &entries, at("2024-03-12T00:00:00Z"));
    let patterns = report.sleep;
    assert_eq!(
        (spelt(patterns.bedtime), spelt(patterns.wake_time)),
        ("20:00".into(), "07:00".into())
    );
    assert_eq!(patterns.longest_hours(), Some(11.0));
    let hours: Vec<_> = report
        .days
        .iter()
        .map(|(date, it)| (date.to_string(), it.sleep.night_hours(), it.sleep.nap_hours()))
        .collect();
    assert_eq!(
        hours,
        [
            ("2024-03-08".into(), 14.0, 0.0),
            ("2024-03-09".into(), 4.0, 0.0),
            ("2024-03-10".into(), 5.5 + 5.0, 1.5),
        ]
    );
    let fetched = dates.span_with_nights(NEW_YORK);
    assert_eq!(
        (fetched.start, fetched.end),
        (at("2024-03-08T05:00:00Z"), at("2024-03-11T16:00:00Z"))
    );
}

#[test]
fn an_empty_week_has_its_days_and_no_patterns() {
    let dates = Dates::new(day("2024-01-01"), day("2024-01-07")).unwrap();
    let report = WeeklyReport::new(dates, NEW_YORK, &[], at("2024-01-05T00:00:00Z"));
    assert_eq!(report.days.len(), 7);
    assert_eq!(report.sleep, SleepPatterns { bedtime: None, wake_time: None, longest: None });
    assert_eq!(report.feeding, FeedingTrends { direction: Direction::Stable, interval: None });
}

#[test]
fn what_goes_on_counts_and_what_was_forgotten_does_not() {
    let dates = Dates::new(day("2024-01-10"), day("2024-01-10")).unwrap();
    let going_on = [sleep(SleepKind::Nap, "2024-01-10T15:00:00Z", None)];
    let after = |now| WeeklyReport::new(dates, NEW_YORK, &going_on, at(now));
    assert_eq!(after("2024-01-10T16:30:00Z").sleep.longest_hours(), Some(1.5));
    let forgotten = after("2024-01-12T00:00:00Z");
    assert_eq!(forgotten.sleep.longest, None);
    assert!((forgotten.days[0].1.sleep.total_hours() - 24.0).abs() < 1e-9);
}

#[test]
fn feedings_are_followed_by_volume_where_that_is_known_and_only_over_days_that_are_over() {
    let dates = Dates::new(day("2024-01-01"), day("2024-01-08")).unwrap();
    let noon = |day: i64| at("2024-01-01T17:00:00Z") + TimeDelta::days(day);
    // Ever more in ever fewer bottles; nothing yet today.
    let more: Vec<_> = (0..8_i32)
        .flat_map(|day| {
            let millilitres = f64::from(100 + 50 * day) / f64::from(9 - day);
            (0..9 - day).map(move |hour| {
                feeding(noon(day.into()) + TimeDelta::hours(hour.into()), Some(millilitres))
            })
        })
        .collect();
    let direction = |entries: &[Entry], now| {
        WeeklyReport::new(dates, NEW_YORK, entries, at(now)).feeding.direction
    };
    let later = "2024-01-09T05:00:00Z";
    assert_eq!(direction(&more, later), Direction::Increasing);
    let unmeasured: Vec<_> = more.iter().map(|it| Entry { amount: None, ..*it }).collect();
    assert_eq!(direction(&unmeasured, later), Direction::Decreasing);
    assert_eq!(direction(&more, "2024-01-08T04:59:59Z"), Direction::Stable, "six days are few");
}

#[test]
fn a_child_that_changes_from_bottles_to_the_breast_takes_no_less() {
    let dates = Dates::new(day("2024-01-01"), day("2024-01-14")).unwrap();
    let direction = |measured: i64, more: i32| {
        let noon = |day: i64| at("2024-01-01T17:00:00Z") + TimeDelta::days(day);
        let entries: Vec<_> = (0..14_i32)
            .map(|day| (i64::from(day), f64::from(100 + more * day)))
            .flat_map(|(day, millilitres)| {
                let amount = (day < measured).then_some(millilitres);
                (0..6).map(move |hour| feeding(noon(day) + TimeDelta::hours(hour), amount))
            })
            .collect();
        let now = at("2024-01-15T05:00:00Z");
        WeeklyReport::new(dates, NEW_YORK, &entries, now).feeding.direction
    };
    assert_eq!(direction(10, 0), Direction::Stable);
    assert_eq!(direction(7, 10), Direction::Increasing, "as far as is known");
    assert_eq!(direction(6, 10), Direction::Stable, "most was not measured, and as often as ever");
}

proptest! {
    #[test]
    fn days_add_up_to_what_begins_in_them(
        zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        day_start_minutes in 0_u16..720,
        starts in proptest::collection::vec((0_i64..40 * 86_400, 0_i64..50_000, any::<bool>()), 0..60),
    ) {
        let clock = FamilyClock { zone, day_start_minutes };
        let dates = Dates::new(day("2024-03-05"), day("2024-04-04")).unwrap();
        let from = at("2024-03-01T00:00:00Z");
        let entries: Vec<_> = starts
            .into_iter()
            .map(|(start, lasts, nap)| {
                let start = from + TimeDelta::seconds(start);
                let kind = if nap { SleepKind::Nap } else { SleepKind::Night };
                let end = Some(start + TimeDelta::seconds(lasts));
                Entry { start, end, ..sleep(kind, "2024-01-10T00:00:00Z", None) }
            })
            .collect();
        let report = WeeklyReport::new(dates, clock, &entries, at("2024-05-01T00:00:00Z"));
        let of_days: TimeDelta = report.days.iter().map(|(_, it)| it.sleep.total).sum();
        let within = entries.iter().filter(|it| dates.contains(clock.date(it.start)));
        let lengths: Vec<_> = within.map(|it| it.end.unwrap() - it.start).collect();
        prop_assert_eq!(of_days, lengths.iter().sum());
        prop_assert_eq!(report.sleep.longest, lengths.into_iter().max());
        prop_assert_eq!(report.days.len(), 31);
    }
}
