//! Messages as tired parents type them, one file a language: `flag | message`, `flag @ days | message` for a child of that age,
//! and `harmless | message` for what must raise nothing.

use super::*;

const FILES: [(&str, &str); 5] = [
    ("en", include_str!("sentences/en.txt")),
    ("es", include_str!("sentences/es.txt")),
    ("fr", include_str!("sentences/fr.txt")),
    ("pt", include_str!("sentences/pt.txt")),
    ("zh", include_str!("sentences/zh.txt")),
];

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
    red_flags(sentence.text, sentence.age)
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
fn a_remark_on_the_past_hides_no_danger() {
    let before = [
        "last week the doctor said it was a cold, ",
        "la semana pasada el doctor dijo que era gripa, ",
        "la semaine dernière le docteur a dit que c'était un rhume, ",
        "semana passada o médico disse que era resfriado, ",
        "上周医生说只是感冒，",
    ];
    for ((language, file), before) in FILES.into_iter().zip(before) {
        let dangerous = || sentences(file).filter(|it| it.expected != "harmless");
        let hidden = |it: &Sentence<'_>| {
            let text = format!("{before}{}", it.text);
            red_flags(&text, it.age).is_empty()
        };
        let hidden: Vec<_> = dangerous().filter(hidden).map(|it| it.text).collect();
        // At most three in a hundred.
        assert!(hidden.len() * 33 <= dangerous().count(), "{language}: {hidden:#?}");
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
    let lexicons = [&*LEXICON, &*FRAMES].into_iter().chain(NOTIONS.iter());
    for topic in lexicons.flat_map(Lexicon::topics) {
        assert!(known(topic), "{topic}");
    }
}

/// The topics that are neither a flag nor a notion.
const TOPICS: [&str; 36] = [
    "birth",
    "harmless",
    "prevention",
    "general",
    "somebody",
    "past",
    "over",
    "now",
    "not",
    "fails",
    "fever",
    "temperature",
    "surroundings",
    "newborn",
    "older",
    "black-stool",
    "pale-stool",
    "first-day",
    "deep-jaundice",
    "cold",
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
    "careless",
    "gives",
    "often",
    "guess",
];

#[test]
fn flags_come_gravest_first_in_whatever_language() {
    let flags = |text| red_flags(text, None);
    assert_eq!(
        flags("Blood in the diaper. Elle ne respire plus! Tiene los labios azules."),
        [RedFlag::Breathing, RedFlag::Blue, RedFlag::Stool]
    );
    assert_eq!(flags(""), []);
}

#[test]
fn what_is_denied_general_or_past_is_told_from_what_goes_on() {
    let flags = |text| red_flags(text, None);
    for (text, found) in [
        ("not breathing", true),
        ("no no she is not breathing", true),
        ("no seizure", false),
        ("she had a seizure last year", false),
        ("she had a seizure last year and is having one again right now", true),
        ("How do I prevent choking? He is choking!", true),
        ("How do I prevent choking?", false),
        ("last year she had a seizure but is fine", false),
        ("last year she had a seizure but now her lips are blue", true),
        ("la semana pasada estaba bien, hoy no respira", true),
        ("last year, she had a seizure", false),
        ("last year I wanted to die", true),
    ] {
        assert_eq!(!flags(text).is_empty(), found, "{text}");
    }
}

#[test]
fn a_denial_before_what_is_harmless_or_over_makes_it_neither() {
    for (well, unwell) in [
        ("breathing well", "not breathing well"),
        ("she breathes normally", "she hardly breathes normally"),
        ("respira bien", "no respira bien"),
        ("respira bien", "no puede respirar bien"),
        ("il respire bien", "il ne respire pas bien"),
        ("il respire normalement", "il n'arrive pas à respirer normalement"),
        ("ela está respirando bem", "ela não está respirando bem"),
        ("宝宝呼吸正常", "宝宝没有呼吸正常"),
        ("burned her hand, is better now", "burned her hand, is not better now"),
        ("se quemó la mano, está bien", "se quemó la mano, no está bien"),
        ("brûlé à la main, ça va bien", "brûlé à la main, ça ne va pas bien"),
        ("queimou a mão, está bem", "queimou a mão, não está bem"),
        ("烫伤了手，好了", "烫伤了手，没好"),
    ] {
        assert_eq!(red_flags(well, None), [], "{well}");
        assert_ne!(red_flags(unwell, None), [], "{unwell}");
    }
}

#[test]
fn what_lies_only_in_part_in_a_harmless_phrase_is_heard() {
    for text in ["she fell asleep and fell off the bed", "he hits me when he is drunk"] {
        assert_ne!(red_flags(text, None), [], "{text}");
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
    assert!(
        ["passed", "held"]
            .iter()
            .all(|all| answers().filter(|it| it.expected == *all).count() >= 25)
    );
    assert!(!passable(" ") && passable(&"é".repeat(4000)) && !passable(&"é".repeat(4001)));
}
