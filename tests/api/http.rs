use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

const FEEDING: &str = "/api/v1/activities/feeding";

#[rstest]
#[tokio::test]
async fn every_refusal_has_the_documented_form(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:30:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let huge = format!("{{\"notes\":\"{}\"}}", "x".repeat(70_000));
    let json_type = ("content-type", "application/json");
    for (call, status, code, field) in [
        (jane.call(Method::GET, "/nowhere"), 404, "NOT_FOUND", ""),
        (jane.call(Method::PUT, FEEDING), 405, "VALIDATION_ERROR", "method"),
        (jane.call(Method::DELETE, "/api/v1/health"), 405, "VALIDATION_ERROR", "method"),
        (
            jane.call(Method::POST, FEEDING).header(json_type.0, json_type.1).body("{"),
            400,
            "VALIDATION_ERROR",
            "body",
        ),
        (
            jane.call(Method::POST, FEEDING).header(json_type.0, json_type.1).body("[]"),
            400,
            "VALIDATION_ERROR",
            "body",
        ),
        (
            jane.call(Method::POST, FEEDING).header(json_type.0, json_type.1).body("{} x"),
            400,
            "VALIDATION_ERROR",
            "childId",
        ),
        (
            jane.call(Method::POST, FEEDING).header(json_type.0, json_type.1).body(huge),
            413,
            "VALIDATION_ERROR",
            "body",
        ),
        (jane.call(Method::POST, FEEDING).body("{}"), 415, "VALIDATION_ERROR", "Content-Type"),
        (jane.call(Method::POST, FEEDING), 415, "VALIDATION_ERROR", "Content-Type"),
        (gateway.anyone().call(Method::GET, "/api/v1/devices"), 401, "UNAUTHORIZED", ""),
        (
            gateway.anyone().call(Method::GET, "/api/v1/devices").bearer_auth("x"),
            401,
            "UNAUTHORIZED",
            "",
        ),
    ] {
        let reply = send(call).await;
        assert_eq!(reply.refusal(), (status, code, field), "{}", reply.body);
        assert_eq!(reply.body["success"], false);
        let error = &reply.body["error"];
        assert!(!error["message"].as_str().unwrap().is_empty());
        assert!(error["timestamp"].as_str().unwrap().starts_with("2024-01-10T15:30:"));
        assert!(error["traceId"].as_str().unwrap().starts_with("trace_"));
        assert_eq!(reply.headers["x-trace-id"], error["traceId"].as_str().unwrap());
        assert_eq!(reply.headers["content-type"], "application/json");
    }
    let reply = send(jane.call(Method::PUT, "/api/v1/children")).await;
    assert_eq!(reply.headers["allow"], "GET, POST");
}

#[rstest]
#[tokio::test]
async fn unknown_fields_are_ignored(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut body = jane.bottle(&child, 5);
    body["fromTheFuture"] = json!({ "of": "the app" });
    jane.post(FEEDING, body).await.data(201);
}

#[tokio::test]
async fn health_answers_as_documented() {
    for (on, redis) in [(Sqlite, "embedded"), (PostgresAndRedis, "connected")] {
        let gateway = Gateway::start(on).await;
        // Redis is reached a moment after the start.
        let mut body = Value::Null;
        for _ in 0..5 {
            body = gateway.anyone().get("/api/v1/health").await.body;
            if body["services"]["redis"] == redis {
                break;
            }
            gateway.forget().await;
        }
        assert_eq!((&body["status"], &body["version"]), (&json!("healthy"), &json!("1.0.0")));
        assert!(body["timestamp"].is_string());
        assert_eq!(body["services"]["database"], "connected");
        assert_eq!(body["services"]["redis"], redis);
        assert_eq!(gateway.anyone().get("/livez").await.status, 204);
        assert_eq!(gateway.anyone().get("/readyz").await.status, 204);
    }
}

#[tokio::test]
async fn pages_for_people_come_from_the_binary() {
    let gateway = Gateway::start(Sqlite).await;
    let anyone = gateway.anyone();
    let page = async |path: &str| {
        let call = anyone.call(Method::GET, path).header("accept", "text/html");
        let response = call.send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    };
    assert!(page("/docs").await.contains("swagger"));
    for path in ["/redoc", "/graphql"] {
        let html = page(path).await;
        // Whatever a page asks for, it asks us for.
        let asked: Vec<_> = html.split('"').filter(|part| part.starts_with("/assets/")).collect();
        assert!(
            !asked.is_empty() && !html.contains("//cdn") && !html.contains("https://"),
            "{path}"
        );
        for asset in asked {
            assert_eq!(anyone.get(asset).await.status, 200, "{asset}");
        }
    }
    assert_eq!(anyone.get("/openapi.json").await.body["openapi"], "3.1.0");
    assert_eq!(anyone.get("/graphql").await.status, 401);
}

#[rstest]
#[tokio::test]
async fn web_pages_of_all_origins_may_read_answers_unless_some_are_named(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let (page, other) = ("https://app.example.org", "https://evil.example.net");
    let allowed = async |gateway: &Gateway, method: Method, origin: &str| {
        let call = gateway.anyone().call(method, "/auth/me").header("Origin", origin);
        let call = call.header("Access-Control-Request-Method", "GET");
        let call = call.header("Access-Control-Request-Headers", "authorization");
        let reply = send(call).await;
        let allowed = reply.headers.get("access-control-allow-origin");
        (reply.status, allowed.map(|origin| origin.to_str().unwrap().to_owned()))
    };
    let open = Gateway::start(on).await;
    for origin in [page, other] {
        assert_eq!(allowed(&open, Method::OPTIONS, origin).await, (200, Some("*".into())));
        // Refusals are read, too.
        assert_eq!(allowed(&open, Method::GET, origin).await, (401, Some("*".into())));
    }
    let named = Gateway::with(on, &[("MATERNAL_ORIGINS", page)]).await;
    assert_eq!(allowed(&named, Method::OPTIONS, page).await, (200, Some(page.into())));
    assert_eq!(allowed(&named, Method::GET, page).await, (401, Some(page.into())));
    assert_eq!(allowed(&named, Method::OPTIONS, other).await.1, None);
    assert_eq!(allowed(&named, Method::GET, other).await, (401, None));
    let app = send(named.anyone().call(Method::GET, "/")).await;
    assert_eq!(app.status, 200, "what is no page sends no origin");
}
