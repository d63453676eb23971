//! A sentence and what its words may mean.

mod clock;
mod cover;
mod numeral;
mod piece;
mod quantity;
mod table;
mod token;

use self::{
    table::{Meaning, Table},
    token::{Token, tokens, words},
};
use super::Moment;
use crate::ChildId;

pub(crate) use table::cardinal;
pub(super) use {
    clock::{Clock, Part},
    piece::{Day, Piece, Placed, Role},
    table::{Concept, tables},
};

/// The most tokens that are looked at; a longer text is no command.
pub(super) const MOST: usize = 120;

/// A sentence.
pub(super) struct Sentence<'a> {
    /// As it was said.
    text: &'a str,
    tokens: Vec<Token>,
    /// Whether it ends with a question mark.
    pub asked: bool,
    /// What may begin at each token, and where that ends.
    meanings: Vec<Vec<(usize, Meaning)>>,
    /// The names that begin at each token.
    names: Vec<Vec<(usize, ChildId)>>,
}

impl<'a> Sentence<'a> {
    /// Looks a sentence up in a table; `None` if it is too long for a command.
    pub(super) fn of(text: &'a str, table: &Table, moment: &Moment<'_>) -> Option<Self> {
        // A command is short, and so is the work.
        if text.len() > MOST * 12 {
            return None;
        }
        let (tokens, asked) = tokens(text);
        if tokens.len() > MOST {
            return None;
        }
        let family: Vec<_> =
            moment.children.iter().flat_map(|(id, name)| called(*id, name)).collect();
        let of = |at: usize| {
            table.meanings(&tokens[at..]).into_iter().map(|(len, it)| (at + len, it)).collect()
        };
        let called_at = |at: usize| {
            let here = &tokens[at..];
            let fits = |name: &Vec<String>| {
                name.len() <= here.len() && name.iter().zip(here).all(|(a, b)| *a == b.word)
            };
            let fitting = family.iter().filter(|(name, _)| fits(name));
            fitting.map(|(name, id)| (at + name.len(), *id)).collect()
        };
        let meanings = (0..tokens.len()).map(of).collect();
        let names = (0..tokens.len()).map(called_at).collect();
        Some(Self { text, tokens, asked, meanings, names })
    }

    /// How many words and numbers it has.
    pub(super) fn length(&self) -> usize {
        self.tokens.len()
    }

    /// What may begin at a token, and where that ends.
    fn meanings(&self, at: usize) -> impl Iterator<Item = (usize, Meaning)> {
        self.meanings.get(at).into_iter().flatten().copied()
    }

    /// The names that begin at a token, and where they end.
    fn names(&self, at: usize) -> impl Iterator<Item = (usize, ChildId)> {
        self.names.get(at).into_iter().flatten().copied()
    }

    /// Where a concept that begins here ends, at the longest.
    fn skip(&self, at: usize, concept: Concept) -> Option<usize> {
        let fits = |(_, meaning): &(usize, Meaning)| *meaning == Meaning::Concept(concept);
        self.meanings(at).filter(fits).map(|(end, _)| end).max()
    }

    /// Likewise of several.
    fn skip_any<T: Copy>(&self, at: usize, of: &[(Concept, T)]) -> Option<(T, usize)> {
        let ends = of.iter().filter_map(|(concept, it)| Some((*it, self.skip(at, *concept)?)));
        ends.max_by_key(|(_, end)| *end)
    }

    /// What is to be noted, if it begins so, and whether a colon sets it off.
    pub(super) fn note(&self) -> Option<(&'a str, bool)> {
        let from = self.skip(0, Concept::Note)?;
        let begin = self.tokens.get(from)?.span.start;
        let before = self.text.get(..begin).unwrap_or_default().trim_end();
        Some((self.said(from, self.tokens.len()), before.ends_with([':', '：'])))
    }

    /// The word at a token.
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// What was said from one token to another.
    pub(super) fn said(&self, from: usize, to: usize) -> &'a str {
        let begin = self.tokens.get(from).map_or(self.text.len(), |token| token.span.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last));
        self.text.get(begin..end.map_or(begin, |token| token.span.end)).unwrap_or_default()
    }
}

/// What a child is called: by its full name, or by the first word of it.
fn called(id: ChildId, name: &str) -> Vec<(Vec<String>, ChildId)> {
    let full = words(name);
    let first = name.split_whitespace().next().map(words).unwrap_or_default();
    let mut names = vec![full, first];
    names.dedup();
    names.into_iter().filter(|name| !name.is_empty()).map(|name| (name, id)).collect()
}
