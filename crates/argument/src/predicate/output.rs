//! The calls of a predicate on runs: outputs of a model, at a date, with dimensions, under a scenario.

use super::build::{Measured, PredicateFault, Walk};
use super::call::{text_of, when_of};
use super::{Num, Term, When};
use crate::fault::did_you_mean;
use crate::runs::{At, BASELINE, Output, Runs};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr};
use std::collections::BTreeMap;

/// The key of the map that names a scenario.
const UNDER: &str = "under";

/// A name that no output has.
pub(super) fn unknown(walk: &Walk<'_>, tree: &IdedExpr, name: &str, runs: &Runs) -> PredicateFault {
    let helpers = ["amount", "as_said"];
    let hint = did_you_mean(
        name,
        runs.names().chain(helpers),
        "a reading on runs asks the model, not the evidence; its outputs are a closed list",
    );
    let wanted = runs.names().collect::<Vec<_>>().join(", ");
    PredicateFault {
        found: format!("`{name}`"),
        ..walk.wrong(tree, "unknown output of runs", wanted, hint)
    }
}

/// `births(1933)`, `births(1933, {'under': 'no-famine'})`.
pub(super) fn term(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
    runs: &Runs,
) -> Result<Measured, PredicateFault> {
    let Some(output) = runs.output(&call.func_name) else {
        return Err(unknown(walk, tree, &call.func_name, runs));
    };
    let Some((date, rest)) = call.args.split_first() else {
        let hint = dates(output, runs, None);
        return Err(walk.wrong(
            tree,
            "an output needs its date",
            example(output, runs),
            hint,
        ));
    };
    let mut term = Term {
        quantity: output.id.clone(),
        when: when_of(walk, date)?,
        place: String::new(),
        dims: BTreeMap::new(),
        under: None,
    };
    match rest {
        [] => {}
        [map] => dims_of(walk, map, (output, runs), &mut term)?,
        [_, extra, ..] => {
            return Err(walk.wrong(
                extra,
                "too many arguments",
                "a date and, if needed, one map such as {'under': 'no-famine'}",
                "dimensions and `under` stand in one map",
            ));
        }
    }
    let lacks = |(name, _): &&(String, Vec<String>)| !term.dims.contains_key(name);
    if let Some((missing, values)) = output.dimensions.iter().find(lacks) {
        return Err(walk.wrong(
            tree,
            "a dimension is missing",
            format!("{}(date, {{'{missing}': '...'}})", output.id),
            format!("known values: {}", values.join(", ")),
        ));
    }
    if !runs.has(output, term.when, term.under.as_deref()) {
        return Err(not_given(walk, date, (output, runs), &term));
    }
    let dimension = runs.base().quantities[&output.id].dimension();
    let index = walk.terms.iter().position(|known| *known == term);
    let index = index.unwrap_or_else(|| {
        walk.terms.push(term);
        walk.terms.len() - 1
    });
    Ok((Num::Term(index), dimension))
}

/// A date at which no run gives the output.
fn not_given(
    walk: &Walk<'_>,
    date: &IdedExpr,
    (output, runs): (&Output, &Runs),
    term: &Term,
) -> PredicateFault {
    let what = match (output.at, term.when) {
        (At::Year, When::Span(_)) => "runs give this output for whole years",
        (At::FarmYear, When::Year(_)) => "runs give this output for years from July to June",
        (At::January, When::Year(_)) => "runs give this output on the first of January",
        _ => "no run gives this output at this date",
    };
    let hint = dates(output, runs, term.under.as_deref());
    walk.wrong(date, what, example(output, runs), hint)
}

fn example(output: &Output, runs: &Runs) -> String {
    let first = runs.scenario(BASELINE).map_or(0, |known| known.first_year);
    match output.at {
        At::Year => format!("{}({first})", output.id),
        At::January => format!("{}('{first}-01-01')", output.id),
        At::FarmYear => format!("{}('{first}-07/{}-06')", output.id, first + 1),
        At::Once => "another output".to_owned(),
    }
}

fn dates(output: &Output, runs: &Runs, under: Option<&str>) -> String {
    let scenario = under.unwrap_or(BASELINE);
    runs.scenario(scenario).map_or_else(
        || format!("the case has no scenario `{scenario}`"),
        |known| format!("runs of {scenario} give {}", known.dates(output.at)),
    )
}

fn dims_of(
    walk: &Walk<'_>,
    tree: &IdedExpr,
    (output, runs): (&Output, &Runs),
    term: &mut Term,
) -> Result<(), PredicateFault> {
    let Expr::Map(map) = &tree.expr else {
        return Err(walk.wrong(
            tree,
            "dimensions are given as a map",
            "{'sex': 'male'}, {'under': 'no-famine'}",
            "the date comes first, then the map",
        ));
    };
    for entry in &map.entries {
        let EntryExpr::MapEntry(entry) = &entry.expr else {
            continue;
        };
        let (key, value) = (text_of(walk, &entry.key)?, text_of(walk, &entry.value)?);
        if key == UNDER {
            term.under = under(walk, &entry.value, value, runs)?;
            continue;
        }
        let known = output.dimensions.iter().find(|(name, _)| name == key);
        let Some((_, values)) = known else {
            let names: Vec<&str> = output
                .dimensions
                .iter()
                .map(|(name, _)| name.as_str())
                .collect();
            let names = if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            };
            return Err(walk.wrong(
                &entry.key,
                "unknown dimension",
                "one of the output's, or `under`",
                format!("`{}` has: {names} (and under)", output.id),
            ));
        };
        if !values.iter().any(|one| one == value) {
            return Err(walk.wrong(
                &entry.value,
                "unknown value of a dimension",
                "a value of the closed list",
                format!("known values: {}", values.join(", ")),
            ));
        }
        term.dims.insert(key.to_owned(), value.to_owned());
    }
    Ok(())
}

/// The scenario of a term; none for the baseline.
fn under(
    walk: &Walk<'_>,
    tree: &IdedExpr,
    name: &str,
    runs: &Runs,
) -> Result<Option<String>, PredicateFault> {
    match runs.scenario(name) {
        Some(known) if known.id == BASELINE => Ok(None),
        Some(known) if known.rival.is_empty() => Ok(Some(name.to_owned())),
        Some(_) => Err(walk.wrong(
            tree,
            "a rival setting is no counterfactual",
            runs.counterfactuals().collect::<Vec<_>>().join(", "),
            "every claim on runs is judged under every rival setting anyway; `under` names what is changed in the history",
        )),
        None => Err(walk.wrong(
            tree,
            "unknown scenario",
            runs.counterfactuals().collect::<Vec<_>>().join(", "),
            did_you_mean(name, runs.counterfactuals(), "scenarios stand in scenarios/"),
        )),
    }
}
