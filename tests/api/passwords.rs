use chrono::TimeDelta;
use futures_util::future::{join, join_all};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::auth_contract::{bearing, fields, keys};

const FORGOT: &str = "/api/v1/auth/forgot_password";
const RESET: &str = "/api/v1/auth/reset_password";
const CHANGE: &str = "/api/v1/auth/change-password";
const ME: &str = "/api/v1/users/me";

/// A change to the password that everyone has.
pub(crate) fn the_same_again() -> Value {
    json!({ "current_password": PASSWORD, "new_password": PASSWORD, "confirm_password": PASSWORD })
}

/// What chooses this password.
pub(crate) fn reset(token: &str, password: &str) -> Value {
    json!({ "token": token, "password": password, "password_confirmation": password })
}

async fn forget(gateway: &Gateway, email: &str) -> Reply {
    gateway.anyone().post(FORGOT, json!({ "email": email })).await
}

/// What a letter brings to somebody who has forgotten their password.
async fn asked(gateway: &Gateway, email: &str) -> String {
    forget(gateway, email).await.bare(200);
    gateway.mailed(email, "reset-password").await.unwrap()
}

async fn opens(gateway: &Gateway, email: &str, password: &str) -> bool {
    let login = json!({ "email": email, "password": password });
    gateway.anyone().post("/api/v1/auth/login", login).await.status == 200
}

#[rstest]
#[tokio::test]
async fn a_forgotten_password_is_replaced_once_by_what_a_letter_brings(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let said = forget(&gateway, &jane.email).await.bare(200);
    let message =
        "If an account exists with that email, you will receive password reset instructions.";
    assert_eq!(said, json!({ "message": message }));
    let token = gateway.mailed(&jane.email, "reset-password").await.unwrap();
    assert_eq!(token.len(), 43, "256 bits");

    let post = async |body: Value| gateway.anyone().post(RESET, body).await;
    for (field, body) in [
        ("token", json!({})),
        ("token", json!({ "password": "newpass456", "password_confirmation": "newpass456" })),
        ("token", reset("", "newpass456")),
        ("password", json!({ "token": token, "password_confirmation": "newpass456" })),
        ("password", json!({ "token": token, "password": null, "password_confirmation": "" })),
    ] {
        let reply = post(body).await;
        let detail = json!({ "detail": format!("{field}: Required") });
        assert_eq!((reply.status, reply.body), (400, detail));
    }
    for (field, body) in [
        ("token", reset("abc123", "newpass456")),
        ("token", reset(&"A".repeat(43), "newpass456")),
        ("password", reset(&token, "short")),
        ("password", reset(&token, "password1")),
        (
            "password_confirmation",
            json!({ "token": token, "password": "newpass456", "password_confirmation": "x" }),
        ),
        ("password_confirmation", json!({ "token": token, "password": "newpass456" })),
    ] {
        let reply = post(body.clone()).await;
        assert_eq!(fields(&reply), [field], "{body}");
    }
    let done = post(reset(&token, "newpass456")).await.bare(200);
    assert_eq!(keys(&done), ["message", "refresh_token", "token"]);
    assert_eq!(done["message"], "Password has been reset successfully");
    assert_eq!(fields(&post(reset(&token, "newpass457")).await), ["token"], "it was used");
    assert!(opens(&gateway, &jane.email, "newpass456").await);
    assert!(!opens(&gateway, &jane.email, PASSWORD).await);

    assert_eq!(jane.get(ME).await.status, 401, "whoever was signed in is not any more");
    let refreshed = json!({ "refresh_token": jane.refresh });
    assert_eq!(gateway.anyone().post("/api/v1/auth/refresh", refreshed).await.status, 401);
    let jane = bearing(&gateway, &jane.email, &done);
    let me = jane.get(ME).await.bare(200);
    assert_eq!(me["is_verified"], true, "who reads the letters of an address has it");
    let told = jane.get("/api/v1/notifications").await.data(200)["notifications"][0].clone();
    assert_eq!(
        (&told["type"], &told["title"]),
        (&json!("password-changed"), &json!("Your password was changed"))
    );
    let letters = gateway.letters_to(&jane.email).await;
    assert!(letters.last().unwrap().contains("Your password was changed"), "{letters:?}");
}

#[rstest]
#[tokio::test]
async fn what_a_letter_brought_is_good_for_half_an_hour_until_a_newer_one_and_for_its_address(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let post = async |token: &str| gateway.anyone().post(RESET, reset(token, "newpass456")).await;
    let old = asked(&gateway, &jane.email).await;
    let new = asked(&gateway, &jane.email).await;
    assert_eq!(fields(&post(&old).await), ["token"]);
    let verify = gateway.mailed(&jane.email, "verify-email").await.unwrap();
    assert_eq!(fields(&post(&verify).await), ["token"], "it is good for something else");
    gateway.pass(TimeDelta::minutes(31));
    assert_eq!(fields(&post(&new).await), ["token"]);

    let stale = asked(&gateway, &jane.email).await;
    jane.again().await.post(CHANGE, the_same_again()).await.bare(200);
    assert_eq!(fields(&post(&stale).await), ["token"], "the password was changed since");

    let hers = asked(&gateway, &jane.email).await;
    post(&hers).await.bare(200);
    assert!(opens(&gateway, &john.email, PASSWORD).await);
    let moving = json!({ "email": "moved@example.com", "current_password": PASSWORD });
    let his = asked(&gateway, &john.email).await;
    john.patch("/api/v1/auth/settings", moving).await.bare(200);
    assert_eq!(fields(&post(&his).await), ["token"], "the address is nobody's now");
}

#[rstest]
#[tokio::test]
async fn of_those_who_use_a_token_at_once_one_succeeds(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let token = asked(&gateway, &jane.email).await;
    let anyone = gateway.anyone();
    let calls = (0..8).map(|turn| anyone.post(RESET, reset(&token, &format!("newpass45{turn}"))));
    let replies = join_all(calls).await;
    let mut done = replies.iter().filter(|reply| reply.status == 200);
    assert!(done.next().is_some() && done.next().is_none());
    assert!(replies.iter().all(|reply| reply.status == 200 || fields(reply) == ["token"]));
}

/// Whichever comes first: who shows the old password is let in before it is changed, and sent out by that, or not at all.
#[rstest]
#[tokio::test]
async fn nobody_who_signs_in_while_the_password_changes_stays(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let change = json!({
        "current_password": PASSWORD, "new_password": "newpass456", "confirm_password": "newpass456",
    });
    let anyone = gateway.anyone();
    let login = json!({ "email": jane.email, "password": PASSWORD });
    let logins = (0..8).map(|_| anyone.post("/api/v1/auth/login", login.clone()));
    let (changed, replies) = join(jane.post(CHANGE, change), join_all(logins)).await;
    changed.bare(200);
    gateway.forget().await;
    for reply in replies {
        match reply.status {
            200 => {
                let old = bearing(&gateway, &jane.email, &reply.body);
                assert_eq!(old.get(ME).await.status, 401);
            }
            status => assert_eq!(status, 401),
        }
    }
    jane.get(ME).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn what_befalls_an_account_at_once_is_no_error_of_ours(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    for turn in 0..4 {
        let jane = gateway.parent(&format!("Jane {turn}")).await;
        let token = asked(&gateway, &jane.email).await;
        let shown = gateway.mailed(&jane.email, "verify-email").await.unwrap();
        let anyone = gateway.anyone();
        let login = json!({
            "email": jane.email, "password": PASSWORD, "deviceInfo": { "deviceId": "phone", "platform": "ios" },
        });
        let replies = join_all([
            anyone.post(RESET, reset(&token, "newpass456")),
            jane.post(CHANGE, the_same_again()),
            anyone.post("/api/v1/auth/verify-email", json!({ "token": shown })),
            jane.post("/api/v1/auth/verify-email/send", json!({})),
            anyone.post("/api/v1/auth/login", login.clone()),
            anyone.post("/api/v1/auth/login", login),
        ])
        .await;
        for reply in replies {
            assert!(reply.status < 500, "{} {}", reply.status, reply.body);
        }
    }
}

#[rstest]
#[tokio::test]
async fn an_address_that_nobody_verified_is_warned_ten_times_a_day(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for _ in 0..12 {
        jane.post(CHANGE, the_same_again()).await.bare(200);
    }
    let warnings = async || {
        let letters = gateway.letters().await;
        letters.iter().filter(|letter| letter.contains("Your password was changed")).count()
    };
    assert_eq!(warnings().await, 10);
    let token = gateway.mailed(&jane.email, "verify-email").await.unwrap();
    gateway.anyone().post("/api/v1/auth/verify-email", json!({ "token": token })).await.data(200);
    jane.post(CHANGE, the_same_again()).await.bare(200);
    assert_eq!(warnings().await, 11);
}

/// What is done must not tell whether there is an account; a clock would be the worse witness.
#[rstest]
#[tokio::test]
async fn known_and_unknown_addresses_hear_the_same_and_cost_the_same(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let cost = async |email: &str| {
        let before = gateway.served();
        let said = forget(&gateway, email).await.bare(200);
        (gateway.served() - before, said)
    };
    assert!(cost(&jane.email).await.0 > 0);
    assert_eq!(cost(&jane.email).await, cost("nobody@example.com").await);
    assert_eq!(gateway.letters_to("nobody@example.com").await.len(), 0);
    assert!(gateway.mailed(&jane.email, "reset-password").await.is_some());
}

#[rstest]
#[tokio::test]
async fn nobody_is_flooded_with_letters(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let count = async || {
        let letters = gateway.letters_to(&jane.email).await;
        letters.iter().filter(|letter| letter.contains("reset-password#")).count()
    };
    let calls = (0..16).map(|_| forget(&gateway, &jane.email));
    for reply in join_all(calls).await {
        assert_eq!(reply.bare(200), forget(&gateway, "nobody@example.com").await.bare(200));
    }
    assert_eq!(count().await, 10);
    let last = gateway.mailed(&jane.email, "reset-password").await.unwrap();
    gateway.pass(TimeDelta::hours(25));
    assert_eq!(count().await, 10);
    let token = asked(&gateway, &jane.email).await;
    assert_ne!(token, last);
    gateway.anyone().post(RESET, reset(&token, "newpass456")).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn a_letter_is_in_the_language_of_the_account(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let register = json!({ "email": "ana@example.com", "password": PASSWORD, "name": "Ana Ruiz", "locale": "es-ES" });
    gateway.anyone().post("/api/v1/auth/register", register).await.data(201);
    let french = gateway.anyone().speaking("fr-FR");
    let said = french.post(FORGOT, json!({ "email": "ana@example.com" })).await.bare(200);
    assert!(said["message"].as_str().unwrap().starts_with("S’il existe"));
    let letters = gateway.letters_to("ana@example.com").await;
    let letter = letters.iter().find(|it| it.contains("reset-password#")).unwrap();
    assert!(letter.contains("Elige una"), "{letter}");
}

#[rstest]
#[tokio::test]
async fn a_changed_password_ends_all_other_sessions(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "ios", "token").await;
    let mut room = phone.listen(&jane.family).await;
    let change = |current: &str, new: &str, again: &str| json!({ "current_password": current, "new_password": new, "confirm_password": again });
    for (field, body) in [
        ("current_password", change("wrong", "newpass456", "newpass456")),
        ("current_password", change(&"x".repeat(200), "newpass456", "newpass456")),
        ("new_password", change(PASSWORD, "short", "short")),
        ("confirm_password", change(PASSWORD, "newpass456", "newpass457")),
        ("new_password", json!({ "current_password": PASSWORD })),
    ] {
        assert_eq!(fields(&jane.post(CHANGE, body.clone()).await), [field], "{body}");
    }
    assert!(opens(&gateway, &jane.email, PASSWORD).await);
    let done = jane.post(CHANGE, change(PASSWORD, "newpass456", "newpass456")).await.bare(200);
    assert_eq!(done, json!({ "message": "Password changed successfully" }));
    assert_eq!(room.closed().await.map(|frame| u16::from(frame.code)), Some(4401));
    assert_eq!(phone.get(ME).await.status, 401);
    jane.get(ME).await.bare(200);
    assert!(opens(&gateway, &jane.email, "newpass456").await);
    let told = jane.get("/api/v1/notifications").await.data(200)["notifications"][0].clone();
    assert_eq!(told["type"], "password-changed");
}

#[tokio::test]
async fn a_changed_password_ends_sessions_on_the_other_node_within_a_second() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    let there = jane.again().await;
    let there = Person { gateway: &other, ..there };
    there.get(ME).await.bare(200);
    jane.post(CHANGE, the_same_again()).await.bare(200);
    gateway.forget().await;
    assert_eq!(there.get(ME).await.status, 401);
    let token = asked(&gateway, &jane.email).await;
    let jane = jane.at(&other);
    jane.get(ME).await.bare(200);
    gateway.anyone().post(RESET, reset(&token, PASSWORD)).await.bare(200);
    gateway.forget().await;
    assert_eq!(jane.get(ME).await.status, 401);
}

#[tokio::test]
async fn guesses_are_few() {
    let gateway = Gateway::with(Sqlite, &[("MATERNAL_RATE_LIMIT", "25")]).await;
    let anyone = gateway.anyone();
    for (path, body, status) in [
        (RESET, reset(&"A".repeat(43), "newpass456"), 422),
        (FORGOT, json!({ "email": "nobody@example.com" }), 200),
        ("/api/v1/auth/verify-email", json!({ "token": "A".repeat(43) }), 400),
        ("/api/v1/auth/signup", json!({}), 422),
        ("/api/v1/auth/login", json!({ "email": "nobody@example.com", "password": PASSWORD }), 401),
    ] {
        for turn in 0..6 {
            let reply = anyone.post(path, body.clone()).await;
            assert_eq!(reply.status, if turn < 5 { status } else { 429 }, "{path} {turn}");
        }
        gateway.pass(TimeDelta::minutes(2));
    }
    let jane = gateway.parent("Jane Doe").await;
    gateway.pass(TimeDelta::minutes(2));
    for turn in 0..6 {
        let guess = json!({ "current_password": "wrongpass", "new_password": "newpass456", "confirm_password": "newpass456" });
        let settings = json!({ "current_password": "wrongpass" });
        let reply = match turn % 2 {
            0 => jane.post(CHANGE, guess).await,
            _ => jane.patch("/api/v1/auth/settings", settings).await,
        };
        assert_eq!(reply.status, if turn < 5 { 422 } else { 429 }, "{turn}");
    }
}
