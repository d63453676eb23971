//! The calls of the astrologer's contract, as its examples make them.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

/// What `curl -X` does with these headers, and with `-d` if there is a body.
async fn curl(person: &Person<'_>, method: Method, path: &str, body: Option<&str>) -> Reply {
    let call = person.call(method, path);
    let call = match body {
        Some(body) => call.header("Content-Type", "application/json").body(body.to_owned()),
        None => call,
    };
    send(call).await
}

const DETAILS: &str = r#"{
    "full_name": "John Doe",
    "gender": "male",
    "marital_status": "single",
    "date_of_birth": "1990-05-15",
    "time_of_birth": "14:30:00",
    "place_of_birth": "Mumbai, Maharashtra, India",
    "timezone": "Asia/Kolkata"
  }"#;

const NEW_CHAT: &str = r#"{
    "birth_year": 1990,
    "birth_month": 5,
    "birth_day": 15,
    "birth_hour": 14,
    "birth_minute": 30,
    "location": {
      "latitude": 19.0760,
      "longitude": 72.8777,
      "timezone": "Asia/Kolkata"
    },
    "question": "What does my birth chart say about my career?"
  }"#;

const NO_SESSION: &str = "550e8400-e29b-41d4-a716-446655440000";

/// The examples in the order in which somebody new makes them.
#[rstest]
#[tokio::test]
async fn the_examples_of_the_contract_do_what_it_says(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let anyone = gateway.anyone();
    curl(&anyone, Method::GET, "/", None).await.bare(200);
    let email = "user@example.com";
    let sent =
        curl(&anyone, Method::POST, "/auth/send-otp", Some(r#"{"email": "user@example.com"}"#));
    assert_eq!(sent.await.bare(200)["expires_in_minutes"], 10);
    let otp = gateway.code(email).await.unwrap();
    let example = r#"{"email": "user@example.com", "otp": "123456"}"#;
    if otp != "123456" {
        let wrong = curl(&anyone, Method::POST, "/auth/verify-otp", Some(example)).await;
        assert_eq!((wrong.status, wrong.body["detail"].is_string()), (401, true));
    }
    let right = example.replace("123456", &otp);
    let entered = curl(&anyone, Method::POST, "/auth/verify-otp", Some(&right)).await.bare(200);
    assert_eq!(entered["has_profile"], false);
    let token = entered["access_token"].as_str().unwrap().to_owned();
    let john = Person { token, ..anyone.clone() };
    let john = &john;

    let get = async |path: &str| curl(john, Method::GET, path, None).await;
    let me = get("/auth/me").await.bare(200);
    assert_eq!(me["email"], email);
    assert_eq!(get("/auth/verify-token").await.bare(200)["user_id"], me["id"]);
    assert_eq!(get("/auth/user-details").await.status, 404);

    let register = "/auth/register-details";
    let made = curl(john, Method::POST, register, Some(DETAILS)).await.bare(201);
    assert_eq!(made["user_id"], me["id"]);
    assert_eq!(curl(john, Method::POST, register, Some(DETAILS)).await.status, 400);
    assert_eq!(get("/auth/user-details").await.bare(200), made);
    let jane = r#"{
    "full_name": "Jane Doe",
    "marital_status": "married"
  }"#;
    let moved = r#"{
    "place_of_birth": "London, United Kingdom",
    "timezone": "Europe/London"
  }"#;
    for change in [jane, moved] {
        curl(john, Method::PUT, "/auth/user-details", Some(change)).await.bare(200);
    }
    let now = get("/auth/user-details").await.bare(200);
    let fields = ["full_name", "marital_status", "place_of_birth", "timezone", "gender"];
    let told = fields.map(|field| now[field].as_str().unwrap());
    assert_eq!(told, ["Jane Doe", "married", "London, United Kingdom", "Europe/London", "male"]);

    chats(john).await;

    let out = curl(john, Method::POST, "/auth/logout", None).await.bare(200);
    assert_eq!(out, json!({ "message": "Logged out successfully" }));
    assert_eq!(get("/auth/me").await.status, 401);
    let john = gateway.guest(email).await;
    let gone = curl(&john, Method::DELETE, "/auth/me", None).await;
    assert_eq!((gone.status, gone.body), (204, Value::Null));
    assert_eq!(curl(&john, Method::GET, "/auth/me", None).await.status, 401);
}

async fn chats(john: &Person<'_>) {
    let ask = async |body: &str| curl(john, Method::POST, "/chat/astrologer", Some(body)).await;
    let said = ask(NEW_CHAT).await.bare(200);
    let session = said["session_id"].as_str().unwrap();
    let on = NEW_CHAT.replace(
        "What does my birth chart say about my career?\"",
        &format!("What about my relationships?\",\n    \"session_id\": \"{NO_SESSION}\""),
    );
    assert_eq!(ask(&on).await.status, 404);
    assert_eq!(ask(&on.replace(NO_SESSION, session)).await.bare(200)["session_id"], session);

    let list = curl(john, Method::GET, "/chat/sessions?limit=20", None).await.bare(200);
    assert_eq!((&list[0]["id"], &list[0]["message_count"]), (&json!(session), &json!(4)));
    let path = format!("/chat/sessions/{session}");
    let shown = curl(john, Method::GET, &path, None).await.bare(200);
    let messages = shown["messages"].as_array().unwrap();
    let senders: Vec<_> = messages.iter().map(|message| &message["sender"]).collect();
    assert_eq!(senders, ["USER", "AI", "USER", "AI"]);
    let message = messages[0]["id"].as_str().unwrap();
    for (place, status) in [
        (format!("/chat/sessions/{NO_SESSION}"), 404),
        (format!("/chat/sessions/{NO_SESSION}/messages/msg-uuid-1"), 404),
        (format!("{path}/messages/msg-uuid-1"), 404),
        (format!("{path}/messages/{message}"), 204),
        (path.clone(), 204),
        (path, 404),
    ] {
        let reply = curl(john, Method::DELETE, &place, None).await;
        assert_eq!(reply.status, status, "{place}");
    }
}
