//! What people earn by logging, and how they are told of it.

use chrono::TimeDelta;
use futures_util::future::join_all;
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person, PushServices,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::graph::asked;

const AFTERNOON: &str = "2024-01-10T15:30:00Z";

async fn points(person: &Person<'_>) -> Value {
    let query = "{ me { points {
        total level { number name icon threshold } toNext next { number name icon threshold }
    } } }";
    asked(person, query, json!({})).await["me"]["points"].clone()
}

async fn total(person: &Person<'_>) -> i64 {
    points(person).await["total"].as_i64().unwrap()
}

/// Logs so many bottles, one after the other.
async fn feed(person: &Person<'_>, child: &str, times: i64) {
    for minute in 0..times {
        person.feed(child, minute).await.data(201);
    }
}

/// The levels that a person was told of, the latest first.
async fn told(person: &Person<'_>) -> Vec<Value> {
    let page = person.get("/api/v1/notifications?limit=100").await.data(200);
    let told = page["notifications"].as_array().unwrap().iter();
    told.filter(|notification| notification["type"] == "level-up").cloned().collect()
}

/// Sets what a person has earned, as if they had.
async fn earn(gateway: &Gateway, person: &Person<'_>, total: i64) {
    let db = gateway.db().await;
    let backend = db.write().get_database_backend();
    let id = person.id.parse::<domain::AccountId>().unwrap().0;
    let (set, values): (_, [sea_orm::Value; 2]) =
        ("UPDATE points SET total = $1 WHERE account_id = $2", [total.into(), id.into()]);
    let set = Statement::from_sql_and_values(backend, set, values);
    assert_eq!(db.write().execute_raw(set).await.unwrap().rows_affected(), 1);
}

#[rstest]
#[tokio::test]
async fn points_make_levels_as_the_contract_says(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let level = |number: i64, name: &str, icon: &str, threshold: i64| json!({ "number": number, "name": name, "icon": icon, "threshold": threshold });
    let nothing = json!({
        "total": 0, "level": level(1, "seedling", "🌱", 0), "toNext": 10, "next": level(2, "sprout", "🌿", 10),
    });
    assert_eq!(points(&jane).await, nothing);
    feed(&jane, &child, 1).await;
    earn(&gateway, &jane, 85).await;
    let much = json!({
        "total": 85, "level": level(4, "growing", "🌲", 75), "toNext": 65, "next": level(5, "rooted", "🪴", 150),
    });
    assert_eq!(points(&jane).await, much);
    earn(&gateway, &jane, 600).await;
    let last = json!({
        "total": 600, "level": level(7, "evergreen", "🏔️", 600), "toNext": 0, "next": null,
    });
    assert_eq!(points(&jane).await, last);
}

/// Somebody with a family in New York, whose day begins at five in the morning, UTC.
async fn new_yorker(gateway: &Gateway) -> Person<'_> {
    let person = json!({
        "email": "ann@example.com", "password": PASSWORD, "name": "Ann Poe", "timezone": "America/New_York",
    });
    let data = gateway.anyone().post("/api/v1/auth/register", person).await.data(201);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Person {
        id: text(&data["user"]["id"]),
        email: "ann@example.com".into(),
        token: text(&data["tokens"]["accessToken"]),
        family: text(&data["family"]["id"]),
        ..gateway.anyone()
    }
}

#[rstest]
#[tokio::test]
async fn a_day_of_the_family_brings_ten_points_and_the_next_day_more(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let ann = new_yorker(&gateway).await;
    let child = ann.child("Emma").await;
    feed(&ann, &child, 9).await;
    assert_eq!(total(&ann).await, 9);
    feed(&ann, &child, 3).await;
    assert_eq!(total(&ann).await, 10);
    // In the evening of New York, when it is tomorrow in UTC.
    gateway.set_clock("2024-01-11T04:30:00Z");
    let ann = ann.again().await;
    feed(&ann, &child, 2).await;
    assert_eq!(total(&ann).await, 10);
    gateway.set_clock("2024-01-11T05:01:00Z");
    feed(&ann, &child, 4).await;
    assert_eq!(total(&ann).await, 14);
    // Not what happened earlier: what counts is when it was logged.
    ann.feed(&child, 24 * 60).await.data(201);
    assert_eq!(total(&ann).await, 15);
    // Somewhere else, where it is still yesterday, that day does not begin again.
    let family = format!("/api/v1/families/{}", ann.family);
    ann.patch(&family, json!({ "timezone": "Pacific/Honolulu" })).await.data(200);
    feed(&ann, &child, 9).await;
    assert_eq!(total(&ann).await, 20);
}

#[rstest]
#[tokio::test]
async fn every_way_of_logging_earns_and_nothing_else_does(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;

    // REST, also where it comes again: under a key, or an id of the client's own.
    let feeding = "/api/v1/activities/feeding";
    let mut bottle = jane.bottle(&child, 5);
    for _ in 0..3 {
        jane.post_once("key", feeding, bottle.clone()).await.data(201);
    }
    bottle["id"] = domain::ActivityId::fresh().to_string().into();
    join_all((0..3).map(|_| jane.post(feeding, bottle.clone()))).await;
    assert_eq!(total(&jane).await, 2);

    // The graph.
    let details = json!({ "type": "bottle", "amount": 120, "unit": "ml" });
    let input = json!({ "childId": child, "type": "feeding", "timestamp": gateway.now(), "details": details });
    let log = "mutation($input: ActivityInput!) { logActivity(input: $input) { id } }";
    asked(&jane, log, json!({ "input": input })).await;
    assert_eq!(total(&jane).await, 3);

    // A timer, for the one who stops it.
    let timer = json!({ "childId": child, "type": "sleep" });
    let timer = john.post("/api/v1/timers", timer).await.data(201);
    assert_eq!(total(&john).await, 0);
    let stop = format!("/api/v1/timers/{}/stop", timer["id"].as_str().unwrap());
    gateway.pass(TimeDelta::minutes(5));
    jane.post(&stop, json!({})).await.data(200);
    john.post(&stop, json!({})).await.data(200);
    assert_eq!((total(&jane).await, total(&john).await), (4, 0));

    // What was logged offline.
    let item = json!({
        "op": "create", "entity": "activity", "id": domain::ActivityId::fresh().to_string(),
        "data": { "childId": child, "type": "feeding", "timestamp": gateway.now(), "details": details },
    });
    for _ in 0..2 {
        let batch = json!({ "familyId": jane.family, "items": [item] });
        jane.post("/api/v1/sync", batch).await.data(200);
    }
    assert_eq!(total(&jane).await, 5);

    // Correcting, deleting and restoring.
    let path = format!("/api/v1/activities/{}", bottle["id"].as_str().unwrap());
    jane.patch(&path, json!({ "notes": "All of it", "version": 1 })).await.data(200);
    jane.delete(&path).await.data(200);
    assert_eq!(total(&jane).await, 5);
    john.post(&format!("{path}/restore"), json!({})).await.data(200);
    assert_eq!((total(&jane).await, total(&john).await), (5, 0));

    // A history, of which a day takes ten, and once.
    let import = format!("/api/v1/families/{}/import", jane.family);
    for _ in 0..2 {
        let fields = [("childId", &*child), ("apply", "true"), ("timeZone", "UTC")];
        let file = crate::transfers::HUCKLEBERRY.as_bytes();
        send(john.upload(&import, &fields, file)).await.data(200);
    }
    assert_eq!((total(&jane).await, total(&john).await), (5, 10));
}

#[rstest]
#[tokio::test]
async fn what_is_logged_at_once_over_two_nodes_is_counted_exactly(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let other = gateway.beside().await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    john.welcome(&jane, "parent", None).await;
    // In two families, so that no lock of one keeps them from being counted at once.
    let children = [jane.child("Emma").await, john.child("Noah").await];
    let at_once = async |times: usize| {
        let mut calls = Vec::new();
        for index in 0..times {
            for (person, turn) in [(&jane, 0), (&john, 1)] {
                let node = if index % 2 == turn { &gateway } else { &other };
                let (there, child) = (person.at(node), &children[index / 2 % 2]);
                calls.push(async move { there.feed(child, 1).await.status });
            }
        }
        assert!(join_all(calls).await.iter().all(|status| *status == 201));
        (total(&jane).await, total(&john).await)
    };
    assert_eq!(at_once(7).await, (7, 7));
    assert_eq!(at_once(100).await, (10, 10));
}

#[rstest]
#[tokio::test]
async fn who_reaches_a_level_is_told_once_by_whichever_node(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    feed(&jane, &child, 9).await;
    gateway.send_due().await;
    assert!(told(&jane).await.is_empty());
    feed(&jane, &child, 2).await;
    // The node that logged it goes before it could tell.
    gateway.stop().await;
    let (one, two) = (gateway.beside().await, gateway.beside().await);
    let jane = jane.at(&one);
    let look = async || {
        join_all([&one, &two, &one, &two].map(Gateway::send_due)).await;
        let names = told(&jane.again().await).await;
        names.iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(look().await, ["New level: sprout 🌿"]);
    assert_eq!(look().await.len(), 1);
    for _ in 0..2 {
        one.pass(TimeDelta::days(1));
        feed(&jane.again().await, &child, 10).await;
        assert_eq!(look().await.len(), 1);
    }
    // Of several levels, the highest.
    one.pass(TimeDelta::days(1));
    earn(&one, &jane, 74).await;
    feed(&jane.again().await, &child, 1).await;
    assert_eq!(look().await, ["New level: growing 🌲", "New level: sprout 🌿"]);
    earn(&one, &jane, 600).await;
    assert_eq!(look().await.len(), 3);
    earn(&one, &jane, 6_000).await;
    assert_eq!(look().await[0], "New level: evergreen 🏔️");
    assert_eq!(look().await.len(), 3);
}

#[rstest]
#[tokio::test]
async fn a_level_is_told_in_the_readers_language_and_pushed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let services = PushServices::start();
    let gateway = services.gateway(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let phone = jane.on("phone", "ios", "token").await;
    let child = phone.child("Emma").await;
    feed(&phone, &child, 10).await;
    gateway.send_due().await;
    for (language, title, body) in [
        ("en-US", "New level: sprout 🌿", "By logging day after day you have come to level 2"),
        ("es-ES", "Nuevo nivel: brote 🌿", "Anotando día a día has llegado al nivel 2"),
        ("es-MX", "Nuevo nivel: brote 🌿", "Registrando día a día llegaste al nivel 2"),
        (
            "fr-FR",
            "Nouveau niveau : pousse 🌿",
            "À force de noter jour après jour, vous voilà au niveau 2",
        ),
        (
            "fr-CA",
            "Nouveau niveau : pousse 🌿",
            "À force de noter jour après jour, vous voilà au niveau 2",
        ),
        ("pt-BR", "Novo nível: broto 🌿", "Registrando dia após dia, você chegou ao nível 2"),
        ("zh-CN", "升级了：嫩芽 🌿", "日复一日的记录让您升到了第 2 级"),
    ] {
        let told = told(&phone.speaking(language)).await;
        assert_eq!((&told[0]["title"], &told[0]["body"]), (&json!(title), &json!(body)));
        assert_eq!((told.len(), &told[0]["familyId"]), (1, &Value::Null));
    }
    let pushed = services.pushed();
    assert_eq!(pushed.len(), 1);
    assert_eq!(
        (&*pushed[0].title, &pushed[0].data["type"]),
        ("New level: sprout 🌿", &json!("level-up"))
    );
}

#[rstest]
#[tokio::test]
async fn what_was_logged_before_points_were_counted_counts_and_is_not_told(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    feed(&jane, &child, 12).await;
    gateway.pass(TimeDelta::days(1));
    let jane = jane.again().await;
    feed(&jane, &child, 3).await;
    let db = gateway.db().await;
    let counted = async || db.read().execute_unprepared("SELECT total FROM points").await.is_ok();
    while counted().await {
        persistence::revert(&db, 1).await.unwrap();
    }
    persistence::migrate(&db).await.unwrap();
    assert_eq!(total(&jane).await, 13);
    gateway.send_due().await;
    assert!(told(&jane).await.is_empty());
    gateway.pass(TimeDelta::days(1));
    let jane = jane.again().await;
    feed(&jane, &child, 10).await;
    assert_eq!(total(&jane).await, 23);
}
