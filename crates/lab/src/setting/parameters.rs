//! `parameters/*.toml`: values of the laws, each with unit, prior range, origin and reason.

use super::used::{self, RawUsed, Used};
use argument::case::Case;
use argument::case::file::{File, number_at};
use argument::fault::{Fault, Place};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Spanned, Value};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A figure of the source.
    Source,
    /// Fitted to observations, never to held-out ones.
    Calibrated,
    /// Our choice.
    Ours,
}

impl Origin {
    /// The word used in data files and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Calibrated => "calibrated",
            Self::Ours => "ours",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Source, Self::Calibrated, Self::Ours]
            .into_iter()
            .find(|origin| origin.word() == word)
    }
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Key.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Values by key; a single value has the key "".
    pub values: Vec<(String, f64)>,
    /// Prior range: of a single value, or of a factor on all values of a list.
    pub prior: (f64, f64),
    /// Where it comes from.
    pub origin: Origin,
    /// Key of the source, or "ours".
    pub source: String,
    /// Why this value.
    pub why: String,
    /// Observations that it was fitted to or is.
    pub fitted_to: Vec<Used>,
    /// Where it stands.
    pub at: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    parameter: Vec<RawParameter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    id: Spanned<String>,
    name: Spanned<String>,
    unit: String,
    value: Option<Spanned<Value>>,
    by_year: Option<BTreeMap<String, Spanned<Value>>>,
    by_region: Option<BTreeMap<String, Spanned<Value>>>,
    by_class: Option<BTreeMap<String, Spanned<Value>>>,
    by_branch: Option<BTreeMap<String, Spanned<Value>>>,
    by_category: Option<BTreeMap<String, Spanned<Value>>>,
    by_month: Option<Vec<Spanned<Value>>>,
    by_age: Option<Vec<Spanned<Value>>>,
    by_bin: Option<Vec<Spanned<Value>>>,
    low: Spanned<Value>,
    high: Spanned<Value>,
    origin: Spanned<String>,
    source: Option<Spanned<String>>,
    why: Spanned<String>,
    #[serde(default)]
    fitted_to: Vec<RawUsed>,
}

/// Reads one file of parameters.
pub(super) fn read(
    file: &File<'_>,
    case: &Case,
    parameters: &mut Vec<Parameter>,
) -> Result<(), Fault> {
    let raw: Raw = file.read()?;
    for one in raw.parameter {
        if parameters.iter().any(|known| known.id == *one.id.as_ref()) {
            return Err(file
                .wrong(&one.id, "the same parameter twice")
                .wanted("a key that is used once in the whole case")
                .hint("change the value in a scenario instead"));
        }
        parameters.push(parameter(file, case, one)?);
    }
    Ok(())
}

fn parameter(file: &File<'_>, case: &Case, raw: RawParameter) -> Result<Parameter, Fault> {
    let origin = file.word(
        &raw.origin,
        Origin::parse,
        "origin",
        &["source", "calibrated", "ours"],
    )?;
    let source = source(file, case, raw.source.as_ref(), &raw.id)?;
    let at = file.place(&raw.id.span());
    let (low, high) = (
        number_at(*file, &raw.low, "low")?,
        number_at(*file, &raw.high, "high")?,
    );
    if low > high {
        return Err(
            Fault::new(file.place(&raw.low.span()), "a prior range upside down")
                .found(format!("{low} to {high}"))
                .wanted("low not above high")
                .hint("swap them"),
        );
    }
    let values = values(file, &raw)?;
    if let [(key, value)] = values.as_slice()
        && key.is_empty()
        && !(low..=high).contains(value)
    {
        return Err(Fault::new(at, "a value outside its own prior range")
            .found(value)
            .wanted(format!("{low} to {high}"))
            .hint("the range must hold the value; widen it and say why"));
    }
    let fitted_to = raw
        .fitted_to
        .iter()
        .map(|used| used::read(file, case, used));
    Ok(Parameter {
        fitted_to: fitted_to.collect::<Result<_, Fault>>()?,
        name: file.filled(&raw.name, "the name")?,
        why: file.filled(&raw.why, "the reason")?,
        id: raw.id.into_inner(),
        unit: raw.unit,
        prior: (low, high),
        values,
        origin,
        source,
        at,
    })
}

/// The key of a source of the case, or "ours".
pub(super) fn source(
    file: &File<'_>,
    case: &Case,
    source: Option<&Spanned<String>>,
    about: &Spanned<String>,
) -> Result<String, Fault> {
    let Some(source) = source else {
        return Err(file
            .wrong(about, "a number without source")
            .wanted("source = \"...\", a key of sources/, or \"ours\"")
            .hint("nothing enters a run without saying where it comes from"));
    };
    let keys = case.base.sources.keys().map(String::as_str).chain(["ours"]);
    file.known(
        source,
        keys,
        "source",
        "sources stand in sources/; a choice of your own is \"ours\"",
    )?;
    Ok(source.as_ref().clone())
}

fn values(file: &File<'_>, raw: &RawParameter) -> Result<Vec<(String, f64)>, Fault> {
    let list = |list: &Vec<Spanned<Value>>| -> Result<Vec<(String, f64)>, Fault> {
        let numbered = list.iter().enumerate();
        numbered
            .map(|(at, value)| Ok((at.to_string(), number_at(*file, value, raw.id.as_ref())?)))
            .collect()
    };
    let table = |table: &BTreeMap<String, Spanned<Value>>| -> Result<Vec<(String, f64)>, Fault> {
        table
            .iter()
            .map(|(key, value)| Ok((key.clone(), number_at(*file, value, key)?)))
            .collect()
    };
    let lists = [&raw.by_month, &raw.by_age, &raw.by_bin];
    let tables = [
        &raw.by_year,
        &raw.by_region,
        &raw.by_class,
        &raw.by_branch,
        &raw.by_category,
    ];
    let given = usize::from(raw.value.is_some())
        + lists.iter().filter(|list| list.is_some()).count()
        + tables.iter().filter(|table| table.is_some()).count();
    if given != 1 {
        return Err(file
            .wrong(&raw.id, "one value, or one list of values")
            .found(format!("{given} of them"))
            .wanted("exactly one of value, by_year, by_region, by_class, by_branch, by_category, by_month, by_age, by_bin")
            .hint("a law reads each parameter in one form only"));
    }
    if let Some(value) = &raw.value {
        return Ok(vec![(String::new(), number_at(*file, value, "value")?)]);
    }
    if let Some(found) = lists.into_iter().flatten().next() {
        return list(found);
    }
    tables
        .into_iter()
        .flatten()
        .next()
        .map_or(Ok(Vec::new()), table)
}
