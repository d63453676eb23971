//! Why a body could not be read, as data: it is read a second time, by a reader whose errors are reasons. What clients are
//! told then depends on no parser's words.

use std::fmt;

use domain::{Error, Form, Reason};
use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeOwned, Expected, IntoDeserializer, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer, StringDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Why these bytes are no `T`, by the path of the field that is wrong. `error` is what the parser said.
pub(super) fn refusal<T: DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> Error {
    let syntax = Reason::Syntax { line: error.line(), column: error.column() };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let Ok(value) = Value::deserialize(&mut json) else { return Error::invalid("body", syntax) };
    // Without an error this time, the text has what values do not keep, such as a field that comes twice.
    read::<T>(value).err().unwrap_or_else(|| Error::invalid("body", syntax))
}

/// Reads a value, or tells by the path of the field why it is no `T`.
pub(crate) fn read<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(Reader(value)).map_err(explained)
}

fn explained(error: serde_path_to_error::Error<Refused>) -> Error {
    let path = error.path().to_string();
    let path = if matches!(path.as_str(), "." | "?") { "" } else { &path };
    match (error.into_inner(), path) {
        (Refused::Missing(field), "") => Error::invalid(field, Reason::Required),
        (Refused::Missing(field), path) => {
            Error::invalid(format!("{path}.{field}"), Reason::Required)
        }
        (Refused::Because(reason), "") => Error::invalid("body", reason),
        (Refused::Because(reason), path) => Error::invalid(path.to_owned(), reason),
        (Refused::Somehow, path) => Error::invalid(path.to_owned(), Reason::Malformed),
    }
}

/// Why a value was refused.
#[derive(Debug)]
enum Refused {
    /// This field is not there.
    Missing(&'static str),
    /// For this reason.
    Because(Reason),
    /// For one that the type keeps to itself.
    Somehow,
}

impl Refused {
    /// The same; where no reason is known, that something else was expected.
    fn or(self, expected: Reason) -> Self {
        match self {
            Self::Somehow => Self::Because(expected),
            known => known,
        }
    }
}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Somehow
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Unit => Self::Because(Reason::Required),
            _ => Self::Because(reason(expected)),
        }
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Because(reason(expected))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::Because(reason(expected))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Because(Reason::OneOf(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Refused {}

/// What a type says it expects, as a reason.
fn reason(expected: &dyn Expected) -> Reason {
    let expected = expected.to_string();
    // As ids say it.
    if let Some(prefix) = expected.strip_suffix('_') {
        return Reason::NotAnId(prefix.to_owned().into());
    }
    let form = match expected.as_str() {
        "a string" => Form::Text,
        "a boolean" => Form::YesOrNo,
        "f32" | "f64" => Form::Number,
        "a formatted date string" => Form::Date,
        "an RFC 3339 formatted date and time string" => Form::Moment,
        text if text.starts_with("a sequence") => Form::List,
        text if text.starts_with("struct ") || text.starts_with("a map") => Form::Object,
        text if text.starts_with(['i', 'u']) && text[1..].parse::<u8>().is_ok() => {
            Form::WholeNumber
        }
        _ => return Reason::Malformed,
    };
    Reason::NotA(form)
}

/// Reads a type from a value.
struct Reader(Value);

impl<'de> Deserializer<'de> for Reader {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let expected = reason(&visitor);
        let read = match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (.., number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => {
                visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(Reader)))
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Reader(value)));
                visitor.visit_map(MapDeserializer::new(fields))
            }
        };
        read.map_err(|refused| refused.or(expected))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.0 {
            Value::String(word) => {
                let word: StringDeserializer<Refused> = word.into_deserializer();
                word.deserialize_enum(name, variants, visitor)
            }
            _ => Err(Refused::Because(Reason::OneOf(variants))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Refused> for Reader {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use domain::{ChildId, Error, Form, Mood, Reason, Word};
    use serde::Deserialize;

    use super::refusal;
    use crate::rest::wire::{Id, OneOf};

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Thing {
        text: String,
        number: Option<f64>,
        whole: Option<u32>,
        flag: Option<bool>,
        list: Option<Vec<String>>,
        inner: Option<Inner>,
        date: Option<NaiveDate>,
        moment: Option<DateTime<Utc>>,
        id: Option<Id<ChildId>>,
        word: Option<OneOf<Mood>>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Inner {
        more: bool,
    }

    #[test]
    fn a_refusal_names_the_field_and_the_reason() {
        let not_an_id = || Reason::NotAnId("chd".into());
        for (json, field, reason) in [
            ("{", "body", Reason::Syntax { line: 1, column: 1 }),
            (r#"{"text": ""x"#, "body", Reason::Syntax { line: 1, column: 12 }),
            (r#"{"text": "", "text": ""}"#, "body", Reason::Syntax { line: 1, column: 19 }),
            ("5", "body", Reason::NotA(Form::Object)),
            ("{}", "text", Reason::Required),
            (r#"{"text": null}"#, "text", Reason::Required),
            (r#"{"text": 5}"#, "text", Reason::NotA(Form::Text)),
            (r#"{"text": "", "number": "x"}"#, "number", Reason::NotA(Form::Number)),
            (r#"{"text": "", "whole": 1.5}"#, "whole", Reason::NotA(Form::WholeNumber)),
            (r#"{"text": "", "whole": -1}"#, "whole", Reason::NotA(Form::WholeNumber)),
            (r#"{"text": "", "flag": "yes"}"#, "flag", Reason::NotA(Form::YesOrNo)),
            (r#"{"text": "", "list": "x"}"#, "list", Reason::NotA(Form::List)),
            (r#"{"text": "", "list": ["x", 5]}"#, "list[1]", Reason::NotA(Form::Text)),
            (r#"{"text": "", "inner": "x"}"#, "inner", Reason::NotA(Form::Object)),
            (r#"{"text": "", "inner": {}}"#, "inner.more", Reason::Required),
            (r#"{"text": "", "date": "2024-02-30"}"#, "date", Reason::NotA(Form::Date)),
            (r#"{"text": "", "moment": "2024-02-30"}"#, "moment", Reason::NotA(Form::Moment)),
            (r#"{"text": "", "moment": 5}"#, "moment", Reason::NotA(Form::Moment)),
            (r#"{"text": "", "id": "chd_!"}"#, "id", not_an_id()),
            (r#"{"text": "", "id": 5}"#, "id", Reason::NotA(Form::Text)),
            (r#"{"text": "", "word": "x"}"#, "word", Reason::OneOf(Mood::WORDS)),
            (r#"{"text": "", "word": 5}"#, "word", Reason::NotA(Form::Text)),
        ] {
            let error = serde_json::from_str::<Thing>(json).err().unwrap();
            let Error::Invalid { field: named, reason: told } =
                refusal::<Thing>(json.as_bytes(), &error)
            else {
                panic!("{json}");
            };
            assert_eq!((&*named, told), (field, reason), "{json}");
        }
    }
}
