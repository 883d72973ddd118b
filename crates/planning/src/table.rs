//! The table of technical coefficients: what each branch needs of each product for one unit of its own.
//!
//! Leontief, "Quantitative input and output relations in the economic system of the United States", Review of Economics and
//! Statistics 18 (1936) 105-125, source `leontief-1936`. A cell `a_ij` is what branch i delivers to branch j for one unit
//! of j. Only cells above zero are kept, column by column, so seven branches and a thousand products take the same code.

use crate::fault::Fault;

/// One cell: row, column, coefficient [units of the row for a unit of the column].
pub type Cell = (usize, usize, f64);

/// A square table whose plan can be met: finite, not negative, productive. Made by [`Table::new`] or [`Table::of_cells`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    names: Vec<String>,
    starts: Vec<usize>,
    rows: Vec<usize>,
    values: Vec<f64>,
}

/// Rounds after which a table counts as not productive: `ours`. A spectral radius below 0.99 needs about a thousand.
const ROUNDS: usize = 10_000;

impl Table {
    /// A table from its rows, written out.
    ///
    /// # Errors
    /// No branch, a table that is not square, a bad cell, or one that is not productive: see [`Table::of_cells`].
    pub fn new(names: &[&str], rows: &[&[f64]]) -> Result<Self, Fault> {
        if rows.len() != names.len() {
            return Err(Fault::new(
                "rows of the table",
                rows.len(),
                format!("{}, one for each branch", names.len()),
                "a table of technical coefficients is square",
            ));
        }
        let mut cells = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            if row.len() != names.len() {
                return Err(Fault::new(
                    format!("row `{}` of the table", names[i]),
                    format!("{} cells", row.len()),
                    format!("{} cells, one for each branch", names.len()),
                    "a table of technical coefficients is square",
                ));
            }
            cells.extend(row.iter().enumerate().map(|(j, value)| (i, j, *value)));
        }
        Self::of_cells(names.iter().map(ToString::to_string).collect(), cells)
    }

    /// A table from cells in any order; cells that are not named are zero.
    ///
    /// # Errors
    /// No branch; a cell outside the table, named twice, below zero, infinite or no number; a table that is not productive,
    /// which means that branches use up more than they make.
    pub fn of_cells(names: Vec<String>, mut cells: Vec<Cell>) -> Result<Self, Fault> {
        if names.is_empty() {
            let hint = "name at least one branch";
            return Err(Fault::new("the table", "no branch", "one or more", hint));
        }
        cells.sort_by_key(|(i, j, _)| (*j, *i));
        for (at, cell) in cells.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| cells[before]);
            sound(&names, *cell, before)?;
        }
        cells.retain(|(_, _, value)| *value > 0.0);
        let starts = (0..=names.len())
            .map(|column| cells.partition_point(|(_, j, _)| *j < column))
            .collect();
        let table = Self {
            names,
            starts,
            rows: cells.iter().map(|cell| cell.0).collect(),
            values: cells.iter().map(|cell| cell.2).collect(),
        };
        table.productive()?;
        Ok(table)
    }

    /// Number of branches.
    pub fn size(&self) -> usize {
        self.names.len()
    }

    /// Number of cells above zero.
    pub fn cells(&self) -> usize {
        self.values.len()
    }

    /// Names of the branches, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Rows of all kept cells, column after column. Length [`Table::cells`].
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// Coefficients of all kept cells, in the order of [`Table::rows`].
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Numbers of the cells of one column in [`Table::rows`] and [`Table::values`].
    pub fn column(&self, j: usize) -> std::ops::Range<usize> {
        self.starts[j]..self.starts[j + 1]
    }

    /// The coefficient of row i in column j, zero if it is not kept.
    pub fn at(&self, i: usize, j: usize) -> f64 {
        let mut cells = self.column(j);
        cells
            .find(|cell| self.rows[*cell] == i)
            .map_or(0.0, |cell| self.values[cell])
    }

    /// What all branches use of each product at outputs `x`: A x, written into `into`. Both have the length of the table.
    pub fn uses(&self, x: &[f64], into: &mut [f64]) {
        into.fill(0.0);
        for (j, output) in x.iter().enumerate() {
            for cell in self.column(j) {
                into[self.rows[cell]] += self.values[cell] * output;
            }
        }
    }

    /// Productive if and only if some power of A has all row sums below one, for then and only then the powers die out and
    /// the sum of all rounds, (I - A)^-1, is finite and not negative (Hawkins and Simon 1949, source `hawkins-simon-1949`).
    fn productive(&self) -> Result<(), Fault> {
        let mut sums = vec![1.0; self.size()];
        let mut next = sums.clone();
        let mut worst = 0;
        for _ in 0..ROUNDS {
            self.uses(&sums, &mut next);
            worst = largest(&next);
            if next[worst] < 1.0 {
                return Ok(());
            }
            // Nowhere less than the round before: the powers never die out (Collatz and Wielandt).
            let grows = next.iter().zip(&sums).all(|(new, old)| new >= old);
            if grows || next[worst] > 1e100 {
                break;
            }
            std::mem::swap(&mut sums, &mut next);
        }
        Err(Fault::new(
            format!(
                "the table is not productive; most is used up of `{}`",
                self.names[worst]
            ),
            format!(
                "{:.4} units of it that keep one unit of every product in being",
                next[worst]
            ),
            "less than 1 after some rounds",
            "a column holds what is needed for ONE unit of its branch: look there for flows that were not divided by output",
        ))
    }
}

fn largest(values: &[f64]) -> usize {
    (1..values.len()).fold(
        0,
        |best, at| {
            if values[at] > values[best] { at } else { best }
        },
    )
}

fn sound(names: &[String], (i, j, value): Cell, before: Option<Cell>) -> Result<(), Fault> {
    let (Some(row), Some(column)) = (names.get(i), names.get(j)) else {
        return Err(Fault::new(
            "a cell of the table",
            format!("row {}, column {}", i + 1, j + 1),
            format!("rows and columns 1 to {}", names.len()),
            "name every branch that delivers or uses",
        ));
    };
    let what = format!("cell `{row}` to `{column}` of the table");
    if !value.is_finite() || value < 0.0 {
        let hint = "what is not used is 0; a by-product is a branch of its own";
        return Err(Fault::new(
            what,
            value,
            "a finite number, zero or more",
            hint,
        ));
    }
    if before.is_some_and(|(last_i, last_j, _)| (last_i, last_j) == (i, j)) {
        let hint = "add the two and name the cell once";
        return Err(Fault::new(what, "it twice", "it once", hint));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Table;
    use proptest::prelude::*;

    fn refused(rows: &[&[f64]]) -> String {
        let names = ["coal", "steel"];
        Table::new(&names, rows).unwrap_err().to_string()
    }

    #[test]
    fn known_faults_name_their_cell() {
        let says = |rows: &[&[f64]], words: &str| {
            let said = refused(rows);
            assert!(said.contains(words) && said.contains("\nhint: "), "{said}");
        };
        says(
            &[&[0.1, 0.2]],
            "rows of the table: found 1, wanted 2, one for each branch",
        );
        says(
            &[&[0.1, 0.2], &[0.1]],
            "row `steel` of the table: found 1 cells",
        );
        says(
            &[&[0.1, f64::NAN], &[0.0, 0.1]],
            "cell `coal` to `steel` of the table: found NaN",
        );
        says(
            &[&[0.1, 0.2], &[-0.5, 0.1]],
            "cell `steel` to `coal` of the table: found -0.5",
        );
        says(
            &[&[0.1, f64::INFINITY], &[0.0, 0.1]],
            "a finite number, zero or more",
        );
        says(
            &[&[0.5, 0.0], &[0.9, 1.2]],
            "the table is not productive; most is used up of `steel`",
        );
        says(&[&[0.0, 1.0], &[1.0, 0.0]], "not productive");
        let none = Table::new(&[], &[]).unwrap_err();
        assert_eq!(none.found, "no branch");
        let twice = Table::of_cells(vec!["coal".to_owned()], vec![(0, 0, 0.1), (0, 0, 0.2)]);
        assert!(twice.unwrap_err().to_string().contains("found it twice"));
        let outside = Table::of_cells(vec!["coal".to_owned()], vec![(0, 1, 0.1)]);
        assert!(outside.unwrap_err().to_string().contains("column 2"));
    }

    #[test]
    fn known_cells_are_kept_and_found() {
        let table = Table::new(&["coal", "steel"], &[&[0.1, 0.0], &[0.3, 0.2]]).unwrap();
        assert_eq!((table.size(), table.cells()), (2, 3));
        let all = [
            table.at(0, 0),
            table.at(0, 1),
            table.at(1, 0),
            table.at(1, 1),
        ];
        assert_eq!(
            all.map(f64::to_bits),
            [0.1, 0.0, 0.3, 0.2].map(f64::to_bits)
        );
    }

    proptest! {
        /// Two branches are productive if and only if both minors of Hawkins and Simon are above zero.
        #[test]
        fn law_productive_is_hawkins_simon(a in 0.0_f64..1.3, b in 0.0_f64..1.3, c in 0.0_f64..1.3, d in 0.0_f64..1.3) {
            let minors = (1.0 - a, (1.0 - a) * (1.0 - d) - b * c);
            prop_assume!(minors.0.abs() > 0.01 && minors.1.abs() > 0.01);
            let table = Table::new(&["coal", "steel"], &[&[a, b], &[c, d]]);
            prop_assert_eq!(table.is_ok(), minors.0 > 0.0 && minors.1 > 0.0);
        }
    }
}
