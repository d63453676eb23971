//! What a child's rhythm makes known.

use super::{Evidence, Finding, Found};
use crate::Rhythm;

/// From here on a growth spurt is worth a word, in percent.
const LIKELY: f64 = 50.0;

/// What is found of a child's habits, and whether it is about to grow.
pub(super) fn found(evidence: &Evidence) -> Vec<Found> {
    let Evidence { child, clock, now, entries, .. } = evidence;
    let (_, born) = child.profile.birth.counted(clock.date(*now));
    let rhythm = Rhythm::learn(born, *clock, entries, *now);
    let habits = rhythm.habits(*now).into_iter().map(Finding::Habit);
    let spurt = rhythm.growth_spurt().map(|spurt| spurt.likelihood * 100.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a share")]
    let spurt = spurt
        .filter(|percent| *percent >= LIKELY)
        .map(|percent| Finding::GrowthSpurt { percent: percent.round() as u8 });
    habits.chain(spurt).map(|finding| Found::since(finding, *now)).collect()
}
