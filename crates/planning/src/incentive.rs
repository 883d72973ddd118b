//! A bonus that pays for telling the truth about what one can make.
//!
//! Weitzman, "The new Soviet incentive model", Bell Journal of Economics 7 (1976) 251-257, source `weitzman-1976`. The ministry
//! sets a target qbar, the firm answers with a plan qh and makes q:
//!
//! ```text
//! B = Bbar + beta (qh - qbar) + alpha (q - qh)  if q >= qh,    - gamma (qh - q) if not,       0 < alpha < beta < gamma
//! ```
//!
//! Who knows q says qh = q; who does not says the fractile F(qh) = (beta - alpha) / (gamma - alpha). Grade A (T26). The scheme is of
//! 1971; for the years of the passage it is a counterfactual.

use crate::fault::Fault;
use engine::draw::Uniform;
use engine::normal::quantile;

/// Rates of the bonus, checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scheme {
    above: f64,
    planned: f64,
    below: f64,
}

impl Scheme {
    /// A scheme with alpha `above`, beta `planned` and gamma `below` [bonus a unit].
    ///
    /// # Errors
    /// Rates that are not 0 < alpha < beta < gamma: then it pays to lie.
    pub fn new(above: f64, planned: f64, below: f64) -> Result<Self, Fault> {
        if 0.0 < above && above < planned && planned < below && below.is_finite() {
            return Ok(Self {
                above,
                planned,
                below,
            });
        }
        Err(Fault::new(
            "rates of the bonus (alpha, beta, gamma)",
            format!("{above}, {planned}, {below}"),
            "0 < alpha < beta < gamma",
            "in any other order the firm does best by naming a wrong plan",
        ))
    }

    /// The bonus for a plan and an output, beside the fixed part, target 0: B - Bbar + beta qbar.
    pub fn bonus(&self, plan: f64, output: f64) -> f64 {
        let off = if output >= plan {
            self.above * (output - plan)
        } else {
            self.below * (output - plan)
        };
        self.planned * plan + off
    }

    /// The chance of making less than the plan, at the best plan: (beta - alpha) / (gamma - alpha).
    pub fn fractile(&self) -> f64 {
        (self.planned - self.above) / (self.below - self.above)
    }

    /// The best plan if output is normal with this mean and deviation [in units].
    pub fn plan(&self, mean: f64, deviation: f64) -> f64 {
        mean + deviation * quantile(Uniform::at(self.fractile()))
    }
}

#[cfg(test)]
mod tests {
    use super::Scheme;
    use engine::normal::distribution;
    use proptest::prelude::*;

    #[test]
    fn known_fractile_and_plan_of_weitzman() {
        let scheme = Scheme::new(0.3, 0.5, 0.9).unwrap();
        assert!((scheme.fractile() - 1.0 / 3.0).abs() < 1e-12);
        assert!((scheme.plan(100.0, 10.0) - 95.69).abs() < 0.005);
        assert!(
            Scheme::new(0.5, 0.3, 0.9)
                .unwrap_err()
                .found
                .starts_with("0.5")
        );
        assert!(Scheme::new(0.3, 0.5, f64::NAN).is_err());
    }

    proptest! {
        #[test]
        fn law_the_truth_pays_most(output in 0.0_f64..200.0, plan in 0.0_f64..200.0) {
            let scheme = Scheme::new(0.3, 0.5, 0.9).unwrap();
            prop_assert!(scheme.bonus(output, output) >= scheme.bonus(plan, output));
        }
    }

    /// The expected bonus of a normal output, summed over a fine grid of equal chances, is largest at the plan that is named.
    #[test]
    fn parity_the_fractile_and_the_largest_expected_bonus() {
        let scheme = Scheme::new(0.3, 0.5, 0.9).unwrap();
        let expected = |plan: f64| -> f64 {
            let cells = (-500..500).map(|at| f64::from(at) / 100.0);
            let mass = |z: f64| distribution(z + 0.01) - distribution(z);
            cells
                .map(|z| mass(z) * scheme.bonus(plan, 100.0 + 10.0 * (z + 0.005)))
                .sum()
        };
        let best = (8_000..12_000)
            .map(|at| f64::from(at) / 100.0)
            .max_by(|a, b| expected(*a).total_cmp(&expected(*b)));
        assert!(
            (best.unwrap() - scheme.plan(100.0, 10.0)).abs() < 0.06,
            "{best:?}"
        );
    }
}
