//! The human columns: what happened to people in the runs that a view is made of, and what the evidence holds of the same. `run` prints
//! them by year; every view of growth stands beside them, and all of it is worked out here.
//!
//! Which sentences are about growth, and which series stand beside which kind, is said here and not in a case, so that no setting takes
//! the columns away. Kinds are never added. Where no run bears on a sentence the record stands alone.

mod beside;
mod record;

pub use beside::{Beside, Block};
pub use record::{Figure, Range, Recorded, of as recorded};

use crate::setting::Setting;
use crate::simulate::{Ensemble, ledger};
use argument::passage::Unit;
use argument::runs::{Address, BASELINE, Trials, band};
use argument::verdict::{Check, UnitVerdict};
use ledger::{LEDGER, LOST_BIRTHS};
use std::collections::{BTreeMap, BTreeSet};

/// Output that counts those who are held on a first of January.
pub(crate) const HELD: &str = "held_in_custody";
/// Quantity of the evidence that counts special settlers on a first of January; no output of the model does.
const SETTLERS: &str = "special_settlers";
/// Output and quantity that count everybody on a first of January.
pub(crate) const POPULATION: &str = "population";

/// The year from which on the mass operations are missing from the model: they began in the summer of 1937.
const MASS_OPERATIONS: u32 = 1937;

/// What executions of 1937 are where the model's number is told; without a full stop.
pub const ORDINARY_CASES: &str =
    "Executions of 1937 are those of ordinary cases: the model holds none of the mass operations";
/// Why a number of the model is not shown.
pub const NOT_IN_THE_MODEL: &str = "The model holds none of the mass operations of 1937 and 1938, so it cannot give executions of 1937: the record alone stands there.";

/// Rows of the passage that are about output, plans, records and living standards.
const GROWTH: [&str; 8] = ["R5", "R6", "R18", "R19", "R20", "R24", "R25", "R27"];

/// Whether a sentence is about growth, so that its cost must stand beside it.
pub fn is_of_growth(unit: &Unit) -> bool {
    unit.rows.iter().any(|row| GROWTH.contains(&row.as_str()))
}

/// Whether runs bear on a sentence, and so whether the model's columns stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// No run does: the record stands alone.
    None,
    /// Only through background of ours, or a tension, that is told with it.
    Background,
    /// A claim that the sentence makes is judged on runs.
    Sentence,
}

impl Bearing {
    /// How runs bear on a sentence.
    pub fn of(check: &Check, verdict: &UnitVerdict) -> Self {
        let on_runs = |i: &usize| check.claims[*i].runs.is_some();
        if check.trials.is_none() {
            Self::None
        } else if verdict.claims.iter().any(on_runs) {
            Self::Sentence
        } else if verdict.beside.iter().any(on_runs) {
            Self::Background
        } else {
            Self::None
        }
    }
}

/// A kind of what happened to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// Quantity.
    pub quantity: &'static str,
    /// Value of its one dimension, "" if it has none.
    pub word: &'static str,
    /// In words.
    pub says: &'static str,
}

const fn kind(quantity: &'static str, word: &'static str, says: &'static str) -> Kind {
    Kind {
        quantity,
        word,
        says,
    }
}

/// The columns that `run` prints, in its order.
pub const LEDGER_COLUMNS: [Kind; 9] = [
    kind(LEDGER, "born", "born"),
    kind(LOST_BIRTHS, "", "births lost, an expected number"),
    kind(LEDGER, "died-ordinary", "died as was usual"),
    HUNGER,
    CAMPS,
    SETTLED,
    kind(LEDGER, "died-exile", "died in exile"),
    EXECUTED,
    kind(LEDGER, "left-country", "left the country"),
];

/// Those that stand beside growth.
pub const BESIDE_GROWTH: [Kind; 7] = [
    HUNGER,
    EXECUTED,
    CAMPS,
    SETTLED,
    kind(SETTLERS, "", "in special settlements when the year ends"),
    kind(HELD, "exile", "in exile when the year ends"),
    kind(HELD, "relative", "relatives sent with them, at its end"),
];

/// Kinds of the ledger of a run that the evidence counts as well, births left out.
pub const ON_RECORD: [Kind; 4] = [HUNGER, EXECUTED, CAMPS, SETTLED];

const HUNGER: Kind = kind(LEDGER, "died-famine", "died of hunger");
const EXECUTED: Kind = kind(LEDGER, "executed", "executed");
const CAMPS: Kind = kind(LEDGER, "died-camp", "died in camps");
const SETTLED: Kind = kind(LEDGER, "died-settlement", "died in special settlements");
/// Everybody, on the first of January that begins a year.
pub(crate) const EVERYBODY: Kind = kind(POPULATION, "", "on 1 January");

/// Whether the model's number of a kind and year is not shown, because it holds nothing of what made the record.
pub fn is_withheld(kind: Kind, year: u32) -> bool {
    kind == EXECUTED && year >= MASS_OPERATIONS
}

/// One number over the runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// Median over the runs of the baseline setting.
    pub median: f64,
    /// Least of all runs.
    pub least: f64,
    /// Most of all runs.
    pub most: f64,
}

/// What one run says of people: quantity, word, year.
pub type People = BTreeMap<(String, String, u32), f64>;

/// One kind over the years, in persons (births lost: in births). `own` are runs of the baseline setting, `all` these and those of rivals.
pub fn by_year(kind: Kind, own: &[People], all: &[People]) -> Vec<(u32, Span)> {
    let key = |year: u32| (kind.quantity.to_owned(), kind.word.to_owned(), year);
    let years: BTreeSet<u32> = own
        .iter()
        .flat_map(|run| run.keys().map(|(_, _, year)| *year))
        .collect();
    let span = |year: u32| -> Option<Span> {
        let of = |runs: &[People]| -> Vec<f64> {
            let values = runs.iter().filter_map(|run| run.get(&key(year)));
            values.copied().collect()
        };
        let [_, median, _] = band(of(own))?;
        let all = of(all);
        Some(Span {
            median,
            least: all.iter().copied().min_by(f64::total_cmp)?,
            most: all.iter().copied().max_by(f64::total_cmp)?,
        })
    };
    let years = years.into_iter();
    years.filter_map(|year| Some((year, span(year)?))).collect()
}

/// What the runs of an ensemble say.
pub fn of_ensemble(setting: &Setting, ensemble: &Ensemble) -> Vec<People> {
    let runs = ensemble.runs.iter();
    runs.map(|run| {
        let told = ledger::of_run(setting, run).into_iter();
        told.map(|one| {
            let key = (one.quantity.to_owned(), one.kind.to_owned(), one.year);
            (key, one.number)
        })
        .collect()
    })
    .collect()
}

/// What the runs of the baseline scenario say that claims were judged on: those of the baseline setting, and those of all settings.
fn of_trials(trials: &Trials) -> (Vec<People>, Vec<People>) {
    let mut all = Vec::new();
    let mut own = 0;
    for setting in &trials.settings {
        let runs = setting.trials.iter();
        let runs = runs.filter(|trial| trial.ran.iter().any(|ran| ran == BASELINE));
        all.extend(runs.map(|trial| people(trial.values.iter())));
        if setting.name == BASELINE {
            own = all.len();
        }
    }
    (all[..own].to_vec(), all)
}

fn people<'a>(values: impl Iterator<Item = (&'a Address, &'a f64)>) -> People {
    let told = [LEDGER, LOST_BIRTHS, HELD];
    let own = values
        .filter(|(address, _)| address.scenario == BASELINE)
        .filter(|(address, _)| told.contains(&address.output.as_str()));
    own.filter_map(|(address, value)| {
        let year: u32 = address.date.get(..4)?.parse().ok()?;
        // Who is held on a first of January is told with the year that ends.
        let year = if address.output == HELD {
            year.checked_sub(1)?
        } else {
            year
        };
        let word = address.dims.values().next().cloned().unwrap_or_default();
        Some(((address.output.clone(), word, year), *value))
    })
    .collect()
}

#[cfg(test)]
mod tests;
