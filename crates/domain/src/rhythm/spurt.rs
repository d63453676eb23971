//! Whether a child is about to grow in length.
//!
//! Infants grow in jumps, between which they do not grow: of all days 5 to 10 % hold one (Lampl, Veldhuis and Johnson, Science
//! 258, 1992, p. 801). Within the four days after, each hour that a child sleeps more in a day makes a jump 1.20 times as
//! likely, and each bout of sleep more 1.43 times (Lampl and Johnson, SLEEP 34, 2011, p. 641: 23 infants). That these odds hold
//! beyond those infants was not tested.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{bout::Bout, shrink};
use crate::{measure::round, word::words};

words! {
    /// What goes with a growth spurt.
    Sign {
        /// The child sleeps more.
        MoreSleep = "more_sleep",
        /// It sleeps more often.
        MoreBouts = "more_bouts",
        /// It is fed more often.
        MoreFeedings = "more_feedings",
    }
}

/// How likely a child is about to grow.
#[derive(Clone, Debug, PartialEq)]
pub struct GrowthSpurt {
    /// How likely it grows in one of the next days; to a hundredth.
    pub likelihood: f64,
    /// What of it showed in the last 24 hours, against the two weeks before.
    pub signs: Vec<Sign>,
}

impl GrowthSpurt {
    /// From so many days from now on.
    pub const FROM_DAYS: u32 = 0;
    /// Up to so many.
    pub const TO_DAYS: u32 = 4;
}

/// The age up to which infants were followed, in days.
const OLDEST: i64 = 731;
/// The share of days on which an infant grows.
const DAILY: f64 = 0.075;
/// How much an hour of sleep more adds to the odds.
const HOUR: f64 = 1.20;
/// How much a bout more adds.
const BOUT: f64 = 1.43;
/// With so many days before.
const BEFORE: i32 = 14;
/// Of which so many must have been logged.
const FEWEST: usize = 7;

/// What a child did in 24 hours.
struct Day {
    hours: f64,
    bouts: f64,
    feedings: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a day has few")]
fn day(bouts: &[Bout], fed: &[DateTime<Utc>], until: DateTime<Utc>) -> Day {
    let from = until - TimeDelta::hours(24);
    let within = |at: &&Bout| (from..until).contains(&at.start);
    let slept = bouts.iter().map(|bout| {
        let end = bout.end.unwrap_or(if bout.goes_on { until } else { bout.start });
        (end.min(until) - bout.start.max(from)).num_minutes().max(0)
    });
    Day {
        hours: slept.sum::<i64>() as f64 / 60.0,
        bouts: bouts.iter().filter(within).count() as f64,
        feedings: fed.iter().filter(|at| (from..until).contains(at)).count() as f64,
    }
}

/// How likely a child is about to grow; what is usual, where too little was logged to tell. Nothing is known of children over
/// two years.
pub(super) fn spurt(
    born: NaiveDate,
    bouts: &[Bout],
    fed: &[DateTime<Utc>],
    now: DateTime<Utc>,
) -> Option<GrowthSpurt> {
    if (now.date_naive() - born).num_days() > OLDEST {
        return None;
    }

    let last = day(bouts, fed, now);
    let before = (1..=BEFORE).map(|ago| day(bouts, fed, now - TimeDelta::days(ago.into())));
    // A day of which nobody logged the sleep tells nothing.
    let before: Vec<_> = before.filter(|day| day.hours >= 4.0).collect();
    let more = |what: fn(&Day) -> f64| {
        let usual: Vec<_> = before.iter().map(|day| (what(day), 1.0)).collect();
        shrink::median(&usual)
            .filter(|_| before.len() >= FEWEST && last.hours >= 4.0)
            .map_or(0.0, |usual| what(&last) - usual)
    };
    let hours = more(|day| day.hours).clamp(-4.0, 4.0);
    let naps = more(|day| day.bouts).clamp(-3.0, 3.0);
    let odds = DAILY / (1.0 - DAILY) * HOUR.powf(hours) * BOUT.powf(naps);
    let daily = odds / (1.0 + odds);
    let days = f64::from(GrowthSpurt::TO_DAYS - GrowthSpurt::FROM_DAYS + 1);
    let signs = [
        (Sign::MoreSleep, hours >= 1.0),
        (Sign::MoreBouts, naps >= 1.0),
        (Sign::MoreFeedings, more(|day| day.feedings) >= 2.0),
    ];
    Some(GrowthSpurt {
        likelihood: round(1.0 - (1.0 - daily).powf(days), 2),
        signs: signs.into_iter().filter_map(|(sign, shows)| shows.then_some(sign)).collect(),
    })
}
