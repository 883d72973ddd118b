//! Policing of social order: people without papers in closed cities, and those on the move.
//!
//! After Shearer, "Policing Stalin's Socialism" (2009), source `shearer-2009`, and Hagenloh (2009; both recalled, verbal, no equation is theirs):
//!
//! ```text
//! arrests_h = usual_h U/U_start       peasants, workers, former people; all others usual_h
//! ```
//!
//! U is what passport offices count of people without leave to reside in closed cities (`report::moods`), and so follows migration. `ours`, grade C.

use super::Seen;
use super::information::ratio;
use crate::decision::category::{CATEGORIES, Category};

/// What this rule cannot explain.
pub const SILENT_ON: &str =
    "arrests of members of the party, of officials and of people with a past in an opposition";

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let uprooted = ratio(
        seen.beliefs.now.unregistered,
        seen.beliefs.start().unregistered,
    );
    seen.times(|category| match category {
        Category::Peasants | Category::Workers | Category::Former => uprooted,
        _ => 1.0,
    })
}
