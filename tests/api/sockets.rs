use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway, Person, Socket,
    Storage::{self, PostgresAndRedis, Sqlite},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

async fn ticket(person: &Person<'_>) -> String {
    let data = person.post("/api/v1/ws/ticket", json!({})).await.data(200);
    assert_eq!(data["expiresIn"], 30);
    data["ticket"].as_str().unwrap().to_owned()
}

async fn refreshed(person: &Person<'_>) -> String {
    let refresh = json!({ "refreshToken": person.refresh });
    let data = person.gateway.anyone().post("/api/v1/auth/refresh", refresh).await.data(200);
    data["accessToken"].as_str().unwrap().to_owned()
}

#[rstest]
#[tokio::test]
async fn a_ticket_opens_one_socket_within_its_time(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let one = ticket(&jane).await;
    let mut socket = Socket::with_ticket(&gateway, &one).await.unwrap();
    let joined = socket.join(&jane.family, None).await;
    assert_eq!(joined["event"], "family-joined");
    assert!(joined["data"]["tokenEndsAt"].is_string());
    for nonsense in [one.as_str(), "", "nonsense", &one[1..]] {
        assert_eq!(Socket::with_ticket(&gateway, nonsense).await.err(), Some(401), "{nonsense}");
    }

    let at_once = ticket(&jane).await;
    let tries = (0..8).map(|_| Socket::with_ticket(&gateway, &at_once));
    let opened = futures_util::future::join_all(tries).await;
    assert_eq!(opened.iter().filter(|socket| socket.is_ok()).count(), 1);

    let late = ticket(&jane).await;
    gateway.pass(TimeDelta::seconds(31));
    assert_eq!(Socket::with_ticket(&gateway, &late).await.err(), Some(401));
    let ended = ticket(&jane).await;
    jane.post("/api/v1/auth/logout", json!({})).await;
    assert_eq!(Socket::with_ticket(&gateway, &ended).await.err(), Some(401));
}

#[rstest]
#[tokio::test]
async fn a_new_token_keeps_the_socket_open(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let child = jane.child("Emma").await;
    gateway.pass(TimeDelta::minutes(60) - TimeDelta::seconds(2));
    let mut socket = jane.socket().await;
    let ends = socket.join(&jane.family, None).await["data"]["tokenEndsAt"].clone();
    let ended = socket.next().await;
    assert_eq!(ended["event"], "token-ended");
    let time = |text: &serde_json::Value| text.as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    assert_eq!(time(&ended["data"]["closesAt"]) - time(&ends), TimeDelta::seconds(25));

    let renew =
        |token: &str| json!({ "event": "authenticate", "data": { "accessToken": token }, "id": 1 });
    socket.say(renew(&refreshed(&eve).await)).await;
    let refused = socket.next().await;
    assert_eq!((&refused["data"]["code"], &refused["id"]), (&json!("UNAUTHORIZED"), &json!(1)));
    socket.say(renew("nonsense")).await;
    assert_eq!(socket.next().await["data"]["code"], "UNAUTHORIZED");
    let token = refreshed(&jane).await;
    socket.say(renew(&token)).await;
    let renewed = socket.next().await;
    assert_eq!((&renewed["event"], &renewed["id"]), (&json!("authenticated"), &json!(1)));
    assert!(time(&renewed["data"]["tokenEndsAt"]) > time(&ends));
    Person { token, ..jane }.feed(&child, 1).await.data(201);
    assert_eq!(socket.next().await["event"], "activity-logged");
}

/// Both take as long as they say, so they are waited for at once.
#[tokio::test]
async fn a_token_that_ends_and_a_client_that_is_silent_end_the_socket() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut silent = raw(&jane, "").await;
    gateway.pass(TimeDelta::minutes(60) - TimeDelta::seconds(2));
    let (mut socket, mut renewed) = (jane.socket().await, jane.socket().await);
    let token = refreshed(&jane).await;
    renewed.say(json!({ "event": "authenticate", "data": { "accessToken": token } })).await;
    assert_eq!(renewed.next().await["event"], "authenticated");
    let begun = tokio::time::Instant::now();
    let closed = async {
        let patience = Duration::from_secs(40);
        tokio::select! {
            closed = tokio::time::timeout(patience, socket.closed_at_last()) => closed.unwrap(),
            // It answers pings meanwhile.
            closed = renewed.closed_at_last() => panic!("{closed:?}"),
        }
    };
    let dead = async {
        let mut bytes = Vec::new();
        silent.read_to_end(&mut bytes).await.unwrap();
        (bytes, begun.elapsed())
    };
    let (closed, (bytes, silence)) = tokio::join!(closed, dead);
    assert_eq!(u16::from(closed.unwrap().code), 4401);
    // One ping, which stayed without an answer.
    assert_eq!(bytes, [0x89, 0]);
    assert!((30..40).contains(&silence.as_secs()), "{silence:?}");
    renewed.say(json!({ "event": "ping" })).await;
    assert_eq!(renewed.next().await["event"], "pong", "the new token has time");
}

#[rstest]
#[tokio::test]
async fn a_ticket_stands_for_the_device_that_asked_for_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await.on("tablet", "android", "x").await;
    let mut socket = Socket::with_ticket(&gateway, &ticket(&jane).await).await.unwrap();
    let refresh = json!({ "refreshToken": jane.refresh, "deviceId": "tablet" });
    let data = gateway.anyone().post("/api/v1/auth/refresh", refresh).await.data(200);
    let token = json!({ "accessToken": data["accessToken"] });
    socket.say(json!({ "event": "authenticate", "data": token })).await;
    assert_eq!(socket.next().await["event"], "authenticated");
}

#[tokio::test]
async fn who_sends_too_fast_is_sent_away() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut socket = jane.socket().await;
    for _ in 0..150 {
        socket.say(json!({ "event": "ping" })).await;
    }
    assert_eq!(u16::from(socket.closed().await.unwrap().code), 4429);
}

#[tokio::test]
async fn what_is_asked_over_a_socket_counts_as_calls() {
    let gateway = Gateway::with(Sqlite, &[("MATERNAL_RATE_LIMIT", "6")]).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut socket = jane.socket().await;
    let mut codes = Vec::new();
    for _ in 0..6 {
        socket.say(json!({ "event": "join-family", "data": { "familyId": jane.family } })).await;
        codes.push(socket.next().await["data"]["code"].clone());
    }
    assert_eq!(codes.iter().filter(|code| *code == "RATE_LIMITED").count(), 1, "{codes:?}");
}

#[tokio::test]
async fn pages_of_other_origins_may_open_a_socket_if_the_settings_name_them() {
    let origins = "https://app.example.org https://board.example.org";
    let gateway = Gateway::with(Sqlite, &[("MATERNAL_ORIGINS", origins)]).await;
    let jane = gateway.parent("Jane Doe").await;
    let own = format!("http://{}", gateway.address);
    for (origin, allowed) in [
        (own.as_str(), true),
        ("https://board.example.org", true),
        ("https://evil.example", false),
        ("null", false),
    ] {
        let mut request = format!("ws://{}/ws", gateway.address).into_client_request().unwrap();
        let bearer = format!("Bearer {}", jane.token);
        request.headers_mut().insert("authorization", bearer.parse().unwrap());
        request.headers_mut().insert("origin", origin.parse().unwrap());
        assert_eq!(tokio_tungstenite::connect_async(request).await.is_ok(), allowed, "{origin}");
    }
}

/// Shakes hands over plain TCP, with these headers beside the usual ones.
async fn raw(person: &Person<'_>, headers: &str) -> TcpStream {
    let mut stream = TcpStream::connect(person.gateway.address).await.unwrap();
    let token = &person.token;
    let request = format!(
        "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\nSec-WebSocket-Version: 13\r\n\
         Authorization: Bearer {token}\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    assert!(head.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&head));
    stream
}

/// A client's frame, masked with zeros.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first, 0x80 | u8::try_from(payload.len()).unwrap(), 0, 0, 0, 0];
    bytes.extend_from_slice(payload);
    bytes
}

/// Everything that comes until the server closes its side.
async fn rest(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    tokio::time::timeout(Duration::from_secs(8), read).await.unwrap().unwrap();
    bytes
}

#[tokio::test]
async fn frames_that_are_not_to_the_letter_close_with_their_code() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    for (what, bytes, code) in [
        ("a reserved bit", frame(0xC1, b"{}"), 1002),
        ("an unknown opcode", frame(0x83, b""), 1002),
        ("no mask", vec![0x81, 2, b'{', b'}'], 1002),
        ("a ping in parts", frame(0x09, b""), 1002),
        ("a continuation of nothing", frame(0x80, b"{}"), 1002),
        ("a close of one byte", frame(0x88, &[3]), 1002),
        ("a close code that may not be sent", frame(0x88, &1006_u16.to_be_bytes()), 1002),
        ("text that is not UTF-8", frame(0x81, &[0xFF]), 1007),
        ("a close reason that is not UTF-8", frame(0x88, &[3, 232, 0xFF]), 1007),
        (
            "a head that announces a gibibyte",
            vec![0x81, 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0],
            1009,
        ),
        ("binary", frame(0x82, b"\0"), 1003),
    ] {
        let mut stream = raw(&jane, "").await;
        stream.write_all(&bytes).await.unwrap();
        let mut head = [0; 4];
        stream.read_exact(&mut head).await.unwrap();
        assert_eq!((head[0], u16::from_be_bytes([head[2], head[3]])), (0x88, code), "{what}");
        // The client's own close ends it.
        stream.write_all(&frame(0x88, &head[2..])).await.unwrap();
        assert_eq!(rest(stream).await.len(), usize::from(head[1]) - 2, "{what}");
    }
}

#[tokio::test]
async fn a_close_is_answered_with_its_code_and_a_ping_with_its_payload() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut stream = raw(&jane, "").await;
    let bytes = [
        frame(0x01, b"{\"event\":"),
        frame(0x89, b"there?"),
        frame(0x80, b"\"ping\"}"),
        frame(0x88, &[0x0F, 0xA1, b'b', b'y', b'e']),
        frame(0x81, b"{\"event\":\"ping\"}"),
    ];
    stream.write_all(&bytes.concat()).await.unwrap();
    let pong = b"\x81\x1a{\"data\":{},\"event\":\"pong\"}";
    let expected = [b"\x8A\x06there?".as_slice(), pong, b"\x88\x02\x0F\xA1"].concat();
    let came = rest(stream).await;
    assert_eq!(String::from_utf8_lossy(&came), String::from_utf8_lossy(&expected));
}

#[tokio::test]
async fn what_is_no_handshake_is_told_how_to_upgrade() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let plain = jane.get("/ws").await;
    assert_eq!(plain.refusal(), (426, "VALIDATION_ERROR", "Upgrade"));
    assert_eq!(plain.headers["upgrade"], "websocket");
    let old = jane
        .call(reqwest::Method::GET, "/ws")
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "8")
        .header("sec-websocket-key", "x3JJHMbDL1EzLkh9GBhXDw==");
    let old = old.send().await.unwrap();
    assert_eq!(
        (old.status().as_u16(), &old.headers()["sec-websocket-version"]),
        (426, &"13".parse().unwrap())
    );
    assert_eq!(gateway.anyone().get("/ws").await.status, 401);
}
