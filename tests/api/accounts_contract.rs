//! The accounts contract, example by example.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::auth_contract::{bearing, fields, keys};

const REGISTER: &str = "/api/v1/auth/register";
const ME: &str = "/api/v1/users/me";

/// The document's example, for this address.
fn john(email: &str) -> Value {
    json!({
        "confirm_password": PASSWORD,
        "email": email,
        "first_name": "John",
        "last_name": "Doe",
        "password": PASSWORD,
    })
}

async fn registered<'a>(gateway: &'a Gateway, email: &str) -> (Person<'a>, Value) {
    let body = gateway.anyone().post(REGISTER, john(email)).await.bare(201);
    (bearing(gateway, email, &body), body)
}

#[rstest]
#[tokio::test]
async fn registering_and_looking_at_oneself_answer_as_documented(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2023-01-01T00:00:00Z").await;
    let (john, body) = registered(&gateway, "user@example.com").await;
    let names = ["access_token", "expires_in", "refresh_token", "token_type", "user"];
    assert_eq!(keys(&body), names);
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("bearer"), &json!(3600)));
    let me = body["user"].clone();
    let names = ["created_at", "email", "id", "is_active", "is_verified", "last_login", "profile"];
    assert_eq!(keys(&me), names);
    assert_eq!(keys(&me["profile"]), ["bio", "first_name", "last_name"]);
    let id: uuid::Uuid = me["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.get_version_num(), 7);
    for name in ["created_at", "last_login"] {
        let moment = me[name].as_str().unwrap();
        assert!(moment.len() == 20 && moment.starts_with("2023-01-01T00:0"), "{moment}");
    }
    let profile = json!({ "bio": null, "first_name": "John", "last_name": "Doe" });
    assert_eq!((&me["email"], &me["profile"]), (&json!("user@example.com"), &profile));
    assert_eq!((&me["is_active"], &me["is_verified"]), (&json!(true), &json!(false)));
    assert_eq!(john.get(ME).await.bare(200), me);
    assert_eq!(john.get("/api/v1/auth/me").await.bare(200)["user"]["name"], "John Doe");
    assert_eq!(john.get("/api/v1/auth/me").await.bare(200)["user"]["household"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_registration_is_named(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    registered(&gateway, "user@example.com").await;
    for (field, value) in [
        ("email", json!("user@example.com")),
        ("email", json!("x")),
        ("password", json!("password")),
        ("confirm_password", json!("SecurePass124!")),
        ("first_name", json!("")),
        ("last_name", json!(null)),
    ] {
        let mut body = john("new@example.com");
        body[field] = value.clone();
        let reply = gateway.anyone().post(REGISTER, body).await;
        assert_eq!(fields(&reply), [field], "{value}");
    }
}

/// The form of a body decides, and what is not decided is refused in the style of the family contract.
#[rstest]
#[tokio::test]
async fn the_shared_paths_answer_in_the_form_of_the_body(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let anyone = gateway.anyone();
    let family = json!({ "email": "a@example.com", "password": PASSWORD, "name": "Ann Roe" });
    anyone.post(REGISTER, family).await.data(201);
    let device = json!({ "deviceId": "phone", "platform": "ios" });
    let mixed = json!({ "email": "b@example.com", "first_name": "B", "deviceInfo": device });
    assert_eq!(anyone.post(REGISTER, mixed).await.refusal(), (400, "VALIDATION_ERROR", "password"));
    let login = json!({ "email": "a@example.com", "password": PASSWORD, "deviceInfo": device });
    anyone.post("/api/v1/auth/login", login).await.data(200);
    for path in ["register", "login", "refresh", "logout"] {
        let path = format!("/api/v1/auth/{path}");
        let call = anyone.call(Method::POST, &path).header("Content-Type", "application/json");
        let refused = send(call.body("{\"email\":")).await;
        assert_eq!((refused.status, &refused.body["success"]), (400, &json!(false)), "{path}");
    }
    let document = anyone.get("/openapi.json").await.body;
    for (path, status) in
        [("register", "201"), ("login", "200"), ("refresh", "200"), ("logout", "200")]
    {
        let post = &document["paths"][format!("/api/v1/auth/{path}")]["post"];
        let json = "application/json";
        let answer = &post["responses"][status]["content"][json]["schema"]["oneOf"];
        assert_eq!(answer.as_array().map(Vec::len), Some(2), "{path}");
        let body = &post["requestBody"]["content"][json]["schema"]["oneOf"];
        assert_eq!(body.as_array().map(Vec::len), Some(2), "{path} {body}");
    }
}

#[rstest]
#[tokio::test]
async fn signing_out_without_a_body_ends_this_session_only(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (john, _) = registered(&gateway, "user@example.com").await;
    let elsewhere = john.again().await;
    let out = send(john.call(Method::POST, "/api/v1/auth/logout")).await.bare(200);
    assert_eq!(out, json!({ "message": "Successfully logged out" }));
    assert_eq!(john.get(ME).await.status, 401);
    let again = send(john.call(Method::POST, "/api/v1/auth/logout")).await;
    assert_eq!((again.status, again.body), (401, json!({ "detail": "This session has ended" })));
    elsewhere.get(ME).await.bare(200);
    elsewhere.post("/api/v1/auth/logout", json!({ "allDevices": true })).await;
    assert_eq!(elsewhere.get(ME).await.status, 401);
}

#[rstest]
#[tokio::test]
async fn what_one_tells_of_oneself_stays_unless_it_is_changed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (john, body) = registered(&gateway, "user@example.com").await;
    let told = json!({
        "bio": "Software developer passionate about technology",
        "first_name": "Johnny",
        "last_name": "de la Cruz",
        "phone_number": "+1234567890",
    });
    let mut me = body["user"].clone();
    me["profile"] = json!({
        "bio": "Software developer passionate about technology",
        "first_name": "Johnny",
        "last_name": "de la Cruz",
    });
    assert_eq!(john.put(ME, told).await.bare(200), me);
    assert_eq!(john.get("/api/v1/auth/me").await.bare(200)["user"]["name"], "Johnny de la Cruz");
    for nothing in [json!({}), me["profile"].clone()] {
        assert_eq!(john.put(ME, nothing).await.bare(200), me);
    }
    me["profile"]["bio"] = Value::Null;
    let nothing = json!({ "bio": null, "phone_number": null });
    assert_eq!(john.put(ME, nothing).await.bare(200), me);
    me["profile"]["last_name"] = "".into();
    assert_eq!(john.put(ME, json!({ "last_name": null })).await.bare(200), me);
    assert_eq!(john.put(ME, me["profile"].clone()).await.bare(200), me, "as it was shown");
    // A name in one piece keeps its pieces while it stays the same.
    john.put(ME, json!({ "last_name": "de la Cruz" })).await.bare(200);
    john.patch("/api/v1/auth/settings", json!({ "name": "Johnny de la Cruz" })).await.bare(200);
    assert_eq!(john.get(ME).await.bare(200)["profile"]["first_name"], "Johnny");
    for (field, change) in [
        ("first_name", json!({ "first_name": null })),
        ("first_name", json!({ "first_name": 7 })),
        ("phone_number", json!({ "phone_number": "1".repeat(40) })),
        ("bio", json!({ "bio": "x".repeat(3000) })),
        ("last_name", json!({ "last_name": "x".repeat(100) })),
    ] {
        assert_eq!(fields(&john.put(ME, change).await), [field]);
    }
}

#[rstest]
#[tokio::test]
async fn others_see_what_they_may(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (john, body) = registered(&gateway, "user@example.com").await;
    let id = body["user"]["id"].as_str().unwrap();
    let path = format!("/api/v1/users/{id}");
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    jane.welcome(&john, "viewer", None).await;
    gateway.forget().await;
    assert_eq!(john.get(&path).await.bare(200), body["user"]);
    let mut seen = body["user"].clone();
    seen["last_login"] = Value::Null;
    assert_eq!(jane.get(&path).await.bare(200), seen);
    seen["email"] = Value::Null;
    assert_eq!(eve.get(&path).await.bare(200), seen);

    let visible = json!({ "family_visibility": true });
    john.patch("/api/v1/auth/settings", visible).await.bare(200);
    assert_eq!(jane.get(&path).await.bare(200), body["user"]);
    assert_eq!(eve.get(&path).await.bare(200), seen);

    hide(&gateway, id).await;
    let nobody = eve.get(&path).await;
    assert_eq!(
        (nobody.status, &nobody.body),
        (404, &json!({ "detail": "There is no such account" }))
    );
    for unknown in [&*uuid::Uuid::now_v7().to_string(), "7", "usr_7", "507f1f77bcf86cd799439011"] {
        let reply = eve.get(&format!("/api/v1/users/{unknown}")).await;
        assert_eq!((reply.status, &reply.body), (404, &nobody.body), "{unknown}");
    }
    assert_eq!(jane.get(&path).await.status, 200);
    assert_eq!(john.get(&path).await.status, 200);
    jane.delete(&format!("/api/v1/families/{}/members/{id}", jane.family)).await.data(200);
    gateway.forget().await;
    assert_eq!(jane.get(&path).await.status, 404, "they share no family any more");
}

/// Makes an account show itself to its families only.
async fn hide(gateway: &Gateway, id: &str) {
    let (db, vault) = (gateway.db().await, gateway.vault());
    let tx = persistence::begin(&db).await.unwrap();
    let id = domain::AccountId(id.parse().unwrap());
    let (mut account, key) = persistence::accounts::lock(&tx, &vault, id).await.unwrap().unwrap();
    account.preferences.community_visibility = domain::Visibility::Private;
    persistence::accounts::update(&tx, &vault, &key, &account, gateway.now()).await.unwrap();
    persistence::commit(tx).await.unwrap();
}
