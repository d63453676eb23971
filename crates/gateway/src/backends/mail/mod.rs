//! Mail: handed to a server, or written as `.eml` files into a folder where none is set.
//!
//! Neither addresses nor texts are logged.

mod html;
mod smtp;

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    sync::Arc,
    time::SystemTime,
};

use domain::{Error, Locale, Result, Word};
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use object_store::{ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};
use persistence::letters::{Addressed, Posted};
use tokio::sync::Notify;

use self::smtp::Smtp;
use crate::{
    config::{MailSettings, Settings},
    error::log_if_internal,
    language::{self, Written},
};

/// The way out for mail.
pub(crate) struct Mail {
    way: Way,
    settings: MailSettings,
    /// Heard by what sends, so that nothing waits for its next round.
    pub(crate) due: Arc<Notify>,
}

enum Way {
    Folder(LocalFileSystem),
    Server(Smtp),
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// It was taken.
    Taken,
    /// Not now.
    Later,
    /// Never.
    Refused,
}

impl Mail {
    /// # Errors
    /// If the folder cannot be had, or certificates cannot be checked.
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let mail = settings.mail.clone();
        let way = if let Some(server) = &mail.server {
            Way::Server(Smtp::new(server, &mail).map_err(Error::internal)?)
        } else {
            let folder = settings.data.join("mail");
            // Letters let people in.
            let private = Permissions::from_mode(0o700);
            fs::create_dir_all(&folder)
                .and_then(|()| fs::set_permissions(&folder, private))
                .map_err(Error::internal)?;
            let folder = LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?;
            Way::Folder(folder.with_fsync(true))
        };
        Ok(Self { way, settings: mail, due: Arc::default() })
    }

    /// Wakes what sends. Call after the commit.
    pub(crate) fn wake(&self) {
        self.due.notify_one();
    }

    /// Sends a letter, which is the same at each attempt.
    pub(crate) async fn send(&self, posted: &Posted, letter: &Addressed) -> Receipt {
        let message = match self.message(posted, letter) {
            Ok(message) => message,
            Err(error) => {
                log_if_internal(&error);
                tracing::error!(letter = %posted.id(), "no letter can be made of what is to be said");
                return Receipt::Refused;
            }
        };
        match &self.way {
            Way::Server(server) => server.send(message.envelope(), &message.formatted()).await,
            Way::Folder(folder) => {
                let file = Path::from(format!("{}.eml", posted.id()));
                match folder.put(&file, PutPayload::from(message.formatted())).await {
                    Ok(_) => Receipt::Taken,
                    Err(error) => {
                        tracing::error!(%error, "a letter could not be written");
                        Receipt::Later
                    }
                }
            }
        }
    }

    /// Lets go of what was kept for further letters.
    pub(crate) async fn rest(&self) {
        if let Way::Server(server) = &self.way {
            server.rest().await;
        }
    }

    fn message(&self, posted: &Posted, letter: &Addressed) -> Result<Message> {
        let (from, locale) = (&self.settings.from, letter.locale);
        let to = letter.to.as_str().parse().map_err(Error::internal)?;
        let written = language::letter(locale, &letter.letter, &self.settings);
        let header = |name, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            // Who gets it twice can know so.
            .message_id(Some(format!("<{}@{}>", posted.id(), from.email.domain())))
            .date(SystemTime::from(posted.created_at()))
            .subject(written.subject.clone())
            .raw_header(header("Content-Language", locale.word()))
            // No out-of-office note answers it (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .multipart(parts(locale, &written))
            .map_err(Error::internal)
    }
}

/// What a letter says, twice: programs show what they can.
fn parts(locale: Locale, letter: &Written) -> MultiPart {
    MultiPart::alternative_plain_html(text(letter), html::html(locale, letter))
}

fn text(letter: &Written) -> String {
    let link = letter.link.as_ref().map(|link| format!("{}:\n{}", link.label, link.address));
    let parts = [Some(&letter.opening), letter.message.as_ref(), link.as_ref(), Some(&letter.note)];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join("\n\n") + "\n"
}
