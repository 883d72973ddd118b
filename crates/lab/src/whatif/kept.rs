//! Runs of pairs as they are kept for the case that a job is stopped: the numbers of one run and the digest of its last state, bit by bit.

use super::number::{Key, Numbers};
use crate::error::LabError;
use crate::setting::Setting;
use crate::simulate::run_one;
use crate::stored::Store;
use crate::stored::parts::Parts;
use crate::stored::steps::Made;
use argument::case::Case;
use argument::runs::{Address, Trial};
use engine::digest::Digest;
use std::collections::BTreeSet;
use std::sync::Arc;

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

impl Made for Side {
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

/// Makes one side with a seed.
pub(super) fn side(setting: &Setting, seed: u64) -> Result<Side, LabError> {
    let run = run_one(setting, seed)?;
    Ok(Side {
        numbers: Arc::new(super::number::of_run(setting, &run)),
        digest: run.digest,
    })
}
