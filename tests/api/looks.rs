//! The handover.

use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

#[rstest]
#[tokio::test]
async fn who_comes_home_sees_what_others_did_meanwhile_and_by_whom(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    jane.welcome(&sue, "caregiver", None).await;
    let emma = jane.child("Emma").await;
    let path = format!("/api/v1/families/{}/since-last-look", jane.family);
    let first = jane.get(&path).await.data(200);
    assert_eq!(first["lookedAt"], json!(null));
    assert_eq!(first["changes"].as_array().unwrap().len(), 1, "only that Sue joined: {first}");

    for minutes in [120, 60] {
        sue.feed(&emma, minutes).await.data(201);
    }
    let nap = sue.post("/api/v1/timers", json!({ "childId": emma, "type": "sleep" })).await;
    let nap = nap.data(201)["id"].clone();
    jane.feed(&emma, 5).await.data(201);
    let deleted = sue.feed(&emma, 30).await.data(201)["id"].clone();
    sue.delete(&format!("/api/v1/activities/{}", deleted.as_str().unwrap())).await.data(200);

    let peek = jane.get(&format!("{path}?peek=true")).await.data(200);
    let seen = jane.get(&path).await.data(200);
    let numbers = |look: &Value| -> Vec<_> {
        look["changes"].as_array().unwrap().iter().map(|change| change["seq"].clone()).collect()
    };
    assert_eq!(numbers(&peek), numbers(&seen));
    assert_eq!(seen["since"], first["seq"]);
    assert!(seen["lookedAt"].is_string());
    let changes = seen["changes"].as_array().unwrap();
    let kinds: Vec<_> = changes.iter().map(|change| change["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "activity-logged",
            "activity-logged",
            "timer-started",
            "activity-logged",
            "activity-deleted"
        ]
    );
    assert!(changes.iter().all(|change| change["by"] == json!(sue.id)));
    assert_eq!((&changes[3]["deleted"], &changes[3]["data"]), (&json!(true), &json!(null)));
    assert_eq!(changes[2]["id"], nap);
    assert_eq!(
        seen["people"],
        json!([{
            "id": sue.id, "name": "Sue Sitter", "changes": 5,
            "logged": [{ "childId": emma, "childName": "Emma", "type": "feeding", "count": 2 }],
        }])
    );

    assert_eq!(jane.get(&path).await.data(200)["changes"], json!([]), "to look is to have looked");
    // A client that lost the answer asks from where it was.
    let again = jane.get(&format!("{path}?since={}", seen["since"])).await.data(200);
    assert_eq!(numbers(&again), numbers(&seen));
    // Everybody looks for themselves.
    assert!(!sue.get(&path).await.data(200)["changes"].as_array().unwrap().is_empty());

    for (query, field) in [("since=-1", "since"), ("since=99999", "since"), ("peek=maybe", "peek")]
    {
        let refused = jane.get(&format!("{path}?{query}")).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field), "{query}");
    }
    let eve = gateway.parent("Eve Else").await;
    assert_eq!(eve.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
}
