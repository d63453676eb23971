use std::time::Duration;

use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway, Person, Socket,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// Two parents of one family.
async fn parents(gateway: &Gateway) -> (Person<'_>, Person<'_>) {
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    (jane, john)
}

/// Whom the answer to `join-family` shows as being there.
async fn online(person: &Person<'_>, family: &str) -> (Socket, Vec<String>) {
    let mut socket = person.socket().await;
    let joined = socket.join(family, None).await;
    let members = joined["data"]["members"].as_array().unwrap().clone();
    let here = members.iter().filter(|member| member["online"] == true);
    (socket, here.map(|member| member["id"].as_str().unwrap().to_owned()).collect())
}

async fn is_calm(socket: &mut Socket, time: Duration) -> bool {
    tokio::time::timeout(time, socket.presence()).await.is_err()
}

#[rstest]
#[tokio::test]
async fn everybody_sees_who_comes_and_who_leaves(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = parents(&gateway).await;
    let (mut watching, here) = online(&jane, &jane.family).await;
    assert_eq!(here, std::slice::from_ref(&jane.id));

    let (mut phone, here) = online(&john, &jane.family).await;
    assert_eq!(here, [jane.id.clone(), john.id.clone()]);
    let expected = json!({
        "event": "presence",
        "data": { "familyId": jane.family, "memberId": john.id, "online": true },
    });
    assert_eq!(watching.frame().await, expected);

    // A second device changes nothing, nor does leaving with one of two.
    let (tablet, _) = online(&john, &jane.family).await;
    tablet.close().await;
    assert!(is_calm(&mut watching, Duration::from_millis(300)).await);
    phone.say(json!({ "event": "leave-family", "data": { "familyId": jane.family } })).await;
    assert_eq!(watching.presence().await, (john.id.clone(), false));
    assert_eq!(phone.next().await["event"], "family-left");
    phone.join(&jane.family, None).await;
    assert_eq!(watching.presence().await, (john.id.clone(), true));
    phone.close().await;
    assert_eq!(watching.presence().await, (john.id, false));
}

#[tokio::test]
async fn nodes_tell_each_other_who_is_there() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john) = parents(&gateway).await;
    let (mut watching, _) = online(&jane, &jane.family).await;
    let (mut there, _) = online(&john.at(&other), &jane.family).await;
    assert_eq!(watching.presence().await, (john.id.clone(), true));
    // Who came before the node listened is asked for.
    assert_eq!(there.presence().await, (jane.id.clone(), true));
    there.close().await;
    assert_eq!(watching.presence().await, (john.id, false));
}

#[tokio::test]
async fn who_loses_the_connection_is_there_for_a_while_and_comes_back_unnoticed() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john) = parents(&gateway).await;
    let (mut watching, _) = online(&jane, &jane.family).await;
    let (phone, _) = online(&john, &jane.family).await;
    assert_eq!(watching.presence().await, (john.id.clone(), true));
    drop(phone);
    assert!(is_calm(&mut watching, Duration::from_millis(500)).await);
    let (phone, _) = online(&john.at(&other), &jane.family).await;
    for _ in 0..2 {
        assert!(is_calm(&mut watching, Duration::from_secs(8)).await, "back on the other node");
    }
    drop(phone);
    for _ in 0..2 {
        assert!(is_calm(&mut watching, Duration::from_secs(7)).await, "it may come back");
    }
    assert_eq!(watching.presence().await, (john.id, false));
}

#[rstest]
#[tokio::test]
async fn who_is_removed_is_there_no_more(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = parents(&gateway).await;
    let (mut watching, _) = online(&jane, &jane.family).await;
    let (mut phone, _) = online(&john, &jane.family).await;
    assert_eq!(watching.presence().await, (john.id.clone(), true));
    jane.delete(&format!("/api/v1/families/{}/members/{}", jane.family, john.id)).await.data(200);
    assert_eq!(watching.presence().await, (john.id.clone(), false));
    assert_eq!(phone.next().await["event"], "member-left");
    let left = json!({ "event": "family-left", "data": { "familyId": jane.family } });
    assert_eq!(phone.next().await, left);
}
