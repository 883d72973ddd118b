//! The examples with which linear programming began.
//!
//! Kantorovich, "Mathematical methods of organizing and planning production" (1939), Management Science 6 (1960) 366-422, source
//! `kantorovich-1960`: machines differ in how well they do different works, and the works are wanted in equal numbers.
//!
//! ```text
//! max z      sum over machines of rate_wm h_wm >= z for each work,      sum over works of h_wm <= 1 for each machine
//! ```
//!
//! Grade A (T21, T22). The numbers of the excavators are those of the program 5yearplan, source `cockshott-5yearplan`.

use crate::fault::Fault;
use crate::program::{Kind, Program};
use crate::solver::{Solver, best};

/// Works A, B, C on excavators 1, 2, 3 [amount a unit of time].
pub const EXCAVATORS: [[f64; 3]; 3] =
    [[105.0, 107.0, 64.0], [56.0, 66.0, 38.0], [56.0, 83.0, 53.0]];

/// Parts A and B on three milling machines, three turret lathes, one automatic lathe [parts a unit of time, all machines of
/// a kind together].
pub const LATHES: [[f64; 3]; 2] = [[30.0, 60.0, 30.0], [60.0, 90.0, 80.0]];

/// The best plan for an equal assortment.
#[derive(Clone, Debug, PartialEq)]
pub struct Assortment {
    /// z: how much of each work is done.
    pub sets: f64,
    /// h: share of its time that a machine gives to a work, by work, then machine.
    pub shares: Vec<Vec<f64>>,
    /// Resolving multipliers of the works; they add up to 1.
    pub works: Vec<f64>,
    /// Resolving multipliers of the machines: what one more of each would add to z.
    pub machines: Vec<f64>,
}

/// The best plan at these rates, by work, then machine.
///
/// # Errors
/// Rates that make no program, or a solver without an answer.
pub fn assortment(rates: &[&[f64]], solver: &dyn Solver) -> Result<Assortment, Fault> {
    let works = rates.len();
    let machines = rates.first().map_or(0, |row| row.len());
    let column = |work: usize, machine: usize| 1 + work * machines + machine;
    let mut goal = vec![0.0; 1 + works * machines];
    goal[0] = 1.0;
    let mut cells = Vec::new();
    for (work, row) in rates.iter().enumerate() {
        cells.push((work, 0, 1.0));
        for (machine, rate) in row.iter().enumerate() {
            cells.push((work, column(work, machine), -rate));
            cells.push((works + machine, column(work, machine), 1.0));
        }
    }
    let works_then_machines =
        vec![(Kind::AtMost, 0.0); works]
            .into_iter()
            .chain(vec![(Kind::AtMost, 1.0); machines]);
    let program = Program::new(goal, works_then_machines.collect(), cells)?;
    let found = best(&program, solver)?;
    let (plan, prices) = (&found.answer.plan, &found.answer.prices);
    let share = |work| {
        (0..machines)
            .map(|machine| plan[column(work, machine)])
            .collect()
    };
    Ok(Assortment {
        sets: plan[0],
        shares: (0..works).map(share).collect(),
        works: prices[..works].to_vec(),
        machines: prices[works..].to_vec(),
    })
}

/// Complete sets of two parts if each kind of machine makes as many of one as of the other: a b / (a + b), added up.
pub fn each_for_itself(rates: &[[f64; 3]; 2]) -> f64 {
    let [one, other] = rates;
    one.iter().zip(other).map(|(a, b)| a * b / (a + b)).sum()
}

#[cfg(test)]
mod tests {
    use super::{EXCAVATORS, LATHES, assortment, each_for_itself};
    use crate::solver::InteriorPoint;

    #[test]
    fn known_plan_and_multipliers_of_the_excavators() {
        let rates = EXCAVATORS.each_ref().map(|row| &row[..]);
        let found = assortment(&rates, &InteriorPoint).unwrap();
        assert!((found.sets - 70.4933).abs() < 5e-5, "{found:?}");
        let plan = [
            [0.671_365, 0.0, 0.0],
            [0.328_635, 0.789_238, 0.0],
            [0.0, 0.210_762, 1.0],
        ];
        for (got, wanted) in found.shares.concat().iter().zip(plan.concat()) {
            assert!((got - wanted).abs() < 1e-6, "{got} {wanted}");
        }
        for (got, wanted) in found.works.iter().zip([0.2290, 0.4295, 0.3415]) {
            assert!((got - wanted).abs() < 5e-5, "{got} {wanted}");
        }
        for (got, wanted) in found.machines.iter().zip([24.05, 28.34, 18.10]) {
            assert!((got - wanted).abs() < 6e-3, "{got} {wanted}");
        }
    }

    #[test]
    fn known_sets_of_the_lathes() {
        let found = assortment(&[&LATHES[0], &LATHES[1]], &InteriorPoint).unwrap();
        assert!((found.sets - 260.0 / 3.0).abs() < 1e-5, "{}", found.sets);
        assert!((each_for_itself(&LATHES) - 77.82).abs() < 5e-3);
    }

    #[test]
    fn known_faults() {
        assert!(assortment(&[], &InteriorPoint).is_err());
        assert!(assortment(&[&[1.0], &[f64::NAN]], &InteriorPoint).is_err());
    }
}
