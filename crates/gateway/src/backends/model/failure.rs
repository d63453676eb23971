//! Why a model gave no answer, and what that says of its server.

use std::time::Duration;

use reqwest::{Response, StatusCode, header::RETRY_AFTER};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It failed too often of late and is left alone for a while.
    #[error("it failed too often and is left alone")]
    Open,
    /// It took too long, or fell silent.
    #[error("it did not answer in time")]
    Late,
    /// The server cannot be reached, or its connection broke.
    #[error("{0}")]
    Unreachable(reqwest::Error),
    /// The server failed in the middle of a reply.
    #[error("the reply broke off")]
    Broken,
    /// It refused.
    #[error("the status is {status}")]
    Refused {
        /// How.
        status: StatusCode,
        /// When it may be asked again.
        after: Option<Duration>,
    },
    /// It said more than is read.
    #[error("the reply is larger than is read")]
    TooLarge,
    /// It said something else than the protocol has.
    #[error("the reply cannot be read")]
    Unreadable,
    /// It said nothing, or was cut off.
    #[error("the answer is empty or not complete")]
    Incomplete,
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

impl Failure {
    /// How a reply refuses.
    pub(super) fn refused(response: &Response) -> Self {
        let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        // A date is not read: whoever writes one does not mean seconds.
        let after = after.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        Self::Refused { status: response.status(), after }
    }

    /// Whether the same call may go better soon.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Broken => true,
            Self::Refused { status, .. } => {
                matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
            }
            _ => false,
        }
    }

    /// Whether it is the server that fails, whatever it is asked.
    pub(super) fn is_the_servers(&self) -> bool {
        match self {
            Self::Late | Self::Unreachable(_) | Self::Broken | Self::Unreadable => true,
            Self::Refused { status, .. } => !matches!(status.as_u16(), 400 | 413 | 422),
            Self::Open | Self::TooLarge | Self::Incomplete => false,
        }
    }

    /// How long the server wants to be left alone.
    pub(super) fn after(&self) -> Option<Duration> {
        match self {
            Self::Refused { after, .. } => *after,
            _ => None,
        }
    }
}
