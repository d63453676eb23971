//! What is found out about a child, and told.

use std::{collections::BTreeSet, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{FamilyId, InsightId, Locale, Review, Word};
use futures_util::future::join_all;
use persistence::reviews;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Pace, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// Seven naps, none of them a record.
const NAPS: [i64; 7] = [90, 60, 70, 80, 85, 40, 90];

/// Logs a sleep that began so many hours ago and took so many minutes, and gives its path.
async fn sleep(person: &Person<'_>, child: &str, hours_ago: i64, minutes: i64) -> String {
    let start = person.gateway.now() - TimeDelta::hours(hours_ago);
    let end = start + TimeDelta::minutes(minutes);
    let body = json!({ "childId": child, "type": "nap", "startTime": start, "endTime": end });
    let logged = person.post("/api/v1/activities/sleep", body).await.data(201);
    format!("/api/v1/activities/{}", logged["id"].as_str().unwrap())
}

async fn naps(person: &Person<'_>, child: &str) {
    for (days, minutes) in (2..).zip(NAPS) {
        sleep(person, child, days * 24, minutes).await;
    }
}

/// What is told of a child.
async fn told(person: &Person<'_>, child: &str) -> Vec<Value> {
    let told = person.get(&format!("/api/v1/insights?childId={child}")).await.data(200);
    told["insights"].as_array().unwrap().clone()
}

/// What is told of a child once what was logged is looked at.
async fn once(person: &Person<'_>, child: &str, is: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    person.gateway.catch_up().await;
    let now = told(person, child).await;
    assert!(is(&now), "{now:?}");
    now
}

/// A child's record, of 7 h 40 min, as it is told; and the path of the sleep.
async fn record(person: &Person<'_>, child: &str) -> (Value, String) {
    naps(person, child).await;
    let path = sleep(person, child, 10, 460).await;
    (once(person, child, |told| told.len() == 1).await.remove(0), path)
}

/// The id of a child's record.
pub(crate) async fn a_record(person: &Person<'_>, child: &str) -> String {
    record(person, child).await.0["id"].as_str().unwrap().to_owned()
}

/// The events of the family's log about insights.
async fn events(person: &Person<'_>) -> Vec<String> {
    let pull = format!("/api/v1/sync?familyId={}&limit=500", person.family);
    let changes = person.get(&pull).await.data(200)["changes"].clone();
    let about = changes.as_array().unwrap().iter().filter(|change| change["entity"] == "insight");
    about.map(|change| change["kind"].as_str().unwrap().to_owned()).collect()
}

#[rstest]
#[tokio::test]
async fn the_longest_sleep_of_a_month_is_told_with_exactly_the_documented_fields(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    // Longer, but long ago.
    sleep(&jane, &child, 31 * 24, 600).await;
    naps(&jane, &child).await;
    let mut socket = john.socket().await;
    let seq = socket.join(&jane.family, None).await["data"]["seq"].as_i64().unwrap();
    // As long as the longest, without the pauses that nobody made.
    sleep(&jane, &child, 20, 90).await;
    sleep(&jane, &child, 10, 460).await;
    assert_eq!(socket.next().await["event"], "activity-logged");
    assert_eq!(socket.next().await["event"], "activity-logged");
    gateway.catch_up().await;
    let message = "Emma slept 7 h 40 min at a stretch, the longest in 30 days";
    let data = json!({ "childId": child, "type": "record", "message": message, "priority": "low" });
    let frame = json!({ "event": "insight-available", "data": data, "seq": seq + 3 });
    assert_eq!(socket.next().await, frame);

    let told = told(&john, &child).await;
    assert_eq!(told.len(), 1);
    assert!(told[0]["id"].as_str().unwrap().starts_with("ins_"));
    for (field, value) in data.as_object().unwrap() {
        assert_eq!(&told[0][field], value, "{field}");
    }
    assert_eq!(told[0]["actionable"], false);
    let pull = format!("/api/v1/sync?familyId={}&cursor={}", jane.family, seq + 2);
    let pulled = john.get(&pull).await.data(200)["changes"].clone();
    assert_eq!((&pulled[0]["entity"], &pulled[0]["data"]), (&json!("insight"), &told[0]));
    let query = "query($id: ID!) { child(id: $id) { aiInsights { message priority actionable } } }";
    let graph = jane.graphql(query, json!({ "id": child })).await.body;
    let expected = json!([{ "message": message, "priority": "low", "actionable": false }]);
    assert_eq!(graph["data"]["child"]["aiInsights"], expected);
    let pulled = john.speaking("zh-CN").get(&pull).await.data(200)["changes"].clone();
    assert_eq!(pulled[0]["data"]["message"], "Emma连续睡了 7 小时 40 分钟，是 30 天内最长的一次");
}

#[tokio::test]
async fn it_is_told_in_each_language_and_shortly_where_hours_or_minutes_are_none() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    for (minutes, length) in [(460, "7 h 40 min"), (480, "8 h"), (95, "1 h 35 min")] {
        let child = jane.child("Emma").await;
        naps(&jane, &child).await;
        sleep(&jane, &child, 10, minutes).await;
        once(&jane, &child, |told| told.len() == 1).await;
        let mut sentences = BTreeSet::new();
        for locale in Locale::WORDS {
            let told = told(&jane.speaking(locale), &child).await;
            let message = told[0]["message"].as_str().unwrap();
            assert!(message.starts_with("Emma"), "{message}");
            assert!(message.contains(length) || *locale == "zh-CN", "{message}");
            sentences.insert(message.to_owned());
        }
        assert!(sentences.len() >= 6, "Canadian French says it like French: {sentences:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_stopped_timer_makes_a_record_without_its_pauses(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    let timer = json!({ "childId": child, "type": "sleep" });
    let timer = jane.post("/api/v1/timers", timer).await.data(201);
    let step = |step: &str| format!("/api/v1/timers/{}/{step}", timer["id"].as_str().unwrap());
    gateway.pass(TimeDelta::minutes(20));
    jane.post(&step("pause"), json!({})).await.data(200);
    gateway.pass(TimeDelta::minutes(15));
    jane.post(&step("resume"), json!({})).await.data(200);
    gateway.pass(TimeDelta::minutes(100));
    let jane = jane.again().await;
    jane.post(&step("stop"), json!({})).await.data(200);
    let told = once(&jane, &child, |told| told.len() == 1).await;
    assert!(told[0]["message"].as_str().unwrap().contains("2 h at"), "{told:?}");
}

#[rstest]
#[tokio::test]
async fn another_record_takes_its_place_and_what_is_no_longer_so_is_taken_back(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (first, night) = record(&jane, &child).await;
    let path = sleep(&jane, &child, 30, 500).await;
    let second = once(&jane, &child, |told| told.len() == 1 && told[0]["id"] != first["id"]).await;
    assert!(second[0]["message"].as_str().unwrap().contains("8 h 20 min"));

    // Corrected, it is told as it is.
    let shown = jane.get(&path).await.data(200);
    let start: DateTime<Utc> = shown["timestamp"].as_str().unwrap().parse().unwrap();
    let end = |minutes| json!({ "endTime": start + TimeDelta::minutes(minutes) });
    jane.patch(&path, end(510)).await.data(200);
    let says = |told: &[Value], length: &str| {
        told.len() == 1 && told[0]["message"].as_str().unwrap().contains(length)
    };
    let third = once(&jane, &child, |told| says(told, "8 h 30 min")).await;
    assert_eq!(third[0]["id"], second[0]["id"]);
    jane.patch(&path, end(100)).await.data(200);
    let again = once(&jane, &child, |told| says(told, "7 h 40 min")).await;
    assert_eq!(again[0]["id"], first["id"], "it is the longest again");
    let (available, dismissed) = ("insight-available", "insight-dismissed");
    let expected = [available, dismissed, available, available, dismissed, available];
    assert_eq!(events(&jane).await, expected);

    jane.delete(&night).await.data(200);
    once(&jane, &child, |told| says(told, "1 h 40 min")).await;
}

#[rstest]
#[tokio::test]
async fn a_record_that_was_deleted_and_is_restored_is_told_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (first, _) = record(&jane, &child).await;
    let path = sleep(&jane, &child, 30, 500).await;
    let second = once(&jane, &child, |told| told.len() == 1 && told[0]["id"] != first["id"]).await;
    let is = |record: &Value| {
        let id = record["id"].clone();
        move |told: &[Value]| told.len() == 1 && told[0]["id"] == id
    };
    jane.delete(&path).await.data(200);
    once(&jane, &child, is(&first)).await;
    jane.post(&format!("{path}/restore"), json!({})).await.data(200);
    once(&jane, &child, is(&second[0])).await;

    // Its time goes by, and does not begin anew.
    gateway.pass(TimeDelta::days(7));
    let jane = jane.again().await;
    jane.patch(&path, json!({ "notes": "What a night" })).await.data(200);
    // What is looked at after it tells that it was looked at.
    sleep(&jane, &child, 20, 600).await;
    let told = once(&jane, &child, |told| told.len() == 1).await;
    assert_ne!(told[0]["id"], second[0]["id"]);
    assert_eq!(events(&jane).await.len(), 8);
}

#[rstest]
#[tokio::test]
async fn who_had_enough_of_it_puts_it_away_for_all_and_it_is_not_found_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&gran, "viewer", None).await;
    let (insight, night) = record(&jane, &child).await;
    let path = format!("/api/v1/insights/{}", insight["id"].as_str().unwrap());
    assert_eq!(gran.delete(&path).await.refusal(), (403, "FORBIDDEN", ""));
    let mut socket = gran.listen(&jane.family).await;
    let gone = jane.delete(&path).await.data(200);
    assert_eq!(gone, json!({ "id": insight["id"], "deleted": true }));
    let frame = socket.next().await;
    assert_eq!(frame["event"], "insight-dismissed");
    assert_eq!(frame["data"], json!({ "insightId": insight["id"], "childId": child }));
    assert!(told(&gran, &child).await.is_empty());
    assert_eq!(jane.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
    let pull = format!("/api/v1/sync?familyId={}&limit=500", jane.family);
    let changes = jane.get(&pull).await.data(200)["changes"].clone();
    let last = changes.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["id"], &last["deleted"]), (&insight["id"], &json!(true)));

    jane.patch(&night, json!({ "notes": "What a night" })).await.data(200);
    // What is looked at after it tells that it was looked at.
    sleep(&jane, &child, 20, 500).await;
    once(&jane, &child, |told| told.len() == 1 && told[0]["id"] != insight["id"]).await;
    assert_eq!(
        events(&jane).await,
        ["insight-available", "insight-dismissed", "insight-available"]
    );
}

#[rstest]
#[tokio::test]
async fn who_may_not_see_reports_or_not_the_child_learns_nothing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (gran, sue) = (gateway.parent("Gran Doe").await, gateway.parent("Sue Sitter").await);
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    jane.welcome(&gran, "caregiver", Some(json!({ "canViewReports": false }))).await;
    let invite =
        json!({ "email": sue.email, "role": "caregiver", "access": { "childIds": [ella] } });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    naps(&jane, &emma).await;
    let mut sockets = [gran.listen(&jane.family).await, sue.listen(&jane.family).await];
    sleep(&jane, &emma, 10, 460).await;
    let insight = once(&jane, &emma, |told| told.len() == 1).await.remove(0);
    for socket in &mut sockets {
        socket.next().await;
        assert_eq!(socket.next().await["event"], "hidden");
    }
    let (list, path) = (
        format!("/api/v1/insights?childId={emma}"),
        format!("/api/v1/insights/{}", insight["id"].as_str().unwrap()),
    );
    assert_eq!(gran.get(&list).await.refusal(), (403, "FORBIDDEN", ""));
    assert_eq!(gran.delete(&path).await.refusal(), (403, "FORBIDDEN", ""));
    let nobodys = format!("/api/v1/insights/{}", InsightId::fresh());
    for reply in [
        eve.get(&list).await,
        sue.get(&list).await,
        eve.delete(&path).await,
        sue.delete(&path).await,
        jane.delete(&nobodys).await,
    ] {
        assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
    }
    assert_eq!(jane.get("/api/v1/insights").await.refusal().2, "childId");
    for person in [&gran, &sue] {
        let pull = format!("/api/v1/sync?familyId={}&limit=500", jane.family);
        let pulled = person.get(&pull).await.data(200).to_string();
        assert!(!pulled.contains("insight"), "{pulled}");
    }
    let query = "query($id: ID!) { child(id: $id) { name aiInsights { message } } }";
    let graph = gran.graphql(query, json!({ "id": emma })).await.body;
    let emma = &graph["data"]["child"];
    assert_eq!(emma, &json!({ "name": "Emma", "aiInsights": null }));
    assert_eq!(graph["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn after_a_week_it_is_told_no_longer(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (insight, _) = record(&jane, &child).await;
    gateway.pass(TimeDelta::days(7));
    let jane = jane.again().await;
    assert!(told(&jane, &child).await.is_empty());
    let path = format!("/api/v1/insights/{}", insight["id"].as_str().unwrap());
    assert_eq!(jane.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
    jane.delete(&format!("/api/v1/children/{child}")).await.data(200);
    gateway.catch_up().await;
    // That it was looked at goes with it.
    jane.delete(&format!("/api/v1/families/{}", jane.family)).await.data(200);
    gateway.catch_up().await;
}

#[rstest]
#[tokio::test]
async fn what_ends_by_time_alone_is_told_no_longer_and_makes_room_for_what_it_was_longer_than(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    sleep(&jane, &child, 29 * 24, 460).await;
    let second = sleep(&jane, &child, 10, 300).await;
    once(&jane, &child, <[_]>::is_empty).await;
    gateway.pass(TimeDelta::days(2));
    let jane = jane.again().await;
    let record = once(&jane, &child, |told| told.len() == 1).await.remove(0);
    assert!(record["message"].as_str().unwrap().contains("5 h"), "{record}");
    let shown = jane.get(&second).await.data(200);
    let until = |text: &Value| text.as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    assert_eq!(until(&record["expiresAt"]), until(&shown["endTime"]) + TimeDelta::days(7));
    assert_eq!(events(&jane).await, ["insight-available"]);
}

/// A girl of 200 days.
async fn baby(person: &Person<'_>) -> String {
    let born = (person.gateway.now() - TimeDelta::days(200)).date_naive();
    let body =
        json!({ "familyId": person.family, "name": "Emma", "birthDate": born, "gender": "female" });
    let child = person.post("/api/v1/children", body).await.data(201)["id"].clone();
    child.as_str().unwrap().to_owned()
}

fn kilograms(value: f64) -> Value {
    json!({ "value": value, "unit": "kg" })
}

/// Logs what a child weighed so many days ago, and gives its path.
async fn weighing(person: &Person<'_>, child: &str, days_ago: i64, weight: f64) -> String {
    let at = person.gateway.now() - TimeDelta::days(days_ago);
    let body = json!({ "childId": child, "timestamp": at, "weight": kilograms(weight) });
    let logged = person.post("/api/v1/activities/growth", body).await.data(201);
    format!("/api/v1/activities/{}", logged["id"].as_str().unwrap())
}

#[rstest]
#[tokio::test]
async fn a_weight_that_moves_across_the_growth_chart_is_told_with_care(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = &baby(&jane).await;
    weighing(&jane, child, 60, 6.7).await;
    weighing(&jane, child, 40, 6.9).await;
    let path = weighing(&jane, child, 10, 5.9).await;
    let told = once(&jane, child, |told| told.len() == 1).await;
    let shown = |field: &str| told[0][field].clone();
    assert_eq!((shown("type"), shown("priority")), (json!("growth"), json!("medium")));
    assert_eq!(shown("actionable"), true);
    let message = shown("message");
    let message = message.as_str().unwrap();
    assert!(message.starts_with("Emma’s weight went from percentile "), "{message}");
    assert!(message.contains("pediatrician"), "{message}");

    // It was a slip of the finger.
    jane.patch(&path, json!({ "weight": kilograms(7.4) })).await.data(200);
    once(&jane, child, <[_]>::is_empty).await;
}

#[rstest]
#[tokio::test]
async fn a_weight_is_compared_with_the_weighing_before_as_that_is_now(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let (child, other) = (&baby(&jane).await, &baby(&jane).await);
    let slip = weighing(&jane, child, 14, 6.2).await;
    weighing(&jane, child, 10, 8.3).await;
    let is = |first: &Value| {
        let id = first["id"].clone();
        move |told: &[Value]| told.len() == 1 && told[0]["id"] == id
    };
    let first = once(&jane, child, |told| told.len() == 1).await.remove(0);
    let weigh = async |weight| {
        jane.patch(&slip, json!({ "weight": kilograms(weight) })).await.data(200);
    };
    weigh(8.2).await;
    once(&jane, child, <[_]>::is_empty).await;
    weigh(6.3).await;
    let other_words = once(&jane, child, is(&first)).await;
    assert_ne!(other_words[0]["message"], first["message"]);
    jane.delete(&slip).await.data(200);
    once(&jane, child, <[_]>::is_empty).await;
    jane.post(&format!("{slip}/restore"), json!({})).await.data(200);
    once(&jane, child, is(&first)).await;
    // It was of another child.
    jane.patch(&slip, json!({ "childId": other })).await.data(200);
    once(&jane, child, <[_]>::is_empty).await;
    jane.patch(&slip, json!({ "childId": child })).await.data(200);
    once(&jane, child, is(&first)).await;
    // Logged late, it lies between: it is there that the lines were crossed.
    let between = weighing(&jane, child, 12, 8.2).await;
    once(&jane, child, |told| told.len() == 1 && told[0]["id"] != first["id"]).await;
    jane.delete(&between).await.data(200);
    once(&jane, child, is(&first)).await;
}

#[rstest]
#[tokio::test]
async fn a_later_ordinary_weighing_takes_nothing_back_within_two_weeks(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = &baby(&jane).await;
    weighing(&jane, child, 40, 6.9).await;
    weighing(&jane, child, 10, 5.9).await;
    let first = once(&jane, child, |told| told.len() == 1).await;
    weighing(&jane, child, 2, 6.0).await;
    assert_eq!(once(&jane, child, |_| true).await, first);
    assert_eq!(events(&jane).await, ["insight-available"]);
    gateway.pass(TimeDelta::days(4));
    let jane = jane.again().await;
    assert!(told(&jane, child).await.is_empty());
    once(&jane, child, <[_]>::is_empty).await;
    assert_eq!(events(&jane).await, ["insight-available"], "it ended by itself");
}

#[rstest]
#[tokio::test]
async fn what_no_child_measures_is_to_be_checked_until_it_is_corrected(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = &baby(&jane).await;
    let path = weighing(&jane, child, 3, 25.0).await;
    let told = once(&jane, child, |told| told.len() == 1).await.remove(0);
    let shown = (&told["type"], &told["priority"], &told["actionable"]);
    assert_eq!(shown, (&json!("growth"), &json!("high"), &json!(true)));
    let message = "Emma’s weight of 01/07/2024 is one that hardly any child of this age has; \
                   please check whether it was entered right";
    assert_eq!(told["message"], message);
    assert_eq!(in_all_languages(&jane, child).await, Locale::WORDS.len());
    jane.patch(&path, json!({ "weight": kilograms(8.0) })).await.data(200);
    once(&jane, child, <[_]>::is_empty).await;
    assert_eq!(events(&jane).await, ["insight-available", "insight-dismissed"]);
}

/// In how many ways the only insight about a child is told.
async fn in_all_languages(person: &Person<'_>, child: &str) -> usize {
    let mut sentences = BTreeSet::new();
    for locale in Locale::WORDS {
        let told = told(&person.speaking(locale), child).await;
        sentences.insert(told[0]["message"].as_str().unwrap().to_owned());
    }
    sentences.len()
}

/// Logs a week of nights of eight hours and naps of one, up to the night before last.
async fn a_week(person: &Person<'_>, child: &str) {
    for days in 2..=8 {
        for (kind, hour, minutes) in [("nap", 13, 60), ("night", 20, 480)] {
            let day = (person.gateway.now() - TimeDelta::days(days)).date_naive();
            let start = day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
            let end = start + TimeDelta::minutes(minutes);
            let sleep =
                json!({ "childId": child, "type": kind, "startTime": start, "endTime": end });
            person.post("/api/v1/activities/sleep", sleep).await.data(201);
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_week_of_little_sleep_is_told_calmly_and_each_in_their_language(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T09:00:00Z").await;
    let (jane, marie) = (gateway.parent("Jane Doe").await, gateway.parent("Marie Roux").await);
    let child = &baby(&jane).await;
    jane.welcome(&marie, "parent", None).await;
    a_week(&jane, child).await;
    let marie = marie.speaking("fr-FR");
    let mut rooms = [jane.listen(&jane.family).await, marie.listen(&jane.family).await];
    let told = once(&jane, child, |told| told.len() == 1).await.remove(0);
    let shown = (&told["type"], &told["priority"], &told["actionable"]);
    assert_eq!(shown, (&json!("pattern_detected"), &json!("medium"), &json!(true)));
    let message = "On most of the last 7 days Emma slept no more than 9 h in 24 hours. At this age, \
                   no less than 10 hours is thought to be right. Children differ; it is worth a word \
                   with your pediatrician if Emma seems tired";
    assert_eq!(told["message"], message);
    assert_eq!(in_all_languages(&jane, child).await, Locale::WORDS.len());
    let [mut english, mut french] = [rooms[0].next().await, rooms[1].next().await];
    let (said, dit) = (english["data"]["message"].take(), french["data"]["message"].take());
    assert_eq!(english, french);
    assert_eq!(english["event"], "insight-available");
    assert_eq!(said, message);
    assert!(dit.as_str().unwrap().starts_with("La plupart des 7 derniers jours, Emma"), "{dit}");

    // Nobody logs on: after a day of that, nothing is known of the last week.
    gateway.pass(TimeDelta::days(1));
    let jane = jane.again().await;
    once(&jane, child, <[_]>::is_empty).await;
    assert_eq!(events(&jane).await, ["insight-available", "insight-dismissed"]);
}

/// Does it again and again until it is so.
async fn until(is: impl AsyncFn() -> bool) {
    for _ in 0..400 {
        if is().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it did not come to be");
}

#[rstest]
#[tokio::test]
async fn a_burst_is_looked_at_when_it_is_over(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let pace = Pace {
        settled: Duration::from_secs(2),
        latest: Duration::from_secs(20),
        sweep: Duration::from_hours(1),
    };
    let gateway = Gateway::looking(on, pace).await;
    let jane = &gateway.parent("Jane Doe").await;
    let child = &jane.child("Emma").await;
    until(async || gateway.looks() > 0).await;
    let before = gateway.looks();
    join_all((1..=30).map(|hour| sleep(jane, child, 10 + hour, hour))).await;
    // At some times of the day, the naps show a habit as well.
    let record = async || told(jane, child).await.into_iter().find(|it| it["type"] == "record");
    until(async || record().await.is_some()).await;
    gateway.settled().await;
    // Twice, if a busy machine paused in it.
    assert!((1..=2).contains(&(gateway.looks() - before)), "{}", gateway.looks() - before);
    assert!(record().await.unwrap()["message"].as_str().unwrap().contains("30 min"));
}

#[rstest]
#[tokio::test]
async fn nodes_that_look_at_once_tell_it_once(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    sleep(&jane, &child, 10, 460).await;
    // Each sweeps when it starts.
    let nodes = join_all((0..3).map(|_| gateway.beside())).await;
    for node in &nodes {
        node.settled().await;
    }
    assert_eq!(events(&jane).await, ["insight-available"]);

    sleep(&jane, &child, 30, 500).await;
    join_all(nodes.iter().map(Gateway::catch_up)).await;
    let expected = ["insight-available", "insight-dismissed", "insight-available"];
    assert_eq!(events(&jane).await, expected);
    gateway.forget().await;
    assert_eq!(told(&jane.at(&nodes[0]), &child).await, told(&jane, &child).await);
}

#[rstest]
#[tokio::test]
async fn what_a_node_did_not_live_to_look_at_the_next_start_tells(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    sleep(&jane, &child, 10, 460).await;
    gateway.stop().await;
    let next = gateway.beside().await;
    let jane = jane.at(&next);
    until(async || told(&jane, &child).await.len() == 1).await;
    assert_eq!(events(&jane).await, ["insight-available"]);
}

#[rstest]
#[tokio::test]
async fn commands_look_at_nothing_and_a_node_that_serves_does(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    sleep(&jane, &child, 10, 460).await;
    assert_eq!(gateway.looks_of_a_command().await, 0);
    let node = gateway.beside().await;
    until(async || node.looks() > 0).await;
}

#[rstest]
#[tokio::test]
async fn a_family_that_is_gone_takes_no_note_of_others_along(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let john = gateway.parent("John Roe").await;
    let db = gateway.db().await;
    let [gone, there] = [&john, &jane].map(|it| it.family.parse::<FamilyId>().unwrap());
    let review = Review { seq: 7, at: "2024-01-08T12:00:00Z".parse().unwrap() };
    let both = [(gone, review), (there, review)];

    // It goes while the note is on its way.
    let tx = persistence::begin(&db).await.unwrap();
    persistence::changes::lock(&tx, [gone]).await.unwrap();
    persistence::families::delete(&tx, gone).await.unwrap();
    let (noted, ()) = tokio::join!(reviews::note(db.write(), both), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        persistence::commit(tx).await.unwrap();
    });
    noted.unwrap();
    assert_eq!(reviews::find(db.read(), gone).await.unwrap(), None);
    assert_eq!(reviews::find(db.read(), there).await.unwrap(), Some(review));
    // Of several, the one that knew most is kept, and what is gone stays so.
    for (seq, kept) in [(6, 7), (8, 8)] {
        let both = both.map(|(family, _)| (family, Review { seq, ..review }));
        reviews::note(db.write(), both).await.unwrap();
        assert_eq!(reviews::find(db.read(), gone).await.unwrap(), None);
        assert_eq!(reviews::find(db.read(), there).await.unwrap().unwrap().seq, kept);
    }
}

#[rstest]
#[tokio::test]
async fn a_look_costs_the_same_for_all_children_and_all_they_did(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut children = vec![baby(&jane).await];
    let cost = async || {
        gateway.settled().await;
        let before = gateway.statements();
        gateway.catch_up().await;
        gateway.statements() - before
    };
    cost().await;
    jane.feed(&children[0], 5).await.data(201);
    let small = cost().await;
    naps(&jane, &children[0]).await;
    sleep(&jane, &children[0], 10, 460).await;
    let told_one = cost().await;
    for _ in 0..5 {
        children.push(baby(&jane).await);
    }
    for child in &children[1..] {
        for minutes in 0..10 {
            jane.feed(child, minutes).await.data(201);
        }
        for days in [1, 20, 40] {
            weighing(&jane, child, days, 7.0).await;
        }
    }
    assert_eq!(cost().await, small);
    for child in &children[1..] {
        naps(&jane, child).await;
        sleep(&jane, child, 10, 460).await;
    }
    assert_eq!(cost().await, told_one);
    // Who is to be looked at; the family, the last look, its children, what they did, what was measured, what was told; the
    // note of it. And the log, where there is something to tell.
    assert!(small <= 8 && told_one <= 15, "{small} {told_one}");
    assert_eq!(cost().await, 1, "what was looked at is not looked at again");
    for child in &children {
        assert_eq!(told(&jane, child).await.len(), 1);
    }
}
