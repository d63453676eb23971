//! The sentences of a message: what each says, and whether of here and now.

use super::{LEXICON, age, number::Token};
use crate::lexicon::{Lexicon, Words};

/// A sentence, without what is harmless in it.
pub(super) struct Clause {
    words: Words,
    /// Its numbers and words.
    pub(super) tokens: Vec<Token>,
    /// Whether it asks in general, or tells of what is past.
    distant: bool,
}

/// How many words stand alone.
const ALONE: usize = 4;
/// How many words after it something past or general is still spoken of.
const REACH: usize = 5;

impl Clause {
    /// Those of a message.
    pub(super) fn all(message: &str) -> impl Iterator<Item = Self> {
        let told = sentences(message).filter(|text| !text.trim().is_empty());
        told.flat_map(|text| {
            let whole = Self::of(text);
            // "It was a cold last week, her lips are blue": what is past or general is so as far as a comma, if it is
            // long enough to stand alone.
            let parts = || text.split([',', '，']).map(Self::of);
            if whole.distant && parts().all(|part| !part.distant || part.words.len() >= ALONE) {
                parts().flat_map(Self::with_rest).collect()
            } else {
                whole.with_rest()
            }
        })
    }

    fn of(text: &str) -> Self {
        let words = LEXICON.without("harmless", &Words::of(text));
        // When somebody was born is no sign that what is told of is past.
        let told = LEXICON.without("birth", &words);
        let framed = ["general", "past"].iter().any(|frame| LEXICON.has(frame, &told));
        let rest = || LEXICON.without("past", &LEXICON.without("general", &words));
        let distant = framed && !LEXICON.has("now", &rest());
        Self { words, tokens: Token::all(text), distant }
    }

    /// It, and what is said so far after anything past or general that it is heard by itself, as those who dictate go on
    /// without a stop.
    fn with_rest(self) -> Vec<Self> {
        let frames = ["general", "past"].iter().flat_map(|it| LEXICON.spans(it, &self.words));
        let end = frames.map(|(_, end)| end).max().filter(|_| self.distant);
        let rest = end.map(|end| self.words.from(end + REACH));
        let rest = rest.filter(|rest| rest.len() > 1);
        let rest = rest.map(|words| Self { words, tokens: Vec::new(), distant: false });
        [self].into_iter().chain(rest).collect()
    }

    /// Whether it says so of here and now.
    pub(super) fn says(&self, topic: &'static str) -> bool {
        !self.distant && self.speaks_of(topic)
    }

    /// Whether it says so at all. "No fever" does not, "not breathing" does.
    pub(super) fn speaks_of(&self, topic: &'static str) -> bool {
        self.speaks_in(&LEXICON, topic)
    }

    /// Whether it says so in the words of a lexicon.
    pub(super) fn speaks_in(&self, lexicon: &Lexicon, topic: &'static str) -> bool {
        let mut found = lexicon.find(topic, &self.words);
        found.any(|at| {
            let denials = || LEXICON.spans("not", &self.words);
            denials().any(|(from, _)| from == at) || denials().all(|(_, end)| end != at)
        })
    }

    /// Whether it tells of so many hours, or more.
    pub(super) fn tells_hours(&self, least: f64) -> bool {
        age::hours(&self.tokens).any(|hours| hours >= least)
    }

    /// Whether it names something in the words of a lexicon, be it to deny it.
    pub(super) fn names(&self, lexicon: &Lexicon, topic: &'static str) -> bool {
        lexicon.has(topic, &self.words)
    }

    /// Whether it is of here and now.
    pub(super) fn is_near(&self) -> bool {
        !self.distant
    }
}

/// The sentences of a text, where a point before a figure ends none, and what comes after a "but" is a sentence of its own: "the
/// doctor said it is a cold, but her lips are blue".
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |(at, letter): &(usize, char)| match letter {
        '.' => !text[at + 1..].starts_with(|it: char| it.is_ascii_digit()),
        ' ' => turns(&text[at + letter.len_utf8()..]),
        _ => matches!(letter, '!' | '?' | ';' | '\n' | '。' | '！' | '？' | '；'),
    };
    let cuts = text.char_indices().filter(ends).map(|(at, _)| at).chain([text.len()]);
    cuts.scan(0, |from, at| {
        let sentence = &text[*from..at];
        *from = at;
        Some(sentence)
    })
}

/// Whether a text begins with a word after which it is no longer about what was.
fn turns(text: &str) -> bool {
    // A Portuguese "mais" and a Spanish "mas" are more, not but.
    let turns = ["but ", "anyway ", "pero ", "但是", "可是", "不过", "但"];
    let after = |but: &str, next: &[&str]| {
        let rest = text.strip_prefix(but);
        rest.is_some_and(|rest| next.contains(&rest.split(' ').next().unwrap_or_default()))
    };
    let french = ["la", "là", "il", "elle", "ce", "mon", "ma", "sa", "ses", "je", "depuis"];
    let portuguese = ["ele", "ela", "agora", "hoje", "está", "tá", "ta", "não", "o", "a", "meu"];
    after("mais ", &french)
        || after("mas ", &portuguese)
        || turns.iter().any(|word| text.starts_with(word))
}
