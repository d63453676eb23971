//! Notions that raise a flag together, in whatever order and words a sentence has them.

use super::{NOTIONS, RedFlag, clause::Clause};
use crate::lexicon::Found;

/// Each flag, and the notions that all have to be in one sentence.
const TOGETHER: &[(RedFlag, &[&str])] = &[
    (RedFlag::Breathing, &["a-breath", "a-distress"]),
    (RedFlag::Blue, &["a-dark", "a-mouth"]),
    (RedFlag::Choking, &["a-stuck", "a-silent"]),
    (RedFlag::Choking, &["a-stuck", "a-food"]),
    (RedFlag::Drowning, &["a-pool", "a-under"]),
    (RedFlag::Seizure, &["a-stiff", "a-staring"]),
    (RedFlag::AllergicReaction, &["a-swell", "a-face"]),
    (RedFlag::Rash, &["a-spots", "a-purple"]),
    (RedFlag::Rash, &["a-spots", "a-fixed"]),
    (RedFlag::Burn, &["a-hot", "a-scald"]),
    (RedFlag::HeadInjury, &["a-fell", "a-head"]),
    (RedFlag::HarmBaby, &["a-i", "a-think", "a-harm", "a-baby"]),
    (RedFlag::HeavyBleeding, &["a-pad", "a-hour"]),
    (RedFlag::Swallowed, &["a-poison", "a-got"]),
    (RedFlag::SelfHarm, &["a-gone", "a-better"]),
    (RedFlag::Psychosis, &["a-others", "a-swapped", "a-baby"]),
    (RedFlag::ChestPain, &["a-i", "a-chest", "a-tight", "a-breath"]),
    (RedFlag::Fontanelle, &["a-crown", "a-bulge"]),
    (RedFlag::RefusingFeeds, &["a-feed", "a-refuse", LONG]),
    (RedFlag::Abuse, &["a-partner", "a-violent", "a-me"]),
    (RedFlag::Abuse, &["a-he", "a-brutal", "a-me"]),
    (RedFlag::ParentFever, &["a-birth", "a-hot-parent"]),
    (RedFlag::Vomit, &["a-vomit", "a-green"]),
    (RedFlag::Vomit, &["a-vomit", "a-blood"]),
    (RedFlag::Dehydration, &["a-wet", "a-dry", LONG]),
    (RedFlag::Crying, &["a-cry", LONG]),
    (RedFlag::Stool, &["a-stool", "a-blood"]),
    (RedFlag::Stool, &["a-stool", "a-pale"]),
    (RedFlag::Fracture, &["a-bone", "a-broken"]),
    (RedFlag::Bite, &["a-animal", "a-bitten"]),
    (RedFlag::Bleeding, &["a-cut", "a-gush"]),
    (RedFlag::ElectricShock, &["a-outlet", "a-shock"]),
    (RedFlag::StiffNeck, &["a-neck", "a-stiff-neck"]),
    (RedFlag::Groin, &["a-testicle", "a-swell"]),
    (RedFlag::ForcefulVomit, &["a-jet", "a-vomit"]),
    (RedFlag::HeadInjury, &["a-fell", "a-after"]),
    (RedFlag::StiffNeck, &["a-neck-pain", "a-ill"]),
    (RedFlag::Groin, &["a-testicle", "a-hurts"]),
    (RedFlag::Jaundice, &["a-yellow", "a-low"]),
    (RedFlag::Jaundice, &["a-yellow", "a-weak"]),
    (RedFlag::Unconscious, &["a-call", "a-nothing"]),
    (RedFlag::Choking, &["a-food", "a-mute"]),
    (RedFlag::Dehydration, &["a-crown", "a-sunk"]),
    (RedFlag::AllergicReaction, &["a-ate", "a-reaction"]),
    (RedFlag::Headache, &["a-headache", "a-vision"]),
    (RedFlag::Headache, &["a-headache", "a-birth"]),
    (RedFlag::LegPain, &["a-calf", "a-clot"]),
    (RedFlag::Psychosis, &["a-voices", "a-command"]),
    (RedFlag::Breathing, &["a-torso", "a-sink"]),
    (RedFlag::Limp, &["a-lift", "a-drop"]),
    (RedFlag::Swallowed, &["a-poison", "a-drunk"]),
    (RedFlag::Swallowed, &["a-syrup", "a-toomuch"]),
];

/// A long time: since last night, or many hours.
const LONG: &str = "a-long";
/// How many hours are long.
const HOURS: f64 = 4.0;

/// What the lack of is told: "no wet diaper" speaks of a wet diaper.
const LACKED: [&str; 2] = ["a-wet", "a-feed"];

/// Which flags the notions of a clause raise together.
pub(super) fn of(clause: &Clause) -> impl Iterator<Item = RedFlag> {
    let found = NOTIONS.each_ref().map(|lexicon| clause.read_by(lexicon));
    let long = clause.tells_hours(HOURS);
    let has = move |notion: &str, found: &Found| {
        LACKED.contains(&notion) && clause.names(found, notion)
            || notion == LONG && long
            || clause.means(found, notion)
    };
    let all = move |notions: &[&str]| {
        let spoken = found.iter().filter(|found| !found.is_empty());
        spoken.into_iter().any(|found| notions.iter().all(|notion| has(notion, found)))
    };
    let heard = TOGETHER.iter().filter(|(flag, _)| clause.lets_hear(*flag));
    heard.filter(move |(_, notions)| all(notions)).map(|(flag, _)| *flag)
}

/// The notions there are.
#[cfg(test)]
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    TOGETHER.iter().flat_map(|(_, notions)| notions.iter().copied())
}
