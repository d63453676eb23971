//! Chat completions as they are sent and come back (<https://platform.openai.com/docs/api-reference/chat>): only what every
//! server that speaks so takes and gives.

use serde::{Deserialize, Serialize};

use super::Turn;

/// What a model is asked.
#[derive(Serialize)]
pub(super) struct Request<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    stream: bool,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

impl<'a> Request<'a> {
    pub(super) fn new(model: &'a str, turns: &'a [Turn]) -> Self {
        let message = |turn: &'a Turn| match turn {
            Turn::System(content) => Message { role: "system", content },
            Turn::User(content) => Message { role: "user", content },
            Turn::Assistant(content) => Message { role: "assistant", content },
            Turn::Calls(_) | Turn::Result { .. } => Message { role: "tool", content: "" },
        };
        Self { model, messages: turns.iter().map(message).collect(), stream: false }
    }
}

/// What it answers.
#[derive(Deserialize)]
pub(super) struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Said,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Said {
    content: Option<String>,
}

impl Completion {
    /// The text of an answer that is there in full.
    pub(super) fn answer(self) -> Option<String> {
        let Choice { message, finish_reason } = self.choices.into_iter().next()?;
        if matches!(finish_reason.as_deref(), Some("length" | "content_filter")) {
            return None;
        }
        let text = message.content?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_is_the_text_of_the_first_choice_if_it_is_there_in_full() {
        let said = |content: Option<&str>, why: Option<&str>| {
            let choice = json!({ "message": { "content": content }, "finish_reason": why });
            let reply = json!({ "id": "x", "choices": [choice] });
            serde_json::from_value::<Completion>(reply).unwrap().answer()
        };
        assert_eq!(said(Some(" Yes.\n"), Some("stop")).as_deref(), Some("Yes."));
        assert_eq!(said(Some("Yes."), None).as_deref(), Some("Yes."));
        for (content, why) in [
            (Some("Yes, bec"), Some("length")),
            (Some("Yes"), Some("content_filter")),
            (Some(" \n"), Some("stop")),
            (None, Some("tool_calls")),
        ] {
            assert_eq!(said(content, why), None);
        }
        let none: Completion = serde_json::from_value(json!({ "choices": [] })).unwrap();
        assert_eq!(none.answer(), None);
    }
}
