//! What one combination of series decides, over every point of its sources' ranges.
//!
//! First the interval walk tries to prove it for all points. Where that leaves it open, range
//! ends and centres are enumerated, and scrambled Sobol points are thrown inside. A point can
//! find a counterexample; points alone never prove "all", and the tally says so.

use super::space::Cell;
use crate::predicate::Test;
use crate::predicate::eval::{self, DivisionByZero, Span, Truth};

/// What a combination decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// True at every point; `proved` by intervals, otherwise none of the points tried failed.
    Holds {
        /// Whether the interval walk proves it.
        proved: bool,
    },
    /// False at every point, likewise.
    Fails {
        /// Whether the interval walk proves it.
        proved: bool,
    },
    /// True at some points and false at others.
    Mixed,
    /// A denominator that may be zero.
    Undefined,
}

/// Points tried, and points at which the claim holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Points at which it holds.
    pub holds: usize,
    /// Points tried.
    pub points: usize,
    /// Whether the points are all ends and centres (exact) or a quasi-random sample.
    pub sampled: bool,
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.holds += other.holds;
        self.points += other.points;
        self.sampled |= other.sampled;
    }

    /// Share of points at which the claim holds.
    pub fn share(self) -> Option<f64> {
        (self.points > 0).then(|| self.holds as f64 / self.points as f64)
    }
}

/// Most open terms whose ends and centres are enumerated: 3^6 points.
const ENUMERATED_TERMS: u32 = 6;
/// Quasi-random points inside the ranges of one combination.
const INSIDE_POINTS: u32 = 256;
/// Scramble of the quasi-random points. Fixed, so that the same case gives the same points.
pub const SCRAMBLE_SEED: u32 = 1933;
/// Points where enumeration would be too long.
const SAMPLED_POINTS: u32 = 1024;

/// The outcome of one combination.
pub(super) fn outcome(test: &Test, cells: &[&Cell]) -> Outcome {
    let spans: Vec<Span> = cells.iter().map(|cell| cell.span()).collect();
    match eval::test(test, &spans) {
        Ok(Truth::True) => return Outcome::Holds { proved: true },
        Ok(Truth::False) => return Outcome::Fails { proved: true },
        Ok(Truth::Open) => {}
        Err(DivisionByZero) => return Outcome::Undefined,
    }
    let (mut seen_true, mut seen_false) = (false, false);
    let undecided = visit(cells, true, &mut |point| match eval::test(test, point) {
        Ok(Truth::True) => {
            seen_true = true;
            !seen_false
        }
        Ok(_) => {
            seen_false = true;
            !seen_true
        }
        Err(DivisionByZero) => true,
    });
    match (undecided, seen_true, seen_false) {
        (false, ..) => Outcome::Mixed,
        (_, true, _) => Outcome::Holds { proved: false },
        (_, _, true) => Outcome::Fails { proved: false },
        _ => Outcome::Undefined,
    }
}

/// Counts the points at which the claim holds: ends and centres where these are few, a
/// quasi-random sample with the ends where they are many.
pub(super) fn tally(test: &Test, cells: &[&Cell], outcome: Outcome) -> Tally {
    let ends = count(test, cells, false);
    let unanimous = ends.holds == 0 || ends.holds == ends.points;
    if outcome == Outcome::Mixed && unanimous {
        // Only a point inside the ranges differs: a share of 0 or 1 would deny it.
        return count(test, cells, true);
    }
    ends
}

fn count(test: &Test, cells: &[&Cell], inside: bool) -> Tally {
    let mut tally = Tally {
        sampled: inside || open_terms(cells).len() > ENUMERATED_TERMS as usize,
        ..Tally::default()
    };
    visit(cells, inside, &mut |point| {
        if let Ok(truth) = eval::test(test, point) {
            tally.points += 1;
            tally.holds += usize::from(truth == Truth::True);
        }
        true
    });
    tally
}

fn open_terms(cells: &[&Cell]) -> Vec<usize> {
    (0..cells.len())
        .filter(|i| cells[*i].low < cells[*i].high)
        .collect()
}

/// Walks points until `seen` says stop; true if it was never stopped.
fn visit(cells: &[&Cell], inside: bool, seen: &mut dyn FnMut(&[Span]) -> bool) -> bool {
    let open = open_terms(cells);
    let many = open.len() > ENUMERATED_TERMS as usize;
    let ends = if many {
        visit_few_ends(cells, &open, seen)
    } else {
        visit_all_ends(cells, &open, seen)
    };
    if !ends || open.is_empty() {
        return ends;
    }
    match (many, inside) {
        (true, _) => visit_sobol(cells, &open, SAMPLED_POINTS, seen),
        (false, true) => visit_sobol(cells, &open, INSIDE_POINTS, seen),
        (false, false) => true,
    }
}

fn centres(cells: &[&Cell]) -> Vec<Span> {
    cells.iter().map(|cell| Span::point(cell.value)).collect()
}

/// Every combination of low, centre and high of the open terms.
fn visit_all_ends(cells: &[&Cell], open: &[usize], seen: &mut dyn FnMut(&[Span]) -> bool) -> bool {
    let mut point = centres(cells);
    let count = 3_usize.pow(u32::try_from(open.len()).unwrap_or(ENUMERATED_TERMS));
    (0..count).all(|mut number| {
        for index in open {
            let cell = cells[*index];
            let level = [cell.value, cell.low, cell.high][number % 3];
            point[*index] = Span::point(level);
            number /= 3;
        }
        seen(&point)
    })
}

/// The centre, all low, all high, and each term alone at its ends.
fn visit_few_ends(cells: &[&Cell], open: &[usize], seen: &mut dyn FnMut(&[Span]) -> bool) -> bool {
    let centre = centres(cells);
    let low: Vec<Span> = cells.iter().map(|cell| Span::point(cell.low)).collect();
    let high: Vec<Span> = cells.iter().map(|cell| Span::point(cell.high)).collect();
    let whole = [centre.clone(), low, high].iter().all(|point| seen(point));
    whole
        && open.iter().all(|index| {
            [cells[*index].low, cells[*index].high].iter().all(|end| {
                let mut point = centre.clone();
                point[*index] = Span::point(*end);
                seen(&point)
            })
        })
}

/// Owen-scrambled Sobol points inside the ranges. Seed fixed: the same case, the same points.
fn visit_sobol(
    cells: &[&Cell],
    open: &[usize],
    count: u32,
    seen: &mut dyn FnMut(&[Span]) -> bool,
) -> bool {
    let mut point = centres(cells);
    (0..count).all(|i| {
        for (dimension, index) in (0_u32..).zip(open) {
            let cell = cells[*index];
            // The generator has 256 dimensions; further ones take another scramble.
            let seed = SCRAMBLE_SEED + dimension / 256;
            let u = f64::from(sobol_burley::sample(i, dimension % 256, seed));
            let inside = cell.low + u * (cell.high - cell.low);
            point[*index] = Span::point(if cell.is_day { inside.round() } else { inside });
        }
        seen(&point)
    })
}
