//! A language model, on any server that speaks as OpenAI's chat completions do. Neither what it is asked nor what it answers is
//! logged.

mod completion;

use reqwest::{Client, StatusCode, redirect};

use self::completion::{Completion, Request};
use crate::config::{ModelServer, Wrong};

/// The largest reply that is read, in bytes.
const MOST: usize = 64 * 1024;

/// A model that can be asked.
pub(crate) struct Model {
    client: Client,
    server: ModelServer,
}

/// Something that is said to a model, or that it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// What it is to do, and what it is to know.
    System(String),
    /// What somebody asks.
    User(String),
    /// What was answered before.
    Assistant(String),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The server did not answer, or not in time.
    #[error("{0}")]
    Unreachable(reqwest::Error),
    /// It refused.
    #[error("the status is {0}")]
    Refused(StatusCode),
    /// It said more than is read.
    #[error("the reply is larger than {MOST} bytes")]
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

impl Model {
    /// The model on a server.
    ///
    /// # Errors
    /// [`Wrong`] if there can be no TLS.
    pub(crate) fn new(server: &ModelServer) -> Result<Self, Wrong> {
        let client = Client::builder()
            // For all of a reply, from connecting on.
            .timeout(server.deadline)
            .redirect(redirect::Policy::none())
            .user_agent("maternal")
            .build()
            .map_err(|why| Wrong(format!("No model can be asked over TLS: {why}.")))?;
        Ok(Self { client, server: server.clone() })
    }

    /// What it answers to the last of these.
    ///
    /// # Errors
    /// [`Failure`], within the deadline.
    pub(crate) async fn answer(&self, turns: &[Turn]) -> Result<String, Failure> {
        let ModelServer { url, key, model, .. } = &self.server;
        let mut call = self.client.post(format!("{url}/chat/completions"));
        if let Some(key) = key {
            call = call.bearer_auth(&key.0);
        }
        let mut response = call.json(&Request::new(model, turns)).send().await?;
        if !response.status().is_success() {
            return Err(Failure::Refused(response.status()));
        }
        let mut reply = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if reply.len() + chunk.len() > MOST {
                return Err(Failure::TooLarge);
            }
            reply.extend_from_slice(&chunk);
        }
        let completion: Completion =
            serde_json::from_slice(&reply).map_err(|_| Failure::Unreadable)?;
        completion.answer().ok_or(Failure::Incomplete)
    }
}
