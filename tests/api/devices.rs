use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

const PHONE: &str = "/api/v1/devices/phone";

#[rstest]
#[tokio::test]
async fn a_device_is_changed_field_by_field_and_its_token_is_told_to_nobody(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "ios", "token-1").await;
    let before = phone.get(PHONE).await.data(200);
    assert_eq!((&before["hasPushToken"], &before["version"]), (&json!(true), &json!(1)));

    let edit = json!({ "model": "iPhone14,2", "appVersion": "2.0", "version": 1 });
    let after = phone.patch(PHONE, edit.clone()).await.data(200);
    assert_eq!((&after["model"], &after["version"]), (&json!("iPhone14,2"), &json!(2)));
    assert_eq!(after["lastSignIn"], before["lastSignIn"]);
    assert_eq!(after["hasPushToken"], true);
    // Again, and nothing changes: no conflict.
    assert_eq!(phone.patch(PHONE, edit).await.data(200), after);

    let stale = phone.patch(PHONE, json!({ "pushToken": null, "version": 1 })).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", "version"));
    let call = phone.call(Method::PATCH, PHONE).header("If-Match", "\"2\"");
    let removed = send(call.json(&json!({ "pushToken": null }))).await.data(200);
    assert_eq!((&removed["hasPushToken"], &removed["version"]), (&json!(false), &json!(3)));
    let call = phone.call(Method::PATCH, PHONE).header("If-Match", "soon").json(&json!({}));
    assert_eq!(send(call).await.refusal(), (400, "VALIDATION_ERROR", "If-Match"));
    let long = phone.patch(PHONE, json!({ "model": "x".repeat(101) })).await;
    assert_eq!((long.status, long.refusal().1), (400, "VALIDATION_ERROR"));
}

#[rstest]
#[tokio::test]
async fn one_of_two_edits_of_the_same_version_wins(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.on("phone", "ios", "token-1").await;
    let edits =
        (0..8).map(|edit| jane.patch(PHONE, json!({ "model": edit.to_string(), "version": 1 })));
    let mut statuses: Vec<_> = join_all(edits).await.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
}

#[rstest]
#[tokio::test]
async fn a_forgotten_device_is_signed_out(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "android", "token-1").await;
    let call = jane.call(Method::DELETE, PHONE).header("If-Match", "\"7\"");
    assert_eq!(send(call).await.refusal(), (409, "SYNC_CONFLICT", "version"));
    let gone = jane.delete(PHONE).await.data(200);
    assert_eq!(gone, json!({ "deviceId": "phone", "deleted": true }));
    assert_eq!(phone.get("/api/v1/devices").await.refusal().0, 401);
    assert_eq!(jane.get("/api/v1/devices").await.data(200)["devices"], json!([]));
    assert_eq!(jane.delete(PHONE).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn another_persons_device_is_none(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    jane.on("phone", "ios", "token-1").await;
    assert_eq!(eve.get(PHONE).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(eve.patch(PHONE, json!({})).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(eve.delete(PHONE).await.refusal(), (404, "NOT_FOUND", ""));
    jane.get(PHONE).await.data(200);
}
