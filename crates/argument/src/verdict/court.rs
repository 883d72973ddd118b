//! What claims are judged before: the evidence of a case, and the trials of a model if it has one.

use super::outcome::Outcome;
use super::reading::outcomes_where;
use super::space::{Choice, Estimates, Space};
use super::trial::Points;
use crate::case::Case;
use crate::claim::{On, Reading};
use crate::evidence::Base;
use crate::predicate::{Predicate, Test};
use crate::runs::Trials;

/// A case with the trials that its claims ask for.
#[derive(Clone, Copy, Debug)]
pub struct Court<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was run for it.
    pub trials: &'a Trials,
}

/// Everything that may answer one predicate.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// Rival series, and the ranges inside each.
    Evidence(Space),
    /// Rival settings, and the seeds of each.
    Runs(Points),
}

impl<'a> Court<'a> {
    /// Quantities, or outputs, that a reading asks for.
    pub fn names(&self, on: On) -> &'a Base {
        self.case.names(on)
    }

    /// What may answer a predicate of a reading.
    pub fn ground(&self, reading: &Reading, predicate: &Predicate) -> Ground {
        match reading.on {
            On::Evidence => {
                let all = Estimates::All;
                Ground::Evidence(Space::new(&self.case.base, predicate, &reading.only, &all))
            }
            On::Runs => Ground::Runs(Points::new(&self.case.runs, self.trials, predicate)),
        }
    }
}

impl Ground {
    /// The outcome of every combination of series, or of every setting.
    pub fn outcomes(&self, test: &Test) -> Vec<Outcome> {
        self.outcomes_where(test, &|_| true)
    }

    /// The outcome of those combinations whose series are wanted; of all settings, which have none.
    pub fn outcomes_where(&self, test: &Test, wanted: &dyn Fn(&[&Choice]) -> bool) -> Vec<Outcome> {
        match self {
            Self::Evidence(space) => outcomes_where(test, space, wanted),
            Self::Runs(points) => points.outcomes(test),
        }
    }

    /// The rival series, if it is evidence.
    pub fn space(&self) -> Option<&Space> {
        match self {
            Self::Evidence(space) => Some(space),
            Self::Runs(_) => None,
        }
    }

    /// The same, to change it.
    pub fn space_mut(&mut self) -> Option<&mut Space> {
        match self {
            Self::Evidence(space) => Some(space),
            Self::Runs(_) => None,
        }
    }
}
