//! `conclusions.toml`, read and checked: every number must be one that the evidence or the runs of this case can give.

use super::{Conclusion, Unitless};
use argument::case::Case;
use argument::case::file::{File, key};
use argument::claim::On;
use argument::fault::{Fault, Lines};
use argument::predicate::{self, Cmp, Num, Predicate, Test};
use argument::runs::BASELINE;
use argument::unit::unit;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

const FILE: &str = "conclusions.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    conclusion: Vec<RawConclusion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConclusion {
    id: Spanned<String>,
    units: Vec<Spanned<String>>,
    says: Spanned<String>,
    on: Option<Spanned<String>>,
    number: Spanned<String>,
    why: Spanned<String>,
}

/// Reads them; none, if the case has no such file.
///
/// # Errors
/// The first thing that is wrong with the file, with its place.
pub fn all(case: &Case) -> Result<Vec<Conclusion>, Fault> {
    let Some(text) = case.for_a_model.get(FILE) else {
        return Ok(Vec::new());
    };
    let lines = Lines::of(text);
    let file = File {
        path: FILE,
        text,
        lines: &lines,
    };
    let raw: Raw = file.read()?;
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for raw in &raw.conclusion {
        let id = key(file, &raw.id, '-')?;
        if !seen.insert(id.clone()) {
            return Err(file
                .wrong(&raw.id, "two conclusions with one key")
                .wanted("a key for each")
                .hint("give the second another key"));
        }
        all.push(one(file, case, id, raw)?);
    }
    Ok(all)
}

fn one(file: File<'_>, case: &Case, id: String, raw: &RawConclusion) -> Result<Conclusion, Fault> {
    let units = || case.passage.units.iter().map(|unit| unit.id.as_str());
    for unit in &raw.units {
        file.known(unit, units(), "sentence", "`closerun read` lists them")?;
    }
    let on = match &raw.on {
        None => On::Evidence,
        Some(word) => file.word(word, On::parse, "kind of conclusion", &["evidence", "runs"])?,
    };
    let predicate = parsed(file, case, on, &raw.number)?;
    let (number, wanted) = compared(file, raw, &predicate)?;
    if on == On::Runs {
        refuse_unrun(file, case, raw, &predicate)?;
    }
    Ok(Conclusion {
        id,
        units: raw.units.iter().map(|one| one.as_ref().clone()).collect(),
        says: file.filled(&raw.says, "the conclusion")?,
        on,
        text: raw.number.as_ref().clone(),
        why: file.filled(&raw.why, "why this number stands for it")?,
        number,
        wanted,
        predicate,
    })
}

fn parsed(
    file: File<'_>,
    case: &Case,
    on: On,
    number: &Spanned<String>,
) -> Result<Predicate, Fault> {
    let text = number.as_ref();
    let parsed = match on {
        On::Evidence => predicate::parse(text, &case.base, None),
        On::Runs => predicate::parse_runs(text, &case.runs, None),
    };
    parsed.map_err(|fault| {
        file.wrong(number, &fault.what)
            .found(fault.found)
            .wanted(fault.wanted)
            .hint(fault.hint)
    })
}

/// The number on the left, and what stands on the right of the sign.
fn compared(
    file: File<'_>,
    raw: &RawConclusion,
    predicate: &Predicate,
) -> Result<(Num, Unitless), Fault> {
    match &predicate.test {
        Test::Compare(
            cmp @ (Cmp::Lt | Cmp::Le | Cmp::Gt | Cmp::Ge),
            number,
            Num::Literal { value, unit: name },
        ) if !predicate.terms.is_empty() => Ok((
            number.clone(),
            Unitless {
                cmp: *cmp,
                value: *value,
                unit: name,
                size: unit(name).map_or(1.0, |unit| unit.to_base(1.0)),
            },
        )),
        _ => Err(file
            .wrong(&raw.number, "a conclusion is one number beside an amount")
            .wanted("a number of the case, one of < <= > >=, and an amount, as in a(1937) / a(1932) > 2.0")
            .hint("two conditions are two conclusions; put what is compared with into a quotient")),
    }
}

/// Nothing is run for a conclusion alone.
fn refuse_unrun(
    file: File<'_>,
    case: &Case,
    raw: &RawConclusion,
    predicate: &Predicate,
) -> Result<(), Fault> {
    let claims = case.claims.iter();
    let asked: BTreeSet<&str> = claims
        .flat_map(|claim| case.predicates(&claim.id))
        .flat_map(|one| &one.terms)
        .filter_map(|term| term.under.as_deref())
        .collect();
    let mut named = predicate
        .terms
        .iter()
        .filter_map(|term| term.under.as_deref());
    match named.find(|one| *one != BASELINE && !asked.contains(one)) {
        None => Ok(()),
        Some(scenario) => Err(file
            .wrong(&raw.number, "a scenario that no claim names")
            .found(scenario)
            .wanted("a scenario that some claim on runs names, which is therefore run")
            .hint("write the claim first: a conclusion stands behind a verdict")),
    }
}
