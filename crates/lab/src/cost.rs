//! The human columns: what happened to people in the runs that a view is made of. `run` prints them by year; every view of growth
//! stands beside them, and both are worked out here.
//!
//! Which sentences are about growth is said here and not in a case, so that no setting takes the columns away. Kinds are never added.

use crate::setting::Setting;
use crate::simulate::{Ensemble, ledger};
use crate::words::rounded;
use argument::passage::Unit;
use argument::runs::{Address, BASELINE, Trials, band};
use argument::verdict::Check;
use ledger::{LEDGER, LOST_BIRTHS};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Output that counts those who are held on a first of January.
pub(crate) const HELD: &str = "held_in_custody";

/// Rows of the passage that are about output, plans, records and living standards.
const GROWTH: [&str; 8] = ["R5", "R6", "R18", "R19", "R20", "R24", "R25", "R27"];

/// Whether a sentence is about growth, so that its cost must stand beside it.
pub fn is_of_growth(unit: &Unit) -> bool {
    unit.rows.iter().any(|row| GROWTH.contains(&row.as_str()))
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
    kind(LEDGER, "died-settlement", "died in special settlements"),
    kind(LEDGER, "died-exile", "died in exile"),
    EXECUTED,
    kind(LEDGER, "left-country", "left the country"),
];

/// Those that stand beside growth.
pub const BESIDE_GROWTH: [Kind; 5] = [
    HUNGER,
    EXECUTED,
    CAMPS,
    kind(HELD, "exile", "in exile when the year ends"),
    kind(HELD, "relative", "relatives sent with them, at its end"),
];

const HUNGER: Kind = kind(LEDGER, "died-famine", "died of hunger");
const EXECUTED: Kind = kind(LEDGER, "executed", "executed");
const CAMPS: Kind = kind(LEDGER, "died-camp", "died in camps");

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

/// The columns beside growth, from the runs that the claims were judged on; empty if nothing was run.
pub fn beside_growth(check: &Check) -> Vec<(Kind, Vec<(u32, Span)>)> {
    let (own, all) = of_trials(&check.trials);
    let first = own.iter().flat_map(|run| run.keys());
    let first = first
        .filter(|(quantity, _, _)| quantity == LEDGER)
        .map(|(_, _, year)| *year)
        .min();
    let columns = BESIDE_GROWTH.into_iter().map(|kind| {
        let mut years = by_year(kind, &own, &all);
        // Those held before the run begins belong to no year of it.
        years.retain(|(year, _)| first.is_some_and(|first| *year >= first));
        (kind, years)
    });
    columns.filter(|(_, years)| !years.is_empty()).collect()
}

/// Title of the block.
pub const TITLE: &str = "The human cost of the same years, from the same runs";
/// How to read it.
pub const NOTE: &str = "Persons, rounded: median of the baseline runs, in brackets fewest to most over the rival settings as well. Kinds overlap or \
exclude each other and are never added. Hunger of years in which the record has no famine is an error of the model in bad weather. The mass operations of 1937-38 are not in the model; the record stands in the report and under \
`closerun evidence sentenced_by_political_police`.";

/// One line a kind: its years in words.
pub fn lines(check: &Check) -> Vec<(&'static str, String)> {
    let told = |(year, span): &(u32, Span)| {
        let [median, least, most] = [span.median, span.least, span.most].map(rounded);
        if least == most {
            format!("{year} {median}")
        } else {
            format!("{year} {median} [{least} to {most}]")
        }
    };
    let columns = beside_growth(check).into_iter();
    columns
        .map(|(kind, years)| {
            let years: Vec<String> = years.iter().map(told).collect();
            (kind.says, years.join("; "))
        })
        .collect()
}

/// The same in one sentence, each kind with the fewest and the most of any year.
pub fn in_short(check: &Check) -> Option<String> {
    let columns = beside_growth(check);
    let years = columns.iter().flat_map(|(_, years)| years);
    let years: BTreeSet<u32> = years.map(|(year, _)| *year).collect();
    let (first, last) = (years.first()?, years.last()?);
    let columns: Vec<String> = columns
        .iter()
        .filter_map(|(kind, years)| {
            let least = years.iter().map(|(_, span)| span.least);
            let most = years.iter().map(|(_, span)| span.most);
            let least = rounded(least.min_by(f64::total_cmp)?);
            let most = rounded(most.max_by(f64::total_cmp)?);
            let says = kind.says;
            Some(format!("{says} {least} to {most}"))
        })
        .collect();
    (!columns.is_empty()).then(|| {
        format!(
            "The human cost of the same years, {first} to {last}: persons in any one of them, fewest to most of all runs, kinds never added. {}. The mass operations of 1937-38 are not in the model.",
            columns.join("; ")
        )
    })
}

/// The block as JSON.
pub(crate) fn json(check: &Check) -> Value {
    let columns = beside_growth(check).into_iter();
    let columns: Vec<Value> = columns
        .flat_map(|(kind, years)| {
            years.into_iter().map(move |(year, span)| {
                json!({ "quantity": kind.quantity, "kind": kind.word, "says": kind.says, "year": year,
                    "median": span.median, "least": span.least, "most": span.most, "unit": "persons" })
            })
        })
        .collect();
    json!(columns)
}

#[cfg(test)]
mod tests {
    use super::{HUNGER, People, by_year};

    fn run(deaths: f64) -> People {
        let key = (HUNGER.quantity.to_owned(), HUNGER.word.to_owned(), 1933_u32);
        People::from([(key, deaths)])
    }

    #[test]
    fn the_median_is_of_the_baseline_and_the_ends_are_of_all() {
        let own = [run(10.0), run(30.0), run(20.0)];
        let all = [own.to_vec(), vec![run(5.0), run(90.0)]].concat();
        let told = by_year(HUNGER, &own, &all);
        let (year, span) = told[0];
        assert_eq!((told.len(), year), (1, 1933));
        assert!((span.median - 20.0).abs() < 1e-9, "{span:?}");
        assert!((span.least - 5.0).abs() < 1e-9, "{span:?}");
        assert!((span.most - 90.0).abs() < 1e-9, "{span:?}");
        assert!(by_year(super::EXECUTED, &own, &all).is_empty());
    }
}
