//! Conversations: what somebody asks, and what they are answered.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    AccountId, ChildId, ConversationId, Error, FamilyId, MessageId, Reason, Result,
    astrology::{Nativity, Rules},
    safety::RedFlag,
    text,
    word::words,
};

words! {
    /// Whom a conversation is held with.
    ConversationKind {
        /// An astrologer, about a birth chart.
        Astrologer = "astrologer",
        /// An assistant, about the care of a child.
        Assistant = "assistant",
    }

    /// Who says something in a conversation.
    Sender {
        /// The person who asks.
        User = "USER",
        /// What answers.
        Ai = "AI",
    }

    /// What writes answers.
    Engine {
        /// The built-in interpretations.
        Interpretations = "interpretations",
        /// A language model.
        Model = "model",
        /// What is known of the child, and the library.
        Retrieval = "retrieval",
        /// Fixed texts, for what cannot wait and what is not answered.
        Safety = "safety",
    }
}

/// A conversation of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Whose it is.
    pub account: AccountId,
    /// What it is called: the beginning of its first question; empty if none is left.
    pub title: String,
    /// What it is about.
    pub topic: Topic,
    /// How many messages it has.
    pub messages: u32,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When the last message came, or was deleted.
    pub updated_at: DateTime<Utc>,
}

/// What a conversation is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Topic {
    /// A birth, the one that was asked about last, how its chart is cast, and since when it is that one.
    Birth(Nativity, Rules, DateTime<Utc>),
    /// A child of a family, the one that was asked about last; `None`: children as such.
    Care(Option<(FamilyId, ChildId)>),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// What wrote it.
    pub engine: Engine,
    /// What goes with it.
    pub beside: Beside,
}

/// What goes with an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What the person may do.
    pub suggestions: Vec<String>,
    /// The articles that say more, by their slugs; the best first.
    pub articles: Vec<String>,
    /// How likely it answers what was asked, from 0 to 1; `None` if nobody knows.
    pub confidence: Option<f64>,
    /// The dangers that it tells what to do about at once, the gravest first.
    pub dangers: Vec<RedFlag>,
}

/// A part of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its id; those of a conversation sort as they were said.
    pub id: MessageId,
    /// Who says it.
    pub sender: Sender,
    /// What they say.
    pub text: String,
    /// What wrote it, unless a person did.
    pub engine: Option<Engine>,
    /// What goes with it.
    pub beside: Beside,
    /// When it was said, later than what was said before.
    pub created_at: DateTime<Utc>,
}

/// A question, and what it was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// What was asked.
    pub question: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// What was answered.
    pub answer: Answer,
    /// When it was written.
    pub answered_at: DateTime<Utc>,
}

impl Topic {
    /// The kind of conversations about it.
    #[must_use]
    pub fn kind(&self) -> ConversationKind {
        match self {
            Self::Birth(..) => ConversationKind::Astrologer,
            Self::Care(_) => ConversationKind::Assistant,
        }
    }
}

/// Checks a question in a field: 1 to 2000 characters.
///
/// # Errors
/// [`Error::Invalid`] if nothing is left after trimming, if it is longer, or if it holds a NUL.
pub fn question(field: &'static str, text: &str) -> Result<String> {
    text::prose(field, Some(text), 2000)?.ok_or(Error::invalid(field, Reason::Required))
}

/// Whether what a language model answers says something, in no more than several times the characters that it is asked for.
pub(crate) fn in_bounds(answer: &str) -> bool {
    const LONGEST: usize = 4000;
    !answer.trim().is_empty() && answer.chars().nth(LONGEST).is_none()
}

impl Conversation {
    /// The longest title, in characters.
    const MOST: usize = 50;

    /// A conversation that begins with a question.
    #[must_use]
    pub fn begin(
        id: ConversationId,
        account: AccountId,
        topic: Topic,
        question: &str,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            account,
            title: title(question),
            topic,
            messages: 0,
            created_at: now,
            updated_at: now,
        }
    }

    /// Adds a question and its answer after all that was said, also where another question was answered meanwhile.
    #[must_use]
    pub fn add(&mut self, said: Exchange) -> [Message; 2] {
        const TICK: TimeDelta = TimeDelta::milliseconds(1);
        let least = if self.messages == 0 { self.created_at } else { self.updated_at + TICK };
        let asked_at = said.asked_at.max(least);
        let answered_at = said.answered_at.max(asked_at + TICK);
        self.messages += 2;
        self.updated_at = answered_at;
        let Answer { text, engine, beside } = said.answer;
        [
            Message {
                id: MessageId::at(asked_at),
                sender: Sender::User,
                text: said.question,
                engine: None,
                beside: Beside::default(),
                created_at: asked_at,
            },
            Message {
                id: MessageId::at(answered_at),
                sender: Sender::Ai,
                text,
                engine: Some(engine),
                beside,
                created_at: answered_at,
            },
        ]
    }

    /// Takes a message away, which leaves this first question if any; nothing that is said later gets its place.
    pub fn take(&mut self, first: Option<&str>, now: DateTime<Utc>) {
        self.title = first.map(title).unwrap_or_default();
        self.messages = self.messages.saturating_sub(1);
        self.updated_at = self.updated_at.max(now);
    }
}

/// The beginning of a question, in one line; what is cut off, where words end, is told by dots.
fn title(question: &str) -> String {
    const DOTS: &str = "...";
    let words = question.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= Conversation::MOST {
        return line;
    }
    let room = Conversation::MOST - DOTS.len();
    let end = line.char_indices().nth(room).map_or(line.len(), |(end, _)| end);
    let words = if line[end..].starts_with(' ') { Some(end) } else { line[..end].rfind(' ') };
    // Not every language parts its words.
    let words = words.filter(|end| line[..*end].chars().count() > room / 2);
    let kept = line[..words.unwrap_or(end)].trim_end_matches([',', ';', ':', '.', ' ']);
    format!("{kept}{DOTS}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::astrology::Nativity;

    #[test]
    fn a_title_is_the_beginning_of_the_question_in_one_line() {
        let long = "What does my birth chart say about my career prospects?";
        for (question, expected) in [
            (long, "What does my birth chart say about my career..."),
            ("Tell me about my health and wellness", "Tell me about my health and wellness"),
            (" Will\n\nit\u{7} \t rain? ", "Will it rain?"),
            (&"x".repeat(60), &format!("{}...", "x".repeat(47))),
            (&"我".repeat(60), &format!("{}...", "我".repeat(47))),
            (&format!("I {}", "x".repeat(60)), &format!("I {}...", "x".repeat(45))),
            (&"nine char ".repeat(6), "nine char nine char nine char nine char nine..."),
            (&"four five, ".repeat(6), "four five, four five, four five, four five..."),
        ] {
            assert_eq!(title(question), expected);
            assert!(title(question).chars().count() <= Conversation::MOST);
        }
    }

    fn begun(now: DateTime<Utc>) -> Conversation {
        let zone = chrono_tz::Asia::Kolkata;
        let birth = Nativity::new([1990, 5, 15], [14, 30], (19.0, 72.0), zone).unwrap();
        let (id, account) = (ConversationId::at(now), AccountId::fresh());
        Conversation::begin(id, account, Topic::Birth(birth, Rules::default(), now), "Why?", now)
    }

    #[test]
    fn questions_that_are_answered_out_of_order_or_in_the_same_millisecond_do_not_mix() {
        let at = |millis: i64| DateTime::from_timestamp_millis(1_800_000_000_000 + millis).unwrap();
        let mut conversation = begun(at(0));
        let mut said = Vec::new();
        for (asked, answered) in [(0, 0), (10, 40), (5, 90), (90, 80), (60, 60)] {
            said.extend(conversation.add(Exchange {
                question: "?".into(),
                asked_at: at(asked),
                answer: Answer {
                    text: "!".into(),
                    engine: Engine::Model,
                    beside: Beside::default(),
                },
                answered_at: at(answered),
            }));
        }
        let senders: Vec<_> = said.iter().map(|message| message.sender).collect();
        assert_eq!(senders, [Sender::User, Sender::Ai].repeat(5));
        assert!(
            said.is_sorted_by(|one, next| one.id < next.id && one.created_at < next.created_at)
        );
        assert_eq!(conversation.messages, 10);
        assert_eq!(conversation.updated_at, said[9].created_at);
        conversation.take(Some("Why not?"), at(0));
        assert_eq!((conversation.messages, conversation.updated_at), (9, said[9].created_at));
        assert_eq!(conversation.title, "Why not?");
        conversation.take(None, at(0));
        assert_eq!(conversation.title, "");
    }

    #[test]
    fn a_question_has_1_to_2000_characters() {
        assert_eq!(question("message", " Why?\n").unwrap(), "Why?");
        assert!(question("message", &"é".repeat(2000)).is_ok());
        for bad in ["", " \n", "a\0b", &"x".repeat(2001)] {
            assert!(
                matches!(question("message", bad), Err(Error::Invalid { field, .. }) if field == "message")
            );
        }
    }
}
