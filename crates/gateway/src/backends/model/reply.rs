//! What a model says, put together from the pieces in which it comes; a reply in full is a single piece. Servers differ in what
//! they leave out and how they number calls.

use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::mpsc::UnboundedSender;

use super::{Call, Failure, Said};

/// The longest text that is read, in bytes.
const TEXT: usize = 64 * 1024;

/// How many calls one turn may have.
const CALLS: usize = 8;

/// The largest call that is read, in bytes.
const CALL: usize = 16 * 1024;

/// A piece of a reply.
#[derive(Deserialize)]
pub(super) struct Piece {
    choices: Option<Vec<Choice>>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    index: Option<u64>,
    delta: Option<Delta>,
    message: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Default, Deserialize)]
struct Delta {
    content: Option<String>,
    tool_calls: Option<Vec<Part>>,
}

/// A part of a call.
#[derive(Deserialize)]
struct Part {
    index: Option<u64>,
    id: Option<String>,
    function: Option<Function>,
}

#[derive(Deserialize)]
struct Function {
    name: Option<String>,
    arguments: Option<Value>,
}

/// What was said so far.
pub(super) struct Reply<'a> {
    listener: Option<&'a UnboundedSender<String>>,
    /// Whether some of it was passed on.
    pub(super) heard: bool,
    stage: Stage,
    text: String,
    calls: Vec<Unread>,
}

/// How far it has come.
enum Stage {
    /// There was nothing yet that the protocol knows.
    Silent,
    Begun,
    Ended,
    /// It ended before all was said.
    Cut,
}

/// A call whose arguments may go on.
#[derive(Default)]
struct Unread {
    index: Option<u64>,
    id: String,
    name: String,
    arguments: String,
}

impl<'a> Reply<'a> {
    /// Nothing yet.
    pub(super) fn new(listener: Option<&'a UnboundedSender<String>>) -> Self {
        let (text, calls) = (String::new(), Vec::new());
        Self { listener, heard: false, stage: Stage::Silent, text, calls }
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// [`Failure`] if that is more than is read, or the server says that it failed.
    pub(super) fn add(&mut self, piece: Piece) -> Result<(), Failure> {
        if piece.error.is_some() {
            return Err(Failure::Broken);
        }
        let mut choices = piece.choices.into_iter().flatten();
        let Some(choice) = choices.find(|choice| choice.index.unwrap_or(0) == 0) else {
            return Ok(());
        };
        if matches!(self.stage, Stage::Silent) {
            self.stage = Stage::Begun;
        }
        let delta = choice.delta.or(choice.message).unwrap_or_default();
        self.hear(&delta.content.unwrap_or_default())?;
        for part in delta.tool_calls.into_iter().flatten() {
            self.call(part)?;
        }
        match choice.finish_reason.as_deref() {
            None | Some("") => {}
            Some("length" | "content_filter") => self.stage = Stage::Cut,
            Some(_) => self.stage = Stage::Ended,
        }
        Ok(())
    }

    /// Whether the model said that this is all.
    pub(super) fn has_ended(&self) -> bool {
        matches!(self.stage, Stage::Ended | Stage::Cut)
    }

    fn hear(&mut self, text: &str) -> Result<(), Failure> {
        // What is heard is how the answer begins, which has no space before it.
        let text = if self.text.is_empty() { text.trim_start() } else { text };
        if self.text.len() + text.len() > TEXT {
            return Err(Failure::TooLarge);
        }
        self.text.push_str(text);
        if let Some(listener) = self.listener
            && !text.is_empty()
        {
            self.heard = true;
            // Who went away need not hear it.
            let _ = listener.send(text.to_owned());
        }
        Ok(())
    }

    fn call(&mut self, part: Part) -> Result<(), Failure> {
        let at = self.known(&part);
        if at.is_none() && self.calls.len() == CALLS {
            return Err(Failure::TooLarge);
        }
        let at = at.unwrap_or_else(|| {
            self.calls.push(Unread { index: part.index, ..Unread::default() });
            self.calls.len() - 1
        });
        let call = &mut self.calls[at];
        call.id = part.id.filter(|id| !id.is_empty()).unwrap_or_else(|| call.id.clone());
        if let Some(function) = part.function {
            call.name =
                function.name.filter(|name| !name.is_empty()).unwrap_or_else(|| call.name.clone());
            match function.arguments {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => call.arguments.push_str(&text),
                // As they are, and not as text that is JSON.
                Some(other) => call.arguments.push_str(&other.to_string()),
            }
        }
        if call.id.len() + call.name.len() + call.arguments.len() > CALL {
            return Err(Failure::TooLarge);
        }
        Ok(())
    }

    /// The call that this is another part of. Some servers number none, or all alike.
    fn known(&self, part: &Part) -> Option<usize> {
        let id = part.id.as_deref().filter(|id| !id.is_empty());
        let name = part.function.as_ref().and_then(|function| function.name.as_deref());
        match (part.index, id) {
            (Some(index), id) => self.calls.iter().rposition(|call| {
                let is_same = id.is_none_or(|id| call.id.is_empty() || call.id == id);
                call.index == Some(index) && is_same
            }),
            (None, Some(id)) => self.calls.iter().rposition(|call| call.id == id),
            (None, None) if name.is_some_and(|name| !name.is_empty()) => None,
            (None, None) => self.calls.len().checked_sub(1),
        }
    }

    /// What was said, when nothing more comes.
    ///
    /// # Errors
    /// [`Failure`] if that is nothing, or not all.
    pub(super) fn said(self) -> Result<Said, Failure> {
        match self.stage {
            Stage::Silent => return Err(Failure::Unreadable),
            Stage::Cut => return Err(Failure::Incomplete),
            Stage::Begun | Stage::Ended => {}
        }
        if self.calls.is_empty() {
            let text = self.text.trim_end();
            return if text.is_empty() {
                Err(Failure::Incomplete)
            } else {
                Ok(Said::Text(text.into()))
            };
        }
        let calls = self.calls.into_iter().enumerate().map(|(at, call)| call.read(at));
        calls.collect::<Option<_>>().map(Said::Calls).ok_or(Failure::Unreadable)
    }
}

impl Unread {
    /// The call, if it calls something.
    fn read(self, at: usize) -> Option<Call> {
        let Self { id, name, arguments, .. } = self;
        let arguments = if arguments.trim().is_empty() {
            Map::new().into()
        } else {
            serde_json::from_str(&arguments).unwrap_or_default()
        };
        let id = if id.is_empty() { format!("call_{at}") } else { id };
        (!name.is_empty()).then_some(Call { id, name, arguments })
    }
}

#[cfg(test)]
mod tests;
