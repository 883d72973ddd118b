//! What the claims of a case ask of runs, and how many runs that is.

use super::{Depth, quarter};
use argument::case::Case;
use argument::claim::On;
use argument::predicate::Predicate;
use argument::runs::BASELINE;
use std::collections::{BTreeMap, BTreeSet};

/// What the claims of a case ask of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Scenarios that predicates name, the baseline among them.
    pub(super) scenarios: BTreeSet<String>,
    /// Further scenarios, for mutants alone.
    pub(super) ablations: BTreeSet<String>,
    /// Scenarios whose numbers are asked for under parameters from the prior.
    pub(super) over_prior: BTreeSet<String>,
    /// Outputs.
    pub(super) outputs: BTreeSet<String>,
    /// Rows of the sentences whose claims name a scenario, by scenario.
    pub(super) rows: BTreeMap<String, BTreeSet<String>>,
    /// Whether everything is run under every rival.
    pub(super) full: bool,
}

impl Asked {
    pub(super) fn by(case: &Case, depth: Depth) -> Self {
        let mut asked = Self {
            full: depth == Depth::Full,
            ..Self::default()
        };
        for claim in &case.claims {
            let Some(runs) = &claim.runs else { continue };
            let rows = case.passage.rows_of(&claim.units);
            asked.scenarios.insert(BASELINE.to_owned());
            if depth >= Depth::Mutants {
                asked.ablations.extend(runs.ablations.iter().cloned());
                for key in &runs.ablations {
                    asked.belongs(key, &rows);
                }
            }
            let predicates = case.predicates(&claim.id);
            let pairs = claim.readings().iter().zip(predicates);
            let on_runs = pairs.filter(|(reading, _)| reading.on == On::Runs);
            for term in on_runs.flat_map(|(_, predicate): (_, &Predicate)| &predicate.terms) {
                asked.outputs.insert(term.quantity.clone());
                let scenario = term.under.as_deref().unwrap_or(BASELINE).to_owned();
                asked.belongs(&scenario, &rows);
                if runs.over_prior && depth >= Depth::All {
                    asked.over_prior.insert(scenario.clone());
                }
                asked.scenarios.insert(scenario);
            }
        }
        if !asked.scenarios.is_empty() {
            let told = crate::report::rules::TOLD;
            asked.outputs.extend(told.map(str::to_owned));
            asked.outputs.insert(crate::cost::HELD.to_owned());
            asked.outputs.extend(crate::disputes::outputs(case));
            let close = crate::close::Measure::ALL.map(crate::close::Measure::output);
            asked.outputs.extend(close.map(str::to_owned));
        }
        let named = asked.scenarios.clone();
        asked.ablations.retain(|key| !named.contains(key));
        asked
    }

    /// Notes that a claim on sentences of these rows names a scenario.
    fn belongs(&mut self, scenario: &str, rows: &BTreeSet<String>) {
        let known = self.rows.entry(scenario.to_owned()).or_default();
        known.extend(rows.iter().cloned());
    }

    /// Scenarios to be run in a setting, each with how many of the seeds: all of them in the baseline setting, a quarter of them
    /// under a rival, save the baseline scenario of a rival with its own members, and for mutants, which need only be told from their claim. Under a rival a contrast is run if they share a row.
    pub(super) fn plan(&self, rival: Option<&Rival>, seeds: usize) -> Vec<(&str, usize)> {
        let quarter = quarter(seeds);
        let shared = |key: &str| match rival {
            None => true,
            Some(_) if self.full || key == BASELINE => true,
            Some(rival) => {
                let rows = self.rows.get(key);
                rows.is_some_and(|rows| rival.rows.iter().any(|row| rows.contains(row)))
            }
        };
        let whole = |key: &str| {
            let fitted = rival.is_none_or(|rival| rival.fitted && key == BASELINE);
            fitted || self.full
        };
        let named = self.scenarios.iter().map(|key| {
            let key = key.as_str();
            (key, if whole(key) { seeds } else { quarter })
        });
        let ablated = self.ablations.iter().map(|key| (key.as_str(), quarter));
        let all = named.chain(ablated);
        all.filter(|(key, _)| shared(key)).collect()
    }

    /// Runs of a setting.
    pub(super) fn runs(&self, rival: Option<&Rival>, seeds: usize) -> usize {
        let plan = self.plan(rival, seeds);
        plan.iter().map(|(_, seeds)| seeds).sum()
    }
}

/// A rival setting, with the rows that it rivals.
#[derive(Clone, Debug)]
pub(super) struct Rival {
    pub(super) id: String,
    pub(super) rows: Vec<String>,
    /// Whether it has members of its own in the ensemble.
    pub(super) fitted: bool,
}
