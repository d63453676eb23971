//! Every kind of activity: logged, shown and listed, field by field.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

/// A child that was born on 15 June 2023 is 207 days old.
const MORNING: &str = "2024-01-08T12:00:00Z";

pub(crate) async fn child_of(person: &Person<'_>, gender: Option<&str>) -> String {
    let mut body = json!({ "familyId": person.family, "name": "Emma", "birthDate": "2023-06-15" });
    if let Some(gender) = gender {
        body["gender"] = gender.into();
    }
    let child = person.post("/api/v1/children", body).await.data(201);
    child["id"].as_str().unwrap().into()
}

/// What is sent of each kind, beside the child, and the `details` that are shown of it.
pub(crate) fn kinds() -> Vec<(&'static str, Value, Value)> {
    let (at, start, end) = ("2024-01-08T10:00:00Z", "2024-01-08T09:00:00Z", "2024-01-08T09:20:00Z");
    let milk = |value: f64, display: &str, ounces: f64, imperial: &str| {
        json!({
            "value": value, "unit": "ml", "display": display,
            "imperial": { "value": ounces, "unit": "oz", "display": imperial },
        })
    };
    vec![
        (
            "feeding",
            json!({ "startTime": start, "endTime": end, "type": "breast", "details": { "breastSide": "both", "leftSeconds": 300, "rightSeconds": 900 } }),
            json!({ "type": "breast", "breastSide": "both", "leftSeconds": 300, "rightSeconds": 900 }),
        ),
        (
            "feeding",
            json!({ "startTime": start, "type": "solid", "details": { "foodType": "puree" } }),
            json!({ "type": "solid", "foodType": "puree" }),
        ),
        (
            "sleep",
            json!({ "startTime": start, "endTime": end, "type": "nap", "location": "stroller", "quality": "restless" }),
            json!({ "type": "nap", "location": "stroller", "quality": "restless" }),
        ),
        (
            "diaper",
            json!({ "timestamp": at, "type": "both", "consistency": "loose", "color": "green", "hasRash": true }),
            json!({ "type": "both", "consistency": "loose", "color": "green", "hasRash": true }),
        ),
        (
            "milestone",
            json!({ "timestamp": at, "milestone": "rolls-over" }),
            json!({ "milestone": "rolls-over" }),
        ),
        (
            "milestone",
            json!({ "timestamp": at, "name": "Said moo" }),
            json!({ "name": "Said moo" }),
        ),
        (
            "medication",
            json!({ "timestamp": at, "name": "Vitamin D", "dose": 2.5, "unit": "drops" }),
            json!({ "name": "Vitamin D", "dose": 2.5, "unit": "drops" }),
        ),
        (
            "temperature",
            json!({ "timestamp": at, "temperature": { "value": 101.3, "unit": "°F" }, "site": "ear" }),
            json!({
                "temperature": {
                    "value": 38.5, "unit": "°C", "display": "38.5 °C",
                    "imperial": { "value": 101.3, "unit": "°F", "display": "101.3 °F" },
                },
                "site": "ear",
            }),
        ),
        (
            "temperature",
            json!({ "timestamp": at, "temperature": { "value": 37, "unit": "°C" } }),
            json!({
                "temperature": {
                    "value": 37.0, "unit": "°C", "display": "37 °C",
                    "imperial": { "value": 98.6, "unit": "°F", "display": "98.6 °F" },
                },
            }),
        ),
        (
            "pumping",
            json!({ "startTime": start, "endTime": end, "breastSide": "left", "leftSeconds": 600, "amount": 4, "unit": "oz" }),
            json!({
                "breastSide": "left", "leftSeconds": 600, "rightSeconds": 0, "amount": 4.0, "unit": "oz",
                "measurement": milk(118.29, "118 ml", 4.0, "4 oz"),
            }),
        ),
        ("bath", json!({ "startTime": start, "endTime": end }), json!({})),
        ("tummy-time", json!({ "startTime": start, "endTime": end }), json!({})),
        ("note", json!({ "timestamp": at, "notes": "Smiled at the dog" }), json!({})),
    ]
}

#[rstest]
#[tokio::test]
async fn every_kind_is_logged_shown_and_listed_alike(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = child_of(&jane, None).await;
    for (kind, sent, details) in kinds() {
        let mut body = sent.clone();
        body["childId"] = child.clone().into();
        body["mood"] = "sleepy".into();
        let notes = body.get("notes").cloned().unwrap_or(json!("All well"));
        body["notes"] = notes.clone();
        let logged = jane.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
        let id = logged["id"].as_str().unwrap();
        let path = format!("/api/v1/activities/{id}");
        let reply = jane.get(&path).await;
        assert_eq!(reply.headers["etag"], "\"1\"", "{kind}");
        let shown = reply.data(200);

        let mut whole = shown.clone();
        whole["syncedToFamily"] = true.into();
        assert_eq!(whole, logged, "{kind}");
        assert_eq!(shown["details"], details, "{kind}");
        assert_eq!(shown["type"], kind);
        assert_eq!(shown["childId"], json!(child));
        let start = if kinds_with_an_end(kind) { "startTime" } else { "timestamp" };
        assert_eq!(shown["timestamp"], sent[start], "{kind}");
        assert_eq!(shown["endTime"], sent["endTime"], "{kind}");
        let duration = if sent["endTime"].is_null() { Value::Null } else { json!(20) };
        assert_eq!(shown["duration"], duration, "{kind}");
        assert_eq!((&shown["notes"], &shown["mood"]), (&notes, &json!("sleepy")), "{kind}");
        assert_eq!((&shown["createdBy"], &shown["version"]), (&json!(jane.id), &json!(1)));
        assert_eq!(shown["createdAt"], shown["updatedAt"]);
        assert!(shown["createdAt"].as_str().unwrap().starts_with("2024-01-08T12:00:0"));

        let list = format!("/api/v1/activities?childId={child}&type={kind}");
        let list = jane.get(&list).await.data(200);
        let listed = list["activities"].as_array().unwrap();
        assert!(listed.iter().all(|it| it["type"] == kind), "{list}");
        assert_eq!(listed.iter().find(|it| it["id"] == id), Some(&shown), "{kind}");
    }
    let list = jane.get(&format!("/api/v1/activities?childId={child}&limit=50")).await.data(200);
    assert_eq!(list["cursor"]["total"], kinds().len());
}

fn kinds_with_an_end(kind: &str) -> bool {
    ["feeding", "sleep", "pumping", "bath", "tummy-time"].contains(&kind)
}

#[rstest]
#[tokio::test]
async fn a_measuring_stands_beside_the_standard(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child_of(&jane, Some("female")).await;
    let measure = async |child: &str, measures: Value| {
        let mut body = json!({ "childId": child, "timestamp": "2024-01-08T10:00:00Z" });
        body.as_object_mut().unwrap().extend(measures.as_object().unwrap().clone());
        let logged = jane.post("/api/v1/activities/growth", body).await.data(201);
        let path = format!("/api/v1/activities/{}", logged["id"].as_str().unwrap());
        let shown = jane.get(&path).await.data(200);
        assert_eq!(shown["details"], logged["details"]);
        let list = format!("/api/v1/activities?childId={child}&type=growth&limit=1");
        assert_eq!(jane.get(&list).await.data(200)["activities"][0]["details"], shown["details"]);
        shown["details"].clone()
    };
    let all = json!({
        "weight": { "value": 8.2, "unit": "kg" },
        "height": { "value": 68, "unit": "cm" },
        "headCircumference": { "value": 43, "unit": "cm" },
        "position": "lying",
    });
    let shown = measure(&girl, all).await;
    assert_eq!(
        shown["weight"],
        json!({
            "value": 8.2, "unit": "kg", "display": "8.2 kg",
            "imperial": { "value": 18.08, "unit": "lbs", "display": "18 lbs 1 oz" },
            "percentile": 74.09, "zScore": 0.646, "standard": "WHO Child Growth Standards 2006", "ageBasis": "chronological", "implausible": false,
        })
    );
    // The medians of the WHO for a girl of 207 days are 66.9 cm and 42.5 cm.
    for (measure, value, least, most) in
        [("height", 68.0, 60.0, 75.0), ("headCircumference", 43.0, 58.0, 72.0)]
    {
        let shown = &shown[measure];
        assert_eq!((&shown["value"], &shown["unit"]), (&json!(value), &json!("cm")));
        let percentile = shown["percentile"].as_f64().unwrap();
        assert!((least..most).contains(&percentile), "{measure} {percentile}");
    }
    assert_eq!(shown["position"], "lying");

    // What weighs the same is the same, in whatever unit it was given.
    let kilos = shown["weight"].clone();
    for (value, unit) in [(8200.0, "g"), (18.077_9, "lb"), (18.077_9, "lbs"), (289.246, "oz")] {
        let shown = measure(&girl, json!({ "weight": { "value": value, "unit": unit } })).await;
        assert_eq!(shown, json!({ "weight": kilos }), "{unit}");
    }
    let inches = measure(&girl, json!({ "height": { "value": 26.772, "unit": "in" } })).await;
    assert_eq!(inches["height"]["value"], 68.0);
    assert_eq!(inches["height"]["percentile"], shown["height"]["percentile"]);
    assert_eq!(inches["height"]["imperial"]["unit"], "in");

    // Boys are heavier, so that the same is less among them.
    let boy = child_of(&jane, Some("male")).await;
    let weight = json!({ "weight": { "value": 8.2, "unit": "kg" } });
    let among_boys = measure(&boy, weight.clone()).await["weight"]["percentile"].as_f64().unwrap();
    assert!((40.0..60.0).contains(&among_boys), "{among_boys}");

    for gender in [Some("other"), None] {
        let child = child_of(&jane, gender).await;
        let shown = measure(&child, weight.clone()).await["weight"].clone();
        assert_eq!((&shown["percentile"], &shown["zScore"]), (&Value::Null, &Value::Null));
        assert!(shown["noPercentile"].is_string(), "{shown}");
        assert_eq!(shown["value"], 8.2);
    }
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_is_named_in_every_kind(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = child_of(&jane, Some("female")).await;
    let measure = |value: Value, unit: &str| json!({ "value": value, "unit": unit });
    for (kind, fields, field) in [
        ("growth", json!({ "weight": measure(json!(500), "kg") }), "weight"),
        ("growth", json!({ "weight": measure(json!(-1), "kg") }), "weight"),
        ("growth", json!({ "weight": measure(json!("8"), "kg") }), "weight.value"),
        ("growth", json!({ "weight": measure(json!(8), "stone") }), "weight.unit"),
        ("growth", json!({ "weight": { "value": 8 } }), "weight.unit"),
        ("growth", json!({ "weight": { "unit": "kg" } }), "weight.value"),
        ("growth", json!({ "weight": 8 }), "weight"),
        ("growth", json!({ "height": measure(json!(680), "cm") }), "height"),
        ("growth", json!({ "height": measure(json!(8), "kg") }), "height.unit"),
        ("growth", json!({ "headCircumference": measure(json!(430), "cm") }), "headCircumference"),
        ("growth", json!({ "headCircumference": measure(json!(200), "cm") }), "headCircumference"),
        ("growth", json!({ "headCircumference": measure(json!(14.9), "cm") }), "headCircumference"),
        ("growth", json!({ "headCircumference": measure(json!(0), "cm") }), "headCircumference"),
        ("growth", json!({ "weight": measure(json!(0), "kg") }), "weight"),
        ("growth", json!({ "weight": measure(json!(101), "kg") }), "weight"),
        ("growth", json!({ "weight": measure(json!(6), "oz") }), "weight"),
        ("growth", json!({ "height": measure(json!(0), "cm") }), "height"),
        ("growth", json!({ "height": measure(json!(-68), "cm") }), "height"),
        ("growth", json!({ "height": measure(json!(201), "cm") }), "height"),
        ("growth", json!({}), "weight"),
        ("growth", json!({ "weight": null, "position": "lying" }), "weight"),
        (
            "growth",
            json!({ "weight": measure(json!(8), "kg"), "position": "upside down" }),
            "position",
        ),
        (
            "growth",
            json!({ "weight": measure(json!(8), "kg"), "timestamp": "2024-01-08T12:06:00Z" }),
            "timestamp",
        ),
        ("milestone", json!({}), "name"),
        ("milestone", json!({ "name": " " }), "name"),
        ("milestone", json!({ "name": "x".repeat(201) }), "name"),
        ("milestone", json!({ "milestone": "x".repeat(65) }), "milestone"),
        ("medication", json!({}), "name"),
        ("medication", json!({ "name": "" }), "name"),
        ("medication", json!({ "name": "Syrup", "dose": -1 }), "dose"),
        ("medication", json!({ "name": "Syrup", "dose": 10_001 }), "dose"),
        ("medication", json!({ "name": "Syrup", "unit": "x".repeat(21) }), "unit"),
        ("temperature", json!({}), "temperature"),
        ("temperature", json!({ "temperature": measure(json!(99), "°C") }), "temperature"),
        ("temperature", json!({ "temperature": measure(json!(37), "kelvin") }), "temperature.unit"),
        ("temperature", json!({ "temperature": measure(json!(37), "°C"), "site": "nose" }), "site"),
        ("pumping", json!({ "amount": 5 }), "unit"),
        ("pumping", json!({ "amount": -5, "unit": "ml" }), "amount"),
        ("pumping", json!({ "amount": 5, "unit": "cups" }), "unit"),
        ("pumping", json!({ "leftSeconds": -1 }), "leftSeconds"),
        ("pumping", json!({ "rightSeconds": 90_000 }), "rightSeconds"),
        ("pumping", json!({ "breastSide": "middle" }), "breastSide"),
        ("pumping", json!({ "endTime": "2024-01-08T09:00:00Z" }), "endTime"),
        ("bath", json!({ "startTime": "2024-01-08T12:06:00Z" }), "startTime"),
        ("bath", json!({ "endTime": "2024-01-08T09:00:00Z" }), "endTime"),
        ("tummy-time", json!({ "endTime": "later" }), "endTime"),
        ("tummy-time", json!({ "mood": "grumpy" }), "mood"),
        ("note", json!({}), "notes"),
        ("note", json!({ "notes": "  " }), "notes"),
        ("note", json!({ "notes": "x".repeat(2001) }), "notes"),
        ("note", json!({ "notes": "Hm", "timestamp": null }), "timestamp"),
        ("sleep", json!({}), "type"),
        ("sleep", json!({ "type": "doze" }), "type"),
        ("sleep", json!({ "type": "nap", "quality": "bad" }), "quality"),
        ("diaper", json!({ "type": "wet", "color": "blue" }), "color"),
        ("diaper", json!({ "type": "wet", "hasRash": "no" }), "hasRash"),
        (
            "feeding",
            json!({ "type": "breast", "details": { "rightSeconds": -1 } }),
            "details.rightSeconds",
        ),
    ] {
        let start = if kinds_with_an_end(kind) { "startTime" } else { "timestamp" };
        let mut body = json!({ "childId": child, start: "2024-01-08T10:00:00Z" });
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let reply = jane.post(&format!("/api/v1/activities/{kind}"), body).await;
        assert_eq!(
            reply.refusal(),
            (400, "VALIDATION_ERROR", field),
            "{kind} {fields} {}",
            reply.body
        );
    }
    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(list["cursor"]["total"], 0);
}

async fn weigh(person: &Person<'_>, child: &str, at: &str, measures: Value) -> String {
    let mut body = measures;
    (body["childId"], body["timestamp"]) = (child.into(), at.into());
    let logged = person.post("/api/v1/activities/growth", body).await.data(201);
    logged["id"].as_str().unwrap().into()
}

#[rstest]
#[tokio::test]
async fn the_latest_measures_are_current_each_from_its_own_measuring(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = child_of(&jane, Some("female")).await;
    let path = format!("/api/v1/children/{child}");
    let shown = jane.get(&path).await.data(200);
    assert!(shown.get("currentWeight").is_none() && shown.get("currentHeight").is_none());
    assert_eq!((&shown["ageInMonths"], &shown["version"]), (&json!(6), &json!(1)));
    assert_eq!(
        shown["todaySummary"],
        json!({ "feedings": 0, "sleepHours": 0.0, "diapers": 0, "lastFeedingAt": null, "lastSleepAt": null })
    );

    let kilos = |value: f64| json!({ "weight": { "value": value, "unit": "kg" } });
    let metres = |value: f64| json!({ "height": { "value": value, "unit": "cm" } });
    weigh(&jane, &child, "2023-12-01T10:00:00Z", kilos(7.5)).await;
    weigh(&jane, &child, "2024-01-02T10:00:00Z", metres(67.0)).await;
    let tallest = weigh(&jane, &child, "2024-01-03T10:00:00Z", metres(68.0)).await;
    let heaviest = weigh(&jane, &child, "2024-01-08T10:00:00Z", kilos(8.2)).await;
    // Logged last, but not measured last; and a head alone is neither.
    weigh(
        &jane,
        &child,
        "2023-11-01T10:00:00Z",
        json!({ "weight": { "value": 7, "unit": "kg" }, "height": { "value": 60, "unit": "cm" } }),
    )
    .await;
    weigh(
        &jane,
        &child,
        "2024-01-08T11:00:00Z",
        json!({ "headCircumference": { "value": 43, "unit": "cm" } }),
    )
    .await;

    let shown = jane.get(&path).await.data(200);
    assert_eq!(
        shown["currentWeight"],
        json!({
            "value": 8.2, "unit": "kg", "display": "8.2 kg",
            "imperial": { "value": 18.08, "unit": "lbs", "display": "18 lbs 1 oz" },
            "percentile": 74.09, "zScore": 0.646, "standard": "WHO Child Growth Standards 2006", "ageBasis": "chronological", "implausible": false,
            "recordedAt": "2024-01-08T10:00:00Z",
        })
    );
    let height = &shown["currentHeight"];
    assert_eq!((&height["value"], &height["unit"]), (&json!(68.0), &json!("cm")));
    assert_eq!(height["recordedAt"], "2024-01-03T10:00:00Z");
    assert!(height["percentile"].is_number());

    for id in [&tallest, &heaviest] {
        jane.delete(&format!("/api/v1/activities/{id}")).await.data(200);
    }
    let shown = jane.get(&path).await.data(200);
    let values = [&shown["currentWeight"]["value"], &shown["currentHeight"]["value"]];
    assert_eq!(values, [&json!(7.5), &json!(67.0)]);
    jane.post(&format!("/api/v1/activities/{heaviest}/restore"), json!({})).await.data(200);
    assert_eq!(jane.get(&path).await.data(200)["currentWeight"]["value"], 8.2);
    // A corrected measuring no longer weighs.
    let height = json!({ "details": { "weight": null, "height": { "value": 69, "unit": "cm" } } });
    jane.patch(&format!("/api/v1/activities/{heaviest}"), height).await.data(200);
    let shown = jane.get(&path).await.data(200);
    let values = [&shown["currentWeight"]["value"], &shown["currentHeight"]["value"]];
    assert_eq!(values, [&json!(7.5), &json!(69.0)]);
}

#[rstest]
#[tokio::test]
async fn who_may_not_see_reports_sees_the_child_without_its_numbers(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    let child = child_of(&jane, Some("female")).await;
    weigh(
        &jane,
        &child,
        "2024-01-08T10:00:00Z",
        json!({ "weight": { "value": 8.2, "unit": "kg" } }),
    )
    .await;
    let path = format!("/api/v1/children/{child}");
    let shown = gran.get(&path).await.data(200);
    assert_eq!((&shown["name"], &shown["ageInMonths"]), (&json!("Emma"), &json!(6)));
    for field in ["currentWeight", "currentHeight", "todaySummary"] {
        assert!(shown.get(field).is_none(), "{field}");
    }
    let shown = jane.get(&path).await.data(200);
    assert!(shown["currentWeight"].is_object() && shown["todaySummary"].is_object());
}

#[rstest]
#[tokio::test]
async fn measurings_cost_a_constant_number_of_statements(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, MORNING).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = child_of(&jane, Some("female")).await;
    let list = format!("/api/v1/activities?childId={child}&limit=100");
    let detail = format!("/api/v1/children/{child}");
    let mut costs = Vec::new();
    for round in 0..3 {
        for minute in 0..round * 3 {
            let at = format!("2024-01-0{}T10:{minute:02}:00Z", round + 1);
            weigh(&jane, &child, &at, json!({ "weight": { "value": 8, "unit": "kg" } })).await;
            child_of(&jane, None).await;
        }
        let mut cost = Vec::new();
        let log = json!({
            "childId": child, "timestamp": "2024-01-08T10:00:00Z",
            "weight": { "value": 8.2, "unit": "kg" },
        });
        let calls = [
            jane.call(Method::POST, "/api/v1/activities/growth").json(&log),
            jane.call(Method::GET, &list),
            jane.call(Method::GET, &detail),
        ];
        for call in calls {
            gateway.settled().await;
            // Each with nothing remembered, however long the one before took.
            gateway.forget().await;
            let before = gateway.served();
            send(call).await;
            gateway.settled().await;
            cost.push(gateway.served() - before);
        }
        costs.push(cost);
    }
    assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
    assert!(costs[0].iter().all(|cost| *cost <= 10), "{costs:?}");
}
