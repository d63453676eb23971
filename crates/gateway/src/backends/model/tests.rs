//! A model over real HTTP, by a server that writes what it is told to, byte by byte.

mod server;

use std::{
    net::TcpListener,
    sync::{Arc, mpsc as channel},
};

use serde_json::json;
use tokio::sync::mpsc::{self, UnboundedReceiver};

use self::server::{Act, Server};
use super::*;
use crate::config::Patience;

const DONE: &str = "data: [DONE]\n\n";
const BUSY: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n";

fn write(text: impl Into<String>) -> Act {
    Act::Write(text.into(), usize::MAX)
}

/// A stream that begins so.
fn events(text: &str) -> Act {
    write(format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n{text}"))
}

fn whole(body: &Value) -> Act {
    let body = body.to_string();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
    write(format!("{head}{}\r\n\r\n{body}", body.len()))
}

fn delta(delta: &Value) -> String {
    format!("data: {}\r\n\r\n", json!({ "choices": [{ "index": 0, "delta": delta }] }))
}

fn word(text: &str) -> String {
    delta(&json!({ "content": text }))
}

fn answer(text: &str) -> Vec<Act> {
    vec![events(&(word(text) + DONE))]
}

fn quick() -> Patience {
    let millisecond = Duration::from_millis(1);
    Patience { pause: millisecond, rest: Duration::from_hours(1), ..Patience::default() }
}

async fn ask(model: &Model) -> (Result<Said, Failure>, UnboundedReceiver<String>) {
    let (listener, heard) = mpsc::unbounded_channel();
    let turns = [Turn::User("How did Emma sleep?".into())];
    let tools = [Tool { name: "sleep", description: "How a child slept.", parameters: json!({}) }];
    let until = model.until();
    let ask = Ask { turns: &turns, tools: &tools, until, listener: Some(&listener) };
    (model.converse(&ask).await, heard)
}

fn all(heard: &mut UnboundedReceiver<String>) -> String {
    std::iter::from_fn(|| heard.try_recv().ok()).collect()
}

fn text(text: &str) -> Said {
    Said::Text(text.into())
}

#[tokio::test]
async fn a_text_is_heard_while_it_is_still_being_said() {
    let (go, wait) = channel::channel();
    let rest = word(" bébé 🍼 dort.") + DONE;
    let said = vec![events(&word("Le")), Act::Wait(wait), Act::Write(rest, 1)];
    let model = Server::start(vec![said]).model(quick());
    let (listener, mut heard) = mpsc::unbounded_channel();
    let turns = [Turn::User("Et Emma ?".into())];
    let ask = Ask { turns: &turns, tools: &[], until: model.until(), listener: Some(&listener) };
    let hear = async {
        assert_eq!(heard.recv().await.unwrap(), "Le");
        go.send(()).unwrap();
    };
    let (said, ()) = futures_util::join!(model.converse(&ask), hear);
    assert_eq!(said.unwrap(), text("Le bébé 🍼 dort."));
    assert_eq!(all(&mut heard), " bébé 🍼 dort.");
}

#[tokio::test]
async fn who_no_longer_listens_does_not_end_the_answer() {
    let model = Server::start(vec![answer("Eleven hours.")]).model(quick());
    let (listener, heard) = mpsc::unbounded_channel();
    drop(heard);
    let turns = [Turn::User("And Emma?".into())];
    let ask = Ask { turns: &turns, tools: &[], until: model.until(), listener: Some(&listener) };
    assert_eq!(model.converse(&ask).await.unwrap(), text("Eleven hours."));
}

#[tokio::test]
async fn calls_come_in_parts_or_in_full() {
    let part = |arguments: &str, head: Value| {
        let mut call = head;
        call["index"] = json!(0);
        call["function"]["arguments"] = json!(arguments);
        delta(&json!({ "tool_calls": [call] }))
    };
    let first = part("", json!({ "id": "a", "type": "function", "function": { "name": "sleep" } }));
    let parts = first + &part("{\"da", json!({})) + &part("ys\":7}", json!({})) + DONE;
    let call = json!({ "id": "a", "function": { "name": "sleep", "arguments": "{\"days\":7}" } });
    let message = json!({ "content": null, "tool_calls": [call] });
    let full = json!({ "choices": [{ "message": message, "finish_reason": "tool_calls" }] });
    let server = Server::start(vec![vec![events(&parts)], vec![whole(&full)]]);
    let model = server.model(quick());
    let (id, name) = ("a".into(), "sleep".into());
    let calls = Said::Calls(vec![Call { id, name, arguments: json!({ "days": 7 }) }]);
    for _ in 0..2 {
        let (said, mut heard) = ask(&model).await;
        assert_eq!((said.unwrap(), all(&mut heard)), (calls.clone(), String::new()));
    }
    assert!(server.asked.lock().unwrap()[0].contains("\"name\":\"sleep\""));
}

#[tokio::test]
async fn a_server_that_cannot_stream_is_understood() {
    let reply = json!({ "choices": [{ "message": { "content": " Eleven hours.\n" }, "finish_reason": "stop" }] });
    let model = Server::start(vec![vec![whole(&reply)]]).model(quick());
    let (said, mut heard) = ask(&model).await;
    assert_eq!(said.unwrap(), text("Eleven hours."));
    assert_eq!(all(&mut heard), "Eleven hours.\n");
}

#[tokio::test]
async fn what_breaks_before_anything_was_heard_is_asked_again() {
    let failures = || {
        let error = format!("data: {}\n\n", json!({ "error": { "code": 502 } }));
        [
            vec![],
            vec![events("")],
            vec![events(": thinking\n\n")],
            vec![events(&delta(&json!({ "role": "assistant", "content": "" })))],
            vec![events(&error)],
            vec![write(BUSY)],
            vec![write(
                BUSY.replace("503", "429").replace("\r\n\r\n", "\r\nretry-after: 0\r\n\r\n"),
            )],
        ]
    };
    for at in 0..failures().len() {
        let fails = || failures().into_iter().nth(at).unwrap();
        let server = Server::start(vec![fails(), fails(), answer("Yes.")]);
        let (said, mut heard) = ask(&server.model(quick())).await;
        assert_eq!((said.unwrap(), all(&mut heard)), (text("Yes."), "Yes.".into()), "{at}");
        let server = Server::start(vec![fails(), fails(), fails(), answer("Yes.")]);
        let (said, _) = ask(&server.model(quick())).await;
        assert!(said.is_err() && server.calls() == 3, "{at}");
    }
}

#[tokio::test]
async fn what_breaks_after_something_was_heard_is_not_asked_again() {
    let error = format!("data: {}\n\n", json!({ "error": "overloaded" }));
    for end in ["", &error, "data: {\"choices\": [{\"del"] {
        let server = Server::start(vec![vec![events(&(word("Elev") + end))], answer("Yes.")]);
        let (said, mut heard) = ask(&server.model(quick())).await;
        assert!(matches!(said, Err(Failure::Broken)), "{said:?}");
        assert_eq!((all(&mut heard), server.calls()), ("Elev".into(), 1));
    }
}

#[tokio::test]
async fn what_would_fail_again_is_not_asked_again() {
    let status = |status: &str| vec![write(BUSY.replace("503", status))];
    let patient = BUSY.replace("\r\n\r\n", "\r\nretry-after: 3600\r\n\r\n");
    for refusal in [
        status("400"),
        status("401"),
        status("403"),
        status("404"),
        status("307"),
        vec![write(patient)],
        vec![events("data: <html>\n\n")],
        vec![events("data: {\"choices\": \"none\"}\n\n")],
        vec![events("data: [DONE]\n\n")],
        vec![whole(&json!({ "answer": "Yes." }))],
        vec![whole(&json!("{\"choices\": [{\"mess"))],
        vec![whole(&json!({ "choices": [{ "message": { "content": " \n" } }] }))],
    ] {
        let server = Server::start(vec![refusal, answer("Yes.")]);
        let (said, _) = ask(&server.model(quick())).await;
        assert!(said.is_err() && server.calls() == 1, "{said:?}");
    }
}

#[tokio::test]
async fn what_falls_silent_or_does_not_end_is_given_up() {
    let short = Duration::from_millis(100);
    let silent = Patience { silence: short, ..quick() };
    let late = Patience { reply: short, ..quick() };
    let hasty = Patience { question: short, ..quick() };
    for (patience, begin) in [(silent, word("Elev")), (late, String::new()), (hasty, word("Elev"))]
    {
        let server = Server::start(vec![vec![events(&begin), Act::Stay], answer("Yes.")]);
        let (said, _) = ask(&server.model(patience)).await;
        assert!(matches!(said, Err(Failure::Late)) && server.calls() == 1, "{said:?}");
    }
    let endless =
        [word("well ").repeat(20_000), ": well\n".repeat(2_000_000), "data: ".repeat(200_000)];
    for endless in endless {
        let server = Server::start(vec![vec![events(&endless), Act::Stay], answer("Yes.")]);
        let (said, mut heard) = ask(&server.model(quick())).await;
        assert!(matches!(said, Err(Failure::TooLarge)) && server.calls() == 1, "{said:?}");
        assert!(all(&mut heard).len() <= 64 * 1024);
    }
}

#[tokio::test]
async fn a_server_that_keeps_failing_is_left_alone() {
    let fails = || vec![write(BUSY.replace("503", "401"))];
    let server = Server::start(vec![fails(), fails(), answer("Yes.")]);
    let model = server.model(Patience { failures: 2, ..quick() });
    for _ in 0..2 {
        assert!(matches!(ask(&model).await.0, Err(Failure::Refused { .. })));
    }
    assert!(matches!(ask(&model).await.0, Err(Failure::Open)));
    assert_eq!(server.calls(), 2);
}

#[tokio::test]
async fn a_server_that_was_left_alone_is_tried_once_and_then_asked_as_ever() {
    let fails = || vec![write(BUSY)];
    let one = (0..4).map(|_| fails()).chain([answer("Yes."), fails(), answer("Yes.")]);
    let server = Server::start(one.collect());
    let model = server.model(Patience { failures: 1, rest: Duration::ZERO, ..quick() });
    assert!(ask(&model).await.0.is_err());
    assert_eq!(server.calls(), 3, "it was asked again twice");
    assert!(ask(&model).await.0.is_err());
    assert_eq!(server.calls(), 4, "it was only tried");
    assert!(ask(&model).await.0.is_ok());
    assert!(ask(&model).await.0.is_ok(), "it is asked again");
    assert_eq!(server.calls(), 7);
}

#[tokio::test]
async fn what_somebody_asked_does_not_keep_others_from_asking() {
    let refused = || vec![write(BUSY.replace("503", "400"))];
    let cut =
        json!({ "choices": [{ "message": { "content": "Yes, b" }, "finish_reason": "length" }] });
    let server = Server::start(vec![refused(), refused(), vec![whole(&cut)], answer("Yes.")]);
    let model = server.model(Patience { failures: 1, ..quick() });
    for _ in 0..3 {
        assert!(!ask(&model).await.0.unwrap_err().is_the_servers());
    }
    assert_eq!(ask(&model).await.0.unwrap(), text("Yes."));
}

#[tokio::test]
async fn whether_it_answers_is_known_by_the_last_call_or_by_a_single_look() {
    let server = Server::start(vec![answer("Yes."), vec![write(BUSY.replace("503", "401"))]]);
    let model = server.model(quick());
    assert!(ask(&model).await.0.is_ok() && model.answers().await);
    assert!(ask(&model).await.0.is_err() && !model.answers().await);
    assert_eq!(server.calls(), 2);
    for (status, answers) in
        [("200", true), ("404", true), ("401", false), ("403", false), ("500", false)]
    {
        let server = Server::start(vec![vec![write(BUSY.replace("503", status))], answer("Yes.")]);
        let model = server.model(quick());
        let looks = futures_util::join!(model.answers(), model.answers(), model.answers());
        assert_eq!(looks, (answers, answers, answers), "{status}");
        assert_eq!(model.answers().await, answers);
        assert_eq!(server.calls(), 1, "it is looked for once");
        assert!(server.asked.lock().unwrap()[0].starts_with("GET /v1/models "));
        assert!(ask(&model).await.0.is_ok() && model.answers().await, "a call tells more");
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    drop(listener);
    let model = Server { asked: Arc::default(), url }.model(quick());
    assert!(!model.answers().await);
    assert!(matches!(ask(&model).await.0, Err(Failure::Unreachable(_))));
}
