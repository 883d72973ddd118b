//! The table of disputes, and the same as JSON.

use super::of::holds;
use super::{Dispute, Ranked};
use crate::table::Kind::{Integer, Number, Text};
use crate::table::{Cell, Spec, Table};
use serde_json::{Value, json};

const DISPUTES: &[Spec] = &[
    (
        "rank",
        Integer,
        "",
        "rank of the conclusion, 1 for the one that a dispute moves most",
    ),
    ("conclusion", Text, "", "key of the conclusion"),
    ("units", Text, "", "sentences to which it belongs"),
    ("says", Text, "", "the conclusion in plain words"),
    ("on", Text, "", "evidence or runs"),
    (
        "number",
        Text,
        "",
        "the number and what it is compared with, in CEL",
    ),
    ("about", Text, "", "series, index or rule: what is disputed"),
    (
        "dispute",
        Text,
        "",
        "the quantity, the index, or what the rules are about",
    ),
    (
        "moves",
        Number,
        "ratio",
        "largest over least number among the choices; missing if it has no bound or changes sign",
    ),
    (
        "verdict",
        Text,
        "",
        "whether the dispute turns the verdict, unsettles it, or neither",
    ),
    (
        "choice",
        Text,
        "",
        "one side of the dispute; baseline for our rule",
    ),
    (
        "value",
        Number,
        "see unit",
        "central value, or median over the seeds that all sides share",
    ),
    (
        "low",
        Number,
        "see unit",
        "lower end of the source's own error, or 5th percentile over those seeds",
    ),
    ("high", Number, "see unit", "upper end, or 95th percentile"),
    (
        "unit",
        Text,
        "",
        "unit of the numbers; missing for a pure number",
    ),
    (
        "outcome",
        Text,
        "",
        "whether the conclusion holds on this side: holds, fails, or either way",
    ),
];

/// One row a conclusion, dispute and choice, in the order of their ranks.
pub fn table(all: &[Ranked]) -> Table {
    let mut rows = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let of = &one.conclusion;
        for dispute in &one.disputes {
            for choice in &dispute.choices {
                rows.push(vec![
                    (at + 1).into(),
                    (&of.id).into(),
                    of.units.join(" ").into(),
                    (&of.says).into(),
                    of.on.label().into(),
                    (&of.text).into(),
                    dispute.about.word().into(),
                    (&dispute.name).into(),
                    dispute.moves().map_or(Cell::Missing, Cell::from),
                    dispute.turn().words().into(),
                    (&choice.name).into(),
                    choice.value.into(),
                    choice.range.0.into(),
                    choice.range.1.into(),
                    of.wanted.unit.into(),
                    holds(choice.outcome).into(),
                ]);
            }
        }
    }
    let title = "How far each dispute moves each conclusion, one choice a row";
    Table::new("disputes", title, DISPUTES, rows)
}

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/disputes.schema.json");

/// The same as JSON: a contract.
pub fn json(all: &[Ranked]) -> Value {
    let conclusion = |(at, one): (usize, &Ranked)| {
        let of = &one.conclusion;
        json!({
            "rank": at + 1,
            "id": of.id,
            "units": of.units,
            "says": of.says,
            "on": of.on.label(),
            "number": of.text,
            "unit": of.wanted.unit,
            "why": of.why,
            "value": one.own.as_ref().map(|own| own.value),
            "range": one.own.as_ref().map(|own| [own.range.0, own.range.1]),
            "seeds": one.seeds,
            "verdict": one.turn().words(),
            "not_run": one.not_run,
            "no_number": one.no_number,
            "disputes": one.disputes.iter().map(of_dispute).collect::<Vec<_>>(),
        })
    };
    let all: Vec<Value> = all.iter().enumerate().map(conclusion).collect();
    json!({ "conclusions": all })
}

fn of_dispute(one: &Dispute) -> Value {
    let choices = one.choices.iter().map(|choice| {
        json!({
            "name": choice.name,
            "value": choice.value,
            "range": [choice.range.0, choice.range.1],
            "outcome": holds(choice.outcome),
        })
    });
    json!({
        "about": one.about.word(),
        "name": one.name,
        "moves": one.moves().filter(|moves| moves.is_finite()),
        "words": one.moves_words(),
        "verdict": one.turn().words(),
        "runs": one.runs(),
        "seeds_the_same_way": one.seeds().map(|(above, of)| [above, of]),
        "choices": choices.collect::<Vec<_>>(),
        "silent": one.silent,
    })
}
