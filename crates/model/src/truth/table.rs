//! The table of branches of a run: the coefficients that the laws give, and a draw of them within their doubt.
//!
//! ```text
//! z_ij = given_ij X_j f_ij          f_ij ~ U(1 - doubt_ij, 1 + doubt_ij)          then brought back to the sums of 1932 by RAS
//! ```
//!
//! `ours`: the uniform factor, each cell alone. What all branches together took of a product in 1932, and what one took of all, stays as
//! it was: a table that 1932 could not have run on is no rival. Leontief's table itself is source `leontief-1936`, see
//! `planning::table`; for RAS see `planning::ras`.

use crate::setting::Laws;
use crate::truth::branch::{BRANCHES, Branch};
use engine::draw::Draws;
use planning::fault::Fault;
use planning::ras::{Margins, balance};
use planning::table::{Cell, Table};

/// The table as the laws give it: rows deliver, columns use [roubles for one rouble of output], branches in the order of
/// [`Branch::ALL`].
///
/// # Errors
/// A table that uses up more than it makes.
pub fn table(laws: &Laws) -> Result<Table, Fault> {
    of(&given(laws))
}

/// A table drawn within the doubt of each cell. Cell number i (row after row) takes the draw with key i and number 0. Balancing moves cells a
/// little further than their doubt. Without doubt it is the given table, bit for bit.
///
/// # Errors
/// A given table that uses up more than it makes.
pub fn drawn(laws: &Laws, draws: &mut Draws) -> Result<Table, Fault> {
    let doubts = laws.all("coefficient_doubt");
    if doubts.iter().all(|doubt| *doubt <= 0.0) {
        return table(laws);
    }
    let outputs = laws.all("gross_output_of_1932");
    let mut flows: Vec<Cell> = given(laws)
        .into_iter()
        .filter(|cell| cell.2 > 0.0)
        .map(|(i, j, share)| (i, j, share * outputs[j]))
        .collect();
    let (mut rows, mut columns) = ([0.0; BRANCHES], [0.0; BRANCHES]);
    for (i, j, flow) in &flows {
        rows[*i] += flow;
        columns[*j] += flow;
    }
    for (i, j, flow) in &mut flows {
        let at = *i * BRANCHES + *j;
        let key = u32::try_from(at).unwrap_or(u32::MAX);
        *flow *= 1.0 + doubts[at] * (2.0 * draws.at(key, 0).value() - 1.0);
    }
    let margins = Margins {
        rows: &rows,
        columns: &columns,
    };
    balance(&mut flows, &margins, 1e-9)?;
    let cells: Vec<Cell> = flows
        .into_iter()
        .map(|(i, j, flow)| (i, j, flow / outputs[j]))
        .collect();
    of(&cells)
}

/// All cells, row after row.
fn given(laws: &Laws) -> Vec<Cell> {
    let values = laws.all("coefficient").iter().enumerate();
    values
        .map(|(at, value)| (at / BRANCHES, at % BRANCHES, *value))
        .collect()
}

fn of(cells: &[Cell]) -> Result<Table, Fault> {
    let names = Branch::ALL.map(|branch| branch.word().to_owned());
    Table::of_cells(names.to_vec(), cells.to_vec())
}

#[cfg(test)]
mod tests {
    use super::drawn;
    use crate::setting::Laws;
    use crate::truth::branch::{BRANCHES, Branch};
    use engine::draw::Draws;
    use proptest::prelude::*;

    /// Laws that know of a table alone: every cell `value`, in doubt by `doubt`.
    fn laws(value: f64, doubt: f64) -> Laws {
        let all = |value: f64| vec![value; BRANCHES * BRANCHES];
        let outputs = (1..=BRANCHES).map(|at| at as f64).collect();
        Laws::of_lists([
            ("coefficient", all(value)),
            ("coefficient_doubt", all(doubt)),
            ("gross_output_of_1932", outputs),
        ])
    }

    #[test]
    fn known_cell_stands_in_its_row_and_column() {
        let mut all = vec![0.0; BRANCHES * BRANCHES];
        all[Branch::Fuel as usize * BRANCHES + Branch::Steel as usize] = 0.22;
        let table = super::table(&Laws::of_lists([("coefficient", all)])).unwrap();
        let found = table.at(Branch::Fuel as usize, Branch::Steel as usize);
        assert_eq!((table.cells(), found.to_bits()), (1, 0.22_f64.to_bits()));
        assert_eq!(table.names()[1], "steel");
    }

    #[test]
    fn known_table_that_eats_itself_is_refused() {
        let found = drawn(&laws(0.2, 0.1), &mut Draws::new(1, 2, 3)).unwrap_err();
        assert!(found.what.contains("not productive"), "{found}");
    }

    proptest! {
        /// Cells move, the sums of 1932 do not, and the same seed gives the same table.
        #[test]
        fn law_draws_keep_what_was_made_and_used(seed in any::<u64>(), doubt in 0.05_f64..0.9) {
            let laws = laws(0.05, doubt);
            let given = super::table(&laws).unwrap();
            let table = drawn(&laws, &mut Draws::new(seed, 7, 0)).unwrap();
            let outputs = laws.all("gross_output_of_1932");
            let mut moved = 0.0_f64;
            for i in 0..BRANCHES {
                let row = |table: &planning::table::Table| -> f64 { (0..BRANCHES).map(|j| table.at(i, j) * outputs[j]).sum() };
                let column = |table: &planning::table::Table| -> f64 { (0..BRANCHES).map(|k| table.at(k, i)).sum() };
                prop_assert!((row(&table) - row(&given)).abs() < 1e-7);
                prop_assert!((column(&table) - column(&given)).abs() < 1e-7);
                for j in 0..BRANCHES {
                    moved = moved.max((table.at(i, j) / given.at(i, j) - 1.0).abs());
                }
            }
            prop_assert!(moved > 0.01 * doubt);
            let same = drawn(&laws, &mut Draws::new(seed, 7, 0)).unwrap();
            prop_assert_eq!(&table, &same);
        }
    }

    #[test]
    fn law_without_doubt_it_is_the_table() {
        let laws = laws(0.05, 0.0);
        let mut draws = Draws::new(4, 7, 0);
        assert_eq!(
            drawn(&laws, &mut draws).unwrap(),
            super::table(&laws).unwrap()
        );
        assert_eq!(draws.used(), 0);
    }
}
