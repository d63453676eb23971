use chrono::TimeDelta;
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

const AFTERNOON: &str = "2024-01-10T15:30:00Z";

#[rstest]
#[tokio::test]
async fn the_documented_activities_are_logged_and_listed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;

    let feeding = json!({
        "childId": child,
        "type": "bottle",
        "startTime": "2024-01-10T14:30:00Z",
        "endTime": "2024-01-10T14:45:00Z",
        "details": { "breastSide": "left", "amount": 120, "unit": "ml", "foodType": "formula" },
        "notes": "Good feeding session",
        "mood": "happy",
    });
    let logged = jane.post("/api/v1/activities/feeding", feeding).await.data(201);
    assert!(logged["id"].as_str().unwrap().starts_with("act_"));
    assert_eq!(logged["childId"], json!(child));
    assert_eq!(logged["type"], "feeding");
    assert_eq!(logged["timestamp"], "2024-01-10T14:30:00Z");
    assert_eq!(logged["duration"], 15);
    assert_eq!(logged["createdBy"], json!(jane.id));
    assert_eq!(logged["syncedToFamily"], true);

    let sleep = json!({
        "childId": child,
        "startTime": "2024-01-10T13:00:00Z",
        "endTime": "2024-01-10T14:30:00Z",
        "type": "nap",
        "location": "crib",
        "quality": "good",
        "notes": "Went down easily",
    });
    assert_eq!(jane.post("/api/v1/activities/sleep", sleep).await.data(201)["duration"], 90);
    let diaper = json!({
        "childId": child,
        "timestamp": "2024-01-10T15:00:00Z",
        "type": "wet",
        "consistency": "normal",
        "color": "normal",
        "hasRash": false,
        "notes": "Applied diaper cream",
    });
    assert_eq!(jane.post("/api/v1/activities/diaper", diaper).await.data(201)["type"], "diaper");

    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(list["cursor"], json!({ "next": null, "hasMore": false, "total": 3 }));
    let kinds: Vec<_> =
        list["activities"].as_array().unwrap().iter().map(|it| &it["type"]).collect();
    assert_eq!(kinds, ["diaper", "feeding", "sleep"]);
    let [diaper, feeding, sleep] = [0, 1, 2].map(|index| list["activities"][index].clone());
    assert_eq!(
        feeding["details"],
        json!({
            "type": "bottle", "breastSide": "left", "amount": 120.0, "unit": "ml", "foodType": "formula",
            "measurement": {
                "value": 120.0, "unit": "ml", "display": "120 ml",
                "imperial": { "value": 4.06, "unit": "oz", "display": "4.1 oz" },
            },
        })
    );
    assert_eq!(
        (&feeding["notes"], &feeding["mood"]),
        (&json!("Good feeding session"), &json!("happy"))
    );
    assert_eq!(sleep["details"], json!({ "type": "nap", "location": "crib", "quality": "good" }));
    assert_eq!(
        diaper["details"],
        json!({ "type": "wet", "consistency": "normal", "color": "normal", "hasRash": false })
    );
}

#[rstest]
#[tokio::test]
async fn ounces_come_back_as_ounces_beside_millilitres(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut body = jane.bottle(&child, 5);
    body["details"] = json!({ "amount": 4, "unit": "oz" });
    jane.post("/api/v1/activities/feeding", body).await.data(201);
    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(
        list["activities"][0]["details"],
        json!({
            "type": "bottle", "amount": 4.0, "unit": "oz",
            "measurement": {
                "value": 118.29, "unit": "ml", "display": "118 ml",
                "imperial": { "value": 4.0, "unit": "oz", "display": "4 oz" },
            },
        })
    );
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_is_refused_and_nothing_is_stored(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let child = jane.child("Emma").await;
    let (now, minutes) = (gateway.now(), TimeDelta::minutes);
    let bottle = |field: &str, value: Value| {
        let mut body = jane.bottle(&child, 30);
        body[field] = value;
        body
    };
    let details = |details: Value| bottle("details", details);
    for (body, field) in [
        (bottle("type", json!("milkshake")), "type"),
        (bottle("startTime", json!(now + minutes(6))), "startTime"),
        (bottle("startTime", json!("yesterday")), "startTime"),
        (bottle("startTime", Value::Null), "startTime"),
        (bottle("endTime", json!(now - minutes(31))), "endTime"),
        (bottle("endTime", json!(now + minutes(6))), "endTime"),
        (bottle("childId", json!("chd_nobody")), "childId"),
        (bottle("childId", json!(jane.family)), "childId"),
        (bottle("mood", json!("grumpy")), "mood"),
        (bottle("notes", json!("x".repeat(2001))), "notes"),
        (bottle("id", json!("fam_01m7y9md9zehbtfhjsp80tswc1")), "id"),
        (details(json!({ "amount": -1, "unit": "ml" })), "details.amount"),
        (details(json!({ "amount": 5000, "unit": "ml" })), "details.amount"),
        (details(json!({ "amount": "much", "unit": "ml" })), "details.amount"),
        (details(json!({ "amount": 5, "unit": "gallon" })), "details.unit"),
        (details(json!({ "amount": 5 })), "details.unit"),
        (details(json!({ "breastSide": "middle" })), "details.breastSide"),
    ] {
        let reply = jane.post("/api/v1/activities/feeding", body.clone()).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field), "{body}");
    }
    let missing = jane.post("/api/v1/activities/feeding", json!({ "type": "bottle" })).await;
    assert_eq!(missing.refusal(), (400, "VALIDATION_ERROR", "childId"));

    let hidden = eve.feed(&child, 5).await;
    let never = eve.feed(&domain::ChildId::fresh().to_string(), 5).await;
    for reply in [hidden, never] {
        assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
        assert_eq!(reply.body["error"]["message"], "There is no such child");
    }
    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(list["cursor"]["total"], 0);
}

#[rstest]
#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    // Three at each moment, so that pages break between equal times.
    let start = gateway.now() - TimeDelta::hours(5);
    for index in 0..24 {
        let mut body = jane.bottle(&child, 0);
        body["startTime"] = json!(start + TimeDelta::minutes(index / 3));
        jane.post("/api/v1/activities/feeding", body).await.data(201);
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/activities?childId={child}&limit=7{cursor}");
        let page = jane.get(&path).await.data(200);
        assert_eq!(page["cursor"]["total"], 24);
        for activity in page["activities"].as_array().unwrap() {
            seen.push((activity["timestamp"].to_string(), activity["id"].to_string()));
        }
        let Some(next) = page["cursor"]["next"].as_str() else { break };
        assert_eq!(page["cursor"]["hasMore"], true);
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 24);
    let mut sorted = seen.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    sorted.dedup();
    assert_eq!(seen, sorted);

    let another = jane.child("Ella").await;
    for (child, cursor) in
        [(&another, cursor.as_str()), (&child, "&cursor=eyJpZCI6ImFjdF8za"), (&child, "&cursor=x")]
    {
        let path = format!("/api/v1/activities?childId={child}{cursor}");
        assert_eq!(
            jane.get(&path).await.refusal(),
            (400, "VALIDATION_ERROR", "cursor"),
            "{cursor}"
        );
    }
}

#[rstest]
#[tokio::test]
async fn lists_are_filtered_by_kind_and_the_familys_days(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let mut body = crate::accounts::jane();
    body.as_object_mut().unwrap().remove("deviceInfo");
    let registered = gateway.anyone().post("/api/v1/auth/register", body).await.data(201);
    let jane = tests::Person {
        token: registered["tokens"]["accessToken"].as_str().unwrap().into(),
        family: registered["family"]["id"].as_str().unwrap().into(),
        ..gateway.anyone()
    };
    let child = jane.child("Emma").await;
    // New York is five hours behind: the first is on the 9th there, though UTC has the 10th.
    for (kind, at) in [
        ("feeding", "2024-01-10T04:59:00Z"),
        ("feeding", "2024-01-10T05:00:00Z"),
        ("diaper", "2024-01-10T06:00:00Z"),
    ] {
        let (time, r#type) =
            if kind == "diaper" { ("timestamp", "wet") } else { ("startTime", "breast") };
        let body = json!({ "childId": child, "type": r#type, time: at });
        jane.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    }
    let total = async |filter: &str| {
        let path = format!("/api/v1/activities?childId={child}{filter}");
        jane.get(&path).await.data(200)["cursor"]["total"].clone()
    };
    assert_eq!(total("").await, 3);
    assert_eq!(total("&type=feeding").await, 2);
    assert_eq!(total("&startDate=2024-01-10").await, 2);
    assert_eq!(total("&endDate=2024-01-09").await, 1);
    assert_eq!(total("&startDate=2024-01-09&endDate=2024-01-10").await, 3);
    assert_eq!(total("&startDate=2024-01-10T05:30:00Z").await, 1);
    for (query, field) in [
        ("&type=dance", "type"),
        ("&startDate=today", "startDate"),
        ("&endDate=2024-02-30", "endDate"),
        ("&startDate=%2B262142-12-31", "startDate"),
        ("&endDate=-262143-01-01T00:00:00Z", "endDate"),
        ("&limit=0", "limit"),
        ("&limit=101", "limit"),
        ("&limit=many", "limit"),
    ] {
        let path = format!("/api/v1/activities?childId={child}{query}");
        assert_eq!(jane.get(&path).await.refusal(), (400, "VALIDATION_ERROR", field), "{query}");
    }
    assert_eq!(
        jane.get("/api/v1/activities").await.refusal(),
        (400, "VALIDATION_ERROR", "childId")
    );
}

#[rstest]
#[tokio::test]
async fn the_log_has_no_holes_when_many_write_at_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut socket = jane.listen(&jane.family).await;
    let replies = join_all((0..60).map(|minute| jane.feed(&child, minute))).await;
    assert!(replies.iter().all(|reply| reply.status == 201));
    let mut last = 2;
    for _ in 0..60 {
        let seq = socket.next().await["seq"].as_i64().unwrap();
        assert_eq!(seq, last + 1);
        last = seq;
    }
}

#[rstest]
#[tokio::test]
async fn a_log_and_a_list_cost_a_constant_number_of_statements(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let path = format!("/api/v1/activities?childId={child}");
    let mut costs = Vec::new();
    for _ in 0..3 {
        gateway.forget().await;
        let before = gateway.statements();
        jane.feed(&child, 5).await.data(201);
        let logged = gateway.statements();
        jane.get(&path).await.data(200);
        costs.push((logged - before, gateway.statements() - logged));
    }
    // Two for the session and one for the child when nothing is remembered; lock, two inserts, the family's number and the
    // points; then a page and its total.
    assert!(costs.iter().all(|(log, list)| *log <= 8 && *list <= 3), "{costs:?}");
}
