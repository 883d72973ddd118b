//! Tables that commands print and no run stores: rows and worklist.

use super::Kind::{Integer, Number, Text, Truth};
use super::{Cell, Spec, Table, keys, sentences};
use crate::rows::RowState;
use crate::worklist::Entry;

const ROWS: &[Spec] = &[
    ("row", Text, "", "key of the system"),
    ("name", Text, "", "the system that the passage describes"),
    (
        "units",
        Text,
        "",
        "sentences that belong to it, parted by spaces",
    ),
    ("works", Truth, "", "whether all five conditions are met"),
    (
        "met",
        Text,
        "",
        "conditions that are met, i to v, parted by spaces",
    ),
    ("missing", Text, "", "what is still missing, parted by bars"),
];

/// One row a system.
pub fn rows(rows: &[RowState]) -> Table {
    let cells = rows.iter().map(|row| {
        let met = row.conditions.iter().filter(|condition| condition.met);
        vec![
            (&row.id).into(),
            (&row.name).into(),
            keys(&row.units),
            row.works().into(),
            keys(met.map(|condition| condition.number)),
            sentences(row.missing()),
        ]
    });
    Table::new(
        "rows",
        "The systems that the passage describes, one a row",
        ROWS,
        cells.collect(),
    )
}

const WORKLIST: &[Spec] = &[
    (
        "place",
        Integer,
        "",
        "place in the list, from 1: look this up first",
    ),
    ("quantity", Text, "", "quantity or event"),
    ("series", Text, "", "series or dating"),
    ("date", Text, "", "date as the source gives it"),
    ("source", Text, "", "key of the source it is recalled from"),
    (
        "confidence",
        Number,
        "probability",
        "how likely it is that figure and citation are right",
    ),
    ("used_by", Text, "", "claims that use it, parted by spaces"),
    (
        "smallest_share",
        Number,
        "share of the figure",
        "smallest step tried at which some claim changes its status",
    ),
    ("smallest_days", Number, "days", "the same for dates"),
    (
        "flips",
        Text,
        "",
        "claims that change their status if the figure is moved, as claim: new status, parted by bars",
    ),
    (
        "struck",
        Text,
        "",
        "claims that change their status if the figure is struck out, likewise",
    ),
];

/// One row a recalled observation.
pub fn worklist(entries: &[Entry]) -> Table {
    let rows = entries.iter().enumerate().map(|(i, entry)| {
        let smallest = |days: bool| entry.smallest.filter(|_| entry.is_date == days);
        vec![
            (i + 1).into(),
            (&entry.quantity).into(),
            (&entry.series).into(),
            (&entry.date).into(),
            (&entry.source).into(),
            entry.confidence.into(),
            keys(&entry.used_by),
            smallest(false).into(),
            smallest(true).into(),
            sentences(
                entry
                    .flips
                    .iter()
                    .map(|(claim, _, to)| format!("{claim}: {}", to.label())),
            ),
            sentences(
                entry
                    .struck
                    .iter()
                    .map(|(claim, to)| format!("{claim}: {}", to.label())),
            ),
        ]
    });
    let title = "Recalled observations, ranked by the verdicts that they would flip";
    Table::new(
        "worklist",
        title,
        WORKLIST,
        rows.collect::<Vec<Vec<Cell>>>(),
    )
}
