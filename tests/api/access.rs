//! Access that reaches some children, for some time.

use std::time::Duration;

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// A caregiver whose access is limited so from the invitation on.
pub(crate) async fn sitter<'a>(
    gateway: &'a Gateway,
    jane: &Person<'_>,
    access: Value,
) -> Person<'a> {
    let sue = gateway.parent("Sue Sitter").await;
    let invite = json!({ "email": sue.email, "role": "caregiver", "access": access });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    sue
}

#[rstest]
#[tokio::test]
async fn a_sitter_for_one_child_sees_nothing_of_the_other(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    let sue = sitter(&gateway, &jane, json!({ "childIds": [emma] })).await;
    let hidden = jane.feed(&ella, 30).await.data(201)["id"].clone();
    let hidden = hidden.as_str().unwrap();
    let timer = jane.post("/api/v1/timers", json!({ "childId": ella, "type": "sleep" })).await;
    let timer = timer.data(201)["id"].clone();

    let children = sue.get(&format!("/api/v1/children?familyId={}", jane.family)).await.data(200);
    assert_eq!(children["children"].as_array().unwrap().len(), 1);
    assert_eq!(children["children"][0]["id"], json!(emma));
    for path in [
        format!("/api/v1/children/{ella}"),
        format!("/api/v1/activities?childId={ella}"),
        format!("/api/v1/activities/{hidden}"),
        format!("/api/v1/timers/{}", timer.as_str().unwrap()),
        format!("/api/v1/timers?childId={ella}"),
    ] {
        assert_eq!(sue.get(&path).await.refusal().0, 404, "{path}");
    }
    assert_eq!(sue.feed(&ella, 5).await.refusal(), (404, "NOT_FOUND", ""));
    let stop = format!("/api/v1/timers/{}/stop", timer.as_str().unwrap());
    assert_eq!(sue.post(&stop, json!({})).await.refusal().0, 404);
    let timers = sue.get(&format!("/api/v1/timers?familyId={}", jane.family)).await.data(200);
    assert_eq!(timers["timers"], json!([]));
    let deletion = sue.delete(&format!("/api/v1/activities/{hidden}")).await;
    assert_eq!(deletion.refusal().0, 404);
    sue.feed(&emma, 5).await.data(201);

    let query = "query($id: ID!) { family(id: $id) { children { id } members { recentActivities { childName } } } }";
    let graph = sue.graphql(query, json!({ "id": jane.family })).await.body;
    assert_eq!(graph["data"]["family"]["children"], json!([{ "id": emma }]));
    assert!(!graph.to_string().contains("Ella"), "{graph}");

    let pulled = sue.get(&format!("/api/v1/sync?familyId={}", jane.family)).await.data(200);
    let text = pulled.to_string();
    assert!(text.contains(&emma) && !text.contains(&ella) && !text.contains(hidden), "{text}");
    let seq = jane.get(&format!("/api/v1/families/{}", jane.family)).await.data(200)["seq"].clone();
    assert_eq!(pulled["cursor"]["next"], seq, "the cursor goes on past what is hidden");
}

#[rstest]
#[tokio::test]
async fn the_room_keeps_its_numbers_and_hides_the_other_child(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    let sue = sitter(&gateway, &jane, json!({ "childIds": [emma] })).await;
    let mut socket = sue.socket().await;
    let before = socket.join(&jane.family, None).await["data"]["seq"].as_i64().unwrap();
    jane.feed(&ella, 10).await.data(201);
    jane.feed(&emma, 5).await.data(201);
    let hidden = socket.next().await;
    assert_eq!(hidden, json!({ "event": "hidden", "data": {}, "seq": before + 1 }));
    let seen = socket.next().await;
    assert_eq!((&seen["event"], &seen["seq"]), (&json!("activity-logged"), &json!(before + 2)));
    assert_eq!(seen["data"]["childId"], json!(emma));

    // What is missed while away is hidden alike.
    let mut again = sue.socket().await;
    again.join(&jane.family, Some(before)).await;
    assert_eq!(again.next().await["event"], "hidden");
    assert_eq!(again.next().await["data"]["childId"], json!(emma));

    // A parent lets them see both.
    let member = format!("/api/v1/families/{}/members/{}", jane.family, sue.id);
    let all = json!({ "access": { "childIds": null } });
    assert_eq!(jane.patch(&member, all).await.data(200)["access"]["childIds"], Value::Null);
    assert_eq!(socket.next().await["event"], "member-updated");
    gateway.forget().await;
    jane.feed(&ella, 1).await.data(201);
    assert_eq!(socket.next().await["data"]["childId"], json!(ella));
}

#[rstest]
#[tokio::test]
async fn tonights_sitter_is_let_in_tonight_and_out_by_itself(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    let tonight = json!({ "from": "2024-01-10T18:00:00Z", "until": "2024-01-10T23:00:00Z" });
    let sue = sitter(&gateway, &jane, tonight).await;
    let child = format!("/api/v1/children/{emma}");
    assert_eq!(sue.get(&child).await.refusal(), (404, "NOT_FOUND", ""), "it is too early");

    gateway.pass(TimeDelta::hours(3) + TimeDelta::minutes(1));
    let sue = sue.again().await;
    let jane = jane.again().await;
    sue.get(&child).await.data(200);
    sue.feed(&emma, 0).await.data(201);
    let mut socket = sue.listen(&jane.family).await;
    jane.feed(&emma, 0).await.data(201);
    assert_eq!(socket.next().await["event"], "activity-logged");

    gateway.pass(TimeDelta::hours(5));
    let jane = jane.again().await;
    let left = socket.next().await;
    assert_eq!(left["event"], "family-left", "the room ends by itself: {left}");
    jane.feed(&emma, 0).await.data(201);
    assert!(socket.is_silent(Duration::from_secs(3)).await, "nothing more is heard");
    let sue = sue.again().await;
    assert_eq!(sue.get(&child).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(
        sue.get("/api/v1/families").await.data(200)["families"].as_array().unwrap().len(),
        1
    );
    // The parents still see who it was, and can let them in again.
    let members = jane.get(&format!("/api/v1/families/{}/members", jane.family)).await.data(200);
    assert_eq!(members["members"][1]["access"]["until"], "2024-01-10T23:00:00Z");
    let member = format!("/api/v1/families/{}/members/{}", jane.family, sue.id);
    let longer = json!({ "access": { "until": "2024-01-11T12:00:00Z" } });
    jane.patch(&member, longer).await.data(200);
    gateway.forget().await;
    sue.get(&child).await.data(200);

    // Or invite them anew: the last invitation counts.
    gateway.pass(TimeDelta::days(1));
    let (jane, sue) = (jane.again().await, sue.again().await);
    assert_eq!(sue.get(&child).await.refusal(), (404, "NOT_FOUND", ""));
    let invite = json!({ "email": sue.email, "role": "caregiver" });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    sue.get(&child).await.data(200);
}

#[rstest]
#[tokio::test]
async fn access_that_cannot_be_is_refused_by_its_field(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    for (role, access, field) in [
        ("parent", json!({ "until": "2024-01-11T00:00:00Z" }), "access"),
        ("caregiver", json!({ "childIds": [] }), "access.childIds"),
        ("caregiver", json!({ "childIds": ["x"] }), "access.childIds[0]"),
        ("caregiver", json!({ "until": "2024-01-10T14:00:00Z" }), "access.until"),
        (
            "caregiver",
            json!({ "from": "2024-01-12T00:00:00Z", "until": "2024-01-11T00:00:00Z" }),
            "access.until",
        ),
        ("caregiver", json!({ "from": "soon" }), "access.from"),
    ] {
        let invite = json!({ "email": "a@example.com", "role": role, "access": access });
        let reply = jane.post("/api/v1/families/invite", invite).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{access}");
    }
}

#[rstest]
#[tokio::test]
async fn who_is_removed_hears_of_it_and_of_nothing_after(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    let sue = sitter(&gateway, &jane, Value::Null).await;
    let mut socket = sue.listen(&jane.family).await;
    let member = format!("/api/v1/families/{}/members/{}", jane.family, sue.id);
    jane.delete(&member).await.data(200);
    jane.feed(&emma, 5).await.data(201);
    // The room ends; that they left may still reach them, what comes after it does not.
    let mut heard = Vec::new();
    while let Ok(frame) = tokio::time::timeout(Duration::from_secs(2), socket.next()).await {
        heard.push(frame["event"].as_str().unwrap().to_owned());
    }
    assert!(heard.iter().any(|event| event == "family-left"), "{heard:?}");
    assert!(heard.iter().all(|event| event.ends_with("-left")), "{heard:?}");
}
