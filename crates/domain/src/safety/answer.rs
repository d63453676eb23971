//! x
/// x
#[must_use]
pub fn passable(answer: &str) -> bool {
    !answer.is_empty()
}
