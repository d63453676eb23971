//! What is not answered: how much of a medicine to give, and which illness it is.

use super::LEXICON;
use crate::{Word, lexicon::Words, word::words};

words! {
    /// What a family is told to ask somebody who may answer.
    Declined {
        /// How much of a medicine, and how often: the leaflet, a pharmacist or a doctor says.
        Dose = "dose",
        /// Which illness it is: general information is given with it, never an answer.
        Diagnosis = "diagnosis",
    }
}

/// What of the things that are not answered a message in any of the languages asks for.
#[must_use]
pub fn declined(message: &str) -> Option<Declined> {
    let words = Words::of(message);
    let says = |topic| LEXICON.has(topic, &words);
    let asks = |what: &Declined| match what {
        Declined::Dose => {
            says(what.word()) || says("medicine") && (says("amount") || says("measured"))
        }
        Declined::Diagnosis => says(what.word()) || says("illness") && says("is-it"),
    };
    Declined::ALL.iter().copied().find(asks)
}
