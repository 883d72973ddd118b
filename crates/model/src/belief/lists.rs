//! How far the centre distrusts lists of checked members: report to belief.
//!
//! ```text
//! q <- q + a (false share - q)         each month in which lists came in
//! ```
//!
//! `ours`: a is the part of the lists that instructors look at again. At the start of a run the centre distrusts nothing; what it has
//! learnt in one check it keeps for the next.

use crate::country::{Country, Now};

/// Distrust after instructors have found this share of names waved through.
pub fn learn_from(distrust: f64, audited: f64, false_share: f64) -> f64 {
    distrust + audited * (false_share - distrust)
}

/// Learns from the lists of a month, when it ends.
pub fn learn(country: &mut Country, now: &Now<'_>) {
    if !now.month_ends() {
        return;
    }
    if let Some(false_share) = country.lists.false_share {
        let audited = now.one("lists_audited");
        country.distrust_of_lists = learn_from(country.distrust_of_lists, audited, false_share);
    }
}

#[cfg(test)]
mod tests {
    use super::learn_from;

    #[test]
    fn law_distrust_moves_towards_what_is_found() {
        assert!((learn_from(0.2, 0.5, 0.4) - 0.3).abs() < 1e-12);
        assert!((learn_from(0.2, 0.0, 0.4) - 0.2).abs() < 1e-12);
        assert!((learn_from(0.2, 1.0, 0.0)).abs() < 1e-12);
    }
}
