//! How far the centre stands behind those who break records. Reads beliefs.
//!
//! ```text
//! sponsorship = 1 - exp(-resistance / scale)
//! ```
//!
//! `ours`, because of sentence 38: who expects passive resistance looks for workers who will break it. 0 is none, 1 is all that can be.

use crate::country::{Country, Now};

/// Sponsorship from the resistance that is believed in.
pub fn sponsorship(resistance: f64, scale: f64) -> f64 {
    -libm::expm1(-resistance.max(0.0) / scale)
}

/// Decides on sponsorship; each week.
pub fn decide(country: &mut Country, now: &Now<'_>) {
    country.sponsorship = sponsorship(country.belief.resistance, now.one("sponsorship_scale"));
}

#[cfg(test)]
mod tests {
    use super::sponsorship;

    #[test]
    fn law_more_resistance_more_sponsorship() {
        assert!(sponsorship(0.0, 0.1).abs() < 1e-12);
        assert!(sponsorship(0.2, 0.1) > sponsorship(0.1, 0.1));
        assert!(sponsorship(9.0, 0.1) <= 1.0);
    }
}
