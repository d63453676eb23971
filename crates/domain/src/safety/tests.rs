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
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" | "))
        .map(|(label, text)| {
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
fn every_red_flag_is_found_and_few_harmless_messages_alarm() {
    for (language, file) in FILES {
        let [missed, false_alarms] = misread(file);
        assert!(missed.is_empty(), "{language}: missed {}\n{}", missed.len(), missed.join("\n"));
        let harmless = sentences(file).filter(|it| it.expected == "harmless").count();
        // At most two in a hundred.
        assert!(
            false_alarms.len() * 50 <= harmless,
            "{language}: {} false alarms\n{}",
            false_alarms.len(),
            false_alarms.join("\n")
        );
    }
}

#[test]
fn every_language_has_its_messages_of_every_flag() {
    for (language, file) in FILES {
        let harmless = sentences(file).filter(|it| it.expected == "harmless").count();
        let dangerous = sentences(file).count() - harmless;
        assert!(dangerous >= 70 && harmless >= 120, "{language}: {dangerous} {harmless}");
        for flag in RedFlag::WORDS {
            assert!(sentences(file).any(|it| it.expected == *flag), "{language}: {flag}");
        }
        let known =
            |it: &Sentence<'_>| it.expected == "harmless" || RedFlag::WORDS.contains(&it.expected);
        assert!(sentences(file).all(|it| known(&it)), "{language}");
    }
}

#[test]
fn every_topic_of_the_lists_is_asked_for() {
    let known = |topic: &str| {
        RedFlag::WORDS.contains(&topic)
            || Declined::WORDS.contains(&topic)
            || notion::topics().any(|it| it == topic)
            || TOPICS.contains(&topic)
    };
    for topic in LEXICON.topics().chain(NOTIONS.iter().flat_map(Lexicon::topics)) {
        assert!(known(topic), "{topic}");
    }
}

/// The topics that are neither a flag nor a notion.
const TOPICS: [&str; 29] = [
    "birth",
    "harmless",
    "general",
    "past",
    "now",
    "not",
    "fever",
    "temperature",
    "surroundings",
    "newborn",
    "older",
    "black-stool",
    "pale-stool",
    "first-day",
    "medicine",
    "amount",
    "measured",
    "per-weight",
    "illness",
    "is-it",
    "diagnosed",
    "against-care",
    "danger",
    "dismissed",
    "calmed",
    "careful",
    "dose",
    "diagnosis",
    "jaundice",
];

#[test]
fn flags_come_gravest_first_in_whatever_language() {
    let flags = |text| red_flags(text, &Known::nothing(NOW, None));
    assert_eq!(
        flags("Blood in the diaper. Elle ne respire plus! Tiene los labios azules."),
        [RedFlag::Breathing, RedFlag::Blue, RedFlag::Stool]
    );
    assert_eq!(flags(""), []);
}

#[test]
fn what_is_denied_general_or_past_is_told_from_what_goes_on() {
    let flags = |text| red_flags(text, &Known::nothing(NOW, None));
    for (text, found) in [
        ("not breathing", true),
        ("no no she is not breathing", true),
        ("no seizure", false),
        ("she had a seizure last year", false),
        ("she had a seizure last year and is having one again right now", true),
        ("How do I prevent choking? He is choking!", true),
        ("How do I prevent choking?", false),
        ("last year I wanted to die", true),
    ] {
        assert_eq!(!flags(text).is_empty(), found, "{text}");
    }
}

#[test]
fn temperatures_are_read_as_they_are_written_and_judged_by_age() {
    let flags = |text, age| red_flags(text, &Known::nothing(NOW, age));
    let young = [
        "38.5",
        "38,5",
        "38°5",
        "38 5",
        "38 and a half",
        "101.3 F",
        "101.3°F",
        "temp 101",
        "treinta y ocho y medio",
        "trente-huit et demi",
        "trinta e oito e meio",
        "三十八度五",
        "38度半",
        "38 con 5",
        "a hundred and one fever",
        "100.4",
    ];
    for text in young {
        assert_eq!(flags(text, Some(40)), [RedFlag::YoungFever], "{text}");
        assert_eq!(flags(text, Some(400)), [], "{text}");
    }
    for text in ["37.9", "100.3 F", "36.5", "38.5 cm", "38 weeks", "38", "98.6", "38.5 ml"] {
        let expected: &[RedFlag] = if text == "38" { &[RedFlag::YoungFever] } else { &[] };
        assert_eq!(flags(text, Some(40)), expected, "{text}");
    }
    assert_eq!(flags("39.0", Some(120)), [RedFlag::HighFever]);
    assert_eq!(flags("39.0", Some(200)), []);
    assert_eq!(flags("104 fever", Some(900)), [RedFlag::HighFever]);
    assert_eq!(flags("35.8", Some(10)), [RedFlag::LowTemperature]);
    assert_eq!(flags("35.8", Some(300)), []);
}

#[test]
fn ages_are_read_and_times_are_not_taken_for_them() {
    let age = |text| age::of(&Clause::all(text).collect::<Vec<_>>());
    for (text, days) in [
        ("my 6 week old", Some(42)),
        ("6wk old", Some(42)),
        ("seis semanas de vida", Some(42)),
        ("mon bébé de 2 mois", Some(60)),
        ("六周大", Some(42)),
        ("bebê de 10 dias", Some(10)),
        ("宝宝两个月", Some(60)),
        ("newborn", Some(14)),
        ("my 3 year old and my 6 week old", Some(42)),
        ("fever for 2 days", None),
        ("2 days of fever", None),
        ("hace dos meses", None),
        ("tiene 2 dias con fiebre", None),
        ("il y a 2 mois", None),
        ("I am 30 years old", None),
        ("hello", None),
    ] {
        assert_eq!(age(text), days, "{text}");
    }
}

#[test]
fn what_is_logged_raises_flags_of_its_own() {
    let at = |hours: i64| NOW - TimeDelta::hours(hours);
    let reading = |hours, degrees| (at(hours), Temperature::from_celsius(degrees));
    let of =
        |age, temperatures: &[_]| logged(&Known { temperatures, ..Known::nothing(NOW, Some(age)) });
    assert_eq!(of(40, &[reading(20, 38.0), reading(1, 37.0)]), [RedFlag::YoungFever]);
    assert_eq!(of(40, &[reading(25, 38.0)]), []);
    assert_eq!(of(400, &[reading(3, 40.2), reading(1, 38.0)]), []);
    assert_eq!(of(400, &[reading(1, 40.2), reading(3, 38.0)]), [RedFlag::HighFever]);
    // A message without a word of it hears of it too.
    let known = Known { temperatures: &[reading(1, 38.2)], ..Known::nothing(NOW, Some(40)) };
    assert_eq!(red_flags("why is she fussy", &known), [RedFlag::YoungFever]);
}

#[test]
fn a_day_without_a_wet_diaper_alarms_only_where_logging_goes_on() {
    let at = |hours: i64| NOW - TimeDelta::hours(hours);
    let of = |age, wet: &[i64], dirty: &[i64], fed: &[i64]| {
        let held =
            |all: &[i64], what| all.iter().map(move |it| (at(*it), what)).collect::<Vec<_>>();
        let mut diapers = held(wet, DiaperContents::Wet);
        diapers.extend(held(dirty, DiaperContents::Dirty));
        let feedings: Vec<_> = fed.iter().map(|it| at(*it)).collect();
        let known =
            Known { diapers: &diapers, feedings: &feedings, ..Known::nothing(NOW, Some(age)) };
        logged(&known) == [RedFlag::Dehydration]
    };
    let wet = [13, 17, 21, 26];
    assert!(of(100, &wet, &[6], &[9, 2]));
    assert!(!of(100, &[11, 17, 21, 26], &[6], &[9, 2]), "not yet 12 hours");
    assert!(!of(400, &wet, &[6], &[9, 2]), "over a year");
    assert!(!of(100, &wet, &[], &[]), "nobody logs");
    assert!(!of(100, &wet, &[], &[12, 9]), "logging stopped");
    assert!(!of(100, &[13], &[6], &[9, 2]), "wet ones were hardly logged before");
    assert!(!of(100, &[], &[6], &[9, 2]), "wet ones were never logged");
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
    assert!(
        ["passed", "held"]
            .iter()
            .all(|all| answers().filter(|it| it.expected == *all).count() >= 25)
    );
    assert!(!passable(" ") && passable(&"é".repeat(4000)) && !passable(&"é".repeat(4001)));
}
