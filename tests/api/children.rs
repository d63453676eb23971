use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

fn emma(family: &str) -> Value {
    json!({
        "familyId": family,
        "name": "Emma",
        "birthDate": "2023-06-15",
        "gender": "female",
        "bloodType": "O+",
        "allergies": ["peanuts", "dairy"],
        "medicalConditions": ["eczema"],
        "pediatrician": { "name": "Dr. Smith", "phone": "+1234567890" },
    })
}

#[rstest]
#[tokio::test]
async fn a_child_is_added_and_shown_as_documented(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-16T15:30:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let added = jane.post("/api/v1/children", emma(&jane.family)).await.data(201);
    assert!(added["id"].as_str().unwrap().starts_with("chd_"));
    assert_eq!(added["familyId"], json!(jane.family));
    assert_eq!(added["name"], "Emma");
    assert_eq!(added["birthDate"], "2023-06-15");
    assert_eq!(added["ageInMonths"], 7);
    assert_eq!(added["developmentalStage"], "infant");

    let child = added["id"].as_str().unwrap();
    for minutes in [10, 200] {
        jane.feed(child, minutes).await.data(201);
    }
    let sleep = json!({
        "childId": child, "startTime": "2024-01-16T13:00:00Z", "endTime": "2024-01-16T14:30:00Z", "type": "nap",
    });
    jane.post("/api/v1/activities/sleep", sleep).await.data(201);
    let shown = jane.get(&format!("/api/v1/children/{child}")).await.data(200);
    assert_eq!(shown["allergies"], json!(["peanuts", "dairy"]));
    assert_eq!(shown["pediatrician"]["name"], "Dr. Smith");
    let today = &shown["todaySummary"];
    assert_eq!((&today["feedings"], &today["diapers"]), (&json!(2), &json!(0)));
    assert_eq!(today["sleepHours"], 1.5);
    assert_eq!(today["lastSleepAt"], "2024-01-16T13:00:00Z");
    assert!(today["lastFeedingAt"].as_str().unwrap().starts_with("2024-01-16T15:20:0"));
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_child_is_named(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    for (field, value) in [
        ("name", json!("")),
        ("birthDate", json!("2023-02-30")),
        ("birthDate", json!("2199-01-01")),
        ("dueDate", json!("2023-10-20")),
        ("dueDate", json!("2023-05-11")),
        ("dueDate", json!("soon")),
        ("weeksAtBirth", json!(21)),
        ("weeksAtBirth", json!(45)),
        ("weeksAtBirth", json!(32.5)),
        ("weeksAtBirth", json!(-1)),
        ("gender", json!("robot")),
        ("bloodType", json!("Q")),
        ("allergies", json!(["x".repeat(500)])),
        ("familyId", json!("nonsense")),
        ("pediatrician.name", json!({ "name": " " })),
    ] {
        let mut body = emma(&jane.family);
        body[field.split('.').next().unwrap()] = value;
        let reply = jane.post("/api/v1/children", body).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field));
    }
    let reply = jane.post("/api/v1/children", emma(&eve.family)).await;
    assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
    let graphql = "query($id: ID!) { family(id: $id) { children { name } } }";
    let reply = jane.graphql(graphql, json!({ "id": jane.family })).await;
    assert_eq!(reply.body["data"]["family"]["children"], json!([]), "nothing was stored");
}

#[rstest]
#[tokio::test]
async fn due_date_and_weeks_at_birth_tell_one_thing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-16T15:30:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let told = |child: &Value| {
        ["dueDate", "weeksAtBirth", "correctedAgeInMonths"].map(|field| child[field].clone())
    };
    let none = [Value::Null, Value::Null, Value::Null];
    let plain = jane.post("/api/v1/children", emma(&jane.family)).await.data(201);
    assert_eq!(told(&plain), none);
    assert!(plain.get("correctedAgeInMonths").is_none());
    let early = [json!("2023-08-10"), json!(32), json!(5)];
    for (due, weeks) in [
        (json!("2023-08-10"), Value::Null),
        (Value::Null, json!(32)),
        (json!("2023-08-10"), json!(32)),
    ] {
        let mut body = emma(&jane.family);
        (body["dueDate"], body["weeksAtBirth"]) = (due, weeks);
        let added = jane.post("/api/v1/children", body).await.data(201);
        assert_eq!(told(&added), early);
    }
    let mut body = emma(&jane.family);
    (body["dueDate"], body["weeksAtBirth"]) = (json!("2023-08-10"), json!(33));
    let refused = jane.post("/api/v1/children", body.clone()).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "weeksAtBirth"));
    let reason = refused.body["error"]["details"]["reason"].as_str().unwrap();
    assert_eq!(reason, "Does not agree with dueDate");

    let path = format!("/api/v1/children/{}", plain["id"].as_str().unwrap());
    let mut version = 1;
    for (patch, expected) in [
        (json!({ "weeksAtBirth": 32 }), early.clone()),
        // The same, although the weeks alone would tell another day.
        (json!({ "dueDate": "2023-08-07" }), [json!("2023-08-07"), json!(32), json!(5)]),
        (json!({ "weeksAtBirth": 32 }), [json!("2023-08-07"), json!(32), json!(5)]),
        (json!({ "name": "Emma Jane" }), [json!("2023-08-07"), json!(32), json!(5)]),
        (json!({ "dueDate": "2023-06-20" }), [json!("2023-06-20"), json!(39), Value::Null]),
        (json!({ "birthDate": "2023-06-06" }), [json!("2023-06-20"), json!(38), Value::Null]),
        (
            json!({ "birthDate": "2023-06-15", "weeksAtBirth": 38 }),
            [json!("2023-06-29"), json!(38), Value::Null],
        ),
        (json!({ "weeksAtBirth": null }), none.clone()),
        (json!({ "dueDate": "2023-08-10", "weeksAtBirth": null }), early.clone()),
        (json!({ "dueDate": null, "weeksAtBirth": 32 }), early.clone()),
        (json!({ "dueDate": null }), none.clone()),
        (json!({ "dueDate": "2023-08-10", "weeksAtBirth": 32 }), early.clone()),
    ] {
        let before = told(&jane.get(&path).await.data(200));
        let patched = jane.patch(&path, patch.clone()).await.data(200);
        assert_eq!(told(&patched), expected, "{patch}");
        version += i32::from(before != expected || patch.get("name").is_some());
        assert_eq!(patched["version"], version, "{patch}");
        assert_eq!(told(&jane.get(&path).await.data(200)), expected, "{patch}");
    }
    for (patch, field) in [
        (json!({ "dueDate": "2023-08-10", "weeksAtBirth": 31 }), "weeksAtBirth"),
        (json!({ "weeksAtBirth": 50 }), "weeksAtBirth"),
        (json!({ "dueDate": "2024-08-10" }), "dueDate"),
        (json!({ "birthDate": "2022-06-15" }), "dueDate"),
    ] {
        let refused = jane.patch(&path, patch).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field));
    }
    // Corrected up to 24 months.
    gateway.set_clock("2025-06-14T15:30:00Z");
    let jane = jane.again().await;
    assert_eq!(jane.get(&path).await.data(200)["correctedAgeInMonths"], 22);
    gateway.pass(chrono::TimeDelta::days(1));
    assert!(jane.again().await.get(&path).await.data(200).get("correctedAgeInMonths").is_none());
}

#[rstest]
#[tokio::test]
async fn a_due_date_comes_along_with_clients_that_were_away(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-16T15:30:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let id = domain::ChildId::fresh().to_string();
    let push = async |item: Value| {
        let body = json!({ "familyId": jane.family, "items": [item] });
        jane.post("/api/v1/sync", body).await.data(200)["items"][0].clone()
    };
    let mut data = emma(&jane.family);
    data["weeksAtBirth"] = 32.into();
    let item = json!({ "op": "create", "entity": "child", "id": id, "data": data });
    let pushed = push(item.clone()).await;
    assert_eq!(
        (&pushed["status"], &pushed["current"]["dueDate"]),
        (&json!("applied"), &json!("2023-08-10"))
    );
    assert_eq!(push(item).await["status"], "unchanged");
    let update = |data: Value| json!({ "op": "update", "entity": "child", "id": id, "baseVersion": 1, "data": data });
    let refused = push(update(json!({ "weeksAtBirth": 3 }))).await;
    assert_eq!(refused["error"]["details"]["field"], "data.weeksAtBirth");
    // A child as it is shown, changed, is taken as it stands.
    let mut shown = jane.get(&format!("/api/v1/children/{id}")).await.data(200);
    (shown["dueDate"], shown["weeksAtBirth"]) = (json!("2023-07-27"), json!(34));
    let pushed = push(update(shown)).await;
    assert_eq!(
        (&pushed["status"], &pushed["current"]["weeksAtBirth"]),
        (&json!("applied"), &json!(34))
    );
    let pulled = jane.get(&format!("/api/v1/sync?familyId={}", jane.family)).await.data(200);
    let last = pulled["changes"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["data"]["dueDate"], &last["data"]["weeksAtBirth"]),
        (&json!("2023-07-27"), &json!(34))
    );
}

#[rstest]
#[tokio::test]
async fn two_families_may_have_children_of_one_id_and_neither_knows(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let id = jane.child("Emma").await;
    let path = format!("/api/v1/children/{id}");
    // A stranger who asks first does not spoil it for the family.
    let (refused, shown) = tokio::join!(eve.get(&path), jane.get(&path));
    assert_eq!((refused.status, shown.status), (404, 200));
    let mut body = emma(&eve.family);
    (body["id"], body["name"]) = (id.clone().into(), "Ivy".into());
    eve.post("/api/v1/children", body).await.data(201);
    gateway.forget().await;
    for (person, name) in [(&eve, "Ivy"), (&jane, "Emma"), (&eve, "Ivy")] {
        assert_eq!(person.get(&path).await.data(200)["name"], name);
        person.feed(&id, 5).await.data(201);
    }
}

#[rstest]
#[tokio::test]
async fn a_child_with_the_clients_id_is_added_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut body = emma(&jane.family);
    body["id"] = domain::ChildId::fresh().to_string().into();
    let first = jane.post("/api/v1/children", body.clone()).await.data(201);
    assert_eq!(jane.post("/api/v1/children", body.clone()).await.data(201), first);
    body["name"] = "Another".into();
    assert_eq!(jane.post("/api/v1/children", body).await.refusal(), (409, "SYNC_CONFLICT", ""));
}
