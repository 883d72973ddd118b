//! Signal detection with base rates: what a threshold on a noisy score finds, and what it hits beside it.
//!
//! Green and Swets, *Signal Detection Theory and Psychophysics* (1966), source `green-swets-1966`, with equal variances: the score
//! of those who are looked for is N(d', 1), of all others N(0, 1), and whoever scores above c is flagged. With base rate pi
//!
//! ```text
//! Se = 1 - Phi(c - d')      FPR = 1 - Phi(c)      AUC = Phi(d' / sqrt 2)
//! PPV = pi Se / (pi Se + (1 - pi) FPR)            accuracy = pi Se + (1 - pi)(1 - FPR)
//! ```
//!
//! Meehl and Rosen, Psychological Bulletin 52 (1955) 194-216, source `meehl-rosen-1955`: with a low base rate, calling nobody a case
//! is right more often than the test. Grade A (T12). National Research Council, *The Polygraph and Lie Detection* (2003), source
//! `nrc-2003`: ten spies among 10,000. Grade B (T13): its counts are within 4 per cent of the equal-variance form.
//!
//! A score is a report. What is looked for here is a disposition, and a disposition is not an act.

use engine::draw::Uniform;
use engine::normal::{distribution, quantile};
use std::f64::consts::SQRT_2;

/// Se: share of those looked for who score above `threshold`.
pub fn hit_rate(d_prime: f64, threshold: f64) -> f64 {
    distribution(d_prime - threshold)
}

/// FPR: share of all others who score above `threshold`.
pub fn false_positive_rate(threshold: f64) -> f64 {
    distribution(-threshold)
}

/// AUC: the chance that one who is looked for scores above one who is not.
pub fn area(d_prime: f64) -> f64 {
    distribution(d_prime / SQRT_2)
}

/// The d' with this area; areas outside (0, 1) count as its ends.
pub fn d_prime_of_area(area: f64) -> f64 {
    SQRT_2 * quantile(Uniform::at(area))
}

/// The threshold with this hit rate; rates outside (0, 1) count as its ends.
pub fn threshold_of_hit_rate(d_prime: f64, hit_rate: f64) -> f64 {
    d_prime - quantile(Uniform::at(hit_rate))
}

/// Shares of all who are screened; together they are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screened {
    /// Looked for, and flagged.
    pub hits: f64,
    /// Looked for, and not flagged.
    pub misses: f64,
    /// Not looked for, and flagged all the same.
    pub false_positives: f64,
    /// Neither.
    pub cleared: f64,
}

impl Screened {
    /// From a base rate, a hit rate and a false-positive rate, all shares.
    pub fn of_rates(base_rate: f64, hit_rate: f64, false_positive_rate: f64) -> Self {
        Self {
            hits: base_rate * hit_rate,
            misses: base_rate * (1.0 - hit_rate),
            false_positives: (1.0 - base_rate) * false_positive_rate,
            cleared: (1.0 - base_rate) * (1.0 - false_positive_rate),
        }
    }

    /// From a base rate, d' and a threshold.
    pub fn at(base_rate: f64, d_prime: f64, threshold: f64) -> Self {
        let flagged = false_positive_rate(threshold);
        Self::of_rates(base_rate, hit_rate(d_prime, threshold), flagged)
    }

    /// Share of all who are flagged, and so screened out.
    pub fn flagged(&self) -> f64 {
        self.hits + self.false_positives
    }

    /// PPV: share of the flagged who are of those looked for. Nothing, if nobody is flagged.
    pub fn predictive_value(&self) -> Option<f64> {
        let flagged = self.flagged();
        (flagged > 0.0).then(|| self.hits / flagged)
    }

    /// Share of all who are sorted rightly.
    pub fn accuracy(&self) -> f64 {
        self.hits + self.cleared
    }
}

/// The threshold at which this share of all is flagged, by bisection between -40 and 40: pressure for vigilance sets a share, and
/// the share sets the threshold.
pub fn threshold_of_share(base_rate: f64, d_prime: f64, flagged: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..200 {
        let threshold = f64::midpoint(low, high);
        if Screened::at(base_rate, d_prime, threshold).flagged() > flagged {
            low = threshold;
        } else {
            high = threshold;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::{
        Screened, area, d_prime_of_area, false_positive_rate, hit_rate, threshold_of_hit_rate,
        threshold_of_share,
    };
    use proptest::prelude::*;

    #[test]
    fn known_meehl_and_rosen() {
        let screened = Screened::of_rates(0.05, 0.55, 0.19);
        assert!((screened.predictive_value().unwrap() - 0.1322).abs() < 5e-5);
        assert!((screened.accuracy() - 0.797).abs() < 1e-12);
        // Calling everybody well is right in 95 of 100.
        let nobody = Screened::of_rates(0.05, 0.0, 0.0);
        assert!((nobody.accuracy() - 0.95).abs() < 1e-12);
        assert_eq!(nobody.predictive_value(), None);
    }

    #[test]
    fn known_ten_spies_among_ten_thousand() {
        let d_prime = d_prime_of_area(0.9);
        assert!((d_prime - 1.812_39).abs() < 5e-6, "{d_prime}");
        for (rate, published, ours) in [(0.8, 1598.0, 1657.0), (0.2, 39.5, 39.7)] {
            let threshold = threshold_of_hit_rate(d_prime, rate);
            let screened = Screened::at(0.001, d_prime, threshold);
            assert!((screened.hits * 10_000.0 - 10.0 * rate).abs() < 1e-9);
            let others: f64 = screened.false_positives * 10_000.0;
            assert!((others - ours).abs() < 0.5, "{others}");
            assert!((others / published - 1.0).abs() < 0.05, "{others}");
        }
        let as_published = Screened::of_rates(0.001, 0.8, 1598.0 / 9990.0);
        let value = as_published.predictive_value().unwrap();
        assert!((value - 8.0 / 1606.0).abs() < 1e-12, "{value}");
    }

    /// If 9 per cent are flagged (a recalled share of those expelled in 1935), fewer than a tenth of them are of those looked for, whatever the
    /// score tells, while these are fewer than 0.9 per cent of all; with d' = 1 while they are fewer than 2 per cent.
    #[test]
    fn law_a_low_base_rate_makes_most_of_the_flagged_others() {
        let value = |base_rate, d_prime| {
            let threshold = threshold_of_share(base_rate, d_prime, 0.09);
            let screened = Screened::at(base_rate, d_prime, threshold);
            screened.predictive_value().unwrap()
        };
        for d_prime in [0.0, 0.5, 1.0, 2.0, 4.0, 8.0] {
            assert!(value(0.0089, d_prime) < 0.1, "{d_prime}");
        }
        assert!(value(0.02, 1.0) < 0.1);
        assert!(value(0.02, 1.5) > 0.1);
        assert!((value(0.02, 0.0) - 0.02).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn law_shares_add_up_and_thresholds_invert(
            base_rate in 0.0_f64..1.0,
            d_prime in 0.0_f64..4.0,
            threshold in -3.0_f64..6.0,
        ) {
            let screened = Screened::at(base_rate, d_prime, threshold);
            let sum = screened.hits + screened.misses + screened.false_positives + screened.cleared;
            prop_assert!((sum - 1.0).abs() < 1e-12);
            let rate = hit_rate(d_prime, threshold);
            prop_assert!(rate >= false_positive_rate(threshold));
            if rate < 1.0 - 1e-9 {
                prop_assert!((threshold_of_hit_rate(d_prime, rate) - threshold).abs() < 1e-5);
            }
            prop_assert!((d_prime_of_area(area(d_prime)) - d_prime).abs() < 1e-6);
            let flagged = screened.flagged();
            let back = Screened::at(base_rate, d_prime, threshold_of_share(base_rate, d_prime, flagged));
            prop_assert!((back.flagged() - flagged).abs() < 1e-12);
        }

        /// Bayes' rule in odds: posterior odds are prior odds times the ratio of the rates.
        #[test]
        fn law_predictive_value_is_bayes_in_odds(
            base_rate in 0.001_f64..0.999,
            hit in 0.01_f64..1.0,
            other in 0.01_f64..1.0,
        ) {
            let value = Screened::of_rates(base_rate, hit, other).predictive_value().unwrap();
            let odds = base_rate / (1.0 - base_rate) * hit / other;
            prop_assert!((value - odds / (1.0 + odds)).abs() < 1e-12);
        }
    }
}
