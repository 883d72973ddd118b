//! The dictator's dilemma: who is feared is told less.
//!
//! Wintrobe, "The tinpot and the totalitarian", American Political Science Review 84 (1990) 849-872, source `wintrobe-1990`: the more
//! a ruler represses, the less he can know of what people think of him. Recalled; the paper was not opened for this version. The
//! form in which the sign is used is `ours` (M9), grade C (T37a):
//!
//! ```text
//! Se = Se0 (1 - F)          F mean fear, 0 to 1
//! ```
//!
//! His two types of ruler, who choose how much to repress, are left out: nothing here chooses a coercive measure for its yield.

/// Share of those who are against that a report finds, when people fear to speak.
pub fn sensitivity(without_fear: f64, fear: f64) -> f64 {
    without_fear * (1.0 - fear)
}

/// Se + Sp - 1: how much more often a report names those who are against than those who are not. 0 says nothing, 1 all.
pub fn told(sensitivity: f64, specificity: f64) -> f64 {
    sensitivity + specificity - 1.0
}

#[cfg(test)]
mod tests {
    use super::{sensitivity, told};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn law_fear_takes_what_is_told(without_fear in 0.01_f64..1.0, fear in 0.0_f64..0.9, specificity in 0.5_f64..1.0) {
            let at = |fear| told(sensitivity(without_fear, fear), specificity);
            prop_assert!(at(fear + 0.1) < at(fear));
            prop_assert!((at(0.0) - (without_fear + specificity - 1.0)).abs() < 1e-12);
            // All fear: what reports then say is only their error.
            prop_assert!((at(1.0) - (specificity - 1.0)).abs() < 1e-12);
        }
    }
}
