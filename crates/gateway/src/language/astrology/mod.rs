//! What the astrologer says: answers composed from a reading, refusals, and what a language model is given.

use domain::{
    Locale, Word,
    astrology::{Reading, Refused},
};

use super::phrase;

mod facts;
mod speech;
#[cfg(test)]
mod tests;

pub(crate) use facts::{facts, instructions};
use speech::Speech;

/// The answer to a question: what the chart says to it, why, for which time, and one thing to do; in one to three paragraphs.
pub(crate) fn answer(locale: Locale, reading: &Reading) -> String {
    let paragraphs = Speech { locale, reading }.paragraphs();
    let between = if locale == Locale::ZhCn { "" } else { " " };
    let whole: Vec<_> = paragraphs.iter().map(|sentences| sentences.join(between)).collect();
    whole.join("\n\n")
}

/// Why something is not answered, and what is gladly answered instead.
pub(crate) fn refusal(locale: Locale, refused: Refused) -> String {
    phrase(locale, &format!("refused-{}", refused.word()))
}
