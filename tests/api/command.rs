//! The `maternal` command itself, as a process.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use futures_util::future::join_all;
use reqwest::Client;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Database, Gateway, Process,
    Storage::{self, PostgresAndRedis, Sqlite},
    maternal,
};

#[rstest]
#[tokio::test]
async fn a_killed_gateway_loses_nothing_it_acknowledged(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let data = tempfile::tempdir().unwrap();
    let database = Database::fresh(on).await;
    let command = || {
        let mut command = maternal(data.path());
        if let (Some(url), Some(redis)) = (&database.url, &database.redis) {
            command.env("DATABASE_URL", url).env("REDIS_URL", redis);
        }
        command
    };
    let client = Client::new();
    let mut gateway = Process::start(command());
    let register =
        json!({ "email": "jane@example.com", "password": "SecurePass123!", "name": "Jane Doe" });
    let registered = gateway.post(&client, "", "/api/v1/auth/register", &register).await.unwrap();
    let token = registered["tokens"]["accessToken"].as_str().unwrap().to_owned();
    let child = json!({ "familyId": registered["family"]["id"], "name": "Emma", "birthDate": "2023-06-15" });
    let child =
        gateway.post(&client, &token, "/api/v1/children", &child).await.unwrap()["id"].clone();

    let writes: Vec<_> = (0..100)
        .map(|minute| {
            json!({
                "id": domain::ActivityId::fresh().to_string(),
                "childId": child,
                "type": "wet",
                "timestamp": format!("2024-01-10T{:02}:{:02}:00Z", minute / 60, minute % 60),
            })
        })
        .collect();
    let path = "/api/v1/activities/diaper";
    let so_far = AtomicUsize::new(0);
    let calls = writes.iter().zip(0..).map(async |(write, index)| {
        tokio::time::sleep(Duration::from_millis(5 * index)).await;
        let logged = gateway.post(&client, &token, path, write).await?;
        so_far.fetch_add(1, Ordering::SeqCst);
        Some(logged["id"].clone())
    });
    let killed = async {
        while so_far.load(Ordering::SeqCst) < 30 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        gateway.signal("KILL");
    };
    let (acknowledged, ()) = tokio::join!(join_all(calls), killed);
    let acknowledged: Vec<_> = acknowledged.into_iter().flatten().collect();
    assert!((30..100).contains(&acknowledged.len()), "the kill came at {}", acknowledged.len());
    gateway.wait();

    let gateway = Process::start(command());
    let list = async || {
        let path = format!("/api/v1/activities?childId={}&limit=100", child.as_str().unwrap());
        let activities = gateway.get(&client, &token, &path).await["activities"].clone();
        activities.as_array().unwrap().iter().map(|it| it["id"].clone()).collect::<Vec<_>>()
    };
    let kept = list().await;
    for id in &acknowledged {
        assert!(kept.contains(id), "{id} was acknowledged and is gone");
    }
    // The phones send what was not acknowledged again; nothing is there twice.
    for write in &writes {
        gateway.post(&client, &token, path, write).await.unwrap();
    }
    let mut all = list().await;
    all.sort_by_key(Value::to_string);
    all.dedup();
    assert_eq!(all.len(), 100);
}

#[tokio::test]
async fn the_log_tells_nothing_private() {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let mut command = maternal(data.path());
    command.env("RUST_LOG", "info").stderr(std::fs::File::create(&log).unwrap());
    let gateway = Process::start(command);
    let client = Client::new();
    let register = json!({ "email": "canary@example.com", "password": "SecurePass123!", "name": "Canary Doe" });
    let registered = gateway.post(&client, "", "/api/v1/auth/register", &register).await.unwrap();
    let token = registered["tokens"]["accessToken"].as_str().unwrap().to_owned();
    let family = registered["family"]["id"].as_str().unwrap().to_owned();
    let child = json!({ "familyId": family, "name": "Canaryemma", "birthDate": "2023-06-15" });
    let child =
        gateway.post(&client, &token, "/api/v1/children", &child).await.unwrap()["id"].clone();
    let child = child.as_str().unwrap().to_owned();
    gateway.get(&client, &token, &format!("/api/v1/activities?childId={child}")).await;
    gateway.get(&client, &token, &format!("/api/v1/children/{child}")).await;
    // Refused, and so looked at more closely by whoever wrote the log.
    let wrong = json!({ "email": "canary@example.com", "password": "CanaryPass123!" });
    assert!(gateway.post(&client, "", "/api/v1/auth/login", &wrong).await.is_none());
    drop(gateway);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("/api/v1/children/{child}"), "{log}");
    let refresh = registered["tokens"]["refreshToken"].as_str().unwrap();
    for private in ["anary", "SecurePass123!", &token, refresh, &child, &family] {
        assert!(!log.contains(private), "{private} in {log}");
    }
}

#[tokio::test]
async fn sigterm_ends_it_well() {
    let data = tempfile::tempdir().unwrap();
    let mut gateway = Process::start(maternal(data.path()));
    gateway.signal("TERM");
    assert!(gateway.wait().success());
}

#[tokio::test]
async fn the_sample_family_stays_out_of_shared_databases() {
    let data = tempfile::tempdir().unwrap();
    let database = Database::fresh(PostgresAndRedis).await;
    let output = maternal(data.path())
        .arg("demo")
        .env("DATABASE_URL", database.url.unwrap())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("DATABASE_URL"));
}

#[test]
fn a_wrong_setting_stops_the_start_with_one_sentence() {
    let data = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("MATERNAL_LISTEN", "nowhere"),
        ("DATABASE_URL", "oracle://x"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing"),
        ("MATERNAL_RATE_LIMIT", "many"),
        ("MATERNAL_KEYS", "/nonexistent/keys"),
        ("MATERNAL_TLS_CERT", "cert.pem"),
        ("MATERNAL_SMTP_URL", "smtps://mail.example.org"),
        ("RUST_LOG", "a=b=c"),
    ] {
        let output = maternal(data.path()).env(name, value).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{name}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        let named = said.contains(name) || (name == "MATERNAL_KEYS" && said.contains(value));
        assert!(named && said.starts_with("maternal: "), "{said}");
    }
    std::fs::write(data.path().join("maternal.toml"), "MATERNAL_LISTN = \"127.0.0.1:0\"").unwrap();
    let output = maternal(data.path()).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("MATERNAL_LISTN"));
}

#[test]
fn schemas_and_keys_are_printed() {
    let data = tempfile::tempdir().unwrap();
    let print = |argument: &str| {
        let output = maternal(data.path()).arg(argument).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(print("schema").contains("type Family"));
    assert!(print("openapi").contains("\"/api/v1/children\""));
    assert!(print("keys").contains("master = "));
    assert!(!print("migrate").contains(" 0 steps"));
    assert!(print("migrate").contains(" 0 steps"));
}

#[test]
fn a_tier_is_noted_only_of_an_account_that_there_is() {
    let data = tempfile::tempdir().unwrap();
    assert!(maternal(data.path()).arg("migrate").output().unwrap().status.success());
    let nobody = "nobody@example.com";
    for (arguments, said) in [
        (&["tier", nobody, "pro"][..], "There is no account of nobody@example.com"),
        (&["tier", nobody, "gold"], "`free` or `pro`"),
        (&["tier", "nobody", "pro"], "`nobody` is no address"),
        (&["tier", nobody, "pro", "--until", "soon"], "`soon` is no date and no moment"),
        (&["tier", nobody, "pro", "--until", "2027-02-29"], "`2027-02-29` is no date"),
        (&["tier", nobody, "free", "--until", "2027-05-26"], "`free` has no end"),
        (&["show", nobody], "There is no account of nobody@example.com"),
    ] {
        let output = maternal(data.path()).arg("account").args(arguments).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(said), "{error}");
    }
}

#[rstest]
#[tokio::test]
async fn what_an_account_has_paid_for_is_noted_and_shown_beside_a_gateway_that_serves(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2026-05-26T10:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let run = |arguments: &[&str]| {
        let mut command = maternal(gateway.data.path());
        if let Some(url) = &gateway.database.url {
            command.env("DATABASE_URL", url);
        }
        let output = command.arg("account").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for (tier, shown, said) in [
        (
            &["pro", "--until", "2027-05-26"][..],
            ["pro", "2027-05-27T00:00:00Z"],
            "the tier pro until 2027",
        ),
        (
            &["pro", "--until", "2027-05-26T02:00:00+02:00"],
            ["pro", "2027-05-26T00:00:00Z"],
            "the tier pro until 2027",
        ),
        (&["pro"], ["pro", "-"], "the tier pro."),
        (&["free"], ["free", "-"], "the tier free."),
    ] {
        let noted = run(&[&["tier", &jane.email], tier].concat());
        assert!(noted.contains(said), "{noted}");
        let known = run(&["show", &jane.email]);
        let lines: Vec<_> = known.lines().map(|line| line.split_at(11)).collect();
        let [tier, until] = shown;
        assert_eq!(
            lines[..4],
            [
                ("id         ", &*jane.id),
                ("tier       ", tier),
                ("until      ", until),
                ("verified   ", "no")
            ]
        );
        for (line, what) in lines[4..].iter().zip(["created    ", "last seen  "]) {
            assert!(line.0 == what && line.1.starts_with("2026-05-26T10:00:"), "{line:?}");
        }
        assert_eq!(lines.len(), 6);
    }
}

#[tokio::test]
async fn the_sample_family_lives() {
    let data = tempfile::tempdir().unwrap();
    let mut command = maternal(data.path());
    command.arg("demo");
    let gateway = Process::start(command);
    let client = Client::new();
    let login = json!({ "email": "jane@example.com", "password": "a-month-of-naps" });
    let mut signed_in = None;
    for _ in 0..100 {
        signed_in = gateway.post(&client, "", "/api/v1/auth/login", &login).await;
        if signed_in.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let token = signed_in.unwrap()["token"].as_str().unwrap().to_owned();
    let mut total = 0;
    for _ in 0..100 {
        let query = json!({ "query": "{ families { children { id name } } }" });
        let url = format!("http://{}/graphql", gateway.address);
        let reply: Value = client
            .post(url)
            .bearer_auth(&token)
            .json(&query)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        if let Some(child) = reply["data"]["families"][0]["children"][0]["id"].as_str() {
            let path = format!("/api/v1/activities?childId={child}");
            total = gateway.get(&client, &token, &path).await["cursor"]["total"].as_u64().unwrap();
        }
        if total > 300 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(total > 300, "a month has more than {total} events");
}

#[tokio::test]
async fn a_restored_database_has_another_log() {
    let data = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/maternal.db", data.path().display());
    assert!(maternal(data.path()).arg("migrate").output().unwrap().status.success());
    let epoch = async || persistence::Db::connect(&url).await.unwrap().epoch().await.unwrap();
    let before = epoch().await;
    assert_eq!(epoch().await, before);
    assert!(maternal(data.path()).arg("restored").output().unwrap().status.success());
    assert_ne!(epoch().await, before);
}

#[rstest]
#[tokio::test]
async fn a_history_comes_in_and_goes_out_beside_a_gateway_that_serves(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let data = tempfile::tempdir().unwrap();
    let database = Database::fresh(on).await;
    let command = |arguments: &[&str]| {
        let mut command = maternal(data.path());
        if let (Some(url), Some(redis)) = (&database.url, &database.redis) {
            command.env("DATABASE_URL", url).env("REDIS_URL", redis);
        }
        command.args(arguments);
        command
    };
    let client = Client::new();
    let gateway = Process::start(command(&[]));
    let register =
        json!({ "email": "jane@example.com", "password": "SecurePass123!", "name": "Jane Doe" });
    let registered = gateway.post(&client, "", "/api/v1/auth/register", &register).await.unwrap();
    let token = registered["tokens"]["accessToken"].as_str().unwrap().to_owned();
    let child = json!({ "familyId": registered["family"]["id"], "name": "Emma", "birthDate": "2023-06-15" });
    let child = gateway.post(&client, &token, "/api/v1/children", &child).await.unwrap();
    let child = child["id"].as_str().unwrap();

    std::fs::write(data.path().join("history.csv"), crate::transfers::HUCKLEBERRY).unwrap();
    let run = |arguments: &[&str]| {
        let output = command(arguments).output().unwrap();
        let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        (output.status.success(), out, error)
    };
    let import = ["import", "history.csv", "--child", child, "--as", "jane@example.com"];
    let (done, preview, error) = run(&import);
    assert!(
        done && preview.contains("16  would be added\n") && error.is_empty(),
        "{preview}{error}"
    );
    assert!(preview.contains("13                    Not kept: Diaper (Dry)"), "{preview}");
    let (done, applied, _) =
        run(&[&import[..], &["--apply", "--time-zone", "Europe/Paris"]].concat());
    assert!(done && applied.contains("16  added\n"), "{applied}");
    let path = format!("/api/v1/activities?childId={child}");
    let listed = gateway.get(&client, &token, &path).await;
    assert_eq!(listed["cursor"]["total"], 16);

    let (done, printed, _) = run(&["export", "--child", child]);
    assert!(done && printed.lines().count() > 16, "{printed}");
    let (done, nothing, _) = run(&["export", "--child", child, "--output", "out.csv"]);
    assert!(done && nothing.is_empty());
    assert_eq!(std::fs::read_to_string(data.path().join("out.csv")).unwrap(), printed);
    std::fs::write(data.path().join("pumped.csv"), "child_id,amount,time\n1,4,2024-01-08 09:31\n")
        .unwrap();
    let pumped = ["import", "pumped.csv", "--child", child, "--as", "jane@example.com"];
    let (done, preview, _) = run(&pumped);
    assert!(done && preview.contains("taken to be imperial, though their size"), "{preview}");
    let (done, _, error) = run(&[&pumped[..], &["--apply"]].concat());
    assert!(!done && error.contains("units: Can mean metric or imperial"), "{error}");
    let (_, known, _) =
        run(&["import", "out.csv", "--child", child, "--as", "jane@example.com", "--apply"]);
    assert!(known.contains("16  known already"), "{known}");

    // A week tells of naps that begin, and too little of how well they can be told.
    for arguments in [&["backtest", "out.csv"][..], &["backtest", "--child", child]] {
        let (done, walked, error) = run(arguments);
        assert!(done, "{error}");
        assert!(walked.contains("### next feeding: 0 predictions"), "{walked}");
    }
    let (done, walked, _) = run(&["backtest", "--simulated", "1"]);
    assert!(done && walked.contains("| same-index mean |"), "{walked}");
    assert!(!run(&["backtest"]).0 && !run(&["backtest", "none.csv"]).0);

    std::fs::write(data.path().join("other.csv"), "a,b\n1,2\n").unwrap();
    let stranger = domain::ChildId::fresh().to_string();
    for (arguments, said) in [
        (
            &["import", "other.csv", "--child", child, "--as", "jane@example.com"],
            "other.csv: Must be a CSV file",
        ),
        (
            &["import", "none.csv", "--child", child, "--as", "jane@example.com"],
            "none.csv cannot be read",
        ),
        (
            &["import", "history.csv", "--child", child, "--as", "john@example.com"],
            "There is no account of john@example.com",
        ),
        (
            &["import", "history.csv", "--child", &stranger, "--as", "jane@example.com"],
            "jane@example.com knows no child",
        ),
    ] {
        let (done, out, error) = run(arguments);
        assert!(!done && out.is_empty() && error.contains(said), "{error}");
    }
    assert!(!run(&["export", "--child", &stranger]).0);
}
