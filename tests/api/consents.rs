use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

fn emma(family: &str) -> Value {
    json!({ "familyId": family, "name": "Emma", "birthDate": "2023-06-15" })
}

async fn agree(person: &Person<'_>, path: &str, version: &Value) -> Reply {
    send(person.call(Method::PUT, path).json(&json!({ "textVersion": version }))).await
}

async fn on_record(person: &Person<'_>, child: &str) -> Value {
    person.get(&format!("/api/v1/children/{child}/consent")).await.data(200)["consent"].clone()
}

#[rstest]
#[tokio::test]
async fn a_parent_who_adds_a_child_agrees_by_it_and_others_cannot(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    jane.welcome(&sue, "caregiver", Some(json!({ "canAddChildren": true }))).await;
    let text = gateway.anyone().get("/api/v1/consent").await.data(200);
    let version = text["textVersion"].clone();
    assert!(text["text"].as_str().unwrap().contains("withdraw"));

    let added = jane.post("/api/v1/children", emma(&jane.family)).await.data(201);
    let consent = on_record(&jane, added["id"].as_str().unwrap()).await;
    assert_eq!(consent["by"], json!(jane.id));
    assert_eq!((&consent["how"], &consent["textVersion"]), (&json!("by-adding"), &version));
    assert!(consent["at"].is_string());

    // A sitter's child waits for a parent's word.
    let ella = sue.post("/api/v1/children", emma(&jane.family)).await.data(201);
    let ella = ella["id"].as_str().unwrap();
    assert_eq!(on_record(&sue, ella).await, Value::Null);
    let path = format!("/api/v1/children/{ella}/consent");
    assert_eq!(agree(&sue, &path, &version).await.status, 403);
    let old = agree(&jane, &path, &json!("2020-01")).await;
    assert_eq!(old.refusal(), (400, "VALIDATION_ERROR", "textVersion"));
    let given = agree(&jane, &path, &version).await.data(200);
    assert_eq!(given["consent"]["how"], "explicit");
    assert_eq!(on_record(&jane, ella).await, given["consent"]);
}

#[rstest]
#[tokio::test]
async fn where_it_must_be_said_nobody_is_added_without_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_CONSENT", "explicit")]).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    jane.welcome(&sue, "caregiver", Some(json!({ "canAddChildren": true }))).await;
    let version = gateway.anyone().get("/api/v1/consent").await.data(200)["textVersion"].clone();
    let refused = jane.post("/api/v1/children", emma(&jane.family)).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "parentalConsent"));
    let mut said = emma(&jane.family);
    said["parentalConsent"] = json!({ "textVersion": version });
    assert_eq!(sue.post("/api/v1/children", said.clone()).await.status, 403);
    let added = jane.post("/api/v1/children", said).await.data(201);
    assert_eq!(on_record(&jane, added["id"].as_str().unwrap()).await["how"], "explicit");
    let children = jane.get("/api/v1/children").await.data(200);
    assert_eq!(children["children"].as_array().unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn withdrawing_it_erases_the_child(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    jane.welcome(&sue, "caregiver", None).await;
    let emma = jane.post("/api/v1/children", emma(&jane.family)).await.data(201);
    let emma = emma["id"].as_str().unwrap();
    let fed = jane.feed(emma, 5).await.data(201);
    let path = format!("/api/v1/children/{emma}/consent");
    assert_eq!(sue.delete(&path).await.status, 403);
    jane.delete(&path).await.data(200);
    assert_eq!(jane.get(&path).await.status, 404);
    let fed = fed["id"].as_str().unwrap();
    assert_eq!(jane.get(&format!("/api/v1/activities/{fed}")).await.status, 404);
    assert_eq!(jane.get("/api/v1/children").await.data(200)["children"], json!([]));
}
