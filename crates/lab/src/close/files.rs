//! What `closerun close-run` leaves behind: its answer, its table, and a manifest with the digest of every input and output.

use super::modes::{self, SAMPLES};
use super::{Close, Measure, table};
use crate::ensemble::Seeds;
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::{VERSION, Watch};
use crate::store::{manifest, small};
use argument::case::Case;
use engine::digest::Digest;
use serde_json::{Value, json};

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/close-run.schema.json");
/// What a reader must know before any number.
pub const CAUTION: &str = "That there are two ways is put in, by a rule of ours; nothing here is a finding about how near it was.";

/// The answer of `closerun close-run --format json`: a contract. Distributions with their test, rivals, parameters.
pub fn json(case: &Case, close: &Close, seed: u64) -> Value {
    let own = close.settings.first();
    let measures = Measure::ALL.map(|measure| {
        let side = |patron: bool| {
            let values = own.map(|own| own.values(measure, patron)).unwrap_or_default();
            let peaks = modes::test(&values, seed, SAMPLES);
            json!({
                "values": values,
                "one_peak_chance": peaks.as_ref().map(|one| one.chance),
                "two_peaks": peaks.as_ref().map(modes::Peaks::are_two),
            })
        };
        json!({ "output": measure.output(), "says": measure.words(), "with_patron": side(true), "without": side(false) })
    });
    let rivals = close.hinges.iter().map(|one| {
        json!({ "rival": one.name, "seeds": one.seeds, "chance_with_patron": one.with.1, "ours_with_patron": one.with.0,
            "chance_without": one.without.1, "ours_without": one.without.0 })
    });
    let pulls = close.pulls.iter();
    let pulls = pulls.map(
        |one| json!({ "parameter": one.parameter, "rank_correlation": one.rank, "told": one.told, "open": one.open }),
    );
    json!({
        "digest": digest(case, close),
        "caution": CAUTION,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "seed": seed,
        "ensemble": close.ensemble,
        "pairs": own.map_or(0, |own| own.pairs.len()),
        "runs": close.runs,
        "wall_seconds": close.wall_seconds,
        "year": 1936,
        "measures": measures.to_vec(),
        "rivals": rivals.collect::<Vec<_>>(),
        "draws": close.draws,
        "parameters": pulls.collect::<Vec<_>>(),
    })
}

/// Digest of version, case and what every run gave.
pub(super) fn digest(case: &Case, close: &Close) -> String {
    let start = Digest::new().field(VERSION).field(&case.digest);
    let of_pairs = close.settings.iter().fold(start, |digest, setting| {
        let digest = digest.field(&setting.name);
        setting.pairs.iter().fold(digest, |digest, pair| {
            let sides = [true, false].into_iter();
            let values = sides.flat_map(|patron| pair.side(patron));
            // What a run did not give is no number of any run.
            values.fold(
                digest.field(pair.seed.to_le_bytes()),
                |digest, value| match value {
                    Some(value) => digest.number(*value),
                    None => digest.field("none"),
                },
            )
        })
    });
    let start = of_pairs.field(close.draws.to_le_bytes());
    let all = close.pulls.iter().fold(start, |digest, pull| {
        digest.field(&pull.parameter).number(pull.rank)
    });
    all.hex()
}

/// Every file: name inside the folder, and bytes. The manifest comes last.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(case: &Case, close: &Close, seed: u64) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let answer = json(case, close, seed);
    let about = json!({ "seed": seed, "ensemble": close.ensemble, "pairs": answer["pairs"], "draws": close.draws, "runs": close.runs });
    small::files(case, (&table(close), &answer), (manifest::CLOSE, about))
}

/// Runs again what a manifest of `closerun close-run` tells of; returns the digest.
///
/// # Errors
/// A manifest that does not tell it, or whatever stops the runs.
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let Some(seeds) = Seeds::told(manifest, "pairs") else {
        return Err(manifest::untold("no seed or pairs", "close-run"));
    };
    Watch::unseen(threads, |watch| {
        Ok(digest(case, &super::run(case, seeds, watch)?))
    })
}
