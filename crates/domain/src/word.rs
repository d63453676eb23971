//! Closed sets of words: enums that have one spelling on every face and in the database.

use crate::{Error, Reason, Result};

/// An enum each of whose values is written as one word.
pub trait Word: Copy + Sized + 'static {
    /// The spellings, in the order of the values.
    const WORDS: &'static [&'static str];
    /// The values.
    const ALL: &'static [Self];
    /// Other spellings that are read and never written.
    const ALIASES: &'static [(&'static str, Self)];

    /// The spelling of this value.
    fn word(self) -> &'static str;

    /// The value that is spelt so.
    ///
    /// # Errors
    /// [`Error::Invalid`] that lists the words there are.
    fn parse(field: &'static str, text: &str) -> Result<Self> {
        let spellings = Self::WORDS.iter().copied().zip(Self::ALL.iter().copied());
        let mut spellings = spellings.chain(Self::ALIASES.iter().copied());
        let found = spellings.find(|(spelling, _)| *spelling == text);
        found.map(|(_, value)| value).ok_or(Error::invalid(field, Reason::OneOf(Self::WORDS)))
    }
}

/// Declares enums and their words, each with its aliases after a bar.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal $(| $alias:literal)*,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $crate::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),*];
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            const ALIASES: &'static [(&'static str, Self)] =
                &[$($(($alias, Self::$variant),)*)*];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}
pub(crate) use words;
