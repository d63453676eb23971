//! What a request tells of somebody who is not known yet, beside its body.

use actix_web::HttpRequest;
use chrono_tz::Tz;
use domain::{Email, Locale, Name, Profile};

use crate::language::accepted;

/// Somebody new, who speaks the best language that they accept.
pub(super) fn profile(request: &HttpRequest, email: Email, name: Name) -> Profile {
    Profile::new(email, name, locale(request), zone(request))
}

/// The best language that somebody accepts.
pub(super) fn locale(request: &HttpRequest) -> Locale {
    accepted(request).unwrap_or(Locale::EnUs)
}

/// The zone a client names in passing; one we do not know is as good as none.
pub(super) fn zone(request: &HttpRequest) -> Tz {
    header(request, "X-Timezone").and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC)
}

/// A header, if it is text.
pub(super) fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}
