//! Two to four scenarios side by side: each less the first one, in pairs with the same seeds. The contrasts are those of [`super::run`].

use super::contrast::Difference;
use super::{Key, WhatIf, against, files as written, table};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::{VERSION, Watch};
use crate::setting::Scenario;
use crate::store::manifest;
use crate::stored::parts::Parts;
use crate::table::Table;
use argument::case::Case;
use engine::digest::Digest;
use serde_json::{Value, json};

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/compare.schema.json");
/// Fewest and most scenarios.
pub const HOW_MANY: std::ops::RangeInclusive<usize> = 2..=4;

/// What came of it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The first scenario, with which the others are compared.
    pub base: Scenario,
    /// The others, each less the first one.
    pub others: Vec<WhatIf>,
    /// Digest of case, scenarios and every run.
    pub digest: String,
    /// How long it took; no part of the digest.
    pub wall_seconds: f64,
}

/// One number under every scenario: what each has more or less than the first one.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Which number.
    pub key: &'a Key,
    /// One a scenario after the first, where runs of both give the number.
    pub by: Vec<Option<&'a Difference>>,
}

impl Row<'_> {
    /// Whether nothing differs in any seed, under any scenario and any rival.
    pub fn is_nothing(&self) -> bool {
        let mut all = self.by.iter().flatten();
        all.all(|one| {
            one.own.is_nothing() && one.rivals.iter().all(|(_, rival)| rival.is_nothing())
        })
    }

    /// Whether a difference is told from chance under some scenario.
    pub fn is_told(&self) -> bool {
        self.by.iter().flatten().any(|one| one.own.is_told())
    }

    /// The clearest of its differences, in standard errors.
    pub fn strength(&self) -> f64 {
        let all = self.by.iter().flatten().map(|one| one.own.strength());
        all.fold(0.0, f64::max)
    }
}

impl Compared {
    /// Every number, the human side first.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let Some((first, rest)) = self.others.split_first() else {
            return Vec::new();
        };
        let by_key = |whole: &WhatIf, key: &Key| {
            let mut all = whole.differences.iter();
            all.position(|one| one.key == *key)
        };
        let mut rows = Vec::new();
        for (at, one) in first.differences.iter().enumerate() {
            let mut by = vec![Some(one)];
            for whole in rest {
                // The same numbers in the same order, unless a scenario gives others.
                let same = whole.differences.get(at).filter(|own| own.key == one.key);
                let found = || by_key(whole, &one.key).and_then(|at| whole.differences.get(at));
                by.push(same.or_else(found));
            }
            rows.push(Row { key: &one.key, by });
        }
        rows
    }
}

/// Runs the scenarios and compares them with the first. The result does not depend on the number of threads.
///
/// # Errors
/// Fewer than two or more than four names, a name twice, and as [`super::run`].
pub fn run(
    case: &Case,
    names: &[&str],
    seeds: Seeds,
    watch: Watch<'_>,
) -> Result<Compared, LabError> {
    run_keeping(case, names, seeds, (watch, &Parts::none()))
}

/// The same, taking runs that a stopped job left and leaving those that are done. The result is the same, bit by bit.
///
/// # Errors
/// As [`run`].
pub fn run_keeping(
    case: &Case,
    names: &[&str],
    seeds: Seeds,
    (watch, parts): (Watch<'_>, &Parts),
) -> Result<Compared, LabError> {
    refuse_another_number(names)?;
    let (base, others) = against(case, names, seeds, (watch, parts))?;
    let digest = others.iter().fold(Digest::new(), |digest, one| {
        digest.field(&one.scenario.id).field(&one.digest)
    });
    Ok(Compared {
        digest: digest.hex(),
        wall_seconds: others
            .iter()
            .map(|one| one.wall_seconds)
            .fold(0.0, f64::max),
        base,
        others,
    })
}

fn refuse_another_number(names: &[&str]) -> Result<(), LabError> {
    let wanted = "two to four scenarios, the one to compare with first";
    let hint = "`closerun whatif` without a name lists the scenarios; `closerun whatif NAME` compares one with the baseline";
    let refused =
        |what: &str, found: String| Err(LabError::disk(what, "compare", found, wanted, hint));
    if !HOW_MANY.contains(&names.len()) {
        let found = format!(
            "{}: {}",
            crate::words::plural(names.len(), "scenario"),
            names.join(", ")
        );
        return refused("another number of scenarios than can be compared", found);
    }
    let twice = names
        .iter()
        .enumerate()
        .find(|(at, name)| names[..*at].contains(name));
    match twice {
        Some((_, name)) => refused("the same scenario twice", (*name).to_owned()),
        None => Ok(()),
    }
}

/// Runs again what a manifest of `closerun compare` tells of; returns the digest.
///
/// # Errors
/// A manifest that does not tell it, or whatever stops the runs.
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let names = manifest["compared"].as_array().map(|all| {
        let all = all.iter().filter_map(Value::as_str);
        all.collect::<Vec<&str>>()
    });
    let (Some(names), Some(seeds)) = (names, Seeds::told(manifest, "pairs")) else {
        return Err(manifest::untold("no scenarios, seed or pairs", "compare"));
    };
    Watch::unseen(threads, |watch| Ok(run(case, &names, seeds, watch)?.digest))
}

/// The answer of `closerun compare --format json`: a contract. `wanted` says which differences are told; the others are left out.
pub fn json(whole: &Compared, out: &str, wanted: &dyn Fn(&Difference) -> bool) -> Value {
    let mut value = head(whole);
    let each = whole.others.iter();
    let each: Vec<Value> = each.map(|one| written::json(one, out, wanted)).collect();
    value["out"] = json!(out);
    value["contrasts"] = json!(each);
    value
}

/// What was run, without what came of it.
fn head(whole: &Compared) -> Value {
    let others = whole.others.iter().map(|one| one.scenario.id.as_str());
    let names: Vec<&str> = std::iter::once(whole.base.id.as_str())
        .chain(others)
        .collect();
    let first = whole.others.first();
    let pairs = first.map_or(0, WhatIf::pairs);
    let settings = first.map_or(0, |one| one.settings.iter().chain(&one.chance).count());
    json!({
        "digest": whole.digest,
        "caution": written::CAUTION,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "compared": names,
        "base": written::about(&whole.base),
        "seed": first.map(|one| one.seeds.first),
        "ensemble": first.and_then(|one| one.seeds.ensemble),
        "pairs": pairs,
        "runs": names.len() * pairs * settings,
        "steps": first.map(|one| one.steps),
        "wall_seconds": whole.wall_seconds,
    })
}

/// One row a scenario, number and setting.
pub fn table(whole: &Compared, wanted: &dyn Fn(&Difference) -> bool) -> Table {
    let each = whole.others.iter().map(|one| {
        let told = one.differences.iter().filter(|one| wanted(one));
        (one.scenario.id.as_str(), table::differences(one, told))
    });
    table::beside(each, &whole.base.id)
}

/// Every file: name inside the folder, and bytes. The manifest comes last.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(case: &Case, whole: &Compared) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let seeds = whole.others.iter();
    let seeds = seeds.map(|one| (one.scenario.id.as_str(), table::seeds(one)));
    let tables = [
        table(whole, &|_| true),
        table::beside(seeds, &whole.base.id),
    ];
    let mut about = head(whole);
    let scenarios: Vec<Value> = whole
        .others
        .iter()
        .map(|one| written::about(&one.scenario))
        .collect();
    about["scenarios"] = json!(scenarios);
    written::folder(case, &tables, (&whole.digest, manifest::COMPARE), about)
}

#[cfg(test)]
mod tests;
