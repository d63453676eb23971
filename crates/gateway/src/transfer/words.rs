//! What apps say in words of their own.

use domain::{
    BreastSide, Diaper, DiaperColor, DiaperConsistency, DiaperContents, FoodType, Sides, SleepPlace,
};

/// The most letters of a word that people are told.
const MOST: usize = 60;

/// A word of a file as it can be told: bounded, and without what terminals would obey.
pub(super) fn told(text: &str) -> String {
    text.chars().take(MOST).map(|it| if it.is_control() { ' ' } else { it }).collect()
}

/// Remarks as one; what is empty is left out.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let parts = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
    let mut kept: Vec<&str> = Vec::new();
    for part in parts {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    (!kept.is_empty()).then(|| kept.join("; "))
}

/// A diaper that held this, with what is said of it in these words; gives also those words that say something else.
pub(super) fn diaper<'a>(
    contents: DiaperContents,
    said: impl IntoIterator<Item = &'a str>,
) -> (Diaper, Vec<&'a str>) {
    let mut diaper = Diaper { contents, consistency: None, color: None, has_rash: None };
    let mut rest = Vec::new();
    for word in said.into_iter().flat_map(|text| text.split(',')).map(str::trim) {
        match word.to_lowercase().as_str() {
            "" | "small" | "medium" | "large" | "big" | "little" => {}
            "green" => diaper.color = Some(DiaperColor::Green),
            "yellow" => diaper.color = Some(DiaperColor::Yellow),
            "brown" => diaper.color = Some(DiaperColor::Normal),
            "normal" | "solid" | "formed" | "soft" => {
                diaper.consistency = Some(DiaperConsistency::Normal);
            }
            "loose" | "runny" | "watery" | "liquid" | "diarrhea" | "diarrhoea" => {
                diaper.consistency = Some(DiaperConsistency::Loose);
            }
            "hard" | "pebbles" | "little balls" => {
                diaper.consistency = Some(DiaperConsistency::Hard);
            }
            rash if rash.contains("rash") => diaper.has_rash = Some(true),
            _ => rest.push(word),
        }
    }
    (diaper, rest)
}

/// What a bottle held.
pub(super) fn food(text: &str) -> Option<FoodType> {
    match text.to_lowercase() {
        text if text.contains("formula") => Some(FoodType::Formula),
        text if text.contains("breast") || text == "expressed" => Some(FoodType::Breastmilk),
        _ => None,
    }
}

/// Where a child slept, if one of its words says so.
pub(super) fn place(text: &str) -> Option<SleepPlace> {
    let text = text.to_lowercase();
    let mut words = text.split(|it: char| !it.is_alphabetic());
    words.find_map(|word| match word {
        "crib" | "cot" | "bassinet" => Some(SleepPlace::Crib),
        "stroller" | "pram" | "buggy" => Some(SleepPlace::Stroller),
        "car" => Some(SleepPlace::Car),
        "bed" => Some(SleepPlace::Bed),
        _ => None,
    })
}

/// The side or sides that took their time.
pub(super) fn side_of(sides: Sides) -> Option<BreastSide> {
    match (sides.left.is_zero(), sides.right.is_zero()) {
        (false, true) => Some(BreastSide::Left),
        (true, false) => Some(BreastSide::Right),
        (false, false) => Some(BreastSide::Both),
        (true, true) => None,
    }
}
