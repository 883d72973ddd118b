//! What a run of the model leaves behind: tables, and a manifest with the digest of every input and output.

use super::beside::Line;
use super::{Ensemble, economy, table};
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::patterns::Judged;
use crate::run::VERSION;
use crate::setting::{Plausible, Scenario, Setting};
use crate::store::{LICENCE, csv, dictionary, manifest, parquet};
use argument::case::Case;
use engine::digest::sha256_hex;
use model::world::Process;
use serde_json::{Map, Value, json};

/// The answer of `closerun run --format json`: a contract.
pub fn json(ensemble: &Ensemble, setting: &Setting, out: &str) -> Value {
    let draws: Map<String, Value> = Process::ALL
        .iter()
        .map(|process| (process.word().to_owned(), json!(ensemble.draws(*process))))
        .filter(|(_, draws)| draws != 0)
        .collect();
    let (changes, rules) = (changes(&setting.scenario), rules(&setting.scenario));
    json!({
        "digest": ensemble.digest,
        "steps": ensemble.steps,
        "wall_seconds": ensemble.wall_seconds,
        "out": out,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "scenario": setting.scenario.id,
        "ensemble": ensemble.freeze,
        "rival": Some(&setting.scenario.rival).filter(|words| !words.is_empty()),
        "changes": changes,
        "rules": rules,
        "levers": levers(&setting.scenario),
        "frozen": frozen(&setting.scenario),
        "runs": ensemble.runs.len(),
        "seed": ensemble.runs.first().map(|run| run.seed),
        "people": setting.setup.people(),
        "strata": setting.setup.start.len(),
        "cells_by_origin": economy::json(&setting.economy),
        "draws": { "largest_run": ensemble.most_draws(), "by_process": draws },
    })
}

pub(crate) fn changes(scenario: &Scenario) -> Vec<Value> {
    let all = scenario.changes.iter();
    all.map(|change| {
        json!({ "parameter": change.parameter, "name": change.name, "unit": change.unit, "before": change.before,
            "values": change.values, "source": change.source, "why": change.why, "plausible": change.plausible.map(Plausible::word) })
    })
    .collect()
}

/// Feedback loops that a scenario freezes: word, and the input that is held.
pub(crate) fn frozen(scenario: &Scenario) -> Vec<Value> {
    let all = scenario.frozen.iter();
    all.map(|one| json!({ "loop": one.word(), "held": one.input() }))
        .collect()
}

pub(crate) fn rules(scenario: &Scenario) -> Vec<Value> {
    let all = scenario.other_rules.iter();
    all.map(|rule| {
        json!({ "of": rule.of, "is": rule.is, "source": rule.source, "why": rule.why,
            "plausible": rule.plausible.map(Plausible::word) })
    })
    .collect()
}

/// Levers that a scenario moves: directives that it does not give.
pub(crate) fn levers(scenario: &Scenario) -> Vec<Value> {
    let all = scenario.levers.iter();
    all.map(|lever| {
        json!({ "directive": lever.directive, "is": "not-given", "source": lever.source, "why": lever.why,
            "plausible": lever.plausible.map(Plausible::word) })
    })
    .collect()
}

/// Every file: name inside the folder, and bytes. The manifest comes last.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(
    case: &Case,
    setting: &Setting,
    ensemble: &Ensemble,
    beside: (&[Line], &[Judged<'_>]),
) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let mut files = Vec::new();
    let tables = table::all(setting, ensemble, beside);
    for table in &tables {
        files.push((
            format!("tables/{}.csv", table.name),
            csv::text(table).into_bytes(),
        ));
        let bytes = parquet::bytes(table, &ensemble.digest)?;
        files.push((format!("tables/{}.parquet", table.name), bytes));
    }
    files.push((
        "DATA-DICTIONARY.md".to_owned(),
        dictionary::of_run(case, &tables).into_bytes(),
    ));
    files.push(("LICENSE-DATA".to_owned(), LICENCE.as_bytes().to_vec()));
    let mut whole = json(ensemble, setting, "");
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({ "path": name, "sha256": sha256_hex(bytes), "bytes": bytes.len() }))
        .collect();
    let seeds: Vec<Value> = ensemble
        .runs
        .iter()
        .map(|run| json!({ "seed": run.seed, "digest": run.digest, "draws": run.usage.total() }))
        .collect();
    whole["program"] = json!(manifest::PROGRAM);
    whole["job"] = json!(manifest::RUN);
    whole["case"] =
        json!({ "id": case.about.id, "title": case.about.title, "digest": case.digest });
    whole["inputs"] = json!(case.inputs);
    whole["seeds"] = json!(seeds);
    whole["out"] = json!(listed);
    files.push((
        manifest::NAME.to_owned(),
        format!("{whole:#}\n").into_bytes(),
    ));
    Ok(files)
}
