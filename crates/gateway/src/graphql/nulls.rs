//! Null where a field failed, and where that may not be null, further up (GraphQL, October 2021, 6.4.4 Handling Field Errors):
//! the library leaves such fields out.

use std::{collections::HashMap, sync::LazyLock};

use async_graphql::{
    Name, PathSegment, Response, Value,
    indexmap::IndexMap,
    parser::{
        parse_schema,
        types::{
            BaseType, DocumentOperations, ExecutableDocument, Field, OperationType, Selection,
            SelectionSet, Type, TypeKind, TypeSystemDefinition,
        },
    },
};

/// The fields of each type of the schema, with their own types.
static TYPES: LazyLock<HashMap<Name, HashMap<Name, Type>>> = LazyLock::new(|| {
    let parsed = parse_schema(super::schema().sdl());
    let definitions = parsed.map(|document| document.definitions).unwrap_or_default();
    let types = definitions.into_iter().filter_map(|definition| {
        let TypeSystemDefinition::Type(definition) = definition else { return None };
        let TypeKind::Object(object) = definition.node.kind else { return None };
        let fields = object.fields.into_iter();
        let fields = fields.map(|field| (field.node.name.node, field.node.ty.node)).collect();
        Some((definition.node.name.node, fields))
    });
    types.collect()
});

/// Where something failed, from here on down.
type Path<'a> = &'a [PathSegment];

/// Puts null where a field of the answer failed.
pub(super) fn fill(response: &mut Response, document: &ExecutableDocument, name: Option<&str>) {
    let failed: Vec<Path<'_>> = response.errors.iter().map(|error| &*error.path).collect();
    let failed: Vec<_> = failed.into_iter().filter(|path| !path.is_empty()).collect();
    let operation = match (&document.operations, name) {
        (DocumentOperations::Single(only), _) => Some(only),
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name),
        (DocumentOperations::Multiple(_), None) => None,
    };
    let (Some(operation), false) = (operation, failed.is_empty()) else { return };
    let root = Name::new(match operation.node.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    });
    let data = std::mem::take(&mut response.data);
    let selections = [&operation.node.selection_set.node];
    response.data = object(data, &root, &selections, document, &failed).unwrap_or_default();
}

/// An object with null where something in it failed; `None` if that may not be null.
fn object(
    value: Value,
    ty: &Name,
    selections: &[&SelectionSet],
    document: &ExecutableDocument,
    failed: &[Path<'_>],
) -> Option<Value> {
    let mut found = match value {
        Value::Object(found) => found,
        _ => IndexMap::new(),
    };
    for path in failed {
        let Some(PathSegment::Field(key)) = path.first() else { continue };
        let mut fields = Vec::new();
        for selection in selections {
            called(key, selection, document, &mut fields);
        }
        let ty = fields.first().and_then(|field| TYPES.get(ty)?.get(&field.name.node));
        let Some(ty) = ty else { continue };
        let value = found.swap_remove(key.as_str()).unwrap_or_default();
        let inside: Vec<_> = fields.iter().map(|field| &field.selection_set.node).collect();
        let value = complete(value, ty, &inside, document, &under(failed, &path[0]))?;
        found.insert(Name::new(key), value);
    }
    Some(Value::Object(found))
}

/// A value of a type, likewise.
fn complete(
    value: Value,
    ty: &Type,
    selections: &[&SelectionSet],
    document: &ExecutableDocument,
    failed: &[Path<'_>],
) -> Option<Value> {
    let completed = match (&ty.base, value) {
        _ if failed.iter().any(|path| path.is_empty()) => None,
        (BaseType::List(inner), Value::List(items)) => {
            let items = items.into_iter().enumerate().map(|(index, item)| {
                let failed = under(failed, &PathSegment::Index(index));
                if failed.is_empty() {
                    return Some(item);
                }
                complete(item, inner, selections, document, &failed)
            });
            items.collect::<Option<_>>().map(Value::List)
        }
        (BaseType::Named(name), value) => object(value, name, selections, document, failed),
        (BaseType::List(_), other) => Some(other),
    };
    completed.or_else(|| ty.nullable.then_some(Value::Null))
}

/// The paths that go on after a segment, from there on.
fn under<'a>(failed: &[Path<'a>], segment: &PathSegment) -> Vec<Path<'a>> {
    let within = failed.iter().filter_map(|path| path.split_first());
    within.filter(|(first, _)| *first == segment).map(|(_, rest)| rest).collect()
}

/// The fields that an answer has under this name.
fn called<'a>(
    key: &str,
    selections: &'a SelectionSet,
    document: &'a ExecutableDocument,
    fields: &mut Vec<&'a Field>,
) {
    for selection in &selections.items {
        match &selection.node {
            Selection::Field(field) if field.node.response_key().node == key => {
                fields.push(&field.node);
            }
            Selection::Field(_) => {}
            Selection::InlineFragment(inline) => {
                called(key, &inline.node.selection_set.node, document, fields);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    called(key, &fragment.node.selection_set.node, document, fields);
                }
            }
        }
    }
}
