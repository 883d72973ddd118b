//! `scenarios/*.toml`: when a run begins, how long it lasts, and what it changes, each change with source and reason.
//!
//! A scenario with `rival` is a rival setting: another rule for the same history. The others are counterfactuals.

use super::parameters::{Origin, Parameter, source};
use super::plausible::{self, Plausible};
use argument::case::Case;
use argument::case::file::{File, number_at};
use argument::fault::{Fault, Place, did_you_mean, listed};
use argument::runs::BASELINE;
use model::loops::Loop;
use model::rules::Rules;
use model::setting::{By, WANTED};
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
    /// Where that stands.
    pub first_year_at: Place,
    /// Weeks of six days.
    pub weeks: u32,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Rules that it puts in place of the baseline's.
    pub other_rules: Vec<OtherRule>,
    /// Levers that it moves.
    pub levers: Vec<Lever>,
    /// Keys of the directives that it switches off.
    pub off: BTreeSet<String>,
    /// Feedback loops that it freezes.
    pub frozen: Vec<Loop>,
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
    /// How plausible it is; rivals need not say it.
    pub plausible: Option<Plausible>,
    /// Why.
    pub why: String,
}

/// A lever: a directive that a counterfactual does not give. It is no parameter: it has no value and no prior, and nothing that draws,
/// fits or searches takes one. What takes parameters takes no levers:
///
/// ```
/// use lab::setting::Parameter;
/// fn fit(over: &mut [Parameter]) -> usize {
///     over.len()
/// }
/// fn try_it(mut parameters: Vec<Parameter>) -> usize {
///     fit(&mut parameters)
/// }
/// ```
///
/// ```compile_fail
/// use lab::setting::{Lever, Parameter};
/// fn fit(over: &mut [Parameter]) -> usize {
///     over.len()
/// }
/// fn try_it(mut levers: Vec<Lever>) -> usize {
///     fit(&mut levers)
/// }
/// ```
///
/// Nor does a lever become one, or a number that an objective could hold:
///
/// ```compile_fail
/// use lab::setting::{Lever, Parameter};
/// fn turned(lever: Lever) -> Parameter {
///     lever.into()
/// }
/// ```
///
/// ```compile_fail
/// fn objective(lever: &lab::setting::Lever) -> f64 {
///     lever.value
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    /// Key of the directive that is not given.
    pub directive: String,
    /// Key of the source, or "ours".
    pub source: String,
    /// How plausible it is; rivals need not say it.
    pub plausible: Option<Plausible>,
    /// Why.
    pub why: String,
}

/// One change of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Parameter.
    pub parameter: String,
    /// What the parameter is.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Values before, by key.
    pub before: Vec<(String, f64)>,
    /// New values by key; a single value has the key "".
    pub values: Vec<(String, f64)>,
    /// Key of the source, or "ours".
    pub source: String,
    /// How plausible it is; rivals need not say it.
    pub plausible: Option<Plausible>,
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
    first_year: Spanned<i64>,
    weeks: Spanned<i64>,
    why: Spanned<String>,
    rival: Option<Spanned<String>>,
    #[serde(default)]
    freeze: Vec<Spanned<String>>,
    #[serde(default)]
    change: Vec<RawChange>,
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    lever: Vec<RawLever>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLever {
    directive: Spanned<String>,
    is: Spanned<String>,
    source: Option<Spanned<String>>,
    plausible: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    of: Spanned<String>,
    is: Spanned<String>,
    source: Option<Spanned<String>>,
    plausible: Option<Spanned<String>>,
    why: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    parameter: Spanned<String>,
    value: Option<Spanned<Value>>,
    by_year: Option<Table>,
    by_region: Option<Table>,
    by_class: Option<Table>,
    by_branch: Option<Table>,
    by_category: Option<Table>,
    source: Option<Spanned<String>>,
    plausible: Option<Spanned<String>>,
    why: Spanned<String>,
}

type Table = BTreeMap<String, Spanned<Value>>;

/// Reads a scenario and applies its changes to the parameters.
pub(super) fn read(
    file: &File<'_>,
    case: &Case,
    (parameters, rules): (&mut [Parameter], &mut Rules),
    directives: &[&str],
) -> Result<Scenario, Fault> {
    let raw: Raw = file.read()?;
    let mut scenario = head_of(file, &raw)?;
    let must = scenario.rival.is_empty() && scenario.id != BASELINE;
    let noted = |about: &Spanned<String>, found: Option<Plausible>| {
        if must {
            plausible::refuse_none(file, about, found)?;
        }
        Ok::<(), Fault>(())
    };
    let mut known = BTreeSet::new();
    for one in raw.change {
        if !known.insert(one.parameter.as_ref().clone()) {
            return Err(file
                .wrong(&one.parameter, "the same parameter changed twice")
                .wanted("one change of each parameter")
                .hint("put both into one entry"));
        }
        let change = change(file, case, &one, parameters)?;
        noted(&one.parameter, change.plausible)?;
        scenario.changes.push(change);
    }
    for one in &raw.rule {
        let rule = rule(file, case, one, rules)?;
        noted(&one.of, rule.plausible)?;
        scenario.other_rules.push(rule);
    }
    for one in &raw.lever {
        let lever = lever(file, case, one, directives)?;
        noted(&one.directive, lever.plausible)?;
        scenario.off.insert(lever.directive.clone());
        scenario.levers.push(lever);
    }
    Ok(scenario)
}

/// Reads what a scenario says of itself, without its changes.
pub(super) fn head(file: &File<'_>) -> Result<Scenario, Fault> {
    head_of(file, &file.read()?)
}

fn head_of(file: &File<'_>, raw: &Raw) -> Result<Scenario, Fault> {
    let bounds = |value: &Spanned<i64>, range: std::ops::RangeInclusive<u32>, what: &str| {
        let number = u32::try_from(*value.as_ref()).ok();
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return Ok(number);
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
        levers: Vec::new(),
        off: BTreeSet::new(),
        frozen: frozen(file, &raw.freeze)?,
        rival: rival.transpose()?.unwrap_or_default(),
        id: file.filled(&raw.id, "the key")?,
        name: file.filled(&raw.name, "the name")?,
        why: file.filled(&raw.why, "the reason")?,
        first_year: bounds(&raw.first_year, 1931..=1940, "first_year")?,
        first_year_at: file.place(&raw.first_year.span()),
        weeks: bounds(&raw.weeks, 1..=LONGEST, "weeks")?,
        changes: Vec::new(),
    })
}

/// Feedback loops by their words, each once.
fn frozen(file: &File<'_>, raw: &[Spanned<String>]) -> Result<Vec<Loop>, Fault> {
    let words = Loop::ALL.map(Loop::word);
    let known = |word: &str| Loop::ALL.into_iter().find(|one| one.word() == word);
    let mut all = Vec::new();
    for word in raw {
        let one = file.word(word, known, "feedback loop", &words)?;
        if all.contains(&one) {
            return Err(file
                .wrong(word, "the same loop frozen twice")
                .wanted("each loop once")
                .hint("`closerun loops` tells what each of them is"));
        }
        all.push(one);
    }
    Ok(all)
}

fn lever(
    file: &File<'_>,
    case: &Case,
    raw: &RawLever,
    directives: &[&str],
) -> Result<Lever, Fault> {
    file.known(
        &raw.directive,
        directives.iter().copied(),
        "directive",
        "directives stand in directives.toml",
    )?;
    file.word(
        &raw.is,
        |word| (word == "not-given").then_some(()),
        "position of a lever",
        &["not-given"],
    )?;
    let source = source(file, case, raw.source.as_ref(), &raw.directive)?;
    Ok(Lever {
        directive: raw.directive.as_ref().clone(),
        plausible: plausible::read(file, raw.plausible.as_ref(), &source)?,
        source,
        why: file.filled(&raw.why, "the reason")?,
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
    let source = source(file, case, raw.source.as_ref(), &raw.of)?;
    Ok(OtherRule {
        of: raw.of.as_ref().clone(),
        is: raw.is.as_ref().clone(),
        plausible: plausible::read(file, raw.plausible.as_ref(), &source)?,
        source,
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
            .wanted(listed(
                &names.iter().map(String::as_str).collect::<Vec<_>>(),
                "parameters",
            ))
            .hint(did_you_mean(
                raw.parameter.as_ref(),
                names.iter().map(String::as_str),
                "parameters stand in parameters/",
            )));
    };
    super::table::refuse_in_scenario(file, &raw.parameter)?;
    let source = source(file, case, raw.source.as_ref(), &raw.parameter)?;
    let values = changed(file, raw, &parameter.values)?;
    let why = file.filled(&raw.why, "the reason")?;
    let plausible = plausible::read(file, raw.plausible.as_ref(), &source)?;
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
        name: parameter.name.clone(),
        unit: parameter.unit.clone(),
        at: file.place(&raw.parameter.span()),
        why,
        before,
        values,
        source,
        plausible,
    })
}

impl Scenario {
    /// What each of its changes, rules and levers says of how plausible it is.
    pub fn notes(&self) -> Vec<Option<Plausible>> {
        let changes = self.changes.iter().map(|one| one.plausible);
        let rules = self.other_rules.iter().map(|one| one.plausible);
        let levers = self.levers.iter().map(|one| one.plausible);
        changes.chain(rules).chain(levers).collect()
    }
}

impl Change {
    /// Each value that is another than before: key, before, after. A value that was not there before has none.
    pub fn pairs(&self) -> Vec<(&str, Option<f64>, f64)> {
        let before = |key: &String| {
            let known = self.before.iter().find(|(known, _)| known == key);
            known.map(|(_, value)| *value)
        };
        let all = self.values.iter();
        let all = all.map(|(key, value)| (key.as_str(), before(key), *value));
        all.filter(|(_, before, value)| *before != Some(*value))
            .collect()
    }
}

/// Values of a parameter after a change.
fn changed(
    file: &File<'_>,
    raw: &RawChange,
    before: &[(String, f64)],
) -> Result<Vec<(String, f64)>, Fault> {
    let tables = [
        ("by_year", By::Year, &raw.by_year),
        ("by_region", By::Region, &raw.by_region),
        ("by_class", By::Class, &raw.by_class),
        ("by_branch", By::Branch, &raw.by_branch),
        ("by_category", By::Category, &raw.by_category),
    ];
    let mut given = tables
        .into_iter()
        .filter_map(|(word, by, table)| Some((word, by, table.as_ref()?)));
    match (&raw.value, given.next(), given.next()) {
        (Some(value), None, None) => {
            let value = number_at(*file, value, "value")?;
            Ok(before.iter().map(|(key, _)| (key.clone(), value)).collect())
        }
        (None, Some((word, by, table)), None) => {
            refuse_other_keys(file, raw, (word, by))?;
            merged(file, table, before)
        }
        _ => Err(file
            .wrong(&raw.parameter, "one value, or one list of values")
            .wanted("value = ... for all of its values, or one of by_year, by_region, by_class, by_branch, by_category = { ... } for some of them")
            .hint("a change says what the parameter becomes")),
    }
}

/// A list by year changes a parameter that is given by year, and so on.
fn refuse_other_keys(
    file: &File<'_>,
    raw: &RawChange,
    (word, by): (&str, By),
) -> Result<(), Fault> {
    let wanted = WANTED.iter().find(|one| one.id == *raw.parameter.as_ref());
    let same = |own: By| own == by || (own == By::Village && by == By::Region);
    let Some(own) = wanted.filter(|wanted| !same(wanted.by)) else {
        return Ok(());
    };
    let right = match own.by {
        By::Year => "by_year = { ... }",
        By::Region | By::Village => "by_region = { ... }",
        By::Class => "by_class = { ... }",
        By::Branch => "by_branch = { ... }",
        By::Category => "by_category = { ... }",
        By::Cell => "an entry in table.toml: cells of the table are no parameters",
        By::One | By::Month | By::Age | By::Bin => "value = ..., which holds for all of its values",
    };
    Err(file
        .wrong(
            &raw.parameter,
            "values by other keys than the parameter has",
        )
        .found(format!("{word} for {}", own.id))
        .wanted(right)
        .hint("a change names its values as the file in parameters/ does"))
}

/// Values after a change of some: those that it names are replaced or added, the others stay.
fn merged(
    file: &File<'_>,
    table: &Table,
    before: &[(String, f64)],
) -> Result<Vec<(String, f64)>, Fault> {
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
