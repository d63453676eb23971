//! Documents: read once and remembered by their hash, so that a client may send the hash alone.

use std::sync::Arc;

use async_graphql::{
    Pos, Variables,
    parser::{parse_query, types::ExecutableDocument},
};
use domain::{Error, Part, Reason, Result};
use moka::future::Cache;

use super::{
    asked::{Hash, Source, digest},
    limits::Limits,
    tokens,
};

/// How long the text of a document may be, in bytes.
const MOST_BYTES: usize = 32 * 1024;
/// How many tokens it may have.
const TOKENS: usize = 2000;
/// How deep its brackets may go.
const LEVELS: usize = 64;
/// How much of documents is remembered, in bytes of their text.
const REMEMBERED: u64 = 1024 * 1024;
/// What a document takes beside its text: the shortest is not for nothing.
const BESIDE: usize = 2048;

/// Documents that were read before: a dashboard asks the same again and again. Each node remembers its own; a client whose
/// hash is not known here sends the text again.
pub(crate) struct Documents {
    known: Cache<Hash, Known>,
    limits: Limits,
}

/// A document that stayed within the limits, and how long its text is.
#[derive(Clone)]
struct Known {
    document: Arc<ExecutableDocument>,
    bytes: usize,
}

impl Documents {
    pub(super) fn new(limits: Limits) -> Self {
        let size =
            |_: &Hash, known: &Known| u32::try_from(known.bytes + BESIDE).unwrap_or(u32::MAX);
        Self { known: Cache::builder().weigher(size).max_capacity(REMEMBERED).build(), limits }
    }

    /// A document that stays within the limits with these variables; `None` for a hash that is not known.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it cannot be read or costs too much.
    pub(super) async fn read(
        &self,
        source: &Source,
        variables: &Variables,
    ) -> Result<Option<Arc<ExecutableDocument>>> {
        let hash = match source {
            Source::Text(text) => digest(text),
            Source::Hash(hash) => *hash,
        };
        if let Some(Known { document, .. }) = self.known.get(&hash).await {
            self.limits.check(&document, variables)?;
            return Ok(Some(document));
        }
        let Source::Text(text) = source else { return Ok(None) };
        let document = Arc::new(parse(text)?);
        self.limits.check(&document, variables)?;
        let known = Known { document: document.clone(), bytes: text.len() };
        self.known.insert(hash, known).await;
        Ok(Some(document))
    }
}

fn parse(text: &str) -> Result<ExecutableDocument> {
    if text.len() > MOST_BYTES {
        return Err(Error::invalid("query", Reason::TooLarge(MOST_BYTES)));
    }
    let (tokens, levels) = tokens::count(text);
    for (part, found, most) in [(Part::Tokens, tokens, TOKENS), (Part::Levels, levels, LEVELS)] {
        if found > most {
            return Err(Error::invalid("query", Reason::TooComplex(part, most)));
        }
    }
    parse_query(text).map_err(|error| {
        let position = error.positions().next();
        let from = |Pos { line, column }| Reason::Syntax { line, column };
        Error::invalid("query", position.map_or(Reason::Malformed, from))
    })
}
