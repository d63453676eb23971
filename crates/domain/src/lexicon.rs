//! Closed lists of phrases, one file a language: what a text speaks of, whichever of the languages it is in.
//!
//! A line is `topic: phrase, phrase`. In a phrase `a|b` is either word, `a|b+c` a word or two that follow each other, `a*` a word
//! that begins so, `_` any one word, and `..` up to four. Case and accents say nothing, and each Chinese character counts as a
//! word, so that Chinese needs no spaces.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::text;

/// The phrases of each topic by the first letters that they may begin with.
pub(crate) struct Lexicon(HashMap<(&'static str, char), Vec<Phrase>>);

/// The most words that `..` stands for.
const GAP: usize = 4;

type Phrase = Arc<[Slot]>;

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

/// A text as words, some of which may be blotted out.
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        Self(words(text))
    }

    /// Those from one on.
    pub(crate) fn from(&self, at: usize) -> Self {
        Self(self.0.iter().skip(at).cloned().collect())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Lexicon {
    /// Of the lines of these files.
    pub(crate) fn of(files: &[&'static str]) -> Self {
        let lines = files.iter().flat_map(|file| file.lines());
        let topics =
            lines.filter(|line| !line.starts_with('#')).filter_map(|it| it.split_once(": "));
        let mut phrases = HashMap::<_, Vec<_>>::new();
        for (topic, phrase) in
            topics.flat_map(|(it, phrases)| phrases.split(',').map(move |p| (it, p)))
        {
            for phrase in spelt_out(phrase) {
                let phrase: Phrase = slots(&phrase).into();
                if let Some(Slot::OneOf { words, beginnings }) = phrase.first() {
                    let first = words.iter().chain(beginnings);
                    let first = first.filter_map(|word| word.chars().next());
                    for letter in first.collect::<HashSet<_>>() {
                        phrases.entry((topic, letter)).or_default().push(phrase.clone());
                    }
                }
            }
        }
        Self(phrases)
    }

    /// Whether words hold a phrase of a topic.
    pub(crate) fn has(&self, topic: &'static str, words: &Words) -> bool {
        self.find(topic, words).next().is_some()
    }

    /// Which phrases of a topic words hold: where each begins.
    pub(crate) fn find(&self, topic: &'static str, words: &Words) -> impl Iterator<Item = usize> {
        self.spans(topic, words).map(|(from, _)| from)
    }

    /// The words without the phrases of a topic; what stands around them does not meet.
    pub(crate) fn without(&self, topic: &'static str, words: &Words) -> Words {
        let mut rest = words.0.clone();
        for (from, to) in self.spans(topic, words) {
            rest[from..to].fill(String::new());
        }
        Words(rest)
    }

    /// Where each phrase of a topic begins and ends.
    pub(crate) fn spans(
        &self,
        topic: &'static str,
        words: &Words,
    ) -> impl Iterator<Item = (usize, usize)> {
        words.0.iter().enumerate().flat_map(move |(from, word)| {
            let phrases = word.chars().next().and_then(|letter| self.0.get(&(topic, letter)));
            let taken = move |phrase: &Phrase| matched(phrase, &words.0[from..]);
            phrases.into_iter().flatten().filter_map(taken).map(move |taken| (from, from + taken))
        })
    }

    /// The topics that it has phrases of.
    #[cfg(test)]
    pub(crate) fn topics(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().map(|(topic, _)| *topic)
    }
}

/// How many words a phrase takes at the beginning of these.
fn matched(slots: &[Slot], words: &[String]) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(0) };
    match slot {
        Slot::Gap => (0..=GAP.min(words.len())).find_map(|gap| {
            let held = words[..gap].iter().all(|word| !word.is_empty());
            held.then(|| matched(rest, &words[gap..])).flatten().map(|taken| taken + gap)
        }),
        Slot::Any => {
            words.first().filter(|word| !word.is_empty())?;
            Some(matched(rest, &words[1..])? + 1)
        }
        Slot::OneOf { words: whole, beginnings } => {
            let word = words.first()?;
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

/// The words of a text in small letters without accents; a Chinese character is one.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            // Accents that stand beside their letter, and what nobody sees.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            '\u{3400}'..='\u{9fff}' => words.extend([letter.to_string(), String::new()]),
            _ if letter.is_alphanumeric() => {
                if let Some(word) = words.last_mut() {
                    text::push_plain(word, letter);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_without_accents_and_chinese_ones_are_characters() {
        assert_eq!(words("¿Cuándo me CASARÉ?"), ["cuando", "me", "casare"]);
        assert_eq!(words("l’amour, la sœur"), ["l", "amour", "la", "soeur"]);
        assert_eq!(words("e\u{301}tude"), ["etude"]);
        assert_eq!(words("我拿到offer吗"), ["我", "拿", "到", "offer", "吗"]);
    }

    #[test]
    fn phrases_match_whole_words_beginnings_and_gaps() {
        let fits = |phrase, text| {
            let words = words(text);
            let found = |slots: &[Slot]| {
                (0..words.len()).any(|from| matched(slots, &words[from..]).is_some())
            };
            spelt_out(phrase).iter().any(|phrase| found(&slots(phrase)))
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
