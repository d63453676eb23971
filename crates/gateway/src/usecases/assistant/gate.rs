//! What a model says, on its way to who asks.

use domain::{Disguise, safety};

use super::{Heard, answers::Asking};

/// What parts the answer from what goes with it.
const RULE: &str = "---";
/// What begins a line that says how sure the model is.
const SURE: &str = "confidence:";

/// What a model said, as far as it was passed on.
pub(super) struct Passed {
    pub(super) text: String,
    pub(super) suggestions: Vec<String>,
    /// As it says itself.
    pub(super) confidence: Option<f64>,
}

/// What a model says, on its way to who asks: whole sentences, with the names in them, each only if it may be passed on.
pub(super) struct Gate<'a> {
    asking: &'a Asking<'a>,
    disguise: &'a Disguise,
    /// What was passed on.
    text: String,
    /// What is not a sentence yet.
    waiting: String,
    /// The last sentence that was passed on.
    last: String,
    /// Whether something came that is not passed on, or the answer is over.
    closed: bool,
}

impl<'a> Gate<'a> {
    pub(super) fn new(asking: &'a Asking<'a>, disguise: &'a Disguise) -> Self {
        let (text, waiting, last) = (String::new(), String::new(), String::new());
        Self { asking, disguise, text, waiting, last, closed: false }
    }

    /// Whether any of it was passed on.
    pub(super) fn was_heard(&self) -> bool {
        !self.text.is_empty()
    }

    /// Takes more of the text, and passes on the sentences that are whole.
    pub(super) fn push(&mut self, part: &str) {
        let begins = self.text.is_empty() && self.waiting.is_empty();
        self.waiting += if begins { part.trim_start() } else { part };
        while !self.closed
            && let Some(end) = sentence(&self.waiting)
        {
            let sentence: String = self.waiting.drain(..end).collect();
            self.pass(&sentence);
        }
    }

    fn pass(&mut self, sentence: &str) {
        if ends_answer(sentence) {
            self.closed = true;
            return;
        }
        let sentence = self.disguise.reveal(sentence);
        // One that is harmless by itself may not be after the last.
        if !sentence.trim().is_empty() && !safety::passable(&format!("{}{sentence}", self.last)) {
            self.closed = true;
            return;
        }
        // Space at the end is heard with what follows, if anything does.
        let heard = self.text.trim_end().len();
        self.text += &sentence;
        let ends = self.text.trim_end().len();
        if ends > heard {
            self.asking.hear(Heard::Text(self.text[heard..ends].to_owned()));
            self.last = sentence;
        }
    }

    /// What was said so far is void.
    pub(super) fn forget(&mut self) {
        if !self.text.is_empty() {
            self.asking.hear(Heard::Again);
        }
        *self = Self::new(self.asking, self.disguise);
    }

    /// All that was said, if it may be passed on.
    pub(super) fn close(&mut self, said: &str) -> Option<Passed> {
        let lines: Vec<_> = said.lines().collect();
        let end = lines.iter().position(|line| ends_answer(line)).unwrap_or(lines.len());
        let (text, beside) = (lines[..end].join("\n"), &lines[end..]);
        let text = self.disguise.reveal(text.trim());
        if text.is_empty() || !safety::passable(&text) {
            tracing::warn!("a model's answer was not passed on");
            return None;
        }
        // What was not heard yet: all of it, where nobody listened sentence by sentence.
        if let Some(rest) = text.strip_prefix(self.text.trim_end()) {
            if !rest.is_empty() {
                self.asking.hear(Heard::Text(rest.to_owned()));
            }
        } else {
            self.asking.hear(Heard::Again);
            self.asking.hear(Heard::Text(text.clone()));
        }
        let said = |line: &&str| Some(self.disguise.reveal(line.trim().strip_prefix("- ")?.trim()));
        let suggestions = beside.iter().filter_map(said);
        let suggestions =
            suggestions.filter(|it| it.chars().count() <= 200 && may_follow(&text, it));
        let confidence = beside.iter().find_map(|line| line.trim().strip_prefix(SURE));
        let confidence = confidence.and_then(|number| number.trim().parse::<f64>().ok());
        Some(Passed {
            suggestions: suggestions.take(3).collect(),
            confidence: confidence.filter(|number| (0.0..=1.0).contains(number)),
            text,
        })
    }
}

/// Whether a suggestion may be passed on after a text.
fn may_follow(text: &str, suggestion: &str) -> bool {
    safety::passable(&format!("{text}\n{suggestion}"))
}

/// Whether a line is none of the answer's.
fn ends_answer(line: &str) -> bool {
    let line = line.trim();
    line.strip_prefix(RULE).is_some_and(|rest| rest.chars().all(|it| it == '-'))
        || line.starts_with(SURE)
}

/// Where the first sentence or line of a text ends, if it is whole.
fn sentence(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    while let Some((at, letter)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '\n' | '。' | '！' | '？' => true,
            // 38.5 is no end, and what comes next is not known yet.
            '.' | '!' | '?' | '…' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if ends {
            return Some(at + letter.len_utf8());
        }
    }
    None
}
