//! A linear program as values: what is to be made most of, and what may not be exceeded.
//!
//! ```text
//! max c x     such that   A x <= b  (or = b, row by row),    x >= 0
//! ```

use crate::fault::{Fault, same_length};

/// What a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The row's sum is at most its limit.
    AtMost,
    /// The row's sum is its limit.
    Equal,
}

/// A linear program, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    goal: Vec<f64>,
    limits: Vec<f64>,
    kinds: Vec<Kind>,
    /// Cells by column, then row.
    cells: Vec<(usize, usize, f64)>,
}

/// A plan with its prices, as a solver gives it: not to be believed before [`crate::certificate::check`].
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The plan x, one number for each column.
    pub plan: Vec<f64>,
    /// What one more unit of each limit would add to the goal: Kantorovich's resolving multipliers, shadow prices.
    pub prices: Vec<f64>,
}

impl Program {
    /// A program with one goal coefficient for each column and one limit for each row; `cells` are (row, column, coefficient).
    ///
    /// # Errors
    /// No column or row; a number that is not finite; a cell outside the program or named twice.
    pub fn new(
        goal: Vec<f64>,
        rows: Vec<(Kind, f64)>,
        mut cells: Vec<(usize, usize, f64)>,
    ) -> Result<Self, Fault> {
        if goal.is_empty() || rows.is_empty() {
            let found = format!("{} columns, {} rows", goal.len(), rows.len());
            let hint = "without limits the best plan is endless";
            return Err(Fault::new(
                "the program",
                found,
                "one or more of both",
                hint,
            ));
        }
        let (kinds, limits): (Vec<Kind>, Vec<f64>) = rows.into_iter().unzip();
        finite("goal", &goal)?;
        finite("limits", &limits)?;
        cells.sort_by_key(|(row, column, _)| (*column, *row));
        let mut before = None;
        for (row, column, value) in &cells {
            let what = format!("cell of row {}, column {}", row + 1, column + 1);
            if *row >= limits.len() || *column >= goal.len() {
                let wanted = format!("{} rows, {} columns", limits.len(), goal.len());
                let hint = "name a limit for each row and a goal for each column";
                return Err(Fault::new(what, "it outside the program", wanted, hint));
            }
            if before == Some((row, column)) {
                let hint = "add the two";
                return Err(Fault::new(what, "it twice", "it once", hint));
            }
            finite(&what, &[*value])?;
            before = Some((row, column));
        }
        Ok(Self {
            goal,
            limits,
            kinds,
            cells,
        })
    }

    /// Coefficients c of the goal, by column.
    pub fn goal(&self) -> &[f64] {
        &self.goal
    }

    /// Limits b, by row.
    pub fn limits(&self) -> &[f64] {
        &self.limits
    }

    /// What each row asks for.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Cells (row, column, coefficient), by column, then row.
    pub fn cells(&self) -> &[(usize, usize, f64)] {
        &self.cells
    }

    /// The value c x of a plan.
    ///
    /// # Errors
    /// A plan of another length.
    pub fn value(&self, plan: &[f64]) -> Result<f64, Fault> {
        same_length("the plan", plan.len(), self.goal.len())?;
        Ok(self.goal.iter().zip(plan).map(|(c, x)| c * x).sum())
    }
}

fn finite(what: &str, values: &[f64]) -> Result<(), Fault> {
    let bad = values.iter().position(|value| !value.is_finite());
    bad.map_or(Ok(()), |at| {
        let what = format!("{what}, entry {}", at + 1);
        Err(Fault::new(
            what,
            values[at],
            "a finite number",
            "correct it",
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Program};

    #[test]
    fn known_faults_of_a_program() {
        let row = vec![(Kind::AtMost, 1.0)];
        let refused = |goal: Vec<f64>, cells| {
            Program::new(goal, row.clone(), cells)
                .unwrap_err()
                .to_string()
        };
        assert!(refused(vec![], vec![]).contains("0 columns, 1 rows"));
        assert!(refused(vec![f64::NAN], vec![]).starts_with("goal, entry 1: found NaN"));
        assert!(
            refused(vec![1.0], vec![(1, 0, 1.0)]).contains("row 2, column 1: found it outside")
        );
        assert!(refused(vec![1.0], vec![(0, 0, 1.0), (0, 0, 2.0)]).contains("found it twice"));
        assert!(refused(vec![1.0], vec![(0, 0, f64::INFINITY)]).contains("a finite number"));
    }
}
