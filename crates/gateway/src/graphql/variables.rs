//! Variables before an operation begins (GraphQL, 6.1.2 Coercing Variable Values): a value that does not fit is refused as a
//! whole, while nothing has been done. What stands within input objects the library checks itself.

use async_graphql::{
    ID, InputType, Name, Positioned, Value, Variables,
    parser::types::{
        BaseType, ExecutableDocument, OperationDefinition, Selection, SelectionSet, Type,
        VariableDefinition,
    },
};
use async_graphql_value::Value as Given;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{Error, Form, Reason, Result};

/// Checks the variables of an operation.
///
/// # Errors
/// [`Error::Invalid`] with the name of the variable that is missing or of another type.
pub(super) fn check(operation: &OperationDefinition, variables: &Variables) -> Result<()> {
    for definition in definitions(operation) {
        let (name, kind) = (&definition.name.node, &definition.var_type.node);
        let value = variables.get(name);
        let required = !kind.nullable && definition.default_value.is_none();
        let fits = match value {
            None if required => Err(Reason::Required),
            None => Ok(()),
            Some(value) => fits(kind, value),
        };
        fits.map_err(|reason| Error::invalid(format!("variables.{name}"), reason))?;
    }
    Ok(())
}

/// Takes out of a document what variables without any value would set: an argument that is not given has its default,
/// which `null` would not mean.
pub(super) fn leave_out(
    document: &mut ExecutableDocument,
    operation: Option<&str>,
    variables: &Variables,
) {
    let Some(chosen) = super::operation(document, operation) else { return };
    let absent: Vec<Name> = definitions(chosen)
        .filter(|it| it.default_value.is_none() && !variables.contains_key(&it.name.node))
        .map(|it| it.name.node.clone())
        .collect();
    if absent.is_empty() {
        return;
    }
    let operations: Vec<_> = match &mut document.operations {
        async_graphql::parser::types::DocumentOperations::Single(only) => vec![only],
        async_graphql::parser::types::DocumentOperations::Multiple(all) => {
            all.values_mut().collect()
        }
    };
    for operation in operations {
        let definitions = &mut operation.node.variable_definitions;
        definitions.retain(|definition| !absent.contains(&definition.node.name.node));
        without(&mut operation.node.selection_set.node, &absent);
    }
    for fragment in document.fragments.values_mut() {
        without(&mut fragment.node.selection_set.node, &absent);
    }
}

fn definitions(operation: &OperationDefinition) -> impl Iterator<Item = &VariableDefinition> {
    operation.variable_definitions.iter().map(|definition| &definition.node)
}

fn fits(kind: &Type, value: &Value) -> Result<(), Reason> {
    match (&kind.base, value) {
        (_, Value::Null) if kind.nullable => Ok(()),
        (_, Value::Null) => Err(Reason::Required),
        (BaseType::List(of), Value::List(values)) => {
            values.iter().try_for_each(|value| fits(of, value))
        }
        (BaseType::List(of), one) => fits(of, one),
        (BaseType::Named(name), value) => scalar(name, value),
    }
}

/// Whether a value can be read as this scalar; other types are left to the library.
fn scalar(name: &str, value: &Value) -> Result<(), Reason> {
    fn read<T: InputType>(value: &Value) -> bool {
        T::parse(Some(value.clone())).is_ok()
    }
    let (reads, form) = match name {
        "Int" => (read::<i64>(value), Form::WholeNumber),
        "Float" => (read::<f64>(value), Form::Number),
        "String" => (read::<String>(value), Form::Text),
        "ID" => (read::<ID>(value), Form::Text),
        "Boolean" => (read::<bool>(value), Form::YesOrNo),
        "Date" => (read::<NaiveDate>(value), Form::Date),
        "DateTime" => (read::<DateTime<Utc>>(value), Form::Moment),
        _ => return Ok(()),
    };
    if reads { Ok(()) } else { Err(Reason::NotA(form)) }
}

fn without(selections: &mut SelectionSet, absent: &[Name]) {
    for selection in &mut selections.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let arguments = &mut field.node.arguments;
                arguments.retain(|(_, value)| !is_absent(&value.node, absent));
                for (_, Positioned { node, .. }) in arguments {
                    prune(node, absent);
                }
                without(&mut field.node.selection_set.node, absent);
            }
            Selection::InlineFragment(inline) => {
                without(&mut inline.node.selection_set.node, absent);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn is_absent(value: &Given, absent: &[Name]) -> bool {
    matches!(value, Given::Variable(name) if absent.contains(name))
}

/// Leaves them out of objects; an entry of a list cannot be left out, and is `null`.
fn prune(value: &mut Given, absent: &[Name]) {
    match value {
        Given::Object(fields) => {
            fields.retain(|_, value| !is_absent(value, absent));
            fields.values_mut().for_each(|value| prune(value, absent));
        }
        Given::List(values) => {
            for value in values {
                if is_absent(value, absent) {
                    *value = Given::Null;
                }
                prune(value, absent);
            }
        }
        _ => {}
    }
}
