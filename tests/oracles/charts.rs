//! Birth charts, beside those of the Swiss Ephemeris.

use std::{
    collections::BTreeMap,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{Datelike, NaiveDateTime, Timelike};
use domain::{
    Word,
    astrology::{Chart, Graha, HouseSystem, Nativity, Node, Rules},
};

/// The grahas in the order of the oracle, which is ours.
const GRAHAS: &[Graha] = Graha::ALL.split_at(8).0;

/// A line of the oracle.
struct Case {
    nativity: Nativity,
    rules: Rules,
    /// Ayanamsa, ascendant, six cusps, and longitude, latitude and speed of the grahas, in degrees.
    told: Vec<f64>,
}

impl Case {
    fn read(line: &str) -> Self {
        let cells: Vec<_> = line.split(',').collect();
        let [moment, latitude, longitude, houses, node, ref told @ ..] = cells[..] else {
            panic!("{line}");
        };
        let at = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%MZ").unwrap();
        let date = [at.year().into(), at.month().into(), at.day().into()];
        let time = [at.hour().into(), at.minute().into()];
        let place = (latitude.parse().unwrap(), longitude.parse().unwrap());
        let houses = HouseSystem::parse("houses", houses).unwrap();
        let node = Node::parse("node", node).unwrap();
        Self {
            nativity: Nativity::new(date, time, place, chrono_tz::UTC).unwrap(),
            rules: Rules { houses, node },
            told: told.iter().map(|cell| cell.parse().unwrap()).collect(),
        }
    }

    /// How far ours is from what was told, in arcseconds: of what, and which of it.
    fn apart(&self) -> Vec<(&'static str, &'static str, f64)> {
        let chart = Chart::cast(&self.nativity, self.rules);
        let mut ours = vec![
            ("ayanamsa", "longitude", chart.ayanamsa),
            ("ascendant", "longitude", chart.ascendant),
        ];
        ours.extend(
            chart.cusps[..6].iter().map(|cusp| (self.rules.houses.word(), "longitude", cusp.0)),
        );
        for graha in GRAHAS {
            let placed = chart.placement(*graha);
            let name = match (graha, self.rules.node) {
                (Graha::Rahu, Node::True) => "Rahu, true",
                (Graha::Rahu, Node::Mean) => "Rahu, mean",
                _ => graha.word(),
            };
            let all = [
                ("longitude", placed.longitude),
                ("latitude", placed.latitude),
                ("speed", placed.speed),
            ];
            ours.extend(all.map(|(which, number)| (name, which, number)));
        }
        assert_eq!(ours.len(), self.told.len());
        let pairs = ours.into_iter().zip(&self.told);
        pairs
            .map(|((of, which, ours), told)| {
                let apart = (ours - told + 180.0).rem_euclid(360.0) - 180.0;
                (of, which, apart.abs() * 3600.0)
            })
            .collect()
    }
}

/// How far apart they may be, in arcseconds, or arcseconds a day: the true node swings eleven times as far as the Moon's latitude.
fn allowed(of: &str) -> f64 {
    if of == "Rahu, true" { 2.0 } else { 1.0 }
}

/// How many numbers of each kind there were, and how far apart they are at most, if that is allowed.
fn furthest(told: &str) -> BTreeMap<(&'static str, &'static str), (usize, f64)> {
    let mut furthest = BTreeMap::<_, (usize, f64)>::new();
    for line in told.lines() {
        for (of, which, apart) in Case::read(line).apart() {
            assert!(apart <= allowed(of), "{of}, {which}: {apart} apart in {line}");
            let (count, most) = furthest.entry((of, which)).or_default();
            (*count, *most) = (*count + 1, most.max(apart));
        }
    }
    furthest
}

/// Charts from 1900 to 2049.
const SOME: &str = include_str!("charts.csv");

#[test]
fn charts_agree_with_some_of_the_oracle() {
    let found = furthest(SOME);
    assert_eq!(found[&("Sun", "longitude")].0, 200);
    assert_eq!(found.len(), 2 + HouseSystem::ALL.len() + (7 + 2) * 3);
}

#[test]
#[ignore = "downloads the oracle: CHARTS=2000 cargo test -p tests --test oracles -- --ignored --nocapture charts"]
fn fresh_random_charts_agree_with_the_swiss_ephemeris() {
    let count = std::env::var("CHARTS").unwrap_or_else(|_| "2000".to_owned());
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().to_string();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/oracles/charts.py");
    let ran = Command::new("python3").args([script, &count, &seed, "1900", "2100"]).output();
    let ran = ran.unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(told.lines().count().to_string(), count);
    println!("seed {seed}, arcseconds, or arcseconds a day, at most:");
    for ((of, which), (count, most)) in furthest(&told) {
        println!("{of}, {which}: {most:.3} of {count}");
    }
}
