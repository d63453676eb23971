//! What a model is asked, as it is sent (<https://platform.openai.com/docs/api-reference/chat>): only what every server that
//! speaks so takes.

use serde_json::{Value, json};

use super::{Ask, Call, Tool, Turn};

/// The body of a call.
pub(super) fn body(model: &str, ask: &Ask<'_>) -> Value {
    let messages: Vec<_> = ask.turns.iter().map(message).collect();
    let mut body =
        json!({ "model": model, "messages": messages, "stream": ask.listener.is_some() });
    if !ask.tools.is_empty() {
        body["tools"] = ask.tools.iter().map(tool).collect();
    }
    body
}

fn message(turn: &Turn) -> Value {
    match turn {
        Turn::System(content) => json!({ "role": "system", "content": content }),
        Turn::User(content) => json!({ "role": "user", "content": content }),
        Turn::Assistant(content) => json!({ "role": "assistant", "content": content }),
        Turn::Calls(calls) => {
            let calls: Vec<_> = calls.iter().map(call).collect();
            json!({ "role": "assistant", "content": null, "tool_calls": calls })
        }
        Turn::Result { call, content } => {
            json!({ "role": "tool", "tool_call_id": call, "content": content })
        }
    }
}

fn call(Call { id, name, arguments }: &Call) -> Value {
    // Servers read them again, and stumble over what is no object.
    let arguments = if arguments.is_object() { arguments.to_string() } else { "{}".into() };
    json!({ "id": id, "type": "function", "function": { "name": name, "arguments": arguments } })
}

fn tool(Tool { name, description, parameters }: &Tool) -> Value {
    json!({
        "type": "function",
        "function": { "name": name, "description": description, "parameters": parameters },
    })
}

#[cfg(test)]
mod tests {
    use tokio::{sync::mpsc, time::Instant};

    use super::*;

    #[test]
    fn what_was_called_and_what_came_of_it_is_told() {
        let call = |id: &str, arguments| Call { id: id.into(), name: "sleep".into(), arguments };
        let turns = [
            Turn::System("Be brief.".into()),
            Turn::User("How did Emma sleep?".into()),
            Turn::Calls(vec![call("a", json!({ "days": 7 })), call("b", Value::Null)]),
            Turn::Result { call: "a".into(), content: "11 hours".into() },
            Turn::Result { call: "b".into(), content: "That is no JSON.".into() },
        ];
        let parameters =
            json!({ "type": "object", "properties": { "days": { "type": "integer" } } });
        let tools = [Tool { name: "sleep", description: "How a child slept.", parameters }];
        let (listener, _heard) = mpsc::unbounded_channel();
        let until = Instant::now();
        let ask = Ask { turns: &turns, tools: &tools, until, listener: Some(&listener) };
        assert_eq!(
            body("large", &ask),
            json!({
                "model": "large",
                "stream": true,
                "messages": [
                    { "role": "system", "content": "Be brief." },
                    { "role": "user", "content": "How did Emma sleep?" },
                    { "role": "assistant", "content": null, "tool_calls": [
                        { "id": "a", "type": "function",
                          "function": { "name": "sleep", "arguments": "{\"days\":7}" } },
                        { "id": "b", "type": "function",
                          "function": { "name": "sleep", "arguments": "{}" } },
                    ] },
                    { "role": "tool", "tool_call_id": "a", "content": "11 hours" },
                    { "role": "tool", "tool_call_id": "b", "content": "That is no JSON." },
                ],
                "tools": [{ "type": "function", "function": {
                    "name": "sleep",
                    "description": "How a child slept.",
                    "parameters": { "type": "object", "properties": { "days": { "type": "integer" } } },
                } }],
            })
        );
        let plain = body("large", &Ask { turns: &turns[..2], tools: &[], until, listener: None });
        assert_eq!((&plain["stream"], plain.get("tools")), (&json!(false), None));
    }
}
