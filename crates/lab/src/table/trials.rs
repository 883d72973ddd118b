//! The table of trials: every number that a run gave to a claim, with setting and seed.

use super::Kind::{Integer, Number, Text};
use super::{Cell, Spec, Table, keys};
use argument::case::Case;
use argument::claim::On;
use argument::predicate::print::term_text;
use argument::predicate::{Predicate, Term};
use argument::runs::{Address, Setting, Trial};
use argument::verdict::Check;

const TRIALS: &[Spec] = &[
    ("claim", Text, "", "key of the claim"),
    ("reading", Text, "", "key of the reading"),
    (
        "setting",
        Text,
        "",
        "baseline, a rival setting, or prior: all parameters drawn from their prior ranges",
    ),
    ("seed", Integer, "", "seed, the same under every scenario"),
    (
        "term",
        Text,
        "",
        "the number that the predicate asks for, in CEL",
    ),
    ("scenario", Text, "", "scenario of the run that gave it"),
    ("output", Text, "", "output of the model"),
    ("date", Text, "", "year, or day"),
    (
        "dimensions",
        Text,
        "",
        "values of dimensions, name=value, parted by blanks",
    ),
    (
        "value",
        Number,
        "see unit",
        "the number; missing if the run gave none",
    ),
    ("unit", Text, "", "unit of the value"),
];

/// One row a claim, reading, setting, seed and number.
pub fn trials(case: &Case, check: &Check) -> Table {
    let mut rows = Vec::new();
    for claim in &case.claims {
        let over_prior = claim.runs.as_ref().is_some_and(|runs| runs.over_prior);
        let prior = check.trials.prior.iter().filter(|_| over_prior);
        let settings: Vec<&Setting> = check.trials.settings.iter().chain(prior).collect();
        let predicates = case.predicates(&claim.id);
        let pairs = claim.readings().iter().zip(predicates);
        for (reading, predicate) in pairs.filter(|(reading, _)| reading.on == On::Runs) {
            let key = [(&claim.id).into(), (&reading.id).into()];
            for setting in &settings {
                of_setting(case, &key, predicate, setting, &mut rows);
            }
        }
    }
    let title = "The numbers that runs gave to claims, one a row";
    Table::new("trials", title, TRIALS, rows)
}

fn of_setting(
    case: &Case,
    key: &[Cell; 2],
    predicate: &Predicate,
    setting: &Setting,
    rows: &mut Vec<Vec<Cell>>,
) {
    for trial in &setting.trials {
        for term in &predicate.terms {
            let mut row = Vec::from(key.clone());
            row.push((&setting.name).into());
            row.extend(of_term(case, trial, term));
            rows.push(row);
        }
    }
}

fn of_term(case: &Case, trial: &Trial, term: &Term) -> [Cell; 8] {
    let address = Address::of(term);
    let unit = case.runs.output(&term.quantity);
    let dims = term.dims.iter();
    [
        i64::try_from(trial.seed).map_or(Cell::Missing, Cell::Integer),
        term_text(term, case.runs.base()).into(),
        (&address.scenario).into(),
        (&address.output).into(),
        (&address.date).into(),
        keys(dims.map(|(name, value)| format!("{name}={value}"))),
        trial.values.get(&address).copied().into(),
        unit.map(|output| output.unit.name).into(),
    ]
}
