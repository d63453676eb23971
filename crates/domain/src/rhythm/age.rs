//! What is usual at an age, for who has no history of its own.
//!
//! Wake windows and feeding intervals by age are what parents are advised, not what trials found: the two guides that many
//! follow (Huckleberry, "Wake windows by age"; La Leche League, "The Breastfeeding Answer Book", on intervals) agree to
//! within what one child differs from another.

use std::ops::RangeInclusive;

/// Days in a month, on average.
const MONTH: f64 = 30.4375;

/// At so many months: the shortest and the longest usual wake window by day, in minutes. Linear between.
const WAKE_WINDOWS: [(f64, f64, f64); 16] = [
    (0.0, 40.0, 60.0),
    (1.0, 50.0, 80.0),
    (2.0, 60.0, 100.0),
    (3.0, 75.0, 120.0),
    (4.0, 90.0, 140.0),
    (5.0, 110.0, 160.0),
    (6.0, 120.0, 180.0),
    (7.0, 135.0, 200.0),
    (8.0, 150.0, 210.0),
    (9.0, 160.0, 220.0),
    (10.0, 170.0, 230.0),
    (12.0, 190.0, 260.0),
    (15.0, 220.0, 320.0),
    (18.0, 270.0, 350.0),
    (24.0, 300.0, 370.0),
    (36.0, 340.0, 420.0),
];

/// At so many months: the usual time from one feeding to the next, in minutes. Linear between.
const FEEDING_INTERVALS: [(f64, f64); 6] =
    [(0.0, 150.0), (1.5, 165.0), (3.0, 180.0), (5.0, 210.0), (7.5, 225.0), (10.0, 240.0)];

/// At so many months: the usual length of a nap, in minutes. Linear between.
const NAPS: [(f64, f64); 4] = [(0.0, 60.0), (4.0, 60.0), (9.0, 75.0), (15.0, 110.0)];

/// Usual bedtime, in minutes after noon: nine in the evening for the newborn, half past seven from four months on.
const BEDTIMES: [(f64, f64); 3] = [(0.0, 540.0), (2.0, 510.0), (4.0, 450.0)];

/// When children usually wake for the day, in minutes after noon: a quarter to seven.
pub(super) const MORNING: f64 = 18.75 * 60.0;

/// The usual wake windows by day at an age in days, in minutes.
pub(super) fn wake_window(days: f64) -> RangeInclusive<f64> {
    let (from, to, share) = between(&WAKE_WINDOWS, days / MONTH, |row| row.0);
    let at = |from: f64, to: f64| from + share * (to - from);
    at(from.1, to.1)..=at(from.2, to.2)
}

/// The usual time between two feedings at an age in days, in minutes.
pub(super) fn feeding_interval(days: f64) -> f64 {
    linear(&FEEDING_INTERVALS, days)
}

/// The usual length of a nap at an age in days, in minutes.
pub(super) fn nap(days: f64) -> f64 {
    linear(&NAPS, days)
}

/// The usual bedtime at an age in days, in minutes after noon.
pub(super) fn bedtime(days: f64) -> f64 {
    linear(&BEDTIMES, days)
}

fn linear(table: &[(f64, f64)], days: f64) -> f64 {
    let (from, to, share) = between(table, days / MONTH, |row| row.0);
    from.1 + share * (to.1 - from.1)
}

/// The two rows around an abscissa, and how far it lies from the one to the other; the outermost beyond the ends.
fn between<T: Copy>(table: &[T], x: f64, abscissa: impl Fn(&T) -> f64) -> (T, T, f64) {
    let above = table.partition_point(|row| abscissa(row) < x).clamp(1, table.len() - 1);
    let (from, to) = (table[above - 1], table[above]);
    let share = (x - abscissa(&from)) / (abscissa(&to) - abscissa(&from));
    (from, to, share.clamp(0.0, 1.0))
}
