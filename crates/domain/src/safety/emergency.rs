//! Whom to call, by country.

use chrono_tz::Tz;

use crate::{Locale, Word};

/// The country of each zone: public-domain data of the tz database.
const ZONES: &str = include_str!("emergency/zones.txt");
const NUMBERS: &str = include_str!("emergency/numbers.txt");

/// The numbers to call where a family lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergencyNumbers {
    /// The country (ISO 3166-1 alpha-2), unless it is unknown to us.
    pub country: Option<&'static str>,
    /// An ambulance: the medical number where there is one of its own, else that of all emergencies. 112, which mobile phones
    /// everywhere pass on, where the country is unknown.
    pub emergency: &'static str,
    /// A poison centre.
    pub poison: Option<&'static str>,
    /// Somebody to talk to for parents who cannot go on.
    pub crisis: Option<&'static str>,
}

impl EmergencyNumbers {
    /// Of the country of a time zone; of a zone that is in none (UTC), of the locale's region.
    #[must_use]
    pub fn of(zone: Tz, locale: Locale) -> Self {
        let region = locale.word().rsplit('-').next().unwrap_or_default();
        Self::in_country(country(zone.name()).unwrap_or(region)).unwrap_or(Self {
            country: None,
            emergency: "112",
            poison: None,
            crisis: None,
        })
    }

    fn in_country(code: &str) -> Option<Self> {
        NUMBERS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
            let mut columns = line.split(" | ");
            let country = columns.next().filter(|it| *it == code)?;
            let emergency = columns.next()?;
            let mut line = || columns.next().filter(|it| *it != "-");
            Some(Self { country: Some(country), emergency, poison: line(), crisis: line() })
        })
    }
}

fn country(zone: &str) -> Option<&'static str> {
    let countries = ZONES.lines().filter(|line| !line.starts_with('#'));
    countries
        .filter_map(|line| line.split_once(' '))
        .find_map(|(country, zones)| zones.split(' ').any(|it| it == zone).then_some(country))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_time_zone_tells_whom_to_call_and_else_the_language() {
        let numbers = |zone: &str, locale| EmergencyNumbers::of(zone.parse().unwrap(), locale);
        for (zone, emergency) in [
            ("Europe/London", "999"),
            ("Asia/Tokyo", "119"),
            ("Australia/Perth", "000"),
            ("Australia/Sydney", "000"),
            ("America/Sao_Paulo", "192"),
            ("America/Manaus", "192"),
            ("Europe/Paris", "15"),
            ("Europe/Madrid", "112"),
            ("America/Mexico_City", "911"),
            ("America/New_York", "911"),
            ("US/Eastern", "911"),
            ("America/Toronto", "911"),
            ("Asia/Shanghai", "120"),
            ("Asia/Calcutta", "112"),
            ("Europe/Zurich", "144"),
            ("Pacific/Auckland", "111"),
            // A country that the table lacks.
            ("Africa/Lubumbashi", "112"),
        ] {
            assert_eq!(numbers(zone, Locale::FrFr).emergency, emergency, "{zone}");
        }
        assert_eq!(numbers("America/New_York", Locale::EsMx).crisis, Some("988 / 1-833-852-6262"));
        assert_eq!(numbers("America/Sao_Paulo", Locale::PtBr).crisis, Some("188"));
        assert_eq!(numbers("Europe/Paris", Locale::FrFr).crisis, Some("3114"));
        for (locale, emergency) in [
            (Locale::EnUs, "911"),
            (Locale::EsEs, "112"),
            (Locale::EsMx, "911"),
            (Locale::FrFr, "15"),
            (Locale::FrCa, "911"),
            (Locale::PtBr, "192"),
            (Locale::ZhCn, "120"),
        ] {
            assert_eq!(numbers("UTC", locale).emergency, emergency);
        }
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        let lines = || NUMBERS.lines().filter(|line| !line.starts_with('#'));
        assert!(lines().all(|line| line.split(" | ").count() == 4));
        let codes: HashSet<_> = lines().filter_map(|line| line.get(..2)).collect();
        assert_eq!(codes.len(), lines().count());
        assert!(codes.len() >= 60);
        let listed = |code: &str| ZONES.lines().any(|line| line.starts_with(&format!("{code} ")));
        assert!(codes.iter().all(|code| listed(code)));
        for zone in ZONES.lines().skip(1).flat_map(|line| line.split(' ').skip(1)) {
            assert!(country(zone).is_some(), "{zone}");
        }
    }
}
