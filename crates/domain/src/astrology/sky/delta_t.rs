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

/// Terrestrial less universal time, in seconds; after the last year known, as the parabola of Morrison et al. foretells.
pub(super) fn delta_t(at: DateTime<Utc>) -> f64 {
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
    use chrono::TimeZone;

    use super::*;

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
}
