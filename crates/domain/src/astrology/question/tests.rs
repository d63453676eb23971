//! Sentences as people write them, one file a language: `theme | sentence` (`theme when` asks for a time), `refused topic | sentence`,
//! and `harmless | sentence` for what must be answered, whatever the theme.

use super::*;

const NONE: [&str; 0] = [];

const FILES: [(&str, &str); 5] = [
    ("en", include_str!("sentences/en.txt")),
    ("es", include_str!("sentences/es.txt")),
    ("fr", include_str!("sentences/fr.txt")),
    ("pt", include_str!("sentences/pt.txt")),
    ("zh", include_str!("sentences/zh.txt")),
];

fn sentences(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter_map(|line| line.split_once(" | "))
}

#[test]
fn every_sentence_is_read_as_a_person_would() {
    let mut misread = Vec::new();
    for (language, file) in FILES {
        for (expected, sentence) in sentences(file) {
            let question = Question::read(sentence, &NONE);
            let right = match question {
                Ok(_) if expected == "harmless" => true,
                Ok(Question { theme, when, .. }) => {
                    expected == theme.word() || when && expected == format!("{} when", theme.word())
                }
                Err(refused) => expected == refused.word(),
            };
            if !right {
                misread.push(format!("{language}: {expected} | {sentence} -> {question:?}"));
            }
        }
    }
    assert!(misread.is_empty(), "{}\n{}", misread.len(), misread.join("\n"));
}

#[test]
fn answers_that_foretell_what_no_chart_is_asked_are_told_from_those_that_do_not() {
    let misjudged: Vec<_> = sentences(include_str!("sentences/answers.txt"))
        .filter(|(expected, answer)| (*expected == "foretold") != refused(answer).is_some())
        .collect();
    assert!(misjudged.is_empty(), "{}\n{misjudged:#?}", misjudged.len());
}

#[test]
fn every_language_has_its_sentences_and_its_phrases() {
    for (language, file) in FILES {
        let all: Vec<_> = sentences(file).map(|(expected, _)| expected).collect();
        let refused = all.iter().filter(|it| Refused::WORDS.contains(it)).count();
        let harmless = all.iter().filter(|it| **it == "harmless").count();
        let themes = all.len() - refused - harmless;
        assert!(
            themes >= 25 && refused >= 20 && harmless >= 20,
            "{language}: {themes} {refused} {harmless}"
        );
        for theme in Theme::WORDS {
            assert!(all.iter().any(|it| it.starts_with(theme)), "{language}: {theme}");
        }
    }
    let known = |topic: &str| {
        Theme::WORDS.contains(&topic)
            || Refused::WORDS.contains(&topic)
            || ["when", "harmless", "weary"].contains(&topic)
    };
    assert!(LEXICON.topics().all(known));
}

#[test]
fn a_question_without_a_theme_goes_on_about_the_last_one() {
    let read = |text, earlier: &[&str]| Question::read(text, earlier);
    let career = "What about my job?";
    let after = read("And when?", &[career]).unwrap();
    assert_eq!(after, Question { theme: Theme::Career, when: true, told: 1 });
    let after = read("And when?", &[career, "And love?", "Tell me more", career]).unwrap();
    assert_eq!(after, Question { theme: Theme::Career, when: true, told: 2 });
    let other = read("And love?", &[career]).unwrap();
    assert_eq!(other, Question { theme: Theme::Relationship, when: false, told: 0 });
    assert_eq!(read("And when?", &[]).unwrap().theme, Theme::Time);
}

#[test]
fn what_was_refused_is_not_answered_by_asking_on() {
    let read = |text, earlier: &[&str]| Question::read(text, earlier);
    let pregnant = "Will I get pregnant?";
    assert_eq!(read("And when?", &["My job?", pregnant]), Err(Refused::Pregnancy));
    assert_eq!(read("Just guess", &[pregnant, "And when?"]), Err(Refused::Pregnancy));
    assert_eq!(read("And my job?", &[pregnant]).map(|it| it.told), Ok(0));
}

#[test]
fn somebody_who_wants_to_die_is_heard_before_anything_else() {
    let text = "My job and my marriage are healthy, but I want to die, will I die?";
    assert_eq!(refused(text), Some(Refused::SelfHarm));
}
