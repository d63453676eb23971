//! The daily reminder: the moments at which a clock on the wall shows a time.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// The next moment after `now` at which clocks in `zone` show `time`: once a day. Where the clock skips it, the first
/// moment after the gap; where the clock shows it twice, the earlier one.
#[must_use]
pub fn next_reminder(time: NaiveTime, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    // After a gap that crosses midnight, yesterday's may still be to come.
    let days = today.pred_opt().into_iter().chain(today.iter_days());
    days.take(5).map(|date| moment(date, time, zone)).find(|at| *at > now).unwrap_or(now)
}

/// When clocks in `zone` show `time` on a date.
fn moment(date: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = date.and_time(time);
    if let Some(instant) = zone.from_local_datetime(&local).earliest() {
        return instant.to_utc();
    }
    // Gaps end on whole minutes; the longest on record is a day: Samoa left out 30 December 2011.
    let minute = local - TimeDelta::seconds(local.second().into());
    (1..=24 * 60)
        .find_map(|minutes| {
            zone.from_local_datetime(&(minute + TimeDelta::minutes(minutes))).earliest()
        })
        .map_or(local.and_utc(), |instant| instant.to_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn next(time: &str, zone: Tz, now: &str) -> String {
        let (time, now) = (time.parse().unwrap(), now.parse().unwrap());
        next_reminder(time, zone, now).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    #[test]
    fn it_comes_at_the_time_on_the_wall_today_or_tomorrow() {
        let berlin = Tz::Europe__Berlin;
        assert_eq!(next("09:00:00", berlin, "2024-01-10T07:59:59Z"), "2024-01-10T08:00:00Z");
        assert_eq!(next("09:00:00", berlin, "2024-01-10T08:00:00Z"), "2024-01-11T08:00:00Z");
        assert_eq!(next("09:00:00", berlin, "2024-07-10T06:00:00Z"), "2024-07-10T07:00:00Z");
    }

    #[test]
    fn a_skipped_time_comes_after_the_gap_and_a_doubled_one_once() {
        let york = Tz::America__New_York;
        // On 10 March 2024 the clock goes from 2:00 to 3:00, on 3 November from 2:00 back to 1:00.
        assert_eq!(next("02:30:00", york, "2024-03-10T06:00:00Z"), "2024-03-10T07:00:00Z");
        assert_eq!(next("02:30:00", york, "2024-03-10T07:00:00Z"), "2024-03-11T06:30:00Z");
        assert_eq!(next("01:30:00", york, "2024-11-03T05:00:00Z"), "2024-11-03T05:30:00Z");
        assert_eq!(next("01:30:00", york, "2024-11-03T05:30:00Z"), "2024-11-04T06:30:00Z");
        // Where the gap crosses midnight, and where it is a day.
        let havana = Tz::America__Havana;
        assert_eq!(next("00:30:00", havana, "2024-03-10T04:00:00Z"), "2024-03-10T05:00:00Z");
        let apia = Tz::Pacific__Apia;
        assert_eq!(next("09:00:00", apia, "2011-12-30T09:59:00Z"), "2011-12-30T10:00:00Z");
    }

    proptest! {
        #[test]
        fn each_day_on_the_wall_has_one(
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
            start in 946_684_800_i64..2_145_916_800,
            second in 0_u32..86_400,
        ) {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
            let now = DateTime::from_timestamp(start, 0).unwrap();
            let first = next_reminder(time, zone, now);
            prop_assert!(first > now && first - now <= TimeDelta::hours(49));
            let mut last = first;
            for _ in 0..3 {
                let after = next_reminder(time, zone, last);
                prop_assert!(after > last && after - last <= TimeDelta::hours(49));
                let on_the_wall = after.with_timezone(&zone).time();
                prop_assert!(on_the_wall == time || after - last != TimeDelta::days(1));
                // Asking at any time between gives the same one.
                prop_assert_eq!(next_reminder(time, zone, last + (after - last) / 2), after);
                last = after;
            }
        }
    }
}
