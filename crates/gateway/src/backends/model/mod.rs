//! A language model, on any server that speaks as OpenAI's chat completions do. Neither what it is asked nor what it answers is
//! logged.

mod breaker;
mod call;
mod events;
mod failure;
mod pulse;
mod reply;
mod request;

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, redirect};
use serde_json::Value;
use tokio::{
    sync::mpsc::UnboundedSender,
    time::{Instant, sleep, timeout_at},
};

pub(crate) use self::failure::Failure;
use self::{breaker::Breaker, pulse::Pulse, reply::Reply};
use crate::config::{ModelServer, Wrong};

/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(5);

/// How often a call that failed is made again.
const AGAIN: u32 = 2;

/// A model that can be asked.
pub(crate) struct Model {
    client: Client,
    server: ModelServer,
    breaker: Breaker,
    pulse: Pulse,
}

/// What a model is asked, and how it is to answer.
pub(crate) struct Ask<'a> {
    /// What was said so far, in order.
    pub(crate) turns: &'a [Turn],
    /// What it may call instead of answering.
    pub(crate) tools: &'a [Tool],
    /// When there is to be an answer, however often it is tried; one call has its own, shorter deadline.
    pub(crate) until: Instant,
    /// Who hears the text as it comes; it comes at once if nobody does. All that was heard is the text, but for space behind it. It is
    /// never more than is read of an answer, and that nobody listens any more does not end the answer.
    pub(crate) listener: Option<&'a UnboundedSender<String>>,
}

/// Something that is said to a model, or that it said.
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
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// An answer, without space around it; never empty.
    Text(String),
    /// It calls something first, eight at most. What it said beside that was heard by who listens, and is no answer.
    Calls(Vec<Call>),
}

impl Model {
    /// The model on a server.
    ///
    /// # Errors
    /// [`Wrong`] if there can be no TLS.
    pub(crate) fn new(server: &ModelServer) -> Result<Self, Wrong> {
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .redirect(redirect::Policy::none())
            .user_agent("maternal")
            .build()
            .map_err(|why| Wrong(format!("No model can be asked over TLS: {why}.")))?;
        let patience = server.patience;
        let breaker = Breaker::new(patience.failures, patience.rest);
        Ok(Self { client, server: server.clone(), breaker, pulse: Pulse::new(patience.known) })
    }

    /// When there is to be an answer to a question that is asked now, with all that it calls for it.
    pub(crate) fn until(&self) -> Instant {
        Instant::now() + self.server.patience.question
    }

    /// What it answers to the last of these.
    ///
    /// # Errors
    /// [`Failure`], within the time that one reply may take.
    pub(crate) async fn answer(&self, turns: &[Turn]) -> Result<String, Failure> {
        let until = Instant::now() + self.server.patience.reply;
        match self.converse(&Ask { turns, tools: &[], until, listener: None }).await? {
            Said::Text(text) => Ok(text),
            Said::Calls(_) => Err(Failure::Unreadable),
        }
    }

    /// What it says to the last of these turns. It is asked up to three times, as long as nothing of it was heard.
    ///
    /// # Errors
    /// [`Failure`], within the deadline; some of a text may have been heard by then.
    pub(crate) async fn converse(&self, ask: &Ask<'_>) -> Result<Said, Failure> {
        let leave = self.breaker.enter(Instant::now()).ok_or(Failure::Open)?;
        let said = self.insist(ask, if leave.is_trial { 0 } else { AGAIN }).await;
        let is_there = !said.as_ref().is_err_and(Failure::is_the_servers);
        let now = Instant::now();
        self.pulse.note(is_there, now);
        if is_there {
            leave.went_well();
        } else {
            leave.failed(now);
        }
        said
    }

    /// Asks, and so often again if that may help and there is the time.
    async fn insist(&self, ask: &Ask<'_>, again: u32) -> Result<Said, Failure> {
        let patience = self.server.patience;
        let mut tried = 0;
        loop {
            let until = ask.until.min(Instant::now() + patience.reply);
            let mut reply = Reply::new(ask.listener);
            let called = timeout_at(until, self.call(ask, &mut reply)).await;
            let Err(failure) = called.unwrap_or(Err(Failure::Late)) else { return reply.said() };
            let jitter = || patience.pause * 2_u32.pow(tried) * rand::random_range(50..150) / 100;
            let pause = failure.after().unwrap_or_else(jitter);
            let is_in_time = ask.until.duration_since(Instant::now()) > pause;
            if tried == again || reply.heard || !failure.may_pass() || !is_in_time {
                return Err(failure);
            }
            tracing::info!(%failure, "a model is asked again");
            sleep(pause).await;
            tried += 1;
        }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let ModelServer { url, key, .. } = &self.server;
        let call = self.client.request(method, format!("{url}/{path}"));
        match key {
            Some(key) => call.bearer_auth(&key.0),
            None => call,
        }
    }
}

#[cfg(test)]
mod tests;
