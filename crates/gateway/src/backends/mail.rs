//! Mail, written as `.eml` files into a folder.
//!
//! Neither addresses nor texts are logged.

use std::{fs, sync::Arc};

use domain::{Error, Result};
use lettre::{
    Message,
    message::{Mailbox, header::ContentType},
};
use object_store::{ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};
use persistence::letters::Addressed;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    config::Settings,
    language::{self, Written},
};

/// The way out for mail.
pub(crate) struct Mail {
    folder: LocalFileSystem,
    from: Mailbox,
    public_url: String,
    /// Heard by what sends, so that nothing waits for its next round.
    pub(crate) due: Arc<Notify>,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// It was taken.
    Taken,
    /// Not now.
    Later,
}

impl Mail {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let folder = settings.data.join("mail");
        fs::create_dir_all(&folder).map_err(Error::internal)?;
        let folder = LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?;
        let from = "Maternal <hello@maternal.invalid>".parse().map_err(Error::internal)?;
        Ok(Self {
            folder: folder.with_fsync(true),
            from,
            public_url: format!("http://{}", settings.listen),
            due: Arc::default(),
        })
    }

    /// Wakes what sends. Call after the commit.
    pub(crate) fn wake(&self) {
        self.due.notify_one();
    }

    /// Sends a letter. `id` names it, also when it is sent again.
    ///
    /// # Errors
    /// If it can be no letter, whenever it is sent.
    pub(crate) async fn send(&self, id: Uuid, letter: &Addressed) -> Result<Receipt> {
        let message = self.message(id, letter)?;
        let file = Path::from(format!("{id}.eml"));
        let put = self.folder.put(&file, PutPayload::from(message)).await;
        Ok(put.map_or_else(
            |error| {
                tracing::error!(%error, "a letter could not be written");
                Receipt::Later
            },
            |_| Receipt::Taken,
        ))
    }

    fn message(&self, id: Uuid, letter: &Addressed) -> Result<Vec<u8>> {
        let to = letter.to.as_str().parse().map_err(Error::internal)?;
        let written = language::letter(letter.locale, &letter.letter, &self.public_url);
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .subject(written.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(text(&written))
            .map_err(Error::internal)?;
        Ok(message.formatted())
    }
}

/// A letter as plain text.
fn text(letter: &Written) -> String {
    let link = letter.link.as_ref().map(|link| format!("{}:\n{}", link.label, link.address));
    let parts = [Some(&letter.opening), letter.message.as_ref(), link.as_ref(), Some(&letter.note)];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join("\n\n") + "\n"
}
