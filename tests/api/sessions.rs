use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

async fn refresh(person: &Person<'_>, token: &str) -> Reply {
    let body = json!({ "refreshToken": token });
    person.gateway.anyone().post("/api/v1/auth/refresh", body).await
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// Whether a token opens the door.
async fn opens(person: &Person<'_>, token: &Value) -> bool {
    let visitor = Person { token: text(token), ..person.clone() };
    visitor.get("/api/v1/devices").await.status == 200
}

#[rstest]
#[tokio::test]
async fn a_refresh_token_is_exchanged_for_a_new_pair(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let pair = refresh(&parent, &parent.refresh).await.data(200);
    assert_eq!(pair["expiresIn"], 3600);
    assert_ne!(pair["refreshToken"], json!(parent.refresh));
    assert!(opens(&parent, &pair["accessToken"]).await);
}

#[rstest]
#[tokio::test]
async fn an_answer_lost_on_the_way_is_given_again(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    refresh(&parent, &parent.refresh).await.data(200);
    let pair = refresh(&parent, &parent.refresh).await.data(200);
    assert!(opens(&parent, &pair["accessToken"]).await);
    refresh(&parent, &text(&pair["refreshToken"])).await.data(200);
}

#[rstest]
#[tokio::test]
async fn a_replay_after_either_successor_was_used_ends_the_session(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
    #[values(true, false)] access: bool,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let pair = refresh(&parent, &parent.refresh).await.data(200);
    let newest = if access {
        assert!(opens(&parent, &pair["accessToken"]).await);
        pair.clone()
    } else {
        refresh(&parent, &text(&pair["refreshToken"])).await.data(200)
    };
    assert_eq!(refresh(&parent, &parent.refresh).await.refusal().0, 401);
    assert_eq!(refresh(&parent, &text(&newest["refreshToken"])).await.refusal().0, 401);
    assert!(!opens(&parent, &newest["accessToken"]).await);
}

#[rstest]
#[tokio::test]
async fn fifty_refreshes_at_once_leave_one_live_branch(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let all = join_all((0..50).map(|_| refresh(&parent, &parent.refresh))).await;
    let pairs: Vec<_> = all.iter().map(|reply| reply.data(200)).collect();
    // One pair for all, so that nobody holds a dead one.
    assert!(pairs.iter().all(|pair| pair["refreshToken"] == pairs[0]["refreshToken"]));
    let next = refresh(&parent, &text(&pairs[7]["refreshToken"])).await.data(200);
    assert!(opens(&parent, &next["accessToken"]).await);
    assert_eq!(refresh(&parent, &parent.refresh).await.status, 401);
}

#[rstest]
#[tokio::test]
async fn a_forged_or_misplaced_refresh_token_is_refused(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    for forged in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &parent.token] {
        assert_eq!(refresh(&parent, forged).await.status, 401, "{forged}");
    }
    let absent = gateway.anyone().post("/api/v1/auth/refresh", json!({})).await;
    assert_eq!(
        (absent.status, &absent.body),
        (400, &json!({ "detail": "refresh_token: Required" }))
    );
    let null = json!({ "refreshToken": null });
    let absent = gateway.anyone().post("/api/v1/auth/refresh", null).await;
    assert_eq!(absent.refusal(), (400, "VALIDATION_ERROR", "refreshToken"));
    let call =
        parent.call(Method::GET, "/api/v1/devices").header("X-Refresh-Token", &parent.refresh);
    assert_eq!(send(call).await.refusal(), (400, "VALIDATION_ERROR", "X-Refresh-Token"));
    let call = gateway.anyone().call(Method::POST, "/api/v1/auth/refresh");
    send(call.header("X-Refresh-Token", &parent.refresh)).await.data(200);
}

#[rstest]
#[tokio::test]
async fn tokens_end_when_their_time_is_over(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    gateway.pass(TimeDelta::minutes(61));
    assert_eq!(parent.get("/api/v1/devices").await.refusal().0, 401);
    let pair = refresh(&parent, &parent.refresh).await.data(200);
    gateway.pass(TimeDelta::days(31));
    assert_eq!(refresh(&parent, &text(&pair["refreshToken"])).await.status, 401);
}

/// Signs in from a device.
async fn on_device<'a>(parent: &Person<'a>, device: &str) -> Person<'a> {
    let info = json!({ "deviceId": device, "platform": "android", "model": "Pixel" });
    let body = json!({ "email": parent.email, "password": PASSWORD, "deviceInfo": info });
    let tokens =
        parent.gateway.anyone().post("/api/v1/auth/login", body).await.data(200)["tokens"].clone();
    let (token, refresh) = (text(&tokens["accessToken"]), text(&tokens["refreshToken"]));
    Person { token, refresh, device: Some(device.into()), ..parent.clone() }
}

#[rstest]
#[tokio::test]
async fn a_token_serves_on_its_own_device_only(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let phone = on_device(&parent, "phone").await;
    assert_eq!(phone.get("/api/v1/devices").await.status, 200);
    for device in [None, Some("tablet".to_owned())] {
        let elsewhere = Person { device, ..phone.clone() };
        assert_eq!(elsewhere.get("/api/v1/devices").await.refusal().0, 401);
    }
    let silent = json!({ "refreshToken": phone.refresh });
    assert_eq!(gateway.anyone().post("/api/v1/auth/refresh", silent).await.status, 401);
    assert_eq!(phone.get("/api/v1/devices").await.status, 200, "who is silent is no thief");
    let own = json!({ "refreshToken": phone.refresh, "deviceId": "phone" });
    gateway.anyone().post("/api/v1/auth/refresh", own).await.data(200);
    let stolen = json!({ "refreshToken": phone.refresh, "deviceId": "tablet" });
    assert_eq!(gateway.anyone().post("/api/v1/auth/refresh", stolen).await.status, 401);
    assert_eq!(phone.get("/api/v1/devices").await.status, 401, "a stolen token ends the session");
}

#[rstest]
#[tokio::test]
async fn devices_are_listed_and_signed_out_one_by_one(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let parent = gateway.parent("Jane Doe").await;
    let phone = on_device(&parent, "phone").await;
    let tablet = on_device(&parent, "tablet").await;
    let devices = parent.get("/api/v1/devices").await.data(200)["devices"].clone();
    let ids: Vec<_> =
        devices.as_array().unwrap().iter().map(|device| &device["deviceId"]).collect();
    assert_eq!(ids, ["tablet", "phone"]);
    assert_eq!(devices[0]["model"], "Pixel");

    let body = json!({ "deviceId": "tablet", "allDevices": false });
    let reply = phone.post("/api/v1/auth/logout", body).await;
    assert_eq!(reply.body, json!({ "success": true, "message": "Successfully logged out" }));
    assert_eq!(tablet.get("/api/v1/devices").await.refusal().0, 401);
    assert_eq!(phone.get("/api/v1/devices").await.status, 200);
    phone.post("/api/v1/auth/logout", json!({ "allDevices": true })).await;
    for person in [&phone, &parent] {
        assert_eq!(person.get("/api/v1/devices").await.refusal().0, 401);
    }
}

#[tokio::test]
async fn a_session_ended_on_one_node_ends_on_the_other_within_a_second() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let parent = gateway.parent("Jane Doe").await;
    let there = parent.at(&other);
    assert_eq!(there.get("/api/v1/devices").await.status, 200);
    parent.post("/api/v1/auth/logout", json!({})).await;
    gateway.forget().await;
    assert_eq!(there.get("/api/v1/devices").await.refusal().0, 401);
}
