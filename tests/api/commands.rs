use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

pub(crate) const COMMAND: &str = "/api/v1/ai/command";
pub(crate) const AFTERNOON: &str = "2026-03-04T16:40:00Z";
const DOCUMENTED: &str = "Baby fed 4 ounces at 3pm";

/// What is said of a child.
fn of(child: &str, text: &str) -> Value {
    json!({ "text": text, "childId": child, "locale": "en-US" })
}

async fn say(person: &Person<'_>, child: &str, text: &str) -> Value {
    person.post(COMMAND, of(child, text)).await.data(200)
}

/// Says it again, and that it is meant.
async fn confirm(person: &Person<'_>, child: &str, text: &str, asked: &Value) -> Reply {
    let mut yes = of(child, text);
    yes["confirmed"] = true.into();
    yes["askedAt"] = asked["askedAt"].clone();
    person.post(COMMAND, yes).await
}

/// What was logged of a child, the latest first.
pub(crate) async fn logged(person: &Person<'_>, child: &str) -> Vec<Value> {
    let list = person.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    list["activities"].as_array().unwrap().clone()
}

/// Takes something back, as an answer says one can.
async fn undo(person: &Person<'_>, answer: &Value) -> Reply {
    let undo = &answer["undo"];
    let method = Method::from_bytes(undo["method"].as_str().unwrap().as_bytes()).unwrap();
    send(person.call(method, undo["url"].as_str().unwrap())).await
}

#[rstest]
#[tokio::test]
async fn the_documented_command_is_carried_out_as_documented(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let said = say(&jane, &child, DOCUMENTED).await;
    let id = said["activityId"].as_str().unwrap();
    let expected = json!({
        "transcription": DOCUMENTED,
        "interpretation": {
            "action": "log_feeding",
            "childId": child,
            "parameters": { "amount": 4, "unit": "oz", "time": "15:00" },
        },
        "executed": true,
        "activityId": id,
        "message": "Logged: bottle, 4 oz, 3:00 PM",
        "urgent": false,
        "undo": { "method": "DELETE", "url": format!("/api/v1/activities/{id}?version=1") },
    });
    assert_eq!(said, expected);
    let activities = logged(&jane, &child).await;
    assert_eq!(activities.len(), 1);
    assert_eq!((&activities[0]["id"], &activities[0]["type"]), (&json!(id), &json!("feeding")));
    assert_eq!(activities[0]["timestamp"], "2026-03-04T15:00:00Z");
    let details = &activities[0]["details"];
    assert_eq!((&details["amount"], &details["unit"]), (&json!(4.0), &json!("oz")), "{details}");

    assert_eq!(undo(&jane, &said).await.status, 200);
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}

#[rstest]
#[tokio::test]
async fn a_command_that_comes_again_is_carried_out_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let body = of(&child, DOCUMENTED);
    let at_once = (0..8).map(|_| jane.post_once("key", COMMAND, body.clone()));
    let answers: Vec<_> = join_all(at_once).await.iter().map(|reply| reply.data(200)).collect();
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    gateway.pass(TimeDelta::minutes(5));
    let later = jane.post_once("key", COMMAND, body).await;
    assert_eq!(later.headers["idempotent-replayed"], "true");
    assert_eq!(later.data(200), answers[0]);
    assert_eq!(logged(&jane, &child).await.len(), 1);
    let other = jane.post_once("key", COMMAND, of(&child, "log a wet diaper")).await;
    assert_eq!(other.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"));

    for (key, text) in [("start", "start nap timer"), ("stop", "stop nap timer")] {
        let first = jane.post_once(key, COMMAND, of(&child, text)).await.data(200);
        assert_eq!(first["executed"], true, "{first}");
        gateway.pass(TimeDelta::minutes(5));
        let again = jane.post_once(key, COMMAND, of(&child, text)).await.data(200);
        assert_eq!(first, again);
    }
    let naps = logged(&jane, &child).await;
    assert_eq!((naps.len(), &naps[0]["type"]), (2, &json!("sleep")));
}

#[rstest]
#[tokio::test]
async fn a_command_takes_the_rights_of_who_gives_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, gran, eve) = (
        gateway.parent("Jane Doe").await,
        gateway.parent("Gran Doe").await,
        gateway.parent("Eve Else").await,
    );
    let child = jane.child("Emma").await;
    jane.welcome(&gran, "viewer", None).await;
    for text in [DOCUMENTED, "start nap timer"] {
        assert_eq!(gran.post(COMMAND, of(&child, text)).await.refusal(), (403, "FORBIDDEN", ""));
        assert_eq!(eve.post(COMMAND, of(&child, text)).await.refusal(), (404, "NOT_FOUND", ""));
    }
    say(&jane, &child, "log a wet diaper").await;
    let asked = say(&gran, &child, "when was the last diaper").await;
    assert_eq!(asked["answer"]["type"], "diaper");
    let stranger = eve.post(COMMAND, of(&child, "when was the last diaper")).await;
    assert_eq!(stranger.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(logged(&jane, &child).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_is_not_certain_is_asked_and_nothing_is_logged(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for text in ["baby ate", "baby fed 90 ounces", "gave her 2 ml of ibuprofen", "4 oz at 3pm"] {
        let asked = say(&jane, &child, text).await;
        assert_eq!(asked["executed"], false, "{asked}");
        assert!(asked["question"].is_string() && asked["confirmable"].is_boolean(), "{asked}");
        assert!(asked.get("activityId").is_none() && asked.get("undo").is_none(), "{asked}");
        assert!(asked["interpretation"]["action"].is_string(), "{asked}");
    }
    for text in ["the weather is nice", "she did not eat", "we will feed her at 9 tomorrow"] {
        let refused = say(&jane, &child, text).await;
        assert_eq!(refused["executed"], false, "{refused}");
        assert!(refused["message"].is_string() || refused["question"].is_string(), "{refused}");
    }
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());

    let medicine = "gave her 2 ml of ibuprofen at 3pm";
    let asked = say(&jane, &child, medicine).await;
    assert_eq!((&asked["executed"], &asked["confirmable"]), (&json!(false), &json!(true)));
    let done = confirm(&jane, &child, medicine, &asked).await.data(200);
    assert_eq!(done["executed"], true, "{done}");
    assert_eq!(logged(&jane, &child).await[0]["type"], "medication");
}

#[rstest]
#[tokio::test]
async fn a_yes_does_not_carry_out_what_it_cannot_settle(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (text, question) in [
        (
            "fed 3 oz yesterday at 9",
            "Which time is meant? Please say it with a. m. or p. m., or with the date",
        ),
        ("fed 4 oz and 6 oz", "This was said twice, or does not go with the rest: amount"),
        (
            "she ate 4 ounces and had a wet diaper",
            "These are several things; please say them one by one",
        ),
        ("4 oz at 3pm", "What was it: a feeding, sleep, a diaper or something else?"),
    ] {
        let asked = say(&jane, &child, text).await;
        assert_eq!(asked["confirmable"], false, "{asked}");
        let again = confirm(&jane, &child, text, &asked).await.data(200);
        assert_eq!(again, asked);
        let told = (&again["executed"], &again["question"]);
        assert_eq!(told, (&json!(false), &json!(question)), "{text}");
    }
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
    for (text, amount) in [("fed 4 oz of mango smoothie", 4.0), ("baby drank 40 ounces", 40.0)] {
        let asked = say(&jane, &child, text).await;
        assert_eq!(asked["confirmable"], true, "{asked}");
        let done = confirm(&jane, &child, text, &asked).await.data(200);
        assert_eq!(done["executed"], true, "{done}");
        let logged = &logged(&jane, &child).await[0];
        let id = (&logged["id"], &logged["details"]["amount"]);
        assert_eq!(id, (&done["activityId"], &json!(amount)));
    }
}

#[rstest]
#[tokio::test]
async fn a_time_is_counted_from_when_it_was_said_first(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let medicine = "gave her 2 ml of Tylenol 20 minutes ago";
    let asked = say(&jane, &child, medicine).await;
    let at: DateTime<Utc> = asked["askedAt"].as_str().unwrap().parse().unwrap();
    gateway.pass(TimeDelta::minutes(10));
    let done = confirm(&jane, &child, medicine, &asked).await.data(200);
    assert_eq!(done["executed"], true, "{done}");
    let logged_at = logged(&jane, &child).await[0]["timestamp"].clone();
    let logged_at: DateTime<Utc> = logged_at.as_str().unwrap().parse().unwrap();
    assert_eq!(logged_at, at - TimeDelta::minutes(20));
    for wrong in [TimeDelta::minutes(-55), TimeDelta::hours(1)] {
        let asked = json!({ "askedAt": at + wrong });
        let refused = confirm(&jane, &child, medicine, &asked).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "askedAt"));
    }
    assert_eq!(logged(&jane, &child).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_cannot_wait_is_told_before_any_command_is_followed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let zone = json!({ "timezone": "Europe/London" });
    jane.patch(&format!("/api/v1/families/{}", jane.family), zone).await.data(200);
    let born = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2026-01-20" });
    let child = jane.post("/api/v1/children", born).await.data(201);
    let child = child["id"].as_str().unwrap();
    for (locale, text) in [
        ("en-US", "she is not breathing"),
        ("en-US", "she is choking, start nap timer"),
        ("en-US", "gave her 2 ml of ibuprofen, her lips are blue"),
        ("es-ES", "no respira"),
        ("pt-BR", "ela não está respirando"),
    ] {
        let said = json!({ "text": text, "childId": child, "locale": locale });
        let told = jane.post(COMMAND, said).await.data(200);
        assert_eq!((&told["executed"], &told["urgent"]), (&json!(false), &json!(true)), "{told}");
        assert!(told["message"].as_str().unwrap().contains("999"), "{told}");
        assert!(told.get("question").is_none(), "{told}");
    }
    let timers = jane.get(&format!("/api/v1/timers?childId={child}")).await.data(200);
    assert_eq!(timers["timers"], json!([]));
    assert_eq!(logged(&jane, child).await, Vec::<Value>::new());

    let fever = say(&jane, child, "log temperature 38.5").await;
    assert_eq!((&fever["executed"], &fever["urgent"]), (&json!(true), &json!(true)), "{fever}");
    let message = fever["message"].as_str().unwrap();
    assert!(
        message.contains("999") && message.ends_with("Logged: temperature, 38.5 °C"),
        "{message}"
    );
    assert_eq!(logged(&jane, child).await[0]["id"], fever["activityId"]);
    let gran = gateway.parent("Gran Doe").await;
    jane.welcome(&gran, "viewer", None).await;
    let warned = say(&gran, child, "log temperature 38.5").await;
    assert_eq!((&warned["executed"], &warned["urgent"]), (&json!(false), &json!(true)), "{warned}");
    let calm = say(&jane, child, "log temperature 37.0").await;
    assert_eq!((&calm["executed"], &calm["urgent"]), (&json!(true), &json!(false)), "{calm}");
}

#[rstest]
#[tokio::test]
async fn timers_start_and_stop_by_a_word_and_who_wakes_up_has_slept(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let nothing = say(&jane, &child, "stop the timer").await;
    assert_eq!(nothing["executed"], false);
    assert_eq!(nothing["message"], "Nothing is running that could be stopped");

    let started = say(&jane, &child, "start nap timer").await;
    assert_eq!(started["executed"], true, "{started}");
    gateway.pass(TimeDelta::minutes(20));
    let again = say(&jane, &child, "start nap timer").await;
    assert_eq!(again["timerId"], started["timerId"]);
    assert!(again.get("undo").is_none(), "it was not this that started it");
    let stopped = say(&jane, &child, "stop the timer").await;
    assert_eq!(stopped["timerId"], started["timerId"]);
    let naps = logged(&jane, &child).await;
    assert_eq!((&naps[0]["id"], &naps[0]["duration"]), (&stopped["activityId"], &json!(20)));

    let started = say(&jane, &child, "start feeding timer on the left side").await;
    assert_eq!(undo(&jane, &started).await.status, 200);
    let timers = jane.get(&format!("/api/v1/timers?childId={child}")).await.data(200);
    assert_eq!(timers["timers"], json!([]));

    say(&jane, &child, "she fell asleep 10 minutes ago").await;
    let woke = say(&jane, &child, "the baby woke up").await;
    assert_eq!(woke["executed"], true, "{woke}");
    let sleep = &logged(&jane, &child).await[0];
    assert_eq!((&sleep["id"], &sleep["duration"]), (&woke["activityId"], &json!(10)));
}

#[rstest]
#[tokio::test]
async fn the_last_one_is_told_and_what_was_just_logged_is_taken_back_by_a_word(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let never = say(&jane, &child, "when did she last eat").await;
    assert_eq!((&never["executed"], never.get("answer")), (&json!(true), None));
    let fed = say(&jane, &child, DOCUMENTED).await;
    let told = say(&jane, &child, "when did she last eat").await;
    assert_eq!(told["answer"]["id"], fed["activityId"]);
    assert_eq!(told["message"], "Last time: feeding, 03/04/2026, 3:00 PM");

    let undone = say(&jane, &child, "undo that").await;
    assert_eq!((&undone["executed"], &undone["activityId"]), (&json!(true), &fed["activityId"]));
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
    assert_eq!(say(&jane, &child, "undo that").await["executed"], false);
    assert_eq!(undo(&jane, &undone).await.status, 200);
    gateway.pass(TimeDelta::minutes(11));
    assert_eq!(say(&jane, &child, "undo that").await["executed"], false, "it is no moment ago");
    assert_eq!(logged(&jane, &child).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_was_done_last_is_taken_back_and_nothing_else(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let (jane, joe) = (gateway.parent("Jane Doe").await, gateway.parent("Joe Doe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&joe, "parent", None).await;
    let running = async || {
        let timers = jane.get(&format!("/api/v1/timers?childId={child}")).await.data(200);
        timers["timers"].as_array().unwrap().len()
    };
    let fed = say(&jane, &child, DOCUMENTED).await;
    let nap = say(&jane, &child, "start nap timer").await;
    say(&joe, &child, "log a wet diaper").await;
    let undone = say(&jane, &child, "undo that").await;
    assert_eq!((&undone["executed"], &undone["timerId"]), (&json!(true), &nap["timerId"]));
    assert_eq!((running().await, logged(&jane, &child).await.len()), (0, 2));
    let again = say(&jane, &child, "undo that").await;
    let words = "What you did last cannot be taken back by a word, so nothing was done";
    assert_eq!((&again["executed"], &again["message"]), (&json!(false), &json!(words)));

    let nap = say(&jane, &child, "start nap timer").await;
    let pause = format!("/api/v1/timers/{}/pause", nap["timerId"].as_str().unwrap());
    jane.post(&pause, json!({})).await.data(200);
    assert_eq!(say(&jane, &child, "undo that").await["executed"], false);
    let stopped = say(&jane, &child, "stop nap timer").await;
    let undone = say(&jane, &child, "undo that").await;
    assert_eq!(undone["activityId"], stopped["activityId"]);
    assert!(logged(&jane, &child).await.iter().any(|it| it["id"] == fed["activityId"]));

    let late = json!({ "childId": child, "type": "wet", "timestamp": "2026-03-04T16:41:00Z" });
    let many = (0..51).map(|_| joe.post("/api/v1/activities/diaper", late.clone()));
    assert!(join_all(many).await.iter().all(|reply| reply.status == 201));
    say(&jane, &child, "log a dirty diaper").await;
    let backfilled = say(&jane, &child, "bath time at 7 pm yesterday").await;
    let undone = say(&jane, &child, "undo that").await;
    assert_eq!(
        (&undone["executed"], &undone["activityId"]),
        (&json!(true), &backfilled["activityId"])
    );
}

#[rstest]
#[tokio::test]
async fn the_child_is_named_by_id_or_by_name_or_is_the_only_one(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    let only = jane.post(COMMAND, json!({ "text": "log a wet diaper" })).await.data(200);
    assert_eq!(only["interpretation"]["childId"], emma.as_str());

    let leo = jane.child("Leo").await;
    let asked = jane.post(COMMAND, json!({ "text": "log a wet diaper" })).await.data(200);
    assert_eq!(
        (&asked["executed"], &asked["question"]),
        (&json!(false), &json!("Which child is it about?"))
    );
    let named = jane.post(COMMAND, json!({ "text": "Leo drank 3 ounces" })).await.data(200);
    assert_eq!(named["interpretation"]["childId"], leo.as_str());
    let sibling = say(&jane, &emma, "Leo drank 3 ounces").await;
    assert_eq!(sibling["interpretation"]["childId"], leo.as_str());
    assert_eq!((logged(&jane, &emma).await.len(), logged(&jane, &leo).await.len()), (1, 2));
}

#[rstest]
#[tokio::test]
async fn times_are_those_of_the_familys_clock(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2026-03-04T21:40:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let zone = json!({ "timezone": "America/New_York" });
    jane.patch(&format!("/api/v1/families/{}", jane.family), zone).await.data(200);
    let said = say(&jane, &child, DOCUMENTED).await;
    assert_eq!(said["interpretation"]["parameters"]["time"], "15:00");
    assert_eq!(logged(&jane, &child).await[0]["timestamp"], "2026-03-04T20:00:00Z");
}

#[rstest]
#[tokio::test]
async fn commands_are_understood_and_answered_in_the_language_that_is_named(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await.speaking("pt-BR");
    let child = jane.child("Emma").await;
    for (locale, text, message) in [
        (
            "es-ES",
            "tomó 120 ml de fórmula a las 3 de la tarde",
            "Registrado: biberón, 120 ml, fórmula, 15:00",
        ),
        ("fr-FR", "elle a bu 120 ml à 15 h", "Enregistré : biberon, 120 ml, 15:00"),
        ("zh-CN", "宝宝下午3点喝了120毫升", "已记录：奶瓶，120 ml，15:00"),
    ] {
        let body = json!({ "text": text, "childId": child, "locale": locale });
        let reply = jane.post(COMMAND, body).await;
        assert_eq!(reply.headers["content-language"], locale);
        assert_eq!(reply.data(200)["message"], message, "{}", reply.body);
    }
    let by_header = json!({ "text": "bebeu 120 ml às 15h", "childId": child });
    let reply = jane.post(COMMAND, by_header).await;
    assert_eq!(reply.headers["content-language"], "pt-BR");
    assert_eq!(reply.data(200)["executed"], true, "{}", reply.body);

    let refused = |body| async { jane.post(COMMAND, body).await };
    let unknown = json!({ "text": DOCUMENTED, "childId": child, "locale": "tlh" });
    assert_eq!(refused(unknown).await.refusal(), (400, "VALIDATION_ERROR", "locale"));
    for text in ["", "  ", &"x".repeat(501)] {
        let reply = refused(of(&child, text)).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "text"));
    }
    assert_eq!(logged(&jane, &child).await.len(), 4);
}
