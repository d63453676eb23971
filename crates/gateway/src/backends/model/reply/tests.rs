use serde_json::json;
use tokio::sync::mpsc;

use super::*;

/// What these pieces come to.
fn said(pieces: &[Value]) -> Result<Said, Failure> {
    let mut reply = Reply::new(None);
    for piece in pieces {
        reply.add(serde_json::from_value(piece.clone()).unwrap())?;
    }
    reply.said()
}

/// A piece with this delta.
fn delta(delta: &Value) -> Value {
    json!({ "choices": [{ "index": 0, "delta": delta, "finish_reason": null }] })
}

fn calls(parts: &[Value]) -> Vec<Call> {
    let pieces: Vec<_> = parts.iter().map(|part| delta(&json!({ "tool_calls": [part] }))).collect();
    match said(&pieces).unwrap() {
        Said::Calls(calls) => calls,
        text @ Said::Text(_) => panic!("{text:?}"),
    }
}

fn call(id: &str, name: &str, arguments: Value) -> Call {
    Call { id: id.into(), name: name.into(), arguments }
}

#[test]
fn an_answer_is_the_text_of_the_first_choice_if_it_is_there_in_full() {
    let whole = |content: Option<&str>, why: Option<&str>| {
        let choice = json!({ "message": { "content": content }, "finish_reason": why });
        said(&[json!({ "id": "x", "choices": [choice] })])
    };
    let yes = Said::Text("Yes.".into());
    assert_eq!(whole(Some(" Yes.\n"), Some("stop")).unwrap(), yes);
    assert_eq!(whole(Some("Yes."), None).unwrap(), yes);
    for (content, why) in [
        (Some("Yes, bec"), Some("length")),
        (Some("Yes"), Some("content_filter")),
        (Some(" \n"), Some("stop")),
        (None, Some("tool_calls")),
    ] {
        assert!(matches!(whole(content, why), Err(Failure::Incomplete)));
    }
    for foreign in [json!({ "choices": [] }), json!({ "answer": "Yes." })] {
        assert!(matches!(said(&[foreign]), Err(Failure::Unreadable)));
    }
    let failed = said(&[delta(&json!({ "content": "Ye" })), json!({ "error": { "code": 502 } })]);
    assert!(matches!(failed, Err(Failure::Broken)));
}

#[test]
fn a_text_is_heard_piece_by_piece() {
    let (listener, mut heard) = mpsc::unbounded_channel();
    let mut reply = Reply::new(Some(&listener));
    let pieces = [
        delta(&json!({ "role": "assistant", "content": "\n" })),
        json!({ "choices": [] }),
        delta(&json!({ "content": null, "reasoning_content": "hm" })),
        // One server says it twice.
        json!({ "choices": [{ "delta": { "content": " Eleven" }, "message": { "content": " Eleven" } }] }),
        json!({ "choices": [{ "index": 1, "delta": { "content": "Twelve" } }], "error": null }),
        delta(&json!({ "content": " hours. " })),
    ];
    for piece in pieces {
        assert!(!reply.has_ended());
        reply.add(serde_json::from_value(piece).unwrap()).unwrap();
    }
    assert!(reply.heard && !reply.has_ended());
    let last = json!({ "choices": [{ "delta": {}, "finish_reason": "stop" }], "usage": {} });
    reply.add(serde_json::from_value(last).unwrap()).unwrap();
    assert!(reply.has_ended());
    assert_eq!(reply.said().unwrap(), Said::Text("Eleven hours.".into()));
    assert_eq!([heard.try_recv().unwrap(), heard.try_recv().unwrap()], ["Eleven", " hours. "]);
    assert!(heard.try_recv().is_err());
}

#[test]
fn calls_are_put_together_by_their_numbers() {
    let parts = [
        json!({ "index": 0, "id": "a", "type": "function", "function": { "name": "sleep", "arguments": "" } }),
        json!({ "index": 0, "function": { "arguments": "{\"da" } }),
        json!({ "index": 1, "id": "b", "function": { "name": "feeds", "arguments": "{}" } }),
        json!({ "index": 0, "id": "a", "function": { "name": "sleep", "arguments": "ys\":7}" } }),
        json!({ "index": 1, "id": "", "function": { "name": null, "arguments": null } }),
    ];
    assert_eq!(
        calls(&parts),
        [call("a", "sleep", json!({ "days": 7 })), call("b", "feeds", json!({}))]
    );
}

#[test]
fn calls_that_are_numbered_alike_or_not_at_all_are_still_two() {
    let two = [call("a", "sleep", json!({ "days": 7 })), call("b", "sleep", json!({ "days": 1 }))];
    let part = |index: Value, id: &str, days: i32| {
        let arguments = format!("{{\"days\":{days}}}");
        json!({ "index": index, "id": id, "function": { "name": "sleep", "arguments": arguments } })
    };
    for index in [json!(0), Value::Null] {
        assert_eq!(calls(&[part(index.clone(), "a", 7), part(index, "b", 1)]), two);
    }
    let nameless = calls(&[part(Value::Null, "", 7), part(Value::Null, "", 1)]);
    assert_eq!(nameless.iter().map(|call| &*call.id).collect::<Vec<_>>(), ["call_0", "call_1"]);
    let cut = [
        json!({ "id": "a", "function": { "name": "sleep", "arguments": "{\"days\"" } }),
        json!({ "function": { "arguments": ":7}" } }),
    ];
    assert_eq!(calls(&cut), two[..1]);
}

#[test]
fn arguments_are_json_or_null() {
    let with = |arguments: Value| {
        let part = json!({ "id": "a", "function": { "name": "sleep", "arguments": arguments } });
        calls(&[part]).remove(0).arguments
    };
    assert_eq!(with(json!(" ")), json!({}));
    assert_eq!(with(Value::Null), json!({}));
    assert_eq!(with(json!({ "days": 7 })), json!({ "days": 7 }));
    assert_eq!(with(json!("[1]")), json!([1]));
    assert_eq!(with(json!("{\"days\":")), Value::Null);
    let nothing =
        delta(&json!({ "tool_calls": [{ "id": "a", "function": { "arguments": "{}" } }] }));
    assert!(matches!(said(&[nothing]), Err(Failure::Unreadable)));
}

#[test]
fn what_is_said_beside_calls_is_no_answer() {
    let piece = json!({ "content": "Let me see.", "tool_calls": [{ "id": "a", "function": { "name": "sleep" } }] });
    assert_eq!(said(&[delta(&piece)]).unwrap(), Said::Calls(vec![call("a", "sleep", json!({}))]));
}

#[test]
fn no_more_is_read_than_there_may_be() {
    let texts = |count| vec![delta(&json!({ "content": "x".repeat(1024) })); count];
    assert!(said(&texts(64)).is_ok());
    assert!(matches!(said(&texts(65)), Err(Failure::TooLarge)));
    let parts = |count| {
        let part = |at| {
            delta(&json!({ "tool_calls": [{ "index": at, "function": { "name": "sleep" } }] }))
        };
        (0..count).map(part).collect::<Vec<_>>()
    };
    assert!(said(&parts(8)).is_ok());
    assert!(matches!(said(&parts(9)), Err(Failure::TooLarge)));
    let long = |size| {
        let function = json!({ "name": "sleep", "arguments": " ".repeat(size) });
        delta(&json!({ "tool_calls": [{ "index": 0, "function": function }] }))
    };
    assert!(said(&[long(8000), long(8000)]).is_ok());
    assert!(matches!(said(&[long(8000), long(8000), long(8000)]), Err(Failure::TooLarge)));
}
