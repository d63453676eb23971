use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Word;

const EMMA: ChildId = ChildId(Uuid::from_u128(1));
const LEO: ChildId = ChildId(Uuid::from_u128(2));
const CHILDREN: &[(ChildId, &str)] = &[(EMMA, "Emma"), (LEO, "Leo")];

/// The sentences of a file, and the locales that they are said in.
const FILES: [(&str, &[Locale]); 7] = [
    (include_str!("../sentences/en.txt"), &[Locale::EnUs]),
    (include_str!("../sentences/es.txt"), &[Locale::EsEs]),
    (include_str!("../sentences/es-MX.txt"), &[Locale::EsMx]),
    (include_str!("../sentences/fr.txt"), &[Locale::FrFr]),
    (include_str!("../sentences/fr-CA.txt"), &[Locale::FrCa]),
    (include_str!("../sentences/pt.txt"), &[Locale::PtBr]),
    (include_str!("../sentences/zh.txt"), &[Locale::ZhCn]),
];

fn moment_at(now: &str, locale: Locale) -> Moment<'static> {
    let units = if locale == Locale::EnUs { System::Imperial } else { System::Metric };
    let clock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };
    let now = now.parse().unwrap();
    Moment { now, clock, units, children: CHILDREN, about: Some(EMMA) }
}

fn moment(locale: Locale) -> Moment<'static> {
    moment_at("2026-03-04T21:40:00Z", locale)
}

fn english(text: &str) -> Interpretation {
    interpret(text, Locale::EnUs, &moment(Locale::EnUs))
}

/// A command as a line of a file has it.
fn told(command: &Command) -> Vec<String> {
    let mut told = vec![command.action.word().to_owned()];
    if command.child == Some(LEO) {
        told.push("child=Leo".into());
    }
    told.extend(command.parameters.shown().into_iter().map(|(name, value)| {
        let value = match value {
            Value::Number(number) => number.to_string(),
            Value::Measure(number, unit) => format!("{number}{unit}"),
            Value::Flag(flag) => flag.to_string(),
            Value::Word(word) => word.to_owned(),
            Value::Text(text) => text,
        };
        format!("{name}={value}")
    }));
    told
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Action => "action".into(),
        Doubt::Child => "child".into(),
        Doubt::Missing(what) => format!("missing:{what}"),
        Doubt::Implausible(what) => format!("implausible:{what}"),
        Doubt::Contradiction(what) => format!("contradiction:{what}"),
        Doubt::Unit(what) => format!("unit:{what}"),
        Doubt::Time => "time".into(),
        Doubt::Several => "several".into(),
        Doubt::Medicine => "medicine".into(),
        Doubt::LeftOver(words) => format!("leftover:{words}"),
    }
}

fn outcome(interpretation: &Interpretation) -> String {
    match interpretation {
        Interpretation::Certain(command) => told(command).join(" "),
        Interpretation::Unsure(command, it) => {
            format!("? {} | {}", told(command).join(" "), doubt(it))
        }
        Interpretation::Refused(refusal) => format!("- {}", refusal.word()),
    }
}

/// What is expected of the lines of a file and what came of them.
#[derive(Default)]
struct Score {
    right: usize,
    slots: usize,
    wrong: Vec<String>,
    /// Commands carried out that say something else than what was said.
    dangerous: Vec<String>,
}

impl Score {
    fn command(&mut self, line: &str, expected: &str, got: &Interpretation) {
        // `name=value` pairs; a value may hold spaces.
        let mut expected_slots: Vec<String> = Vec::new();
        for part in expected.split(' ') {
            match expected_slots.last_mut() {
                Some(last) if !part.contains('=') => last.push_str(&format!(" {part}")),
                _ => expected_slots.push(part.to_owned()),
            }
        }
        let got_slots = match got {
            Interpretation::Certain(command) => told(command),
            _ => Vec::new(),
        };
        let mut left = got_slots.clone();
        let mut right = 0;
        for slot in &expected_slots {
            if let Some(at) = left.iter().position(|it| it == slot) {
                left.swap_remove(at);
                right += 1;
            }
        }
        self.right += right;
        self.slots += expected_slots.len() + left.len();
        if right < expected_slots.len() || !left.is_empty() {
            let report = format!("{line}\n    wanted {expected}\n    got    {}", outcome(got));
            if matches!(got, Interpretation::Certain(_)) {
                self.dangerous.push(report.clone());
            }
            self.wrong.push(report);
        }
    }

    fn refused(&mut self, line: &str, expected: &str, got: &Interpretation, asks: bool) {
        self.slots += 1;
        let fits = match got {
            Interpretation::Certain(_) => false,
            Interpretation::Unsure(_, it) => asks && [&doubt(it), "any"].contains(&expected),
            Interpretation::Refused(it) => !asks && [it.word(), "any"].contains(&expected),
        };
        self.right += usize::from(fits);
        if !fits {
            let report = format!("{line}\n    wanted {expected}\n    got    {}", outcome(got));
            if matches!(got, Interpretation::Certain(_)) {
                self.dangerous.push(report.clone());
            }
            self.wrong.push(report);
        }
    }

    fn of(file: &str, locale: Locale) -> Self {
        let mut score = Self::default();
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (sentence, expected) = line.split_once(" | ").expect(line);
            let asks = sentence.strip_prefix("? ");
            let refuses = sentence.strip_prefix("- ");
            let sentence = asks.or(refuses).unwrap_or(sentence);
            let got = interpret(sentence, locale, &moment(locale));
            match (asks, refuses) {
                (None, None) => score.command(line, expected, &got),
                (asks, _) => score.refused(line, expected, &got, asks.is_some()),
            }
        }
        score
    }
}

#[test]
fn sentences_of_every_language_are_read_and_nothing_wrong_is_carried_out() {
    let mut failed = false;
    for (file, locales) in FILES {
        for locale in locales {
            let Score { right, slots, wrong, dangerous } = Score::of(file, *locale);
            println!("{}: {right} of {slots} slots right", locale.word());
            wrong.iter().for_each(|it| println!("  {it}"));
            dangerous.iter().for_each(|it| println!("  DANGEROUS {it}"));
            failed |= right * 100 < slots * 95 || !dangerous.is_empty();
        }
    }
    assert!(!failed, "see the sentences above");
}
