//! How far the clock of the planets is ahead of that of the turning Earth.

use chrono::{DateTime, Datelike, Utc};

/// Seconds on 1 January of each year from 1900: the spline of Morrison et al. (2021), Proc. R. Soc. A 477, to 1952; the U.S. Naval
/// Observatory's historic values to 1961; then TT less UT1 by the series C04 of the IERS.
const SECONDS: [f64; 127] = [
    -1.98, -0.75, 0.62, 2.06, 3.51, 4.92, 6.24, 7.49, 8.70, 9.90, //
    11.14, 12.43, 13.75, 15.06, 16.32, 17.48, 18.52, 19.44, 20.25, 20.98, //
    21.62, 22.19, 22.69, 23.12, 23.49, 23.79, 24.02, 24.20, 24.32, 24.39, //
    24.42, 24.41, 24.38, 24.32, 24.24, 24.16, 24.09, 24.04, 24.06, 24.17, //
    24.42, 24.83, 25.35, 25.92, 26.51, 27.05, 27.51, 27.89, 28.24, 28.58, //
    28.93, 29.32, 29.70, 30.36, 30.72, 31.07, 31.35, 31.68, 32.17, 32.67, //
    33.15, 33.58, 34.00, 34.47, 35.03, 35.74, 36.54, 37.43, 38.30, 39.20, //
    40.18, 41.17, 42.23, 43.37, 44.48, 45.48, 46.46, 47.52, 48.53, 49.59, //
    50.54, 51.38, 52.17, 52.96, 53.79, 54.34, 54.87, 55.32, 55.82, 56.30, //
    56.86, 57.57, 58.31, 59.12, 59.98, 60.79, 61.63, 62.30, 62.97, 63.47, //
    63.83, 64.09, 64.30, 64.47, 64.57, 64.69, 64.85, 65.15, 65.46, 65.78, //
    66.07, 66.32, 66.60, 66.91, 67.28, 67.64, 68.10, 68.59, 68.97, 69.22, //
    69.36, 69.36, 69.29, 69.20, 69.18, 69.14, 69.11,
];
const FIRST: i32 = 1900;

/// Terrestrial less universal time, in seconds; before the first year known as at its beginning, after the last as the parabola of
/// Morrison et al. foretells.
pub(super) fn delta_t(at: DateTime<Utc>) -> f64 {
    if at.year() < FIRST {
        return SECONDS[0];
    }
    let day = f64::from(at.ordinal0());
    let known = usize::try_from(at.year() - FIRST).ok();
    let known = known.and_then(|year| SECONDS.get(year).zip(SECONDS.get(year + 1)));
    if let Some((this, next)) = known {
        return this + (next - this) * day / 365.25;
    }
    let last = FIRST + 126;
    let centuries = (f64::from(at.year() - last) + day / 365.25) / 100.0;
    SECONDS[126] + centuries * (-3.170 + centuries * (53.962 - centuries * 0.948))
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone};
    use proptest::prelude::*;

    use super::*;
    use crate::astrology::Nativity;

    #[test]
    fn it_goes_from_year_to_year_and_on_after_the_last_known() {
        let on = |year, month| delta_t(Utc.with_ymd_and_hms(year, month, 1, 0, 0, 0).unwrap());
        assert!((on(1900, 1) - -1.98).abs() < 1e-9);
        assert!((on(1990, 7) - 57.21).abs() < 0.01);
        assert!((on(2026, 1) - 69.11).abs() < 1e-9);
        assert!((on(2100, 1) - 96.3).abs() < 0.5, "{}", on(2100, 1));
        let mut months = (1900..2101).flat_map(|year| (1..=12).map(move |month| on(year, month)));
        let first = months.next().unwrap();
        months.fold(first, |before, now| {
            assert!((now - before).abs() < 0.2, "{before} {now}");
            now
        });
    }

    #[test]
    fn where_the_year_1900_had_begun_it_is_that_of_1900() {
        let born = |zone| Nativity::new([1900, 1, 1], [0, 30], (22.57, 88.36), zone).unwrap().at;
        let kolkata = born(chrono_tz::Asia::Kolkata);
        assert_eq!(kolkata.year(), 1899);
        assert!((delta_t(kolkata) - -1.98).abs() < 0.01, "{}", delta_t(kolkata));
        assert!((delta_t(born(chrono_tz::UTC)) - delta_t(kolkata)).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn every_birth_of_the_years_has_one_that_its_neighbours_nearly_have(
            day in 0_u64..73_414, hour in 0_i64..24, zone in 0..chrono_tz::TZ_VARIANTS.len(),
        ) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(day);
            let date = [date.year().into(), date.month().into(), date.day().into()];
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let Ok(born) = Nativity::new(date, [hour, 0], (0.0, 0.0), zone) else { return Ok(()) };
            let at = delta_t(born.at);
            prop_assert!((-3.0..97.0).contains(&at), "{at}");
            for days in [-1, 1] {
                let beside = delta_t(born.at + chrono::TimeDelta::days(days));
                prop_assert!((at - beside).abs() < 0.01, "{} {at} {beside}", born.at);
            }
        }
    }
}
