//! Sentences as people write them, one file a language: `theme | sentence` (`theme when` asks for a time), `refused topic | sentence`,
//! `harmless | sentence` for what must be answered, whatever the theme, and `undated | sentence` for what may get no date.

use super::*;

fn read(text: &str, earlier: &[&str]) -> Read {
    Question::read(text, earlier).0
}

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
            let question = read(sentence, &[]);
            let right = match question {
                Ok(_) if expected == "harmless" => true,
                Ok(Question { dates, .. }) if expected == "undated" => dates == Dates::Untold,
                Ok(Question { theme, dates, .. }) => {
                    let asked = dates == Dates::Asked;
                    expected == theme.word()
                        || asked && expected == format!("{} when", theme.word())
                }
                Err(refused) => expected == refused.word() || expected == "undated",
            };
            if !right {
                misread.push(format!("{language}: {expected} | {sentence} -> {question:?}"));
            }
        }
    }
    assert!(misread.is_empty(), "{}\n{}", misread.len(), misread.join("\n"));
}

/// A question that any date may answer.
const TOLD: Question = Question { theme: Theme::Career, dates: Dates::Asked, told: 0 };

#[test]
fn answers_that_foretell_what_no_chart_is_asked_are_told_from_those_that_do_not() {
    let misjudged: Vec<_> = sentences(include_str!("sentences/answers.txt"))
        .filter(|(expected, answer)| (*expected == "foretold") == passable(answer, TOLD))
        .collect();
    assert!(misjudged.is_empty(), "{}\n{misjudged:#?}", misjudged.len());
}

#[test]
fn every_language_has_its_sentences_and_its_phrases() {
    for (language, file) in FILES {
        let all: Vec<_> = sentences(file).map(|(expected, _)| expected).collect();
        let refused = all.iter().filter(|it| Refused::WORDS.contains(it)).count();
        let harmless = all.iter().filter(|it| **it == "harmless").count();
        let undated = all.iter().filter(|it| **it == "undated").count();
        let themes = all.len() - refused - harmless - undated;
        assert!(
            themes >= 25 && refused >= 20 && harmless >= 20 && undated >= 40,
            "{language}: {themes} {refused} {harmless} {undated}"
        );
        for theme in Theme::WORDS {
            assert!(all.iter().any(|it| it.starts_with(theme)), "{language}: {theme}");
        }
    }
    let known = |topic: &str| {
        Theme::WORDS.contains(&topic)
            || Refused::WORDS.contains(&topic)
            || ["when", "harmless", "weary", "dated", "undated", "tender", "ahead"].contains(&topic)
    };
    assert!(LEXICON.topics().all(known));
}

#[test]
fn a_question_without_a_theme_goes_on_about_the_last_one() {
    let career = "What about my job?";
    let asked = |told| Ok(Question { theme: Theme::Career, dates: Dates::Asked, told });
    assert_eq!(read("And when?", &[career]), asked(1));
    assert_eq!(read("And when?", &[career, "And love?", "Tell me more", career]), asked(2));
    let love = Question { theme: Theme::Relationship, dates: Dates::Untold, told: 0 };
    assert_eq!(read("And love?", &[career]), Ok(love));
    assert_eq!(read("And when?", &["Love?"]).map(|it| it.dates), Ok(Dates::Untold));
    assert_eq!(read("And when?", &[]).map(|it| it.theme), Ok(Theme::General));
}

#[test]
fn the_questions_before_are_read_with_it() {
    let (career, earlier) =
        Question::read("My career?", &["My job?", "Will I get pregnant?", "And when?"]);
    assert_eq!(earlier[1..], [Err(Refused::Pregnancy); 2]);
    assert_eq!((earlier[0].map(|it| it.told), career.map(|it| it.told)), (Ok(0), Ok(1)));
}

#[test]
fn dates_are_for_what_has_its_time_and_for_nobody_else() {
    let dates = |text, earlier: &[&str]| read(text, earlier).map(|it| it.dates);
    let promoted = "When will I be promoted?";
    assert_eq!(dates(promoted, &[]), Ok(Dates::Asked));
    assert_eq!(dates("What about my career?", &[]), Ok(Dates::Running));
    assert_eq!(dates("When will my father find a job?", &[]), Ok(Dates::Untold));
    assert_eq!(dates("When will I find a husband?", &[]), Ok(Dates::Asked));
    assert_eq!(dates("And when will she go?", &[promoted]), Ok(Dates::Untold));
    assert_eq!(dates("When?", &[promoted, "And my father?"]), Ok(Dates::Untold));
    assert_eq!(dates("When do I raise a child and keep my job?", &[]), Ok(Dates::Untold));
}

#[test]
fn a_year_answers_only_what_dates_may_answer() {
    let untold = Question { dates: Dates::Untold, ..TOLD };
    let dated = "Things get lighter from June 2027 on.";
    assert!(passable(dated, TOLD) && !passable(dated, untold));
    assert!(passable("Things get lighter.", untold));
    assert!(!passable(" ", TOLD) && !passable(&"x".repeat(4001), TOLD));
}

#[test]
fn what_was_refused_is_not_answered_by_asking_on() {
    let pregnant = "Will I get pregnant?";
    assert_eq!(read("And when?", &["My job?", pregnant]), Err(Refused::Pregnancy));
    assert_eq!(read("Just guess", &[pregnant, "And when?"]), Err(Refused::Pregnancy));
    assert_eq!(read("And my job?", &[pregnant]).map(|it| it.told), Ok(0));
}

#[test]
fn somebody_who_wants_to_die_is_heard_before_anything_else() {
    let text = "My job and my marriage are healthy, but I want to die, will I die?";
    assert_eq!(read(text, &[]), Err(Refused::SelfHarm));
}
