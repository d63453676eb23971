use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::json;
use tests::{
    Database, Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

const DEVICES: &str = "/api/v1/devices";
const LOGIN: &str = "/api/v1/auth/login";
const TEN: [(&str, &str); 1] = [("MATERNAL_RATE_LIMIT", "10")];

fn header(reply: &Reply, name: &str) -> i64 {
    reply.headers[name].to_str().unwrap().parse().unwrap()
}

/// How many of so many calls, one after the other, were let through.
async fn passed(person: &Person<'_>, calls: usize) -> usize {
    let mut passed = 0;
    for _ in 0..calls {
        passed += usize::from(person.get(DEVICES).await.status == 200);
    }
    passed
}

/// Checks what a refused call is told, and gives after how many seconds to come back.
fn told(refused: &Reply, now: i64, limit: i64) -> i64 {
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""), "{}", refused.body);
    assert_eq!(refused.body["success"], false, "in the style of the path, whatever was asked");
    assert_eq!(header(refused, "x-ratelimit-limit"), limit);
    assert_eq!(header(refused, "x-ratelimit-remaining"), 0);
    let wait = header(refused, "retry-after");
    let reset = header(refused, "x-ratelimit-reset");
    assert!((0..=1).contains(&(reset - now - wait)), "{reset} is not {wait} seconds after {now}");
    wait
}

#[tokio::test]
async fn no_minute_sees_more_and_who_waits_as_told_is_let_in() {
    let gateway = Gateway::with(Sqlite, &TEN).await;
    let jane = gateway.parent("Jane Doe").await;
    assert_eq!(passed(&jane, 1).await, 1);
    gateway.pass(TimeDelta::seconds(20));
    assert_eq!(passed(&jane, 12).await, 9);
    let refused = jane.get(DEVICES).await;
    let wait = told(&refused, gateway.now().timestamp(), 10);
    assert!((35..=40).contains(&wait), "{wait}");
    gateway.pass(TimeDelta::seconds(wait - 2));
    assert_eq!(passed(&jane, 1).await, 0);
    gateway.pass(TimeDelta::seconds(2));
    // The minute of the first call is over, that of the other nine is not.
    assert_eq!(passed(&jane, 3).await, 1);
    let wait = told(&jane.get(DEVICES).await, gateway.now().timestamp(), 10);
    gateway.pass(TimeDelta::seconds(wait));
    assert!((1..=9).contains(&passed(&jane, 12).await));
    gateway.pass(TimeDelta::seconds(60));
    assert_eq!(passed(&jane, 12).await, 10);
}

#[rstest]
#[tokio::test]
async fn a_hundred_calls_are_let_through_and_no_more(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "100")]).await;
    let jane = gateway.parent("Jane Doe").await;
    for remaining in (0..100).rev() {
        let reply = jane.get(DEVICES).await;
        assert_eq!(reply.status, 200);
        assert_eq!(header(&reply, "x-ratelimit-limit"), 100);
        assert_eq!(header(&reply, "x-ratelimit-remaining"), remaining);
        let ahead = header(&reply, "x-ratelimit-reset") - gateway.now().timestamp();
        assert!((0..=61).contains(&ahead), "{ahead}");
    }
    let wait = told(&jane.get(DEVICES).await, gateway.now().timestamp(), 100);
    assert!((1..=60).contains(&wait), "{wait}");
    // Others are not concerned, nor is who watches over the product.
    assert_eq!(gateway.anyone().get("/redoc").await.status, 200);
    assert_eq!(gateway.anyone().get("/livez").await.status, 204);
}

#[rstest]
#[tokio::test]
async fn calls_at_once_are_counted_once_each(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::with(on, &TEN).await;
    let jane = gateway.parent("Jane Doe").await;
    let statuses = join_all((0..50).map(|_| jane.get(DEVICES))).await;
    assert_eq!(statuses.iter().filter(|reply| reply.status == 200).count(), 10);
}

#[tokio::test]
async fn nodes_share_one_count() {
    let gateway = Gateway::with(PostgresAndRedis, &TEN).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    let there = jane.at(&other);
    let calls = (0..50).map(|call| if call % 2 == 0 { &jane } else { &there }.get(DEVICES));
    let replies = join_all(calls).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 10);
    told(&there.get(DEVICES).await, other.now().timestamp(), 10);
    // Guesses too: two in all, of which one was the registration.
    let guess = json!({ "email": jane.email, "password": "WrongPass123!" });
    assert_eq!(other.anyone().post(LOGIN, guess.clone()).await.status, 401);
    for node in [&gateway, &other] {
        told(&node.anyone().post(LOGIN, guess.clone()).await, node.now().timestamp(), 2);
    }
}

#[rstest]
#[tokio::test]
async fn who_could_be_guessing_is_limited_more(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "20")]).await;
    let jane = gateway.parent("Jane Doe").await;
    let guess = json!({ "email": jane.email, "password": "WrongPass123!" });
    let from = |address: &str| {
        let anyone = gateway.anyone();
        send(anyone.call(Method::POST, LOGIN).header("X-Forwarded-For", address).json(&guess))
    };
    // Four a minute for a home, whichever of its addresses is used.
    for device in 1..=4 {
        let reply = from(&format!("2001:db8:1:1::{device}")).await;
        assert_eq!((reply.status, header(&reply, "x-ratelimit-limit")), (401, 20));
    }
    let wait = told(&from("2001:db8:1:1::5").await, gateway.now().timestamp(), 4);
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(from("2001:db8:1:2::5").await.status, 401);
    // However the path is written.
    let spelt = gateway.anyone().call(Method::POST, "/api/v1/auth/%6Cogin");
    let spelt = spelt.header("X-Forwarded-For", "2001:db8:1:1::6").json(&guess);
    assert_eq!(send(spelt).await.status, 429);
    // Codes: for an account, from wherever, and for an address, whoever it is.
    let join = |person: &Person<'_>, address: &str| {
        let body = json!({ "shareCode": "FAM-ABCDEFGH" });
        let call = person.call(Method::POST, "/api/v1/families/join");
        send(call.header("X-Forwarded-For", address).json(&body))
    };
    for home in 1..=4 {
        assert_ne!(join(&jane, &format!("192.0.2.{home}")).await.status, 429);
    }
    told(&join(&jane, "192.0.2.5").await, gateway.now().timestamp(), 4);
    assert_eq!(jane.get(DEVICES).await.status, 200);
    if on == Sqlite {
        gateway.pass(TimeDelta::seconds(wait));
        assert_eq!(from("2001:db8:1:1::5").await.status, 401);
    }
}

#[rstest]
#[tokio::test]
async fn invitations_are_limited_by_the_hour(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::with(on, &TEN).await;
    let jane = gateway.parent("Jane Doe").await;
    let invite = async || {
        let body = json!({ "email": "gran@example.com", "role": "viewer" });
        jane.post("/api/v1/families/invite", body).await
    };
    assert_ne!(invite().await.status, 429);
    assert_ne!(invite().await.status, 429);
    let wait = told(&invite().await, gateway.now().timestamp(), 2);
    assert!((3_500..=3_600).contains(&wait), "{wait}");
    if on == Sqlite {
        gateway.pass(TimeDelta::seconds(wait - 60));
        assert_eq!(jane.get(DEVICES).await.status, 200);
        assert_eq!(invite().await.status, 429);
        gateway.pass(TimeDelta::seconds(60));
        assert_eq!(jane.get(DEVICES).await.status, 401, "the token has ended");
    }
}

#[rstest]
#[tokio::test]
async fn every_answer_tells_what_is_left(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "50")]).await;
    let (jane, anyone) = (gateway.parent("Jane Doe").await, gateway.anyone());
    let feeding = "/api/v1/activities/feeding";
    let huge = json!({ "notes": "x".repeat(70_000) });
    for (call, status) in [
        (jane.call(Method::GET, DEVICES), 200),
        (anyone.call(Method::GET, DEVICES), 401),
        (jane.call(Method::GET, "/nowhere"), 404),
        (jane.call(Method::PUT, feeding), 405),
        (jane.call(Method::POST, feeding).json(&huge), 413),
        (jane.call(Method::POST, feeding).body("{}"), 415),
        (jane.call(Method::GET, DEVICES).header("accept-encoding", "identity;q=0"), 406),
        (jane.call(Method::GET, DEVICES).header("X-Refresh-Token", "x"), 400),
        (jane.call(Method::GET, "/ws"), 426),
        (jane.call(Method::POST, "/graphql").json(&json!({ "query": "{ nothing }" })), 200),
        (anyone.call(Method::GET, "/redoc"), 200),
        (anyone.call(Method::GET, "/openapi.json"), 200),
    ] {
        let reply = send(call).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        assert_eq!(header(&reply, "x-ratelimit-limit"), 50, "{status}");
        assert!((0..50).contains(&header(&reply, "x-ratelimit-remaining")), "{status}");
        assert!(header(&reply, "x-ratelimit-reset") >= gateway.now().timestamp(), "{status}");
    }
    let mut request = format!("ws://{}/ws", gateway.address).into_client_request().unwrap();
    let bearer = format!("Bearer {}", jane.token).parse().unwrap();
    request.headers_mut().insert("authorization", bearer);
    let (_, upgraded) = tokio_tungstenite::connect_async(request).await.unwrap();
    assert_eq!(upgraded.headers()["x-ratelimit-limit"], "50");
    assert_eq!(passed(&jane, 50).await, 40);
    let refused = jane.graphql("{ nothing }", json!({})).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.body["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    assert!(header(&refused, "retry-after") > 0);
}

#[tokio::test]
async fn without_redis_each_node_counts_its_own() {
    let nowhere = [TEN[0], ("REDIS_URL", "redis://127.0.0.1:1")];
    let gateway = Gateway::with(PostgresAndRedis, &nowhere).await;
    let jane = gateway.parent("Jane Doe").await;
    assert_eq!(passed(&jane, 15).await, 10);
    told(&jane.get(DEVICES).await, gateway.now().timestamp(), 10);
}

/// What may happen to the way to Redis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Cut,
    Stuck,
}

/// A way to Redis that can be closed; what it leads to is there all the while.
async fn way_to_redis(way: watch::Receiver<Way>) -> String {
    let redis = Database::fresh(PostgresAndRedis).await.redis.unwrap();
    let redis = redis.trim_start_matches("redis://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut inner, _)) = listener.accept().await {
            let (mut way, redis) = (way.clone(), redis.clone());
            tokio::spawn(async move {
                let open = *way.borrow() == Way::Open;
                if open {
                    let mut outer = TcpStream::connect(redis).await.unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut inner, &mut outer) => {}
                        _ = way.wait_for(|way| *way != Way::Open) => {}
                    }
                }
                // A stuck connection is held and says nothing.
                let _ = way.wait_for(|way| *way != Way::Stuck).await;
            });
        }
    });
    format!("redis://{address}")
}

#[rstest]
#[tokio::test]
async fn losing_redis_is_no_fresh_start(#[values(Way::Cut, Way::Stuck)] end: Way) {
    let (switch, way) = watch::channel(Way::Open);
    let url = way_to_redis(way).await;
    let gateway = Gateway::with(PostgresAndRedis, &[TEN[0], ("REDIS_URL", &url)]).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    assert_eq!(passed(&jane, 6).await, 6);
    assert_eq!(passed(&jane.at(&other), 1).await, 1);
    switch.send_replace(end);
    let begun = tokio::time::Instant::now();
    assert_eq!(passed(&jane, 10).await, 4);
    assert!(begun.elapsed() < Duration::from_secs(2), "the deadline is not paid on each call");
    // Once Redis is there again, its count holds for all.
    switch.send_replace(Way::Open);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(passed(&jane.at(&other), 5).await, 3);
    assert_eq!(passed(&jane, 1).await, 0);
}
