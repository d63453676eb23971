use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// The document's example.
pub(crate) fn jane() -> Value {
    json!({
        "email": "user@example.com",
        "password": "SecurePass123!",
        "phone": "+1234567890",
        "name": "Jane Doe",
        "locale": "en-US",
        "timezone": "America/New_York",
        "deviceInfo": { "deviceId": "uuid", "platform": "ios", "model": "iPhone14,2", "osVersion": "16.5" },
    })
}

#[rstest]
#[tokio::test]
async fn registering_makes_an_account_and_a_family(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let data = gateway.anyone().post("/api/v1/auth/register", jane()).await.data(201);

    assert!(data["user"]["id"].as_str().unwrap().starts_with("usr_"));
    assert_eq!(data["user"]["email"], "user@example.com");
    assert_eq!(data["user"]["name"], "Jane Doe");
    assert_eq!(data["user"]["locale"], "en-US");
    assert_eq!(data["user"]["emailVerified"], false);
    assert!(data["family"]["id"].as_str().unwrap().starts_with("fam_"));
    assert_eq!(data["family"]["name"], "The Doe Family");
    assert_eq!(data["family"]["shareCode"].as_str().unwrap().len(), 6);
    assert_eq!(data["family"]["role"], "parent");
    assert!(data["tokens"]["accessToken"].as_str().unwrap().starts_with("eyJ"));
    assert_eq!(data["tokens"]["expiresIn"], 3600);
    assert_eq!(data["deviceRegistered"], true);
}

#[rstest]
#[tokio::test]
async fn an_address_has_one_account_however_it_is_spelt(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    gateway.anyone().post("/api/v1/auth/register", jane()).await.data(201);
    let mut again = jane();
    again["email"] = "USER@Example.com".into();
    let reply = gateway.anyone().post("/api/v1/auth/register", again).await;
    assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "email"));
}

#[rstest]
#[tokio::test]
async fn a_wrong_field_is_named(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    for (field, value) in [
        ("email", json!("nobody")),
        ("email", json!(7)),
        ("password", json!("short")),
        ("password", json!("password123")),
        ("name", json!("   ")),
        ("locale", json!("tlh")),
        ("timezone", json!("Mars/Olympus")),
        ("deviceInfo.platform", json!({ "deviceId": "x", "platform": "toaster" })),
        ("deviceInfo.deviceId", json!({ "platform": "ios" })),
        ("deviceInfo.deviceId", json!({ "deviceId": "", "platform": "ios" })),
    ] {
        let mut body = jane();
        body[field.split('.').next().unwrap()] = value.clone();
        let reply = gateway.anyone().post("/api/v1/auth/register", body).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{value}");
        assert!(!reply.body["error"]["details"]["reason"].as_str().unwrap().is_empty());
    }
    gateway.anyone().post("/api/v1/auth/register", jane()).await.data(201);
}

#[rstest]
#[tokio::test]
async fn a_login_answers_as_documented(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let registered = gateway.anyone().post("/api/v1/auth/register", jane()).await.data(201);
    let login = json!({
        "email": "User@example.com",
        "password": PASSWORD,
        "deviceInfo": jane()["deviceInfo"],
    });
    let data = gateway.anyone().post("/api/v1/auth/login", login).await.data(200);
    assert_eq!(data["user"]["id"], registered["user"]["id"]);
    assert_eq!(data["user"]["families"], json!([registered["family"]["id"]]));
    assert_eq!(data["requiresMFA"], false);
    assert_eq!(data["deviceTrusted"], true);
    assert_eq!(data["tokens"]["expiresIn"], 3600);
}

#[rstest]
#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_hear_the_same(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let login = async |email: &str| {
        let body = json!({ "email": email, "password": "WrongPass123!" });
        let reply = gateway.anyone().post("/api/v1/auth/login", body).await;
        (reply.status, reply.body)
    };
    let known = login(&parent.email).await;
    assert_eq!(known.0, 401);
    assert_eq!(known, login("nobody@example.com").await);
}
