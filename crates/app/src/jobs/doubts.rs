//! Where the doubt about a difference comes from: chance, rules, index, side by side and never added.

use crate::page::Page;
use lab::whatif::contrast::{Difference, IndexSpread};
use lab::whatif::doubt::Doubt;

/// Most lines: more would bury them.
const MOST: usize = 12;

/// One line a difference: name, half-widths of the three doubts, and which is the widest. Those without per cent are left out, for
/// their half-widths could not stand in one table with the others.
pub(super) fn lines(
    of: &[&Difference],
    spreads: &[IndexSpread],
    called: &dyn Fn(&Difference) -> String,
) -> Vec<[String; 5]> {
    let points = |width: Option<f64>| width.map_or_else(|| "-".to_owned(), points);
    let mut all = Vec::new();
    for one in of {
        let doubt = Doubt::of(one, spreads);
        if doubt.in_per_cent {
            all.push([
                format!("  {}", called(one)),
                points(Some(doubt.chance)),
                points(doubt.rules),
                points(doubt.index),
                doubt.widest().unwrap_or("none").to_owned(),
            ]);
        }
    }
    all
}

/// The section; nothing if there is no line.
pub(super) fn section(page: &mut Page, all: &[[String; 5]]) {
    if all.is_empty() {
        return;
    }
    page.head("Where the doubt comes from");
    let rows: Vec<Vec<String>> = all.iter().take(MOST).map(|row| row.to_vec()).collect();
    page.table(
        &["  half-widths", "chance", "rules", "index", "widest"],
        &[1, 2, 3],
        &rows,
    );
    let more = all.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!(" {more} more are not shown; --format json has every one.")
    } else {
        String::new()
    };
    page.wrapped("  ", &format!("{NOTE}{more}"));
}

const NOTE: &str = "\
In points of per cent of what is compared with, half of each range; never added. Chance is noise over the seeds, rules the mechanisms that rivals replace, index the \
rival ways to add up. Doubt about the evidence that parameters come from is none of them: these runs keep every parameter at its value.";

/// A half-width in as few figures as it bears.
fn points(width: f64) -> String {
    if width < 9.95 {
        format!("{width:.1}")
    } else {
        format!("{width:.0}")
    }
}
