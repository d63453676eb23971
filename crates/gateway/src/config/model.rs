//! The language model that questions are asked of.

use std::time::Duration;

use reqwest::{Url, header::HeaderValue};

use super::{Secret, Wrong};

const URL: &str = "MATERNAL_AI_URL";
const KEY: &str = "MATERNAL_AI_KEY";
const MODEL: &str = "MATERNAL_AI_MODEL";

/// A server that speaks as OpenAI's does, and a model on it.
#[derive(Clone, Debug)]
pub struct ModelServer {
    /// `MATERNAL_AI_URL`: where its API begins, such as `https://api.example.org/v1`, without a slash at the end.
    pub url: String,
    /// `MATERNAL_AI_KEY`: what signs in; servers on one's own machine need none.
    pub key: Option<Secret>,
    /// `MATERNAL_AI_MODEL`: what the model is called there.
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
    let Some(given) = get(URL) else {
        return match [KEY, MODEL].into_iter().find(|name| get(name).is_some()) {
            Some(name) => Err(Wrong(format!("{name} is set without {URL}."))),
            None => Ok(None),
        };
    };
    let model = get(MODEL).map(|model| model.trim().to_owned());
    let model = model.ok_or_else(|| Wrong(format!("{URL} needs {MODEL}, which is missing.")))?;
    let key = get(KEY).map(|key| key.trim().to_owned());
    if key.as_ref().is_some_and(|key| HeaderValue::from_str(key).is_err()) {
        return Err(Wrong(format!("{KEY} has characters that no header can have.")));
    }
    let (url, key) = (address(&given)?, key.map(Secret));
    Ok(Some(ModelServer { url, key, model, patience: Patience::default() }))
}

/// Reads the address of a server. It may hold a password and is not repeated.
fn address(text: &str) -> Result<String, Wrong> {
    let wrong =
        |why: &str| Wrong(format!("{URL} {why}; it is written as https://api.example.org/v1."));
    let url = Url::parse(text.trim()).map_err(|_| wrong("cannot be read"))?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return Err(wrong("begins with neither https:// nor http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("has a name or a password, which belongs into MATERNAL_AI_KEY"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("has something behind the path"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
