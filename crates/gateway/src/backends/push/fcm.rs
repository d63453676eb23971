//! Firebase Cloud Messaging, HTTP v1 (<https://firebase.google.com/docs/cloud-messaging/send/v1-api>).

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{Client, Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Message, Pass, Receipt, client, read, receipt, signs};
use crate::config::{self, Wrong};

const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// How long before its end a token is no longer used.
const MARGIN: TimeDelta = TimeDelta::minutes(1);

pub(super) struct Fcm {
    client: Client,
    url: String,
    account: ServiceAccount,
    key: EncodingKey,
    pass: Pass,
}

/// What of the credentials is needed.
#[derive(Deserialize)]
struct ServiceAccount {
    project_id: String,
    private_key_id: String,
    private_key: String,
    client_email: String,
    token_uri: String,
}

/// What asks for an access token (RFC 7523).
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    scope: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: i64,
}

impl Fcm {
    pub(super) fn new(settings: &config::Fcm) -> Result<Self, Wrong> {
        const NAME: &str = "MATERNAL_FCM_CREDENTIALS";
        let path = settings.credentials.display();
        let text = read(NAME, &settings.credentials)?;
        // What a parser says could repeat the key.
        let account: ServiceAccount = serde_json::from_str(&text).map_err(|why| {
            let (line, column) = (why.line(), why.column());
            Wrong(format!("{NAME} {path} is no service account: see line {line}, column {column}."))
        })?;
        let key = EncodingKey::from_rsa_pem(account.private_key.as_bytes()).ok();
        let key = key.filter(|key| signs(key, Algorithm::RS256));
        let key = key.ok_or_else(|| Wrong(format!("{NAME} {path} holds no RSA key in PEM.")))?;
        let client = client(Client::builder())?;
        Ok(Self { client, url: settings.url.clone(), account, key, pass: Pass::default() })
    }

    pub(super) async fn send(
        &self,
        token: &str,
        message: &Message,
        now: DateTime<Utc>,
    ) -> reqwest::Result<Receipt> {
        let mut pass = self.pass(now).await?;
        let mut response = self.post(&pass, token, message).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            self.pass.forget(&pass);
            pass = self.pass(now).await?;
            response = self.post(&pass, token, message).await?;
        }
        let receipt = receipt(&response, now);
        if receipt == Receipt::Refused && is_gone(&response.json().await.unwrap_or_default()) {
            return Ok(Receipt::Gone);
        }
        Ok(receipt)
    }

    async fn post(&self, pass: &str, token: &str, message: &Message) -> reqwest::Result<Response> {
        let url = format!("{}/v1/projects/{}/messages:send", self.url, self.account.project_id);
        let tag = message.id.to_string();
        let body = json!({ "message": {
            "token": token,
            "notification": { "title": message.title, "body": message.body },
            "data": message.data,
            "android": { "notification": { "tag": tag } },
            "webpush": { "notification": { "tag": tag } },
        } });
        self.client.post(url).bearer_auth(pass).json(&body).send().await
    }

    /// The access token, fetched when there is none.
    async fn pass(&self, now: DateTime<Utc>) -> reqwest::Result<String> {
        if let Some(kept) = self.pass.get(now) {
            return Ok(kept);
        }
        let form = [("grant_type", GRANT), ("assertion", &self.assertion(now))];
        let response = self.client.post(&self.account.token_uri).form(&form).send().await?;
        let granted: Granted = response.error_for_status()?.json().await?;
        let lifetime = TimeDelta::try_seconds(granted.expires_in).unwrap_or_default();
        self.pass.keep(&granted.access_token, now + lifetime - MARGIN);
        Ok(granted.access_token)
    }

    /// Says who asks; the key has signed before.
    fn assertion(&self, now: DateTime<Utc>) -> String {
        let (account, iat) = (&self.account, now.timestamp());
        let header =
            Header { kid: Some(account.private_key_id.clone()), ..Header::new(Algorithm::RS256) };
        let claims = Claims {
            iss: &account.client_email,
            scope: SCOPE,
            aud: &account.token_uri,
            iat,
            exp: iat + 3600,
        };
        jsonwebtoken::encode(&header, &claims, &self.key).unwrap_or_default()
    }
}

/// Whether a refusal means that there is no such device for us, now and ever.
fn is_gone(refusal: &Value) -> bool {
    let details = refusal["error"]["details"].as_array();
    details.into_iter().flatten().any(|detail| {
        let code = detail["errorCode"].as_str();
        let mut fields = detail["fieldViolations"].as_array().into_iter().flatten();
        matches!(code, Some("UNREGISTERED" | "SENDER_ID_MISMATCH"))
            || fields.any(|violation| violation["field"] == "message.token")
    })
}
