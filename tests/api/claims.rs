use std::time::Duration;

use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::{auth_contract::bearing, passwords::reset};

/// Who reads the letters of an address, signed in as they first do.
async fn owner<'a>(gateway: &'a Gateway, email: &str, way: &str) -> Person<'a> {
    if way == "code" {
        return gateway.guest(email).await;
    }
    let forgotten = json!({ "email": email });
    gateway.anyone().post("/api/v1/auth/forgot_password", forgotten).await.bare(200);
    let token = gateway.mailed(email, "reset-password").await.unwrap();
    let reset = reset(&token, "newpass456");
    let done = gateway.anyone().post("/api/v1/auth/reset_password", reset).await.bare(200);
    bearing(gateway, email, &done)
}

async fn families(person: &Person<'_>) -> Vec<String> {
    let query = "{ me { families { id } } }";
    let reply = person.graphql(query, json!({})).await.body;
    let list = reply["data"]["me"]["families"].as_array().unwrap_or_else(|| panic!("{reply}"));
    list.iter().map(|family| family["id"].as_str().unwrap().to_owned()).collect()
}

async fn members(person: &Person<'_>, family: &str) -> Vec<String> {
    let listed = person.get(&format!("/api/v1/families/{family}/members")).await.data(200);
    let list = listed["members"].as_array().unwrap_or_else(|| panic!("{listed}"));
    list.iter().map(|member| member["name"].as_str().unwrap().to_owned()).collect()
}

#[rstest]
#[tokio::test]
async fn who_made_an_account_at_somebody_elses_address_left_nobody_in_its_families(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
    #[values("code", "reset")] way: &str,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "10000")]).await;
    // Eve does not read the letters of the address.
    let eve = gateway.parent("Vera Vane").await;
    eve.on("phone", "ios", "eves-token").await;
    let friends = [gateway.parent("Eve Two").await, gateway.parent("Eve Three").await];
    eve.welcome(&friends[0], "parent", None).await;
    let join = |code: &serde_json::Value| json!({ "shareCode": code });
    let own = json!(eve.share_code);
    friends[1].post("/api/v1/families/join", join(&own)).await.data(200);
    let invite = json!({ "email": "late@example.com", "role": "parent", "familyId": eve.family });
    let open = eve.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    // And the other way round, where the owner might add a child without looking.
    friends[0].welcome(&eve, "parent", None).await;
    friends[1].welcome(&eve, "viewer", None).await;
    let mut room = friends[0].listen(&eve.family).await;

    let vera = owner(&gateway, &eve.email, way).await;
    gateway.forget().await;
    assert_eq!(families(&vera).await, [eve.family.as_str()]);
    assert_eq!(members(&vera, &eve.family).await, ["Vera Vane"]);
    let devices = vera.get("/api/v1/devices").await.data(200)["devices"].clone();
    assert!(!devices.to_string().contains("phone"), "{devices}");
    let vera = Person { family: eve.family.clone(), ..vera };
    let child_path = format!("/api/v1/children/{}", vera.child("Ella").await);
    while room.next().await["event"] != "family-left" {}
    assert!(room.is_silent(Duration::from_millis(300)).await);
    for friend in &friends {
        assert_eq!(friend.get(&child_path).await.status, 404);
        assert_eq!(families(friend).await, [friend.family.as_str()]);
        assert_eq!(members(friend, &friend.family).await.len(), 1);
        let told = friend.get("/api/v1/notifications").await.data(200).to_string();
        assert!(told.contains("\"removed\""), "{told}");
    }
    let late = gateway.parent("Eve Four").await;
    for code in [&own, &open] {
        let refused = late.post("/api/v1/families/join", join(code)).await;
        assert_eq!(refused.status, 404, "{}", refused.body);
    }
    let letters = gateway.letters_to(&eve.email).await;
    assert!(letters.last().unwrap().contains("invite again"), "{letters:?}");

    // From now on it is theirs: whom they invite stays.
    vera.welcome(&late, "parent", None).await;
    let again = owner(&gateway, &eve.email, way).await;
    assert_eq!(members(&again, &eve.family).await, ["Vera Vane", "Eve Four"]);
}

#[rstest]
#[tokio::test]
async fn who_shares_a_child_is_not_parted_from_it_because_nobody_clicked_in_a_letter(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
    #[values("code", "reset")] way: &str,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = format!("/api/v1/children/{}", jane.child("Emma").await);
    jane.welcome(&john, "parent", None).await;
    for person in [&jane, &john] {
        let again = owner(&gateway, &person.email, way).await;
        again.get(&child).await.data(200);
        assert_eq!(members(&again, &jane.family).await, ["Jane Doe", "John Roe"]);
    }
}

#[rstest]
#[tokio::test]
async fn a_family_of_somebody_else_stays_theirs_when_a_member_signs_in_by_code(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    gateway.guest(&john.email).await;
    assert_eq!(members(&jane, &jane.family).await, ["Jane Doe"]);
    let told = jane.get("/api/v1/notifications").await.data(200).to_string();
    assert!(told.contains("member-left"), "{told}");

    // Who leaves it to its last parent leaves it theirs, whoever was there first.
    let ann = gateway.parent("Ann Poe").await;
    jane.welcome(&ann, "parent", None).await;
    let place = format!("/api/v1/families/{}/members/{}", jane.family, jane.id);
    jane.patch(&place, json!({ "role": "viewer" })).await.data(200);
    let ann = gateway.guest(&ann.email).await;
    assert_eq!(members(&ann, &jane.family).await, ["Ann Poe"]);
}

#[rstest]
#[tokio::test]
async fn who_confirmed_their_address_keeps_their_family_as_it_is(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
    #[values("code", "reset")] way: &str,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    let jane = jane.verified().await;
    let again = owner(&gateway, &jane.email, way).await;
    assert_eq!(members(&again, &jane.family).await, ["Jane Doe", "John Roe"]);
    let login = json!({ "email": jane.email, "password": PASSWORD });
    let login = gateway.anyone().post("/api/v1/auth/login", login).await.status;
    assert_eq!(login == 200, way == "code");
}
