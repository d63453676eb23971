//! What may be passed on of what a language model says.

use std::collections::HashSet;

use super::{LEXICON, age::counts_age, clause::sentences, fever, is_one_of, number::Token};
use crate::{
    conversation,
    lexicon::{Found, Words},
};

/// How many words after a guess an illness is the one that is guessed.
const REACH: usize = 4;

/// Whether what a language model says may be passed on: it says something, in bounds, and neither doses a medicine, nor
/// diagnoses, nor speaks against treatment, nor makes little of danger.
#[must_use]
pub fn passable(answer: &str) -> bool {
    let sentences: Vec<_> = sentences(answer).collect();
    let may = |said: &&str| {
        let claimed = claimed(said);
        !doses(said, &claimed) && may_be_said(&claimed)
    };
    // A medicine may be named in one sentence and measured out in the next.
    let dosing = |pair: &[&str]| {
        let said = pair.concat();
        doses(&said, &claimed(&said))
    };
    conversation::in_bounds(answer)
        && sentences.iter().all(may)
        && !sentences.windows(2).any(dosing)
}

/// What is said without what only sounds so: "if she has croup", "ask your doctor before giving"; but not "no need to ask your
/// doctor", "sounds like croup".
fn claimed(said: &str) -> Found {
    let words = Words::of(said);
    let found = LEXICON.read(&words);
    let careless: HashSet<_> = found.of("careless").iter().map(|(_, end)| *end).collect();
    let careful = found.of("careful").iter().filter(|(from, _)| !careless.contains(from)).copied();
    LEXICON.read(&words.without(careful))
}

/// Whether a medicine is measured out, or given so often or so much of.
fn doses(said: &str, claimed: &Found) -> bool {
    let says = |topic| !claimed.of(topic).is_empty();
    says("medicine") && (says("measured") || says("gives") && (says("often") || counts(said)))
}

/// Whether a number stands there that may be one of a dose: no age, no temperature, and no "un", which is an article.
fn counts(said: &str) -> bool {
    let tokens = Token::all(said);
    let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
    let may_dose = |(at, token): (usize, &Token)| {
        let (number, _) = token.number()?;
        let unit = word(at + 1 + usize::from(word(at + 1) == "个"));
        let body = (34.0..43.0).contains(&number) || is_one_of(fever::DEGREE, unit);
        (!(1.0..=1.0).contains(&number) && !body && !counts_age(unit)).then_some(())
    };
    tokens.iter().enumerate().find_map(may_dose).is_some()
}

fn may_be_said(claimed: &Found) -> bool {
    let says = |topic| !claimed.of(topic).is_empty();
    let dismisses = says("dismissed") && (says("danger") || says("calmed"));
    let guessed = claimed.of("guess").iter().any(|(_, end)| {
        claimed.of("illness").iter().any(|(from, _)| (*end..=end + REACH).contains(from))
    });
    !(says("per-weight") || says("diagnosed") || guessed || says("against-care") || dismisses)
}
