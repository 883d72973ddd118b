//! Paired ensembles: baseline and scenario with the same seeds, in the baseline setting and in each rival setting.
//!
//! Every draw has an address, so the two runs of a pair share all the noise that the scenario does not touch. That makes a difference
//! sharper; it does not make it a cause, nor the model right.
//!
//! Over an ensemble each pair has the parameters of one member, the same on both sides; a rival that has members of its own is run with those. The
//! baseline setting is then also run with the parameters as they stand, which tells chance apart from doubt about parameters.

pub mod contrast;
pub mod doubt;
pub mod files;
pub mod kept;
pub(crate) mod number;
pub mod several;
pub mod table;

pub use number::{Key, LEDGER, LOST_BIRTHS, MOVED, Numbers};

use crate::ensemble::{Over, Seeds};
use crate::error::LabError;
use crate::run::{VERSION, Watch, pool_for};
use crate::setting::{Prepared, Scenario, Setting};
use crate::stored::parts::Parts;
use crate::stored::steps::Steps;
use crate::trials::CHANCE;
use argument::case::Case;
use argument::runs::BASELINE;
use contrast::{Difference, IndexSpread};
use engine::digest::Digest;
use kept::Side;
use rayon::prelude::*;
use serde_json::Value;
use std::sync::Arc;
use std::time::Instant;

/// Pairs in each setting unless told otherwise.
pub const PAIRS: u32 = 16;
/// What is set against the baseline, and with which seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Key of the scenario.
    pub scenario: &'a str,
    /// Which pairs.
    pub seeds: Seeds,
}

/// Two runs with one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The seed of both.
    pub seed: u64,
    /// Numbers of the baseline; of several scenarios, those of the first, which all pairs of a seed share.
    pub baseline: Arc<Numbers>,
    /// Numbers of the scenario.
    pub scenario: Arc<Numbers>,
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
    /// Over an ensemble: the baseline setting with the parameters as they stand, which is chance alone.
    pub chance: Option<Under>,
    /// Every difference, the human side first.
    pub differences: Vec<Difference>,
    /// How far rival indices differ, where there are any.
    pub index_spreads: Vec<IndexSpread>,
    /// Which pairs were run.
    pub seeds: Seeds,
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
        let all = self.settings.iter().chain(&self.chance);
        all.map(|one| 2 * one.pairs.len()).sum()
    }

    /// Beside a figure of arrests: what it hangs on in both scenarios of the baseline setting, under these names.
    pub fn elasticity(&self, key: &Key, names: [&str; 2]) -> Option<String> {
        let pairs = self.settings.first().map_or(&[][..], |one| &one.pairs);
        crate::arrests::beside(pairs, (&key.quantity, &key.date), names)
    }

    /// Pairs in each setting.
    pub fn pairs(&self) -> usize {
        self.settings.first().map_or(0, |one| one.pairs.len())
    }
}

/// All sides in one setting, ready to be run: what is compared with, then what is compared.
struct Ready<'o> {
    name: String,
    rival: Option<String>,
    /// Whose parameters its pairs have.
    over: &'o Over,
    sides: Vec<Setting>,
}

/// Runs the pairs and compares them. The result does not depend on the number of threads.
///
/// # Errors
/// A case without a model, an unknown scenario, the baseline itself, a scenario with other dates; `Interrupted` if it was stopped.
pub fn run(case: &Case, ask: Ask<'_>, watch: Watch<'_>) -> Result<WhatIf, LabError> {
    run_keeping(case, ask, watch, &Parts::none())
}

/// The same, taking runs that a stopped job left and leaving those that are done. The result is the same, bit by bit.
///
/// # Errors
/// As [`run`].
pub fn run_keeping(
    case: &Case,
    ask: Ask<'_>,
    watch: Watch<'_>,
    parts: &Parts,
) -> Result<WhatIf, LabError> {
    let names = [BASELINE, ask.scenario];
    let (_, all) = against(case, &names, ask.seeds, (watch, parts))?;
    all.into_iter().next().ok_or(LabError::Interrupted)
}

/// Runs each of these scenarios in pairs with the first of them, which is run once a setting and seed.
fn against(
    case: &Case,
    names: &[&str],
    asked: Seeds,
    (watch, parts): (Watch<'_>, &Parts),
) -> Result<(Scenario, Vec<WhatIf>), LabError> {
    let began = Instant::now();
    let (over, standing) = (Over::of(case, asked.ensemble)?, Over::none());
    let prepared = Prepared::of(case)?;
    let ready = ready(&prepared, (&over, &standing), names)?;
    let seeds: Vec<u64> = asked.all().collect();
    let tasks: Vec<(&Ready<'_>, &Setting)> = ready
        .iter()
        .flat_map(|one| one.sides.iter().map(move |side| (one, side)))
        .collect();
    let length = tasks.len() * seeds.len();
    let steps = Steps::new(watch, parts, length);
    let run = |(under, setting): &(&Ready<'_>, &Setting)| {
        let (over, about) = (
            under.over,
            (under.rival.as_deref(), setting.scenario.id.as_str()),
        );
        let one = |seed: u64| {
            let own = over.setting((&prepared, *setting), about, asked.place(seed))?;
            kept::side(&own, seed)
        };
        steps.runs((&over.name(about.0), about.1), &seeds, &one)
    };
    let made: Result<Vec<Vec<Side>>, LabError> =
        pool_for(watch.threads, length)?.install(|| tasks.par_iter().map(run).collect());
    let (made, mut all) = (made?, Vec::new());
    let Some((base, others)) = ready.first().and_then(|one| one.sides.split_first()) else {
        return Err(LabError::Interrupted);
    };
    for (at, other) in others.iter().enumerate() {
        let of_setting = made.chunks(names.len());
        let settings = ready.iter().zip(of_setting).map(|(one, sides)| Under {
            name: one.name.clone(),
            pairs: in_pairs(&seeds, &sides[0], &sides[at + 1]),
        });
        let settings = settings.collect();
        let mut whole = compared(case, (&base.scenario.id, other), settings, asked);
        whole.wall_seconds = began.elapsed().as_secs_f64();
        all.push(whole);
    }
    Ok((base.scenario.clone(), all))
}

/// Two sides seed by seed.
fn in_pairs(seeds: &[u64], baseline: &[Side], scenario: &[Side]) -> Vec<Pair> {
    let sides = baseline.iter().zip(scenario);
    let all = seeds.iter().zip(sides);
    all.map(|(seed, (baseline, scenario))| Pair {
        seed: *seed,
        baseline: Arc::clone(&baseline.numbers),
        scenario: Arc::clone(&scenario.numbers),
        digests: (baseline.digest.clone(), scenario.digest.clone()),
    })
    .collect()
}

/// What these runs say.
fn compared(
    case: &Case,
    (base, setting): (&str, &Setting),
    settings: Vec<Under>,
    seeds: Seeds,
) -> WhatIf {
    let digest = digest(case, (base, &setting.scenario.id), &settings);
    let (mut chance, settings): (Vec<Under>, Vec<Under>) =
        settings.into_iter().partition(|one| one.name == CHANCE);
    let chance = chance.pop();
    let mut differences = contrast::differences(&settings, chance.as_ref());
    differences.sort_by_key(|one| one.key.place());
    WhatIf {
        digest,
        index_spreads: contrast::index_spreads(&differences),
        steps: setting.setup.span.weeks,
        scenario: setting.scenario.clone(),
        settings,
        chance,
        differences,
        seeds,
        wall_seconds: 0.0,
    }
}

/// All sides in the baseline setting and under every rival but those that are asked about; over an ensemble, last, in the baseline setting with
/// the parameters as they stand.
fn ready<'o>(
    prepared: &Prepared<'_>,
    (over, standing): (&'o Over, &'o Over),
    names: &[&str],
) -> Result<Vec<Ready<'o>>, LabError> {
    let case = prepared.case();
    let sides = |rival: Option<&str>| -> Result<Vec<Setting>, LabError> {
        let all = names.iter().rev();
        let all = all.map(|name| Ok(prepared.setting((rival, *name), None)?));
        let mut all = all.collect::<Result<Vec<Setting>, LabError>>()?;
        all.reverse();
        Ok(all)
    };
    let first = Ready {
        name: BASELINE.to_owned(),
        rival: None,
        over,
        sides: sides(None)?,
    };
    if let [BASELINE, BASELINE] = names {
        return Err(against_itself(case));
    }
    if let Some((base, others)) = first.sides.split_first() {
        for other in others {
            refuse_other_dates(base, other)?;
        }
    }
    let rivals: Vec<&str> = case.runs.rivals().map(|rival| rival.id.as_str()).collect();
    let rivals = rivals.into_iter().filter(|rival| !names.contains(rival));
    let under = rivals.map(|rival| -> Result<Ready<'o>, LabError> {
        Ok(Ready {
            name: rival.to_owned(),
            rival: Some(rival.to_owned()),
            over,
            sides: sides(Some(rival))?,
        })
    });
    let chance = over.freeze().map(|_| Ready {
        name: CHANCE.to_owned(),
        rival: None,
        over: standing,
        sides: first.sides.clone(),
    });
    let all = std::iter::once(Ok(first)).chain(under);
    all.chain(chance.map(Ok)).collect()
}

fn against_itself(case: &Case) -> LabError {
    let others = crate::setting::scenarios(case).into_iter();
    let others: Vec<&str> = others.filter(|name| *name != BASELINE).collect();
    LabError::disk(
        "the baseline cannot be set against itself",
        "whatif",
        BASELINE,
        others.join(", "),
        "name a scenario that changes something",
    )
}

/// Runs of other dates have no pairs.
fn refuse_other_dates(base: &Setting, asked: &Setting) -> Result<(), LabError> {
    let span = |one: &Setting| (one.scenario.first_year, one.scenario.weeks);
    if span(base) == span(asked) {
        return Ok(());
    }
    let words = |(year, weeks): (u32, u32)| format!("first_year = {year}, weeks = {weeks}");
    Err(LabError::disk(
        format!(
            "a scenario with other dates than {} has no pairs",
            match base.scenario.id.as_str() {
                BASELINE => "the baseline",
                other => other,
            }
        ),
        format!("scenarios/{}.toml", asked.scenario.id),
        words(span(asked)),
        words(span(base)),
        "`closerun run --scenario NAME` runs it alone",
    ))
}

fn digest(case: &Case, (base, scenario): (&str, &str), settings: &[Under]) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(&case.digest)
        .field(base)
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
    let (Some(scenario), Some(seeds)) = (scenario, Seeds::told(manifest, "pairs")) else {
        return Err(crate::store::manifest::untold(
            "no scenario, seed or pairs",
            "whatif",
        ));
    };
    Watch::unseen(threads, |watch| {
        Ok(run(case, Ask { scenario, seeds }, watch)?.digest)
    })
}

#[cfg(test)]
mod tests;
