//! What people tell when they set out.

use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::users::uuid;

const SETUP: &str = "/api/v1/users/profile/setup";

/// The document's example.
fn example() -> Value {
    json!({
        "mom_status": "pregnant",
        "goals": ["stay healthy", "learn parenting"],
        "partner": { "name": "John Doe", "email": "john.doe@example.com" },
        "children": [{ "full_name": "Baby Doe", "date_of_birth": "2025-01-01", "gender": "female" }],
    })
}

/// One that tells of a child only.
pub(crate) fn one_child() -> Value {
    json!({ "mom_status": "new_mom", "children": example()["children"] })
}

/// Somebody whose family is gone.
async fn alone<'a>(gateway: &'a Gateway, name: &str) -> Person<'a> {
    let person = gateway.parent(name).await;
    person.delete(&format!("/api/v1/families/{}", person.family)).await.data(200);
    person
}

async fn families(person: &Person<'_>) -> Vec<Value> {
    let families = person.get("/api/v1/families").await.data(200);
    families["families"].as_array().unwrap().clone()
}

/// The letters that invite.
async fn invitations(gateway: &Gateway) -> Vec<String> {
    let mut letters = gateway.letters().await;
    letters.retain(|letter| letter.contains("app://join/"));
    letters
}

/// The code in the letter that invites somebody.
async fn code(gateway: &Gateway, email: &str) -> String {
    let letters = invitations(gateway).await;
    let to = format!("To: {email}");
    let letter = letters.iter().find(|letter| letter.contains(&to)).unwrap();
    let (_, code) = letter.split_once("app://join/").unwrap();
    code[..6].to_owned()
}

#[rstest]
#[tokio::test]
async fn a_setup_is_told_and_changed_as_documented(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-11-18T12:00:00Z").await;
    let jane = alone(&gateway, "Jane Doe").await;
    assert_eq!(jane.get(SETUP).await.refusal(), (404, "NOT_FOUND", ""));
    let early = jane.patch(SETUP, json!({ "mom_status": "new_mom" })).await;
    assert_eq!(early.refusal(), (404, "NOT_FOUND", ""));

    let told = jane.post(SETUP, example()).await.bare(201);
    let mut exact = example();
    exact["user_id"] = uuid(&jane.id).into();
    exact["children_metadata"] = json!([]);
    assert_eq!(told, exact);
    assert_eq!(jane.post(SETUP, example()).await.refusal(), (409, "SYNC_CONFLICT", ""));

    let profiles = jane.get("/api/v1/users/child-profiles").await.bare(200);
    let child = profiles["data"]["children"][0]["id"].clone();
    exact["children_metadata"] = json!([{ "id": child, "full_name": "Baby Doe", "age": 0 }]);
    let shown = jane.get(SETUP).await;
    assert_eq!(shown.bare(200), exact);
    assert_eq!(shown.headers["etag"], "\"1\"");

    let changes = json!({ "mom_status": "new_mom", "goals": ["Sleep", "Mental Wellness"] });
    let changed = jane.patch(SETUP, changes.clone()).await;
    exact["mom_status"] = "new_mom".into();
    exact["goals"] = changes["goals"].clone();
    assert_eq!(changed.bare(200), exact);
    assert_eq!(changed.headers["etag"], "\"2\"");
    assert_eq!(jane.patch(SETUP, changes).await.bare(200), exact, "the same change come again");
    assert_eq!(jane.get(SETUP).await.bare(200), exact);
    let stale = jane.call(reqwest::Method::PATCH, SETUP).header("If-Match", "\"1\"");
    let stale = send(stale.json(&json!({ "mom_status": "tired" }))).await;
    assert_eq!(stale.refusal(), (409, "SYNC_CONFLICT", ""));
    assert!(stale.body["detail"].is_string());
    let gone = json!({ "mom_status": null, "goals": null, "partner": null });
    let gone = jane.patch(SETUP, gone).await.bare(200);
    assert_eq!(gone["mom_status"], Value::Null);
    assert_eq!((&gone["goals"], &gone["partner"]), (&json!([]), &Value::Null));
}

#[rstest]
#[tokio::test]
async fn the_family_begins_with_the_children_of_the_setup_and_is_the_same_everywhere(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (alone(&gateway, "Jane Doe").await, alone(&gateway, "John Doe").await);
    assert!(families(&jane).await.is_empty());
    jane.post(SETUP, example()).await.bare(201);
    let family = families(&jane).await[0]["id"].clone();
    let query = "{ families { id children { name birthDate gender } } }";
    let graph = jane.graphql(query, json!({})).await.body;
    let child = json!({ "name": "Baby Doe", "birthDate": "2025-01-01", "gender": "female" });
    assert_eq!(graph["data"]["families"], json!([{ "id": family, "children": [child] }]));
    assert_eq!(jane.get("/api/v1/children").await.data(200)["children"][0]["name"], "Baby Doe");

    // The partner comes in by the letter, as a parent, and sees the same children.
    let join = json!({ "shareCode": code(&gateway, "john.doe@example.com").await });
    let joined = john.post("/api/v1/families/join", join).await.data(200);
    assert_eq!(joined["familyId"], family);
    assert_eq!(families(&john).await[0]["role"], "parent");
    let profiles = async |person: &Person<'_>| {
        let found = person.get("/api/v1/users/child-profiles").await.bare(200);
        found["data"]["children"][0]["id"].clone()
    };
    assert_eq!(profiles(&john).await, profiles(&jane).await);

    // Who tells of the same child adds it no second time, and of another one adds it.
    let mut johns = example();
    johns["partner"] = Value::Null;
    let twin =
        json!({ "full_name": "Bib Doe", "date_of_birth": "2025-01-01T00:00:00", "gender": "male" });
    johns["children"].as_array_mut().unwrap().extend([twin.clone(), twin]);
    let told = john.post(SETUP, johns).await.bare(201);
    assert_eq!(told["children"].as_array().unwrap().len(), 2);
    let same = json!({ "children": example()["children"] });
    assert_eq!(jane.patch(SETUP, same).await.bare(200)["children"], told["children"]);
    let more = json!({ "children": [{ "full_name": "Bob", "date_of_birth": "2024-01-01" }] });
    let more = jane.patch(SETUP, more).await.bare(200);
    assert_eq!(more["children"][2]["gender"], "other");
    assert_eq!(more["children_metadata"].as_array().unwrap().len(), 3);
    assert_eq!(invitations(&gateway).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn another_address_of_the_partner_is_invited_instead(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.post(SETUP, example()).await.bare(201);
    let open = async || {
        let path = format!("/api/v1/families/{}/invitations", jane.family);
        let open = jane.get(&path).await.data(200)["invitations"].clone();
        let email = |it: &Value| (it["email"].clone(), it["role"].clone());
        open.as_array().unwrap().iter().map(email).collect::<Vec<_>>()
    };
    let john = (json!("john.doe@example.com"), json!("parent"));
    assert_eq!(open().await, std::slice::from_ref(&john));
    let old = code(&gateway, "john.doe@example.com").await;
    let partner = async |partner: Value| jane.patch(SETUP, json!({ "partner": partner })).await;
    let renamed = partner(json!({ "name": "Johnny" })).await.bare(200);
    assert_eq!(renamed["partner"], json!({ "name": "Johnny", "email": "john.doe@example.com" }));
    partner(json!({ "email": "John.Doe@example.com" })).await.bare(200);
    assert_eq!(
        (open().await, invitations(&gateway).await.len()),
        (vec![john], 1),
        "nothing is new"
    );

    partner(json!({ "email": "jim@example.com" })).await.bare(200);
    assert_eq!(open().await, [(json!("jim@example.com"), json!("parent"))]);
    assert_eq!(invitations(&gateway).await.len(), 2);
    let guest = gateway.parent("Jack Doe").await;
    let refused = guest.post("/api/v1/families/join", json!({ "shareCode": old })).await;
    assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(partner(Value::Null).await.bare(200)["partner"], Value::Null);
    assert_eq!(open().await, []);

    // Who has joined stays, whatever becomes of the setup.
    let email = json!({ "name": null, "email": guest.email });
    assert_eq!(partner(email).await.bare(200)["partner"]["name"], Value::Null);
    let join = json!({ "shareCode": code(&gateway, &guest.email).await });
    guest.post("/api/v1/families/join", join).await.data(200);
    partner(Value::Null).await.bare(200);
    assert_eq!(families(&guest).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_setup_with_something_wrong_does_nothing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = alone(&gateway, "Jane Doe").await;
    for (at, value, field) in [
        ("/mom_status", json!(5), "mom_status"),
        ("/mom_status", json!("x".repeat(101)), "mom_status"),
        ("/goals", json!("sleep"), "goals"),
        ("/goals/1", json!(" "), "goals"),
        ("/goals/1", json!(7), "goals.1"),
        ("/goals", json!(vec!["x"; 51]), "goals"),
        ("/partner", json!("John"), "partner"),
        ("/partner/email", json!("nobody"), "partner.email"),
        ("/partner/name", json!("x".repeat(101)), "partner.name"),
        ("/children", json!({}), "children"),
        ("/children", json!(vec![example()["children"][0].clone(); 51]), "children"),
        ("/children/0/full_name", json!(""), "children.0.full_name"),
        ("/children/0/full_name", Value::Null, "children.0.full_name"),
        ("/children/0/date_of_birth", json!("2990-01-01"), "children.0.date_of_birth"),
        ("/children/0/date_of_birth", json!("soon"), "children.0.date_of_birth"),
        ("/children/0/gender", json!("x"), "children.0.gender"),
    ] {
        let mut body = example();
        *body.pointer_mut(at).unwrap() = value.clone();
        assert_eq!(jane.post(SETUP, body).await.field(), field, "{value}");
    }
    assert!(families(&jane).await.is_empty());
    assert!(invitations(&gateway).await.is_empty());
    assert_eq!(jane.get(SETUP).await.status, 404);

    // More children than a family may have, beside what is good.
    let many: Vec<_> = (0..11)
        .map(|it| json!({ "full_name": format!("Child {it}"), "date_of_birth": "2025-01-01" }))
        .collect();
    let refused = jane.post(SETUP, json!({ "children": many, "mom_status": "busy" })).await;
    assert_eq!(refused.status, 400, "{}", refused.body);
    assert_eq!(jane.get("/api/v1/children").await.data(200)["children"], json!([]));
    assert_eq!(jane.get(SETUP).await.status, 404);
    // And nothing at all is a setup as well.
    let nothing = jane.post(SETUP, json!({})).await.bare(201);
    assert_eq!((&nothing["mom_status"], &nothing["children"]), (&Value::Null, &json!([])));
    let wrong = jane.patch(SETUP, json!({ "mom_status": "ok", "goals": [" "] })).await;
    assert_eq!(wrong.field(), "goals");
    assert_eq!(jane.get(SETUP).await.bare(200)["mom_status"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn who_may_not_add_children_or_invite_does_not_by_a_setup(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, sue) = (gateway.parent("Jane Doe").await, alone(&gateway, "Sue Sitter").await);
    let emma = jane.child("Emma").await;
    jane.child("Ella").await;
    let access = json!({ "childIds": [emma] });
    let invite = json!({ "email": sue.email, "role": "caregiver", "access": access });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    for field in ["children", "partner"] {
        let told = json!({ field: example()[field], "family_id": jane.family });
        let refused = sue.post(SETUP, told).await;
        assert_eq!(refused.refusal(), (403, "FORBIDDEN", ""), "{field}");
    }
    let told = sue.post(SETUP, json!({ "mom_status": "helping" })).await.bare(201);
    assert_eq!(told["children"].as_array().unwrap().len(), 1, "only whom they may know of");
    let foreign = json!({ "children": example()["children"], "family_id": gateway.parent("Eve Else").await.family });
    assert_eq!(sue.patch(SETUP, foreign).await.refusal(), (404, "NOT_FOUND", ""));

    // Who is a parent of several families says of which.
    let other = jane.post("/api/v1/families", json!({ "name": "Others" })).await.data(201);
    assert_eq!(jane.post(SETUP, example()).await.field(), "family_id");
    let mut named = example();
    named["family_id"] = other["id"].clone();
    assert_eq!(jane.post(SETUP, named).await.bare(201)["children"].as_array().unwrap().len(), 3);
}

#[rstest]
#[tokio::test]
async fn four_setups_at_once_are_one(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, ann) = (alone(&gateway, "Jane Doe").await, alone(&gateway, "Ann Poe").await);
    let calls = (0..4).map(|_| jane.post_once("key", SETUP, example()));
    let replies: Vec<Reply> = join_all(calls).await;
    for reply in &replies {
        assert_eq!(reply.bare(201), replies[0].body);
    }
    let without = join_all((0..4).map(|_| ann.post(SETUP, example()))).await;
    let mut statuses: Vec<_> = without.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
    for person in [&jane, &ann] {
        assert_eq!(families(person).await.len(), 1);
        let children = person.get("/api/v1/children").await.data(200);
        assert_eq!(children["children"].as_array().unwrap().len(), 1);
    }
    assert_eq!(invitations(&gateway).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn letters_of_setups_are_counted_as_invitations(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "15")]).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.post(SETUP, example()).await.bare(201);
    for number in 0..2 {
        let partner = json!({ "email": format!("x{number}@example.com") });
        jane.patch(SETUP, json!({ "partner": partner })).await.bare(200);
    }
    let partner = json!({ "partner": { "email": "y@example.com" } });
    assert_eq!(jane.patch(SETUP, partner).await.refusal(), (429, "RATE_LIMITED", ""));
    jane.patch(SETUP, json!({ "goals": ["rest"] })).await.bare(200);
}
