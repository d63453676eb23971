use std::{fs, path::Path};

use rstest::rstest;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use tests::{
    Database, Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// Everything that an attacker with the disk would read.
pub(crate) async fn dump(gateway: &Gateway) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(url) = &gateway.database.url {
        let db = sea_orm::Database::connect(url).await.unwrap();
        let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
        let tables =
            db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await.unwrap();
        for table in tables {
            let table: String = table.try_get_by_index(0).unwrap();
            let rows = format!("SELECT t::text FROM {table} t");
            for row in
                db.query_all_raw(Statement::from_string(DbBackend::Postgres, rows)).await.unwrap()
            {
                let row: String = row.try_get_by_index(0).unwrap();
                bytes.extend_from_slice(row.as_bytes());
                // What a `bytea` holds is shown in hexadecimal.
                for hex in row.split("\\x").skip(1) {
                    let digits: Vec<_> = hex.bytes().take_while(u8::is_ascii_hexdigit).collect();
                    let byte = |pair: &[u8]| {
                        u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
                    };
                    bytes.extend(digits.chunks_exact(2).map(byte));
                }
            }
        }
    } else {
        for name in ["maternal.db", "maternal.db-wal"] {
            bytes.extend(fs::read(gateway.data.path().join(name)).unwrap_or_default());
        }
    }
    bytes
}

pub(crate) fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[rstest]
#[tokio::test]
async fn a_stolen_database_tells_nothing_private(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Canaryjane Canarydoe").await;
    let device = json!({ "deviceId": "phone", "platform": "ios", "model": "canarymodel", "pushToken": "canarypush" });
    let login = json!({ "email": jane.email, "password": "SecurePass123!", "deviceInfo": device });
    gateway.anyone().post("/api/v1/auth/login", login).await.data(200);
    let child = json!({
        "familyId": jane.family, "name": "Canaryemma", "birthDate": "2023-06-15", "gender": "female",
        "allergies": ["canarypeanuts"], "medicalConditions": ["canaryeczema"],
        "pediatrician": { "name": "Canarysmith", "phone": "+4915550000" },
    });
    let child = jane.post_once("key", "/api/v1/children", child).await.data(201)["id"].clone();
    let mut feeding = jane.bottle(child.as_str().unwrap(), 5);
    feeding["notes"] = "canarynotes".into();
    jane.post_once("key", "/api/v1/activities/feeding", feeding).await.data(201);
    let visit = json!({
        "childId": child, "title": "canarytitle", "scheduledFor": gateway.now(), "place": "canaryplace",
    });
    jane.post_once("key", "/api/v1/appointments", visit).await.data(201);
    crate::insights::a_record(&jane, child.as_str().unwrap()).await;
    let invite = json!({ "email": "canaryfriend@example.com", "role": "viewer", "message": "canarymessage" });
    let code =
        jane.post_once("key", "/api/v1/families/invite", invite).await.data(201)["shareCode"]
            .clone();

    let guest = gateway.parent("Canaryguest Canaryroe").await;
    let join = json!({ "shareCode": jane.share_code });
    guest.post("/api/v1/families/join", join).await.data(200);
    let test = json!({ "type": "test", "deviceId": "phone" });
    jane.post_once("key", "/api/v1/test/notification", test).await.data(200);

    let gran = gateway.parent("Gran Doe").await;
    let forgotten = json!({ "email": gran.email });
    gateway.anyone().post_once("key", "/api/v1/auth/forgot_password", forgotten).await.bare(200);
    let verify = gateway.mailed(&gran.email, "verify-email").await.unwrap();
    let waiting = gateway.mailed(&gran.email, "reset-password").await.unwrap();
    let forgotten = json!({ "email": guest.email });
    gateway.anyone().post("/api/v1/auth/forgot_password", forgotten).await.bare(200);
    let used = gateway.mailed(&guest.email, "reset-password").await.unwrap();
    let reset = crate::passwords::reset(&used, "canary-password");
    let reset = gateway.anyone().post_once("key", "/api/v1/auth/reset_password", reset).await;
    let tokens = reset.bare(200);
    for letter in gateway.letters().await {
        let secrets = [&verify, &waiting, &used].map(|token| letter.contains(&token[..20]));
        let of_gran = letter.contains(&format!("To: {}", gran.email));
        let of_guest = letter.contains(&format!("To: {}", guest.email));
        assert!(!(secrets[0] || secrets[1]) || of_gran, "{letter}");
        assert!(!secrets[2] || of_guest, "{letter}");
        assert!(!letter.contains("canary-password"), "{letter}");
    }
    let setup = json!({
        "mom_status": "canarystatus", "goals": ["canarygoal"],
        "partner": { "name": "canarypartner", "email": "canarylove@example.com" },
        "children": [{ "full_name": "Canarykid", "date_of_birth": "2024-07-17" }],
    });
    jane.post_once("key", "/api/v1/users/profile/setup", setup).await.bare(201);
    let profile =
        json!({ "bio": "canarybio", "phone": "canaryphone", "date_of_birth": "1990-03-04" });
    jane.put("/api/v1/users/settings/profile", profile).await.bare(200);
    let early = json!({ "email": "canarywait@example.com", "name": "canarywaiter" });
    gateway.anyone().post("/api/v1/users/early-access", early).await.bare(201);

    let dump = dump(&gateway).await;
    assert!(holds(&dump, "feeding") && holds(&dump, "member-joined"), "the dump is one");
    for secret in [
        "anaryjane",
        "anarydoe",
        "SecurePass123!",
        "anarymodel",
        "anarypush",
        "anaryemma",
        "2023-06-15",
        "anarypeanuts",
        "anaryeczema",
        "anarysmith",
        "+4915550000",
        "anarynotes",
        "anarytitle",
        "anaryplace",
        "longest",
        "anaryguest",
        "anaryroe",
        "anaryfriend",
        "anarymessage",
        "anarystatus",
        "anarygoal",
        "anarypartner",
        "anarylove",
        "anarykid",
        "2024-07-17",
        "anarybio",
        "anaryphone",
        "1990-03-04",
        "anarywait",
        &jane.share_code,
        code.as_str().unwrap(),
        &jane.refresh,
        &jane.token,
        "canary-password",
        &verify,
        &waiting,
        &used,
        tokens["token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
    ] {
        assert!(!holds(&dump, secret), "{secret}");
    }
}

#[rstest]
#[tokio::test]
async fn other_keys_do_not_open_the_database(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let path = gateway.data.path().join("maternal.db").display().to_string();
    let url = gateway.database.url.clone().unwrap_or(format!("sqlite://{path}"));
    let db = persistence::Db::connect(&url).await.unwrap();
    let vault = persistence::seal::Vault::new([1; 32], [2; 32]);
    assert!(matches!(db.claim(&vault).await, Err(persistence::Error::OtherMasterKey { .. })));
}

#[tokio::test]
async fn the_keys_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let gateway = Gateway::start(Sqlite).await;
    let keys = gateway.data.path().join("keys");
    assert_eq!(fs::metadata(keys).unwrap().permissions().mode() & 0o777, 0o600);
}

async fn fresh(on: Storage, folder: &Path) -> (persistence::Db, String) {
    let database = Database::fresh(on).await;
    let path = folder.join("maternal.db").display().to_string();
    let url = database.url.unwrap_or(format!("sqlite://{path}"));
    (persistence::Db::connect(&url).await.unwrap(), url)
}

#[rstest]
#[tokio::test]
async fn the_schema_goes_up_down_and_up_again(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let folder = tempfile::tempdir().unwrap();
    let (db, _) = fresh(on, folder.path()).await;
    let steps = persistence::migrate(&db).await.unwrap().steps;
    assert!(steps >= 3);
    assert_eq!(persistence::migrate(&db).await.unwrap().steps, 0);
    persistence::revert(&db, u32::try_from(steps).unwrap()).await.unwrap();
    assert_eq!(persistence::migrate(&db).await.unwrap().steps, steps);
}

#[rstest]
#[tokio::test]
async fn a_newer_schema_is_left_alone(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let folder = tempfile::tempdir().unwrap();
    let (db, url) = fresh(on, folder.path()).await;
    persistence::migrate(&db).await.unwrap();
    let raw = sea_orm::Database::connect(url).await.unwrap();
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000000_from_the_future', 0)";
    raw.execute_unprepared(newer).await.unwrap();
    assert!(persistence::migrate(&db).await.is_err());
}
