//! How well a plan meets its targets, with shortfalls felt more than surpluses.
//!
//! Cockshott, source `cockshott-5yearplan`, as in the program 5yearplan (files Harmony.java and nyearplan.java of commit b632d136):
//!
//! ```text
//! s = (net - target) / target           H = s - s^2 / 2 if s < 0,    ln(1 + s) if not
//! ```
//!
//! Grade A for the function (T23). The economy that 5yearplan ships, and its annealing, are not reproduced here.

use crate::fault::{Fault, above_zero};
use libm::log1p;

/// Harmony H of a net output against its target, and its slope dH/dnet [no unit, and a unit of output].
///
/// # Errors
/// A target that is not above zero, or a net output that is no finite number.
pub fn harmony(target: f64, net: f64) -> Result<(f64, f64), Fault> {
    above_zero("target", target)?;
    if !net.is_finite() {
        let hint = "name what is left over; it may be below zero";
        return Err(Fault::new("net output", net, "a finite number", hint));
    }
    let s = (net - target) / target;
    Ok(if s < 0.0 {
        (s - s * s / 2.0, (1.0 - s) / target)
    } else {
        (log1p(s), 1.0 / (1.0 + s) / target)
    })
}

#[cfg(test)]
mod tests {
    use super::harmony;
    use proptest::prelude::*;

    #[test]
    fn known_values_of_harmony() {
        for (net, wanted) in [(8.0, -0.22), (10.0, 0.0), (12.0, 0.182_321_556_8)] {
            assert!((harmony(10.0, net).unwrap().0 - wanted).abs() < 1e-9);
        }
        assert!(harmony(0.0, 1.0).is_err() && harmony(1.0, f64::NAN).is_err());
    }

    proptest! {
        #[test]
        fn law_the_slope_is_the_slope(target in 0.5_f64..20.0, part in 0.0_f64..3.0) {
            prop_assume!((part - 1.0).abs() > 1e-3);
            let net = part * target;
            let at = |net| harmony(target, net).unwrap().0;
            let (_, slope) = harmony(target, net).unwrap();
            let by_difference = (at(net + 1e-5) - at(net - 1e-5)) / 2e-5;
            prop_assert!((slope - by_difference).abs() < 1e-6, "{slope} {by_difference}");
        }

        #[test]
        fn law_a_shortfall_counts_for_more(target in 0.5_f64..20.0, part in 0.001_f64..0.9) {
            let short = harmony(target, target * (1.0 - part)).unwrap().0;
            let over = harmony(target, target * (1.0 + part)).unwrap().0;
            prop_assert!(over < -short);
        }
    }
}
