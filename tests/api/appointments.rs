//! What a family plans for a child.

use chrono::TimeDelta;
use domain::AppointmentId;
use reqwest::{Method, header::IF_MATCH};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

const APPOINTMENTS: &str = "/api/v1/appointments";
const NOW: &str = "2024-01-20T12:00:00Z";

fn vaccination(child: &str) -> Value {
    json!({
        "childId": child, "title": "Vaccination", "scheduledFor": "2024-02-01T09:30:00Z", "duration": 30,
        "place": "Dr. Smith", "notes": "Bring the yellow booklet",
    })
}

/// Makes an appointment of this title at this time, and gives its path.
async fn make(person: &Person<'_>, child: &str, title: &str, at: &str) -> String {
    let body = json!({ "childId": child, "title": title, "scheduledFor": at });
    let made = person.post(APPOINTMENTS, body).await.data(201);
    format!("{APPOINTMENTS}/{}", made["id"].as_str().unwrap())
}

/// The titles of a page.
fn titles(page: &Value) -> Vec<&str> {
    let those = page["appointments"].as_array().unwrap();
    those.iter().map(|it| it["title"].as_str().unwrap()).collect()
}

#[rstest]
#[tokio::test]
async fn an_appointment_is_made_changed_and_cancelled(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let made = jane.post(APPOINTMENTS, vaccination(&child)).await.data(201);
    assert!(made["id"].as_str().unwrap().starts_with("apt_"));
    for (field, value) in vaccination(&child).as_object().unwrap() {
        assert_eq!(&made[field], value, "{field}");
    }
    assert_eq!((&made["createdBy"], &made["version"]), (&json!(jane.id), &json!(1)));
    let path = format!("{APPOINTMENTS}/{}", made["id"].as_str().unwrap());
    let shown = jane.get(&path).await;
    assert_eq!(shown.headers["etag"], "\"1\"");
    assert_eq!(shown.data(200), made);

    let patch = json!({ "title": "Check-up", "place": null, "duration": 45, "version": 1 });
    let changed = jane.patch(&path, patch.clone()).await.data(200);
    assert_eq!((&changed["title"], &changed["duration"]), (&json!("Check-up"), &json!(45)));
    assert_eq!((&changed["place"], &changed["version"]), (&Value::Null, &json!(2)));
    assert_eq!(changed["notes"], made["notes"], "what is not named stays");
    // The same change come again is no conflict, another one is.
    assert_eq!(jane.patch(&path, patch).await.data(200), changed);
    let stale = send(
        jane.call(Method::PATCH, &path).header(IF_MATCH, "\"1\"").json(&json!({ "title": "X" })),
    )
    .await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", "version"));
    let details = &stale.body["error"]["details"];
    assert_eq!((&details["yourVersion"], &details["currentVersion"]), (&json!(1), &json!(2)));
    assert_eq!(details["current"], changed);

    let stale = jane.delete(&format!("{path}?version=1")).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", "version"));
    let gone = jane.delete(&format!("{path}?version=2")).await.data(200);
    assert_eq!(gone, json!({ "id": made["id"], "deleted": true }));
    assert_eq!(jane.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.patch(&path, json!({})).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn a_repeated_request_makes_one_appointment(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let first = jane.post_once("key", APPOINTMENTS, vaccination(&child)).await.data(201);
    let again = jane.post_once("key", APPOINTMENTS, vaccination(&child)).await;
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.data(201), first);
    let mut other = vaccination(&child);
    other["title"] = "Check-up".into();
    let reused = jane.post_once("key", APPOINTMENTS, other.clone()).await;
    assert_eq!(reused.refusal().1, "VALIDATION_ERROR");

    other["id"] = AppointmentId::fresh().to_string().into();
    let named = jane.post(APPOINTMENTS, other.clone()).await.data(201);
    assert_eq!(named["id"], other["id"]);
    assert_eq!(jane.post(APPOINTMENTS, other.clone()).await.data(201), named);
    other["title"] = "Something else".into();
    assert_eq!(jane.post(APPOINTMENTS, other).await.refusal().1, "SYNC_CONFLICT");
    let all = jane.get(&format!("{APPOINTMENTS}?childId={child}")).await.data(200);
    assert_eq!(titles(&all), ["Vaccination", "Check-up"]);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_is_refused_by_its_field(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (field, value) in [
        ("title", json!("  ")),
        ("title", json!("x".repeat(121))),
        ("title", Value::Null),
        ("scheduledFor", json!("soon")),
        ("scheduledFor", json!("1999-01-01T00:00:00Z")),
        ("scheduledFor", json!("2142-01-01T00:00:00Z")),
        ("duration", json!(0)),
        ("duration", json!("long")),
        ("place", json!("x".repeat(201))),
        ("notes", json!("x".repeat(2001))),
        ("childId", json!("x")),
        ("id", json!("act_x")),
    ] {
        let mut body = vaccination(&child);
        body[field] = value.clone();
        let reply = jane.post(APPOINTMENTS, body).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{value}");
    }
    for (query, field) in [
        ("", "familyId"),
        ("?familyId=x", "familyId"),
        ("?childId=x", "childId"),
        (&format!("?childId={child}&from=x"), "from"),
        (&format!("?childId={child}&to=x"), "to"),
        (&format!("?childId={child}&limit=101"), "limit"),
        (&format!("?childId={child}&cursor=x"), "cursor"),
    ] {
        let reply = jane.get(&format!("{APPOINTMENTS}{query}")).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{query}");
    }
    // What was is noted down, too.
    make(&jane, &child, "Check-up", "2023-12-01T08:00:00Z").await;
}

#[rstest]
#[tokio::test]
async fn a_list_begins_now_and_goes_on_page_by_page(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    make(&jane, &emma, "e", "2024-03-01T09:00:00Z").await;
    make(&jane, &emma, "b", "2024-02-01T09:00:00Z").await;
    make(&jane, &ella, "c", "2024-02-01T09:00:00Z").await;
    make(&jane, &ella, "d", "2024-02-02T09:00:00Z").await;
    make(&jane, &emma, "a", "2024-01-20T11:00:00Z").await;
    let list = async |query: String| jane.get(&format!("{APPOINTMENTS}?{query}")).await.data(200);
    let family = format!("familyId={}", jane.family);
    assert_eq!(titles(&list(family.clone()).await), ["b", "c", "d", "e"]);
    assert_eq!(titles(&list(format!("childId={emma}")).await), ["b", "e"]);
    assert_eq!(
        titles(&list(format!("{family}&from=2024-01-20&to=2024-02-01")).await),
        ["a", "b", "c"]
    );
    let instants = format!("{family}&from=2024-02-01T09:00:01Z&to=2024-03-01T09:00:00Z");
    assert_eq!(titles(&list(instants).await), ["d"]);

    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = list(format!("{family}&limit=1{cursor}")).await;
        found.extend(titles(&page).into_iter().map(str::to_owned));
        assert_eq!(page["cursor"]["hasMore"].as_bool(), Some(page["cursor"]["next"].is_string()));
        let Some(next) = page["cursor"]["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(found, ["b", "c", "d", "e"]);
    let page = list(format!("{family}&limit=1")).await;
    let elsewhere = page["cursor"]["next"].as_str().unwrap();
    let reply = jane.get(&format!("{APPOINTMENTS}?childId={emma}&cursor={elsewhere}")).await;
    assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "cursor"));
}

#[rstest]
#[tokio::test]
async fn who_may_log_may_plan_and_nobody_beyond_their_access(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (gran, sue) = (gateway.parent("Gran Doe").await, gateway.parent("Sue Sitter").await);
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    jane.welcome(&gran, "viewer", None).await;
    let invite =
        json!({ "email": sue.email, "role": "caregiver", "access": { "childIds": [emma] } });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);

    let hidden = make(&jane, &ella, "Dentist", "2024-02-03T09:00:00Z").await;
    let path = make(&sue, &emma, "Swimming", "2024-02-01T09:00:00Z").await;
    assert_eq!(gran.get(&path).await.data(200)["title"], "Swimming");
    for refused in [
        gran.post(APPOINTMENTS, vaccination(&emma)).await,
        gran.patch(&path, json!({ "title": "X" })).await,
        gran.delete(&path).await,
    ] {
        assert_eq!(refused.refusal(), (403, "FORBIDDEN", ""));
    }
    let family = format!("{APPOINTMENTS}?familyId={}", jane.family);
    assert_eq!(titles(&sue.get(&family).await.data(200)), ["Swimming"]);
    assert_eq!(titles(&gran.get(&family).await.data(200)), ["Swimming", "Dentist"]);
    let nobodys = format!("{APPOINTMENTS}/{}", AppointmentId::fresh());
    for (person, path) in [(&eve, &path), (&eve, &hidden), (&sue, &hidden), (&jane, &nobodys)] {
        for reply in [
            person.get(path).await,
            person.patch(path, json!({ "title": "X" })).await,
            person.delete(path).await,
        ] {
            assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
            assert_eq!(reply.body["error"]["message"], "There is no such appointment");
        }
    }
    for reply in [
        eve.get(&family).await,
        eve.get(&format!("{APPOINTMENTS}?childId={emma}")).await,
        eve.post(APPOINTMENTS, vaccination(&emma)).await,
        sue.get(&format!("{APPOINTMENTS}?childId={ella}")).await,
        sue.post(APPOINTMENTS, vaccination(&ella)).await,
        sue.patch(&path, json!({ "childId": ella })).await,
        jane.patch(&path, json!({ "childId": domain::ChildId::fresh().to_string() })).await,
    ] {
        assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
    }
    let moved = jane.patch(&path, json!({ "childId": ella })).await.data(200);
    assert_eq!(moved["childId"], json!(ella));
    jane.delete(&format!("/api/v1/children/{ella}")).await.data(200);
    assert_eq!(jane.get(&path).await.refusal(), (404, "NOT_FOUND", ""), "it goes with its child");
}

#[rstest]
#[tokio::test]
async fn the_room_hears_of_it_and_who_was_away_pulls_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    let mut socket = john.socket().await;
    let seq = socket.join(&jane.family, None).await["data"]["seq"].as_i64().unwrap();
    let made = jane.post(APPOINTMENTS, vaccination(&child)).await.data(201);
    let path = format!("{APPOINTMENTS}/{}", made["id"].as_str().unwrap());
    let later = json!({ "scheduledFor": "2024-02-02T09:30:00Z" });
    let changed = jane.patch(&path, later).await.data(200);
    let frame = |number, event: &str, at: &Value| {
        let data = json!({ "appointmentId": made["id"], "childId": child, "scheduledFor": at });
        json!({ "event": event, "data": data, "seq": seq + number })
    };
    assert_eq!(socket.next().await, frame(1, "appointment-added", &made["scheduledFor"]));
    assert_eq!(socket.next().await, frame(2, "appointment-updated", &changed["scheduledFor"]));

    let pull = format!("/api/v1/sync?familyId={}&cursor={seq}", jane.family);
    let pulled = john.get(&pull).await.data(200)["changes"].clone();
    assert_eq!((&pulled[0]["entity"], &pulled[0]["id"]), (&json!("appointment"), &made["id"]));
    assert_eq!((&pulled[0]["data"], &pulled[1]["data"]), (&changed, &changed));
    jane.delete(&path).await.data(200);
    assert_eq!(socket.next().await, frame(3, "appointment-deleted", &changed["scheduledFor"]));
    let pulled = john.get(&pull).await.data(200)["changes"].clone();
    assert_eq!(pulled.as_array().unwrap().len(), 3);
    for change in pulled.as_array().unwrap() {
        assert_eq!((&change["deleted"], &change["data"]), (&json!(true), &Value::Null));
    }
}

#[rstest]
#[tokio::test]
async fn the_dashboard_tells_the_next_five_among_birthday_and_visits(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    make(&jane, &emma, "Too late", "2024-01-20T11:59:59Z").await;
    jane.post(APPOINTMENTS, vaccination(&emma)).await.data(201);
    for day in 1..=5 {
        make(&jane, &emma, &format!("Swimming {day}"), &format!("2024-04-0{day}T09:00:00Z")).await;
    }
    make(&jane, &ella, "Dentist", "2024-05-01T09:00:00Z").await;
    let query = "query($f: ID!) { family(id: $f) { children { upcomingEvents { type scheduledFor description } } } }";
    let events = async |person: &Person<'_>, child: usize| {
        let reply = person.graphql(query, json!({ "f": jane.family })).await.body;
        let events = reply["data"]["family"]["children"][child]["upcomingEvents"].clone();
        let tell = |event: &Value| {
            let text = |field: &str| event[field].as_str().unwrap().to_owned();
            (text("type"), text("scheduledFor")[..10].to_owned(), text("description"))
        };
        events.as_array().unwrap().iter().map(tell).collect::<Vec<_>>()
    };
    let told = events(&jane, 0).await;
    let brief: Vec<_> = told.iter().map(|(it, on, about)| (&**it, &**on, &**about)).collect();
    assert_eq!(
        brief,
        [
            ("appointment", "2024-02-01", "Vaccination (Dr. Smith)"),
            ("well_child_visit", "2024-03-15", "Well-child visit at 9 months"),
            ("appointment", "2024-04-01", "Swimming 1"),
            ("appointment", "2024-04-02", "Swimming 2"),
            ("appointment", "2024-04-03", "Swimming 3"),
            ("appointment", "2024-04-04", "Swimming 4"),
            ("well_child_visit", "2024-06-15", "Well-child visit at 12 months"),
            ("birthday", "2024-06-15", "Emma turns 1"),
        ]
    );
    assert_eq!(events(&jane, 1).await.iter().filter(|it| it.0 == "appointment").count(), 1);
    assert_eq!(events(&jane.speaking("zh"), 0).await[0].2, "Vaccination（Dr. Smith）");
    gateway.pass(TimeDelta::days(30));
    let jane = jane.again().await;
    let told = events(&jane, 0).await;
    assert_eq!(told.iter().filter(|it| it.2.starts_with("Swimming")).count(), 5);
}
