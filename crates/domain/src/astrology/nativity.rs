//! When and where somebody was born, as a chart needs it.

use chrono::{DateTime, Datelike, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{Error, Limit, Reason, Result};

/// A moment and a place of birth for which a chart can be cast.
#[derive(Clone, Debug, PartialEq)]
pub struct Nativity {
    /// What the clock on the wall showed.
    pub local: NaiveDateTime,
    /// The zone of that clock.
    pub zone: Tz,
    /// The moment itself.
    pub at: DateTime<Utc>,
    /// Whether the clock showed that time twice, as it was put back; the earlier one is meant.
    pub ambiguous: bool,
    /// Degrees north of the equator, between the poles.
    pub latitude: f64,
    /// Degrees east of Greenwich.
    pub longitude: f64,
}

impl Nativity {
    /// The years for which charts are cast.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

    /// Checks a birth, by the zone's own history. What is to come goes by the rules of today; as what is known of zones ends with 2099, no
    /// clock is put forward in 2100.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field (`birth_year`, `birth_month`, `birth_day`, `birth_hour`, `birth_minute`, `location.latitude`,
    /// `location.longitude`), if there was no such day or time, it lies outside [`YEARS`](Self::YEARS), or there is no such place
    /// or no horizon crosses the ecliptic there, as at the poles.
    pub fn new(
        [year, month, day]: [i64; 3],
        [hour, minute]: [i64; 2],
        (latitude, longitude): (f64, f64),
        zone: Tz,
    ) -> Result<Self> {
        let within = |field, value: i64, least: i64, most: i64| match u32::try_from(value) {
            Ok(it) if (least..=most).contains(&value) => Ok(it),
            _ => {
                let limits = [least, most].map(i64::unsigned_abs);
                Err(Error::invalid(field, Reason::between(limits[0], limits[1])))
            }
        };
        let year = i32::try_from(year).ok().filter(|year| Self::YEARS.contains(year));
        let year = year.ok_or_else(|| {
            let reason = Reason::Between(Limit::Spelt("1900"), Limit::Spelt("2100"));
            Error::invalid("birth_year", reason)
        })?;
        let month = within("birth_month", month, 1, 12)?;
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let days = first.map_or(31, |first| i64::from(first.num_days_in_month()));
        let day = within("birth_day", day, 1, days)?;
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let hour = within("birth_hour", hour, 0, 23)?;
        let minute = within("birth_minute", minute, 0, 59)?;
        let local = date.and_then(|date| date.and_hms_opt(hour, minute, 0));
        let local = local.ok_or(Error::invalid("birth_day", Reason::Malformed))?;
        if latitude.is_nan() || latitude.abs() >= 90.0 {
            return Err(Error::invalid("location.latitude", Reason::BetweenPoles));
        }
        if !(-180.0..=180.0).contains(&longitude) {
            return Err(Error::invalid("location.longitude", Reason::between(-180.0, 180.0)));
        }
        let (at, ambiguous) = match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => (at, false),
            MappedLocalTime::Ambiguous(earlier, _) => (earlier, true),
            MappedLocalTime::None => {
                return Err(Error::invalid("birth_hour", Reason::SkippedTime(zone.name())));
            }
        };
        Ok(Self { local, zone, at: at.to_utc(), ambiguous, latitude, longitude })
    }
}
