use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::{
    assistant::CHAT,
    astrologer::{ASK, question},
};

const FEEDING: &str = "/api/v1/activities/feeding";

#[rstest]
#[tokio::test]
async fn a_repeated_key_gets_the_first_answer_and_another_body_is_refused(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let body = jane.bottle(&child, 5);
    let first = jane.post_once("key", FEEDING, body.clone()).await;
    let again = jane.post_once("key", FEEDING, body.clone()).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = jane.post_once("key", FEEDING, jane.bottle(&child, 6)).await;
    assert_eq!(other.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"));
    let long = jane.post_once(&"x".repeat(256), FEEDING, body).await;
    assert_eq!(long.refusal(), (400, "VALIDATION_ERROR", "Idempotency-Key"));

    let total = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(total["cursor"]["total"], 1);
}

#[rstest]
#[tokio::test]
async fn forty_quadruple_posts_store_forty(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (jane, child) = (&jane, child.as_str());
    let posts = (0..40).flat_map(|post| {
        let mut body = jane.bottle(child, post);
        // Half by key, half by the client's own id.
        if post % 2 == 1 {
            body["id"] = domain::ActivityId::fresh().to_string().into();
        }
        (0..4).map(move |_| {
            let body = body.clone();
            async move {
                let key = format!("post-{post}");
                let reply = match post % 2 {
                    0 => jane.post_once(&key, FEEDING, body).await,
                    _ => jane.post(FEEDING, body).await,
                };
                (post, reply.data(201)["id"].clone())
            }
        })
    });
    let mut answers = join_all(posts).await;
    answers.sort_by_key(|(post, _)| *post);
    assert!(answers.chunks(4).all(|four| four.iter().all(|answer| *answer == four[0])));
    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(list["cursor"]["total"], 40);
}

#[rstest]
#[tokio::test]
async fn a_clients_id_names_one_activity(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (emma, ivy) = (jane.child("Emma").await, eve.child("Ivy").await);
    let id = domain::ActivityId::fresh().to_string();
    let with_id = |mut body: serde_json::Value| {
        body["id"] = id.clone().into();
        body
    };
    let body = with_id(jane.bottle(&emma, 5));
    let first = jane.post(FEEDING, body.clone()).await.data(201);
    assert_eq!(first["id"], json!(id));
    assert_eq!(jane.post(FEEDING, body).await.data(201), first);
    let other = jane.post(FEEDING, with_id(jane.bottle(&emma, 6))).await;
    assert_eq!(other.refusal(), (409, "SYNC_CONFLICT", ""));
    // Another family's activity of the same id is nobody's business.
    eve.post(FEEDING, with_id(eve.bottle(&ivy, 5))).await.data(201);
}

#[rstest]
#[tokio::test]
async fn every_write_that_logs_can_be_repeated(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let register =
        json!({ "email": "jane@example.com", "password": "SecurePass123!", "name": "Jane Doe" });
    let anyone = gateway.anyone();
    let calls = (0..4).map(|_| anyone.post_once("r", "/api/v1/auth/register", register.clone()));
    let replies = join_all(calls).await;
    assert!(replies.iter().all(|reply| reply.status == 201 && reply.body == replies[0].body));

    let (jane, john) = (gateway.parent("Jane Roe").await, gateway.parent("John Roe").await);
    let invite = json!({ "email": "john@example.com", "role": "parent" });
    let child = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15" });
    for (path, body) in [("/api/v1/families/invite", &invite), ("/api/v1/children", &child)] {
        let calls = (0..4).map(|_| jane.post_once("same", path, body.clone()));
        let replies = join_all(calls).await;
        assert!(replies.iter().all(|reply| reply.status == 201), "{path} {:?}", replies[0].body);
        assert!(replies.iter().all(|reply| reply.body == replies[0].body), "{path}");
    }
    assert_eq!(gateway.letters_to("john@example.com").await.len(), 1);
    let join = json!({ "shareCode": jane.share_code });
    let calls = (0..4).map(|_| john.post_once("j", "/api/v1/families/join", join.clone()));
    let replies = join_all(calls).await;
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
}

/// Fills a path, and gives a body that is good.
struct Posts {
    child: String,
    activity: String,
    timer: String,
    family: String,
    notification: String,
    /// What letters brought.
    reset: String,
    verify: String,
    otp: String,
}

impl Posts {
    async fn of(jane: &Person<'_>) -> Self {
        let child = jane.child("Emma").await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let activity = text(&jane.feed(&child, 5).await.data(201)["id"]);
        jane.delete(&format!("/api/v1/activities/{activity}")).await.data(200);
        let timer = json!({ "childId": child, "type": "feeding", "side": "left" });
        let timer = text(&jane.post("/api/v1/timers", timer).await.data(201)["id"]);
        let told = jane.get("/api/v1/notifications").await.data(200);
        let notification = text(&told["notifications"][0]["id"]);
        let (gateway, email) = (jane.gateway, &jane.email);
        let forgotten = json!({ "email": email });
        gateway.anyone().post("/api/v1/auth/forgot_password", forgotten).await.bare(200);
        let reset = gateway.mailed(email, "reset-password").await.unwrap();
        let verify = gateway.mailed(email, "verify-email").await.unwrap();
        gateway.anyone().post("/auth/send-otp", json!({ "email": email })).await.bare(200);
        let otp = gateway.code(email).await.unwrap();
        let family = jane.family.clone();
        Self { child, activity, timer, family, notification, reset, verify, otp }
    }

    fn path(&self, path: &str) -> String {
        path.replace("{activity}", &self.activity)
            .replace("{child}", &self.child)
            .replace("{timer}", &self.timer)
            .replace("{family}", &self.family)
            .replace("{notification}", &self.notification)
    }

    fn body(&self, path: &str, jane: &Person<'_>) -> Value {
        let now = jane.gateway.now() - chrono::TimeDelta::minutes(1);
        let kind = path.rsplit('/').next().unwrap();
        if path.starts_with("/api/v1/activities/") && !path.contains('{') {
            let r#type = match kind {
                "feeding" => "breast",
                "sleep" => "nap",
                _ => "wet",
            };
            return json!({
                "childId": self.child, "startTime": now, "timestamp": now, "type": r#type, "name": "Vitamin D",
                "notes": "Hm", "weight": { "value": 8, "unit": "kg" },
                "temperature": { "value": 37, "unit": "°C" },
            });
        }
        let item = json!({ "childId": self.child, "type": "bath", "timestamp": now });
        let item = json!({ "op": "create", "entity": "activity", "id": domain::ActivityId::fresh().to_string(), "data": item });
        match path {
            "/api/v1/auth/register" => {
                json!({ "email": "new@example.com", "password": tests::PASSWORD, "name": "New One" })
            }
            "/api/v1/auth/signup" => crate::auth_contract::signup("other@example.com"),
            "/api/v1/auth/forgot_password" => json!({ "email": jane.email }),
            "/api/v1/auth/reset_password" => crate::passwords::reset(&self.reset, tests::PASSWORD),
            "/api/v1/auth/change-password" => crate::passwords::the_same_again(),
            "/api/v1/auth/verify-email" => json!({ "token": self.verify }),
            ASK => question(),
            CHAT => json!({ "childId": self.child, "message": "How much sleep is enough?" }),
            "/auth/verify-otp" => json!({ "email": jane.email, "otp": self.otp }),
            "/auth/register-details" => crate::birth_details::told(),
            "/api/v1/children" => {
                json!({ "familyId": self.family, "name": "Ella", "birthDate": "2023-06-15" })
            }
            "/api/v1/families" => json!({ "name": "Another" }),
            "/api/v1/families/invite" => {
                json!({ "familyId": self.family, "email": "x@example.com", "role": "viewer" })
            }
            "/api/v1/families/join" => json!({ "shareCode": jane.share_code }),
            "/api/v1/timers" => json!({ "childId": self.child, "type": "bath" }),
            "/api/v1/appointments" => {
                json!({ "childId": self.child, "title": "Vaccination", "scheduledFor": now })
            }
            "/api/v1/families/{family}/import" => {
                let file = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n\
                            Bath,2024-01-08 18:00,,,,,\n";
                json!({ "childId": self.child, "apply": "true", "file": file })
            }
            "/api/v1/ai/command" => json!({ "childId": self.child, "text": "log a wet diaper" }),
            "/api/v1/ai/voice" => json!({ "childId": self.child, "locale": "en-US" }),
            "/api/v1/sync" => json!({ "familyId": self.family, "items": [item] }),
            "/api/v1/users/child-profiles" => {
                json!({ "family_id": self.family, "full_name": "Ella", "date_of_birth": "2023-06-15" })
            }
            "/auth/send-otp" | "/api/v1/users/early-access" => json!({ "email": "x@example.com" }),
            "/api/v1/users/profile/setup" => crate::setup::one_child(),
            "/api/v1/test/notification" => json!({ "type": "test", "deviceId": "phone" }),
            _ => json!({}),
        }
    }
}

/// Posts under one key: JSON, or a form where there is a file in it.
async fn post_as_one(jane: &Person<'_>, path: &str, body: &Value) -> Reply {
    if path.ends_with("/photo") || path.ends_with("/upload-picture") {
        let fields: Vec<_> = body.as_object().unwrap().keys().map(|name| (&**name, "")).collect();
        let call = jane.upload(path, &fields, &crate::photos::jpeg(20, 10));
        return send(call.header("Idempotency-Key", "key")).await;
    }
    if path.ends_with("/voice") {
        let fields = body.as_object().unwrap().iter();
        let fields: Vec<_> =
            fields.map(|(name, value)| (&**name, value.as_str().unwrap())).collect();
        let call = jane.spoken(&fields, crate::voice::WET);
        return send(call.header("Idempotency-Key", "key")).await;
    }
    let Some(file) = body["file"].as_str() else {
        return jane.post_once("key", path, body.clone()).await;
    };
    let fields = body.as_object().unwrap().iter().filter(|(name, _)| *name != "file");
    let fields: Vec<_> = fields.map(|(name, value)| (&**name, value.as_str().unwrap())).collect();
    let call = jane.upload(path, &fields, file.as_bytes());
    send(call.header("Idempotency-Key", "key")).await
}

/// Walks the OpenAPI document: a route that is posted to either takes a key or is named here with a reason.
#[rstest]
#[tokio::test]
async fn every_post_that_changes_something_can_be_repeated(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let document = gateway.anyone().get("/openapi.json").await.body;
    let without = [
        // Each makes tokens of its own, which nobody keeps.
        "/api/v1/auth/login",
        "/api/v1/auth/refresh",
        "/api/v1/ws/ticket",
        // Twice is as good as once.
        "/api/v1/auth/logout",
        "/auth/logout",
        "/api/v1/notifications/{notification}/read",
    ];
    let mut number = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(post) = methods.get("post") else { continue };
        let parameters = post["parameters"].as_array().cloned().unwrap_or_default();
        let takes_key = parameters.iter().any(|it| it["name"] == "Idempotency-Key");
        assert_eq!(takes_key, !without.contains(&path.as_str()), "{path}");
        if !takes_key {
            continue;
        }
        number += 1;
        let jane = gateway.parent(&format!("Jane {number}")).await;
        let guest = gateway.parent(&format!("Guest {number}")).await;
        jane.welcome(&guest, "caregiver", None).await;
        jane.on("phone", "ios", "token").await;
        let posts = Posts::of(&jane).await;
        let (filled, body) = (posts.path(path), posts.body(path, &jane));
        // Whose address is shown to be theirs by these for the first time is parted from their guests.
        if [ASK, "/auth/verify-otp", "/api/v1/auth/reset_password"].contains(&&**path) {
            jane.post("/api/v1/auth/verify-email", json!({ "token": posts.verify }))
                .await
                .data(200);
        }
        if path == ASK {
            jane.post("/auth/register-details", crate::birth_details::told()).await.bare(201);
        }
        if path.ends_with("resume") {
            jane.post(&filled.replace("resume", "pause"), json!({})).await.data(200);
        }
        let seq = async || {
            // Her session may be over.
            let family = guest.get(&format!("/api/v1/families/{}", jane.family)).await;
            family.data(200)["seq"].as_i64().unwrap()
        };
        let before = seq().await;
        let calls = (0..4).map(|_| post_as_one(&jane, &filled, &body));
        let replies = join_all(calls).await;
        for reply in &replies {
            assert!(reply.status < 300, "{path} {}", reply.body);
            assert_eq!(
                (reply.status, &reply.body),
                (replies[0].status, &replies[0].body),
                "{path}"
            );
        }
        // Who stops a timer logs what it made; and a file that told nothing new would prove nothing.
        let most = if path.ends_with("stop") { 2 } else { 1 };
        let least = i64::from(path.ends_with("import"));
        let had = seq().await - before;
        assert!((least..=most).contains(&had), "{path} had its effect {had} times");
        let later = post_as_one(&jane, &filled, &body).await;
        assert_eq!((&later.body, later.status), (&replies[0].body, replies[0].status), "{path}");
        assert_eq!(later.headers["idempotent-replayed"], "true", "{path}");
        let mut other = body;
        other["fromTheFuture"] = "true".into();
        let reused = post_as_one(&jane, &filled, &other).await;
        assert_eq!(reused.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"), "{path}");
    }
    assert!(number >= 25, "{number}");
}

#[rstest]
#[tokio::test]
async fn a_late_retry_does_not_undo_what_came_after(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    let feeding = jane.feed(&child, 5).await.data(201)["id"].clone();
    let path = format!("/api/v1/activities/{}", feeding.as_str().unwrap());
    let restore = format!("{path}/restore");
    jane.delete(&path).await.data(200);
    let restored = jane.post_once("back", &restore, json!({})).await.data(200);
    jane.delete(&path).await.data(200);
    assert_eq!(jane.post_once("back", &restore, json!({})).await.data(200), restored);
    assert_eq!(jane.get(&path).await.status, 404, "it stays deleted");

    let read_all = "/api/v1/notifications/read-all";
    jane.post_once("all", read_all, json!({})).await.data(200);
    jane.welcome(&john, "viewer", None).await;
    let read = async || {
        let told = jane.get("/api/v1/notifications").await.data(200);
        told["notifications"][0]["readAt"].is_string()
    };
    assert!(!read().await);
    jane.post_once("all", read_all, json!({})).await.data(200);
    assert!(!read().await, "what was told since is not read");
    jane.post_once("again", read_all, json!({})).await.data(200);
    assert!(read().await);
}
