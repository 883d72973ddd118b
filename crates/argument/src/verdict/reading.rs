//! Judging one reading: all its combinations, what it flips on, and narrower sets of estimates.

use super::gauge::gauges;
use super::outcome::{Outcome, Tally, outcome, tally};
use super::space::{Cell, Choice, Estimates, Space, reach};
use super::{Combination, Flip, Hinge, ReadingVerdict, Status};
use crate::claim::Reading;
use crate::evidence::Base;
use crate::predicate::eval::{self, Span, Truth};
use crate::predicate::{Predicate, Test};
use std::collections::BTreeSet;

/// Combinations named on one side of a flip.
const MOST_NAMED: usize = 4;

/// The status that a set of outcomes amounts to. What is undefined somewhere is not true
/// everywhere, nor false everywhere.
pub fn status_of(outcomes: &[Outcome]) -> Status {
    let holds = outcomes.iter().any(|o| matches!(o, Outcome::Holds { .. }));
    let fails = outcomes.iter().any(|o| matches!(o, Outcome::Fails { .. }));
    let undefined = outcomes.contains(&Outcome::Undefined) && (holds || fails);
    let mixed = outcomes.contains(&Outcome::Mixed);
    match (mixed || undefined, holds, fails) {
        (true, ..) => Status::Contested,
        (_, true, true) => Status::SupportedUnder,
        (_, true, false) => Status::Supported,
        (_, false, true) => Status::Contradicted,
        (_, false, false) => Status::Uncorroborated,
    }
}

/// The outcome of every combination, without counts: what mutants and margins ask for.
pub fn outcomes(test: &Test, space: &Space) -> Vec<Outcome> {
    outcomes_where(test, space, &|_| true)
}

/// The outcome of those combinations whose series are wanted.
pub fn outcomes_where(
    test: &Test,
    space: &Space,
    wanted: &dyn Fn(&[&Choice]) -> bool,
) -> Vec<Outcome> {
    let numbers = space.numbers().into_iter();
    let chosen = numbers.map(|number| space.combination(number));
    chosen
        .filter(|chosen| wanted(chosen))
        .map(|chosen| outcome(test, &space.cells(&chosen)))
        .collect()
}

/// The status alone.
pub fn quick_status(test: &Test, space: &Space) -> Status {
    status_of(&outcomes(test, space))
}

/// Judges a reading on evidence over all admissible combinations.
pub fn judge_reading(base: &Base, reading: &Reading, predicate: &Predicate) -> ReadingVerdict {
    let space = Space::new(base, predicate, &reading.only, &Estimates::All);
    let widest = space.widest().unwrap_or_default();
    let mut total = Tally::default();
    let mut used = BTreeSet::new();
    let combinations: Vec<Combination> = space
        .numbers()
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
            let combination = judge_combination(base, predicate, (&space, &widest), &chosen);
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
        on: reading.on,
        status,
        existing: space.existing(),
        combinations,
        tally: total,
        flips,
        sets: narrower_sets(base, reading, predicate, &space),
        silent: space.silent,
        used,
        runs: None,
    }
}

fn judge_combination(
    base: &Base,
    predicate: &Predicate,
    (space, widest): (&Space, &[Span]),
    chosen: &[&Choice],
) -> Combination {
    let cells = space.cells(chosen);
    let outcome = outcome(&predicate.test, &cells);
    Combination {
        series: space
            .slots
            .iter()
            .zip(chosen)
            .map(|(slot, choice)| (slot.quantity.clone(), choice.series.clone()))
            .collect(),
        rank: chosen.iter().map(|choice| choice.rank).max(),
        outcome,
        tally: tally(&predicate.test, &cells, outcome),
        gauges: gauges(base, predicate, widest, &|num| reach(&cells, num)),
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
    found.extend(joint_flip(space, combinations, &found));
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
                rest: false,
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
        rest: holds.len() + fails.len() < series.len(),
        holds,
        fails,
    })
}

/// The combinations whose side no single series decides: only their series together do.
fn joint_flip(space: &Space, combinations: &[Combination], found: &[Flip]) -> Option<Flip> {
    let rivals: Vec<&str> = space
        .slots
        .iter()
        .filter(|slot| slot.choices.len() > 1)
        .map(|slot| slot.quantity.as_str())
        .collect();
    let first = combinations.first()?.outcome;
    let same =
        |c: &Combination| std::mem::discriminant(&c.outcome) == std::mem::discriminant(&first);
    if rivals.len() < 2 || combinations.iter().all(same) {
        return None;
    }
    let side = |wanted: fn(Outcome) -> bool, named: fn(&Flip) -> &[String]| -> Vec<String> {
        let decided = |c: &Combination| {
            let by = |flip: &Flip, (quantity, series): &(String, String)| {
                flip.name == *quantity && named(flip).contains(series)
            };
            c.series
                .iter()
                .any(|pair| found.iter().any(|flip| by(flip, pair)))
        };
        let together = |c: &Combination| {
            let names = c
                .series
                .iter()
                .filter(|(q, _)| rivals.contains(&q.as_str()));
            names
                .map(|(_, s)| s.as_str())
                .collect::<Vec<_>>()
                .join(" + ")
        };
        let open = combinations
            .iter()
            .filter(|c| wanted(c.outcome) && !decided(c));
        shortened(open.map(together).collect(), MOST_NAMED)
    };
    let holds = side(|o| matches!(o, Outcome::Holds { .. }), |flip| &flip.holds);
    let fails = side(|o| matches!(o, Outcome::Fails { .. }), |flip| &flip.fails);
    (!holds.is_empty() || !fails.is_empty()).then(|| Flip {
        hinge: Hinge::Series,
        name: rivals.join(" with "),
        rest: combinations.iter().any(|c| c.outcome == Outcome::Mixed),
        holds,
        fails,
    })
}

/// The first names of a list, and how many more there are.
pub(super) fn shortened(mut names: Vec<String>, most: usize) -> Vec<String> {
    if names.len() > most {
        let more = names.len() - most;
        names.truncate(most);
        names.push(format!("{more} more"));
    }
    names
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
