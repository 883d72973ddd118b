//! Accountability from the top: those who answer for plans are struck when plans are missed, and some of them whatever they do.
//!
//! After Montagnes and Wolton, "Mass purges: top-down accountability in autocracy", American Political Science Review 113 (2019)
//! 1045-1059, source `montagnes-wolton-2019` (abstract seen, no equation is theirs):
//!
//! ```text
//! arrests_h = usual_h [ (1 - v) f/f_start + v ]      officials, specialists, members of the party; all others usual_h
//! ```
//!
//! f is what plans lack as reported, v the part that is struck whatever is reported. `ours`, grade C. That failure is ranked within offices
//! is left out, because the model has no single officials.

use super::Seen;
use crate::decision::category::{CATEGORIES, Category};

/// What this rule cannot explain.
pub const SILENT_ON: &str =
    "why peasants and workers are most of those arrested; why a past in an opposition matters";

/// The least failure that others are measured by: a hundredth of a plan.
const LEAST: f64 = 0.01;

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let floor = seen.laws.one("struck_whatever_they_do");
    let failure = seen.beliefs.now.failure / seen.beliefs.start().failure.max(LEAST);
    let hit = (1.0 - floor) * failure + floor;
    seen.times(|category| match category {
        Category::Officials | Category::Specialists | Category::Party => hit,
        _ => 1.0,
    })
}
