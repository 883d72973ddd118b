//! A job of many runs: whom it tells, whether it goes on, what is there already, and what it leaves when it is stopped.

use super::parts::Parts;
use crate::error::LabError;
use crate::run::Watch;
use argument::runs::Trial;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a job makes of one run, which can be kept as a trial.
pub(crate) trait Made: Sized + Send {
    /// Out of a trial that was kept; none if that lacks what it takes.
    fn of_trial(trial: &Trial) -> Option<Self>;

    /// The trial that is kept of it.
    fn to_trial(&self, seed: u64, scenario: &str) -> Trial;
}

impl Made for Trial {
    fn of_trial(trial: &Trial) -> Option<Self> {
        Some(trial.clone())
    }

    fn to_trial(&self, _seed: u64, _scenario: &str) -> Trial {
        self.clone()
    }
}

/// The steps of a job.
pub(crate) struct Steps<'a> {
    watch: Watch<'a>,
    parts: &'a Parts,
    done: AtomicUsize,
    all: usize,
}

impl<'a> Steps<'a> {
    /// Nothing is done yet of so many runs.
    pub(crate) fn new(watch: Watch<'a>, parts: &'a Parts, all: usize) -> Self {
        Self {
            watch,
            parts,
            done: AtomicUsize::new(0),
            all,
        }
    }

    /// # Errors
    /// `Interrupted` if the job was stopped.
    pub(crate) fn go_on(&self) -> Result<(), LabError> {
        if self.watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        Ok(())
    }

    fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.watch.progress)(done, self.all);
    }

    /// The runs of a scenario in a setting, in the order of the seeds. Those that are there are taken; what is done is kept, also when
    /// it was stopped half-way.
    ///
    /// # Errors
    /// As `one`, which makes a run; `Interrupted` if the job was stopped.
    pub(crate) fn runs<M: Made>(
        &self,
        (setting, scenario): (&str, &str),
        seeds: &[u64],
        one: &(dyn Fn(u64) -> Result<M, LabError> + Sync),
    ) -> Result<Vec<M>, LabError> {
        let mut known = self.parts.recall(setting, scenario);
        let run = |seed: &u64| -> Result<M, LabError> {
            if let Some(made) = known.get(seed).and_then(M::of_trial) {
                self.tick();
                return Ok(made);
            }
            self.go_on()?;
            let made = one(*seed)?;
            self.tick();
            Ok(made)
        };
        let all: Vec<Result<M, LabError>> = seeds.par_iter().map(run).collect();
        let before = known.len();
        for (seed, made) in seeds.iter().zip(&all) {
            if let Ok(made) = made {
                let trial = || made.to_trial(*seed, scenario);
                known.entry(*seed).or_insert_with(trial);
            }
        }
        let new = known.len() - before;
        if new > 0 {
            let known = known.into_values().collect();
            self.parts.keep(setting, scenario, (known, new));
        }
        all.into_iter().collect()
    }
}
