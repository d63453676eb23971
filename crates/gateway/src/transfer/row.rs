//! A line by the names of its columns.

use std::collections::HashMap;

use csv::StringRecord;
use domain::{Error, Reason, Result};

/// Where each column stands, by its name in small letters.
pub(super) type Columns = HashMap<String, usize>;

/// The columns that a header names.
pub(super) fn columns(header: &StringRecord) -> Columns {
    let mut columns = Columns::new();
    for (index, name) in header.iter().enumerate() {
        columns.entry(name.trim().to_lowercase()).or_insert(index);
    }
    columns
}

/// A line.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    cells: &'a StringRecord,
}

impl<'a> Row<'a> {
    pub(super) fn new(columns: &'a Columns, cells: &'a StringRecord) -> Self {
        Self { columns, cells }
    }

    /// Whether there are columns of all these names.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.columns.contains_key(&name.to_lowercase()))
    }

    /// What stands in a column, to the letter.
    pub(super) fn exactly(&self, column: &str) -> Option<&'a str> {
        let index =
            self.columns.get(column).or_else(|| self.columns.get(&column.to_lowercase()))?;
        self.cells.get(*index)
    }

    /// What stands in a column, if something does.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        self.exactly(column).map(str::trim).filter(|text| !text.is_empty())
    }

    /// What stands in a column that must not be empty.
    pub(super) fn need(&self, column: &'static str) -> Result<&'a str> {
        self.get(column).ok_or(Error::invalid(column, Reason::Required))
    }

    /// What stands in these columns.
    pub(super) fn all<'n>(
        &self,
        columns: &'n [&str],
    ) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        let cells: Vec<_> = columns.iter().filter_map(|column| self.get(column)).collect();
        cells.into_iter()
    }
}
