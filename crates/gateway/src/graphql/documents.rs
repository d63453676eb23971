//! Documents: read once, and what they may cost found out before anything else walks them.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{
    Name, Pos, Positioned,
    parser::{
        parse_query,
        types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
    },
};
use domain::{Error, Part, Reason, Result};
use moka::future::Cache;

/// How deep a document may go. Looking at the schema itself goes deeper: the standard query of all tools does.
const DEPTH: usize = 8;
/// How deep a look at the schema itself may go.
const INTROSPECTION_DEPTH: usize = 16;
/// How many fields it may rename.
const ALIASES: usize = 15;
/// How many fields it may ask for, wherever its fragments are spread.
const FIELDS: usize = 1000;

/// How much text of documents is remembered, in bytes.
const REMEMBERED: u64 = 1024 * 1024;

/// Documents that were read before: a dashboard asks the same again and again.
pub(crate) struct Documents(Cache<String, Arc<ExecutableDocument>>);

impl Documents {
    pub(crate) fn new() -> Self {
        let size = |query: &String, _: &Arc<_>| u32::try_from(query.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().weigher(size).max_capacity(REMEMBERED).build())
    }

    /// A document that stays within the limits.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it cannot be read or costs too much.
    pub(super) async fn read(&self, query: &str) -> Result<Arc<ExecutableDocument>> {
        if let Some(known) = self.0.get(query).await {
            return Ok(known);
        }
        let document = Arc::new(parse(query)?);
        self.0.insert(query.to_owned(), document.clone()).await;
        Ok(document)
    }
}

fn parse(query: &str) -> Result<ExecutableDocument> {
    let document = parse_query(query).map_err(|error| {
        let position = error.positions().next();
        let from = |Pos { line, column }| Reason::Syntax { line, column };
        Error::invalid("query", position.map_or(Reason::Malformed, from))
    })?;
    let mut walk = Walk {
        fragments: &document.fragments,
        measured: HashMap::new(),
        looking_inside: Vec::new(),
    };
    for (_, operation) in document.operations.iter() {
        let cost = walk.measure(&operation.node.selection_set.node)?;
        let too_much =
            |what, most: usize| Err(Error::invalid("query", Reason::TooComplex(what, most)));
        if cost.depth > DEPTH || cost.introspection_depth > INTROSPECTION_DEPTH {
            return too_much(Part::Levels, DEPTH);
        }
        if cost.aliases > ALIASES {
            return too_much(Part::Aliases, ALIASES);
        }
        if cost.fields > FIELDS {
            return too_much(Part::Fields, FIELDS);
        }
    }
    Ok(document)
}

/// What a selection costs with all its fragments spread.
#[derive(Clone, Copy, Default)]
struct Cost {
    depth: usize,
    introspection_depth: usize,
    aliases: usize,
    fields: usize,
}

impl Cost {
    /// Both, side by side. Numbers stop at the largest there is: fragments in fragments multiply.
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            introspection_depth: self.introspection_depth.max(other.introspection_depth),
            aliases: self.aliases.saturating_add(other.aliases),
            fields: self.fields.saturating_add(other.fields),
        }
    }
}

/// Measures each fragment once, however often it is spread.
struct Walk<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    measured: HashMap<&'a Name, Cost>,
    looking_inside: Vec<&'a Name>,
}

impl<'a> Walk<'a> {
    fn measure(&mut self, selections: &'a SelectionSet) -> Result<Cost> {
        let mut cost = Cost::default();
        for selection in &selections.items {
            let one = match &selection.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    let inside = self.measure(&field.selection_set.node)?;
                    let renamed = field.alias.as_ref().is_some_and(|it| it.node != field.name.node);
                    let introspects = field.name.node.starts_with("__");
                    let deeper = inside.introspection_depth.max(inside.depth) + 1;
                    Cost {
                        depth: if introspects { 1 } else { inside.depth + 1 },
                        introspection_depth: if introspects { deeper } else { 0 },
                        aliases: inside.aliases.saturating_add(usize::from(renamed)),
                        fields: inside.fields.saturating_add(1),
                    }
                }
                Selection::InlineFragment(inline) => {
                    self.measure(&inline.node.selection_set.node)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node)?
                }
            };
            cost = cost.beside(one);
        }
        Ok(cost)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Cost> {
        if let Some(cost) = self.measured.get(name) {
            return Ok(*cost);
        }
        // One that does not exist is refused later, by name.
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Cost::default());
        };
        if self.looking_inside.contains(&name) {
            return Err(Error::invalid("query", Reason::Cycle));
        }
        self.looking_inside.push(name);
        let cost = self.measure(&fragment.node.selection_set.node)?;
        self.looking_inside.pop();
        self.measured.insert(name, cost);
        Ok(cost)
    }
}
