//! Messages as tired parents type them, one file a language: `flag | message`, `flag @ days | message` for a child of that age,
//! and `harmless | message` for what must raise nothing.

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{DiaperContents, Temperature};

const FILES: [(&str, &str); 5] = [
    ("en", include_str!("sentences/en.txt")),
    ("es", include_str!("sentences/es.txt")),
    ("fr", include_str!("sentences/fr.txt")),
    ("pt", include_str!("sentences/pt.txt")),
    ("zh", include_str!("sentences/zh.txt")),
];

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

struct Sentence<'a> {
    expected: &'a str,
    age: Option<u32>,
    text: &'a str,
}

fn sentences(file: &str) -> impl Iterator<Item = Sentence<'_>> {
    file.lines().filter(|line| !line.starts_with("#")).filter_map(|line| line.split_once(" | ")).map(|(label, text)| {
        let (expected, age) = label.split_once(" @ ").unwrap_or((label, ""));
        Sentence { expected, age: age.parse().ok(), text }
    })
}

fn read(sentence: &Sentence<'_>) -> Vec<RedFlag> {
    red_flags(sentence.text, &Known::nothing(NOW, sentence.age))
}

/// What is missed, and what raises a false alarm.
fn misread(file: &str) -> [Vec<String>; 2] {
    let (mut missed, mut false_alarms) = (Vec::new(), Vec::new());
    for sentence in sentences(file) {
        let found = read(&sentence);
        let line = || format!("{} | {} -> {found:?}", sentence.expected, sentence.text);
        if sentence.expected == "harmless" {
            if !found.is_empty() {
                false_alarms.push(line());
            }
        } else if !found.iter().any(|flag| flag.word() == sentence.expected) {
            missed.push(line());
        }
    }
    [missed, false_alarms]
}

#[test]
fn measure() {
    let dir = std::env::var("SAFETY_SET").unwrap_or("src/safety/sentences".into());
    for language in ["en", "es", "fr", "pt", "zh"] {
        let file = std::fs::read_to_string(format!("{dir}/{language}.txt")).unwrap();
        let [missed, alarms] = misread(&file);
        let none = missed.iter().filter(|it| it.ends_with("[]")).count();
        let all = sentences(&file).count();
        let harmless = sentences(&file).filter(|it| it.expected == "harmless").count();
        println!("== {language}: missed {}/{} (no flag at all {none}), false alarms {}/{harmless}", missed.len(), all - harmless, alarms.len());
        for line in missed.iter().chain(&alarms) { println!("{language} {line}"); }
    }
}

#[test]
fn what_is_not_answered_is_told_from_what_is() {
    let wrong: Vec<_> = sentences(include_str!("sentences/asked.txt"))
        .filter(|it| it.expected != declined(it.text).map_or("answered", Word::word))
        .map(|it| format!("{} | {} -> {:?}", it.expected, it.text, declined(it.text)))
        .collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn answers_that_dose_diagnose_or_make_little_of_danger_are_held_back() {
    let answers = || sentences(include_str!("sentences/answers.txt"));
    let wrong: Vec<_> = answers()
        .filter(|it| (it.expected == "passed") != passable(it.text))
        .map(|it| format!("{} | {}", it.expected, it.text))
        .collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(["passed", "held"].iter().all(|all| answers().filter(|it| it.expected == *all).count() >= 25));
    assert!(!passable(" ") && passable(&"é".repeat(4000)) && !passable(&"é".repeat(4001)));
}
