//! Apple's push service over HTTP/2, signed in by a provider token
//! (<https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>).

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{Client, Response, Url};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Message, Pass, Receipt, client, read, receipt, signs};
use crate::config::{self, Wrong};

/// How long a provider token is used: Apple wants it renewed after 20 minutes at the earliest, an hour at the latest.
const LIFETIME: TimeDelta = TimeDelta::minutes(40);

pub(super) struct Apns {
    client: Client,
    url: Url,
    settings: config::Apns,
    key: EncodingKey,
    pass: Pass,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: i64,
}

#[derive(Default, Deserialize)]
struct Refusal {
    reason: String,
}

impl Apns {
    pub(super) fn new(settings: &config::Apns) -> Result<Self, Wrong> {
        const NAME: &str = "MATERNAL_APNS_KEY";
        let text = read(NAME, &settings.key)?;
        let key = EncodingKey::from_ec_pem(text.as_bytes()).ok();
        let key = key.filter(|key| signs(key, Algorithm::ES256)).ok_or_else(|| {
            Wrong(format!("{NAME} {} holds no P-256 key in PEM.", settings.key.display()))
        })?;
        let url = settings.url.parse();
        let url = url.map_err(|why| Wrong(format!("MATERNAL_APNS_URL cannot be used: {why}.")))?;
        // Apple speaks nothing else.
        let client = client(Client::builder().http2_prior_knowledge())?;
        Ok(Self { client, url, settings: settings.clone(), key, pass: Pass::default() })
    }

    pub(super) async fn send(
        &self,
        token: &str,
        message: &Message,
        now: DateTime<Utc>,
    ) -> reqwest::Result<Receipt> {
        let pass = self.pass(now);
        let mut outcome = self.post(&pass, token, message, now).await?;
        if outcome.1 == "ExpiredProviderToken" {
            self.pass.forget(&pass);
            outcome = self.post(&self.pass(now), token, message, now).await?;
        }
        let (receipt, reason) = outcome;
        Ok(match &*reason {
            "BadDeviceToken" | "DeviceTokenNotForTopic" | "ExpiredToken" | "Unregistered" => {
                Receipt::Gone
            }
            _ => receipt,
        })
    }

    async fn post(
        &self,
        pass: &str,
        token: &str,
        message: &Message,
        now: DateTime<Utc>,
    ) -> reqwest::Result<(Receipt, String)> {
        let alert = json!({ "title": message.title, "body": message.body });
        let mut body = json!(message.data);
        body["aps"] = json!({ "alert": alert, "sound": "default" });
        let response = self
            .client
            .post(self.device(token))
            .bearer_auth(pass)
            .header("apns-topic", &self.settings.topic)
            .header("apns-push-type", "alert")
            .header("apns-id", message.id.0.to_string())
            .header("apns-collapse-id", message.id.to_string())
            .json(&body)
            .send()
            .await?;
        let receipt = receipt(&response, now);
        let reason = if receipt == Receipt::Taken { String::new() } else { reason(response).await };
        Ok((receipt, reason))
    }

    fn device(&self, token: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["3", "device", token]);
        }
        url
    }

    /// The provider token.
    fn pass(&self, now: DateTime<Utc>) -> String {
        self.pass.get(now).unwrap_or_else(|| {
            let kid = Some(self.settings.key_id.clone());
            let header = Header { kid, ..Header::new(Algorithm::ES256) };
            let claims = Claims { iss: &self.settings.team_id, iat: now.timestamp() };
            // The key has signed before.
            let pass = jsonwebtoken::encode(&header, &claims, &self.key).unwrap_or_default();
            self.pass.keep(&pass, now + LIFETIME);
            pass
        })
    }
}

async fn reason(response: Response) -> String {
    response.json::<Refusal>().await.unwrap_or_default().reason
}
