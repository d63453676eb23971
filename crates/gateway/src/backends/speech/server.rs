//! A server that speaks as OpenAI's transcriptions do (<https://platform.openai.com/docs/api-reference/audio>): only what every
//! one of them takes and gives. Nothing that could name somebody goes with the recording.

use std::io::Write;

use domain::{Locale, Word};
use reqwest::{Client, Response, StatusCode, header::CONTENT_TYPE, redirect};
use serde::Deserialize;

use super::{Failure, Sound};
use crate::config::{ModelServer, Wrong};

/// The largest reply that is read, in bytes.
const MOST: usize = 64 * 1024;

/// A server that can be asked what was said.
pub(crate) struct Server {
    client: Client,
    server: ModelServer,
}

#[derive(Deserialize)]
struct Transcription {
    text: String,
}

impl Server {
    /// # Errors
    /// [`Wrong`] if there can be no TLS.
    pub(super) fn new(server: &ModelServer) -> Result<Self, Wrong> {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .user_agent("maternal")
            .build()
            .map_err(|why| Wrong(format!("No speech can be sent over TLS: {why}.")))?;
        Ok(Self { client, server: server.clone() })
    }

    /// What was said, in a language.
    ///
    /// # Errors
    /// [`Failure`], within the deadline, which both tries share.
    pub(super) async fn transcribe(
        &self,
        sound: &Sound,
        locale: Locale,
    ) -> Result<String, Failure> {
        let boundary = format!("{:032x}", rand::random::<u128>());
        let form = form(&boundary, sound, &self.server.model, locale);
        let patience = self.server.patience;
        let tries = async {
            match self.ask(&boundary, form.clone()).await {
                Err(failure) if failure.may_pass() => {
                    tokio::time::sleep(patience.pause).await;
                    self.ask(&boundary, form).await
                }
                otherwise => otherwise,
            }
        };
        tokio::time::timeout(patience.reply, tries).await.unwrap_or(Err(Failure::Late))
    }

    async fn ask(&self, boundary: &str, form: Vec<u8>) -> Result<String, Failure> {
        let mut call = self.client.post(format!("{}/audio/transcriptions", self.server.url));
        if let Some(key) = &self.server.key {
            call = call.bearer_auth(&key.0);
        }
        let kind = format!("multipart/form-data; boundary={boundary}");
        let response = call.header(CONTENT_TYPE, kind).body(form).send().await?;
        if !response.status().is_success() {
            return Err(Failure::Refused(response.status()));
        }
        let reply = read(response).await?;
        let heard: Transcription =
            serde_json::from_slice(&reply).map_err(|_| Failure::Unreadable)?;
        Ok(heard.text.trim().to_owned())
    }
}

impl Failure {
    /// Whether it may be over in a moment.
    fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Refused(status) => {
                status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS
            }
            _ => false,
        }
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, Failure> {
    let mut reply = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if reply.len() + chunk.len() > MOST {
            return Err(Failure::TooLarge);
        }
        reply.extend_from_slice(&chunk);
    }
    Ok(reply)
}

/// The form of a request (RFC 7578).
fn form(boundary: &str, sound: &Sound, model: &str, locale: Locale) -> Vec<u8> {
    let language = locale.word().split('-').next().unwrap_or_default();
    let mut form = Vec::new();
    for (name, value) in [("model", model), ("language", language), ("response_format", "json")] {
        // Writing into memory does not fail.
        let _ = write!(
            form,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let _ = write!(
        form,
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"command.wav\"\r\n\
         Content-Type: audio/wav\r\n\r\n"
    );
    form.extend_from_slice(&sound.wav());
    let _ = write!(form, "\r\n--{boundary}--\r\n");
    form
}
