//! Moments and lengths of time as apps write them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{Error, FamilyClock, Form, Reason, Result};

/// The clock on the wall that a file's times are of.
pub(super) struct Clock {
    wall: FamilyClock,
    /// Whether `03/04/2024` is in April.
    day_first: bool,
}

impl Clock {
    /// A clock for a file that holds these times: where one of them can only be read with the day first, all are, unless
    /// another can only be read with the month first. Without such a one they are American, as the apps are.
    pub(super) fn new<'a>(zone: Tz, times: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for time in times {
            let mut numbers = time.split(['/', ' ']).map_while(|number| number.parse::<u32>().ok());
            if let (Some(one), Some(two), Some(_)) =
                (numbers.next(), numbers.next(), time.find('/'))
            {
                day_first |= (13..=31).contains(&one) && two <= 12;
                month_first |= (13..=31).contains(&two) && one <= 12;
            }
        }
        let wall = FamilyClock { zone, day_start_minutes: 0 };
        Self { wall, day_first: day_first && !month_first }
    }

    /// Whether a child that falls asleep then sleeps for the night.
    pub(super) fn is_night(&self, instant: DateTime<Utc>) -> bool {
        self.wall.is_night(instant)
    }

    /// The moment in a cell: of the wall clock, or with its own offset; a date is its first moment.
    pub(super) fn moment(&self, column: &'static str, text: &str) -> Result<DateTime<Utc>> {
        self.shown(column, text, |local| self.wall.instant(local))
    }

    /// Likewise the end of what began then, which the clock may have shown a second time.
    pub(super) fn end(
        &self,
        column: &'static str,
        text: &str,
        start: DateTime<Utc>,
    ) -> Result<DateTime<Utc>> {
        self.shown(column, text, |local| self.wall.end(local, start))
    }

    fn shown(
        &self,
        column: &'static str,
        text: &str,
        instant: impl Fn(NaiveDateTime) -> DateTime<Utc>,
    ) -> Result<DateTime<Utc>> {
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Ok(moment.to_utc());
        }
        let (day, time) = match text.split_once(|it: char| it.is_whitespace() || it == 'T') {
            Some((day, time)) => (day.trim_end_matches(','), self::time(time)),
            None => (text, Some(NaiveTime::MIN)),
        };
        let local = self.day(day).zip(time).map(|(day, time)| day.and_time(time));
        let local = local.ok_or(Error::invalid(column, Reason::NotA(Form::Moment)))?;
        Ok(instant(local))
    }

    /// `2024-01-10`, `1/10/24`, `10.01.2024` or, where days come first, `10/1/24`.
    fn day(&self, text: &str) -> Option<NaiveDate> {
        let numbers: Option<Vec<u16>> =
            text.split(['-', '/', '.']).map(|number| number.parse().ok()).collect();
        let [one, two, three] = numbers?[..] else { return None };
        let (year, month, day) = match (one, text.contains('.') || self.day_first) {
            (1000.., _) => (one, two, three),
            (_, true) => (three, two, one),
            (_, false) => (three, one, two),
        };
        let year = if year < 100 { year + 2000 } else { year };
        let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
        (1900..=2199).contains(&date.year()).then_some(date)
    }
}

/// `15:30`, `15:30:20.5`, `3:30 PM` or `3:30 p.m.`.
fn time(text: &str) -> Option<NaiveTime> {
    let mut text: String = text.to_lowercase().split_whitespace().collect();
    if text.ends_with("m.") {
        text = text.replace('.', "");
    }
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (&*text, None),
    };
    let mut parts = clock.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = match parts.next() {
        Some(seconds) => seconds.split('.').next()?.parse().ok()?,
        None => 0,
    };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    parts.next().is_none().then(|| NaiveTime::from_hms_opt(hour, minute, second))?
}

/// A length of time: `1:05` (hours first), `1:05:00`, `65 min`, `1h 5m`, or `65` minutes.
pub(super) fn length(column: &'static str, text: &str) -> Result<TimeDelta> {
    let refused = Error::invalid(column, Reason::NotA(Form::Duration));
    let seconds = if text.contains(':') { clocked(text, 3600) } else { worded(text) };
    seconds.map(TimeDelta::seconds).ok_or(refused)
}

/// How long a side took: hours first as elsewhere, but not if it then took longer than all.
pub(super) fn side(column: &'static str, text: &str, all: Option<TimeDelta>) -> Result<TimeDelta> {
    let most = all.unwrap_or(TimeDelta::hours(3)) + TimeDelta::minutes(1);
    let took = length(column, text)?;
    if took > most && text.contains(':') {
        return Ok(clocked(text, 60).map_or(took, TimeDelta::seconds));
    }
    Ok(took)
}

/// Seconds of numbers of which the first counts so many.
fn clocked(text: &str, first: i64) -> Option<i64> {
    let mut unit = first;
    let mut seconds = 0;
    for number in text.trim().split(':') {
        seconds += i64::from(number.parse::<u16>().ok()?) * unit;
        unit /= 60;
    }
    Some(seconds)
}

fn worded(text: &str) -> Option<i64> {
    let pairs = super::amounts::pairs(text)?;
    let seconds = pairs.iter().map(|(number, unit)| {
        let unit = match unit.as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
            "" | "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            _ => return None,
        };
        Some(number.sure()? * unit)
    });
    let seconds: f64 = seconds.sum::<Option<f64>>()?;
    #[expect(clippy::cast_possible_truncation, reason = "it was bounded")]
    (0.0..=1e7).contains(&seconds).then(|| seconds.round() as i64)
}
