//! Push: to iPhones and iPads through Apple, to Android and browsers through Firebase. A service that is not configured
//! gets nothing; what was told stands in the list of notifications all the same.
//!
//! Neither device tokens nor texts are logged.

mod apns;
mod fcm;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{NotificationId, Platform, Word};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{
    Client, ClientBuilder, Response,
    header::{HeaderMap, RETRY_AFTER},
    redirect,
};
use serde_json::json;
use tokio::sync::Notify;

use crate::config::{Settings, Wrong};

/// How long a call may take, in seconds.
const DEADLINE_SECONDS: u64 = 5;
/// The longest wait that a service can ask for.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(1);

/// The way out for notifications.
pub(crate) struct Push {
    apns: Option<apns::Apns>,
    fcm: Option<fcm::Fcm>,
    /// Heard by what pushes, so that nothing waits for its next round.
    pub(crate) due: Arc<Notify>,
}

/// What a device shows.
pub(crate) struct Message {
    /// Names it: a device that gets it twice shows it once.
    pub(crate) id: NotificationId,
    pub(crate) title: String,
    pub(crate) body: String,
    /// For the app.
    pub(crate) data: BTreeMap<&'static str, String>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// The service took it.
    Taken,
    /// There is no such device any more.
    Gone,
    /// Not now; perhaps after this wait.
    Later(Option<TimeDelta>),
    /// Never.
    Refused,
}

impl Push {
    /// Reads the files that the settings name.
    ///
    /// # Errors
    /// [`Wrong`] for the first that cannot be used.
    pub(crate) fn new(settings: &Settings) -> Result<Self, Wrong> {
        Ok(Self {
            apns: settings.apns.as_ref().map(apns::Apns::new).transpose()?,
            fcm: settings.fcm.as_ref().map(fcm::Fcm::new).transpose()?,
            due: Arc::default(),
        })
    }

    /// Whether anything can be pushed.
    pub(crate) fn is_on(&self) -> bool {
        Platform::ALL.iter().any(|platform| self.reaches(*platform))
    }

    /// Wakes what pushes. Call after the commit.
    pub(crate) fn wake(&self) {
        if self.is_on() {
            self.due.notify_one();
        }
    }

    /// Whether devices of this platform can be reached.
    pub(crate) fn reaches(&self, platform: Platform) -> bool {
        match platform {
            Platform::Ios => self.apns.is_some(),
            Platform::Android | Platform::Web => self.fcm.is_some(),
        }
    }

    /// Sends a message to the device of this token.
    pub(crate) async fn send(
        &self,
        platform: Platform,
        token: &str,
        message: &Message,
        now: DateTime<Utc>,
    ) -> Receipt {
        let sent = match (platform, &self.apns, &self.fcm) {
            (Platform::Ios, Some(apns), _) => apns.send(token, message, now).await,
            (Platform::Android | Platform::Web, _, Some(fcm)) => {
                fcm.send(token, message, now).await
            }
            _ => Ok(Receipt::Refused),
        };
        sent.unwrap_or_else(|error| {
            // The address may hold the device's token.
            tracing::warn!(error = %error.without_url(), "a push service could not be reached");
            Receipt::Later(None)
        })
    }
}

/// The client of one service.
fn client(builder: ClientBuilder) -> Result<Client, Wrong> {
    let builder = builder
        .timeout(Duration::from_secs(DEADLINE_SECONDS))
        .redirect(redirect::Policy::none())
        .user_agent("maternal");
    builder.build().map_err(|why| Wrong(format!("Nothing can be pushed over TLS: {why}.")))
}

fn read(name: &str, path: &Path) -> Result<String, Wrong> {
    fs::read_to_string(path)
        .map_err(|why| Wrong(format!("{name} {} cannot be read: {why}.", path.display())))
}

/// Whether a key that was read signs by this algorithm.
fn signs(key: &EncodingKey, algorithm: Algorithm) -> bool {
    jsonwebtoken::encode(&Header::new(algorithm), &json!({}), key).is_ok()
}

/// Whether a service that did not take a message asks to try again.
fn receipt(response: &Response, now: DateTime<Utc>) -> Receipt {
    let status = response.status();
    if status.is_success() {
        return Receipt::Taken;
    }
    tracing::warn!(%status, "a push service did not take a message");
    if status.is_server_error() || matches!(status.as_u16(), 401 | 408 | 429) {
        Receipt::Later(wait(response.headers(), now))
    } else {
        Receipt::Refused
    }
}

/// How long to wait: `Retry-After` in seconds, or as a date.
fn wait(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?;
    let wait = match text.parse() {
        Ok(seconds) => TimeDelta::try_seconds(seconds)?,
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.to_utc() - now,
    };
    Some(wait.clamp(TimeDelta::zero(), LONGEST_WAIT))
}

/// A token that signs in at a service for a while. No lock is held while one is fetched.
#[derive(Default)]
struct Pass(Mutex<Option<(String, DateTime<Utc>)>>);

impl Pass {
    fn get(&self, now: DateTime<Utc>) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(_, until)| now < *until).map(|(text, _)| text.clone())
    }

    fn keep(&self, text: &str, until: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((text.to_owned(), until));
    }

    /// Forgets the token if it is still this one.
    fn forget(&self, text: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take_if(|(kept, _)| kept == text);
    }
}
