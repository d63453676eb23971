//! The library as pages, without scripts, in the reader's language.

use std::{fmt::Write, sync::LazyLock};

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, get,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    web,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{Error, Locale, Result, Thing, Word};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    error::Problem,
    language::{Spoken, args, phrase, say, spoken},
    library::{self, Article, Text, Topic},
    markup::escaped,
};

static STYLE: &str = include_str!("page.css");

/// What such a page may do: look like this.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// How to show a page.
#[derive(Deserialize)]
struct PageQuery {
    /// A language tag; absent, as browsers ask for.
    locale: Option<String>,
}

impl PageQuery {
    /// The language of the page.
    fn locale(&self, request: &HttpRequest, accepted: Locale) -> Locale {
        let locale = self.locale.as_deref().and_then(spoken).unwrap_or(accepted);
        // For the header that tells it.
        request.extensions_mut().insert(locale);
        locale
    }

    /// What links end with, for who chose a language to go on reading it.
    fn again(&self, locale: Locale) -> String {
        self.locale.as_ref().map(|_| format!("?locale={}", locale.word())).unwrap_or_default()
    }
}

/// All articles by their topics.
#[get("/resources")]
pub(super) async fn list(
    request: HttpRequest,
    Spoken(accepted): Spoken,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let locale = query.locale(&request, accepted);
    let asked = query.again(locale);
    let mut body = format!("<h1>{}</h1>\n", escaped(&phrase(locale, "library-title")));
    for topic in Topic::ALL {
        let of_topic = library::all().iter().filter(|article| article.topic == topic);
        let texts = of_topic.filter_map(|article| library::find(locale, &article.slug));
        let link = |(article, text): (&Article, &Text)| {
            let (slug, title) = (&article.slug, escaped(text.title));
            format!("<li><a href=\"/resources/{slug}{asked}\">{title}</a></li>\n")
        };
        let links: String = texts.map(link).collect();
        let _ = write!(body, "<h2>{}</h2>\n<ul>\n{links}</ul>\n", name(locale, topic));
    }
    shown(locale, &phrase(locale, "library-title"), &body)
}

/// An article.
#[get("/resources/{slug}")]
pub(super) async fn show(
    request: HttpRequest,
    Spoken(accepted): Spoken,
    slug: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let locale = query.locale(&request, accepted);
    let found = library::find(locale, &slug).ok_or(Error::NotFound(Thing::Article))?;
    let back = format!("/resources{}", query.again(locale));
    Ok(shown(locale, found.1.title, &article(locale, &back, found)))
}

fn article(locale: Locale, back: &str, (article, text): (&Article, &Text)) -> String {
    let phrase = |id| escaped(&phrase(locale, id));
    let paragraph = |(at, text): (usize, &&str)| {
        let class = if at == 0 { " class=\"lead\"" } else { "" };
        format!("<p{class}>{}</p>\n", escaped(text))
    };
    let item = |text: &&str| format!("<li>{}</li>\n", escaped(text));
    let source = say(locale, "library-source", &args!["source" => &*article.source]);
    format!(
        "<nav><a href=\"{back}\">{library}</a> · {topic}</nav>\n<article><h1>{title}</h1>\n{paragraphs}\
         <h2>{to_try}</h2>\n<ul>\n{suggestions}</ul></article>\n\
         <footer><p><a href=\"{url}\" rel=\"noreferrer\">{source}</a></p><p>{disclaimer}</p></footer>\n",
        library = phrase("library-title"),
        topic = name(locale, article.topic),
        title = escaped(text.title),
        paragraphs = text.paragraphs.iter().enumerate().map(paragraph).collect::<String>(),
        to_try = phrase("library-to-try"),
        suggestions = text.suggestions.iter().map(item).collect::<String>(),
        url = escaped(&article.url),
        source = escaped(&source),
        disclaimer = phrase("library-disclaimer"),
    )
}

fn name(locale: Locale, topic: Topic) -> String {
    escaped(&phrase(locale, &topic.message()))
}

fn shown(locale: Locale, title: &str, body: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(format!(
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>{STYLE}</style></head>\n\
             <body><main>\n{body}</main></body></html>\n",
            locale.word(),
            escaped(title),
        ))
}
