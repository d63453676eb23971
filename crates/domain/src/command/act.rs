//! A command as the use-cases take it.

use chrono::{DateTime, Utc};

use super::{Command, Doubt, Moment};
use crate::{BreastSide, Details, Kind};

/// What is to be done, in values of the domain.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Log an activity of the command's child.
    Log {
        /// What it was.
        details: Details,
        /// When it began.
        start: DateTime<Utc>,
        /// When it ended; a sleep without goes on.
        end: Option<DateTime<Utc>>,
        /// A remark.
        notes: Option<String>,
    },
    /// Start a timer.
    StartTimer {
        /// What is timed.
        kind: Kind,
        /// The side it begins with.
        side: Option<BreastSide>,
        /// When it began; absent: now.
        start: Option<DateTime<Utc>>,
    },
    /// End what goes on: the running timer of the kind, else the open sleep.
    StopTimer {
        /// Which; absent: the only one that runs.
        kind: Option<Kind>,
        /// When it ended; absent: now.
        end: Option<DateTime<Utc>>,
    },
    /// Tell when the last one of a kind was.
    Query(Kind),
    /// Delete what this person logged last, if that was a moment ago.
    Undo,
}

impl Command {
    /// What is to be done.
    ///
    /// # Errors
    /// The [`Doubt`] that keeps it from being done: something is missing, or cannot be.
    pub fn act(&self, _moment: &Moment<'_>) -> Result<Act, Doubt> {
        Err(Doubt::Action)
    }
}
