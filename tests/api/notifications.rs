use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, PushServices,
    Storage::{self, PostgresAndRedis, Sqlite},
};

const LIST: &str = "/api/v1/notifications";
const TEST: &str = "/api/v1/test/notification";

fn test(device: &str) -> Value {
    json!({ "type": "test", "deviceId": device })
}

async fn list(person: &Person<'_>, query: &str) -> Vec<Value> {
    let page = person.get(&format!("{LIST}{query}")).await.data(200);
    page["notifications"].as_array().unwrap().clone()
}

/// Waits until so many messages were taken, and a moment longer.
async fn pushed(services: &PushServices, count: usize) -> Vec<tests::Pushed> {
    for _ in 0..100 {
        if services.pushed().len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    services.pushed()
}

#[rstest]
#[tokio::test]
async fn a_test_reaches_the_phone_through_the_service_of_its_platform(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for (device, platform, service) in
        [("iphone", "ios", "apns"), ("pixel", "android", "fcm"), ("browser", "web", "fcm")]
    {
        let phone = jane.on(device, platform, &format!("token-of-{device}")).await;
        let sent = phone.post(TEST, test(device)).await.data(200);
        assert_eq!((&sent["status"], &sent["delivered"]), (&json!("sent"), &json!(true)));
        assert_eq!(sent["deviceId"], device);
        let got = services.pushed().pop().unwrap();
        assert_eq!((got.service, &*got.token), (service, &*format!("token-of-{device}")));
        assert_eq!(got.title, "Test notification");
        assert_eq!(got.data, json!({ "type": "test", "notificationId": sent["notificationId"] }));
    }
    // Only where it was asked for, and it is listed too.
    assert_eq!(services.pushed().len(), 3);
    assert_eq!(list(&jane, "").await.len(), 3);
}

#[rstest]
#[tokio::test]
async fn a_test_is_checked_and_repeated_once(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let phone = jane.on("phone", "ios", "token").await;
    let other = json!({ "type": "hello", "deviceId": "phone" });
    assert_eq!(phone.post(TEST, other).await.refusal(), (400, "VALIDATION_ERROR", "type"));
    assert_eq!(phone.post(TEST, test("tablet")).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(eve.post(TEST, test("phone")).await.refusal(), (404, "NOT_FOUND", ""));
    let first = phone.post_once("key", TEST, test("phone")).await;
    let again = phone.post_once("key", TEST, test("phone")).await;
    assert_eq!(first.data(200)["status"], "sent");
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(services.calls(), 1);
    let at_once = join_all((0..6).map(|_| phone.post_once("other", TEST, test("phone")))).await;
    assert!(at_once.iter().all(|reply| {
        reply.data(200)["notificationId"] == at_once[0].data(200)["notificationId"]
    }));
    assert_eq!(services.calls(), 2);
}

#[rstest]
#[tokio::test]
async fn without_a_push_service_all_is_stored_and_shown(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "ios", "token").await;
    let sent = phone.post_once("key", TEST, test("phone")).await.data(200);
    assert_eq!((&sent["status"], &sent["delivered"]), (&json!("stored"), &json!(false)));
    let listed = list(&jane, "").await;
    assert_eq!(listed[0]["id"], sent["notificationId"]);
    assert_eq!((&listed[0]["type"], &listed[0]["readAt"]), (&json!("test"), &Value::Null));
    assert!(listed[0]["id"].as_str().unwrap().starts_with("ntf_"));
    assert_eq!(phone.post_once("key", TEST, test("phone")).await.data(200), sent);
}

#[rstest]
#[tokio::test]
async fn parents_are_told_who_joined_and_the_one_who_joins_is_not(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let phone = jane.on("phone", "android", "jane-phone").await;
    john.on("phone", "ios", "john-phone").await;
    jane.welcome(&john, "caregiver", None).await;
    let told = list(&phone, "").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["type"], "member-joined");
    assert_eq!(told[0]["body"], "John Roe is now part of the family: caregiver");
    assert_eq!(
        (&told[0]["data"]["memberId"], &told[0]["familyId"]),
        (&json!(john.id), &json!(jane.family))
    );
    assert!(list(&john, "").await.is_empty());
    let french = phone.speaking("fr-FR").get("/api/v1/notifications").await;
    assert_eq!(french.headers["content-language"], "fr-FR");
    let body = &french.data(200)["notifications"][0]["body"];
    assert_eq!(body, "John Roe fait maintenant partie de la famille : garde");
    assert_eq!(phone.get("/api/v1/notifications").await.headers["content-language"], "en-US");
    // At once, without a round of the worker; the app gets ids.
    let got = pushed(&services, 1).await;
    assert_eq!(got.len(), 1);
    assert_eq!((&*got[0].token, &*got[0].body), ("jane-phone", told[0]["body"].as_str().unwrap()));
    assert_eq!(got[0].data["familyId"], json!(jane.family));
    // Who joins again, or joins what they are in, is no news.
    let join = json!({ "shareCode": jane.share_code });
    john.post("/api/v1/families/join", join).await.data(200);
    assert_eq!(list(&phone, "").await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_is_told_is_paged_read_and_removed_by_the_one_who_was_told(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    jane.on("phone", "ios", "token").await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        let sent = jane.post(TEST, test("phone")).await.data(200);
        ids.insert(0, sent["notificationId"].as_str().unwrap().to_owned());
    }
    let (mut seen, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = jane.get(&format!("{LIST}{query}")).await.data(200);
        seen.extend(page["notifications"].as_array().unwrap().iter().map(|one| one["id"].clone()));
        let Some(next) = page["cursor"]["next"].as_str() else {
            assert_eq!(page["cursor"]["hasMore"], false);
            break;
        };
        query = format!("?limit=2&cursor={next}");
    }
    assert_eq!(json!(seen), json!(ids));

    let read = format!("{LIST}/{}/read", ids[1]);
    assert_eq!(eve.post(&read, json!({})).await.refusal(), (404, "NOT_FOUND", ""));
    let first = jane.post(&read, json!({})).await.data(200);
    assert!(first["readAt"].is_string());
    gateway.pass(TimeDelta::minutes(1));
    assert_eq!(jane.post(&read, json!({})).await.data(200), first);
    assert_eq!(list(&jane, "?unread=true").await.len(), 4);

    let one = format!("{LIST}/{}", ids[2]);
    assert_eq!(eve.delete(&one).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.delete(&one).await.data(200), json!({ "id": ids[2], "deleted": true }));
    assert_eq!(jane.delete(&one).await.refusal(), (404, "NOT_FOUND", ""));
    eve.post(&format!("{LIST}/read-all"), json!({})).await.data(200);
    assert_eq!(list(&jane, "?unread=true").await.len(), 3);
    jane.post(&format!("{LIST}/read-all"), json!({})).await.data(200);
    assert!(list(&jane, "?unread=true").await.is_empty());
    assert_eq!(list(&jane, "").await.len(), 4);
    assert!(list(&eve, "").await.is_empty());
    for (query, field) in
        [("?limit=0", "limit"), ("?cursor=x", "cursor"), ("?unread=perhaps", "unread")]
    {
        let refused = jane.get(&format!("{LIST}{query}")).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field));
    }
}

#[rstest]
#[case::apple_gone("ios", 410, json!({ "reason": "Unregistered" }))]
#[case::apple_bad("ios", 400, json!({ "reason": "BadDeviceToken" }))]
#[case::firebase("android", 404, json!({ "error": { "details": [{ "errorCode": "UNREGISTERED" }] } }))]
#[tokio::test]
async fn a_token_that_is_good_no_longer_is_forgotten(
    #[case] platform: &str,
    #[case] status: u16,
    #[case] body: Value,
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.on("phone", platform, "token").await;
    services.refuse(status, body);
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "failed");
    let phone = jane.get("/api/v1/devices/phone").await.data(200);
    assert_eq!(phone["hasPushToken"], false);
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "stored");
    gateway.pass(TimeDelta::minutes(30));
    gateway.send_due().await;
    assert_eq!(services.calls(), 1);
}

#[rstest]
#[tokio::test]
async fn what_a_service_does_not_take_now_is_tried_again_when_it_asks_to_and_arrives_once(
    #[values("ios", "android")] platform: &str,
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    jane.on("phone", platform, "token").await;
    let both = async || {
        join_all([&gateway, &other, &gateway, &other].map(Gateway::send_due)).await;
    };
    services.refuse(503, json!({}));
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "failed");
    // It asked for 120 seconds.
    gateway.pass(TimeDelta::seconds(110));
    both().await;
    assert_eq!((services.calls(), services.pushed().len()), (1, 0));
    gateway.pass(TimeDelta::seconds(15));
    both().await;
    gateway.pass(TimeDelta::minutes(5));
    both().await;
    assert_eq!((services.calls(), services.pushed().len()), (2, 1));
}

#[rstest]
#[tokio::test]
async fn an_access_token_that_ended_early_is_renewed_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.on("phone", "android", "token").await;
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "sent");
    services.end_access();
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "sent");
    assert_eq!(services.pushed().len(), 2);
}

#[rstest]
#[tokio::test]
async fn many_deliveries_over_two_nodes_arrive_once_each(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    jane.on("phone", "ios", "phone").await;
    jane.on("tablet", "android", "tablet").await;
    let guests = ["Ann Poe", "Bob Poe", "Cy Poe", "Di Poe", "Ed Poe"];
    for name in guests {
        let guest = gateway.parent(name).await;
        let join = json!({ "shareCode": jane.share_code });
        guest.post("/api/v1/families/join", join).await.data(200);
        join_all([&gateway, &other].map(Gateway::send_due)).await;
    }
    let got = pushed(&services, 10).await;
    let mut ids: Vec<_> =
        got.iter().map(|one| (one.data["notificationId"].to_string(), &one.token)).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((got.len(), ids.len(), services.calls()), (10, 10, 10));
}

#[rstest]
#[tokio::test]
async fn nothing_is_pushed_to_who_does_not_want_it_or_signed_out(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "ios", "token").await;
    let settings = format!("{LIST}/settings");
    jane.patch(&settings, json!({ "pushEnabled": false })).await.data(200);
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "stored");
    jane.patch(&settings, json!({ "pushEnabled": true })).await.data(200);
    phone.post("/api/v1/auth/logout", json!({})).await;
    assert_eq!(jane.post(TEST, test("phone")).await.data(200)["status"], "stored");
    assert_eq!(services.calls(), 0);
}

#[tokio::test]
async fn a_push_service_that_cannot_be_used_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, "no key").unwrap();
    let file = file.display().to_string();
    for (settings, name) in [
        (vec![("MATERNAL_FCM_CREDENTIALS", &*file)], "MATERNAL_FCM_CREDENTIALS"),
        (vec![("MATERNAL_FCM_CREDENTIALS", "/nowhere")], "MATERNAL_FCM_CREDENTIALS"),
        (
            vec![
                ("MATERNAL_APNS_KEY", &*file),
                ("MATERNAL_APNS_KEY_ID", "ABC123DEFG"),
                ("MATERNAL_APNS_TEAM_ID", "DEF123GHIJ"),
                ("MATERNAL_APNS_TOPIC", "com.example.maternal"),
            ],
            "MATERNAL_APNS_KEY",
        ),
        (vec![("MATERNAL_APNS_KEY", &*file)], "MATERNAL_APNS_TOPIC"),
    ] {
        let mut command = std::process::Command::new(std::env::var("TEST_MATERNAL").unwrap());
        let data = folder.path().join("data");
        command.envs(settings).env("MATERNAL_DATA", data).env("MATERNAL_LISTEN", "127.0.0.1:0");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().last().unwrap_or_default();
        assert!(!output.status.success() && last.contains(name) && last.ends_with('.'), "{said}");
    }
}
