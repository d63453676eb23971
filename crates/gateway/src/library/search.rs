//! Finding articles by words: BM25 over title, phrasings and text (Robertson & Zaragoza 2009, the simple BM25F), with
//! words weighed one by one, as how sure a hit is depends on how much of the question it speaks of.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Article, Text,
    words::{Words, one_slip},
};

/// How often a word of the title, of the phrasings and of the text counts.
const FIELDS: [f64; 3] = [5.0, 4.0, 1.0];
/// How soon repeating a word says nothing more.
const K1: f64 = 3.0;
/// How much longer articles are discounted.
const B: f64 = 0.3;
/// What an article counts that is for another age.
const OTHER_AGE: f64 = 0.7;
/// How long a word is at least that may have a slip, in letters.
const LONG: usize = 5;
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
        let weight = |articles: usize| {
            (1.0 + (all - number(articles) + 0.5) / (number(articles) + 0.5)).ln()
        };
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
        let asked = self.asked(question);
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
        let next = found.get(1).map_or(0.0, |(_, share)| *share);
        let hit =
            |(article, share)| Hit { article, confidence: confidence(share, share - next, whole) };
        found.into_iter().filter(|(_, share)| *share > 0.0).take(MOST).map(hit).collect()
    }

    /// The words of a question, each once, as the articles write them.
    fn asked(&self, question: &Question<'_>) -> Vec<String> {
        let names = question.names.iter().flat_map(|name| self.words.read(name));
        let names: HashSet<_> = names.collect();
        let words = self.words.read(question.text).into_iter();
        let words = words.filter(|word| !names.contains(word)).map(|word| self.written(word));
        let words: BTreeSet<_> = words.collect();
        words.into_iter().collect()
    }

    /// A word that no article has, as the one that it is a slip of; the most common of them.
    fn written(&self, word: String) -> String {
        let known = self.weights.contains_key(&word);
        if known || word.len() < LONG || !word.is_ascii() {
            return word;
        }
        let near = |known: &&String| {
            known.as_bytes()[0] == word.as_bytes()[0]
                && known.len() >= LONG - 1
                && one_slip(known, &word)
        };
        let near = self.weights.keys().filter(near);
        let near = near.min_by(|one, other| {
            (self.weights[*one].total_cmp(&self.weights[*other])).then_with(|| one.cmp(other))
        });
        near.cloned().unwrap_or(word)
    }
}

/// How likely an article answers a question, by the share of it that the article speaks of, how much more of it than the next one,
/// and how much that is. Fitted by logistic regression to the questions beside the tests, in all languages together.
fn confidence(share: f64, ahead: f64, asked: f64) -> f64 {
    1.0 / (1.0 + (-(5.69 * share + 11.79 * ahead + 0.19 * share * asked - 3.22)).exp())
}
