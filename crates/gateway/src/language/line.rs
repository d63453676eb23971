//! Why a line of a file does not come in, as people read it.

use domain::Locale;

use super::{args, details, message, say};
use crate::usecases::imports::Why;

/// The column that is wrong, if one is, and why.
pub(crate) fn line_problem(locale: Locale, why: &Why) -> (Option<String>, String) {
    match why {
        Why::Refused(error) => match details(locale, error) {
            Some((field, reason)) => (Some(field.into()), reason),
            None => (None, message(locale, error)),
        },
        Why::NotKept(kind) => (None, say(locale, "import-not-kept", &args!["kind" => &**kind])),
        Why::OtherChild(name) => {
            (None, say(locale, "import-other-child", &args!["name" => &**name]))
        }
    }
}
