//! What the astrologer says: answers composed from a reading, and refusals.

use domain::{
    Locale, Word,
    astrology::{Reading, Refused},
    safety::EmergencyNumbers,
};

use super::{between, phrase, safety};

mod sentences;
#[cfg(test)]
mod tests;

use sentences::Speech;

/// The answer to a question: what the chart says to it, why, for which time, and one thing to do; in one to three paragraphs.
pub(crate) fn answer(locale: Locale, reading: &Reading) -> String {
    let paragraphs = Speech { locale, reading }.paragraphs();
    let whole: Vec<_> =
        paragraphs.iter().map(|sentences| sentences.join(between(locale))).collect();
    whole.join("\n\n")
}

/// Why something is not answered, and what is gladly answered instead; or what to do, and whom to call.
pub(crate) fn refusal(locale: Locale, refused: Refused, numbers: &EmergencyNumbers) -> String {
    match refused.danger() {
        Some(danger) => {
            let help = safety::answer(locale, &[danger], numbers);
            format!("{}\n\n{help}", phrase(locale, "refused-danger"))
        }
        None => phrase(locale, &format!("refused-{}", refused.word())),
    }
}
