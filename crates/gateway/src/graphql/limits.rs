//! What a document may cost, found out before anything else walks it.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{
        Directive, ExecutableDocument, Field, FragmentDefinition, OperationDefinition, Selection,
        SelectionSet,
    },
};
use domain::{Error, Part, Reason, Result};

/// How deep a document may go. Looking at the schema itself goes deeper: the standard query of all tools does.
const DEPTH: usize = 8;
/// How deep a look at the schema itself may go.
const INTROSPECTION_DEPTH: usize = 16;
/// How many fields it may rename.
const ALIASES: usize = 15;
/// How many fields it may ask for, wherever its fragments are spread.
const FIELDS: usize = 1000;
/// How many directives it may have, wherever its fragments are spread.
const DIRECTIVES: usize = 50;
/// How many directives one place may have.
const DIRECTIVES_HERE: usize = 5;
/// What it may cost: a field costs one, and what is within a list as often as the list may have entries.
const COST: usize = 5000;

/// The arguments that say how many entries a list may have.
const PAGES: [&str; 3] = ["first", "last", "limit"];

/// The argument that asks for one of a list that has one of each.
const ONE: &str = "measure";

/// How many entries a list has that is not asked for a number of them: its default, or what is usual.
fn usual(field: &str) -> u64 {
    match field {
        "curves" => 50,
        "achieved" | "series" | "upcoming" => 40,
        "activities" | "notifications" => 20,
        "upcomingEvents" => 10,
        "dailyAverages" | "dailyTotals" => 7,
        // Of a child, a chart of each measure; of a report, which is one, as many measurings are usual.
        "aiInsights" | "growth" | "recentActivities" => 5,
        "members" | "timers" => 4,
        "children" | "families" => 2,
        _ => 1,
    }
}

/// What documents may do.
pub(super) struct Limits {
    /// Whether they may look at the schema itself.
    pub(super) introspection: bool,
}

impl Limits {
    /// Whether each operation of a document stays within the limits.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what there is too much of, and how much there may be.
    pub(super) fn check(&self, document: &ExecutableDocument, variables: &Variables) -> Result<()> {
        for (_, operation) in document.operations.iter() {
            let mut walk = Walk {
                introspection: self.introspection,
                operation: &operation.node,
                variables,
                fragments: &document.fragments,
                measured: HashMap::new(),
                looking_inside: Vec::new(),
            };
            let own = count(&operation.node.directives)?;
            let inside = walk.measure(&operation.node.selection_set.node)?;
            let measured = Measure { directives: own, ..Measure::default() }.beside(inside);
            measured.within()?;
        }
        Ok(())
    }
}

/// What a selection comes to with all its fragments spread.
#[derive(Clone, Copy, Default)]
struct Measure {
    depth: usize,
    introspection_depth: usize,
    aliases: usize,
    fields: usize,
    directives: usize,
    cost: usize,
}

impl Measure {
    /// Both, side by side. Numbers stop at the largest there is: fragments in fragments multiply.
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            introspection_depth: self.introspection_depth.max(other.introspection_depth),
            aliases: self.aliases.saturating_add(other.aliases),
            fields: self.fields.saturating_add(other.fields),
            directives: self.directives.saturating_add(other.directives),
            cost: self.cost.saturating_add(other.cost),
        }
    }

    fn within(self) -> Result<()> {
        for (part, found, most) in [
            (Part::Levels, self.depth, DEPTH),
            (Part::Levels, self.introspection_depth, INTROSPECTION_DEPTH),
            (Part::Aliases, self.aliases, ALIASES),
            (Part::Fields, self.fields, FIELDS),
            (Part::Directives, self.directives, DIRECTIVES),
            (Part::Cost, self.cost, COST),
        ] {
            if found > most {
                return Err(Error::invalid("query", Reason::TooComplex(part, most)));
            }
        }
        Ok(())
    }
}

/// Measures each fragment once, however often it is spread.
struct Walk<'a> {
    introspection: bool,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    measured: HashMap<&'a Name, Measure>,
    looking_inside: Vec<&'a Name>,
}

impl<'a> Walk<'a> {
    fn measure(&mut self, selections: &'a SelectionSet) -> Result<Measure> {
        let mut measured = Measure::default();
        for selection in &selections.items {
            let inside = match &selection.node {
                Selection::Field(field) => self.field(&field.node)?,
                Selection::InlineFragment(inline) => {
                    self.measure(&inline.node.selection_set.node)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node)?
                }
            };
            let directives = count(selection.node.directives())?;
            measured = measured.beside(inside).beside(Measure { directives, ..Measure::default() });
        }
        Ok(measured)
    }

    fn field(&mut self, field: &'a Field) -> Result<Measure> {
        let name = field.name.node.as_str();
        if !self.introspection && matches!(name, "__schema" | "__type") {
            return Err(Error::invalid("query", Reason::NoIntrospection));
        }
        let inside = self.measure(&field.selection_set.node)?;
        let renamed = field.alias.as_ref().is_some_and(|alias| alias.node != name);
        let introspects = name.starts_with("__");
        let deeper = inside.introspection_depth.max(inside.depth) + 1;
        Ok(Measure {
            depth: if introspects { 1 } else { inside.depth + 1 },
            introspection_depth: if introspects { deeper } else { 0 },
            aliases: inside.aliases.saturating_add(usize::from(renamed)),
            fields: inside.fields.saturating_add(1),
            directives: inside.directives,
            cost: inside.cost.saturating_mul(self.entries(field)).saturating_add(1),
        })
    }

    /// How many entries a field may have; what is no list has one.
    fn entries(&self, field: &Field) -> usize {
        if self.argument(field, ONE).is_some_and(|value| value != Value::Null) {
            return 1;
        }
        let pages = PAGES.iter().filter_map(|name| match self.argument(field, name) {
            Some(Value::Number(number)) => number.as_u64(),
            _ => None,
        });
        let most = pages.max().unwrap_or_else(|| usual(&field.name.node));
        usize::try_from(most).unwrap_or(usize::MAX).max(1)
    }

    /// What an argument is, if it is given.
    fn argument(&self, field: &Field, name: &str) -> Option<Value> {
        let value = field.get_argument(name)?.node.clone();
        value.into_const_with(|name| self.value(&name).ok_or(())).ok()
    }

    /// The value of a variable.
    fn value(&self, name: &Name) -> Option<Value> {
        let definition = || {
            let mut definitions = self.operation.variable_definitions.iter();
            definitions.find(|definition| definition.node.name.node == *name)
        };
        let default = || Some(definition()?.node.default_value.as_ref()?.node.clone());
        self.variables.get(name).cloned().or_else(default)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Measure> {
        if let Some(measured) = self.measured.get(name) {
            return Ok(*measured);
        }
        // One that does not exist is refused later, by name.
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Measure::default());
        };
        if self.looking_inside.contains(&name) {
            return Err(Error::invalid("query", Reason::Cycle));
        }
        self.looking_inside.push(name);
        let inside = self.measure(&fragment.node.selection_set.node)?;
        let directives = count(&fragment.node.directives)?;
        let measured = inside.beside(Measure { directives, ..Measure::default() });
        self.looking_inside.pop();
        self.measured.insert(name, measured);
        Ok(measured)
    }
}

/// How many directives stand at one place.
fn count(directives: &[Positioned<Directive>]) -> Result<usize> {
    if directives.len() > DIRECTIVES_HERE {
        let reason = Reason::TooComplex(Part::DirectivesHere, DIRECTIVES_HERE);
        return Err(Error::invalid("query", reason));
    }
    Ok(directives.len())
}
