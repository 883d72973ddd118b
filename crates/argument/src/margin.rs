//! The margin of a verdict: the smallest change of the number, and of one observation, that
//! changes it. A verdict with a thin margin is a close call whatever its word says.

use crate::claim::Reading;
use crate::evidence::Base;
use crate::predicate::{Num, Op, Predicate, Test};
use crate::verdict::{Estimates, Space, Status, outcomes, status_of};

/// A change that flips a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is changed.
    pub what: String,
    /// By how much: a factor, or days for dates.
    pub by: Step,
    /// The status it leads to.
    pub to: Status,
}

/// Size of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Multiplied by this factor.
    Factor(f64),
    /// Moved by this many days.
    Days(f64),
}

impl Step {
    /// The change in words: "+6.2 %" or "3 days later".
    pub fn text(self) -> String {
        match self {
            Self::Factor(factor) if factor >= 3.0 => format!("x {factor:.1}"),
            Self::Factor(factor) => format!("{:+.1} %", (factor - 1.0) * 100.0),
            Self::Days(days) if days < 0.0 => format!("{:.0} days earlier", -days),
            Self::Days(days) => format!("{days:.0} days later"),
        }
    }

    fn of(days: bool, size: f64) -> Self {
        if days {
            Self::Days(size)
        } else {
            Self::Factor(size.exp())
        }
    }
}

/// Smallest flipping changes, where there are any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Margin {
    /// Of the number claimed (of the factor one, where two quantities are compared).
    pub number: Option<Change>,
    /// Of a single observation, all its range with it.
    pub observation: Option<Change>,
}

impl Margin {
    /// Whether nothing flips the verdict.
    pub fn is_empty(&self) -> bool {
        self.number.is_none() && self.observation.is_none()
    }
}

/// Changes beyond a factor of 50, or beyond 20 years, are not looked for.
const FARTHEST_LOG: f64 = 3.912;
const FARTHEST_DAYS: f64 = 7305.0;

/// One reading ready to be judged again and again.
struct Ready<'a> {
    id: &'a str,
    predicate: &'a Predicate,
    space: Space,
}

/// Finds the margin of a claim with this status.
pub fn find(
    base: &Base,
    readings: &[Reading],
    predicates: &[&Predicate],
    status: Status,
) -> Margin {
    if !status.is_judged() {
        return Margin::default();
    }
    let cases: Vec<Ready<'_>> = readings
        .iter()
        .zip(predicates)
        .map(|(reading, predicate)| Ready {
            id: &reading.id,
            predicate,
            space: Space::new(base, predicate, &reading.only, &Estimates::All),
        })
        .collect();
    Margin {
        number: number_margin(base, &cases, status),
        observation: observation_margin(&cases, status),
    }
}

/// The status with one reading's test or space replaced.
fn status_with(
    cases: &[Ready<'_>],
    changed: &dyn Fn(usize, &Ready<'_>) -> (Test, Space),
) -> Status {
    let all: Vec<_> = cases
        .iter()
        .enumerate()
        .flat_map(|(index, case)| {
            let (test, space) = changed(index, case);
            outcomes(&test, &space)
        })
        .collect();
    status_of(&all)
}

fn number_margin(base: &Base, cases: &[Ready<'_>], status: Status) -> Option<Change> {
    let mut best: Option<(f64, Change)> = None;
    for (index, case) in cases.iter().enumerate() {
        let mut atoms = Vec::new();
        case.predicate.test.atoms(&mut |atom| atoms.push(atom));
        for (position, atom) in atoms.into_iter().enumerate() {
            let Some((days, what)) = movable(base, case, atom) else {
                continue;
            };
            let judged = |size: f64| {
                status_with(cases, &|at, other| {
                    let mut test = other.predicate.test.clone();
                    if at == index {
                        move_number(&mut test, position, days, size);
                    }
                    (test, other.space.clone())
                })
            };
            keep_smaller(&mut best, search(days, status, &judged), days, || {
                format!("{what} (reading {})", case.id)
            });
        }
    }
    best.map(|(_, change)| change)
}

/// Whether the number in an atom is a date, and how to name it; none if it cannot be moved.
fn movable(base: &Base, case: &Ready<'_>, atom: &Test) -> Option<(bool, String)> {
    match atom {
        Test::Compare(_, a, b) => {
            let text = |num: &Num| case.predicate.number_text(num, base);
            let date = case.predicate.is_date(base, a) && case.predicate.is_date(base, b);
            Some((date, format!("{} against {}", text(b), text(a))))
        }
        Test::AsSaid { low, high, .. } => Some((false, format!("what was said, {low} to {high}"))),
        Test::During(_, span) => Some((true, format!("the date {span}"))),
        _ => None,
    }
}

fn move_number(test: &mut Test, position: usize, days: bool, size: f64) {
    let mut at = 0;
    test.atoms_mut(&mut |atom| {
        if at == position {
            shift_atom(atom, days, size);
        }
        at += 1;
    });
}

fn shift_atom(atom: &mut Test, days: bool, size: f64) {
    match atom {
        Test::Compare(_, _, right) => {
            let (op, by) = if days {
                (
                    Op::Add,
                    Num::Literal {
                        value: size.round(),
                        unit: "days",
                    },
                )
            } else {
                (
                    Op::Mul,
                    Num::Literal {
                        value: size.exp(),
                        unit: "",
                    },
                )
            };
            let inner = std::mem::replace(right, by.clone());
            *right = Num::Binary(op, Box::new(inner), Box::new(by));
        }
        Test::AsSaid { low, high, .. } => {
            *low *= size.exp();
            *high *= size.exp();
        }
        Test::During(_, span) => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "at most twenty years of days"
            )]
            let days = size.round() as i32;
            span.start += days;
            span.end += days;
        }
        _ => {}
    }
}

fn observation_margin(cases: &[Ready<'_>], status: Status) -> Option<Change> {
    let mut best: Option<(f64, Change)> = None;
    let mut seen: Vec<(String, String, usize)> = Vec::new();
    for case in cases {
        for slot in &case.space.slots {
            for choice in &slot.choices {
                for cell in &choice.cells {
                    let term = &case.predicate.terms[cell.term];
                    let days = term.when == crate::predicate::When::Event;
                    let key = (slot.quantity.clone(), choice.series.clone(), cell.term);
                    if seen.contains(&key) {
                        continue;
                    }
                    let judged = |size: f64| {
                        status_with(cases, &|_, other| {
                            let mut space = other.space.clone();
                            let target = (slot.quantity.as_str(), choice.series.as_str());
                            move_cell(&mut space, other.predicate, target, (term, days, size));
                            (other.predicate.test.clone(), space)
                        })
                    };
                    keep_smaller(&mut best, search(days, status, &judged), days, || {
                        format!("{} {} in {}", slot.quantity, cell.date, choice.series)
                    });
                    seen.push(key);
                }
            }
        }
    }
    best.map(|(_, change)| change)
}

fn move_cell(
    space: &mut Space,
    predicate: &Predicate,
    (quantity, series): (&str, &str),
    (term, days, size): (&crate::predicate::Term, bool, f64),
) {
    let slots = space
        .slots
        .iter_mut()
        .filter(|slot| slot.quantity == quantity);
    for choice in slots
        .flat_map(|slot| &mut slot.choices)
        .filter(|c| c.series == series)
    {
        for cell in &mut choice.cells {
            if predicate.terms[cell.term] != *term {
                continue;
            }
            for number in [&mut cell.low, &mut cell.value, &mut cell.high] {
                *number = if days {
                    *number + size.round()
                } else {
                    *number * size.exp()
                };
            }
        }
    }
}

/// The smallest step, to either side, at which `judged` leaves `status`.
fn search(days: bool, status: Status, judged: &dyn Fn(f64) -> Status) -> Option<(f64, Status)> {
    let (first, farthest, growth) = if days {
        (1.0, FARTHEST_DAYS, 1.5)
    } else {
        (1e-4, FARTHEST_LOG, 1.4)
    };
    let flips = |size: f64| Some(judged(size)).filter(|other| *other != status);
    let (mut inner, mut outer) = (0.0, first);
    while outer < farthest {
        let sides = [outer, -outer].map(|size| flips(size).map(|to| (size, to)));
        if let Some((size, _)) = sides.into_iter().flatten().next() {
            return Some(bisect(inner, size, &flips, if days { 0.5 } else { 1e-5 }));
        }
        inner = outer;
        outer *= growth;
    }
    None
}

fn bisect(
    inner: f64,
    outer: f64,
    flips: &dyn Fn(f64) -> Option<Status>,
    tolerance: f64,
) -> (f64, Status) {
    let side = outer.signum();
    let (mut near, mut far) = (inner, outer.abs());
    let mut to = flips(outer);
    while far - near > tolerance {
        let middle = f64::midpoint(near, far);
        match flips(side * middle) {
            Some(status) => (far, to) = (middle, Some(status)),
            None => near = middle,
        }
    }
    (side * far, to.unwrap_or(Status::Contested))
}

fn keep_smaller(
    best: &mut Option<(f64, Change)>,
    found: Option<(f64, Status)>,
    days: bool,
    what: impl FnOnce() -> String,
) {
    let Some((size, to)) = found else { return };
    // A year of days is counted like a factor of e: only to order changes of one claim.
    let weight = if days {
        size.abs() / 365.25
    } else {
        size.abs()
    };
    if best.as_ref().is_none_or(|(known, _)| weight < *known) {
        *best = Some((
            weight,
            Change {
                what: what(),
                by: Step::of(days, size),
                to,
            },
        ));
    }
}
