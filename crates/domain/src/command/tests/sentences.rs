//! Sentences as parents say them, and what must come of each.
//!
//! `sentence | action slot=value …` is carried out; what begins with `?` is asked about, with `-` refused, for the reason behind
//! the bar. Those at the end of each file were held back until the rest was read.

use super::*;
use crate::Word;

/// The sentences of a file, and the locales that they are said in.
const FILES: [(&str, &[Locale]); 7] = [
    (include_str!("../sentences/en.txt"), &[Locale::EnUs]),
    (include_str!("../sentences/es.txt"), &[Locale::EsEs, Locale::EsMx]),
    (include_str!("../sentences/es-MX.txt"), &[Locale::EsMx]),
    (include_str!("../sentences/fr.txt"), &[Locale::FrFr, Locale::FrCa]),
    (include_str!("../sentences/fr-CA.txt"), &[Locale::FrCa]),
    (include_str!("../sentences/pt.txt"), &[Locale::PtBr]),
    (include_str!("../sentences/zh.txt"), &[Locale::ZhCn]),
];

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
                Some(last) if !part.contains('=') => last.extend([" ", part]),
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
            for it in &wrong {
                println!("  {it}");
            }
            for it in &dangerous {
                println!("  carried out: {it}");
            }
            failed |= right < slots || !dangerous.is_empty();
        }
    }
    assert!(!failed, "see the sentences above");
}

#[test]
fn a_sentence_of_another_language_is_not_carried_out_as_something_else() {
    let language = |locale: Locale| &locale.word()[..2];
    for (file, own) in FILES {
        let lines = file.lines().filter(|line| !line.starts_with(['#', '?', '-']));
        for (sentence, _) in lines.filter_map(|line| line.split_once(" | ")) {
            let meant = outcome(&interpret(sentence, own[0], &moment(own[0])));
            for locale in [Locale::EnUs, Locale::EsEs, Locale::FrFr, Locale::PtBr, Locale::ZhCn] {
                let got = interpret(sentence, locale, &moment(locale));
                // "Note" begins a remark in several of them.
                let done =
                    matches!(&got, Interpretation::Certain(it) if it.action != Action::LogNote);
                let same = language(locale) == language(own[0]) || outcome(&got) == meant;
                assert!(!done || same, "{} {sentence}: {}", locale.word(), outcome(&got));
            }
        }
    }
}
