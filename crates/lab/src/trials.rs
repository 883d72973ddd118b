//! The runs that the claims of a case ask for: rival settings x scenarios x seeds.
//!
//! A setting is the baseline, or one rival with its rule in place of ours: one changed at a time. Seeds are the same in every
//! setting and scenario, so that differences between them are not chance. In rival settings runs are made with the first quarter of the
//! seeds: a contrast is exact seed by seed, and fewer seeds tell whether a rule denies it. A contrast is run under the rivals of the rows
//! to which its sentences belong, the baseline under all of them; `check --full` runs everything under all rivals with all seeds.
//! Nothing is run for a case without claims on runs.
//!
//! Over an ensemble every seed has the parameters of one member, the same in every scenario, so that a contrast stays exact. A rival that was
//! matched to the observations itself has its own members and gives the baseline scenario with all seeds, so that no rule is judged with
//! parameters that another was fitted by; under the others the rule changes and nothing else. The baseline scenario is also run with the
//! parameters as they stand, which tells chance apart from parameters.

use crate::ensemble::Over;
use crate::error::LabError;
use crate::run::{Watch, pool_for};
use crate::setting::{Prepared, Setting};
use crate::simulate::{Run, custody, run_world};
use crate::stored::parts::Parts;
use crate::stored::steps::Steps;
use argument::case::Case;
use argument::runs::{Address, BASELINE, PRIOR, Setting as Trialled, Trial, Trials};
use engine::digest::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod asked;

use asked::{Asked, Rival};

/// Seeds of each setting, unless told otherwise.
pub const REPLICATES: u32 = 16;
/// Draws of all parameters for each seed: a share of 16 draws has a standard error of twelve points at most.
const DRAWS_A_SEED: u32 = 1;
/// The first seed; the others follow it. Members of an ensemble have the same.
pub const FIRST_SEED: u64 = 1933;
/// The baseline scenario with the parameters as they stand, beside an ensemble.
pub const CHANCE: &str = "parameters-as-they-stand";

/// Seeds of a contrast under a rival setting, and of an ablation: the first quarter.
pub fn quarter(seeds: usize) -> usize {
    seeds.div_ceil(4)
}

/// How much of what claims ask is run. No status depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What statuses need.
    Statuses,
    /// Ablations as well, which mutants need.
    Mutants,
    /// Draws from the priors as well, which are told beside a verdict.
    All,
    /// Every scenario under every rival with every seed as well.
    Full,
}

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Seeds of each setting.
    pub replicates: u32,
    /// How much of what claims ask.
    pub depth: Depth,
    /// Freeze of the ensemble that gives each seed its parameters; none for the parameters as they stand.
    pub ensemble: Option<i16>,
}

/// One run to be made.
struct Task<'a> {
    setting: &'a Setting,
    scenario: &'a str,
    seed: u64,
}

impl Task<'_> {
    /// Makes it: the numbers that claims may ask for, as a trial.
    fn made(&self, asked: &Asked) -> Result<Trial, LabError> {
        Ok(trial((self.scenario, self.seed), numbers(asked, self)?))
    }
}

fn trial((scenario, seed): (&str, u64), values: BTreeMap<Address, f64>) -> Trial {
    Trial {
        seed,
        ran: BTreeSet::from([scenario.to_owned()]),
        values,
    }
}

/// Makes the runs. The result does not depend on the number of threads.
///
/// # Errors
/// A setting that cannot be read; `Interrupted` if it was stopped; an audit that failed.
pub fn collect(case: &Case, ask: Ask, watch: Watch<'_>) -> Result<Trials, LabError> {
    collect_keeping(case, ask, watch, &Parts::none())
}

/// The same, taking runs that a stopped job left and leaving those that are done. The result is the same, bit by bit.
///
/// # Errors
/// As [`collect`].
pub fn collect_keeping(
    case: &Case,
    ask: Ask,
    watch: Watch<'_>,
    parts: &Parts,
) -> Result<Trials, LabError> {
    let asked = Asked::by(case, ask.depth);
    if asked.scenarios.is_empty() {
        return Ok(Trials::none());
    }
    let over = Over::of(case, ask.ensemble)?;
    let rivals = case.runs.rivals().map(|rival| {
        Some(Rival {
            id: rival.id.clone(),
            rows: rival.rows().map(str::to_owned).collect(),
            fitted: over.has(&rival.id),
        })
    });
    let names: Vec<Option<Rival>> = std::iter::once(None).chain(rivals).collect();
    let from_first = |number: u32| -> Vec<u64> {
        let numbers = 0..u64::from(number);
        numbers.map(|i| FIRST_SEED + i).collect()
    };
    let seeds = from_first(ask.replicates);
    let draws = from_first(ask.replicates.saturating_mul(DRAWS_A_SEED));
    let each = names
        .iter()
        .map(|rival| asked.runs(rival.as_ref(), seeds.len()));
    let alone = over.freeze().map_or(0, |_| seeds.len());
    let all = each.sum::<usize>() + asked.over_prior.len() * draws.len() + alone;
    let steps = Steps::new(watch, parts, all);
    let prepared = Prepared::of(case)?;
    pool_for(watch.threads, all)?.install(|| {
        let settings = over_settings((&prepared, &over), &asked, (&names, &seeds), &steps)?;
        let prior = over_prior(&prepared, &asked, &draws, &steps)?;
        let chance = chance(&prepared, &asked, &seeds[..alone], &steps)?;
        steps.go_on()?;
        Ok(Trials {
            digest: digest(settings.iter().chain(&prior).chain(&chance)),
            runs: all,
            settings,
            prior,
            ensemble: over.freeze(),
            chance,
        })
    })
}

/// Every setting, each scenario of it, each seed.
fn over_settings(
    (prepared, over): (&Prepared<'_>, &Over),
    asked: &Asked,
    (names, seeds): (&[Option<Rival>], &[u64]),
    steps: &Steps<'_>,
) -> Result<Vec<Trialled>, LabError> {
    let pairs: Vec<(Option<&str>, &str, usize)> = names
        .iter()
        .flat_map(|rival| {
            let plan = asked.plan(rival.as_ref(), seeds.len()).into_iter();
            let id = rival.as_ref().map(|rival| rival.id.as_str());
            plan.map(move |(key, seeds)| (id, key, seeds))
        })
        .collect();
    // All are read before anything is run, also where members will have other parameters: what is wrong with a file is said at once.
    let read =
        |(rival, key, _): &(Option<&str>, &str, usize)| prepared.setting((*rival, *key), None);
    let settings: Result<Vec<Setting>, _> = pairs.par_iter().map(read).collect();
    let settings = settings?;
    let together: Vec<_> = settings.iter().zip(&pairs).collect();
    let given: Result<Vec<Vec<Trial>>, LabError> = together
        .par_iter()
        .map(|(setting, (rival, scenario, count))| {
            let one = |seed| {
                let about = (*rival, *scenario);
                let own = over.setting((prepared, *setting), about, seed - FIRST_SEED)?;
                let task = Task {
                    setting: &own,
                    scenario,
                    seed,
                };
                task.made(asked)
            };
            let name = over.name(*rival);
            steps.runs((&name, scenario), &seeds[..*count], &one)
        })
        .collect();
    let mut given = given?.into_iter();
    let setting = |rival: Option<&Rival>| {
        let scenarios = asked.plan(rival, seeds.len()).len();
        let own = given.by_ref().take(scenarios).flatten();
        Trialled {
            name: rival.map_or(BASELINE, |rival| &rival.id).to_owned(),
            trials: by_seed(seeds, &own.collect::<Vec<_>>()),
        }
    };
    Ok(names.iter().map(Option::as_ref).map(setting).collect())
}

/// The baseline with parameters from the prior, if a claim asks for it. A draw that no law admits gives no numbers.
fn over_prior(
    prepared: &Prepared<'_>,
    asked: &Asked,
    seeds: &[u64],
    steps: &Steps<'_>,
) -> Result<Option<Trialled>, LabError> {
    if asked.over_prior.is_empty() {
        return Ok(None);
    }
    let of = |scenario: &&String| {
        let one = |seed| match &prepared.setting((None, scenario), Some(seed)) {
            Err(_not_admitted) => Ok(trial((scenario, seed), BTreeMap::new())),
            Ok(setting) => {
                let task = Task {
                    setting,
                    scenario,
                    seed,
                };
                task.made(asked)
            }
        };
        steps.runs((PRIOR, scenario), seeds, &one)
    };
    let scenarios: Vec<&String> = asked.over_prior.iter().collect();
    let given: Result<Vec<Vec<Trial>>, LabError> = scenarios.par_iter().map(of).collect();
    let given: Vec<Trial> = given?.into_iter().flatten().collect();
    Ok(Some(Trialled {
        name: PRIOR.to_owned(),
        trials: by_seed(seeds, &given),
    }))
}

/// The baseline scenario with the parameters as they stand: chance alone. None without seeds.
fn chance(
    prepared: &Prepared<'_>,
    asked: &Asked,
    seeds: &[u64],
    steps: &Steps<'_>,
) -> Result<Option<Trialled>, LabError> {
    if seeds.is_empty() {
        return Ok(None);
    }
    let setting = &prepared.setting((None, BASELINE), None)?;
    let one = |seed| {
        let task = Task {
            setting,
            scenario: BASELINE,
            seed,
        };
        task.made(asked)
    };
    // By the name under which a check without an ensemble keeps the same runs.
    Ok(Some(Trialled {
        name: CHANCE.to_owned(),
        trials: steps.runs((BASELINE, BASELINE), seeds, &one)?,
    }))
}

/// The numbers of one run that claims may ask for.
fn numbers(asked: &Asked, task: &Task<'_>) -> Result<BTreeMap<Address, f64>, LabError> {
    let run = run_world(task.setting, task.seed)?;
    let people = ledger(task, &run);
    let wanted = run.observations.into_iter();
    Ok(wanted
        .filter(|one| asked.outputs.contains(one.quantity) || told(task, one.quantity))
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
        .chain(people)
        .collect())
}

/// Whether the panels of the report show an output: of the baseline scenario alone.
fn told(task: &Task<'_>, output: &str) -> bool {
    task.scenario == BASELINE && crate::report::panels::shows(output)
}

/// What happened to people in a run of the baseline scenario, which views of growth show beside it, and where orders moved them.
fn ledger(task: &Task<'_>, run: &Run) -> Vec<(Address, f64)> {
    if task.scenario != BASELINE {
        return Vec::new();
    }
    let told = crate::simulate::ledger::of_run(task.setting, run).into_iter();
    told.map(|one| {
        let kinds = (!one.kind.is_empty()).then(|| ("kind".to_owned(), one.kind.to_owned()));
        let address = Address {
            scenario: BASELINE.to_owned(),
            output: one.quantity.to_owned(),
            date: one.year.to_string(),
            dims: kinds.into_iter().collect(),
        };
        (address, one.number)
    })
    .chain(orders(task, run))
    .collect()
}

/// What became of those whom orders and sentences moved, over the whole run.
fn orders<'r>(task: &Task<'r>, run: &Run) -> impl Iterator<Item = (Address, f64)> + use<'r> {
    let span = &task.setting.setup.span;
    let years: Vec<u32> = span.years().collect();
    let of = |year: Option<&u32>| year.map_or_else(String::new, u32::to_string);
    let date = format!("{}/{}", of(years.first()), of(years.last()));
    let all = custody::of_run(task.setting, run).into_iter();
    all.map(move |(order, fate, number)| {
        let dims = [
            ("fate".to_owned(), fate.to_owned()),
            ("order".to_owned(), order),
        ];
        let address = Address {
            scenario: BASELINE.to_owned(),
            output: custody::MOVED.to_owned(),
            date: date.clone(),
            dims: dims.into_iter().collect(),
        };
        (address, number as f64)
    })
}

/// Puts together what each seed gave under every scenario it was run with.
fn by_seed(seeds: &[u64], given: &[Trial]) -> Vec<Trial> {
    let trial = |seed: &u64| {
        let own = || given.iter().filter(|one| one.seed == *seed);
        let values = own().flat_map(|one| &one.values);
        Trial {
            seed: *seed,
            ran: own().flat_map(|one| one.ran.iter().cloned()).collect(),
            values: values.map(|(key, value)| (key.clone(), *value)).collect(),
        }
    };
    seeds.iter().map(trial).collect()
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
