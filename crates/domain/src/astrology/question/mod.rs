//! What somebody asks the astrologer: which theme, whether when, and what no chart may be asked.

use std::sync::LazyLock;

use super::Graha;
use crate::{
    Word,
    lexicon::{Lexicon, Words},
    word::words,
};

#[cfg(test)]
mod tests;

/// What texts speak of, in every language.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        include_str!("lexicon/en.txt"),
        include_str!("lexicon/es.txt"),
        include_str!("lexicon/fr.txt"),
        include_str!("lexicon/pt.txt"),
        include_str!("lexicon/zh.txt"),
    ])
});

words! {
    /// What a question is about.
    Theme {
        /// Work and standing.
        Career = "career",
        /// Money and possessions.
        Wealth = "wealth",
        /// Love and marriage.
        Relationship = "relationship",
        /// Parents, relatives and home.
        Family = "family",
        /// One's children, never whether or when there will be any.
        Children = "children",
        /// Learning and examinations.
        Study = "study",
        /// Which time of life it is.
        Time = "time",
        /// The person, or anything else.
        General = "general",
    }

    /// What is not answered from a chart, the gravest first.
    Refused {
        /// Somebody speaks of ending a life.
        SelfHarm = "self-harm",
        /// Death, and how long a life is.
        Death = "death",
        /// Whether, when and how children come.
        Pregnancy = "pregnancy",
        /// Illness, treatment and accidents.
        Health = "health",
        /// Lotteries, bets and what to buy at the exchange.
        Wager = "wager",
        /// How courts decide.
        Verdict = "verdict",
    }
}

/// A question that a chart can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub theme: Theme,
    /// Whether it asks for a time.
    pub when: bool,
    /// How often the conversation was about that before.
    pub told: usize,
}

impl Question {
    /// Reads a question in any of the languages; `earlier` are the ones before it in the conversation, oldest first. One that
    /// names nothing ("And when?") is about what the last one was about.
    ///
    /// # Errors
    /// [`Refused`] for what a chart must not be asked, or if it goes on about that.
    pub fn read(text: &str, earlier: &[impl AsRef<str>]) -> Result<Self, Refused> {
        let mut spoken_of = None;
        let mut told = Vec::new();
        for text in earlier {
            let topic = topic(&Words::of(text.as_ref()), spoken_of);
            told.extend(topic.ok());
            spoken_of = Some(topic);
        }
        let words = Words::of(text);
        let theme = topic(&words, spoken_of)?;
        let when = ["when", "time"].iter().any(|topic| LEXICON.has(topic, &words));
        Ok(Self { theme, when, told: told.iter().filter(|it| **it == theme).count() })
    }
}

/// What of the things that are not answered from a chart a text speaks of, be it a question or an answer.
fn refused(text: &str) -> Option<Refused> {
    unanswered(&Words::of(text))
}

/// The longest answer of a language model that is passed on, in characters: several times what it is asked for.
const LONGEST: usize = 4000;

/// Whether what a language model answers may be passed on: it says something, and nothing that a chart must not be asked.
#[must_use]
pub fn acceptable(answer: &str) -> bool {
    !answer.trim().is_empty() && answer.chars().nth(LONGEST).is_none() && refused(answer).is_none()
}

impl Theme {
    /// The houses that it is read from, the first one first (Brihat Parashara Hora Shastra 11).
    #[must_use]
    pub fn houses(self) -> [u8; 3] {
        match self {
            Self::Career => [10, 6, 2],
            Self::Wealth => [2, 11, 9],
            Self::Relationship => [7, 5, 11],
            Self::Family => [4, 2, 9],
            Self::Children => [5, 9, 2],
            Self::Study => [5, 4, 9],
            Self::Time | Self::General => [1, 9, 10],
        }
    }

    /// Its natural significators (karakas; after Phaladeepika 15), the first one first.
    #[must_use]
    pub fn karakas(self) -> [Graha; 2] {
        match self {
            Self::Career => [Graha::Sun, Graha::Saturn],
            Self::Wealth => [Graha::Jupiter, Graha::Venus],
            Self::Relationship => [Graha::Venus, Graha::Jupiter],
            Self::Family => [Graha::Moon, Graha::Mercury],
            Self::Children => [Graha::Jupiter, Graha::Moon],
            Self::Study => [Graha::Mercury, Graha::Jupiter],
            Self::Time | Self::General => [Graha::Sun, Graha::Moon],
        }
    }
}

/// What a text is about: its own theme, else the one that was spoken of, else the general one.
fn topic(words: &Words, spoken_of: Option<Result<Theme, Refused>>) -> Result<Theme, Refused> {
    if let Some(refused) = unanswered(words) {
        return Err(refused);
    }
    let says = |theme: Theme| LEXICON.has(theme.word(), words);
    let of_life = Theme::ALL.iter().filter(|it| !matches!(it, Theme::Time | Theme::General));
    // Of two that are named as often, the one named last is asked for: "How do I get on with my boss?"
    let weight = |theme: &&Theme| {
        let found = LEXICON.spans(theme.word(), words);
        found.fold((0, 0), |(count, last), (at, _)| (count + 1, last.max(at + 1)))
    };
    let best = of_life.max_by_key(weight).copied().filter(|theme| says(*theme));
    let on_its_own = best.or([Theme::General].into_iter().find(|theme| says(*theme)));
    let asks_time = || says(Theme::Time) || LEXICON.has("when", words);
    match (on_its_own, spoken_of) {
        (Some(theme), _) => Ok(theme),
        (None, Some(before)) => before,
        (None, None) if asks_time() => Ok(Theme::Time),
        (None, None) => Ok(Theme::General),
    }
}

fn unanswered(words: &Words) -> Option<Refused> {
    // No idiom makes these harmless.
    if LEXICON.has(Refused::SelfHarm.word(), words) {
        return Some(Refused::SelfHarm);
    }
    let words = &LEXICON.without("harmless", words);
    if LEXICON.has("weary", words) {
        return Some(Refused::SelfHarm);
    }
    Refused::ALL.iter().copied().find(|topic| LEXICON.has(topic.word(), words))
}
