//! Changing families: who is in them, who is invited, and what becomes of them.

use std::time::Duration;

use reqwest::Method;
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

fn family(person: &Person<'_>) -> String {
    format!("/api/v1/families/{}", person.family)
}

fn place(parent: &Person<'_>, member: &Person<'_>) -> String {
    format!("{}/members/{}", family(parent), member.id)
}

/// That a thing is shown with its version, and that a stale one is refused with what there is.
async fn keeps_versions(person: &Person<'_>, path: &str, edit: Value) {
    let reply = person.get(path).await;
    let shown = reply.clone().data(200);
    assert_eq!(reply.headers["etag"], format!("\"{}\"", shown["version"]), "{path}");
    let version = shown["version"].as_i64().unwrap();
    for call in [
        person.call(Method::PATCH, path).header("If-Match", "\"77\"").json(&edit),
        person.call(Method::PATCH, &format!("{path}?version=77")).json(&edit),
        person.call(Method::DELETE, path).header("If-Match", "W/\"77\""),
        person.call(Method::DELETE, &format!("{path}?version=77")),
    ] {
        let reply = send(call).await;
        assert_eq!(reply.refusal(), (409, "SYNC_CONFLICT", "version"), "{path} {}", reply.body);
        let details = &reply.body["error"]["details"];
        assert_eq!(
            (&details["yourVersion"], &details["currentVersion"]),
            (&json!(77), &json!(version))
        );
        assert_eq!(details["current"]["version"], json!(version));
        assert_eq!(details["current"]["id"], shown["id"]);
    }
    let mut with_version = edit;
    with_version["version"] = version.into();
    let after = person.patch(path, with_version.clone()).await.data(200);
    assert_eq!(after["version"], version + 1, "{path}");
    // The same again changes nothing, and so is not stale.
    assert_eq!(person.patch(path, with_version).await.data(200)["version"], version + 1);
}

#[rstest]
#[tokio::test]
async fn whatever_can_be_changed_keeps_versions(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let child = jane.child("Emma").await;
    let invite = json!({ "email": "a@example.com", "role": "viewer" });
    let invited = jane.post("/api/v1/families/invite", invite).await.data(201);
    let invitation =
        format!("{}/invitations/{}", family(&jane), invited["invitationId"].as_str().unwrap());
    keeps_versions(&jane, &family(&jane), json!({ "name": "The Does" })).await;
    keeps_versions(&jane, &place(&jane, &john), json!({ "role": "viewer" })).await;
    keeps_versions(&jane, &invitation, json!({ "role": "caregiver" })).await;
    keeps_versions(&jane, &format!("/api/v1/children/{child}"), json!({ "name": "Ella" })).await;
}

#[rstest]
#[tokio::test]
async fn a_familys_clock_decides_which_day_it_is(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:30:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let bottle = json!({ "childId": child, "type": "bottle", "startTime": "2024-01-10T03:00:00Z" });
    jane.post("/api/v1/activities/feeding", bottle).await.data(201);
    let days = async || {
        let mut totals = Vec::new();
        for day in ["2024-01-09", "2024-01-10"] {
            let path = format!("/api/v1/activities?childId={child}&startDate={day}&endDate={day}");
            totals.push(jane.get(&path).await.data(200)["cursor"]["total"].as_u64().unwrap());
        }
        let today = jane.get(&format!("/api/v1/children/{child}")).await.data(200);
        (totals, today["todaySummary"]["feedings"].as_u64().unwrap())
    };
    assert_eq!(days().await, (vec![0, 1], 1));
    let edit = json!({ "dayStart": "04:00", "name": " The Night Owls " });
    let after = jane.patch(&family(&jane), edit).await.data(200);
    assert_eq!((&after["dayStart"], &after["name"]), (&json!("04:00"), &json!("The Night Owls")));
    assert_eq!(jane.get(&family(&jane)).await.data(200), after);
    assert_eq!(days().await, (vec![1, 0], 0));
    jane.patch(&family(&jane), json!({ "dayStart": "00:00" })).await.data(200);
    assert_eq!(days().await, (vec![0, 1], 1));
    let after =
        jane.patch(&family(&jane), json!({ "timezone": "America/New_York" })).await.data(200);
    assert_eq!(
        (&after["timezone"], &after["dayStart"]),
        (&json!("America/New_York"), &json!("00:00"))
    );
    assert_eq!(days().await, (vec![1, 0], 0));
    for (field, value) in [
        ("name", json!(" ")),
        ("name", json!("x".repeat(200))),
        ("name", Value::Null),
        ("timezone", json!("Mars/Olympus")),
        ("dayStart", json!("13:00")),
        ("dayStart", json!("4")),
        ("dayStart", json!("04:60")),
        ("dayStart", json!("+4:+0")),
    ] {
        let reply = jane.patch(&family(&jane), json!({ field: value })).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{value}");
    }
}

#[rstest]
#[tokio::test]
async fn somebody_can_be_in_two_families(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let make = json!({ "name": "Grandma's", "timezone": "Europe/Paris" });
    let made = jane.post("/api/v1/families", make).await.data(201);
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!((&made["name"], &made["role"]), (&json!("Grandma's"), &json!("parent")));
    assert_eq!(jane.get(&format!("/api/v1/families/{id}")).await.data(200), made);
    let there = Person { family: id.clone(), ..jane.clone() };
    let (emma, ivy) = (jane.child("Emma").await, there.child("Ivy").await);
    let names = async |path: &str| {
        let children = jane.get(path).await.data(200)["children"].clone();
        children.as_array().unwrap().iter().map(|child| child["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("/api/v1/children").await, [json!(emma), json!(ivy)]);
    assert_eq!(names(&format!("/api/v1/children?familyId={id}")).await, [json!(ivy)]);
    let families = jane.get("/api/v1/families").await.data(200)["families"].clone();
    assert_eq!((&families[0]["id"], &families[1]["id"]), (&json!(jane.family), &json!(id)));
    assert_eq!(eve.get(&format!("/api/v1/children?familyId={id}")).await.status, 404);
    let unnamed = json!({ "email": "a@example.com", "role": "viewer" });
    let reply = jane.post("/api/v1/families/invite", unnamed).await;
    assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "familyId"));
    for (field, body) in [
        ("name", json!({ "name": "" })),
        ("name", json!({})),
        ("timezone", json!({ "name": "X", "timezone": "Mars" })),
    ] {
        assert_eq!(
            jane.post("/api/v1/families", body).await.refusal(),
            (400, "VALIDATION_ERROR", field)
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_family_that_is_removed_is_gone_for_everybody(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let mut body = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15" });
    body["photo"] = crate::photos::picture().into();
    let child = jane.post("/api/v1/children", body).await.data(201)["id"].clone();
    let child = child.as_str().unwrap();
    let feeding = john.feed(child, 5).await.data(201)["id"].clone();
    jane.post("/api/v1/timers", json!({ "childId": child, "type": "sleep" })).await.data(201);
    jane.post("/api/v1/families/invite", json!({ "email": "a@example.com", "role": "viewer" }))
        .await
        .data(201);
    let files = || std::fs::read_dir(gateway.data.path().join("files")).unwrap().count();
    assert_eq!(files(), 2);
    let refused = john.delete(&family(&jane)).await;
    assert_eq!(refused.refusal(), (403, "FORBIDDEN", ""));
    let mut socket = john.listen(&jane.family).await;
    assert_eq!(
        jane.delete(&family(&jane)).await.data(200),
        json!({ "id": jane.family, "deleted": true })
    );
    // Whoever is still in the room is told that they are no longer, or hears nothing more.
    let _ = socket.is_silent(Duration::from_millis(300)).await;
    socket
        .say(json!({ "event": "join-family", "data": { "familyId": jane.family }, "id": "again" }))
        .await;
    loop {
        let frame = socket.next().await;
        if frame["id"] == "again" {
            assert_eq!(
                (&frame["event"], &frame["data"]["code"]),
                (&json!("error"), &json!("NOT_FOUND"))
            );
            break;
        }
    }
    for person in [&jane, &john] {
        for path in [
            family(&jane),
            format!("{}/members", family(&jane)),
            format!("/api/v1/children/{child}"),
            format!("/api/v1/children?familyId={}", jane.family),
            format!("/api/v1/activities?childId={child}"),
            format!("/api/v1/activities/{}", feeding.as_str().unwrap()),
            format!("/api/v1/timers?familyId={}", jane.family),
            format!("/api/v1/sync?familyId={}", jane.family),
        ] {
            assert_eq!(person.get(&path).await.status, 404, "{path}");
        }
    }
    assert_eq!(jane.get("/api/v1/families").await.data(200)["families"], json!([]));
    assert_eq!(
        john.get("/api/v1/families").await.data(200)["families"][0]["id"],
        json!(john.family)
    );
    assert_eq!(files(), 0, "the picture is gone");
    let late = john.post("/api/v1/families/join", json!({ "shareCode": jane.share_code })).await;
    assert_eq!(late.refusal(), (404, "NOT_FOUND", ""));

    let db = connect(&gateway).await;
    for table in ["children", "activities", "timers", "invitations"] {
        assert_eq!(rows(&db, table).await, 0, "{table}");
    }
    assert_eq!((rows(&db, "families").await, rows(&db, "members").await), (1, 1));
}

async fn connect(gateway: &Gateway) -> sea_orm::DatabaseConnection {
    let file = gateway.data.path().join("maternal.db");
    let url = gateway.database.url.clone();
    let url = url.unwrap_or_else(|| format!("sqlite://{}", file.display()));
    sea_orm::Database::connect(url).await.unwrap()
}

async fn rows(db: &sea_orm::DatabaseConnection, table: &str) -> i64 {
    let count = format!("SELECT COUNT(*) AS n FROM {table}");
    let row =
        db.query_one_raw(Statement::from_string(db.get_database_backend(), count)).await.unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

#[rstest]
#[tokio::test]
async fn what_a_member_may_changes_at_once_on_every_node(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let child = jane.child("Emma").await;
    let other = if on == Sqlite { None } else { Some(gateway.beside().await) };
    let there = other.as_ref().map_or_else(|| john.clone(), |other| john.at(other));
    let both = [&john, &there];
    for person in both {
        person.feed(&child, 5).await.data(201);
    }
    let edit = json!({ "permissions": { "canLogActivities": false } });
    let changed = jane.patch(&place(&jane, &john), edit).await.data(200);
    assert_eq!(
        changed["permissions"],
        json!({ "canAddChildren": false, "canEditChildren": false, "canLogActivities": false, "canViewReports": true })
    );
    assert_eq!(john.feed(&child, 5).await.status, 403, "at once where it was changed");
    gateway.forget().await;
    for person in both {
        assert_eq!(person.feed(&child, 5).await.refusal(), (403, "FORBIDDEN", ""));
    }
    let changed = jane.patch(&place(&jane, &john), json!({ "role": "parent" })).await.data(200);
    assert_eq!(changed["permissions"]["canAddChildren"], true);
    gateway.forget().await;
    for person in both {
        person.feed(&child, 5).await.data(201);
        person.get(&format!("{}/invitations", family(&jane))).await.data(200);
    }
    // Another role without a word about permissions has what the role has.
    let changed = jane.patch(&place(&jane, &john), json!({ "role": "viewer" })).await.data(200);
    assert_eq!(
        changed["permissions"],
        json!({ "canAddChildren": false, "canEditChildren": false, "canLogActivities": false, "canViewReports": true })
    );
    let wrong = jane.patch(&place(&jane, &john), json!({ "role": "king" })).await;
    assert_eq!(wrong.refusal(), (400, "VALIDATION_ERROR", "role"));
    assert_eq!(john.patch(&place(&jane, &john), json!({ "role": "parent" })).await.status, 403);
}

#[rstest]
#[tokio::test]
async fn a_family_keeps_a_parent(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let own = place(&jane, &jane);
    let demoted = jane.patch(&own, json!({ "role": "viewer" })).await;
    assert_eq!(demoted.refusal(), (400, "VALIDATION_ERROR", "role"));
    assert_eq!(jane.delete(&own).await.refusal(), (400, "VALIDATION_ERROR", "memberId"));
    jane.patch(&place(&jane, &john), json!({ "role": "parent" })).await.data(200);
    // Of two who leave at once, one stays.
    let johns = place(&jane, &john);
    let (one, other) =
        tokio::join!(jane.patch(&own, json!({ "role": "viewer" })), john.delete(&johns));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400], "{} {}", one.body, other.body);
}

#[rstest]
#[tokio::test]
async fn who_was_taken_out_hears_and_sees_nothing_more(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let gran = gateway.parent("Gran Doe").await;
    jane.welcome(&john, "caregiver", None).await;
    jane.welcome(&gran, "viewer", None).await;
    let child = jane.child("Emma").await;
    let mut socket = john.listen(&jane.family).await;
    let mut room = jane.listen(&jane.family).await;
    assert_eq!(gran.delete(&place(&jane, &john)).await.refusal(), (403, "FORBIDDEN", ""));
    let gone = jane.delete(&place(&jane, &john)).await.data(200);
    assert_eq!(gone, json!({ "id": john.id, "deleted": true }));
    let heard = room.next().await;
    assert_eq!(
        (&heard["event"], &heard["data"]["memberId"]),
        (&json!("member-left"), &json!(john.id))
    );
    jane.feed(&child, 5).await.data(201);
    assert_eq!(room.next().await["event"], "activity-logged");
    while let Ok(frame) = tokio::time::timeout(Duration::from_millis(500), socket.next()).await {
        assert_ne!(frame["event"], "activity-logged", "{frame}");
    }
    assert_eq!(john.get(&family(&jane)).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(john.feed(&child, 5).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.get(&place(&jane, &john)).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.delete(&place(&jane, &john)).await.refusal(), (404, "NOT_FOUND", ""));
    // Everybody may leave.
    gran.delete(&place(&jane, &gran)).await.data(200);
    assert_eq!(gran.get(&family(&jane)).await.status, 404);
    let members = jane.get(&format!("{}/members", family(&jane))).await.data(200);
    assert_eq!(members["members"].as_array().unwrap().len(), 1);
}

async fn join(person: &Person<'_>, code: &Value) -> Reply {
    person.post("/api/v1/families/join", json!({ "shareCode": code })).await
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_changed_and_taken_back_as_long_as_nobody_took_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let (sue, eve) = (gateway.parent("Sue Sitter").await, gateway.parent("Eve Else").await);
    let list = format!("{}/invitations", family(&jane));
    let invite = async |email: &str, role: &str| {
        let invite = json!({ "email": email, "role": role, "message": "Come in" });
        let made = jane.post("/api/v1/families/invite", invite).await.data(201);
        (format!("{list}/{}", made["invitationId"].as_str().unwrap()), made["shareCode"].clone())
    };
    let (first, code) = invite("john@example.com", "viewer").await;
    let (second, lost) = invite("sue@example.com", "caregiver").await;
    let shown = jane.get(&first).await.data(200);
    assert_eq!((&shown["email"], &shown["role"]), (&json!("john@example.com"), &json!("viewer")));
    assert_eq!((&shown["shareCode"], &shown["message"]), (&code, &json!("Come in")));
    assert_eq!((&shown["invitedBy"], &shown["acceptedAt"]), (&json!(jane.id), &Value::Null));
    let pending = jane.get(&list).await.data(200)["invitations"].clone();
    assert_eq!(pending.as_array().unwrap().len(), 2);
    assert_eq!(pending[1], shown, "the latest first");

    let edit = json!({ "role": "caregiver", "permissions": { "canAddChildren": true } });
    let changed = jane.patch(&first, edit).await.data(200);
    assert_eq!(
        (&changed["role"], &changed["permissions"]["canAddChildren"]),
        (&json!("caregiver"), &json!(true))
    );
    assert_eq!(join(&john, &code).await.data(200)["role"], "caregiver");
    john.child("Ivy").await;
    let added = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15" });
    john.post("/api/v1/children", added).await.data(201);
    for reply in [jane.patch(&first, json!({ "role": "viewer" })).await, jane.delete(&first).await]
    {
        assert_eq!((reply.status, reply.refusal().1), (409, "SYNC_CONFLICT"), "{}", reply.body);
    }
    assert!(jane.get(&first).await.data(200)["acceptedAt"].is_string());

    jane.delete(&second).await.data(200);
    assert_eq!(join(&sue, &lost).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.get(&second).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.get(&list).await.data(200)["invitations"], json!([]));
    let (third, _) = invite("x@example.com", "viewer").await;
    for (person, status) in [(&john, 403), (&eve, 404)] {
        for reply in [
            person.get(&list).await,
            person.get(&third).await,
            person.patch(&third, json!({ "role": "parent" })).await,
            person.delete(&third).await,
        ] {
            assert_eq!(reply.status, status);
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_rotated_code_lets_in_and_the_old_one_does_not(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let rotate = format!("{}/share-code", family(&jane));
    let after = jane.post(&rotate, json!({})).await.data(200);
    assert_ne!(after["shareCode"], json!(jane.share_code));
    assert_eq!(jane.get(&family(&jane)).await.data(200), after);
    assert_eq!(join(&gran, &json!(jane.share_code)).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(join(&gran, &after["shareCode"]).await.data(200)["role"], "viewer");
    assert_eq!(gran.post(&rotate, json!({})).await.refusal(), (403, "FORBIDDEN", ""));
    assert!(gran.get(&family(&jane)).await.data(200).get("shareCode").is_none());
    // Who looks on and is invited as a parent becomes one; the other way round nothing is lost.
    for (role, is) in [("parent", "parent"), ("viewer", "parent")] {
        let invite = json!({ "email": gran.email, "role": role });
        let code =
            jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
        assert_eq!(join(&gran, &code).await.data(200)["role"], is);
        assert_eq!(gran.get(&family(&jane)).await.data(200)["role"], is);
    }
}

#[rstest]
#[tokio::test]
async fn a_picture_that_is_replaced_or_removed_leaves_no_file(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "caregiver", None).await;
    let child = jane.child("Emma").await;
    let path = format!("/api/v1/children/{child}");
    let files = || std::fs::read_dir(gateway.data.path().join("files")).map_or(0, Iterator::count);
    let photo = crate::photos::picture();
    let first = jane.patch(&path, json!({ "photo": photo })).await.data(200)["photoUrl"].clone();
    let second = jane.patch(&path, json!({ "photo": photo })).await.data(200)["photoUrl"].clone();
    assert_ne!(first, second);
    assert_eq!(files(), 2);
    let status = async |url: &Value| {
        jane.call(Method::GET, url.as_str().unwrap()).send().await.unwrap().status()
    };
    assert_eq!((status(&first).await.as_u16(), status(&second).await.as_u16()), (404, 200));
    for (patch, field) in [
        (json!({ "photo": "??" }), "photo"),
        (json!({ "photo": 7 }), "photo"),
        (json!({ "photo": photo, "name": "" }), "name"),
    ] {
        assert_eq!(jane.patch(&path, patch).await.refusal(), (400, "VALIDATION_ERROR", field));
    }
    let stale = jane.patch(&path, json!({ "photo": photo, "version": 1 })).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", "version"));
    assert_eq!(files(), 2);
    let removed = jane.patch(&path, json!({ "photo": null })).await.data(200);
    assert_eq!((&removed["photoUrl"], files()), (&Value::Null, 0));

    jane.patch(&path, json!({ "photo": photo, "allergies": ["dairy"] })).await.data(200);
    let feeding = john.feed(&child, 5).await.data(201)["id"].clone();
    let timer =
        jane.post("/api/v1/timers", json!({ "childId": child, "type": "sleep" })).await.data(201);
    assert_eq!(john.delete(&path).await.refusal(), (403, "FORBIDDEN", ""));
    assert_eq!(jane.delete(&path).await.data(200), json!({ "id": child, "deleted": true }));
    assert_eq!(files(), 0);
    // Also to somebody who was told a moment ago where the child is.
    assert_eq!(john.feed(&child, 5).await.refusal(), (404, "NOT_FOUND", ""));
    for path in [
        path,
        format!("/api/v1/activities/{}", feeding.as_str().unwrap()),
        format!("/api/v1/timers/{}", timer["id"].as_str().unwrap()),
    ] {
        assert_eq!(jane.get(&path).await.refusal(), (404, "NOT_FOUND", ""), "{path}");
    }
}

/// Notes what an account has paid for, as an operator does.
fn pay(gateway: &Gateway, email: &str, tier: &[&str]) {
    let mut command = tests::maternal(gateway.data.path());
    if let Some(url) = &gateway.database.url {
        command.env("DATABASE_URL", url);
    }
    let output = command.args(["account", "tier", email]).args(tier).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[rstest]
#[tokio::test]
async fn a_family_grows_as_far_as_its_parents_paid_for(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let limits = [
        ("MATERNAL_FREE_MEMBERS", "2"),
        ("MATERNAL_FREE_CHILDREN", "1"),
        ("MATERNAL_PRO_MEMBERS", "3"),
        ("MATERNAL_PRO_CHILDREN", "2"),
    ];
    let gateway = Gateway::with(on, &limits).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let (gran, sue) = (gateway.parent("Gran Doe").await, gateway.parent("Sue Sitter").await);
    let code = json!(jane.share_code);
    let emma = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15" });
    let add = async || jane.post("/api/v1/children", emma.clone()).await;
    let (one, two) = tokio::join!(add(), add());
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 400]);
    assert_eq!(add().await.refusal(), (400, "CHILD_LIMIT", ""));
    join(&john, &code).await.data(200);
    assert_eq!(join(&gran, &code).await.refusal(), (400, "FAMILY_FULL", ""));
    // Who is in may knock, and come further, although it is full.
    join(&john, &code).await.data(200);

    pay(&gateway, &jane.email, &["pro"]);
    add().await.data(201);
    join(&gran, &code).await.data(200);
    assert_eq!(add().await.refusal(), (400, "CHILD_LIMIT", ""));
    assert_eq!(join(&sue, &code).await.refusal(), (400, "FAMILY_FULL", ""));
    // What is there stays when the tier does not.
    pay(&gateway, &jane.email, &["free"]);
    assert_eq!(add().await.refusal(), (400, "CHILD_LIMIT", ""));
    assert_eq!(
        jane.get("/api/v1/children").await.data(200)["children"].as_array().unwrap().len(),
        2
    );
    // A viewer who pays does not pay for the family.
    pay(&gateway, &gran.email, &["pro"]);
    assert_eq!(join(&sue, &code).await.refusal(), (400, "FAMILY_FULL", ""));
}

#[rstest]
#[tokio::test]
async fn what_was_paid_for_ends_with_its_last_day(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let limits = [("MATERNAL_FREE_CHILDREN", "1"), ("MATERNAL_PRO_CHILDREN", "4")];
    let gateway = Gateway::with(on, &limits).await;
    gateway.set_clock("2027-05-26T23:59:00Z");
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    let emma = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2027-01-15" });
    let add = async || jane.post("/api/v1/children", emma.clone()).await;
    pay(&gateway, &jane.email, &["pro", "--until", "2027-05-26"]);
    add().await.data(201);
    add().await.data(201);
    gateway.set_clock("2027-05-27T00:00:01Z");
    assert_eq!(add().await.refusal(), (400, "CHILD_LIMIT", ""));
    // One who pays is enough.
    pay(&gateway, &john.email, &["pro"]);
    add().await.data(201);
    pay(&gateway, &john.email, &["pro", "--until", "2027-05-26T23:59:59Z"]);
    assert_eq!(add().await.refusal(), (400, "CHILD_LIMIT", ""));
    pay(&gateway, &jane.email, &["pro", "--until", "2027-05-27"]);
    add().await.data(201);
}
