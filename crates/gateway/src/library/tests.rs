//! Whether questions find the articles that answer them: `slug | question` as parents type them, and `none | question` for what no
//! article answers; one file a language.

use std::collections::HashSet;

use super::*;

const QUESTIONS: [(Locale, &str); 5] = [
    (Locale::EnUs, include_str!("questions/en-US.txt")),
    (Locale::EsEs, include_str!("questions/es-ES.txt")),
    (Locale::FrFr, include_str!("questions/fr-FR.txt")),
    (Locale::PtBr, include_str!("questions/pt-BR.txt")),
    (Locale::ZhCn, include_str!("questions/zh-CN.txt")),
];

fn questions(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter_map(|line| line.split_once(" | "))
}

fn asked(locale: Locale, text: &str) -> Vec<Hit> {
    search(locale, &Question { text, names: &[], months: None })
}

/// A share in percent.
fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole
}

#[test]
fn questions_find_their_article_in_every_language_and_what_none_answers_finds_none() {
    for (locale, file) in QUESTIONS {
        let (mut first, mut among, mut answerable) = (0, 0, 0);
        let (mut unknown, mut strange) = (0, 0);
        for (slug, text) in questions(file) {
            let hits = asked(locale, text);
            let told = hits.first().is_some_and(|hit| hit.confidence >= TOLD);
            if slug == "none" {
                strange += 1;
                unknown += usize::from(!told);
                continue;
            }
            answerable += 1;
            let place = hits.iter().position(|hit| hit.article.slug == slug);
            first += usize::from(place == Some(0));
            among += usize::from(place.is_some_and(|place| place < 3));
        }
        let figures = [(first, answerable), (among, answerable), (unknown, strange)]
            .map(|(part, whole)| percent(part, whole));
        println!("{locale:?}: {figures:?} of {answerable} and {strange}");
        assert!(answerable >= 2 * ARTICLES.len() && strange >= 40, "{locale:?}");
        for (figure, least) in figures.into_iter().zip([65, 85, 76]) {
            assert!(figure >= least, "{locale:?}: {figures:?}");
        }
    }
}

#[test]
fn confidence_is_how_often_the_article_is_right() {
    // In fifths: how many, how sure on average, how many right.
    let mut fifths = [(0.0, 0.0, 0.0); 5];
    for (locale, file) in QUESTIONS {
        for (slug, text) in questions(file) {
            let Some(best) = asked(locale, text).into_iter().next() else { continue };
            assert!((0.0..=1.0).contains(&best.confidence));
            let fifth = [0.2, 0.4, 0.6, 0.8].iter().filter(|end| best.confidence >= **end).count();
            let right = f64::from(u8::from(best.article.slug == slug));
            let (count, sure, rights) = &mut fifths[fifth];
            (*count, *sure, *rights) = (*count + 1.0, *sure + best.confidence, *rights + right);
        }
    }
    for (count, sure, right) in fifths {
        assert!(count > 50.0 && (sure - right).abs() / count < 0.12, "{fifths:?}");
    }
}

#[test]
fn every_article_is_whole_in_every_language() {
    let known: HashSet<_> = ARTICLES.iter().map(|article| &*article.slug).collect();
    assert!(known.len() >= 60 && known.len() == ARTICLES.len());
    for (locale, files) in article::LANGUAGES {
        assert_eq!(files.len(), known.len(), "{locale}");
        for (slug, file) in *files {
            let Text { title, paragraphs, suggestions, .. } = Text::read(file);
            assert!(known.contains(slug) && !title.is_empty(), "{locale} {slug}");
            assert!(
                paragraphs.len() >= 2 && (2..=5).contains(&suggestions.len()),
                "{locale} {slug}"
            );
        }
    }
    for article in ARTICLES.iter() {
        assert!(article.url.starts_with("https://") && !article.source.is_empty());
        assert!(article.from_months <= article.to_months);
    }
}

#[test]
fn the_age_decides_between_articles_that_say_the_same() {
    let best = |months| {
        let text = "sleep regression, up all night again";
        let question = Question { text, names: &[], months: Some(months) };
        search(Locale::EnUs, &question)[0].article.slug.clone()
    };
    assert_eq!([4, 8].map(best), ["sleep-regression-4-months", "sleep-regression-7-months"]);
}

#[test]
fn slips_and_names_are_seen_through() {
    let best = |text, names: &[&str]| {
        let question = Question { text, names, months: None };
        search(Locale::EnUs, &question).into_iter().next().unwrap()
    };
    assert_eq!(best("jaundise", &[]).article.slug, "jaundice");
    let (with, without) =
        (best("Is Zuleika teething?", &[]), best("Is Zuleika teething?", &["Zuleika"]));
    assert_eq!((&*with.article.slug, &*without.article.slug), ("teething", "teething"));
    assert!(without.confidence > with.confidence);
    assert!(search(Locale::EnUs, &Question { text: "", names: &[], months: None }).is_empty());
}
