use std::time::{Duration, Instant};

use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Socket,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// Two parents, one child.
async fn family(gateway: &Gateway) -> (Person<'_>, Person<'_>, String) {
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    (jane, john, child)
}

/// The numbers of the next events.
async fn seqs(socket: &mut Socket, count: usize) -> Vec<i64> {
    let mut seqs = Vec::new();
    for _ in 0..count {
        seqs.push(socket.next().await["seq"].as_i64().expect("a number"));
    }
    seqs
}

#[rstest]
#[tokio::test]
async fn what_one_parent_logs_the_other_sees_with_exactly_the_documented_fields(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.socket().await;
    let joined = socket.join(&jane.family, None).await;
    assert_eq!(joined["event"], "family-joined");
    assert_eq!(joined["data"]["familyId"], json!(jane.family));
    // The family, the child, the invitation, the second parent.
    assert_eq!(joined["data"]["seq"], 4);
    assert_eq!(joined["data"]["members"][0]["name"], "Jane Doe");

    let logged = jane.feed(&child, 5).await.data(201);
    let event = socket.next().await;
    let expected = json!({
        "event": "activity-logged",
        "seq": 5,
        "data": {
            "activityId": logged["id"],
            "childId": child,
            "type": "feeding",
            "loggedBy": jane.id,
            "timestamp": logged["timestamp"],
        },
    });
    assert_eq!(event, expected);
}

#[rstest]
#[tokio::test]
async fn since_brings_exactly_what_was_missed(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    jane.feed(&child, 9).await.data(201);
    assert_eq!(seqs(&mut socket, 1).await, [5]);
    drop(socket);

    for minute in 0..5 {
        jane.feed(&child, minute).await.data(201);
    }
    let mut socket = john.socket().await;
    assert_eq!(socket.join(&jane.family, Some(5)).await["data"]["seq"], 10);
    assert_eq!(seqs(&mut socket, 5).await, [6, 7, 8, 9, 10]);
    jane.feed(&child, 1).await.data(201);
    assert_eq!(seqs(&mut socket, 1).await, [11]);

    let mut beginning = john.socket().await;
    beginning.join(&jane.family, Some(0)).await;
    let first = beginning.next().await;
    assert_eq!((&first["event"], &first["seq"]), (&json!("family-created"), &json!(1)));
    let events = ["child-added", "member-invited", "member-joined"];
    for event in events {
        assert_eq!(beginning.next().await["event"], event);
    }
}

#[rstest]
#[tokio::test]
async fn who_has_seen_what_never_was_must_read_afresh(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for since in [99, -1, i64::MIN, i64::MAX] {
        let mut socket = jane.socket().await;
        socket.join(&jane.family, Some(since)).await;
        let resync = socket.next().await;
        assert_eq!((&resync["event"], &resync["data"]["seq"]), (&json!("resync"), &json!(1)));
    }
}

#[tokio::test]
async fn two_nodes_tell_each_other() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john, child) = family(&gateway).await;
    let mut here = john.listen(&jane.family).await;
    let mut there = john.at(&other).listen(&jane.family).await;
    for round in 0..10 {
        let logging = if round % 2 == 0 { jane.clone() } else { jane.at(&other) };
        logging.feed(&child, round).await.data(201);
    }
    let expected: Vec<i64> = (5..15).collect();
    assert_eq!(seqs(&mut here, 10).await, expected);
    assert_eq!(seqs(&mut there, 10).await, expected);
    assert!(there.is_silent(Duration::from_secs(3)).await, "nothing comes twice");

    // They wake each other: by looking every two seconds alone, one after the other, this would take sixteen.
    let begun = Instant::now();
    for seq in 15..23 {
        jane.feed(&child, 1).await.data(201);
        assert_eq!(seqs(&mut there, 1).await, [seq]);
    }
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}

#[rstest]
#[tokio::test]
async fn who_was_taken_out_and_let_in_again_must_join_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    jane.delete(&format!("/api/v1/families/{}/members/{}", jane.family, john.id)).await.data(200);
    jane.welcome(&john, "parent", None).await;
    let mut told = Vec::new();
    while told.last().is_none_or(|event| event != "family-left") {
        told.push(socket.next().await["event"].clone());
    }
    jane.feed(&child, 1).await.data(201);
    assert!(socket.is_silent(Duration::from_millis(500)).await);
    socket.join(&jane.family, None).await;
    jane.feed(&child, 2).await.data(201);
    assert_eq!(socket.next().await["event"], "activity-logged");
}

#[rstest]
#[tokio::test]
async fn strangers_and_nonsense_get_error_frames(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let mut socket = eve.socket().await;
    let join = |data: Value| json!({ "event": "join-family", "data": data, "id": 7 });
    for (frame, code, id) in [
        (join(json!({ "familyId": jane.family })), "NOT_FOUND", json!(7)),
        (join(json!({ "familyId": domain::FamilyId::fresh().to_string() })), "NOT_FOUND", json!(7)),
        (join(json!({ "familyId": "nonsense" })), "VALIDATION_ERROR", json!(7)),
        (join(json!({})), "VALIDATION_ERROR", json!(7)),
        (join(json!({ "familyId": eve.family, "since": "x" })), "VALIDATION_ERROR", json!(7)),
        (json!({ "event": "sing" }), "VALIDATION_ERROR", Value::Null),
        (json!([1, 2]), "VALIDATION_ERROR", Value::Null),
    ] {
        socket.say(frame).await;
        let answer = socket.next().await;
        assert_eq!((&answer["event"], &answer["data"]["code"]), (&json!("error"), &json!(code)));
        assert_eq!(answer["id"], id);
    }
    socket.text("not json").await;
    assert_eq!(socket.next().await["data"]["code"], "VALIDATION_ERROR");
    socket.say(json!({ "event": "ping", "id": "p" })).await;
    assert_eq!(socket.next().await, json!({ "event": "pong", "data": {}, "id": "p" }));
}

#[rstest]
#[tokio::test]
async fn who_left_the_room_hears_no_more(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    socket.say(json!({ "event": "leave-family", "data": { "familyId": jane.family } })).await;
    assert_eq!(socket.next().await["event"], "family-left");
    jane.feed(&child, 5).await.data(201);
    assert!(socket.is_silent(Duration::from_millis(500)).await);
    assert_eq!(socket.join(&jane.family, Some(4)).await["data"]["seq"], 5);
    assert_eq!(seqs(&mut socket, 1).await, [5]);
}

#[rstest]
#[tokio::test]
async fn a_socket_ends_with_its_session(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut socket = jane.listen(&jane.family).await;
    jane.post("/api/v1/auth/logout", json!({})).await;
    assert_eq!(u16::from(socket.closed().await.unwrap().code), 4401);
}

#[tokio::test]
async fn a_socket_ends_with_its_session_on_another_node() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    let begun = Instant::now();
    // One after the other: by looking every two seconds alone, this would take as long for each.
    for _ in 0..5 {
        let jane = jane.again().await;
        let mut socket = jane.at(&other).listen(&jane.family).await;
        jane.post("/api/v1/auth/logout", json!({})).await;
        assert_eq!(u16::from(socket.closed().await.unwrap().code), 4401);
    }
    assert!(begun.elapsed() < Duration::from_secs(7), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_node_that_stops_says_so_and_the_other_goes_on_where_it_ended() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    jane.feed(&child, 2).await.data(201);
    assert_eq!(seqs(&mut socket, 1).await, [5]);
    let ((), closed) = tokio::join!(gateway.stop(), socket.closed());
    assert_eq!(u16::from(closed.unwrap().code), 1001);
    jane.at(&other).feed(&child, 1).await.data(201);
    let mut socket = john.at(&other).socket().await;
    socket.join(&jane.family, Some(5)).await;
    assert_eq!(seqs(&mut socket, 1).await, [6]);
}

#[tokio::test]
async fn messages_that_are_too_large_or_binary_close_with_their_code() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut socket = jane.socket().await;
    socket.text(&"x".repeat(70_000)).await;
    assert_eq!(u16::from(socket.closed().await.unwrap().code), 1009);
    let mut socket = jane.socket().await;
    socket.binary(b"{}").await;
    assert_eq!(u16::from(socket.closed().await.unwrap().code), 1003);
}

/// Says something of a timer, and gives the answer, which is not what the room is told.
async fn ask(socket: &mut Socket, event: &str, data: Value) -> Value {
    socket.say(json!({ "event": event, "data": data, "id": event })).await;
    loop {
        let frame = socket.next().await;
        if frame["id"] == event {
            assert!(frame.get("seq").is_none(), "{frame}");
            return frame;
        }
    }
}

#[rstest]
#[tokio::test]
async fn timers_are_started_paused_switched_and_stopped_over_the_socket(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let (mut phone, mut other) = (jane.listen(&jane.family).await, john.listen(&jane.family).await);
    let start = json!({ "childId": child, "type": "feeding", "side": "left" });
    let started = ask(&mut phone, "start-timer", start.clone()).await;
    let (id, time) = (started["data"]["timerId"].clone(), started["data"]["startTime"].clone());
    let data = json!({
        "timerId": id, "type": "feeding", "childId": child, "startedBy": jane.id, "startTime": time,
    });
    let answer = json!({ "event": "timer-started", "data": data, "id": "start-timer" });
    assert_eq!(started, answer);
    assert_eq!(
        other.next().await,
        json!({ "event": "timer-started", "data": data, "seq": 5 }),
        "the documented fields"
    );
    // There is one of a kind: whoever starts another gets it.
    assert_eq!(ask(&mut other, "start-timer", start).await["data"], data);
    for (asked, told) in [
        ("pause-timer", "timer-paused"),
        ("resume-timer", "timer-resumed"),
        ("switch-side", "timer-switched"),
    ] {
        assert_eq!(ask(&mut phone, asked, json!({ "timerId": id })).await["event"], told);
        assert_eq!(other.next().await["event"], told);
    }
    let stopped = ask(&mut phone, "stop-timer", json!({ "timerId": id })).await;
    assert_eq!(stopped["event"], "timer-stopped");
    assert_eq!(other.next().await["event"], "timer-stopped");
    let logged = other.next().await;
    assert_eq!(logged["event"], "activity-logged");
    assert_eq!(logged["data"]["activityId"], stopped["data"]["activityId"]);
    let again = ask(&mut other, "stop-timer", json!({ "timerId": id })).await;
    assert_eq!(again["data"], stopped["data"], "whoever stops gets the same");

    for (event, data, field) in [
        ("start-timer", json!({ "type": "feeding" }), "childId"),
        ("start-timer", json!({ "childId": child }), "type"),
        ("start-timer", json!({ "childId": child, "type": "note" }), "type"),
        ("start-timer", json!({ "childId": 7, "type": "sleep" }), "childId"),
        ("stop-timer", json!({ "timerId": id, "endTime": "soon" }), "endTime"),
        ("pause-timer", json!({}), "timerId"),
        ("switch-side", json!({ "timerId": id, "side": "up" }), "side"),
    ] {
        let refused = ask(&mut phone, event, data).await;
        assert_eq!(refused["data"]["code"], "VALIDATION_ERROR", "{refused}");
        assert_eq!(refused["data"]["details"]["field"], field);
    }
}

#[rstest]
#[tokio::test]
async fn who_may_not_log_may_not_time(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, _, child) = family(&gateway).await;
    let (gran, eve) = (gateway.parent("Gran Doe").await, gateway.parent("Eve Else").await);
    jane.welcome(&gran, "viewer", None).await;
    for (person, code) in [(&gran, "FORBIDDEN"), (&eve, "NOT_FOUND")] {
        let start = json!({ "childId": child, "type": "sleep" });
        let refused = ask(&mut person.socket().await, "start-timer", start).await;
        assert_eq!(refused["data"]["code"], code);
    }
}

#[rstest]
#[tokio::test]
async fn numbers_of_another_log_mean_nothing(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, _, child) = family(&gateway).await;
    let joined = jane.socket().await.join(&jane.family, None).await;
    let epoch = joined["data"]["epoch"].as_str().unwrap().to_owned();
    jane.feed(&child, 1).await.data(201);
    for (epoch, event) in [(epoch.as_str(), "activity-logged"), ("another", "resync")] {
        let mut socket = jane.socket().await;
        let data = json!({ "familyId": jane.family, "since": 4, "epoch": epoch });
        socket.say(json!({ "event": "join-family", "data": data })).await;
        assert_eq!(socket.next().await["event"], "family-joined");
        assert_eq!(socket.next().await["event"], event);
    }
}
