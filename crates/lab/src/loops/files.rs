//! Loops and experiments as JSON and as tables.

use super::experiments::{Outcome, Outcomes};
use super::{Effect, Loops, Measured, experiments};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::{VERSION, Watch};
use crate::simulate::beside::Band;
use crate::simulate::table::{BAND, significant};
use crate::store::{manifest, small};
use crate::table::Kind::{Integer, Number, Text, Truth};
use crate::table::{Cell, DIMENSIONS, Spec, Table, UNIT};
use crate::whatif::contrast::Contrast;
use crate::whatif::number::Key;
use crate::whatif::table::{about, numbers};
use argument::case::Case;
use model::loops::Loop;
use serde_json::{Map, Value, json};

/// The schema of both answers.
pub const SCHEMA: &str = include_str!("../../../../schemas/loops.schema.json");
/// What a reader must know before any number.
pub const CAUTION: &str = "Effects inside the model, not findings about the past; a loop that does not matter here may have mattered there.";

fn head((seeds, digest, wall_seconds): (Seeds, &str, f64)) -> Value {
    json!({
        "digest": digest,
        "caution": CAUTION,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "seed": seeds.first,
        "seeds": seeds.number,
        "ensemble": seeds.ensemble,
        "wall_seconds": wall_seconds,
    })
}

/// The answer of `closerun loops --format json`: a contract; keys may be added, none is renamed.
pub fn json(whole: &Loops) -> Value {
    let mut value = head((whole.seeds, &whole.digest, whole.wall_seconds));
    let loops: Vec<Value> = whole.all.iter().map(measured).collect();
    value["loops"] = json!(loops);
    value
}

/// The answer with `--experiments`.
pub fn json_of_experiments(whole: &Outcomes) -> Value {
    let mut value = head((whole.seeds, &whole.digest, whole.wall_seconds));
    let all: Vec<Value> = whole.all.iter().map(outcome).collect();
    value["experiments"] = json!(all);
    value
}

fn measured(one: &Measured) -> Value {
    let movement = one.movement;
    let people = one.people.iter();
    let people: Vec<Value> = people.map(|(key, of)| number(key, of)).collect();
    json!({
        "loop": one.of.word(),
        "runs": one.of.runs(),
        "held": one.of.input(),
        "read_in": one.of.read_in(),
        "verdict": one.whole.words(),
        "input": { "first": movement.first, "current": movement.current, "moved": movement.side, "back": contrast(&movement.back) },
        "return": movement.closes.words(),
        "effects": one.effects.iter().map(effect).collect::<Vec<Value>>(),
        "people": people,
    })
}

fn effect(one: &Effect) -> Value {
    let mut value = number(&one.key, &one.contrast);
    value["expected_sign"] = json!(one.expected);
    value["verdict"] = json!(one.verdict.words());
    value
}

fn outcome(one: &Outcome) -> Value {
    let mut value = number(&one.key, &one.got);
    value["claim"] = json!(one.experiment.claim);
    value["scenario"] = json!(one.experiment.scenario);
    value["expected"] = json!(one.experiment.wanted.words());
    value["is_level"] = json!(one.experiment.wanted.is_level());
    value["holds"] = json!(one.holds);
    value
}

fn number(key: &Key, of: &Contrast) -> Value {
    let dims = key.dims.iter();
    let dims: Map<String, Value> = dims
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    let mut value = contrast(of);
    value["quantity"] = json!(key.quantity);
    value["date"] = json!(key.date);
    value["dimensions"] = json!(dims);
    value["unit"] = json!(key.unit());
    value
}

fn contrast(of: &Contrast) -> Value {
    json!({
        "without_median": of.baseline,
        "median": of.band.median,
        "low": of.band.low,
        "high": of.band.high,
        "mean": of.mean,
        "standard_error": of.error,
        "relative": of.relative,
        "more": of.more,
        "less": of.less,
    })
}

const LOOPS: &[Spec] = &[
    ("loop", Text, "", "number of the feedback loop"),
    ("verdict", Text, "", "what the loop comes to"),
    ("quantity", Text, "", "output, or human_ledger"),
    ("date", Text, "", "day, year or period"),
    DIMENSIONS,
    UNIT,
    (
        "expected_sign",
        Integer,
        "",
        "1 more, -1 less, 0 no sign written down; nothing for people",
    ),
    (
        "sign",
        Text,
        "",
        "what the sign came to; nothing for people",
    ),
    (
        "without",
        Number,
        "see unit",
        "median over the seeds without the loop",
    ),
    (
        "median",
        Number,
        "see unit",
        "median over the seeds of what the loop adds",
    ),
    ("low", Number, "see unit", "its 5th percentile"),
    ("high", Number, "see unit", "its 95th percentile"),
    ("mean", Number, "see unit", "its mean"),
    (
        "error",
        Number,
        "see unit",
        "Monte-Carlo standard error of the mean; none with one seed",
    ),
    (
        "relative",
        Number,
        "percent",
        "median over the median without the loop; none if that is zero",
    ),
    (
        "elasticity_without",
        Number,
        "percent per percent",
        "beside figures of arrests: by how many per cent arrests under poor information change if one per cent more suspects are tolerated, in the same year; median without the loop",
    ),
    (
        "elasticity_with",
        Number,
        "percent per percent",
        "the same with the loop",
    ),
];

fn hangs_on(both: [Option<Band>; 2]) -> [Cell; 2] {
    both.map(|band| band.map(|band| significant(band.median, BAND)).into())
}

/// One row a loop and output, people included.
pub fn table(whole: &Loops) -> Table {
    let rows = whole.all.iter().flat_map(|one| {
        let head = || -> Vec<Cell> { vec![one.of.word().into(), one.whole.words().into()] };
        let effects = one.effects.iter().map(move |effect| {
            let mut row = head();
            row.extend(about(&effect.key));
            row.push(i32::from(effect.expected).into());
            row.push(effect.verdict.words().into());
            row.extend(numbers(&effect.contrast));
            row.extend(hangs_on(effect.hangs_on));
            row
        });
        let people = one.people.iter().map(move |(key, of)| {
            let mut row = head();
            row.extend(about(key));
            row.extend([Cell::Missing, Cell::Missing]);
            row.extend(numbers(of));
            row.extend(hangs_on([None; 2]));
            row
        });
        effects.chain(people).collect::<Vec<_>>()
    });
    Table::new(
        "loops",
        "What each feedback loop adds: runs as they are, less runs without it",
        LOOPS,
        rows.collect(),
    )
}

const EXPERIMENTS: &[Spec] = &[
    ("claim", Text, "", "what the passage says, in our words"),
    (
        "scenario",
        Text,
        "",
        "scenario against the baseline; the baseline for a level",
    ),
    ("quantity", Text, "", "output"),
    ("date", Text, "", "day or year"),
    DIMENSIONS,
    UNIT,
    (
        "expected",
        Text,
        "",
        "what was expected of the scenario, or of the level",
    ),
    ("holds", Truth, "", "it came out as expected"),
    (
        "baseline",
        Number,
        "see unit",
        "median over the seeds of the baseline",
    ),
    (
        "median",
        Number,
        "see unit",
        "median over the seeds of scenario less baseline",
    ),
    ("low", Number, "see unit", "its 5th percentile"),
    ("high", Number, "see unit", "its 95th percentile"),
    ("mean", Number, "see unit", "its mean"),
    (
        "error",
        Number,
        "see unit",
        "Monte-Carlo standard error of the mean; none with one seed",
    ),
    (
        "relative",
        Number,
        "percent",
        "median over the baseline's median; none if that is zero",
    ),
    (
        "elasticity_baseline",
        Number,
        "percent per percent",
        "beside figures of arrests: by how many per cent arrests under poor information change if one per cent more suspects are tolerated, in the same year; median of the baseline",
    ),
    (
        "elasticity_scenario",
        Number,
        "percent per percent",
        "the same in the scenario",
    ),
];

/// One row an experiment.
pub fn table_of_experiments(whole: &Outcomes) -> Table {
    let rows = whole.all.iter().map(|one| {
        let mut row: Vec<Cell> = vec![one.experiment.claim.into(), one.experiment.scenario.into()];
        row.extend(about(&one.key));
        row.push(one.experiment.wanted.words().into());
        row.push(one.holds.into());
        row.extend(numbers(&one.got));
        row.extend(hangs_on(one.hangs_on));
        row
    });
    Table::new(
        "experiments",
        "Causal claims: what was expected of an experiment in the model, and what came out",
        EXPERIMENTS,
        rows.collect(),
    )
}

/// What is written into a folder: the table as CSV and Parquet, the answer as JSON, and a manifest from which it can be made again.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(case: &Case, table: &Table, json: &Value) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let about =
        json!({ "seed": json["seed"], "seeds": json["seeds"], "ensemble": json["ensemble"] });
    small::files(case, (table, json), (manifest::LOOPS, about))
}

/// Runs again what a manifest of `closerun loops` tells of; returns the digest.
///
/// # Errors
/// A manifest that does not tell it, or whatever stops the runs.
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let Some(seeds) = Seeds::told(manifest, "seeds") else {
        return Err(manifest::untold("no seed or seeds", "loops"));
    };
    Watch::unseen(threads, |watch| {
        if manifest["of"] == "experiments" {
            return Ok(experiments::run(case, seeds, watch)?.digest);
        }
        Ok(super::run(case, &Loop::ALL, seeds, watch)?.digest)
    })
}
