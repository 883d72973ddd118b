//! The calls of a predicate: quantities, events, and the four helpers.

use super::build::{Measured, PredicateFault, Walk};
use super::{Num, Term, Test, When, output};
use crate::date::Period;
use crate::evidence::{Kind, Quantity};
use crate::fault::did_you_mean;
use crate::unit::{Dimension, unit};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue};
use std::collections::BTreeMap;

const NO_SUCH: &str = "`closerun evidence` lists quantities and events";

/// `as_said(x)`.
pub(super) fn as_said(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
) -> Result<Test, PredicateFault> {
    let [arg] = &call.args[..] else {
        return Err(walk.wrong(
            tree,
            "as_said takes one number",
            "as_said(x)",
            "put the whole number inside the brackets",
        ));
    };
    let Some(said) = walk.said else {
        return Err(walk.wrong(
            tree,
            "as_said needs to know what was said",
            "a `said = { words, low, high }` beside the predicate",
            "add the range that the words can mean",
        ));
    };
    let (low, high) = (said.low, said.high);
    let (what, dimension) = walk.num(arg)?;
    if !dimension.is_none() {
        return Err(walk.wrong(
            arg,
            "as_said compares pure numbers",
            "a ratio",
            format!("this is {dimension}; divide by amount(1, 'unit')"),
        ));
    }
    Ok(Test::AsSaid { what, low, high })
}

/// `during(event(), '1935-05')`.
pub(super) fn during(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
) -> Result<Test, PredicateFault> {
    let [event, span] = &call.args[..] else {
        return Err(walk.wrong(
            tree,
            "during takes a date and a span",
            "during(event(), '1935-05')",
            "first the event with its brackets, then the span in quotes",
        ));
    };
    let (day, dimension) = walk.num(event)?;
    if !dimension.is_date() {
        return Err(walk.wrong(
            event,
            "during asks about a date",
            "an event such as kirov_murder()",
            format!("this is {dimension}"),
        ));
    }
    Ok(Test::During(day, span_of(walk, span)?))
}

/// `amount(...)`, `day(...)`, a quantity or an event.
pub(super) fn number(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
) -> Result<Measured, PredicateFault> {
    if call.target.is_some() {
        return Err(walk.wrong(
            tree,
            "predicates have no methods",
            "a function call",
            "write f(x), not x.f()",
        ));
    }
    match call.func_name.as_str() {
        "amount" => amount(walk, tree, call),
        "day" => match &call.args[..] {
            [text] => {
                let span = span_of(walk, text)?;
                if !span.is_instant() {
                    let hint = "for a month or a year use during(event(), '1935-05')";
                    return Err(walk.wrong(text, "day takes a single day", "'1935-05-13'", hint));
                }
                Ok((Num::Day(span), Dimension::base("date")))
            }
            _ => Err(walk.wrong(
                tree,
                "day takes one date",
                "day('1935-05-13')",
                "one date in quotes",
            )),
        },
        name => {
            let operator = !name
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '.');
            if operator {
                return Err(walk.wrong(
                    tree,
                    "this gives no number",
                    "+ - * / between numbers",
                    "a comparison stands alone, or is joined to others by && and ||",
                ));
            }
            if let Some(quantity) = walk.base.quantities.get(name) {
                return match walk.runs {
                    Some(runs) => output::term(walk, tree, call, runs),
                    None => term(walk, tree, call, quantity),
                };
            }
            if let Some(runs) = walk.runs {
                return Err(output::unknown(walk, tree, name, runs));
            }
            let helpers = ["amount", "day", "during", "as_said"];
            let quantities = walk.base.quantities.keys().map(String::as_str);
            let hint = did_you_mean(name, quantities.chain(helpers), NO_SUCH);
            let wanted = "a name of the evidence";
            Err(walk.wrong(tree, "unknown quantity or event", wanted, hint))
        }
    }
}

fn amount(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
) -> Result<Measured, PredicateFault> {
    let [value, name] = &call.args[..] else {
        return Err(walk.wrong(
            tree,
            "amount takes a number and a unit",
            "amount(3, 'years')",
            "first the number, then the unit in quotes",
        ));
    };
    let (Num::Literal { value, .. }, _) = walk.num(value)? else {
        return Err(walk.wrong(
            value,
            "amount takes a plain number",
            "amount(3, 'years')",
            "do sums outside: 2 * amount(3, 'years')",
        ));
    };
    let text = text_of(walk, name)?;
    match unit(text) {
        Some(unit) => Ok((
            Num::Literal {
                value,
                unit: unit.name,
            },
            Dimension::base(unit.base),
        )),
        None => Err(walk.wrong(
            name,
            "unknown unit",
            "a unit of the closed list",
            did_you_mean(
                text,
                crate::unit::UNITS.iter().map(|unit| unit.name),
                "the data dictionary lists all units",
            ),
        )),
    }
}

fn term(
    walk: &mut Walk<'_>,
    tree: &IdedExpr,
    call: &CallExpr,
    quantity: &Quantity,
) -> Result<Measured, PredicateFault> {
    let mut term = Term {
        quantity: quantity.id.clone(),
        when: When::Event,
        place: quantity.place.clone(),
        dims: BTreeMap::new(),
        under: None,
    };
    let rest = if quantity.kind == Kind::Event {
        &call.args[..]
    } else {
        let Some((date, rest)) = call.args.split_first() else {
            return Err(walk.wrong(
                tree,
                "a quantity needs its date",
                format!("{}(1935)", quantity.id),
                dates_hint(quantity),
            ));
        };
        term.when = when_of(walk, date)?;
        rest
    };
    match rest {
        [] => {}
        [map] if quantity.kind != Kind::Event => dims_of(walk, map, quantity, &mut term)?,
        [extra, ..] => {
            return Err(walk.wrong(
                extra,
                "too many arguments",
                "a date and, if needed, one map such as {'sex': 'male'}",
                "an event takes none",
            ));
        }
    }
    if let Some(missing) = quantity
        .dimensions
        .iter()
        .find(|dimension| !term.dims.contains_key(*dimension))
    {
        return Err(walk.wrong(
            tree,
            "a dimension is missing",
            format!("{}(date, {{'{missing}': '...'}})", quantity.id),
            format!("known values: {}", values_of(quantity, missing).join(", ")),
        ));
    }
    check_found(walk, tree, quantity, &term)?;
    let index = walk.terms.iter().position(|known| *known == term);
    let index = index.unwrap_or_else(|| {
        walk.terms.push(term);
        walk.terms.len() - 1
    });
    Ok((Num::Term(index), quantity.dimension()))
}

/// An empty estimate set is an error of loading, unless a search note explains it.
fn check_found(
    walk: &Walk<'_>,
    tree: &IdedExpr,
    quantity: &Quantity,
    term: &Term,
) -> Result<(), PredicateFault> {
    let noted = walk
        .base
        .searches
        .iter()
        .any(|note| note.subject == quantity.id);
    let found = quantity
        .series
        .iter()
        .any(|series| term.find(quantity, series).is_some());
    if found || (quantity.series.is_empty() && noted) {
        return Ok(());
    }
    Err(walk.wrong(
        tree,
        "no series has an observation for this",
        "a date, place and dimensions that some series has",
        dates_hint(quantity),
    ))
}

fn dates_hint(quantity: &Quantity) -> String {
    let dates: Vec<String> = quantity.dates().iter().map(ToString::to_string).collect();
    if dates.is_empty() {
        "the quantity has no observations; add one, or a search note in searches.toml".to_owned()
    } else {
        let shown = dates.len().min(14);
        let more = if dates.len() > shown { " ..." } else { "" };
        format!("dates that exist: {}{more}", dates[..shown].join(", "))
    }
}

fn values_of(quantity: &Quantity, dimension: &str) -> Vec<String> {
    let mut values: Vec<String> = quantity
        .rows()
        .filter_map(|(_, row)| row.dims.get(dimension).cloned())
        .collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn dims_of(
    walk: &Walk<'_>,
    tree: &IdedExpr,
    quantity: &Quantity,
    term: &mut Term,
) -> Result<(), PredicateFault> {
    let Expr::Map(map) = &tree.expr else {
        return Err(walk.wrong(
            tree,
            "dimensions are given as a map",
            "{'sex': 'male'}",
            "the date comes first, then the map",
        ));
    };
    for entry in &map.entries {
        let EntryExpr::MapEntry(entry) = &entry.expr else {
            continue;
        };
        let (key, value) = (text_of(walk, &entry.key)?, text_of(walk, &entry.value)?);
        if key == "place" {
            if !walk.base.places.contains_key(value) {
                let places = walk.base.places.keys().map(String::as_str);
                let hint = did_you_mean(value, places, "regions.toml lists the places");
                return Err(walk.wrong(
                    &entry.value,
                    "unknown place",
                    "a key of the gazetteer",
                    hint,
                ));
            }
            value.clone_into(&mut term.place);
        } else if quantity.dimensions.iter().any(|known| known == key) {
            let values = values_of(quantity, key);
            if !quantity.series.is_empty() && !values.iter().any(|known| known == value) {
                let hint = format!("known values: {}", values.join(", "));
                let wanted = "a value that some row has";
                return Err(walk.wrong(&entry.value, "unknown value of a dimension", wanted, hint));
            }
            term.dims.insert(key.to_owned(), value.to_owned());
        } else {
            let known = quantity.dimensions.join(", ");
            let hint = format!("`{}` has: {known} (and place)", quantity.id);
            return Err(walk.wrong(
                &entry.key,
                "unknown dimension",
                "one of the quantity's",
                hint,
            ));
        }
    }
    Ok(())
}

pub(super) fn when_of(walk: &Walk<'_>, tree: &IdedExpr) -> Result<When, PredicateFault> {
    if let Expr::Literal(LiteralValue::Int(year)) = &tree.expr {
        let year = i16::try_from(*year.inner()).ok();
        if let Some(year) = year.filter(|year| Period::year(*year).is_ok()) {
            return Ok(When::Year(year));
        }
        return Err(walk.wrong(
            tree,
            "this is no year",
            "a year from 1800 to 2100",
            "a month, day or period is written in quotes",
        ));
    }
    let span = span_of(walk, tree)?;
    let year = Period::year(span.start_year()).ok();
    Ok(if year == Some(span) {
        When::Year(span.start_year())
    } else {
        When::Span(span)
    })
}

fn span_of(walk: &Walk<'_>, tree: &IdedExpr) -> Result<Period, PredicateFault> {
    Period::parse(text_of(walk, tree)?).map_err(|error| {
        walk.wrong(
            tree,
            &error,
            "1935, '1935-05', '1935-05-13' or '1932/1937'",
            "years run from 1800 to 2100; a period is written start/end",
        )
    })
}

pub(super) fn text_of<'t>(walk: &Walk<'_>, tree: &'t IdedExpr) -> Result<&'t str, PredicateFault> {
    match &tree.expr {
        Expr::Literal(LiteralValue::String(text)) => Ok(text.inner()),
        _ => Err(walk.wrong(
            tree,
            "a text in quotes is wanted here",
            "'...'",
            "dates other than years, units and dimensions stand in single quotes",
        )),
    }
}
