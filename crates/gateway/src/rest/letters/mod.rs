//! The pages that letters lead to. What lets people in stands behind the `#` of their address, which browsers keep to
//! themselves, and nothing is done before a button is pressed: programs that look at links in letters use nothing up.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{
        CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_FRAME_OPTIONS,
    },
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{Locale, Word};
use sha2::{Digest, Sha256};

use crate::{
    language::{accepted, phrase},
    markup::escaped,
};

static STYLE: &str = include_str!("page.css");
static SCRIPT: &str = include_str!("page.js");

/// What such a page may do: look like this, run this, and call the server that it is from.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(STYLE),
        hash(SCRIPT),
    )
});

/// What a page asks for, and where it is sent: a path beside the page's own.
struct Page {
    title: &'static str,
    /// A password's name and its label.
    passwords: &'static [(&'static str, &'static str)],
    button: &'static str,
    to: &'static str,
    /// What is said when it is done, unless the answer has a `message`.
    done: Option<&'static str>,
}

#[get("/reset-password")]
pub(super) async fn reset_password(request: HttpRequest) -> HttpResponse {
    shown(
        &request,
        &Page {
            title: "letter-reset-password-link",
            passwords: &[
                ("password", "page-new-password"),
                ("password_confirmation", "page-repeat-password"),
            ],
            button: "page-save",
            to: "api/v1/auth/reset_password",
            done: None,
        },
    )
}

#[get("/verify-email")]
pub(super) async fn verify_email(request: HttpRequest) -> HttpResponse {
    shown(
        &request,
        &Page {
            title: "letter-verify-email-subject",
            passwords: &[],
            button: "letter-verify-email-link",
            to: "api/v1/auth/verify-email",
            done: Some("page-verified"),
        },
    )
}

fn shown(request: &HttpRequest, page: &Page) -> HttpResponse {
    let locale = accepted(request).unwrap_or(Locale::EnUs);
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_LANGUAGE, locale.word()))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((X_FRAME_OPTIONS, "DENY"))
        .body(page.html(locale))
}

impl Page {
    fn html(&self, locale: Locale) -> String {
        let say = |id| escaped(&phrase(locale, id));
        let passwords = self.passwords.iter().map(|(name, label)| {
            format!(
                "<label>{}<input type=\"password\" name=\"{name}\" autocomplete=\"new-password\" required></label>\n",
                say(label),
            )
        });
        format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\"><style>{STYLE}</style></head>\n\
             <body><main><h1>{title}</h1>\n<noscript><p>{needs_script}</p></noscript>\n\
             <form name=\"ask\" hidden data-to=\"{to}\" data-done=\"{done}\" data-incomplete=\"{incomplete}\" \
             data-no-answer=\"{no_answer}\">\n{passwords}<button>{button}</button></form>\n\
             <p id=\"said\" role=\"status\"></p></main>\n<script>{SCRIPT}</script></body></html>\n",
            lang = locale.word(),
            title = say(self.title),
            needs_script = say("page-needs-script"),
            to = self.to,
            done = self.done.map(say).unwrap_or_default(),
            incomplete = say("page-incomplete"),
            no_answer = say("page-no-answer"),
            passwords = passwords.collect::<String>(),
            button = say(self.button),
        )
    }
}
