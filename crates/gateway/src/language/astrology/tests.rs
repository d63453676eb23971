use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::astrology::{Chart, Dates, Nativity, Question, Rules, Theme, passable};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;

/// So many days after the first of 2026.
fn moment(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).unwrap() + TimeDelta::days(days)
}

/// The chart of somebody born in the century before.
fn some_chart(seed: u64) -> Chart {
    let mut chance = StdRng::seed_from_u64(seed);
    let day =
        [chance.random_range(1920..2020), chance.random_range(1..13), chance.random_range(1..29)];
    let time = [chance.random_range(0..24), chance.random_range(0..60)];
    let place = (chance.random_range(-60.0..60.0), chance.random_range(-180.0..180.0));
    Chart::cast(&Nativity::new(day, time, place, Tz::UTC).unwrap(), Rules::default())
}

/// The chart of the contract's example.
fn mumbai() -> Chart {
    let place = (19.076, 72.8777);
    let nativity = Nativity::new([1990, 5, 15], [14, 30], place, Tz::Asia__Kolkata).unwrap();
    Chart::cast(&nativity, Rules::default())
}

fn asked(theme: Theme, dates: Dates, told: usize) -> Question {
    Question { theme, dates, told }
}

/// Every question that can be asked of a chart.
fn questions() -> impl Iterator<Item = Question> {
    let themes = Theme::ALL.iter().copied();
    themes.flat_map(|theme| {
        [Dates::Untold, Dates::Running, Dates::Asked]
            .into_iter()
            // Times are told of to those alone who may hear of them.
            .filter(move |dates| theme != Theme::Time || *dates == Dates::Asked)
            .flat_map(move |dates| (0..4).map(move |told| asked(theme, dates, told)))
    })
}

fn ids(locale: Locale) -> HashSet<String> {
    let file = super::super::files(locale).iter().copied();
    let mut ids = HashSet::new();
    for file in file {
        let mut message = "";
        for line in file.lines() {
            let id = line.split_once(" =").map(|(id, _)| id);
            match id {
                Some(id) if line.starts_with(|it: char| it.is_ascii_lowercase()) => {
                    message = id;
                    ids.insert(id.to_owned());
                }
                Some(id) if id.starts_with("    .") => {
                    ids.insert(format!("{message}{}", id.trim()));
                }
                _ => {}
            }
        }
    }
    ids
}

#[test]
fn every_message_is_in_every_language() {
    let english = ids(Locale::EnUs);
    assert!(english.contains("graha-Sun.mood"));
    for locale in Locale::ALL {
        let ids = ids(*locale);
        let differ: Vec<_> = ids.symmetric_difference(&english).collect();
        assert!(differ.is_empty(), "{locale:?}: {differ:?}");
    }
}

#[test]
fn answers_about_any_chart_are_whole_clean_and_say_nothing_that_is_refused() {
    for seed in 0..3 {
        let chart = some_chart(seed);
        for question in questions() {
            let reading =
                Reading::of(&chart, question, moment(1000 * i64::try_from(seed).unwrap()));
            for locale in Locale::ALL {
                let answer = answer(*locale, &reading);
                let told = format!("{locale:?} {question:?}: {answer}");
                assert!(!answer.contains(['{', '}', '$', '_']), "{told}");
                assert!(!answer.contains("  ") && !answer.contains(" ."), "{told}");
                assert!(answer.lines().all(|line| line.trim() == line), "{told}");
                let paragraphs = answer.split("\n\n").count();
                assert!((1..=3).contains(&paragraphs) && !answer.contains("\n\n\n"), "{told}");
                assert!(answer.ends_with(&phrase(*locale, "reading-mark")), "{told}");
                assert!(passable(&answer, question), "{told}");
                if *locale == Locale::ZhCn {
                    assert!(
                        !answer.contains(|it: char| it.is_ascii_alphabetic() || it == ' '),
                        "{told}"
                    );
                } else {
                    let sentences = answer.matches(['.', '?']).count();
                    assert!((4..=7).contains(&sentences), "{sentences} {told}");
                }
            }
        }
    }
}

#[test]
fn charts_questions_and_turns_are_answered_differently() {
    for locale in Locale::ALL {
        let mut answers = HashSet::new();
        let mut count = 0;
        for seed in 0..5 {
            let chart = some_chart(seed);
            for theme in Theme::ALL {
                for told in 0..3 {
                    let reading =
                        Reading::of(&chart, asked(*theme, Dates::Running, told), moment(0));
                    answers.insert(answer(*locale, &reading));
                    count += 1;
                }
            }
        }
        assert_eq!(answers.len(), count, "{locale:?}");
    }
}

#[test]
fn asking_again_repeats_next_to_nothing_but_the_mark() {
    let chart = some_chart(3);
    for theme in Theme::ALL.iter().filter(|it| **it != Theme::Time) {
        let sentences = |told| {
            let reading = Reading::of(&chart, asked(*theme, Dates::Running, told), moment(0));
            let speech = Speech { locale: Locale::EnUs, reading: &reading };
            speech.paragraphs().concat().into_iter().collect::<HashSet<_>>()
        };
        // The other significator may be the lord of the next house, so that the first one is named again.
        let repeated = &sentences(0) & &sentences(1);
        assert!(repeated.len() <= 2, "{theme:?}: {repeated:?}");
    }
}

#[test]
fn what_is_refused_is_refused_in_every_language() {
    for locale in Locale::ALL {
        let numbers = EmergencyNumbers::of(Tz::America__Chicago, *locale);
        let refusal = |it: &Refused| refusal(*locale, *it, &numbers);
        let texts: HashSet<_> = Refused::ALL.iter().map(refusal).collect();
        assert_eq!(texts.len(), Refused::ALL.len());
        assert!(refusal(&Refused::SelfHarm).contains("988"));
    }
}

#[test]
fn a_model_may_not_foretell_what_a_chart_must_not_be_asked() {
    for (text, shown) in [
        ("Your Moon in Cancer gives you a healthy relationship with work.", true),
        ("Saturn in the 8th house warns of illness next year.", false),
        ("You will have a second child in 2028.", false),
        ("Júpiter en la casa 5 anuncia un embarazo.", false),
        ("Votre Saturne annonce un décès dans la famille.", false),
        ("O Sol na casa 10 fala bem do seu trabalho.", true),
        ("火星提示您明年有血光之灾。", false),
        ("您的太阳位于金牛座，事业可期。", true),
        ("  ", false),
    ] {
        assert_eq!(passable(text, asked(Theme::Career, Dates::Asked, 0)), shown, "{text}");
    }
}

#[test]
fn a_career_in_the_chart_of_the_contract_is_answered_from_its_sun_in_taurus_in_the_tenth_house() {
    let reading = Reading::of(&mumbai(), asked(Theme::Career, Dates::Running, 0), moment(0));
    assert_eq!(
        answer(Locale::EnUs, &reading),
        "In your work you get on with patience and a sense for what lasts, and your chart leaves you much room to shape it.\n\n\
         Your Sun stands in Taurus in your 10th house, which rules work, calling and standing: you want to answer for what you \
         do, and to be seen doing it. The lord of your 10th house, Venus, stands in Pisces in your 8th house, exalted, so the \
         matter changes by deep turns and gains by patience.\n\n\
         Until June 2026 you live in the period of the Sun within the great period of Rahu, a time to take responsibility and to \
         step forward. Its lord stood in your 10th house at birth, so this time brings the matter closer to you. Ask somebody \
         whose work you respect what they would do next in your place. Composed from built-in readings of the Vedic tradition, \
         for reflection and not as a forecast."
    );
    let when = Reading::of(&mumbai(), asked(Theme::Career, Dates::Asked, 1), moment(0));
    let when = answer(Locale::EnUs, &when);
    assert!(when.starts_with(
        "As to when, the tradition points to the present: the Sun stands in your 10th house, and its period runs until June 2026."
    ));
}
