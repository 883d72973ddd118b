//! One run for a fit: parameters from a point of the unit cube, outputs as logarithms beside the observations.

use super::Clerk;
use crate::error::LabError;
use crate::setting::{Prepared, Sought, Target};
use crate::simulate;
use crate::simulate::beside::{dims, same_date};
use crate::table::pairs;
use argument::runs::BASELINE;
use model::observe::Observation;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is run and what it is held to.
pub(super) struct Task<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) rival: Option<&'a str>,
    pub(super) sought: Vec<&'a Sought>,
    pub(super) targets: Vec<&'a Target>,
    /// Weeks that are run.
    pub(super) weeks: u32,
    pub(super) clerk: &'a Clerk<'a>,
}

/// Logarithms of the outputs, in the order of the targets; not a number where a run has none or no law admits the parameters.
pub(super) type Given = Vec<f64>;

impl Task<'_> {
    /// Parameters at a point.
    pub(super) fn values(&self, point: &[f64]) -> BTreeMap<String, f64> {
        let pairs = self.sought.iter().zip(point);
        pairs
            .map(|(one, u)| {
                let (low, high) = one.prior;
                (one.id.clone(), rounded(low + (high - low) * u, (low, high)))
            })
            .collect()
    }

    /// Runs each point with its seed.
    pub(super) fn run(&self, tasks: &[(&[f64], u64)]) -> Result<Vec<Given>, LabError> {
        tasks
            .par_iter()
            .map(|(point, seed)| {
                let given = self.one(point, *seed)?;
                self.clerk.tick()?;
                Ok(given)
            })
            .collect()
    }

    fn one(&self, point: &[f64], seed: u64) -> Result<Given, LabError> {
        let about = (self.rival, BASELINE);
        let setting = match self.prepared.setting_at(about, &self.values(point)) {
            Ok(setting) => setting,
            Err(not_admitted) => {
                // It gives no numbers, and is ruled out.
                self.clerk.refuse(&not_admitted);
                return Ok(vec![f64::NAN; self.targets.len()]);
            }
        };
        let all = simulate::observations(&setting, (seed, self.weeks))?;
        Ok(self
            .targets
            .iter()
            .map(|target| log_of(&all, target))
            .collect())
    }
}

/// The logarithm of an output in a run.
fn log_of(all: &[Observation], target: &Target) -> f64 {
    let value = value_of(all, (&target.quantity, target.date), &target.dims);
    match value {
        Some(value) if value > 0.0 => libm::log(value),
        _ => f64::NAN,
    }
}

/// An output in a run: same quantity and dimensions, a date that is the same to the model.
pub(super) fn value_of(
    all: &[Observation],
    (quantity, date): (&str, argument::date::Period),
    wanted: &BTreeMap<String, String>,
) -> Option<f64> {
    let words = pairs(wanted);
    let mut own = all.iter().filter(|one| one.quantity == quantity);
    let found = own.find(|one| same_date(&one.date, date) && dims(one) == words);
    found.map(|one| one.value)
}

/// A parameter as it is written down: nine digits of its range, so that what is read from a file is what was run.
fn rounded(value: f64, (low, high): (f64, f64)) -> f64 {
    format!("{value:.8e}")
        .parse::<f64>()
        .unwrap_or(value)
        .clamp(low, high)
}
