use std::collections::HashSet;

use chrono::TimeDelta;
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
};

use crate::{
    assistant::CHAT,
    astrologer::{ASK, asker, question, with},
    sealed::{dump, holds},
};

/// Asks, in a session or a new one, and gives its id.
async fn ask(person: &Person<'_>, session: Option<&str>, text: &str) -> String {
    let body = with(&json!({ "session_id": session, "question": text }));
    let said = person.post(ASK, body).await.bare(200);
    said["session_id"].as_str().unwrap().into()
}

fn path(session: &str) -> String {
    format!("/chat/sessions/{session}")
}

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|it| it[field].as_str().unwrap()).collect()
}

/// Where the header `Link` leads in this direction.
fn link(reply: &Reply, relation: &str) -> Option<String> {
    let link = reply.headers.get("link")?.to_str().unwrap();
    let (place, named) = link.split_once(">; rel=").unwrap();
    assert_eq!(named, format!("\"{relation}\""));
    Some(place.strip_prefix('<').unwrap().to_owned())
}

#[rstest]
#[tokio::test]
async fn a_session_is_shown_as_it_went(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2025-11-17T10:30:00Z").await;
    let jane = asker(&gateway, "Jane Doe").await;
    let said = jane.post(ASK, question()).await.bare(200);
    let id = said["session_id"].as_str().unwrap().to_owned();
    gateway.pass(TimeDelta::minutes(2));
    assert_eq!(ask(&jane, Some(&id), " What about my relationships? ").await, id);

    let shown = jane.get(&path(&id)).await.bare(200);
    let mut fields: Vec<_> = shown.as_object().unwrap().keys().collect();
    fields.sort_unstable();
    assert_eq!(fields, ["created_at", "id", "messages", "title"]);
    assert_eq!(shown["id"], json!(id));
    assert_eq!(shown["title"], "What does my birth chart say about my career...");
    assert_eq!(shown["created_at"].as_str().unwrap()[..16], *"2025-11-17T10:30");
    assert_eq!(shown["created_at"].as_str().unwrap().len(), "2025-11-17T10:30:00Z".len());
    let messages = &shown["messages"];
    assert_eq!(texts(messages, "sender"), ["USER", "AI", "USER", "AI"]);
    let said = [&messages[0]["message"], &messages[1]["message"]].map(Value::clone);
    assert_eq!(said, [question()["question"].clone(), said[1].clone()]);
    assert_eq!(messages[2]["message"], "What about my relationships?");
    assert_eq!(texts(messages, "created_at")[2][..16], *"2025-11-17T10:32");
    let mut fields: Vec<_> = messages[0].as_object().unwrap().keys().collect();
    fields.sort_unstable();
    assert_eq!(fields, ["created_at", "id", "message", "sender", "session_id"]);
    assert!(texts(messages, "session_id").iter().all(|session| *session == id));
    let ids = texts(messages, "id");
    assert!(ids.is_sorted() && ids.iter().collect::<HashSet<_>>().len() == 4, "{ids:?}");
}

#[rstest]
#[tokio::test]
async fn the_answer_that_was_given_is_the_one_that_is_kept(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let said = jane.post(ASK, question()).await.bare(200);
    let shown = jane.get(&path(said["session_id"].as_str().unwrap())).await.bare(200);
    assert_eq!(shown["messages"][1]["message"], said["answer"]);
}

#[rstest]
#[tokio::test]
async fn sessions_are_listed_page_by_page_with_the_latest_first(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    assert_eq!(jane.get("/chat/sessions").await.bare(200), json!([]));
    let mut ids = Vec::new();
    for number in 0..7 {
        gateway.pass(TimeDelta::seconds(1));
        ids.insert(0, ask(&jane, None, &format!("Question {number}?")).await);
    }
    ask(&jane, Some(&ids[6]), "And then?").await;
    let all = jane.get("/chat/sessions").await;
    assert_eq!(link(&all, "next"), None);
    let all = all.bare(200);
    assert_eq!(texts(&all, "id"), ids);
    let mut fields: Vec<_> = all[0].as_object().unwrap().keys().collect();
    fields.sort_unstable();
    assert_eq!(fields, ["created_at", "id", "message_count", "title"]);
    assert_eq!((&all[0]["title"], &all[0]["message_count"]), (&json!("Question 6?"), &json!(2)));
    assert_eq!(all[6]["message_count"], 4);

    let (mut next, mut seen) = (Some("/chat/sessions?limit=3".to_owned()), Vec::new());
    let mut pages = 0;
    while let Some(place) = next {
        let page = jane.get(&place).await;
        next = link(&page, "next");
        seen.extend(texts(&page.bare(200), "id").into_iter().map(str::to_owned));
        pages += 1;
    }
    assert_eq!((pages, seen), (3, ids.clone()));
    for wrong in ["0", "many", "-1", ""] {
        let refused = jane.get(&format!("/chat/sessions?limit={wrong}")).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(refused.body["detail"][0]["loc"], json!(["query", "limit"]));
    }
    let refused = jane.get("/chat/sessions?before=now").await;
    assert_eq!(refused.body["detail"][0]["loc"], json!(["query", "before"]));
    // More than a page holds is as much as it holds.
    assert_eq!(jane.get("/chat/sessions?limit=1000").await.bare(200), all);
}

#[rstest]
#[tokio::test]
async fn what_was_said_in_a_long_session_is_shown_from_its_end(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let id = ask(&jane, None, "0?").await;
    for number in 1..5 {
        ask(&jane, Some(&id), &format!("{number}?")).await;
    }
    let whole = jane.get(&path(&id)).await;
    assert_eq!(link(&whole, "prev"), None);
    let whole = whole.bare(200);
    let (mut place, mut seen) = (Some(format!("{}?limit=4", path(&id))), Vec::new());
    while let Some(at) = place {
        let page = jane.get(&at).await;
        place = link(&page, "prev");
        let page = page.bare(200);
        assert_eq!(page["title"], "0?");
        seen.splice(0..0, page["messages"].as_array().unwrap().clone());
    }
    assert_eq!(json!(seen), whole["messages"]);
    assert_eq!(seen.len(), 10);
    assert_eq!(jane.get(&format!("{}?limit=201", path(&id))).await.bare(200), whole);
}

#[rstest]
#[tokio::test]
async fn questions_that_come_at_once_do_not_mix(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let id = ask(&jane, None, "First?").await;
    let (jane, session) = (&jane, &*id);
    let texts_of = |number: usize| format!("Question {number}?");
    let asked = join_all((0..12).map(async |number| {
        let body = with(&json!({ "session_id": session, "question": texts_of(number) }));
        let said = jane.post(ASK, body).await.bare(200);
        (texts_of(number), said["answer"].clone())
    }))
    .await;
    let shown = jane.get(&path(session)).await.bare(200);
    let messages = shown["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 26);
    assert!(texts(&shown["messages"], "id").is_sorted());
    for pair in messages.chunks(2).skip(1) {
        assert_eq!((&pair[0]["sender"], &pair[1]["sender"]), (&json!("USER"), &json!("AI")));
        let (_, answer) = asked.iter().find(|(text, _)| pair[0]["message"] == **text).unwrap();
        assert_eq!(pair[1]["message"], *answer, "each question stands before its own answer");
    }
    let list = jane.get("/chat/sessions").await.bare(200);
    assert_eq!(list[0]["message_count"], 26);
}

#[rstest]
#[tokio::test]
async fn what_is_not_ones_own_is_not_there_in_the_same_words_as_what_never_was(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (asker(&gateway, "Jane Doe").await, asker(&gateway, "Eve Else").await);
    let (janes, eves) = (ask(&jane, None, "Mine?").await, ask(&eve, None, "Hers?").await);
    let absent = uuid::Uuid::now_v7().to_string();
    let message = jane.get(&path(&janes)).await.bare(200)["messages"][0]["id"].clone();
    let message = message.as_str().unwrap();
    let none = json!({ "detail": "There is no such conversation" });
    for session in [&*janes, &*absent, "nothing", "conv_1"] {
        for reply in [
            eve.get(&path(session)).await,
            eve.get(&format!("/chat/charts/{session}.svg")).await,
            eve.delete(&path(session)).await,
            eve.delete(&format!("{}/messages/{message}", path(session))).await,
        ] {
            assert_eq!((reply.status, &reply.body), (404, &none), "{session}");
        }
    }
    for session in [&janes, &absent] {
        let reply = eve.post(ASK, with(&json!({ "session_id": session }))).await;
        assert_eq!((reply.status, &reply.body), (404, &none));
    }
    let none = json!({ "detail": "There is no such message" });
    for message in [message, &*absent, "nothing"] {
        let reply = eve.delete(&format!("{}/messages/{message}", path(&eves))).await;
        assert_eq!((reply.status, &reply.body), (404, &none), "{message}");
    }
    assert_eq!(jane.get(&path(&janes)).await.bare(200)["messages"].as_array().unwrap().len(), 2);
    assert_eq!(texts(&eve.get("/chat/sessions").await.bare(200), "id"), [eves]);
}

#[rstest]
#[tokio::test]
async fn a_deleted_message_is_gone_alone_and_a_deleted_session_with_all_of_its_own(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let (id, other) = (ask(&jane, None, "One?").await, ask(&jane, None, "Other?").await);
    ask(&jane, Some(&id), "Two?").await;
    let shown = jane.get(&path(&id)).await.bare(200);
    let messages = texts(&shown["messages"], "id");
    let third = format!("{}/messages/{}", path(&id), messages[2]);
    // A message of one session is none of another.
    let elsewhere = format!("{}/messages/{}", path(&other), messages[2]);
    assert_eq!(jane.delete(&elsewhere).await.status, 404);
    let gone = jane.delete(&third).await;
    assert_eq!((gone.status, gone.headers.get("content-type")), (204, None));
    assert_eq!(jane.delete(&third).await.status, 404);
    let left = jane.get(&path(&id)).await.bare(200);
    assert_eq!(texts(&left["messages"], "id"), [messages[0], messages[1], messages[3]]);
    let list = jane.get("/chat/sessions").await.bare(200);
    let counts: Vec<_> = texts(&list, "id").into_iter().zip(list.as_array().unwrap()).collect();
    let count = |id: &str| counts.iter().find(|it| it.0 == id).unwrap().1["message_count"].clone();
    assert_eq!((count(&id), count(&other)), (json!(3), json!(2)));
    // It goes on, at its end.
    ask(&jane, Some(&id), "Three?").await;
    let on = jane.get(&path(&id)).await.bare(200);
    assert_eq!(texts(&on["messages"], "sender"), ["USER", "AI", "AI", "USER", "AI"]);

    let gone = jane.delete(&path(&id)).await;
    assert_eq!((gone.status, gone.body), (204, Value::Null));
    assert_eq!(jane.delete(&path(&id)).await.status, 404);
    assert_eq!(jane.get(&path(&id)).await.status, 404);
    assert_eq!(jane.get(&format!("/chat/charts/{id}.svg")).await.status, 404);
    let on = jane.post(ASK, with(&json!({ "session_id": id }))).await;
    assert_eq!(on.status, 404, "{}", on.body);
    assert_eq!(texts(&jane.get("/chat/sessions").await.bare(200), "id"), [other]);
}

#[rstest]
#[tokio::test]
async fn a_retry_gets_the_first_answer_and_is_kept_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let replies = join_all((0..6).map(|_| jane.post_once("new", ASK, question()))).await;
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
    let session = replies[0].body["session_id"].as_str().unwrap();
    let more = with(&json!({ "session_id": session, "question": "And when?" }));
    let replies = join_all((0..6).map(|_| jane.post_once("more", ASK, more.clone()))).await;
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
    let list = jane.get("/chat/sessions").await.bare(200);
    assert_eq!((list.as_array().unwrap().len(), &list[0]["message_count"]), (1, &json!(4)));
    assert_eq!(jane.post_once("more", ASK, question()).await.status, 422);
}

#[rstest]
#[tokio::test]
async fn what_was_deleted_is_not_told_again_to_a_retry_and_not_asked_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let session = |reply: &Reply| reply.body["session_id"].as_str().unwrap().to_owned();
    let first = session(&jane.post_once("first", ASK, question()).await);
    let on = with(&json!({ "session_id": first, "question": "And when?" }));
    jane.post_once("on", ASK, on.clone()).await.bare(200);
    let other = jane.post_once("other", ASK, question()).await;
    let third = session(&jane.post_once("third", ASK, question()).await);

    jane.delete(&path(&first)).await;
    for (key, body) in [("first", question()), ("on", on)] {
        let retry = jane.post_once(key, ASK, body).await;
        assert_eq!(retry.status, 404, "{}", retry.body);
    }
    let said = jane.get(&path(&third)).await.bare(200)["messages"].clone();
    jane.delete(&format!("{}/messages/{}", path(&third), texts(&said, "id")[1])).await;
    assert_eq!(jane.post_once("third", ASK, question()).await.status, 404);
    assert_eq!(jane.post_once("other", ASK, question()).await.body, other.body);
    let left = jane.get("/chat/sessions").await.bare(200);
    assert_eq!(texts(&left, "id"), [third, session(&other)]);
}

#[rstest]
#[tokio::test]
async fn what_the_assistant_said_goes_with_its_conversation_and_with_the_child(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = jane.child("Emma").await;
    let body =
        |child: Option<&str>| json!({ "childId": child, "message": "How much sleep is enough?" });
    let mut said = Vec::new();
    for (key, child) in [("of none", None), ("hers", Some(&*emma)), ("hers too", Some(&*emma))] {
        let told = jane.post_once(key, CHAT, body(child)).await.data(200);
        said.push(told["conversationId"].as_str().unwrap().to_owned());
    }
    for (key, child, conversation) in
        [("of none", None, &said[0]), ("hers", Some(&*emma), &said[1])]
    {
        let path = format!("/api/v1/ai/conversations/{conversation}");
        assert!(jane.delete(&path).await.status < 300);
        assert_eq!(jane.post_once(key, CHAT, body(child)).await.status, 404, "{key}");
    }
    jane.post_once("hers too", CHAT, body(Some(&emma))).await.data(200);
    jane.delete(&format!("/api/v1/children/{emma}")).await.data(200);
    let retry = jane.post_once("hers too", CHAT, body(Some(&emma))).await;
    assert_eq!(retry.status, 404, "{}", retry.body);
}

#[rstest]
#[tokio::test]
async fn a_session_is_called_after_the_first_question_that_is_left(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let id = ask(&jane, None, "Something secret?").await;
    ask(&jane, Some(&id), "Something else?").await;
    let said = jane.get(&path(&id)).await.bare(200)["messages"].clone();
    for (number, title) in
        [(3, "Something secret?"), (0, "Something else?"), (1, "Something else?"), (2, "")]
    {
        let message = format!("{}/messages/{}", path(&id), texts(&said, "id")[number]);
        assert_eq!(jane.delete(&message).await.status, 204);
        assert_eq!(jane.get(&path(&id)).await.bare(200)["title"], title);
        assert_eq!(jane.get("/chat/sessions").await.bare(200)[0]["title"], title);
    }
}

#[rstest]
#[tokio::test]
async fn a_session_is_shown_whole_unless_a_part_is_asked_for(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "10000")]).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let id = ask(&jane, None, "0?").await;
    for number in 1..=100 {
        ask(&jane, Some(&id), &format!("{number}?")).await;
    }
    let whole = jane.get(&path(&id)).await;
    assert_eq!(link(&whole, "prev"), None);
    let whole = whole.bare(200)["messages"].clone();
    let said = texts(&whole, "message");
    assert_eq!((said.len(), said[0], said[200]), (202, "0?", "100?"));
    let part = jane.get(&format!("{}?limit=1000", path(&id))).await;
    let before = link(&part, "prev").unwrap();
    assert_eq!(part.bare(200)["messages"].as_array().unwrap()[..], whole.as_array().unwrap()[2..]);
    let rest = jane.get(&before).await.bare(200);
    assert_eq!(rest["messages"].as_array().unwrap()[..], whole.as_array().unwrap()[..2]);
}

#[rstest]
#[tokio::test]
async fn a_stolen_database_tells_nothing_of_what_was_asked(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let body = with(&json!({
        "question": "Will canarywish come true?", "birth_year": 1973, "birth_month": 8,
        "birth_day": 9, "location.latitude": 41.3851, "location.timezone": "Europe/Madrid",
    }));
    let said = jane.post_once("key", ASK, body).await.bare(200);
    let answer = said["answer"].as_str().unwrap();
    let dump = dump(&gateway).await;
    assert!(holds(&dump, "USER") && holds(&dump, "astrologer"), "the dump is one");
    for secret in [
        "anarywish",
        "1973-08-09",
        "41.38",
        "Europe/Madrid",
        "interpretations",
        &answer[..answer.char_indices().nth(12).unwrap().0],
    ] {
        assert!(!holds(&dump, secret), "{secret}");
    }
}
