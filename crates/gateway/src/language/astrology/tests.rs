use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::astrology::{
    Chart, Cusp, Graha, HouseSystem, Nakshatra, Placement, Question, Rules, Sign, Theme,
    Vimshottari,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;

fn moment(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(642_762_000, 0).unwrap() + TimeDelta::days(days)
}

/// The chart of these longitudes, in the order of [`Graha`], with its periods counted from the Moon's mansion.
fn chart(ascendant: f64, longitudes: [f64; 9], retrograde: &[Graha]) -> Chart {
    let lagna = Sign::at(ascendant) as usize;
    let placements = std::array::from_fn(|index| {
        let (graha, longitude) = (Graha::ALL[index], longitudes[index]);
        let house = u8::try_from((Sign::at(longitude) as usize + 12 - lagna) % 12 + 1).unwrap();
        let speed = if retrograde.contains(&graha) { -0.1 } else { 0.5 };
        Placement { graha, longitude, latitude: 0.0, speed, house }
    });
    let order = [Graha::Ketu, Graha::Venus, Graha::Sun, Graha::Moon, Graha::Mars, Graha::Rahu];
    let order = [&order[..], &[Graha::Jupiter, Graha::Saturn, Graha::Mercury]].concat();
    let first = order[Nakshatra::at(longitudes[1]).0 as usize % 9];
    let birth = moment(0);
    Chart {
        rules: Rules::default(),
        houses: HouseSystem::Placidus,
        ayanamsa: 23.7,
        placements,
        ascendant,
        cusps: std::array::from_fn(|_| Cusp(ascendant)),
        periods: Vimshottari { birth, begins: birth - TimeDelta::days(1000), first },
    }
}

fn some_chart(seed: u64) -> Chart {
    let mut chance = StdRng::seed_from_u64(seed);
    let longitudes = std::array::from_fn(|_| chance.random_range(0.0..360.0));
    let retrograde: Vec<_> =
        Graha::ALL.iter().copied().filter(|_| chance.random_bool(0.3)).collect();
    chart(chance.random_range(0.0..360.0), longitudes, &retrograde)
}

fn asked(theme: Theme, when: bool, told: usize) -> Question {
    Question { theme, when, told }
}

/// Every question that can be asked of a chart.
fn questions() -> impl Iterator<Item = Question> {
    let themes = Theme::ALL.iter().copied();
    themes.flat_map(|theme| {
        [false, true]
            .into_iter()
            .flat_map(move |when| (0..4).map(move |told| asked(theme, when, told)))
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
    for seed in 0..60 {
        let chart = some_chart(seed);
        for question in questions() {
            let reading = Reading::of(&chart, question, moment(400 * i64::try_from(seed).unwrap()));
            for locale in Locale::ALL {
                let answer = answer(*locale, &reading);
                let told = format!("{locale:?} {question:?}: {answer}");
                assert!(!answer.contains(['{', '}', '$', '_']), "{told}");
                assert!(!answer.contains("  ") && !answer.contains(" ."), "{told}");
                assert!(answer.lines().all(|line| line.trim() == line), "{told}");
                let paragraphs = answer.split("\n\n").count();
                assert!((1..=3).contains(&paragraphs) && !answer.contains("\n\n\n"), "{told}");
                assert!(answer.ends_with(&phrase(*locale, "reading-mark")), "{told}");
                assert!(acceptable(&answer), "{told}");
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
                    let reading = Reading::of(&chart, asked(*theme, false, told), moment(9000));
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
            let reading = Reading::of(&chart, asked(*theme, false, told), moment(9000));
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
        let texts: HashSet<_> = Refused::ALL.iter().map(|it| refusal(*locale, *it)).collect();
        assert_eq!(texts.len(), Refused::ALL.len());
    }
    assert!(refusal(Locale::EnUs, Refused::SelfHarm).contains("someone you trust"));
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
        assert_eq!(acceptable(text), shown, "{text}");
    }
}

#[test]
fn a_model_is_told_the_facts_and_nothing_of_the_birth() {
    let chart = some_chart(7);
    let reading = Reading::of(&chart, asked(Theme::Career, true, 0), moment(13_000));
    let facts = facts(&reading, &chart);
    assert_eq!(facts["theme"], "career");
    assert_eq!(facts["houses"].as_array().unwrap().len(), 12);
    assert_eq!(facts["grahas"].as_array().unwrap().len(), 9);
    assert_eq!(facts["house_of_the_question"]["house"], 10);
    assert_eq!(facts["lagna"], chart.lagna().word());
    assert!(!facts.to_string().contains("1990"));
    assert!(instructions(Locale::FrCa).starts_with("Answer in French as in Canada.\n"));
}
