use chrono::{TimeDelta, Timelike};
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

const SETTINGS: &str = "/api/v1/notifications/settings";

/// Somebody with a family in a time zone.
async fn parent_in<'a>(gateway: &'a Gateway, zone: &str) -> Person<'a> {
    let person = json!({ "email": "ann@example.com", "password": PASSWORD, "name": "Ann Poe", "timezone": zone });
    let data = gateway.anyone().post("/api/v1/auth/register", person).await.data(201);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Person {
        id: text(&data["user"]["id"]),
        token: text(&data["tokens"]["accessToken"]),
        family: text(&data["family"]["id"]),
        ..gateway.anyone()
    }
}

/// When the person was reminded.
async fn reminded(person: &Person<'_>) -> Vec<String> {
    let page = person.get("/api/v1/notifications?limit=100").await.data(200);
    let reminders = page["notifications"].as_array().unwrap().iter();
    let reminders = reminders.filter(|notification| notification["type"] == "daily-reminder");
    reminders.map(|reminder| reminder["createdAt"].as_str().unwrap()[..16].to_owned()).collect()
}

/// Moves the clock of both nodes on and lets both look at once.
async fn pass(nodes: [&Gateway; 2], time: TimeDelta) {
    nodes[0].pass(time);
    join_all(nodes.iter().cycle().take(4).map(|node| node.send_due())).await;
}

#[rstest]
#[tokio::test]
async fn settings_are_shown_changed_and_checked(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let ann = parent_in(&gateway, "Europe/Berlin").await;
    let mut settings =
        json!({ "pushEnabled": true, "dailyReminderTime": null, "timezone": "Europe/Berlin" });
    assert_eq!(ann.get(SETTINGS).await.data(200), settings);
    let change = json!({ "dailyReminderTime": "09:30", "timezone": "Mars/Olympus" });
    settings["dailyReminderTime"] = "09:30:00".into();
    assert_eq!(ann.patch(SETTINGS, change).await.data(200), settings);
    settings["pushEnabled"] = false.into();
    assert_eq!(ann.patch(SETTINGS, json!({ "pushEnabled": false })).await.data(200), settings);
    settings["dailyReminderTime"] = Value::Null;
    let off = ann.patch(SETTINGS, json!({ "dailyReminderTime": null })).await;
    assert_eq!(off.data(200), settings);
    assert_eq!(ann.get(SETTINGS).await.data(200), settings);
    for wrong in ["", "9", "25:00", "09:60", "noon"] {
        let refused = ann.patch(SETTINGS, json!({ "dailyReminderTime": wrong })).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "dailyReminderTime"), "{wrong}");
    }
}

#[rstest]
#[tokio::test]
async fn each_day_has_one_reminder_at_the_time_on_the_wall_also_where_clocks_change(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    // On 10 March 2024 New York's clocks go from 2:00 to 3:00.
    let gateway = Gateway::start_at(on, "2024-03-09T06:00:00Z").await;
    let other = gateway.beside().await;
    let nodes = [&gateway, &other];
    let ann = parent_in(&gateway, "America/New_York").await;
    ann.child("Emma").await;
    ann.patch(SETTINGS, json!({ "dailyReminderTime": "02:30" })).await.data(200);
    pass(nodes, TimeDelta::minutes(89)).await;
    assert!(reminded(&again(&ann).await).await.is_empty());
    pass(nodes, TimeDelta::minutes(2)).await;
    assert_eq!(reminded(&again(&ann).await).await, ["2024-03-09T07:31"]);
    // The gap ends at 07:00, where the wall shows 3:00.
    gateway.set_clock("2024-03-10T06:59:00Z");
    pass(nodes, TimeDelta::zero()).await;
    assert_eq!(reminded(&again(&ann).await).await.len(), 1);
    pass(nodes, TimeDelta::minutes(2)).await;
    assert_eq!(reminded(&again(&ann).await).await, ["2024-03-10T07:01", "2024-03-09T07:31"]);
    gateway.set_clock("2024-03-11T06:31:00Z");
    pass(nodes, TimeDelta::zero()).await;
    assert_eq!(reminded(&again(&ann).await).await[0], "2024-03-11T06:31");
    // After days of silence one comes, not all.
    gateway.set_clock("2024-03-15T12:00:00Z");
    pass(nodes, TimeDelta::zero()).await;
    let all = reminded(&again(&ann).await).await;
    assert_eq!((all.len(), &*all[0]), (4, "2024-03-15T12:00"));
}

/// The same person with a fresh token, as the clock has moved.
async fn again<'a>(person: &Person<'a>) -> Person<'a> {
    Person { email: "ann@example.com".into(), ..person.clone() }.again().await
}

#[rstest]
#[tokio::test]
async fn a_changed_time_counts_from_now_and_without_a_child_there_is_nothing_to_log(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let ann = parent_in(&gateway, "UTC").await;
    let soon = |minutes| {
        let time = gateway.now() + TimeDelta::minutes(minutes);
        json!({ "dailyReminderTime": format!("{:02}:{:02}", time.hour(), time.minute()) })
    };
    ann.patch(SETTINGS, soon(5)).await.data(200);
    gateway.pass(TimeDelta::minutes(6));
    gateway.send_due().await;
    assert!(reminded(&ann).await.is_empty(), "there is no child");
    ann.child("Emma").await;
    ann.patch(SETTINGS, soon(10)).await.data(200);
    ann.patch(SETTINGS, soon(20)).await.data(200);
    gateway.pass(TimeDelta::minutes(11));
    gateway.send_due().await;
    assert!(reminded(&ann).await.is_empty(), "the time was changed");
    gateway.pass(TimeDelta::minutes(10));
    gateway.send_due().await;
    assert_eq!(reminded(&ann).await.len(), 1);
    ann.patch(SETTINGS, json!({ "dailyReminderTime": null })).await.data(200);
    gateway.pass(TimeDelta::days(1));
    gateway.send_due().await;
    assert_eq!(reminded(&again(&ann).await).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn who_moves_is_reminded_by_the_clock_on_the_new_wall(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T06:00:00Z").await;
    let ann = parent_in(&gateway, "Europe/Berlin").await;
    ann.child("Emma").await;
    ann.patch(SETTINGS, json!({ "dailyReminderTime": "09:00" })).await.data(200);
    ann.put("/api/v1/users/settings/profile", json!({ "timezone": "Asia/Tokyo" })).await.bare(200);
    gateway.set_clock("2024-01-10T23:59:00Z");
    gateway.send_due().await;
    assert!(reminded(&again(&ann).await).await.is_empty());
    gateway.pass(TimeDelta::minutes(2));
    gateway.send_due().await;
    assert_eq!(reminded(&again(&ann).await).await, ["2024-01-11T00:01"]);
}
