//! What cannot wait, in every language, with a model and without.

use std::time::Duration;

use chrono::TimeDelta;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, ModelServer, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::assistant::{CHAT, ask, streamed};

/// A six-week-old with 38.5, as people say it, and what the answer must name.
const FEVER: [(&str, &str, &str); 7] = [
    ("en-US", "six weeks old, 38.5 fever", "911"),
    ("es-ES", "tiene seis semanas y 38,5 de fiebre", "112"),
    ("es-MX", "tiene seis semanas y 38.5 de calentura", "911"),
    ("fr-FR", "six semaines, 38,5 de fièvre", "15"),
    ("fr-CA", "bébé de six semaines, fièvre de 38,5", "911"),
    ("pt-BR", "seis semanas de vida, febre de 38,5", "192"),
    ("zh-CN", "六周大，发烧38.5度", "120"),
];

/// A newborn of so many days.
async fn newborn(person: &Person<'_>, days: i64) -> String {
    let born = (person.gateway.now() - TimeDelta::days(days)).date_naive();
    let body = json!({ "familyId": person.family, "name": "Mia", "birthDate": born });
    let data = person.post("/api/v1/children", body).await.data(201);
    data["id"].as_str().unwrap().to_owned()
}

#[rstest]
#[tokio::test]
async fn a_fever_at_six_weeks_is_urgent_in_seven_languages_with_and_without_a_model(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let model = ModelServer::start();
    for gateway in
        [Gateway::start(on).await, Gateway::asking(on, &model, Duration::from_mins(1)).await]
    {
        let jane = gateway.parent("Jane Doe").await;
        let mut texts: Vec<String> = Vec::new();
        for (locale, message, number) in FEVER {
            let said = jane.post(CHAT, json!({ "message": message, "locale": locale })).await;
            assert_eq!(said.headers["content-language"], locale);
            let said = said.data(200);
            assert_eq!(
                (&said["urgent"], &said["engine"]),
                (&json!(true), &json!("safety")),
                "{said}"
            );
            let text = said["response"].as_str().unwrap().to_owned();
            assert!(text.contains(number), "{locale} {number}: {text}");
            assert!(!texts.contains(&text) || locale == "es-MX" || locale == "fr-CA", "{text}");
            texts.push(text);
            // The same by the header.
            let by_header = jane.speaking(locale).post(CHAT, json!({ "message": message })).await;
            assert_eq!(by_header.data(200)["response"], said["response"]);
        }
    }
    assert_eq!(model.asked(), Vec::<Value>::new());
}

#[rstest]
#[tokio::test]
async fn what_is_logged_is_urgent_whatever_is_asked(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mia = newborn(&jane, 42).await;
    let calm = ask(&jane, &mia, "Why won't my baby sleep?").await;
    assert_eq!(calm["urgent"], false, "{calm}");
    let at = gateway.now() - TimeDelta::hours(3);
    let warm =
        json!({ "childId": mia, "timestamp": at, "temperature": { "value": 101.3, "unit": "°F" } });
    jane.post("/api/v1/activities/temperature", warm).await.data(201);
    // Also if the context leaves it out.
    let context = json!({ "includeRecentActivities": false });
    let body = json!({ "message": "Why won't my baby sleep?", "childId": mia, "context": context });
    let said = jane.post(CHAT, body).await.data(200);
    assert_eq!((&said["urgent"], &said["engine"]), (&json!(true), &json!("safety")), "{said}");
    // It is told once a conversation; then what is asked is answered.
    let on =
        json!({ "message": "How often should she eat?", "conversationId": said["conversationId"] });
    assert_eq!(jane.post(CHAT, on).await.data(200)["urgent"], false);
    let on = json!({ "message": "And how long should she nap?", "conversationId": said["conversationId"] });
    assert_eq!(jane.post(CHAT, on).await.data(200)["urgent"], false);
    let on = json!({ "message": "she is hard to wake up now", "conversationId": said["conversationId"] });
    assert_eq!(jane.post(CHAT, on).await.data(200)["urgent"], true);
    // An older brother does not make her older.
    let body = json!({ "message": "she has 38.5, her brother is 3 years old", "childId": mia });
    assert_eq!(jane.post(CHAT, body).await.data(200)["urgent"], true);
    // Who needs help gets it, whatever was wrong with the rest.
    let gone = domain::ChildId::fresh().to_string();
    let body = json!({ "message": "she is not breathing", "childId": gone });
    assert_eq!(jane.post(CHAT, body).await.data(200)["urgent"], true);
    let body = json!({ "message": "Why won't my baby sleep?", "childId": gone });
    assert_eq!(jane.post(CHAT, body).await.refusal(), (404, "NOT_FOUND", ""));
    // Of a grown child it is a fever as others.
    let old = jane.child("Emma").await;
    let warm =
        json!({ "childId": old, "timestamp": at, "temperature": { "value": 38.5, "unit": "°C" } });
    jane.post("/api/v1/activities/temperature", warm).await.data(201);
    assert_eq!(ask(&jane, &old, "Why won't my baby sleep?").await["urgent"], false);
}

#[rstest]
#[tokio::test]
async fn what_is_logged_anew_is_told_anew_and_what_others_left_no_room_for_is_told_next(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mia = newborn(&jane, 42).await;
    let feverish = async |jane: &Person<'_>| {
        let temperature = json!({ "value": 38.5, "unit": "°C" });
        let at = gateway.now() - TimeDelta::minutes(5);
        let warm = json!({ "childId": mia, "timestamp": at, "temperature": temperature });
        jane.post("/api/v1/activities/temperature", warm).await.data(201);
    };
    feverish(&jane).await;
    let graver = ask(&jane, &mia, "her lips are blue and she is not breathing").await;
    let text = graver["response"].as_str().unwrap();
    assert!(!text.contains("38.0"), "two others are graver: {text}");
    let id = graver["conversationId"].clone();
    let calm = async |jane: &Person<'_>| {
        let body = json!({ "message": "How often should she eat?", "conversationId": id });
        jane.post(CHAT, body).await.data(200)["urgent"].as_bool().unwrap()
    };
    assert!(calm(&jane).await, "the fever was not told yet");
    assert!(!calm(&jane).await);
    gateway.pass(TimeDelta::days(3));
    let jane = jane.again().await;
    assert!(!calm(&jane).await);
    feverish(&jane).await;
    assert!(calm(&jane).await, "this one is another");
    assert!(!calm(&jane).await);
}

#[rstest]
#[tokio::test]
async fn the_number_is_that_of_the_country_the_family_lives_in(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mia = newborn(&jane, 400).await;
    for (zone, number) in [
        ("Europe/London", "999"),
        ("Asia/Tokyo", "119"),
        ("Australia/Sydney", "000"),
        ("America/Chicago", "911"),
    ] {
        let path = format!("/api/v1/families/{}", jane.family);
        let family = jane.get(&path).await.data(200);
        let edit = json!({ "timezone": zone, "version": family["version"] });
        let edited = jane.patch(&path, edit).await;
        assert_eq!(edited.status, 200, "{}", edited.body);
        let said = ask(&jane, &mia, "her lips are blue and she is not breathing").await;
        assert!(said["response"].as_str().unwrap().contains(number), "{zone}: {said}");
    }
}

#[rstest]
#[tokio::test]
async fn without_a_child_the_number_is_that_of_the_family_else_of_where_the_person_is(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let mut body = crate::accounts::jane();
    body["timezone"] = json!("Asia/Tokyo");
    let data = gateway.anyone().post("/api/v1/auth/register", body).await.data(201);
    let token = data["tokens"]["accessToken"].as_str().unwrap().to_owned();
    let jane = Person { token, device: Some("uuid".into()), ..gateway.anyone() };
    let path = format!("/api/v1/families/{}", data["family"]["id"].as_str().unwrap());
    let moves = async |zone: &str| {
        let version = jane.get(&path).await.data(200)["version"].clone();
        let edit = json!({ "timezone": zone, "version": version });
        assert_eq!(jane.patch(&path, edit).await.status, 200);
    };
    moves("Europe/London").await;
    let told = async |about: Value| {
        let mut body = json!({ "message": "she is not breathing" });
        body.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
        jane.post(CHAT, body).await.data(200)["response"].as_str().unwrap().to_owned()
    };
    let [child, conversation] =
        [domain::ChildId::fresh().to_string(), domain::ConversationId::fresh().to_string()];
    for about in [json!({}), json!({ "childId": child }), json!({ "conversationId": conversation })]
    {
        let text = told(about).await;
        assert!(text.contains("999"), "{text}");
    }
    // A family whose zone nobody told is nowhere.
    moves("UTC").await;
    let text = told(json!({})).await;
    assert!(text.contains("119"), "{text}");
    jane.delete(&path).await.data(200);
    gateway.forget().await;
    let text = told(json!({})).await;
    assert!(text.contains("119"), "{text}");
}

#[rstest]
#[tokio::test]
async fn what_cannot_wait_is_told_also_to_who_asked_as_often_as_they_may(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "20")]).await;
    let jane = gateway.parent("Jane Doe").await;
    let calm = json!({ "message": "Why won't my baby sleep?" });
    let urgent = json!({ "message": "she is not breathing" });
    for _ in 0..4 {
        jane.post(CHAT, calm.clone()).await.data(200);
    }
    for _ in 0..2 {
        let refused = jane.post(CHAT, calm.clone()).await;
        assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""));
        assert_eq!(refused.headers["x-ratelimit-limit"], "4");
        assert_eq!(jane.post(CHAT, urgent.clone()).await.data(200)["urgent"], true);
    }
    let call = jane.call(Method::POST, CHAT).header("Accept", "text/event-stream");
    let refused = send(call.json(&calm)).await;
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""));
    let events = streamed(&jane, urgent.clone()).await;
    assert_eq!(events.last().unwrap().1["urgent"], true);
}

#[rstest]
#[tokio::test]
async fn doses_are_told_by_nobody(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mia = newborn(&jane, 400).await;
    for (locale, message) in [
        ("en-US", "How much Tylenol can I give her?"),
        ("es-MX", "¿Cuántos ml de paracetamol le doy?"),
        ("fr-FR", "Quelle dose de Doliprane pour 9 kilos ?"),
        ("pt-BR", "Quantas gotas de dipirona posso dar?"),
        ("zh-CN", "布洛芬要喝多少毫升"),
    ] {
        let body = json!({ "message": message, "childId": mia, "locale": locale });
        let said = jane.post(CHAT, body).await.data(200);
        assert_eq!(said["engine"], "safety", "{said}");
        let text = said["response"].as_str().unwrap();
        assert!(!text.contains("ml") && !text.contains("mg") && !text.contains("毫升"), "{text}");
    }
}
