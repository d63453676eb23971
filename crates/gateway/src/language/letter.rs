//! Letters in the language of their readers.

use domain::{Letter, Locale};

use super::{args, moment, phrase, say};
use crate::config::MailSettings;

/// What a letter says, in the order in which it does.
pub(crate) struct Written {
    pub(crate) subject: String,
    pub(crate) opening: String,
    /// A word from the one who has it sent, as they wrote it.
    pub(crate) message: Option<String>,
    /// What is to be typed elsewhere.
    pub(crate) code: Option<String>,
    /// What saves typing it on a phone.
    pub(crate) code_address: Option<String>,
    pub(crate) link: Option<Link>,
    pub(crate) note: String,
}

/// Where a letter leads.
pub(crate) struct Link {
    pub(crate) label: String,
    pub(crate) address: String,
}

/// Puts a letter into words.
pub(crate) fn letter(locale: Locale, letter: &Letter, settings: &MailSettings) -> Written {
    let kind = letter.kind();
    let id = |part| format!("letter-{kind}-{part}");
    let args = match letter {
        Letter::Invitation { by, family, code, until, .. } => args![
            "name" => by.as_str(),
            "family" => family.as_str(),
            "code" => code.to_string(),
            "until" => moment(locale, *until),
        ],
        Letter::ResetPassword { until, .. } | Letter::VerifyEmail { until, .. } => {
            args!["until" => moment(locale, *until)]
        }
        Letter::SignIn { code, until } => {
            args!["code" => code.to_string(), "until" => moment(locale, *until)]
        }
        Letter::Security { at, .. } => args!["at" => moment(locale, *at)],
    };
    let said = |part| say(locale, &id(part), &args);
    let link = |token: &str| Link {
        label: phrase(locale, &id("link")),
        // The page behind it is called as the letter is.
        address: settings.link(kind, token),
    };
    let (message, code, link) = match letter {
        Letter::Invitation { code, message, .. } => (message.clone(), Some(code.to_string()), None),
        Letter::ResetPassword { token, .. } | Letter::VerifyEmail { token, .. } => {
            (None, None, Some(link(token)))
        }
        Letter::SignIn { code, .. } => (None, Some(code.to_string()), None),
        Letter::Security { .. } => (None, None, None),
    };
    let code_address = match letter {
        Letter::Invitation { code, .. } => Some(format!("app://join/{code}")),
        _ => None,
    };
    let (subject, opening, note) = (said("subject"), said("opening"), said("note"));
    Written { subject, opening, message, code, code_address, link, note }
}
