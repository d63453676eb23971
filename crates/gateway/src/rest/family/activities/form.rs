//! The form in which activities are shown, read back: for corrections, for clients that were away, and for timers.

use domain::{Error, Form, Kind, NewActivity, Reason, Result, Word};
use serde_json::{Map, Value};

use super::log::{
    Log, LogBath, LogDiaper, LogFeeding, LogGrowth, LogMedication, LogMilestone, LogNote,
    LogPumping, LogSleep, LogTemperature, LogTummyTime,
};
use crate::rest::reasons;

/// What all activities have; every other field belongs to the kind's own.
const COMMON: [&str; 14] = [
    "id",
    "childId",
    "type",
    "timestamp",
    "startTime",
    "endTime",
    "details",
    "notes",
    "mood",
    "version",
    "createdBy",
    "createdAt",
    "updatedAt",
    "duration",
];

/// Brings what clients send into the form in which activities are shown: the kind's own fields may stand in `details`, or
/// beside it as in the call that logs the kind.
pub(crate) fn shaped(sent: Map<String, Value>) -> Result<Map<String, Value>> {
    let mut shaped = Map::new();
    let mut own = Map::new();
    for (name, value) in sent {
        match name.as_str() {
            "startTime" => {
                shaped.insert("timestamp".into(), value);
            }
            "type" if value.as_str().is_none_or(|word| Kind::parse("type", word).is_err()) => {
                own.insert(name, value);
            }
            "details" => match value {
                Value::Object(details) => own.extend(details),
                Value::Null => {}
                _ => return Err(Error::invalid("details", Reason::NotA(Form::Object))),
            },
            known if COMMON.contains(&known) => {
                shaped.insert(name, value);
            }
            _ => {
                own.insert(name, value);
            }
        }
    }
    if !own.is_empty() {
        shaped.insert("details".into(), Value::Object(own));
    }
    Ok(shaped)
}

/// Reads an activity in the form in which it is shown.
pub(crate) fn read(mut shown: Map<String, Value>) -> Result<NewActivity> {
    let kind = shown.remove("type").ok_or(Error::invalid("type", Reason::Required))?;
    let kind = kind.as_str().ok_or(Error::invalid("type", Reason::NotA(Form::Text)))?;
    let kind = Kind::parse("type", kind)?;
    let mut own = match shown.remove("details") {
        Some(Value::Object(own)) => own,
        _ => Map::new(),
    };
    // What all activities have stands beside the details and never in them; only `type` is a name of both.
    own.retain(|name, _| name == "type" || !COMMON.contains(&name.as_str()));
    if kind == Kind::Feeding {
        // Its particulars are an object of their own, without its type.
        if let Some(method) = own.remove("type") {
            shown.insert("type".into(), method);
        }
        shown.insert("details".into(), Value::Object(own));
    } else {
        shown.extend(own);
    }
    if kind.is_timed()
        && let Some(start) = shown.remove("timestamp")
    {
        shown.insert("startTime".into(), start);
    }
    let body = Value::Object(shown);
    let read = match kind {
        Kind::Feeding => log::<LogFeeding>(body),
        Kind::Sleep => log::<LogSleep>(body),
        Kind::Diaper => log::<LogDiaper>(body),
        Kind::Growth => log::<LogGrowth>(body),
        Kind::Milestone => log::<LogMilestone>(body),
        Kind::Medication => log::<LogMedication>(body),
        Kind::Temperature => log::<LogTemperature>(body),
        Kind::Pumping => log::<LogPumping>(body),
        Kind::Bath => log::<LogBath>(body),
        Kind::TummyTime => log::<LogTummyTime>(body),
        Kind::Note => log::<LogNote>(body),
    };
    read.map_err(as_shown)
}

fn log<T: Log>(body: Value) -> Result<NewActivity> {
    reasons::read::<T>(body)?.read()
}

/// Names a field as it is spelt in the form that is shown.
pub(crate) fn as_shown(error: Error) -> Error {
    let Error::Invalid { field, reason } = error else { return error };
    let first = field.split('.').next().unwrap_or_default();
    let field = match first {
        "startTime" => "timestamp".into(),
        // The kind itself, or what one of its kind calls so.
        "type" if matches!(reason, Reason::OnlyFor(_)) => field,
        "type" => "details.type".into(),
        common if COMMON.contains(&common) => field,
        _ => format!("details.{field}").into(),
    };
    Error::invalid(field, reason)
}
