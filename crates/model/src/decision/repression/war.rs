//! Threat of war: whoever might be of use to an attacker is struck before it comes.
//!
//! After Khlevniuk, who holds that the expectation of war explains 1937-38 (source `khlevniuk-1995`, recalled; verbal, no equation is his):
//!
//! ```text
//! arrests_h = usual_h exp(chi (W - W_start))       twice chi for officials, specialists and members of the party
//! ```
//!
//! W is the expectation of war, a parameter by year. `ours`, grade C. Border districts and officers, whom this school names first, are not
//! categories of the model: nationality enters through dated directives alone.

use super::Seen;
use crate::decision::category::{CATEGORIES, Category};

/// What this rule cannot explain.
pub const SILENT_ON: &str =
    "why arrests fell in 1934-36 while war came nearer; why a past in an opposition matters";

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let nearer = seen.beliefs.now.war - seen.beliefs.start().war;
    let factor = libm::exp(seen.laws.one("arrests_by_war") * nearer);
    seen.times(|category| match category {
        Category::Officials | Category::Specialists | Category::Party => factor * factor,
        _ => factor,
    })
}
