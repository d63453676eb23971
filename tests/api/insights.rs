//! What is found out about a child, and told.

use std::{collections::BTreeSet, time::Duration};

use chrono::TimeDelta;
use domain::{InsightId, Locale, Word};
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// Seven naps, none of them a record.
const NAPS: [i64; 7] = [90, 60, 70, 80, 85, 40, 90];

/// Logs a sleep that began so many hours ago and took so many minutes, and gives its path.
async fn sleep(person: &Person<'_>, child: &str, hours_ago: i64, minutes: i64) -> String {
    let start = person.gateway.now() - TimeDelta::hours(hours_ago);
    let end = start + TimeDelta::minutes(minutes);
    let body = json!({ "childId": child, "type": "night", "startTime": start, "endTime": end });
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

/// What is told of a child once it is as it should be: it is found beside the requests.
async fn once(person: &Person<'_>, child: &str, is: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let mut now = Vec::new();
    for _ in 0..200 {
        now = told(person, child).await;
        if is(&now) {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it did not come to be: {now:?}")
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
    let start: chrono::DateTime<chrono::Utc> =
        shown["timestamp"].as_str().unwrap().parse().unwrap();
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

#[tokio::test]
async fn two_nodes_that_find_the_same_tell_it_once() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    naps(&jane, &child).await;
    let path = sleep(&jane, &child, 10, 80).await;
    let shown = jane.get(&path).await.data(200);
    let start: chrono::DateTime<chrono::Utc> =
        shown["timestamp"].as_str().unwrap().parse().unwrap();
    // Each of them makes its node look at the record.
    let there = jane.at(&other);
    jane.patch(&path, json!({ "endTime": start + TimeDelta::minutes(460) })).await.data(200);
    let notes = |number: i32| {
        let person = if number % 2 == 0 { &jane } else { &there };
        let path = path.clone();
        async move { person.patch(&path, json!({ "notes": format!("{number}") })).await.data(200) }
    };
    join_all((0..12).map(notes)).await;
    once(&there, &child, |told| told.len() == 1).await;
    gateway.forget().await;
    assert_eq!(events(&jane).await, ["insight-available"]);
    assert_eq!(told(&jane, &child).await, told(&there, &child).await);
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
    // Logged late, it lies between.
    weighing(&jane, child, 12, 8.2).await;
    once(&jane, child, <[_]>::is_empty).await;
}
