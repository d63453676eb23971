//! What the graph changes, through the use-cases of the REST face.

use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::graph::{asked, refused, respelt};

const LOG: &str = "mutation($input: ActivityInput!, $key: String) {
  logActivity(input: $input, idempotencyKey: $key) { id type timestamp details notes mood version child { id } } }";

async fn log(person: &Person<'_>, input: Value) -> Value {
    asked(person, LOG, json!({ "input": input })).await["logActivity"].clone()
}

/// A bottle of five minutes ago.
fn bottle(person: &Person<'_>, child: &str) -> Value {
    let start = person.gateway.now() - chrono::TimeDelta::minutes(5);
    let details = json!({ "type": "bottle", "amount": 120, "unit": "ml", "foodType": "formula" });
    json!({ "childId": child, "type": "feeding", "timestamp": start, "details": details })
}

async fn count(person: &Person<'_>, child: &str) -> Value {
    let list = person.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    list["cursor"]["total"].clone()
}

#[rstest]
#[tokio::test]
async fn every_kind_is_logged_in_the_form_in_which_it_is_shown(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (kind, sent, details) in crate::kinds::kinds() {
        let start =
            if sent["startTime"].is_null() { &sent["timestamp"] } else { &sent["startTime"] };
        let notes = sent.get("notes").cloned().unwrap_or(json!("All well"));
        let input = json!({
            "childId": child, "type": kind.replace('-', "_"), "timestamp": start, "endTime": sent["endTime"],
            "details": details, "notes": notes, "mood": "sleepy",
        });
        let logged = log(&jane, input).await;
        assert_eq!(logged["details"], details, "{kind}");
        let path = format!("/api/v1/activities/{}", logged["id"].as_str().unwrap());
        let shown = jane.get(&path).await.data(200);
        assert_eq!(shown["type"], kind);
        for field in ["timestamp", "details", "notes", "mood", "version"] {
            assert_eq!(respelt(&logged[field]), respelt(&shown[field]), "{kind} {field}");
        }
        assert_eq!(respelt(&shown["endTime"]), respelt(&sent["endTime"]), "{kind}");
    }
}

#[rstest]
#[tokio::test]
async fn what_comes_again_is_stored_once(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut input = bottle(&jane, &child);
    input["id"] = domain::ActivityId::fresh().to_string().into();
    let variables = json!({ "input": input });
    let (first, second) =
        tokio::join!(asked(&jane, LOG, variables.clone()), asked(&jane, LOG, variables.clone()));
    assert_eq!(first, second);
    assert_eq!(first["logActivity"]["id"], input["id"]);
    assert_eq!(count(&jane, &child).await, 1);
    input["details"]["amount"] = 90.into();
    assert_eq!(refused(&jane, LOG, json!({ "input": input })).await, "SYNC_CONFLICT");

    // Without an id of its own, by a key.
    let variables = json!({ "input": bottle(&jane, &child), "key": "once" });
    let (first, second) =
        tokio::join!(asked(&jane, LOG, variables.clone()), asked(&jane, LOG, variables.clone()));
    assert_eq!(first, second);
    assert_eq!(asked(&jane, LOG, variables.clone()).await, first);
    assert_eq!(count(&jane, &child).await, 2);
    let mut other = variables.clone();
    other["input"]["notes"] = "Other".into();
    assert_eq!(refused(&jane, LOG, other).await, "VALIDATION_ERROR");
    let long = json!({ "input": bottle(&jane, &child), "key": "x".repeat(256) });
    assert_eq!(refused(&jane, LOG, long).await, "VALIDATION_ERROR");
    assert_eq!(count(&jane, &child).await, 2);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_is_refused_by_the_name_of_its_field(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (field, value, named) in [
        ("details", json!({ "type": "bottle", "amount": 5000, "unit": "ml" }), "details.amount"),
        ("details", json!({ "type": "cup" }), "details.type"),
        ("details", json!(5), "details"),
        ("timestamp", json!("2999-01-01T00:00:00Z"), "timestamp"),
        ("childId", json!("nonsense"), "childId"),
        ("id", json!("nonsense"), "id"),
    ] {
        let mut input = bottle(&jane, &child);
        input[field] = value;
        let body = jane.speaking("fr").graphql(LOG, json!({ "input": input })).await.body;
        assert_eq!(body["errors"][0]["extensions"]["field"], named, "{body}");
        assert_eq!(body["errors"][0]["message"], "Données saisies invalides");
        assert_eq!(body["data"], json!({ "logActivity": null }), "{body}");
    }
    assert_eq!(count(&jane, &child).await, 0);
}

const CORRECT: &str = "mutation($id: ID!, $version: Int, $input: ActivityCorrection!) {
  correctActivity(id: $id, version: $version, input: $input) { details notes mood version } }";

#[rstest]
#[tokio::test]
async fn a_correction_changes_what_it_names_and_overwrites_nothing_unseen(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut input = bottle(&jane, &child);
    input["notes"] = "Hungry".into();
    let id = log(&jane, input).await["id"].clone();
    let correct = async |version: Value, input: Value| {
        let variables = json!({ "id": id, "version": version, "input": input });
        jane.graphql(CORRECT, variables).await.body
    };
    let body = correct(json!(1), json!({ "details": { "amount": 90 }, "mood": "happy" })).await;
    let corrected = &body["data"]["correctActivity"];
    assert_eq!((&corrected["version"], &corrected["mood"]), (&json!(2), &json!("happy")), "{body}");
    assert_eq!(corrected["details"]["amount"], 90.0);
    assert_eq!(corrected["details"]["foodType"], "formula");
    assert_eq!(corrected["notes"], "Hungry");

    let body = correct(json!(1), json!({ "notes": "Full" })).await;
    let extensions = &body["errors"][0]["extensions"];
    assert_eq!(extensions["code"], "SYNC_CONFLICT");
    assert_eq!((&extensions["yourVersion"], &extensions["currentVersion"]), (&json!(1), &json!(2)));
    let path = format!("/api/v1/activities/{}", id.as_str().unwrap());
    assert_eq!(extensions["current"], jane.get(&path).await.data(200));

    // The same change come again is no conflict.
    let body = correct(json!(1), json!({ "mood": "happy" })).await;
    assert_eq!(body["data"]["correctActivity"]["version"], 2, "{body}");
    let body = correct(Value::Null, json!({ "notes": null, "mood": null })).await;
    let corrected = &body["data"]["correctActivity"];
    assert_eq!((&corrected["notes"], &corrected["mood"]), (&Value::Null, &Value::Null), "{body}");
    assert_eq!(corrected["version"], 3);
    let body = correct(Value::Null, json!({ "timestamp": "2999-01-01T00:00:00Z" })).await;
    assert_eq!(body["errors"][0]["extensions"]["field"], "timestamp", "{body}");
}

#[rstest]
#[tokio::test]
async fn a_deletion_can_be_taken_back(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let id = log(&jane, bottle(&jane, &child)).await["id"].clone();
    let delete = "mutation($id: ID!, $v: Int) { deleteActivity(id: $id, version: $v) { id restorableUntil version } }";
    let restore = "mutation($id: ID!, $v: Int, $key: String) {
      restoreActivity(id: $id, version: $v, idempotencyKey: $key) { id version } }";
    assert_eq!(refused(&jane, delete, json!({ "id": id, "v": 7 })).await, "SYNC_CONFLICT");
    let deleted = asked(&jane, delete, json!({ "id": id, "v": 1 })).await["deleteActivity"].clone();
    assert_eq!((&deleted["id"], &deleted["version"]), (&id, &json!(2)));
    assert!(deleted["restorableUntil"].is_string());
    assert_eq!(count(&jane, &child).await, 0);
    let body = jane.graphql(restore, json!({ "id": id, "v": 1 })).await.body;
    assert_eq!(body["errors"][0]["extensions"]["currentVersion"], 2, "{body}");
    let variables = json!({ "id": id, "v": 2, "key": "back" });
    let restored = asked(&jane, restore, variables.clone()).await;
    assert_eq!(restored["restoreActivity"], json!({ "id": id, "version": 3 }));
    assert_eq!(asked(&jane, restore, variables.clone()).await, restored);
    // A retry that comes after another deletion leaves that alone.
    asked(&jane, delete, json!({ "id": id })).await;
    assert_eq!(refused(&jane, restore, variables).await, "NOT_FOUND");
    assert_eq!(count(&jane, &child).await, 0);
}

const START: &str = "mutation($child: ID!, $type: ActivityType!, $id: ID, $side: BreastSide) {
  startTimer(childId: $child, type: $type, id: $id, side: $side) { id state side child { timers { id } } } }";

#[rstest]
#[tokio::test]
async fn a_timer_goes_through_its_life_and_makes_one_activity(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let id = domain::TimerId::fresh().to_string();
    let start = json!({ "child": child, "type": "feeding", "id": id, "side": "left" });
    let started = asked(&jane, START, start.clone()).await["startTimer"].clone();
    assert_eq!(started["child"]["timers"], json!([{ "id": id }]));
    assert_eq!(asked(&jane, START, start).await["startTimer"], started);

    let step = async |field: &str, more: &str| {
        let query =
            format!("mutation($id: ID!) {{ it: {field}(id: $id{more}) {{ state side version }} }}");
        asked(&jane, &query, json!({ "id": id })).await["it"].clone()
    };
    let told = |state: &str, side: &str, version: u8| json!({ "state": state, "side": side, "version": version });
    assert_eq!(step("pauseTimer", r#", idempotencyKey: "a""#).await, told("paused", "left", 2));
    assert_eq!(step("resumeTimer", "").await, told("running", "left", 3));
    // The pause that comes again under its key does not pause it again.
    assert_eq!(step("pauseTimer", r#", idempotencyKey: "a""#).await, told("running", "left", 3));
    assert_eq!(step("switchTimerSide", "").await, told("running", "right", 4));
    assert_eq!(step("switchTimerSide", ", side: right").await, told("running", "right", 4));
    gateway.pass(chrono::TimeDelta::minutes(10));

    let stop = "mutation($id: ID!, $key: String) { stopTimer(id: $id, idempotencyKey: $key,
        input: { details: { foodType: \"formula\" }, notes: \"Slept\", mood: sleepy }) {
      timer { state activityId } activity { id notes mood details } } }";
    let variables = json!({ "id": id, "key": "stop" });
    let stopped = asked(&jane, stop, variables.clone()).await["stopTimer"].clone();
    assert_eq!(stopped["timer"]["state"], "stopped");
    let made = &stopped["activity"];
    assert_eq!(stopped["timer"]["activityId"], made["id"]);
    assert_eq!((&made["notes"], &made["mood"]), (&json!("Slept"), &json!("sleepy")));
    assert_eq!(made["details"]["foodType"], "formula");
    assert_eq!(asked(&jane, stop, variables).await["stopTimer"], stopped);
    assert_eq!(asked(&jane, stop, json!({ "id": id })).await["stopTimer"], stopped);
    assert_eq!(count(&jane, &child).await, 1);
    let cancel = "mutation($id: ID!) { cancelTimer(id: $id) { state } }";
    assert_eq!(refused(&jane, cancel, json!({ "id": id })).await, "SYNC_CONFLICT");

    let bath = asked(&jane, START, json!({ "child": child, "type": "bath" })).await;
    let thrown = asked(&jane, cancel, json!({ "id": bath["startTimer"]["id"] })).await;
    assert_eq!(thrown["cancelTimer"]["state"], "cancelled");
    let note = json!({ "child": child, "type": "note" });
    assert_eq!(refused(&jane, START, note).await, "VALIDATION_ERROR");
}

#[rstest]
#[tokio::test]
async fn changes_of_one_document_are_made_in_turn_and_see_each_other(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let query = "mutation($a: ActivityInput!, $b: ActivityInput!) {
      first: logActivity(input: $a) { child { activities { totalCount } todaySummary(date: \"2024-01-08\") { feedings { count } } } }
      wrong: pauseTimer(id: \"nonsense\") { id }
      second: logActivity(input: $b) { child { activities { totalCount } } } }";
    let variables = json!({ "a": bottle(&jane, &child), "b": bottle(&jane, &child) });
    let body = jane.graphql(query, variables).await.body;
    assert_eq!(body["data"]["first"]["child"]["activities"]["totalCount"], 1, "{body}");
    assert_eq!(body["data"]["wrong"], Value::Null);
    assert_eq!(body["data"]["second"]["child"]["activities"]["totalCount"], 2, "{body}");
    let errors = body["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["path"]), (1, &json!(["wrong"])));
}

#[rstest]
#[tokio::test]
async fn notifications_are_marked_as_read(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for name in ["Ann Poe", "Ben Poe"] {
        let guest = gateway.parent(name).await;
        jane.welcome(&guest, "viewer", None).await;
    }
    let list = jane.get("/api/v1/notifications").await.data(200);
    let id = &list["notifications"][0]["id"];
    let one = "mutation($id: ID!) { markNotificationRead(id: $id) { id readAt } }";
    let read = asked(&jane, one, json!({ "id": id })).await["markNotificationRead"].clone();
    assert_eq!(&read["id"], id);
    assert!(read["readAt"].is_string());
    let all =
        "mutation { markAllNotificationsRead(idempotencyKey: \"all\") { unreadNotifications } }";
    let unread = "{ me { unreadNotifications } }";
    assert_eq!(asked(&jane, unread, json!({})).await["me"]["unreadNotifications"], 1);
    let done = asked(&jane, all, json!({})).await;
    assert_eq!(done["markAllNotificationsRead"]["unreadNotifications"], 0);
    // A retry leaves alone what came since.
    let guest = gateway.parent("Cat Poe").await;
    jane.welcome(&guest, "viewer", None).await;
    let again = asked(&jane, all, json!({})).await;
    assert_eq!(again["markAllNotificationsRead"]["unreadNotifications"], 1);
    let eve = gateway.parent("Eve Else").await;
    assert_eq!(refused(&eve, one, json!({ "id": id })).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn every_change_is_closed_to_strangers_viewers_and_who_is_let_to_another_child(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let gran = gateway.parent("Gran Doe").await;
    jane.welcome(&gran, "viewer", None).await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    let sue = crate::access::sitter(&gateway, &jane, json!({ "childIds": [ella] })).await;
    let activity = log(&jane, bottle(&jane, &emma)).await["id"].clone();
    let deleted = log(&jane, bottle(&jane, &emma)).await["id"].clone();
    let delete = "mutation($id: ID!) { deleteActivity(id: $id) { id } }";
    asked(&jane, delete, json!({ "id": deleted })).await;
    let start = json!({ "child": emma, "type": "feeding" });
    let timer = asked(&jane, START, start).await["startTimer"]["id"].clone();
    let input = bottle(&jane, &emma);
    let changes = [
        (LOG, json!({ "input": input })),
        (CORRECT, json!({ "id": activity, "input": { "notes": "Mine" } })),
        ("mutation($id: ID!) { restoreActivity(id: $id) { id notes } }", json!({ "id": deleted })),
        (START, json!({ "child": emma, "type": "bath" })),
        (
            "mutation($id: ID!) { pauseTimer(id: $id) { id child { name } } }",
            json!({ "id": timer }),
        ),
        (
            "mutation($id: ID!) { resumeTimer(id: $id) { id child { name } } }",
            json!({ "id": timer }),
        ),
        (
            "mutation($id: ID!) { switchTimerSide(id: $id) { id child { name } } }",
            json!({ "id": timer }),
        ),
        (
            "mutation($id: ID!) { stopTimer(id: $id) { timer { id child { name } } } }",
            json!({ "id": timer }),
        ),
        (
            "mutation($id: ID!) { cancelTimer(id: $id) { id child { name } } }",
            json!({ "id": timer }),
        ),
        (delete, json!({ "id": activity })),
    ];
    let schema = asked(&jane, "{ __schema { mutationType { fields { name } } } }", json!({})).await;
    for field in schema["__schema"]["mutationType"]["fields"].as_array().unwrap() {
        let name = field["name"].as_str().unwrap();
        let of_oneself = name.contains("Notification");
        assert!(of_oneself || changes.iter().any(|it| it.0.contains(name)), "{name} is not tried");
    }
    for (query, variables) in &changes {
        assert_eq!(gateway.anyone().graphql(query, variables.clone()).await.status, 401);
        for (person, code) in [(&eve, "NOT_FOUND"), (&sue, "NOT_FOUND"), (&gran, "FORBIDDEN")] {
            let body = person.graphql(query, variables.clone()).await.body;
            assert_eq!(body["errors"][0]["extensions"]["code"], code, "{query} {body}");
            assert!(!body.to_string().contains("Emma"), "{body}");
        }
    }
    assert_eq!(count(&jane, &emma).await, 1);
    let state = "query($id: ID!) { timer(id: $id) { state version } }";
    let state = asked(&jane, state, json!({ "id": timer })).await["timer"].clone();
    assert_eq!(state, json!({ "state": "running", "version": 1 }));
}
