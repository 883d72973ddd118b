//! Runs of pairs as they are kept for the case that a job is stopped: the numbers of one run and the digest of its last state, bit by bit.

use super::number::{Key, Numbers};
use crate::error::LabError;
use crate::run::Watch;
use crate::setting::Setting;
use crate::simulate::run_one;
use crate::stored::Store;
use crate::stored::parts::Parts;
use argument::case::Case;
use argument::runs::{Address, Trial};
use engine::digest::Digest;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Output that stands for the digest of the last state; no output of the model is called so.
const LAST: &str = "(last state)";
/// Its one dimension, whose value is the digest.
const HEX: &str = "digest";

/// Runs that a stopped job of this kind left: of this case, these scenarios and this first seed. `fresh` takes them away first.
pub fn parts(store: &Store, case: &Case, (names, first): (&[&str], u64), fresh: bool) -> Parts {
    let start = Digest::new()
        .field(&case.digest)
        .field("pairs")
        .field(first.to_le_bytes());
    let key = names.iter().fold(start, Digest::field);
    let mut own = case.clone();
    own.digest = key.hex();
    store.parts(&own, fresh)
}

/// One side of a pair.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    /// Its numbers.
    pub numbers: Arc<Numbers>,
    /// Digest of its last state.
    pub digest: String,
}

impl Side {
    fn to_trial(&self, seed: u64, scenario: &str) -> Trial {
        let address = |output: &str, date: &str, dims: &[(String, String)]| Address {
            scenario: scenario.to_owned(),
            output: output.to_owned(),
            date: date.to_owned(),
            dims: dims.iter().cloned().collect(),
        };
        let last = [(HEX.to_owned(), self.digest.clone())];
        let numbers = self.numbers.iter();
        let numbers =
            numbers.map(|(key, value)| (address(&key.quantity, &key.date, &key.dims), *value));
        Trial {
            seed,
            ran: BTreeSet::from([scenario.to_owned()]),
            values: numbers.chain([(address(LAST, "", &last), 0.0)]).collect(),
        }
    }

    /// Nothing if the digest is not there.
    fn of_trial(trial: &Trial) -> Option<Self> {
        let is_last = |address: &Address| address.output == LAST;
        let digest = trial.values.keys().find(|one| is_last(one))?;
        let digest = digest.dims.get(HEX)?.clone();
        let numbers = trial.values.iter().filter(|(one, _)| !is_last(one));
        let numbers = numbers.map(|(one, value)| {
            let key = Key {
                quantity: one.output.clone(),
                date: one.date.clone(),
                dims: one.dims.clone().into_iter().collect(),
            };
            (key, *value)
        });
        Some(Self {
            numbers: Arc::new(numbers.collect()),
            digest,
        })
    }
}

/// A job that runs sides: whom it tells, and what is there already.
pub(super) struct Sides<'a> {
    pub watch: Watch<'a>,
    pub parts: &'a Parts,
    pub done: AtomicUsize,
    pub all: usize,
}

impl Sides<'_> {
    fn go_on(&self) -> Result<(), LabError> {
        if self.watch.stop.load(Ordering::Relaxed) {
            return Err(LabError::Interrupted);
        }
        Ok(())
    }

    fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.watch.progress)(done, self.all);
    }

    /// The runs of a scenario under a rival or in the baseline setting, in the order of the seeds. Those that are there are taken; what is
    /// done is kept, also when it was stopped half-way.
    pub(super) fn of(
        &self,
        (under, setting): (&str, &Setting),
        seeds: &[u64],
    ) -> Result<Vec<Side>, LabError> {
        let scenario = setting.scenario.id.as_str();
        let mut known = self.parts.recall(under, scenario);
        let run = |seed: &u64| -> Result<Side, LabError> {
            if let Some(side) = known.get(seed).and_then(Side::of_trial) {
                self.tick();
                return Ok(side);
            }
            self.go_on()?;
            let run = run_one(setting, *seed)?;
            let side = Side {
                numbers: Arc::new(super::number::of_run(setting, &run)),
                digest: run.digest,
            };
            self.tick();
            Ok(side)
        };
        let all: Vec<Result<Side, LabError>> = seeds.par_iter().map(run).collect();
        let before = known.len();
        for (seed, side) in seeds.iter().zip(&all) {
            if let Ok(side) = side {
                let trial = || side.to_trial(*seed, scenario);
                known.entry(*seed).or_insert_with(trial);
            }
        }
        let new = known.len() - before;
        if new > 0 {
            let known = known.into_values().collect();
            self.parts.keep(under, scenario, (known, new));
        }
        all.into_iter().collect()
    }
}
