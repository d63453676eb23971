//! The installation's keys: a file of lines `use = base64`, mode 0600, made on the first start.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use persistence::seal::Vault;

use crate::{config::Settings, tokens::Tokens};

/// What the keys make.
pub struct Keys {
    /// Seals and finds what is private.
    pub vault: Vault,
    /// Signs access tokens.
    pub tokens: Tokens,
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read or made.
    #[error("The keys in {0} cannot be used: {1}.")]
    File(PathBuf, io::Error),
    /// The file lacks a key.
    #[error("The keys in {0} lack a line `{1} = ` with 32 bytes in base64.")]
    Missing(PathBuf, &'static str),
}

const USES: [&str; 3] = ["master", "index", "signing"];

impl Keys {
    /// Reads the keys that the settings name; the ones in the data folder are made when missing.
    ///
    /// # Errors
    /// [`Error`] if they cannot be read, made or used.
    pub fn load(settings: &Settings) -> Result<Self, Error> {
        let (path, own) = match &settings.keys {
            Some(path) => (path.clone(), false),
            None => (settings.data.join("keys"), true),
        };
        let text = match fs::read_to_string(&path) {
            Err(missing) if own && missing.kind() == io::ErrorKind::NotFound => make(&path),
            other => other,
        };
        let text = text.map_err(|why| Error::File(path.clone(), why))?;
        let key = |use_: &'static str| {
            let line = text
                .lines()
                .filter_map(|line| line.split_once('='))
                .find_map(|(name, value)| (name.trim() == use_).then(|| value.trim().to_owned()));
            line.and_then(|text| BASE64_STANDARD.decode(text).ok())
                .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
                .ok_or_else(|| Error::Missing(path.clone(), use_))
        };
        let [master, index, signing] = [key(USES[0])?, key(USES[1])?, key(USES[2])?];
        Ok(Self { vault: Vault::new(master, index), tokens: Tokens::new(&signing) })
    }
}

/// The text of a fresh key file.
#[must_use]
pub fn fresh() -> String {
    let line = |name| format!("{name} = {}\n", BASE64_STANDARD.encode(rand::random::<[u8; 32]>()));
    let comment = "# Keep this file: without it nothing in the database can be read. Give every node the same.\n";
    USES.iter().fold(comment.into(), |text, name| text + &line(name))
}

/// Makes the file so that after a crash it is whole or not there.
fn make(path: &Path) -> io::Result<String> {
    let text = fresh();
    let unfinished = path.with_extension(format!("{:x}", rand::random::<u64>()));
    let mut file =
        fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(text)
}
