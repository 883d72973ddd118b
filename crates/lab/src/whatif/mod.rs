//! Paired ensembles: baseline and scenario with the same seeds, in the baseline setting and in each rival setting.
//!
//! Every draw has an address, so the two runs of a pair share all the noise that the scenario does not touch. That makes a difference
//! sharper; it does not make it a cause, nor the model right.

pub mod contrast;
pub mod files;
pub(crate) mod number;
pub mod table;

pub use number::{Key, LEDGER, LOST_BIRTHS, MOVED, Numbers};

use crate::error::LabError;
use crate::run::{VERSION, Watch, pool_for};
use crate::setting::{Prepared, Scenario, Setting};
use crate::simulate::run_one;
use argument::case::Case;
use argument::runs::BASELINE;
use contrast::{Difference, IndexSpread};
use engine::digest::Digest;
use rayon::prelude::*;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

/// Pairs in each setting unless told otherwise.
pub const PAIRS: u32 = 16;
/// What is set against the baseline, and with which seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Key of the scenario.
    pub scenario: &'a str,
    /// The first seed; the others follow it.
    pub first: u64,
    /// Pairs in each setting.
    pub pairs: u32,
}

/// Two runs with one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The seed of both.
    pub seed: u64,
    /// Numbers of the baseline.
    pub baseline: Numbers,
    /// Numbers of the scenario.
    pub scenario: Numbers,
    /// Digests of both last states.
    pub digests: (String, String),
}

/// The pairs of one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// Key of the rival, or the baseline.
    pub name: String,
    /// One a seed, in the order of the seeds.
    pub pairs: Vec<Pair>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// What was set against the baseline.
    pub scenario: Scenario,
    /// The baseline setting first, then each rival.
    pub settings: Vec<Under>,
    /// Every difference, the human side first.
    pub differences: Vec<Difference>,
    /// How far rival indices differ, where there are any.
    pub index_spreads: Vec<IndexSpread>,
    /// The first seed.
    pub seed: u64,
    /// Six-day weeks of each run.
    pub steps: u32,
    /// Digest of case, scenario and every run.
    pub digest: String,
    /// How long it took; no part of the digest.
    pub wall_seconds: f64,
}

impl WhatIf {
    /// Runs made.
    pub fn runs(&self) -> usize {
        self.settings.iter().map(|one| 2 * one.pairs.len()).sum()
    }

    /// Pairs in each setting.
    pub fn pairs(&self) -> usize {
        self.settings.first().map_or(0, |one| one.pairs.len())
    }
}

/// Baseline and scenario in one setting, ready to be run.
struct Ready {
    name: String,
    baseline: Setting,
    scenario: Setting,
}

/// Runs the pairs and compares them. The result does not depend on the number of threads.
///
/// # Errors
/// A case without a model, an unknown scenario, the baseline itself, a scenario with other dates; `Interrupted` if it was stopped.
pub fn run(case: &Case, ask: Ask<'_>, watch: Watch<'_>) -> Result<WhatIf, LabError> {
    let began = Instant::now();
    let ready = ready(case, ask.scenario)?;
    let seeds: Vec<u64> = (0..u64::from(ask.pairs))
        .map(|seed| ask.first.wrapping_add(seed))
        .collect();
    let tasks: Vec<(&Ready, u64)> = ready
        .iter()
        .flat_map(|one| seeds.iter().map(move |seed| (one, *seed)))
        .collect();
    let done = AtomicUsize::new(0);
    let one = |(ready, seed): &(&Ready, u64)| -> Result<Pair, LabError> {
        let tick = || -> Result<(), LabError> {
            if watch.stop.load(Ordering::Relaxed) {
                return Err(LabError::Interrupted);
            }
            (watch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, 2 * tasks.len());
            Ok(())
        };
        let baseline = run_one(&ready.baseline, *seed)?;
        tick()?;
        let scenario = run_one(&ready.scenario, *seed)?;
        tick()?;
        Ok(Pair {
            seed: *seed,
            baseline: number::of_run(&ready.baseline, &baseline),
            scenario: number::of_run(&ready.scenario, &scenario),
            digests: (baseline.digest, scenario.digest),
        })
    };
    let pairs: Result<Vec<Pair>, LabError> =
        pool_for(watch.threads, tasks.len())?.install(|| tasks.par_iter().map(one).collect());
    let mut pairs = pairs?.into_iter();
    let settings: Vec<Under> = ready
        .iter()
        .map(|one| Under {
            name: one.name.clone(),
            pairs: pairs.by_ref().take(seeds.len()).collect(),
        })
        .collect();
    let first = ready.into_iter().next().ok_or(LabError::Interrupted)?;
    let mut whole = compared(case, first.scenario, settings, ask.first);
    whole.wall_seconds = began.elapsed().as_secs_f64();
    Ok(whole)
}

/// What these runs say.
fn compared(case: &Case, setting: Setting, settings: Vec<Under>, seed: u64) -> WhatIf {
    let mut differences = contrast::differences(&settings);
    differences.sort_by_key(|one| one.key.place());
    WhatIf {
        digest: digest(case, &setting.scenario.id, &settings),
        index_spreads: contrast::index_spreads(&differences),
        steps: setting.setup.span.weeks,
        scenario: setting.scenario,
        settings,
        differences,
        seed,
        wall_seconds: 0.0,
    }
}

/// Both sides in the baseline setting and under every rival but the one that is asked about.
fn ready(case: &Case, scenario: &str) -> Result<Vec<Ready>, LabError> {
    let prepared = Prepared::of(case)?;
    let asked = prepared.setting((None, scenario), None)?;
    if scenario == BASELINE {
        let others = crate::setting::scenarios(case).into_iter();
        let others: Vec<&str> = others.filter(|name| *name != BASELINE).collect();
        return Err(LabError::disk(
            "the baseline cannot be set against itself",
            "whatif",
            BASELINE,
            others.join(", "),
            "name a scenario that changes something",
        ));
    }
    let baseline = prepared.setting((None, BASELINE), None)?;
    refuse_other_dates(&baseline, &asked)?;
    let first = Ready {
        name: BASELINE.to_owned(),
        baseline,
        scenario: asked,
    };
    let rivals: Vec<&str> = case.runs.rivals().map(|rival| rival.id.as_str()).collect();
    let rivals = rivals.into_iter().filter(|rival| *rival != scenario);
    let under = rivals.map(|rival| -> Result<Ready, LabError> {
        Ok(Ready {
            name: rival.to_owned(),
            baseline: prepared.setting((Some(rival), BASELINE), None)?,
            scenario: prepared.setting((Some(rival), scenario), None)?,
        })
    });
    std::iter::once(Ok(first)).chain(under).collect()
}

/// Runs of other dates have no pairs.
fn refuse_other_dates(baseline: &Setting, asked: &Setting) -> Result<(), LabError> {
    let span = |one: &Setting| (one.scenario.first_year, one.scenario.weeks);
    if span(baseline) == span(asked) {
        return Ok(());
    }
    let words = |(year, weeks): (u32, u32)| format!("first_year = {year}, weeks = {weeks}");
    Err(LabError::disk(
        "a scenario with other dates than the baseline has no pairs",
        format!("scenarios/{}.toml", asked.scenario.id),
        words(span(asked)),
        words(span(baseline)),
        "`closerun run --scenario NAME` runs it alone",
    ))
}

fn digest(case: &Case, scenario: &str, settings: &[Under]) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(&case.digest)
        .field(scenario);
    let all = settings.iter().fold(start, |digest, setting| {
        let digest = digest.field(&setting.name);
        setting.pairs.iter().fold(digest, |digest, pair| {
            let sides = [
                (&pair.digests.0, &pair.baseline),
                (&pair.digests.1, &pair.scenario),
            ];
            let digest = digest.field(pair.seed.to_le_bytes());
            sides.into_iter().fold(digest, |digest, (last, numbers)| {
                numbers
                    .iter()
                    .fold(digest.field(last), |digest, (key, value)| {
                        digest.field(&key.quantity).number(*value)
                    })
            })
        })
    });
    all.hex()
}

/// Runs again what a manifest of `closerun whatif` tells of; returns the digest.
///
/// # Errors
/// A manifest that does not tell it, or whatever stops the runs.
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let scenario = manifest["scenario"].as_str();
    let numbers = manifest["seed"].as_u64().zip(manifest["pairs"].as_u64());
    let (Some(scenario), Some((first, pairs))) = (scenario, numbers) else {
        return Err(LabError::disk(
            "this manifest does not tell what was run",
            crate::store::manifest::NAME,
            "no scenario, seed or pairs",
            "a manifest that `closerun whatif` wrote",
            "it was changed by hand; run again",
        ));
    };
    let stop = AtomicBool::new(false);
    let watch = Watch {
        threads,
        progress: &|_, _| {},
        stop: &stop,
    };
    let pairs = u32::try_from(pairs).unwrap_or(u32::MAX);
    let ask = Ask {
        scenario,
        first,
        pairs,
    };
    Ok(run(case, ask, watch)?.digest)
}

#[cfg(test)]
mod tests;
