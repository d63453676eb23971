use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

#[rstest]
#[tokio::test]
async fn an_invitation_is_mailed_and_lets_one_person_in(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let invite = json!({
        "email": "partner@example.com",
        "role": "parent",
        "permissions": {
            "canAddChildren": true, "canEditChildren": true, "canLogActivities": true, "canViewReports": true,
        },
        "message": "Join our family on the app!",
    });
    let invitation = jane.post("/api/v1/families/invite", invite).await.data(201);
    assert!(invitation["invitationId"].as_str().unwrap().starts_with("inv_"));
    let code = invitation["shareCode"].as_str().unwrap();
    assert_eq!(invitation["invitationUrl"], format!("app://join/{code}"));
    let expires =
        invitation["expiresAt"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert!((expires - gateway.now() - TimeDelta::days(7)).abs() < TimeDelta::minutes(1));

    let letters = gateway.letters_to("partner@example.com").await;
    assert_eq!(letters.len(), 1);
    for part in ["partner@example.com", code, "Jane Doe", "Join our family on the app!"] {
        assert!(letters[0].contains(part), "{part} in {}", letters[0]);
    }

    let joined = john.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    assert_eq!(joined["familyId"], json!(jane.family));
    assert_eq!(joined["familyName"], "The Doe Family");
    assert_eq!(joined["role"], "parent");
    assert_eq!(joined["children"], json!([]));
    let members = joined["members"].as_array().unwrap();
    assert_eq!(members[0], json!({ "id": jane.id, "name": "Jane Doe", "role": "parent" }));
    assert_eq!(members[1]["name"], "John Roe");

    let late = gateway.parent("Late Comer").await;
    let reply = late.post("/api/v1/families/join", json!({ "shareCode": code })).await;
    assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
    // Who is in already may knock again.
    john.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
}

#[rstest]
#[tokio::test]
async fn an_invitation_with_the_clients_id_is_made_and_mailed_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let id = domain::InvitationId::fresh().to_string();
    let mut invite =
        json!({ "id": id, "email": "a@example.com", "role": "viewer", "message": "Come in" });
    let first = jane.post("/api/v1/families/invite", invite.clone()).await.data(201);
    assert_eq!(first["invitationId"], json!(id));
    assert_eq!(jane.post("/api/v1/families/invite", invite.clone()).await.data(201), first);
    assert_eq!(gateway.letters_to("a@example.com").await.len(), 1);
    invite["role"] = "parent".into();
    assert_eq!(
        jane.post("/api/v1/families/invite", invite).await.refusal(),
        (409, "SYNC_CONFLICT", "")
    );
}

#[rstest]
#[tokio::test]
async fn members_are_listed_with_their_permissions(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, sitter) = (gateway.parent("Jane Doe").await, gateway.parent("Sue Sitter").await);
    jane.welcome(&sitter, "caregiver", None).await;
    let path = format!("/api/v1/families/{}/members", jane.family);
    for person in [&jane, &sitter] {
        let data = person.get(&path).await.data(200);
        let members = data["members"].as_array().unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[0]["email"], "jane.doe@example.com");
        assert!(members[0]["joinedAt"].is_string() && members[0]["lastActive"].is_string());
        assert_eq!(
            members[1]["permissions"],
            json!({
                "canAddChildren": false, "canEditChildren": false, "canLogActivities": true, "canViewReports": true,
            })
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_code_ends_after_seven_days(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let invite = json!({ "email": "a@example.com", "role": "viewer" });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    gateway.pass(TimeDelta::days(7) + TimeDelta::seconds(1));
    let john = gateway.parent("John Roe").await;
    let reply = john.post("/api/v1/families/join", json!({ "shareCode": code })).await;
    assert_eq!(reply.status, 404);
}

#[rstest]
#[tokio::test]
async fn the_familys_own_code_makes_a_viewer(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let child = jane.child("Emma").await;
    let typed = jane.share_code.to_lowercase();
    let joined = gran.post("/api/v1/families/join", json!({ "shareCode": typed })).await.data(200);
    assert_eq!(joined["role"], "viewer");
    assert_eq!(joined["children"][0]["id"], json!(child));
    assert_eq!(gran.feed(&child, 5).await.refusal(), (403, "FORBIDDEN", ""));
    assert_eq!(gran.get(&format!("/api/v1/children/{child}")).await.status, 200);
    let invite = json!({ "email": "a@example.com", "role": "parent", "familyId": jane.family });
    assert_eq!(gran.post("/api/v1/families/invite", invite).await.status, 403);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_an_invitation_is_named(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let invite = async |body: Value| jane.post("/api/v1/families/invite", body).await;
    let role = invite(json!({ "email": "a@example.com", "role": "king" })).await;
    assert_eq!(role.refusal(), (400, "VALIDATION_ERROR", "role"));
    let email = invite(json!({ "email": "a", "role": "viewer" })).await;
    assert_eq!(email.refusal(), (400, "VALIDATION_ERROR", "email"));
    let others =
        invite(json!({ "email": "a@example.com", "role": "viewer", "familyId": eve.family })).await;
    assert_eq!(others.refusal(), (404, "NOT_FOUND", ""));
    for code in ["ABC", "??????", ""] {
        let reply = jane.post("/api/v1/families/join", json!({ "shareCode": code })).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "shareCode"), "{code}");
    }
    assert!(gateway.letters_to("a@example.com").await.is_empty());
}
