//! Sign-ins: devices, and the rule by which refresh tokens rotate.

use crate::{Error, Result, SessionId, SignIn, text, word::words};

words! {
    /// What a device runs.
    Platform {
        /// An iPhone or iPad.
        Ios = "ios",
        /// An Android device.
        Android = "android",
        /// A browser.
        Web = "web",
    }
}

/// How a device names itself, in `deviceInfo` and in `X-Device-ID`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeviceId(String);

impl DeviceId {
    /// Checks and wraps a device's name.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is empty or longer than 128 characters.
    pub fn new(text: &str) -> Result<Self> {
        text::line("deviceId", text, 128).map(Self)
    }

    /// The bare text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A device that an account signed in from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// How it names itself.
    pub id: DeviceId,
    /// What it runs.
    pub platform: Platform,
    /// Its model, such as `iPhone14,2`.
    pub model: Option<String>,
    /// The version of its system.
    pub os_version: Option<String>,
    /// The version of the app.
    pub app_version: Option<String>,
    /// Where notifications for it go.
    pub push_token: Option<String>,
}

impl Device {
    /// Checks the free texts of a device.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field.
    pub fn checked(mut self) -> Result<Self> {
        for (field, text) in [
            ("deviceInfo.model", &mut self.model),
            ("deviceInfo.osVersion", &mut self.os_version),
            ("deviceInfo.appVersion", &mut self.app_version),
        ] {
            *text = text::prose(field, text.as_deref(), 100)?;
        }
        self.push_token = text::prose("deviceInfo.pushToken", self.push_token.as_deref(), 4096)?;
        Ok(self)
    }
}

/// One sign-in; it lives until it is revoked or its last refresh token ends.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id, which stands in every access token as `sid`.
    pub id: SessionId,
    /// The device it is bound to, if the sign-in named one.
    pub device: Option<DeviceId>,
    /// The `jti` of the newest access token, while nobody has used it.
    pub unused_access: Option<uuid::Uuid>,
}

impl Session {
    /// Checks that a request comes from the device that the session is bound to.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] if it comes from another one, or does not say.
    pub fn on_device(&self, device: Option<&str>) -> Result<()> {
        match &self.device {
            Some(bound) if device != Some(bound.as_str()) => {
                Err(Error::Unauthenticated(SignIn::OtherDevice))
            }
            _ => Ok(()),
        }
    }
}

/// What is known about a refresh token that somebody presents.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts")]
pub struct RefreshState {
    /// The session is revoked, or the token's time is over.
    pub ended: bool,
    /// The token has been exchanged for a pair before.
    pub used: bool,
    /// The refresh token of that pair has been used.
    pub successor_refresh_used: bool,
    /// The access token of that pair has been used.
    pub successor_access_used: bool,
}

/// What to do with a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Exchange it for a new pair.
    Renew,
    /// The answer was lost on the way, or several requests refresh at once: give the same pair again.
    Again,
    /// Somebody has the pair already: a replay. The session ends.
    Theft,
    /// Refuse it; there is nothing left to protect.
    Refuse,
}

impl RefreshState {
    /// Rotation by state, not by time: a used token is honoured again only while both its successors are unused
    /// (RFC 9700, 4.14.2). Those who refresh at once share one pair, so nobody is left holding a dead one.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self { ended: true, .. } => Verdict::Refuse,
            Self { used: false, .. } => Verdict::Renew,
            Self { successor_refresh_used: false, successor_access_used: false, .. } => {
                Verdict::Again
            }
            _ => Verdict::Theft,
        }
    }
}

impl Verdict {
    /// What the bearer of a refused token hears, the same for all reasons.
    #[must_use]
    pub fn refusal() -> Error {
        Error::Unauthenticated(SignIn::BadRefreshToken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_token_is_honoured_only_while_both_successors_are_unused() {
        let state = |used, refresh, access| RefreshState {
            ended: false,
            used,
            successor_refresh_used: refresh,
            successor_access_used: access,
        };
        assert_eq!(state(false, false, false).verdict(), Verdict::Renew);
        assert_eq!(state(true, false, false).verdict(), Verdict::Again);
        assert_eq!(state(true, true, false).verdict(), Verdict::Theft);
        assert_eq!(state(true, false, true).verdict(), Verdict::Theft);
        let ended = RefreshState { ended: true, ..state(false, false, false) };
        assert_eq!(ended.verdict(), Verdict::Refuse);
    }
}
