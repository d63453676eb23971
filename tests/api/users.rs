//! The contract of users: profile, settings, picture and early access.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    maternal, send,
};
use uuid::Uuid;

const PROFILE: &str = "/api/v1/users/profile";
const SETTINGS: &str = "/api/v1/users/settings";
const PHOTO: &str = "/api/v1/users/profile/photo";
const EARLY: &str = "/api/v1/users/early-access";

/// An id as this contract shows it.
pub(crate) fn uuid(id: &str) -> String {
    id.parse::<domain::AccountId>().unwrap().0.to_string()
}

/// The document's example, of somebody else's id and without a picture.
fn lex(person: &Person<'_>) -> Value {
    json!({
        "id": uuid(&person.id),
        "full_name": "Lex Lee",
        "email": "lex.lee@example.com",
        "phone": "+1234567890",
        "date_of_birth": "1990-01-01T00:00:00",
        "state": "California",
        "country": "USA",
        "occupation": "Software Engineer",
        "preferred_language": "en",
        "timezone": "America/Los_Angeles",
        "avatar_url": null,
        "bio": "A short bio about Lex Lee",
        "push_notifications_enabled": true,
        "email_notifications_enabled": true,
        "sms_notifications_enabled": false,
        "dark_mode": false,
        "ai_voice_enabled": true,
        "daily_reminder_time": "09:00:00",
        "chat_history_visible": true,
        "show_milestone_reminders": true,
        "community_visibility": "public",
    })
}

/// The same with these fields.
fn with(mut profile: Value, fields: &Value) -> Value {
    profile.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    profile
}

/// Lex, who has told all that the document's example tells.
async fn told(gateway: &Gateway) -> Person<'_> {
    let person = gateway.parent("Lex Lee").await;
    let example = lex(&person);
    let mut profile = example.clone();
    profile.as_object_mut().unwrap().retain(|name, _| name != "id");
    let all = json!({ "profile": profile, "notifications": example, "app_settings": example });
    assert_eq!(person.put(SETTINGS, all).await.bare(200), example);
    person
}

#[rstest]
#[tokio::test]
async fn profile_and_settings_are_as_documented(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let lex_lee = told(&gateway).await;
    let example = lex(&lex_lee);
    for path in [PROFILE, SETTINGS] {
        assert_eq!(lex_lee.get(path).await.bare(200), example, "{path}");
    }
    let all = json!({
        "profile": { "full_name": "Lex L. Lee", "phone": "+1234567891" },
        "notifications": { "push_notifications_enabled": false },
        "app_settings": { "dark_mode": true },
    });
    let changed = json!({
        "full_name": "Lex L. Lee", "phone": "+1234567891", "push_notifications_enabled": false, "dark_mode": true,
    });
    let mut now = with(example, &changed);
    assert_eq!(lex_lee.put(SETTINGS, all.clone()).await.bare(200), now);
    assert_eq!(lex_lee.put(SETTINGS, all).await.bare(200), now, "twice is as good as once");
    for (part, fields) in [
        ("profile", json!({ "full_name": "Lex Lee", "phone": "+1234567890" })),
        (
            "notifications",
            json!({
                "push_notifications_enabled": true, "email_notifications_enabled": false,
                "sms_notifications_enabled": true,
            }),
        ),
        (
            "app",
            json!({
                "dark_mode": false, "ai_voice_enabled": false, "daily_reminder_time": "10:00:00",
                "chat_history_visible": false, "show_milestone_reminders": false,
                "community_visibility": "private",
            }),
        ),
    ] {
        now = with(now, &fields);
        let path = format!("{SETTINGS}/{part}");
        assert_eq!(lex_lee.put(&path, fields).await.bare(200), now, "{part}");
    }
    assert_eq!(lex_lee.get(PROFILE).await.bare(200), now);
}

#[rstest]
#[tokio::test]
async fn what_is_absent_stays_and_null_takes_away_what_can_be_absent(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let lex_lee = told(&gateway).await;
    let gone = json!({
        "phone": null, "date_of_birth": null, "state": null, "country": null, "occupation": null, "bio": null,
    });
    let profile = format!("{SETTINGS}/profile");
    let now = with(lex(&lex_lee), &gone);
    assert_eq!(lex_lee.put(&profile, json!({})).await.bare(200), lex(&lex_lee));
    assert_eq!(lex_lee.put(&profile, gone).await.bare(200), now);
    let app = lex_lee.put(&format!("{SETTINGS}/app"), json!({ "daily_reminder_time": null })).await;
    assert_eq!(app.bare(200), with(now, &json!({ "daily_reminder_time": null })));
}

#[rstest]
#[tokio::test]
async fn a_wrong_field_is_named_and_changes_nothing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let lex_lee = told(&gateway).await;
    for (part, field, value) in [
        ("profile", "full_name", json!(" ")),
        ("profile", "full_name", Value::Null),
        ("profile", "full_name", json!("x".repeat(101))),
        ("profile", "email", json!("other@example.com")),
        ("profile", "email", json!("nobody")),
        ("profile", "phone", json!("1".repeat(33))),
        ("profile", "date_of_birth", json!("someday")),
        ("profile", "date_of_birth", json!("2990-01-01")),
        ("profile", "preferred_language", json!("tlh")),
        ("profile", "preferred_language", Value::Null),
        ("profile", "timezone", json!("Mars/Olympus")),
        ("profile", "avatar_url", json!("https://example.com/avatar.jpg")),
        ("profile", "bio", json!("x".repeat(2001))),
        ("notifications", "push_notifications_enabled", json!("yes")),
        ("notifications", "sms_notifications_enabled", Value::Null),
        ("app_settings", "daily_reminder_time", json!("25:00")),
        ("app_settings", "community_visibility", json!("friends")),
        ("app_settings", "dark_mode", json!(1)),
    ] {
        // Beside what is good in the other parts.
        let mut all = json!({
            "profile": { "country": "Peru" },
            "notifications": { "email_notifications_enabled": false },
            "app_settings": { "chat_history_visible": false },
        });
        all[part][field] = value.clone();
        let refused = lex_lee.put(SETTINGS, all).await;
        assert_eq!(refused.field(), format!("{part}.{field}"), "{value}");
        let path = format!("{SETTINGS}/{}", part.trim_end_matches("_settings"));
        assert_eq!(lex_lee.put(&path, json!({ field: value })).await.field(), field, "{value}");
    }
    assert_eq!(lex_lee.put(SETTINGS, json!({ "profile": 5 })).await.field(), "profile");
    assert_eq!(lex_lee.get(PROFILE).await.bare(200), lex(&lex_lee));
}

#[rstest]
#[tokio::test]
async fn the_other_contracts_see_the_same_settings(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (lex_lee, john) = (told(&gateway).await, gateway.parent("John Roe").await);
    lex_lee.welcome(&john, "viewer", None).await;
    let family = "/api/v1/notifications/settings";
    let seen = lex_lee.get(family).await.data(200);
    assert_eq!(seen["timezone"], "America/Los_Angeles");
    assert_eq!(seen["dailyReminderTime"], "09:00:00");
    lex_lee
        .patch(family, json!({ "pushEnabled": false, "dailyReminderTime": null }))
        .await
        .data(200);
    let profile = lex_lee.get(PROFILE).await.bare(200);
    assert_eq!(profile["push_notifications_enabled"], false);
    assert_eq!(profile["daily_reminder_time"], Value::Null);
    assert_eq!(profile["email_notifications_enabled"], true);

    let mut room = john.listen(&lex_lee.family).await;
    let name = json!({ "profile": { "full_name": "Lexi Lee" } });
    lex_lee.put(SETTINGS, name).await.bare(200);
    assert_eq!(room.next().await["event"], "member-updated");
    let member = format!("/api/v1/families/{}/members/{}", lex_lee.family, lex_lee.id);
    assert_eq!(john.get(&member).await.data(200)["name"], "Lexi Lee");

    for (sent, shown, sentence) in [
        ("es", "es", "No existe"),
        ("ES-mx", "es-MX", "No existe"),
        ("fr-FR", "fr", "n’existe pas"),
        ("fr-ca", "fr-CA", "n’existe pas"),
        ("pt", "pt", "não existe"),
        ("zh", "zh", "没有"),
        ("EN", "en", "There is no"),
    ] {
        let language = json!({ "preferred_language": sent });
        let profile = lex_lee.put(&format!("{SETTINGS}/profile"), language).await.bare(200);
        assert_eq!(profile["preferred_language"], shown, "{sent}");
        let nothing = lex_lee.get("/api/v1/users/profile/setup").await;
        assert_eq!(nothing.refusal(), (404, "NOT_FOUND", ""));
        let detail = nothing.body["detail"].as_str().unwrap();
        assert!(detail.contains(sentence), "{sent}: {detail}");
    }
}

#[rstest]
#[tokio::test]
async fn what_a_profile_costs_is_the_same_for_everybody(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let lex_lee = told(&gateway).await;
    let cost = async |person: &Person<'_>| {
        person.get(PROFILE).await.bare(200);
        gateway.forget().await;
        let before = gateway.served();
        person.get(PROFILE).await.bare(200);
        gateway.served() - before
    };
    let few = cost(&lex_lee).await;
    for number in 0..5 {
        lex_lee.child(&format!("Child {number}")).await;
        lex_lee.post("/api/v1/families", json!({ "name": "Another" })).await.data(201);
    }
    assert_eq!(cost(&lex_lee).await, few);
    assert!(few <= 4, "{few}");
}

async fn look(person: &Person<'_>, url: &str) -> u16 {
    person.call(Method::GET, url).send().await.unwrap().status().as_u16()
}

#[rstest]
#[tokio::test]
async fn a_picture_is_shown_to_those_who_share_a_family_with_the_person(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let (gran, eve) = (gateway.parent("Gran Doe").await, gateway.parent("Eve Else").await);
    jane.welcome(&gran, "viewer", None).await;
    let files = || std::fs::read_dir(gateway.data.path().join("files")).unwrap().count();
    let mut room = gran.listen(&jane.family).await;
    let saved = jane.send_file(PHOTO, &crate::photos::jpeg(300, 40)).await.bare(200);
    let url = saved["data"]["avatar_url"].clone();
    let exact = json!({
        "message": "Profile picture saved successfully", "data": { "avatar_url": url },
    });
    assert_eq!(saved, exact);
    assert_eq!(room.next().await["event"], "member-updated");
    let first = url.as_str().unwrap();
    assert_eq!(jane.get(PROFILE).await.bare(200)["avatar_url"], first);
    for (person, status) in [(&jane, 200), (&gran, 200), (&john, 404)] {
        assert_eq!(look(person, first).await, status, "{}", person.email);
    }
    let members = gran.get(&format!("/api/v1/families/{}/members", jane.family)).await.data(200);
    assert_eq!(members["members"][0]["avatarUrl"], first);
    assert!(members["members"][1].get("avatarUrl").is_none());
    assert_eq!(look(&gateway.anyone(), first).await, 401);
    let picture = jane.call(Method::GET, &format!("{first}?size=thumbnail")).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/jpeg");
    let thumbnail = image::load_from_memory(&picture.bytes().await.unwrap()).unwrap();
    assert_eq!(thumbnail.width(), 256);

    // Nobody else learns whether there is one, or such a person.
    assert_eq!(eve.get(first).await.refusal(), (404, "NOT_FOUND", ""));
    let nobody = format!("/api/v1/users/{}/photos/x.jpg", Uuid::new_v4());
    assert_eq!(eve.get(first).await.body, eve.get(&nobody).await.body);

    // The same address may be sent back; another picture takes the place of the first, whose files go.
    let profile = format!("{SETTINGS}/profile");
    jane.put(&profile, json!({ "avatar_url": first })).await.bare(200);
    assert_eq!(files(), 2);
    let second = jane.send_file(PHOTO, &crate::photos::jpeg(30, 40)).await.bare(200);
    let second = second["data"]["avatar_url"].as_str().unwrap();
    assert_eq!((look(&jane, first).await, look(&jane, second).await, files()), (404, 200, 2));
    let removed = send(jane.call(Method::DELETE, PHOTO)).await.bare(200);
    assert_eq!(removed, json!({ "message": "Profile picture removed successfully" }));
    assert_eq!((look(&jane, second).await, files()), (404, 0));
    assert_eq!(jane.get(PROFILE).await.bare(200)["avatar_url"], Value::Null);
    send(jane.call(Method::DELETE, PHOTO)).await.bare(200);
    jane.send_file(PHOTO, &crate::photos::jpeg(30, 40)).await.bare(200);
    jane.put(&profile, json!({ "avatar_url": null })).await.bare(200);
    assert_eq!(files(), 0);
}

#[rstest]
#[tokio::test]
async fn what_is_no_picture_is_refused_and_leaves_the_one_there_is(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    let child = format!("/api/v1/users/child-profiles/{emma}/upload-picture");
    let good = crate::photos::jpeg(30, 40);
    let files = || std::fs::read_dir(gateway.data.path().join("files")).unwrap().count();
    for path in [PHOTO, &child] {
        jane.send_file(path, &good).await.bare(200);
        let before = files();
        for bad in [&b""[..], b"GIF89a", b"<svg/>", &good[..good.len() / 4], &good[..20]] {
            assert_eq!(
                jane.send_file(path, bad).await.refusal(),
                (422, "VALIDATION_ERROR", "file")
            );
        }
        // A header that promises more pixels than anybody has.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0]);
        assert_eq!(jane.send_file(path, &bomb).await.refusal().0, 422);
        let large = vec![0; 5 * 1024 * 1024 + 1];
        assert_eq!(jane.send_file(path, &large).await.status, 413);
        let without = jane.upload(path, &[("note", "x")], b"").header("X-Nothing", "1");
        assert_eq!(send(without).await.refusal(), (422, "VALIDATION_ERROR", "file"));
        let json = jane.post(path, json!({ "file": "x" })).await;
        assert_eq!(json.status, 415);
        assert_eq!(files(), before);
    }
}

#[rstest]
#[tokio::test]
async fn a_password_is_changed_by_who_knows_it(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let put = async |current: &str, new: &str, again: &str| {
        let body =
            json!({ "current_password": current, "new_password": new, "confirm_password": again });
        jane.put("/api/v1/users/password", body).await
    };
    let new = "new_secure_password";
    assert_eq!(put("WrongPass123!", new, new).await.field(), "current_password");
    assert_eq!(put(PASSWORD, new, "another_password").await.field(), "confirm_password");
    assert_eq!(put(PASSWORD, "short", "short").await.field(), "new_password");
    let login = async |password: &str| {
        let body = json!({ "email": jane.email, "password": password });
        gateway.anyone().post("/api/v1/auth/login", body).await.status
    };
    assert_eq!([login(PASSWORD).await, login(new).await], [200, 401]);
    let done = put(PASSWORD, new, new).await.bare(200);
    assert_eq!(done, json!({ "message": "Password changed successfully" }));
    assert_eq!([login(PASSWORD).await, login(new).await], [401, 200]);
    jane.get(PROFILE).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn the_early_access_list_tells_nobody_who_is_on_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let anyone = gateway.anyone();
    let join = async |body: Value| anyone.post(EARLY, body).await;
    let ann = json!({ "email": "ann@example.com", "name": "Ann, \"the\" =Poe" });
    let first = join(ann).await.bare(201);
    assert_eq!(first, json!({ "message": "You are on the early access list" }));
    assert_eq!(join(json!({ "email": "ANN@example.com" })).await.bare(201), first);
    let bob = json!({ "email": "bob@example.com", "full_name": "=1+1" });
    assert_eq!(join(bob).await.bare(201), first);
    assert_eq!(join(json!({ "email": "nobody" })).await.field(), "email");
    assert_eq!(join(json!({})).await.field(), "email");
    let long = json!({ "email": "x@example.com", "name": "x".repeat(101) });
    assert_eq!(join(long).await.field(), "name");

    let mut command = maternal(gateway.data.path());
    if let Some(url) = &gateway.database.url {
        command.env("DATABASE_URL", url);
    }
    let printed = command.arg("early-access").output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let lines: Vec<_> = printed.lines().map(|line| line.rsplit_once(',').unwrap().0).collect();
    let names =
        ["email,name", "ann@example.com,\"Ann, \"\"the\"\" =Poe\"", "bob@example.com,'=1+1"];
    assert_eq!(lines, names);
}
