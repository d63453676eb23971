//! In which of its two forms an answer is wanted (GraphQL over HTTP, 6.1 Body; RFC 9110, 12.5.1).

use actix_web::{HttpRequest, http::header::ACCEPT};

/// The form of an answer. Both are JSON in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// `application/graphql-response+json`, whose status tells of the answer.
    Response,
    /// `application/json`, whose status is 200 for whatever was well asked: anything else may come from others on the way.
    Json,
}

impl Media {
    /// Both, as clients spell them.
    pub(crate) const NAMES: &[&str] = &["application/graphql-response+json", "application/json"];

    /// The `Content-Type`.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Response => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The form that a client likes best; `None` if it takes neither.
    pub(crate) fn of(request: &HttpRequest) -> Option<Self> {
        let headers = request.headers().get_all(ACCEPT);
        best(headers.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Response => Self::NAMES[0],
            Self::Json => Self::NAMES[1],
        }
    }
}

/// The best form. Who does not name the newer one is taken for a client that does not know it.
fn best<'a>(ranges: impl Iterator<Item = &'a str>) -> Option<Media> {
    let ranges: Vec<_> = ranges.filter(|range| !range.trim().is_empty()).map(Range::read).collect();
    if ranges.is_empty() {
        return Some(Media::Json);
    }
    let weigh = |media: Media| {
        let fitting = ranges.iter().filter_map(|range| Some((range.fits(media.name())?, range)));
        let best = fitting.max_by_key(|(exactly, _)| *exactly);
        best.map_or((0.0, 0), |(exactly, range)| (range.weight, exactly))
    };
    let ((response, exactly), (json, _)) = (weigh(Media::Response), weigh(Media::Json));
    if response > 0.0 && (response > json || response >= json && exactly == NAMED) {
        Some(Media::Response)
    } else {
        (json > 0.0).then_some(Media::Json)
    }
}

/// How exactly a range fits that names the type in full.
const NAMED: u8 = 2;

/// One of the ranges that a client accepts.
struct Range<'a> {
    name: &'a str,
    weight: f32,
    /// Whether it leaves UTF-8 possible.
    readable: bool,
}

impl<'a> Range<'a> {
    fn read(range: &'a str) -> Self {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let (mut weight, mut readable) = (1.0, true);
        for (parameter, value) in parts.filter_map(|part| part.split_once('=')) {
            if parameter.eq_ignore_ascii_case("q") {
                weight = value.parse().unwrap_or(1.0);
            } else if parameter.eq_ignore_ascii_case("charset") {
                readable = value.trim_matches('"').eq_ignore_ascii_case("utf-8");
            }
        }
        Self { name, weight, readable }
    }

    /// How exactly it names a type; `None` if it does not at all.
    fn fits(&self, name: &str) -> Option<u8> {
        let exactly = match self.name {
            "*/*" => 0,
            "application/*" => 1,
            named if named.eq_ignore_ascii_case(name) => NAMED,
            _ => return None,
        };
        self.readable.then_some(exactly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_with_the_highest_weight_is_taken() {
        const RESPONSE: &str = "application/graphql-response+json";
        const JSON: &str = "application/json";
        for (accept, media) in [
            (String::new(), Some(Media::Json)),
            ("*/*".to_owned(), Some(Media::Json)),
            ("application/*".to_owned(), Some(Media::Json)),
            (JSON.to_owned(), Some(Media::Json)),
            (RESPONSE.to_owned(), Some(Media::Response)),
            (RESPONSE.to_uppercase(), Some(Media::Response)),
            (format!("{RESPONSE}; charset=utf-8, {JSON}; charset=utf-8"), Some(Media::Response)),
            (format!("{JSON}, {RESPONSE}"), Some(Media::Response)),
            (format!("{RESPONSE},{JSON};q=0.9"), Some(Media::Response)),
            (format!("{RESPONSE};q=0.8, {JSON};q=0.9"), Some(Media::Json)),
            (format!("{RESPONSE};q=0.5, */*"), Some(Media::Json)),
            (format!("{RESPONSE}, */*"), Some(Media::Response)),
            (format!("{JSON};q=0, */*;q=0.1"), Some(Media::Response)),
            (format!("{RESPONSE};q=0, {JSON};q=0"), None),
            (format!("{RESPONSE};charset=utf-16"), None),
            ("text/html, */*;q=0.8".to_owned(), Some(Media::Json)),
            ("text/html".to_owned(), None),
            ("image/*".to_owned(), None),
        ] {
            assert_eq!(best(accept.split(',')), media, "{accept}");
        }
    }
}
