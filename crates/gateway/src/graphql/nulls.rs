//! Null where a field failed, and where that may not be null, further up (GraphQL, October 2021, 6.4.4 Handling Field Errors):
//! the library leaves such fields out.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use async_graphql::{
    Name, PathSegment, Response, Value,
    indexmap::IndexMap,
    parser::{
        parse_schema,
        types::{
            BaseType, ExecutableDocument, OperationType, SelectionSet, Type, TypeKind,
            TypeSystemDefinition,
        },
    },
};

use super::order::{Fragments, asked, within};

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
    let operation = super::operation(document, name);
    let (Some(operation), false) = (operation, failed.is_empty()) else { return };
    let root = Name::new(match operation.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    });
    let data = std::mem::take(&mut response.data);
    let selections = [&operation.selection_set.node];
    response.data =
        object(data, &root, &selections, &document.fragments, &failed).unwrap_or_default();
}

/// An object with null where something in it failed; `None` if that may not be null.
fn object(
    value: Value,
    ty: &Name,
    selections: &[&SelectionSet],
    fragments: &Fragments,
    failed: &[Path<'_>],
) -> Option<Value> {
    let mut found = match value {
        Value::Object(found) => found,
        _ => IndexMap::new(),
    };
    let asked = asked(selections, fragments);
    for (key, failed) in under(failed, key) {
        let Some((&key, fields)) = asked.get_key_value(&Name::new(key)) else { continue };
        let ty = fields.first().and_then(|field| TYPES.get(ty)?.get(&field.name.node));
        let Some(ty) = ty else { continue };
        let value = found.swap_remove(key).unwrap_or_default();
        let value = complete(value, ty, &within(fields), fragments, &failed)?;
        found.insert(key.clone(), value);
    }
    Some(Value::Object(found))
}

/// A value of a type, likewise.
fn complete(
    value: Value,
    ty: &Type,
    selections: &[&SelectionSet],
    fragments: &Fragments,
    failed: &[Path<'_>],
) -> Option<Value> {
    let completed = match (&ty.base, value) {
        _ if failed.iter().any(|path| path.is_empty()) => None,
        (BaseType::List(inner), Value::List(items)) => {
            let mut failed = under(failed, index);
            let items =
                items.into_iter().enumerate().map(|(index, item)| match failed.remove(&index) {
                    Some(failed) => complete(item, inner, selections, fragments, &failed),
                    None => Some(item),
                });
            items.collect::<Option<_>>().map(Value::List)
        }
        (BaseType::Named(name), value) => object(value, name, selections, fragments, failed),
        (BaseType::List(_), other) => Some(other),
    };
    completed.or_else(|| ty.nullable.then_some(Value::Null))
}

/// The paths by their first segment, each from there on.
fn under<'a, K: Ord>(
    failed: &[Path<'a>],
    first: impl Fn(&'a PathSegment) -> Option<K>,
) -> BTreeMap<K, Vec<Path<'a>>> {
    let mut grouped = BTreeMap::<K, Vec<Path<'a>>>::new();
    for path in failed {
        if let Some((segment, rest)) = path.split_first()
            && let Some(segment) = first(segment)
        {
            grouped.entry(segment).or_default().push(rest);
        }
    }
    grouped
}

fn key(segment: &PathSegment) -> Option<&str> {
    match segment {
        PathSegment::Field(key) => Some(key),
        PathSegment::Index(_) => None,
    }
}

fn index(segment: &PathSegment) -> Option<usize> {
    match segment {
        PathSegment::Index(index) => Some(*index),
        PathSegment::Field(_) => None,
    }
}
