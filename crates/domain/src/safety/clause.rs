//! The sentences of a message: what each says, and whether of here and now.

use super::{LEXICON, number::Token};
use crate::lexicon::Words;

/// A sentence, without what is harmless in it.
pub(super) struct Clause {
    words: Words,
    /// Its numbers and words.
    pub(super) tokens: Vec<Token>,
    /// Whether it asks in general, or tells of what is past.
    distant: bool,
}

impl Clause {
    /// Those of a message.
    pub(super) fn all(message: &str) -> impl Iterator<Item = Self> {
        let letters: Vec<char> = message.chars().collect();
        let ends = |at: usize| match letters[at] {
            '.' => {
                !(letters.get(at + 1).is_some_and(char::is_ascii_digit)
                    && at > 0
                    && letters[at - 1].is_ascii_digit())
            }
            letter => matches!(letter, '!' | '?' | ';' | '\n' | '。' | '！' | '？' | '；'),
        };
        let mut texts = vec![String::new()];
        for at in 0..letters.len() {
            if ends(at) {
                texts.push(String::new());
            } else if let Some(text) = texts.last_mut() {
                text.push(letters[at]);
            }
        }
        texts.into_iter().filter(|text| !text.trim().is_empty()).map(|text| Self::of(&text))
    }

    fn of(text: &str) -> Self {
        let words = LEXICON.without("harmless", &Words::of(text));
        let framed = ["general", "past"].iter().any(|frame| LEXICON.has(frame, &words));
        let rest = || LEXICON.without("past", &LEXICON.without("general", &words));
        let distant = framed && !LEXICON.has("now", &rest());
        Self { words, tokens: Token::all(text), distant }
    }

    /// Whether it says so of here and now.
    pub(super) fn says(&self, topic: &'static str) -> bool {
        !self.distant && self.speaks_of(topic)
    }

    /// Whether it says so at all. "No fever" does not, "not breathing" does.
    pub(super) fn speaks_of(&self, topic: &'static str) -> bool {
        let denies = |at| LEXICON.find("not", &self.words).any(|from| from == at);
        let denied = |at| LEXICON.spans("not", &self.words).any(|(_, end)| end == at);
        LEXICON.find(topic, &self.words).any(|at| denies(at) || !denied(at))
    }

    /// Whether it names something, be it to deny it.
    pub(super) fn names(&self, topic: &'static str) -> bool {
        LEXICON.has(topic, &self.words)
    }

    /// Whether it is of here and now.
    pub(super) fn is_near(&self) -> bool {
        !self.distant
    }
}
