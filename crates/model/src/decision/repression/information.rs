//! Elimination under poor information: the size of an operation follows what is believed and what is tolerated.
//!
//! Gregory, Schroeder and Sonin, "Rational dictators and the killing of innocents", Journal of Comparative Economics 39 (2011) 34-42,
//! source `gregory-schroeder-sonin-2011`, as reconstructed in `decision::elimination` (the paper's equations were not seen):
//!
//! ```text
//! share = (eps - kappa)+ / (p - kappa)       kappa = k eps_start exp(-chi (Theta - Theta_start))
//! arrests_h = usual_h (share / share_start)(eps_h / eps_h,start)        past opposition: eps_h = max(eps_h, level/3)
//! ```
//!
//! p is the precision that the centre believes in. That the tolerated share is a part k of what was believed at the start, that the threat
//! lowers it, and that a higher charge makes the whole past opposition suspect (`decision::charges`) are `ours`. Grade C. k is not
//! fitted: a k close to 1 would give the fall from 1933 to 1934 and make everything after it a small difference of two near numbers,
//! so the elasticity to k stands beside every number that this rule gives.

use super::Seen;
use crate::belief::suspects::Suspects;
use crate::decision::category::{CATEGORIES, Category};
use crate::decision::elimination::View;
use crate::setting::Laws;

/// What this rule cannot explain.
pub const SILENT_ON: &str = "why arrests halved in 1933-34, which is put in as an order; offices and regions that did more or less than they were told; operations by category; 1937";

/// What the centre believes and tolerates in a month.
pub fn view(beliefs: &Suspects, laws: &Laws) -> View {
    of(beliefs, beliefs.now.suspects, beliefs.now.threat, laws)
}

fn of(beliefs: &Suspects, believed: f64, threat: f64, laws: &Laws) -> View {
    let start = beliefs.start();
    let eased = libm::exp(-laws.one("tolerance_by_threat") * (threat - start.threat));
    View {
        believed,
        tolerated: (laws.one("tolerated_part") * start.suspects * eased).min(1.0),
        precision: laws.one("believed_precision"),
    }
}

/// Persons wanted a year, by category.
pub(super) fn wanted(seen: &Seen<'_>) -> [f64; CATEGORIES] {
    let (beliefs, start) = (seen.beliefs, seen.beliefs.start());
    let first = of(beliefs, start.suspects, start.threat, seen.laws).share();
    let size = ratio(view(beliefs, seen.laws).share(), first);
    seen.times(|category| {
        let at = category as usize;
        let believed = match category {
            Category::Opposition => beliefs.now.shares[at].max(seen.charges.relabelled()),
            _ => beliefs.now.shares[at],
        };
        size * ratio(believed, start.shares[at])
    })
}

/// A number over what it was at the start; 1 where there was nothing.
pub(super) fn ratio(now: f64, start: f64) -> f64 {
    if start > 0.0 { now / start } else { 1.0 }
}
