//! A table brought to new margins (RAS), by the fitting of [`engine::ipf`] on its cells above zero.
//!
//! Stone, source `stone-1961`; Bacharach, source `bacharach-1970`: rows are scaled to their sums, columns to theirs, in turn, which
//! keeps zeros and odds ratios of the old table:
//!
//! ```text
//! new_ij = r_i old_ij s_j
//! ```
//!
//! Grade A: it is the fitting of Deming and Stephan (T34a).

use crate::fault::{Fault, not_negative, same_length};
use crate::table::Cell;
use engine::ipf::{Margin, fit};

/// Flows between branches, with the margins that they are to have.
#[derive(Clone, Debug, PartialEq)]
pub struct Margins<'a> {
    /// Sum of each row [units of value].
    pub rows: &'a [f64],
    /// Sum of each column [units of value].
    pub columns: &'a [f64],
}

/// Brings flows to new margins, each to the part `tolerance` of itself (of 1 where it is below 1). Returns the rounds it took.
///
/// # Errors
/// Margins below zero, with different sums, or out of reach because of zeros of the old table.
pub fn balance(flows: &mut [Cell], margins: &Margins<'_>, tolerance: f64) -> Result<usize, Fault> {
    let Margins { rows, columns } = *margins;
    not_negative("row sums", rows)?;
    not_negative("column sums", columns)?;
    let (all_rows, all_columns): (f64, f64) = (rows.iter().sum(), columns.iter().sum());
    if (all_rows - all_columns).abs() > tolerance * all_rows.max(1.0) {
        let wanted = format!("{all_rows}, the sum of the rows");
        let hint = "every flow stands in one row and in one column, so both add up to the same";
        return Err(Fault::new("sum of the columns", all_columns, wanted, hint));
    }
    for (i, j, value) in flows.iter() {
        if *i >= rows.len() || *j >= columns.len() {
            let what = format!("flow from {} to {}", i + 1, j + 1);
            return same_length(&what, i.max(j) + 1, rows.len().min(columns.len())).map(|()| 0);
        }
        not_negative(&format!("flow from {} to {}", i + 1, j + 1), &[*value])?;
    }
    let margin = |name: &str, entry: &dyn Fn(&Cell) -> usize, totals: &[f64]| Margin {
        name: name.to_owned(),
        entry: flows.iter().map(|cell| Some(entry(cell))).collect(),
        totals: totals.to_vec(),
    };
    let both = [
        margin("rows", &|cell| cell.0, rows),
        margin("columns", &|cell| cell.1, columns),
    ];
    let mut values: Vec<f64> = flows.iter().map(|cell| cell.2).collect();
    let rounds = fit(&mut values, &both, tolerance).map_err(|miss| {
        Fault::new(
            format!("entry {} of the {}", miss.entry + 1, miss.margin),
            format!("{} after {} rounds", miss.found, miss.rounds),
            miss.wanted,
            "the zeros of the old table leave no way to these sums",
        )
    })?;
    for (cell, value) in flows.iter_mut().zip(values) {
        cell.2 = value;
    }
    Ok(rounds)
}

#[cfg(test)]
mod tests {
    use super::{Margins, balance};
    use crate::table::Cell;
    use proptest::prelude::*;

    fn square(values: [f64; 4]) -> Vec<Cell> {
        (0..4).map(|at| (at / 2, at % 2, values[at])).collect()
    }

    fn margins<'a>(rows: &'a [f64], columns: &'a [f64]) -> Margins<'a> {
        Margins { rows, columns }
    }

    #[test]
    fn known_margins_and_odds_ratio() {
        let mut flows = square([1.0, 2.0, 3.0, 4.0]);
        balance(&mut flows, &margins(&[40.0, 60.0], &[30.0, 70.0]), 1e-12).unwrap();
        assert!((flows[0].2 + flows[1].2 - 40.0).abs() < 1e-9);
        assert!((flows[0].2 + flows[2].2 - 30.0).abs() < 1e-9);
        let odds = flows[0].2 * flows[3].2 / (flows[1].2 * flows[2].2);
        assert!((odds - 4.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn known_faults() {
        let refused = |values, rows: &[f64], columns: &[f64]| {
            balance(&mut square(values), &margins(rows, columns), 1e-9)
                .unwrap_err()
                .to_string()
        };
        let sums = refused([1.0; 4], &[40.0, 60.0], &[30.0, 80.0]);
        assert!(sums.contains("sum of the columns: found 110"), "{sums}");
        let zeros = refused([0.0, 0.0, 1.0, 1.0], &[40.0, 60.0], &[30.0, 70.0]);
        assert!(
            zeros.contains("entry 1 of the rows: found 0 after"),
            "{zeros}"
        );
        assert!(
            refused([1.0, -1.0, 1.0, 1.0], &[40.0, 60.0], &[30.0, 70.0])
                .contains("flow from 1 to 2")
        );
        assert!(refused([1.0; 4], &[100.0], &[30.0, 70.0]).contains("flow from 2 to 1"));
    }

    proptest! {
        /// A table that was scaled by rows and columns is found again from its margins.
        #[test]
        fn law_scaling_is_found_again(old in prop::array::uniform4(0.1_f64..9.0), r in 0.2_f64..5.0, s in 0.2_f64..5.0) {
            let new = [old[0] * r * s, old[1] * r, old[2] * s, old[3]];
            let (rows, columns) = ([new[0] + new[1], new[2] + new[3]], [new[0] + new[2], new[1] + new[3]]);
            let mut flows = square(old);
            balance(&mut flows, &margins(&rows, &columns), 1e-13).unwrap();
            for (got, wanted) in flows.iter().zip(new) {
                prop_assert!((got.2 / wanted - 1.0).abs() < 1e-9);
            }
        }
    }
}
