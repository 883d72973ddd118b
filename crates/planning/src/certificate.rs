//! Our own check of an answer to a linear program: solvers have been wrong before.
//!
//! A plan x and prices y are optimal if and only if both are allowed and their values agree (duality; Dantzig, *Linear Programming
//! and Extensions*, source `dantzig-1963`):
//!
//! ```text
//! A x <= b, x >= 0         A'y >= c, y >= 0 (free for rows with =)        c x = b y
//! ```
//!
//! The difference of the values is the sum of the products y (b - A x) and x (A'y - c), each of which must vanish as well. Numbers are
//! held to a tolerance times the size of the terms that they come from.

use crate::fault::{Fault, same_length};
use crate::program::{Answer, Kind, Program};

/// An answer that was checked, with how far it is from exact.
#[derive(Clone, Debug, PartialEq)]
pub struct Certified {
    /// The plan and its prices.
    pub answer: Answer,
    /// The value c x of the plan.
    pub value: f64,
    /// Largest breach of a limit or of x >= 0, over the size of its terms.
    pub primal: f64,
    /// Largest breach of A'y >= c or of y >= 0, over the size of its terms.
    pub dual: f64,
    /// Difference of the values of plan and prices, over their size.
    pub gap: f64,
    /// Largest product y (b - A x) or x (A'y - c), over the size of the values.
    pub slackness: f64,
}

/// Checks an answer.
///
/// # Errors
/// An answer of the wrong length, with a number that is not finite, or that breaks a condition by more than `tolerance`; the fault
/// names the condition and the row or column.
pub fn check(program: &Program, answer: Answer, tolerance: f64) -> Result<Certified, Fault> {
    same_length("the plan", answer.plan.len(), program.goal().len())?;
    same_length("the prices", answer.prices.len(), program.limits().len())?;
    let sums = Sums::of(program, &answer);
    let primal = sums.primal(program, &answer).within(tolerance)?;
    let dual = sums.dual(program, &answer).within(tolerance)?;
    let value = program.value(&answer.plan)?;
    let priced = program.limits().iter().zip(&answer.prices);
    let of_prices: f64 = priced.map(|(b, y)| b * y).sum();
    let size = 1.0 + value.abs().max(of_prices.abs());
    let mut gap = Breach::default();
    gap.raise((value - of_prices).abs() / size, || {
        format!("values {value} of the plan and {of_prices} of its prices")
    });
    let gap = gap.within(tolerance)?;
    let slackness = sums.slackness(program, &answer, size).within(tolerance)?;
    Ok(Certified {
        answer,
        value,
        primal,
        dual,
        gap,
        slackness,
    })
}

/// The worst breach of a condition, over the size of its terms.
#[derive(Default)]
struct Breach {
    size: f64,
    what: String,
}

impl Breach {
    /// Notes a breach if it is the worst so far; one that is no number is worse than any.
    fn raise(&mut self, size: f64, what: impl FnOnce() -> String) {
        if size > self.size || (size.is_nan() && !self.size.is_nan()) {
            self.size = size;
            self.what = what();
        }
    }

    fn within(self, tolerance: f64) -> Result<f64, Fault> {
        if self.size <= tolerance {
            return Ok(self.size);
        }
        Err(Fault::new(
            format!("answer of the solver, {}", self.what),
            format!("a breach of {:.1e}", self.size),
            format!("{tolerance:.1e} at the most"),
            "the answer is not used; scale rows to similar sizes, or take another solver",
        ))
    }
}

/// Sums of a plan by row and of prices by column, each with the size of its terms.
struct Sums {
    rows: Vec<f64>,
    row_sizes: Vec<f64>,
    columns: Vec<f64>,
    column_sizes: Vec<f64>,
}

impl Sums {
    fn of(program: &Program, answer: &Answer) -> Self {
        let mut sums = Self {
            rows: vec![0.0; program.limits().len()],
            row_sizes: program.limits().iter().map(|b| 1.0 + b.abs()).collect(),
            columns: vec![0.0; program.goal().len()],
            column_sizes: program.goal().iter().map(|c| 1.0 + c.abs()).collect(),
        };
        for (row, column, value) in program.cells() {
            let (of_plan, of_price) = (value * answer.plan[*column], value * answer.prices[*row]);
            sums.rows[*row] += of_plan;
            sums.row_sizes[*row] += of_plan.abs();
            sums.columns[*column] += of_price;
            sums.column_sizes[*column] += of_price.abs();
        }
        sums
    }

    fn primal(&self, program: &Program, answer: &Answer) -> Breach {
        let mut breach = Breach::default();
        for (row, (limit, kind)) in program.limits().iter().zip(program.kinds()).enumerate() {
            let over = match kind {
                Kind::AtMost => self.rows[row] - limit,
                Kind::Equal => (self.rows[row] - limit).abs(),
            };
            breach.raise(over / self.row_sizes[row], || {
                format!(
                    "row {}: {} against a limit of {limit}",
                    row + 1,
                    self.rows[row]
                )
            });
        }
        for (column, x) in answer.plan.iter().enumerate() {
            breach.raise(-x / (1.0 + x.abs()), || {
                format!("column {}: plan of {x}", column + 1)
            });
        }
        breach
    }

    fn dual(&self, program: &Program, answer: &Answer) -> Breach {
        let mut breach = Breach::default();
        for (column, goal) in program.goal().iter().enumerate() {
            breach.raise(
                (goal - self.columns[column]) / self.column_sizes[column],
                || {
                    let cost = self.columns[column];
                    format!(
                        "column {}: cost {cost} against a gain of {goal}",
                        column + 1
                    )
                },
            );
        }
        for (row, (y, kind)) in answer.prices.iter().zip(program.kinds()).enumerate() {
            let below = if *kind == Kind::AtMost { -y } else { 0.0 * y };
            breach.raise(below / (1.0 + y.abs()), || {
                format!("row {}: price of {y}", row + 1)
            });
        }
        breach
    }

    fn slackness(&self, program: &Program, answer: &Answer, size: f64) -> Breach {
        let mut breach = Breach::default();
        for (row, (limit, y)) in program.limits().iter().zip(&answer.prices).enumerate() {
            breach.raise((y * (limit - self.rows[row])).abs() / size, || {
                format!("row {}: a price of {y} on what is left over", row + 1)
            });
        }
        for (column, (goal, x)) in program.goal().iter().zip(&answer.plan).enumerate() {
            breach.raise((x * (self.columns[column] - goal)).abs() / size, || {
                format!("column {}: {x} made at a loss", column + 1)
            });
        }
        breach
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::program::{Answer, Kind, Program};

    /// max 3x + 2y, x + y <= 4, x + 3y <= 6, x <= 3: the answer is (3, 1), prices (2, 0, 1), value 11.
    fn program() -> Program {
        let rows = vec![
            (Kind::AtMost, 4.0),
            (Kind::AtMost, 6.0),
            (Kind::AtMost, 3.0),
        ];
        let cells = vec![
            (0, 0, 1.0),
            (0, 1, 1.0),
            (1, 0, 1.0),
            (1, 1, 3.0),
            (2, 0, 1.0),
        ];
        Program::new(vec![3.0, 2.0], rows, cells).unwrap()
    }

    fn judged(plan: [f64; 2], prices: [f64; 3]) -> Result<f64, String> {
        let answer = Answer {
            plan: plan.to_vec(),
            prices: prices.to_vec(),
        };
        let checked = check(&program(), answer, 1e-9);
        checked
            .map(|certified| certified.value)
            .map_err(|fault| fault.what)
    }

    #[test]
    fn known_right_answer_is_certified() {
        assert!((judged([3.0, 1.0], [2.0, 0.0, 1.0]).unwrap() - 11.0).abs() < 1e-12);
    }

    #[test]
    fn known_wrong_answers_are_refused() {
        let refused = |plan, prices| judged(plan, prices).unwrap_err();
        assert!(refused([3.1, 0.9], [2.0, 0.0, 1.0]).contains("row 3: 3.1 against a limit of 3"));
        assert!(refused([-0.1, 1.0], [2.0, 0.0, 1.0]).contains("column 1: plan of -0.1"));
        assert!(
            refused([3.0, 1.0], [2.0, 0.0, 0.0]).contains("column 1: cost 2 against a gain of 3")
        );
        assert!(refused([3.0, 1.0], [3.5, -0.5, 0.5]).contains("row 2: price of -0.5"));
        // Allowed, and not the best.
        assert!(refused([3.0, 0.0], [2.0, 0.0, 1.0]).contains("values 9 of the plan and 11"));
        assert!(refused([f64::NAN, 1.0], [2.0, 0.0, 1.0]).contains("NaN"));
        assert!(refused([3.0, 1.0], [f64::NAN, 0.0, 1.0]).contains("NaN"));
        let short = Answer {
            plan: vec![3.0],
            prices: vec![2.0, 0.0, 1.0],
        };
        assert!(check(&program(), short, 1e-9).is_err());
    }
}
