use rstest::rstest;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::{
    astrologer::{ASK, with},
    sealed::{dump, holds},
};

const ME: &str = "/auth/me";

async fn erase(person: &Person<'_>) {
    let reply = person.delete(ME).await;
    assert_eq!((reply.status, reply.body), (204, serde_json::Value::Null));
}

/// The tables that have rows with this account's id, whatever it is to them.
async fn tables_with(gateway: &Gateway, account: &str) -> Vec<String> {
    let (db, id) = (gateway.db().await, account.parse::<domain::AccountId>().unwrap().0);
    let (backend, tables) = match gateway.database.url {
        Some(_) => (
            DbBackend::Postgres,
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'uuid'",
        ),
        None => (
            DbBackend::Sqlite,
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type LIKE 'uuid%'",
        ),
    };
    let rows = db.read().query_all_raw(Statement::from_string(backend, tables)).await.unwrap();
    let mut found = Vec::new();
    for row in rows {
        let table: String = row.try_get_by_index(0).unwrap();
        let column: String = row.try_get_by_index(1).unwrap();
        let parameter = if backend == DbBackend::Postgres { "$1" } else { "?" };
        let rows = format!("SELECT 1 FROM {table} WHERE {column} = {parameter}");
        let rows = Statement::from_sql_and_values(backend, rows, [id.into()]);
        if !db.read().query_all_raw(rows).await.unwrap().is_empty() {
            found.push(format!("{table}.{column}"));
        }
    }
    found.sort();
    found
}

#[rstest]
#[tokio::test]
async fn an_erased_account_leaves_nothing_of_its_own(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Canaryjane Canarydoe").await.verified().await;
    assert_eq!(
        tables_with(&gateway, &jane.id).await.first().unwrap(),
        "account_numbers.account_id"
    );
    let child = jane.child("Canaryemma").await;
    jane.feed(&child, 5).await.data(201);
    jane.on("phone", "ios", "canarypush").await;
    jane.post("/auth/register-details", crate::birth_details::told()).await.bare(201);
    let question = json!({ "question": "Will canarywish come true?" });
    jane.post_once("key", ASK, with(&question)).await.bare(200);
    jane.post("/api/v1/users/profile/setup", json!({})).await.bare(201);
    jane.post("/api/v1/users/early-access", json!({ "email": jane.email })).await.bare(201);
    let picture = crate::photos::jpeg(20, 10);
    jane.send_file("/api/v1/users/profile/photo", &picture).await.bare(200);
    let patch = json!({ "photo": crate::photos::picture() });
    jane.patch(&format!("/api/v1/children/{child}"), patch).await.data(200);
    jane.post("/api/v1/ws/ticket", json!({})).await.data(200);
    jane.post("/api/v1/test/notification", json!({ "type": "test" })).await;
    let files = || {
        let folder = std::fs::read_dir(gateway.data.path().join("files")).unwrap();
        folder.filter(|it| it.as_ref().unwrap().path().is_file()).count()
    };
    assert_eq!(files(), 4, "two pictures in two sizes");
    let send = json!({ "email": jane.email });
    gateway.anyone().post("/auth/send-otp", send).await.bare(200);
    let otp = gateway.code(&jane.email).await.unwrap();
    let mut socket = jane.listen(&jane.family).await;

    erase(&jane).await;
    assert_eq!(tables_with(&gateway, &jane.id).await, Vec::<String>::new());
    for table in
        ["families", "children", "activities", "accounts", "refresh_tokens", "early_access"]
    {
        let rows = format!("SELECT 1 FROM {table}");
        let db = gateway.db().await;
        let backend = if on == Sqlite { DbBackend::Sqlite } else { DbBackend::Postgres };
        let rows = db.read().query_all_raw(Statement::from_string(backend, rows)).await.unwrap();
        assert_eq!(rows.len(), 0, "{table}");
    }
    assert_eq!(files(), 0);
    assert!(socket.closed().await.is_some(), "nobody listens any more");
    for path in [ME, "/auth/verify-token", "/api/v1/auth/me", "/api/v1/families"] {
        assert_eq!(jane.get(path).await.status, 401, "{path}");
    }
    let refresh = json!({ "refreshToken": jane.refresh });
    assert_eq!(gateway.anyone().post("/api/v1/auth/refresh", refresh).await.status, 401);
    let login = json!({ "email": jane.email, "password": tests::PASSWORD });
    assert_eq!(gateway.anyone().post("/api/v1/auth/login", login).await.status, 401);
    let entry = json!({ "email": jane.email, "otp": otp });
    assert_eq!(gateway.anyone().post("/auth/verify-otp", entry).await.status, 401);
    let letters = gateway.letters_to(&jane.email).await;
    assert!(letters.last().unwrap().contains("Your account was erased"), "{letters:?}");
    let bytes = dump(&gateway).await;
    assert!(!holds(&bytes, "canary") && !holds(&bytes, "Canary"));

    // The address is free again, for another account.
    let new = gateway.guest(&jane.email).await;
    assert_ne!(new.id, jane.id);
    assert_eq!(new.get("/auth/user-details").await.status, 404);
}

#[rstest]
#[tokio::test]
async fn a_family_with_another_parent_stays_with_them_and_hears_of_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Doe").await);
    let gran = gateway.parent("Gran Doe").await;
    jane.welcome(&john, "parent", None).await;
    jane.welcome(&gran, "viewer", None).await;
    let child = jane.child("Emma").await;
    let feeding = jane.feed(&child, 5).await.data(201)["id"].as_str().unwrap().to_owned();
    let timer = json!({ "childId": child, "type": "sleep" });
    jane.post("/api/v1/timers", timer).await.data(201);
    let mut socket = john.listen(&jane.family).await;

    erase(&jane).await;
    let left = socket.next().await;
    assert_eq!(left["data"]["memberId"], json!(jane.id));
    // All of it is there, and says no more of her than her id.
    let members = john.get(&format!("/api/v1/families/{}/members", jane.family)).await.data(200);
    assert_eq!(members["members"].as_array().unwrap().len(), 2);
    let shown = john.get(&format!("/api/v1/activities/{feeding}")).await.data(200);
    assert_eq!(shown["createdBy"], json!(jane.id));
    for path in [
        format!("/api/v1/activities?childId={child}"),
        format!("/api/v1/timers?familyId={}", jane.family),
        format!("/api/v1/sync?familyId={}", jane.family),
        format!("/api/v1/families/{}/since-last-look", jane.family),
        format!("/api/v1/families/{}/invitations", jane.family),
        format!("/api/v1/children/{child}/consent"),
        format!("/api/v1/insights/{child}/patterns"),
        "/api/v1/users/child-profiles".to_owned(),
        "/api/v1/notifications".to_owned(),
    ] {
        let reply = john.get(&path).await;
        assert_eq!(reply.status, 200, "{path} {}", reply.body);
        assert!(!reply.body.to_string().contains("jane@example.com"), "{path}");
    }
    let query = "query($f: ID!) { family(id: $f) { members { name recentActivities { type } } children { name activities { edges { node { type createdBy { name } } } } } } }";
    let graph = john.graphql(query, json!({ "f": jane.family })).await;
    assert!(graph.body.get("errors").is_none(), "{}", graph.body);
    gran.get(&format!("/api/v1/children/{child}")).await.data(200);
    let profile = john.get(&format!("/api/v1/users/{}", crate::users::uuid(&jane.id))).await;
    assert_eq!(profile.status, 404);

    // Gran's own family is hers; with its last parent, a family goes for all.
    erase(&john).await;
    assert_eq!(gran.get(&format!("/api/v1/children/{child}")).await.status, 404);
    assert_eq!(
        gran.get("/api/v1/families").await.data(200)["families"].as_array().unwrap().len(),
        1
    );
}

#[rstest]
#[tokio::test]
async fn two_parents_who_erase_themselves_at_once_leave_no_family_behind(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Doe").await);
    jane.welcome(&john, "parent", None).await;
    john.welcome(&jane, "parent", None).await;
    futures_util::future::join(erase(&jane), erase(&john)).await;
    for person in [&jane, &john] {
        assert_eq!(tables_with(&gateway, &person.id).await, Vec::<String>::new());
    }
}

#[rstest]
#[tokio::test]
async fn a_member_who_was_invited_leaves_no_address_behind(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let new =
        json!({ "email": "john@example.com", "password": tests::PASSWORD, "name": "John Roe" });
    let made =
        gateway.anyone().post_once("key", "/api/v1/auth/register", new.clone()).await.data(201);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let john = Person {
        id: text(&made["user"]["id"]),
        email: "john@example.com".into(),
        token: text(&made["tokens"]["accessToken"]),
        ..gateway.anyone()
    };
    jane.welcome(&john, "parent", None).await;
    john.feed(&child, 5).await.data(201);

    erase(&john).await;
    let left = tables_with(&gateway, &john.id).await;
    let stays = ["activities.created_by", "changes.account_id", "changes.entity_id"];
    assert!(left.iter().all(|column| stays.contains(&column.as_str())), "{left:?}");
    for path in [
        format!("/api/v1/families/{}/invitations", jane.family),
        format!("/api/v1/families/{}/members", jane.family),
        format!("/api/v1/sync?familyId={}", jane.family),
        format!("/api/v1/activities?childId={child}"),
    ] {
        let shown = jane.get(&path).await.data(200).to_string();
        assert!(!shown.contains("john@example.com"), "{path} {shown}");
    }
    // The same request again is another account.
    let again = gateway.anyone().post_once("key", "/api/v1/auth/register", new).await.data(201);
    assert_ne!(again["user"]["id"], made["user"]["id"]);
}

#[rstest]
#[tokio::test]
async fn other_nodes_hear_of_it_and_sessions_that_are_renewed_meanwhile_go_too(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let refresh = json!({ "refreshToken": jane.refresh });
    let anyone = gateway.anyone();
    let renewals = (0..8).map(|_| anyone.post("/api/v1/auth/refresh", refresh.clone()));
    let erasure = async { assert_eq!(jane.delete(ME).await.status, 204) };
    let (renewed, ()) =
        futures_util::future::join(futures_util::future::join_all(renewals), erasure).await;
    assert!(renewed.iter().all(|reply| [200, 401].contains(&reply.status)));
    assert_eq!(tables_with(&gateway, &jane.id).await, Vec::<String>::new());

    if on == PostgresAndRedis {
        let other = gateway.beside().await;
        let john = gateway.parent("John Doe").await;
        let there = john.at(&other);
        there.get(ME).await.bare(200);
        let mut socket = there.listen(&john.family).await;
        erase(&john).await;
        assert!(socket.closed().await.is_some());
        assert_eq!(there.get(ME).await.status, 401);
    }
}
