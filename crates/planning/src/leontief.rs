//! What must be made so that given amounts are left over: exactly, and by rounds as planners did it.
//!
//! Leontief, source `leontief-1936`:
//!
//! ```text
//! x = (I - A)^-1 f
//! ```
//!
//! Rounds of material balances (Montias, "Planning with material balances in Soviet-type economies", American Economic Review 49
//! (1959) 963-985, source `montias-1959`; Manove 1971, source `manove-1971`), from x^(0) = f:
//!
//! ```text
//! x^(k) = f + A x^(k-1)          what is missing: A^(k+1) (I - A)^-1 f
//! ```
//!
//! Grade A (T20), held to the example of Miller and Blair, source `miller-blair-2009`. Planners who write lower norms than they
//! believe (`tightening`) are `ours`.

use crate::fault::{Fault, not_negative, same_length};
use crate::table::Table;

/// The table I - A, factored: gross outputs of any final demand.
#[derive(Clone, Debug, PartialEq)]
pub struct Leontief {
    size: usize,
    /// Lower part below the diagonal with ones on it, upper part on and above it; row after row.
    factors: Vec<f64>,
}

impl Leontief {
    /// Factors I - A without exchanging rows, which is sound because all pivots of a productive table are above zero (Hawkins
    /// and Simon). Work grows with the cube of the branches; a thousand take about a second, see [`settle`].
    ///
    /// # Errors
    /// A table so near to the limit that rounding makes a pivot vanish.
    pub fn new(table: &Table) -> Result<Self, Fault> {
        let size = table.size();
        let mut factors = vec![0.0; size * size];
        for j in 0..size {
            for cell in table.column(j) {
                factors[table.rows()[cell] * size + j] = -table.values()[cell];
            }
            factors[j * size + j] += 1.0;
        }
        for k in 0..size {
            let (above, below) = factors.split_at_mut((k + 1) * size);
            let pivot_row = &above[k * size..];
            let pivot = pivot_row[k];
            if pivot <= 0.0 {
                let what = format!("balance of `{}`", table.names()[k]);
                let hint = "the table is not productive, or only by a hair: look at this branch";
                return Err(Fault::new(what, pivot, "a pivot above zero", hint));
            }
            for row in below.chunks_exact_mut(size) {
                let factor = row[k] / pivot;
                row[k] = factor;
                if factor != 0.0 {
                    for (value, above) in row[k + 1..].iter_mut().zip(&pivot_row[k + 1..]) {
                        *value -= factor * above;
                    }
                }
            }
        }
        Ok(Self { size, factors })
    }

    /// Gross outputs x for final demand f, both in units of the branches.
    ///
    /// # Errors
    /// A demand of another length, or with an entry below zero or no number.
    pub fn gross(&self, demand: &[f64]) -> Result<Vec<f64>, Fault> {
        same_length("final demand", demand.len(), self.size)?;
        not_negative("final demand", demand)?;
        let mut x = demand.to_vec();
        for (i, row) in self.factors.chunks_exact(self.size).enumerate() {
            let known: f64 = row[..i].iter().zip(&x).map(|(l, x)| l * x).sum();
            x[i] -= known;
        }
        for (i, row) in self.factors.chunks_exact(self.size).enumerate().rev() {
            let known: f64 = row[i + 1..]
                .iter()
                .zip(&x[i + 1..])
                .map(|(u, x)| u * x)
                .sum();
            x[i] = (x[i] - known) / row[i];
        }
        Ok(x)
    }
}

/// Outputs after one round of balancing.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Planned gross outputs x^(k) [units of the branches].
    pub output: Vec<f64>,
    /// Share of each branch's balanced output that the plan lacks, 1 - x^(k)/x; zero where nothing is needed.
    pub shortfall: Vec<f64>,
}

fn refuse_tightening(tightening: f64) -> Result<(), Fault> {
    if (0.0..=1.0).contains(&tightening) {
        return Ok(());
    }
    let hint = "0 keeps the norms, 1 forgets them";
    Err(Fault::new(
        "tightening of norms",
        tightening,
        "0 to 1",
        hint,
    ))
}

/// One round: f + (1 - tightening) A x in the place of x; `uses` is room for A x.
fn round(table: &Table, (plan, uses): (&mut [f64], &mut [f64]), demand: &[f64], tightening: f64) {
    table.uses(plan, uses);
    for ((plan, uses), demand) in plan.iter_mut().zip(uses).zip(demand) {
        *plan = demand + (1.0 - tightening) * *uses;
    }
}

/// Rounds 1 to `rounds` of balancing, beside the balanced outputs. `tightening` is the part by which planners lower all input
/// norms, 0 as published, above 0 `ours`: x^(k) = f + (1 - tightening) A x^(k-1).
///
/// # Errors
/// As [`Leontief::gross`], or a tightening outside 0 to 1.
pub fn rounds(
    table: &Table,
    demand: &[f64],
    rounds: usize,
    tightening: f64,
) -> Result<Vec<Round>, Fault> {
    refuse_tightening(tightening)?;
    let balanced = Leontief::new(table)?.gross(demand)?;
    let mut plan = demand.to_vec();
    let mut uses = vec![0.0; table.size()];
    let mut all = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        round(table, (&mut plan, &mut uses), demand, tightening);
        let lacks = |(plan, needed): (&f64, &f64)| {
            if *needed > 0.0 {
                1.0 - plan / needed
            } else {
                0.0
            }
        };
        all.push(Round {
            output: plan.clone(),
            shortfall: plan.iter().zip(&balanced).map(lacks).collect(),
        });
    }
    Ok(all)
}

/// The plan after so many rounds that begin at control figures `start` and not at final demand, as planners' did (Manove 1971): what is
/// missing dies away faster the nearer the start is to balance.
///
/// # Errors
/// Lists of the wrong length, an entry below zero or no number, or a tightening outside 0 to 1.
pub fn rounds_from(
    table: &Table,
    (start, demand): (&[f64], &[f64]),
    rounds: usize,
    tightening: f64,
) -> Result<Vec<f64>, Fault> {
    same_length("control figures", start.len(), table.size())?;
    same_length("final demand", demand.len(), table.size())?;
    not_negative("control figures", start)?;
    not_negative("final demand", demand)?;
    refuse_tightening(tightening)?;
    let mut plan = start.to_vec();
    let mut uses = vec![0.0; table.size()];
    for _ in 0..rounds {
        round(table, (&mut plan, &mut uses), demand, tightening);
    }
    Ok(plan)
}

/// Gross outputs by rounds until none changes by more than the part `tolerance` of itself, and the number of rounds: the way for
/// large tables, with work in proportion to their cells.
///
/// # Errors
/// As [`Leontief::gross`], a tolerance of zero or less, or no rest after 100,000 rounds.
pub fn settle(table: &Table, demand: &[f64], tolerance: f64) -> Result<(Vec<f64>, usize), Fault> {
    same_length("final demand", demand.len(), table.size())?;
    not_negative("final demand", demand)?;
    crate::fault::above_zero("tolerance of the rounds", tolerance)?;
    let mut plan = demand.to_vec();
    let mut uses = vec![0.0; table.size()];
    for round in 1..=MOST_ROUNDS {
        table.uses(&plan, &mut uses);
        let mut still = true;
        for ((plan, uses), demand) in plan.iter_mut().zip(&uses).zip(demand) {
            let next = demand + uses;
            still &= next - *plan <= tolerance * next;
            *plan = next;
        }
        if still {
            return Ok((plan, round));
        }
    }
    Err(Fault::new(
        "balancing by rounds",
        format!("outputs that still rise after {MOST_ROUNDS} rounds"),
        format!("changes of at most {tolerance:e}"),
        "allow a larger tolerance",
    ))
}

const MOST_ROUNDS: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::{Leontief, rounds, settle};
    use crate::table::Table;
    use crate::testing::economy;
    use proptest::prelude::*;

    fn miller_blair() -> Table {
        Table::new(&["one", "two"], &[&[0.15, 0.25], &[0.20, 0.05]]).unwrap()
    }

    #[test]
    fn law_rounds_from_balance_stay_there_and_from_demand_are_the_rounds() {
        let rows: [&[f64]; 2] = [&[0.15, 0.25], &[0.20, 0.05]];
        let table = Table::new(&["a", "b"], &rows).unwrap();
        let demand = [600.0, 1500.0];
        let balanced = Leontief::new(&table).unwrap().gross(&demand).unwrap();
        let stays = super::rounds_from(&table, (&balanced, &demand), 3, 0.0).unwrap();
        let from_demand = super::rounds_from(&table, (&demand, &demand), 3, 0.0).unwrap();
        let known = rounds(&table, &demand, 3, 0.0).unwrap();
        for at in 0..2 {
            assert!((stays[at] - balanced[at]).abs() < 1e-9);
            assert!((from_demand[at] - known[2].output[at]).abs() < 1e-9);
        }
    }

    #[test]
    fn known_outputs_of_miller_and_blair() {
        let solver = Leontief::new(&miller_blair()).unwrap();
        let x = solver.gross(&[600.0, 1500.0]).unwrap();
        assert!(
            (x[0] - 1247.525).abs() < 1e-3 && (x[1] - 1841.584).abs() < 1e-3,
            "{x:?}"
        );
        for (unit, column) in [
            ([1.0, 0.0], [1.2541, 0.2640]),
            ([0.0, 1.0], [0.3300, 1.1221]),
        ] {
            let got = solver.gross(&unit).unwrap();
            for (got, wanted) in got.iter().zip(column) {
                assert!((got - wanted).abs() < 5e-5, "{got} {wanted}");
            }
        }
    }

    #[test]
    fn known_shortfalls_of_five_rounds() {
        let all = rounds(&miller_blair(), &[600.0, 1500.0], 5, 0.0).unwrap();
        let wanted = [
            [14.6, 8.0],
            [5.1, 2.4],
            [1.65, 0.81],
            [0.55, 0.26],
            [0.18, 0.09],
        ];
        let digits = [0.05, 0.05, 0.005, 0.005, 0.005];
        for ((round, wanted), half) in all.iter().zip(wanted).zip(digits) {
            for (got, wanted) in round.shortfall.iter().zip(wanted) {
                assert!((100.0 * got - wanted).abs() < half, "{got} {wanted}");
            }
        }
    }

    #[test]
    fn law_lower_norms_leave_more_missing() {
        let at = |tightening| rounds(&miller_blair(), &[600.0, 1500.0], 30, tightening).unwrap();
        let (as_published, tight) = (at(0.0), at(0.1));
        assert!(as_published[29].shortfall[0] < 1e-9);
        assert!(tight[29].shortfall[0] > 0.03);
        assert!(rounds(&miller_blair(), &[1.0, 1.0], 1, f64::NAN).is_err());
    }

    #[test]
    fn known_faults_of_a_demand() {
        let solver = Leontief::new(&miller_blair()).unwrap();
        let short = solver.gross(&[1.0]).unwrap_err();
        assert_eq!(
            (short.found.as_str(), short.wanted.as_str()),
            ("1 entries", "2 entries")
        );
        let bad = solver.gross(&[1.0, f64::NAN]).unwrap_err();
        assert_eq!(bad.what, "final demand, entry 2");
    }

    proptest! {
        #[test]
        fn law_balances_close(seed in any::<u64>(), size in 1_usize..30) {
            let (table, x) = economy(seed, size, 0.4);
            let mut uses = vec![0.0; size];
            table.uses(&x, &mut uses);
            let demand: Vec<f64> = x.iter().zip(&uses).map(|(x, uses)| (x - uses).max(0.0)).collect();
            let got = Leontief::new(&table).unwrap().gross(&demand).unwrap();
            table.uses(&got, &mut uses);
            for i in 0..size {
                prop_assert!((got[i] - uses[i] - demand[i]).abs() <= 1e-10 * (1.0 + got[i]));
            }
        }

        #[test]
        fn parity_rounds_and_factors(seed in any::<u64>(), size in 1_usize..30) {
            let (table, demand) = economy(seed, size, 0.4);
            let exact = Leontief::new(&table).unwrap().gross(&demand).unwrap();
            let (by_rounds, _) = settle(&table, &demand, 1e-14).unwrap();
            for (a, b) in exact.iter().zip(&by_rounds) {
                prop_assert!((a / b - 1.0).abs() < 1e-11, "{a} {b}");
            }
        }
    }
}
