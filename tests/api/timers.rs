use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
};

const TIMERS: &str = "/api/v1/timers";
const AFTERNOON: &str = "2024-01-10T15:30:00Z";

/// Two parents, one child.
async fn family(gateway: &Gateway) -> (Person<'_>, Person<'_>, String) {
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    (jane, john, child)
}

fn of(child: &str, kind: &str) -> Value {
    json!({ "childId": child, "type": kind })
}

/// Starts a timer and gives its id.
async fn started(person: &Person<'_>, new: Value) -> String {
    person.post(TIMERS, new).await.data(201)["id"].as_str().unwrap().to_owned()
}

async fn take(person: &Person<'_>, timer: &str, step: &str) -> Reply {
    person.post(&format!("{TIMERS}/{timer}/{step}"), json!({})).await
}

async fn stop(person: &Person<'_>, timer: &str, body: Value) -> Reply {
    person.post(&format!("{TIMERS}/{timer}/stop"), body).await
}

async fn activities(person: &Person<'_>, child: &str) -> Value {
    person.get(&format!("/api/v1/activities?childId={child}")).await.data(200)
}

fn ids(timers: &Value) -> Vec<&str> {
    let timers = timers["timers"].as_array().unwrap();
    timers.iter().map(|timer| timer["id"].as_str().unwrap()).collect()
}

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

#[rstest]
#[tokio::test]
async fn a_child_has_one_timer_of_a_kind_and_whoever_starts_another_gets_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let timer = jane.post(TIMERS, of(&child, "feeding")).await.data(201);
    let id = timer["id"].as_str().unwrap();
    assert!(id.starts_with("tmr_"));
    assert!((gateway.now() - time(&timer["startTime"])).num_seconds() < 10);
    let expected = json!({
        "id": id,
        "type": "feeding",
        "childId": child,
        "startedBy": jane.id,
        "startTime": timer["startTime"],
        "state": "running",
        "elapsedSeconds": 0,
        "asOf": timer["asOf"],
        "version": 1,
    });
    assert_eq!(timer, expected);

    let again = john.post(TIMERS, of(&child, "feeding")).await.data(200);
    assert_eq!((&again["id"], &again["startedBy"]), (&json!(id), &json!(jane.id)));
    let sleep = started(&john, of(&child, "sleep")).await;
    let another = jane.child("Ella").await;
    let elsewhere = started(&jane, of(&another, "feeding")).await;

    let list = async |query: &str| john.get(&format!("{TIMERS}{query}")).await.data(200);
    assert_eq!(ids(&list("").await), [id, &sleep, &elsewhere]);
    assert_eq!(ids(&list(&format!("?childId={child}")).await), [id, &sleep]);
    assert_eq!(ids(&list(&format!("?familyId={}", jane.family)).await), [id, &sleep, &elsewhere]);
    assert_eq!(ids(&list(&format!("?familyId={}", john.family)).await), [""; 0]);
    let shown = john.get(&format!("{TIMERS}/{id}")).await;
    assert_eq!(shown.headers["etag"], "\"1\"");
    assert_eq!(shown.data(200)["id"], id);
}

#[rstest]
#[tokio::test]
async fn pauses_do_not_count_and_sides_are_told_apart(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, john, child) = family(&gateway).await;
    let new = json!({ "childId": child, "type": "feeding", "side": "left" });
    let timer = started(&jane, new).await;
    let near = |value: &Value, seconds: i64| {
        let it = value.as_i64().unwrap();
        assert!((seconds..seconds + 20).contains(&it), "{it} is not about {seconds}");
    };
    gateway.pass(TimeDelta::minutes(6));
    let switched = take(&john, &timer, "switch-side").await.data(200);
    assert_eq!((&switched["side"], &switched["version"]), (&json!("right"), &json!(2)));
    near(&switched["leftSeconds"], 360);
    gateway.pass(TimeDelta::minutes(4));
    let paused = take(&jane, &timer, "pause").await.data(200);
    assert_eq!((&paused["state"], &paused["version"]), (&json!("paused"), &json!(3)));
    gateway.pass(TimeDelta::minutes(5));
    let again = take(&john, &timer, "pause").await.data(200);
    assert_eq!(
        (&again["version"], &again["elapsedSeconds"]),
        (&json!(3), &paused["elapsedSeconds"])
    );
    near(&again["elapsedSeconds"], 600);
    let resumed = take(&john, &timer, "resume").await.data(200);
    assert_eq!((&resumed["state"], &resumed["version"]), (&json!("running"), &json!(4)));
    gateway.pass(TimeDelta::minutes(10));

    let path = format!("{TIMERS}/{timer}/switch-side");
    let same = jane.post(&path, json!({ "side": "right" })).await.data(200);
    assert_eq!(same["version"], 4);
    assert_eq!(jane.post(&path, json!({ "side": "up" })).await.refusal().2, "side");

    let stopped =
        stop(&jane, &timer, json!({ "notes": "Hungry", "mood": "happy" })).await.data(200);
    let (timer, activity) = (&stopped["timer"], &stopped["activity"]);
    assert_eq!((&timer["state"], &timer["version"]), (&json!("stopped"), &json!(5)));
    assert_eq!((&timer["activityId"], &timer["endTime"]), (&activity["id"], &activity["endTime"]));
    near(&timer["elapsedSeconds"], 1200);
    assert_eq!(activity["duration"], 20, "25 minutes with 5 of pause");
    near(&activity["pausedSeconds"], 300);
    near(&activity["details"]["leftSeconds"], 360);
    near(&activity["details"]["rightSeconds"], 840);
    assert_eq!(activity["details"]["breastSide"], "both");
    assert_eq!(activity["details"]["type"], "breast");
    assert_eq!((&activity["notes"], &activity["mood"]), (&json!("Hungry"), &json!("happy")));
    assert_eq!(activity["timestamp"], timer["startTime"]);
    assert_eq!(activities(&john, &child).await["activities"], json!([activity]));

    for step in ["pause", "resume", "switch-side", "cancel"] {
        let id = timer["id"].as_str().unwrap();
        assert_eq!(take(&jane, id, step).await.refusal().0, 409, "{step}");
    }
    assert_eq!(jane.get(TIMERS).await.data(200), json!({ "timers": [] }));
    // The next one may begin.
    started(&john, of(&child, "feeding")).await;
}

#[rstest]
#[tokio::test]
async fn what_is_told_at_the_stop_goes_into_the_activity_and_nothing_else_does(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, _, child) = family(&gateway).await;
    let another = jane.child("Ella").await;
    let sleep = started(&jane, of(&child, "sleep")).await;
    gateway.pass(TimeDelta::minutes(45));
    for (body, field) in [
        (json!({ "details": { "quality": "deep" } }), "details.quality"),
        (json!({ "details": "deep" }), "details"),
        (json!({ "mood": "grumpy" }), "mood"),
        (json!({ "notes": "x".repeat(2001) }), "notes"),
        (json!({ "endTime": "2024-01-10T15:29:00Z" }), "endTime"),
        (json!({ "endTime": "2024-01-10T17:00:00Z" }), "endTime"),
        (json!({ "endTime": "soon" }), "endTime"),
    ] {
        let refused = stop(&jane, &sleep, body.clone()).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field), "{body}");
    }
    let shown = jane.get(&format!("{TIMERS}/{sleep}")).await.data(200);
    assert_eq!((&shown["state"], &shown["version"]), (&json!("running"), &json!(1)));

    // What is the activity's own cannot be smuggled in among the details.
    let details = json!({
        "quality": "good", "location": "crib", "childId": another, "id": "act_0", "endTime": AFTERNOON,
        "startTime": "2024-01-10T12:00:00Z", "notes": "smuggled", "timestamp": "2024-01-10T12:00:00Z",
    });
    let body = json!({ "details": details, "notes": "Went down easily" });
    let made = stop(&jane, &sleep, body).await.data(200)["activity"].clone();
    let expected = json!({ "type": "nap", "quality": "good", "location": "crib" });
    assert_eq!(made["details"], expected);
    assert_eq!((&made["childId"], &made["duration"]), (&json!(child), &json!(45)));
    assert_eq!(made["timestamp"], shown["startTime"]);
    assert_eq!((&made["type"], &made["notes"]), (&json!("sleep"), &json!("Went down easily")));

    let feeding = started(&jane, of(&child, "feeding")).await;
    gateway.pass(TimeDelta::minutes(3));
    let bottle = json!({ "details": { "type": "bottle", "amount": 4, "unit": "oz" } });
    let made = stop(&jane, &feeding, bottle).await.data(200)["activity"].clone();
    assert_eq!(made["details"]["type"], "bottle");
    assert_eq!((&made["details"]["amount"], &made["details"]["unit"]), (&json!(4.0), &json!("oz")));
    let pumping =
        started(&jane, json!({ "childId": child, "type": "pumping", "side": "right" })).await;
    gateway.pass(TimeDelta::minutes(3));
    let made = stop(&jane, &pumping, json!({ "details": { "amount": 90, "unit": "ml" } })).await;
    let made = made.data(200)["activity"]["details"].clone();
    assert_eq!((&made["breastSide"], &made["leftSeconds"]), (&json!("right"), &json!(0)));
    assert_eq!(made["amount"], 90.0);
    for kind in ["bath", "tummy-time"] {
        let timer = started(&jane, of(&child, kind)).await;
        let empty = jane.call(reqwest::Method::POST, &format!("{TIMERS}/{timer}/stop"));
        let made = tests::send(empty).await.data(200)["activity"].clone();
        assert_eq!((&made["type"], &made["details"]), (&json!(kind), &json!({})));
    }
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 5);
    assert_eq!(activities(&jane, &another).await["cursor"]["total"], 0);
}

#[rstest]
#[tokio::test]
async fn four_who_stop_at_once_get_the_very_same_activity(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let other = if on == PostgresAndRedis { Some(gateway.beside().await) } else { None };
    let there = other.as_ref().unwrap_or(&gateway);
    let (mary, paul) = (gateway.parent("Mary Roe").await, gateway.parent("Paul Roe").await);
    jane.welcome(&mary, "caregiver", None).await;
    jane.welcome(&paul, "caregiver", None).await;
    let people = [jane.clone(), john, mary.at(there), paul.at(there)];
    for kind in ["sleep", "feeding", "bath"] {
        let timer = started(&jane, of(&child, kind)).await;
        let stopping = people
            .iter()
            .enumerate()
            .map(|(index, person)| stop(person, &timer, json!({ "notes": format!("by {index}") })));
        let replies: Vec<_> = join_all(stopping)
            .await
            .iter()
            .map(|reply| reply.data(200)["activity"].clone())
            .collect();
        assert!(replies[0]["id"].as_str().unwrap().starts_with("act_"));
        assert!(replies.iter().all(|activity| *activity == replies[0]), "{replies:?}");
    }
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 3);
}

#[rstest]
#[tokio::test]
async fn twenty_who_start_at_once_start_one(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let other = if on == PostgresAndRedis { Some(gateway.beside().await) } else { None };
    let john = john.at(other.as_ref().unwrap_or(&gateway));
    let starting = (0..20).map(|turn| {
        let person = if turn % 2 == 0 { &jane } else { &john };
        person.post(TIMERS, of(&child, "sleep"))
    });
    let replies = join_all(starting).await;
    let fresh = replies.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(fresh, 1);
    assert!(replies.iter().all(|reply| [200, 201].contains(&reply.status)));
    let id = &replies[0].body["data"]["id"];
    assert!(replies.iter().all(|reply| reply.body["data"]["id"] == *id));
    assert_eq!(ids(&jane.get(TIMERS).await.data(200)), [id.as_str().unwrap()]);
}

#[rstest]
#[tokio::test]
async fn an_end_may_lie_in_the_past_and_what_counted_after_it_did_not_count(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, _, child) = family(&gateway).await;
    let start = "2024-01-10T15:00:00Z";
    let new = json!({ "childId": child, "type": "feeding", "side": "left", "startTime": start });
    let timer = started(&jane, new).await;
    take(&jane, &timer, "switch-side").await.data(200);
    gateway.pass(TimeDelta::minutes(20));
    let end = "2024-01-10T15:10:00Z";
    let stopped = stop(&jane, &timer, json!({ "endTime": end })).await.data(200);
    let (timer, activity) = (&stopped["timer"], &stopped["activity"]);
    assert_eq!((&activity["endTime"], &activity["duration"]), (&json!(end), &json!(10)));
    assert_eq!((&timer["endTime"], &timer["elapsedSeconds"]), (&json!(end), &json!(600)));
    assert_eq!((&timer["leftSeconds"], &timer["rightSeconds"]), (&json!(600), &json!(0)));
    let details = &activity["details"];
    assert_eq!((&details["breastSide"], &details["leftSeconds"]), (&json!("left"), &json!(600)));
    assert_eq!(activity["pausedSeconds"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn a_forgotten_timer_asks_when_it_ended(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, _, child) = family(&gateway).await;
    let new = |start: &str| json!({ "childId": child, "type": "sleep", "startTime": start });
    for start in ["2024-01-10T15:36:00Z", "2024-01-09T15:29:00Z"] {
        let refused = jane.post(TIMERS, new(start)).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "startTime"), "{start}");
    }
    let timer = started(&jane, new("2024-01-09T15:50:00Z")).await;
    // Its 24 hours are over in twenty minutes.
    gateway.pass(TimeDelta::minutes(50));
    let refused = stop(&jane, &timer, json!({})).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "endTime"));
    let shown = jane.get(&format!("{TIMERS}/{timer}")).await.data(200);
    assert_eq!(shown["state"], "running");
    let end = json!({ "endTime": "2024-01-09T18:50:00Z" });
    let stopped = stop(&jane, &timer, end).await.data(200);
    assert_eq!(stopped["activity"]["duration"], 180);
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 1);
}

#[rstest]
#[tokio::test]
async fn what_was_cancelled_makes_no_activity(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let timer = started(&jane, of(&child, "sleep")).await;
    let gone = take(&john, &timer, "cancel").await.data(200);
    assert_eq!((&gone["state"], &gone["version"]), (&json!("cancelled"), &json!(2)));
    assert_eq!(take(&jane, &timer, "cancel").await.data(200)["version"], 2);
    assert_eq!(stop(&jane, &timer, json!({})).await.refusal().0, 409);
    assert_eq!(take(&jane, &timer, "pause").await.refusal().0, 409);
    let second = started(&jane, of(&child, "sleep")).await;
    let gone = jane.delete(&format!("{TIMERS}/{second}")).await.data(200);
    assert_eq!(gone["state"], "cancelled");
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 0);
    assert_eq!(jane.get(TIMERS).await.data(200), json!({ "timers": [] }));
}

#[rstest]
#[tokio::test]
async fn what_a_timer_made_can_be_deleted_and_the_timer_tells_so(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let timer = started(&jane, of(&child, "sleep")).await;
    let made = stop(&jane, &timer, json!({})).await.data(200)["activity"]["id"].clone();
    jane.delete(&format!("/api/v1/activities/{}", made.as_str().unwrap())).await.data(200);
    let again = stop(&john, &timer, json!({})).await.data(200);
    assert_eq!((&again["activity"], &again["timer"]["activityId"]), (&Value::Null, &made));
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 0);
}

#[rstest]
#[tokio::test]
async fn a_viewer_sees_timers_and_a_stranger_knows_of_none(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, _, child) = family(&gateway).await;
    let (gran, eve) = (gateway.parent("Gran Doe").await, gateway.parent("Eve Else").await);
    jane.welcome(&gran, "viewer", None).await;
    let timer = started(&jane, of(&child, "sleep")).await;
    assert_eq!(ids(&gran.get(TIMERS).await.data(200)), [timer.as_str()]);
    gran.get(&format!("{TIMERS}/{timer}")).await.data(200);
    let missing = domain::TimerId::fresh().to_string();
    for step in ["pause", "resume", "switch-side", "cancel", "stop"] {
        assert_eq!(take(&gran, &timer, step).await.refusal(), (403, "FORBIDDEN", ""), "{step}");
        assert_eq!(take(&eve, &timer, step).await.refusal(), (404, "NOT_FOUND", ""), "{step}");
        let never = take(&eve, &missing, step).await;
        assert_eq!(never.refusal(), (404, "NOT_FOUND", ""), "{step}");
        assert_eq!(never.body["error"]["message"], "There is no such timer");
    }
    assert_eq!(gran.post(TIMERS, of(&child, "bath")).await.refusal(), (403, "FORBIDDEN", ""));
    assert_eq!(eve.post(TIMERS, of(&child, "bath")).await.refusal(), (404, "NOT_FOUND", ""));
    for path in
        [format!("/{timer}"), format!("?childId={child}"), format!("?familyId={}", jane.family)]
    {
        let hidden = eve.get(&format!("{TIMERS}{path}")).await;
        assert_eq!(hidden.refusal(), (404, "NOT_FOUND", ""), "{path}");
    }
    assert_eq!(eve.get(TIMERS).await.data(200), json!({ "timers": [] }));
    let shown = jane.get(&format!("{TIMERS}/{timer}")).await.data(200);
    assert_eq!((&shown["state"], &shown["version"]), (&json!("running"), &json!(1)));
    for (body, field) in [
        (of(&child, "diaper"), "type"),
        (of(&child, "dance"), "type"),
        (of("chd_nobody", "sleep"), "childId"),
        (json!({ "childId": child, "type": "sleep", "side": "left" }), "side"),
        (json!({ "childId": child, "type": "bath", "id": "act_1" }), "id"),
    ] {
        assert_eq!(jane.post(TIMERS, body).await.refusal(), (400, "VALIDATION_ERROR", field));
    }
    assert_eq!(take(&jane, &timer, "switch-side").await.refusal().0, 400);
}

#[rstest]
#[tokio::test]
async fn the_room_hears_of_timers_with_exactly_the_documented_fields(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    let timer = jane.post(TIMERS, of(&child, "feeding")).await.data(201);
    let data = json!({
        "timerId": timer["id"],
        "type": "feeding",
        "childId": child,
        "startedBy": jane.id,
        "startTime": timer["startTime"],
    });
    let event = |event: &str, seq: i64| json!({ "event": event, "data": data, "seq": seq });
    assert_eq!(socket.next().await, event("timer-started", 5));
    let id = timer["id"].as_str().unwrap();
    for (step, event_name, seq) in [
        ("pause", "timer-paused", 6),
        ("resume", "timer-resumed", 7),
        ("switch-side", "timer-switched", 8),
    ] {
        take(&john, id, step).await.data(200);
        assert_eq!(socket.next().await, event(event_name, seq));
    }
    let made = stop(&john, id, json!({})).await.data(200)["activity"].clone();
    assert_eq!(socket.next().await, event("timer-stopped", 9));
    let logged = socket.next().await;
    assert_eq!((&logged["event"], &logged["seq"]), (&json!("activity-logged"), &json!(10)));
    assert_eq!(
        (&logged["data"]["activityId"], &logged["data"]["loggedBy"]),
        (&made["id"], &json!(john.id))
    );
    let second = started(&jane, of(&child, "feeding")).await;
    assert_eq!(socket.next().await["data"]["timerId"], json!(second));
    take(&jane, &second, "cancel").await.data(200);
    assert_eq!(socket.next().await["event"], "timer-cancelled");
}

#[rstest]
#[tokio::test]
async fn every_step_can_be_repeated_under_its_key(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut socket = john.listen(&jane.family).await;
    let starting = (0..4).map(|_| jane.post_once("s", TIMERS, of(&child, "feeding")));
    let replies = join_all(starting).await;
    assert!(replies.iter().all(|reply| reply.status == 201 && reply.body == replies[0].body));
    let timer = replies[0].data(201)["id"].as_str().unwrap().to_owned();
    // John's key names a timer that was there already.
    let found = john.post_once("s", TIMERS, of(&child, "feeding")).await.data(200);
    assert_eq!(found["id"], json!(timer));

    for step in ["pause", "resume", "switch-side", "stop", "stop"] {
        let path = format!("{TIMERS}/{timer}/{step}");
        let taking = (0..4).map(|_| jane.post_once(step, &path, json!({})));
        let replies = join_all(taking).await;
        assert!(
            replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body),
            "{step} {replies:?}"
        );
        let other = jane.post_once(step, &path, json!({ "notes": "another" })).await;
        assert_eq!(other.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"), "{step}");
    }
    // What was found to be done already is remembered as well.
    let path = format!("{TIMERS}/{timer}/stop");
    let first = john.post_once("late", &path, json!({ "notes": "late" })).await;
    let other = john.post_once("late", &path, json!({ "notes": "later" })).await;
    assert_eq!((first.status, other.status), (200, 422));
    let again = john.post_once("s", TIMERS, of(&child, "feeding")).await;
    assert_eq!(again.body["data"]["id"], json!(timer), "and starts no other timer");
    assert_eq!(jane.get(TIMERS).await.data(200), json!({ "timers": [] }));

    let cancelled = started(&jane, of(&child, "sleep")).await;
    let path = format!("{TIMERS}/{cancelled}/cancel");
    let first = jane.post_once("c", &path, json!({})).await;
    assert_eq!(first.body, jane.post_once("c", &path, json!({})).await.body);
    let mut events = Vec::new();
    for _ in 0..8 {
        events.push(socket.next().await["event"].as_str().unwrap().to_owned());
    }
    let expected = [
        "timer-started",
        "timer-paused",
        "timer-resumed",
        "timer-switched",
        "timer-stopped",
        "activity-logged",
        "timer-started",
        "timer-cancelled",
    ];
    assert_eq!(events, expected);
    assert_eq!(activities(&jane, &child).await["cursor"]["total"], 1);
}

#[rstest]
#[tokio::test]
async fn a_clients_id_names_one_timer(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (emma, ivy) = (jane.child("Emma").await, eve.child("Ivy").await);
    let id = domain::TimerId::fresh().to_string();
    let new = |child: &str, kind: &str| json!({ "id": id, "childId": child, "type": kind });
    assert_eq!(jane.post(TIMERS, new(&emma, "sleep")).await.data(201)["id"], json!(id));
    assert_eq!(jane.post(TIMERS, new(&emma, "sleep")).await.data(200)["id"], json!(id));
    assert_eq!(jane.post(TIMERS, new(&emma, "bath")).await.refusal().0, 409);
    // Another family's is another.
    assert_eq!(eve.post(TIMERS, new(&ivy, "bath")).await.data(201)["id"], json!(id));
    stop(&jane, &id, json!({})).await.data(200);
    let ended = jane.post(TIMERS, new(&emma, "sleep")).await.data(200);
    assert_eq!(ended["state"], "stopped", "a late retry starts nothing");
    assert_eq!(eve.get(&format!("{TIMERS}/{id}")).await.data(200)["type"], "bath");
}

#[rstest]
#[tokio::test]
async fn night_falls_by_the_familys_clock(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-10T23:58:00Z").await;
    let body = json!({
        "email": "jane@example.com", "password": tests::PASSWORD, "name": "Jane Doe",
        "timezone": "America/New_York",
    });
    let registered = gateway.anyone().post("/api/v1/auth/register", body).await.data(201);
    let jane = Person {
        token: registered["tokens"]["accessToken"].as_str().unwrap().into(),
        family: registered["family"]["id"].as_str().unwrap().into(),
        ..gateway.anyone()
    };
    let child = jane.child("Emma").await;
    // Seven in the evening there is midnight in UTC.
    for (start, kind) in [("2024-01-10T23:55:00Z", "nap"), ("2024-01-11T00:00:00Z", "night")] {
        let new = json!({ "childId": child, "type": "sleep", "startTime": start });
        let timer = started(&jane, new).await;
        gateway.pass(TimeDelta::minutes(10));
        let made = stop(&jane, &timer, json!({})).await.data(200)["activity"].clone();
        assert_eq!(made["details"]["type"], kind, "{start}");
    }
}

#[rstest]
#[tokio::test]
async fn a_removed_child_takes_its_timers_along(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let timer = started(&jane, of(&child, "sleep")).await;
    jane.delete(&format!("/api/v1/children/{child}")).await.data(200);
    assert_eq!(stop(&john, &timer, json!({})).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(john.get(TIMERS).await.data(200), json!({ "timers": [] }));
    // Also where it is still remembered which family the child was in.
    assert_eq!(john.post(TIMERS, of(&child, "sleep")).await.refusal(), (404, "NOT_FOUND", ""));
}
