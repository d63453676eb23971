//! The library: short articles for parents, one file each in every language (`locales/articles/`), and finding the one that
//! answers a question.

use std::{collections::HashMap, sync::LazyLock};

use domain::Locale;
use serde::Deserialize;

mod article;
mod search;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use article::Text;
pub(crate) use search::{Hit, Question};

/// What an article is about.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Topic {
    Sleep,
    Feeding,
    Diapers,
    Growth,
    Development,
    Health,
    Safety,
    Crying,
    Parents,
    Routines,
}

impl Topic {
    /// All of them, as the library lists them.
    pub(crate) const ALL: [Self; 10] = [
        Self::Sleep,
        Self::Feeding,
        Self::Diapers,
        Self::Growth,
        Self::Development,
        Self::Health,
        Self::Safety,
        Self::Crying,
        Self::Parents,
        Self::Routines,
    ];

    /// The id of what it is called.
    pub(crate) fn message(self) -> String {
        format!("library-topic-{self:?}").to_lowercase()
    }
}

/// From how sure an article answers a question on, it is told.
pub(crate) const TOLD: f64 = 0.4;

/// An article, in whatever language.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Article {
    /// What its page is called.
    pub(crate) slug: String,
    pub(crate) topic: Topic,
    /// From which age on it matters, in months.
    from_months: u32,
    /// And until which.
    to_months: u32,
    /// Where its facts are from.
    pub(crate) source: String,
    /// The source's page.
    pub(crate) url: String,
}

impl Article {
    /// Whether it matters at an age, in months.
    fn suits(&self, months: u32) -> bool {
        (self.from_months..=self.to_months).contains(&months)
    }
}

/// The articles, in the order of their list.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let list = include_str!("../../../../locales/articles/list.csv");
    let rows = csv::Reader::from_reader(list.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().expect("the list is one of articles")
});

/// The languages that articles are written in: Mexicans and Canadians read those of their language.
static LANGUAGES: LazyLock<HashMap<&str, Language>> = LazyLock::new(|| {
    article::LANGUAGES
        .iter()
        .map(|(locale, files)| (*locale, Language::of(locale, files)))
        .collect()
});

/// The articles as they are in a language.
struct Language {
    texts: HashMap<&'static str, Text>,
    index: search::Index,
}

impl Language {
    fn of(locale: &str, files: &[(&'static str, &'static str)]) -> Self {
        let texts = files.iter().map(|(slug, text)| (*slug, Text::read(text))).collect();
        let index = search::Index::of(locale, &ARTICLES, &texts);
        Self { texts, index }
    }

    fn spoken(locale: Locale) -> &'static Self {
        let written = match locale {
            Locale::EnUs => "en-US",
            Locale::EsEs | Locale::EsMx => "es-ES",
            Locale::FrFr | Locale::FrCa => "fr-FR",
            Locale::PtBr => "pt-BR",
            Locale::ZhCn => "zh-CN",
        };
        &LANGUAGES[written]
    }
}

/// All articles.
pub(crate) fn all() -> &'static [Article] {
    &ARTICLES
}

/// An article by its slug, and its text.
pub(crate) fn find(locale: Locale, slug: &str) -> Option<(&'static Article, &'static Text)> {
    let article = ARTICLES.iter().find(|article| article.slug == slug)?;
    Some((article, Language::spoken(locale).texts.get(slug)?))
}

/// The articles that answer a question best, the best first.
pub(crate) fn search(locale: Locale, question: &Question<'_>) -> Vec<Hit> {
    Language::spoken(locale).index.search(&ARTICLES, question)
}
