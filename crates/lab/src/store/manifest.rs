//! `run-manifest.json`: what was run on what, and the digest of every file that came out.
//!
//! It holds no time, no name of a machine and no path outside the run, so that the same run gives
//! the same bytes everywhere.

use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use argument::case::Case;
use argument::verdict::{Check, SCRAMBLE_SEED};
use engine::digest::sha256_hex;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Name of the manifest in the folder of a run.
pub const NAME: &str = "run-manifest.json";
/// How a manifest of ours is known.
pub const PROGRAM: &str = "closerun";
/// The job that judges claims.
pub const CHECK: &str = "check";
/// The job that runs a scenario.
pub const RUN: &str = "run";
/// The job that sets a scenario against the baseline.
pub const WHATIF: &str = "whatif";
/// The job that sets scenarios beside each other.
pub const COMPARE: &str = "compare";
/// The job that measures feedback loops.
pub const LOOPS: &str = "loops";
/// The job that looks at the close run.
pub const CLOSE: &str = "close-run";
/// The job that fits parameters and judges held-out observations.
pub const INFER: &str = "infer";

/// The job that wrote a manifest. Before this was written down, a manifest without a job was a check's.
pub fn job(text: &str) -> String {
    let value: Option<Value> = serde_json::from_str(text).ok();
    let job = value.and_then(|value| value["job"].as_str().map(str::to_owned));
    job.unwrap_or_else(|| CHECK.to_owned())
}

/// The manifest of a run with these files.
pub fn json(case: &Case, check: &Check, files: &[(String, Vec<u8>)]) -> Value {
    let out: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({ "path": name, "sha256": sha256_hex(bytes), "bytes": bytes.len() }))
        .collect();
    json!({
        "program": PROGRAM,
        "job": CHECK,
        "version": VERSION,
        "format_version": FORMAT_VERSION,
        "case": { "id": case.about.id, "title": case.about.title, "digest": case.digest },
        "digest": check.digest,
        // No clock is read; the runs that claims ask for stand under `runs`.
        "steps": null,
        "wall_seconds": null,
        "seed": SCRAMBLE_SEED,
        "seed_of": "scramble of the quasi-random points inside the sources' ranges; fixed, no option changes it",
        // The one option that changes a result, where there is anything to run.
        "options": options(check),
        "runs": crate::json::runs(&check.trials),
        "counts": counts(case, check),
        "inputs": case.inputs,
        "out": out,
    })
}

fn options(check: &Check) -> Value {
    if check.trials.is_none() {
        json!({})
    } else {
        json!({ "runs": check.trials.replicates(), "full": check.trials.is_full(),
            "ensemble": check.trials.ensemble })
    }
}

/// What is said of a manifest of `closerun JOB` that lacks what it takes to do the job again.
pub(crate) fn untold(lacks: &str, job: &str) -> LabError {
    LabError::disk(
        "this manifest does not tell what was run",
        NAME,
        lacks,
        format!("a manifest that `closerun {job}` wrote"),
        "it was changed by hand; run again",
    )
}

/// Seeds of each setting that a manifest of a check tells of.
pub fn replicates(manifest: &Value) -> u32 {
    let told = manifest["options"]["runs"].as_u64();
    told.and_then(|number| u32::try_from(number).ok())
        .unwrap_or(crate::trials::REPLICATES)
}

/// Freeze of the ensemble that a manifest of a check tells of, if it tells of one.
pub fn ensemble(manifest: &Value) -> Option<i16> {
    let told = manifest["options"]["ensemble"].as_i64();
    told.and_then(|year| i16::try_from(year).ok())
}

/// Whether everything was run under every rival.
pub fn full(manifest: &Value) -> bool {
    manifest["options"]["full"].as_bool().unwrap_or(false)
}

fn counts(case: &Case, check: &Check) -> Value {
    let readings = || check.claims.iter().flat_map(|claim| &claim.readings);
    json!({
        "units": check.units.len(),
        "observations": check.summary.observations,
        "recalled": check.summary.recalled,
        "events": case.base.events().count(),
        "sources": case.base.sources.len(),
        "claims": check.claims.len(),
        "readings": readings().count(),
        "combinations": readings().map(|reading| reading.existing).sum::<usize>(),
        "combinations_judged": readings().map(|reading| reading.combinations.len()).sum::<usize>(),
        "points": readings().map(|reading| reading.tally.points).sum::<usize>(),
        "mutants": check.claims.iter().map(|claim| claim.mutants.len()).sum::<usize>(),
    })
}

/// The files that the text of a manifest lists, with their digests; an error in words if it is no
/// manifest of ours.
pub(crate) fn files(text: &str) -> Result<BTreeMap<String, String>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if value["program"] != PROGRAM {
        return Err(format!("program: {}", value["program"]));
    }
    let list = value["out"].as_array().ok_or("no list `out` of files")?;
    let mut files = BTreeMap::new();
    for one in list {
        let (Some(path), Some(sha256)) = (one["path"].as_str(), one["sha256"].as_str()) else {
            return Err(format!("an entry of `out` without path and sha256: {one}"));
        };
        files.insert(path.to_owned(), sha256.to_owned());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{files, json};
    use crate::testing;

    #[test]
    fn lists_every_file_and_every_input() {
        let (case, check) = testing::judged();
        let one = [("a.txt".to_owned(), b"abc".to_vec())];
        let value = json(&case, &check, &one);
        let listed = files(&value.to_string()).expect("ours");
        assert_eq!(
            listed["a.txt"],
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            value["inputs"].as_object().map(serde_json::Map::len),
            Some(case.inputs.len())
        );
        assert_eq!(value["counts"]["observations"], 6);
        assert_eq!(value["counts"]["recalled"], 2);
        assert!(value["steps"].is_null());
    }

    #[test]
    fn refuses_what_is_no_manifest_of_ours() {
        for text in [
            "",
            "[]",
            "{}",
            "{\"program\":\"closerun\"}",
            "{\"program\":\"closerun\",\"out\":[{}]}",
        ] {
            assert!(files(text).is_err(), "{text}");
        }
    }
}
