//! Mail, written as `.eml` files into a folder.

use std::fs;

use domain::{Account, Error, Family, Invitation, Locale, Result};
use lettre::{
    AsyncFileTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::{config::Settings, language};

/// The way out for mail.
pub(crate) struct Mail {
    folder: AsyncFileTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A letter.
pub(crate) struct Letter {
    to: String,
    subject: String,
    text: String,
}

impl Mail {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let folder = settings.data.join("mail");
        fs::create_dir_all(&folder).map_err(Error::internal)?;
        let from = "Maternal <hello@maternal.invalid>".parse().map_err(Error::internal)?;
        Ok(Self { folder: AsyncFileTransport::new(folder), from })
    }

    /// Sends a letter. What it is about is done already, so a failure is only logged.
    pub(crate) async fn send(&self, letter: Letter) {
        if let Err(error) = self.try_send(letter).await {
            tracing::error!(%error, "a letter could not be sent");
        }
    }

    async fn try_send(&self, letter: Letter) -> Result<()> {
        let to = letter.to.parse().map_err(Error::internal)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text)
            .map_err(Error::internal)?;
        self.folder.send(message).await.map_err(Error::internal)?;
        Ok(())
    }
}

/// The letter that brings an invitation, in the language of who gets it.
pub(crate) fn invitation(
    locale: Locale,
    by: &Account,
    family: &Family,
    invitation: &Invitation,
) -> Letter {
    let until = language::moment(locale, invitation.expires_at);
    let args = language::args![
        "name" => &*by.profile.name,
        "family" => family.name.as_str(),
        "code" => invitation.code.to_string(),
        "until" => until,
    ];
    let say = |id| language::say(locale, id, &args);
    let message = invitation.message.as_ref().map(|text| format!("\n{text}\n")).unwrap_or_default();
    let (opening, code) = (say("mail-invitation-opening"), say("mail-invitation-code"));
    Letter {
        to: invitation.email.as_str().into(),
        subject: say("mail-invitation-subject"),
        text: format!("{opening}\n{message}\n{code}\n"),
    }
}
