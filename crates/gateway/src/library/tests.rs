//! Whether questions find the articles that answer them: `slug | question` as parents type them, and `none | question` for what no
//! article answers; one file a language.

use super::*;

const QUESTIONS: [(Locale, &str); 1] = [(Locale::EnUs, include_str!("questions/en-US.txt"))];

fn questions(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter_map(|line| line.split_once(" | "))
}

#[test]
#[ignore]
fn figures() {
    for (locale, file) in QUESTIONS {
        for (slug, text) in questions(file) {
            let q = Question { text, names: &[], months: None };
            let raw = Language::spoken(locale).index.raw(&ARTICLES, &q);
            let top = raw.first();
            println!(
                "FIG,{},{},{},{:?}",
                locale as u8,
                slug,
                top.map_or("-", |(a, ..)| &a.slug),
                raw.iter().map(|(_, s, w, n)| (*s, *w, *n)).collect::<Vec<_>>()
            );
        }
    }
}
