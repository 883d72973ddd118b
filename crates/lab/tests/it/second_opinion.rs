//! A second opinion: every evidence verdict computed again from the exported tables alone, by
//! another way, and compared with the program's.
//!
//! Shared with the program are the CSV text and the `cel` crate. Tables, dates, units, the choice
//! of series, the points inside ranges and the statuses are done again here, shorter and slower,
//! from their definitions. The predicate is handed to CEL's own evaluator, in which every quantity
//! and event is a function.

mod tables;

use argument::case::Case;
use cel::common::ast::{Expr, LiteralValue};
use cel::common::types::CelDouble;
use cel::extractors::Arguments;
use cel::objects::Key;
use cel::{Context, ExecutionError, IdedExpr, Program, Value};
use lab::load::{Origin, load, template};
use lab::{run, table};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use tables::{Row, read, shifted, span};

/// Low, value and high in base units, and whether it is a day.
type Number = (f64, f64, f64, bool);
/// Whether a combination is true somewhere, and false somewhere.
type Outcome = (bool, bool);

/// A call of a quantity or event as a key: name, date, dimensions, a line each. A line break sorts
/// before every letter, so that keys sort by name first.
fn key(name: &str, args: &[Value]) -> String {
    let mut lines = vec![name.to_owned()];
    for arg in args {
        match arg {
            Value::Int(year) => lines.push(year.to_string()),
            Value::String(date) => lines.push(date.to_string()),
            Value::Map(map) => {
                let pairs = map.map.iter().filter_map(|pair| match pair {
                    (Key::String(key), Value::String(value)) => Some(format!("{key}={value}")),
                    _ => None,
                });
                lines.extend(pairs.collect::<BTreeSet<_>>());
            }
            _ => {}
        }
    }
    lines.join("\n")
}

/// Collects the calls of quantities and events by key, and makes whole numbers beside operators
/// decimal, since CEL does not mix the two.
fn calls(tree: &mut IdedExpr, found: &mut BTreeMap<String, String>) {
    let Expr::Call(call) = &mut tree.expr else {
        return;
    };
    let name = call.func_name.as_str();
    let operator = name.contains(|c: char| !c.is_alphanumeric() && c != '_');
    if !operator && !["amount", "day", "during", "as_said"].contains(&name) {
        let args = Context::default()
            .resolve_all(&call.args)
            .expect("plain arguments");
        if let Value::List(args) = args {
            found.insert(key(name, &args), name.to_owned());
        }
        return;
    }
    for arg in &mut call.args {
        if let (true, Expr::Literal(LiteralValue::Int(whole))) = (operator, &arg.expr) {
            arg.expr = Expr::Literal(LiteralValue::Double(CelDouble::from(*whole.inner() as f64)));
        }
        calls(arg, found);
    }
}

/// The number that one series gives to a call, if it has a row for it.
fn answer(call: &str, rows: &[&Row]) -> Option<Number> {
    let event = rows[0]["kind"] == "event";
    let mut parts = call.lines().skip(1);
    let when = parts.next().map_or((f64::MIN, f64::MAX), span);
    let mut dims: BTreeMap<&str, &str> = parts.filter_map(|part| part.split_once('=')).collect();
    let place = dims.remove("place").unwrap_or(&rows[0]["usual_place"]);
    let own = rows.iter().filter(|row| {
        let has: BTreeMap<&str, &str> = serde_json::from_str(&row["dimensions"]).expect("JSON");
        row["place"] == place && has == dims
    });
    let inside = own.map(|row| (span(&row["start"]).0, span(&row["end"]).1, *row));
    let inside: Vec<_> = inside
        .filter(|row| when.0 <= row.0 && row.1 <= when.1)
        .collect();
    let exact = inside.iter().find(|row| row.0 <= when.0 && when.1 <= row.1);
    // A year asked of anything but a stock is answered by the only row inside it, too.
    let whole_year = call
        .lines()
        .nth(1)
        .is_none_or(|date| (1800..=2100).any(|y| span(date) == span(&y.to_string())));
    let only = inside
        .first()
        .filter(|_| inside.len() == 1 && whole_year && rows[0]["kind"] != "stock");
    let (_, _, row) = exact.or(only)?;
    let base = |column: &str| shifted(&row[column], &row["unit_factor"]);
    Some((base("low"), base("value"), base("high"), event))
}

/// The points at which a combination is tried: ends and centres, and some inside.
fn points(numbers: &[Number]) -> Vec<Vec<f64>> {
    let centre: Vec<f64> = numbers.iter().map(|n| n.1).collect();
    let open: Vec<usize> = (0..numbers.len())
        .filter(|i| numbers[*i].0 < numbers[*i].2)
        .collect();
    let ends = [
        numbers.iter().map(|n| n.0).collect(),
        numbers.iter().map(|n| n.2).collect(),
    ];
    let mut all = vec![centre.clone()];
    for &i in &open {
        // All ends of a few, or each alone of many.
        let from = if open.len() <= 6 {
            all.clone()
        } else {
            vec![centre.clone()]
        };
        for (mut point, end) in from
            .iter()
            .flat_map(|p| [(p.clone(), numbers[i].0), (p.clone(), numbers[i].2)])
        {
            point[i] = end;
            all.push(point);
        }
    }
    all.extend(ends);
    for step in 1..=if open.is_empty() { 0 } else { 400 } {
        let mut point = centre.clone();
        for (j, &i) in open.iter().enumerate() {
            let (low, _, high, is_day) = numbers[i];
            // An additive recurrence with an irrational step for each number.
            let inside =
                low + (f64::from(step) * ((j * 7 + 2) as f64).sqrt()).fract() * (high - low);
            point[i] = if is_day { inside.round() } else { inside };
        }
        all.push(point);
    }
    all
}

/// The values that the functions of quantities and events give at the moment, by key of the call.
type Point = Arc<Mutex<BTreeMap<String, f64>>>;

/// CEL with the helpers of a reading, and a function for each quantity and event.
fn context(
    reading: &Row,
    names: BTreeSet<String>,
    factors: &Row,
    point: &Point,
) -> Context<'static, 'static> {
    type Answer = Result<Value, ExecutionError>;
    let mut context = Context::default();
    for name in names {
        let (own, point) = (name.clone(), Arc::clone(point));
        let look_up = move |Arguments(args): Arguments| -> Answer {
            Ok(Value::Float(
                point.lock().expect("one thread")[&key(&own, &args)],
            ))
        };
        context.add_function(&name, look_up).expect("a free name");
    }
    let factors = factors.clone();
    let amount = move |Arguments(args): Arguments| -> Answer {
        Ok(match &args[..] {
            [Value::Int(whole), Value::String(unit)] => {
                shifted(&whole.to_string(), &factors[&**unit])
            }
            [Value::Float(number), Value::String(unit)] => {
                shifted(&number.to_string(), &factors[&**unit])
            }
            _ => f64::NAN,
        }
        .into())
    };
    let (low, high) = (reading["said_low"].parse(), reading["said_high"].parse());
    let (low, high): (f64, f64) = (low.unwrap_or(f64::NAN), high.unwrap_or(f64::NAN));
    let during = |day: f64, text: Arc<String>| span(&text).0 <= day && day <= span(&text).1;
    context.add_function("amount", amount).expect("a free name");
    context
        .add_function("day", |text: Arc<String>| span(&text).0)
        .expect("a free name");
    context.add_function("during", during).expect("a free name");
    context
        .add_function("as_said", move |x: f64| low <= x && x <= high)
        .expect("a free name");
    context
}

/// The series of a quantity that a reading admits, each with its numbers for the calls.
fn choices(
    name: &str,
    calls: &BTreeMap<String, String>,
    only: &serde_json::Value,
    estimates: &[Row],
) -> Vec<Vec<Number>> {
    let mut series: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in estimates.iter().filter(|row| row["quantity"] == name) {
        series.entry(&row["series"]).or_default().push(row);
    }
    let admits = |list: &str, word: &str| {
        let listed = only[name][list].as_array();
        listed.is_none_or(|all| all.is_empty() || all.iter().any(|one| one == word))
    };
    series.retain(|id, rows| admits("series", id) && admits("schools", &rows[0]["school"]));
    let own = || calls.iter().filter(|(_, quantity)| *quantity == name);
    series
        .values()
        .filter_map(|rows| own().map(|(call, _)| answer(call, rows)).collect())
        .collect()
}

/// What the combinations of a reading decide.
fn outcomes(reading: &Row, estimates: &[Row], factors: &Row) -> BTreeSet<Outcome> {
    let mut tree = Program::compile(&reading["predicate"])
        .expect("CEL")
        .expression()
        .clone();
    let mut found = BTreeMap::new();
    calls(&mut tree, &mut found);
    let point = Point::default();
    let context = context(reading, found.values().cloned().collect(), factors, &point);
    let only = serde_json::from_str(&reading["only"]).expect("JSON");
    let names: BTreeSet<&String> = found.values().collect();
    let slots: BTreeMap<&String, _> = names
        .into_iter()
        .map(|name| (name, choices(name, &found, &only, estimates)))
        .collect();
    let mut all = BTreeSet::new();
    for mut number in 0..slots.values().map(Vec::len).product() {
        // Keys sort by name first, so the numbers of the slots stand in the order of the calls.
        let mut numbers: Vec<Number> = Vec::new();
        for choices in slots.values() {
            numbers.extend(&choices[number % choices.len()]);
            number /= choices.len();
        }
        let (mut holds, mut fails) = (false, false);
        for values in points(&numbers) {
            *point.lock().expect("one thread") = found.keys().cloned().zip(values).collect();
            let truth = context.resolve(&tree).expect("a value") == Value::Bool(true);
            (holds, fails) = (holds || truth, fails || !truth);
            if holds && fails {
                return BTreeSet::from([(true, true)]);
            }
        }
        all.insert((holds, fails));
    }
    all
}

fn status(outcomes: &BTreeSet<Outcome>) -> &'static str {
    let has = |holds, fails| outcomes.contains(&(holds, fails));
    match (has(true, true), has(true, false), has(false, true)) {
        (true, ..) => "contested",
        (_, true, true) => "supported under S",
        (_, true, false) => "supported",
        (_, false, true) => "contradicted",
        _ => "uncorroborated",
    }
}

/// Everything on which the two opinions differ.
fn disagreements([estimates, measures, readings, claims]: &[Vec<Row>; 4]) -> Vec<String> {
    let factors = measures
        .iter()
        .map(|row| (row["unit"].clone(), row["factor"].clone()))
        .collect();
    let mut found = Vec::new();
    let mut by_claim: BTreeMap<&str, Vec<BTreeSet<Outcome>>> = BTreeMap::new();
    let mut compare = |what: String, here: &str, there: &str| {
        if here != there {
            found.push(format!("{what}: {here} here, {there} there"));
        }
    };
    // What runs decide is held to the crate's evaluator in `claims_on_runs.rs`: no table of estimates holds a run.
    let on_runs: BTreeSet<&str> = readings
        .iter()
        .filter(|reading| reading["on"] == "runs")
        .map(|reading| reading["claim"].as_str())
        .collect();
    let on_evidence = |reading: &&Row| !on_runs.contains(reading["claim"].as_str());
    for reading in readings.iter().filter(on_evidence) {
        let outcomes = outcomes(reading, estimates, &factors);
        let what = format!("{} {}", reading["claim"], reading["reading"]);
        compare(what, status(&outcomes), &reading["status"]);
        by_claim
            .entry(&reading["claim"])
            .or_default()
            .push(outcomes);
    }
    for (id, readings) in by_claim {
        let claim = claims
            .iter()
            .find(|claim| claim["claim"] == id)
            .expect("its claim");
        let here = match status(&readings.iter().flatten().copied().collect()) {
            // A reading of which nothing is known supports nothing.
            "supported" if readings.iter().any(BTreeSet::is_empty) => "supported under S",
            other => other,
        };
        compare(id.to_owned(), here, &claim["status"]);
    }
    found
}

/// The exported tables: estimates, measures, readings, claims.
fn exported(case: &Case) -> [Vec<Row>; 4] {
    let check = run::check_quietly(case, 0, 1).expect("a check");
    let (readings, claims) = (table::readings(case, &check), table::claims(case, &check));
    [table::estimates(case), table::measures(), readings, claims].map(|table| read(&table))
}

#[test]
fn parity_second_implementation_agrees() {
    let mill = Case::parse(&template()).expect("the small case");
    for case in [
        mill,
        load(Origin::Embedded).expect("the case inside the program"),
    ] {
        let tables = exported(&case);
        assert!(
            !tables[2].is_empty(),
            "{}: nothing was judged",
            case.about.id
        );
        assert_eq!(
            disagreements(&tables),
            Vec::<String>::new(),
            "{}",
            case.about.id
        );
    }
}

#[test]
fn the_second_opinion_can_disagree() {
    let mut tables = exported(&Case::parse(&template()).expect("the small case"));
    let there = tables[2][0].get_mut("status").expect("a status");
    *there = if there == "supported" {
        "contradicted"
    } else {
        "supported"
    }
    .to_owned();
    assert_eq!(disagreements(&tables).len(), 1);
}
