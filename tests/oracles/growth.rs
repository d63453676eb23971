//! Z-scores of the growth standards, beside those of two other programs.

use std::{collections::BTreeMap, process::Command};

use chrono::{NaiveDate, TimeDelta};
use domain::{Age, Assessment, Birth, Length, Peers, Position, Sex, Stature, Weight};

/// How far z-scores may be apart.
const NEAR: f64 = 0.005;

/// A line of the oracle: which indicator of whom, what was measured, and the z-score that it means.
struct Case<'a> {
    indicator: &'a str,
    sex: Sex,
    /// Days of age, or millimetres.
    at: u16,
    kilograms: Option<f64>,
    centimetres: Option<f64>,
    z_score: f64,
}

impl<'a> Case<'a> {
    fn read(line: &'a str) -> Self {
        let cells: Vec<_> = line.split(',').collect();
        let [indicator, sex, at, kilograms, centimetres, z_score] = cells[..] else {
            panic!("{line}");
        };
        Self {
            indicator,
            sex: if sex == "female" { Sex::Female } else { Sex::Male },
            at: at.parse().unwrap(),
            kilograms: kilograms.parse().ok(),
            centimetres: centimetres.parse().ok(),
            z_score: z_score.parse().unwrap(),
        }
    }

    fn weight(&self) -> Weight {
        let kilograms = self.kilograms.unwrap();
        Weight::new("weight", kilograms, domain::WeightUnit::Kilogram).unwrap()
    }

    fn length(&self) -> Length {
        Length::from_centimetres(self.centimetres.unwrap())
    }

    fn peers(&self, days: u16) -> Peers {
        let birth = Birth { date: NaiveDate::default(), due: None };
        let age = Age::on(birth.date + TimeDelta::days(days.into()), birth).unwrap();
        Peers { sex: self.sex, age }
    }

    fn ours(&self) -> Assessment {
        let usual = |position| Stature { length: self.length(), position };
        let assessed = match self.indicator {
            "weight" => self.peers(self.at).weight(self.weight()),
            "height" => self.peers(self.at).stature(usual(None)),
            "head_circumference" => self.peers(self.at).head(self.length()),
            "bmi" => self.peers(self.at).bmi(self.weight(), usual(None)),
            "weight_for_length" => {
                self.peers(365).weight_for_stature(self.weight(), usual(Some(Position::Lying)))
            }
            "weight_for_height" => {
                self.peers(1000).weight_for_stature(self.weight(), usual(Some(Position::Standing)))
            }
            other => panic!("{other}"),
        };
        assessed.unwrap()
    }
}

/// Some of what the oracle told: of each indicator and sex both tails and the middle, after four that are known well.
const SOME: &str = include_str!("growth.csv");

#[test]
fn z_scores_agree_with_some_of_the_oracle() {
    assert_eq!(SOME.lines().count(), 4 + 6 * 2 * 3);
    for line in SOME.lines() {
        let case = Case::read(line);
        let ours = case.ours().z_score;
        // One of the two programs tells four decimals.
        assert!((ours - case.z_score).abs() < 1e-4, "{line}: {ours}");
    }
}

#[test]
#[ignore = "downloads the oracle and takes minutes: cargo test -p tests --test oracles -- --ignored --nocapture"]
fn z_scores_agree_with_other_programs_over_the_whole_grid() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/oracles/growth.py");
    let ran = Command::new("python3").arg(script).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8(ran.stdout).unwrap();
    let mut furthest = BTreeMap::<&str, (usize, f64)>::new();
    for line in told.lines() {
        let case = Case::read(line);
        let apart = (case.ours().z_score - case.z_score).abs();
        assert!(apart <= NEAR, "{line}: {apart}");
        let (count, most) = furthest.entry(case.indicator).or_default();
        (*count, *most) = (*count + 1, most.max(apart));
    }
    for (indicator, (count, most)) in &furthest {
        println!("{indicator}: {count} values, {most:.6} apart at most");
    }
    let counts = furthest.values().map(|(count, _)| *count);
    // Days or tenths of a centimetre, of both sexes, at nine z-scores.
    let [by_age, by_length, by_height] = [1827, 651, 551].map(|places| places * 2 * 9);
    assert!(counts.eq([by_age, by_age, by_age, by_age, by_height, by_length]));
}
