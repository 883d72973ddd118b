//! The flows of 1932 brought to their margins, by `planning::ras`:
//!
//! ```text
//! row i:      sum_j z_ij = gross_i - consumption_i - investment_i - defence_i
//! column j:   sum_i z_ij = gross_j - value added_j - farm inputs_j
//! a_ij = z_ij / gross_j
//! ```

use super::{Economy, FILE, Told};
use argument::case::Case;
use argument::case::file::File;
use argument::evidence::Observation;
use argument::fault::{Fault, Place};
use planning::ras::{Margins, balance as fit};
use planning::table::{Cell, Table};

/// Part of the whole by which sums of the file may differ, for they are added up in binary fractions.
const DUST: f64 = 1e-9;
/// How near a margin must be met.
const NEAR: f64 = 1e-10;

/// Checks margins and first guesses, and sets the balanced value of each cell.
pub(super) fn balance(file: &File<'_>, case: &Case, economy: &mut Economy) -> Result<(), Fault> {
    let rows = margins(
        economy,
        "final uses",
        &["consumption", "investment", "defence"],
    )?;
    let columns = margins(
        economy,
        "value added with farm inputs",
        &["value_added", "farm_inputs"],
    )?;
    refuse_other_sums(economy, &rows, &columns)?;
    refuse_other_industry(file, case, economy)?;
    let output: Vec<f64> = economy
        .branches
        .iter()
        .map(|told| told.value("gross_output"))
        .collect();
    let guesses: Vec<Cell> = economy
        .cells
        .iter()
        .map(|cell| (cell.from as usize, cell.to as usize, cell.first.value))
        .collect();
    productive(economy, &guesses)?;
    let mut flows = guesses;
    for flow in &mut flows {
        flow.2 *= output[flow.1];
    }
    let wanted = Margins {
        rows: &rows,
        columns: &columns,
    };
    fit(&mut flows, &wanted, NEAR).map_err(|fault| {
        Fault::new(Place::file(FILE), format!("flows that cannot be balanced: {}", fault.what))
            .found(fault.found)
            .wanted(fault.wanted)
            .hint("entries are branches in their order, rows deliver and columns use; a branch with such uses needs a cell above 0 in its row and column")
    })?;
    for (cell, (_, to, flow)) in economy.cells.iter_mut().zip(flows) {
        cell.balanced = flow / output[to];
    }
    Ok(())
}

/// What gross outputs leave for other branches, or are made of from them, after these figures.
fn margins(economy: &Economy, what: &str, less: &[&str]) -> Result<Vec<f64>, Fault> {
    let of = |told: &Told| {
        let (gross, less) = (told.value("gross_output"), sum(told, less));
        let left = gross - less;
        if left < -DUST * gross {
            return Err(
                Fault::new(told.at.clone(), format!("{what} above gross output"))
                    .found(format!("{less} for {}", told.branch.word()))
                    .wanted(format!(
                        "at most its gross output of {gross} billion roubles"
                    ))
                    .hint("what branches use of each other is what is left of gross output"),
            );
        }
        // Dust around nothing is nothing: a branch that delivers to no other has no cell to hold it.
        Ok(if left.abs() <= DUST * gross {
            0.0
        } else {
            left
        })
    };
    economy.branches.iter().map(of).collect()
}

fn sum(told: &Told, names: &[&str]) -> f64 {
    names.iter().map(|name| told.value(name)).sum()
}

/// Every flow stands in one row and in one column, so both add up to the same.
fn refuse_other_sums(economy: &Economy, rows: &[f64], columns: &[f64]) -> Result<(), Fault> {
    let (by_row, by_column): (f64, f64) = (rows.iter().sum(), columns.iter().sum());
    if (by_row - by_column).abs() <= DUST * by_row.max(1.0) {
        return Ok(());
    }
    let all = |names: &[&str]| {
        economy
            .branches
            .iter()
            .map(|told| sum(told, names))
            .sum::<f64>()
    };
    let uses = all(&["consumption", "investment", "defence"]);
    let made = all(&["value_added", "farm_inputs"]);
    Err(Fault::new(Place::file(FILE), "uses that do not add up")
        .found(format!("final uses of {uses:.6} and value added with farm inputs of {made:.6} billion roubles, over all branches"))
        .wanted("the same sum of both")
        .hint("what branches deliver to each other is what they use of each other: correct one of the figures, and say why"))
}

/// Branches of industry add up to its official output, within the range recorded for it.
fn refuse_other_industry(file: &File<'_>, case: &Case, economy: &Economy) -> Result<(), Fault> {
    let own = |told: &Told| {
        let part = told.figure("of_industry").or(told.figure("gross_output"));
        part.map_or(0.0, |figure| figure.value)
    };
    let sum: f64 = economy.branches.iter().map(own).sum();
    let used = &economy.industry;
    let official = |row: &&Observation| used.dates.contains(&row.date);
    let series = case.base.quantities[&used.quantity].series(&used.series);
    let rows = series.into_iter().flat_map(|series| &series.rows);
    for row in rows.filter(official) {
        if !(row.low - DUST..=row.high + DUST).contains(&sum) {
            return Err(Fault::new(
                Place::file(file.path),
                "outputs of industry that do not add up",
            )
            .found(format!("{sum:.6} billion roubles"))
            .wanted(format!(
                "{} to {}, {} of {}",
                row.low, row.high, used.series, row.date
            ))
            .hint(
                "of_industry is the part of a branch that is counted in industry, 0 for transport",
            ));
        }
    }
    Ok(())
}

/// The first guess must be productive, or else a flow was not divided by the output of its user.
fn productive(economy: &Economy, cells: &[Cell]) -> Result<(), Fault> {
    let names = super::words().map(str::to_owned).to_vec();
    let Err(fault) = Table::of_cells(names, cells.to_vec()) else {
        return Ok(());
    };
    let named = |told: &&Told| fault.what.contains(&format!("`{}`", told.branch.word()));
    let row = economy.branches.iter().find(named);
    let place = row.map_or_else(|| Place::file(FILE), |told| told.at.clone());
    Err(Fault::new(place, fault.what)
        .found(fault.found)
        .wanted(fault.wanted)
        .hint(fault.hint))
}
