//! Charts as a whole.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::{Error, Word};

fn mumbai() -> Nativity {
    Nativity::new([1990, 5, 15], [14, 30], (19.076, 72.8777), Tz::Asia__Kolkata).unwrap()
}

fn near(ours: f64, told: f64) {
    assert!((ours - told).abs() < 0.006, "{ours} instead of {told}");
}

#[test]
fn the_chart_of_a_birth_in_mumbai_is_the_one_that_others_compute() {
    let chart = Chart::cast(&mumbai(), Rules::default());
    near(chart.ascendant, 147.48);
    assert_eq!(chart.lagna(), Sign::Leo);
    let sun = chart.placement(Graha::Sun);
    near(sun.longitude, 30.55);
    assert_eq!((sun.sign(), sun.house), (Sign::Taurus, 10));
    assert_eq!(sun.nakshatra(), (Nakshatra::Krittika, 2));
    assert_eq!(chart.lord_of(10).graha, Graha::Venus);
    assert_eq!(chart.houses, HouseSystem::Placidus);
    near(chart.cusps[0].0, chart.ascendant);
}

#[test]
fn placidus_gives_way_to_porphyry_inside_the_polar_circles() {
    let place = |latitude| {
        let nativity = Nativity::new([2001, 6, 21], [3, 0], (latitude, 25.0), Tz::UTC).unwrap();
        let chart = Chart::cast(&nativity, Rules::default());
        assert_eq!(chart.rules.houses, HouseSystem::Placidus);
        chart.houses
    };
    assert_eq!(place(66.5), HouseSystem::Placidus);
    assert_eq!(place(66.6), HouseSystem::Porphyry);
    assert_eq!(place(-66.6), HouseSystem::Porphyry);
}

#[test]
fn clocks_are_those_of_the_time() {
    let born = |date, time, zone| Nativity::new(date, time, (22.57, 88.36), zone).unwrap();
    let hour = |nativity: &Nativity| nativity.at.format("%H:%M").to_string();
    let war_time = born([1943, 3, 1], [12, 0], Tz::Asia__Kolkata);
    assert_eq!((hour(&war_time), war_time.ambiguous), ("05:30".into(), false));
    // The clocks of New York go back from two to one.
    let twice = born([2023, 11, 5], [1, 30], Tz::America__New_York);
    assert_eq!((hour(&twice), twice.ambiguous), ("05:30".into(), true));
}

#[test]
fn what_never_was_is_refused_by_its_field() {
    let refused = |date, time, place, zone| match Nativity::new(date, time, place, zone) {
        Err(Error::Invalid { field, .. }) => field.to_string(),
        other => panic!("{other:?}"),
    };
    let (day, noon, here) = ([1990, 5, 15], [12, 0], (19.0, 72.0));
    let by_date = |date| refused(date, noon, here, Tz::UTC);
    assert_eq!(by_date([1899, 12, 31]), "birth_year");
    assert_eq!(by_date([2101, 1, 1]), "birth_year");
    assert_eq!(by_date([1990, 0, 1]), "birth_month");
    assert_eq!(by_date([1990, 13, 1]), "birth_month");
    assert_eq!(by_date([1990, 2, 30]), "birth_day");
    assert_eq!(by_date([1900, 2, 29]), "birth_day");
    assert_eq!(by_date([1990, i64::MIN, i64::MAX]), "birth_month");
    assert_eq!(refused(day, [24, 0], here, Tz::UTC), "birth_hour");
    assert_eq!(refused(day, [0, 60], here, Tz::UTC), "birth_minute");
    let skipped = refused([2023, 3, 12], [2, 30], here, Tz::America__New_York);
    assert_eq!(skipped, "birth_hour");
    for latitude in [90.0, -90.0, 91.0, f64::NAN, f64::INFINITY] {
        assert_eq!(refused(day, noon, (latitude, 0.0), Tz::UTC), "location.latitude");
    }
    for longitude in [180.1, -180.1, f64::NAN, f64::NEG_INFINITY] {
        assert_eq!(refused(day, noon, (0.0, longitude), Tz::UTC), "location.longitude");
    }
}

#[test]
fn the_periods_of_mumbai_begin_before_birth_and_go_on_after_a_hundred_and_twenty_years() {
    let nativity = mumbai();
    let chart = Chart::cast(&nativity, Rules::default());
    // The Moon is in Uttara Ashadha, which is the Sun's: six years, of which some are gone.
    let (mansion, _) = chart.placement(Graha::Moon).nakshatra();
    assert_eq!((mansion, chart.periods.first), (Nakshatra::UttaraAshadha, Graha::Sun));
    let birth = chart.periods.at(nativity.at - TimeDelta::days(365));
    assert_eq!(birth.as_of, nativity.at);
    assert_eq!(birth.maha.lord, Graha::Sun);
    assert!(birth.maha.begins < nativity.at);
    assert_ne!(birth.antar.lord, Graha::Sun, "{birth:?}");
    let years: f64 = 120.0 * 365.25 * 86_400.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole")]
    let later = chart.periods.at(nativity.at + TimeDelta::seconds(years as i64));
    assert_eq!((later.maha.lord, later.antar.lord), (birth.maha.lord, birth.antar.lord));
    assert!((later.remaining_years() - birth.remaining_years()).abs() < 1e-9);
    assert_eq!(chart.periods.at(birth.maha.ends).maha.lord, Graha::Moon);
}

#[test]
fn times_as_far_as_they_go_have_periods() {
    for birth in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let periods = Vimshottari::new(birth, 359.999_999_999);
        for moment in [DateTime::<Utc>::MIN_UTC, DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC] {
            assert!(periods.at(moment).as_of >= birth);
        }
    }
}

prop_compose! {
    fn nativities()(
        seconds in -2_208_988_800_i64..4_133_980_800,
        latitude in -89.999..89.999_f64,
        longitude in -180.0..180.0_f64,
    ) -> Nativity {
        let at = Utc.timestamp_opt(seconds, 0).unwrap();
        Nativity { local: at.naive_utc(), zone: Tz::UTC, at, ambiguous: false, latitude, longitude }
    }
}

fn ahead(one: f64, other: f64) -> f64 {
    (one - other).rem_euclid(360.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_chart_holds_together(nativity in nativities(), system in 0_usize..5, node in 0_usize..2) {
        let rules = Rules { houses: HouseSystem::ALL[system], node: Node::ALL[node] };
        let chart = Chart::cast(&nativity, rules);
        for (placement, graha) in chart.placements.iter().zip(Graha::ALL) {
            prop_assert_eq!(placement.graha, *graha);
            prop_assert!((0.0..360.0).contains(&placement.longitude));
            prop_assert!(placement.latitude.abs() < 9.0 && placement.speed.abs() < 16.0);
            prop_assert_eq!(chart.sign_of(placement.house), placement.sign());
        }
        let [rahu, ketu] = [Graha::Rahu, Graha::Ketu].map(|node| chart.placement(node));
        prop_assert!((ahead(ketu.longitude, rahu.longitude) - 180.0).abs() < 1e-9);
        prop_assert!((rahu.speed - ketu.speed).abs() < 1e-9);
        // Cusps go once around, each ahead of the one before by less than half a circle, and opposite ones are opposite.
        let steps = (0..12).map(|at| ahead(chart.cusps[(at + 1) % 12].0, chart.cusps[at].0));
        let steps: Vec<_> = steps.collect();
        prop_assert!(steps.iter().all(|step| *step > 0.0 && *step < 180.0), "{:?}", steps);
        prop_assert!((steps.iter().sum::<f64>() - 360.0).abs() < 1e-6);
        for at in 0..6 {
            prop_assert!((ahead(chart.cusps[at + 6].0, chart.cusps[at].0) - 180.0).abs() < 1e-6);
        }
        prop_assert!(ahead(chart.ascendant, chart.cusps[0].0) < 60.0 || rules.houses == HouseSystem::Sripati);
    }
}

proptest! {
    #[test]
    fn periods_join_without_gaps(moon in 0.0..360.0_f64, birth in -2_000_000_000_i64..4_000_000_000, after in 0_i64..8_000_000_000) {
        let birth = Utc.timestamp_opt(birth, 0).unwrap();
        let periods = Vimshottari::new(birth, moon);
        prop_assert!(periods.begins <= birth);
        let dasha = periods.at(birth + TimeDelta::seconds(after));
        for (whole, part) in [(dasha.maha, dasha.antar), (dasha.antar, dasha.pratyantar)] {
            let parts = whole.parts();
            prop_assert!(parts.contains(&part) && part.contains(dasha.as_of));
            prop_assert_eq!(parts[0].lord, whole.lord);
            prop_assert_eq!((parts[0].begins, parts[8].ends), (whole.begins, whole.ends));
            for pair in parts.windows(2) {
                prop_assert_eq!(pair[0].ends, pair[1].begins);
            }
        }
        prop_assert_eq!(periods.at(dasha.maha.ends).maha.begins, dasha.maha.ends);
    }

    #[test]
    fn what_remains_falls(moon in 0.0..360.0_f64, first in 0_i64..4_000_000_000, more in 1_i64..600_000_000) {
        let periods = Vimshottari::new(DateTime::UNIX_EPOCH, moon);
        let [one, other] = [first, first + more].map(|at| periods.at(Utc.timestamp_opt(at, 0).unwrap()));
        prop_assert!(one.remaining_years() > 0.0 && one.remaining_years() <= 20.0);
        if one.maha == other.maha {
            prop_assert!(other.remaining_years() < one.remaining_years());
        } else {
            prop_assert!(other.maha.begins >= one.maha.ends);
        }
    }
}
