//! Closed lists of phrases, one file a language: what a text speaks of, whichever of the languages it is in.
//!
//! A line is `topic: phrase, phrase`. In a phrase `a|b` is either word, `a|b+c` a word or two that follow each other, `a*` a word
//! that begins so, `_` any one word, and `..` up to four. Case and accents say nothing, and each Chinese character counts as a
//! word, so that Chinese needs no spaces.

mod words;

use std::{collections::HashMap, sync::Arc};

use words::{Place, words};

pub(crate) use words::Words;

/// The phrases by the words, and by the beginnings of words, that they may begin with.
pub(crate) struct Lexicon {
    whole: HashMap<String, Vec<Arc<Phrase>>>,
    begun: HashMap<String, Vec<Arc<Phrase>>>,
}

/// The most words that `..` stands for.
const GAP: usize = 4;
/// The most letters of a beginning.
const BEGINNING: usize = 16;

struct Phrase {
    topic: &'static str,
    /// What follows the first word.
    rest: Vec<Slot>,
}

/// A place in a phrase.
enum Slot {
    /// One of these words, or of these beginnings of words.
    OneOf {
        words: Vec<String>,
        beginnings: Vec<String>,
    },
    Any,
    Gap,
}

/// Where a phrase begins and ends in a text, in words.
pub(crate) type Span = (usize, usize);

/// The phrases that a text holds, of each topic.
#[derive(Default)]
pub(crate) struct Found(HashMap<&'static str, Vec<Span>>);

impl Found {
    /// Those of a topic.
    pub(crate) fn of(&self, topic: &str) -> &[Span] {
        self.0.get(topic).map_or(&[], Vec::as_slice)
    }

    /// Whether there are none at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Lexicon {
    /// Of the lines of these files.
    pub(crate) fn of(files: &[&'static str]) -> Self {
        let lines = files.iter().flat_map(|file| file.lines());
        let topics =
            lines.filter(|line| !line.starts_with('#')).filter_map(|it| it.split_once(": "));
        let mut lexicon = Self { whole: HashMap::new(), begun: HashMap::new() };
        for (topic, phrases) in topics {
            phrases.split(',').flat_map(spelt_out).for_each(|it| lexicon.add(topic, &it));
        }
        lexicon
    }

    fn add(&mut self, topic: &'static str, phrase: &str) {
        let mut slots = slots(phrase).into_iter();
        if let Some(Slot::OneOf { words, beginnings }) = slots.next() {
            let phrase = Arc::new(Phrase { topic, rest: slots.collect() });
            for word in words {
                self.whole.entry(word).or_default().push(phrase.clone());
            }
            for beginning in beginnings {
                self.begun.entry(beginning).or_default().push(phrase.clone());
            }
        }
    }

    /// Whether words hold a phrase of a topic.
    pub(crate) fn has(&self, topic: &'static str, words: &Words) -> bool {
        self.spans(topic, words).next().is_some()
    }

    /// The words without the phrases of a topic.
    pub(crate) fn without(&self, topic: &'static str, words: &Words) -> Words {
        words.without(self.spans(topic, words))
    }

    /// Where each phrase of a topic begins and ends.
    pub(crate) fn spans(&self, topic: &'static str, words: &Words) -> impl Iterator<Item = Span> {
        let begun = self.begun(words).filter(move |(_, phrase)| phrase.topic == topic);
        begun.filter_map(move |(from, phrase)| phrase.span(from, words))
    }

    /// Where the phrases of all topics begin and end.
    pub(crate) fn read(&self, words: &Words) -> Found {
        let mut found = Found::default();
        for (from, phrase) in self.begun(words) {
            if let Some(span) = phrase.span(from, words) {
                found.0.entry(phrase.topic).or_default().push(span);
            }
        }
        found
    }

    /// The phrases whose first word is there, and where.
    fn begun(&self, words: &Words) -> impl Iterator<Item = (usize, &Phrase)> {
        words.0.iter().enumerate().flat_map(move |(from, place)| {
            let word = place.word.as_str();
            let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let begun = ends.take(BEGINNING).filter_map(|end| self.begun.get(&word[..end]));
            let phrases = self.whole.get(word).into_iter().chain(begun).flatten();
            phrases.map(move |phrase| (from, phrase.as_ref()))
        })
    }

    /// The topics that it has phrases of.
    #[cfg(test)]
    pub(crate) fn topics(&self) -> impl Iterator<Item = &'static str> {
        let phrases = self.whole.values().chain(self.begun.values()).flatten();
        phrases.map(|phrase| phrase.topic)
    }
}

impl Phrase {
    /// From where it begins to where it ends, if the rest of it follows there.
    fn span(&self, from: usize, words: &Words) -> Option<Span> {
        let taken = matched(&self.rest, &words.0[from + 1..])?;
        Some((from, from + 1 + taken))
    }
}

/// How many words a phrase takes at the beginning of these.
fn matched(slots: &[Slot], words: &[Place]) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(0) };
    match slot {
        Slot::Gap => (0..=GAP.min(words.len())).find_map(|gap| {
            let held = words[..gap].iter().all(|it| !it.word.is_empty() && !it.closed);
            held.then(|| matched(rest, &words[gap..])).flatten().map(|taken| taken + gap)
        }),
        Slot::Any => {
            words.first().filter(|it| !it.word.is_empty())?;
            Some(matched(rest, &words[1..])? + 1)
        }
        Slot::OneOf { words: whole, beginnings } => {
            let word = &words.first()?.word;
            let fits = whole.contains(word) || beginnings.iter().any(|it| word.starts_with(it));
            fits.then(|| matched(rest, &words[1..])).flatten().map(|taken| taken + 1)
        }
    }
}

/// A phrase once with the single words of its alternatives, and once with each that has several: those of "a|b+c d" are "a d"
/// and "b c d".
fn spelt_out(phrase: &str) -> Vec<String> {
    let Some(part) = phrase.split_whitespace().find(|part| part.contains('+')) else {
        return vec![phrase.to_owned()];
    };
    let (several, single): (Vec<_>, Vec<_>) = part.split('|').partition(|it| it.contains('+'));
    let several = several.into_iter().map(|words| words.replace('+', " "));
    let single = (!single.is_empty()).then(|| single.join("|"));
    several.chain(single).flat_map(|one| spelt_out(&phrase.replacen(part, &one, 1))).collect()
}

fn slots(phrase: &str) -> Vec<Slot> {
    phrase.split_whitespace().flat_map(slot).collect()
}

fn slot(part: &str) -> Vec<Slot> {
    match part {
        ".." => vec![Slot::Gap],
        "_" => vec![Slot::Any],
        _ if part.contains('|') || part.ends_with('*') => {
            let (beginnings, whole): (Vec<_>, _) =
                part.split('|').partition(|it| it.ends_with('*'));
            let folded = |parts: Vec<&str>| parts.into_iter().flat_map(words).collect();
            vec![Slot::OneOf { words: folded(whole), beginnings: folded(beginnings) }]
        }
        _ => {
            let one = |word| Slot::OneOf { words: vec![word], beginnings: Vec::new() };
            words(part).into_iter().map(one).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_beginnings_and_gaps() {
        let fits = |phrase, text| {
            let mut lexicon = Lexicon { whole: HashMap::new(), begun: HashMap::new() };
            for phrase in spelt_out(phrase) {
                lexicon.add("it", &phrase);
            }
            lexicon.has("it", &Words::of(text))
        };
        assert!(fits("die", "Will I die?"));
        assert!(!fits("die", "a diet"));
        assert!(fits("die*", "a diet"));
        assert!(fits("how long .. live", "How long am I going to live"));
        assert!(fits("how long .. live", "how long live"));
        assert!(!fits("how long .. live", "how long a b c d e live"));
        assert!(fits("after my _ death", "after my uncle death"));
        assert!(!fits("after my _ death", "after my death"));
        assert!(fits("bleeds a+lot|heavily", "she bleeds a lot"));
        assert!(fits("bleeds a+lot|heavily", "she bleeds heavily"));
        assert!(!fits("bleeds a+lot|heavily", "she bleeds a"));
        assert!(fits("怀孕", "我会怀孕吗"));
        assert!(!fits("怀孕", "怀念孕妇"));
    }
}
