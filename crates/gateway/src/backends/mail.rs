//! Mail, written as `.eml` files into a folder.

use std::fs;

use domain::{Account, Error, Family, Invitation, Result};
use lettre::{
    AsyncFileTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::config::Settings;

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

/// The letter that brings an invitation.
pub(crate) fn invitation(by: &Account, family: &Family, invitation: &Invitation) -> Letter {
    let (name, family, code) = (&by.profile.name, &family.name, &invitation.code);
    let until = invitation.expires_at.format("%Y-%m-%d %H:%M UTC");
    let message = invitation.message.as_ref().map(|text| format!("\n{text}\n")).unwrap_or_default();
    let text = format!(
        "{name} invites you to {family} on Maternal.\n{message}\n\
         Open app://join/{code} on your phone, or enter the code {code} in the app.\n\
         It serves once, until {until}.\n"
    );
    Letter {
        to: invitation.email.as_str().into(),
        subject: format!("{name} invites you to {family}"),
        text,
    }
}
