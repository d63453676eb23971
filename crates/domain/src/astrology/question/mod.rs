//! What somebody asks the astrologer: which theme, which dates may answer it, and what no chart may be asked.
//!
//! Dates are given only where a question names something that the tradition dates, such as a job, an exam, a move or a wedding,
//! and nobody else: however death or birth is put, no list knows all the words for them.

use std::sync::LazyLock;

pub use answer::passable;

use super::Graha;
use crate::{
    Word,
    lexicon::{Lexicon, Words},
    safety::{self, RedFlag},
    word::words,
};

mod answer;
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
        /// Somebody speaks of ending their life.
        SelfHarm = "self-harm",
        /// Somebody may harm their baby.
        HarmBaby = "harm-baby",
        /// Violence at home.
        Abuse = "abuse",
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

/// Which dates the answer to a question may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// None: it names nothing that is dated, or somebody else.
    Untold,
    /// Those of the periods that run.
    Running,
    /// When it may come, too: that is asked.
    Asked,
}

/// A question that a chart can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub theme: Theme,
    /// Which dates may answer it.
    pub dates: Dates,
    /// How often the conversation was about that before.
    pub told: usize,
}

impl Question {
    /// Reads a question in any of the languages, and those before it in the conversation, oldest first. One that names nothing
    /// ("And when?") is about what the last one was about; what a chart must not be asked is [`Refused`], and so is what goes on
    /// about that.
    pub fn read(text: &str, earlier: &[impl AsRef<str>]) -> (Read, Vec<Read>) {
        let mut before = Vec::with_capacity(earlier.len());
        for text in earlier {
            let read = Self::after(&before, text.as_ref());
            before.push(read);
        }
        (Self::after(&before, text), before)
    }

    fn after(before: &[Read], text: &str) -> Read {
        let question = next(text, before.last().copied())?;
        let about = before.iter().flatten().filter(|it| it.theme == question.theme);
        Ok(Self { told: about.count(), ..question })
    }
}

/// A question, or why it is not answered from a chart.
pub type Read = Result<Question, Refused>;

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

impl Refused {
    /// The danger that somebody speaks of.
    #[must_use]
    pub fn danger(self) -> Option<RedFlag> {
        match self {
            Self::SelfHarm => Some(RedFlag::SelfHarm),
            Self::HarmBaby => Some(RedFlag::HarmBaby),
            Self::Abuse => Some(RedFlag::Abuse),
            _ => None,
        }
    }
}

/// What is asked after another question: of its own theme, else of that one's, else of the person as a whole.
fn next(text: &str, before: Option<Read>) -> Read {
    let words = &Words::of(text);
    if let Some(refused) = danger(text, words).or_else(|| refused(words)) {
        return Err(refused);
    }
    let own = theme(words);
    let before = if own.is_none() { before.transpose()? } else { None };
    let asks_when = || ["when", "time"].iter().any(|topic| LEXICON.has(topic, words));
    let dates = match is_dated(words, own, before) {
        false => Dates::Untold,
        true if asks_when() => Dates::Asked,
        true => Dates::Running,
    };
    let theme = own.or(before.map(|it| it.theme)).unwrap_or(match dates {
        Dates::Asked => Theme::Time,
        _ => Theme::General,
    });
    Ok(Question { theme, dates, told: 0 })
}

/// Whether a text of its own theme, or about what was asked before, names what has its time, and nobody else.
fn is_dated(words: &Words, own: Option<Theme>, before: Option<Question>) -> bool {
    let goes_on = before.is_some_and(|it| it.dates != Dates::Untold);
    // What a dated phrase holds is nobody else: "When will I find a husband?"
    let others = || LEXICON.has("undated", &LEXICON.without("dated", words));
    own != Some(Theme::Children) && (goes_on || LEXICON.has("dated", words)) && !others()
}

/// The theme that a text names.
fn theme(words: &Words) -> Option<Theme> {
    let of_life = Theme::ALL.iter().filter(|it| !matches!(it, Theme::Time | Theme::General));
    // Of two that are named as often, the one named last is asked for: "How do I get on with my boss?"
    let weight = |theme: &&Theme| {
        let found = LEXICON.spans(theme.word(), words);
        found.fold((0, 0), |(count, last), (at, _)| (count + 1, last.max(at + 1)))
    };
    let says = |theme: &Theme| LEXICON.has(theme.word(), words);
    let best = of_life.max_by_key(weight).copied().filter(says);
    best.or_else(|| says(&Theme::General).then_some(Theme::General))
}

/// The danger that somebody speaks of.
fn danger(text: &str, words: &Words) -> Option<Refused> {
    // No idiom makes these harmless, as it does "I don't want to live with my parents anymore" elsewhere.
    if LEXICON.has(Refused::SelfHarm.word(), words) {
        return Some(Refused::SelfHarm);
    }
    let flags = safety::red_flags(text, None);
    let said = |it: &Refused| it.danger().is_some_and(|flag| flags.contains(&flag));
    let said = Refused::ALL.iter().copied().find(said)?;
    (said != Refused::SelfHarm || !LEXICON.has("harmless", words)).then_some(said)
}

/// What of the things that are not answered from a chart words speak of, be it a question or an answer.
fn refused(words: &Words) -> Option<Refused> {
    let words = &LEXICON.without("harmless", words);
    if LEXICON.has("weary", words) {
        return Some(Refused::SelfHarm);
    }
    Refused::ALL.iter().copied().find(|topic| LEXICON.has(topic.word(), words))
}
