//! The auth contract, example by example.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

const ME: &str = "/api/v1/auth/me";
const SETTINGS: &str = "/api/v1/auth/settings";

/// The document's example, for this address.
pub(crate) fn signup(email: &str) -> Value {
    json!({
        "email": email,
        "password": "securepass123",
        "password_confirmation": "securepass123",
        "name": "Jane Doe",
    })
}

/// The names of an object's fields.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The place of each field to correct.
pub(crate) fn fields(reply: &Reply) -> Vec<&Value> {
    assert_eq!(reply.status, 422, "{}", reply.body);
    let details = reply.body["detail"].as_array().unwrap();
    for detail in details {
        assert_eq!(keys(detail), ["loc", "msg", "type"]);
        assert_eq!(detail["loc"][0], "body");
    }
    details.iter().map(|detail| &detail["loc"][1]).collect()
}

/// Somebody who signed up so.
async fn signed_up<'a>(gateway: &'a Gateway, email: &str) -> (Person<'a>, Value) {
    let body = gateway.anyone().post("/api/v1/auth/signup", signup(email)).await.bare(201);
    (bearing(gateway, email, &body), body)
}

/// Whoever holds these tokens.
pub(crate) fn bearing<'a>(gateway: &'a Gateway, email: &str, tokens: &Value) -> Person<'a> {
    let token = tokens["token"].as_str().or(tokens["access_token"].as_str()).unwrap().into();
    let refresh = tokens["refresh_token"].as_str().unwrap().into();
    Person { email: email.into(), token, refresh, ..gateway.anyone() }
}

#[rstest]
#[tokio::test]
async fn signing_up_answers_as_documented(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2026-05-26T10:00:00Z").await;
    let (jane, body) = signed_up(&gateway, "user@example.com").await;
    assert_eq!(keys(&body), ["refresh_token", "token", "user"]);
    let created: DateTime<Utc> = body["user"]["created_at"].as_str().unwrap().parse().unwrap();
    assert!(created >= "2026-05-26T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let user = json!({
        "id": 1,
        "email": "user@example.com",
        "name": "Jane Doe",
        "subscription_tier": "free",
        "subscription_expires_at": null,
        "voice_enabled": false,
        "created_at": created.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "total_points": 0,
        "level_number": 1,
        "level_name": "seedling",
        "level_icon": "🌱",
        "points_to_next_level": 10,
        "next_level_name": "sprout",
        "next_level_points": 10,
        "family_visibility": false,
        "household": null,
    });
    assert_eq!(body["user"], user);
    assert_eq!(jane.get(ME).await.bare(200), json!({ "user": user }));
    let (_, other) = signed_up(&gateway, "other@example.com").await;
    assert_eq!(other["user"]["id"], 2);
    assert_eq!(jane.get("/api/v1/families").await.data(200)["families"], json!([]));
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_signup_is_named(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    signed_up(&gateway, "user@example.com").await;
    for (field, value) in [
        ("email", json!("USER@example.com")),
        ("email", json!("nobody")),
        ("password", json!("short")),
        ("password", json!(7)),
        ("password_confirmation", json!("securepass124")),
        ("name", json!(" ")),
    ] {
        let mut body = signup("new@example.com");
        body[field] = value.clone();
        let reply = gateway.anyone().post("/api/v1/auth/signup", body).await;
        assert_eq!(fields(&reply), [field], "{value}");
    }
    let empty = gateway.anyone().post("/api/v1/auth/signup", json!({})).await;
    assert_eq!(fields(&empty), ["email"]);
    assert_eq!(empty.body["detail"][0]["type"], "missing");
}

#[rstest]
#[tokio::test]
async fn one_bare_login_serves_both_contracts(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let login = json!({ "email": "Jane.Doe@example.com", "password": PASSWORD });
    let body = gateway.anyone().post("/api/v1/auth/login", login).await.bare(200);
    let names = ["access_token", "expires_in", "refresh_token", "token", "token_type", "user"];
    assert_eq!(keys(&body), names);
    assert_eq!(
        (&body["token_type"], &body["expires_in"], &body["access_token"]),
        (&json!("bearer"), &json!(3600), &body["token"])
    );
    let home = json!({ "id": 1, "name": "The Doe Family", "is_owner": true });
    assert_eq!(body["user"]["household"], home);
    let me = bearing(&gateway, &jane.email, &body);
    assert_eq!(me.get(ME).await.bare(200), json!({ "user": body["user"] }));

    for (email, password) in [
        ("jane.doe@example.com", "WrongPass123!"),
        ("nobody@example.com", PASSWORD),
        ("nobody", PASSWORD),
        ("jane.doe@example.com", &"x".repeat(200)),
    ] {
        let login = json!({ "email": email, "password": password });
        let refused = gateway.anyone().post("/api/v1/auth/login", login).await;
        let said = json!({ "detail": "The e-mail address or the password is wrong" });
        assert_eq!((refused.status, refused.body), (401, said), "{email}");
    }
    let refused = gateway.anyone().post("/api/v1/auth/login", json!({ "email": "a@b.co" })).await;
    assert_eq!(fields(&refused), ["password"]);
}

#[rstest]
#[tokio::test]
async fn tokens_of_one_contract_are_renewed_in_the_other(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let refresh = async |body: Value| gateway.anyone().post("/api/v1/auth/refresh", body).await;
    let (jane, _) = signed_up(&gateway, "user@example.com").await;
    let enveloped = refresh(json!({ "refreshToken": jane.refresh })).await.data(200);
    let bare = refresh(json!({ "refresh_token": enveloped["refreshToken"] })).await.bare(200);
    assert_eq!(keys(&bare), ["access_token", "expires_in", "refresh_token", "token", "token_type"]);
    assert_eq!(bare["token"], bare["access_token"]);
    assert_eq!(bearing(&gateway, "", &bare).get(ME).await.status, 200);
    // A replay is one, whatever it looks like.
    assert_eq!(refresh(json!({ "refresh_token": jane.refresh })).await.status, 401);
    let stolen = refresh(json!({ "refresh_token": bare["refresh_token"] })).await;
    let said = json!({ "detail": "This refresh token is not valid; sign in again" });
    assert_eq!((stolen.status, stolen.body), (401, said));

    for absent in [json!({}), json!({ "refresh_token": null }), json!({ "refresh_token": "" })] {
        let reply = refresh(absent).await;
        assert_eq!(
            (reply.status, reply.body),
            (400, json!({ "detail": "refresh_token: Required" }))
        );
    }
    assert_eq!(fields(&refresh(json!({ "refresh_token": 7 })).await), ["refresh_token"]);
    let call = gateway.anyone().call(Method::POST, "/api/v1/auth/refresh");
    assert_eq!(send(call).await.status, 400);
}

#[rstest]
#[tokio::test]
async fn points_tier_and_home_are_shown_as_documented(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, ann) = (gateway.parent("Jane Doe").await, gateway.parent("Ann Roe").await);
    ann.welcome(&jane, "viewer", None).await;
    let (guest, _) = signed_up(&gateway, "guest@example.com").await;
    let child = jane.child("Emma").await;
    for minutes in 1..=12 {
        jane.feed(&child, minutes * 10).await.data(201);
    }
    let until = gateway.now() + TimeDelta::days(1);
    let (db, vault) = (gateway.db().await, gateway.vault());
    let paid = domain::Subscription { tier: domain::Tier::Pro, until: Some(until) };
    let email = domain::Email::new(&jane.email).unwrap();
    persistence::accounts::set_subscription(db.write(), &vault, &email, paid).await.unwrap();
    let user = jane.get(ME).await.bare(200)["user"].clone();
    assert_eq!(user["subscription_tier"], "pro");
    let shown = until.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    assert_eq!(user["subscription_expires_at"], json!(shown));
    let level =
        ["total_points", "level_number", "level_name", "level_icon", "points_to_next_level"];
    let level: Vec<_> = level.iter().map(|name| user[name].clone()).collect();
    assert_eq!(level, [json!(10), json!(2), json!("sprout"), json!("🌿"), json!(25)]);
    assert_eq!(user["household"]["is_owner"], true, "her own, though she is in an older one");

    jane.welcome(&guest, "caregiver", None).await;
    gateway.forget().await;
    let home = guest.get(ME).await.bare(200)["user"]["household"].clone();
    let her = user["household"].clone();
    assert_eq!(home, json!({ "id": her["id"], "name": "The Doe Family", "is_owner": false }));
    // However much there is, it takes as many statements.
    gateway.settled().await;
    let cost = async |person: &Person<'_>| {
        person.get(ME).await.bare(200);
        let before = gateway.served();
        person.get(ME).await.bare(200);
        gateway.served() - before
    };
    let (one, two) = (cost(&guest).await, cost(&jane).await);
    assert!(one == two && two <= 8, "{one} {two}");

    gateway.pass(TimeDelta::days(2));
    let user = jane.again().await.get(ME).await.bare(200)["user"].clone();
    assert_eq!(user["subscription_tier"], "free");
    assert_eq!(user["subscription_expires_at"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn settings_change_in_one_go(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, before) = signed_up(&gateway, "user@example.com").await;
    let change = json!({ "name": "Jane Smith", "family_visibility": true });
    let after = jane.patch(SETTINGS, change).await.bare(200);
    let mut user = before["user"].clone();
    user["name"] = "Jane Smith".into();
    user["family_visibility"] = true.into();
    assert_eq!(after, json!({ "user": user }));
    for nothing in [json!({}), json!({ "password": null, "current_password": null })] {
        assert_eq!(jane.patch(SETTINGS, nothing).await.bare(200), json!({ "user": user }));
    }
    send(jane.call(Method::PATCH, SETTINGS)).await.bare(200);

    signed_up(&gateway, "taken@example.com").await;
    for (field, change) in [
        ("name", json!({ "name": null })),
        ("name", json!({ "name": "" })),
        ("email", json!({ "email": null, "name": "Nobody" })),
        (
            "email",
            json!({ "email": "taken@example.com", "current_password": "securepass123", "name": "X" }),
        ),
        ("family_visibility", json!({ "family_visibility": null })),
        ("family_visibility", json!({ "family_visibility": "yes" })),
        ("current_password", json!({ "email": "new@example.com", "name": "Nobody" })),
        ("current_password", json!({ "password": "newpass456", "name": "Nobody" })),
        (
            "current_password",
            json!({ "password": "newpass456", "current_password": "wrongpass123" }),
        ),
        ("current_password", json!({ "name": "Nobody", "current_password": "wrongpass123" })),
        ("password", json!({ "password": "short", "current_password": "securepass123" })),
        (
            "password_confirmation",
            json!({ "password": "newpass456", "password_confirmation": "newpass457", "current_password": "securepass123" }),
        ),
    ] {
        let refused = jane.patch(SETTINGS, change.clone()).await;
        assert_eq!(fields(&refused), [field], "{change}");
    }
    assert_eq!(jane.get(ME).await.bare(200), json!({ "user": user }), "nothing of it was done");

    let both = json!({ "current_password": "securepass123", "password": "newpass456", "email": "new@example.com" });
    let moved = jane.patch(SETTINGS, both).await.bare(200);
    assert_eq!(moved["user"]["email"], "new@example.com");
    for (email, password, status) in [
        ("user@example.com", "newpass456", 401),
        ("new@example.com", "securepass123", 401),
        ("new@example.com", "newpass456", 200),
    ] {
        let login = json!({ "email": email, "password": password });
        let reply = gateway.anyone().post("/api/v1/auth/login", login).await;
        assert_eq!(reply.status, status, "{email} {password}");
    }
    // The old address hears of both, and the new one is asked.
    let told = gateway.letters_to("user@example.com").await;
    assert_eq!(told.len(), 3, "{told:?}");
    let asked = gateway.letters_to("new@example.com").await;
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(gateway.mailed("new@example.com", "verify-email").await.is_some());
}

#[rstest]
#[tokio::test]
async fn who_signed_up_is_at_home_in_every_other_contract(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, _) = signed_up(&gateway, "user@example.com").await;
    let emma = json!({ "name": "Emma", "birthDate": "2023-06-15" });
    let emma = jane.post("/api/v1/children", emma).await.data(201)["id"].clone();
    let family = jane.get("/api/v1/families").await.data(200)["families"][0].clone();
    let jane = Person { family: family["id"].as_str().unwrap().into(), ..jane };
    let home = jane.get(ME).await.bare(200)["user"]["household"].clone();
    assert_eq!(home, json!({ "id": 1, "name": family["name"], "is_owner": true }));

    let (john, _) = signed_up(&gateway, "john@example.com").await;
    let invite = json!({ "email": john.email, "role": "parent" });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    john.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    let mut room = john.listen(&jane.family).await;
    let fed = jane.feed(emma.as_str().unwrap(), 5).await.data(201);
    let heard = room.next().await;
    assert_eq!(heard["event"], "activity-logged");
    assert_eq!(heard["data"]["activityId"], fed["id"]);
    let query = "{ families { name children { name } members { name } } }";
    let graph = john.graphql(query, json!({})).await.body["data"]["families"][0].clone();
    assert_eq!(graph["children"][0]["name"], "Emma");
    assert_eq!(graph["members"].as_array().unwrap().len(), 2);
    assert_eq!(john.get("/api/v1/users/me").await.bare(200)["email"], "john@example.com");
}
