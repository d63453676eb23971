//! Results in the order of their document, as the specification asks (GraphQL, October 2021, 7.2.2 Serialized Map Ordering):
//! the library gives fields in the order in which they were found out.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value,
    indexmap::IndexMap,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet},
};

pub(super) type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// What is asked for under each name of a result.
pub(super) type Asked<'a> = IndexMap<&'a Name, Vec<&'a Field>>;

/// Puts the result of an operation in order.
pub(super) fn arrange(
    result: Value,
    document: &ExecutableDocument,
    operation: Option<&str>,
) -> Value {
    match super::operation(document, operation) {
        Some(operation) => in_order(result, &[&operation.selection_set.node], &document.fragments),
        None => result,
    }
}

fn in_order(value: Value, selections: &[&SelectionSet], fragments: &Fragments) -> Value {
    match value {
        Value::List(items) => {
            let items = items.into_iter().map(|item| in_order(item, selections, fragments));
            Value::List(items.collect())
        }
        // A scalar that looks like an object has no selection.
        Value::Object(found) if selections.iter().all(|it| it.items.is_empty()) => {
            Value::Object(found)
        }
        Value::Object(mut found) => {
            let asked = asked(selections, fragments);
            let fields = asked.into_iter().filter_map(|(name, inside)| {
                let (name, value) = found.swap_remove_entry(name)?;
                Some((name, in_order(value, &within(&inside), fragments)))
            });
            Value::Object(fields.collect())
        }
        leaf => leaf,
    }
}

/// The fields that an object is asked for, with all fragments spread.
pub(super) fn asked<'a>(selections: &[&'a SelectionSet], fragments: &'a Fragments) -> Asked<'a> {
    let mut asked = Asked::new();
    for selection in selections {
        collect(selection, fragments, &mut asked);
    }
    asked
}

/// What is asked for within fields.
pub(super) fn within<'a>(fields: &[&'a Field]) -> Vec<&'a SelectionSet> {
    fields.iter().map(|field| &field.selection_set.node).collect()
}

fn collect<'a>(selections: &'a SelectionSet, fragments: &'a Fragments, asked: &mut Asked<'a>) {
    for selection in &selections.items {
        match &selection.node {
            Selection::Field(field) => {
                let field = &field.node;
                asked.entry(&field.response_key().node).or_default().push(field);
            }
            Selection::InlineFragment(inline) => {
                collect(&inline.node.selection_set.node, fragments, asked);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                    collect(&fragment.node.selection_set.node, fragments, asked);
                }
            }
        }
    }
}
