//! Disorder between centre and periphery: the centre checks registers that are in disorder, and what it finds is passed down.
//!
//! After Getty, "Origins of the Great Purges" (1985), source `getty-1985` (recalled; verbal, no equation is his):
//!
//! ```text
//! dD/dt = -c (1 - s) m D, D = 1 at the start          m = 1 until the verification of documents (13 May 1935), then more
//! found = D m         officials and members: usual_h [ 1 + (1 - delta)(found - 1) ]
//! workers, employees, peasants: usual_h, and what is deflected, delta (found - 1) of the usual arrests of those above
//! ```
//!
//! c is what offices put in order in a year, s the part that local chiefs shield, delta the part that they deflect from themselves to people below.
//! `ours`, grade C. D has its closed form, so the rule keeps no state.

use super::Seen;
use crate::decision::category::{CATEGORIES, Category};
use engine::calendar::WEEKS_PER_YEAR;

/// What this rule cannot explain.
pub const SILENT_ON: &str = "arrests outside party and offices, which it takes as usual; why January 1935 struck a past in an opposition; 1937 once registers are in order";

/// Found in registers, over what was found at the start.
pub fn found(weeks: f64, campaign_week: f64, (pace, more): (f64, f64)) -> f64 {
    let year = f64::from(WEEKS_PER_YEAR);
    let before = weeks.min(campaign_week) / year;
    let after = (weeks - campaign_week).max(0.0) / year;
    let left = libm::exp(-pace * (before + more * after));
    if weeks >= campaign_week {
        left * more
    } else {
        left
    }
}

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let laws = seen.laws;
    let pace = laws.one("registers_put_in_order") * (1.0 - laws.one("registers_shielded"));
    let found = found(
        f64::from(seen.week),
        laws.one("registers_checked_week"),
        (pace, laws.one("registers_checked_more")),
    );
    let deflected = laws.one("deflected_down");
    let registered = |category| matches!(category, Category::Officials | Category::Party);
    let below = |category| {
        matches!(
            category,
            Category::Workers | Category::Employees | Category::Peasants
        )
    };
    let sum = |of: &dyn Fn(Category) -> bool| -> f64 {
        let chosen = Category::ALL.into_iter().filter(|category| of(*category));
        chosen.map(|category| seen.usual[category as usize]).sum()
    };
    // The part that was deflected at the start is already in what is usual below.
    let passed = deflected * (found - 1.0) * sum(&registered) / sum(&below).max(f64::MIN_POSITIVE);
    seen.times(|category| {
        if registered(category) {
            1.0 + (1.0 - deflected) * (found - 1.0)
        } else if below(category) {
            (1.0 + passed).max(0.0)
        } else {
            1.0
        }
    })
}
