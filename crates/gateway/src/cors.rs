//! Which web pages may read answers. Nothing here goes by cookies, so that a page can do no more than whoever gave it a token: all
//! may, unless some are named.

use actix_cors::Cors;
use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_LANGUAGE, ETAG, HeaderName, LINK, RETRY_AFTER,
};

/// How long a browser need not ask again, in seconds.
const REMEMBERED: usize = 3600;

/// What lets pages of these origins read answers, or of all, if none is named.
pub(crate) fn cors(origins: &[String]) -> Cors {
    let own = [
        "idempotent-replayed",
        "x-quota-limit",
        "x-quota-remaining",
        "x-quota-reset",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-trace-id",
    ];
    let shown = [CONTENT_DISPOSITION, CONTENT_LANGUAGE, ETAG, LINK, RETRY_AFTER];
    let cors = Cors::default()
        .allow_any_method()
        .allow_any_header()
        .expose_headers(shown.into_iter().chain(own.map(HeaderName::from_static)))
        .max_age(REMEMBERED);
    if origins.is_empty() {
        return cors.allow_any_origin().send_wildcard().disable_vary_header();
    }
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}
