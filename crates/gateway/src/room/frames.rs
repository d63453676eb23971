//! What the server says: one JSON object a frame.

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use domain::{AccountId, Activity, Change, Error, Event, FamilyId, Locale, Subject, Timer, Word};
use persistence::members::Listed;
use serde_json::{Value, json};

use super::delivery::Greeting;
use crate::{language, socket::frame};

/// A change, as everybody in the room hears it who speaks this language.
pub(crate) fn change(change: &Change, locale: Locale) -> Bytes {
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
        Subject::Timer { .. } => timer_data(&change.subject),
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

fn timer_data(subject: &Subject) -> Value {
    let Subject::Timer { id, child, kind, start, by } = subject else { return Value::Null };
    json!({
        "timerId": id.to_string(),
        "type": kind.word(),
        "childId": child.to_string(),
        "startedBy": by.to_string(),
        "startTime": start,
    })
}

/// The answer to what somebody asked of a timer: how it is now. What the room is told has a number, this has not.
pub(crate) fn timer(event: Event, timer: &Timer, made: Option<&Activity>, id: &Value) -> Bytes {
    let mut data = timer_data(&timer.subject());
    if let Some(activity) = made {
        data["activityId"] = activity.id.to_string().into();
    }
    answer(event.word(), &data, id)
}

/// In the place of a change that somebody may not know of, so that their numbers have no hole.
pub(crate) fn hidden(seq: i64) -> Bytes {
    text(&json!({ "event": "hidden", "data": {}, "seq": seq }))
}

/// The answer to `join-family`. What `since` asks for follows it.
pub(crate) fn joined(
    (family, seq): (FamilyId, i64),
    epoch: &str,
    members: &[Listed],
    Greeting { until, id }: &Greeting,
    online: impl Fn(AccountId) -> bool,
) -> Bytes {
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            json!({
                "id": member.account.id.to_string(),
                "name": *member.account.profile.name,
                "role": member.membership.role.word(),
                "online": online(member.account.id),
            })
        })
        .collect();
    let data = json!({
        "familyId": family.to_string(),
        "seq": seq,
        "epoch": epoch,
        "members": members,
        "tokenEndsAt": until,
    });
    answer("family-joined", &data, id)
}

/// Somebody came, or went.
pub(crate) fn presence(family: FamilyId, member: AccountId, online: bool) -> Bytes {
    let (family, member) = (family.to_string(), member.to_string());
    let data = json!({ "familyId": family, "memberId": member, "online": online });
    answer("presence", &data, &Value::Null)
}

/// The answer to `leave-family`.
pub(crate) fn left(family: FamilyId, id: &Value) -> Bytes {
    answer("family-left", &json!({ "familyId": family.to_string() }), id)
}

/// The gap is too large, or the client has seen what never was: it must read afresh.
pub(crate) fn resync(family: FamilyId, seq: i64, epoch: &str) -> Bytes {
    let data = json!({ "familyId": family.to_string(), "seq": seq, "epoch": epoch });
    answer("resync", &data, &Value::Null)
}

/// The answer to `authenticate`.
pub(crate) fn authenticated(until: Option<DateTime<Utc>>, id: &Value) -> Bytes {
    answer("authenticated", &json!({ "tokenEndsAt": until }), id)
}

/// The token has ended; without a new one the connection ends at this moment.
pub(crate) fn token_ended(closes_at: DateTime<Utc>) -> Bytes {
    answer("token-ended", &json!({ "closesAt": closes_at }), &Value::Null)
}

/// The answer to `ping`.
pub(crate) fn pong(id: &Value) -> Bytes {
    answer("pong", &json!({}), id)
}

/// A refusal.
pub(crate) fn error(locale: Locale, error: &Error, id: &Value) -> Bytes {
    let mut data = json!({ "code": error.code(), "message": language::message(locale, error) });
    if let Some((field, reason)) = language::details(locale, error) {
        data["details"] = json!({ "field": field, "reason": reason });
    }
    answer("error", &data, id)
}

fn answer(event: &str, data: &Value, id: &Value) -> Bytes {
    let mut frame = json!({ "event": event, "data": data });
    if !id.is_null() {
        frame["id"] = id.clone();
    }
    text(&frame)
}

fn text(frame: &Value) -> Bytes {
    frame::text(&frame.to_string())
}
