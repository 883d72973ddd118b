//! Judging one reading: all its combinations, what it flips on, and narrower sets of estimates.

use super::outcome::{Outcome, Tally, outcome, tally};
use super::space::{Cell, Choice, Estimates, Space};
use super::{Combination, Flip, Gauge, Hinge, ReadingVerdict, Status};
use crate::claim::Reading;
use crate::evidence::Base;
use crate::predicate::eval::{self, Span, Truth};
use crate::predicate::{Cmp, Num, Predicate, Test};
use crate::unit::{UNITS, unit};
use std::collections::BTreeSet;

/// Combinations judged one by one; beyond this a regular sample of them is taken.
const MOST_COMBINATIONS: usize = 4096;

/// The numbers of the combinations to judge, and whether these are all.
fn numbers(space: &Space) -> (Vec<usize>, bool) {
    let existing = space.existing();
    if existing <= MOST_COMBINATIONS {
        return ((0..existing).collect(), true);
    }
    let step = existing / MOST_COMBINATIONS;
    ((0..MOST_COMBINATIONS).map(|i| i * step).collect(), false)
}

/// The status that a set of outcomes amounts to.
pub fn status_of(outcomes: &[Outcome]) -> Status {
    let holds = outcomes.iter().any(|o| matches!(o, Outcome::Holds { .. }));
    let fails = outcomes.iter().any(|o| matches!(o, Outcome::Fails { .. }));
    let mixed = outcomes.contains(&Outcome::Mixed);
    match (mixed, holds, fails) {
        (true, ..) => Status::Contested,
        (_, true, true) => Status::SupportedUnder,
        (_, true, false) => Status::Supported,
        (_, false, true) => Status::Contradicted,
        (_, false, false) => Status::Uncorroborated,
    }
}

/// The outcome of every combination, without counts: what mutants and margins ask for.
pub fn outcomes(test: &Test, space: &Space) -> Vec<Outcome> {
    let (numbers, _) = numbers(space);
    numbers
        .into_iter()
        .map(|number| {
            let chosen = space.combination(number);
            outcome(test, &space.cells(&chosen))
        })
        .collect()
}

/// The status alone.
pub fn quick_status(test: &Test, space: &Space) -> Status {
    status_of(&outcomes(test, space))
}

/// Judges a reading over all admissible combinations.
pub fn judge_reading(base: &Base, reading: &Reading, predicate: &Predicate) -> ReadingVerdict {
    let space = Space::new(base, predicate, &reading.only, &Estimates::All);
    let (numbers, _) = numbers(&space);
    let mut total = Tally::default();
    let mut used = BTreeSet::new();
    let combinations: Vec<Combination> = numbers
        .into_iter()
        .map(|number| {
            let chosen = space.combination(number);
            for (slot, choice) in space.slots.iter().zip(&chosen) {
                used.extend(choice.cells.iter().map(|cell| {
                    (
                        format!("{} {}", slot.quantity, cell.date),
                        choice.series.clone(),
                        cell.source.clone(),
                        cell.looked_up,
                    )
                }));
            }
            let combination = judge_combination(base, predicate, &space, &chosen);
            total.add(combination.tally);
            combination
        })
        .collect();
    let outcomes: Vec<Outcome> = combinations.iter().map(|c| c.outcome).collect();
    let status = status_of(&outcomes);
    let flips = flips(&space, predicate, &combinations);
    ReadingVerdict {
        id: reading.id.clone(),
        means: reading.means.clone(),
        predicate: reading.predicate.clone(),
        status,
        existing: space.existing(),
        combinations,
        tally: total,
        flips,
        sets: narrower_sets(base, reading, predicate, &space),
        silent: space.silent,
        used,
    }
}

fn judge_combination(
    base: &Base,
    predicate: &Predicate,
    space: &Space,
    chosen: &[&Choice],
) -> Combination {
    let cells = space.cells(chosen);
    Combination {
        series: space
            .slots
            .iter()
            .zip(chosen)
            .map(|(slot, choice)| (slot.quantity.clone(), choice.series.clone()))
            .collect(),
        rank: chosen
            .iter()
            .map(|choice| choice.rank)
            .max()
            .unwrap_or(crate::source::Rank::Recalled),
        outcome: outcome(&predicate.test, &cells),
        tally: tally(&predicate.test, &cells),
        gauges: gauges(base, predicate, &cells),
    }
}

/// The verdict under documents, looked-up figures, and each school alone.
fn narrower_sets(
    base: &Base,
    reading: &Reading,
    predicate: &Predicate,
    space: &Space,
) -> Vec<(String, Status)> {
    let mut schools: Vec<String> = space
        .slots
        .iter()
        .flat_map(|slot| slot.choices.iter().map(|choice| choice.school.clone()))
        .filter(|school| !school.is_empty())
        .collect();
    schools.sort_unstable();
    schools.dedup();
    let sets = [Estimates::Documents, Estimates::LookedUp]
        .into_iter()
        .chain(schools.into_iter().map(Estimates::School));
    sets.map(|set| {
        let narrow = Space::new(base, predicate, &reading.only, &set);
        (set.label(), quick_status(&predicate.test, &narrow))
    })
    .collect()
}

/// What the verdict flips on: series first, then ranges inside a series.
fn flips(space: &Space, predicate: &Predicate, combinations: &[Combination]) -> Vec<Flip> {
    let mut found: Vec<Flip> = Vec::new();
    for (position, slot) in space.slots.iter().enumerate() {
        if slot.choices.len() > 1
            && let Some(flip) = series_flip(position, &slot.quantity, combinations)
        {
            found.push(flip);
        }
    }
    for combination in combinations.iter().filter(|c| c.outcome == Outcome::Mixed) {
        let chosen: Vec<&Choice> = space
            .slots
            .iter()
            .zip(&combination.series)
            .filter_map(|(slot, (_, series))| slot.choices.iter().find(|c| c.series == *series))
            .collect();
        for name in range_flips(&space.cells(&chosen), predicate, combination) {
            let flip = Flip {
                hinge: Hinge::Range,
                name,
                holds: Vec::new(),
                fails: Vec::new(),
            };
            if !found.contains(&flip) {
                found.push(flip);
            }
        }
    }
    found
}

/// Whether the choice of series in one slot matters, and which series stand on which side.
fn series_flip(position: usize, quantity: &str, combinations: &[Combination]) -> Option<Flip> {
    let mut series: Vec<&str> = combinations
        .iter()
        .map(|c| c.series[position].1.as_str())
        .collect();
    series.sort_unstable();
    series.dedup();
    let side = |wanted: &dyn Fn(Outcome) -> bool| -> Vec<String> {
        series
            .iter()
            .filter(|id| {
                combinations
                    .iter()
                    .filter(|c| c.series[position].1 == **id)
                    .all(|c| wanted(c.outcome))
            })
            .map(|id| (*id).to_owned())
            .collect()
    };
    let holds = side(&|outcome| matches!(outcome, Outcome::Holds { .. }));
    let fails = side(&|outcome| matches!(outcome, Outcome::Fails { .. }));
    // A flip of this slot needs two of its series to differ somewhere.
    let differ = holds.len() < series.len() && fails.len() < series.len();
    let decided = !holds.is_empty() || !fails.is_empty();
    (differ && decided).then(|| Flip {
        hinge: Hinge::Series,
        name: quantity.to_owned(),
        holds,
        fails,
    })
}

/// The observations whose own range alone flips a combination at its centre.
fn range_flips(cells: &[&Cell], predicate: &Predicate, combination: &Combination) -> Vec<String> {
    let centre: Vec<Span> = cells.iter().map(|cell| Span::point(cell.value)).collect();
    let at = |index: usize, value: f64| {
        let mut point = centre.clone();
        point[index] = Span::point(value);
        eval::test(&predicate.test, &point).unwrap_or(Truth::Open)
    };
    let alone: Vec<String> = cells
        .iter()
        .enumerate()
        .filter(|(index, cell)| {
            let truths = [cell.low, cell.value, cell.high].map(|value| at(*index, value));
            truths.contains(&Truth::True) && truths.contains(&Truth::False)
        })
        .map(|(index, cell)| {
            let quantity = &predicate.terms[index].quantity;
            let series = combination.series.iter().find(|(q, _)| q == quantity);
            let series = series.map_or("", |(_, series)| series.as_str());
            format!("{quantity} {} in {series}", cell.date)
        })
        .collect();
    if alone.is_empty() {
        vec![format!(
            "the ranges of {} taken together",
            combination.label()
        )]
    } else {
        alone
    }
}

/// The numbers that the atomic tests compare, for tables and drawings.
fn gauges(base: &Base, predicate: &Predicate, cells: &[&Cell]) -> Vec<Gauge> {
    let mut all = Vec::new();
    predicate.test.atoms(&mut |atom| {
        if let Some(gauge) = gauge(base, predicate, atom, cells) {
            all.push(gauge);
        }
    });
    all
}

fn gauge(base: &Base, predicate: &Predicate, atom: &Test, cells: &[&Cell]) -> Option<Gauge> {
    let (what, bounds) = match atom {
        Test::AsSaid { what, low, high } => (what, (Some(*low), Some(*high))),
        Test::During(day, span) => (
            day,
            (Some(f64::from(span.start)), Some(f64::from(span.end))),
        ),
        Test::Compare(cmp, a, b) => {
            // Where the right side is no constant, the two sides are shown as their quotient
            // against one only by the report's text; the drawing shows the left side.
            let wanted = eval::number(b, &[])
                .ok()
                .filter(|_| is_constant(b))
                .map(|s| s.low);
            let bounds = match cmp {
                Cmp::Lt | Cmp::Le => (None, wanted),
                Cmp::Gt | Cmp::Ge => (wanted, None),
                Cmp::Eq => (wanted, wanted),
                Cmp::Ne => (None, None),
            };
            (a, bounds)
        }
        _ => return None,
    };
    let spans: Vec<Span> = cells.iter().map(|cell| cell.span()).collect();
    let centre: Vec<Span> = cells.iter().map(|cell| Span::point(cell.value)).collect();
    let range = eval::number(what, &spans).ok()?;
    let value = eval::number(what, &centre).ok()?;
    let (unit, factor) = shown_unit(base, predicate, what);
    Some(Gauge {
        text: predicate.number_text(what, base),
        unit,
        low: range.low / factor,
        value: value.low / factor,
        high: range.high / factor,
        wanted_low: bounds.0.map(|bound| bound / factor),
        wanted_high: bounds.1.map(|bound| bound / factor),
    })
}

fn is_constant(num: &Num) -> bool {
    match num {
        Num::Literal { .. } | Num::Day(_) => true,
        Num::Term(_) => false,
        Num::Neg(a) => is_constant(a),
        Num::Binary(_, a, b) => is_constant(a) && is_constant(b),
    }
}

/// The unit in which a number is shown: that of the quantity it starts with, if it keeps it.
fn shown_unit(base: &Base, predicate: &Predicate, num: &Num) -> (String, f64) {
    match num {
        Num::Term(index) => {
            let quantity = base.quantities.get(&predicate.terms[*index].quantity);
            quantity.map_or((String::new(), 1.0), |q| {
                (q.unit.name.to_owned(), q.unit.factor)
            })
        }
        Num::Day(_) => ("date".to_owned(), 1.0),
        Num::Literal { unit: name, .. } => {
            unit(name).map_or((String::new(), 1.0), |u| (u.name.to_owned(), u.factor))
        }
        Num::Neg(a) => shown_unit(base, predicate, a),
        Num::Binary(crate::predicate::Op::Add | crate::predicate::Op::Sub, a, b) => {
            let (left, right) = (
                shown_unit(base, predicate, a),
                shown_unit(base, predicate, b),
            );
            let days = UNITS.iter().find(|u| u.name == "days");
            match (left.0.as_str(), right.0.as_str(), days) {
                ("date", "date", Some(days)) => (days.name.to_owned(), days.factor),
                _ => left,
            }
        }
        Num::Binary(..) => (String::new(), 1.0),
    }
}
