//! Running the model: many seeds in parallel, in an order that nothing but the seeds fixes.

pub mod beside;
pub mod custody;
pub mod economy;
pub mod files;
pub mod ledger;
pub mod specialists;
pub mod table;
pub mod twin;

use crate::ensemble::Member;
use crate::error::LabError;
use crate::run::{VERSION, Watch, pool_for};
use crate::setting::{Prepared, Setting};
use argument::case::Case;
use engine::digest::Digest;
use model::decision::plan::Revision;
use model::loops::{Input, Loop};
use model::observe::{Observation, Recorder};
use model::step;
use model::truth::custody::Fates;
use model::world::{Ledger, Process, Usage, World};
use rayon::prelude::*;
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// One run.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its seed.
    pub seed: u64,
    /// What was taken down.
    pub observations: Vec<Observation>,
    /// What happened to whom.
    pub ledger: Ledger,
    /// What became of those whom orders moved, by order.
    pub fates: Vec<Fates>,
    /// Targets that were changed.
    pub revisions: Vec<Revision>,
    /// Draws used.
    pub usage: Usage,
    /// Digest of its last state.
    pub digest: String,
    /// People at its end.
    pub left: u64,
    /// How the input of each feedback loop went, in the order of the loops.
    pub inputs: [Option<Input>; Loop::ALL.len()],
}

/// Several runs of one setting.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The runs, in the order of their seeds.
    pub runs: Vec<Run>,
    /// Digest of setting and runs.
    pub digest: String,
    /// Weeks of each run.
    pub steps: u32,
    /// How long it took; no part of any digest.
    pub wall_seconds: f64,
    /// Freeze of the shipped ensemble whose members were run, if they were.
    pub freeze: Option<i16>,
}

impl Ensemble {
    /// Draws of one process, the mean of a run.
    pub fn draws(&self, process: Process) -> u64 {
        let all: u64 = self.runs.iter().map(|run| run.usage.of(process)).sum();
        all / (self.runs.len() as u64).max(1)
    }

    /// Draws of a run, the largest.
    pub fn most_draws(&self) -> u64 {
        self.runs
            .iter()
            .map(|run| run.usage.total())
            .max()
            .unwrap_or(0)
    }
}

/// Runs a setting with the seeds `first..first + runs`.
///
/// # Errors
/// `Interrupted` if it was stopped; an audit that failed, which is a mistake of the program.
pub fn run(
    case: &Case,
    setting: &Setting,
    (first, runs): (u64, u32),
    watch: Watch<'_>,
) -> Result<Ensemble, LabError> {
    let began = Instant::now();
    let done = AtomicUsize::new(0);
    let seeds: Vec<u64> = (0..u64::from(runs))
        .map(|seed| first.wrapping_add(seed))
        .collect();
    let one = |seed: &u64| -> Result<Run, LabError> {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        let run = run_one(setting, *seed)?;
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        (watch.progress)(count, seeds.len());
        Ok(run)
    };
    let all: Result<Vec<Run>, LabError> =
        pool_for(watch.threads, seeds.len())?.install(|| seeds.par_iter().map(one).collect());
    let runs = all?;
    if watch.stop.load(Ordering::Relaxed) {
        return Err(LabError::Interrupted);
    }
    Ok(Ensemble {
        digest: digest(case, setting, &runs),
        steps: setting.setup.span.weeks,
        wall_seconds: began.elapsed().as_secs_f64(),
        freeze: None,
        runs,
    })
}

/// Runs every member of an ensemble of the case under a scenario, each with its own parameters and seed. Returns the setting as the files give
/// it as well, for names and sources.
///
/// # Errors
/// As [`run`]; members that no law admits.
pub fn run_members(
    case: &Case,
    scenario: &str,
    members: &crate::ensemble::Ensemble,
    watch: Watch<'_>,
) -> Result<(Setting, Ensemble), LabError> {
    let began = Instant::now();
    let done = AtomicUsize::new(0);
    let prepared = Prepared::of(case)?;
    let setting = prepared.setting_held_to(scenario, members.freeze)?;
    let own = members.under(None);
    let one = |member: &Member| -> Result<Run, LabError> {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        let setting = prepared.setting_at((None, scenario), &member.values)?;
        let run = run_one(&setting, member.seed)?;
        (watch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, own.len());
        Ok(run)
    };
    let all: Result<Vec<Run>, LabError> =
        pool_for(watch.threads, own.len())?.install(|| own.par_iter().map(one).collect());
    let runs = all?;
    let ensemble = Ensemble {
        digest: digest(case, &setting, &runs),
        steps: setting.setup.span.weeks,
        wall_seconds: began.elapsed().as_secs_f64(),
        freeze: Some(members.freeze),
        runs,
    };
    Ok((setting, ensemble))
}

/// One run.
///
/// # Errors
/// An audit that failed; nobody left.
pub fn run_one(setting: &Setting, seed: u64) -> Result<Run, LabError> {
    let run = run_world(setting, seed)?;
    if run.left == 0 {
        return Err(nobody(setting, seed));
    }
    Ok(run)
}

/// One run, whoever is left at its end.
///
/// # Errors
/// An audit that failed.
pub fn run_world(setting: &Setting, seed: u64) -> Result<Run, LabError> {
    let mut world = World::new(&setting.setup, seed);
    let mut recorder = Recorder::new(&world);
    step::run(&mut world, |world| recorder.watch(world)).map_err(|error| stopped(&error))?;
    Ok(Run {
        seed,
        observations: recorder.observations,
        fates: world.penal.custody.tally().to_vec(),
        revisions: std::mem::take(&mut world.country.plan.log),
        digest: world.digest(),
        left: world.counts.total(),
        inputs: Loop::ALL.map(|one| {
            let of_people = world.penal.held.input(one);
            of_people.or_else(|| world.country.held.input(one))
        }),
        ledger: world.ledger,
        usage: world.usage,
    })
}

/// What is taken down in the first weeks of a run, as the whole run would give it.
///
/// # Errors
/// An audit that failed.
pub fn observations(
    setting: &Setting,
    (seed, weeks): (u64, u32),
) -> Result<Vec<Observation>, LabError> {
    let mut world = World::new(&setting.setup, seed);
    let mut recorder = Recorder::new(&world);
    while world.week < weeks.min(setting.setup.span.weeks) {
        step::step(&mut world).map_err(|error| stopped(&error))?;
        recorder.watch(&world);
    }
    Ok(recorder.observations)
}

fn stopped(error: &dyn std::fmt::Display) -> LabError {
    LabError::disk(
        "the audit stopped a run",
        "model",
        error.to_string(),
        "everybody accounted for, to the person",
        "this is a mistake of the program; please report the seed and the scenario",
    )
}

/// A run in which nobody is left tells nothing of a society; a rate is wrong by orders of magnitude.
fn nobody(setting: &Setting, seed: u64) -> LabError {
    let path = format!("scenarios/{}.toml", setting.scenario.id);
    let changed: Vec<&str> = setting
        .scenario
        .changes
        .iter()
        .map(|change| change.parameter.as_str())
        .collect();
    let found = if changed.is_empty() {
        format!("nobody is left at the end of the run with seed {seed}")
    } else {
        format!(
            "nobody is left at the end of the run with seed {seed}; it changes {}",
            changed.join(", ")
        )
    };
    LabError::disk(
        "a scenario that removes everybody",
        path,
        found,
        "rates under which people remain",
        "check rates and their units: 2 per cent a year is 0.02",
    )
}

fn digest(case: &Case, setting: &Setting, runs: &[Run]) -> String {
    let start = Digest::new()
        .field(VERSION)
        .field(&case.digest)
        .field(&setting.scenario.id);
    let all = runs.iter().fold(start, |digest, run| {
        let digest = digest.field(run.seed.to_le_bytes()).field(&run.digest);
        run.observations.iter().fold(digest, |digest, one| {
            digest.field(one.quantity).number(one.value)
        })
    });
    all.hex()
}

/// Runs again what a manifest of `closerun run` tells of; returns the digest.
///
/// # Errors
/// A manifest that does not tell it, or whatever stops the runs.
pub fn again(case: &Case, manifest: &Value, threads: usize) -> Result<String, LabError> {
    let scenario = manifest["scenario"].as_str();
    let numbers = manifest["seed"].as_u64().zip(manifest["runs"].as_u64());
    let (Some(scenario), Some((seed, runs))) = (scenario, numbers) else {
        return Err(crate::store::manifest::untold(
            "no scenario, seed or runs",
            "run",
        ));
    };
    let freeze = manifest["ensemble"].as_i64();
    let freeze = freeze.and_then(|year| i16::try_from(year).ok());
    Watch::unseen(threads, |watch| {
        if let Some(freeze) = freeze {
            let members = crate::ensemble::read(case, freeze)?;
            return Ok(run_members(case, scenario, &members, watch)?.1.digest);
        }
        let setting = crate::setting::read(case, scenario)?;
        let runs = u32::try_from(runs).unwrap_or(u32::MAX);
        Ok(run(case, &setting, (seed, runs), watch)?.digest)
    })
}
