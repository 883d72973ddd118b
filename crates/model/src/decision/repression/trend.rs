//! The null: arrests follow the calendar.
//!
//! ```text
//! ln n = a + b t          shares of categories as at the start
//! ```
//!
//! t in years from the middle of 1932; a and b by least squares of logarithms on arrests by the political police, 1930-34 (`mozokhin-2006`,
//! recalled). `ours`, grade C. A rule that does worse than this one explains nothing about how many.

use super::{Seen, weighted};
use crate::decision::category::CATEGORIES;

/// What this rule cannot explain.
pub const SILENT_ON: &str = "everything: it has no cause, and no event moves it";

/// The year in whose middle t is nothing.
const MIDDLE: f64 = 1932.5;

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let laws = seen.laws;
    let year = f64::from(seen.first_year)
        + f64::from(seen.week) / f64::from(engine::calendar::WEEKS_PER_YEAR);
    let number =
        laws.one("arrests_of_trend") * libm::exp(laws.one("slope_of_trend") * (year - MIDDLE));
    let (people, sum) = weighted(&seen.beliefs.start().people, laws);
    people.map(|people| number * people / sum)
}
