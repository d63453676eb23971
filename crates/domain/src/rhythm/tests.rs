use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::{
    ActivityId, BreastSide, ChildId, Direction, Feeding, FeedingMethod, Sides, SleepKind, Word,
};

const UTC: FamilyClock = FamilyClock { zone: Tz::UTC, day_start_minutes: 0 };

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn entry(kind: Kind, sleep: Option<SleepKind>, from: DateTime<Utc>, minutes: i64) -> Entry {
    let end = (kind == Kind::Sleep).then(|| from + TimeDelta::minutes(minutes));
    let (child, paused) = (ChildId(uuid::Uuid::nil()), TimeDelta::zero());
    let id = ActivityId::fresh();
    Entry { id, child, kind, sleep, amount: None, start: from, end, paused }
}

fn nap(from: DateTime<Utc>, minutes: i64) -> Entry {
    entry(Kind::Sleep, Some(SleepKind::Nap), from, minutes)
}

fn night(from: DateTime<Utc>, minutes: i64) -> Entry {
    entry(Kind::Sleep, Some(SleepKind::Night), from, minutes)
}

fn born(now: DateTime<Utc>, days: i64) -> NaiveDate {
    now.date_naive() - TimeDelta::days(days)
}

/// How many minutes lie between two instants.
fn apart(one: DateTime<Utc>, other: DateTime<Utc>) -> i64 {
    (one - other).num_minutes().abs()
}

#[test]
fn a_nap_every_120_minutes_is_followed_by_another_after_120_minutes() {
    // Around the clock, at whatever time it is asked, from the second nap on.
    for (age, naps, asked) in
        [(60, 3, 0), (200, 5, 30), (200, 12, 60), (200, 100, 5), (400, 200, 45)]
    {
        for hour in [3, 9, 14, 19, 23] {
            let now = at("2024-05-10T00:00:00Z") + TimeDelta::hours(hour);
            let woke = now - TimeDelta::minutes(asked);
            let log: Vec<_> =
                (0..naps).map(|ago| nap(woke - TimeDelta::minutes(45 + 165 * ago), 45)).collect();
            let predicted = Rhythm::learn(born(now, age), UTC, &log, now).predictions(now);
            let expected = woke + TimeDelta::minutes(120);
            let told = (predicted.nap.at, expected);
            assert!(apart(told.0, told.1) <= 15, "{naps} naps at {hour}, {age} d: {told:?}");
            assert!(predicted.wake_window.abs_diff(120) <= 15);
            assert!(predicted.nap.confidence > 0.4 || naps < 5);
        }
    }
}

#[test]
fn without_a_history_the_age_tells_and_is_not_sure() {
    let now = at("2024-05-10T09:00:00Z");
    let rhythm = Rhythm::learn(born(now, 200), UTC, &[], now);
    let Predictions { nap, feeding, bedtime, waking, wake_window, growth_spurt } =
        rhythm.predictions(now);
    for prediction in [nap, feeding, bedtime] {
        assert_eq!(prediction.basis, Basis::AgeTable);
        assert!(prediction.confidence <= 0.4, "{prediction:?}");
        assert!(prediction.at >= now && prediction.earliest <= prediction.at);
        assert!(prediction.at <= prediction.latest);
    }
    assert_eq!((nap.why, waking), (Why::NothingLogged, None));
    assert!((130..190).contains(&wake_window), "6 and a half months: {wake_window}");
    assert_eq!(bedtime.at, at("2024-05-10T19:30:00Z"));
    let patterns = rhythm.patterns(now);
    assert_eq!((patterns.night_sleep, patterns.optimal_bedtime), (None, None));
    assert!(patterns.habits.is_empty() && patterns.wake_windows.is_empty());
    assert!((0.2..0.4).contains(&growth_spurt.unwrap().likelihood));
}

/// Thirty days by the clock: up at 6:30, naps at 9:00 and 13:00, in bed at 19:00; fed every three hours by day.
fn by_the_clock(first: NaiveDate, zone: Tz, days: i64) -> Vec<Entry> {
    let mut log = Vec::new();
    for date in first.iter_days().take(usize::try_from(days).unwrap()) {
        let at = |minutes: f64| wall::after_noon(date.pred_opt().unwrap(), 720.0 + minutes, zone);
        log.extend([nap(at(540.0), 60), nap(at(780.0), 90)]);
        let asleep = at(1140.0);
        let wakes = wall::after_noon(date, 720.0 + 390.0, zone);
        log.push(night(asleep, (wakes - asleep).num_minutes()));
        for hour in [7.0, 10.0, 13.0, 16.0, 19.0] {
            log.push(entry(Kind::Feeding, None, at(hour * 60.0), 0));
        }
    }
    log
}

#[test]
fn each_moment_of_a_day_has_its_next() {
    let log = by_the_clock("2024-04-10".parse().unwrap(), Tz::UTC, 30);
    let next = |now: &str| {
        let now = at(now);
        // What lies ahead is not logged yet, and what goes on has no end.
        let mut past: Vec<_> = log.iter().filter(|entry| entry.start <= now).copied().collect();
        for entry in &mut past {
            entry.end = entry.end.filter(|end| *end <= now);
        }
        let told = Rhythm::learn(born(now, 250), UTC, &past, now).predictions(now);
        let time = |at: DateTime<Utc>| at.format("%d %H:%M").to_string();
        (told.nap, time(told.nap.at), time(told.bedtime.at), time(told.feeding.at), told.waking)
    };
    let near = |told: &str, expected: &str| {
        let minutes = |text: &str| {
            let (day, time) = text.split_once(' ').unwrap();
            let time: NaiveTime = format!("{time}:00").parse().unwrap();
            day.parse::<i64>().unwrap() * 1440 + (time - NaiveTime::MIN).num_minutes()
        };
        assert!((minutes(told) - minutes(expected)).abs() <= 6, "{told}, not {expected}");
    };

    let (nap, naps, bedtime, fed, _) = next("2024-05-09T08:00:00Z");
    near(&naps, "09 09:00");
    near(&bedtime, "09 19:00");
    near(&fed, "09 10:00");
    assert_eq!(nap.why, Why::AwakeSince(at("2024-05-09T06:30:00Z")));
    assert_eq!(nap.basis, Basis::OwnHistory);
    assert!(nap.confidence > 0.9);

    let (nap, naps, .., waking) = next("2024-05-09T09:20:00Z");
    near(&naps, "09 13:00");
    assert_eq!(nap.why, Why::AsleepSince(at("2024-05-09T09:00:00Z")));
    let waking = waking.unwrap();
    near(&waking.at.format("%d %H:%M").to_string(), "09 10:00");

    let (nap, naps, bedtime, ..) = next("2024-05-09T15:00:00Z");
    near(&bedtime, "09 19:00");
    near(&naps, "10 09:00");
    assert!(matches!(nap.why, Why::AfterNight(_)), "what comes next is the night: {nap:?}");

    let (_, naps, bedtime, ..) = next("2024-05-09T23:00:00Z");
    near(&naps, "10 09:00");
    near(&bedtime, "10 19:00");
}

#[test]
fn who_wakes_before_dawn_is_up_once_it_is_day() {
    let mut log = by_the_clock("2024-04-10".parse().unwrap(), Tz::UTC, 29);
    let early = log.iter_mut().rfind(|entry| entry.sleep == Some(SleepKind::Night)).unwrap();
    early.end = Some(at("2024-05-09T04:40:00Z"));
    let told = |now: &str| {
        let now = at(now);
        Rhythm::learn(born(now, 250), UTC, &log, now).predictions(now).nap
    };
    assert!(matches!(told("2024-05-09T04:50:00Z").why, Why::AfterNight(_)), "it may sleep on");
    let up = told("2024-05-09T06:30:00Z");
    assert_eq!(up.why, Why::AwakeSince(at("2024-05-09T04:40:00Z")));
    assert!(apart(up.at, at("2024-05-09T07:10:00Z")) <= 15, "{up:?}");
}

#[test]
fn whoever_is_late_is_not_predicted_in_the_past() {
    let log = by_the_clock("2024-04-10".parse().unwrap(), Tz::UTC, 30);
    let past: Vec<_> =
        log.into_iter().filter(|entry| entry.start < at("2024-05-09T08:00:00Z")).collect();
    let told = |now: &str| {
        let now = at(now);
        Rhythm::learn(born(now, 250), UTC, &past, now).predictions(now).nap
    };
    let late = told("2024-05-09T09:40:00Z");
    // Of its windows none but later ones of the day were so long.
    assert_eq!(late.why, Why::AwakeSince(at("2024-05-09T06:30:00Z")));
    assert!(
        apart(late.at, at("2024-05-09T09:40:00Z")) <= 80 && late.at >= at("2024-05-09T09:40:00Z")
    );
    // Nobody stays awake for so long: somebody forgot to log, and the next usual time is told.
    let forgotten = told("2024-05-09T17:30:00Z");
    assert_eq!(forgotten.why, Why::NothingSince(at("2024-05-09T06:30:00Z")));
    assert!(forgotten.confidence < 0.4 && forgotten.at > at("2024-05-09T17:30:00Z"));
}

#[test]
fn bedtime_keeps_to_the_clock_on_the_wall_where_clocks_change() {
    let zone = Tz::America__New_York;
    let clock = FamilyClock { zone, day_start_minutes: 0 };
    for (first, now, expected) in [
        ("2024-02-10", "2024-03-10T15:00:00Z", "2024-03-10T23:00:00Z"),
        ("2024-10-05", "2024-11-03T15:00:00Z", "2024-11-04T00:00:00Z"),
    ] {
        let now = at(now);
        let log: Vec<_> = by_the_clock(first.parse().unwrap(), zone, 30)
            .into_iter()
            .filter(|entry| entry.start < now)
            .collect();
        let told = Rhythm::learn(born(now, 250), clock, &log, now).predictions(now);
        assert!(apart(told.bedtime.at, at(expected)) <= 5, "{told:?}");
    }
}

/// Everything of some children, taken together.
fn scores(life: Life, children: u64) -> Vec<Score> {
    let score = |target: &Target| {
        let of_child = |seed| {
            let (born, log) = life.child(seed);
            backtest(*target, born, UTC, &log, log[log.len() - 1].start + TimeDelta::days(1))
        };
        let mut all = of_child(0);
        (1..children).for_each(|seed| all.add(&of_child(seed)));
        all
    };
    Target::ALL.iter().map(score).collect()
}

#[test]
fn every_simpler_way_is_beaten_on_noisy_families_and_not_lost_to_on_regular_ones() {
    let (noisy, regular) = (scores(Life::NOISY, 6), scores(Life::REGULAR, 6));
    for (score, most) in noisy.iter().map(|it| (it, 1.0)).chain(regular.iter().map(|it| (it, 1.02)))
    {
        let own = score.of(Way::Maternal).mean();
        for way in [Way::LastInterval, Way::AgeTable, Way::WeekMean, Way::SameIndexMean] {
            let other = score.of(way).mean();
            assert!(
                own <= most * other,
                "{:?} by {way:?}: {own:.1} against {other:.1}",
                score.target
            );
        }
        assert!((0.7..0.9).contains(&score.coverage()), "{:?} {}", score.target, score.coverage());
        let claim = score.claim();
        assert!((claim.stated() - claim.observed()).abs() < 0.08, "{:?} {claim:?}", score.target);
    }
    for (noisy, regular) in noisy.iter().zip(&regular) {
        assert!(noisy.claim().stated() + 0.2 < regular.claim().stated(), "noise makes unsure");
    }
}

#[test]
fn nights_that_are_longer_for_an_early_bedtime_are_found() {
    let first: NaiveDate = "2024-04-01".parse().unwrap();
    let mut log = Vec::new();
    for (index, date) in (0..).zip(first.iter_days().take(30)) {
        let early = index % 2 == 0;
        let bedtime = if early { 1140 + index % 5 } else { 1185 + index % 7 };
        let slept = if early { 660 } else { 600 } + (index * 7) % 11;
        log.push(night(
            date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(bedtime),
            slept,
        ));
    }
    let now = at("2024-05-01T12:00:00Z");
    let patterns = Rhythm::learn(born(now, 250), UTC, &log, now).patterns(now);
    let found = patterns.habits.iter().find(|it| matches!(it, Habit::LongerNights { .. })).unwrap();
    let Habit::LongerNights { bedtime, before, minutes } = *found else { unreachable!() };
    assert!(before && (55..=65).contains(&minutes), "{found:?}");
    assert!(
        ("19:05:00".parse().unwrap().."19:46:00".parse().unwrap()).contains(&bedtime),
        "{found:?}"
    );
    let best = patterns.optimal_bedtime.unwrap();
    assert!(best < "19:06:00".parse().unwrap(), "the usual one of the good nights: {best}");
}

#[test]
fn what_days_have_in_common_is_told() {
    let log = by_the_clock("2024-04-10".parse().unwrap(), Tz::UTC, 30);
    let now = at("2024-05-10T12:00:00Z");
    let patterns = Rhythm::learn(born(now, 250), UTC, &log, now).patterns(now);
    assert_eq!(patterns.days, 14);
    assert_eq!(patterns.night_sleep, Some(11.5));
    assert_eq!(patterns.day_sleep, Some(2.5));
    assert_eq!(patterns.optimal_bedtime, "19:00:00".parse().ok());
    assert_eq!(patterns.wake_windows, [150, 180, 270]);
    assert_eq!(patterns.feeding_intervals, [3.0, 3.0, 3.0, 3.0, 12.0]);
    assert_eq!((patterns.trend, patterns.intake), (Progress::Stable, None));
    let (from, to) = ("06:30:00".parse().unwrap(), "06:45:00".parse().unwrap());
    assert_eq!(patterns.habits, [Habit::SteadyMornings { from, to }]);
}

#[test]
fn feedings_that_come_less_and_less_often_are_a_habit() {
    let (first, mut log) = (at("2024-04-10T06:00:00Z"), Vec::new());
    for day in 0..16 {
        let interval = 150 + 5 * day;
        let fed = |index: i64| first + TimeDelta::days(day) + TimeDelta::minutes(index * interval);
        log.extend((0..5).map(|index| entry(Kind::Feeding, None, fed(index), 0)));
    }
    let now = at("2024-04-26T05:00:00Z");
    let habits = Rhythm::learn(born(now, 250), UTC, &log, now).habits(now);
    assert_eq!(habits, [Habit::FeedingIntervals(Direction::Increasing)]);
}

#[test]
fn a_growth_spurt_is_as_likely_as_the_odds_of_more_sleep_make_it() {
    let mut log = by_the_clock("2024-04-10".parse().unwrap(), Tz::UTC, 30);
    let now = at("2024-05-10T06:30:00Z");
    let usual =
        Rhythm::learn(born(now, 250), UTC, &log, now).predictions(now).growth_spurt.unwrap();
    // By hand: odds 0.075/0.925 a day, on five days.
    assert!((usual.likelihood - (1.0 - 0.925_f64.powi(5))).abs() < 0.005);
    assert!(usual.signs.is_empty());
    log.push(nap(at("2024-05-09T16:00:00Z"), 60));
    let more = Rhythm::learn(born(now, 250), UTC, &log, now).predictions(now).growth_spurt.unwrap();
    // One hour and one bout more: odds 0.081081 * 1.716 = 0.139135, a daily share of 0.122141.
    assert!((more.likelihood - (1.0 - (1.0_f64 - 0.122_141).powi(5))).abs() < 0.005);
    assert_eq!(more.signs, [Sign::MoreSleep, Sign::MoreBouts]);
}

#[test]
fn a_preferred_side_is_that_of_three_feedings_of_five() {
    let feeding = |side: Option<BreastSide>, sides: Option<(i64, i64)>| Feeding {
        method: FeedingMethod::Breast,
        side,
        sides: sides.map(|(left, right)| Sides {
            left: TimeDelta::minutes(left),
            right: TimeDelta::minutes(right),
        }),
        amount: None,
        food: None,
    };
    let left = || feeding(Some(BreastSide::Left), None);
    let longer_right = || feeding(Some(BreastSide::Both), Some((3, 9)));
    let of = |lefts: usize, rights: usize| {
        let all = std::iter::repeat_with(left).take(lefts);
        let all: Vec<_> = all.chain(std::iter::repeat_with(longer_right).take(rights)).collect();
        preferred_side(&all)
    };
    assert_eq!(of(6, 4), Some(BreastSide::Left));
    assert_eq!(of(4, 6), Some(BreastSide::Right));
    assert_eq!(of(5, 5), None);
    assert_eq!(of(6, 3), None, "too few");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_logged_nothing_is_predicted_in_the_past(
        sleeps in proptest::collection::vec((0_i64..43_200, 0_i64..900, proptest::bool::ANY), 0..80),
        fed in proptest::collection::vec(0_i64..43_200, 0..80),
        zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        minutes in 0_i64..50_000,
        age in -30_i64..2_000,
    ) {
        let first = at("2024-10-10T00:00:00Z");
        let after = |minutes| first + TimeDelta::minutes(minutes);
        let mut log: Vec<_> = sleeps
            .iter()
            .map(|&(from, long, is_night)| {
                let entry = if is_night { night(after(from), long) } else { nap(after(from), long) };
                // Some ends were forgotten.
                Entry { end: entry.end.filter(|_| long % 7 != 0), ..entry }
            })
            .collect();
        log.extend(fed.iter().map(|from| entry(Kind::Feeding, None, after(*from), 0)));
        let (now, clock) = (after(minutes), FamilyClock { zone, day_start_minutes: 0 });
        let rhythm = Rhythm::learn(born(now, age), clock, &log, now);
        let told = rhythm.predictions(now);
        for it in [Some(told.nap), told.waking, Some(told.feeding), Some(told.bedtime)].into_iter().flatten() {
            prop_assert!(now <= it.earliest && it.earliest <= it.at && it.at <= it.latest, "{:?}", it);
            prop_assert!((0.0..=1.0).contains(&it.confidence));
        }
        prop_assert!(rhythm.patterns(now).days <= 14);
        let likelihood = told.growth_spurt.map_or(0.0, |it| it.likelihood);
        prop_assert!((0.0..=1.0).contains(&likelihood));
    }
}
