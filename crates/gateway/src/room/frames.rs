//! What client and server say to each other: one JSON object a frame.

use bytestring::ByteString;
use domain::{Change, Error, Event, FamilyId, Locale, Subject, Word};
use persistence::members::Listed;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::language;

/// What a client says.
#[derive(Deserialize)]
pub(crate) struct Said {
    /// What it wants.
    pub(crate) event: String,
    /// The particulars.
    #[serde(default)]
    pub(crate) data: Value,
    /// Its own id, which comes back on the answer.
    #[serde(default)]
    pub(crate) id: Value,
}

/// A change, as everybody in the room hears it who speaks this language.
pub(crate) fn change(change: &Change, locale: Locale) -> ByteString {
    let data = match &change.subject {
        Subject::Family => json!({ "familyId": change.family.to_string() }),
        Subject::Invitation { id, role } => {
            json!({ "invitationId": id.to_string(), "role": role.word() })
        }
        Subject::Member { id, role } => {
            json!({ "memberId": id.to_string(), "role": role.word() })
        }
        Subject::Child { id } => json!({ "childId": id.to_string() }),
        Subject::Activity { id, child, kind, timestamp } => json!({
            "activityId": id.to_string(),
            "childId": child.to_string(),
            "type": kind.word(),
            "loggedBy": change.by.to_string(),
            "timestamp": timestamp,
        }),
        Subject::Timer { id, child, kind, start, by } => json!({
            "timerId": id.to_string(),
            "type": kind.word(),
            "childId": child.to_string(),
            "startedBy": by.to_string(),
            "startTime": start,
        }),
        Subject::Appointment { id, child, at } => json!({
            "appointmentId": id.to_string(),
            "childId": child.to_string(),
            "scheduledFor": at,
        }),
        Subject::Insight { child, name, finding, .. }
            if change.event == Event::InsightAvailable =>
        {
            json!({
                "childId": child.to_string(),
                "type": finding.kind().word(),
                "message": language::finding(locale, name, finding),
                "priority": finding.priority().word(),
            })
        }
        Subject::Insight { id, child, .. } => {
            json!({ "insightId": id.to_string(), "childId": child.to_string() })
        }
    };
    text(&json!({ "event": change.event.word(), "data": data, "seq": change.seq }))
}

/// In the place of a change that somebody may not know of, so that their numbers have no hole.
pub(crate) fn hidden(seq: i64) -> ByteString {
    text(&json!({ "event": "hidden", "data": {}, "seq": seq }))
}

/// The answer to `join-family`. What `since` asks for follows it.
pub(crate) fn joined(family: FamilyId, seq: i64, members: &[Listed], id: &Value) -> ByteString {
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            json!({
                "id": member.account.id.to_string(),
                "name": member.account.profile.name,
                "role": member.membership.role.word(),
            })
        })
        .collect();
    let data = json!({ "familyId": family.to_string(), "seq": seq, "members": members });
    answer("family-joined", &data, id)
}

/// The answer to `leave-family`.
pub(crate) fn left(family: FamilyId, id: &Value) -> ByteString {
    answer("family-left", &json!({ "familyId": family.to_string() }), id)
}

/// The gap is too large, or the client has seen what never was: it must read afresh.
pub(crate) fn resync(family: FamilyId, seq: i64) -> ByteString {
    answer("resync", &json!({ "familyId": family.to_string(), "seq": seq }), &Value::Null)
}

/// The answer to `ping`.
pub(crate) fn pong(id: &Value) -> ByteString {
    answer("pong", &json!({}), id)
}

/// A refusal.
pub(crate) fn error(locale: Locale, error: &Error, id: &Value) -> ByteString {
    let mut data = json!({ "code": error.code(), "message": language::message(locale, error) });
    if let Some((field, reason)) = language::details(locale, error) {
        data["details"] = json!({ "field": field, "reason": reason });
    }
    answer("error", &data, id)
}

fn answer(event: &str, data: &Value, id: &Value) -> ByteString {
    let mut frame = json!({ "event": event, "data": data });
    if !id.is_null() {
        frame["id"] = id.clone();
    }
    text(&frame)
}

fn text(frame: &Value) -> ByteString {
    frame.to_string().into()
}
