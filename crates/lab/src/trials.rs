//! The runs that the claims of a case ask for: rival settings x scenarios x seeds.
//!
//! A setting is the baseline, or one rival with its rule in place of ours: one changed at a time. Seeds are the same in every
//! setting and scenario, so that differences between them are not chance. Nothing is run for a case without claims on runs.

use crate::error::LabError;
use crate::run::{Watch, pool};
use crate::setting::{self, Setting};
use crate::simulate::run_world;
use argument::case::Case;
use argument::claim::On;
use argument::predicate::Predicate;
use argument::runs::{Address, BASELINE, PRIOR, Setting as Trialled, Trial, Trials};
use engine::digest::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Seeds of each setting, unless told otherwise.
pub const REPLICATES: u32 = 16;
/// The first seed; the others follow it.
pub const FIRST_SEED: u64 = 1933;

/// What the claims of a case ask of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    /// Scenarios, the baseline among them.
    scenarios: BTreeSet<String>,
    /// Scenarios whose numbers are asked for under parameters from the prior.
    over_prior: BTreeSet<String>,
    /// Outputs.
    outputs: BTreeSet<String>,
}

impl Asked {
    fn by(case: &Case) -> Self {
        let mut asked = Self::default();
        for claim in &case.claims {
            let Some(runs) = &claim.runs else { continue };
            asked.scenarios.insert(BASELINE.to_owned());
            asked.scenarios.extend(runs.ablations.iter().cloned());
            let predicates = case.predicates(&claim.id);
            let pairs = claim.readings().iter().zip(predicates);
            let on_runs = pairs.filter(|(reading, _)| reading.on == On::Runs);
            for term in on_runs.flat_map(|(_, predicate): (_, &Predicate)| &predicate.terms) {
                asked.outputs.insert(term.quantity.clone());
                let scenario = term.under.as_deref().unwrap_or(BASELINE).to_owned();
                if runs.over_prior {
                    asked.over_prior.insert(scenario.clone());
                }
                asked.scenarios.insert(scenario);
            }
        }
        asked
    }
}

/// One run to be made.
struct Task<'a> {
    setting: &'a Setting,
    scenario: &'a str,
    seed: u64,
}

/// Makes the runs. The result does not depend on the number of threads.
///
/// # Errors
/// A setting that cannot be read; `Interrupted` if it was stopped; an audit that failed.
pub fn collect(case: &Case, replicates: u32, watch: Watch<'_>) -> Result<Trials, LabError> {
    let asked = Asked::by(case);
    if asked.scenarios.is_empty() {
        return Ok(Trials::none());
    }
    let rivals = case.runs.rivals().map(|rival| Some(rival.id.as_str()));
    let names: Vec<Option<&str>> = std::iter::once(None).chain(rivals).collect();
    let seeds: Vec<u64> = (0..u64::from(replicates)).map(|i| FIRST_SEED + i).collect();
    let all = (names.len() * asked.scenarios.len() + asked.over_prior.len()) * seeds.len();
    let done = AtomicUsize::new(0);
    let tick = || -> Result<(), LabError> {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        (watch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        Ok(())
    };
    pool(watch.threads)?.install(|| {
        let settings = over_settings(case, &asked, (&names, &seeds), &tick)?;
        let prior = over_prior(case, &asked, &seeds, &tick)?;
        Ok(Trials {
            digest: digest(settings.iter().chain(&prior)),
            runs: all,
            settings,
            prior,
        })
    })
}

/// Every setting, each scenario of it, each seed.
fn over_settings(
    case: &Case,
    asked: &Asked,
    (names, seeds): (&[Option<&str>], &[u64]),
    tick: &(dyn Fn() -> Result<(), LabError> + Sync),
) -> Result<Vec<Trialled>, LabError> {
    let pairs: Vec<(Option<&str>, &str)> = names
        .iter()
        .flat_map(|rival| asked.scenarios.iter().map(|key| (*rival, key.as_str())))
        .collect();
    let read = |(rival, key): &(Option<&str>, &str)| setting::read_under(case, *rival, key);
    let settings: Result<Vec<Setting>, _> = pairs.par_iter().map(read).collect();
    let settings = settings?;
    let tasks: Vec<Task<'_>> = settings
        .iter()
        .zip(&pairs)
        .flat_map(|(setting, (_, scenario))| {
            let task = move |seed: &u64| Task {
                setting,
                scenario,
                seed: *seed,
            };
            seeds.iter().map(task)
        })
        .collect();
    let values: Result<Vec<_>, LabError> = tasks
        .par_iter()
        .map(|task| {
            let values = numbers(asked, task)?;
            tick()?;
            Ok(values)
        })
        .collect();
    let values = values?;
    let of_setting = values.chunks(asked.scenarios.len() * seeds.len());
    Ok(names
        .iter()
        .zip(of_setting)
        .map(|(rival, values)| Trialled {
            name: rival.unwrap_or(BASELINE).to_owned(),
            trials: by_seed(seeds, values),
        })
        .collect())
}

/// The baseline with parameters from the prior, if a claim asks for it. A draw that no law admits gives no numbers.
fn over_prior(
    case: &Case,
    asked: &Asked,
    seeds: &[u64],
    tick: &(dyn Fn() -> Result<(), LabError> + Sync),
) -> Result<Option<Trialled>, LabError> {
    if asked.over_prior.is_empty() {
        return Ok(None);
    }
    let pairs: Vec<(&str, u64)> = asked
        .over_prior
        .iter()
        .flat_map(|key| seeds.iter().map(|seed| (key.as_str(), *seed)))
        .collect();
    let one = |(scenario, seed): &(&str, u64)| -> Result<BTreeMap<Address, f64>, LabError> {
        let drawn = setting::read_drawn(case, (None, scenario), Some(*seed));
        let values = match &drawn {
            Err(_not_admitted) => BTreeMap::new(),
            Ok(setting) => numbers(
                asked,
                &Task {
                    setting,
                    scenario,
                    seed: *seed,
                },
            )?,
        };
        tick()?;
        Ok(values)
    };
    let values: Result<Vec<_>, LabError> = pairs.par_iter().map(one).collect();
    Ok(Some(Trialled {
        name: PRIOR.to_owned(),
        trials: by_seed(seeds, &values?),
    }))
}

/// The numbers of one run that claims may ask for.
fn numbers(asked: &Asked, task: &Task<'_>) -> Result<BTreeMap<Address, f64>, LabError> {
    let run = run_world(task.setting, task.seed)?;
    let wanted = run.observations.into_iter();
    Ok(wanted
        .filter(|one| asked.outputs.contains(one.quantity))
        .map(|one| {
            let dims = one.dims.into_iter();
            let address = Address {
                scenario: task.scenario.to_owned(),
                output: one.quantity.to_owned(),
                date: one.date,
                dims: dims.map(|(name, value)| (name.to_owned(), value)).collect(),
            };
            (address, one.value)
        })
        .collect())
}

/// Puts together what one seed gave under every scenario: `values` holds all seeds of the first, then all of the second.
fn by_seed(seeds: &[u64], values: &[BTreeMap<Address, f64>]) -> Vec<Trial> {
    let trial = |(at, seed): (usize, &u64)| {
        let own = values.iter().skip(at).step_by(seeds.len());
        Trial {
            seed: *seed,
            values: own
                .flat_map(|part| part.iter().map(|(key, value)| (key.clone(), *value)))
                .collect(),
        }
    };
    seeds.iter().enumerate().map(trial).collect()
}

fn digest<'a>(settings: impl Iterator<Item = &'a Trialled>) -> String {
    let mut digest = Digest::new();
    for setting in settings {
        digest = digest.field(&setting.name);
        for trial in &setting.trials {
            digest = digest.field(trial.seed.to_le_bytes());
            for (key, value) in &trial.values {
                digest = digest
                    .field(&key.scenario)
                    .field(&key.output)
                    .field(&key.date);
                for (name, word) in &key.dims {
                    digest = digest.field(name).field(word);
                }
                digest = digest.number(*value);
            }
        }
    }
    digest.hex()
}
