//! What may be passed on of what a language model says.

use super::{LEXICON, clause::sentences};
use crate::{conversation, lexicon::Words};

/// Whether what a language model says may be passed on: it says something, in bounds, and neither doses a medicine, nor
/// diagnoses, nor speaks against treatment, nor makes little of danger.
#[must_use]
pub fn passable(answer: &str) -> bool {
    let sentences: Vec<_> = sentences(answer).collect();
    let may = |said: &str| may_be_said(&Words::of(said));
    // A medicine may be named in one sentence and measured out in the next.
    let doses = |pair: &[&str]| !may_be_dosed(&Words::of(&pair.join(" ")));
    conversation::in_bounds(answer)
        && sentences.iter().all(|said| may(said))
        && !sentences.windows(2).any(doses)
}

/// Whether no medicine is measured out.
fn may_be_dosed(words: &Words) -> bool {
    let words = &LEXICON.without("careful", words);
    !(LEXICON.has("medicine", words) && LEXICON.has("measured", words))
}

fn may_be_said(words: &Words) -> bool {
    if !may_be_dosed(words) {
        return false;
    }
    let words = &LEXICON.without("careful", words);
    let says = |topic| LEXICON.has(topic, words);
    let dismisses = says("dismissed") && (says("danger") || says("calmed"));
    !(says("per-weight") || says("diagnosed") || says("against-care") || dismisses)
}
