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
    assert_eq!(anyone.get("/graphql").await.status, 405);
}

/// Walks the OpenAPI document, so that a new route is covered without being named.
#[rstest]
#[tokio::test]
async fn every_route_is_closed_to_strangers(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let gran = gateway.parent("Gran Doe").await;
    let none = json!({ "canViewReports": false });
    jane.welcome(&gran, "viewer", Some(none)).await;
    let child = jane.child("Emma").await;
    jane.on("phone", "ios", "token").await;
    let told = jane.get("/api/v1/notifications").await.data(200)["notifications"][0]["id"].clone();
    let document = gateway.anyone().get("/openapi.json").await.body;
    let open = [
        "/api/v1/auth/register",
        "/api/v1/auth/login",
        "/api/v1/auth/refresh",
        "/api/v1/health",
        "/livez",
        "/readyz",
    ];
    let mut walked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        if open.contains(&path.as_str()) {
            continue;
        }
        let filled = path
            .replace("{child}", &child)
            .replace("{device}", "phone")
            .replace("{family}", &jane.family)
            .replace("{notification}", told.as_str().unwrap())
            .replace("{photo}", "x.jpg");
        for method in methods.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let anyone = send(gateway.anyone().call(method.clone(), &filled)).await;
            assert_eq!(anyone.refusal(), (401, "UNAUTHORIZED", ""), "{method} {path}");
            if path.contains('{') {
                let stranger = eve.call(method.clone(), &filled).json(&json!({}));
                let stranger = send(stranger).await;
                assert_eq!(stranger.refusal().0, 404, "{method} {path}");
            }
            if method == Method::POST && path.contains("/activities/") {
                let time = gateway.now();
                let body = json!({ "childId": child, "type": if path.contains("sleep") { "nap" } else { "both" }, "startTime": time, "timestamp": time });
                let mut body = body;
                if path.contains("feeding") {
                    body["type"] = "breast".into();
                }
                assert_eq!(
                    eve.post(path, body.clone()).await.refusal(),
                    (404, "NOT_FOUND", ""),
                    "{path}"
                );
                assert_eq!(
                    gran.post(path, body.clone()).await.refusal(),
                    (403, "FORBIDDEN", ""),
                    "{path}"
                );
                jane.post(path, body).await.data(201);
            }
            walked += 1;
        }
    }
    assert!(walked >= 11, "{walked}");

    let list = format!("/api/v1/activities?childId={child}");
    assert_eq!(eve.get(&list).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(gran.get(&list).await.status, 200);
    let child = json!({ "familyId": jane.family, "name": "Ella", "birthDate": "2023-06-15" });
    assert_eq!(eve.post("/api/v1/children", child.clone()).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(gran.post("/api/v1/children", child).await.refusal(), (403, "FORBIDDEN", ""));
}
