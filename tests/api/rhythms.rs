//! What a child does by habit, and what comes next.

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::graph::{asked, refused, respelt};

pub(crate) const NOW: &str = "2024-05-10T15:00:00Z";

fn at(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap_or_else(|| panic!("{value}")).parse().unwrap()
}

/// Logs activities, each as it is shown, as a client that was away does.
pub(crate) async fn log(person: &Person<'_>, activities: Vec<Value>) {
    for batch in activities.chunks(500) {
        let items = batch.iter().map(|data| {
            let id = domain::ActivityId::fresh().to_string();
            json!({ "op": "create", "entity": "activity", "id": id, "data": data })
        });
        let items: Vec<_> = items.collect();
        let body = json!({ "familyId": person.family, "items": items });
        let done = person.post("/api/v1/sync", body).await.data(200);
        let refused = done["items"].as_array().unwrap().iter().find(|it| it["status"] != "applied");
        assert_eq!(refused, None);
    }
}

fn slept(child: &str, kind: &str, from: DateTime<Utc>, minutes: i64) -> Value {
    json!({
        "childId": child, "type": "sleep", "timestamp": from,
        "endTime": from + TimeDelta::minutes(minutes), "details": { "type": kind },
    })
}

fn breast(child: &str, at: DateTime<Utc>, side: &str) -> Value {
    let details = json!({ "type": "breast", "breastSide": side });
    json!({ "childId": child, "type": "feeding", "timestamp": at, "details": details })
}

fn bottle(child: &str, at: DateTime<Utc>, ounces: f64) -> Value {
    let details = json!({ "type": "bottle", "amount": ounces, "unit": "oz" });
    json!({ "childId": child, "type": "feeding", "timestamp": at, "details": details })
}

/// So many days by the clock, up to NOW: up at 6:30, naps at 9:00 and 13:00, in bed at 19:00, or half past on every second
/// day, after which the night is an hour shorter; fed at 7, 10, 13, 16 and 19 o'clock.
pub(crate) fn by_the_clock(child: &str, days: i64) -> Vec<Value> {
    let (now, mut log): (DateTime<Utc>, _) = (NOW.parse().unwrap(), Vec::new());
    let midnight = now - TimeDelta::hours(15);
    for ago in (0..days).rev() {
        let minute = |minute: i64| midnight - TimeDelta::days(ago) + TimeDelta::minutes(minute);
        let late = ago % 2;
        let bedtime = 1140 + 30 * late;
        let nap = |from, long| slept(child, "nap", minute(from), long);
        log.extend([nap(540, 60), nap(780, 90), bottle(child, minute(420), 8.0)]);
        log.extend([600, 780].map(|at| breast(child, minute(at), "left")));
        if ago > 0 {
            log.push(slept(child, "night", minute(bedtime), 690 - 30 * late));
            log.extend([breast(child, minute(960), "right"), bottle(child, minute(1140), 6.0)]);
        }
    }
    log
}

async fn predictions(person: &Person<'_>, child: &str) -> Value {
    person.get(&format!("/api/v1/insights/{child}/predictions")).await.data(200)
}

async fn patterns(person: &Person<'_>, child: &str) -> Value {
    person.get(&format!("/api/v1/insights/{child}/patterns")).await.data(200)
}

#[rstest]
#[tokio::test]
async fn a_nap_every_two_hours_is_followed_by_another_two_hours_later(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let woke = gateway.now() - TimeDelta::minutes(20);
    let naps = (0..12).map(|ago| woke - TimeDelta::minutes(40 + ago * 160));
    log(&jane, naps.map(|from| slept(&child, "nap", from, 40)).collect()).await;
    let next = predictions(&jane, &child).await["nextNapTime"].clone();
    let off = at(&next["predicted"]) - (woke + TimeDelta::minutes(120));
    assert!(off.num_minutes().abs() <= 15, "{next}");
    assert!(next["wakeWindow"].as_i64().unwrap().abs_diff(120) <= 15);
    assert_eq!(
        (&next["basis"], &next["reason"]),
        (&json!("own_history"), &json!("Awake since 2:40 PM; the usual wake window"),)
    );
    assert!(next["confidence"].as_f64().unwrap() > 0.6, "{next}");
    assert!(at(&next["earliest"]) <= at(&next["predicted"]));
    assert!(at(&next["predicted"]) <= at(&next["latest"]));

    // What is logged next is known at once.
    log(&jane, vec![slept(&child, "nap", gateway.now() - TimeDelta::minutes(12), 10)]).await;
    let next = predictions(&jane, &child).await["nextNapTime"].clone();
    let off = at(&next["predicted"]) - (gateway.now() + TimeDelta::minutes(118));
    assert!(off.num_minutes().abs() <= 25, "{next}");
    // Nothing lies in the past, however late it gets.
    for _ in 0..3 {
        gateway.pass(TimeDelta::minutes(100));
        let (jane, asked) = (jane.again().await, gateway.now());
        let told = predictions(&jane, &child).await;
        for next in ["nextNapTime", "nextFeedingTime", "nextBedtime"] {
            assert!(at(&told[next]["predicted"]) >= asked, "{told}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn without_a_history_the_age_tells_and_is_not_sure(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let told = predictions(&jane, &child).await;
    for next in ["nextNapTime", "nextFeedingTime", "nextBedtime"] {
        assert_eq!(told[next]["basis"], "age_table", "{told}");
        assert!(told[next]["confidence"].as_f64().unwrap() < 0.5);
        assert!(at(&told[next]["predicted"]) >= gateway.now());
    }
    let reason = "Nothing has been logged yet; what is usual at this age";
    assert_eq!(told["nextNapTime"]["reason"], reason);
    assert!(told.get("nextWakeTime").is_none());
    let spurt = &told["growthSpurt"];
    assert_eq!((&spurt["expectedIn"], &spurt["symptoms"]), (&json!("0-4 days"), &json!([])));
    assert!((0.2..0.4).contains(&spurt["likelihood"].as_f64().unwrap()));
    let none = json!({
        "averageNightSleep": null, "averageDaySleep": null, "optimalBedtime": null,
        "wakeWindows": [], "trend": "stable", "insights": [],
    });
    let patterns = patterns(&jane, &child).await;
    assert_eq!((&patterns["sleepPatterns"], &patterns["days"]), (&none, &json!(0)));
}

#[rstest]
#[tokio::test]
async fn what_a_month_of_logs_proves_is_told_with_the_documented_fields(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "caregiver", None).await;
    let mut socket = john.socket().await;
    log(&jane, by_the_clock(&child, 34)).await;
    let told = patterns(&jane, &child).await;
    let sleep = &told["sleepPatterns"];
    assert_eq!(told["days"], 14);
    assert_eq!(
        (&sleep["averageNightSleep"], &sleep["averageDaySleep"]),
        (&json!(11.3), &json!(2.5))
    );
    assert_eq!(sleep["optimalBedtime"], "19:00");
    assert_eq!(sleep["wakeWindows"].as_array().unwrap()[..2], [json!(150), json!(180)]);
    assert_eq!(sleep["trend"], "stable");
    let sentences = sleep["insights"].as_array().unwrap();
    let before = "Emma sleeps 30 minutes longer when put down before 7:15 PM";
    assert!(sentences.contains(&json!(before)), "{sentences:?}");
    let steady = "Emma consistently wakes between 6:30 AM and 6:45 AM";
    assert!(sentences.contains(&json!(steady)), "{sentences:?}");
    let feeding = &told["feedingPatterns"];
    assert_eq!((&feeding["averageIntake"], &feeding["intakeUnit"]), (&json!(null), &json!("oz")));
    assert_eq!(feeding["feedingIntervals"], json!([3.0, 3.0, 3.0, 3.0, 12.0]));
    assert_eq!(feeding["preferredSide"], "left");

    let next = predictions(&jane, &child).await;
    let bedtime = at(&next["nextBedtime"]["predicted"]);
    let off = bedtime - at(&json!("2024-05-10T19:15:00Z"));
    assert!(off.num_minutes().abs() <= 20, "{bedtime}");
    assert!(next["nextNapTime"]["reason"].as_str().unwrap().starts_with("After waking up"));
    let fed = at(&next["nextFeedingTime"]["predicted"]) - at(&json!("2024-05-10T16:00:00Z"));
    assert!(fed.num_minutes().abs() <= 10, "{next}");

    // The same in the graph, and in the reader's language.
    let query = "query($id: ID!) { child(id: $id) {
        patterns {
          days
          sleep { averageNightSleep averageDaySleep optimalBedtime wakeWindows trend insights }
          feeding { averageIntake intakeUnit feedingIntervals preferredSide insights }
        }
        predictions {
          wakeWindow
          nextNapTime { predicted confidence earliest latest basis reason }
          growthSpurt { likelihood expectedIn symptoms }
        }
        upcomingEvents { type scheduledFor description }
      } }";
    let graph = asked(&jane, query, json!({ "id": child })).await["child"].clone();
    assert_eq!(graph["patterns"]["sleep"], *sleep);
    assert_eq!(graph["patterns"]["feeding"], *feeding);
    assert_eq!(graph["predictions"]["growthSpurt"], next["growthSpurt"]);
    assert_eq!(graph["predictions"]["wakeWindow"], next["nextNapTime"]["wakeWindow"]);
    let mut nap = next["nextNapTime"].clone();
    nap.as_object_mut().unwrap().remove("wakeWindow");
    assert_eq!(respelt(&graph["predictions"]["nextNapTime"]), respelt(&nap));
    let events = graph["upcomingEvents"].as_array().unwrap();
    let types: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(types[..3], ["feeding", "bedtime", "nap"], "{events:?}");
    let says = events[1]["description"].as_str().unwrap();
    assert!(says.starts_with("Bedtime, likely between "), "{says}");
    let spanish = self::patterns(&jane.speaking("es-ES"), &child).await;
    let before = "Emma duerme 30 minutos más cuando se acuesta antes de las 19:15";
    assert!(spanish["sleepPatterns"]["insights"].as_array().unwrap().contains(&json!(before)));

    // Habits are told in the room, once.
    socket.join(&jane.family, None).await;
    gateway.catch_up().await;
    let mut told = Vec::new();
    for _ in 0..2 {
        let frame = socket.next().await;
        assert_eq!(
            (&frame["event"], &frame["data"]["type"]),
            (&json!("insight-available"), &json!("pattern_detected"),)
        );
        told.push((frame["data"]["message"].clone(), frame["data"]["priority"].clone()));
    }
    told.sort_by_key(|habit| habit.0.to_string());
    let longer = "Emma sleeps 30 minutes longer when put down before 7:15 PM";
    assert_eq!(told, [(json!(steady), json!("low")), (json!(longer), json!("medium"))]);
    log(&jane, vec![bottle(&child, gateway.now() - TimeDelta::minutes(5), 4.0)]).await;
    assert_eq!(socket.next().await["event"], "activity-logged");
    gateway.catch_up().await;
    log(&jane, vec![bottle(&child, gateway.now(), 4.0)]).await;
    assert_eq!(socket.next().await["event"], "activity-logged", "nothing was told between");
}

#[tokio::test]
async fn a_preterm_child_is_as_old_as_from_its_due_date() {
    let gateway = Gateway::start_at(Sqlite, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let window = async |due: Value| {
        let body = json!({
            "familyId": jane.family, "name": "Emma", "birthDate": "2023-12-10", "dueDate": due,
        });
        let child = jane.post("/api/v1/children", body).await.data(201)["id"].clone();
        let told = predictions(&jane, child.as_str().unwrap()).await;
        told["nextNapTime"]["wakeWindow"].as_i64().unwrap()
    };
    let (term, preterm) = (window(json!(null)).await, window(json!("2024-02-10")).await);
    assert!(preterm + 30 < term, "5 months against 3: {term} {preterm}");
}

#[rstest]
#[tokio::test]
async fn who_may_not_see_reports_is_told_nothing_of_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&gran, "caregiver", Some(json!({ "canViewReports": false }))).await;
    log(&jane, by_the_clock(&child, 8)).await;
    for what in ["patterns", "predictions"] {
        let path = format!("/api/v1/insights/{child}/{what}");
        assert_eq!(gran.get(&path).await.refusal(), (403, "FORBIDDEN", ""));
        let query = format!("query($id: ID!) {{ child(id: $id) {{ {what} {{ __typename }} }} }}");
        assert_eq!(refused(&gran, &query, json!({ "id": child })).await, "FORBIDDEN");
    }
    let query = "query($id: ID!) { child(id: $id) { upcomingEvents { type } } }";
    let events =
        asked(&gran, query, json!({ "id": child })).await["child"]["upcomingEvents"].clone();
    let types: Vec<_> = events.as_array().unwrap().iter().map(|it| it["type"].clone()).collect();
    assert_eq!(types, ["well_child_visit", "birthday", "well_child_visit"].map(|it| json!(it)));
}

#[rstest]
#[tokio::test]
async fn the_statements_are_the_same_for_a_long_history_and_many_children(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let first = jane.child("Emma").await;
    let asks = async || {
        let mut counted = Vec::new();
        for what in ["patterns", "predictions"] {
            // What was remembered is of an older log.
            log(&jane, vec![bottle(&first, gateway.now(), 1.0)]).await;
            gateway.settled().await;
            gateway.forget().await;
            let before = gateway.served();
            jane.get(&format!("/api/v1/insights/{first}/{what}")).await.data(200);
            counted.push(gateway.served() - before);
        }
        counted
    };
    asks().await;
    let few = asks().await;
    for name in ["Ella", "Otto", "Ida"] {
        let child = jane.child(name).await;
        log(&jane, by_the_clock(&child, 30)).await;
    }
    log(&jane, by_the_clock(&first, 80)).await;
    assert_eq!(asks().await, few);
}
