//! People who sign in.

use chrono_tz::Tz;
use email_address::{EmailAddress, Options};

use crate::{AccountId, Error, Reason, Result, text, word::words};

words! {
    /// The languages the product speaks.
    Locale {
        /// English (United States).
        EnUs = "en-US",
        /// Spanish (Spain).
        EsEs = "es-ES",
        /// Spanish (Mexico).
        EsMx = "es-MX",
        /// French (France).
        FrFr = "fr-FR",
        /// French (Canada).
        FrCa = "fr-CA",
        /// Portuguese (Brazil).
        PtBr = "pt-BR",
        /// Chinese (Simplified).
        ZhCn = "zh-CN",
    }

    /// What an account has paid for.
    Tier {
        /// Nothing.
        Free = "free",
        /// More room for families.
        Pro = "pro",
    }
}

/// A person who signs in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Who it is.
    pub profile: Profile,
    /// Whether the address was seen to be theirs.
    pub email_verified: bool,
    /// What they have paid for.
    pub tier: Tier,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// What a person tells of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Their address, which is also what they sign in with.
    pub email: Email,
    /// What they are called.
    pub name: String,
    /// Their telephone number as they wrote it.
    pub phone: Option<String>,
    /// The language they are answered in.
    pub locale: Locale,
    /// Where their clock ticks.
    pub zone: Tz,
}

impl Profile {
    /// Checks a profile.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field.
    pub fn new(
        email: Email,
        name: &str,
        phone: Option<&str>,
        locale: Locale,
        zone: Tz,
    ) -> Result<Self> {
        let phone = phone.map(|phone| text::line("phone", phone, 32)).transpose()?;
        Ok(Self { email, name: text::line("name", name, 100)?, phone, locale, zone })
    }

    /// What their family is named after: Doe for Jane Doe.
    #[must_use]
    pub fn surname(&self) -> &str {
        self.name.split_whitespace().next_back().unwrap_or(&self.name)
    }
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Checks and wraps an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is none.
    pub fn new(text: &str) -> Result<Self> {
        let text = text.trim();
        let options = Options::default().without_display_text().with_required_tld();
        match EmailAddress::parse_with_options(text, options) {
            Ok(_) if text.len() <= 254 => Ok(Self(text.to_owned())),
            _ => Err(Error::invalid("email", Reason::NotAnEmail)),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two spellings of one address are equal.
    #[must_use]
    pub fn normal(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A password that may be set: 8 to 128 characters, not among the 5,000 most common ones of that length, no other rules
/// (OWASP ASVS 5, 6.2).
pub struct Password<'a>(&'a str);

/// From the frequency lists of zxcvbn 4.5.0 (MIT), sorted.
static COMMON: &str = include_str!("common_passwords.txt");

impl<'a> Password<'a> {
    /// The longest password, in characters.
    pub const MOST: usize = 128;

    /// Checks a new password.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is too short, too long or too common.
    pub fn new(text: &'a str) -> Result<Self> {
        if !(8..=Self::MOST).contains(&text.chars().count()) {
            return Err(Error::invalid("password", Reason::Length(8, Self::MOST)));
        }
        let lower = text.to_lowercase();
        if COMMON.lines().any(|common| common == lower) {
            return Err(Error::invalid("password", Reason::TooCommon));
        }
        Ok(Self(text))
    }

    /// The password itself.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["user@example.com", " jane+a@sub.example.co ", "ü@example.com"] {
            assert!(Email::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "user",
            "user@",
            "@example.com",
            "user@localhost",
            "a b@example.com",
            "Jane <j@x.org>",
        ] {
            assert!(Email::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Email::new("Jane@Example.com").unwrap().normal(), "jane@example.com");
    }

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        let long = "x".repeat(129);
        for bad in ["", "Secure1", "password", "PassWord", "1234567890", long.as_str()] {
            assert!(Password::new(bad).is_err(), "{bad}");
        }
        for good in ["SecurePass123!", "correct horse battery", "ключевое слово"] {
            assert!(Password::new(good).is_ok(), "{good}");
        }
    }
}
