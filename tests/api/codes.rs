use chrono::TimeDelta;
use futures_util::future::join_all;
use persistence::idempotency::{self, RequestKey};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use uuid::Uuid;

use crate::auth_contract::keys;

const SEND: &str = "/auth/send-otp";
const VERIFY: &str = "/auth/verify-otp";

async fn send(gateway: &Gateway, email: &str) -> Reply {
    gateway.anyone().post(SEND, json!({ "email": email })).await
}

async fn verify(gateway: &Gateway, email: &str, otp: &str) -> Reply {
    gateway.anyone().post(VERIFY, json!({ "email": email, "otp": otp })).await
}

/// What a letter brings.
async fn code(gateway: &Gateway, email: &str) -> String {
    send(gateway, email).await.bare(200);
    gateway.code(email).await.unwrap()
}

fn other_than(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

fn wrong() -> Value {
    json!({ "detail": "The code is wrong, or no longer good" })
}

#[rstest]
#[tokio::test]
async fn a_code_signs_in_and_makes_an_account_where_there_is_none(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-11-17T10:30:00Z").await;
    let email = "user@example.com";
    let sent = send(&gateway, email).await.bare(200);
    assert_eq!(
        sent,
        json!({ "message": "OTP sent successfully", "email": email, "expires_in_minutes": 10 })
    );
    let otp = gateway.code(email).await.unwrap();
    let entered = verify(&gateway, email, &otp).await.bare(200);
    assert_eq!(keys(&entered), ["access_token", "expires_in", "has_profile", "token_type", "user"]);
    let user = json!({
        "id": entered["user"]["id"],
        "email": email,
        "is_email_verified": true,
        "created_at": entered["user"]["created_at"],
        "updated_at": entered["user"]["created_at"],
    });
    let created = user["created_at"].as_str().unwrap();
    assert!(created.starts_with("2025-11-17T10:3") && created.ends_with('Z'), "{created}");
    assert_eq!(created.len(), "2025-11-17T10:30:00Z".len());
    assert_eq!(entered["user"], user);
    assert_eq!(
        (&entered["token_type"], &entered["expires_in"], &entered["has_profile"]),
        (&json!("bearer"), &json!(3600), &json!(false))
    );

    let token = entered["access_token"].as_str().unwrap().to_owned();
    let person = tests::Person { token, ..gateway.anyone() };
    assert_eq!(person.get("/auth/me").await.bare(200), user);
    let good = json!({ "message": "Token is valid", "user_id": user["id"], "email": email });
    assert_eq!(person.get("/auth/verify-token").await.bare(200), good);
    // The same account in the other contracts.
    let me = person.get("/api/v1/auth/me").await.bare(200);
    assert_eq!((&me["user"]["name"], &me["user"]["household"]), (&json!("user"), &Value::Null));
    assert!(gateway.letters_to(email).await.len() == 1, "there is no address to ask about");

    let out = person.post("/auth/logout", json!({})).await.bare(200);
    assert_eq!(out, json!({ "message": "Logged out successfully" }));
    for path in ["/auth/me", "/auth/verify-token", "/api/v1/auth/me"] {
        assert_eq!(person.get(path).await.status, 401, "{path}");
    }
    let again = gateway.guest(email).await;
    assert_eq!(json!(again.id), user["id"]);
}

#[rstest]
#[tokio::test]
async fn a_code_is_good_once_for_its_address_until_a_newer_one_and_for_ten_minutes(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = ("jane@example.com", "eve@example.com");
    let old = code(&gateway, jane).await;
    let new = code(&gateway, jane).await;
    let eves = code(&gateway, eve).await;
    if old != new {
        assert_eq!(verify(&gateway, jane, &old).await.body, wrong());
    }
    if eves != new {
        assert_eq!(verify(&gateway, jane, &eves).await.body, wrong());
    }
    // As people type it, in any case.
    let spaced = format!(" {} {} ", &new[..3], &new[3..]);
    verify(&gateway, "Jane@Example.com", &spaced).await.bare(200);
    let reply = verify(&gateway, jane, &new).await;
    assert_eq!((reply.status, reply.body), (401, wrong()), "it was used");

    let late = code(&gateway, jane).await;
    gateway.pass(TimeDelta::minutes(10));
    assert_eq!(verify(&gateway, jane, &late).await.body, wrong());
    for no_code in ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"] {
        let reply = verify(&gateway, jane, no_code).await;
        assert_eq!((reply.status, reply.body), (401, wrong()), "{no_code}");
    }
    for (field, body) in [
        ("email", json!({ "otp": "123456" })),
        ("otp", json!({ "email": jane })),
        ("otp", json!({ "email": jane, "otp": 123_456 })),
    ] {
        assert_eq!(gateway.anyone().post(VERIFY, body).await.field(), field);
    }
    assert_eq!(send(&gateway, "nobody").await.field(), "email");
    assert_eq!(verify(&gateway, "nobody", "123456").await.body, wrong());
}

#[rstest]
#[tokio::test]
async fn a_code_may_be_tried_five_times_one_after_the_other_or_at_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "10000")]).await;
    let email = "jane@example.com";
    let otp = code(&gateway, email).await;
    for _ in 0..4 {
        assert_eq!(verify(&gateway, email, &other_than(&otp)).await.status, 401);
    }
    verify(&gateway, email, &otp).await.bare(200);

    let otp = code(&gateway, email).await;
    for _ in 0..5 {
        assert_eq!(verify(&gateway, email, &other_than(&otp)).await.status, 401);
    }
    assert_eq!(verify(&gateway, email, &otp).await.body, wrong(), "it was tried too often");

    // Of many guesses at once, five are looked at: the right one, sent last, comes too late.
    let otp = code(&gateway, email).await;
    let guesses =
        join_all((0..20).map(|_| async { verify(&gateway, email, &other_than(&otp)).await }));
    assert!(guesses.await.iter().all(|reply| reply.status == 401));
    assert_eq!(verify(&gateway, email, &otp).await.body, wrong());

    // Of those who have it, one is let in.
    let otp = code(&gateway, email).await;
    let calls = join_all((0..8).map(|_| verify(&gateway, email, &otp))).await;
    let mut statuses: Vec<_> = calls.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401, 401, 401, 401, 401, 401, 401]);
}

#[rstest]
#[tokio::test]
async fn an_address_gets_ten_codes_a_day_and_nobody_learns_whether_it_has_an_account(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "10000")]).await;
    let jane = gateway.parent("Jane Doe").await;
    let replies = async |email: &str| {
        let mut replies = Vec::new();
        for _ in 0..11 {
            let reply = send(&gateway, email).await;
            let text = reply.body.to_string().replace(email, "");
            // The day of each begins with its first.
            let text = text.replace(|it: char| it.is_ascii_digit(), "");
            let waits = reply.headers.get("retry-after").map(|it| it.to_str().unwrap().parse());
            let waits =
                waits.map(|seconds: Result<u32, _>| (86_000..=86_400).contains(&seconds.unwrap()));
            replies.push((reply.status, text, waits));
        }
        let otp = other_than(&gateway.code(email).await.unwrap());
        let reply = verify(&gateway, email, &otp).await;
        replies.push((reply.status, reply.body.to_string(), None));
        replies
    };
    let (known, unknown) = (replies(&jane.email).await, replies("new@example.com").await);
    assert_eq!(known, unknown);
    assert_eq!(known[9].0, 200);
    assert_eq!((known[10].0, known[10].1.contains("Too many")), (429, true));
    gateway.pass(TimeDelta::days(1));
    send(&gateway, &jane.email).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn an_address_gets_ten_codes_in_any_day_whenever_it_begins(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "10000")]).await;
    let email = "jane@example.com";
    send(&gateway, email).await.bare(200);
    gateway.pass(TimeDelta::minutes(24 * 60 - 10));
    for _ in 0..9 {
        send(&gateway, email).await.bare(200);
    }
    assert_eq!(send(&gateway, email).await.status, 429);
    gateway.pass(TimeDelta::minutes(11));
    send(&gateway, email).await.bare(200);
    let refused = send(&gateway, email).await;
    assert_eq!(refused.status, 429, "nine of this day stand before it");
    let wait: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((85_000..=86_400 - 600).contains(&wait), "{wait}");
    gateway.pass(TimeDelta::seconds(wait));
    let otp = code(&gateway, email).await;
    verify(&gateway, email, &otp).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn the_statements_do_not_depend_on_whether_an_address_has_an_account(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut counts = Vec::new();
    for email in [jane.email.as_str(), "new@example.com"] {
        for has_code in [false, true] {
            if has_code {
                send(&gateway, email).await.bare(200);
            }
            let otp = match gateway.code(email).await {
                Some(otp) => other_than(&otp),
                None => "000000".into(),
            };
            let before = gateway.served();
            assert_eq!(verify(&gateway, email, &otp).await.status, 401);
            counts.push(gateway.served() - before);
        }
    }
    assert_eq!(counts[..2], counts[2..]);
    assert!(counts[0] < counts[1], "without a code nothing is locked");
}

#[rstest]
#[tokio::test]
async fn who_signs_in_with_a_code_has_the_address_and_whoever_made_the_account_without_it_is_out(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    // Made by somebody who did not show that the address is theirs.
    let eve = gateway.parent("Jane Doe").await;
    assert_eq!(eve.get("/auth/me").await.bare(200)["is_email_verified"], false);
    let jane = gateway.guest(&eve.email).await;
    let user = jane.get("/auth/me").await.bare(200);
    assert_eq!(user["is_email_verified"], true);
    let me = jane.get("/api/v1/auth/me").await.bare(200);
    assert_eq!(me["user"]["household"]["is_owner"], true, "it is the same account");
    assert_eq!(eve.get("/auth/me").await.status, 401);
    let refresh = json!({ "refreshToken": eve.refresh });
    assert_eq!(eve.post("/api/v1/auth/refresh", refresh).await.status, 401);
    let login = json!({ "email": eve.email, "password": PASSWORD });
    assert_eq!(gateway.anyone().post("/api/v1/auth/login", login).await.status, 401);
    let told = |letters: &[String]| {
        letters.iter().filter(|it| it.contains("Somebody signed in with a code")).count()
    };
    assert_eq!(told(&gateway.letters_to(&jane.email).await), 1);

    let again = gateway.guest(&jane.email).await;
    assert_eq!(told(&gateway.letters_to(&jane.email).await), 1, "it is theirs by now");
    for person in [&jane, &again] {
        person.get("/auth/me").await.bare(200);
    }
}

#[rstest]
#[tokio::test]
async fn a_code_lets_nobody_in_after_another_password_or_at_another_address(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await.verified().await;
    let otp = code(&gateway, &jane.email).await;
    jane.post("/api/v1/auth/change-password", crate::passwords::the_same_again()).await.bare(200);
    assert_eq!(verify(&gateway, &jane.email, &otp).await.body, wrong());

    let otp = code(&gateway, &jane.email).await;
    let moving = json!({ "email": "moved@example.com", "current_password": PASSWORD });
    jane.patch("/api/v1/auth/settings", moving).await.bare(200);
    assert_eq!(verify(&gateway, "moved@example.com", &otp).await.body, wrong());
    let other = verify(&gateway, &jane.email, &otp).await.bare(200);
    assert_ne!(json!(crate::users::uuid(&jane.id)), other["user"]["id"], "the address is free");
}

#[rstest]
#[tokio::test]
async fn an_account_without_a_password_gets_one_by_a_letter_only(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let guest = gateway.guest("new@example.com").await;
    for password in ["", PASSWORD] {
        let login = json!({ "email": guest.email, "password": password });
        assert_eq!(gateway.anyone().post("/api/v1/auth/login", login).await.status, 401);
    }
    let change = crate::passwords::the_same_again();
    let refused = guest.post("/api/v1/auth/change-password", change).await;
    assert_eq!(refused.field(), "current_password");
    let forgot = json!({ "email": guest.email });
    gateway.anyone().post("/api/v1/auth/forgot_password", forgot).await.bare(200);
    let token = gateway.mailed(&guest.email, "reset-password").await.unwrap();
    let reset = crate::passwords::reset(&token, PASSWORD);
    gateway.anyone().post("/api/v1/auth/reset_password", reset).await.bare(200);
    let login = json!({ "email": guest.email, "password": PASSWORD });
    gateway.anyone().post("/api/v1/auth/login", login).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn the_letter_is_in_the_accounts_language_else_in_the_askers(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let spanish = gateway.anyone().speaking("es-ES");
    let subject = async |email: &str| {
        let letter = gateway.letters_to(email).await.pop().unwrap();
        let language = letter.split("Content-Language: ").nth(1).unwrap();
        language.split('\r').next().unwrap().to_owned()
    };
    spanish.post(SEND, json!({ "email": "new@example.com" })).await.bare(200);
    assert_eq!(subject("new@example.com").await, "es-ES");
    let jane = gateway.parent("Jane Doe").await;
    spanish.post(SEND, json!({ "email": jane.email })).await.bare(200);
    assert_eq!(subject(&jane.email).await, "en-US");
}

#[rstest]
#[tokio::test]
async fn letters_that_let_in_go_to_the_address_as_its_account_has_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let mike = gateway.guest("mike@example.com").await;
    let had = gateway.letters_to(&mike.email).await.len();
    send(&gateway, "MIKE@Example.com").await.bare(200);
    let forgotten = json!({ "email": "Mike@EXAMPLE.com" });
    gateway.anyone().post("/api/v1/auth/forgot_password", forgotten.clone()).await.bare(200);
    assert_eq!(gateway.letters_to(&mike.email).await.len(), had + 2);

    // The sign of kelvins is no capital k: that is another address, and another account.
    let kelvin = "mi\u{212a}e@example.com";
    let otp = code(&gateway, kelvin).await;
    assert_eq!(gateway.letters_to(&mike.email).await.len(), had + 2);
    assert_eq!(verify(&gateway, &mike.email, &otp).await.body, wrong());
    let entered = verify(&gateway, kelvin, &otp).await.bare(200);
    assert_ne!(entered["user"]["id"], json!(mike.id));
}

#[rstest]
#[tokio::test]
async fn a_retry_is_told_the_address_that_it_says_and_none_is_kept(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (anyone, body) = (gateway.anyone(), json!({ "email": "Jane@Example.com" }));
    let first = anyone.post_once("key", SEND, body.clone()).await;
    let again = anyone.post_once("key", SEND, body.clone()).await;
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(again.body["email"], "Jane@Example.com");
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(gateway.letters_to("Jane@Example.com").await.len(), 1);
    let other = anyone.post_once("key", SEND, json!({ "email": "jane@example.com" })).await;
    assert_eq!(other.status, 422);

    let vault = gateway.vault();
    let account = Uuid::from_slice(&vault.index("asker", "jane@example.com")[..16]).unwrap();
    let request = RequestKey { account, route: SEND.into(), key: "key".into() };
    let kept = idempotency::find(gateway.db().await.read(), [&request]).await.unwrap();
    let [(_, answered)] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(answered.reply(&vault.open_key(), &request).unwrap(), "");
}

#[rstest]
#[tokio::test]
async fn the_root_says_that_the_product_answers(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let status = json!({ "status": "ok", "message": "astro-server API is running" });
    assert_eq!(gateway.anyone().get("/").await.bare(200), status);
    let lost = gateway.anyone().get("/auth/nothing").await;
    assert_eq!((lost.status, lost.body["detail"].is_string()), (404, true));
}
