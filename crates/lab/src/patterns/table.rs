//! Patterns as a table: one row a line and a range.

use super::{Across, Judged, Range};
use crate::simulate::beside::Band;
use crate::simulate::table::{BAND, significant};
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, Spec, Table};

const COLUMNS: &[Spec] = &[
    ("pattern", Text, "", "key of the pattern"),
    ("says", Text, "", "what the number is"),
    (
        "standing",
        Text,
        "",
        "missed: band and range do not touch; touches: they do, and the median lies outside; met: it lies inside; put in: an input makes it so; told: nothing is asked; not run",
    ),
    ("model_median", Number, "as said", "median over the runs"),
    (
        "model_low",
        Number,
        "as said",
        "5th percentile over the runs",
    ),
    (
        "model_high",
        Number,
        "as said",
        "95th percentile over the runs",
    ),
    (
        "low",
        Number,
        "as said",
        "lower end of what is wanted; missing if it has none",
    ),
    ("high", Number, "as said", "upper end of it"),
    ("from", Text, "", "series that gives the range, or ours"),
    (
        "recalled",
        Truth,
        "",
        "whether nobody has opened the page of the series",
    ),
    ("why", Text, "", "why it is asked"),
];

/// A number with the figures that a band bears.
fn number(value: Option<f64>) -> Cell {
    value.map(|value| significant(value, BAND)).into()
}

/// Median, low and high of runs.
fn of_runs(band: Option<Band>) -> [Cell; 3] {
    [
        number(band.map(|band| band.median)),
        number(band.map(|band| band.low)),
        number(band.map(|band| band.high)),
    ]
}

/// Low and high of what is wanted, and whose they are.
fn wanted(range: Option<&Range>) -> [Cell; 3] {
    [
        number(range.and_then(|range| range.low)),
        number(range.and_then(|range| range.high)),
        range.map(|range| range.from.clone()).into(),
    ]
}

/// The table.
pub fn table(judged: &[Judged<'_>]) -> Table {
    let rows = judged.iter().map(|one| {
        let range = one.range.as_ref();
        let mut row: Vec<Cell> = vec![
            (&one.pattern.id).into(),
            (&one.line.says).into(),
            one.standing.word().into(),
        ];
        row.extend(of_runs(one.band));
        row.extend(wanted(range));
        row.push(range.map_or(Cell::Missing, |range| range.recalled.into()));
        row.push((&one.line.why).into());
        row
    });
    Table::new(
        "patterns",
        "Patterns that the model must meet together",
        COLUMNS,
        rows.collect(),
    )
}

const BY_RULE: &[Spec] = &[
    ("pattern", Text, "", "key of the pattern"),
    ("says", Text, "", "what the number is"),
    (
        "low",
        Number,
        "as said",
        "lower end of what is wanted; missing if it has none",
    ),
    ("high", Number, "as said", "upper end of it"),
    ("from", Text, "", "series that gives the range, or ours"),
    ("setting", Text, "", "baseline, or a rival setting"),
    (
        "standing",
        Text,
        "",
        "as in the table of a run: missed, touches, met, put in, not run",
    ),
    (
        "median",
        Number,
        "as said",
        "median over the runs of the setting",
    ),
    ("model_low", Number, "as said", "5th percentile over them"),
    ("model_high", Number, "as said", "95th percentile over them"),
    (
        "seeds",
        Integer,
        "",
        "runs that it was judged on; few have a narrow band",
    ),
];

/// The same under every rule, from the runs of a check: one row a line, range and setting. Baseline scenario alone.
pub fn by_rule(all: &[Across<'_>]) -> Table {
    let rows = all.iter().flat_map(|one| {
        let range = one.own.range.as_ref();
        one.rules.iter().map(move |under| {
            let mut row: Vec<Cell> =
                vec![(&one.own.pattern.id).into(), (&one.own.line.says).into()];
            row.extend(wanted(range));
            row.push((&under.setting).into());
            row.push(under.standing.word().into());
            row.extend(of_runs(under.band));
            row.push(under.seeds.into());
            row
        })
    });
    Table::new(
        "patterns-by-rule",
        "Patterns that the model must meet together, under every rule",
        BY_RULE,
        rows.collect(),
    )
}
