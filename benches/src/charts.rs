//! How long a birth chart takes, on one core and without a gateway.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use domain::{
    Word,
    astrology::{Chart, Nativity, Node, Rules},
};

use crate::{Result, families::now, measure::Measured};

/// How many are cast.
const TIMES: i32 = 1000;

/// Casts charts by each node, and prints what they took.
pub(crate) fn measure() -> Result<()> {
    println!("| node | p50 ms | p99 ms |\n|---|--:|--:|");
    for node in Node::ALL {
        let rules = Rules { node: *node, ..Rules::default() };
        let measured = Measured::new(0.0, (0..TIMES).map(|number| cast(number, rules)).collect())?;
        let [p50, p99] = [50, 99].map(|percent| measured.percentile(percent));
        println!("| {} | {p50:.1} | {p99:.1} |", node.word());
    }
    Ok(())
}

/// How long the chart of somebody takes who was born so many times forty days ago, each at another place.
fn cast(number: i32, rules: Rules) -> Duration {
    let at = now() - TimeDelta::days(i64::from(number) * 40);
    let (latitude, longitude) = (f64::from(number % 179 - 89), f64::from(number % 359 - 179));
    let (local, zone) = (at.naive_utc(), chrono_tz::UTC);
    let nativity = Nativity { local, zone, at, ambiguous: false, latitude, longitude };
    let begun = Instant::now();
    black_box(Chart::cast(&nativity, rules));
    begun.elapsed()
}
