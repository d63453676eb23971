//! Hearing what somebody says: on a server that speaks as OpenAI's does, by a recogniser on this machine, or not at all. Neither
//! recordings nor what was said are logged, and no text is ever made up.

mod decode;
mod english;
mod resample;
mod server;
mod source;

use std::process::ExitStatus;

use domain::{Error, Fault, Lack, Locale, Reason, Result};
use reqwest::StatusCode;

use self::{english::Recogniser, server::Server};
use crate::{
    config::{Hearing, Settings},
    work::Work,
};

pub(crate) use decode::Sound;

/// What hears people speak.
pub(crate) enum Speech {
    /// A model on a server.
    Server(Server),
    /// A recogniser on this machine, which knows English commands.
    Embedded(Recogniser),
    /// Nothing.
    Absent,
}

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    /// The words.
    pub(crate) text: String,
    /// Whether it can hardly have been anything else.
    pub(crate) surely: bool,
}

/// Why it is not known what was said.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The server did not answer.
    #[error("{0}")]
    Unreachable(reqwest::Error),
    /// It refused.
    #[error("the status is {0}")]
    Refused(StatusCode),
    /// It said more than is read.
    #[error("the reply is too large")]
    TooLarge,
    /// It said something else than the protocol has.
    #[error("the reply cannot be read")]
    Unreadable,
    /// Others are being heard.
    #[error("too many wait to be heard")]
    Busy,
    /// It took too long.
    #[error("it takes too long")]
    Late,
    /// The recogniser could not be run.
    #[error("{0}")]
    Broken(#[from] std::io::Error),
    /// The recogniser gave up, or was ended at its limits.
    #[error("the recogniser ended: {0}")]
    Ended(ExitStatus),
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

impl Speech {
    /// What the settings name, as far as it is there.
    ///
    /// # Errors
    /// If there can be no TLS, or the recogniser's files cannot be written.
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        Ok(match &settings.hearing {
            Hearing::Off => Self::Absent,
            Hearing::Server(server) => Self::Server(Server::new(server).map_err(Error::internal)?),
            Hearing::Embedded => Recogniser::find(&settings.data)
                .map_err(Error::internal)?
                .map_or(Self::Absent, Self::Embedded),
        })
    }

    /// What hears, in a word.
    pub(crate) fn state(&self) -> &'static str {
        match self {
            Self::Server(_) => "operational",
            Self::Embedded(_) => "embedded",
            Self::Absent => "absent",
        }
    }

    /// Whether this language is heard.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it is not.
    pub(crate) fn hears(&self, locale: Locale) -> Result<()> {
        match self {
            Self::Absent => Err(Error::Unavailable(Lack::Speech)),
            Self::Embedded(_) if locale != Locale::EnUs => {
                Err(Error::Unavailable(Lack::SpeechLanguage))
            }
            _ => Ok(()),
        }
    }

    /// What was said, in a language that [is heard](Self::hears).
    ///
    /// # Errors
    /// [`Error::Unavailable`] if nothing hears it now; [`Error::Invalid`] if nothing could be understood.
    pub(crate) async fn transcribe(
        &self,
        work: &Work,
        sound: &Sound,
        locale: Locale,
    ) -> Result<Heard> {
        let heard = match self {
            Self::Server(server) => {
                let text = server.transcribe(sound, locale).await;
                text.map(|text| Heard { text, surely: true })
            }
            Self::Embedded(recogniser) => recogniser.transcribe(work, sound).await,
            Self::Absent => return Err(Error::Unavailable(Lack::Speech)),
        };
        let heard = heard.map_err(|failure| {
            tracing::warn!(%failure, "what was said cannot be heard");
            Error::Unavailable(Lack::SpeechNow)
        })?;
        let unclear = || Error::invalid("audio", Reason::NotSpeech(Fault::Unclear));
        (!heard.text.is_empty()).then_some(heard).ok_or_else(unclear)
    }
}
