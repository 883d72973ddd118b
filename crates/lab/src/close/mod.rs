//! The close run (sentences 51 and 52): what happens to specialists in 1936, with their patron in office and without him from January 1935.
//!
//! Pairs of runs with one seed, in the baseline setting and under each rival. What is asked: how the outcome is distributed over seeds, whether
//! it has one peak or two, and what moves it: which rival, which parameter. **That there are two ways is put in**: the switch
//! (`model::decision::penal`) turns or does not, and multiplies accusations by a number of ours. So two peaks are no finding; that they
//! would blur into one would be. How often the switch turns is a rate of ours on which nothing bears.
//!
//! Over an ensemble each pair has the parameters of one member, the same on both sides; a rival with members of its own has those.
//!
//! No optimiser reads any of this; it is a description of runs.

pub mod files;
pub mod hinges;
pub mod modes;
mod table;

pub use files::json;
pub use table::{Bins, table};

use crate::ensemble::{Over, Seeds};
use crate::error::LabError;
use crate::run::{Watch, pool_for};
use crate::setting::{Prepared, Setting};
use crate::simulate::{Run, run_one};
use argument::case::Case;
use argument::runs::{BASELINE, Setting as Trialled, Trial, Trials};
use hinges::{Hinge, Pull};
use model::observe::posts::OFFICES;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Pairs of runs in the baseline setting unless told otherwise.
pub const PAIRS: u32 = 100;
/// Scenario that takes the patron away.
pub const WITHOUT: &str = "protector-removed";
/// The year that sentence 52 is about.
const YEAR: &str = "1936";

/// What is looked at in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Share of posts of specialists in steel from which one is removed.
    Removed,
    /// Specialists arrested, all branches.
    Arrested,
    /// Arrested for a thousand posts under the commissariat that answers for steel.
    Hazard,
    /// Chance that suspicion would have taken a penal form by the end of the year.
    Chance,
    /// Whether it has.
    HitHard,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Removed,
        Self::Arrested,
        Self::Hazard,
        Self::Chance,
        Self::HitHard,
    ];

    /// Output that gives it.
    pub fn output(self) -> &'static str {
        match self {
            Self::Removed => "specialists_removed",
            Self::Arrested => "specialists_arrested",
            Self::Hazard => "specialist_arrest_hazard",
            Self::Chance => "penal_chance",
            Self::HitHard => "specialists_hit_hard",
        }
    }

    /// In words, with its unit.
    pub fn words(self) -> &'static str {
        match self {
            Self::Removed => "removed from posts in steel, of a thousand",
            Self::Arrested => "arrested in all branches, persons",
            Self::Hazard => "arrested for a thousand posts of heavy industry",
            Self::Chance => "chance of the penal form by the end of the year, per cent",
            Self::HitHard => "runs in which the switch has turned, per cent",
        }
    }

    /// What a number of the output is multiplied by to have that unit.
    fn scale(self) -> f64 {
        match self {
            Self::Removed => 1e3,
            Self::Chance | Self::HitHard => 1e2,
            Self::Arrested | Self::Hazard => 1.0,
        }
    }

    /// Value of the one dimension that is taken; "" for all of them, added up.
    fn word(self) -> &'static str {
        match self {
            Self::Removed => "steel",
            Self::Hazard => OFFICES[1],
            Self::Arrested | Self::Chance | Self::HitHard => "",
        }
    }

    /// Takes it out of numbers of 1936: each with the value of its dimension, "" if it has none.
    fn of<'a>(self, numbers: impl Iterator<Item = (&'a str, f64)>) -> Option<f64> {
        let word = self.word();
        let own = numbers.filter(|(value, _)| word.is_empty() || *value == word);
        let sum = own.map(|(_, number)| number).reduce(|a, b| a + b)?;
        Some(self.scale() * sum)
    }
}

/// What one run gives of each measure, in their order.
pub type Given = [Option<f64>; Measure::ALL.len()];

/// Two runs with one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The seed.
    pub seed: u64,
    /// With the patron in office.
    pub with: Given,
    /// Without him.
    pub without: Given,
}

impl Pair {
    /// One side of it.
    pub fn side(&self, patron: bool) -> &Given {
        if patron { &self.with } else { &self.without }
    }
}

/// The pairs of one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// Key of the rival, or the baseline.
    pub name: String,
    /// In the order of their seeds.
    pub pairs: Vec<Pair>,
}

impl Under {
    /// All values of a measure on one side.
    pub fn values(&self, measure: Measure, patron: bool) -> Vec<f64> {
        let pairs = self.pairs.iter();
        let all = pairs.filter_map(|pair| pair.side(patron)[measure as usize]);
        all.collect()
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Close {
    /// The baseline setting first, then each rival.
    pub settings: Vec<Under>,
    /// What each rival does, the one that moves most first.
    pub hinges: Vec<Hinge>,
    /// What each parameter does over draws of all of them, the strongest first; empty if that was not run.
    pub pulls: Vec<Pull>,
    /// Draws that gave a run.
    pub draws: usize,
    /// Runs made.
    pub runs: usize,
    /// Freeze of the ensemble that gave each pair its parameters; none for the parameters as they stand.
    pub ensemble: Option<i16>,
    /// How long it took.
    pub wall_seconds: f64,
}

/// What the trials of a check already hold; none if they have no such contrast.
pub fn of_trials(trials: &Trials) -> Option<Close> {
    let settings: Vec<Under> = trials.settings.iter().filter_map(of_setting).collect();
    if settings.first()?.name != BASELINE {
        return None;
    }
    Some(Close {
        hinges: hinges::of_rivals(&settings),
        settings,
        pulls: Vec::new(),
        draws: 0,
        runs: 0,
        ensemble: trials.ensemble,
        wall_seconds: 0.0,
    })
}

/// Pairs of which both sides were run; rivals with none are left out.
fn of_setting(setting: &Trialled) -> Option<Under> {
    let both = |trial: &&Trial| {
        [BASELINE, WITHOUT]
            .iter()
            .all(|one| trial.ran.contains(*one))
    };
    let given = |trial: &Trial, scenario: &str| {
        Measure::ALL.map(|measure| {
            let own = trial.values.iter().filter(|(key, _)| {
                key.scenario == scenario && key.output == measure.output() && key.date == YEAR
            });
            measure.of(own
                .map(|(key, value)| (key.dims.values().next().map_or("", String::as_str), *value)))
        })
    };
    let pairs = setting.trials.iter().filter(both).map(|trial| Pair {
        seed: trial.seed,
        with: given(trial, BASELINE),
        without: given(trial, WITHOUT),
    });
    let pairs: Vec<Pair> = pairs.collect();
    (!pairs.is_empty()).then(|| Under {
        name: setting.name.clone(),
        pairs,
    })
}

fn of_run(run: &Run) -> Given {
    Measure::ALL.map(|measure| {
        let own = run
            .observations
            .iter()
            .filter(|one| one.quantity == measure.output() && one.date == YEAR);
        measure.of(own.map(|one| {
            (
                one.dims.first().map_or("", |(_, word)| word.as_str()),
                one.value,
            )
        }))
    })
}

/// Pairs of a rival for so many of the baseline.
fn of_rival(pairs: u32) -> u32 {
    (pairs / 50).max(2).min(pairs)
}

/// Runs pairs in the baseline setting, fewer under each rival, and as many runs with all parameters drawn from their priors. The
/// result does not depend on the number of threads.
///
/// # Errors
/// A case without a model or without the scenario `protector-removed`; `Interrupted` if it was stopped.
pub fn run(case: &Case, asked: Seeds, watch: Watch<'_>) -> Result<Close, LabError> {
    let began = Instant::now();
    let pairs = asked.number;
    let over = Over::of(case, asked.ensemble)?;
    let prepared = Prepared::of(case)?;
    let rivals = case.runs.rivals().map(|rival| Some(rival.id.as_str()));
    let names: Vec<Option<&str>> = std::iter::once(None).chain(rivals).collect();
    let counts = |name: Option<&str>| name.map_or(pairs, |_| of_rival(pairs));
    let all = names
        .iter()
        .map(|name| 2 * counts(*name) as usize)
        .sum::<usize>()
        + pairs as usize;
    let done = AtomicUsize::new(0);
    let tick = || -> Result<(), LabError> {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        (watch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        Ok(())
    };
    let few = |number: u32| Seeds { number, ..asked };
    pool_for(watch.threads, all)?.install(|| {
        let settings: Result<Vec<Under>, LabError> = names
            .iter()
            .map(|name| under((&prepared, &over), *name, few(counts(*name)), &tick))
            .collect();
        let settings = settings?;
        let drawn = drawn(&prepared, &asked.all().collect::<Vec<u64>>(), &tick)?;
        Ok(Close {
            hinges: hinges::of_rivals(&settings),
            pulls: hinges::of_parameters(&drawn, &|one| over.leaves_open(one)),
            draws: drawn.len(),
            settings,
            runs: all,
            ensemble: asked.ensemble,
            wall_seconds: began.elapsed().as_secs_f64(),
        })
    })
}

/// Called after each run.
type Tick<'a> = &'a (dyn Fn() -> Result<(), LabError> + Sync);

fn under(
    (prepared, over): (&Prepared<'_>, &Over),
    rival: Option<&str>,
    seeds: Seeds,
    tick: Tick<'_>,
) -> Result<Under, LabError> {
    let with = prepared.setting((rival, BASELINE), None)?;
    let without = prepared.setting((rival, WITHOUT), None)?;
    let one = |(setting, scenario): (&Setting, &str), seed: u64| -> Result<Given, LabError> {
        let own = over.setting((prepared, setting), (rival, scenario), seeds.place(seed))?;
        let given = of_run(&run_one(&own, seed)?);
        tick()?;
        Ok(given)
    };
    let pair = |seed: u64| -> Result<Pair, LabError> {
        Ok(Pair {
            seed,
            with: one((&with, BASELINE), seed)?,
            without: one((&without, WITHOUT), seed)?,
        })
    };
    let all: Vec<u64> = seeds.all().collect();
    let pairs: Result<Vec<Pair>, LabError> = all.into_par_iter().map(pair).collect();
    Ok(Under {
        name: rival.unwrap_or(BASELINE).to_owned(),
        pairs: pairs?,
    })
}

/// The baseline with all parameters drawn: the first value of each parameter, and what the run gave. Draws that no law admits give no run.
fn drawn(
    prepared: &Prepared<'_>,
    seeds: &[u64],
    tick: Tick<'_>,
) -> Result<Vec<hinges::Drawn>, LabError> {
    let one = |seed: &u64| -> Result<Option<hinges::Drawn>, LabError> {
        let setting = prepared.setting((None, BASELINE), Some(*seed));
        let given = match &setting {
            Err(_not_admitted) => None,
            Ok(setting) => Some(hinges::Drawn {
                parameters: setting
                    .parameters
                    .iter()
                    .filter_map(|one| Some((one.id.clone(), one.values.first()?.1)))
                    .collect(),
                given: of_run(&run_one(setting, *seed)?),
            }),
        };
        tick()?;
        Ok(given)
    };
    let all: Result<Vec<Option<hinges::Drawn>>, LabError> = seeds.par_iter().map(one).collect();
    Ok(all?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests;
