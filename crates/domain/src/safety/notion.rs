//! Notions that raise a flag together, in whatever order and words a sentence has them.

use super::{RedFlag, clause::Clause};

/// Each flag, and the notions that all have to be in one sentence.
const TOGETHER: [(RedFlag, &[&str]); 18] = [
    (RedFlag::Breathing, &["a-breath", "a-distress"]),
    (RedFlag::Blue, &["a-dark", "a-mouth"]),
    (RedFlag::Choking, &["a-stuck", "a-silent"]),
    (RedFlag::Choking, &["a-stuck", "a-food"]),
    (RedFlag::Seizure, &["a-stiff", "a-staring"]),
    (RedFlag::AllergicReaction, &["a-swell", "a-face"]),
    (RedFlag::Rash, &["a-spots", "a-purple"]),
    (RedFlag::Rash, &["a-spots", "a-fixed"]),
    (RedFlag::Burn, &["a-hot", "a-scald"]),
    (RedFlag::HeadInjury, &["a-fell", "a-head"]),
    (RedFlag::HarmBaby, &["a-i", "a-think", "a-harm", "a-baby"]),
    (RedFlag::HeavyBleeding, &["a-pad", "a-hour"]),
    (RedFlag::Abuse, &["a-partner", "a-violent", "a-me"]),
    (RedFlag::Vomit, &["a-vomit", "a-green"]),
    (RedFlag::Vomit, &["a-vomit", "a-blood"]),
    (RedFlag::Dehydration, &["a-wet", "a-dry", "a-long"]),
    (RedFlag::Stool, &["a-stool", "a-blood"]),
    (RedFlag::Stool, &["a-stool", "a-pale"]),
];

/// Which flags the notions of a clause raise together.
pub(super) fn of(clause: &Clause) -> impl Iterator<Item = RedFlag> {
    let near = TOGETHER.iter().filter(|_| clause.is_near());
    let all = |notions: &[&'static str]| notions.iter().all(|notion| clause.speaks_of(notion));
    near.filter(move |(_, notions)| all(notions)).map(|(flag, _)| *flag)
}
