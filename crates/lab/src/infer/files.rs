//! What a fit leaves behind: an ensemble a freeze, a log of what was opened, tables, JSON, and a manifest with the digest of every input and output.

use super::judge::{CAUTION, Judged};
use super::matching::Matched;
use super::{Ask, Fit, Inference, tables};
use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use crate::store::{LICENCE, csv, dictionary, manifest, parquet};
use argument::case::Case;
use argument::runs::BASELINE;
use engine::digest::{Digest, sha256_hex};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The log of openings in the folder of a fit.
const OPENINGS: &str = "ensembles/openings.toml";
/// Files of a case that a fit rests on: claims, passage and former ensembles are none of them.
const INPUTS: [&str; 13] = [
    "categories.toml",
    "directives.toml",
    "events.toml",
    "evidence/",
    "holdouts.toml",
    "inference.toml",
    "offices.toml",
    "parameters/",
    "population.toml",
    "regions.toml",
    "scenarios/",
    "table.toml",
    "case.toml",
];

/// Digests of the files that a fit rests on.
fn inputs(case: &Case) -> BTreeMap<&str, &str> {
    let all = case.inputs.iter();
    let own = all.filter(|(path, _)| INPUTS.iter().any(|start| path.starts_with(start)));
    own.map(|(path, digest)| (path.as_str(), digest.as_str()))
        .collect()
}

/// Digest of what a fit is made from: program, inputs, freeze.
fn made_from(case: &Case, fit: &Fit) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(fit.freeze.year.to_le_bytes());
    let all = inputs(case).into_iter();
    all.fold(start, |digest, (path, hash)| digest.field(path).field(hash))
        .hex()
}

/// Digest of what came out: members and scores of every fit.
pub fn digest(case: &Case, whole: &Inference) -> String {
    let fits = whole.fits.iter();
    let digest = fits.fold(Digest::new(), |digest, fit| {
        let rows = fit
            .judged
            .rows
            .iter()
            .flat_map(|row| row.told.iter().flatten());
        let digest = digest.field(ensemble(case, fit));
        rows.fold(digest, |digest, tale| digest.number(tale.score))
    });
    digest.hex()
}

/// The text of an ensemble: anyone who runs `closerun infer` on the same case gets the same bytes.
pub fn ensemble(case: &Case, fit: &Fit) -> String {
    let year = fit.freeze.year;
    let mut text = format!(
        "# Sample of what the evidence up to {year} does not rule out: `closerun infer --freeze {year}` makes it anew, byte for byte.\n\
         # Each member is a set of parameters and a seed. No held-out observation was seen. It is never one best run.\n\
         # A number is the value of a single parameter, or the factor on all values of a list.\n\n\
         freeze = {year}\nmade_from = \"{}\"\nprogram = \"{}\"\nversion = \"{VERSION}\"\n{}\n[inputs]\n",
        made_from(case, fit),
        manifest::PROGRAM,
        unmoved(fit),
    );
    let mut push = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    for (path, digest) in inputs(case) {
        push(format!("\"{path}\" = \"{digest}\""));
    }
    for one in &fit.matched {
        push(format!("\n# Under: {}.", one.under));
        waves(&mut push, one);
        for (number, member) in one.members.iter().enumerate() {
            let values = member
                .values
                .iter()
                .map(|(id, value)| format!("{id} = {value:?}"));
            push(format!(
                "\n[[member]]  # {}\nunder = \"{}\"\nseed = {}\nvalues = {{ {} }}",
                number + 1,
                one.under,
                member.seed,
                values.collect::<Vec<_>>().join(", ")
            ));
        }
    }
    text
}

/// Parameters of the baseline of which the data say next to nothing, one a line: what hinges on them is our choice.
fn unmoved(fit: &Fit) -> String {
    let own = fit.matched.iter().filter(|one| one.under == BASELINE);
    let all = own.flat_map(|one| &one.posterior);
    let still = all.filter(|one| one.is_unmoved());
    let names: Vec<String> = still.map(|one| format!("\"{}\"", one.id)).collect();
    format!(
        "# The data leave these as wide as they were before, and in their place: what hinges on them is our choice.\nunmoved = [{}]\n",
        names.join(", ")
    )
}

fn waves(push: &mut impl FnMut(String), one: &Matched) {
    for (number, wave) in one.waves.iter().enumerate() {
        push(format!(
            "\n[[wave]]\nunder = \"{}\"\nnumber = {}\nruns = {}\nsurvivors = {}\nshare = {:e}\nshare_error = {:e}",
            one.under,
            number + 1,
            wave.runs,
            wave.survivors,
            wave.share.0,
            wave.share.1
        ));
    }
    for aside in &one.set_aside {
        push(format!(
            "\n[[set_aside]]\nunder = \"{}\"\nobservation = \"{}\"\nseries = \"{}\"\nstated = {:?}\nneeded = {:.3}",
            one.under,
            aside.target.words(),
            aside.target.series,
            aside.target.discrepancy,
            aside.needed
        ));
    }
}

/// How an entry of the log begins.
const OPENED: &str = "[[opened]]\n";

/// The log of openings: those that the case tells of, then those of this fit. What was opened stays opened, so no entry ever goes.
pub fn openings(case: &Case, whole: &Inference) -> String {
    let new = opened(case, whole);
    let log = case.for_a_model.get(OPENINGS);
    let earlier = log.map_or("", String::as_str).split(OPENED).skip(1);
    let earlier = earlier.map(str::trim_end);
    let earlier = earlier.filter(|entry| !new.split(OPENED).any(|one| one.trim_end() == *entry));
    let mut text = format!(
        "# Hold-outs that were opened, by `closerun infer`, after the ensemble of a freeze was fixed, earlier fits first. Nothing was fitted to them: {CAUTION}.\n"
    );
    for entry in earlier {
        // Writing to a String cannot fail.
        let _infallible = write!(text, "\n{OPENED}{entry}\n");
    }
    text + &new
}

fn opened(case: &Case, whole: &Inference) -> String {
    let mut text = String::new();
    for fit in &whole.fits {
        for one in &fit.judged.openings {
            let by = if one.by_name {
                "--open"
            } else {
                "judging after the freeze"
            };
            // Writing to a String cannot fail.
            let _infallible = write!(
                text,
                "\n{OPENED}holdout = \"{}\"\nfreeze = {}\nmade_from = \"{}\"\nobservations = {}\nquantities = {:?}\nby = \"{by}\"\n",
                one.block,
                fit.freeze.year,
                made_from(case, fit),
                one.rows,
                one.quantities
            );
        }
    }
    text
}

/// The schema of the answer.
pub const SCHEMA: &str = include_str!("../../../../schemas/infer.schema.json");

/// The answer of `closerun infer --format json`: a contract.
pub fn json(case: &Case, whole: &Inference, ask: &Ask, out: &str) -> Value {
    let fits: Vec<Value> = whole.fits.iter().map(|fit| fit_json(case, fit)).collect();
    json!({
        "digest": digest(case, whole),
        "caution": CAUTION,
        "format_version": FORMAT_VERSION,
        "version": VERSION,
        "freezes": ask.freezes,
        "open": ask.open,
        "alone": ask.alone,
        "runs": whole.runs,
        "refused": whole.refused,
        "wall_seconds": whole.wall_seconds,
        "out": out,
        "fits": fits,
    })
}

fn fit_json(case: &Case, fit: &Fit) -> Value {
    let settings: Vec<Value> = fit.matched.iter().map(matched_json).collect();
    let coverage = (0..fit.judged.settings.len()).map(|at| {
        let [all, half, most, wide_half, wide_most] = fit.judged.coverage(at);
        json!({ "under": fit.judged.settings[at], "numbers": all, "in_50": half, "in_90": most,
            "in_50_with_discrepancy": wide_half, "in_90_with_discrepancy": wide_most })
    });
    let coverage: Vec<Value> = coverage.collect();
    json!({
        "freeze": fit.freeze.year,
        "judges": fit.freeze.judges,
        "made_from": made_from(case, fit),
        "set_by_hand_with_later_figures": fit.seen_later,
        "settings": settings,
        "scores": scores(&fit.judged),
        "coverage": coverage,
        "opened": fit.judged.openings.iter().map(|one| &one.block).collect::<Vec<_>>(),
        "sealed": fit.judged.sealed,
        "untold": fit.judged.untold,
    })
}

fn scores(judged: &Judged) -> Vec<Value> {
    let block = |block: &String| {
        let scores = judged.score(block).into_iter().zip(&judged.settings);
        let by: serde_json::Map<String, Value> = scores
            .map(|(score, setting)| (setting.clone(), json!(score)))
            .collect();
        let errors = judged.error(block).into_iter().zip(&judged.settings);
        let errors: serde_json::Map<String, Value> = errors
            .map(|(error, setting)| (setting.clone(), json!(error)))
            .collect();
        let beside = judged.beside_null(block);
        json!({ "holdout": block, "log_score": by, "standard_error": errors, "beside_null": {
            "numbers": beside.numbers.0, "with_null": beside.numbers.1,
            "model": beside.scores.map(|(model, _)| model), "null": beside.scores.map(|(_, null)| null),
        } })
    };
    judged.blocks().iter().map(block).collect()
}

fn matched_json(one: &Matched) -> Value {
    let waves: Vec<Value> = one
        .waves
        .iter()
        .map(|wave| {
            json!({ "runs": wave.runs, "refused": wave.without.0, "lacking": wave.without.1, "survivors": wave.survivors,
                "share": wave.share.0, "share_error": wave.share.1 })
        })
        .collect();
    let aside: Vec<Value> = one
        .set_aside
        .iter()
        .map(|aside| {
            json!({ "observation": aside.target.words(), "series": aside.target.series,
                "stated": aside.target.discrepancy, "needed": aside.needed })
        })
        .collect();
    let unmoved = one.posterior.iter().filter(|one| one.is_unmoved());
    json!({
        "under": one.under,
        "waves": waves,
        "set_aside": aside,
        "candidates": one.checked.0,
        "not_ruled_out": one.checked.1,
        "members": one.members.len(),
        "unmoved": unmoved.map(|one| &one.id).collect::<Vec<_>>(),
    })
}

/// Every file: name inside the folder, and bytes. The manifest comes last.
///
/// # Errors
/// A table that Parquet cannot hold.
pub fn files(
    case: &Case,
    whole: &Inference,
    ask: &Ask,
) -> Result<Vec<(String, Vec<u8>)>, LabError> {
    let digest = digest(case, whole);
    let all = tables::all(whole);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for fit in &whole.fits {
        let name = crate::ensemble::path(fit.freeze.year);
        files.push((name, ensemble(case, fit).into_bytes()));
    }
    files.push((OPENINGS.to_owned(), openings(case, whole).into_bytes()));
    for table in &all {
        let name = |ending: &str| format!("tables/{}.{ending}", table.name);
        files.push((name("csv"), csv::text(table).into_bytes()));
        files.push((name("parquet"), parquet::bytes(table, &digest)?));
    }
    let dictionary = dictionary::of_fit(case, &all);
    files.push(("DATA-DICTIONARY.md".to_owned(), dictionary.into_bytes()));
    files.push(("LICENSE-DATA".to_owned(), LICENCE.as_bytes().to_vec()));
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!({ "path": name, "sha256": sha256_hex(bytes), "bytes": bytes.len() }))
        .collect();
    let mut manifest = json(case, whole, ask, "");
    // No clock: the same fit gives the same bytes.
    manifest["wall_seconds"] = Value::Null;
    manifest["program"] = json!(manifest::PROGRAM);
    manifest["job"] = json!(manifest::INFER);
    manifest["case"] =
        json!({ "id": case.about.id, "title": case.about.title, "digest": case.digest });
    manifest["inputs"] = json!(case.inputs);
    manifest["out"] = json!(listed);
    files.push((
        manifest::NAME.to_owned(),
        format!("{manifest:#}\n").into_bytes(),
    ));
    Ok(files)
}
