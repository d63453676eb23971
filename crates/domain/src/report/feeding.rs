//! How a child eats.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::Dates;
use crate::{DaySummary, Direction, Entry, FamilyClock, Kind, summary::hours};

/// Where the feedings of several days go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FeedingTrends {
    /// Whether the child takes more a day: of what was measured, if at least half of the feedings were, else more often.
    /// Days that are not over, or on which nothing was logged, tell nothing; nor of the volume those on which most was not
    /// measured.
    pub direction: Direction,
    /// How long it is from one session to the next, on average. A day and more without any is a gap in the log.
    pub interval: Option<TimeDelta>,
}

/// Feedings that begin so soon after another belong to its session.
const SESSION: TimeDelta = TimeDelta::minutes(40);
/// The longest that a child goes without.
const GAP: TimeDelta = TimeDelta::hours(24);

impl FeedingTrends {
    pub(super) fn new(
        dates: Dates,
        clock: FamilyClock,
        entries: &[Entry],
        days: &[(NaiveDate, DaySummary)],
        now: DateTime<Utc>,
    ) -> Self {
        let span = dates.span(clock);
        let fed: Vec<_> = entries
            .iter()
            .filter(|entry| entry.kind == Kind::Feeding && span.contains(entry.start))
            .collect();
        let by_volume = mostly_measured(fed.iter().copied());
        let points = (0..).map(f64::from).zip(days).filter_map(|(index, (date, summary))| {
            let (day, sum) = (clock.day(*date), summary.feedings);
            let of_day = fed.iter().copied().filter(|entry| day.contains(entry.start));
            let tells = sum.count > 0 && day.end <= now && (!by_volume || mostly_measured(of_day));
            let number = if by_volume { sum.total_millilitres } else { f64::from(sum.count) };
            tells.then_some((index, number))
        });
        Self {
            direction: Direction::of(&points.collect::<Vec<_>>()),
            interval: interval(fed.iter().map(|entry| entry.start).collect()),
        }
    }

    /// How long it is from one session to the next, in hours, to a hundredth.
    #[must_use]
    pub fn interval_hours(&self) -> Option<f64> {
        self.interval.map(hours)
    }
}

/// Whether at least half of these feedings were measured.
pub(crate) fn mostly_measured<'a>(fed: impl Iterator<Item = &'a Entry>) -> bool {
    let (measured, not): (Vec<&Entry>, Vec<&Entry>) = fed.partition(|entry| entry.amount.is_some());
    measured.len() >= not.len()
}

/// How long it is on average from one session to the next.
fn interval(mut starts: Vec<DateTime<Utc>>) -> Option<TimeDelta> {
    starts.sort_unstable();
    let sessions: Vec<_> =
        starts.chunk_by(|one, next| *next - *one < SESSION).map(|session| session[0]).collect();
    let between = sessions.windows(2).map(|pair| pair[1] - pair[0]);
    let between: Vec<_> = between.filter(|interval| *interval < GAP).collect();
    let count = i32::try_from(between.len()).ok().filter(|count| *count > 0)?;
    Some(between.iter().sum::<TimeDelta>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feedings_close_together_are_one_session() {
        let mean = |minutes: &[i64]| {
            let at = |minute: &i64| DateTime::UNIX_EPOCH + TimeDelta::minutes(*minute);
            interval(minutes.iter().map(at).collect()).map(|interval| interval.num_minutes())
        };
        assert_eq!(mean(&[0, 39, 78, 180, 220, 400]), Some(133), "0, 180, 220 and 400");
        assert_eq!(mean(&[400, 0]), Some(400));
        assert_eq!(mean(&[0, 39]), None);
        assert_eq!(mean(&[0, 180, 2000, 2180]), Some(180), "nobody logged for a day");
        assert_eq!(mean(&[]), None);
    }
}
