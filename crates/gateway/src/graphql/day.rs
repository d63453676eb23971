//! A day in numbers.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{DaySummary, SleepStatus};

/// A child's day in numbers.
#[derive(SimpleObject)]
#[graphql(name = "DaySummary")]
pub(super) struct Summary {
    feedings: Feedings,
    sleep: SleepSummary,
    diapers: Diapers,
}

/// A day's feedings.
#[derive(SimpleObject)]
struct Feedings {
    count: u32,
    /// What was measured, in millilitres.
    total_amount: f64,
    last_at: Option<DateTime<Utc>>,
}

/// A day's sleep; what goes on counts up to now.
#[derive(SimpleObject)]
struct SleepSummary {
    total_hours: f64,
    /// How many.
    naps: u32,
    /// In hours.
    night_sleep: f64,
    current_status: Status,
}

/// A day's diapers.
#[derive(SimpleObject)]
struct Diapers {
    count: u32,
    last_at: Option<DateTime<Utc>>,
}

impl From<DaySummary> for Summary {
    fn from(DaySummary { feedings, sleep, diapers }: DaySummary) -> Self {
        Self {
            feedings: Feedings {
                count: feedings.count,
                total_amount: feedings.total_millilitres,
                last_at: feedings.last_at,
            },
            sleep: SleepSummary {
                total_hours: sleep.total_hours(),
                naps: sleep.naps,
                night_sleep: sleep.night_hours(),
                current_status: sleep.status.into(),
            },
            diapers: Diapers { count: diapers.count, last_at: diapers.last_at },
        }
    }
}

/// Whether a child sleeps now.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SleepStatus", remote = "SleepStatus", rename_items = "lowercase")]
enum Status {
    /// It does.
    Asleep,
    /// It does not, as far as is known.
    Awake,
}
