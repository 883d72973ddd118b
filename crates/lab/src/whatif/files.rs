//! What a paired contrast leaves behind: its JSON, tables, and a manifest with the digest of every input and output.

use super::contrast::{Contrast, Difference, IndexSpread};
use super::doubt::Doubt;
use super::{WhatIf, table};
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use crate::setting::Scenario;
use crate::simulate::files::{changes, frozen, levers, rules};
use crate::store::{LICENCE, csv, dictionary, manifest, parquet};
use crate::table::Table;
use argument::case::Case;
use engine::digest::sha256_hex;
use serde_json::{Map, Value, json};

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/whatif.schema.json");
/// What a reader must know before any number.
pub const CAUTION: &str = "A contrast inside the model, not a forecast; common draws reduce noise, they do not identify causes.";

/// The answer of `closerun whatif --format json`: a contract. `wanted` says which differences are told; the others are left out.
pub fn json(whole: &WhatIf, out: &str, wanted: &dyn Fn(&Difference) -> bool) -> Value {
    let mut value = head(whole);
    let told = whole.differences.iter().filter(|one| wanted(one));
    let told = told.map(|one| difference(one, &Doubt::of(one, &whole.index_spreads)));
    let told: Vec<Value> = told.collect();
    let spreads: Vec<Value> = whole.index_spreads.iter().map(index_spread).collect();
    value["out"] = json!(out);
    value["differences"] = json!(told);
    value["index_spreads"] = json!(spreads);
    value
}

/// What was run, without what came of it.
fn head(whole: &WhatIf) -> Value {
    let settings: Vec<&str> = whole.settings.iter().map(|one| one.name.as_str()).collect();
    let mut value = about(&whole.scenario);
    let own = json!({
        "digest": whole.digest,
        "caution": CAUTION,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "settings": settings,
        "seed": whole.seeds.first,
        "ensemble": whole.seeds.ensemble,
        "pairs": whole.pairs(),
        "runs": whole.runs(),
        "steps": whole.steps,
        "wall_seconds": whole.wall_seconds,
    });
    if let (Some(value), Value::Object(own)) = (value.as_object_mut(), own) {
        value.extend(own);
    }
    value
}

/// What a scenario is and what it changes, each change with how plausible it is.
pub(super) fn about(scenario: &Scenario) -> Value {
    json!({
        "scenario": scenario.id,
        "name": scenario.name,
        "why": scenario.why,
        "rival": Some(&scenario.rival).filter(|words| !words.is_empty()),
        "changes": changes(scenario),
        "rules": rules(scenario),
        "levers": levers(scenario),
        "frozen": frozen(scenario),
    })
}

fn difference(one: &Difference, doubt: &Doubt) -> Value {
    let dims = one.key.dims.iter();
    let dims: Map<String, Value> = dims
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    let rivals = || one.rivals.iter();
    let by_rival: Map<String, Value> = rivals()
        .map(|(name, rival)| (name.clone(), json!(rival.band.median)))
        .collect();
    let rivals: Map<String, Value> = rivals()
        .map(|(name, rival)| (name.clone(), contrast(rival)))
        .collect();
    let mut value = contrast(&one.own);
    value["quantity"] = json!(one.key.quantity);
    value["date"] = json!(one.key.date);
    value["dimensions"] = json!(dims);
    value["unit"] = json!(one.key.unit());
    value["human"] = json!(one.key.is_human());
    value["by_rival"] = json!(by_rival);
    value["over_rivals"] = json!(one.spread().map(<[f64; 2]>::from));
    value["rivals"] = json!(rivals);
    value["as_they_stand"] = json!(one.chance.as_ref().map(contrast));
    value["flips"] = json!(one.flips());
    value["fades"] = json!(one.fades());
    value["appears"] = json!(one.appears());
    value["doubt"] = json!({
        "unit": if doubt.in_per_cent { "percent" } else { one.key.unit() },
        "chance": doubt.chance,
        "chance_and_parameters": doubt.parameters,
        "rules": doubt.rules,
        "index": doubt.index,
        "widest": doubt.widest(),
    });
    value
}

fn contrast(one: &Contrast) -> Value {
    json!({
        "seeds": one.seeds,
        "baseline_median": one.baseline,
        "median": one.band.median,
        "low": one.band.low,
        "high": one.band.high,
        "mean": one.mean,
        "standard_error": one.error,
        "relative": one.relative,
        "more": one.more,
        "less": one.less,
        "told_from_chance": one.is_told(),
    })
}

fn index_spread(one: &IndexSpread) -> Value {
    json!({
        "quantity": one.key.quantity,
        "date": one.key.date,
        "dimensions": one.key.words(),
        "indices": one.indices,
        "relative_low": one.relative.0,
        "relative_high": one.relative.1,
    })
}

/// Every file: name inside the folder, and bytes. The manifest comes last.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(case: &Case, whole: &WhatIf) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let tables = [
        table::differences(whole, whole.differences.iter()),
        table::seeds(whole),
    ];
    folder(
        case,
        &tables,
        (&whole.digest, manifest::WHATIF),
        head(whole),
    )
}

/// The files of a job that compares: tables, dictionary, licence, and the manifest with what the job says of itself.
pub(super) fn folder(
    case: &Case,
    tables: &[Table],
    (digest, job): (&str, &str),
    mut all: Value,
) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let mut files = Vec::new();
    for table in tables {
        let name = |ending: &str| format!("tables/{}.{ending}", table.name);
        files.push((name("csv"), csv::text(table).into_bytes()));
        files.push((name("parquet"), parquet::bytes(table, digest)?));
    }
    let dictionary = dictionary::of_contrast(case, tables);
    files.push(("DATA-DICTIONARY.md".to_owned(), dictionary.into_bytes()));
    files.push(("LICENSE-DATA".to_owned(), LICENCE.as_bytes().to_vec()));
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({ "path": name, "sha256": sha256_hex(bytes), "bytes": bytes.len() }))
        .collect();
    all["program"] = json!(manifest::PROGRAM);
    all["job"] = json!(job);
    all["case"] = json!({ "id": case.about.id, "title": case.about.title, "digest": case.digest });
    all["inputs"] = json!(case.inputs);
    all["out"] = json!(listed);
    files.push((manifest::NAME.to_owned(), format!("{all:#}\n").into_bytes()));
    Ok(files)
}
