//! How many of a kind there seem to be, when reports miss some and name others: apparent and corrected prevalence.
//!
//! Rogan and Gladen, "Estimating prevalence from the results of a screening test", American Journal of Epidemiology 107 (1978) 71-76,
//! source `rogan-gladen-1978`: with sensitivity Se and specificity Sp, a share e shows as t, and t is led back to e by
//!
//! ```text
//! t = Se e + (1 - Sp)(1 - e)            e = (t + Sp - 1) / (Se + Sp - 1)
//! ```
//!
//! Grade A (T14). That the centre corrects by a part omega only, and that fear lowers Se (after Wintrobe's dictator's dilemma, source
//! `wintrobe-1998`, sign only), is ours:
//!
//! ```text
//! eps_hat = omega t_RG + (1 - omega) t            Se_t = Se_0 (1 - mean fear)
//! ```

use thiserror::Error;

/// How well reports sort people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reports {
    /// Se: share reported of those who are of the kind.
    pub sensitivity: f64,
    /// Sp: share not reported of those who are not.
    pub specificity: f64,
}

/// What is wrong with reports.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum PrevalenceError {
    /// A rate outside \[0, 1\].
    #[error(
        "sensitivity {sensitivity} and specificity {specificity}\nhint: both are shares from 0 to 1"
    )]
    Share {
        /// Se.
        sensitivity: f64,
        /// Sp.
        specificity: f64,
    },
    /// Reports that say nothing, or the contrary.
    #[error(
        "sensitivity {sensitivity} and specificity {specificity} add up to no more than 1\nhint: such reports tell nothing, and no correction undoes them"
    )]
    Uninformative {
        /// Se.
        sensitivity: f64,
        /// Sp.
        specificity: f64,
    },
}

impl Reports {
    /// From Se and Sp.
    ///
    /// # Errors
    /// A value outside \[0, 1\], or two that add up to no more than 1.
    pub fn new(sensitivity: f64, specificity: f64) -> Result<Self, PrevalenceError> {
        let is_share = |value: f64| (0.0..=1.0).contains(&value);
        if !is_share(sensitivity) || !is_share(specificity) {
            return Err(PrevalenceError::Share {
                sensitivity,
                specificity,
            });
        }
        if sensitivity + specificity <= 1.0 {
            return Err(PrevalenceError::Uninformative {
                sensitivity,
                specificity,
            });
        }
        Ok(Self {
            sensitivity,
            specificity,
        })
    }

    /// t: the share that is reported, when a share `true_share` is of the kind.
    pub fn apparent(&self, true_share: f64) -> f64 {
        self.sensitivity * true_share + (1.0 - self.specificity) * (1.0 - true_share)
    }

    /// Part of the reported who are not of the kind. Nothing, if nobody is reported.
    pub fn wrong(&self, true_share: f64) -> Option<f64> {
        let apparent = self.apparent(true_share);
        (apparent > 0.0).then(|| (1.0 - self.specificity) * (1.0 - true_share) / apparent)
    }

    /// The estimate of Rogan and Gladen as it stands; below zero, if fewer are reported than by error alone, and above one, if more
    /// than the sensitivity allows.
    pub fn rogan_gladen(&self, apparent: f64) -> f64 {
        (apparent + self.specificity - 1.0) / (self.sensitivity + self.specificity - 1.0)
    }

    /// What the centre makes of an apparent share: the part `correction` (omega, from 0: takes reports as they come, to 1) of the
    /// estimate, cut to \[0, 1\], and the rest of the share as reported. It uses the rates it believes in. Ours.
    pub fn believed(&self, apparent: f64, correction: f64) -> f64 {
        let corrected = self.rogan_gladen(apparent).clamp(0.0, 1.0);
        correction * corrected + (1.0 - correction) * apparent
    }
}

#[cfg(test)]
mod tests {
    use super::{PrevalenceError, Reports};
    use crate::belief::dilemma;
    use proptest::prelude::*;

    #[test]
    fn known_rogan_and_gladen() {
        let reports = Reports::new(0.4, 0.98).unwrap();
        assert!((reports.rogan_gladen(0.2) - 0.473_68).abs() < 5e-6);
        assert!((reports.apparent(0.18 / 0.38) - 0.2).abs() < 1e-12);
    }

    /// With Se = .5 and Sp = .97 a share of 2.5 per cent shows as 4.2, and 70 per cent of that is error.
    #[test]
    fn known_most_of_a_small_share_is_error() {
        let reports = Reports::new(0.5, 0.97).unwrap();
        assert!((reports.apparent(0.025) - 0.041_75).abs() < 1e-12);
        assert!((reports.apparent(0.018) - 0.038_46).abs() < 1e-12);
        assert!((reports.wrong(0.025).unwrap() - 0.7006).abs() < 5e-5);
        assert_eq!(Reports::new(0.5, 1.0).unwrap().wrong(0.0), None);
    }

    #[test]
    fn law_reports_that_tell_nothing_are_refused() {
        let error = Reports::new(0.4, 0.6).unwrap_err();
        assert!(matches!(error, PrevalenceError::Uninformative { .. }));
        assert!(error.to_string().contains("hint:"));
        for (sensitivity, specificity) in [(1.1, 0.9), (0.9, -0.1), (f64::NAN, 0.9)] {
            let error = Reports::new(sensitivity, specificity).unwrap_err();
            assert!(matches!(error, PrevalenceError::Share { .. }));
        }
    }

    proptest! {
        #[test]
        fn law_the_estimate_leads_back(share in 0.0_f64..1.0, sensitivity in 0.51_f64..1.0, specificity in 0.5_f64..1.0) {
            let reports = Reports::new(sensitivity, specificity).unwrap();
            let apparent = reports.apparent(share);
            prop_assert!((reports.rogan_gladen(apparent) - share).abs() < 1e-9);
            // A full correction finds the share, none leaves what was reported.
            prop_assert!((reports.believed(apparent, 1.0) - share).abs() < 1e-9);
            prop_assert!((reports.believed(apparent, 0.0) - apparent).abs() < 1e-12);
        }

        #[test]
        fn law_fear_hides_the_kind_and_not_the_error(share in 0.01_f64..0.2, fear in 0.01_f64..0.9) {
            let calm = Reports { sensitivity: 0.5, specificity: 0.97 };
            let afraid = Reports { sensitivity: dilemma::sensitivity(0.5, fear), ..calm };
            prop_assert!(afraid.apparent(share) < calm.apparent(share));
            prop_assert!(afraid.wrong(share) > calm.wrong(share));
        }
    }
}
