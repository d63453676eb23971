//! Which language somebody is answered in.

use std::{convert::Infallible, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::ACCEPT_LANGUAGE,
};
use domain::{AccountId, Locale, Word};

use crate::{
    App,
    auth::{self, bearer},
};

/// Somebody who is answered: what they accept and who they are, as far as their request tells.
#[derive(Clone, Copy)]
pub(crate) struct Listener {
    accepted: Option<Locale>,
    account: Option<AccountId>,
}

impl Listener {
    /// The one behind a request.
    pub(crate) fn of(app: &App, request: &HttpRequest) -> Self {
        let token = bearer(request).and_then(|token| app.tokens.read(token, app.now()).ok());
        Self { accepted: accepted(request), account: token.map(|access| access.account) }
    }

    /// They turned out to be somebody.
    pub(crate) fn is(&mut self, account: AccountId) {
        self.account = Some(account);
    }

    /// The best language they accept, else the one of their profile, else English.
    pub(crate) async fn locale(self, app: &App) -> Locale {
        match (self.accepted, self.account) {
            (Some(locale), _) => locale,
            (None, Some(account)) => app.locale(account).await.unwrap_or(Locale::EnUs),
            (None, None) => Locale::EnUs,
        }
    }
}

/// Extracts the language that the answer to a call is in.
pub(crate) struct Spoken(pub(crate) Locale);

impl FromRequest for Spoken {
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Infallible>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, request) = (auth::app(request), request.clone());
        Box::pin(async move {
            let locale = Listener::of(&app, &request).locale(&app).await;
            // For the header that tells it.
            request.extensions_mut().insert(locale);
            Ok(Self(locale))
        })
    }
}

/// The best language that a client accepts and the product speaks.
pub(crate) fn accepted(request: &HttpRequest) -> Option<Locale> {
    let headers = request.headers().get_all(ACCEPT_LANGUAGE);
    best(headers.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')))
}

/// The language asked for with the highest weight, of equal ones the first (RFC 9110, 12.5.4).
fn best<'a>(ranges: impl Iterator<Item = &'a str>) -> Option<Locale> {
    let mut asked: Vec<_> = ranges.map(weighed).filter(|(weight, _)| *weight > 0.0).collect();
    asked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    asked.into_iter().find_map(|(_, tag)| spoken(tag))
}

/// A language range and its weight; one without a readable weight is wanted in full.
fn weighed(range: &str) -> (f32, &str) {
    let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
    let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
    (weight.unwrap_or(1.0), tag.trim())
}

/// The locale of this tag, else the first of its language.
pub(crate) fn spoken(tag: &str) -> Option<Locale> {
    let language = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let same = Locale::ALL.iter().find(|locale| locale.word().eq_ignore_ascii_case(tag));
    let alike = || Locale::ALL.iter().find(|locale| language(locale.word()) == language(tag));
    same.or_else(alike).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_language_is_spoken() {
        for (header, locale) in [
            ("fr-CA", Some(Locale::FrCa)),
            ("fr-ca, en", Some(Locale::FrCa)),
            ("fr-BE", Some(Locale::FrFr)),
            ("es", Some(Locale::EsEs)),
            ("pt-PT;q=0.5, zh-Hans-CN;q=0.7", Some(Locale::ZhCn)),
            ("de, en;q=0.3, es-MX; q=0.8", Some(Locale::EsMx)),
            ("fr;q=0, pt", Some(Locale::PtBr)),
            ("*, fr;q=0.1", Some(Locale::FrFr)),
            ("de, *", None),
            ("", None),
            (";;q,=", None),
        ] {
            assert_eq!(best(header.split(',')), locale, "{header}");
        }
    }
}
