//! Solving a linear program: a narrow door for solvers, and one behind it.
//!
//! What a solver says is checked by [`crate::certificate`] before anybody sees it. The solver is the interior-point method of
//! the crate `clarabel` (Goulart and Chen 2024, source `clarabel-2024`) with its own factorisation, on one thread. Its answers are the
//! same for the same program on the same machine; between machines they agree to the tolerance of the certificate. Internally
//! it reads the clock for statistics that nothing here uses.

use crate::certificate::{Certified, check};
use crate::fault::Fault;
use crate::program::{Answer, Kind, Program};
use clarabel::algebra::CscMatrix;
use clarabel::solver::{
    DefaultSettings, DefaultSolver, IPSolver, NonnegativeConeT, SolverStatus, ZeroConeT,
};

/// Anything that solves linear programs and gives prices.
pub trait Solver {
    /// A plan and prices that it holds for optimal.
    ///
    /// # Errors
    /// No plan meets the limits, plans are endless, or the solver gave up.
    fn solve(&self, program: &Program) -> Result<Answer, Fault>;
}

/// How far a certified answer may be from exact, over the size of its terms.
pub const TOLERANCE: f64 = 1e-6;

/// The best plan of a program, checked.
///
/// # Errors
/// As [`Solver::solve`], or an answer that does not stand up to [`check`].
pub fn best(program: &Program, solver: &dyn Solver) -> Result<Certified, Fault> {
    check(program, solver.solve(program)?, TOLERANCE)
}

/// The interior-point method of `clarabel`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InteriorPoint;

impl Solver for InteriorPoint {
    fn solve(&self, program: &Program) -> Result<Answer, Fault> {
        let (columns, rows) = (program.goal().len(), program.limits().len());
        let order = equal_rows_first(program);
        let equal = program
            .kinds()
            .iter()
            .filter(|kind| **kind == Kind::Equal)
            .count();
        let mut limits = vec![0.0; rows + columns];
        for (row, place) in order.iter().enumerate() {
            limits[*place] = program.limits()[row];
        }
        let quadratic = CscMatrix::zeros((columns, columns));
        let costs: Vec<f64> = program.goal().iter().map(|gain| -gain).collect();
        let cones = [ZeroConeT(equal), NonnegativeConeT(rows - equal + columns)];
        let settings = DefaultSettings {
            verbose: false,
            max_threads: 1,
            ..DefaultSettings::default()
        };
        let matrix = with_signs(program, &order);
        let made = DefaultSolver::new(&quadratic, &costs, &matrix, &limits, &cones, settings);
        let mut solver = made.map_err(|error| {
            let hint = "this program cannot be put to the solver";
            Fault::new("the solver", error, "a program that it takes", hint)
        })?;
        solver.solve();
        let solution = &solver.solution;
        let rounds = solution.iterations;
        answered(solution.status, rounds)?;
        Ok(Answer {
            plan: solution.x.iter().map(|x| x.max(0.0)).collect(),
            prices: order.iter().map(|place| solution.z[*place]).collect(),
        })
    }
}

fn answered(status: SolverStatus, rounds: u32) -> Result<(), Fault> {
    match status {
        // The certificate decides what "almost" is worth.
        SolverStatus::Solved | SolverStatus::AlmostSolved => Ok(()),
        SolverStatus::PrimalInfeasible | SolverStatus::AlmostPrimalInfeasible => Err(Fault::new(
            "the program",
            "no plan that meets all limits",
            "at least one",
            "raise a limit, or ask for less in the rows with =",
        )),
        SolverStatus::DualInfeasible | SolverStatus::AlmostDualInfeasible => Err(Fault::new(
            "the program",
            "plans of any value",
            "a limit to all that is gained",
            "a column that uses nothing scarce can be made without end: give it a limit",
        )),
        other => Err(Fault::new(
            "the solver",
            format!("{other:?} after {rounds} rounds"),
            "a solution",
            "scale rows and columns to similar sizes",
        )),
    }
}

/// Place of each row for the solver, which wants the rows with = first.
fn equal_rows_first(program: &Program) -> Vec<usize> {
    let kinds = program.kinds();
    let mut place = vec![0; kinds.len()];
    let of_kind = |wanted: Kind| (0..kinds.len()).filter(move |row| kinds[*row] == wanted);
    for (at, row) in of_kind(Kind::Equal)
        .chain(of_kind(Kind::AtMost))
        .enumerate()
    {
        place[row] = at;
    }
    place
}

/// The rows of the program in the solver's order, and under them -x <= 0.
fn with_signs(program: &Program, order: &[usize]) -> CscMatrix<f64> {
    let (columns, rows) = (program.goal().len(), program.limits().len());
    let mut starts = vec![0];
    let (mut at, mut places, mut values) = (0, Vec::new(), Vec::new());
    let cells = program.cells();
    for column in 0..columns {
        let from = at;
        while at < cells.len() && cells[at].1 == column {
            at += 1;
        }
        let mut here: Vec<(usize, f64)> = cells[from..at]
            .iter()
            .map(|(row, _, value)| (order[*row], *value))
            .collect();
        here.sort_by_key(|(place, _)| *place);
        here.push((rows + column, -1.0));
        for (place, value) in here {
            places.push(place);
            values.push(value);
        }
        starts.push(places.len());
    }
    CscMatrix::new(rows + columns, columns, starts, places, values)
}

#[cfg(test)]
mod tests {
    use super::{InteriorPoint, Solver, best};
    use crate::fault::Fault;
    use crate::program::{Answer, Kind, Program};
    use proptest::prelude::*;

    fn program(goal: &[f64], rows: &[(Kind, f64)], cells: &[(usize, usize, f64)]) -> Program {
        Program::new(goal.to_vec(), rows.to_vec(), cells.to_vec()).unwrap()
    }

    #[test]
    fn known_small_program_with_both_kinds_of_rows() {
        // max 3x + 2y, x + y <= 4, x - y = 1: x = 2.5, y = 1.5; prices 2.5 and 0.5.
        let rows = [(Kind::AtMost, 4.0), (Kind::Equal, 1.0)];
        let cells = [(0, 0, 1.0), (0, 1, 1.0), (1, 0, 1.0), (1, 1, -1.0)];
        let found = best(&program(&[3.0, 2.0], &rows, &cells), &InteriorPoint).unwrap();
        let all = [
            &found.answer.plan[..],
            &found.answer.prices[..],
            &[found.value],
        ]
        .concat();
        for (got, wanted) in all.iter().zip([2.5, 1.5, 2.5, 0.5, 10.5]) {
            assert!((got - wanted).abs() < 1e-6, "{all:?}");
        }
    }

    #[test]
    fn known_programs_without_an_answer() {
        let rows = [(Kind::AtMost, 1.0), (Kind::Equal, 2.0)];
        let narrow = program(&[1.0], &rows, &[(0, 0, 1.0), (1, 0, 1.0)]);
        let none = best(&narrow, &InteriorPoint).unwrap_err();
        assert_eq!(none.found, "no plan that meets all limits");
        let endless = program(&[1.0, 1.0], &[(Kind::AtMost, 1.0)], &[(0, 0, 1.0)]);
        let none = best(&endless, &InteriorPoint).unwrap_err();
        assert_eq!(none.found, "plans of any value");
    }

    /// A solver that lies about one number.
    struct Liar;

    impl Solver for Liar {
        fn solve(&self, program: &Program) -> Result<Answer, Fault> {
            let mut answer = InteriorPoint.solve(program)?;
            answer.plan[0] *= 0.999;
            Ok(answer)
        }
    }

    #[test]
    fn known_lie_of_a_solver_is_refused() {
        let honest = program(&[3.0], &[(Kind::AtMost, 4.0)], &[(0, 0, 2.0)]);
        assert!((best(&honest, &InteriorPoint).unwrap().value - 6.0).abs() < 1e-6);
        let error = best(&honest, &Liar).unwrap_err().to_string();
        assert!(error.contains("answer of the solver"), "{error}");
    }

    proptest! {
        /// Every random program with limits above zero has an answer, the certificate takes it, and it comes out alike twice.
        #[test]
        fn law_answers_are_certified_and_the_same_twice(
            goal in prop::collection::vec(0.1_f64..5.0, 1..8),
            limits in prop::collection::vec(0.1_f64..9.0, 1..8),
            numbers in prop::collection::vec(0.1_f64..4.0, 64),
        ) {
            let cells: Vec<_> = (0..limits.len())
                .flat_map(|row| (0..goal.len()).map(move |column| (row, column)))
                .map(|(row, column)| (row, column, numbers[row * 8 + column]))
                .collect();
            let rows: Vec<_> = limits.iter().map(|limit| (Kind::AtMost, *limit)).collect();
            let program = program(&goal, &rows, &cells);
            let one = best(&program, &InteriorPoint);
            prop_assert!(one.is_ok(), "{:?}", one);
            prop_assert_eq!(one, best(&program, &InteriorPoint));
        }
    }
}
