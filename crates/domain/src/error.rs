//! The one error of the product, sorted by what the caller can do about it.

use std::{borrow::Cow, fmt, sync::Arc};

/// Shorthand used throughout the workspace.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation was refused or failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Sign in, or renew the token, and try again.
    #[error("{0}")]
    Unauthenticated(&'static str),
    /// Ask a parent of the family for the permission.
    #[error("You need {0} for this")]
    Forbidden(&'static str),
    /// It does not exist, or the caller may not know that it does.
    #[error("There is no such {0}")]
    NotFound(&'static str),
    /// Correct the named field and try again.
    #[error("Invalid input data: {field} {reason}")]
    Invalid {
        /// The field as the client spells it, with dots between levels.
        field: Cow<'static, str>,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The same idempotency key came with another request.
    #[error("This Idempotency-Key was used for another request")]
    KeyReused,
    /// An entry with this id exists and is not what was sent.
    #[error("This {0} exists already and differs from what was sent")]
    Conflict(&'static str),
    /// Wait so many seconds, then try again.
    #[error("Too many requests; try again in {retry_after} seconds")]
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Our fault. The cause goes to the log and never to the client.
    #[error("Something went wrong on our side")]
    Internal(#[source] Arc<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with a field, as data, so that it can be said in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It must be given.
    Required,
    /// It could not be read; the parser's words.
    Malformed(String),
    /// It is none of these words.
    OneOf(&'static [&'static str]),
    /// The path takes only these methods.
    Methods(String),
    /// Its length in characters is outside these limits.
    Length(usize, usize),
    /// The number is outside these limits.
    Between(String, String),
    /// It is later than this moment allows.
    InFuture,
    /// It is before the thing it belongs to began.
    BeforeStart,
    /// It is no id of this kind.
    NotAnId(&'static str),
    /// It is no e-mail address.
    NotAnEmail,
    /// Someone else has it.
    Taken,
    /// It is on the list of passwords that are tried first.
    TooCommon,
    /// It names no time zone.
    NotAZone,
    /// It was not made by this server, or for another list.
    Forged,
    /// It is larger than so many bytes.
    TooLarge(usize),
    /// The picture cannot be used.
    NotAPicture(&'static str),
    /// It may not be sent here.
    NotHere,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => write!(f, "is required"),
            Self::Malformed(what) => write!(f, "cannot be read: {what}"),
            Self::OneOf(words) => write!(f, "must be one of {}", words.join(", ")),
            Self::Methods(methods) => write!(f, "must be one of {methods}"),
            Self::Length(least, most) => write!(f, "must have {least} to {most} characters"),
            Self::Between(least, most) => write!(f, "must be between {least} and {most}"),
            Self::InFuture => write!(f, "lies in the future"),
            Self::BeforeStart => write!(f, "lies before the start"),
            Self::NotAnId(prefix) => write!(f, "must be an id that begins with {prefix}_"),
            Self::NotAnEmail => write!(f, "must be an e-mail address"),
            Self::Taken => write!(f, "is already in use"),
            Self::TooCommon => write!(f, "is among the most common ones; choose another"),
            Self::NotAZone => write!(f, "must be a time zone such as Europe/Paris"),
            Self::Forged => write!(f, "was not given out for this list"),
            Self::TooLarge(most) => write!(f, "is larger than {most} bytes"),
            Self::NotAPicture(why) => write!(f, "is not a usable picture: {why}"),
            Self::NotHere => write!(f, "may only be sent to /api/v1/auth/refresh"),
        }
    }
}

impl Error {
    /// A refusal of one field.
    #[must_use]
    pub fn invalid(field: impl Into<Cow<'static, str>>, reason: Reason) -> Self {
        Self::Invalid { field: field.into(), reason }
    }

    /// Our own failure, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(cause.into()))
    }

    /// The same refusal under another field name; other errors stay as they are.
    #[must_use]
    pub fn at(self, field: impl Into<Cow<'static, str>>) -> Self {
        match self {
            Self::Invalid { reason, .. } => Self::invalid(field, reason),
            other => other,
        }
    }

    /// The stable word that clients match on, the same on every face.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated(_) => "UNAUTHORIZED",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Invalid { .. } | Self::KeyReused => "VALIDATION_ERROR",
            Self::Conflict(_) => "SYNC_CONFLICT",
            Self::RateLimited { .. } => "RATE_LIMITED",
            Self::Internal(_) => "SERVER_ERROR",
        }
    }
}
