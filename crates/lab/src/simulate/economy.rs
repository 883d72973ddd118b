//! The table of branches as a run leaves it behind: cells and figures, each with its origin.

use super::Ensemble;
use super::table::{PLENTY, seed, significant};
use crate::setting::{Economy, FIGURES, Grade};
use crate::table::Kind::{Integer, Number, Text};
use crate::table::{Spec, Table};
use engine::calendar::Week;
use serde_json::{Map, Value, json};

const COEFFICIENTS: &[Spec] = &[
    ("from", Text, "", "branch that delivers"),
    ("to", Text, "", "branch that uses"),
    (
        "first_guess",
        Number,
        "roubles for one rouble of output",
        "as the file of the case gives it",
    ),
    (
        "balanced",
        Number,
        "roubles for one rouble of output",
        "after balancing to outputs, final uses, value added and farm inputs of 1932: what runs take",
    ),
    (
        "doubt",
        Number,
        "ratio",
        "part of the balanced value by which a draw of a run may differ from it",
    ),
    (
        "origin",
        Text,
        "",
        "looked-up: seen in the source; recalled: remembered from it; derived: worked out; assumed: ours",
    ),
    ("source", Text, "", "key of the source, or ours"),
    ("why", Text, "", "why the first guess"),
];

/// One row a cell that the file names.
pub fn coefficients(economy: &Economy) -> Table {
    let rows = economy.cells.iter().map(|cell| {
        vec![
            cell.from.word().into(),
            cell.to.word().into(),
            cell.first.value.into(),
            significant(cell.balanced, PLENTY).into(),
            cell.doubt.into(),
            cell.first.origin.word().into(),
            (&cell.first.source).into(),
            (&cell.first.why).into(),
        ]
    });
    Table::new(
        "coefficients",
        "What branches used of each other in 1932",
        COEFFICIENTS,
        rows.collect(),
    )
}

const BRANCHES: &[Spec] = &[
    ("branch", Text, "", "branch of the economy outside farming"),
    ("figure", Text, "", "what is told of it, for 1932"),
    (
        "value",
        Number,
        "see unit",
        "value in the file of the case; a scenario may change what runs take, see the table of parameters",
    ),
    ("unit", Text, "", "unit; roubles are at prices of 1926/27"),
    (
        "origin",
        Text,
        "",
        "looked-up, recalled, derived or assumed, as for coefficients",
    ),
    ("source", Text, "", "key of the source, or ours"),
    ("why", Text, "", "why this value"),
];

/// One row a figure of a branch.
pub fn branches(economy: &Economy) -> Table {
    let rows = economy.branches.iter().flat_map(|told| {
        let known = told.figures.iter().zip(FIGURES);
        known.filter_map(|(figure, (name, unit, _))| {
            let figure = figure.as_ref()?;
            Some(vec![
                told.branch.word().into(),
                name.into(),
                figure.value.into(),
                unit.into(),
                figure.origin.word().into(),
                (&figure.source).into(),
                (&figure.why).into(),
            ])
        })
    });
    Table::new(
        "branches",
        "Branches of the economy in 1932",
        BRANCHES,
        rows.collect(),
    )
}

/// Cells by origin in one line, with the share of what is assumed.
pub fn words(economy: &Economy) -> String {
    let counts = Grade::ALL.map(|origin| (origin, economy.count(origin)));
    let all = economy.cells.len().max(1);
    let parts = counts.map(|(origin, count)| {
        let word = origin.word().replace('-', " ");
        if origin == Grade::Assumed {
            let share = 100.0 * count as f64 / all as f64;
            format!("{count} {word} ({share:.0} %)")
        } else {
            format!("{count} {word}")
        }
    });
    parts.join(", ")
}

/// Number of cells by origin.
pub(super) fn json(economy: &Economy) -> Value {
    let counts = Grade::ALL.map(|origin| (origin.word().to_owned(), json!(economy.count(origin))));
    Value::Object(Map::from_iter(counts))
}

const REVISIONS: &[Spec] = &[
    ("seed", Integer, "", "seed of the run"),
    (
        "date",
        Text,
        "",
        "end of the week in which the target was cut",
    ),
    ("branch", Text, "", "branch"),
    (
        "before",
        Number,
        "billion roubles",
        "target of the year before, prices of 1926/27",
    ),
    ("after", Number, "billion roubles", "target after"),
    (
        "fulfilment",
        Number,
        "ratio",
        "reported output over what was due so far: the cause",
    ),
];

/// The log of revisions of plans: one row a target that was changed.
pub fn revisions(ensemble: &Ensemble, first_year: u32) -> Table {
    let rows = ensemble.runs.iter().flat_map(|run| {
        run.revisions.iter().map(|one| {
            vec![
                seed(run.seed),
                Week::after(first_year, one.week).end().into(),
                one.branch.word().into(),
                significant(one.before, PLENTY).into(),
                significant(one.after, PLENTY).into(),
                significant(one.fulfilment, PLENTY).into(),
            ]
        })
    });
    Table::new(
        "plan-revisions",
        "Targets of branches that were changed within their year",
        REVISIONS,
        rows.collect(),
    )
}
