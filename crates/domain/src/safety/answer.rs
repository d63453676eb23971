//! What may be passed on of what a language model says.

use super::{LEXICON, clause::sentences};
use crate::lexicon::Words;

/// The longest answer that is passed on, in characters.
const LONGEST: usize = 4000;

/// Whether what a language model says may be passed on: it says something, in bounds, and neither doses a medicine, nor
/// diagnoses, nor speaks against treatment, nor makes little of danger.
#[must_use]
pub fn passable(answer: &str) -> bool {
    let bounded = !answer.trim().is_empty() && answer.chars().nth(LONGEST).is_none();
    bounded && sentences(answer).all(|sentence| may_be_said(&Words::of(sentence)))
}

fn may_be_said(words: &Words) -> bool {
    let words = &LEXICON.without("careful", words);
    let says = |topic| LEXICON.has(topic, words);
    let doses = says("medicine") && says("measured");
    let dismisses = says("dismissed") && (says("danger") || says("calmed"));
    !(doses || says("per-weight") || says("diagnosed") || says("against-care") || dismisses)
}
