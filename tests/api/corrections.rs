//! Correcting, deleting and restoring what was logged.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

const MORNING: &str = "2024-01-08T12:00:00Z";

async fn log(person: &Person<'_>, child: &str, kind: &str, fields: Value) -> String {
    let mut body = fields;
    body["childId"] = child.into();
    let logged = person.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    format!("/api/v1/activities/{}", logged["id"].as_str().unwrap())
}

async fn nap(person: &Person<'_>, child: &str) -> String {
    let nap = json!({
        "startTime": "2024-01-08T09:00:00Z", "endTime": "2024-01-08T10:00:00Z", "type": "nap",
        "location": "crib", "notes": "Went down easily", "mood": "happy",
    });
    log(person, child, "sleep", nap).await
}

#[rstest]
#[tokio::test]
async fn an_activity_is_corrected_field_by_field(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let path = nap(&jane, &child).await;
    let before = jane.get(&path).await.data(200);
    gateway.pass(TimeDelta::minutes(1));

    // The kind's own fields stand in `details` or beside it; what is not named stays.
    let after = jane.patch(&path, json!({ "quality": "good", "version": 1 })).await.data(200);
    assert_eq!(after["details"], json!({ "type": "nap", "location": "crib", "quality": "good" }));
    assert_eq!(after["version"], 2);
    assert!(after["updatedAt"].as_str() > before["updatedAt"].as_str());
    for field in [
        "id",
        "childId",
        "type",
        "timestamp",
        "endTime",
        "duration",
        "notes",
        "mood",
        "createdBy",
        "createdAt",
    ] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert_eq!(jane.get(&path).await.data(200), after);
    let after = jane.patch(&path, json!({ "details": { "location": "car" } })).await.data(200);
    assert_eq!(after["details"], json!({ "type": "nap", "location": "car", "quality": "good" }));
    let after = jane.patch(&path, json!({ "type": "night" })).await.data(200);
    assert_eq!((&after["type"], &after["details"]["type"]), (&json!("sleep"), &json!("night")));

    let removed =
        json!({ "endTime": null, "notes": null, "mood": null, "details": { "quality": null } });
    let after = jane.patch(&path, removed).await.data(200);
    for field in ["endTime", "duration", "notes", "mood"] {
        assert!(after.get(field).is_none(), "{field}: {after}");
    }
    assert_eq!(after["details"], json!({ "type": "night", "location": "car" }));
    let moved = json!({ "startTime": "2024-01-08T08:00:00Z", "endTime": "2024-01-08T08:30:00Z" });
    let after = jane.patch(&path, moved).await.data(200);
    assert_eq!(
        (&after["timestamp"], &after["duration"]),
        (&json!("2024-01-08T08:00:00Z"), &json!(30))
    );
    let reply = jane.get(&path).await;
    assert_eq!(reply.headers["etag"], format!("\"{}\"", after["version"]));
    assert_eq!(reply.data(200), after);
}

#[rstest]
#[tokio::test]
async fn what_a_correction_cannot_say_is_named(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (child, ivy) = (jane.child("Emma").await, eve.child("Ivy").await);
    let path = nap(&jane, &child).await;
    for (patch, field) in [
        (json!({ "details": "nap" }), "details"),
        (json!({ "details": { "quality": "bad" } }), "details.quality"),
        (json!({ "quality": "bad" }), "details.quality"),
        (json!({ "details": { "type": null } }), "details.type"),
        (json!({ "type": "wet" }), "details.type"),
        (json!({ "timestamp": null }), "timestamp"),
        (json!({ "timestamp": "2024-01-08T12:06:00Z" }), "timestamp"),
        (json!({ "startTime": "2024-01-08T10:00:01Z" }), "endTime"),
        (json!({ "endTime": "2024-01-08T08:00:00Z" }), "endTime"),
        (json!({ "mood": "grumpy" }), "mood"),
        (json!({ "notes": "x".repeat(2001) }), "notes"),
        (json!({ "childId": null }), "childId"),
        (json!({ "childId": "x" }), "childId"),
        (json!({ "version": "two" }), "version"),
        (json!({ "version": 1.5 }), "version"),
        (json!({ "version": 3_000_000_000_i64 }), "version"),
    ] {
        let reply = jane.patch(&path, patch.clone()).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{patch} {}", reply.body);
    }
    let note =
        log(&jane, &child, "note", json!({ "timestamp": "2024-01-08T09:00:00Z", "notes": "Hm" }))
            .await;
    let empty = jane.patch(&note, json!({ "notes": null })).await;
    assert_eq!(empty.refusal(), (400, "VALIDATION_ERROR", "notes"));
    let kind = jane.patch(&note, json!({ "type": "bath" })).await;
    assert_eq!(kind.refusal(), (400, "VALIDATION_ERROR", "type"));

    // Another child of the family may have had the nap, one of another family cannot.
    let ella = jane.child("Ella").await;
    for child in [&ivy, &domain::ChildId::fresh().to_string()] {
        assert_eq!(
            jane.patch(&path, json!({ "childId": child })).await.refusal(),
            (404, "NOT_FOUND", "")
        );
    }
    let moved = jane.patch(&path, json!({ "childId": ella })).await.data(200);
    assert_eq!((&moved["childId"], &moved["version"]), (&json!(ella), &json!(2)));
    for (child, total) in [(&child, 1), (&ella, 1)] {
        let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
        assert_eq!(list["cursor"]["total"], total);
    }
    for reply in [
        eve.get(&path).await,
        eve.patch(&path, json!({ "notes": "Ha" })).await,
        eve.delete(&path).await,
        eve.post(&format!("{path}/restore"), json!({})).await,
    ] {
        assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
    }
}

#[rstest]
#[tokio::test]
async fn a_stale_version_is_refused_in_every_spelling_with_what_there_is(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let path = nap(&jane, &child).await;
    let now = jane.patch(&path, json!({ "quality": "good", "version": 1 })).await.data(200);
    let edit = json!({ "quality": "restless" });
    let call = |method: Method, path: &str| jane.call(method, path).json(&edit);
    let query = format!("{path}?version=1");
    for stale in [
        jane.call(Method::PATCH, &path).json(&json!({ "quality": "restless", "version": 1 })),
        call(Method::PATCH, &path).header("If-Match", "1"),
        call(Method::PATCH, &path).header("If-Match", "\"1\""),
        call(Method::PATCH, &path).header("If-Match", "W/\"1\""),
        call(Method::PATCH, &query),
        jane.call(Method::DELETE, &query),
        jane.call(Method::DELETE, &path).header("If-Match", "W/\"1\""),
        jane.call(Method::DELETE, &path).header("If-Match", "\"3\""),
    ] {
        let reply = send(stale).await;
        assert_eq!(reply.refusal(), (409, "SYNC_CONFLICT", "version"), "{}", reply.body);
        let details = &reply.body["error"]["details"];
        assert!([1, 3].map(Value::from).contains(&details["yourVersion"]), "{details}");
        assert_eq!((&details["currentVersion"], &details["current"]), (&json!(2), &now));
        assert!(details["reason"].is_string());
    }
    // What changes nothing conflicts with nothing: it is the same edit come again.
    let again = jane.patch(&path, json!({ "quality": "good", "version": 1 })).await.data(200);
    assert_eq!(again, now);
    assert_eq!(jane.patch(&path, json!({})).await.data(200), now);
    let whole = jane.patch(&path, now.clone()).await.data(200);
    assert_eq!(whole, now);
    for (header, bad) in [("If-Match", "soon"), ("If-Match", "\"1\", \"2\"")] {
        let reply = send(call(Method::PATCH, &path).header(header, bad)).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "If-Match"));
    }
    let reply = jane.delete(&format!("{path}?version=x")).await;
    assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "version"));
    for current in [
        call(Method::PATCH, &path).header("If-Match", "W/\"2\""),
        call(Method::PATCH, &path).header("If-Match", "*").json(&json!({ "quality": "good" })),
        jane.call(Method::DELETE, &format!("{path}?version=4")),
    ] {
        assert_eq!(send(current).await.status, 200);
    }
}

#[rstest]
#[tokio::test]
async fn amounts_survive_an_edit_that_is_not_about_them(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (start, at) = ("2024-01-08T09:00:00Z", "2024-01-08T10:00:00Z");
    let bottle = |amount: f64, unit: &str| json!({ "startTime": start, "type": "bottle", "details": { "amount": amount, "unit": unit } });
    let quantity = |value: f64, unit: &str| json!({ "value": value, "unit": unit });
    for (kind, sent) in [
        ("feeding", bottle(4.0, "oz")),
        ("feeding", bottle(3.333, "oz")),
        ("feeding", bottle(0.047, "oz")),
        ("feeding", bottle(117.3, "ml")),
        (
            "pumping",
            json!({ "startTime": start, "amount": 2.777, "unit": "oz", "leftSeconds": 61, "rightSeconds": 7 }),
        ),
        (
            "growth",
            json!({ "timestamp": at, "weight": quantity(18.3, "lb"), "height": quantity(26.7, "in"), "headCircumference": quantity(16.9, "in") }),
        ),
        (
            "temperature",
            json!({ "timestamp": at, "temperature": quantity(100.7, "°F"), "site": "ear" }),
        ),
        ("medication", json!({ "timestamp": at, "name": "Syrup", "dose": 0.333, "unit": "ml" })),
    ] {
        let path = log(&jane, &child, kind, sent.clone()).await;
        let before = jane.get(&path).await.data(200);
        assert_eq!(jane.patch(&path, json!({})).await.data(200), before, "{sent}");
        assert_eq!(jane.patch(&path, before.clone()).await.data(200), before, "{sent}");
        let after = jane.patch(&path, json!({ "notes": "Well done" })).await.data(200);
        assert_eq!(
            (&after["details"], &after["version"]),
            (&before["details"], &json!(2)),
            "{sent}"
        );
    }
    let path = log(&jane, &child, "feeding", bottle(4.0, "oz")).await;
    let after = jane.patch(&path, json!({ "amount": 100, "unit": "ml" })).await.data(200);
    assert_eq!(
        (&after["details"]["amount"], &after["details"]["unit"]),
        (&json!(100.0), &json!("ml"))
    );
    assert_eq!(after["details"]["measurement"]["value"], 100.0);
    let after = jane.patch(&path, json!({ "details": { "amount": null } })).await.data(200);
    assert_eq!(after["details"], json!({ "type": "bottle" }));
}

#[rstest]
#[tokio::test]
async fn what_was_deleted_counts_nowhere_and_comes_back(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let weight =
        json!({ "timestamp": "2024-01-08T10:00:00Z", "weight": { "value": 8, "unit": "kg" } });
    let wet = json!({ "timestamp": "2024-01-08T10:00:00Z", "type": "wet" });
    let bottle = json!({ "startTime": "2024-01-08T10:00:00Z", "type": "bottle", "details": { "amount": 100, "unit": "ml" } });
    let paths = [
        nap(&jane, &child).await,
        log(&jane, &child, "growth", weight).await,
        log(&jane, &child, "diaper", wet).await,
        log(&jane, &child, "feeding", bottle).await,
    ];
    let look = async || {
        let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
        let detail = jane.get(&format!("/api/v1/children/{child}")).await.data(200);
        let query = "query($id: ID!) { family(id: $id) { children { todaySummary(date: \"2024-01-08\") { feedings { count } diapers { count } sleep { totalHours } } } members { recentActivities(limit: 5) { type } } } }";
        let graph = jane.graphql(query, json!({ "id": jane.family })).await.body["data"].clone();
        (list, detail, graph)
    };
    let before = look().await;
    let mut socket = jane.listen(&jane.family).await;
    for path in &paths {
        let gone = jane.delete(path).await.data(200);
        let id = path.rsplit('/').next().unwrap();
        assert_eq!(
            (&gone["id"], &gone["deleted"], &gone["version"]),
            (&json!(id), &json!(true), &json!(2))
        );
        assert!(gone["restorableUntil"].as_str().unwrap().starts_with("2024-02-07T12:00:"));
        // Again, and it is gone as before.
        assert_eq!(jane.delete(path).await.data(200), gone);
        assert_eq!(jane.get(path).await.refusal(), (404, "NOT_FOUND", ""));
        assert_eq!(
            jane.patch(path, json!({ "notes": "x" })).await.refusal(),
            (404, "NOT_FOUND", "")
        );
        let heard = socket.next().await;
        assert_eq!(
            (&heard["event"], &heard["data"]["activityId"]),
            (&json!("activity-deleted"), &json!(id))
        );
    }
    let (list, detail, graph) = look().await;
    assert_eq!((&list["activities"], &list["cursor"]["total"]), (&json!([]), &json!(0)));
    assert!(detail.get("currentWeight").is_none(), "{detail}");
    assert_eq!(
        detail["todaySummary"],
        json!({ "feedings": 0, "sleepHours": 0.0, "diapers": 0, "lastFeedingAt": null, "lastSleepAt": null })
    );
    assert_eq!(graph["family"]["members"][0]["recentActivities"], json!([]));
    assert_eq!(graph["family"]["children"][0]["todaySummary"]["feedings"]["count"], 0);

    let mut last = None;
    for path in &paths {
        let restored = jane.post(&format!("{path}/restore"), json!({})).await.data(200);
        assert_eq!(restored["version"], 3);
        assert_eq!(jane.post(&format!("{path}/restore"), json!({})).await.data(200), restored);
        assert_eq!(jane.get(path).await.data(200), restored);
        let heard = socket.next().await;
        assert_eq!(heard["event"], "activity-updated");
        let seq = heard["seq"].as_i64();
        assert!(last.is_none_or(|last: i64| Some(last + 1) == seq));
        last = seq;
    }
    assert!(socket.is_silent(Duration::from_millis(300)).await, "what changed nothing was told");
    let after = look().await;
    assert_eq!((after.1, after.2), (before.1, before.2));
    assert_eq!(after.0["cursor"]["total"], 4);
}

#[rstest]
#[tokio::test]
async fn an_edit_is_told_with_its_number(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let child = jane.child("Emma").await;
    let path = nap(&jane, &child).await;
    let mut socket = jane.socket().await;
    let seq = socket.join(&jane.family, None).await["data"]["seq"].as_i64().unwrap();
    john.patch(&path, json!({ "timestamp": "2024-01-08T08:30:00Z" })).await.data(200);
    let heard = socket.next().await;
    assert_eq!(
        heard,
        json!({
            "event": "activity-updated", "seq": seq + 1,
            "data": {
                "activityId": path.rsplit('/').next().unwrap(), "childId": child, "type": "sleep",
                "loggedBy": john.id, "timestamp": "2024-01-08T08:30:00Z",
            },
        })
    );
    // Who logged it stays who logged it.
    assert_eq!(jane.get(&path).await.data(200)["createdBy"], json!(jane.id));
}

#[rstest]
#[tokio::test]
async fn a_deletion_can_be_taken_back_for_thirty_days(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (early, late) = (nap(&jane, &child).await, nap(&jane, &child).await);
    for path in [&early, &late] {
        jane.delete(path).await.data(200);
    }
    let sign_in = async || {
        let login = json!({ "email": jane.email, "password": tests::PASSWORD });
        let tokens = gateway.anyone().post("/api/v1/auth/login", login).await.body;
        Person { token: tokens["token"].as_str().unwrap().into(), ..jane.clone() }
    };
    gateway.pass(TimeDelta::days(30) - TimeDelta::minutes(5));
    let person = sign_in().await;
    person.post(&format!("{early}/restore"), json!({})).await.data(200);
    gateway.pass(TimeDelta::minutes(10));
    let refused = person.post(&format!("{late}/restore"), json!({})).await;
    assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    person.get(&early).await.data(200);
}

#[rstest]
#[tokio::test]
async fn one_of_ten_edits_of_the_same_version_wins_on_two_nodes(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let other = if on == Sqlite { None } else { Some(gateway.beside().await) };
    let there = other.as_ref().map_or_else(|| jane.clone(), |other| jane.at(other));
    let child = crate::kinds::child_of(&jane, Some("female")).await;
    let weight =
        json!({ "timestamp": "2024-01-08T10:00:00Z", "weight": { "value": 8, "unit": "kg" } });
    let path = log(&jane, &child, "growth", weight).await;
    let mut socket = there.listen(&jane.family).await;
    let edits = (1..=10).map(|grams| {
        let who = if grams % 2 == 0 { &jane } else { &there };
        let weight = json!({ "value": 8000 + grams * 100, "unit": "g" });
        who.patch(&path, json!({ "weight": weight, "version": 1 }))
    });
    let replies = join_all(edits).await;
    let (won, lost): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 9));
    let now = jane.get(&path).await.data(200);
    assert_eq!(won[0].body["data"], now);
    for reply in lost {
        assert_eq!(reply.refusal(), (409, "SYNC_CONFLICT", "version"));
        let details = &reply.body["error"]["details"];
        assert_eq!((&details["yourVersion"], &details["currentVersion"]), (&json!(1), &json!(2)));
        assert_eq!(details["current"], now);
    }
    assert_eq!(socket.next().await["event"], "activity-updated");
    assert!(socket.is_silent(Duration::from_millis(300)).await);
    // What one node changed the other shows, and knows the version of.
    assert_eq!(there.get(&path).await.data(200), now);
    jane.delete(&format!("{path}?version=2")).await.data(200);
    assert_eq!(there.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn who_may_not_log_may_not_correct(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    jane.welcome(&gran, "viewer", None).await;
    let child = jane.child("Emma").await;
    let path = nap(&jane, &child).await;
    gran.get(&path).await.data(200);
    for reply in [
        gran.patch(&path, json!({ "notes": "x" })).await,
        gran.delete(&path).await,
        gran.post(&format!("{path}/restore"), json!({})).await,
    ] {
        assert_eq!(reply.refusal(), (403, "FORBIDDEN", ""));
    }
    assert_eq!(jane.get(&path).await.data(200)["version"], 1);
}
