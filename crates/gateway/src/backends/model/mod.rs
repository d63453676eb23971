//! A language model, on any server that speaks as OpenAI's chat completions do. Neither what it is asked nor what it answers is
//! logged.

mod completion;

use reqwest::{Client, StatusCode, redirect};
use serde_json::Value;
use tokio::{
    sync::mpsc::UnboundedSender,
    time::{Instant, timeout_at},
};

use self::completion::{Completion, Request};
use crate::config::{ModelServer, Wrong};

/// The largest reply that is read, in bytes.
const MOST: usize = 64 * 1024;

/// A model that can be asked.
pub(crate) struct Model {
    client: Client,
    server: ModelServer,
}

/// What a model is asked, and how it is to answer.
pub(crate) struct Ask<'a> {
    /// What was said so far, in order.
    pub(crate) turns: &'a [Turn],
    /// What it may call instead of answering.
    pub(crate) tools: &'a [Tool],
    /// When there is to be an answer, however often it is tried; one call has its own, shorter deadline.
    pub(crate) until: Instant,
    /// Who hears the text as it comes; it comes at once if nobody does. It is never more than is read of an answer, and that
    /// nobody listens any more does not end the answer.
    pub(crate) listener: Option<&'a UnboundedSender<String>>,
}

/// Something that is said to a model, or that it said.
#[cfg_attr(not(test), expect(dead_code, reason = "nothing lets it call anything yet"))]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Turn {
    /// What it is to do, and what it is to know.
    System(String),
    /// What somebody asks.
    User(String),
    /// What was answered before.
    Assistant(String),
    /// What it called.
    Calls(Vec<Call>),
    /// What came of a call; each of the turn before has its own.
    Result {
        /// The id of the call.
        call: String,
        /// What it is told.
        content: String,
    },
}

/// Something that a model may call.
#[cfg_attr(not(test), expect(dead_code, reason = "nothing lets it call anything yet"))]
#[derive(Clone, Debug)]
pub(crate) struct Tool {
    /// Letters, digits, `_` and `-`, at most 64.
    pub(crate) name: &'static str,
    /// What it does, for the model to read.
    pub(crate) description: &'static str,
    /// The JSON schema of its arguments, which are an object.
    pub(crate) parameters: Value,
}

/// A call that a model wants to be made.
#[cfg_attr(not(test), expect(dead_code, reason = "nothing lets it call anything yet"))]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    /// What its result names.
    pub(crate) id: String,
    /// What is called, which need not be a tool that there is.
    pub(crate) name: String,
    /// What it is called with, which need not be what the schema says; null if it was no JSON.
    pub(crate) arguments: Value,
}

/// What a model says.
#[cfg_attr(not(test), expect(dead_code, reason = "nothing lets it call anything yet"))]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// An answer, without space around it; never empty.
    Text(String),
    /// It calls something first, eight at most. What it said beside that was heard by who listens, and is no answer.
    Calls(Vec<Call>),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It failed too often of late and is left alone for a while.
    #[error("it failed too often and is left alone")]
    #[expect(dead_code, reason = "made by what follows")]
    Open,
    /// It did not answer in time.
    #[error("it did not answer in time")]
    Late,
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
            .redirect(redirect::Policy::none())
            .user_agent("maternal")
            .build()
            .map_err(|why| Wrong(format!("No model can be asked over TLS: {why}.")))?;
        Ok(Self { client, server: server.clone() })
    }

    /// When there is to be an answer to a question that is asked now, with all that it calls for it.
    #[expect(dead_code, reason = "nothing lets it call anything yet")]
    pub(crate) fn until(&self) -> Instant {
        Instant::now() + self.server.deadline
    }

    /// What it answers to the last of these.
    ///
    /// # Errors
    /// [`Failure`], within the deadline.
    pub(crate) async fn answer(&self, turns: &[Turn]) -> Result<String, Failure> {
        let until = Instant::now() + self.server.deadline;
        match self.converse(&Ask { turns, tools: &[], until, listener: None }).await? {
            Said::Text(text) => Ok(text),
            Said::Calls(_) => Err(Failure::Unreadable),
        }
    }

    /// What it says to the last of these turns.
    ///
    /// # Errors
    /// [`Failure`], within the deadline; some of a text may have been heard by then.
    pub(crate) async fn converse(&self, ask: &Ask<'_>) -> Result<Said, Failure> {
        timeout_at(ask.until, self.call(ask)).await.unwrap_or(Err(Failure::Late))
    }

    async fn call(&self, ask: &Ask<'_>) -> Result<Said, Failure> {
        let ModelServer { url, key, model, .. } = &self.server;
        let mut call = self.client.post(format!("{url}/chat/completions"));
        if let Some(key) = key {
            call = call.bearer_auth(&key.0);
        }
        let mut response = call.json(&Request::new(model, ask.turns)).send().await?;
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
        let text = completion.answer().ok_or(Failure::Incomplete)?;
        if let Some(listener) = ask.listener {
            // Who went away does not need it.
            let _ = listener.send(text.clone());
        }
        Ok(Said::Text(text))
    }
}
