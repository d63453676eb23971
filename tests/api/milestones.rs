use std::collections::BTreeSet;

use domain::{Locale, Word};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::graph::{asked, respelt};

async fn milestones(person: &Person<'_>, query: &str) -> Vec<Value> {
    let data = person.get(&format!("/api/v1/milestones{query}")).await.data(200);
    data["milestones"].as_array().unwrap().clone()
}

async fn log(person: &Person<'_>, child: &str, at: &str, what: Value) -> Value {
    let mut body = what;
    body["childId"] = child.into();
    body["timestamp"] = at.into();
    person.post("/api/v1/activities/milestone", body).await.data(201)
}

#[tokio::test]
async fn the_list_is_told_in_each_language() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut told = BTreeSet::new();
    for locale in Locale::WORDS {
        let listed = milestones(&jane.speaking(locale), "").await;
        assert_eq!(listed.len(), 159);
        let names: BTreeSet<_> = listed.iter().map(|it| it["name"].to_string()).collect();
        assert_eq!(names.len(), 159, "{locale}");
        assert!(told.insert(names), "{locale} is another language");
        let rolls = listed.iter().find(|it| it["id"] == "rolls-over").unwrap();
        let name = rolls["name"].clone();
        let expected =
            json!({ "id": "rolls-over", "name": name, "area": "movement", "ageInMonths": 6 });
        assert_eq!(rolls, &expected);
    }
}

#[rstest]
#[tokio::test]
async fn the_list_beside_a_child_tells_what_it_reached_first(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    log(&jane, &emma, "2023-12-24T10:00:00Z", json!({ "milestone": "rolls-over" })).await;
    log(&jane, &emma, "2023-12-12T10:00:00Z", json!({ "milestone": "rolls-over" })).await;
    log(&jane, &ella, "2023-12-01T10:00:00Z", json!({ "milestone": "rolls-over" })).await;
    let slip = log(&jane, &emma, "2024-01-01T10:00:00Z", json!({ "milestone": "babbles" })).await;
    jane.delete(&format!("/api/v1/activities/{}", slip["id"].as_str().unwrap())).await.data(200);

    let listed = milestones(&jane, &format!("?childId={emma}")).await;
    assert_eq!(listed.len(), 159);
    let one = |id: &str| listed.iter().find(|it| it["id"] == id).unwrap();
    let rolls = one("rolls-over");
    assert_eq!(
        (&rolls["expectedBy"], &rolls["ageBasis"]),
        (&json!("2023-12-15"), &json!("chronological"))
    );
    assert_eq!(rolls["achievedAt"], "2023-12-12T10:00:00Z");
    assert_eq!(one("babbles")["expectedBy"], "2024-03-15");
    assert_eq!(one("babbles").get("achievedAt"), None);

    let theirs = eve.get(&format!("/api/v1/milestones?childId={emma}")).await;
    assert_eq!(theirs.refusal(), (404, "NOT_FOUND", ""));
    let none = eve.get("/api/v1/milestones?childId=fam_1").await;
    assert_eq!(none.refusal(), (400, "VALIDATION_ERROR", "childId"));
}

#[rstest]
#[tokio::test]
async fn what_a_preterm_child_is_expected_to_do_counts_from_its_due_date(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    const GRAPH: &str = "query($id: ID!) { child(id: $id) { \
        milestones { source { publisher title citation doi } \
            achieved { id name area ageInMonths expectedBy ageBasis achievedAt } upcoming { id expectedBy ageBasis } } \
        weeklyReport(startDate: \"2024-01-14\", endDate: \"2024-01-20\") { \
            milestones { source { doi } upcoming { name expectedBy ageBasis } } } } }";
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let body = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15", "weeksAtBirth": 32 });
    let child = jane.post("/api/v1/children", body).await.data(201)["id"].clone();
    let child = child.as_str().unwrap();
    log(&jane, child, "2024-01-12T10:00:00Z", json!({ "milestone": "chuckles" })).await;
    log(&jane, child, "2024-01-13T10:00:00Z", json!({ "name": "Said moo" })).await;

    let listed = milestones(&jane, &format!("?childId={child}")).await;
    assert_eq!(listed.len(), 159);
    for (id, by, basis) in [
        ("chuckles", "2023-12-10", "corrected"),
        ("runs", "2025-08-10", "corrected"),
        ("jumps", "2025-12-15", "chronological"),
    ] {
        let one = listed.iter().find(|it| it["id"] == id).unwrap();
        assert_eq!((&one["expectedBy"], &one["ageBasis"]), (&json!(by), &json!(basis)), "{id}");
    }
    let achieved = milestones(&jane, &format!("?childId={child}&status=achieved")).await;
    let upcoming = milestones(&jane, &format!("?childId={child}&status=upcoming")).await;
    assert_eq!(achieved.len(), 1);
    assert_eq!(
        (&achieved[0]["id"], &achieved[0]["achievedAt"]),
        (&json!("chuckles"), &json!("2024-01-12T10:00:00Z"))
    );
    // By its corrected age it has those of four and of six months before it, but for the one that it has.
    let ages: BTreeSet<_> = upcoming.iter().map(|it| it["ageInMonths"].as_u64().unwrap()).collect();
    assert_eq!((upcoming.len(), ages), (12 + 12, BTreeSet::from([4, 6])));

    let told = asked(&jane, GRAPH, json!({ "id": child })).await["child"].clone();
    let graph = &told["milestones"];
    assert_eq!(respelt(&graph["achieved"]), respelt(&json!(achieved)));
    let of = |it: &Value| ["id", "expectedBy", "ageBasis"].map(|field| it[field].clone());
    let graphs: Vec<_> = graph["upcoming"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(graphs, upcoming.iter().map(of).collect::<Vec<_>>());
    let report = &told["weeklyReport"]["milestones"];
    let of = |it: &Value| ["name", "expectedBy", "ageBasis"].map(|field| it[field].clone());
    let reports: Vec<_> = report["upcoming"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(reports, upcoming.iter().map(of).collect::<Vec<_>>());

    let source = jane.get("/api/v1/milestones").await.data(200)["source"].clone();
    assert_eq!((&source, &source["doi"]), (&graph["source"], &report["source"]["doi"]));
    assert_eq!(source["doi"], "10.1542/peds.2021-052138");
    assert_eq!(source["title"], "Learn the Signs. Act Early.");
    for (query, field) in [
        ("?status=achieved".to_owned(), "childId"),
        (format!("?childId={child}&status=done"), "status"),
    ] {
        let refused = jane.get(&format!("/api/v1/milestones{query}")).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field));
    }
}

#[rstest]
#[tokio::test]
async fn a_milestone_that_nobody_knows_is_refused_and_own_words_are_not(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let at = "2024-01-20T10:00:00Z";
    let flies = json!({ "childId": child, "timestamp": at, "milestone": "flies", "name": "Flies" });
    let refused = jane.post("/api/v1/activities/milestone", flies).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "milestone"));
    let reason = refused.body["error"]["details"]["reason"].as_str().unwrap();
    assert_eq!(reason, "Must be an id of GET /api/v1/milestones; own words go into name");

    let own = log(&jane, &child, at, json!({ "name": "Said moo" })).await;
    let path = format!("/api/v1/activities/{}", own["id"].as_str().unwrap());
    let patch = json!({ "details": { "milestone": "flies" }, "version": 1 });
    let refused = jane.patch(&path, patch).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "details.milestone"));
    let patch = json!({ "details": { "milestone": "makes-sounds" }, "version": 1 });
    let details = jane.patch(&path, patch).await.data(200)["details"].clone();
    assert_eq!(details, json!({ "milestone": "makes-sounds", "name": "Said moo" }));
}
