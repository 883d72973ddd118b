//! The table of trials: every number that a run gave to a claim, with setting and seed.

use super::Kind::{Integer, Number, Text};
use super::{Cell, Spec, Table, pairs};
use argument::case::Case;
use argument::claim::On;
use argument::predicate::print::term_text;
use argument::predicate::{Predicate, Term};
use argument::runs::{Address, At, BASELINE, Setting, Trial};
use argument::unit::DeathKind;
use argument::verdict::Check;
use serde_json::{Map, Value, json};

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
    // Seeds with which a scenario of the reading was not run are no trials of it.
    let scenarios = || {
        predicate
            .terms
            .iter()
            .map(|term| Address::of(term).scenario)
    };
    let ran = |trial: &&Trial| scenarios().all(|one| trial.ran.contains(&one));
    for trial in setting.trials.iter().filter(ran) {
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
        pairs(dims).into(),
        trial.values.get(&address).copied().into(),
        unit.map(|output| output.unit.name).into(),
    ]
}

const OUTPUTS: &[Spec] = &[
    ("output", Text, "", "name, as predicates on runs write it"),
    ("name", Text, "", "how the model works it out"),
    ("unit", Text, "", "unit"),
    ("kind", Text, "", "flow, stock, ratio, index or price"),
    (
        "given",
        Text,
        "",
        "for each year, or on each first of January",
    ),
    (
        "dates",
        Text,
        "",
        "first and last date that runs of the baseline give",
    ),
    (
        "dimensions",
        Text,
        "",
        "its dimensions with all their values, as a JSON object",
    ),
    (
        "deaths",
        Text,
        "",
        "kind of death counted; kinds are never added to each other",
    ),
];

/// One row an output of the model: what a claim on runs may ask for. Empty for a case without a model.
pub fn outputs(case: &Case) -> Table {
    let names = case.runs.names();
    let rows = names
        .filter_map(|name| case.runs.output(name))
        .map(|output| {
            let dims = output.dimensions.iter();
            let dims = dims.map(|(name, values)| (name.clone(), json!(values)));
            let dates = case.runs.scenario(BASELINE);
            vec![
                (&output.id).into(),
                (&output.name).into(),
                output.unit.name.into(),
                output.kind.label().into(),
                match output.at {
                    At::Year => "year".into(),
                    At::January => "1 January".into(),
                    At::FarmYear => "July to June".into(),
                    At::Once => "one period".into(),
                },
                dates.map(|baseline| baseline.dates(output.at)).into(),
                Value::Object(dims.collect::<Map<_, _>>())
                    .to_string()
                    .into(),
                output.deaths.map(DeathKind::label).into(),
            ]
        });
    let title = "What the model gives to claims on runs, one output a row";
    Table::new("outputs", title, OUTPUTS, rows.collect())
}
