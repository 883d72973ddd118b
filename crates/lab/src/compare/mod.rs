//! Two runs side by side: which verdicts differ, and which files of the case changed.

use crate::error::LabError;
use crate::load::read_text;
use crate::store::manifest;
use crate::words::plural;
use argument::case::Case;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Shares that differ by less than this are the same.
const SAME_SHARE: f64 = 1e-9;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What: status, share, flips ...
    pub what: String,
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// A unit or claim of which something differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its key.
    pub id: String,
    /// What differs.
    pub differences: Vec<Difference>,
}

/// What differs between two runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Digest of the old run.
    pub old_digest: String,
    /// Digest of the new run.
    pub new_digest: String,
    /// Version of the program that made the old run.
    pub old_version: String,
    /// Version of the program that made the new run.
    pub new_version: String,
    /// Units whose status, share or flips differ, or which only one run has.
    pub units: Vec<Change>,
    /// Claims that only the new run has.
    pub claims_added: Vec<String>,
    /// Claims that only the old run has.
    pub claims_removed: Vec<String>,
    /// Claims whose status, share, flips, class or predicates differ.
    pub claims_changed: Vec<Change>,
    /// Files of the case that differ, with how: changed, added or removed. None where the old run
    /// came without its manifest.
    pub inputs: Option<BTreeMap<String, String>>,
}

/// Compares two stored values of `check.json`. The manifest of the old run, if it is at hand, says
/// which files of the case have changed since.
pub fn compare(old: &Value, new: &Value, old_manifest: Option<&Value>, case: &Case) -> Comparison {
    let text = |run: &Value, key: &str| run[key].as_str().unwrap_or_default().to_owned();
    let (old_units, new_units) = (by_id(&old["units"]), by_id(&new["units"]));
    let (old_claims, new_claims) = (by_id(&old["claims"]), by_id(&new["claims"]));
    let both = old_claims
        .iter()
        .filter_map(|(id, old)| new_claims.get(id).map(|new| (*id, *old, *new)));
    let only = |these: &BTreeMap<&str, &Value>, those: &BTreeMap<&str, &Value>| {
        these
            .keys()
            .filter(|id| !those.contains_key(*id))
            .map(|id| (*id).to_owned())
            .collect()
    };
    Comparison {
        old_digest: text(old, "digest"),
        new_digest: text(new, "digest"),
        old_version: text(old, "version"),
        new_version: text(new, "version"),
        units: units(&old_units, &new_units, &new["units"]),
        claims_added: only(&new_claims, &old_claims),
        claims_removed: only(&old_claims, &new_claims),
        claims_changed: both
            .filter_map(|(id, old, new)| change(id, claim_differences(old, new)))
            .collect(),
        inputs: old_manifest.map(|manifest| inputs(manifest, case)),
    }
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let all = list.as_array().into_iter().flatten();
    all.filter_map(|one| one["id"].as_str().map(|id| (id, one)))
        .collect()
}

fn change(id: &str, differences: Vec<Difference>) -> Option<Change> {
    (!differences.is_empty()).then(|| Change {
        id: id.to_owned(),
        differences,
    })
}

/// Units in the order of the new run; those it no longer has come last.
fn units(old: &BTreeMap<&str, &Value>, new: &BTreeMap<&str, &Value>, order: &Value) -> Vec<Change> {
    let absent = |old: &str, new: &str| {
        vec![Difference {
            what: "unit".to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
        }]
    };
    let ordered = order
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|unit| unit["id"].as_str());
    let gone = old.keys().copied().filter(|id| !new.contains_key(id));
    ordered
        .chain(gone)
        .filter_map(|id| {
            let differences = match (old.get(id), new.get(id)) {
                (Some(old), Some(new)) => {
                    let mut all = verdict_differences(old, new);
                    all.extend(texts(
                        "flips",
                        &list(&old["flips_on"]),
                        &list(&new["flips_on"]),
                    ));
                    all
                }
                (None, _) => absent("absent", "there"),
                (_, None) => absent("there", "absent"),
            };
            change(id, differences)
        })
        .collect()
}

/// What units and claims have in common.
fn verdict_differences(old: &Value, new: &Value) -> Vec<Difference> {
    let mut all = texts("status", &word(&old["status"]), &word(&new["status"]));
    all.extend(texts("class", &word(&old["class"]), &word(&new["class"])));
    let same = match (old["share"].as_f64(), new["share"].as_f64()) {
        (Some(old), Some(new)) => (old - new).abs() <= SAME_SHARE,
        (old, new) => old.is_none() && new.is_none(),
    };
    if !same {
        all.extend(texts("share", &word(&old["share"]), &word(&new["share"])));
    }
    all
}

fn claim_differences(old: &Value, new: &Value) -> Vec<Difference> {
    let mut all = verdict_differences(old, new);
    let flips = |claim: &Value| {
        let flips = claim["flips"].as_array().into_iter().flatten();
        flips
            .map(|flip| word(&flip["text"]))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    all.extend(texts("flips", &flips(old), &flips(new)));
    let (old_readings, new_readings) = (by_id(&old["readings"]), by_id(&new["readings"]));
    let ids: BTreeSet<&str> = old_readings
        .keys()
        .chain(new_readings.keys())
        .copied()
        .collect();
    for id in ids {
        let predicate = |readings: &BTreeMap<&str, &Value>| {
            readings
                .get(id)
                .map_or_else(|| "none".to_owned(), |reading| word(&reading["predicate"]))
        };
        let what = format!("predicate of reading {id}");
        all.extend(texts(
            &what,
            &predicate(&old_readings),
            &predicate(&new_readings),
        ));
        let of = |readings: &BTreeMap<&str, &Value>| {
            let known = readings.get(id);
            known.map_or_else(String::new, |reading| settings(reading))
        };
        let what = format!("rival settings of reading {id}");
        all.extend(texts(&what, &of(&old_readings), &of(&new_readings)));
    }
    all
}

/// The share of trials in each rival setting at which a reading on runs holds; "" for evidence.
fn settings(reading: &Value) -> String {
    let all = reading["runs"]["settings"].as_array().into_iter().flatten();
    let share = |one: &Value| {
        let (holds, trials) = (one["holds"].as_f64()?, one["trials"].as_f64()?);
        (trials > 0.0).then(|| crate::words::percent(holds / trials))
    };
    let parts = all.map(|one| {
        let share = share(one).unwrap_or_else(|| "none".to_owned());
        format!("{} {share}", word(&one["setting"]))
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn texts(what: &str, old: &str, new: &str) -> Vec<Difference> {
    let difference = Difference {
        what: what.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
    };
    if old == new {
        Vec::new()
    } else {
        vec![difference]
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        other => other.to_string(),
    }
}

fn list(value: &Value) -> String {
    let all = value.as_array().into_iter().flatten();
    all.map(word).collect::<Vec<_>>().join(" | ")
}

fn inputs(manifest: &Value, case: &Case) -> BTreeMap<String, String> {
    let old = manifest["inputs"].as_object();
    let old_digest = |path: &str| old.and_then(|all| all.get(path)).and_then(Value::as_str);
    let now = case
        .inputs
        .iter()
        .filter_map(|(path, digest)| match old_digest(path) {
            None => Some((path.clone(), "added".to_owned())),
            Some(known) if known != digest => Some((path.clone(), "changed".to_owned())),
            Some(_) => None,
        });
    let gone = old
        .into_iter()
        .flat_map(|all| all.keys())
        .filter(|path| !case.inputs.contains_key(*path));
    now.chain(gone.map(|path| (path.clone(), "removed".to_owned())))
        .collect()
}

impl Comparison {
    /// Whether no verdict and no claim differs. The case may have been edited all the same.
    pub fn is_same(&self) -> bool {
        self.units.is_empty()
            && self.claims_added.is_empty()
            && self.claims_removed.is_empty()
            && self.claims_changed.is_empty()
    }

    /// What differs, one sentence a line; verdicts first.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.is_same() {
            lines.push("No verdict and no claim differs.".to_owned());
        }
        lines.extend(self.units.iter().flat_map(|change| change.lines("unit")));
        for (ids, what) in [(&self.claims_added, "new"), (&self.claims_removed, "gone")] {
            lines.extend(ids.iter().map(|id| format!("claim {id}: {what}")));
        }
        lines.extend(
            self.claims_changed
                .iter()
                .flat_map(|change| change.lines("claim")),
        );
        match &self.inputs {
            None => lines
                .push("files of the case: not compared, the old run has no manifest".to_owned()),
            Some(inputs) => lines.extend(
                inputs
                    .iter()
                    .map(|(path, how)| format!("file {path}: {how}")),
            ),
        }
        if self.old_version != self.new_version {
            lines.push(format!(
                "program: {} -> {}",
                self.old_version, self.new_version
            ));
        }
        lines
    }
}

/// Differences beside statuses that are told one by one.
const FEW: usize = 12;
/// A difference of more letters is counted and not told.
const WORDY: usize = 240;
/// What is always told.
const STATUS: &str = "status";

impl Comparison {
    /// What differs, as a page has room for it: every status, claims that came and went, files; of the rest what is short, where it
    /// is little, else how much of it there is.
    pub fn brief(&self) -> Vec<String> {
        let mut short = self.clone();
        let all = || self.units.iter().chain(&self.claims_changed);
        let beside = |one: &&Difference| one.what != STATUS;
        let few = all()
            .flat_map(|one| &one.differences)
            .filter(beside)
            .count()
            <= FEW;
        let told =
            |one: &Difference| one.what == STATUS || few && one.old.len() + one.new.len() <= WORDY;
        for change in short.units.iter_mut().chain(&mut short.claims_changed) {
            change.differences.retain(told);
        }
        let mut lines = short.lines();
        let left_out = |changes: &[Change]| {
            let of = |one: &&Change| one.differences.iter().any(|one| !told(one));
            changes.iter().filter(of).count()
        };
        let (units, claims) = (left_out(&self.units), left_out(&self.claims_changed));
        if units + claims > 0 {
            lines.push(format!(
                "shares, flips or numbers also differ in {} and {}: `--long` prints them",
                plural(units, "sentence"),
                plural(claims, "claim")
            ));
        }
        lines
    }
}

impl Change {
    fn lines<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = String> + 'a {
        self.differences.iter().map(move |one| {
            format!(
                "{kind} {}: {}: {} -> {}",
                self.id, one.what, one.old, one.new
            )
        })
    }
}

/// Reads an earlier run: its folder, or its `check.json`. The manifest is given where it stands
/// beside it.
///
/// # Errors
/// A path that cannot be read, a text that is no JSON, JSON that is no check, a manifest that is
/// not ours or belongs to another run.
pub fn read_old(path: &Path) -> Result<(Value, Option<Value>), LabError> {
    let file = if path.is_dir() {
        path.join("check.json")
    } else {
        path.to_owned()
    };
    let check = read_json(&file)?;
    refuse_no_check(&file, &check)?;
    let beside: PathBuf = file.with_file_name(manifest::NAME);
    if !beside.exists() {
        return Ok((check, None));
    }
    let manifest = read_json(&beside)?;
    if manifest["digest"] == check["digest"] {
        return Ok((check, Some(manifest)));
    }
    Err(LabError::disk(
        "the manifest belongs to another run",
        beside,
        word(&manifest["digest"]),
        format!(
            "the digest of {}: {}",
            file.display(),
            word(&check["digest"])
        ),
        "name a folder as `closerun check` wrote it",
    ))
}

fn read_json(path: &Path) -> Result<Value, LabError> {
    let text = read_text(path)?;
    serde_json::from_str(&text).map_err(|error| {
        let hint = "name a folder that `closerun check` wrote, or the check.json in it";
        LabError::disk(
            "this is no JSON",
            path,
            error.to_string(),
            "the JSON of a run",
            hint,
        )
    })
}

fn refuse_no_check(path: &Path, check: &Value) -> Result<(), LabError> {
    let listed = |list: &str, keys: &[&str]| {
        let all = check[list].as_array();
        all.is_some_and(|all| {
            all.iter()
                .all(|one| keys.iter().all(|key| one[*key].is_string()))
        })
    };
    let found = if !check["digest"].is_string() {
        "no digest"
    } else if !listed("units", &["id", "status"]) {
        "no list of units with id and status"
    } else if !listed("claims", &["id", "status"]) {
        "no list of claims with id and status"
    } else {
        return Ok(());
    };
    let hint = "name a folder that `closerun check` wrote, or the check.json in it";
    Err(LabError::disk(
        "this is not the result of a check",
        path,
        found,
        "digest, units and claims",
        hint,
    ))
}

#[cfg(test)]
mod tests;
