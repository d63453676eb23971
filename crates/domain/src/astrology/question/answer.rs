//! What may be passed on of what a language model answers.

use super::{Dates, LEXICON, Question, refused};
use crate::{conversation, lexicon::Words};

/// What ends sentences.
const ENDS: [char; 9] = ['.', '!', '?', ';', '\n', '。', '！', '？', '；'];

/// Whether what a language model answers may be passed on: it says something, in bounds, tells nothing that a chart must not be
/// asked, foretells nothing of body, birth and parting, and holds no year where the question is not one for dates.
#[must_use]
pub fn passable(answer: &str, question: Question) -> bool {
    conversation::in_bounds(answer)
        && (question.dates != Dates::Untold || !names_a_year(answer))
        && !foretells(answer)
}

fn foretells(answer: &str) -> bool {
    let of_body_birth_or_parting = |said| {
        let words = &LEXICON.without("harmless", &Words::of(said));
        LEXICON.has("tender", words) && LEXICON.has("ahead", words)
    };
    refused(&Words::of(answer)).is_some() || answer.split(ENDS).any(of_body_birth_or_parting)
}

/// Whether a number stands there that is a year of this time.
fn names_a_year(text: &str) -> bool {
    let mut numbers = text.split(|it: char| !it.is_ascii_digit());
    numbers.any(|digits| {
        digits.len() == 4 && ["19", "20", "21"].iter().any(|it| digits.starts_with(it))
    })
}
