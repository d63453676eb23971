//! Access tokens: JWTs of one algorithm, signed by this installation for itself.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, Error, Result, SessionId, SignIn};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const ISSUER: &str = "maternal";

/// Makes and reads access tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    jti: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A token that was read.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// Whose it is.
    pub account: AccountId,
    /// The session it belongs to.
    pub session: SessionId,
    /// Its own id.
    pub id: Uuid,
    /// When it was made, to the second.
    pub issued_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

impl Tokens {
    /// How long an access token lives.
    pub const LIFETIME: TimeDelta = TimeDelta::hours(1);

    pub(crate) fn new(key: &[u8; 32]) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[ISSUER]);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
        // Times are checked against the product's own clock.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Self {
            encoding: EncodingKey::from_secret(key),
            decoding: DecodingKey::from_secret(key),
            validation,
        }
    }

    /// Makes a token for a session.
    ///
    /// # Errors
    /// [`Error::Internal`] if it cannot be signed.
    pub fn issue(
        &self,
        account: AccountId,
        session: SessionId,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let claims = Claims {
            iss: ISSUER.into(),
            aud: ISSUER.into(),
            sub: account.0,
            sid: session.0,
            jti: id,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + Self::LIFETIME).timestamp(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(Error::internal)
    }

    /// Reads a token.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] if it is not ours, was changed, or its time is not now.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Access> {
        let refused = Error::Unauthenticated(SignIn::BadToken);
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation)
            .map_err(|_| refused.clone())?
            .claims;
        // Another node's clock may be a few seconds ahead.
        if now.timestamp() >= claims.exp || now.timestamp() + 10 < claims.nbf {
            return Err(refused);
        }
        Ok(Access {
            account: AccountId(claims.sub),
            session: SessionId(claims.sid),
            id: claims.jti,
            issued_at: DateTime::from_timestamp_secs(claims.iat).ok_or(refused.clone())?,
            expires_at: DateTime::from_timestamp_secs(claims.exp).ok_or(refused)?,
        })
    }
}

/// A token of random bits as clients hold it.
pub(crate) fn text(token: &[u8; 32]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(token)
}

/// The bits of such a token, unless it is none.
pub(crate) fn bits(text: &str) -> Option<[u8; 32]> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_hour_and_its_key() {
        let tokens = Tokens::new(&[1; 32]);
        let now = DateTime::from_timestamp_secs(1_704_900_000).unwrap();
        let token =
            tokens.issue(AccountId::fresh(), SessionId::fresh(), Uuid::now_v7(), now).unwrap();
        assert!(tokens.read(&token, now).is_ok());
        assert!(tokens.read(&token, now + TimeDelta::seconds(3_599)).is_ok());
        assert!(tokens.read(&token, now + TimeDelta::seconds(3_600)).is_err());
        assert!(tokens.read(&token, now - TimeDelta::seconds(60)).is_err());
        assert!(Tokens::new(&[2; 32]).read(&token, now).is_err());
        let (head, _) = token.rsplit_once('.').unwrap();
        for forged in ["", "x", head, &format!("{head}."), "eyJhbGciOiJub25lIn0.e30."] {
            assert!(tokens.read(forged, now).is_err(), "{forged}");
        }
    }
}
