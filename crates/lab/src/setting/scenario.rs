//! `scenarios/*.toml`: when a run begins, how long it lasts, and what it changes, each change with source and reason.
//!
//! A scenario with `rival` is a rival setting: another rule for the same history. The others are counterfactuals.

use super::parameters::{Origin, Parameter, source};
use argument::case::Case;
use argument::case::file::{File, number_at};
use argument::fault::{Fault, Place, did_you_mean};
use model::rules::Rules;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Spanned, Value};

/// A run lasts at most this long: ten years.
const LONGEST: u32 = 600;

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Key.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is for.
    pub why: String,
    /// What it rivals, "" for the baseline and for counterfactuals.
    pub rival: String,
    /// First year of its runs.
    pub first_year: u32,
    /// Weeks of six days.
    pub weeks: u32,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Rules that it puts in place of the baseline's.
    pub other_rules: Vec<OtherRule>,
}

/// A rule other than the baseline's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRule {
    /// Mechanism.
    pub of: String,
    /// Its rule.
    pub is: String,
    /// Key of the source, or "ours".
    pub source: String,
    /// Why.
    pub why: String,
}

/// One change of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Parameter.
    pub parameter: String,
    /// Values before, by key.
    pub before: Vec<(String, f64)>,
    /// New values by key; a single value has the key "".
    pub values: Vec<(String, f64)>,
    /// Key of the source, or "ours".
    pub source: String,
    /// Why.
    pub why: String,
    /// Where it stands.
    pub at: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Spanned<String>,
    name: Spanned<String>,
    first_year: Spanned<u32>,
    weeks: Spanned<u32>,
    why: Spanned<String>,
    rival: Option<Spanned<String>>,
    #[serde(default)]
    change: Vec<RawChange>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    of: Spanned<String>,
    is: Spanned<String>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    parameter: Spanned<String>,
    value: Option<Spanned<Value>>,
    by_year: Option<BTreeMap<String, Spanned<Value>>>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
}

/// Reads a scenario and applies its changes to the parameters.
pub(super) fn read(
    file: &File<'_>,
    case: &Case,
    (parameters, rules): (&mut [Parameter], &mut Rules),
) -> Result<Scenario, Fault> {
    let raw: Raw = file.read()?;
    let mut scenario = head_of(file, &raw)?;
    let mut known = BTreeSet::new();
    for one in raw.change {
        if !known.insert(one.parameter.as_ref().clone()) {
            return Err(file
                .wrong(&one.parameter, "the same parameter changed twice")
                .wanted("one change of each parameter")
                .hint("put both into one entry"));
        }
        scenario.changes.push(change(file, case, &one, parameters)?);
    }
    for one in &raw.rule {
        scenario.other_rules.push(rule(file, case, one, rules)?);
    }
    Ok(scenario)
}

/// Reads what a scenario says of itself, without its changes.
pub(super) fn head(file: &File<'_>) -> Result<Scenario, Fault> {
    head_of(file, &file.read()?)
}

fn head_of(file: &File<'_>, raw: &Raw) -> Result<Scenario, Fault> {
    let bounds = |value: &Spanned<u32>, range: std::ops::RangeInclusive<u32>, what: &str| {
        if range.contains(value.as_ref()) {
            return Ok(*value.as_ref());
        }
        Err(Fault::new(
            file.place(&value.span()),
            format!("`{what}` that cannot be"),
        )
        .found(value.as_ref())
        .wanted(format!("{} to {}", range.start(), range.end()))
        .hint("sixty weeks make a year; the six-day calendar ran from 1931 to 1940"))
    };
    let rival = raw.rival.as_ref();
    let rival = rival.map(|words| file.filled(words, "what it rivals"));
    Ok(Scenario {
        other_rules: Vec::new(),
        rival: rival.transpose()?.unwrap_or_default(),
        id: file.filled(&raw.id, "the key")?,
        name: file.filled(&raw.name, "the name")?,
        why: file.filled(&raw.why, "the reason")?,
        first_year: bounds(&raw.first_year, 1931..=1940, "first_year")?,
        weeks: bounds(&raw.weeks, 1..=LONGEST, "weeks")?,
        changes: Vec::new(),
    })
}

fn rule(
    file: &File<'_>,
    case: &Case,
    raw: &RawRule,
    rules: &mut Rules,
) -> Result<OtherRule, Fault> {
    rules
        .set(raw.of.as_ref(), raw.is.as_ref())
        .map_err(|slip| {
            Fault::new(file.place(&raw.is.span()), slip.what)
                .found(slip.found)
                .wanted(slip.wanted)
                .hint(slip.hint)
        })?;
    Ok(OtherRule {
        of: raw.of.as_ref().clone(),
        is: raw.is.as_ref().clone(),
        source: source(file, case, raw.source.as_ref(), &raw.of)?,
        why: file.filled(&raw.why, "the reason")?,
    })
}

fn change(
    file: &File<'_>,
    case: &Case,
    raw: &RawChange,
    parameters: &mut [Parameter],
) -> Result<Change, Fault> {
    let names: Vec<String> = parameters
        .iter()
        .map(|parameter| parameter.id.clone())
        .collect();
    let Some(parameter) = parameters
        .iter_mut()
        .find(|parameter| parameter.id == *raw.parameter.as_ref())
    else {
        return Err(file
            .wrong(&raw.parameter, "a change of an unknown parameter")
            .wanted(names.join(", "))
            .hint(did_you_mean(
                raw.parameter.as_ref(),
                names.iter().map(String::as_str),
                "parameters stand in parameters/",
            )));
    };
    let source = source(file, case, raw.source.as_ref(), &raw.parameter)?;
    let values = match (&raw.value, &raw.by_year) {
        (Some(value), None) => {
            let value = number_at(*file, value, "value")?;
            parameter
                .values
                .iter()
                .map(|(key, _)| (key.clone(), value))
                .collect()
        }
        (None, Some(table)) => merged(file, raw, table, &parameter.values)?,
        _ => {
            return Err(file
                .wrong(&raw.parameter, "one value, or one list of values")
                .wanted("value = ... for all of its values, or by_year = { ... }")
                .hint("a change says what the parameter becomes"));
        }
    };
    let why = file.filled(&raw.why, "the reason")?;
    let before = std::mem::replace(&mut parameter.values, values.clone());
    // What a scenario says is the scenario's: neither the source nor the fit of the file's value.
    parameter.origin = if source == "ours" {
        Origin::Ours
    } else {
        Origin::Source
    };
    parameter.source.clone_from(&source);
    parameter.why.clone_from(&why);
    parameter.fitted_to.clear();
    Ok(Change {
        parameter: raw.parameter.as_ref().clone(),
        at: file.place(&raw.parameter.span()),
        why,
        before,
        values,
        source,
    })
}

/// Values by year after a change: years that it names are replaced, the others stay.
fn merged(
    file: &File<'_>,
    raw: &RawChange,
    table: &BTreeMap<String, Spanned<Value>>,
    before: &[(String, f64)],
) -> Result<Vec<(String, f64)>, Fault> {
    if before.iter().any(|(key, _)| key.parse::<u32>().is_err()) {
        return Err(file
            .wrong(
                &raw.parameter,
                "values by year for a parameter that has none",
            )
            .wanted("value = ..., which holds for all of its values")
            .hint("`by_year` changes parameters that are given by year"));
    }
    let mut values = before.to_vec();
    for (key, value) in table {
        let value = number_at(*file, value, key)?;
        match values.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => values.push((key.clone(), value)),
        }
    }
    values.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(values)
}
