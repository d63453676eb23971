//! Children as the contract of users shows them: the children of one's families.

use futures_util::future::join;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::users::uuid;

const CHILDREN: &str = "/api/v1/users/child-profiles";

/// The document's example.
fn baby(person: &Person<'_>) -> Value {
    json!({
        "profile_setup_id": uuid(&person.id),
        "full_name": "Baby Doe",
        "date_of_birth": "2025-01-01",
        "due_date": null,
        "gender": "female",
        "profile_picture_url": null,
    })
}

async fn list(person: &Person<'_>) -> Vec<Value> {
    let found = person.get(CHILDREN).await.bare(200);
    let children = found["data"]["children"].as_array().unwrap().clone();
    assert_eq!(found["data"]["total"], children.len());
    children
}

async fn add(person: &Person<'_>, name: &str, born: &str) -> Value {
    let body = json!({ "full_name": name, "date_of_birth": born, "family_id": person.family });
    person.post(CHILDREN, body).await.bare(201)
}

#[rstest]
#[tokio::test]
async fn child_profiles_are_as_documented(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2025-11-18T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let none = jane.get(CHILDREN).await.bare(200);
    let exact = json!({
        "message": "Child profiles retrieved successfully", "data": { "children": [], "total": 0 },
    });
    assert_eq!(none, exact);

    let mut room = jane.listen(&jane.family).await;
    let added = jane.post(CHILDREN, baby(&jane)).await.bare(201);
    let mut exact = baby(&jane);
    exact["id"] = added["id"].clone();
    exact["birth_order"] = 1.into();
    exact["age"] = 0.into();
    exact["created_at"] = "2025-11-18".into();
    exact["updated_at"] = "2025-11-18".into();
    assert_eq!(added, exact);
    assert_eq!(room.next().await["event"], "child-added");
    let id: uuid::Uuid = added["id"].as_str().unwrap().parse().unwrap();
    let path = format!("{CHILDREN}/{id}");
    assert_eq!(list(&jane).await, [exact.clone()]);
    let shown = jane.get(&path).await;
    assert_eq!(shown.bare(200), exact);
    assert_eq!(shown.headers["etag"], "\"1\"");

    gateway.pass(chrono::TimeDelta::days(1));
    let jane = jane.again().await;
    exact["gender"] = "male".into();
    exact["updated_at"] = "2025-11-19".into();
    assert_eq!(jane.patch(&path, json!({ "gender": "male" })).await.bare(200), exact);
    assert_eq!(room.next().await["event"], "child-updated");

    let picture = crate::photos::jpeg(20, 10);
    let uploaded = jane.send_file(&format!("{path}/upload-picture"), &picture).await.bare(200);
    let url = uploaded["data"]["profile_picture_url"].clone();
    exact["profile_picture_url"] = url.clone();
    let said = "Profile picture uploaded successfully";
    assert_eq!(uploaded, json!({ "message": said, "data": exact }));
    assert_eq!(room.next().await["event"], "child-updated");
    let picture = jane.call(Method::GET, url.as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/jpeg");

    let deleted = jane.delete(&path).await.bare(200);
    let data = json!({ "deleted": true, "child_id": id });
    assert_eq!(deleted, json!({ "message": "Child profile deleted successfully", "data": data }));
    assert_eq!(room.next().await["event"], "child-deleted");
    let files = std::fs::read_dir(gateway.data.path().join("files")).unwrap().count();
    assert_eq!((files, list(&jane).await.len()), (0, 0));
    assert_eq!(jane.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn a_child_is_the_same_in_all_contracts(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let rest = json!({
        "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15", "dueDate": "2023-08-10",
        "bloodType": "O+", "allergies": ["dairy"], "pediatrician": { "name": "Dr. Smith" },
    });
    let emma = jane.post("/api/v1/children", rest).await.data(201)["id"].clone();
    let family = format!("/api/v1/children/{}", emma.as_str().unwrap());
    let here = &list(&jane).await[0];
    assert_eq!((&here["full_name"], &here["due_date"]), (&json!("Emma"), &json!("2023-08-10")));
    let path = format!("{CHILDREN}/{}", here["id"].as_str().unwrap());

    // What this contract does not tell stays.
    let name = json!({ "full_name": "Emma Jane", "due_date": null });
    assert_eq!(jane.patch(&path, name).await.bare(200)["due_date"], Value::Null);
    let there = jane.get(&family).await.data(200);
    assert_eq!((&there["name"], &there["dueDate"]), (&json!("Emma Jane"), &Value::Null));
    assert_eq!((&there["bloodType"], &there["allergies"]), (&json!("O+"), &json!(["dairy"])));
    assert_eq!(there["pediatrician"]["name"], "Dr. Smith");
    let query = "query($id: ID!) { child(id: $id) { name } }";
    let graph = jane.graphql(query, json!({ "id": emma })).await.body;
    assert_eq!(graph["data"]["child"]["name"], "Emma Jane");

    let picture = json!({ "photo": crate::photos::picture() });
    let url = jane.patch(&family, picture).await.data(200)["photoUrl"].clone();
    let shown = jane.get(&path).await.bare(200);
    assert_eq!(shown["profile_picture_url"], url);
    // The whole form may come back as it was shown.
    assert_eq!(jane.patch(&path, shown.clone()).await.bare(200), shown);
    let other = json!({ "profile_picture_url": "https://example.com/x.jpg" });
    assert_eq!(jane.patch(&path, other).await.field(), "profile_picture_url");
    let gone = jane.patch(&path, json!({ "profile_picture_url": null })).await.bare(200);
    assert_eq!(gone["profile_picture_url"], Value::Null);
    assert_eq!(jane.get(&family).await.data(200)["photoUrl"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_child_is_named(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let added = jane.post(CHILDREN, baby(&jane)).await.bare(201);
    let path = format!("{CHILDREN}/{}", added["id"].as_str().unwrap());
    for (field, value) in [
        ("full_name", json!(" ")),
        ("full_name", Value::Null),
        ("full_name", json!("x".repeat(101))),
        ("date_of_birth", Value::Null),
        ("date_of_birth", json!("2990-01-01")),
        ("date_of_birth", json!("1800-01-01")),
        ("date_of_birth", json!(5)),
        ("date_of_birth", json!("2024-12-31T23:00:00Z")),
        ("due_date", json!("2026-01-01")),
        ("gender", json!("x")),
        ("profile_picture_url", json!("https://example.com/x.jpg")),
        ("profile_setup_id", json!("x")),
    ] {
        let mut body = baby(&jane);
        body[field] = value.clone();
        assert_eq!(jane.post(CHILDREN, body).await.field(), field, "{value}");
        assert_eq!(jane.patch(&path, json!({ field: value })).await.field(), field, "{value}");
    }
    let mut body = baby(&jane);
    body["profile_setup_id"] = uuid::Uuid::new_v4().to_string().into();
    assert_eq!(jane.post(CHILDREN, body.clone()).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.patch(&path, body).await.refusal(), (404, "NOT_FOUND", ""));
    let bare = json!({ "full_name": "Bob", "date_of_birth": "2025-02-03T00:00:00Z" });
    let bob = jane.post(CHILDREN, bare).await.bare(201);
    assert_eq!((&bob["date_of_birth"], &bob["gender"]), (&json!("2025-02-03"), &json!("other")));

    let stale = jane.call(Method::PATCH, &path).header("If-Match", "\"7\"");
    let stale = send(stale.json(&json!({ "full_name": "Bib" }))).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", ""));
    let stale = send(jane.call(Method::DELETE, &path).header("If-Match", "\"7\"")).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", ""));
    let known = jane.call(Method::PATCH, &path).header("If-Match", "\"1\"");
    let known = send(known.json(&json!({ "full_name": "Bib" }))).await;
    assert_eq!(
        (known.bare(200)["full_name"].as_str(), &known.headers["etag"]),
        (Some("Bib"), &"\"2\"".parse().unwrap())
    );
}

#[rstest]
#[tokio::test]
async fn a_family_begins_with_the_first_child_that_can_be_also_for_a_guest_of_another(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    sue.delete(&format!("/api/v1/families/{}", sue.family)).await.data(200);
    jane.welcome(&sue, "caregiver", Some(json!({ "canAddChildren": true }))).await;
    let families = async || {
        gateway.forget().await;
        let families = sue.get("/api/v1/families").await.data(200);
        families["families"].as_array().unwrap().len()
    };
    for path in [CHILDREN, "/api/v1/children"] {
        let nobody = json!({
            "full_name": " ", "date_of_birth": "2025-01-01", "name": " ", "birthDate": "2025-01-01",
        });
        assert!(sue.post(path, nobody).await.status >= 400);
    }
    assert_eq!(families().await, 1);
    // At once, as two taps are.
    let own = json!({ "full_name": "Sam", "date_of_birth": "2025-01-01" });
    let twins = json!({ "full_name": "Sid", "date_of_birth": "2025-01-01" });
    let (sam, sid) = join(sue.post(CHILDREN, own), sue.post(CHILDREN, twins)).await;
    for added in [sam, sid] {
        added.bare(201);
    }
    assert_eq!(families().await, 2);
    assert_eq!(list(&jane).await.len(), 0, "a guest's own children are not their host's");
    let mut named = baby(&sue);
    named["family_id"] = json!(jane.family);
    sue.post(CHILDREN, named).await.bare(201);
    assert_eq!((list(&jane).await.len(), list(&sue).await.len()), (1, 3));
}

#[rstest]
#[tokio::test]
async fn the_eldest_is_the_first_whoever_looks(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let order = |child: &Value| child["birth_order"].as_u64().unwrap();
    assert_eq!(order(&add(&jane, "Bea", "2022-05-01").await), 1);
    assert_eq!(order(&add(&jane, "Cleo", "2024-05-01").await), 2);
    assert_eq!(order(&add(&jane, "Ann", "2020-05-01").await), 1);
    let twin = add(&jane, "Coco", "2024-05-01").await;
    assert_eq!(order(&twin), 4, "the twin who was added later");
    let orders = async |person: &Person<'_>| {
        let children = list(person).await;
        let told =
            children.iter().map(|it| (it["full_name"].as_str().unwrap().to_owned(), order(it)));
        told.collect::<Vec<_>>()
    };
    let all = [("Bea", 2), ("Cleo", 3), ("Ann", 1), ("Coco", 4)];
    assert_eq!(orders(&jane).await, all.map(|(name, order)| (name.to_owned(), order)));
    // To a sitter for one child there are no others.
    let id = domain::ChildId(twin["id"].as_str().unwrap().parse().unwrap()).to_string();
    let sue = crate::access::sitter(&gateway, &jane, json!({ "childIds": [id] })).await;
    assert_eq!(orders(&sue).await, [("Coco".to_owned(), 1)]);
    assert_eq!(list(&sue).await[0]["profile_setup_id"], uuid(&sue.id));
    let path = format!("{CHILDREN}/{id}");
    assert_eq!(order(&sue.get(&path).await.bare(200)), 1);
    let moved = jane.patch(&path, json!({ "date_of_birth": "2019-01-01" })).await.bare(200);
    assert_eq!((order(&moved), moved["age"].as_u64().unwrap() >= 7), (1, true));
}

#[rstest]
#[tokio::test]
async fn others_do_here_what_they_may_do_elsewhere(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (gran, ann) = (gateway.parent("Gran Doe").await, gateway.parent("Ann Poe").await);
    let added = jane.post(CHILDREN, baby(&jane)).await.bare(201);
    let path = format!("{CHILDREN}/{}", added["id"].as_str().unwrap());
    jane.welcome(&gran, "viewer", None).await;
    let trusted = json!({ "canAddChildren": true, "canEditChildren": true, "canLogActivities": true, "canViewReports": true });
    jane.welcome(&ann, "caregiver", Some(trusted)).await;
    let picture = crate::photos::jpeg(20, 10);
    let upload = format!("{path}/upload-picture");
    let name = json!({ "full_name": "Bib" });
    for (person, status, deletes) in [(&eve, 404, 404), (&gran, 403, 403), (&ann, 200, 403)] {
        let seen = if status == 404 { 404 } else { 200 };
        assert_eq!(person.get(&path).await.status, seen);
        assert_eq!(person.patch(&path, name.clone()).await.status, status);
        assert_eq!(person.send_file(&upload, &picture).await.status, status);
        assert_eq!(person.delete(&path).await.status, deletes);
    }
    let into = |family: &str| json!({ "full_name": "Bob", "date_of_birth": "2025-01-01", "family_id": family });
    assert_eq!(eve.post(CHILDREN, into(&jane.family)).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(gran.post(CHILDREN, into(&jane.family)).await.refusal(), (403, "FORBIDDEN", ""));
    ann.post(CHILDREN, into(&jane.family)).await.bare(201);
    assert_eq!((list(&eve).await.len(), list(&gran).await.len()), (0, 2));
    assert_eq!(jane.get(&format!("{CHILDREN}/x")).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn children_of_many_families_cost_as_much_as_one(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    add(&jane, "Emma", "2023-06-15").await;
    let node = gateway.beside().await;
    let cost = async |node: &Gateway| {
        // As a node that knows the person, and nothing of their families yet.
        let jane = jane.at(node);
        jane.get("/api/v1/users/profile").await.bare(200);
        node.forget().await;
        node.settled().await;
        let before = node.served();
        let found = list(&jane).await.len();
        (found, node.served() - before)
    };
    let (one, few) = cost(&node).await;
    for number in 0..6 {
        let family = jane.post("/api/v1/families", json!({ "name": "Another" })).await.data(201);
        for name in ["A", "B", "C"] {
            let child = json!({ "full_name": format!("{name}{number}"), "date_of_birth": "2024-01-01", "family_id": family["id"] });
            jane.post(CHILDREN, child).await.bare(201);
        }
    }
    let other = gateway.beside().await;
    let (all, many) = cost(&other).await;
    assert_eq!((one, all), (1, 19));
    // The keys of the families that the node does not know yet are looked up together.
    assert!(many <= few + 1 && many <= 7, "{few} {many}");
}
