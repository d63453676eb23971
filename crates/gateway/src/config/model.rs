//! The language model that questions are asked of.

use std::time::Duration;

use reqwest::{Url, header::HeaderValue};

use super::{Secret, Wrong};

/// What the settings of a server are called.
pub(super) struct Names {
    pub(super) url: &'static str,
    pub(super) key: &'static str,
    pub(super) model: &'static str,
}

const NAMES: Names =
    Names { url: "MATERNAL_AI_URL", key: "MATERNAL_AI_KEY", model: "MATERNAL_AI_MODEL" };

/// A server that speaks as OpenAI's does, and a model on it.
#[derive(Clone, Debug)]
pub struct ModelServer {
    /// `MATERNAL_AI_URL`, or another setting: where its API begins, such as `https://api.example.org/v1`, without a slash at the end.
    pub url: String,
    /// `MATERNAL_AI_KEY`, likewise: what signs in; servers on one's own machine need none.
    pub key: Option<Secret>,
    /// `MATERNAL_AI_MODEL`, likewise: what the model is called there.
    pub model: String,
    /// How patient one is with it: as usual, but for tests.
    pub patience: Patience,
}

/// How patient one is with a server that may be slow, or fail.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long an answer may take in all, with everything that the model calls for it.
    pub question: Duration,
    /// How long one of its replies may take.
    pub reply: Duration,
    /// How long nothing may come in the middle of one.
    pub silence: Duration,
    /// About how long it takes until a call that failed is made again; twice that until the second time.
    pub pause: Duration,
    /// How many failures in a row it takes to leave it alone.
    pub failures: u32,
    /// How long it is left alone.
    pub rest: Duration,
    /// For how long it is known whether it answers.
    pub known: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            question: Duration::from_mins(1),
            reply: Duration::from_secs(20),
            silence: Duration::from_secs(10),
            pause: Duration::from_millis(250),
            failures: 5,
            rest: Duration::from_secs(30),
            known: Duration::from_mins(1),
        }
    }
}

/// The model that the settings name.
pub(super) fn server(get: &impl Fn(&str) -> Option<String>) -> Result<Option<ModelServer>, Wrong> {
    named(get, &NAMES)
}

/// The model that settings of these names tell of.
pub(super) fn named(
    get: &impl Fn(&str) -> Option<String>,
    names: &Names,
) -> Result<Option<ModelServer>, Wrong> {
    let Names { url, key, model } = *names;
    let Some(given) = get(url) else {
        return match [key, model].into_iter().find(|name| get(name).is_some()) {
            Some(name) => Err(Wrong(format!("{name} is set without {url}."))),
            None => Ok(None),
        };
    };
    let called = get(model).map(|model| model.trim().to_owned());
    let model = called.ok_or_else(|| Wrong(format!("{url} needs {model}, which is missing.")))?;
    let secret = get(key).map(|key| key.trim().to_owned());
    if secret.as_ref().is_some_and(|key| HeaderValue::from_str(key).is_err()) {
        return Err(Wrong(format!("{key} has characters that no header can have.")));
    }
    let (url, key) = (address(&given, names)?, secret.map(Secret));
    Ok(Some(ModelServer { url, key, model, patience: Patience::default() }))
}

/// Reads the address of a server. It may hold a password and is not repeated.
fn address(text: &str, names: &Names) -> Result<String, Wrong> {
    let name = names.url;
    let wrong =
        |why: &str| Wrong(format!("{name} {why}; it is written as https://api.example.org/v1."));
    let url = Url::parse(text.trim()).map_err(|_| wrong("cannot be read"))?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return Err(wrong("begins with neither https:// nor http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let into = format!("has a name or a password, which belongs into {}", names.key);
        return Err(wrong(&into));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("has something behind the path"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = NAMES.url;
    const KEY: &str = NAMES.key;
    const MODEL: &str = NAMES.model;

    fn read(given: &[(&str, &str)]) -> Result<Option<ModelServer>, Wrong> {
        server(&|name| {
            given.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn a_model_is_an_address_a_name_and_perhaps_a_key() {
        assert!(read(&[]).unwrap().is_none());
        let url = (URL, "https://api.example.org/v1/");
        let model = read(&[url, (MODEL, "large"), (KEY, " hush ")]).unwrap().unwrap();
        assert_eq!((&*model.url, &*model.model), ("https://api.example.org/v1", "large"));
        assert_eq!(model.key.as_ref().map(|key| &*key.0), Some("hush"));
        assert!(!format!("{model:?}").contains("hush"));
        let local = read(&[(URL, "http://127.0.0.1:11434/v1"), (MODEL, "small")]).unwrap();
        assert!(local.unwrap().key.is_none());
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_and_no_secret_is_told() {
        let (url, model) = ((URL, "https://hush.example.org"), (MODEL, "large"));
        for (given, named) in [
            (vec![url], MODEL),
            (vec![model], MODEL),
            (vec![(KEY, "hush")], KEY),
            (vec![url, model, (KEY, "hu\nsh")], KEY),
            (vec![(URL, "api.example.org"), model], URL),
            (vec![(URL, "ftp://hush.example.org"), model], URL),
            (vec![(URL, "https://"), model], URL),
            (vec![(URL, "https://me:hush@example.org/v1"), model], URL),
            (vec![(URL, "https://example.org/v1?key=hush"), model], URL),
        ] {
            let sentence = read(&given).unwrap_err().to_string();
            assert!(sentence.contains(named) && sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("hush"), "{sentence}");
        }
    }
}
