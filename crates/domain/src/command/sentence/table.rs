//! What the words of a language mean to a command, one table a language.
//!
//! A line is `meaning: phrase, phrase`. In a phrase `a|b` is either word and `a?` a word that may be missing. `=5` is a numeral,
//! `x100` one that multiplies, `~4` a word that sounds like one.

use std::{collections::HashMap, sync::LazyLock};

use super::token::{Token, words};
use crate::Locale;

/// Declares the concepts and how the tables call them.
macro_rules! concepts {
    ($($(#[$doc:meta])* $concept:ident = $key:literal,)*) => {
        /// What a phrase means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::command) enum Concept { $($(#[$doc])* $concept,)* }

        impl Concept {
            fn named(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$concept),)*
                    _ => None,
                }
            }
        }
    };
}

concepts! {
    /// Nothing that matters.
    Filler = "filler",
    /// Gave, had, took: a feeding if there is an amount of milk.
    Give = "give",
    Feed = "feed",
    Bottle = "bottle",
    Breast = "breast",
    Solid = "solid",
    Puree = "puree",
    Formula = "formula",
    BreastMilk = "breastmilk",
    Milk = "milk",
    Left = "left",
    Right = "right",
    Both = "both",
    Each = "each",
    Sleep = "sleep",
    Nap = "nap",
    Night = "night-sleep",
    Asleep = "asleep",
    /// Asleep for as long as is told.
    StillAsleep = "still-asleep",
    Woke = "woke",
    Diaper = "diaper",
    Wet = "wet",
    Dirty = "dirty",
    Mixed = "mixed",
    Loose = "loose",
    Hard = "hard",
    Normal = "normal",
    Green = "green",
    Yellow = "yellow",
    Rash = "rash",
    NoRash = "no-rash",
    Pump = "pump",
    Weight = "weight",
    Height = "height",
    Head = "head",
    Temperature = "temperature",
    Rectal = "rectal",
    Axillary = "axillary",
    Oral = "oral",
    Ear = "ear",
    Forehead = "forehead",
    Medicine = "medicine",
    Drug = "drug",
    DoseUnit = "dose-unit",
    Bath = "bath",
    Tummy = "tummy",
    Start = "start",
    Stop = "stop",
    /// Stop, at the beginning of a sentence.
    StopFirst = "stop-first",
    Finish = "finish",
    Timer = "timer",
    Ask = "ask",
    Last = "last",
    Question = "question",
    /// A question, unless it is asked for the time.
    Inverted = "inverted",
    /// Makes a question of the sentence that it begins.
    Opens = "opens",
    /// Likewise, if a name follows.
    MayOpen = "may-open",
    Not = "not",
    Later = "later",
    Undo = "undo",
    Note = "note",
    Ounce = "oz",
    Millilitre = "ml",
    Centilitre = "cl",
    Litre = "l",
    Kilogram = "kg",
    Gram = "g",
    Pound = "lb",
    Jin = "jin",
    Centimetre = "cm",
    Millimetre = "mm",
    Inch = "in",
    Minute = "min",
    Hour = "hour",
    /// 刻钟: fifteen minutes.
    QuarterHour = "quarter-hour",
    Degree = "degree",
    Celsius = "celsius",
    Fahrenheit = "fahrenheit",
    At = "at",
    /// "At" before what is a time without it.
    AtMarked = "at-marked",
    From = "from",
    To = "to",
    Since = "since",
    Until = "until",
    Ago = "ago",
    JustNow = "just-now",
    Past = "past",
    Before = "before",
    Minus = "minus",
    Half = "half",
    Quarter = "quarter",
    ThreeQuarters = "three-quarters",
    AndHalf = "and-half",
    AndQuarter = "and-quarter",
    AndThreeQuarters = "and-three-quarters",
    OClock = "oclock",
    /// "Heures", as a clock tells them.
    HourMark = "hour-mark",
    MinuteMark = "minute-mark",
    /// "Y" in "las tres y diez".
    MinuteAnd = "minute-and",
    Noon = "noon",
    Midnight = "midnight",
    Am = "am",
    Pm = "pm",
    Afternoon = "afternoon",
    Evening = "evening",
    InNight = "night",
    Midday = "midday",
    Today = "today",
    ThisMorning = "this-morning",
    ThisAfternoon = "this-afternoon",
    Tonight = "tonight",
    Yesterday = "yesterday",
    YesterdayEvening = "yesterday-evening",
    LastNight = "last-night",
    DayBefore = "day-before-yesterday",
    And = "and",
    Point = "point",
    One = "one",
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Concept(Concept),
    /// A number that is added.
    Numeral(u32),
    /// A number that multiplies what stands before it.
    Times(u32),
    /// A word that sounds like a number.
    Like(u32),
}

/// The phrases of a language by their first word.
pub(in crate::command) struct Table(HashMap<String, Vec<(Vec<String>, Meaning)>>);

impl Table {
    fn of(file: &str) -> Self {
        let mut phrases = HashMap::<_, Vec<_>>::new();
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        for (key, list) in lines.filter_map(|line| line.split_once(": ")) {
            let Some(meaning) = meaning(key) else { continue };
            for words in list.split(',').flat_map(|phrase| expanded(phrase.trim())) {
                if let Some(first) = words.first() {
                    phrases.entry(first.clone()).or_default().push((words, meaning));
                }
            }
        }
        Self(phrases)
    }

    /// What may begin with the first of these tokens, and how many tokens each takes.
    pub(super) fn meanings(&self, tokens: &[Token]) -> Vec<(usize, Meaning)> {
        let begins = |phrase: &[String]| {
            phrase.len() <= tokens.len()
                && phrase.iter().zip(tokens).all(|(word, token)| *word == token.word)
        };
        let phrases = tokens.first().and_then(|first| self.0.get(&first.word));
        let found = phrases.into_iter().flatten().filter(|(phrase, _)| begins(phrase));
        found.map(|(phrase, meaning)| (phrase.len(), *meaning)).collect()
    }
}

fn meaning(key: &str) -> Option<Meaning> {
    let number = |sign| key.strip_prefix(sign).and_then(|it: &str| it.parse().ok());
    let numeral = number('=').map(Meaning::Numeral);
    let times = || number('x').map(Meaning::Times);
    let like = || number('~').map(Meaning::Like);
    numeral.or_else(times).or_else(like).or_else(|| Concept::named(key).map(Meaning::Concept))
}

/// All that a phrase stands for.
fn expanded(phrase: &str) -> Vec<Vec<String>> {
    phrase.split_whitespace().fold(vec![Vec::new()], |begun, slot| {
        let (slot, optional) = slot.strip_suffix('?').map_or((slot, false), |it| (it, true));
        let mut choices: Vec<_> = slot.split('|').map(words).collect();
        if optional {
            choices.push(Vec::new());
        }
        let with = |before: &Vec<String>| -> Vec<Vec<String>> {
            choices.iter().map(|choice| [before.as_slice(), choice].concat()).collect()
        };
        begun.iter().flat_map(with).collect()
    })
}

/// The tables, one a language.
static TABLES: LazyLock<[Table; 5]> = LazyLock::new(|| FILES.map(Table::of));

const FILES: [&str; 5] = [
    include_str!("../tables/en.txt"),
    include_str!("../tables/es.txt"),
    include_str!("../tables/fr.txt"),
    include_str!("../tables/pt.txt"),
    include_str!("../tables/zh.txt"),
];

/// The table of a locale's language, and those of the others.
pub(in crate::command) fn tables(
    locale: Locale,
) -> (&'static Table, impl Iterator<Item = &'static Table>) {
    let own = match locale {
        Locale::EnUs => 0,
        Locale::EsEs | Locale::EsMx => 1,
        Locale::FrFr | Locale::FrCa => 2,
        Locale::PtBr => 3,
        Locale::ZhCn => 4,
    };
    let others = TABLES.iter().enumerate().filter(move |(at, _)| *at != own);
    (&TABLES[own], others.map(|(_, table)| table))
}

/// The number that small words without accents begin with in any of the languages, and how many of them it takes. A zero is
/// none: "oh no", and the Spanish "o", are no numbers.
pub(crate) fn cardinal(words: &[&str]) -> Option<(u32, usize)> {
    let begins = |phrase: &[String]| {
        phrase.len() <= words.len() && phrase.iter().zip(words).all(|(one, other)| one == other)
    };
    let phrases = TABLES.iter().filter_map(|table| table.0.get(*words.first()?)).flatten();
    let numbers =
        phrases.filter(|(phrase, _)| begins(phrase)).filter_map(
            |(phrase, meaning)| match meaning {
                Meaning::Numeral(number @ 1..) | Meaning::Times(number @ 100) => {
                    Some((*number, phrase.len()))
                }
                _ => None,
            },
        );
    numbers.max_by_key(|(_, length)| *length)
}

#[cfg(test)]
mod tests {
    use super::{super::piece::PARTIAL, *};

    #[test]
    fn every_line_of_a_table_means_something() {
        for line in FILES.iter().flat_map(|file| file.lines()) {
            let known = line.split_once(": ").and_then(|(key, _)| meaning(key));
            assert!(line.is_empty() || line.starts_with('#') || known.is_some(), "{line}");
        }
    }

    #[test]
    fn a_phrase_means_one_thing_unless_what_stands_around_it_decides() {
        for Table(phrases) in TABLES.iter() {
            let mut meant = HashMap::<_, Concept>::new();
            for (phrase, meaning) in phrases.values().flatten() {
                let alone = |it: &Concept| *it != Concept::And && !PARTIAL.contains(it);
                if let Meaning::Concept(concept) = meaning
                    && alone(concept)
                {
                    let before = meant.insert(phrase, *concept).unwrap_or(*concept);
                    assert_eq!(before, *concept, "{phrase:?}");
                }
            }
        }
    }

    #[test]
    fn a_phrase_stands_for_all_its_choices() {
        let expected = [["a", "b"], ["a", "c"]].map(|it| it.map(str::to_owned).to_vec());
        assert_eq!(expanded("a b|c"), expected);
        assert_eq!(expanded("the? baby").len(), 2);
    }
}
