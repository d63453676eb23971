//! Forms with a file in them (multipart/form-data, RFC 7578): bounded, field by field.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use actix_multipart::{Field, Multipart};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::BytesMut};
use domain::{Error, Reason, Result, Word};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};

use super::body::Body;
use crate::{auth::app, error::Problem};

/// The most fields of a form.
const MOST_FIELDS: usize = 16;
/// The longest field that is no file, in bytes.
const MOST_TEXT: usize = 1024;
/// The field that holds a file.
pub(super) const FILE: &str = "file";
/// The field that holds a recording.
pub(super) const AUDIO: &str = "audio";
/// The largest recording, in bytes.
const MOST_AUDIO: usize = 10 * 1024 * 1024;

/// What stands in a form.
pub(super) struct Form {
    fields: BTreeMap<String, Vec<u8>>,
}

/// What a field holds, and what it is known by where the form may come again.
struct Value {
    bytes: Vec<u8>,
    digest: Option<[u8; 32]>,
}

impl Form {
    /// What was sent as a file in this field.
    pub(super) fn file(&mut self, name: &'static str) -> Result<Vec<u8>> {
        self.fields.remove(name).ok_or(Error::invalid(name, Reason::Required))
    }

    /// A field as text; an empty one is absent.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<&str>> {
        let Some(bytes) = self.fields.get(name) else { return Ok(None) };
        let text = str::from_utf8(bytes).map_err(|_| Error::invalid(name, Reason::Malformed))?;
        Ok(Some(text.trim()).filter(|text| !text.is_empty()))
    }

    /// A word of a closed set.
    pub(super) fn word<W: Word>(&self, name: &'static str) -> Result<Option<W>> {
        self.text(name)?.map(|text| W::parse(name, text)).transpose()
    }

    /// Whether something is wished; absent, it is not.
    pub(super) fn flag(&self, name: &'static str) -> Result<bool> {
        match self.text(name)? {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Error::invalid(name, Reason::NotA(domain::Form::YesOrNo))),
        }
    }
}

/// A form whose file has so many bytes at most.
pub(super) struct Upload<const MOST_BYTES: usize>(pub(super) Body<Form>);

impl<const MOST_BYTES: usize> FromRequest for Upload<MOST_BYTES> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = form(request.clone(), payload.take(), FILE, MOST_BYTES);
        Box::pin(async { form.await.map(Self) })
    }
}

/// A form with a recording in it.
pub(super) struct Recording(pub(super) Body<Form>);

impl FromRequest for Recording {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = form(request.clone(), payload.take(), AUDIO, MOST_AUDIO);
        Box::pin(async { form.await.map(Self) })
    }
}

/// Reads a form whose file, in this field, has so many bytes at most.
async fn form(
    request: HttpRequest,
    payload: Payload,
    file: &'static str,
    most: usize,
) -> Result<Body<Form>, Problem> {
    if !request.content_type().eq_ignore_ascii_case("multipart/form-data") {
        return Err(Problem::unsupported_type(&["multipart/form-data"]));
    }
    let may_come_again = request.headers().contains_key("Idempotency-Key");
    let parts = Multipart::new(request.headers(), payload);
    let values = read(parts, file, most, may_come_again).await?;
    // A retry may draw another boundary between the fields.
    let known = values.iter().filter_map(|(name, value)| Some((name.as_bytes(), value.digest?)));
    let known =
        known.flat_map(|(name, digest)| [&name.len().to_be_bytes(), name, &digest].concat());
    let asked: Vec<u8> = known.collect();
    let fields = values.into_iter().map(|(name, value)| (name, value.bytes)).collect();
    Body::of(&app(&request), &request, &asked, Form { fields })
}

async fn read(
    mut parts: Multipart,
    file: &str,
    most: usize,
    may_come_again: bool,
) -> Result<BTreeMap<String, Value>, Problem> {
    let malformed = || Problem::from(Error::invalid("body", Reason::Malformed));
    let mut fields = BTreeMap::new();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| malformed())?;
        let name = part.name().map(str::to_owned).ok_or_else(malformed)?;
        if fields.len() == MOST_FIELDS {
            return Err(Error::invalid("body", Reason::TooMany(MOST_FIELDS)).into());
        }
        let most = if name == file { most } else { MOST_TEXT };
        let value = value(part, &name, most, may_come_again).await?;
        if fields.insert(name, value).is_some() {
            return Err(malformed());
        }
    }
    Ok(fields)
}

async fn value(
    mut part: Field,
    name: &str,
    most: usize,
    may_come_again: bool,
) -> Result<Value, Problem> {
    let mut bytes = BytesMut::new();
    let mut digest = may_come_again.then(Sha256::new);
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("body", Reason::Malformed))?;
        if bytes.len() + chunk.len() > most {
            return Err(Problem::too_large_at(name.to_owned(), most));
        }
        if let Some(digest) = &mut digest {
            digest.update(&chunk);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Value { bytes: bytes.into(), digest: digest.map(|digest| digest.finalize().into()) })
}
