//! Letters: what is told by mail, to people who may have no account. All of it is data, put into words when it is sent.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{OneTimeCode, ShareCode, Word, word::words};

words! {
    /// What was done to an account that its owner is to know, whoever did it.
    SecurityEvent {
        /// It has another password.
        PasswordChanged = "password-changed",
        /// It has another password, set by whoever opened a link that was sent to its address.
        PasswordReset = "password-reset",
        /// It has another address; told to the old one.
        EmailChanged = "email-changed",
        /// Somebody signed in with a code, and nobody had shown before that the address is theirs.
        FirstCode = "first-code",
        /// It has another password, set by whoever opened a link, and nobody had shown before that the address is theirs.
        FirstReset = "first-reset",
        /// It was erased.
        Erased = "erased",
    }
}

/// What a letter says, with all that its words need, as it was then.
#[derive(Clone, PartialEq, Eq)]
pub enum Letter {
    /// Somebody is invited into a family.
    Invitation {
        /// What the one who invites is called.
        by: String,
        /// What the family is called.
        family: String,
        /// The code that lets them in.
        code: ShareCode,
        /// When the code ends.
        until: DateTime<Utc>,
        /// A word from the one who invites.
        message: Option<String>,
    },
    /// Somebody may choose another password.
    ResetPassword {
        /// What lets them do so.
        token: String,
        /// When it ends.
        until: DateTime<Utc>,
    },
    /// Somebody is asked whether the address is theirs.
    VerifyEmail {
        /// What says that they had the letter.
        token: String,
        /// When it ends.
        until: DateTime<Utc>,
    },
    /// Somebody signs in without a password.
    SignIn {
        /// What lets them do so.
        code: OneTimeCode,
        /// When it ends.
        until: DateTime<Utc>,
    },
    /// Something was done to the reader's account.
    Security {
        /// What.
        event: SecurityEvent,
        /// When.
        at: DateTime<Utc>,
    },
}

impl Letter {
    /// For how long after it was written a letter is tried to be sent.
    pub const PATIENCE: TimeDelta = TimeDelta::days(4);

    /// Its kind, in a word.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::ResetPassword { .. } => "reset-password",
            Self::VerifyEmail { .. } => "verify-email",
            Self::SignIn { .. } => "sign-in",
            Self::Security { event, .. } => event.word(),
        }
    }

    /// When it is good for nothing any more, if that time comes.
    #[must_use]
    pub fn until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Invitation { until, .. }
            | Self::ResetPassword { until, .. }
            | Self::VerifyEmail { until, .. }
            | Self::SignIn { until, .. } => Some(*until),
            Self::Security { .. } => None,
        }
    }
}

/// Its kind only: what it holds lets people in.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({})", self.kind())
    }
}
