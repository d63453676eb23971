//! Changing what others change too: nobody overwrites what they have not seen.

use domain::Result;

/// What became of a change.
#[derive(Clone, Debug)]
pub enum Edited<T> {
    /// It was made.
    Applied {
        /// The thing as it is now.
        now: T,
        /// The number of the change in the family's log; what is not the family's has none.
        seq: Option<i64>,
    },
    /// There was nothing to change, as when the same change comes again.
    Unchanged(T),
    /// The thing had changed meanwhile, and was left as it is.
    Stale {
        /// The version that the caller knew.
        sent: i32,
        /// The thing as it is.
        current: T,
    },
}

impl<T> Edited<T> {
    /// The thing as it is.
    pub fn thing(&self) -> &T {
        let (Self::Applied { now: thing, .. }
        | Self::Unchanged(thing)
        | Self::Stale { current: thing, .. }) = self;
        thing
    }

    /// The same about something else.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Edited<U> {
        match self {
            Self::Applied { now, seq } => Edited::Applied { now: to(now), seq },
            Self::Unchanged(same) => Edited::Unchanged(to(same)),
            Self::Stale { sent, current } => Edited::Stale { sent, current: to(current) },
        }
    }
}

/// What to do about a change, by what the caller knew.
pub(super) enum Verdict {
    Apply,
    Unchanged,
    Stale { sent: i32 },
}

/// Whether a change may be made to something of this version. One that changes nothing is never stale: it is the same
/// change come again.
pub(super) fn verdict(known: Option<i32>, current: i32, changes: bool) -> Verdict {
    match known {
        _ if !changes => Verdict::Unchanged,
        Some(sent) if sent != current => Verdict::Stale { sent },
        _ => Verdict::Apply,
    }
}

/// A way to change something, which sees it as it is.
pub type Change<'a, T, U> = Box<dyn FnOnce(&T) -> Result<U> + Send + 'a>;
