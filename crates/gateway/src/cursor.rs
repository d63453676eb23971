//! Cursors: where a page ended, in a form that clients pass on and cannot make.

use std::fmt::Display;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use domain::{Error, Names, Reason, Result};
use persistence::seal::Vault;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Cursor {
    id: String,
    at: DateTime<Utc>,
    mac: String,
}

/// The cursor for what follows a position, the time and id of a thing, in this list.
pub(crate) fn write<T: Names>(
    vault: &Vault,
    list: impl Display,
    (at, id): (DateTime<Utc>, T),
) -> String {
    let cursor = Cursor { id: id.to_string(), at, mac: mac(vault, list, at, id) };
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).unwrap_or_default())
}

/// The position that a cursor was made for.
///
/// # Errors
/// [`Error::Invalid`] if it was not made here, or for another list.
pub(crate) fn read<T: Names>(
    vault: &Vault,
    list: impl Display,
    text: &str,
) -> Result<(DateTime<Utc>, T)> {
    let open = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let cursor: Cursor = serde_json::from_slice(&bytes).ok()?;
        let id: T = cursor.id.parse().ok()?;
        (mac(vault, list, cursor.at, id) == cursor.mac).then_some((cursor.at, id))
    };
    open().ok_or(Error::invalid("cursor", Reason::Forged))
}

fn mac(vault: &Vault, list: impl Display, at: DateTime<Utc>, id: impl Display) -> String {
    let mac = vault.index("cursor", format!("{list}|{}|{id}", at.timestamp_millis()));
    BASE64_URL_SAFE_NO_PAD.encode(&mac[..12])
}

#[cfg(test)]
mod tests {
    use domain::{ActivityId, ChildId};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back_for_its_own_list_and_no_other(
            id: u128, child: u128, other: u128, millis in 946_684_800_000_i64..4_102_444_800_000, flip: usize,
        ) {
            let vault = Vault::new([1; 32], [2; 32]);
            let position = (
                DateTime::from_timestamp_millis(millis).unwrap(),
                ActivityId(Uuid::from_u128(id)),
            );
            let child = ChildId(Uuid::from_u128(child));
            let cursor = write(&vault, child, position);
            prop_assert_eq!(read(&vault, child, &cursor).unwrap(), position);
            prop_assume!(child.0.as_u128() != other);
            let other = ChildId(Uuid::from_u128(other));
            prop_assert!(read::<ActivityId>(&vault, other, &cursor).is_err());
            let elsewhere = Vault::new([1; 32], [3; 32]);
            prop_assert!(read::<ActivityId>(&elsewhere, child, &cursor).is_err());

            let mut changed = cursor.into_bytes();
            let at = flip % changed.len();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            prop_assert!(read::<ActivityId>(&vault, child, &changed).is_err_and(|error| error.code() == "VALIDATION_ERROR"));
        }
    }
}
