//! Sealed columns: what is private is kept encrypted, each family and each account under a key of its own.
//!
//! A sealed column is `format (1 byte) | key id (4) | nonce (12) | ciphertext and tag`, AES-256-GCM; the additional data
//! binds it to its table, column and row. The keys of families and accounts are kept wrapped by the master key in the
//! same format: who forgets a family's key has forgotten the family, but for backups that hold the wrapped key.

use std::fmt;

use crate::{Error, Result};
use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

const FORMAT: u8 = 1;
const HEADER: usize = 1 + 4 + 12;

/// A key that seals and opens.
#[derive(Clone)]
pub struct Key {
    id: [u8; 4],
    bytes: [u8; 32],
    cipher: Aes256Gcm,
}

/// Where a sealed value stands: its table and row. The column is always `sealed` or `wrapped_key`.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a>(pub(crate) &'static str, pub(crate) &'a dyn fmt::Display);

impl Key {
    /// A key of 256 bits.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        let digest = Sha256::digest(bytes);
        let id = [digest[0], digest[1], digest[2], digest[3]];
        Self { id, bytes, cipher: Aes256Gcm::new(&bytes.into()) }
    }

    /// A fresh random key.
    #[must_use]
    pub fn fresh() -> Self {
        Self::new(rand::random())
    }

    /// A short name of the key that tells nothing of it.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.id))
    }

    pub(crate) fn seal(&self, place: Place<'_>, value: &impl Serialize) -> Result<Vec<u8>> {
        let plain = serde_json::to_vec(value).map_err(crate::error::corrupt)?;
        self.encrypt(place, "sealed", &plain)
    }

    pub(crate) fn open<T: DeserializeOwned>(&self, place: Place<'_>, sealed: &[u8]) -> Result<T> {
        let plain = self.decrypt(place, "sealed", sealed)?;
        serde_json::from_slice(&plain).map_err(crate::error::corrupt)
    }

    fn encrypt(&self, place: Place<'_>, column: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; 12] = rand::random();
        let aad = place.additional_data(column);
        let payload = Payload { msg: plain, aad: &aad };
        let encrypted = self
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Error::Sealed(place.0))?;
        let mut sealed = Vec::with_capacity(HEADER + encrypted.len());
        sealed.push(FORMAT);
        sealed.extend_from_slice(&self.id);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&encrypted);
        Ok(sealed)
    }

    fn decrypt(&self, place: Place<'_>, column: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let refused = Error::Sealed(place.0);
        let Some((header, encrypted)) = sealed.split_at_checked(HEADER) else {
            return Err(refused);
        };
        if header[0] != FORMAT || header[1..5] != self.id {
            return Err(refused);
        }
        let nonce: [u8; 12] = header[5..].try_into().map_err(|_| Error::Sealed(place.0))?;
        let aad = place.additional_data(column);
        let payload = Payload { msg: encrypted, aad: &aad };
        self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| refused)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id())
    }
}

impl Place<'_> {
    fn additional_data(self, column: &str) -> Vec<u8> {
        format!("{}|{column}|{}", self.0, self.1).into_bytes()
    }
}

/// The installation's own keys.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Wraps the keys of families and accounts.
    pub master: Key,
    /// As HMAC wants it: one block, the key and zeros.
    index: [u8; 64],
}

impl Vault {
    /// A vault of a master key and a key for blind indexes.
    #[must_use]
    pub fn new(master: [u8; 32], index: [u8; 32]) -> Self {
        let mut block = [0; 64];
        block[..32].copy_from_slice(&index);
        Self { master: Key::new(master), index: block }
    }

    /// A keyed hash: finds a value, or compares one, without telling it. `purpose` keeps the uses apart.
    #[must_use]
    pub fn index(&self, purpose: &str, value: impl AsRef<[u8]>) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new(&self.index.into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_ref());
        mac.finalize().into_bytes().to_vec()
    }

    /// The key of what is nobody's in particular, and no secret.
    #[must_use]
    pub fn open_key(&self) -> Key {
        let digest = Sha256::digest(self.index("open-key", []));
        Key::new(digest.into())
    }

    pub(crate) fn wrap(&self, place: Place<'_>, key: &Key) -> Result<Vec<u8>> {
        self.master.encrypt(place, "wrapped_key", &key.bytes)
    }

    pub(crate) fn unwrap(&self, place: Place<'_>, wrapped: &[u8]) -> Result<Key> {
        let bytes = self.master.decrypt(place, "wrapped_key", wrapped)?;
        bytes.try_into().map(Key::new).map_err(|_| Error::Sealed(place.0))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_place_and_with_its_key() {
        let (key, other) = (Key::fresh(), Key::fresh());
        let (row, another) = (Uuid::now_v7(), Uuid::now_v7());
        let place = Place("children", &row);
        let sealed = key.seal(place, &"Emma").unwrap();
        assert!(!sealed.windows(4).any(|window| window == b"Emma"));
        assert_eq!(key.open::<String>(place, &sealed).unwrap(), "Emma");
        assert!(other.open::<String>(place, &sealed).is_err());
        assert!(key.open::<String>(Place("children", &another), &sealed).is_err());
        assert!(key.open::<String>(Place("accounts", place.1), &sealed).is_err());
        for cut in 0..sealed.len() {
            assert!(key.open::<String>(place, &sealed[..cut]).is_err());
        }
    }

    #[test]
    fn a_wrapped_key_comes_back_and_indexes_differ_by_purpose() {
        let vault = Vault::new(rand::random(), rand::random());
        let (key, row) = (Key::fresh(), Uuid::now_v7());
        let place = Place("families", &row);
        let wrapped = vault.wrap(place, &key).unwrap();
        assert_eq!(vault.unwrap(place, &wrapped).unwrap().bytes, key.bytes);
        assert_ne!(vault.index("email", "a"), vault.index("code", "a"));
        assert_eq!(vault.index("email", "a"), vault.index("email", "a"));
    }
}
