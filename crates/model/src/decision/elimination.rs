//! How many are struck at when information is poor: the size of an operation, and how it hangs on what is tolerated.
//!
//! Gregory, Schroeder and Sonin, "Rational dictators and the killing of innocents: data from Stalin's archives", Journal of
//! Comparative Economics 39 (2011) 34-42, source `gregory-schroeder-sonin-2011`: a ruler acts when the share of those he fears nears a bound;
//! he strikes at more, the more of them there are and the worse his information, and knowingly at people who are not of them.
//!
//! **The equations are a reconstruction of ours.** The paper's own were not seen. With N people, E of them feared, p the chance that
//! one who is struck is of them, and kappa the share that is tolerated, just enough are struck for
//!
//! ```text
//! (E - p n) / (N - n) <= kappa        =>        n* = max(0, (E - kappa N) / (p - kappa)),  p > kappa
//! ```
//!
//! and all, where p is at most kappa or n* is above N. Grade C (T16, T16a): the signs for E and for p. The abstract also has eliminations
//! rise with "the dictator's control"; n* falls with kappa, so control is not to be read as kappa. A rule of description: nothing
//! here is chosen to be best, and no search may use it.
//!
//! The number depends on a small difference of two near shares. With eps = E/N, wherever 0 < n* < N,
//!
//! ```text
//! d ln n / d ln kappa = kappa (eps - p) / ((eps - kappa)(p - kappa))
//! ```

use thiserror::Error;

/// What the centre believes and tolerates; shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// eps: share of people whom it takes for disposed against it.
    pub believed: f64,
    /// kappa: share that it tolerates.
    pub tolerated: f64,
    /// p: chance, as it believes, that one who is struck is of them.
    pub precision: f64,
}

/// What is wrong with a view.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error(
    "believed {believed}, tolerated {tolerated}, precision {precision}\nhint: all three are shares from 0 to 1"
)]
pub struct ViewError {
    /// eps.
    pub believed: f64,
    /// kappa.
    pub tolerated: f64,
    /// p.
    pub precision: f64,
}

impl View {
    /// From eps, kappa and p.
    ///
    /// # Errors
    /// A value outside \[0, 1\].
    pub fn new(believed: f64, tolerated: f64, precision: f64) -> Result<Self, ViewError> {
        let is_share = |value: f64| (0.0..=1.0).contains(&value);
        if is_share(believed) && is_share(tolerated) && is_share(precision) {
            return Ok(Self {
                believed,
                tolerated,
                precision,
            });
        }
        Err(ViewError {
            believed,
            tolerated,
            precision,
        })
    }

    /// n*/N: share of people who are struck.
    pub fn share(&self) -> f64 {
        let above = self.believed - self.tolerated;
        if above <= 0.0 {
            return 0.0;
        }
        let gained = self.precision - self.tolerated;
        if gained <= above { 1.0 } else { above / gained }
    }

    /// Share of people who are struck and are not of those feared, if the believed precision is right.
    pub fn others(&self) -> f64 {
        (1.0 - self.precision) * self.share()
    }

    /// Intake, people a year: the part `speed` \[1/year\] of n* among so many adults. Ours; the speed is fitted.
    pub fn intake(&self, adults: f64, speed: f64) -> f64 {
        speed * adults * self.share()
    }

    /// Per cent by which intake changes when the tolerated share rises by one per cent. Nothing at the ends, where nobody or all
    /// are struck. To be printed beside every intake.
    pub fn elasticity(&self) -> Option<f64> {
        let Self {
            believed: eps,
            tolerated: kappa,
            precision: p,
        } = *self;
        let inside = eps > kappa && p > eps;
        inside.then(|| kappa * (eps - p) / ((eps - kappa) * (p - kappa)))
    }
}

#[cfg(test)]
mod tests {
    use super::View;
    use libm::{exp, log};
    use proptest::prelude::*;

    fn view(believed: f64, tolerated: f64, precision: f64) -> View {
        View::new(believed, tolerated, precision).unwrap()
    }

    #[test]
    fn known_grid_of_the_reconstruction() {
        let grid = [
            (0.1, 100.0, 90.0),
            (0.2, 33.33, 26.67),
            (0.3, 20.0, 14.0),
            (0.5, 11.11, 5.56),
            (0.8, 6.67, 1.33),
            (1.0, 5.26, 0.0),
        ];
        for (precision, number, others) in grid {
            let view = view(0.1, 0.05, precision);
            assert!((100.0 * view.share() - number).abs() < 0.005, "{precision}");
            assert!((100.0 * view.others() - others).abs() < 0.005);
        }
    }

    /// With the numbers of the hand calculation for 1936 one per cent of kappa moves intake by 24 per cent.
    #[test]
    fn known_a_small_difference_of_near_shares() {
        let elasticity = view(0.038_46, 0.0369, 0.5).elasticity().unwrap();
        assert!((elasticity + 23.57).abs() < 0.01, "{elasticity}");
    }

    #[test]
    fn law_nobody_below_the_bound_and_all_where_striking_does_not_help() {
        assert!(view(0.05, 0.05, 0.5).share().abs() < 1e-12);
        assert!((view(0.1, 0.05, 0.04).share() - 1.0).abs() < 1e-12);
        assert_eq!(view(0.05, 0.05, 0.5).elasticity(), None);
        assert_eq!(view(0.1, 0.05, 0.1).elasticity(), None);
        assert!((view(0.1, 0.05, 0.3).intake(1000.0, 0.25) - 50.0).abs() < 1e-9);
        let error = View::new(0.1, 1.2, 0.5).unwrap_err().to_string();
        assert!(error.contains("1.2") && error.contains("hint:"), "{error}");
    }

    proptest! {
        #[test]
        fn law_elasticity_is_the_slope_of_logarithms(kappa in 0.01_f64..0.2, above in 0.05_f64..0.3, better in 0.05_f64..0.4) {
            let (eps, p) = (kappa + above, kappa + above + better);
            let step = 1e-5;
            let at = |change: f64| log(view(eps, kappa * exp(change), p).share());
            let slope = (at(step) - at(-step)) / (2.0 * step);
            let exact = view(eps, kappa, p).elasticity().unwrap();
            prop_assert!((slope - exact).abs() < 1e-6 * (1.0 + exact.abs()), "{} {}", slope, exact);
            prop_assert!(exact < 0.0);
        }

        /// What is left after striking holds just the tolerated share.
        #[test]
        fn law_what_is_left_holds_the_tolerated_share(kappa in 0.01_f64..0.2, above in 0.01_f64..0.3, better in 0.01_f64..0.4) {
            let (eps, p) = (kappa + above, kappa + above + better);
            let share = view(eps, kappa, p).share();
            prop_assert!(((eps - p * share) / (1.0 - share) - kappa).abs() < 1e-9);
        }

        #[test]
        fn law_signs(kappa in 0.01_f64..0.2, above in 0.05_f64..0.2, better in 0.05_f64..0.3) {
            let (eps, p) = (kappa + above, kappa + above + better);
            let base = view(eps, kappa, p);
            prop_assert!(view(eps + 0.01, kappa, p).share() > base.share());
            let informed = view(eps, kappa, p + 0.01);
            prop_assert!(informed.share() < base.share());
            prop_assert!(informed.others() < base.others());
        }
    }
}
