//! The assistant without a language model: facts, the library, conversations, the questions of a day.

use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::rhythms::{NOW, by_the_clock, log};

pub(crate) const CHAT: &str = "/api/v1/ai/chat";
const CONVERSATIONS: &str = "/api/v1/ai/conversations";

/// The question of the contract.
const WHY: &str = "Why won't my baby sleep?";

pub(crate) async fn ask(person: &Person<'_>, child: &str, message: &str) -> Value {
    person.post(CHAT, json!({ "message": message, "childId": child })).await.data(200)
}

/// Jane with Emma, who has slept and eaten by the clock for two weeks.
pub(crate) async fn family(gateway: &Gateway) -> (Person<'_>, String) {
    gateway.set_clock(NOW);
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    log(&jane, by_the_clock(&emma, 15)).await;
    (jane, emma)
}

/// The events of a stream: names and data.
pub(crate) async fn streamed(person: &Person<'_>, body: Value) -> Vec<(String, Value)> {
    let key = domain::MessageId::fresh().to_string();
    events_of(person, &key, body).await
}

/// Likewise, of a question under this idempotency key.
pub(crate) async fn events_of(person: &Person<'_>, key: &str, body: Value) -> Vec<(String, Value)> {
    let call = person.call(Method::POST, CHAT).header("Accept", "text/event-stream");
    let response = call.header("Idempotency-Key", key).json(&body).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let text = response.text().await.unwrap();
    let events = text.split("\n\n").filter_map(|event| {
        let (name, data) = event.strip_prefix("event: ")?.split_once("\ndata: ")?;
        Some((name.to_owned(), serde_json::from_str(data).unwrap()))
    });
    events.collect()
}

/// What is heard of the text after all that was void.
pub(crate) fn heard(events: &[(String, Value)]) -> String {
    events.iter().fold(String::new(), |text, (name, data)| match &**name {
        "delta" => text + data["text"].as_str().unwrap(),
        "again" => String::new(),
        _ => text,
    })
}

#[rstest]
#[tokio::test]
async fn the_documented_question_is_answered_with_the_childs_own_nights(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let begun = ask(&jane, &emma, "Hello, how do I get a bedtime routine going?").await;
    let body = json!({
        "message": WHY,
        "childId": emma,
        "conversationId": begun["conversationId"],
        "context": {
            "includeRecentActivities": true,
            "includeSleepPatterns": true,
            "includeDevelopmentalInfo": true,
        },
        "locale": "en-US",
    });
    let reply = jane.post(CHAT, body).await;
    let said = reply.data(200);
    let fields: Vec<_> = said.as_object().unwrap().keys().map(String::as_str).collect();
    let documented = [
        "conversationId",
        "messageId",
        "response",
        "suggestions",
        "relatedArticles",
        "confidenceScore",
    ];
    assert!(documented.iter().all(|field| fields.contains(field)), "{fields:?}");
    assert_eq!(said["conversationId"], begun["conversationId"]);
    assert!(said["messageId"].as_str().unwrap().starts_with("msg_"));

    let response = said["response"].as_str().unwrap();
    for own in ["Emma slept 11 h last night without waking up", "7:15 PM", "Emma is 10 months old"]
    {
        assert!(response.contains(own), "{own}: {response}");
    }
    assert_eq!((&said["engine"], &said["urgent"]), (&json!("retrieval"), &json!(false)));
    let confidence = said["confidenceScore"].as_f64().unwrap();
    assert!((0.4..=1.0).contains(&confidence), "{said}");
    assert!(!said["suggestions"].as_array().unwrap().is_empty());

    let articles = said["relatedArticles"].as_array().unwrap();
    assert!(!articles.is_empty());
    for article in articles {
        let page = gateway.anyone().call(Method::GET, article["url"].as_str().unwrap());
        let page = page.send().await.unwrap();
        assert_eq!(page.status(), 200);
        let html = page.text().await.unwrap();
        let title = article["title"].as_str().unwrap().replace('\'', "&#39;");
        assert!(html.contains(&format!("<h1>{title}</h1>")), "{title}: {html}");
    }
}

#[rstest]
#[tokio::test]
async fn it_is_answered_so_in_every_language(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    for (locale, question, own) in [
        ("en-US", WHY, "11 h last night"),
        ("es-ES", "¿Por qué no duerme mi bebé?", "11 h"),
        ("es-MX", "¿por qué mi bebé no se duerme?", "11 h"),
        ("fr-FR", "Pourquoi mon bébé ne dort-il pas ?", "11 h"),
        ("fr-CA", "pourquoi bébé dort pas", "11 h"),
        ("pt-BR", "Por que meu bebê não dorme?", "11 h"),
        ("zh-CN", "宝宝为什么不睡觉？", "11 小时"),
    ] {
        let body = json!({ "message": question, "childId": emma, "locale": locale });
        let reply = jane.post(CHAT, body).await;
        assert_eq!(reply.headers["content-language"], locale);
        let said = reply.data(200);
        let response = said["response"].as_str().unwrap();
        assert!(response.contains("Emma") && response.contains(own), "{locale}: {response}");
        assert!(said["confidenceScore"].as_f64().unwrap() >= 0.4, "{locale}: {said}");
        assert!(!said["relatedArticles"].as_array().unwrap().is_empty(), "{locale}: {said}");
    }
}

#[rstest]
#[tokio::test]
async fn what_the_context_leaves_out_is_not_spoken_of(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let with = async |recent: bool, patterns: bool, development: bool| {
        let context = json!({
            "includeRecentActivities": recent,
            "includeSleepPatterns": patterns,
            "includeDevelopmentalInfo": development,
        });
        let body = json!({ "message": WHY, "childId": emma, "context": context });
        let said = jane.post(CHAT, body).await.data(200);
        let said = said["response"].as_str().unwrap().to_owned();
        ["last night", "a night on average", "months old"].map(|fact| said.contains(fact))
    };
    assert_eq!(with(true, true, true).await, [true; 3]);
    assert_eq!(with(false, false, false).await, [false; 3]);
    assert_eq!(with(true, false, false).await, [true, false, false]);
    assert_eq!(with(false, true, false).await, [false, true, false]);
    assert_eq!(with(false, false, true).await, [false, false, true]);
}

#[rstest]
#[tokio::test]
async fn each_topic_is_answered_with_what_was_logged_of_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let at = gateway.now() - TimeDelta::hours(2);
    let diaper = json!({ "childId": emma, "timestamp": at, "type": "both" });
    jane.post("/api/v1/activities/diaper", diaper).await.data(201);
    let weighed =
        json!({ "childId": emma, "timestamp": at, "weight": { "value": 8.2, "unit": "kg" } });
    jane.post("/api/v1/activities/growth", weighed).await.data(201);
    let warm =
        json!({ "childId": emma, "timestamp": at, "temperature": { "value": 37.4, "unit": "°C" } });
    jane.post("/api/v1/activities/temperature", warm).await.data(201);
    for (question, fact) in [
        ("How much formula should my baby drink a day?", "was last fed at"),
        ("How many wet diapers are normal?", "1 wet diaper and one dirty one"),
        ("What do growth percentiles mean?", "Emma weighed 18.1"),
        ("When do babies start crawling and walking?", "What most children learn around this age"),
        ("How do I take my baby's temperature?", "99.3"),
    ] {
        let said = ask(&jane, &emma, question).await;
        let response = said["response"].as_str().unwrap();
        let fact = fact.replace("1 wet diaper", "one wet diaper");
        assert!(response.contains(&fact), "{question}: {response}");
    }
}

#[rstest]
#[tokio::test]
async fn when_a_child_slept_last_is_told_with_begin_and_end(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let last = async |context: Value| {
        let body =
            json!({ "message": "When did she last nap?", "childId": emma, "context": context });
        jane.post(CHAT, body).await.data(200)["response"].as_str().unwrap().to_owned()
    };
    let told = last(json!({})).await;
    for fact in
        ["last napped from 1:00", "to 2:30", "last slept by night from 7:", "11 h last night"]
    {
        assert!(told.contains(fact), "{fact}: {told}");
    }
    let timer = json!({ "childId": emma, "type": "sleep", "startTime": gateway.now() });
    let timer = jane.post("/api/v1/timers", timer).await.data(201);
    let told = last(json!({})).await;
    assert!(told.starts_with("Emma has been asleep since 3:0"), "{told}");
    let left_out = json!({ "includeRecentActivities": false });
    assert!(!last(left_out).await.contains("asleep since"));
    let pause = format!("/api/v1/timers/{}/pause", timer["id"].as_str().unwrap());
    jane.post(&pause, json!({})).await.data(200);
    assert!(!last(json!({})).await.contains("asleep since"));
}

#[rstest]
#[tokio::test]
async fn what_nobody_here_knows_is_said_to_be_unknown(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    for question in
        ["Who won the football game last night?", "qwerty asdf", "How do I file my taxes?"]
    {
        let said = ask(&jane, &emma, question).await;
        assert!(said["response"].as_str().unwrap().starts_with("I don’t know"), "{said}");
        assert!(said["confidenceScore"].as_f64().unwrap() < 0.4, "{said}");
        assert_eq!(said["engine"], "retrieval");
    }
}

#[rstest]
#[tokio::test]
async fn conversations_are_listed_read_gone_on_with_and_deleted_by_their_owner_only(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let john = gateway.parent("John Roe").await;
    jane.welcome(&john, "parent", None).await;
    let john = john.again().await;

    let first = ask(&jane, &emma, WHY).await;
    let id = first["conversationId"].as_str().unwrap();
    // It goes on about the same child.
    let more = json!({ "message": "And how much should she drink?", "conversationId": id });
    let second = jane.post(CHAT, more).await.data(200);
    assert!(second["response"].as_str().unwrap().contains("Emma"), "{second}");
    gateway.pass(TimeDelta::seconds(1));
    ask(&jane, &emma, "When does she get teeth?").await;

    let page = jane.get(&format!("{CONVERSATIONS}?limit=1")).await.data(200);
    assert_eq!(page["conversations"][0]["title"], "When does she get teeth?");
    let next = page["cursor"]["next"].as_str().unwrap();
    let page = jane.get(&format!("{CONVERSATIONS}?limit=1&cursor={next}")).await.data(200);
    let listed = &page["conversations"][0];
    assert_eq!(
        (&listed["id"], &listed["title"], &listed["childId"], &listed["messageCount"]),
        (&json!(id), &json!(WHY), &json!(emma), &json!(4))
    );
    assert_eq!(page["cursor"]["hasMore"], false);

    let path = format!("{CONVERSATIONS}/{id}");
    let read = jane.get(&path).await.data(200);
    let messages = read["messages"].as_array().unwrap();
    let senders: Vec<_> =
        messages.iter().map(|message| message["sender"].as_str().unwrap()).collect();
    assert_eq!(senders, ["USER", "AI", "USER", "AI"]);
    assert_eq!(messages[0]["text"], WHY);
    for field in ["suggestions", "relatedArticles", "confidenceScore", "engine", "urgent"] {
        assert_eq!(messages[1][field], first[field], "{field}");
    }
    assert_eq!(
        (&messages[1]["id"], &messages[1]["text"]),
        (&first["messageId"], &first["response"])
    );
    let last = jane.get(&format!("{path}?limit=1")).await.data(200);
    assert_eq!(last["messages"][0]["id"], second["messageId"]);
    let before = last["cursor"]["next"].as_str().unwrap();
    let before = jane.get(&format!("{path}?limit=3&cursor={before}")).await.data(200);
    assert_eq!(
        (before["messages"].as_array().unwrap().len(), &before["cursor"]["hasMore"]),
        (3, &json!(false))
    );

    // The other parent knows Emma, and nothing of what Jane asked.
    assert_eq!(john.get(CONVERSATIONS).await.data(200)["conversations"], json!([]));
    let on = json!({ "message": "And?", "conversationId": id });
    for refused in [john.get(&path).await, john.delete(&path).await, john.post(CHAT, on).await] {
        assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    }
    jane.delete(&path).await.data(200);
    assert_eq!(jane.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn nobody_is_told_of_a_child_that_they_may_not_know(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let sitter = gateway.parent("Sue Lee").await;
    jane.welcome(&sitter, "caregiver", Some(json!({ "canViewReports": false }))).await;
    let sitter = sitter.again().await;
    let said = ask(&sitter, &emma, WHY).await;
    let response = said["response"].as_str().unwrap();
    assert!(response.contains("last night"), "{response}");
    assert!(!response.contains("on average"), "reports are not hers: {response}");

    let path = format!("/api/v1/families/{}/members/{}", jane.family, sitter.id);
    jane.delete(&path).await.data(200);
    gateway.forget().await;
    let stranger = gateway.parent("Max Moe").await;
    for other in [sitter, stranger] {
        let refused = other.post(CHAT, json!({ "message": WHY, "childId": emma })).await;
        assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    }
}

#[rstest]
#[tokio::test]
async fn who_lost_a_child_has_no_conversation_about_it(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let leo = jane.child("Leo").await;
    let sitter = gateway.parent("Sue Lee").await;
    jane.welcome(&sitter, "caregiver", None).await;
    let sitter = sitter.again().await;
    let about = async |child: Option<&str>| {
        let body = json!({ "message": WHY, "childId": child });
        sitter.post(CHAT, body).await.data(200)["conversationId"].as_str().unwrap().to_owned()
    };
    let [none, of_leo, of_emma, too] = [
        about(None).await,
        about(Some(&leo)).await,
        about(Some(&emma)).await,
        about(Some(&emma)).await,
    ];
    let listed = async || {
        let page = sitter.get(&format!("{CONVERSATIONS}?limit=2")).await.data(200);
        let listed = page["conversations"].as_array().unwrap().clone();
        listed.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, [&*too, &*of_emma]);
    let seat = format!("/api/v1/families/{}/members/{}", jane.family, sitter.id);
    let only_leo = json!({ "access": { "childIds": [leo] } });
    let limited = jane.patch(&seat, only_leo).await;
    assert_eq!(limited.status, 200, "{}", limited.body);
    gateway.forget().await;
    assert_eq!(listed().await, [&*of_leo, &*none], "a page is full of what is left");
    let path = format!("{CONVERSATIONS}/{of_emma}");
    let on = json!({ "message": WHY, "conversationId": of_emma });
    for refused in [sitter.get(&path).await, sitter.post(CHAT, on.clone()).await] {
        assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    }
    let on_of_leo = format!("{CONVERSATIONS}/{of_leo}");
    assert_eq!(sitter.get(&on_of_leo).await.status, 200);

    jane.delete(&seat).await.data(200);
    gateway.forget().await;
    assert_eq!(listed().await, [&*none]);
    assert_eq!(sitter.get(&on_of_leo).await.refusal(), (404, "NOT_FOUND", ""));
    // Who needs help gets it all the same, and what cannot be read can be deleted.
    let urgent = json!({ "message": "she is not breathing", "conversationId": of_emma });
    assert_eq!(sitter.post(CHAT, urgent).await.data(200)["urgent"], true);
    sitter.delete(&path).await.data(200);
    assert_eq!(sitter.delete(&path).await.refusal(), (404, "NOT_FOUND", ""));
}

#[rstest]
#[tokio::test]
async fn each_child_has_conversations_of_its_own(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let leo = jane.child("Leo").await;
    let said = ask(&jane, &emma, WHY).await;
    let on = json!({ "message": WHY, "childId": leo, "conversationId": said["conversationId"] });
    let other = jane.post(CHAT, on).await.data(200);
    assert_ne!(other["conversationId"], said["conversationId"]);
    assert!(!other["response"].as_str().unwrap().contains("Emma"), "{other}");
    jane.delete(&format!("/api/v1/children/{emma}")).await.data(200);
    let left = jane.get(CONVERSATIONS).await.data(200);
    let left = left["conversations"].as_array().unwrap();
    assert_eq!((left.len(), &left[0]["childId"]), (1, &json!(leo)));
}

#[rstest]
#[tokio::test]
async fn what_was_said_of_a_child_goes_with_it(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    ask(&jane, &emma, WHY).await;
    jane.post(CHAT, json!({ "message": WHY })).await.data(200);
    jane.delete(&format!("/api/v1/children/{emma}")).await.data(200);
    let left = jane.get(CONVERSATIONS).await.data(200);
    let left = left["conversations"].as_array().unwrap();
    assert_eq!((left.len(), &left[0]["childId"]), (1, &Value::Null));
}

#[rstest]
#[tokio::test]
async fn the_questions_of_a_day_are_counted_over_all_nodes(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_FREE_QUESTIONS", "4")]).await;
    let (jane, emma) = family(&gateway).await;
    let first = jane.post(CHAT, json!({ "message": WHY, "childId": emma })).await;
    let header = |name: &str| first.headers[name].to_str().unwrap().parse::<i64>().unwrap();
    let midnight = "2024-05-11T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert_eq!(
        ["x-quota-limit", "x-quota-remaining", "x-quota-reset"].map(header),
        [4, 3, midnight.timestamp()]
    );
    let other = gateway.beside().await;
    let nodes = [jane.clone(), jane.at(&other)];
    let calls = (0..12).map(|turn| {
        let body = json!({ "message": format!("{WHY} {turn}"), "childId": emma });
        let node = nodes[turn % 2].clone();
        async move { node.post(CHAT, body).await }
    });
    let replies = join_all(calls).await;
    let (answered, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|it| it.status == 200);
    assert_eq!((answered.len(), refused.len()), (3, 9));
    for refused in refused {
        assert_eq!(refused.refusal(), (429, "AI_QUOTA_EXCEEDED", ""));
        let header = |name: &str| refused.headers[name].to_str().unwrap().parse::<i64>().unwrap();
        assert_eq!(["x-ratelimit-limit", "x-ratelimit-remaining"].map(header), [4, 0]);
        assert!((header("x-ratelimit-reset") - midnight.timestamp()).abs() <= 1);
        let wait = header("retry-after");
        assert!((1..=9 * 3600 + 1).contains(&wait), "{wait}");
    }
    // Neither a stream nor another conversation helps; what cannot wait is answered all the same.
    let call = jane.call(Method::POST, CHAT).header("Accept", "text/event-stream");
    let refused = send(call.json(&json!({ "message": WHY }))).await;
    assert_eq!(refused.refusal(), (429, "AI_QUOTA_EXCEEDED", ""));
    let urgent = ask(&jane, &emma, "her lips are turning blue").await;
    assert_eq!(urgent["urgent"], true);

    gateway.pass(TimeDelta::hours(10));
    let jane = jane.again().await;
    ask(&jane, &emma, WHY).await;
}

#[rstest]
#[tokio::test]
async fn a_question_that_comes_again_gets_the_first_answer_and_is_counted_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_FREE_QUESTIONS", "2")]).await;
    let (jane, emma) = family(&gateway).await;
    let body = json!({ "message": WHY, "childId": emma });
    let first = jane.post_once("once", CHAT, body.clone()).await.data(200);
    for _ in 0..3 {
        assert_eq!(jane.post_once("once", CHAT, body.clone()).await.data(200), first);
    }
    let call = jane.call(Method::POST, CHAT).header("Accept", "text/event-stream");
    let call = call.header("Idempotency-Key", "once").json(&body);
    let text = call.send().await.unwrap().text().await.unwrap();
    let (_, data) = text.split_once("event: done\ndata: ").unwrap();
    assert_eq!(serde_json::from_str::<Value>(data).unwrap(), first);
    let all = jane.get(CONVERSATIONS).await.data(200);
    assert_eq!(all["conversations"].as_array().unwrap().len(), 1);
    ask(&jane, &emma, "And her naps?").await;
    let refused = jane.post(CHAT, json!({ "message": WHY })).await;
    assert_eq!(refused.refusal(), (429, "AI_QUOTA_EXCEEDED", ""));
}

#[rstest]
#[tokio::test]
async fn a_stream_says_the_same(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    let body = json!({ "message": WHY, "childId": emma });
    let whole = jane.post(CHAT, body.clone()).await.data(200);
    let events = streamed(&jane, body).await;
    let names: Vec<_> = events.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["begun", "delta", "done"]);
    let done = &events.last().unwrap().1;
    assert_eq!(events[0].1["conversationId"], done["conversationId"]);
    assert_eq!(heard(&events), done["response"].as_str().unwrap());
    for field in ["response", "suggestions", "relatedArticles", "confidenceScore", "engine"] {
        assert_eq!(done[field], whole[field], "{field}");
    }
    let id = done["conversationId"].as_str().unwrap();
    let kept = jane.get(&format!("{CONVERSATIONS}/{id}")).await.data(200);
    assert_eq!(kept["messages"][1]["id"], done["messageId"]);
}

#[rstest]
#[tokio::test]
async fn a_question_with_something_wrong_is_told_which(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, emma) = family(&gateway).await;
    for (body, field) in [
        (json!({}), "message"),
        (json!({ "message": " \n" }), "message"),
        (json!({ "message": "x".repeat(2001) }), "message"),
        (json!({ "message": "a\u{0}b" }), "message"),
        (json!({ "message": WHY, "childId": "emma" }), "childId"),
        (json!({ "message": WHY, "conversationId": 1 }), "conversationId"),
        (json!({ "message": WHY, "locale": "klingon" }), "locale"),
        (
            json!({ "message": WHY, "context": { "includeSleepPatterns": "yes" } }),
            "context.includeSleepPatterns",
        ),
    ] {
        let refused = jane.post(CHAT, body).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", field));
    }
    for query in ["limit=0", "limit=101", "limit=x", "cursor=x"] {
        assert_eq!(jane.get(&format!("{CONVERSATIONS}?{query}")).await.refusal().0, 400);
    }
    let unknown = domain::ConversationId::fresh().to_string();
    let refused = jane.post(CHAT, json!({ "message": WHY, "conversationId": unknown })).await;
    assert_eq!(refused.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(jane.get(CONVERSATIONS).await.data(200)["conversations"], json!([]));
    ask(&jane, &emma, "x".repeat(2000).as_str()).await;
}

#[rstest]
#[tokio::test]
async fn the_library_has_pages_in_every_language(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let anyone = gateway.anyone();
    let list = anyone.call(Method::GET, "/resources").send().await.unwrap().text().await.unwrap();
    let links: Vec<_> =
        list.split("href=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    assert!(links.len() >= 60, "{}", links.len());
    for language in ["en-US", "es-ES", "es-MX", "fr-FR", "fr-CA", "pt-BR", "zh-CN"] {
        let reader = anyone.speaking(language);
        for link in links.iter().step_by(9) {
            let page = reader.call(Method::GET, link).send().await.unwrap();
            assert_eq!(page.status(), 200, "{link}");
            assert_eq!(page.headers()["content-language"], language);
            assert!(
                page.headers()["content-security-policy"]
                    .to_str()
                    .unwrap()
                    .contains("default-src 'none'")
            );
            let html = page.text().await.unwrap();
            assert!(
                html.contains("<h1>") && html.contains("<li>") && html.contains("https://"),
                "{html}"
            );
            let named = anyone.call(Method::GET, &format!("{link}?locale={language}"));
            let named = named.send().await.unwrap().text().await.unwrap();
            assert_eq!(named.replace(&format!("/resources?locale={language}"), "/resources"), html);
        }
    }
    for link in ["/resources/nothing", "/resources/..%2Flist.csv"] {
        assert_eq!(anyone.get(link).await.refusal(), (404, "NOT_FOUND", ""));
    }
}
