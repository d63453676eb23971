//! What a document may cost.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{
    Name, Positioned, ServerError, ServerResult, Variables,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery},
    parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
};

/// How deep a document may go.
const DEPTH: usize = 8;
/// How many fields it may rename.
const ALIASES: usize = 15;
/// How many fields it may ask for in all.
pub(super) const COMPLEXITY: usize = 1000;
/// How many directives a field may carry.
pub(super) const DIRECTIVES: usize = 10;

/// Refuses documents that go too deep or rename too much. Looking at the schema itself is free: its standard query goes
/// deeper than any of ours.
pub(super) struct Limits;

impl ExtensionFactory for Limits {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Limits {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        for (_, operation) in document.operations.iter() {
            let mut walk = Walk { fragments: &document.fragments, aliases: 0 };
            walk.selection(&operation.node.selection_set.node, 1)?;
        }
        Ok(document)
    }
}

struct Walk<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    aliases: usize,
}

impl Walk<'_> {
    /// Fragments count where they are spread. Each goes one step down, so that one that spreads itself ends too.
    fn selection(&mut self, selections: &SelectionSet, depth: usize) -> ServerResult<()> {
        if depth > DEPTH {
            return Err(ServerError::new(format!("The query goes deeper than {DEPTH}"), None));
        }
        for selection in &selections.items {
            match &selection.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    if field.alias.as_ref().is_some_and(|alias| alias.node != field.name.node) {
                        self.aliases += 1;
                    }
                    if self.aliases > ALIASES {
                        let words = format!("The query renames more than {ALIASES} fields");
                        return Err(ServerError::new(words, None));
                    }
                    if !field.name.node.starts_with("__")
                        && !field.selection_set.node.items.is_empty()
                    {
                        self.selection(&field.selection_set.node, depth + 1)?;
                    }
                }
                Selection::InlineFragment(inline) => {
                    self.selection(&inline.node.selection_set.node, depth)?;
                }
                Selection::FragmentSpread(spread) => {
                    let fragments = self.fragments;
                    if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                        self.selection(&fragment.node.selection_set.node, depth + 1)?;
                    }
                }
            }
        }
        Ok(())
    }
}
