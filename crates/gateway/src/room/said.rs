//! What a client says, read into domain values.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::{Error, Form, Reason, Result, Word};
use serde::Deserialize;
use serde_json::Value;

/// A frame of a client.
#[derive(Deserialize)]
pub(super) struct Said {
    /// What it wants.
    pub(super) event: String,
    /// The particulars.
    #[serde(default)]
    data: Value,
    /// Its own id, which comes back on the answer.
    #[serde(default)]
    pub(super) id: Value,
}

impl Said {
    /// Reads a frame.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the place at which it is no JSON, or if it names no event.
    pub(super) fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            Error::invalid("frame", Reason::Syntax { line, column })
        })
    }

    /// An id, or a time, that must be there.
    pub(super) fn read_as<T: FromStr<Err = Error>>(&self, field: &'static str) -> Result<T> {
        let text = self.text(field)?.ok_or(Error::invalid(field, Reason::Required))?;
        text.parse().map_err(|error: Error| error.at(field))
    }

    /// An id that may be there.
    pub(super) fn maybe<T: FromStr<Err = Error>>(&self, field: &'static str) -> Result<Option<T>> {
        if self.text(field)?.is_some() { self.read_as(field).map(Some) } else { Ok(None) }
    }

    /// A word of a closed set that may be there.
    pub(super) fn word<W: Word>(&self, field: &'static str) -> Result<Option<W>> {
        self.text(field)?.map(|text| W::parse(field, text)).transpose()
    }

    /// A moment that may be there.
    pub(super) fn moment(&self, field: &'static str) -> Result<Option<DateTime<Utc>>> {
        let read = |text: &str| {
            DateTime::parse_from_rfc3339(text)
                .map(|moment| moment.to_utc())
                .map_err(|_| Error::invalid(field, Reason::NotA(Form::Moment)))
        };
        self.text(field)?.map(read).transpose()
    }

    /// A whole number that may be there.
    pub(super) fn whole(&self, field: &'static str) -> Result<Option<i64>> {
        match &self.data[field] {
            Value::Null => Ok(None),
            number => number
                .as_i64()
                .map(Some)
                .ok_or(Error::invalid(field, Reason::NotA(Form::WholeNumber))),
        }
    }

    /// A text that may be there.
    pub(super) fn text(&self, field: &'static str) -> Result<Option<&str>> {
        match &self.data[field] {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text)),
            _ => Err(Error::invalid(field, Reason::NotA(Form::Text))),
        }
    }
}
