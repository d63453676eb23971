//! People who sign in.

use std::ops::Deref;

use chrono::{DateTime, NaiveDate, Utc};
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

    /// Who may look an account up.
    Visibility {
        /// Whoever is signed in.
        Public = "public",
        /// Those who share a family with it.
        Private = "private",
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
    pub subscription: Subscription,
    /// How they like the product to be.
    pub preferences: Preferences,
    /// Since when there is this account.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When they last signed in.
    pub last_login_at: Option<DateTime<Utc>>,
    /// Counts the changes, from 1.
    pub version: i32,
}

impl Account {
    /// A new account.
    #[must_use]
    pub fn new(profile: Profile, now: DateTime<Utc>) -> Self {
        Self {
            id: AccountId::fresh(),
            profile,
            email_verified: false,
            subscription: Subscription::FREE,
            preferences: Preferences::default(),
            created_at: now,
            updated_at: now,
            last_login_at: None,
            version: 1,
        }
    }

    /// The same once its address was seen to be theirs.
    #[must_use]
    pub fn verified(self, now: DateTime<Utc>) -> Self {
        Self { email_verified: true, updated_at: now, version: self.version + 1, ..self }
    }
}

/// What an account has paid for, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// What.
    pub tier: Tier,
    /// The first moment at which it is over; `None` if it has no end.
    pub until: Option<DateTime<Utc>>,
}

impl Subscription {
    /// Nothing, which has no end.
    pub const FREE: Self = Self { tier: Tier::Free, until: None };

    /// What they have at a moment: nothing once it is over.
    #[must_use]
    pub fn tier(self, now: DateTime<Utc>) -> Tier {
        if self.until.is_some_and(|until| until <= now) { Tier::Free } else { self.tier }
    }
}

/// What a person tells of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Their address, which is also what they sign in with.
    pub email: Email,
    /// What they are called.
    pub name: Name,
    /// Their telephone number as they wrote it.
    pub phone: Option<String>,
    /// The language they are answered in.
    pub locale: Locale,
    /// Where their clock ticks.
    pub zone: Tz,
    /// What else they tell.
    pub about: About,
}

impl Profile {
    /// Somebody who tells no more of themselves yet.
    #[must_use]
    pub fn new(email: Email, name: Name, locale: Locale, zone: Tz) -> Self {
        Self { email, name, phone: None, locale, zone, about: About::default() }
    }

    /// The same with a telephone number.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names `field` if it is empty or longer than 32 characters.
    pub fn reached_at(self, field: &'static str, phone: Option<&str>) -> Result<Self> {
        let phone = phone.map(|phone| text::line(field, phone, 32)).transpose()?;
        Ok(Self { phone, ..self })
    }
}

/// What a person is called, and where the name that their family shares begins in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    full: String,
    /// The bytes of the first name.
    first: usize,
}

impl Name {
    /// The longest name, in characters.
    const MOST: usize = 100;

    /// Checks a name in one piece; its last word is the last name, if it has several.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names `field` if it is empty or longer than 100 characters.
    pub fn new(field: &'static str, full: &str) -> Result<Self> {
        let full = text::line(field, full, Self::MOST)?;
        let first = full.rfind(char::is_whitespace).unwrap_or(full.len());
        Ok(Self { full, first })
    }

    /// Checks a name in two pieces, as the fields `first_name` and `last_name` bring it.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field if one is empty, or both together are longer than 100 characters.
    pub fn of(first: &str, last: &str) -> Result<Self> {
        let last = text::line("last_name", last, Self::MOST)?;
        Self::parts(first, Some(&last))
    }

    /// Likewise, where the last name may be missing.
    ///
    /// # Errors
    /// Likewise.
    pub fn parts(first: &str, last: Option<&str>) -> Result<Self> {
        let first = text::line("first_name", first, Self::MOST)?;
        let Some(last) = last else { return Ok(Self { first: first.len(), full: first }) };
        let last = text::line("last_name", last, Self::MOST)?;
        let full = text::line("last_name", &format!("{first} {last}"), Self::MOST)?;
        Ok(Self { full, first: first.len() })
    }

    /// What somebody is called of whom nothing but their address is known: its part before the `@`.
    ///
    /// # Errors
    /// [`Error::Invalid`] if that cannot be a name.
    pub fn of_address(email: &Email) -> Result<Self> {
        let local = email.as_str().rsplit_once('@').map_or("", |(local, _)| local);
        let full = text::line("email", local, Self::MOST)?;
        Ok(Self { first: full.len(), full })
    }

    /// A name that was checked before, whose first name has so many bytes; `None` where that was not known.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is none.
    pub fn kept(full: String, first: Option<usize>) -> Result<Self> {
        match first {
            Some(first) if full.is_char_boundary(first) => Ok(Self { full, first }),
            _ => Self::new("name", &full),
        }
    }

    /// The first name: Jane of Jane Doe.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.full[..self.first]
    }

    /// The last name: Doe of Jane Doe; empty for who has one name only.
    #[must_use]
    pub fn last(&self) -> &str {
        self.full[self.first..].trim_start()
    }

    /// What their family is named after: the last name, or the only one.
    #[must_use]
    pub fn surname(&self) -> &str {
        if self.last().is_empty() { &self.full } else { self.last() }
    }
}

impl Deref for Name {
    type Target = str;

    /// The whole name.
    fn deref(&self) -> &str {
        &self.full
    }
}

/// What a person may tell of themselves beside their name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// A few sentences.
    pub bio: Option<String>,
    /// When they were born.
    pub birth_date: Option<NaiveDate>,
    /// The state or province they live in.
    pub state: Option<String>,
    /// The country they live in.
    pub country: Option<String>,
    /// What they work as.
    pub occupation: Option<String>,
    /// The name of their picture among the files.
    pub photo: Option<String>,
}

impl About {
    /// The longest bio, in characters.
    const MOST_BIO: usize = 2000;

    /// Checks what somebody tells.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field, as the contracts in `snake_case` spell it.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self> {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        if self.birth_date.is_some_and(|born| !(first..=now.date_naive()).contains(&born)) {
            let reason = Reason::between(first, now.date_naive());
            return Err(Error::invalid("date_of_birth", reason));
        }
        let line = |field, text: Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => text::line(field, text, 100).map(Some),
        };
        Ok(Self {
            bio: text::prose("bio", self.bio.as_deref(), Self::MOST_BIO)?,
            state: line("state", self.state)?,
            country: line("country", self.country)?,
            occupation: line("occupation", self.occupation)?,
            ..self
        })
    }
}

/// How somebody likes the product to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct Preferences {
    /// Whether pages are dark.
    pub dark_mode: bool,
    /// Whether the assistant hears and speaks, as they have said; shown as off until they have.
    pub voice_enabled: Option<bool>,
    /// Whether earlier conversations with the assistant are shown.
    pub chat_history_visible: bool,
    /// Whether milestones to come are reminded of.
    pub milestone_reminders: bool,
    /// Whether those who share a family with them see when they last signed in.
    pub family_visibility: bool,
    /// Who else may look them up.
    pub community_visibility: Visibility,
}

impl Preferences {
    /// Whether the assistant is shown as hearing and speaking.
    #[must_use]
    pub fn shows_voice(&self) -> bool {
        self.voice_enabled == Some(true)
    }

    /// Whether it may hear what they say to it, which only who says no has forbidden.
    #[must_use]
    pub fn hears_voice(&self) -> bool {
        self.voice_enabled != Some(false)
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            dark_mode: false,
            voice_enabled: None,
            chat_history_visible: true,
            milestone_reminders: true,
            family_visibility: false,
            community_visibility: Visibility::Public,
        }
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

    /// Whether both are the same address, however they are spelt.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }

    /// The form in which two spellings of one address are equal: in small letters. What has a small letter but is not its capital, such as
    /// the sign of kelvins beside `k`, makes another address.
    #[must_use]
    pub fn normal(&self) -> String {
        let small = |c: char| {
            let mut letters = c.to_lowercase();
            let is_capital = letters.clone().flat_map(char::to_uppercase).eq([c]);
            letters.next().filter(|_| is_capital).unwrap_or(c)
        };
        self.0.chars().map(small).collect()
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
    use chrono::TimeDelta;

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
        for (spelt, normal) in [
            ("Jane@Example.com", "jane@example.com"),
            ("ÜMIT.Ñ@Example.com", "ümit.ñ@example.com"),
            ("ЯНА@example.com", "яна@example.com"),
            // Signs of other things than letters: kelvin, angstrom; and a capital of its own.
            ("mi\u{212a}e@example.com", "mi\u{212a}e@example.com"),
            ("\u{212b}sa@example.com", "\u{212b}sa@example.com"),
            ("İnci@example.com", "İnci@example.com"),
        ] {
            assert_eq!(Email::new(spelt).unwrap().normal(), normal);
        }
    }

    #[test]
    fn a_name_comes_apart_where_it_was_put_together() {
        let parts = |name: &Name| (name.first().to_owned(), name.last().to_owned());
        for (full, first, last, surname) in [
            ("Jane Doe", "Jane", "Doe", "Doe"),
            ("Mary Jane Watson", "Mary Jane", "Watson", "Watson"),
            ("Cher", "Cher", "", "Cher"),
            ("王小明", "王小明", "", "王小明"),
        ] {
            let name = Name::new("name", full).unwrap();
            assert_eq!(parts(&name), (first.into(), last.into()));
            assert_eq!((&*name, name.surname()), (full, surname));
        }
        let ana = Name::of(" Ana ", "de la Cruz").unwrap();
        assert_eq!((&*ana, ana.first(), ana.last()), ("Ana de la Cruz", "Ana", "de la Cruz"));
        assert_eq!(Name::kept(ana.to_string(), Some(ana.first().len())).unwrap(), ana);
        assert!(Name::new("name", "  ").is_err() && Name::of("Ana", "").is_err());
        assert!(Name::of(&"x".repeat(60), &"y".repeat(60)).is_err());
    }

    #[test]
    fn what_was_paid_for_ends_when_it_is_over() {
        let until = "2027-05-26T00:00:00Z".parse().unwrap();
        let before = until - TimeDelta::milliseconds(1);
        let paid = Subscription { tier: Tier::Pro, until: Some(until) };
        assert_eq!([before, until].map(|now| paid.tier(now)), [Tier::Pro, Tier::Free]);
        let for_ever = Subscription { until: None, ..paid };
        assert_eq!(for_ever.tier(until), Tier::Pro);
        assert_eq!(Subscription::FREE.tier(before), Tier::Free);
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
