use rstest::rstest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::{
    auth_contract::keys,
    sealed::{dump, holds},
};

const REGISTER: &str = "/auth/register-details";
const DETAILS: &str = "/auth/user-details";

/// The contract's own example.
pub(crate) fn told() -> Value {
    json!({
        "full_name": "John Doe",
        "gender": "male",
        "marital_status": "single",
        "date_of_birth": "1990-05-15",
        "time_of_birth": "14:30:00",
        "place_of_birth": "Mumbai, Maharashtra, India",
        "timezone": "Asia/Kolkata",
    })
}

fn with(field: &str, value: impl Into<Value>) -> Value {
    let mut told = told();
    told[field] = value.into();
    told
}

#[rstest]
#[tokio::test]
async fn details_are_registered_once_read_and_changed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-11-17T10:35:00Z").await;
    let john = gateway.guest("user@example.com").await;
    let missing = john.get(DETAILS).await;
    let detail = json!({ "detail": "There are no details yet; register them first" });
    assert_eq!((missing.status, &missing.body), (404, &detail));
    assert_eq!(john.put(DETAILS, json!({ "gender": "female" })).await.status, 404);

    let made = john.post(REGISTER, told()).await.bare(201);
    let mut expected = told();
    expected["id"] = made["id"].clone();
    expected["user_id"] = json!(john.id);
    expected["created_at"] = made["created_at"].clone();
    expected["updated_at"] = made["created_at"].clone();
    assert!(made["created_at"].as_str().unwrap().starts_with("2025-11-17T10:3"));
    assert_eq!(made, expected);
    assert_ne!(made["id"], made["user_id"]);
    assert_eq!(john.get(DETAILS).await.bare(200), made);
    let again = john.post(REGISTER, told()).await;
    let detail = "Your details are registered already; change them with PUT /auth/user-details";
    assert_eq!((again.status, again.body), (400, json!({ "detail": detail })));
    let entered = gateway.guest("user@example.com").await;
    assert_eq!(entered.id, john.id);

    gateway.pass(chrono::TimeDelta::minutes(45));
    let change = json!({ "full_name": "Jane Doe", "marital_status": "married" });
    let changed = john.put(DETAILS, change).await.bare(200);
    for (field, value) in [("full_name", "Jane Doe"), ("marital_status", "married")] {
        expected[field] = json!(value);
    }
    expected["updated_at"] = changed["updated_at"].clone();
    assert!(changed["updated_at"].as_str().unwrap().starts_with("2025-11-17T11:2"));
    assert_eq!(changed, expected);
    let moved = json!({ "place_of_birth": "London, United Kingdom", "timezone": "Europe/London" });
    let moved = john.put(DETAILS, moved).await.bare(200);
    assert_eq!(moved["timezone"], "Europe/London");
    assert_eq!(keys(&moved), keys(&made));
    assert_eq!(john.put(DETAILS, json!({})).await.bare(200), moved, "nothing was to change");
}

#[rstest]
#[tokio::test]
async fn a_code_tells_whether_there_are_details_and_details_give_a_nameless_account_its_name(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let has_profile = async |email: &str| {
        let send = json!({ "email": email });
        gateway.anyone().post("/auth/send-otp", send).await.bare(200);
        let entry = json!({ "email": email, "otp": gateway.code(email).await.unwrap() });
        gateway.anyone().post("/auth/verify-otp", entry).await.bare(200)["has_profile"].clone()
    };
    assert_eq!(has_profile("user@example.com").await, false);
    let john = gateway.guest("user@example.com").await;
    john.post(REGISTER, told()).await.bare(201);
    assert_eq!(has_profile("user@example.com").await, true);
    let name = async |person: &tests::Person<'_>| {
        person.get("/api/v1/auth/me").await.bare(200)["user"]["name"].clone()
    };
    assert_eq!(name(&john).await, "John Doe");
    let jane = gateway.parent("Jane Roe").await;
    jane.post(REGISTER, told()).await.bare(201);
    assert_eq!(name(&jane).await, "Jane Roe", "she had one");
}

#[rstest]
#[tokio::test]
async fn details_that_are_refused_name_nobody(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let name = async |person: &tests::Person<'_>| {
        person.get("/api/v1/auth/me").await.bare(200)["user"]["name"].clone()
    };
    // Named as the address is, so that nothing tells that there was a name.
    let john = gateway.guest("john@example.com").await;
    john.post(REGISTER, with("full_name", "john")).await.bare(201);
    assert_eq!(john.post(REGISTER, with("full_name", "Mallory")).await.status, 400);
    assert_eq!(name(&john).await, "john");

    // Of several at once, one is what is kept and what they are called, as their family hears.
    let jane = gateway.guest("jane@example.com").await;
    let child = json!({ "name": "Emma", "birthDate": "2023-06-15" });
    jane.post("/api/v1/children", child).await.data(201);
    let names = ["Jane Doe", "Jane Roe", "Jane Poe", "Jane Loe"];
    let calls = names.iter().map(|name| jane.post(REGISTER, with("full_name", *name)));
    let replies = futures_util::future::join_all(calls).await;
    let made: Vec<_> = replies.iter().filter(|reply| reply.status == 201).collect();
    assert_eq!(made.len(), 1);
    assert!(replies.iter().all(|reply| [201, 400].contains(&reply.status)));
    let kept = jane.get(DETAILS).await.bare(200)["full_name"].clone();
    assert_eq!((&kept, &name(&jane).await), (&made[0].body["full_name"], &kept));
}

#[rstest]
#[tokio::test]
async fn a_birth_that_cannot_have_been_is_refused_in_words(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let john = gateway.guest("user@example.com").await;
    let skipped = "time_of_birth: Did not exist: the clocks of America/New_York were put forward over that time";
    let date = "date_of_birth: Must be a date such as 2024-01-10";
    let mut gap = with("timezone", "America/New_York");
    gap["date_of_birth"] = json!("2019-03-10");
    gap["time_of_birth"] = json!("02:30:00");
    for (body, detail) in [
        (with("date_of_birth", "1990-02-30"), date),
        (with("date_of_birth", "1990-13-01"), date),
        (with("date_of_birth", "yesterday"), date),
        (with("timezone", "Mars/Olympus"), "timezone: "),
        (with("time_of_birth", "24:00:00"), "time_of_birth: "),
        (with("time_of_birth", "half past two"), "time_of_birth: "),
        (with("date_of_birth", "1899-12-31"), "date_of_birth: "),
        (with("date_of_birth", "2100-01-01"), "date_of_birth: "),
        (with("date_of_birth", "9999999999-01-01"), date),
        (with("date_of_birth", "1990-9999999999-01"), date),
        (with("time_of_birth", "9999999999:00:00"), "time_of_birth: "),
        (gap, skipped),
    ] {
        let reply = john.post(REGISTER, body.clone()).await;
        assert_eq!(reply.status, 400, "{body} {}", reply.body);
        assert!(reply.body["detail"].as_str().unwrap().starts_with(detail), "{}", reply.body);
    }
    for (field, value) in [
        ("full_name", json!("")),
        ("full_name", json!("x".repeat(101))),
        ("gender", json!("unknown")),
        ("marital_status", json!("divorced")),
        ("place_of_birth", json!(" ")),
        ("place_of_birth", Value::Null),
        ("date_of_birth", json!(19_900_515)),
    ] {
        assert_eq!(john.post(REGISTER, with(field, value)).await.field(), field);
    }
    let mut short = told();
    short.as_object_mut().unwrap().remove("timezone");
    assert_eq!(john.post(REGISTER, short).await.field(), "timezone");
    let spanish = john.speaking("es-ES").post(REGISTER, with("date_of_birth", "1990-02-30")).await;
    assert!(spanish.body["detail"].as_str().unwrap().starts_with("date_of_birth: Debe"));

    assert_eq!(john.get(DETAILS).await.status, 404, "nothing was kept");
    // Shown twice by that clock, of which either was.
    let mut fold = with("timezone", "America/New_York");
    fold["date_of_birth"] = json!("2019-11-03");
    fold["time_of_birth"] = json!("01:30");
    let made = john.post(REGISTER, fold).await.bare(201);
    assert_eq!(made["time_of_birth"], "01:30:00");
    let refused = john.put(DETAILS, json!({ "date_of_birth": "1990-02-30" })).await;
    assert_eq!(refused.status, 400);
    assert_eq!(john.put(DETAILS, json!({ "gender": null })).await.field(), "gender");
    assert_eq!(john.get(DETAILS).await.bare(200), made);
}

#[rstest]
#[tokio::test]
async fn a_stolen_database_tells_nothing_of_a_birth_or_a_code(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let john = gateway.guest("canarymail@example.com").await;
    let mut details = with("full_name", "Canaryfirst Canarylast");
    details["place_of_birth"] = json!("Canaryville");
    john.post(REGISTER, details).await.bare(201);
    let send = json!({ "email": john.email });
    gateway.anyone().post("/auth/send-otp", send).await.bare(200);
    let otp = gateway.code(&john.email).await.unwrap();
    let bytes = dump(&gateway).await;
    for canary in ["anarymail", "anaryfirst", "anarylast", "anaryville", "1990-05-15"] {
        assert!(!holds(&bytes, canary), "{canary}");
    }
    // Six digits may stand in any number, but neither as a text nor as its plain hash.
    let hash = Sha256::digest(otp.as_bytes());
    assert!(!bytes.windows(32).any(|window| window == hash.as_slice()));
}
