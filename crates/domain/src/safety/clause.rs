//! The sentences of a message: what each says, and whether of here and now.

use super::{
    LEXICON, RedFlag, age,
    frame::{Frame, Told},
    is_one_of,
    number::Token,
};
use crate::lexicon::{Found, Lexicon, Words};

/// A sentence.
pub(super) struct Clause {
    words: Words,
    /// What it speaks of, in all its words.
    said: Found,
    frame: Frame,
    /// Its numbers and words.
    pub(super) tokens: Vec<Token>,
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
            if whole.is_near() {
                return vec![whole];
            }
            // "It was a cold last week, her lips are blue": what is past or general is so as far as a comma, if it is
            // long enough to stand alone.
            let parts: Vec<_> = text.split([',', '，']).map(Self::of).collect();
            if parts.iter().all(|part| part.is_near() || part.words.len() >= ALONE) {
                parts.into_iter().flat_map(Self::with_rest).collect()
            } else {
                whole.with_rest()
            }
        })
    }

    fn of(text: &str) -> Self {
        Self::read(Words::of(text), Token::all(text))
    }

    fn read(words: Words, tokens: Vec<Token>) -> Self {
        Self { said: LEXICON.read(&words), frame: Frame::of(&words), words, tokens }
    }

    /// It, and what is said so far after anything past or general that it is heard by itself, as those who dictate go on
    /// without a stop.
    fn with_rest(self) -> Vec<Self> {
        let rest = (!self.is_near()).then(|| self.words.from(self.frame.end + REACH));
        let rest = rest.filter(|rest| rest.len() > 1).map(|words| {
            let mut rest = Self::read(words, Vec::new());
            rest.frame.told = Told::Near;
            rest
        });
        [self].into_iter().chain(rest).collect()
    }

    /// Whether a danger is heard in it, if it speaks of it.
    pub(super) fn lets_hear(&self, flag: RedFlag) -> bool {
        self.frame.told.lets_hear(flag)
    }

    /// Whether it is of what is past, or of nobody's child.
    pub(super) fn is_distant(&self) -> bool {
        self.frame.told == Told::Distant
    }

    /// Whether it is of here and now.
    fn is_near(&self) -> bool {
        self.frame.told == Told::Near
    }

    /// Whether it speaks of something. "No fever" does not, "not breathing" does.
    pub(super) fn speaks_of(&self, topic: &str) -> bool {
        self.means(&self.said, topic)
    }

    /// What it speaks of in the words of another lexicon.
    pub(super) fn read_by(&self, lexicon: &Lexicon) -> Found {
        lexicon.read(&self.words)
    }

    /// Whether one of what was found there is meant.
    pub(super) fn means(&self, found: &Found, topic: &str) -> bool {
        let meant = |span| !self.frame.is_harmless(span) && !self.frame.is_denied(span);
        found.of(topic).iter().any(|span| meant(*span))
    }

    /// Whether one of what was found there is named, be it to deny it.
    pub(super) fn names(&self, found: &Found, topic: &str) -> bool {
        found.of(topic).iter().any(|span| !self.frame.is_harmless(*span))
    }

    /// Whether it tells of so many hours, or more.
    pub(super) fn tells_hours(&self, least: f64) -> bool {
        age::hours(&self.tokens).any(|hours| hours >= least)
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

/// What begins another sentence.
const TURNS: &str = "but anyway pero";
/// The same in Chinese, which has no spaces.
const CHINESE_TURNS: [&str; 4] = ["但是", "可是", "不过", "但"];
/// After which words a French "mais" does: a Portuguese "mais" is more.
const AFTER_MAIS: &str = "la là il elle ce mon ma sa ses je depuis";
/// After which a Portuguese "mas" does: a Spanish "más" is more.
const AFTER_MAS: &str = "ele ela agora hoje está tá ta não o a meu";

/// Whether a text begins with a word after which it is no longer about what was.
fn turns(text: &str) -> bool {
    let mut words = text.split(' ');
    let (first, next) = (words.next().unwrap_or_default(), words.next());
    next.is_some_and(|next| match first {
        "mais" => is_one_of(AFTER_MAIS, next),
        "mas" => is_one_of(AFTER_MAS, next),
        _ => is_one_of(TURNS, first),
    }) || CHINESE_TURNS.iter().any(|turn| text.starts_with(turn))
}
