//! The margin of a verdict: the smallest change of the number, and of one observation, that
//! changes it. A verdict with a thin margin is a close call whatever its word says.

use crate::claim::Claim;
use crate::evidence::Base;
use crate::predicate::{Num, Op, Predicate, Term, Test, When};
use crate::verdict::{
    Choice, Court, Ground, Outcome, Space, Status, outcomes_where, status_of_claim,
};

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
            Self::Factor(factor) if (factor - 1.0).abs() < 5e-4 => {
                "the slightest change".to_owned()
            }
            Self::Factor(factor) if factor >= 3.0 => format!("x {factor:.1}"),
            Self::Factor(factor) => format!("{:+.1} %", (factor - 1.0) * 100.0),
            Self::Days(days) if days < 0.0 => format!("{:.0} days earlier", -days),
            Self::Days(days) => format!("{days:.0} days later"),
        }
    }

    fn of(days: bool, size: f64) -> Self {
        if days {
            Self::Days(size.round())
        } else {
            Self::Factor(libm::exp(size))
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
const DAYS_OF_A_YEAR: f64 = 365.25;

/// One reading ready to be judged again and again.
struct Ready<'a> {
    id: &'a str,
    predicate: &'a Predicate,
    base: &'a Base,
    ground: Ground,
}

/// Finds the margin of a claim with this status.
pub fn find(court: Court<'_>, claim: &Claim, predicates: &[&Predicate], status: Status) -> Margin {
    if !status.is_judged() {
        return Margin::default();
    }
    let cases: Vec<Ready<'_>> = claim
        .readings()
        .iter()
        .zip(predicates)
        .map(|(reading, predicate)| Ready {
            id: &reading.id,
            predicate,
            base: court.names(reading.on),
            ground: court.ground(reading, predicate),
        })
        .collect();
    Margin {
        number: number_margin(claim, &cases, status),
        observation: observation_margin(claim, &cases, status),
    }
}

/// Each outcome that occurs, once: a status asks for no more.
fn kinds(outcomes: Vec<Outcome>) -> Vec<Outcome> {
    let mut kinds: Vec<Outcome> = Vec::new();
    for outcome in outcomes {
        if !kinds.contains(&outcome) {
            kinds.push(outcome);
        }
    }
    kinds
}

fn number_margin(claim: &Claim, cases: &[Ready<'_>], status: Status) -> Option<Change> {
    let mut best: Option<(f64, Change)> = None;
    let now: Vec<Vec<Outcome>> = cases
        .iter()
        .map(|case| kinds(case.ground.outcomes(&case.predicate.test)))
        .collect();
    for (index, case) in cases.iter().enumerate() {
        let mut atoms = Vec::new();
        case.predicate.test.atoms(&mut |atom| atoms.push(atom));
        for (position, atom) in atoms.into_iter().enumerate() {
            let Some((days, what)) = movable(case, atom) else {
                continue;
            };
            let judged = |size: f64| {
                let mut test = case.predicate.test.clone();
                move_number(&mut test, position, days, size);
                let mut all = now.clone();
                all[index] = case.ground.outcomes(&test);
                status_of_claim(claim, &all)
            };
            let found = search(days, status, &judged, best.as_ref());
            keep_smaller(&mut best, found, days, || {
                format!("{what} (reading {})", case.id)
            });
        }
    }
    best.map(|(_, change)| change)
}

/// Whether the number in an atom is a date, and how to name it; none if it cannot be moved.
fn movable(case: &Ready<'_>, atom: &Test) -> Option<(bool, String)> {
    let base = case.base;
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
                        value: libm::exp(size),
                        unit: "",
                    },
                )
            };
            let inner = std::mem::replace(right, by.clone());
            *right = Num::Binary(op, Box::new(inner), Box::new(by));
        }
        Test::AsSaid { low, high, .. } => {
            *low *= libm::exp(size);
            *high *= libm::exp(size);
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

fn observation_margin(claim: &Claim, cases: &[Ready<'_>], status: Status) -> Option<Change> {
    let mut best: Option<(f64, Change)> = None;
    // Readings number their terms apart, so an observation is known by its term and not by that
    // number.
    let mut seen: Vec<(&str, &str, &Term)> = Vec::new();
    for case in cases {
        for slot in case.ground.space().map_or(&[][..], |space| &space.slots) {
            for choice in &slot.choices {
                for cell in &choice.cells {
                    let term = &case.predicate.terms[cell.term];
                    let days = term.when == When::Event;
                    let key = (slot.quantity.as_str(), choice.series.as_str(), term);
                    if seen.contains(&key) {
                        continue;
                    }
                    let target = (slot.quantity.as_str(), choice.series.as_str());
                    let Some(judged) = without((claim, cases), target, status) else {
                        continue;
                    };
                    let judged = |size: f64| judged((term, days, size));
                    let found = search(days, status, &judged, best.as_ref());
                    keep_smaller(&mut best, found, days, || {
                        format!("{} {} in {}", slot.quantity, cell.date, choice.series)
                    });
                    seen.push(key);
                }
            }
        }
    }
    best.map(|(_, change)| change)
}

/// What judges a moved observation of one series. Combinations without that series are judged
/// once; none if one of these is contested in itself, for then no move can change the status.
fn without<'a>(
    (claim, cases): (&'a Claim, &'a [Ready<'_>]),
    (quantity, series): (&'a str, &'a str),
    status: Status,
) -> Option<impl Fn((&Term, bool, f64)) -> Status + 'a> {
    let uses = move |space: &Space, chosen: &[&Choice]| {
        let mut pairs = space.slots.iter().zip(chosen);
        pairs.any(|(slot, choice)| slot.quantity == quantity && choice.series == series)
    };
    let fixed: Vec<Vec<Outcome>> = cases
        .iter()
        .map(|case| {
            let space = case.ground.space();
            let others = |chosen: &[&Choice]| space.is_none_or(|space| !uses(space, chosen));
            kinds(case.ground.outcomes_where(&case.predicate.test, &others))
        })
        .collect();
    if status == Status::Contested && fixed.iter().flatten().any(|o| *o == Outcome::Mixed) {
        return None;
    }
    Some(move |step: (&Term, bool, f64)| {
        let mut all = fixed.clone();
        for (case, outcomes) in cases.iter().zip(&mut all) {
            let Some(mut space) = case.ground.space().cloned() else {
                continue;
            };
            move_cell(&mut space, case.predicate, (quantity, series), step);
            let own = |chosen: &[&Choice]| uses(&space, chosen);
            outcomes.extend(outcomes_where(&case.predicate.test, &space, &own));
        }
        status_of_claim(claim, &all)
    })
}

fn move_cell(
    space: &mut Space,
    predicate: &Predicate,
    (quantity, series): (&str, &str),
    (term, days, size): (&Term, bool, f64),
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
                    *number * libm::exp(size)
                };
            }
        }
    }
}

/// The smallest step, to either side, at which `judged` leaves `status`; not looked for beyond
/// the best that is already known.
fn search(
    days: bool,
    status: Status,
    judged: &dyn Fn(f64) -> Status,
    best: Option<&(f64, Change)>,
) -> Option<(f64, Status)> {
    let (first, farthest, growth, tolerance) = if days {
        (1.0, FARTHEST_DAYS, 1.5, 0.5)
    } else {
        (1e-4, FARTHEST_LOG, 1.4, 1e-5)
    };
    let scale = if days { DAYS_OF_A_YEAR } else { 1.0 };
    let farthest = best.map_or(farthest, |(weight, _)| (weight * scale).min(farthest));
    let flips = |size: f64| Some(judged(size)).filter(|other| *other != status);
    let (mut inner, mut outer) = (0.0, first);
    loop {
        let nearest = [outer, -outer]
            .into_iter()
            .filter(|size| flips(*size).is_some())
            .map(|size| bisect(inner, size, &flips, tolerance))
            .min_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()));
        if nearest.is_some() || outer >= farthest {
            return nearest;
        }
        (inner, outer) = (outer, (outer * growth).min(farthest));
    }
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
        size.abs() / DAYS_OF_A_YEAR
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
