//! Every result as a table: one value per cell, each column with its unit and its meaning.
//!
//! The same tables become CSV, Parquet and the data dictionary, so that none of the three can say
//! something else than the others.

mod evidence;
mod lists;
mod readings;
mod trials;
mod verdicts;

pub use evidence::{estimates, estimates_of, inputs, measures, searches, sources};
pub use lists::{rows, worklist};
pub use readings::{combinations, gauges, mutants, readings, readings_of};
pub use trials::{outputs, trials};
pub use verdicts::{claims, units};

use argument::case::Case;
use argument::verdict::Check;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Truth,
}

impl Kind {
    /// The word used in the data dictionary.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Truth => "true or false",
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name, as in the head of the CSV file.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Unit of its numbers, "" if it has none or if another column names it.
    pub unit: String,
    /// What it means, in one sentence.
    pub meaning: String,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// Nothing is known, or nothing applies. Never zero, never an empty text.
    Missing,
}

impl From<&str> for Cell {
    /// An empty text stands for "none" everywhere in a case, so it becomes a missing cell.
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Missing
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Missing, Self::Integer)
    }
}

impl From<i32> for Cell {
    fn from(count: i32) -> Self {
        Self::Integer(i64::from(count))
    }
}

impl From<f64> for Cell {
    /// What is not finite is no number that a table could hold.
    fn from(number: f64) -> Self {
        if number.is_finite() {
            Self::Number(number)
        } else {
            Self::Missing
        }
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of its files.
    pub name: String,
    /// What a row is.
    pub title: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column as the builders write it: name, kind, unit, meaning.
pub(crate) type Spec = (&'static str, Kind, &'static str, &'static str);

impl Table {
    pub(crate) fn new(name: &str, title: &str, columns: &[Spec], rows: Vec<Vec<Cell>>) -> Self {
        debug_assert!(
            rows.iter().all(|row| row.len() == columns.len()),
            "{name}: a row and its columns differ"
        );
        let column = |(name, kind, unit, meaning): &Spec| Column {
            name: (*name).to_owned(),
            kind: *kind,
            unit: (*unit).to_owned(),
            meaning: (*meaning).to_owned(),
        };
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            columns: columns.iter().map(column).collect(),
            rows,
        }
    }
}

/// Every table that a check writes.
pub fn all(case: &Case, check: &Check) -> Vec<Table> {
    vec![
        units(case, check),
        claims(case, check),
        readings(case, check),
        combinations(case, check),
        gauges(case, check),
        mutants(case, check),
        trials(case, check),
        outputs(case),
        crate::disputes::table(&crate::disputes::ranked(case, &check.trials)),
        crate::tensions::table(&crate::tensions::all(case, check)),
        by_rule(case, check),
        estimates(case),
        measures(),
        sources(case),
        searches(case),
        inputs(case),
    ]
}

/// Patterns under every rule; no rows where nothing was run.
fn by_rule(case: &Case, check: &Check) -> Table {
    let patterns = if check.trials.is_none() {
        Vec::new()
    } else {
        crate::patterns::of_case(case)
    };
    let all = crate::patterns::across(case, &patterns, &check.trials);
    crate::patterns::by_rule(&all)
}

/// Values of dimensions: the column of every table that has them.
pub(crate) const DIMENSIONS: Spec = (
    "dimensions",
    Kind::Text,
    "",
    "values of dimensions, name=value, parted by blanks",
);
/// The unit of a table with shares of what there was.
pub(crate) const UNIT: Spec = (
    "unit",
    Kind::Text,
    "",
    "unit of all numbers but those in per cent",
);

/// Dimensions with their values in one text: name=value, parted by blanks.
pub(crate) fn pairs<'a, N: std::fmt::Display>(
    all: impl IntoIterator<Item = (N, &'a String)>,
) -> String {
    let words: Vec<String> = all
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    words.join(" ")
}

/// Keys in one cell, parted by spaces; keys hold none.
fn keys<T: AsRef<str>>(keys: impl IntoIterator<Item = T>) -> Cell {
    let keys: Vec<String> = keys
        .into_iter()
        .map(|key| key.as_ref().to_owned())
        .collect();
    keys.join(" ").into()
}

/// Sentences in one cell.
fn sentences<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Cell {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| text.as_ref().to_owned())
        .collect();
    texts.join(" | ").into()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Kind, all};
    use crate::testing;

    #[test]
    fn every_cell_is_of_its_columns_kind() {
        let (case, check) = testing::judged();
        for table in all(&case, &check) {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (cell, column) in row.iter().zip(&table.columns) {
                    let fits = matches!(
                        (cell, column.kind),
                        (Cell::Missing, _)
                            | (Cell::Text(_), Kind::Text)
                            | (Cell::Integer(_), Kind::Integer)
                            | (Cell::Number(_), Kind::Number)
                            | (Cell::Truth(_), Kind::Truth)
                    );
                    assert!(fits, "{}.{}: {cell:?}", table.name, column.name);
                }
            }
        }
    }

    #[test]
    fn names_are_used_once_and_every_column_says_what_it_means() {
        let (case, check) = testing::judged();
        let tables = all(&case, &check);
        for (i, table) in tables.iter().enumerate() {
            assert!(tables[..i].iter().all(|other| other.name != table.name));
            for (j, column) in table.columns.iter().enumerate() {
                assert!(!column.meaning.is_empty(), "{}.{}", table.name, column.name);
                let before = &table.columns[..j];
                assert!(before.iter().all(|other| other.name != column.name));
            }
        }
    }

    #[test]
    fn estimates_hold_every_observation_and_every_dating() {
        let (case, check) = testing::judged();
        let rows: usize = case
            .base
            .quantities
            .values()
            .map(|quantity| quantity.rows().count())
            .sum();
        let tables = all(&case, &check);
        let estimates = tables
            .iter()
            .find(|table| table.name == "estimates")
            .expect("a table");
        assert_eq!(estimates.rows.len(), rows);
    }
}
