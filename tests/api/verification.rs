use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::auth_contract::signup;

const VERIFY: &str = "/api/v1/auth/verify-email";
const SEND: &str = "/api/v1/auth/verify-email/send";

#[rstest]
#[tokio::test]
async fn every_registration_asks_whether_the_address_is_theirs(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let anyone = gateway.anyone();
    let family = json!({ "email": "a@example.com", "password": PASSWORD, "name": "Ann Roe" });
    let family = anyone.post("/api/v1/auth/register", family).await.data(201);
    assert_eq!(family["user"]["emailVerified"], false);
    anyone.post("/api/v1/auth/signup", signup("b@example.com")).await.bare(201);
    let accounts = json!({
        "email": "c@example.com", "password": PASSWORD, "confirm_password": PASSWORD,
        "first_name": "Cay", "last_name": "Roe",
    });
    anyone.post("/api/v1/auth/register", accounts).await.bare(201);
    for email in ["a@example.com", "b@example.com", "c@example.com"] {
        let token = gateway.mailed(email, "verify-email").await.unwrap();
        let verify = json!({ "token": token });
        let said = anyone.post(VERIFY, verify.clone()).await.data(200);
        assert_eq!(said, json!({ "emailVerified": true }));
        let again = anyone.post(VERIFY, verify).await;
        assert_eq!(again.refusal(), (400, "VALIDATION_ERROR", "token"));
    }
    let login = json!({ "email": "b@example.com", "password": "securepass123" });
    let token = anyone.post("/api/v1/auth/login", login).await.bare(200)["token"].clone();
    let b = tests::Person { token: token.as_str().unwrap().into(), ..anyone };
    assert_eq!(b.get("/api/v1/users/me").await.bare(200)["is_verified"], true);
    assert_eq!(b.post(SEND, json!({})).await.data(200), json!({ "emailVerified": true }));
    assert_eq!(gateway.letters_to("b@example.com").await.len(), 1, "there is nothing to ask");
}

#[rstest]
#[tokio::test]
async fn a_token_is_good_for_three_days_and_the_address_that_it_went_to(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let verify = async |token: &str| gateway.anyone().post(VERIFY, json!({ "token": token })).await;
    let refused = (400, "VALIDATION_ERROR", "token");
    for forged in ["", "abc", &"A".repeat(43)] {
        assert_eq!(verify(forged).await.refusal(), refused);
    }
    let first = gateway.mailed(&jane.email, "verify-email").await.unwrap();
    gateway.pass(TimeDelta::days(3) + TimeDelta::seconds(1));
    assert_eq!(verify(&first).await.refusal(), refused);

    let jane = jane.again().await;
    assert_eq!(jane.post(SEND, json!({})).await.data(200), json!({ "emailVerified": false }));
    let second = gateway.mailed(&jane.email, "verify-email").await.unwrap();
    let moving = json!({ "email": "moved@example.com", "current_password": PASSWORD });
    jane.patch("/api/v1/auth/settings", moving).await.bare(200);
    assert_eq!(verify(&second).await.refusal(), refused, "it is not her address any more");
    let third = gateway.mailed("moved@example.com", "verify-email").await.unwrap();
    verify(&third).await.data(200);
    assert_eq!(jane.get("/api/v1/users/me").await.bare(200)["is_verified"], true);
    // Another spelling is the same address; another address is not known to be hers.
    for (email, verified) in [("Moved@Example.com", true), ("jane@example.com", false)] {
        let moving = json!({ "email": email, "current_password": PASSWORD });
        jane.patch("/api/v1/auth/settings", moving).await.bare(200);
        let me = jane.get("/api/v1/users/me").await.bare(200);
        assert_eq!((&me["email"], &me["is_verified"]), (&json!(email), &json!(verified)));
    }
}

#[rstest]
#[tokio::test]
async fn asking_again_has_a_limit_that_says_when_to_come_back(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for _ in 0..9 {
        jane.post(SEND, json!({})).await.data(200);
    }
    let refused = jane.post(SEND, Value::Null).await;
    assert_eq!(refused.status, 400, "{}", refused.body);
    let refused = jane.post(SEND, json!({})).await;
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""));
    let wait: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((86_000..=86_400).contains(&wait), "{wait}");
    assert_eq!(gateway.letters_to(&jane.email).await.len(), 10);
    gateway.pass(TimeDelta::seconds(wait + 1));
    jane.again().await.post(SEND, json!({})).await.data(200);
}
