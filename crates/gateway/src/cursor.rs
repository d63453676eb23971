//! Cursors: where a page ended, in a form that clients pass on and cannot make.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use domain::{ActivityId, ChildId, Error, Reason, Result};
use persistence::{activities::Position, seal::Vault};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Cursor {
    id: String,
    at: DateTime<Utc>,
    mac: String,
}

/// The cursor for what follows `position` in a child's list.
pub(crate) fn write(vault: &Vault, child: ChildId, (at, id): Position) -> String {
    let cursor = Cursor { id: id.to_string(), at, mac: mac(vault, child, at, id) };
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).unwrap_or_default())
}

/// The position that a cursor was made for.
///
/// # Errors
/// [`Error::Invalid`] if it was not made here, or for another child's list.
pub(crate) fn read(vault: &Vault, child: ChildId, text: &str) -> Result<Position> {
    let open = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let cursor: Cursor = serde_json::from_slice(&bytes).ok()?;
        let id: ActivityId = cursor.id.parse().ok()?;
        (mac(vault, child, cursor.at, id) == cursor.mac).then_some((cursor.at, id))
    };
    open().ok_or(Error::invalid("cursor", Reason::Forged))
}

fn mac(vault: &Vault, child: ChildId, at: DateTime<Utc>, id: ActivityId) -> String {
    let mac = vault.index("cursor", format!("{child}|{}|{id}", at.timestamp_millis()));
    BASE64_URL_SAFE_NO_PAD.encode(&mac[..12])
}
