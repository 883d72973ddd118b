//! What work must pay so that nobody shirks, where those who are caught go to prison, and some go there anyhow.
//!
//! Shapiro and Stiglitz, "Equilibrium unemployment as a worker discipline device", American Economic Review 74 (1984) 433-444,
//! source `shapiro-stiglitz-1984`, with prison in the place of unemployment as in Miller and Smith, "In the shadow of the
//! Gulag", Journal of Comparative Economics 43 (2015) 531-548, source `miller-smith-2015`. Derived here, not copied:
//!
//! ```text
//! rW = w - e + b_T (V_p - W)        rV_p = w_p + a (W - V_p)        no shirking: q (W - V_p) >= e
//! w* = w_p + e + (e / q)(r + a + b_T)
//! ```
//!
//! Terror that hits people whatever they do, `b_T`, makes work dearer. Grade A for the closed form (T11), C for the paper, whose
//! highlights give its signs. The falling-off of work below w* is `ours`.

use crate::fault::{Fault, above_zero};
use libm::exp;

/// What a worker reckons with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// `w_p`: living in prison [units of pay].
    pub prison: f64,
    /// e: cost of working instead of shirking [units of pay].
    pub effort: f64,
    /// q: rate at which a shirker is caught [a period].
    pub caught: f64,
    /// r: discount rate [a period].
    pub discount: f64,
    /// a: rate of release [a period].
    pub released: f64,
    /// `b_T`: rate of arrest that does not ask what one did [a period].
    pub terror: f64,
}

impl Terms {
    /// w*: the least pay at which nobody shirks [units of pay].
    ///
    /// # Errors
    /// A rate of being caught that is not above zero: then no pay suffices.
    pub fn wage(&self) -> Result<f64, Fault> {
        above_zero("rate at which shirkers are caught", self.caught)?;
        let rates = self.discount + self.released + self.terror;
        Ok(self.prison + self.effort + self.effort / self.caught * rates)
    }

    /// Part of the work that is done at pay `pay`: 1 at w* and above, exp(-k (w* - pay) / w*) below. `ours`.
    ///
    /// # Errors
    /// As [`Self::wage`], or a w* that is not above zero.
    pub fn work_done(&self, pay: f64, steepness: f64) -> Result<f64, Fault> {
        let wage = self.wage()?;
        above_zero("pay at which nobody shirks", wage)?;
        Ok(if pay >= wage {
            1.0
        } else {
            exp(-steepness * (wage - pay) / wage)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;
    use proptest::prelude::*;

    const EXAMPLE: Terms = Terms {
        prison: 0.2,
        effort: 1.0,
        caught: 0.5,
        discount: 0.05,
        released: 0.2,
        terror: 0.0,
    };

    #[test]
    fn known_wages_and_four_signs() {
        for (terror, wanted) in [(0.0, 1.70), (0.01, 1.72), (0.05, 1.80)] {
            let got = Terms { terror, ..EXAMPLE }.wage().unwrap();
            assert!((got - wanted).abs() < 1e-12, "{got}");
        }
        let wage = |terms: Terms| terms.wage().unwrap();
        let base = wage(EXAMPLE);
        assert!(
            wage(Terms {
                caught: 0.6,
                ..EXAMPLE
            }) < base
        );
        assert!(
            wage(Terms {
                prison: 0.3,
                ..EXAMPLE
            }) > base
        );
        assert!(
            wage(Terms {
                released: 0.3,
                ..EXAMPLE
            }) > base
        );
        assert!(
            wage(Terms {
                terror: 0.1,
                ..EXAMPLE
            }) > base
        );
        assert!(
            Terms {
                caught: 0.0,
                ..EXAMPLE
            }
            .wage()
            .is_err()
        );
    }

    proptest! {
        /// At w* the values of working and of prison solve both equations, and the condition holds with equality.
        #[test]
        fn law_nobody_gains_by_shirking(effort in 0.1_f64..2.0, caught in 0.05_f64..1.0, released in 0.01_f64..1.0, terror in 0.0_f64..0.5) {
            let terms = Terms { effort, caught, released, terror, ..EXAMPLE };
            let wage = terms.wage().unwrap();
            let gap = (wage - effort - terms.prison) / (terms.discount + released + terror);
            let prison = (terms.prison + released * gap) / terms.discount;
            let work = prison + gap;
            prop_assert!((terms.discount * work - (wage - effort - terror * gap)).abs() < 1e-9 * work.abs());
            prop_assert!((caught * gap - effort).abs() < 1e-9);
        }

        #[test]
        fn law_work_rises_with_pay(pay in 0.0_f64..3.0, more in 0.0_f64..1.0) {
            let done = |pay| EXAMPLE.work_done(pay, 2.0).unwrap();
            prop_assert!(done(pay) <= done(pay + more) && done(pay) > 0.0 && done(pay) <= 1.0);
        }
    }
}
