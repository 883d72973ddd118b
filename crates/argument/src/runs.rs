//! Runs of a model, as far as a claim must know them: what a run gives, under which scenarios, and what it gave.
//!
//! This room knows nothing of any model. Whoever has one declares its outputs and scenarios ([`Runs`]), runs
//! it, and hands over the numbers ([`Trials`]). A trial is one rival setting with one seed; it answers for every
//! scenario with that same seed, so that a contrast between two scenarios shares all its chance.

use crate::evidence::{Base, Kind, Quantity};
use crate::fault::Place;
use crate::predicate::{Term, When};
use crate::unit::{DeathKind, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Key of the scenario that a term without `under` means, and of the setting with no rival in it.
pub const BASELINE: &str = "baseline";
/// Name of the setting whose parameters are drawn anew from their prior ranges.
pub const PRIOR: &str = "prior";

/// At which dates a run gives an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// For each calendar year.
    Year,
    /// On each first of January, that of the start included.
    January,
    /// For each year from July to June.
    FarmYear,
    /// For one period only, which no predicate can ask for.
    Once,
}

/// One number that runs give.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Name in predicates.
    pub id: String,
    /// What it is, in plain words.
    pub name: String,
    /// Unit.
    pub unit: Unit,
    /// What sort of number it is.
    pub kind: Kind,
    /// At which dates it is given.
    pub at: At,
    /// Kind of death counted, if any.
    pub deaths: Option<DeathKind>,
    /// Its dimensions, each with the closed list of its values.
    pub dimensions: Vec<(String, Vec<String>)>,
}

/// One scenario of a case, as far as a predicate may name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Key.
    pub id: String,
    /// Name.
    pub name: String,
    /// First year of its runs.
    pub first_year: i16,
    /// Whole years that a run lasts.
    pub years: i16,
    /// What it rivals, "" for the baseline and for counterfactuals.
    pub rival: String,
}

impl Scenario {
    /// Rows of the passage that it rivals: those before the colon. None for the baseline and for counterfactuals.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        let (rows, _) = self.rival.split_once(':').unwrap_or_default();
        rows.split(',').map(str::trim).filter(|row| !row.is_empty())
    }

    /// Whether its runs give an output at this date.
    fn has(&self, at: At, when: When) -> bool {
        match (at, when) {
            (At::Year, When::Year(year)) => {
                (self.first_year..self.first_year + self.years).contains(&year)
            }
            (At::January, When::Span(day)) => {
                let year = day.start_year();
                day.is_instant()
                    && day.to_string().ends_with("-01-01")
                    && (self.first_year..=self.first_year + self.years).contains(&year)
            }
            (At::FarmYear, When::Span(span)) => {
                let year = span.start_year();
                span.to_string() == format!("{year}-07/{}-06", year + 1)
                    && (self.first_year..self.first_year + self.years - 1).contains(&year)
            }
            _ => false,
        }
    }

    /// The dates at which its runs give an output, in words.
    pub fn dates(&self, at: At) -> String {
        let last = self.first_year + self.years;
        match at {
            At::Year => format!("{} to {}", self.first_year, last - 1),
            At::January => format!("'{}-01-01' to '{last}-01-01'", self.first_year),
            At::FarmYear => format!(
                "'{}-07/{}-06' to '{}-07/{}-06'",
                self.first_year,
                self.first_year + 1,
                last - 2,
                last - 1
            ),
            At::Once => "none that a claim can ask for".to_owned(),
        }
    }
}

/// What a model declares: its outputs and the scenarios of the case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    outputs: BTreeMap<String, Output>,
    scenarios: BTreeMap<String, Scenario>,
    base: Base,
}

impl Runs {
    /// A case without a model: no outputs, no scenarios.
    pub fn none() -> Self {
        Self::default()
    }

    /// Outputs and scenarios, by their keys.
    pub fn new(outputs: Vec<Output>, scenarios: Vec<Scenario>) -> Self {
        let quantities = outputs.iter().map(|one| (one.id.clone(), quantity(one)));
        Self {
            base: Base {
                quantities: quantities.collect(),
                ..Base::default()
            },
            outputs: outputs
                .into_iter()
                .map(|one| (one.id.clone(), one))
                .collect(),
            scenarios: scenarios
                .into_iter()
                .map(|one| (one.id.clone(), one))
                .collect(),
        }
    }

    /// Whether there is no model.
    pub fn is_none(&self) -> bool {
        self.outputs.is_empty()
    }

    /// The output with this name.
    pub fn output(&self, id: &str) -> Option<&Output> {
        self.outputs.get(id)
    }

    /// Names of all outputs.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.outputs.keys().map(String::as_str)
    }

    /// The scenario with this key.
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.get(id)
    }

    /// Scenarios that are rival settings: another rule for the same history.
    pub fn rivals(&self) -> impl Iterator<Item = &Scenario> {
        self.scenarios
            .values()
            .filter(|scenario| !scenario.rival.is_empty())
    }

    /// Keys of the other scenarios but the baseline: what `under` and `ablations` may name.
    pub fn counterfactuals(&self) -> impl Iterator<Item = &str> + Clone {
        self.scenarios
            .values()
            .filter(|scenario| scenario.rival.is_empty() && scenario.id != BASELINE)
            .map(|scenario| scenario.id.as_str())
    }

    /// The outputs as quantities without series, for everything that asks only for units and names.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Whether runs give an output at this date under this scenario.
    pub fn has(&self, output: &Output, when: When, under: Option<&str>) -> bool {
        self.scenario(under.unwrap_or(BASELINE))
            .is_some_and(|scenario| scenario.has(output.at, when))
    }
}

fn quantity(output: &Output) -> Quantity {
    Quantity {
        id: output.id.clone(),
        name: output.name.clone(),
        topic: "runs".to_owned(),
        kind: output.kind,
        unit: output.unit,
        place: String::new(),
        dimensions: output
            .dimensions
            .iter()
            .map(|(name, _)| name.clone())
            .collect(),
        deaths: output.deaths,
        body: String::new(),
        mechanisms: Vec::new(),
        note: String::new(),
        series: Vec::new(),
        at: Place::default(),
    }
}

/// Where one number of a trial stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Key of the scenario.
    pub scenario: String,
    /// Name of the output.
    pub output: String,
    /// Date as the predicate writes it: 1933, or 1933-01-01.
    pub date: String,
    /// Values of its dimensions.
    pub dims: BTreeMap<String, String>,
}

impl Address {
    /// Where the number that a term asks for stands.
    pub fn of(term: &Term) -> Self {
        Self {
            scenario: term.under.clone().unwrap_or_else(|| BASELINE.to_owned()),
            output: term.quantity.clone(),
            date: match term.when {
                When::Year(year) => year.to_string(),
                When::Span(span) => span.to_string(),
                When::Event => String::new(),
            },
            dims: term.dims.clone(),
        }
    }
}

/// One rival setting with one seed, and with an ensemble the parameters of the member that has this seed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// The seed, the same under every scenario and in every setting.
    pub seed: u64,
    /// Scenarios that were run with it. Contrasts under a rival, and ablations, which only mutants ask for, may be run with fewer seeds.
    pub ran: BTreeSet<String>,
    /// Its numbers, in the unit of each output.
    pub values: BTreeMap<Address, f64>,
}

/// The trials of one setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    /// Key of the rival, or the baseline.
    pub name: String,
    /// One a seed, in the order of the seeds.
    pub trials: Vec<Trial>,
}

/// All runs that the claims of a case ask for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trials {
    /// The baseline first, then each rival alone.
    pub settings: Vec<Setting>,
    /// The baseline with parameters drawn anew for each seed, if a claim asks for it.
    pub prior: Option<Setting>,
    /// Last year whose observations made the ensemble from which every seed has its parameters; none if all seeds have the same.
    pub ensemble: Option<i16>,
    /// With an ensemble: the baseline scenario with the same parameters for all seeds, which shows chance alone.
    pub chance: Option<Setting>,
    /// Runs made.
    pub runs: usize,
    /// Digest of all numbers, "" if nothing was run.
    pub digest: String,
}

impl Trials {
    /// Nothing was run.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether nothing was run.
    pub fn is_none(&self) -> bool {
        self.settings.is_empty()
    }

    /// Whether every rival was run like the baseline: with all seeds and all scenarios.
    pub fn is_full(&self) -> bool {
        let Some((baseline, rivals)) = self.settings.split_first() else {
            return false;
        };
        let alike = |rival: &Setting| {
            let pairs = baseline.trials.iter().zip(&rival.trials);
            pairs.into_iter().all(|(own, other)| own.ran == other.ran)
        };
        rivals.iter().all(alike)
    }

    /// Seeds of the baseline in each setting.
    pub fn replicates(&self) -> usize {
        self.settings
            .first()
            .map_or(0, |setting| setting.trials.len())
    }
}

/// The 5th percentile, the median and the 95th percentile of some values; none of none.
pub fn band(values: Vec<f64>) -> Option<[f64; 3]> {
    quantiles(values, [0.05, 0.5, 0.95])
}

/// Values below which these shares (0 to 1) of some values lie, on straight lines between neighbours; none of none.
pub fn quantiles<const N: usize>(mut values: Vec<f64>, shares: [f64; N]) -> Option<[f64; N]> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(shares.map(|share| {
        let place = share * last as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in the list"
        )]
        let below = place.floor() as usize;
        let above = (below + 1).min(last);
        values[below] + (values[above] - values[below]) * (place - place.floor())
    }))
}
